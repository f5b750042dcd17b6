"""Payloads for Jinja in every place a template has: none runs or reads a file, each is refused with a message."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.samples.hostile_packages import (
    clause,
    refused,
    saying,
)
from benchmarks.samples.hostile_payloads import PAYLOADS
from benchmarks.samples.hostile_places import FILLED, MARKER, PLACES, SECRET, UNFILLED, outcome
from benchmarks.samples.words import DAY, agreement, document_type, libraries, lines, made, part, word
from iopdocs.errors import InvalidLibrary, InvalidTemplate, IopdocsError, OutputBlocked
from iopdocs.library.discovery import discover
from iopdocs.making.render import render
from iopdocs.templating.template import prepare
from tests.support.examples import LONG

SECTIONS = "{% for a in avsnitt %}{{ a.rubrik }}{% for k in a.klausuler %}{{ k.rubrik }}{% for b in k.block %}{{ b.text }}{% endfor %}{% endfor %}{% endfor %}"  # noqa: E501


HARMLESS = "{{ avtal.id }}"


def tried(place: str) -> Sequence[str]:
    """Return the payloads that are tried in a place: all, where tags are filled in.

    Where any tag at all is refused, each payload is tried in a quarter of the places, and in all of them in a long run
    and by ``python -m benchmarks.payloads``.
    """
    if LONG or place not in UNFILLED:
        return PAYLOADS
    return PAYLOADS[list(UNFILLED).index(place) % 4 :: 4]


@pytest.mark.thorough(every=7)
@pytest.mark.parametrize("place", PLACES)
def test_no_payload_gets_anywhere_in_any_place_of_a_template(place: str) -> None:
    said = {payload: outcome(PLACES[place](payload)) for payload in tried(place)}
    assert len(said) > (35 if place in UNFILLED and not LONG else 120)
    assert [payload[:60] for payload, text in said.items() if text.startswith("made: ")] == []
    assert [payload[:60] for payload, text in said.items() if MARKER in text or "root:" in text] == []


@pytest.mark.parametrize("place", FILLED)
def test_a_harmless_tag_is_filled_in_in_the_same_places(place: str) -> None:
    filled = render(agreement(), document_type(), prepare(FILLED[place](HARMLESS), "m"), libraries(), DAY)
    members = [name for name in prepare(FILLED[place](HARMLESS), "m").members if name.endswith(".xml")]
    assert any("exempel<" in part(filled.data, name).replace("</w:t>", "<") for name in members)


@pytest.mark.parametrize("place", UNFILLED)
def test_a_harmless_tag_is_refused_where_nobody_would_fill_it_in(place: str) -> None:
    assert "En tagg står där den inte fylls i" in refused(UNFILLED[place](HARMLESS))


@pytest.mark.parametrize("place", ["title", "clause"])
def test_no_payload_gets_anywhere_in_a_title_or_in_a_clause(place: str, tmp_path: Path) -> None:
    (clauses := tmp_path / "klausuler").mkdir()
    allowed, sections = [], [{"id": "x", "rubrik": "X", "klausuler": ["a"]}]
    for payload in PAYLOADS:
        clause(clauses, "a", payload if place == "clause" else "Text.")
        kind = document_type(payload if place == "title" else "Titel", avsnitt=sections)
        try:
            render(agreement("undertecknat: 2024-01-02\n", SECRET), kind, saying(SECTIONS), libraries(clauses), DAY)
            allowed.append(payload)
        except IopdocsError as error:
            assert MARKER not in str(error)
    assert allowed == []
    clause(clauses, "a", HARMLESS)
    made_now = render(agreement(), document_type(HARMLESS, avsnitt=sections), saying(SECTIONS), libraries(clauses), DAY)
    assert "XRExempel" in "".join(lines(made_now.data))


def test_tags_are_never_read_in_what_is_no_text_with_tags(tmp_path: Path) -> None:
    shown = "{{ 7*7 }}{% set x = 1 %}{# #}"
    clause(tmp_path, "a", "Text.", heading=shown)
    for heading in ("X", shown):
        kind = document_type(avsnitt=[{"id": "x", "rubrik": heading, "klausuler": ["a"]}])
        with pytest.raises(OutputBlocked, match="En tagg blev kvar"):
            made(SECTIONS, kind=kind, libraries=libraries(tmp_path))
    clause(tmp_path, "a", "Text.")
    replaced = f"klausuler: {{ersätt: [{{klausul: a, text: '{shown}', skäl: 's'}}]}}\n"
    kind = document_type(avsnitt=[{"id": "x", "rubrik": "X", "klausuler": ["a"]}])
    assert shown in "".join(lines(made(SECTIONS, data=replaced, kind=kind, libraries=libraries(tmp_path)).data))


def test_a_payload_that_is_data_stays_what_it_is() -> None:
    for payload in (one for one in PAYLOADS if len(one) < 200 and "\\" not in one):
        quoted = payload.replace("'", "''")
        data = render(
            agreement(f"partnerskap: '{quoted}'\n", SECRET), document_type(), saying("{{ avtal.partnerskap }}"),
            libraries(), DAY,
        ).data  # fmt: skip
        assert "".join("".join(lines(data)).split()) == "".join(payload.split())


@pytest.mark.parametrize("path", ["avtal.record_", "avtal.__class__", "avtal.id.upper", "lag.__self__", "_varv", "os"])
def test_a_condition_can_ask_for_facts_only(path: str) -> None:
    kind = document_type(avsnitt=[{"id": "x", "rubrik": "X", "när": path, "alltid": "ja"}])
    with pytest.raises(InvalidLibrary, match="finns inte"):
        made("{% for a in avsnitt %}{{ a.rubrik }}{% endfor %}", kind=kind)


@pytest.mark.parametrize("name", ["CON", "nul", "a b", "Ärende", "x" * 100, "a."])
def test_a_document_type_folder_must_have_a_name_that_is_safe_for_files(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "dokument.yaml").write_text("namn: N\nbeskrivning: B\ntitel: T\n")
    (tmp_path / name / "mall.docx").write_bytes(word("Hej"))
    with pytest.raises(InvalidTemplate, match="kan inte heta så"):
        discover(tmp_path)
