"""How the money is paid out: how often, when, against what, to which account."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iopdocs.importing.document import DocumentPassage, sentences
from iopdocs.importing.numbers_read import amounts, count, days, hedged
from iopdocs.importing.proposal import FactOffer, Pair, Sure
from iopdocs.importing.sections import SectionReader, one_value
from iopdocs.model.money import RULE_WORDS
from iopdocs.swedish import bankgiro, cldr, dates, plusgiro

_PAYMENT = re.compile(r"betala\w*|utbetal\w*|\bfaktur\w*|rekvir\w*|rekvisition\w*|\blämnas\b", re.IGNORECASE)
_BG = re.compile(r"\b(bankgiro|bg|plusgiro|pg)(?:nummer|konto)?\.?:?\s*(\d[\d -]{4,12}\d)", re.IGNORECASE)
_MONTH = "(?:" + "|".join(cldr.months()) + ")"
_IN_MONTHS = re.compile(rf"\bi {_MONTH}(?:(?:,| och| samt)(?: i)? {_MONTH})*(?! \d)")
_TIMES = re.compile(
    r"\b(\w+)\s+(?:lika stora )?(?:delbetalningar|utbetalningar|poster|rater|gånger)(?: per år| om året| årligen)"
)
#: What is paid on one of several occasions, or only from then on.
_IN_PARTS = re.compile(r"\bhälften\b|\bresten\b|\bresterande\b|från och med", re.IGNORECASE)
_TERMS = re.compile(r"(?:inom\s+)?(\d{1,3}|trettio)\s+dagar", re.IGNORECASE)


class PayoutReader(SectionReader):
    """Reads how the money of one document is paid out."""

    def proposed(self) -> Iterator[FactOffer]:
        """Yield what is said of it."""
        yield from self._payment()
        yield from self._accounts()

    def _payment(self) -> Iterator[FactOffer]:
        found: dict[str, list[tuple[str, str, DocumentPassage]]] = {}
        for one in self._document.of("ekonomi", "utbetalning", ""):
            for sentence in sentences(one.text):
                if _PAYMENT.search(sentence):
                    for key, value in _payment_pairs(sentence):
                        found.setdefault(key, []).append((value, sentence, one))
        yield from self._instalments()
        for key, said in found.items():
            path = ("ekonomi", "utbetalning", key)
            values = tuple(dict.fromkeys(value for value, _, _ in said))
            _, sentence, one = said[0]
            if len(values) == 1:
                yield one_value(path, values[0], one, sentence=sentence)
            else:
                read = frozenset(passage.number for _, _, passage in said)
                yield FactOffer(path, (), sentence, one.place, Sure.ASK, values, "det står på flera sätt", read=read)

    def _instalments(self) -> Iterator[FactOffer]:
        place = 0
        for one in self._document.of("ekonomi", "utbetalning"):
            for sentence in sentences(one.text):
                paid, when = list(amounts(sentence)), list(days(sentence))
                if not paid or len(paid) != len(when) or not _PAYMENT.search(f"{one.lead} {sentence}"):
                    continue
                for amount, (day, _, _) in zip(paid, when, strict=True):
                    path = ("ekonomi", "utbetalning", "delbetalningar", place)
                    pairs = (("datum", dates.format_iso(day)), ("belopp", amount.text))
                    yield FactOffer(path, pairs, sentence, one.place, read=frozenset({one.number}))
                    place += 1

    def _accounts(self) -> Iterator[FactOffer]:
        receivers = list(self._cast.of_kind(public=False))
        for one in self._document.of("ekonomi", "utbetalning"):
            for found in _BG.finditer(one.text):
                key = "plusgiro" if found[1].lower().startswith("p") else "bankgiro"
                try:
                    (plusgiro if key == "plusgiro" else bankgiro).parse(found[2])
                except ValueError:
                    continue
                who = self._cast.only(one.text[: found.start()])
                if len(receivers) == 1:
                    yield one_value(("ekonomi", "utbetalning", key), found[2], one)
                elif who in receivers:
                    path = ("parter", self._cast.place(who), key)
                    yield FactOffer(
                        path, (("", found[2]),), one.text, one.place, needs=(who,), read=frozenset({one.number})
                    )


def _payment_pairs(sentence: str) -> Iterator[Pair]:
    if not _of_money(sentence) or re.search(r"utbetal|betalas ut", sentence, re.IGNORECASE):
        rules = [
            rule
            for rule, words in RULE_WORDS.items()
            if re.search(rf"\b(?:{words})(?![\wåäö])", sentence, re.IGNORECASE)
        ]
        rules = [rule for rule in rules if rule != "år"] or rules
        if len(rules) == 1 and not (rules == ["år"] and (_of_money(sentence) or _TIMES.search(sentence))):
            yield "regel", rules[0]
    if when := re.search(
        r"\bi (förskott|efterskott)(?=[.,]|$|\s(?:mot (?:faktura|rekvisition)|varje|per|till)\b)", sentence, re.I
    ):
        yield "när", f"i {when[1].lower()}"
    elif (months := _IN_MONTHS.search(sentence)) and not _IN_PARTS.search(sentence):
        yield "när", months[0]
    times = _TIMES.search(sentence)
    if times and not re.search(r"från och med|under 20", sentence, re.IGNORECASE) and (number := count(times[1])):
        yield "antal", str(number)
    if re.search(r"(?:mot|efter|via|genom)\s+(?:\w+\s+)?rekvisition|rekvirera", sentence, re.IGNORECASE):
        yield "mot", "rekvisition"
    elif re.search(r"(?:mot|efter|via|genom)\s+(?:\w+\s+)?faktura|fakturera", sentence, re.IGNORECASE):
        yield "mot", "faktura"
    if (
        (terms := _TERMS.search(sentence))
        and hedged(sentence, terms.start(1), terms.end(1)) is not None
        and re.search(r"faktura|rekvisition", sentence, re.IGNORECASE)
    ):
        yield "villkor_dagar", "30" if terms[1].lower() == "trettio" else terms[1]


def _of_money(text: str) -> bool:
    return next(amounts(text), None) is not None
