"""The report begins with a table of the agreements, in order of when they end; a dry run shows the whole report."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks import workspace as made_up
from iopdocs.renewal.notes import Notes
from iopdocs.renewal.report import as_markdown
from iopdocs.renewal.run import FAILED, Renewed, Window
from tests.support.cli import Cli

WINDOW = Window(date(2024, 11, 1), date(2024, 12, 31))


def renewed(name: str, ended: date, warnings: int = 0) -> Renewed:
    notes = Notes()
    notes.warnings += [f"varning {number}" for number in range(warnings)]
    start = date(2025, 1, 1)
    return Renewed(f"{name}.yaml", name, ended=ended, period=(start, date(2025, 12, 31)), notes=notes)


def test_the_table_has_a_line_for_each_that_is_drafted_and_a_sum() -> None:
    late, soon = renewed("sen", date(2024, 12, 31), 2), renewed("snar", date(2024, 11, 30), 1)
    text = as_markdown([late, soon, Renewed("trasig.yaml", "trasig", FAILED)], WINDOW)
    table = text.partition("## I korthet")[2].partition("##")[0]
    assert [line for line in table.splitlines() if line.startswith("| ")] == [
        "| Avtal | Slutar | Ny avtalstid | Att besluta | Varningar |",
        "| snar | 2024-11-30 | 2025-01-01 – 2025-12-31 | 0 | 1 |",
        "| sen | 2024-12-31 | 2025-01-01 – 2025-12-31 | 0 | 2 |",
        "| **Summa: 2 avtal** | | | **0** | **3** |",
    ]


def test_a_run_where_all_fail_has_no_table() -> None:
    assert "I korthet" not in as_markdown([Renewed("trasig.yaml", "trasig", FAILED)], WINDOW)


def test_a_dry_run_shows_the_report_and_writes_nothing(tmp_path: Path, cli: Cli) -> None:
    made_up.make(tmp_path, count=1, broken=0, seed=5)
    before = sorted(tmp_path.rglob("*"))
    code, out, _ = cli("renew", "--dry-run", "--on", "2024-11-01", "--root", str(tmp_path))
    assert code == 0
    assert "## I korthet" in out and "**Att besluta**" in out
    assert sorted(tmp_path.rglob("*")) == before
