"""What a person has judged of words that may give something protected away."""

from __future__ import annotations

from iopdocs.model.base import Record, key
from iopdocs.model.scalars import Day, Text, YesNo


class Judgement(Record):
    """What a person has found of words that give something protected away, or seem to."""

    words: Text | None = key("ord", "Orden som de står i texten, så många att hela det som liknar uppgiften är med")
    reveals: YesNo | None = key("röjer", "ja om orden röjer något skyddat, nej om de inte gör det")
    by: Text | None = key("av", "Vem som har bedömt orden")
    reason: Text | None = key("skäl", "Varför orden röjer eller inte röjer något; skrivs inte ut i någon handling")
    day: Day | None = key("dag", "Dag för bedömningen")

    @property
    def telling(self) -> str | None:
        """The words, when they give something away: also when nobody has said whether they do."""
        return self.words if self.reveals is not False else None

    @property
    def harmless(self) -> str | None:
        """The words, when somebody answers for that they give nothing away, and says why."""
        return self.words if self.reveals is False and self.by and self.reason else None
