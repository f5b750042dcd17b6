"""Tags on lines of their own, as clauses are written, leave nothing behind: no empty line and no indent."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

from tests.words import document_type, libraries, lines, made

SHOWN = (
    "{% for a in avsnitt %}{% for k in a.klausuler %}{% for b in k.block %}[{{ b.text }}]"
    "{% endfor %}{% endfor %}{% endfor %}"
)


@pytest.mark.parametrize("margin", ["", "  ", "      "])
def test_where_on_its_line_a_tag_stands_does_not_matter(margin: str, tmp_path: Path) -> None:
    text = f"Vi är\n{margin}{{% for part in parter %}}\n- {{{{ part.namn }}}}\n{margin}{{% endfor %}}\nDet är vi.\n"
    described = f"id: a\nrubrik: R\nom: O\nversioner:\n  - text: |\n{indent(text, ' ' * 6)}"
    (tmp_path / "a.yaml").write_text(described, encoding="utf-8")
    kind = document_type(avsnitt=[{"id": "x", "rubrik": "X", "klausuler": ["a"]}])
    shown = "".join(lines(made(SHOWN, kind=kind, libraries=libraries(tmp_path)).data))
    assert shown == "[Vi är][Exempelby kommun][Exempeljouren][Det är vi.]"


def test_a_line_that_is_only_a_tag_does_not_part_a_paragraph(tmp_path: Path) -> None:
    text = "Vi är\n{% if parter %}\ntvå parter\n{% endif %}\noch en sak.\n"
    described = f"id: a\nrubrik: R\nom: O\nversioner:\n  - text: |\n{indent(text, ' ' * 6)}"
    (tmp_path / "a.yaml").write_text(described, encoding="utf-8")
    kind = document_type(avsnitt=[{"id": "x", "rubrik": "X", "klausuler": ["a"]}])
    shown = "".join(lines(made(SHOWN, kind=kind, libraries=libraries(tmp_path)).data))
    assert shown == "[Vi är två parter och en sak.]"
