"""A fault that comes while a document is made names the tag, what it read, and the line of that in the agreement."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.samples.words import libraries, made, word
from iopdocs.errors import InvalidLibrary, InvalidTemplate, Problem
from tests.support.cli import Cli
from tests.support.records import KIND, workspace

DATA = """
diarienummer: KS 2024/1
möten:
  - {datum: 2024-05-01, plats: Biblioteket}
  - {datum: 2024-06-01, plats: Torget}
"""
GROUP = "{% for p in parter %}{{ p.roll }} {{ p.namn|klockslag }}{% endfor %}"


def fault(*paragraphs: str, **more: object) -> Problem:
    with pytest.raises((InvalidTemplate, InvalidLibrary)) as caught:
        made(*paragraphs, data=DATA, **more)  # type: ignore[arg-type]
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("paragraph", "tag", "about"),
    [
        ("{{ avtal.id }} och {{ avtal.diarienummer|orgnr }}", "avtal.diarienummer|orgnr", ("diarienummer",)),
        (GROUP, "p.namn|klockslag", ("parter", 0, "namn")),
        ("{% for m in avtal.möten %}{{ m.plats|orgnr }}{% endfor %}", "m.plats|orgnr", ("möten", 0, "plats")),
        ("{% if avtal.diarienummer|orgnr %}x{% endif %}", "avtal.diarienummer|orgnr", ("diarienummer",)),
        ('{{ "x"|orgnr }}', '"x"|orgnr', ()),
    ],
)
def test_a_fault_names_its_tag_and_the_statement_it_read(paragraph: str, tag: str, about: tuple[str, ...]) -> None:
    problem = fault("Före", paragraph, "Efter {{ avtal.diarienummer }}")
    assert f"{{{{ {tag} }}}}" in problem.message
    assert problem.about == about
    assert problem.where.startswith("brödtexten, stycket")


def test_a_fault_in_a_loop_is_that_of_the_turn_it_came_in() -> None:
    both = "{% for m in avtal.möten %}{% if loop.last %}{{ m.plats|orgnr }}{% endif %}{% endfor %}"
    assert fault(both).about == ("möten", 1, "plats")


def test_a_fault_in_a_clause_names_its_tag_and_the_statement(tmp_path: Path) -> None:
    (tmp_path / "prov.yaml").write_text(
        "id: prov\nrubrik: Prov\nom: prov\nversioner:\n  - text: |\n      Ett.\n      {{ avtal.diarienummer|orgnr }}\n",
        encoding="utf-8",
    )
    problem = fault('{%p for s in klausul("prov") %}', "{{ s.text }}", "{%p endfor %}", libraries=libraries(tmp_path))
    assert "{{ avtal.diarienummer|orgnr }}" in problem.message
    assert problem.about == ("diarienummer",)
    assert str(problem.file).endswith("prov.yaml")


def test_the_line_in_the_agreement_is_told_where_a_document_is_made(tmp_path: Path, cli: Cli) -> None:
    root = workspace(tmp_path)
    (root / "templates" / KIND / "mall.docx").write_bytes(word("{% for p in parter %}{{ p.namn|orgnr }}{% endfor %}"))
    code, _, err = cli("render", "--root", root, "--document", KIND)
    (file,) = (root / "agreements").glob("*.yaml")
    lines = file.read_text(encoding="utf-8").splitlines()
    parties = lines.index("parter:")
    at = next(number for number, line in enumerate(lines, start=1) if number > parties and "namn:" in line)
    assert code == 1
    assert f"{file.name}, rad {at} (parter[1].namn)" in err
    assert "brödtexten, stycket" in err
