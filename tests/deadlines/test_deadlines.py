"""Days that follow from the terms: month arithmetic, prolongations, notice, meetings, reports, payments."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.samples.documents import AGREEMENT, make, plain, text_of
from benchmarks.samples.words import agreement
from iopdocs.deadlines import (
    Event,
    EventKind,
    day_off,
    end_of,
    events,
    is_banking_day,
    last_day_of_notice,
    next_banking_day,
    period_on,
    periods,
    shift,
)
from iopdocs.deadlines.yearly import YearlyDay, yearly_days
from iopdocs.model import Agreement
from iopdocs.model.lengths import Length

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
LENGTHS = st.builds(Length, st.integers(1, 9999), st.sampled_from(["dag", "vecka", "månad", "år"]))
FAR = date(2199, 12, 31)
AUTOMATIC = "förlängning: {slag: automatisk, längd: 1 år, högst_antal: 2, senast: 6 månader}\n"


def told(data: Agreement, on: date, kind: EventKind, since: date | None = None) -> list[tuple[date, str]]:
    return [(event.day, event.text) for event in events(data, on, since=since) if event.kind is kind]


# --- month arithmetic ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "count", "unit", "sign", "expected"),
    [
        (date(2024, 1, 31), 1, "månad", 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, "månad", 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 1, "år", 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, "år", 1, date(2028, 2, 29)),
        (date(2024, 12, 31), 6, "månad", -1, date(2024, 6, 30)),
        (date(2024, 8, 31), 6, "månad", -1, date(2024, 2, 29)),
        (date(2024, 3, 1), 2, "vecka", -1, date(2024, 2, 16)),
        (date(2024, 2, 28), 2, "dag", 1, date(2024, 3, 1)),
    ],
)
def test_a_day_the_month_lacks_becomes_its_last(day: date, count: int, unit: str, sign: int, expected: date) -> None:
    assert shift(day, Length(count, unit), sign) == expected


@given(DAYS, LENGTHS, st.sampled_from([1, -1]))
def test_a_shifted_day_always_exists_and_lies_on_the_right_side(day: date, length: Length, sign: int) -> None:
    moved = shift(day, length, sign)
    assert isinstance(moved, date)
    assert moved > day if sign > 0 else moved < day


@given(DAYS, DAYS, LENGTHS, st.sampled_from([1, -1]))
def test_shifting_keeps_the_order_of_days(one: date, other: date, length: Length, sign: int) -> None:
    first, last = min(one, other), max(one, other)
    assert shift(first, length, sign) <= shift(last, length, sign)


@given(DAYS, st.integers(1, 60), st.integers(1, 60))
def test_a_longer_length_never_gives_an_earlier_day(day: date, one: int, other: int) -> None:
    shorter, longer = sorted((one, other))
    assert shift(day, Length(shorter, "månad")) <= shift(day, Length(longer, "månad"))


# --- the period ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("{från: 2024-01-01, till: 2025-12-31}", date(2025, 12, 31)),
        ("{från: 2024-03-01, längd: 2 år}", date(2026, 2, 28)),
        ("{från: 2023-03-01, längd: 1 år}", date(2024, 2, 29)),
        ("{från: 2024-01-01, tills_vidare: ja}", None),
        ("{längd: 2 år}", None),
        ("{till: 2023-12-31}", date(2023, 12, 31)),
    ],
)
def test_the_end_of_a_period_is_stated_or_counted(term: str, expected: date | None) -> None:
    data = agreement(f"avtalstid: {term}\n")
    assert end_of(data.term) == expected
    assert period_on(data, date(2022, 1, 1)).end == expected


def test_an_agreement_without_a_period_has_no_days() -> None:
    data = agreement()
    assert last_day_of_notice(data) is None
    assert period_on(data, date(2024, 1, 1)).end is None
    assert events(data, date(2024, 1, 1)) == ()


def test_an_open_ended_agreement_has_neither_end_nor_last_day_of_notice() -> None:
    data = agreement("avtalstid: {från: 2024-01-01, tills_vidare: ja}\nuppsägning: {tid: 6 månader}\n")
    assert [event.kind for event in events(data, date(2023, 12, 1))] == [EventKind.START]


@pytest.mark.parametrize(
    ("on", "number", "end", "notice", "following"),
    [
        (date(2024, 1, 1), 0, date(2025, 12, 31), date(2025, 6, 30), date(2026, 12, 31)),
        (date(2025, 6, 30), 0, date(2025, 12, 31), date(2025, 6, 30), date(2026, 12, 31)),
        # The last day of notice has passed: the agreement is known to last a year longer.
        (date(2025, 7, 1), 1, date(2026, 12, 31), date(2026, 6, 30), date(2027, 12, 31)),
        (date(2026, 7, 1), 2, date(2027, 12, 31), date(2027, 6, 30), None),
        (date(2030, 1, 1), 2, date(2027, 12, 31), date(2027, 6, 30), None),
    ],
)
def test_automatic_prolongation_as_of_a_day(
    on: date, number: int, end: date, notice: date, following: date | None
) -> None:
    period = period_on(agreement("avtalstid: {från: 2024-01-01, till: 2025-12-31}\n" + AUTOMATIC), on)
    assert (period.number, period.end, period.notice, period.following) == (number, end, notice, following)


def test_without_a_time_for_notice_the_prolongation_is_known_from_its_first_day() -> None:
    data = agreement("avtalstid: {från: 2024-01-01, till: 2024-12-31}\nförlängning: {slag: automatisk, längd: 1 år}\n")
    assert period_on(data, date(2024, 12, 31)).number == 0
    assert period_on(data, date(2025, 1, 1)).number == 1


def test_prolongation_goes_on_without_limit_when_none_is_stated() -> None:
    data = agreement("avtalstid: {från: 2001-01-01, till: 2001-12-31}\nförlängning: {slag: automatisk, längd: 1 år}\n")
    assert period_on(data, date(2026, 11, 21)).end == date(2026, 12, 31)
    assert max(period.end for period in periods(data, FAR) if period.end) == date(2199, 12, 31)


def test_prolongation_by_the_month_does_not_drift_after_a_short_month() -> None:
    data = agreement(
        "avtalstid: {från: 2023-12-31, till: 2024-01-30}\nförlängning: {slag: automatisk, längd: 1 månad}\n"
    )
    ends = [period.end for period, _ in zip(periods(data, FAR), range(5), strict=False)]
    assert ends == [date(2024, 1, 30), date(2024, 2, 29), date(2024, 3, 30), date(2024, 4, 30), date(2024, 5, 30)]


def test_an_agreement_that_runs_two_years_at_a_time_is_prolonged_by_two_years() -> None:
    data = agreement("avtalstid: {till: 2023-12-31, löper_om: 2 år}\nförlängning: {slag: automatisk}\n")
    assert period_on(data, date(2024, 1, 1)).end == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("last", "end", "number"),
    [
        ("2025-12-31", date(2025, 12, 31), 0),
        ("2024-08-15", date(2024, 8, 15), 0),
        ("2026-12-31", date(2026, 12, 31), 1),
    ],
)
def test_an_agreement_that_has_been_given_notice_ends_on_its_last_day(last: str, end: date, number: int) -> None:
    data = agreement(
        "avtalstid: {från: 2024-01-01, till: 2025-12-31}\n"
        f"uppsägning: {{tid: 6 månader, upphör: {last}}}\n{AUTOMATIC}"
    )
    period = period_on(data, date(2030, 1, 1))
    assert (period.end, period.number, period.following) == (end, number, None)
    assert told(data, date(2025, 7, 1), EventKind.END, date(2024, 1, 1)) == [(end, "Avtalstidens sista dag")]


def test_an_open_ended_agreement_that_has_been_given_notice_ends() -> None:
    data = agreement("avtalstid: {från: 2024-01-01, tills_vidare: ja}\nuppsägning: {upphör: 2026-03-31}\n")
    assert told(data, date(2026, 1, 1), EventKind.END) == [(date(2026, 3, 31), "Avtalstidens sista dag")]


EXTENDED = """
avtalstid: {från: 2024-01-01, till: 2024-12-31}
förlängningar: [{från: 2025-01-01, till: 2026-06-30, undertecknat: 2024-11-01}]
"""


def test_an_extension_moves_the_end_from_the_day_it_is_signed() -> None:
    data = agreement(EXTENDED)
    assert period_on(data, date(2024, 10, 31)).end == date(2024, 12, 31)
    period = period_on(data, date(2024, 11, 1))
    assert (period.number, period.start, period.end) == (0, date(2024, 1, 1), date(2026, 6, 30))
    before, after = (events(data, on) for on in (date(2024, 10, 31), date(2024, 11, 1)))
    assert [(event.key, event.day) for event in before] == [("slut-0", date(2024, 12, 31))]
    assert [(event.key, event.day) for event in after] == [("slut-0", date(2026, 6, 30))]


def test_an_extension_after_the_last_automatic_prolongation_does_not_start_them_anew() -> None:
    data = agreement(
        "avtalstid: {från: 2023-01-01, till: 2023-12-31}\n"
        "förlängning: {slag: automatisk, längd: 1 år, högst_antal: 2, senast: 6 månader}\n"
        "förlängningar: [{från: 2026-01-01, till: 2026-06-30, undertecknat: 2025-10-01}]\n"
    )
    assert period_on(data, date(2025, 9, 30)).end == date(2025, 12, 31)
    period = period_on(data, date(2025, 10, 1))
    assert (period.number, period.end, period.following) == (2, date(2026, 6, 30), None)


def test_automatic_prolongation_goes_on_from_the_end_of_an_extension() -> None:
    data = agreement(EXTENDED + "förlängning: {slag: automatisk, längd: 1 år}\n")
    ends = [period.end for period, _ in zip(periods(data, FAR), range(3), strict=False)]
    assert ends == [date(2026, 6, 30), date(2027, 6, 30), date(2028, 6, 30)]


@given(DAYS, st.integers(1, 60), st.integers(1, 24), st.integers(0, 12), DAYS)
def test_periods_follow_each_other_without_gap_and_the_one_that_stands_is_one_of_them(
    start: date, months: int, length: int, notice: int, on: date
) -> None:
    word = f", senast: {notice} månader" if notice else ""
    data = agreement(
        f"avtalstid: {{från: {start}, längd: {months} månader}}\n"
        f"förlängning: {{slag: automatisk, längd: {length} månader, högst_antal: 5{word}}}\n"
    )
    lived = list(periods(data, on))
    for before, after in pairwise(lived):
        assert before.end is not None and after.end is not None and after.start is not None
        assert after.start - before.end == timedelta(days=1)
        assert after.start <= after.end == before.following
    standing = period_on(data, on)
    assert standing in lived
    assert standing.following is None or (standing.end is not None and on <= (standing.notice or standing.end))


# --- banking days -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2024, 6, 21), "midsommarafton"),
        (date(2024, 12, 24), "julafton"),
        (date(2024, 12, 31), "nyårsafton"),
        (date(2026, 6, 6), "nationaldagen"),
        (date(2024, 5, 9), "kristi himmelsfärdsdag"),
        (date(2024, 5, 4), "lördag"),
        (date(2024, 5, 5), "söndag"),
        (date(2024, 5, 6), None),
    ],
)
def test_days_off_have_their_swedish_names(day: date, why: str | None) -> None:
    assert day_off(day) == why


@pytest.mark.parametrize(
    ("day", "paid"),
    [
        (date(2024, 6, 21), date(2024, 6, 24)),
        (date(2024, 12, 24), date(2024, 12, 27)),
        (date(2022, 12, 31), date(2023, 1, 2)),
        (date(2024, 3, 29), date(2024, 4, 2)),
        (date(2024, 4, 2), date(2024, 4, 2)),
    ],
)
def test_a_day_off_is_followed_by_the_next_banking_day(day: date, paid: date) -> None:
    assert next_banking_day(day) == paid


@given(DAYS)
def test_a_banking_day_is_never_a_weekend_or_a_holiday_and_comes_within_a_week(day: date) -> None:
    found = next_banking_day(day)
    assert found.weekday() < 5
    assert is_banking_day(found) and day_off(found) is None
    assert timedelta(0) <= found - day <= timedelta(days=6)
    assert not any(is_banking_day(day + timedelta(days=n)) for n in range((found - day).days))


# --- days of the year ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31 mars", (YearlyDay(3, 31),)),
        ("senast den 1 september varje år", (YearlyDay(9, 1),)),
        ("den 31 mars, året efter", (YearlyDay(3, 31),)),
        ("sista februari", (YearlyDay(2, 31),)),
        ("sista dagen i mars", (YearlyDay(3, 31),)),
        ("15 januari och 15 augusti", (YearlyDay(1, 15), YearlyDay(8, 15))),
        ("1 april, 1 juli och 1 oktober", (YearlyDay(4, 1), YearlyDay(7, 1), YearlyDay(10, 1))),
        ("31 april", ()),
        ("i mars", ()),
        ("mellan 1 mars och 31 mars", ()),
        ("i samband med bokslutet", ()),
    ],
)
def test_a_day_of_the_year_is_read_or_left_alone(text: str, expected: tuple[YearlyDay, ...]) -> None:
    assert yearly_days(text) == expected


@given(st.dates(date(2024, 1, 1), date(2024, 12, 31)), st.integers(1900, 2199))
def test_a_day_of_the_year_exists_in_every_year(day: date, year: int) -> None:
    found = YearlyDay(day.month, day.day).of(year)
    assert (found.year, found.month) == (year, day.month)
    assert found.day == day.day or (day.month, day.day, found.day) == (2, 29, 28)


# --- events -------------------------------------------------------------------------------------------------------


def test_an_end_is_told_with_the_prolongation_that_follows_unless_somebody_gives_word() -> None:
    data = agreement("avtalstid: {från: 2024-01-01, till: 2025-12-31}\n" + AUTOMATIC)
    on = date(2025, 6, 1)
    assert told(data, on, EventKind.WORD) == [
        (date(2025, 6, 30), "Sista dag för besked, annars förlängs avtalet till 31 december 2026")
    ]
    assert told(data, on, EventKind.END) == [
        (
            date(2025, 12, 31),
            "Avtalstidens sista dag, om avtalet inte förlängs automatiskt till 31 december 2026",
        )
    ]


def test_after_the_last_day_for_word_the_prolongation_takes_the_place_of_the_end() -> None:
    data = agreement("avtalstid: {från: 2024-01-01, till: 2025-12-31}\n" + AUTOMATIC)
    before, after = (
        {event.key: event for event in events(data, on, since=date(2024, 1, 1))}
        for on in (date(2025, 6, 30), date(2025, 7, 1))
    )
    assert before["slut-0"].kind is EventKind.END
    moved = after["slut-0"]
    assert (moved.kind, moved.day, moved.what) == (
        EventKind.PROLONGATION,
        date(2026, 1, 1),
        "Automatisk förlängning nr 1, till 31 december 2026",
    )
    assert after["besked-1"].day == date(2026, 6, 30)
    assert set(before) < set(after)


def test_notice_and_word_on_prolongation_have_their_own_last_days() -> None:
    data = agreement(
        "avtalstid: {från: 2024-01-01, till: 2026-12-31}\n"
        "förlängning: {slag: överenskommelse, längd: 1 år, senast: 9 månader}\nuppsägning: {tid: 12 månader}\n"
    )
    assert told(data, date(2024, 1, 1), EventKind.WORD) == [(date(2026, 3, 31), "Sista dag för besked om förlängning")]
    assert told(data, date(2024, 1, 1), EventKind.NOTICE) == [
        (date(2025, 12, 31), "Sista dag för uppsägning till avtalstidens slut")
    ]


def test_without_a_time_for_word_an_automatic_prolongation_is_stopped_by_notice() -> None:
    data = agreement(
        "avtalstid: {från: 2024-01-01, till: 2024-12-31}\n"
        "förlängning: {slag: automatisk, längd: 1 år}\nuppsägning: {tid: 3 månader}\n"
    )
    assert told(data, date(2024, 1, 1), EventKind.NOTICE) == [
        (date(2024, 9, 30), "Sista dag för uppsägning, annars förlängs avtalet till 31 december 2025")
    ]


def test_an_agreement_that_cannot_be_terminated_has_no_last_day_of_notice() -> None:
    data = agreement("avtalstid: {från: 2024-01-01, till: 2024-12-31}\nuppsägning: {möjlig: nej, tid: 3 månader}\n")
    assert told(data, date(2024, 1, 1), EventKind.NOTICE) == []


MEETINGS = """
organisation:
  - {id: styr, namn: styrgrupp, nivå: styrning}
  - {id: ledning, namn: ledningsgrupp, nivå: ledning}
möten:
  - {datum: 2024-02-01, grupp: styr, nästa_möte: {datum: 2024-05-02}}
  - {datum: 2024-03-01, grupp: ledning}
  - {datum: 2024-05-03, nästa_möte: {datum: 2024-10-01, plats: Hemliga gatan 1}}
"""


def test_meetings_are_told_by_group_and_a_planned_one_until_it_has_minutes_of_its_own() -> None:
    found = events(agreement(MEETINGS), date(2024, 1, 1))
    assert [(event.day, event.text, event.key) for event in found] == [
        (date(2024, 2, 1), "Möte: styrgrupp", "mote-styr-1"),
        (date(2024, 3, 1), "Möte: ledningsgrupp", "mote-ledning-1"),
        (date(2024, 5, 3), "Möte: styrgrupp", "mote-styr-2"),
        (date(2024, 10, 1), "Möte: styrgrupp", "mote-styr-3"),
    ]
    assert "Hemliga" not in repr(found)


def test_a_yearly_report_is_due_every_year_and_once_when_the_last_year_can_be_reported() -> None:
    data = agreement(
        "avtalstid: {från: 2024-05-01, till: 2026-04-30}\n"
        "uppföljning: {rapporter: [{vad: verksamhetsberättelse, varje_år: senast den 31 mars}]}\n"
    )
    assert [day for day, _ in told(data, date(2024, 1, 1), EventKind.REPORT)] == [date(2025, 3, 31), date(2026, 3, 31)]
    longer = agreement(
        "avtalstid: {från: 2024-01-01, till: 2025-12-31}\n"
        "uppföljning: {rapporter: [{vad: berättelse, senast: 2024-10-01, varje_år: sista februari}]}\n"
    )
    assert [day for day, _ in told(longer, date(2024, 1, 1), EventKind.REPORT)] == [
        date(2024, 10, 1),
        date(2025, 2, 28),
        date(2026, 2, 28),
    ]


PAYMENTS = """
avtalstid: {från: 2024-01-01, till: 2025-12-31}
ekonomi:
  komponenter: [{benämning: Drift, slag: per år, år: 2024, belopp: 250 000}]
  utbetalning:
    rest: sista
    delbetalningar:
      - {datum: 2024-06-01, andel: 50}
      - {datum: 2024-12-24, andel: 50}
      - {datum: 2025-06-01, andel: 100}
"""


def test_payments_have_their_amounts_and_stay_on_their_day() -> None:
    assert told(agreement(PAYMENTS), date(2024, 1, 1), EventKind.PAYMENT) == [
        (date(2024, 6, 1), "Utbetalning av 125 000 kronor"),
        (date(2024, 12, 24), "Utbetalning av 125 000 kronor"),
        (date(2025, 6, 1), "Utbetalning av 250 000 kronor"),
    ]


def test_payments_are_moved_to_the_next_banking_day_where_the_agreement_says_so() -> None:
    data = agreement(PAYMENTS.replace("rest: sista", "nästa_bankdag: ja"))
    assert told(data, date(2024, 1, 1), EventKind.PAYMENT) == [
        (date(2024, 6, 3), "Utbetalning av 125 000 kronor (flyttad från 1 juni 2024, lördag)"),
        (date(2024, 12, 27), "Utbetalning av 125 000 kronor (flyttad från 24 december 2024, julafton)"),
        (date(2025, 6, 2), "Utbetalning av 250 000 kronor (flyttad från 1 juni 2025, söndag)"),
    ]


@pytest.mark.parametrize("moved", [True, False])
def test_the_agreement_itself_says_whether_payments_are_moved(moved: bool) -> None:
    data = agreement(PAYMENTS.replace("rest: sista", "nästa_bankdag: ja" if moved else "rest: sista"))
    text = plain(text_of(make(data, AGREEMENT, date(2024, 1, 1)).data))
    assert ("Är en betalningsdag inte en bankdag görs utbetalningen nästa bankdag." in text) is moved


def test_payment_days_are_told_also_when_the_amounts_cannot_be_worked_out() -> None:
    data = agreement(PAYMENTS.replace("belopp: 250 000", "endast_året: nej"))
    assert told(data, date(2024, 1, 1), EventKind.PAYMENT)[0] == (date(2024, 6, 1), "Utbetalning")


def test_payments_by_rule_have_no_day() -> None:
    data = agreement(
        "avtalstid: {från: 2024-01-01, till: 2024-12-31}\nekonomi:\n"
        "  komponenter: [{benämning: Drift, slag: per år, år: 2024, belopp: 400 000}]\n"
        "  utbetalning: {regel: kvartal}\n"
    )
    assert told(data, date(2024, 1, 1), EventKind.PAYMENT) == []


def test_events_lie_within_the_days_asked_for_and_count_from_the_day_asked_as_of() -> None:
    data = agreement(PAYMENTS)
    found = events(data, date(2024, 12, 20), since=date(2024, 6, 1), until=date(2024, 12, 24))
    assert [(event.day, event.days) for event in found] == [(date(2024, 6, 1), -202), (date(2024, 12, 24), 4)]


EVERYTHING = PAYMENTS + AUTOMATIC + MEETINGS + "uppföljning: {rapporter: [{vad: rapport, varje_år: 29 februari}]}\n"


@given(st.dates(date(2022, 1, 1), date(2030, 12, 31)), st.integers(0, 4000), st.integers(0, 4000))
def test_events_are_sorted_unique_and_within_bounds_whatever_the_day(on: date, back: int, ahead: int) -> None:
    since, until = on - timedelta(days=back), on + timedelta(days=ahead)
    found = events(agreement(EVERYTHING), on, since=since, until=until)
    assert [event.day for event in found] == sorted(event.day for event in found)
    assert len({event.key for event in found}) == len(found)
    for event in found:
        assert since <= event.day <= until
        assert event.day == on + timedelta(days=event.days)


@given(st.integers(-60, 60))
def test_keys_stay_the_same_when_all_days_are_moved(months: int) -> None:
    def keys(moved: int) -> list[str]:
        def by(day: date) -> str:
            return str(day + relativedelta(months=moved))

        data = agreement(
            f"avtalstid: {{från: {by(date(2024, 1, 1))}, till: {by(date(2025, 12, 31))}}}\n{AUTOMATIC}"
            f"möten: [{{datum: {by(date(2024, 2, 1))}}}, {{datum: {by(date(2024, 5, 1))}}}]\n"
            f"uppföljning: {{rapporter: [{{vad: rapport, senast: {by(date(2025, 3, 31))}}}]}}\n"
        )
        on = date(2024, 1, 1) + relativedelta(months=moved)
        return sorted(event.key for event in events(data, on, since=on - timedelta(days=40)))

    assert keys(months) == keys(0)


def test_an_event_reads_as_its_words_and_the_authors() -> None:
    event = Event(EventKind.REPORT, date(2024, 1, 1), "Rapport", "prov", 0, "rapport-1", "verksamhetsberättelse")
    assert event.text == "Rapport: verksamhetsberättelse"
