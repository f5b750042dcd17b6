"""A new version of a template or a clause: what it changes, and which agreements it breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.samples.words import word
from tests.support.cli import EXAMPLE, Cli

KIND = "namn: Kort\nbeskrivning: Ett kort dokument\ntitel: Kort\n"
CLAUSE = "id: kort\nrubrik: Kort\nom: kort\nversioner:\n  - text: {}\n"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    kind = tmp_path / "templates" / "kort"
    kind.mkdir(parents=True)
    (kind / "mall.docx").write_bytes(word("{{ avtal.id }}"))
    (kind / "dokument.yaml").write_text(KIND, encoding="utf-8")
    (tmp_path / "agreements").mkdir()
    (tmp_path / "agreements" / "prov.yaml").write_text(EXAMPLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_gap_breaks_an_agreement_and_the_word_is_named(workspace: Path, cli: Cli) -> None:
    (workspace / "ny.docx").write_bytes(word("{{ avtal.id }}", "Dnr {{ avtal.diarienummer }}"))
    code, out, err = cli("template", "diff", "templates/kort/mall.docx", "ny.docx", "--on", "2026-01-15")
    assert code == 1
    assert "+ Dnr {{ avtal.diarienummer }}" in out
    assert "avtal.diarienummer" in out.partition("Nya ord")[2]
    assert "agreements/prov.yaml, kort: förstörs\n  ny lucka: diarienummer" in out
    assert err == "1 dokument prövat, 1 förstörs.\n"


def test_what_is_asked_for_first_breaks_nothing(workspace: Path, cli: Cli) -> None:
    new = word("{% if avtal.diarienummer %}{{ avtal.diarienummer }}{% endif %}{{ avtal.id }}")
    (workspace / "ny.docx").write_bytes(new)
    code, _, err = cli("template", "diff", "templates/kort/mall.docx", "ny.docx", "--on", "2026-01-15")
    assert (code, err) == (0, "1 dokument prövat, 0 förstörs.\n")


def test_two_files_from_elsewhere_need_their_type(workspace: Path, cli: Cli) -> None:
    for name in ("a.docx", "b.docx"):
        (workspace / name).write_bytes(word("{{ avtal.id }}"))
    code, _, err = cli("template", "diff", "a.docx", "b.docx")
    assert code == 1
    assert "--document" in err
    assert cli("template", "diff", "a.docx", "b.docx", "--document", "kort")[0] == 0


def test_a_clause_is_compared_by_its_text_and_words(workspace: Path, cli: Cli) -> None:
    for name, text in (("a.yaml", "Vi möts."), ("b.yaml", "Vi möts enligt {{ avtal.diarienummer }}.")):
        (workspace / name).write_text(CLAUSE.format(text), encoding="utf-8")
    code, out, _ = cli("template", "diff", "a.yaml", "b.yaml")
    assert code == 0
    assert "− Vi möts.\n+ Vi möts enligt {{ avtal.diarienummer }}." in out
    assert "avtal.diarienummer" in out.partition("Nya ord")[2]
