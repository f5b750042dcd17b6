"""The last day and the first krona: each check speaks from its limit on, and not one step before."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from iopdocs import checks
from iopdocs.checks.procurement import limits_on, worth
from iopdocs.errors import Severity
from tests.support.checks_data import COMPLETE, case, found

PAID = """
ekonomi:
  delår: dagar
  komponenter: [{benämning: Drift, slag: per år, belopp: %s, betalare: kommunen, mottagare: jouren}]
"""


def value(text: str, amount: str = "36 500") -> tuple[Decimal, bool, tuple[str, ...]] | None:
    found = worth(case(PAID % amount + text).agreement)
    return (found.amount, found.at_least, found.basis) if found else None


@pytest.mark.parametrize(
    ("text", "amount", "at_least", "basis"),
    [
        # A day more or less would show: a year's money is divided by days.
        ("avtalstid: {från: 2023-01-01, till: 2023-12-31}", 36_500, False, ()),
        ("avtalstid: {från: 2023-07-01, tills_vidare: ja}", 146_000, True, ("räknat på fyra år",)),
        (
            "avtalstid: {från: 2022-01-01, till: 2022-12-31}\nförlängning: {slag: automatisk, längd: 1 år}",
            73_000, True, ("med en förlängning",),
        ),
        (
            "avtalstid: {från: 2021-01-01, till: 2021-12-31}\n"
            "förlängning: {slag: överenskommelse, längd: 1 år, högst_antal: 2}",
            109_500, False, ("med 2 förlängningar",),
        ),
        (
            "avtalstid: {från: 2022-01-01, till: 2022-12-31}\n"
            "förlängning: {slag: automatisk, längd: 1 år, högst_antal: 1}",
            73_000, False, ("med en förlängning",),
        ),
        (
            "avtalstid: {från: 2022-01-01, till: 2022-12-31}\n"
            "förlängning: {slag: automatisk, längd: 1 år, högst_antal: 0}",
            36_500, False, (),
        ),
        (
            "avtalstid: {från: 2022-01-01, till: 2022-12-31}\nförlängning: {slag: automatisk}",
            36_500, True, ("utan förlängningar",),
        ),
        (
            "avtalstid: {från: 2022-01-01, till: 2022-12-31}\nförlängning: {slag: nytt avtal, längd: 1 år}",
            36_500, False, (),
        ),
    ],
)  # fmt: skip
def test_the_value_is_counted_to_the_last_day(text: str, amount: int, at_least: bool, basis: tuple[str, ...]) -> None:
    assert value(text) == (amount, at_least, basis)


def test_the_limits_hold_from_their_first_day_to_their_last() -> None:
    before, first, last, after = (
        limits_on(date.fromisoformat(day)) for day in ("2021-12-31", "2022-01-01", "2022-01-31", "2022-02-01")
    )
    assert before is not first
    assert first is last
    assert after is not last
    assert first is not None
    assert first.direct_award == 626_284
    assert limits_on(date(2017, 12, 31)) is None


@pytest.mark.parametrize(
    ("amount", "severity", "relation"),
    [("7 802 549", Severity.NOTE, "är mindre än"), ("7 802 550", Severity.WARNING, "når upp till")],
)
def test_only_what_is_below_the_limit_is_not_warned_of(amount: str, severity: Severity, relation: str) -> None:
    text = COMPLETE.replace("300 000", amount).replace("till: 2026-12-31", "till: 2024-12-31")
    (problem,) = found(text, "K12")
    assert problem.severity is severity
    assert f"Det {relation} gränsen" in problem.message


@pytest.mark.parametrize(
    ("length", "short"), [("23 månader", True), ("24 månader", False), ("729 dagar", True), ("730 dagar", False)]
)
def test_a_length_alone_is_short_below_two_years(length: str, short: bool) -> None:
    assert bool(found(f"avtalstid: {{längd: {length}}}", "K7")) is short


@pytest.mark.parametrize(("percent", "odd"), [
    ("0", True), ("0,09", True), ("0,1", False), ("2", False), ("20", False), ("20,01", True),
])  # fmt: skip
def test_an_uplift_is_ordinary_from_a_tenth_to_twenty_per_cent(percent: str, odd: bool) -> None:
    text = f"{PAID % 1}  uppräkning: {{slag: procent, procent: '{percent}', bas: föregående år}}"
    assert bool(found(text, "ovanlig-uppräkning")) is odd


TERM = "avtalstid: {från: 2022-01-01, till: 2024-12-31}\n"
NOTICE = TERM + "förlängning: {slag: %s, längd: 1 år, senast: 6 månader}\n"  # the last day for word is 2024-06-30


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        ("2023-12-29", set()),
        ("2023-12-30", {"besked-nära"}),
        ("2024-06-30", {"besked-nära"}),
        ("2024-07-01", {"besked-passerat"}),
        ("2024-12-31", {"besked-passerat"}),
        ("2025-01-01", {"avtalet-slut"}),
    ],
)
@pytest.mark.parametrize("kind", ["automatisk", "överenskommelse", "nytt avtal"])
def test_days_to_come_are_told_from_the_day_and_until_it(day: str, codes: set[str], kind: str) -> None:
    told = checks.run(case(NOTICE % kind, day=day))
    assert {one.code for one in told} & {"besked-nära", "besked-passerat", "avtalet-slut"} == codes
    by_itself = [one for one in told if "automatiskt" in one.message and one.code in codes]
    assert bool(by_itself) is (kind == "automatisk" and codes != {"besked-nära"} and bool(codes))


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("möten: [{datum: 2024-02-01, från: '13:00', till: '13:00'}]", "mötestid-omvänd", True),
        ("möten: [{datum: 2024-02-01, från: '13:00', till: '13:30'}]", "mötestid-omvänd", False),
        ("möten: [{datum: 2024-02-01, justeras: 2024-01-31}]", "justering-före-mötet", True),
        ("möten: [{datum: 2024-02-01, justeras: 2024-02-01}]", "justering-före-mötet", False),
        ("möten: [{datum: 2024-02-01, nästa_möte: {datum: 2024-02-01}}]", "nästa-möte", True),
        ("möten: [{datum: 2024-02-01, nästa_möte: {datum: 2024-02-02}}]", "nästa-möte", False),
        (TERM + "möten: [{datum: 2022-01-01}, {datum: 2024-12-31}]", "utanför-avtalstiden", False),
        (TERM + "möten: [{datum: 2021-12-31}]", "utanför-avtalstiden", True),
        (TERM + "möten: [{datum: 2025-01-01}]", "utanför-avtalstiden", True),
        (TERM + "uppföljning: {rapporter: [{vad: a, senast: 2025-12-31}]}", "utanför-avtalstiden", False),
        (TERM + "uppföljning: {rapporter: [{vad: a, senast: 2026-01-01}]}", "utanför-avtalstiden", True),
        (TERM + "tillägg: [{gäller_från: 2024-12-31}]", "utanför-avtalstiden", False),
        (TERM + "tillägg: [{gäller_från: 2025-01-01}]", "utanför-avtalstiden", True),
        (TERM + "tillägg: [{gäller_från: 2022-01-01}]", "utanför-avtalstiden", False),
        (TERM + "tillägg: [{gäller_från: 2021-12-31}]", "utanför-avtalstiden", True),
        ("tillägg: [{gäller_från: 2024-02-01, gäller_till: 2024-02-01}]", "tillägg-omvänt", False),
        ("tillägg: [{gäller_från: 2024-02-01, gäller_till: 2024-01-31}]", "tillägg-omvänt", True),
        (TERM + "förlängningar: [{från: 2025-01-01, till: 2025-12-31}]", "förlängning-skarv", False),
        (TERM + "förlängningar: [{från: 2025-01-02, till: 2025-12-31}]", "förlängning-skarv", True),
        (TERM + "förlängningar: [{från: 2024-12-31, till: 2025-12-31}]", "förlängning-skarv", True),
        (TERM + "förlängningar: [{från: 2025-01-01, till: 2025-01-01}]", "förlängning-omvänd", False),
        (TERM + "förlängningar: [{från: 2025-01-01, undertecknat: 2024-12-31}]", "förlängning-för-sent", False),
        (TERM + "förlängningar: [{från: 2025-01-01, undertecknat: 2025-01-01}]", "förlängning-för-sent", True),
        ("press: {datum: 2024-01-01, embargo: 2024-01-01}", "publicering-före-embargo", False),
        ("press: {datum: 2024-01-01, embargo: 2024-01-01}", "embargo-utan-verkan", False),
        ("press: {datum: 2024-01-01, embargo: 2024-01-02}", "publicering-före-embargo", True),
        ("press: {datum: 2024-01-02, embargo: 2024-01-01}", "embargo-utan-verkan", True),
        ("status: undertecknat\nundertecknat: 2024-02-01", "status-före-dagen", False),
        ("status: undertecknat\nundertecknat: 2024-02-02", "status-före-dagen", True),
    ],
)
def test_a_check_of_days_speaks_from_its_limit_on(text: str, code: str, told: bool) -> None:
    assert bool(found(text, code)) is told


TWO = TERM + "förlängningar: [{från: 2025-01-01, till: 2025-12-31}, {från: %s, till: 2026-12-31}]"


def test_a_second_prolongation_begins_after_the_first_and_not_after_the_agreement() -> None:
    assert not found(TWO % "2026-01-01", "förlängning-skarv")
    (problem,) = found(TWO % "2025-01-01", "förlängning-skarv")
    assert problem.where == "förlängningar[2].från"
    assert problem.message == "Förlängningen börjar 2025-01-01, men tiden dessförinnan slutar 2025-12-31."
    assert problem.hint == "Skriv från: 2026-01-01, eller rätta den tidigare tiden."


def test_an_addition_within_a_prolongation_is_within_the_agreement() -> None:
    extended = TERM + "förlängningar: [{från: 2025-01-01, till: 2025-12-31}]\n"
    assert not found(extended + "tillägg: [{gäller_från: 2025-12-31}]", "utanför-avtalstiden")
    assert found(extended + "tillägg: [{gäller_från: 2026-01-01}]", "utanför-avtalstiden")


def test_what_is_too_much_is_told_in_a_sentence() -> None:
    (problem,) = found(f"syfte: ['{'a' * 20_001}']", "mycket-uppgifter")
    assert (
        problem.message
        == "Texten har 20\N{NO-BREAK SPACE}001 tecken, och det är inte säkert att det får plats i ett dokument."
    )
    assert not found(f"syfte: ['{'a' * 20_000}']", "mycket-uppgifter")


@pytest.mark.parametrize(("text", "told"), [(", och sedan", True), (". Sedan", True), ("..och", False), ("och", False)])
def test_a_text_that_begins_with_a_stop_is_doubted(text: str, told: bool) -> None:
    assert bool(found(f"syfte: ['{text}']", "börjar-med-skiljetecken")) is told


@pytest.mark.parametrize(("kind", "told"), [
    ("automatisk", {"Sista dagen för uppsägning före förlängningen är 2024-06-30."}),
    ("överenskommelse", set()), ("nytt avtal", set()), ("ingen", set()),
])  # fmt: skip
def test_a_time_of_notice_is_no_time_for_word_that_nobody_has_agreed_on(kind: str, told: set[str]) -> None:
    text = TERM + f"förlängning: {{slag: {kind}, längd: 1 år}}\nuppsägning: {{tid: 6 månader}}\n"
    found = checks.run(case(text, day="2024-05-01"))
    assert {one.message for one in found if one.code in {"besked-nära", "besked-passerat"}} == told
