"""The checks of dates and deadlines."""

import pytest

from iopdocs import checks
from iopdocs.errors import Severity
from tests.support.checks_data import PARTIES, case, found


@pytest.mark.parametrize(
    ("term", "code", "where", "message"),
    [
        (
            "{från: 2024-01-01, till: 2025-12-31, tills_vidare: ja}",
            "avtalstid-dubbel",
            "avtalstid.tills_vidare",
            "Avtalet gäller tills vidare men har också till.",
        ),
        (
            "{från: 2024-01-01, längd: 2 år, tills_vidare: ja}",
            "avtalstid-dubbel",
            "avtalstid.tills_vidare",
            "Avtalet gäller tills vidare men har också längd.",
        ),
        (
            "{från: 2024-01-01, till: 2026-12-31, längd: 2 år}",
            "avtalstid-dubbel",
            "avtalstid.längd",
            "Längden 2 år ger den sista dagen 2025-12-31, men till är 2026-12-31.",
        ),
    ],
)
def test_a_period_that_contradicts_itself_is_an_error(term: str, code: str, where: str, message: str) -> None:
    (problem,) = found(f"avtalstid: {term}", code)
    assert (problem.severity, problem.where, problem.message) == (Severity.ERROR, where, message)


@pytest.mark.parametrize(
    "term",
    [
        "{från: 2024-01-01, till: 2026-12-31}",
        "{från: 2024-07-01, längd: 30 månader}",
        "{från: 2024-01-01, till: 2025-12-31, längd: 2 år}",
        "{från: 2024-01-01, tills_vidare: ja}",
        "{längd: 3 år}",
        "{till: 2026-12-31}",
    ],
)
def test_every_sound_form_of_period_is_accepted(term: str) -> None:
    assert not [p for p in checks.run(case(f"avtalstid: {term}")) if p.code.startswith("avtalstid-") and p.where != ""]


def test_a_length_without_a_last_day_of_its_own_is_not_compared_with_the_last_day() -> None:
    """What is open-ended has no last day by its length: that was told as the day None."""
    text = "avtalstid: {från: 2024-01-01, till: 2025-12-31, längd: 18 månader, tills_vidare: ja}"
    assert [problem.where for problem in found(text, "avtalstid-dubbel")] == ["avtalstid.tills_vidare"]


def test_a_period_of_one_day_is_doubted() -> None:
    assert found("avtalstid: {från: 2024-01-01, till: 2024-01-01}", "avtalstid-en-dag")
    assert not found("avtalstid: {från: 2024-01-01, till: 2024-01-02}", "avtalstid-en-dag")


def test_signing_before_the_decision_is_doubted() -> None:
    text = "undertecknat: 2024-01-10\nbeslut: [{datum: %s}]"
    (problem,) = found(text % "2024-01-20", "undertecknat-före-beslut")
    assert problem.message == "Avtalet är undertecknat 2024-01-10, före beslutet 2024-01-20."
    assert not found(text % "2024-01-10", "undertecknat-före-beslut")


def test_a_signature_after_all_have_signed_is_doubted() -> None:
    late = PARTIES.replace("namn: Jouren", "undertecknare: [{datum: 2024-01-12}]\n    namn: Jouren")
    (problem,) = found("undertecknat: 2024-01-10", "underskrift-efter-undertecknat", parties=late)
    assert problem.where == "parter[2].undertecknare[1].datum"
    assert not found("undertecknat: 2024-01-12", "underskrift-efter-undertecknat", parties=late)


def test_what_happens_after_the_start_is_only_pointed_at() -> None:
    text = "avtalstid: {från: 2024-01-01}\nundertecknat: 2024-02-01\nbeslut: [{datum: 2024-01-20}]"
    assert [p.severity for p in found(text, "beslut-efter-början")] == [Severity.NOTE]
    assert [p.severity for p in found(text, "gäller-bakåt")] == [Severity.NOTE]
    in_time = text.replace("från: 2024-01-01", "från: 2024-02-01")
    assert not found(in_time, "beslut-efter-början")
    assert not found(in_time, "gäller-bakåt")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("status: undertecknat", "undertecknat-utan-dag"),
        ("status: beslutat\nbeslut: [{organ: Nämnden}]", "beslutat-utan-dag"),
        ("status: förslag\nundertecknat: 2024-01-01", "status-och-dag"),
        ("status: undertecknat\nundertecknat: 2024-02-02", "status-före-dagen"),
        ("status: beslutat\nbeslut: [{datum: 2024-02-02}]", "status-före-dagen"),
    ],
)
def test_a_status_without_its_day_is_doubted(text: str, code: str) -> None:
    assert [problem.where for problem in found(text, code)] == ["status"]


@pytest.mark.parametrize(
    "text",
    [
        "status: undertecknat\nundertecknat: 2024-02-01",
        "status: beslutat\nbeslut: [{datum: 2024-02-01}]",
        "status: förslag\nbeslut: [{datum: 2024-03-01}]",
    ],
)
def test_a_status_with_its_day_is_accepted(text: str) -> None:
    assert not [problem for problem in checks.run(case(text)) if problem.where == "status"]


def test_the_days_of_all_signatures_are_enough_for_a_signed_agreement() -> None:
    signed = PARTIES.replace("    namn:", "    undertecknare: [{datum: 2024-01-10}]\n    namn:")
    assert not found("status: undertecknat", "undertecknat-utan-dag", parties=signed)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("förlängning: {slag: överenskommelse}", "förlängning-längd"),
        ("förlängning: {slag: automatisk, senast: 6 månader}", "förlängning-längd"),
        ("förlängning: {slag: automatisk, längd: 1 år}", "förlängning-besked"),
        ("förlängning: {slag: ingen, längd: 1 år}", "förlängning-dubbel"),
        (
            "avtalstid: {tills_vidare: ja}\nförlängning: {slag: automatisk, längd: 1 år, senast: 1 månad}",
            "förlängning-tills-vidare",
        ),
    ],
)
def test_a_prolongation_that_lacks_something_is_doubted(text: str, code: str) -> None:
    assert len(found(text, code)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "förlängning: {slag: ingen}",
        "förlängning: {slag: nytt avtal}",
        "förlängning: {slag: överenskommelse, längd: 1 år}",
        "förlängning: {slag: automatisk, längd: 1 år, senast: 6 månader}",
    ],
)
def test_a_sound_prolongation_is_accepted(text: str) -> None:
    assert not [problem for problem in checks.run(case(text)) if problem.where.startswith("förlängning")]


TERM = "avtalstid: {från: 2024-01-01, till: 2025-12-31}\n"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("uppföljning: {rapporter: [{vad: Rapport, senast: 2023-12-31}]}", "uppföljning.rapporter[1].senast"),
        ("uppföljning: {rapporter: [{vad: Rapport, senast: 2027-01-01}]}", "uppföljning.rapporter[1].senast"),
        ("möten: [{datum: 2026-01-01}]", "möten[1].datum"),
        (
            "ekonomi: {utbetalning: {delbetalningar: [{datum: 2026-01-15, belopp: 1}]}}",
            "ekonomi.utbetalning.delbetalningar[1].datum",
        ),
    ],
)
def test_a_day_outside_the_period_is_doubted(text: str, where: str) -> None:
    assert [problem.where for problem in found(TERM + text, "utanför-avtalstiden")] == [where]


@pytest.mark.parametrize(
    "text",
    [
        "uppföljning: {rapporter: [{vad: Slutrapport, senast: 2026-03-31}]}",
        "möten: [{datum: 2024-01-01}, {datum: 2025-12-31}]",
        "ekonomi: {utbetalning: {delbetalningar: [{datum: 2025-12-31, belopp: 1}]}}",
    ],
)
def test_a_day_within_the_period_and_a_last_report_are_accepted(text: str) -> None:
    assert not found(TERM + text, "utanför-avtalstiden")


def test_meetings_go_forward() -> None:
    text = "möten: [{datum: 2024-03-01, från: %s, till: 15.00, justeras: %s, nästa_möte: {datum: %s}}]"
    wrong = {problem.code for problem in checks.run(case(text % ("16.00", "2024-02-01", "2024-03-01")))}
    assert {"mötestid-omvänd", "justering-före-mötet", "nästa-möte"} <= wrong
    right = {problem.code for problem in checks.run(case(text % ("13.00", "2024-03-08", "2024-06-01")))}
    assert not right & {"mötestid-omvänd", "justering-före-mötet", "nästa-möte"}


def test_an_agreement_that_has_ended_is_told() -> None:
    (problem,) = found(TERM, "avtalet-slut", day="2026-01-01")
    assert problem.message == "Avtalstiden gick ut 2025-12-31."
    assert not found(TERM, "avtalet-slut", day="2025-12-31")
    (prolonged,) = found(TERM + "förlängning: {slag: automatisk}", "avtalet-slut", day="2026-01-01")
    assert prolonged.message == "Avtalstiden gick ut 2025-12-31, men avtalet kan ha förlängts automatiskt."


NOTICE = TERM + "förlängning: {slag: automatisk, längd: 1 år, senast: 3 månader}"


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        ("2025-02-01", set()),
        ("2025-04-01", {"besked-nära"}),
        ("2025-09-30", {"besked-nära"}),
        ("2025-10-01", {"besked-passerat"}),
        ("2026-01-01", {"avtalet-slut"}),
    ],
)
def test_the_day_of_notice_is_told_in_time(day: str, codes: set[str]) -> None:
    told = {"besked-nära", "besked-passerat", "avtalet-slut"}
    assert {problem.code for problem in checks.run(case(NOTICE, day=day))} & told == codes


def test_a_notice_day_is_not_told_when_nothing_is_prolonged() -> None:
    text = TERM + "förlängning: {slag: ingen}\nuppsägning: {tid: 3 månader}"
    assert not found(text, "besked-passerat", day="2025-11-01")


def test_a_day_that_has_not_come_is_wrong_also_when_nothing_says_how_far_it_has_come() -> None:
    """A decision prints as made unless the agreement is said to be a proposal."""
    text = "{}beslut: [{{organ: Nämnden, datum: 2024-02-01}}, {{organ: Styrelsen, datum: 2024-02-02}}]"
    for status, where in (("", "beslut[2].datum"), ("status: undertecknat\nundertecknat: 2024-02-01\n", "status")):
        (problem,) = found(text.format(status), "status-före-dagen")
        assert problem.where == where
        assert problem.about == ("beslut", 1, "datum")
    assert not found(text.format("status: förslag\n"), "status-före-dagen")
