"""An agreement whose days are known in part: what was said is shown, and no day is made of it."""

from __future__ import annotations

from datetime import date

import pytest

from iopdocs.deadlines import EventKind, events, period_on
from iopdocs.model import Agreement
from iopdocs.overview import AgreementFile, overview

PARTIES = [
    {"id": "kommunen", "roll": "offentlig", "typ": "kommun", "namn": "Exempelby kommun"},
    {"id": "jouren", "roll": "idéburen", "typ": "förening", "namn": "Jouren"},
]
DAY = date(2026, 11, 21)


def agreement(**more: object) -> Agreement:
    return Agreement.model_validate({"id": "prov", "parter": PARTIES, "status": "beslutat", **more})


@pytest.mark.parametrize(
    ("term", "words", "state"),
    [
        ({"från": "januari 2019", "till": "december 2027"}, ("januari 2019", "december 2027"), "avtalstiden är okänd"),
        ({"från": "hösten 2027", "till": "2030-12-31"}, ("hösten 2027", "2030-12-31"), "börjar senare"),
        ({"från": "2026-01-01", "till": "okänt"}, None, "avtalstiden är okänd"),
        ({"från": "maj 2026", "tills_vidare": "ja"}, ("maj 2026", "tills vidare"), "gäller tills vidare"),
    ],
)
def test_what_was_said_of_the_term_is_shown(term: dict[str, str], words: tuple[str, str] | None, state: str) -> None:
    entry = overview([AgreementFile("prov.yaml", agreement(avtalstid=term))], DAY).entries[0]
    assert (entry.term_in_words, str(entry.state)) == (words, state)


def test_no_calendar_invents_a_day() -> None:
    made = agreement(
        avtalstid={"från": "januari 2019", "till": "beräknas till 2027-12-31"},
        förlängning={"slag": "automatisk", "längd": "2 år", "senast": "cirka 6 månader"},
        uppsägning={"tid": "minst 6 månader"},
        uppföljning={"rapporter": [{"vad": "slutrapport", "senast": "våren 2027"}]},
        möten=[{"datum": "mars 2027"}],
    )
    assert events(made, DAY) == ()


def test_a_yearly_report_is_not_due_before_the_term_may_have_begun() -> None:
    yearly = {"rapporter": [{"vad": "årsrapport", "varje_år": "31 mars"}]}
    made = agreement(avtalstid={"från": "hösten 2027", "till": "2028-12-31"}, uppföljning=yearly)
    assert [str(event.day) for event in events(made, DAY) if event.kind is EventKind.REPORT][:1] == ["2028-03-31"]


@pytest.mark.parametrize(
    ("key", "more"),
    [
        ("förlängning", {"förlängning": {"slag": "automatisk", "längd": "2 år", "senast": "cirka 9 månader"}}),
        ("upphör", {"uppsägning": {"tid": "6 månader", "upphör": "hösten 2027"}}),
    ],
)
def test_a_time_known_in_part_is_not_taken_for_one_that_is_not_stated(key: str, more: dict[str, object]) -> None:
    term = {"från": "2025-01-01", "till": "2027-12-31"}
    made = agreement(avtalstid=term, **{"uppsägning": {"tid": "6 månader"}, **more})
    kinds = {event.kind for event in events(made, DAY)}
    assert not kinds & {EventKind.NOTICE, EventKind.WORD, EventKind.PROLONGATION}
    assert period_on(made, DAY).notice is None
