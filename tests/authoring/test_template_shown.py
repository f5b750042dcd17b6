"""A template as text: what a lawyer reads instead of opening Word, and what git shows as a difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.samples.words import word
from tests.conftest import ROOT
from tests.support.cli import Cli


def test_what_a_condition_holds_is_indented_and_a_row_is_a_line(tmp_path: Path, cli: Cli) -> None:
    def rows(document) -> None:  # type: ignore[no-untyped-def]
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Syfte", "{{ avtal.id }}"

    file = tmp_path / "ny.docx"
    file.write_bytes(word("{%p if avtal.syfte %}", "Vi vill", "{%p else %}", "Ingen vet", "{%p endif %}", make=rows))
    code, out, _ = cli("template", "show", file, "--text")
    assert code == 0
    assert out.splitlines() == [
        "== brödtexten",
        "{%p if avtal.syfte %}",
        "    Vi vill",
        "{%p else %}",
        "    Ingen vet",
        "{%p endif %}",
        "| Syfte | {{ avtal.id }} |",
    ]


def test_the_words_of_a_template_are_told_with_what_they_are(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code, out, _ = cli("template", "show", "sammanfattning")
    told = {line.split("  ")[0]: line for line in out.partition("Orden i mallen\n")[2].splitlines()}
    assert code == 0
    assert "räknas ut" in told["dokument.namn"]
    assert "](" not in out.partition("Orden i mallen")[2]
