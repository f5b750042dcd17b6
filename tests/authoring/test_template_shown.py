"""A template as text: what a lawyer reads instead of opening Word, and what git shows as a difference."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from benchmarks.samples.words import word
from tests.conftest import ROOT
from tests.support.cli import Cli
from tests.support.starter_templates import TYPES


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


@pytest.mark.parametrize("name", TYPES)
def test_a_template_is_shown_whole_however_long_it_is(name: str, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is cut: each paragraph with a tag in the Word file, as another program reads it, is a line."""
    monkeypatch.chdir(ROOT)
    code, out, _ = cli("template", "show", name, "--text")
    shown = re.sub("[⇥⏎\\s]", "", out)
    body = docx.Document(str(ROOT / "templates" / name / "mall.docx"))
    assert code == 0
    for paragraph in (one for one in body.element.body.iter(qn("w:p")) if "{" in "".join(one.itertext())):
        assert "".join("".join(one.text or "" for one in paragraph.iter(qn("w:t"))).split()) in shown


def test_the_words_of_a_template_are_told_with_what_they_are(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code, out, _ = cli("template", "show", "sammanfattning")
    told = {line.split("  ")[0]: line for line in out.partition("Orden i mallen\n")[2].splitlines()}
    assert code == 0
    assert "räknas ut" in told["dokument.namn"]
    assert "](" not in out.partition("Orden i mallen")[2]
