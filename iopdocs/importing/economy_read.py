"""The money of an agreement: its items, the total, how they grow and how they are paid out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iopdocs.importing.document import Document, DocumentPassage, sentences
from iopdocs.importing.names import Cast
from iopdocs.importing.numbers_read import ReadAmount, amounts, days, percents
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
    r"\banslag\w*|\bfinansiera\w*|\btillskjut\w*|\bavsätt\w*|\bkostnad\w*|\blämna\w*|\butgår\b|\buppgår\b|\btillför\w*|\bersätter\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"\bökning(?:en)? (?:med|på)|\bökas? med", re.IGNORECASE)
_OTHER = re.compile(
    r"\bvite\b|prisbasbelopp|självrisk|försäkringsbelopp|\btidigare\b|föregående avtal|\bhyra\b(?! och)|"
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
_KINDS = ("ekonomi", "utbetalning", "uppräkning", "bidrag", "åtagande", "")
_UPLIFT = re.compile(
    r"räknas(?: \w+){0,2} upp|uppräkn\w*|indexera\w*|indexeras|indexuppräkn\w*|justeras|höjs", re.IGNORECASE
)
_NO_UPLIFT = re.compile(
    r"(?:räknas|räknats|indexeras|justeras)\s+(?:inte|ej)\s*(?:upp)?|ingen\s+(?:årlig\s+)?(?:uppräkning|indexering)|"
    r"(?:inte|ej)\s+(?:räknas upp|indexeras)|utan\s+(?:uppräkning|indexering)",
    re.IGNORECASE,
)
_INDEX = re.compile(
    r"((?:\w+)?(?:pris|kostnads)index(?:et)?(?: för [a-zåäö ]+?)?(?: \([A-ZÅÄÖ]{2,6}\))?)(?=[.,;)]|"
    r"\s(?:med|enligt|från|som|varje)\b|$)|"
    r"\b(PKV|KPI|KPIF|LPIK?|AKI|OPI)(?![\wåäö])"
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
        yield from self._uplift()

    def _items(self) -> Iterator[FactOffer]:
        """Gather the items of money, and yield the total that is stated beside them."""
        totals: list[tuple[ReadAmount, str, DocumentPassage]] = []
        seen: set[tuple[str, str]] = set()
        for one in self._document.body:
            if one.kind not in _KINDS or self._is_of_years(one):
                continue
            for sentence in sentences(one.text):
                for amount, around in self._told(sentence, one):
                    kind = self._kind_of(amount, sentence, around)
                    key = (amount.text, kind)
                    if not self._is_item(sentence, around, one) or key in seen:
                        continue
                    seen.add(key)
                    if kind == "totalt" and not _FOR_YEAR.search(around) and not _ITEM.match(sentence):
                        totals.append((amount, sentence, one))
                    else:
                        self._component(amount, kind, around, sentence, one)
        if totals and self._components:
            if len({amount.text for amount, _, _ in totals}) == 1:
                amount, sentence, one = totals[0]
                yield one_value(("ekonomi", "totalt"), amount.text, one, sentence=sentence)
        else:
            for amount, sentence, one in totals:
                self._component(amount, "totalt", sentence, sentence, one)

    def _told(self, sentence: str, passage: DocumentPassage) -> Iterator[tuple[ReadAmount, str]]:
        """Yield each amount with the words about it: from the amount before it to the one after it."""
        found = list(amounts(sentence))
        for place, amount in enumerate(found):
            start = found[place - 1].end if place else 0
            end = found[place + 1].start if place + 1 < len(found) else len(sentence)
            lead = f"{passage.lead} " if passage.lead and len(found) == 1 else ""
            yield amount, lead + sentence[start:end]

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

    def _component(self, amount: ReadAmount, kind: str, around: str, sentence: str, passage: DocumentPassage) -> None:
        years = re.findall(r"(?:kronor|kr|tkr)\s+(?:för |under |år )*(20\d\d)\b", sentence)
        own = re.match(r"\s+(?:för |under |år )*(20\d\d)\b", sentence[amount.end :])
        each = own is not None and len(set(years)) > 1 and not kind
        kind = "per år" if each else kind
        label = _ITEM.match(sentence) or _GRANT.search(sentence[: amount.start])
        name = label["label"].strip() if label else ""
        # Who pays is no name of what is paid.
        pairs: list[Pair] = [("benämning", name)] if name and not self._cast.is_only_names(name) else []
        pairs += [("slag", kind)] if kind else []
        pairs.append(("belopp", amount.text))
        if kind in {"högst", "ökning"} and (_YEARLY.search(around) or _IN_ALL.search(around)):
            pairs.append(("gäller", "varje år" if _YEARLY.search(around) else "hela avtalstiden"))
        year = _FOR_YEAR.search(around) or (_FROM_YEAR.search(around) if kind == "per år" else None)
        if each and own:
            pairs += [("år", own[1]), ("endast_året", "ja")]
        elif year:
            pairs.append(("år", year["year"]))
        payer, payee = self._between(around, sentence[: amount.start])
        several = len(list(self._cast.of_kind(public=True))) > 1
        if payer and several:
            pairs.append(("betalare", payer))
        if payee and len(list(self._cast.of_kind(public=False))) > 1:
            pairs.append(("mottagare", payee))
        sure = Sure.CERTAIN if kind and not (several and not payer) else Sure.LIKELY
        why = "" if kind else "om beloppet är per år eller totalt framgår inte"
        if kind and sure is Sure.LIKELY:
            why = "vem som betalar framgår inte"
        path = ("ekonomi", "komponenter", len(self._components))
        needs = tuple(one for one in (payer, payee) if one and any(value == one for _, value in pairs))
        read = frozenset({passage.number})
        self._components.append(
            FactOffer(path, tuple(pairs), sentence, passage.place, sure, why=why, needs=needs, read=read)
        )

    def _between(self, around: str, before: str) -> tuple[str, str]:
        """Return who pays and who is paid: the last public party before the amount, and the only other one."""
        who = dict.fromkeys(name for name, _ in self._cast.mentioned(around) if name)
        public = [name for name in who if (party := self._cast.of(name)) and party.public]
        others = [name for name in who if name not in public]
        said = [name for name, _ in self._cast.mentioned(before) if (party := self._cast.of(name)) and party.public]
        return (public[0] if len(public) == 1 else said[-1] if said else ""), (others[0] if len(others) == 1 else "")

    def _has_amount(self, one: DocumentPassage) -> bool:
        return not self._is_of_years(one) and next(amounts(one.text), None) is not None

    def _is_of_years(self, passage: DocumentPassage) -> bool:
        return bool(passage.cell) and passage.cell is not None and passage.cell[0] in self._years

    def _of_years(self) -> Iterator[FactOffer]:
        """Yield an item for each year of a table of years, when nothing else tells what is paid."""
        place = 0
        for table in sorted(self._years)[:1]:
            for (_, _), cells in sorted((key, cells) for key, cells in self._document.rows.items() if key[0] == table):
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

    def _uplift(self) -> Iterator[FactOffer]:
        found: list[FactOffer] = []
        path = ("ekonomi", "uppräkning")
        for one in self._document.of("ekonomi", "uppräkning", "utbetalning", ""):
            for sentence in sentences(one.text):
                read = frozenset({one.number})
                if none := _NO_UPLIFT.search(sentence):
                    if re.search(r"\b(?:till|för) \w", sentence[: none.start()]):
                        continue  # one item is not, which says nothing of the others
                    found.append(FactOffer(path, (("slag", "ingen"),), sentence, one.place, read=read))
                elif _UPLIFT.search(sentence) and (pairs := _uplift_pairs(sentence, one)):
                    found.append(FactOffer(path, pairs, sentence, one.place, read=read))
        if len({one.pairs for one in found}) == 1:
            yield found[0]
            yield from self._basis()
        elif found:
            places = " och ".join(one.place for one in found)
            read = frozenset(number for one in found for number in one.read)
            choices = tuple(dict.fromkeys(one.value for one in found))
            yield FactOffer(
                path,
                found[0].pairs,
                found[0].sentence,
                places,
                Sure.LIKELY,
                (),
                f"det står också: {choices[-1]}",
                (),
                read,
            )

    def _basis(self) -> Iterator[FactOffer]:
        words = (("föregående år", r"på (?:det )?föregående års? (?:belopp|nivå)|föregående års belopp|ränta på ränta"),
                 ("första året", r"på (?:det )?första årets (?:belopp|nivå)|ursprungliga beloppet"))  # fmt: skip
        for one in self._document.of("ekonomi", "uppräkning"):
            for basis, said in words:
                if re.search(said, one.text, re.IGNORECASE):
                    yield one_value(("ekonomi", "uppräkning", "bas"), basis, one)
                    return


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


def _uplift_pairs(sentence: str, passage: DocumentPassage) -> tuple[Pair, ...]:
    index, shares = _INDEX.search(sentence), list(dict.fromkeys(percents(sentence)))
    first = re.search(r"(?:från och med|första gången|fr\.?o\.?m\.?)\s+(?:den 1 januari\s+|år\s+)?(20\d\d)", sentence)
    year = (("från_år", first[1]),) if first else ()
    if index:
        return (("slag", "index"), ("index", index[1] or index[2]), *year)
    if len(shares) == 1:
        return (("slag", "procent"), ("procent", shares[0]), *year)
    return ()


def _bare_amount(text: str) -> str:
    """Return the amount of a cell, with or without its unit; nothing when it is none."""
    found = next(amounts(text if re.search(r"[a-zåäö]", text) else f"{text} kr"), None)
    return found.text if found and found.end >= len(text) else ""
