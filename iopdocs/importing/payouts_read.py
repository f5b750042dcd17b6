"""How the money is paid out: how often, when, against what, to which account."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from iopdocs.importing.document import DocumentPassage, sentences
from iopdocs.importing.numbers_read import amounts, count, days, hedged
from iopdocs.importing.payers import OTHER_MONEY, account_owner, is_of_other_money
from iopdocs.importing.proposal import FactOffer, Pair, Sure
from iopdocs.importing.sections import SectionReader, one_value, settled
from iopdocs.model.money import RULE_WORDS
from iopdocs.reading import KeyPath
from iopdocs.swedish import bankgiro, cldr, dates, plusgiro

_PAYMENT = re.compile(r"betala\w*|utbetal\w*|\bfaktur\w*|rekvir\w*|rekvisition\w*|\blämnas\b", re.IGNORECASE)
_BG = re.compile(r"\b(bankgiro|bg|plusgiro|pg)(?:nummer|konto)?\b([^\d.;]{0,40}?)\s*(\d[\d -]{4,12}\d)", re.IGNORECASE)
_MONTH = "(?:" + "|".join(cldr.months()) + ")"
_IN_MONTHS = re.compile(rf"\bi {_MONTH}(?:(?:,| och| samt)(?: i)? {_MONTH})*(?! \d)")
_TIMES = re.compile(
    r"\b(\w+)\s+(?:lika stora )?(?:delbetalningar|utbetalningar|poster|rater|gånger)(?: per år| om året| årligen)"
)
#: What is paid on one of several occasions, or only from then on.
_IN_PARTS = re.compile(r"\bhälften\b|\bresten\b|\bresterande\b|från och med", re.IGNORECASE)
#: Days that are about something else than paying.
_NO_TERMS = re.compile(r"dröjsmål|ränt|invändning|reklam|anmärk|bestrid|påminn|återbetal|tillbaka", re.IGNORECASE)
_MONEY = re.compile(
    r"belopp|ersättning|bidrag|stöd|medel\b|medlen|pengar|utbetal|betalas|betalning|faktur|rekvi|anslag", re.IGNORECASE
)
_HANDED_IN = re.compile(r"rapport|redovisning(?:en)? lämnas|berättelse|statistik", re.IGNORECASE)
_TERMS = re.compile(r"dröjsmål|ränt|invändning|reklam|anmärk|bestrid|påminn|återbetal|tillbaka", re.IGNORECASE)
_MONEY = re.compile(
    r"belopp|ersättning|bidrag|stöd|medel\b|medlen|pengar|utbetal|betalas|betalning|faktur|rekvi|anslag", re.IGNORECASE
)
_HANDED_IN = re.compile(r"rapport|redovisning(?:en)? lämnas|berättelse|statistik", re.IGNORECASE)
_TERMS = re.compile(r"(?:inom\s+)?(\d{1,3}|trettio)\s+dagar", re.IGNORECASE)


_WHOSE = "vems konto det är framgår inte säkert"


class PayoutReader(SectionReader):
    """Reads how the money of one document is paid out."""

    def proposed(self) -> Iterator[FactOffer]:
        """Yield what is said of it."""
        yield from self._payment()
        yield from self._accounts()

    def _payment(self) -> Iterator[FactOffer]:
        found: dict[str, list[FactOffer]] = {}
        for one in self._document.of("ekonomi", "utbetalning", ""):
            for sentence in sentences(one.text):
                if _PAYMENT.search(sentence) and self._is_ours(sentence):
                    for key, value in _payment_pairs(sentence):
                        offer = one_value(("ekonomi", "utbetalning", key), value, one, sentence=sentence)
                        found.setdefault(key, []).append(offer)
        yield from self._instalments()
        yield from map(settled, found.values())

    def _is_ours(self, sentence: str) -> bool:
        """Whether a sentence is about how the money of the agreement is paid out, and nobody else's."""
        if _NO_TERMS.search(sentence) or _HANDED_IN.search(sentence) or OTHER_MONEY.search(sentence):
            return False
        return bool(_MONEY.search(sentence) or self._cast.mentioned(sentence)) and not is_of_other_money(
            self._cast, sentence
        )

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
        found: dict[KeyPath, list[FactOffer]] = {}
        for one in self._document.of("ekonomi", "utbetalning"):
            for sentence in sentences(one.text):
                for offer in self._accounts_in(sentence, one):
                    found.setdefault(offer.path, []).append(offer)
        yield from map(settled, found.values())

    def _accounts_in(self, sentence: str, one: DocumentPassage) -> Iterator[FactOffer]:
        """Yield the accounts of a sentence, each as that of whom it is said to be before it: *kommunens*, *till X*."""
        receivers, start = list(self._cast.of_kind(public=False)), 0
        for found in _BG.finditer(sentence):
            key = "plusgiro" if found[1].lower().startswith("p") else "bankgiro"
            said, start = f"{sentence[start : found.start()]}{found[2]}", found.end()
            try:
                (plusgiro if key == "plusgiro" else bankgiro).parse(found[3])
            except ValueError:
                continue
            who, told = account_owner(self._cast, said)
            offer = one_value(("ekonomi", "utbetalning", key), found[3], one, sentence=sentence)
            if who and (who not in receivers or len(receivers) > 1):
                yield replace(offer, path=("parter", self._cast.place(who), key), needs=(who,))
            elif len(receivers) == 1:
                certain = who in receivers or (told and not OTHER_MONEY.search(said))
                yield offer if certain else replace(offer, sure=Sure.LIKELY, why=_WHOSE)


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
        and re.search(r"faktur|rekvisition", sentence, re.IGNORECASE)
    ):
        yield "villkor_dagar", "30" if terms[1].lower() == "trettio" else terms[1]


def _of_money(text: str) -> bool:
    return next(amounts(text), None) is not None
