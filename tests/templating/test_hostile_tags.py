"""Payloads for Jinja in every place a template has: none runs or reads a file, each is refused with a message."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from benchmarks.samples.hostile_packages import (
    OFFICE,
    W,
    body,
    clause,
    lean,
    members_of,
    refused,
    saying,
    with_part,
    written,
    zipped,
)
from benchmarks.samples.hostile_payloads import PAYLOADS
from benchmarks.samples.words import DAY, MINIMAL, agreement, document_type, libraries, lines, made, part, word
from iopdocs.errors import InvalidLibrary, InvalidTemplate, IopdocsError, OutputBlocked
from iopdocs.library.document_types import discover
from iopdocs.making.render import render
from iopdocs.templating.template import prepare

MARKER = "Hemliga gatan 1"
SECRET = MINIMAL.replace("namn: Exempeljouren", f"namn: Exempeljouren, adress: {{gata: {MARKER}, skyddad: ja}}")
SECTIONS = "{% for a in avsnitt %}{{ a.rubrik }}{% for k in a.klausuler %}{{ k.rubrik }}{% for b in k.block %}{{ b.text }}{% endfor %}{% endfor %}{% endfor %}"  # noqa: E501


def _header(document: Any) -> None:
    document.sections[0].header.paragraphs[0].text = HERE


def _footer(document: Any) -> None:
    document.sections[0].footer.paragraphs[0].text = HERE


def _cell(document: Any) -> None:
    document.add_table(1, 1).cell(0, 0).text = HERE


def _title(document: Any) -> None:
    document.core_properties.title = HERE


def _author(document: Any) -> None:
    document.core_properties.author = HERE


def _link(document: Any) -> None:
    document.part.relate_to("https://exempel.se/" + HERE, f"{OFFICE}/hyperlink", is_external=True)


def _comment(document: Any) -> None:
    document.add_comment(document.add_paragraph("Hej").runs, text=HERE)


def _style(document: Any) -> None:
    document.styles["Normal"].name = HERE


@cache
def _word(place: Callable[[Any], None]) -> Mapping[str, bytes]:
    def make(document: Any) -> None:
        place(document)
        lean(document)

    return members_of(word("Hej", make=make))


def _in_word(place: Callable[[Any], None]) -> Callable[[str], bytes]:
    """Return a way to put a payload in a place that Word knows."""

    def put(payload: str) -> bytes:
        said = escape(payload, {'"': "&quot;"}).encode()
        return zipped({name: data.replace(HERE.encode(), said) for name, data in _word(place).items()})

    return put


def _in_body(xml: str) -> Callable[[str], bytes]:
    return lambda payload: body(xml.replace(HERE, escape(payload, {'"': "&quot;"})))


def _in_part(member: str, xml: str, kind: str = "") -> Callable[[str], bytes]:
    return lambda payload: with_part(member, xml.replace(HERE, escape(payload, {'"': "&quot;"})), kind)


def _split(payload: str) -> bytes:
    pieces = (escape(payload[at : at + 3]) for at in range(0, len(payload), 3))
    runs = "".join(f'<w:r><w:t xml:space="preserve">{piece}</w:t></w:r>' for piece in pieces)
    return body(f"<w:p>{runs}</w:p>")


HERE = "PLATSEN"
NOTE = f"<w:footnotes {W}><w:p><w:r><w:t>{HERE}</w:t></w:r></w:p></w:footnotes>"
PARAGRAPH = f"<w:p><w:r><w:t>{HERE}</w:t></w:r></w:p>"
#: Where tags are filled in: what is not a template's own words is refused for what it is.
FILLED: Mapping[str, Callable[[str], bytes]] = {
    "body": written,
    "header": _in_word(_header),
    "footer": _in_word(_footer),
    "footnote": _in_part("word/footnotes.xml", NOTE, "footnotes"),
    "split over runs": _split,
    "cell": _in_word(_cell),
    "text box": _in_body(f"<w:p><w:r><w:pict><w:txbxContent>{PARAGRAPH}</w:txbxContent></w:pict></w:r></w:p>"),
    "content control": _in_body(f"<w:sdt><w:sdtContent>{PARAGRAPH}</w:sdtContent></w:sdt>"),
}
#: Where they are not: any tag at all is refused.
UNFILLED: Mapping[str, Callable[[str], bytes]] = {
    "endnote": _in_part("word/endnotes.xml", NOTE.replace("footnotes", "endnotes")),
    "comment": _in_word(_comment),
    "title of the document": _in_word(_title),
    "author": _in_word(_author),
    "property of its own": _in_part("docProps/custom.xml", f"<a>{HERE}</a>"),
    "hyperlink": _in_word(_link),
    "style": _in_word(_style),
    "custom XML": _in_part("customXml/item9.xml", f"<a>{HERE}</a>"),
    "attribute of custom XML": _in_part("customXml/item9.xml", f'<a b="{HERE}"/>'),
    "comment of custom XML": _in_part("customXml/item9.xml", f"<a><!-- {HERE} --></a>"),
    "glossary": _in_part("word/glossary/document.xml", f"<a>{HERE}</a>"),
    "setting": _in_part("word/settings2.xml", f'<w:docVar {W} w:val="{HERE}"/>'),
}
PLACES = {
    **FILLED,
    **UNFILLED,
    "attribute of the body": _in_body(f'<w:p><w:bookmarkStart w:id="1" w:name="{HERE}"/></w:p>'),
}
HARMLESS = "{{ avtal.id }}"


def outcome(data: bytes) -> str:
    """Return what is said of a template, when it is prepared or filled in; or the text of the document made."""
    try:
        return "made: " + part(
            render(agreement("", SECRET), document_type(), prepare(data, "m"), libraries(), DAY).data
        )
    except IopdocsError as error:
        return str(error)


@pytest.mark.parametrize("place", PLACES)
def test_no_payload_gets_anywhere_in_any_place_of_a_template(place: str) -> None:
    said = {payload: outcome(PLACES[place](payload)) for payload in PAYLOADS}
    assert len(said) > 120
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
    assert "XRexempel" in "".join(lines(made_now.data))


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
