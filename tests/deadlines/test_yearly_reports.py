"""A yearly report beside one with a day of its own, at the edges of the agreement's time, and several a year."""

from __future__ import annotations

from datetime import date

import pytest

from iopdocs.deadlines import Kind, events
from tests.words import agreement

TERM = "avtalstid: {från: 2024-01-01, till: 2025-12-31}\n"


def reports(text: str, *, term: str = TERM, since: date = date(2024, 1, 1)) -> list[tuple[date, str]]:
    """Return day and key of each report that is due."""
    data = agreement(f"{term}uppföljning: {{rapporter: [{{vad: rapport, {text}}}]}}\n")
    return [(event.day, event.key) for event in events(data, since) if event.kind is Kind.REPORT]


def test_a_report_that_is_due_on_the_very_day_of_the_yearly_one_is_told_once() -> None:
    assert reports("senast: 2025-03-01, varje_år: 1 mars") == [
        (date(2025, 3, 1), "rapport-1"),
        (date(2026, 3, 1), "rapport-1-2026"),
    ]


def test_every_report_is_told_by_what_it_is() -> None:
    data = agreement(f"{TERM}uppföljning: {{rapporter: [{{vad: bokslut, senast: 2024-03-01, varje_år: 1 mars}}]}}\n")
    told = [event for event in events(data, date(2024, 1, 1)) if event.kind is Kind.REPORT]
    assert {event.text for event in told} == {"Rapport: bokslut"}


def test_the_yearly_report_of_the_day_after_the_one_with_a_day_is_still_due() -> None:
    assert reports("senast: 2025-02-28, varje_år: 1 mars") == [
        (date(2025, 2, 28), "rapport-1"),
        (date(2025, 3, 1), "rapport-1-2025"),
        (date(2026, 3, 1), "rapport-1-2026"),
    ]


def test_the_yearly_report_of_the_day_before_the_one_with_a_day_is_not_due() -> None:
    assert reports("senast: 2025-03-02, varje_år: 1 mars") == [
        (date(2025, 3, 2), "rapport-1"),
        (date(2026, 3, 1), "rapport-1-2026"),
    ]


@pytest.mark.parametrize(
    ("yearly", "years"),
    [("1 januari", [2024, 2025, 2026]), ("31 december", [2024, 2025]), ("30 juni", [2024, 2025, 2026])],
)
def test_reports_are_due_from_the_first_day_until_half_a_year_after_the_last(yearly: str, years: list[int]) -> None:
    assert [day.year for day, _ in reports(f"varje_år: {yearly}")] == years


def test_a_report_the_day_after_that_half_year_is_not_due() -> None:
    assert [day.year for day, _ in reports("varje_år: 1 juli")] == [2024, 2025]


def test_a_report_on_the_day_asked_as_of_is_still_told() -> None:
    assert reports("varje_år: 1 mars", since=date(2025, 3, 1))[0] == (date(2025, 3, 1), "rapport-1-2025")
    assert reports("varje_år: 1 mars", since=date(2025, 3, 2))[0] == (date(2026, 3, 1), "rapport-1-2026")


def test_reports_of_a_year_are_numbered_from_one() -> None:
    assert reports("varje_år: 1 mars och 1 september")[:3] == [
        (date(2024, 3, 1), "rapport-1-2024-1"),
        (date(2024, 9, 1), "rapport-1-2024-2"),
        (date(2025, 3, 1), "rapport-1-2025-1"),
    ]


def test_the_last_day_asked_for_counts() -> None:
    data = agreement(f"{TERM}uppföljning: {{rapporter: [{{vad: rapport, varje_år: 1 mars}}]}}\n")
    told = events(data, date(2024, 1, 1), until=date(2025, 3, 1))
    assert [event.day for event in told if event.kind is Kind.REPORT] == [date(2024, 3, 1), date(2025, 3, 1)]


GROUPS = """
organisation: [{id: styr, namn: styrgruppen, nivå: styrning}, {id: led, namn: ledningsgruppen}]
möten:
  - {grupp: annan, datum: 2024-02-01}
  - {datum: 2024-03-01}
  - {grupp: led, datum: 2024-04-01}
"""


def test_a_meeting_of_a_group_nobody_knows_is_not_given_to_the_one_that_steers() -> None:
    told = [(event.key, event.detail) for event in events(agreement(GROUPS), date(2024, 1, 1))]
    assert told == [
        ("mote-annan-1", "styrgrupp"),
        ("mote-styr-1", "styrgruppen"),
        ("mote-led-1", "ledningsgruppen"),
    ]


def test_no_last_day_for_notice_is_told_when_notice_has_been_given_for_the_last_day() -> None:
    notice = "uppsägning: {möjlig: ja, tid: 3 månader%s}\n"
    open_ended = "avtalstid: {från: 2024-01-01, tills_vidare: ja}\n"
    for term, more, expected in (
        (TERM, "", [date(2025, 9, 30)]),
        (TERM, ", upphör: 2025-12-31", []),
        (open_ended, "", []),
    ):
        found = events(agreement(term + notice % more), date(2024, 1, 1))
        assert [event.day for event in found if event.kind is Kind.NOTICE] == expected, (term, more)
