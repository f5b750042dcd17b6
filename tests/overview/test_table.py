"""Where agreements stand as a table, for Excel and as CSV: days to sort by, no formulas, nobody's work written over."""

from __future__ import annotations

import csv
import io
import sys
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from benchmarks import workspace as made_up
from iopdocs.conversion.tables import is_table
from tests.support.cli import Cli

ON = ("--on", "2024-11-01")
HEAD = ("När", "Dag", "Avtal", "Namn", "Vad", "Löper till", "Fortsättning", "Saknas", "Fil")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made_up.make(tmp_path, count=2, broken=0, seed=5)
    (path, *_) = sorted((tmp_path / "agreements").glob("*.yaml"))
    text = path.read_text(encoding="utf-8")
    path.write_text(f'dokumentnamn: "=1+1"\n{text}', encoding="utf-8")
    return tmp_path


def test_a_table_for_excel_has_days_that_can_be_sorted_and_no_formulas(root: Path, cli: Cli) -> None:
    target = root / "avtal.xlsx"
    assert cli("status", "--root", str(root), "--table", str(target), *ON)[1] == f"{target}\n"
    (head, *rows) = openpyxl.load_workbook(target).active.iter_rows()
    assert tuple(cell.value for cell in head) == HEAD
    assert rows and all(isinstance(row[1].value, datetime | None) for row in rows)
    assert "f" not in {cell.data_type for row in rows for cell in row}
    first = target.read_bytes()
    assert is_table(first, "status")
    cli("status", "--root", str(root), "--table", str(target), *ON)
    assert target.read_bytes() == first


def test_csv_says_the_same_and_what_looks_like_a_formula_is_text(root: Path, cli: Cli) -> None:
    target = root / "avtal.csv"
    cli("status", "--root", str(root), "--table", str(target), *ON)
    text = target.read_bytes().decode("utf-8-sig")
    (head, *rows) = csv.reader(io.StringIO(text), delimiter=";")
    assert tuple(head) == HEAD
    assert rows and not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_a_table_that_somebody_has_worked_in_is_not_written_over(root: Path, cli: Cli) -> None:
    target = root / "avtal.xlsx"
    cli("status", "--root", str(root), "--table", str(target), *ON)
    book = openpyxl.load_workbook(target)
    book.active["A2"] = "ring dem"
    book.save(target)
    mine = target.read_bytes()
    code, _, err = cli("status", "--root", str(root), "--table", str(target), *ON)
    assert (code, target.read_bytes()) == (1, mine)
    assert "skrivs inte över" in err


def test_without_the_extra_it_is_told_how_to_get_it(root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    code, _, err = cli("status", "--root", str(root), "--table", str(root / "avtal.xlsx"), *ON)
    assert code == 1 and "iopdocs[excel]" in err
    assert not (root / "avtal.xlsx").exists()
