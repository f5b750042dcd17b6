"""What templates know of the papers beside the agreement: their parties, who signs them, which annex they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from iopdocs.library.document_types import list_of
from iopdocs.model.annexes import Processing, SignedApart
from iopdocs.model.base import label_of, place_in
from iopdocs.model.papers import Aid, Entrustment
from iopdocs.model.party import Party
from iopdocs.templating.gaps import Missing
from iopdocs.templating.values import View
from iopdocs.vocabulary.declared import Extra, Extras
from iopdocs.vocabulary.facts import PartyPair
from iopdocs.vocabulary.rendering_state import Scene


def annex_number(scene: Scene) -> str | Missing:
    """Return the number that the agreement's list of annexes gives the document, or a missing one.

    The first annex of a document type is the first document of that type, the second the second.
    """
    listed = [(place, one) for place, one in enumerate(scene.agreement.annexes, start=1)]
    mine = [(place, one) for place, one in listed if one.document and one.document == scene.document.id]
    at = _place(scene)
    if at >= len(mine):
        return scene.missing("bilagans nummer")
    place, one = mine[at]
    return one.number or str(place)


def _place(scene: Scene) -> int:
    repeats = scene.document.description.repeats
    if repeats is None or scene.item is None:
        return 0
    found: Any = scene.agreement
    for name in list_of(repeats)[0]:
        found = getattr(found, name, ())
    return place_in(found, scene.item) if scene.item in found else 0


def _party(attribute: str, record: Any, scene: Scene) -> object:
    party = scene.agreement.party(getattr(record, attribute))
    return scene.view(party) if party else Missing(label_of(type(record), attribute), scene, Party)


def _extra(attribute: str, about: str) -> Extra:
    return Extra(View[Party], about, lambda one, scene: _party(attribute, one, scene))


def _pairs(record: SignedApart, scene: Scene) -> list[PartyPair]:
    found: Sequence[Party | None] = [scene.agreement.party(name) for name in record.signing_parties]
    none = Missing("part", scene, Party)
    views = [scene.view(party) if party else none for party in found]
    return [PartyPair(views[at], views[at + 1] if at + 1 < len(views) else none) for at in range(0, len(views), 2)]  # type: ignore[arg-type] # a missing party is a gap


_PAIRS = {"underskriftspar": Extra(list[PartyPair], "de som skriver under handlingen, två och två", _pairs)}

ANNEX_EXTRAS: Extras = {
    Processing: {
        **_PAIRS,
        "ansvarig_part": _extra("controller", "den part som är personuppgiftsansvarig"),
        "biträde_part": _extra("processor", "den part som är personuppgiftsbiträde"),
    },
    Aid: {
        "givande_part": _extra("giver", "den part som lämnar stödet"),
        "mottagande_part": _extra("recipient", "den part som får stödet"),
    },
    Entrustment: {
        "givande_part": _extra("giver", "den part som ger uppdraget"),
        "mottagande_part": _extra("recipient", "den part som får uppdraget"),
    },
}
