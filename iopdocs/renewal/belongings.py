"""What of an agreement goes with its successor and what does not: who has joined does, its papers do not."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from iopdocs.model import Agreement
from iopdocs.model.paths import keys_of
from iopdocs.reading.roundtrip import mapping, remove
from iopdocs.reading.tree_edits import list_of, put
from iopdocs.renewal.notes import Notes

# What belongs to the old agreement and is emptied in its successor: the key, and what it is called in the report.
BELONGS_TO_OLD = {
    "diarienummer": "diarienumret",
    "beslut": "beslutet",
    "undertecknat": "underskriften",
    "lagrum_per": "den dag vars lag gällde",
    "lagrum_per_källa": "källan till lagens dag",
    "tillägg": "tilläggen",
    "förlängningar": "förlängningarna",
    "bekräftelser": "bekräftelserna inför undertecknandet",
    "pressmeddelanden": "pressmeddelandena om det förra avtalet",
}
PRESS_OF_OLD = ("rubrik", "datum", "embargo", "händelse", "i_samma_beslut", "ingress", "citat", "avvikande_mening")


def joined(tree: Any, agreement: Agreement, on: date, notes: Notes) -> None:
    """Make parties of those who joined by an addition, which itself does not go with the successor.

    What is agreed with them elsewhere names them, and what they keep hidden stays so. Somebody decides if they stay.
    """
    known = {party.id for party in agreement.parties if party.id}
    for written, addition in zip(tree.get("tillägg") or [], agreement.additions, strict=True):
        for joining in written.get("nya_parter") or []:
            party = joining.get("part")
            if not party or party.get("id") in known:  # nobody has stated who joined, or it is a party already
                continue
            known |= {party["id"]} if party.get("id") else set()
            tree["parter"].append(party)
            _commit(tree, party.get("id"), joining.get("åtaganden"), notes)
            where = f"parter[{len(tree['parter'])}]"
            called = party.get("id") or party.get("organisation") or "den nya parten"
            bound = "genom ett tillägg" if addition.is_agreed(on) else "enligt ett tillägg som inte var undertecknat"
            notes.changed(where, None, called, f"anslöt sig {bound}")
            notes.decide(where, "Ska den som anslöt sig vara part i det nya avtalet, och med vilka åtaganden?")
            notes.assume("parter", f"{called} anslöt sig {bound}. Bekräfta att det är en part i det nya avtalet.")


def _commit(tree: Any, party: str | None, commitments: Any, notes: Notes) -> None:
    """Give the commitments of a party that joined to the agreement, where the party has an id to give them to."""
    texts = [commitments] if isinstance(commitments, str) else list(commitments or ())
    for text in texts if party else ():
        item = mapping(part=party, text=text)
        if tree.get("åtaganden"):
            tree["åtaganden"].append(item)
        else:
            put(tree, "åtaganden", list_of([item]), keys_of(Agreement))
        notes.changed(f"åtaganden[{len(tree['åtaganden'])}]", None, text, f"{party} åtog sig det i ett tillägg")


def empty(tree: Any, notes: Notes) -> None:
    """Take away what belongs to the old agreement only."""
    for key, name in BELONGS_TO_OLD.items():
        _drop(tree, key, key, name, notes)
    for number, party in enumerate(tree.get("parter") or []):
        _empty_party(party, f"parter[{number + 1}]", notes)
    press = tree.get("press") or {}
    for key in PRESS_OF_OLD:
        _drop(press, key, f"press.{key}", "citaten" if key == "citat" else key, notes)
    _drop(tree.get("uppsägning") or {}, "upphör", "uppsägning.upphör", "dagen då det upphörde", notes)
    amendments = tree.get("ändringar") or {}
    _drop(amendments, "logg", "ändringar.logg", "ändringarna", notes)
    for key in ("press", "ändringar"):
        if key in tree and not tree[key]:
            remove(tree, key)
    _assumptions(tree, notes)


def _empty_party(party: Any, where: str, notes: Notes) -> None:
    _drop(party, "diarienummer", f"{where}.diarienummer", "diarienumret", notes)
    people = party.get("undertecknare") or []
    for place, person in enumerate(people):
        for key in ("datum", "ort"):
            _drop(person, key, f"{where}.undertecknare[{place + 1}].{key}", key, notes)
    if people:
        notes.decide(f"{where}.undertecknare", "Är det samma personer som undertecknar det nya avtalet?")


def _drop(parent: Any, key: str, where: str, name: str, notes: Notes) -> None:
    before = parent.get(key) if hasattr(parent, "get") else None
    if remove(parent, key):
        notes.changed(where, before if isinstance(before, str) else name, None, "hör till det förra avtalet")


def _assumptions(tree: Any, notes: Notes) -> None:
    """Keep assumptions that still concern the successor, and ask about them."""
    found = tree.get("antaganden") or []
    stay = [item for item in found if re.split(r"[.\[]", str(item.get("uppgift", "")))[0] not in BELONGS_TO_OLD]
    for item in stay:
        notes.decide(str(item.get("uppgift")), f"Antagandet följer med: {item.get('skäl')}")
    if len(stay) == len(found):
        return
    if not stay:
        remove(tree, "antaganden")
    for number in reversed(range(len(found) if stay else 0)):
        if not any(found[number] is item for item in stay):
            del found[number]
