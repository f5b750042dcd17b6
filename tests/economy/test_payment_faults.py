"""What is told of a payment plan that does not add up: which line, which year, how much."""

from __future__ import annotations

import pytest

from iopdocs.economy import budget
from iopdocs.economy.describe import describe
from tests.checks_data import found
from tests.economy_data import agreement

MONEY = """
avtalstid: {från: 2024-01-01, till: 2025-12-31}
ekonomi:
  komponenter:
    - {benämning: Drift, %s, betalare: kommunen, mottagare: jouren}
  utbetalning:
"""
PER_YEAR, ONCE = "slag: per år, belopp: 100 000", "slag: totalt, belopp: 100 000"


@pytest.mark.parametrize(
    ("kind", "plan", "said"),
    [
        (
            PER_YEAR,
            "    delbetalningar: [{datum: 2024-06-01, belopp: 90 000}, {datum: 2025-06-01, belopp: 100 000}]",
            "Delbetalningarna för 2024 går inte ihop med beloppet 100 000 kronor: 10 000 kronor saknas.",
        ),
        (
            PER_YEAR,
            "    delbetalningar: [{datum: 2024-06-01, belopp: 100 000}, {datum: 2025-06-01, belopp: 100 001}]",
            "Delbetalningarna för 2025 går inte ihop med beloppet 100 000 kronor: 1 krona för mycket.",
        ),
        (
            ONCE,
            "    delbetalningar: [{datum: 2024-06-01, belopp: 90 000}]",
            "Delbetalningarna går inte ihop med beloppet 100 000 kronor: 10 000 kronor saknas.",
        ),
    ],
)
def test_instalments_that_miss_the_amount_tell_the_year_and_by_how_much(kind: str, plan: str, said: str) -> None:
    (problem,) = found(f"{MONEY % kind}{plan}", "delbetalningar-summa")
    assert problem.message == said
    assert problem.where == "ekonomi.utbetalning.delbetalningar"
    assert problem.line


THIRDS = "[{datum: 2024-03-01, andel: 25}, {datum: 2024-06-01, andel: 25}, {datum: 2024-09-01, andel: 50}]"


@pytest.mark.parametrize(
    ("kind", "years", "time"),
    [
        ("slag: per år, belopp: 100 001", ("till: 2025", "till: 2024"), " för 2024"),
        ("slag: totalt, belopp: 100 001", ("till: 2025", "till: 2025"), ""),
    ],
)
def test_what_does_not_divide_evenly_tells_the_year_when_there_is_one(
    kind: str, years: tuple[str, str], time: str
) -> None:
    # A total that belongs to no year of several is divided as a whole; what is for one year, within that.
    (problem,) = found(f"{MONEY % kind}    delbetalningar: {THIRDS}".replace(*years), "utbetalning-rest")
    assert problem.message == (
        f"100 001 kronor{time} går inte jämnt upp i 3 utbetalningar, och det framgår inte vilken som tar resten."
    )
    assert problem.where == "ekonomi.utbetalning.rest"


@pytest.mark.parametrize(
    ("amount", "verdict"),
    [("99 999", "1 krona saknas"), ("99 999,50", "0,50 kronor saknas"), ("100 000,50", "0,50 kronor för mycket")],
)
def test_a_single_krona_or_less_that_is_missing_is_told_as_missing(amount: str, verdict: str) -> None:
    plan = f"    delbetalningar: [{{datum: 2024-06-01, belopp: '{amount}'}}]"
    (problem,) = found(f"{MONEY % ONCE}{plan}", "delbetalningar-summa")
    assert problem.message.endswith(f"100 000 kronor: {verdict}.")


def test_an_instalment_without_amount_or_with_two_is_named_by_its_day() -> None:
    plan = "    delbetalningar: [{datum: 2024-06-01}, {datum: 2024-07-01, belopp: 1, andel: 1}]"
    (lacking,) = found(f"{MONEY % ONCE}{plan}", "delbetalning-saknas")
    assert lacking.message == "Delbetalningen 1 juni 2024 har varken belopp eller andel."
    assert lacking.where == "ekonomi.utbetalning.delbetalningar[1]"
    (double,) = found(f"{MONEY % ONCE}{plan}", "utbetalning-dubbel")
    assert double.message == "Delbetalningen 1 juli 2024 har både belopp och andel."
    assert double.where == "ekonomi.utbetalning.delbetalningar[2]"


INDEX = "  uppräkning: {slag: index, index: KPI, bas: föregående år, värden: [%s]}\n"


@pytest.mark.parametrize(
    ("values", "where", "message"),
    [
        ("{år: 2023, tal: 0}, {år: 2024, tal: 1}", "ekonomi.uppräkning.värden[1]",
         "Indextalet för 2023 måste vara större än noll."),
        ("{år: 2023, tal: 1}, {år: 2024, tal: 1}, {år: 2024, tal: 2}", "ekonomi.uppräkning.värden[3]",
         "Året 2024 har mer än en uppgift."),
    ],
)  # fmt: skip
def test_an_index_figure_that_cannot_be_is_pointed_at(values: str, where: str, message: str) -> None:
    text = MONEY.partition("  utbetalning")[0] % PER_YEAR + INDEX % values
    (problem,) = found(text, "index-fel")
    assert (problem.where, problem.message) == (where, message)


def test_each_year_that_does_not_divide_evenly_is_told() -> None:
    text = MONEY % "slag: per år, belopp: 100 001" + "    regel: halvår\n"
    assert [problem.message[:29] for problem in found(text, "utbetalning-rest")] == [
        "100 001 kronor för 2024 går i",
        "100 001 kronor för 2025 går i",
    ]


def test_each_year_that_lacks_a_rule_is_told() -> None:
    text = (MONEY % PER_YEAR).replace("2025-12-31", "2027-12-31") + "    andra_antal: [{år: 2025, antal: 2}]\n"
    assert [problem.message for problem in found(text, "utbetalning-saknas")] == [
        f"Det framgår inte hur ofta pengarna betalas ut under {year}." for year in (2024, 2026, 2027)
    ]


def test_a_year_whose_amount_is_not_known_hides_no_other_year() -> None:
    uplift = "  uppräkning: {slag: index, index: KPI, bas: föregående år, basår: 2024, värden: [%s]}\n"
    figures = "{år: 2024, tal: 100}, {år: 2025, tal: 110}"
    money = (MONEY % "slag: per år, år: 2024, belopp: 100 001").replace("2025-12-31", "2026-12-31")
    text = money.replace("  utbetalning:\n", uplift % figures + "  utbetalning:\n") + "    regel: halvår\n"
    (open_year,) = found(text, "utbetalning-okänd")
    assert open_year.message == "Utbetalningarna för 2026 går inte att räkna ut förrän beloppet är känt."
    assert [one.message.partition(" går")[0] for one in found(text, "utbetalning-rest")] == [
        "100 001 kronor för 2024",
        "110 001 kronor för 2025",
    ]


def test_payments_of_a_period_that_is_not_known_say_what_to_fill_in() -> None:
    text = (MONEY % PER_YEAR).replace("{från: 2024-01-01, till: 2025-12-31}", "{från: 2024-01-01}")
    (problem,) = [one for one in found(text + "    regel: kvartal\n", "avtalstid-okänd") if "tbetal" in one.where]
    assert problem.hint.startswith("Skriv från och till under avtalstid.")


@pytest.mark.parametrize("kind", ["högst", "ökning"])
def test_an_amount_for_the_whole_time_is_not_paid_every_year(kind: str) -> None:
    component = {"slag": kind, "belopp": "100000", "gäller": "hela avtalstiden"}
    (line,) = budget(agreement(component)).lines
    assert line.total == 100_000
    assert line.undivided


def test_what_is_given_in_kind_is_described_without_its_stop() -> None:
    kind = {"slag": "naturaprestation", "benämning": "Lokal", "beskrivning": "en lokal på torget ."}
    economy = agreement(kind).economy
    assert economy is not None
    assert describe(economy.components[0]) == "en lokal på torget"


def test_an_uplift_without_its_percentage_or_with_a_step_of_zero_says_what_to_write() -> None:
    money = MONEY.partition("  utbetalning")[0] % "slag: per år, år: 2024, belopp: 100 000"
    (lacking,) = found(f"{money}  uppräkning: {{slag: procent, bas: föregående år}}", "uppräkning-saknas")
    assert lacking.message == "De uppräknade beloppen går inte att räkna ut: uppräkningens procentsats saknas."
    step = "{slag: procent, procent: 2, bas: föregående år, avrundning: {riktning: närmaste, steg: 0}}"
    (wrong,) = found(f"{money}  uppräkning: {step}", "avrundning-steg")
    assert wrong.where == "ekonomi.uppräkning.avrundning.steg"
