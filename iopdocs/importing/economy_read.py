"""The money of an agreement: its items, the total and how they grow. How it is paid out is read by ``payouts_read``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iopdocs.importing.document import Document, DocumentPassage, sentences
from iopdocs.importing.names import Cast
from iopdocs.importing.numbers_read import ReadAmount, amounts, days
from iopdocs.importing.payers import OTHER_MONEY, PaidBetween, payment
from iopdocs.importing.proposal import FactOffer, Pair, Sure
from iopdocs.importing.sections import one_value

_YEARLY = re.compile(
    r"(?:per|om|/|varje|ett)\s?(?:kalender|verksamhets|bidrags)?år(?:et)?\b|\bårlig(?:en|t|a)?\b|\bårsvis\b|varje år",
    re.I,
)
_OF_AGREEMENT_YEAR = re.compile(r"(?:per|varje)\s+avtalsår", re.IGNORECASE)
_IN_ALL = re.compile(
    r"\btotalt?\b|\btotala\b|\bsammanlagt?\b|\bsammanlagda\b|(?:under|för) hela (?:avtals|partnerskaps)?"
    r"(?:tiden|perioden)|"
    r"under avtals(?:tiden|perioden)|för avtals(?:tiden|perioden)",
    re.IGNORECASE,
)
_CEILING = re.compile(r"\bhögst\b|\bmaximalt\b|\bmax\b|\bupp till\b|\bsom mest\b|\btak(?:et)?\b", re.IGNORECASE)
_PAYS = re.compile(
    r"\bersätt\w*|\bbetala\w*|\butbetala\w*|\bbidra(?:r|g\w*)?\b|\w*bidrag(?:et)?\b|\bmedel\b|"
    r"\bekonomiskt? stöd|\bstöd(?:et)?\b|"
    r"\bfår\b|\berhåller\b|\btilldelas\b|\berlägger\b|\banslag\w*|\bfinansiera\w*|\btillskjut\w*|\bavsätt\w*|\bkostnad\w*|\blämna\w*|\butgår\b|\buppgår\b|\btillför\w*|\bersätter\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"\bökning(?:en)? (?:med|på)|\bökas? med", re.IGNORECASE)
_OTHER = re.compile(
    r"\bvite\b|\btimmen\b|\bhyran\b|prisbasbelopp|självrisk|försäkringsbelopp|\btidigare\b|"
    r"föregående avtal|\bhyra\b(?! och)|"
    r"per månad|i månaden|"
    r"/månad|per timme|per dygn|per plats|per kvartal|varje kvartal|per termin|per deltagare|"
    r"värde(?:t|ra\w*)?\b|hyresfri|motsvara|"
    r"eget? (?:insats|bidrag)|moms|omsättning|\bbudget(?:en|erar|erat)?\b|inte överstig|överstiger",
    re.IGNORECASE,
)
_FOR_YEAR = re.compile(r"(?:\bför|\bunder|\bår|\bavser)\s+(?:år(?:et)?\s+|kalenderåret\s+)?(?P<year>20\d\d)\b(?!-)")
_FROM_YEAR = re.compile(r"(?:från och med|fr\.?o\.?m\.?|i)\s+(?:år\s+)?(?P<year>20\d\d)\b(?:\s+års nivå)?")
_ITEM = re.compile(r"^(?P<label>[A-ZÅÄÖ][^:\d]{2,70}):\s+(?P<rest>.*\d.*)$")
_GRANT = re.compile(
    r"\b(?:ett|en)\s+(?P<label>\w*(?:bidrag|stöd|ersättning))\s+(?:om|på|med)\s+(?:totalt\s+)?$", re.IGNORECASE
)
_FOR_WHAT = "det kan vara annat än avtalets ersättning: en avgift, en hyra eller ett arvode"
_NOBODY_PAYS = "vem som betalar framgår inte säkert"
_KINDS = ("ekonomi", "utbetalning", "uppräkning", "bidrag", "åtagande", "")
_SAYS_HOW_OFTEN = re.compile(
    r"(?:belopp|summa|kronor|kr)(?:et)?(?: (?:per|om|varje) (?:år(?:et)?|avtalsår|månad))?", re.I
)


class EconomyReader:
    """Reads the money of one document."""

    def __init__(self, document: Document, cast: Cast) -> None:
        self._document, self._cast = document, cast
        self._years = year_tables(document)
        self._components: list[FactOffer] = []

    def proposed(self) -> Iterator[FactOffer]:
        """Yield what is said of the money."""
        total = list(self._items())
        outside = any(self._has_amount(one) for one in self._document.of("ekonomi", "utbetalning"))
        if not self._components and not outside:
            self._components = list(self._of_years())
        yield from self._components
        yield from total

    def _items(self) -> Iterator[FactOffer]:
        """Gather the items of money, and yield the total that is stated beside them."""
        totals: list[tuple[ReadAmount, str, DocumentPassage]] = []
        seen: set[tuple[str, str]] = set()
        for one in self._document.body:
            if one.kind not in _KINDS or self._is_of_years(one):
                continue
            for sentence in sentences(one.text):
                for amount, before, around in self._told(sentence, one):
                    kind = self._kind_of(amount, sentence, around)
                    key = (amount.text, kind)
                    paid = payment(self._cast, around, sentence, before, one.under or one.heading)
                    if paid.elsewhere or not self._is_item(sentence, around, one) or key in seen:
                        continue
                    seen.add(key)
                    if kind == "totalt" and not _FOR_YEAR.search(around) and not _ITEM.match(sentence):
                        totals.append((amount, sentence, one))
                    else:
                        self._component(amount, kind, around, sentence, one, paid)
        if totals and self._components:
            if len({amount.text for amount, _, _ in totals}) == 1:
                amount, sentence, one = totals[0]
                yield one_value(("ekonomi", "totalt"), amount.text, one, sentence=sentence)
        else:
            for amount, sentence, one in totals:
                self._component(amount, "totalt", sentence, sentence, one, payment(self._cast, sentence, sentence))

    def _told(self, sentence: str, passage: DocumentPassage) -> Iterator[tuple[ReadAmount, str, str]]:
        """Yield each amount with the words before it, and all about it: from the amount before to the one after."""
        found = list(amounts(sentence))
        for place, amount in enumerate(found):
            start = found[place - 1].end if place else 0
            end = found[place + 1].start if place + 1 < len(found) else len(sentence)
            lead = f"{passage.lead} " if passage.lead and len(found) == 1 else ""
            yield amount, lead + sentence[start : amount.start], lead + sentence[start:end]

    def _kind_of(self, amount: ReadAmount, sentence: str, around: str) -> str:
        """Return what kind of amount it is: what stands after it says that before what stands before it."""
        after = re.split(r",?\s+varav\b|\d", sentence[amount.end :], maxsplit=1)[0]
        whole = _kind(around)
        return whole if whole in {"högst", "ökning", "per invånare", "per avtalsår"} else _kind(after) or whole

    def _is_item(self, sentence: str, around: str, passage: DocumentPassage) -> bool:
        """Whether an amount is money that is paid by the agreement, and nothing else that costs or is worth so much."""
        if _OTHER.search(around) or next(days(around), None):
            return False
        if passage.kind == "ekonomi" or _ITEM.match(sentence):
            return bool(_PAYS.search(sentence) or _ITEM.match(sentence) or _PAYS.search(passage.lead))
        return bool(_PAYS.search(sentence)) and bool(self._cast.mentioned(sentence)) and bool(_kind(around))

    def _component(
        self, amount: ReadAmount, kind: str, around: str, sentence: str, passage: DocumentPassage, paid: PaidBetween
    ) -> None:
        years = re.findall(r"(?:kronor|kr|tkr)\s+(?:för |under |år )*(20\d\d)\b", sentence)
        own = re.match(r"\s+(?:för |under |år )*(20\d\d)\b", sentence[amount.end :])
        each = own is not None and len(set(years)) > 1 and not kind
        kind = "per år" if each else kind
        label = _ITEM.match(sentence) or _GRANT.search(sentence[: amount.start])
        name = label["label"].strip() if label else ""
        # Who pays, and how often, is no name of what is paid.
        named = name and not self._cast.is_only_names(name) and not _SAYS_HOW_OFTEN.fullmatch(name)
        pairs: list[Pair] = [("benämning", name)] if named else []
        pairs += [("slag", kind)] if kind else []
        pairs.append(("belopp", amount.text))
        if kind in {"högst", "ökning"} and (_YEARLY.search(around) or _IN_ALL.search(around)):
            pairs.append(("gäller", "varje år" if _YEARLY.search(around) else "hela avtalstiden"))
        year = _FOR_YEAR.search(around) or (_FROM_YEAR.search(around) if kind == "per år" else None)
        if each and own:
            pairs += [("år", own[1]), ("endast_året", "ja")]
        elif year:
            pairs.append(("år", year["year"]))
        reverse = paid.payer and not self._is_public(paid.payer)
        if paid.payer and (reverse or len(list(self._cast.of_kind(public=True))) > 1):
            pairs.append(("betalare", paid.payer))
        if paid.payee and (reverse or len(list(self._cast.of_kind(public=False))) > 1):
            pairs.append(("mottagare", paid.payee))
        why = _FOR_WHAT if OTHER_MONEY.search(around) else "" if paid.told else _NOBODY_PAYS
        why = why if kind else "om beloppet är per år eller totalt framgår inte"
        sure = Sure.LIKELY if why else Sure.CERTAIN
        path = ("ekonomi", "komponenter", len(self._components))
        needs = tuple(value for key, value in pairs if key in {"betalare", "mottagare"})
        read = frozenset({passage.number})
        self._components.append(
            FactOffer(path, tuple(pairs), sentence, passage.place, sure, why=why, needs=needs, read=read)
        )

    def _is_public(self, who: str) -> bool:
        party = self._cast.of(who)
        return party is not None and party.public

    def _has_amount(self, one: DocumentPassage) -> bool:
        return not self._is_of_years(one) and next(amounts(one.text), None) is not None

    def _is_of_years(self, passage: DocumentPassage) -> bool:
        return bool(passage.cell) and passage.cell is not None and passage.cell[0] in self._years

    def _of_years(self) -> Iterator[FactOffer]:
        """Yield an item for each year of a table of years, when nothing else tells what is paid."""
        place = 0
        for table in sorted(self._years)[:1]:
            for cells in (row.cells for row in self._document.table_rows() if row.table == table):
                year = re.fullmatch(
                    r"(?:år\s+)?(20\d\d)", cells[0][0].text if cells and cells[0] else "", re.IGNORECASE
                )
                values = [cell[0] for cell in cells[1:] if cell and _bare_amount(cell[0].text)]
                if year and len(values) == 1:
                    text = f"{cells[0][0].text}: {values[0].text}"
                    pairs = (
                        ("slag", "per år"),
                        ("belopp", _bare_amount(values[0].text)),
                        ("år", year[1]),
                        ("endast_året", "ja"),
                    )
                    read = frozenset(one.number for cell in cells for one in cell)
                    path = ("ekonomi", "komponenter", place)
                    yield FactOffer(path, pairs, text, values[0].place, read=read)
                    place += 1


def year_tables(document: Document) -> set[int]:
    """Return the tables with a row for each year, or for each payment of it."""
    found: dict[int, int] = {}
    for (table, _), cells in document.rows.items():
        if cells and cells[0] and re.search(r"\b20\d\d\b", cells[0][0].text):
            found[table] = found.get(table, 0) + 1
    return {table for table, rows in found.items() if rows > 1}


def _kind(around: str) -> str:
    """Return what kind of amount words say that it is; nothing when they do not."""
    if _MORE.search(around):
        return "ökning"
    if _CEILING.search(around):
        return "högst"
    if _OF_AGREEMENT_YEAR.search(around):
        return "per avtalsår"
    if re.search(r"per invånare|kronor/invånare", around, re.IGNORECASE):
        return "per invånare"
    yearly, in_all = bool(_YEARLY.search(around)), bool(_IN_ALL.search(around))
    if yearly != in_all:
        return "per år" if yearly else "totalt"
    return "totalt" if in_all and not yearly else ""


def _bare_amount(text: str) -> str:
    """Return the amount of a cell, with or without its unit; nothing when it is none."""
    found = next(amounts(text if re.search(r"[a-zåäö]", text) else f"{text} kr"), None)
    return found.text if found and found.end >= len(text) else ""
