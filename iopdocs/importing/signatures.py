"""Who signs for whom, and when: one block of lines for each signature, below or beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iopdocs.importing.document import Document, DocumentPassage
from iopdocs.importing.names import Cast
from iopdocs.importing.numbers_read import days
from iopdocs.importing.proposal import FactOffer
from iopdocs.swedish import dates
from iopdocs.swedish.characters import plain

PERSON = re.compile(
    r"[A-ZÅÄÖ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)?(?:\s[A-ZÅÄÖ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)?){1,3}"
)
_ANOTHER = re.compile(r"(?:bevittna|vittne|kontrasigner)", re.IGNORECASE)
_DATED_LINE = re.compile(r"[A-ZÅÄÖ][a-zåäö]+,?\s(?:den\s)?[\w -]*\d{4}[\d-]*\.?")


def signatories(document: Document, cast: Cast) -> Iterator[FactOffer]:
    """Yield those who sign, for whom, and when."""
    places: dict[str, int] = {}
    blocks = list(_blocks(document, cast))
    signed = [one for one in document.body if one.kind == "underskrift"]
    # One day above them all is the day of each.
    days_told = [one for one in signed if next(days(one.text), None)]
    alone = len(days_told) == 1 and signed[:1] == days_told and _DATED_LINE.fullmatch(days_told[0].text)
    shared = days_told if alone else []
    for who, own in blocks:
        block = own if not shared or shared[0] in own else [*shared, *own]
        said: dict[str, str] = {}
        for key, value in _signed(block):
            said.setdefault(key, value)
        if "namn" not in said:
            continue
        number = places[who] = places.get(who, -1) + 1
        path = ("parter", cast.place(who), "undertecknare", number)
        text = " / ".join(one.text for one in block)
        read = frozenset(one.number for one in block)
        yield FactOffer(path, tuple(said.items()), text, block[0].place, needs=(who,), read=read)


def _blocks(document: Document, cast: Cast) -> Iterator[tuple[str, list[DocumentPassage]]]:
    """Yield the lines of each signature with the party it is for; side by side they stand in columns."""
    signed = [one for one in document.body if one.kind == "underskrift"]
    signed.sort(key=lambda one: (one.cell[0], one.cell[2], one.number) if one.cell else (0, 0, one.number))
    who, block, column = "", list[DocumentPassage](), (0, 0)
    for one in signed:
        here = (one.cell[0], one.cell[2]) if one.cell else (0, 0)
        named = cast.at_start(re.sub(r"^för\s+", "", one.text, flags=re.IGNORECASE))[0]
        begins = bool(re.match(r"(?:ort(?: och|,)|datum|ort\b)", one.text, re.IGNORECASE)) and any(
            key == "namn" for key, _ in _signed(block)
        )
        for_whom = bool(re.match(r"för\s+[A-ZÅÄÖ]", one.text, re.IGNORECASE))
        if named or here != column or begins or for_whom:
            dated = block.pop() if block and (named or for_whom) and _DATED_LINE.fullmatch(block[-1].text) else None
            if who and block:
                yield who, block
            who = named or (who if begins and here == column else "")
            block, column = ([dated] if dated else []), here
            dated = None
            if named or for_whom:
                continue
        block.append(one)
    if who and block:
        yield who, block


def _signed(block: list[DocumentPassage]) -> Iterator[tuple[str, str]]:
    for place, one in enumerate(block):
        if _ANOTHER.match(one.text):
            return
        text = plain(one.raw.replace("_", " "))
        label = re.match(
            r"(ort och datum|ort, datum|datum|namnförtydligande|namn|titel|befattning|funktion)\b[ :]*(.*)", text, re.I
        )
        value = label[2].strip() if label else text
        what = label[1].lower() if label else ""
        if found := next(days(value), None):
            yield "datum", dates.format_iso(found[0])
            town = re.match(r"([A-ZÅÄÖ][a-zåäö]+(?: [A-ZÅÄÖ][a-zåäö]+)?)(?:,|\s+den)?\s", value)
            if town and not PERSON.match(value) and what in {"", "ort och datum", "ort, datum"}:
                yield "ort", town[1]
        elif what.startswith("namn") and PERSON.fullmatch(value):
            yield "namn", value
        elif what in {"titel", "befattning", "funktion"} and value:
            yield "titel", value
        elif not what and (person := re.fullmatch(rf"({PERSON.pattern})(?:,\s*(.+))?", value)):
            yield "namn", person[1]
            after = block[place + 1].text if place + 1 < len(block) else ""
            title = person[2] or (
                after if re.match(r"[a-zåäö]|Ordförande|Kassör|Kommun|Region|Verksamhet", after) else ""
            )
            if title and len(title) < 60 and not next(days(title), None) and title[-1:] not in ".:":
                yield "titel", title
