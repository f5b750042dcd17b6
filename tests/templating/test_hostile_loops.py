"""Templates and clauses that would run for ever or fill the memory: refused at once, and what is only long is made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.samples.hostile_packages import clause
from benchmarks.samples.words import DAY, agreement, document_type, libraries, made, part, template
from iopdocs.errors import InvalidLibrary, InvalidTemplate
from iopdocs.making.render import render


def test_ten_million_rows_by_loops_in_loops_are_refused_at_once() -> None:
    parties = "".join(f"  - {{roll: idéburen, typ: förening, namn: Förening {n}}}\n" for n in range(100))
    for inner in ("x", ""):
        loops = "{% for a in parter %}" * 4 + inner + "{% endfor %}" * 4
        with pytest.raises(InvalidTemplate, match="fler än 100000 varv"):
            render(agreement(parties), document_type(), template(loops), libraries(), DAY)


def test_a_long_text_written_many_times_is_refused_at_once() -> None:
    parties = "".join(f"  - {{roll: idéburen, typ: förening, namn: Förening {n}}}\n" for n in range(30))
    text = "{% for a in parter %}{% for b in parter %}{{ avtal.partnerskap }}{% endfor %}{% endfor %}"
    with pytest.raises(InvalidTemplate, match="miljoner tecken"):
        render(agreement(f"{parties}partnerskap: {'x' * 20_000}\n"), document_type(), template(text), libraries(), DAY)


def test_clauses_that_refer_to_themselves_are_refused(tmp_path: Path) -> None:
    clause(tmp_path, "a", "{% for b in klausul('b') %}{{ b.text }}{% endfor %}")
    clause(tmp_path, "b", "{% for b in klausul('a') %}{{ b.text }}{% endfor %}")
    clause(tmp_path, "c", "{% for a in avsnitt %}{{ a.rubrik }}{% endfor %}")
    for name in "ac":
        kind = document_type(avsnitt=[{"id": "x", "rubrik": "X", "klausuler": [name]}])
        with pytest.raises(InvalidLibrary, match="hänvisar till sig själv"):
            made("{% for a in avsnitt %}{{ a.rubrik }}{% endfor %}", kind=kind, libraries=libraries(tmp_path))


def test_a_run_with_hundreds_of_gaps_and_line_breaks_is_finished() -> None:
    def many(document: Any) -> None:
        run = document.add_paragraph().add_run()
        for _ in range(1_100):
            run.add_text("{{ avtal.diarienummer }}")
            run.add_break()

    assert part(made(make=many).data).count('w:val="yellow"') == 1_100


def test_filters_upon_filters_on_a_long_text_are_refused_in_time() -> None:
    parties = "".join(f"  - {{roll: idéburen, typ: förening, namn: Förening {n}}}\n" for n in range(6))
    filters = "|versal" * 45
    text = "{% for a in parter %}" * 4 + f"{{% if avtal.partnerskap{filters} %}}{{% endif %}}" + "{% endfor %}" * 4
    with pytest.raises(InvalidTemplate, match="formar om för mycket text"):
        render(agreement(f"{parties}partnerskap: {'x' * 16_000}\n"), document_type(), template(text), libraries(), DAY)
