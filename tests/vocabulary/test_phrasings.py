"""Phrasings: sentences of a document type kept as data, printed by its template in the language of clauses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.samples.words import document_type, lines, made
from iopdocs.errors import InvalidLibrary, InvalidTemplate
from iopdocs.library.document_types import Description
from iopdocs.model.base import Record
from iopdocs.reading import read_model

SIGNED = "undertecknat: {}\navtalstid: {{från: {}}}\n"


def phrasing(text: str = "Text.", **more: Any) -> dict[str, Any]:
    return {"id": "prov", "om": "När den används", "text": text, **more}


def shown(*paragraphs: str, data: str = "", **more: Any) -> list[str]:
    kind = document_type(formuleringar=[phrasing(**more)])
    return lines(made(*paragraphs, data=data, kind=kind).data)


def read(tmp_path: Path, phrasings: str) -> Record:
    file = tmp_path / "dokument.yaml"
    head = "namn: Prov\nbeskrivning: Prov\ntitel: Prov\nformuleringar:\n"
    file.write_text(head + phrasings, encoding="utf-8")
    return read_model(file, Description, InvalidTemplate)


def test_a_phrasing_stands_where_the_template_says() -> None:
    text = "{% if avtal.diarienummer %}\nDiariefört.\n{% else %}\nInte diariefört.\n{% endif %}"
    assert shown('Så: {{ formulering("prov") }}', text=text) == ["Så: Inte diariefört."]
    assert shown('Så: {{ formulering("prov") }}', text=text, data="diarienummer: SN 2024/1") == ["Så: Diariefört."]


def test_each_paragraph_of_a_phrasing_gets_the_templates_own() -> None:
    loop = '{%p for s in formulering("prov") %}', "{% if s.punkt %}• {% endif %}{{ s.text }}", "{%p endfor %}"
    assert shown(*loop, text="Ett\nstycke.\n\n- a\n- b\n") == ["Ett stycke.", "• a", "• b"]


def test_a_phrasing_that_says_nothing_leaves_no_paragraph() -> None:
    loop = '{%p for s in formulering("prov") %}', "{{ s.text }}", "{%p endfor %}"
    assert shown("Före", *loop, text="{% if avtal.diarienummer %}\nX\n{% endif %}") == ["Före"]
    asked = '{%p if formulering("prov") %}', "Något", "{%p endif %}"
    assert shown("Före", *asked, text="{% if avtal.diarienummer %}\nX\n{% endif %}") == ["Före"]


def test_printed_at_once_the_paragraphs_share_a_style_and_items_a_dash() -> None:
    assert shown('{{ formulering("prov") }}', text="Ett.\n\n- a\n") == ["Ett.", "– a"]


def test_a_phrasing_is_said_of_the_record_that_the_template_sends() -> None:
    loop = "{%p for part in parter %}", '{{ formulering("prov", part) }}', "{%p endfor %}"
    text = "{% if vem.offentlig %}\n{{ vem.namn }} är offentlig.\n{% else %}\n{{ vem.namn }} är idéburen.\n{% endif %}"
    assert shown(*loop, text=text, ord=["vem"]) == ["Exempelby kommun är offentlig.", "Exempeljouren är idéburen."]


def test_what_a_phrasing_lacks_is_a_gap() -> None:
    kind = document_type(formuleringar=[phrasing("Nummer {{ avtal.diarienummer }}.")])
    rendered = made('{{ formulering("prov") }}', kind=kind)
    assert lines(rendered.data) == ["Nummer [saknas: diarienummer]."]
    assert rendered.gaps == ("diarienummer",)


@pytest.mark.parametrize(("day", "said"), [("2024-01-01", "Förr."), ("2026-01-01", "Nu.")])
def test_a_dated_phrasing_follows_the_law_day(day: str, said: str) -> None:
    versions = [{"till": "2025-06-30", "text": "Förr."}, {"från": "2025-07-01", "text": "Nu."}]
    told = SIGNED.format(day, day)
    assert shown('{{ formulering("prov") }}', text=None, versioner=versions, data=told) == [said]  # type: ignore[arg-type]


def test_without_a_law_day_a_dated_phrasing_is_a_gap_and_an_undated_one_is_not() -> None:
    versions = [{"till": "2025-06-30", "text": "Förr."}, {"från": "2025-07-01", "text": "Nu."}]
    (line,) = shown('{{ formulering("prov") }}', text=None, versioner=versions)  # type: ignore[arg-type]
    assert line.startswith("[saknas:")
    assert shown('{{ formulering("prov") }}') == ["Text."]


def test_to_ask_for_a_phrasing_before_it_is_printed_changes_nothing_in_it() -> None:
    """An act is written in full where it is first mentioned: in the document, not in the question."""
    told, text = SIGNED.format("2026-01-01", "2026-01-01"), 'Enligt {{ lag("kommunens yttersta ansvar") }}.'
    (alone,) = shown('{{ formulering("prov") }}', text=text, data=told)
    asked = '{%p if formulering("prov") %}', '{{ formulering("prov") }}', "{%p endif %}"
    assert shown(*asked, text=text, data=told) == [alone]


def test_values_are_not_read_as_tags_or_as_items_of_their_own() -> None:
    kind = document_type(formuleringar=[phrasing("Säger {{ part }}.", ord=["part"])])
    data = 'syfte: ["a {{ avtal.id }} <b>"]\n'
    rendered = made(
        "{%p for s in avtal.syfte %}", '{{ formulering("prov", s) }}', "{%p endfor %}", data=data, kind=kind
    )
    assert lines(rendered.data) == ["Säger a {{ avtal.id }} <b>."]


def test_a_fault_in_a_phrasing_is_told_with_its_file_and_name() -> None:
    with pytest.raises(InvalidLibrary) as caught:
        shown('{{ formulering("prov") }}', text="{{ avtal.diarenummer }}")
    (problem,) = caught.value.problems
    assert problem.file is not None and problem.file.endswith("dokument.yaml")
    assert problem.where == "formuleringen prov"
    assert problem.hint == "Menade du diarienummer?"


@pytest.mark.parametrize(
    ("call", "code"),
    [
        ('{{ formulering("prvo") }}', "finns inte"),
        ('{{ formulering("prov", avtal) }}', "får inte de poster"),
    ],
)
def test_a_fault_in_the_call_is_told_with_the_templates_paragraph(call: str, code: str) -> None:
    with pytest.raises(InvalidTemplate, match=code) as caught:
        shown(call)
    (problem,) = caught.value.problems
    assert "formulering" in problem.where and problem.hint


@pytest.mark.parametrize(
    "call",
    [
        "{{ formulering() }}",
        "{{ formulering(avtal.id) }}",
        '{{ formulering("prov", 1) }}',
        '{{ formulering("prov", om=avtal) }}',
        '{{ formulering("prov", lag("x")) }}',
        '{{ klausul("prov", avtal) }}',
        '{{ lag("prov", avtal) }}',
    ],
)
def test_a_phrasing_is_called_by_name_with_records_and_nothing_else(call: str) -> None:
    with pytest.raises(InvalidTemplate, match="används bara"):
        shown(call)


def test_a_phrasing_that_needs_itself_is_refused() -> None:
    with pytest.raises(InvalidLibrary, match="hänvisar till sig själv"):
        shown('{{ formulering("prov") }}', text='{{ formulering("prov") }}')


@pytest.mark.parametrize(
    ("phrasings", "said"),
    [
        ("  - {id: a, om: A}\n", "antingen text eller versioner"),
        ("  - {id: a, om: A, text: T, versioner: [{text: V}]}\n", "antingen text eller versioner"),
        ("  - {id: a, om: A, versioner: [{från: 2025-01-01, text: V}]}\n", "saknar text vissa dagar"),
        ("  - {id: a, om: A, versioner: [{till: 2025-01-01, text: V}]}\n", "saknar text vissa dagar"),
        ("  - {id: a, om: A, versioner: [{till: 2025-01-01, text: V}, {från: 2025-01-03, text: W}]}\n", "följer inte"),
        ("  - {id: a, om: A, text: T, ord: [två ord]}\n", "kan inte vara ett ord"),
        ("  - {id: a, om: A, text: T, ord: [_varv]}\n", "kan inte vara ett ord"),
        ("  - {id: a, om: A, text: T}\n  - {id: a, om: B, text: T}\n", "formuleringar heter ”a”"),
        ("  - {id: a, text: T}\n", "om"),
    ],
)
def test_a_phrasing_that_could_say_nothing_or_is_doubled_is_told_with_its_line(
    tmp_path: Path, phrasings: str, said: str
) -> None:
    with pytest.raises(InvalidTemplate, match=said) as caught:
        read(tmp_path, phrasings)
    assert all(problem.line and problem.hint for problem in caught.value.problems)
