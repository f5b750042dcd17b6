"""What the starter's document types give, read from their data: a new type breaks no test that asks here."""

from __future__ import annotations

from iopdocs.library.discovery import discover
from tests.conftest import ROOT


def stems(*, forms: bool = True, signed: bool = False) -> set[str]:
    """Return the documents of an agreement without records (meetings, additions …), with forms or without.

    What is only for before the signing is left out of those of a ``signed`` agreement.
    """
    types = discover(ROOT / "templates").values()
    described = {kind.id: kind.description for kind in types if kind.description.compiles is None}
    if signed:
        described = {name: one for name, one in described.items() if not one.before_signing}
    return {name for name, one in described.items() if one.repeats is None or one.whole or (forms and one.blank)}
