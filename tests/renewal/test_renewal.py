"""Renewal: the successor's period, money and law; what is emptied; what a person must decide."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.samples.documents import AGREEMENTS, load
from iopdocs.economy import budget
from iopdocs.laws.library import load_library
from iopdocs.reading.roundtrip import dump_tree, load_tree, remove
from iopdocs.renewal.successor import Successor, draft, successor_id
from tests.conftest import ROOT
from tests.support.examples import examples
from tests.support.successors import changes, model, renewed

PARTIES = """parter:
  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun, diarienummer: KS 1}
  - {id: jouren, roll: idéburen, typ: förening, namn: Jouren, undertecknare: [{namn: A B, datum: 2021-12-01}]}
"""
SEEDS = {path.stem: path for path in (ROOT / "agreements").glob("*.yaml")}


def seed(name: str, on: date) -> Successor:
    path = SEEDS[name]
    made = draft(path.read_text(encoding="utf-8"), load(path), load_library(), on)
    assert made is not None
    return made


def test_umea_in_time_goes_on_the_day_after_with_uprated_money() -> None:
    made = seed("umea-kvinnojouren-2022", date(2024, 10, 1))
    assert (made.id, made.period.start, made.period.end) == (
        "umea-kvinnojouren-2025",
        date(2025, 1, 1),
        date(2027, 12, 31),
    )
    assert changes(made)["ekonomi.komponenter[1].belopp"] == ("2 970 000", "3 151 788")
    assert made.law_day == date(2025, 1, 1)
    assert made.notes.warnings == []


def test_umea_lapsed_is_warned_and_takes_the_law_of_the_day_of_renewal() -> None:
    made = seed("umea-kvinnojouren-2022", date(2026, 11, 21))
    assert made.period.start == date(2025, 1, 1)
    assert made.law_day == date(2026, 11, 21)
    assert made.notes.warnings == [
        "Avtalet gick ut 2024-12-31. Fram till 2026-11-21 har 690 dagar gått utan avtal, "
        "om inget annat avtal har gällt."
    ]


def test_varmdo_without_a_known_start_goes_on_two_years_at_a_time() -> None:
    made = seed("varmdo-kvinnojouren-2022", date(2026, 11, 21))
    assert (made.period.start, made.period.end) == (date(2024, 1, 1), date(2025, 12, 31))
    assert len(made.notes.warnings) == 2
    questions = {decision.where: decision for decision in made.notes.decisions}
    first, second = (questions[f"bakgrund.lagrum[{n}].lagrum"] for n in (1, 2))
    assert first.choices[0].startswith("4 kap. 1 § socialtjänstlagen (2025:400)")
    assert [choice.split(" (")[0] for choice in second.choices] == [
        "13 kap. 1 § socialtjänstlagen",
        "18 kap. 7 § socialtjänstlagen",
        "alla",
    ]


@pytest.mark.parametrize("path", sorted([*SEEDS.values(), *AGREEMENTS.glob("*.yaml")]), ids=lambda path: path.stem)
def test_comments_and_order_are_kept_and_the_old_text_is_not_touched(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    old = load_tree(text)
    assert dump_tree(old) == text
    made = draft(text, load(path), load_library(), date(2026, 11, 21))
    if made is None:
        return
    comments = [line.strip() for line in text.splitlines() if line.strip().startswith("#")]
    told = " ".join(one.text for one in made.notes.left_out)
    assert [one for one in comments if one not in made.text and one.lstrip("# ") not in told] == []
    new = load_tree(made.text)
    old_keys = [key for key in old if key in new]
    assert [key for key in new if key in old_keys] == old_keys
    assert path.read_text(encoding="utf-8") == text


def test_a_comment_after_a_removed_key_stays() -> None:
    tree = load_tree("a: 1\nbeslut:\n  - organ: X\n\n# Om parterna\nparter:\n  - b\n")
    assert remove(tree, "beslut")
    assert "# Om parterna" in dump_tree(tree)
    assert "organ" not in dump_tree(tree)


BASE = f"""id: jouren-2022
status: undertecknat
undertecknat: 2021-12-10
diarienummer: KS 2021/1
dokumentnamn: Avtal
{PARTIES}avtalstid: {{från: 2022-01-01, till: 2024-12-31}}
"""


def test_what_belongs_to_the_old_agreement_is_emptied() -> None:
    text = BASE + (
        "beslut: [{organ: Nämnden, datum: 2021-12-01}]\n"
        "press: {rubrik: Nytt avtal, citat: [{namn: A, text: Bra}], nyckelord: [våld]}\n"
        "möten: [{datum: 2023-03-01, nummer: 1, grupp: styr}]\n"
    )
    made, new = renewed(text)
    assert (new.status, new.replaces, new.id) == ("förslag", "jouren-2022", "jouren-2025")
    assert (new.signed, new.case_number, new.decisions) == (None, None, ())
    assert new.parties[0].case_number is None
    assert new.parties[1].signatories[0].name == "A B"
    assert new.parties[1].signatories[0].signed is None
    assert new.press is not None
    assert (new.press.quotes, new.press.headline, new.press.keywords) == ((), None, ("våld",))
    assert [(meeting.day, meeting.number) for meeting in new.meetings] == [(date(2026, 3, 1), None)]
    assert new.background is not None
    assert new.background.earlier_agreements[0].case_number == "KS 2021/1"
    assert "Är det samma personer" in str(made.notes.decisions)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", (date(2025, 1, 1), date(2027, 12, 31))),
        ("förlängning: {slag: automatisk, längd: 1 år, senast: 3 månader}\n", (date(2025, 1, 1), date(2025, 12, 31))),
        ("förlängning: {slag: nytt avtal, längd: 1 år}\n", (date(2025, 1, 1), date(2027, 12, 31))),
    ],
)
def test_the_new_period_is_as_long_as_the_old_or_as_its_rule(more: str, expected: tuple[date, date]) -> None:
    made, _ = renewed(BASE + more, date(2024, 9, 1))
    assert (made.period.start, made.period.end) == expected


def test_an_automatic_prolongation_that_has_begun_to_count_is_part_of_the_old_agreement() -> None:
    made, _ = renewed(BASE + "förlängning: {slag: automatisk, längd: 1 år, senast: 3 månader}\n", date(2024, 10, 1))
    assert (made.period.after, made.period.start) == (date(2025, 12, 31), date(2026, 1, 1))


def test_another_start_can_be_given_and_the_time_between_is_warned_of() -> None:
    made, new = renewed(BASE, start=date(2025, 3, 1))
    assert new.term is not None
    assert (new.term.start, new.term.end) == (date(2025, 3, 1), date(2028, 2, 29))
    assert "en tid utan avtal" in made.notes.warnings[0]


def test_an_agreement_without_an_end_has_no_successor() -> None:
    text = BASE.replace("till: 2024-12-31", "tills_vidare: ja")
    assert draft(text, model(text), load_library(), date(2024, 10, 1)) is None


def test_references_are_kept_under_the_old_act_and_moved_under_the_new() -> None:
    text = BASE + "bakgrund: {lagrum: [{lagrum: 11 kap. 6 § SoL}, {lagrum: SoL 5:11}]}\n"
    before, old_law = renewed(text, date(2024, 10, 1))
    assert [one.citation for one in old_law.background.laws] == ["11 kap. 6 § SoL", "SoL 5:11"]  # type: ignore[union-attr]
    assert not [decision for decision in before.notes.decisions if "lagrum" in decision.where]
    after, new_law = renewed(text, date(2026, 11, 21))
    assert new_law.background.laws[0].citation == "14 kap. 6 § socialtjänstlagen (2025:400)"  # type: ignore[union-attr]
    (choice,) = [decision for decision in after.notes.decisions if "lagrum" in decision.where]
    assert len(choice.choices) == 3


@pytest.mark.parametrize(
    ("rule", "amount", "year"),
    [
        ("{slag: procent, procent: 2, bas: föregående år}", "106121", 2025),
        ("{slag: procent, procent: 2, bas: första året}", "106000", 2025),
        ("{slag: ingen}", "100000", 2025),
        ("{slag: index, index: PKV, bas: föregående år}", "100000", 2022),
    ],
)
def test_money_is_carried_on_by_its_own_rule(rule: str, amount: str, year: int) -> None:
    money = "ekonomi:\n  komponenter:\n    - {benämning: Drift, slag: per år, belopp: 100000, år: 2022}\n"
    money += f"  uppräkning: {rule}\n"
    made, new = renewed(BASE + money)
    (component,) = new.economy.components  # type: ignore[union-attr]
    assert (str(component.amount), component.year) == (amount, year)
    if "index" in rule:
        assert "Nya indextal behövs för PKV: 2025, 2026, 2027." in str(made.notes.decisions)


def test_days_of_reports_and_instalments_move_with_the_period() -> None:
    text = BASE + (
        "uppföljning: {rapporter: [{vad: rapport, senast: 2024-02-29}]}\n"
        "ekonomi:\n  komponenter: [{benämning: Drift, slag: per år, belopp: 10}]\n"
        "  utbetalning: {delbetalningar: [{datum: 2022-01-31, andel: 100, avser_år: 2022}]}\n"
    )
    _, new = renewed(text)
    assert new.follow_up.reports[0].due == date(2027, 2, 28)  # type: ignore[union-attr]
    instalment = new.economy.payment.instalments[0]  # type: ignore[union-attr]
    assert (instalment.day, instalment.year) == (date(2025, 1, 31), 2025)


@pytest.mark.parametrize(
    ("old", "start", "new"),
    [
        ("umea-kvinnojouren-2022", date(2025, 1, 1), "umea-kvinnojouren-2025"),
        ("jouren", date(2025, 1, 1), "jouren-2025"),
        ("jouren-2025", date(2025, 7, 1), "jouren-2025-2025-07-01"),
        ("plan-2020-jouren-2022", date(2025, 1, 1), "plan-2020-jouren-2025"),
        ("prov-20221-a", date(2025, 1, 1), "prov-20221-a-2025"),
    ],
)
def test_the_successor_gets_an_id_of_its_own(old: str, start: date, new: str) -> None:
    assert successor_id(old, start) == new


DAYS = st.dates(date(2005, 1, 1), date(2040, 12, 31))


@settings(max_examples=examples(15))
@given(DAYS, st.integers(1, 3000), DAYS, st.sampled_from(["0", "2", "2,5"]), st.integers(1, 9_999_999))
def test_the_successor_starts_the_day_after_and_its_sums_add_up(
    start: date, days: int, on: date, percent: str, amount: int
) -> None:
    end = start + timedelta(days=days)
    text = (
        f"id: prov\nstatus: beslutat\n{PARTIES}avtalstid: {{från: {start}, till: {end}}}\n"
        f"ekonomi:\n  delår: dagar\n  komponenter: [{{benämning: Drift, slag: per år, belopp: {amount}}}]\n"
        f"  uppräkning: {{slag: procent, procent: '{percent}', bas: föregående år}}\n"
    )
    made, new = renewed(text, on)
    assert made.period.start == end + timedelta(days=1)
    assert made.period.end is not None
    assert made.period.end >= made.period.start
    assert new.law_day == max(made.period.start, on)
    worked_out = budget(new)
    amounts = [year.amount for year in worked_out.years]
    assert worked_out.total == sum(one for one in amounts if one is not None)
    assert (new.economy.components[0].amount or 0) >= amount  # type: ignore[union-attr]
