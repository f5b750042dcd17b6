"""A comparison always gives a file that holds, and says how finely: by words, by paragraphs, or the words alone."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import docx_scalpel
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from benchmarks.samples.documents import AGREEMENT, MINUTES, ROOT, load, make, workspace
from benchmarks.samples.hostile_packages import body, field
from benchmarks.samples.words import word
from iopdocs.errors import ConversionFailed
from iopdocs.redline import Detail, DifferenceKind, engine, redline, summary
from iopdocs.redline.in_words import NOTICE
from iopdocs.redline.preparation import prepared
from iopdocs.word.blocks import blocks, each_text_part
from iopdocs.word.namespaces import OFFICE_RELATIONS, RELATIONSHIPS
from iopdocs.word.package import read_package, write_package
from iopdocs.word.relationships import relations_part
from iopdocs.word.tracked_changes import accept, reject
from tests.conftest import VALIDATOR

DAY = date(2026, 11, 21)
AGREEMENTS = ROOT / "tests" / "agreements"


def text(data: bytes, settle: Callable[[Any], None] = accept) -> list[str]:
    """Return the text with every change accepted or rejected."""
    return [one.text for one in blocks(each_text_part(read_package(data, "x"), settle)) if one.text.strip()]


def holds(made: bytes, old: bytes, new: bytes) -> bool:
    return (text(made), text(made, reject)) == (text(new), text(old))


def said(words: str) -> str:
    return f'<w:t xml:space="preserve">{words}</w:t>'


# What stood beside tabs and breaks was put on their other side.

SIGNS = [
    "<w:tab/>",
    "<w:br/>",
    '<w:br w:type="page"/>',
    '<w:sym w:font="Wingdings" w:char="F0FC"/>',
    "<w:noBreakHyphen/>",
]


def around(*kinds: Callable[[str], list[str]]) -> bytes:
    """Return a document with a paragraph for each sign and each way that it may stand in the runs."""
    runs = [kind(sign) for sign in SIGNS for kind in kinds]
    return body("".join(f"<w:p>{''.join(f'<w:r>{run}</w:r>' for run in one)}</w:p>" for one in runs))


def test_what_stands_between_signs_that_are_no_letters_is_struck_and_added_where_it_stood() -> None:
    full = around(*[lambda sign: [said("Avtal") + sign, said("UTKAST"), sign + said("Dnr 1")]] * 3)
    empty = around(
        lambda sign: [said("Avtal") + sign, said(""), sign + said("Dnr 1")],
        lambda sign: [said("Avtal"), sign, sign, said("Dnr 1")],
        lambda sign: [said("Avtal"), sign, sign],
    )
    for old, new in ((full, empty), (empty, full)):
        made = redline(old, new, "A", DAY)
        assert made.detail is Detail.WORDS
        assert holds(made.data, old, new)


def drafted(name: str, change: tuple[str, str] = ("", ""), *, final: bool = False) -> bytes:
    path = AGREEMENTS / f"{name}.yaml"
    agreement = load(path)
    if change[0]:
        from iopdocs.model import Agreement
        from iopdocs.reading import build, parse_source
        from iopdocs.workspace.shared_data import with_shared

        written = path.read_text(encoding="utf-8")
        assert written.count(change[0]) >= 1
        source, _ = parse_source(written.replace(*change, 1), path.name)
        agreement = build(with_shared(source, workspace().settings_source)[0], [], Agreement)
    return make(agreement, AGREEMENT, DAY, final=final).data


NAMELESS = "exempelby-namnlos-2025"
FACTS = {
    "another day": ("ort: Exempelby, datum: 2025-03-10", "ort: Exempelby, datum: 2025-03-11"),
    "no day": ("ort: Exempelby, datum: 2025-03-10", "ort: Exempelby"),
    "no place": ("ort: Exempelby, ", ""),
}


@pytest.mark.parametrize("change", FACTS.values(), ids=FACTS)
def test_two_agreements_that_differ_in_where_and_when_they_are_signed_are_compared_word_by_word(
    change: tuple[str, str],
) -> None:
    one, other = drafted(NAMELESS), drafted(NAMELESS, change)
    for old, new in ((one, other), (other, one)):
        made = redline(old, new, "A", DAY)
        assert (made.detail, made.problem()) == (Detail.WORDS, None)
        assert holds(made.data, old, new)


def test_a_draft_and_its_final_version_are_compared_word_by_word_both_ways() -> None:
    one, other = drafted("exempelstad-index-2026"), drafted("exempelstad-index-2026", final=True)
    for old, new in ((one, other), (other, one)):
        made = redline(old, new, "A", DAY)
        assert made.detail is Detail.WORDS
        assert holds(made.data, old, new)


# Without the program, or when it fails.


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx_scalpel", None)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Put a shell script in place of the program; it gets a line of JSON, and answers with one."""

    def install(script: str) -> None:
        path = tmp_path / "program"
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        monkeypatch.setenv("DOCXODUS_HOST", str(path))
        docx_scalpel.shutdown_host()

    yield install
    docx_scalpel.shutdown_host()


unix_only = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for the program is a shell script")


def answering(side: str) -> str:
    """Return a script that gives one of the two documents back, as if it had compared them."""
    return f"""exec sed -u 's/.*"{side}B64":"\\([^"]*\\)".*/{{"id":1,"ok":true,"result":{{"docxB64":"\\1"}}}}/'"""


def test_without_the_extra_whole_paragraphs_are_marked_and_it_is_told_how_to_get_it(without: None) -> None:
    old, new = word("Vi kan ge stöd.", "Sist."), word("Vi ska ge stöd.", "Sist.")
    made = redline(old, new, "A", DAY)
    problem = made.problem("ut.docx")
    assert made.detail is Detail.PARAGRAPHS and problem is not None
    assert (problem.code, problem.file) == ("jämförelse-grövre", "ut.docx")
    assert "pip install 'iopdocs[redline]'" in problem.hint
    assert holds(made.data, old, new)


def test_the_summary_needs_no_extra(without: None) -> None:
    assert [change.kind for change in summary(word("ett"), word("ett", "två"))] == [DifferenceKind.ADDED]


@pytest.mark.thorough(every=5)
@unix_only
@pytest.mark.parametrize("script", ["echo sorry >&2; exit 3", "exit 0", "cat", answering("left"), answering("right")])
def test_a_program_that_fails_or_answers_wrongly_is_not_believed(program: Callable[[str], None], script: str) -> None:
    program(script)
    made = redline(word("ett"), word("två"), "A", DAY)
    assert made.detail is Detail.PARAGRAPHS and made.why
    assert holds(made.data, word("ett"), word("två"))


@unix_only
def test_a_program_that_hangs_is_stopped(program: Callable[[str], None]) -> None:
    program("exec sleep 60")
    with pytest.raises(ConversionFailed, match="stoppades"):
        engine.compare(b"", b"", "A", DAY, " ", seconds=0.5)


def edited(data: bytes, edit: Callable[[Any], None]) -> bytes:
    opened = docx.Document(io.BytesIO(data))
    edit(opened)
    target = io.BytesIO()
    opened.save(target)
    return target.getvalue()


def many_things(opened: Any) -> None:
    opened.paragraphs[12].text += " Nytt, med <tecken>."
    opened.paragraphs[20]._p.getparent().remove(opened.paragraphs[20]._p)
    opened.tables[0].cell(1, 1).text = "ändrad cell"
    opened.tables[0].add_row().cells[0].text = "Ny rad"
    opened.tables[1]._tbl.getparent().remove(opened.tables[1]._tbl)
    opened.sections[0].header.paragraphs[0].add_run(" TILLÄGG")
    opened.add_heading("Ny rubrik", 1)
    opened.add_table(2, 2).cell(0, 0).text = "ny tabell"
    opened.add_paragraph("Sist.")


def a_column_less(opened: Any) -> None:
    for row in opened.tables[0].rows:
        row._tr.remove(row.cells[0]._tc)


def a_picture_and_a_link(opened: Any) -> None:
    control = (
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>I en kontroll</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    opened.element.body.insert(3, parse_xml(control))
    opened.paragraphs[12]._p.append(
        parse_xml(f'<w:hyperlink {nsdecls("w", "r")} w:anchor="x"><w:r><w:t>länk</w:t></w:r></w:hyperlink>')
    )


EDITS = [many_things, a_column_less, a_picture_and_a_link]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_whole_paragraphs_hold_for_every_kind_of_edit(edit: Callable[[Any], None], without: None) -> None:
    one = drafted("exempelby-komplett-2026")
    other = edited(one, edit)
    for old, new in ((one, other), (other, one)):
        made = redline(old, new, "A", DAY)
        assert made.detail is Detail.PARAGRAPHS
        assert holds(made.data, old, new)


def test_documents_of_two_kinds_are_compared_without_the_extra(without: None) -> None:
    one, other = drafted(NAMELESS), make(load(AGREEMENTS / "exempelby-moten-2024.yaml"), MINUTES, DAY, item=0).data
    for old, new in ((one, other), (other, one)):
        made = redline(old, new, "A", DAY)
        assert made.detail is Detail.PARAGRAPHS
        assert holds(made.data, old, new)


def test_what_would_run_something_leaves_only_the_words() -> None:
    old, new = word("Hej"), body(field("DDEAUTO c:\\\\windows\\\\calc.exe") + "<w:p><w:r><w:t>Nytt</w:t></w:r></w:p>")
    made = redline(old, new, "A", DAY)
    members = read_package(made.data, "x")
    assert made.detail is Detail.TEXT and "DDEAUTO" in made.why
    assert not any(b"DDEAUTO" in member for member in members.values())
    assert NOTICE in text(made.data) and "Nytt" in text(made.data) and "Nytt" not in text(made.data, reject)


def related(members: dict[str, bytes], owner: str, kind: str, target: str, mode: str = "") -> None:
    """Add a relationship of a part, by its whole type."""
    part = relations_part(owner)
    root = parse_xml(members.get(part, f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode()))
    etree.SubElement(
        root,
        f"{{{RELATIONSHIPS}}}Relationship",
        Id="rIdNy",
        Type=kind,
        Target=target,
        **({"TargetMode": mode} if mode else {}),
    )
    members[part] = etree.tostring(root)


def test_what_serves_word_alone_is_left_out_and_the_comparison_made() -> None:
    members = read_package(word("Vi ska ge stöd."), "x")
    settings = members["word/settings.xml"]
    attached = f'<w:attachedTemplate xmlns:r="{OFFICE_RELATIONS}" r:id="rIdNy"/>'.encode()
    members["word/settings.xml"] = re.sub(rb"(<w:settings[^>]*>)", rb"\1" + attached, settings, count=1)
    office, word_kinds = (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://schemas.microsoft.com/office",
    )
    related(members, "word/settings.xml", f"{office}/attachedTemplate", "file:///C:/Mallar/kommun.dotm", "External")
    related(members, "word/document.xml", f"{word_kinds}/2020/10/relationships/intelligence", "intelligence2.xml")
    related(members, "", f"{word_kinds}/2011/relationships/webextensiontaskpanes", "word/webextensions/taskpanes.xml")
    members["word/intelligence2.xml"] = members["word/webextensions/taskpanes.xml"] = b"<x/>"
    made = redline(word("Vi kan ge stöd."), write_package(members), "A", DAY)
    assert (made.detail, made.why) == (Detail.WORDS, "")
    left = read_package(made.data, "x")
    assert not any(b"kommun.dotm" in data for data in left.values())
    assert not {name for name in left if "intelligence" in name or "webextension" in name}


def of_words(data: bytes, settle: Callable[[Any], None]) -> list[str]:
    return [line for line in text(data, settle) if line not in (NOTICE, "Sidhuvud", "Sidfot")]


def shown(data: bytes) -> list[str]:
    return [one.shown for one in blocks(prepared(data, "x")) if one.text.strip()]


def test_the_words_alone_hold_and_show_the_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iopdocs.redline._holds", lambda *_: False)
    one = drafted("exempelby-komplett-2026")
    other = edited(one, many_things)
    made = redline(one, other, "A", DAY)
    assert made.detail is Detail.TEXT
    assert (of_words(made.data, reject), of_words(made.data, accept)) == (shown(one), shown(other))


@pytest.mark.node
@pytest.mark.parametrize("detail", [Detail.PARAGRAPHS, Detail.TEXT])
def test_the_open_xml_validator_finds_nothing(
    detail: Detail, without: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if detail is Detail.TEXT:
        monkeypatch.setattr("iopdocs.redline._holds", lambda *_: False)
    one = drafted("exempelby-komplett-2026")
    path = tmp_path / "redline.docx"
    path.write_bytes(redline(edited(one, many_things), one, "A", DAY).data)
    done = subprocess.run([VALIDATOR, path], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["errors"] == []
