"""The report begins with a table of the agreements, in order of when they end; a dry run shows the whole report."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl

from benchmarks import workspace as made_up
from iopdocs.economy import NOTHING, Cell, budget
from iopdocs.errors import Problem
from iopdocs.renewal.notes import Notes
from iopdocs.renewal.report import as_markdown
from iopdocs.renewal.run import FAILED, Renewed, Window
from iopdocs.workspace import Workspace
from tests.support.cli import Cli

NO_BREAK = "\N{NO-BREAK SPACE}"
WINDOW = Window(date(2024, 11, 1), date(2024, 12, 31))


def renewed(name: str, ended: date, warnings: int = 0, amounts: tuple[Cell, Cell] = (NOTHING, NOTHING)) -> Renewed:
    notes = Notes()
    notes.warnings += [f"varning {number}" for number in range(warnings)]
    start = date(2025, 1, 1)
    period = start, date(2025, 12, 31)
    parties = ("Prov kommun", f"Föreningen {name}")
    return Renewed(f"{name}.yaml", name, ended=ended, period=period, notes=notes, parties=parties, amounts=amounts)


def test_the_table_has_a_line_for_each_that_is_drafted_and_a_sum() -> None:
    money: tuple[Cell, Cell] = (Decimal(100_000), None), (Decimal(112_500), None)
    late, soon = renewed("sen", date(2024, 12, 31), 2, money), renewed("snar", date(2024, 11, 30), 1)
    text = as_markdown([late, soon, Renewed("trasig.yaml", "trasig", FAILED)], WINDOW).replace(NO_BREAK, " ")
    table = text.partition("## I korthet")[2].partition("##")[0]
    assert [line for line in table.splitlines() if line.startswith("| ")] == [
        "| Avtal | Parter | Slutar | Ny avtalstid "
        "| Kronor förut, i allt | Kronor nu, i allt | Att besluta | Varningar |",
        "| snar | Prov kommun och Föreningen snar | 2024-11-30 | 2025-01-01 – 2025-12-31 | okänt | okänt | 0 | 1 |",
        "| sen | Prov kommun och Föreningen sen | 2024-12-31 | 2025-01-01 – 2025-12-31 "
        "| 100 000 kronor | 112 500 kronor | 0 | 2 |",
        "| **Summa: 2 avtal** | | | | **100 000 kronor** (1 av 2 avtal) | **112 500 kronor** (1 av 2 avtal) "
        "| **0** | **3** |",
    ]


def test_the_sums_are_of_agreements_whose_money_is_known_both_then_and_now() -> None:
    both: tuple[Cell, Cell] = (Decimal(100), None), (Decimal(200), None)
    only_then: tuple[Cell, Cell] = (Decimal(1_000), None), NOTHING
    ended = date(2024, 12, 31)
    text = as_markdown([renewed("a", ended, 0, both), renewed("b", ended, 0, only_then)], WINDOW).replace(NO_BREAK, " ")
    assert "| **100 kronor** (1 av 2 avtal) | **200 kronor** (1 av 2 avtal) |" in text


def test_a_run_where_all_fail_has_no_table() -> None:
    assert "I korthet" not in as_markdown([Renewed("trasig.yaml", "trasig", FAILED)], WINDOW)


def test_a_dry_run_shows_the_report_and_writes_nothing(tmp_path: Path, cli: Cli) -> None:
    made_up.make(tmp_path, count=1, broken=0, seed=5)
    before = sorted(tmp_path.rglob("*"))
    code, out, _ = cli("renew", "--dry-run", "--on", "2024-11-01", "--root", str(tmp_path))
    assert code == 0
    assert "## I korthet" in out and "**Att besluta**" in out
    assert sorted(tmp_path.rglob("*")) == before


def test_what_each_agreement_comes_to_then_and_now_is_the_money_of_its_documents(tmp_path: Path, cli: Cli) -> None:
    made_up.make(tmp_path, count=4, broken=1, seed=5)
    target = tmp_path / "fornyelse.xlsx"
    code, out, _ = cli("renew", "--dry-run", "--on", "2024-11-01", "--root", str(tmp_path), "--table", str(target))
    assert code == 1 and out.endswith("fornyelse.xlsx\n")
    head, *rows = openpyxl.load_workbook(target).active.iter_rows(values_only=True)
    assert head[7:11] == ("Längd förut", "Längd nu", "Kronor förut, i allt", "Kronor nu, i allt")
    known = [row for row in rows if isinstance(row[9], int)]
    assert known and {row[3] for row in rows} == {"utkast", "fel"}
    for row in known:
        agreement = Workspace(tmp_path).load(tmp_path / row[14]).agreement
        assert agreement is not None and budget(agreement).total == row[9]


def test_a_table_of_a_renewal_is_the_same_each_time_and_nobodys_work_is_written_over(tmp_path: Path, cli: Cli) -> None:
    made_up.make(tmp_path, count=1, broken=0, seed=5)
    target = tmp_path / "fornyelse.xlsx"
    given = ("renew", "--dry-run", "--on", "2024-11-01", "--root", str(tmp_path), "--table", str(target))
    assert cli(*given)[0] == 0
    first = target.read_bytes()
    assert cli(*given)[0] == 0 and target.read_bytes() == first
    book = openpyxl.load_workbook(target)
    book.active["A2"] = "ring dem"
    book.save(target)
    mine = target.read_bytes()
    assert cli(*given)[0] == 1 and target.read_bytes() == mine


def test_the_first_page_says_what_repeats_once_with_how_many_agreements_it_is_in() -> None:
    every = []
    for number in range(500):
        one = renewed(f"avtal-{number}", date(2024, 12, 31), 0, ((Decimal(100), None), (Decimal(200), None)))
        one.lengths = ("3 år", "1 år") if number < 2 else ("1 år", "1 år")
        one.notes.decide("förlängning", f"Får förlängas till {2025 + number}. Ska det förlängas?")
        one.notes.decide(f"parter[{number}].undertecknare", "Är det samma personer?")
        one.notes.decide("klausuler", f"Avtalet säger inget om {'tvist' if number % 2 else 'hävning'}.")
        one.notes.warnings.append(f"Avtalet gick ut 2024-01-{number % 28 + 1:02}.")
        every.append(one)
    every[3].amounts = NOTHING, NOTHING
    faults = [Problem(f"”{n}” finns inte", code="okänd-part") for n in range(2)]
    every += [Renewed(f"trasig-{n}.yaml", f"trasig-{n}", FAILED, problems=[fault]) for n, fault in enumerate(faults)]
    page = as_markdown(every, WINDOW).replace(NO_BREAK, " ").partition("## I korthet")[0]
    assert [line for line in page.splitlines() if line and line[:4] not in {"|---", "| Va"}] == [
        "# Förnyelse 1 november 2024",
        "Avtal som slutar senast den 31 december 2024 och inte har någon efterträdare.",
        "| Läge | Antal |",
        "| Utkast till nya avtal | 500 |",
        "| Kunde inte förnyas | 2 |",
        "## Pengar",
        "I allt, under hela avtalstiden: **49 900 kronor** förut och **99 800 kronor** nu, för 499 av 500 avtal.",
        "2 avtal får en annan längd än förut, så beloppen i allt skiljer sig även när beloppet per år är detsamma. "
        "Längderna står i tabellen.",
        "Inte med i summan: 1 avtal (belopp förut: okänt).",
        "## Kunde inte förnyas, efter slag",
        "| ”…” finns inte. | 2 | trasig-0, trasig-1 |",
        "## Att besluta, efter slag",
        "| `förlängning`: Får förlängas till … Ska det förlängas? | 500 | avtal-0, avtal-1, avtal-2 och 497 till |",
        "| `parter.undertecknare`: Är det samma personer? | 500 | avtal-0, avtal-1, avtal-2 och 497 till |",
        "| `klausuler`: Avtalet säger inget om … | 500 | avtal-0, avtal-1, avtal-2 och 497 till |",
        "## Varningar, efter slag",
        "| Avtalet gick ut … | 500 | avtal-0, avtal-1, avtal-2 och 497 till |",
    ]
