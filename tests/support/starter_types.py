"""What the starter's document types give, read from their data: a new type breaks no test that asks here."""

from __future__ import annotations

from iopdocs.library.discovery import discover
from tests.conftest import ROOT


def stems(*, forms: bool = True) -> set[str]:
    """Return the documents of an agreement without records (meetings, additions …), with forms or without."""
    types = discover(ROOT / "templates").values()
    own = [kind for kind in types if kind.description.compiles is None]
    return {kind.id for kind in own if kind.description.repeats is None or (forms and kind.description.blank)}
