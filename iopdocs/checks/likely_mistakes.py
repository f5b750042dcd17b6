"""What can be read, and is yet most likely a slip of the pen: it would be printed, or be missing, just as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from iopdocs.checks.case import Case
from iopdocs.checks.texts import last_key
from iopdocs.deadlines.yearly import yearly_days
from iopdocs.errors import Problem, Severity
from iopdocs.model.money import RULE_WORDS, PayoutRule

PLACEHOLDER = "platshållare"
#: What is written where something is to be filled in later.
_PLACEHOLDER = re.compile(
    r"(?<![^\W_])(?:[Xx]{3,}|[Yy]{3,}|TODO)(?![^\W_])|\?\?\?"
    r"|\[(?:fyll i|ange|skriv|namn|datum|belopp|x+)\b[^\]]*\]"
    r"|<(?:fyll i|ange|skriv|namn|datum|belopp)[^>]*>",
    re.IGNORECASE,
)
_WHOLLY_QUOTED = re.compile(r"[“”„»][^“”„»«]+[“”«]|[‘’][^‘’]+[‘’]")
#: Where quotation marks around it all may be meant: headings, and what somebody says.
_MAY_BE_QUOTED = {"rubrik", "text", "fortsättning", "nyckelord"}
# Municipal indexes have moved between nearly nothing and some ten per cent a year.
_LEAST, _MOST = Decimal("0.1"), Decimal(20)


def placeholders(case: Case) -> Iterator[Problem]:
    """Find what was to be filled in."""
    for path, text in case.texts:
        if found := _PLACEHOLDER.search(text):
            yield case.problem(
                path,
                f"Här står ”{found[0]}”, som om något skulle fyllas i.",
                "Fyll i uppgiften, eller ta bort raden: då syns en lucka i dokumentet.",
                code=PLACEHOLDER,
                severity=Severity.ERROR,
            )


def wholly_quoted(case: Case) -> Iterator[Problem]:
    """Doubt quotation marks from Word around a whole value: they are printed."""
    for path, text in case.texts:
        if path[0] != "press" and last_key(path) not in _MAY_BE_QUOTED and _WHOLLY_QUOTED.fullmatch(text):
            yield case.problem(
                path,
                "Citattecknen runt texten är typografiska och skrivs ut.",
                'Ta bort dem. Behövs citattecken i YAML-filen, använd raka: "så här".',
                code="citattecken-runt",
            )


def begun_with_a_stop(case: Case) -> Iterator[Problem]:
    """Doubt a text that begins with a comma or a full stop: it is printed after a blank."""
    for path, text in case.texts:
        if re.match(r"[,.](?![.\w])", text):
            yield case.problem(
                path,
                f"Texten börjar med ”{text[0]}”, som om början saknas.",
                "Ta bort tecknet, eller skriv det som ska stå före.",
                code="börjar-med-skiljetecken",
            )


def days_of_reports(case: Case) -> Iterator[Problem]:
    """Tell that a yearly report has no day that can be read, so that nobody is reminded of it."""
    follow_up = case.agreement.follow_up
    for number, report in enumerate(follow_up.reports if follow_up else ()):
        if report.yearly and not yearly_days(report.yearly):
            yield case.problem(
                ("uppföljning", "rapporter", number, "varje_år"),
                f"”{report.yearly}” går inte att läsa som en dag, så rapportens dag bevakas inte.",
                "Skriv dagen, till exempel 31 mars.",
                code="rapport-utan-dag",
                severity=Severity.NOTE,
            )


def uplift(case: Case) -> Iterator[Problem]:
    """Doubt an uplift that is hardly meant: below nothing, nearly nothing, or a fifth and more."""
    economy = case.agreement.economy
    percent = economy.indexation.percent if economy and economy.indexation else None
    if percent is not None and not _LEAST <= percent <= _MOST:
        yield case.problem(
            ("ekonomi", "uppräkning", "procent"),
            "Uppräkningen är ovanligt liten, ovanligt stor eller en sänkning.",
            "Skriv procent som 2 eller 2,5. Stämmer talet kan varningen lämnas.",
            code="ovanlig-uppräkning",
        )


_PER_YEAR: dict[PayoutRule, int] = {"månad": 12, "kvartal": 4, "tertial": 3, "halvår": 2, "år": 1}


def payout_words(case: Case) -> Iterator[Problem]:
    """Tell of a rule for how often money is paid out that its own words contradict: *kvartal*, *den 25 varje månad*.

    Words for a longer time than the rule's are none: *den 1 april och den 1 oktober varje år*.
    """
    payment = case.agreement.economy.payment if case.agreement.economy else None
    if payment is None or payment.when is None or (payment.rule is None and payment.count is None):
        return
    times = _PER_YEAR[payment.rule] if payment.rule else payment.count or 0
    said = [rule for rule, words in RULE_WORDS.items() if re.search(rf"\b(?:{words})\b", payment.when, re.IGNORECASE)]
    oftener = [rule for rule in said if _PER_YEAR[rule] > times]
    if oftener and not any(_PER_YEAR[rule] == times for rule in said):
        stated = f"regel är {payment.rule}" if payment.rule else f"antal är {payment.count} om året"
        yield case.problem(
            ("ekonomi", "utbetalning", "när"),
            f"Utbetalningens {stated}, men orden säger ”{payment.when}”.",
            f"Rätta det som är fel: skriv regel: {oftener[0]}, eller säg när i perioden pengarna betalas ut.",
            code="regel-mot-ord",
        )
