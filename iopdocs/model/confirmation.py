"""What somebody has confirmed before the parties sign: the signer's list (bekräftelselista)."""

from __future__ import annotations

from iopdocs.model.base import Record, key
from iopdocs.model.scalars import Day, Id, Text


class Confirmation(Record):
    """That somebody has confirmed one of the questions of the house, and when."""

    what: Id | None = key("vad", "Id för det som är bekräftat, till exempel delegation", "vad som är bekräftat")
    by: Text | None = key("av", "Vem som har bekräftat det, med namn eller befattning", "vem som har bekräftat det")
    day: Day | None = key("dag", "Dag för bekräftelsen", "dag för bekräftelsen")
    until: Day | None = key(
        "gäller_till", "Sista dagen den gäller, till exempel ett tillstånds; utan uppgift räknas den ut av giltigheten"
    )
    note: Text | None = key("anmärkning", "Det som ska läsas med den, till exempel var bedömningen finns")

    @property
    def is_made(self) -> bool:
        """Whether it can be relied on: somebody answers for it, and says since when."""
        return bool(self.what and self.by and self.day)
