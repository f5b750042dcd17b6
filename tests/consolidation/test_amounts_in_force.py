"""Wherever an amount or a day is read of an agreement, it is the one in force on the day that is asked about."""

from __future__ import annotations

import ast
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.samples.documents import make, plain, text_of
from iopdocs.consolidation.sums import standing_sums
from iopdocs.deadlines import EventKind, events
from iopdocs.economy import in_words
from iopdocs.laws.library import load_library
from iopdocs.overview import AgreementFile, overview
from iopdocs.renewal.money import then_and_now
from iopdocs.renewal.successor import draft
from iopdocs.usecases.desk import Desk
from iopdocs.usecases.portfolio import portfolio_to_leave
from scripts.house import HERE
from tests.support import records
from tests.support.successors import model

TEXT = """id: prov-2022
dokumentnamn: överenskommelse
status: undertecknat
undertecknat: 2021-12-01
parter:
  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}
  - {id: jouren, roll: idéburen, typ: förening, namn: Jouren}
ekonomi:
  komponenter:
    - {id: drift, benämning: Drift, slag: per år, år: 2022, belopp: 300 000}
  utbetalning:
    delbetalningar:
      - {datum: 2022-03-01, andel: 100}
      - {datum: 2023-03-01, andel: 100}
      - {datum: 2024-03-01, andel: 100}
avtalstid: {från: 2022-01-01, till: 2024-12-31}
tillägg:
  - nummer: 1
    gäller_från: 2024-01-01
    undertecknat: 2023-06-01
    belopp: [AMOUNT]
"""
STATED = "{komponent: drift, benämning: Drift, år: 2024, nytt: 475 000}"
ONWARDS = "{komponent: drift, benämning: Drift, avser: per år från och med 2024, nytt: 475 000}"
WORDS = "{komponent: drift, benämning: Drift, avser: varje läsår, nytt: 475 000}"
BEFORE, AFTER = date(2023, 5, 31), date(2024, 2, 1)


@pytest.mark.parametrize("amount", [STATED, ONWARDS])
def test_sums_are_those_of_the_day(amount: str) -> None:
    agreement = model(TEXT.replace("AMOUNT", amount))
    before, after = (standing_sums(agreement, day) for day in (BEFORE, AFTER))
    assert (before.total, before.years[2024]) == ((Decimal(900_000), None), (Decimal(300_000), None))
    assert (after.total, after.years[2024]) == ((Decimal(1_075_000), None), (Decimal(475_000), None))
    assert after.years[2023] == (Decimal(300_000), None)


@pytest.mark.parametrize("year", [2022, 2023, 2024])
def test_a_new_item_of_one_year_leaves_no_gap_in_the_others(year: int) -> None:
    """What is stated for one year is nothing in the others: it does not make what was known of them unknown."""
    agreement = model(TEXT.replace("AMOUNT", f"{{benämning: Utbildning, år: {year}, nytt: 35 000}}"))
    after = standing_sums(agreement, AFTER)
    assert {one: amount for one, (amount, _) in after.years.items()} == {
        one: Decimal(335_000 if one == year else 300_000) for one in (2022, 2023, 2024)
    }
    assert after.total == (Decimal(935_000), None)


def test_a_sum_that_is_changed_nobody_can_tell_to_what_says_so() -> None:
    sums = standing_sums(model(TEXT.replace("AMOUNT", WORDS)), AFTER)
    assert {in_words(one) for one in (sums.total, *sums.years.values())} == {"ändras genom tillägg nr 1"}
    later = STATED.replace("år: 2024, nytt: 475 000", "år: 2024, följer_av: budgeten")
    sums = standing_sums(model(TEXT.replace("AMOUNT", later)), AFTER)
    assert in_words(sums.years[2024]) == "ändras genom tillägg nr 1"
    assert sums.years[2023] == (Decimal(300_000), None)


def test_what_is_paid_once_is_in_its_year_and_what_is_no_money_in_none() -> None:
    once = "{benämning: Utbildning, avser: engångsbelopp hösten 2024, nytt: 35 000}"
    kind = "{benämning: Lokal, natura: ja, avser: varje läsår, nytt: 90 000}"
    sums = standing_sums(model(TEXT.replace("AMOUNT", f"{once}, {kind}")), AFTER)
    assert (sums.total[0], sums.years[2024][0], sums.years[2023][0]) == (935_000, 335_000, 300_000)


def told_by_all(text: str, day: date, folder: Path) -> dict[str, str]:
    """What every reader of amounts says on a day."""
    agreement = model(text)
    made = draft(text, agreement, load_library(), day)
    assert made is not None
    desk = Desk(records.workspace(folder))
    for one in (desk.root / "agreements").iterdir():
        one.unlink()
    (desk.root / "agreements" / "prov-2022.yaml").write_text(text, encoding="utf-8")
    row = portfolio_to_leave(desk, day).table.rows[0]
    paid = events(agreement, day, since=date(2022, 1, 1))
    return {
        "portföljen i år": plain(row.this_year) if day.year == 2024 else "",
        "portföljen i allt": plain(row.in_all),
        "förnyelsens jämförelse": plain(in_words(then_and_now(agreement, model(made.text), day)[0])),
        "efterträdaren": made.text,
        "kalendern": next(one.text for one in paid if one.kind is EventKind.PAYMENT and one.day.year == 2024),
        "protokollet": plain(text_of(make(agreement, "styrgruppsprotokoll", day).data)) if day.year == 2024 else "",
        "sammanställningen": plain(text_of(make(agreement, "konsoliderad", day).data)),
    }


def test_no_reader_tells_the_old_amount_of_a_year_that_has_a_new_one(tmp_path: Path) -> None:
    """A reader that is added is added here."""
    told = told_by_all(TEXT.replace("AMOUNT", STATED), AFTER, tmp_path / "efter")
    assert told["portföljen i år"] == "475 000 kronor"
    assert told["portföljen i allt"] == told["förnyelsens jämförelse"] == "1 075 000 kronor"
    assert "belopp: 475 000" in told["efterträdaren"]
    assert told["kalendern"] == "Utbetalning, beloppet ändras genom tillägg nr 1"
    assert "475 000" in told["protokollet"]
    assert "300 000" not in told["protokollet"]
    assert "475 000" in told["sammanställningen"]
    before = told_by_all(TEXT.replace("AMOUNT", STATED), BEFORE, tmp_path / "före")
    assert before["portföljen i allt"] == before["förnyelsens jämförelse"] == "900 000 kronor"
    assert before["kalendern"] == "Utbetalning av 300 000 kronor"
    assert "belopp: 300 000" in before["efterträdaren"]


@pytest.mark.parametrize(
    ("change", "tells"),
    [
        ("{avsnitt: Avtalstid, vad: Ordet kalenderår tas bort.}", True),
        ("{avsnitt: '12', ny_lydelse: Uppsägningstiden är sex månader.}", True),
        ("{avsnitt: Mål, vad: Mål 2 utgår.}", False),
    ],
)
def test_days_that_words_may_have_moved_are_told_as_not_known(change: str, tells: bool) -> None:
    text = TEXT.replace("belopp: [AMOUNT]", f"ändringar: [{change}]")
    for day, told in ((BEFORE, False), (AFTER, tells)):
        missing = overview([AgreementFile("a.yaml", model(text))], day).entries[0].missing
        assert ("de dagar som tillägg nr 1 ändrar i avtalets text" in missing) == told


#: Who works out the money of an agreement by itself, and why that is not what later documents have made of it.
AS_SIGNED = {
    "checks": "the agreement as it was signed is what is checked, and its later documents by themselves (decision 013)",
    "consolidation": "it works the later documents in",
    "deadlines": "days of payment; a year that is changed is told without an amount",
    "economy": "it is the reckoning itself",
    "renewal": "what the agreement itself has, beside what later documents have made of it",
    "vocabulary": "documents are of the agreement; minutes put in what is changed",
}


def test_nobody_else_works_out_money_without_asking_what_has_changed_since() -> None:
    found = set()
    for path in sorted((HERE / "iopdocs").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"budget", "payments"}
            ):
                found.add(path.relative_to(HERE / "iopdocs").parts[0])
    assert found == set(AS_SIGNED)
