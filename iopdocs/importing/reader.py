"""The whole of a document read: what is proposed, and what no key has taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from iopdocs.importing import parties, periods_read
from iopdocs.importing.caution import careful
from iopdocs.importing.contents_read import ContentReader
from iopdocs.importing.details import PartyDetails
from iopdocs.importing.document import Document, document_of
from iopdocs.importing.duties_read import DutyReader
from iopdocs.importing.economy_read import EconomyReader, year_tables
from iopdocs.importing.follow_up_read import FollowUpReader
from iopdocs.importing.growth_read import GrowthReader
from iopdocs.importing.names import Cast
from iopdocs.importing.payouts_read import PayoutReader
from iopdocs.importing.proposal import FactOffer, Sure, UnreadPassage, WordReading, in_order
from iopdocs.importing.signatures import signatories
from iopdocs.laws.library import LawLibrary
from iopdocs.model import Agreement
from iopdocs.word.lines import WrittenLine, WrittenLines

_TRACKED = "texten har spårade ändringar som inte är avgjorda"
# What stands where a fact is still to be filled in.
_BLANK = re.compile(r"\[[^\]]*\]?|_{3,}|\.{4,}|…{2,}|\bX{2,}\b|ÅÅÅÅ|\bxx+\b")
_RECKONED = "tabellen räknas ut av posterna"
_KEYS = [info.alias or name for name, info in Agreement.model_fields.items()]


def read(written: WrittenLines, laws: LawLibrary) -> WordReading:
    """Return what a document says as facts of an agreement.

    Of tracked changes nobody has decided on, what is read is the text with them; a fact that the text without them does
    not say the same of is no longer certain.
    """
    found, document, cast = _read(written.lines, laws)
    if written.before is not None:
        earlier, _, _ = _read(written.before, laws)
        found = list(_compared(found, earlier))
    taken = {number for one in found for number in one.read}
    return WordReading(tuple(in_order(found, _KEYS)), tuple(_left(document, cast, taken)))


def _read(lines: Sequence[WrittenLine], laws: LawLibrary) -> tuple[list[FactOffer], Document, Cast]:
    document = document_of(lines)
    cast = parties.parties_of(document)
    found = [
        *parties.proposed(cast),
        *PartyDetails(document, cast).proposed(),
        *signatories(document, cast),
        *EconomyReader(document, cast).proposed(),
        *GrowthReader(document, cast).proposed(),
        *PayoutReader(document, cast).proposed(),
        *periods_read.proposed(document, cast),
        *ContentReader(document, cast, laws).proposed(),
        *DutyReader(document, cast).proposed(),
        *FollowUpReader(document, cast).proposed(),
    ]
    told = [one for one in found if not any(_BLANK.search(text) for _, text in one.pairs)]
    return list(careful([*told, *_signed(told, cast)])), document, cast


def _signed(found: Sequence[FactOffer], cast: Cast) -> Iterator[FactOffer]:
    """Yield the day when the last one signed, when a day stands at a signature of every party."""
    signed = [one for one in found if "undertecknare" in one.path]
    dated = {one.path[1]: one for one in signed if "datum" in dict(one.pairs)}
    if (
        len(cast.parties) < 2
        or set(dated) != set(range(len(cast.parties)))
        or any(one.path == ("undertecknat",) for one in found)
    ):
        return
    last = max((one for one in signed if "datum" in dict(one.pairs)), key=lambda one: dict(one.pairs)["datum"])
    why = "det är den sista dagen vid underskrifterna"
    yield FactOffer(
        ("undertecknat",), (("", dict(last.pairs)["datum"]),), last.sentence, last.place, Sure.LIKELY, why=why
    )


def _compared(found: Sequence[FactOffer], earlier: Sequence[FactOffer]) -> Iterator[FactOffer]:
    same = {(_without_places(one), one.pairs, one.choices) for one in earlier}
    by_path = {one.path: one for one in earlier}
    for one in found:
        if (_without_places(one), one.pairs, one.choices) in same:
            yield one
            continue
        was = by_path.get(one.path)
        if was and one.single and was.single and was.pairs and one.pairs:
            why = f"{_TRACKED}; före dem: {was.value}"
            yield replace(one, pairs=(), sure=Sure.ASK, choices=(one.value, was.value), why=why)
        else:
            yield replace(one, sure=Sure.LIKELY if one.pairs else Sure.ASK, why=_TRACKED)


def _without_places(one: FactOffer) -> tuple[str, ...]:
    return tuple(step for step in one.path if isinstance(step, str))


def _left(document: Document, cast: Cast, taken: set[int]) -> Iterator[UnreadPassage]:
    """Yield what stands in the text that nothing has been read of; what leads on to something read is no loss."""
    leads = {one.lead for one in document.passages if one.number in taken and one.lead}
    tables = {one.cell[0] for one in document.passages if one.cell and one.number in taken}
    rows = {one.cell[:2] for one in document.passages if one.cell and one.number in taken}
    reckoned = year_tables(document) - tables
    for one in document.passages:
        known = one.number in taken or one.is_heading or one.text in leads or cast.is_only_names(one.text)
        beside = one.cell and (one.cell[:2] in rows or (one.cell[0] in tables and one.cell[1] == 1))
        if not known and not beside:
            why = _RECKONED if one.cell and one.cell[0] in reckoned else ""
            yield UnreadPassage(one.under or one.heading, one.text, one.place, why)
