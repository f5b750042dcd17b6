"""What an agreement is worth as a whole, and the limits it is held against."""

from decimal import Decimal

import pytest

from iopdocs.checks import procurement
from iopdocs.errors import Severity
from tests.support.checks_data import COMPLETE, case, found


@pytest.mark.parametrize(
    ("text", "amount", "at_least", "basis"),
    [
        ("avtalstid: {från: 2022-01-01, till: 2024-12-31}", 900_000, False, ()),
        ("avtalstid: {från: 2022-01-01, tills_vidare: ja}", 1_200_000, True, ("räknat på fyra år",)),
        (
            "avtalstid: {från: 2022-01-01, till: 2023-12-31}\n"
            "förlängning: {slag: överenskommelse, längd: 1 år, högst_antal: 2}",
            1_200_000,
            False,
            ("med 2 förlängningar",),
        ),
        (
            "avtalstid: {från: 2022-01-01, till: 2023-12-31}\nförlängning: {slag: automatisk, längd: 1 år}",
            900_000,
            True,
            ("med en förlängning",),
        ),
        (
            "avtalstid: {från: 2022-01-01, till: 2023-12-31}\nförlängning: {slag: automatisk}",
            600_000,
            True,
            ("utan förlängningar",),
        ),
        (
            "avtalstid: {från: 2022-01-01, till: 2023-12-31}\nförlängning: {slag: nytt avtal, längd: 2 år}",
            600_000,
            False,
            (),
        ),
    ],
)
def test_the_value_is_that_of_the_whole_period_with_prolongations(
    text: str, amount: int, at_least: bool, basis: tuple[str, ...]
) -> None:
    money = "ekonomi: {komponenter: [{benämning: Drift, slag: per år, belopp: 300 000}]}"
    value = procurement.worth(case(f"{text}\n{money}").agreement)
    assert value == procurement.Worth(Decimal(amount), at_least, basis)


def test_a_cap_counts_in_the_value_and_work_in_kind_does_not() -> None:
    text = "avtalstid: {från: 2022-01-01, till: 2023-12-31}\nekonomi: {komponenter: [%s]}"
    cap, kind = (
        "{benämning: Tak, slag: högst, gäller: varje år, belopp: 100 000}",
        "{benämning: Lokal, slag: naturaprestation}",
    )
    value = procurement.worth(case(text % f"{cap}, {kind}").agreement)
    assert value == procurement.Worth(Decimal(200_000), at_least=False)
    assert procurement.worth(case(text % kind).agreement) is None
    assert not found(text % kind, "K12")


def test_index_figures_that_are_not_known_leave_a_least_value() -> None:
    text = """
    avtalstid: {från: 2022-01-01, till: 2023-12-31}
    ekonomi:
      komponenter: [{benämning: Drift, slag: per år, belopp: 100 000}]
      uppräkning: {slag: index, index: PKV, bas: föregående år}
    """
    value = procurement.worth(case(text).agreement)
    assert value == procurement.Worth(Decimal(200_000), at_least=True, basis=("utan uppräkning",))


def test_the_limits_are_those_of_the_day() -> None:
    text = COMPLETE.replace("2023-12-15", "2021-12-15").replace("belopp: 300 000", "belopp: 3 000 000")
    (problem,) = found(text, "K12")
    assert problem.severity is Severity.WARNING
    assert problem.message == (
        "Avtalets hela värde är 9 000 000 kronor. Det når upp till gränsen för direktupphandling av sociala tjänster, "
        "615 312 kronor utan moms den 2021-12-15 (2 156 469 kronor för välfärdstjänster). "
        "Det når också upp till EU:s tröskelvärde, 7 701 675 kronor."
    )


@pytest.mark.parametrize(
    ("amount", "severity", "said"),
    [
        ("100 000", Severity.NOTE, "men värdet är mindre än varje gräns som har varit känd (lägst 586 907 kronor)"),
        ("300 000", Severity.WARNING, "så värdet går inte att jämföra med upphandlingslagens gränser"),
        (
            "3 000 000",
            Severity.WARNING,
            "men värdet når upp till varje gräns som har varit känd (högst 8 109 450 kronor)",
        ),
    ],
)
def test_limits_that_are_not_known_are_not_guessed(amount: str, severity: Severity, said: str) -> None:
    text = COMPLETE.replace("undertecknat: 2023-12-15", "undertecknat: 2035-01-01").replace("300 000", amount)
    (problem,) = found(text, "K12")
    assert problem.severity is severity
    assert f"Gränserna den 2035-01-01 är inte kända, {said}" in problem.message.replace("\N{NO-BREAK SPACE}", " ")


def test_a_value_that_cannot_be_worked_out_is_told() -> None:
    text = "avtalstid: {till: 2023-12-31}\nekonomi: {komponenter: [{benämning: a, slag: per år, belopp: 1}]}"
    (problem,) = found(text, "K12")
    assert problem.message == (
        "Avtalets hela värde går inte att räkna ut, så det jämförs inte med upphandlingslagens gränser."
    )


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        ("33 333", ""),
        ("33 334", " En direktupphandling ska dokumenteras (19 a kap. 11 § LOU: över 100 000 kronor)."),
        (
            "233 334",
            " En direktupphandling ska dokumenteras (19 a kap. 11 § LOU: över 100 000 kronor) och efterannonseras "
            "(19 a kap. 13 § LOU: från 700 000 kronor). Är det inte en tjänst i bilaga 2 till LOU är gränsen "
            "700 000 kronor.",
        ),
    ],
)
@pytest.mark.parametrize("signed", ["2023-12-15", "2026-02-15"])
def test_what_a_direct_award_asks_for_is_told(signed: str, amount: str, told: str) -> None:
    text = COMPLETE.replace("undertecknat: 2023-12-15", f"undertecknat: {signed}").replace("300 000", amount)
    (problem,) = found(text, "K12")
    advice = "Bedöm om reglerna om offentlig upphandling och statsstöd gäller, och skriv ner bedömningen."
    assert problem.hint == advice + told


def test_an_unknown_limit_is_a_warning_and_an_amount_above_every_limit_ever_known_is_so() -> None:
    text = COMPLETE.replace("undertecknat: 2023-12-15", "undertecknat: 2026-02-15").replace("300 000", "20 816 161")
    (problem,) = found(text, "K12")
    assert problem.severity is Severity.WARNING
    assert problem.message == (
        "Avtalets hela värde är 62 448 483 kronor. Gränserna den 2026-02-15 är inte kända, men värdet når upp till "
        "varje gräns som har varit känd (högst 8 109 450 kronor)."
    )
