"""What a person changed and what the data changed, in one document: nothing of either is lost, whatever was edited."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from benchmarks.samples.documents import AGREEMENT, AGREEMENTS, make
from iopdocs.errors import ConversionFailed, InvalidTemplate
from iopdocs.merging import Merged, Versions, engine, merge
from iopdocs.merging.person import SOMEBODY, who_edited
from iopdocs.merging.sides import without
from iopdocs.redline.preparation import prepared
from iopdocs.word.blocks import blocks, each_text_part
from iopdocs.word.markup import Node, remove
from iopdocs.word.namespaces import W
from iopdocs.word.package import read_package
from iopdocs.word.tracked_changes import accept, reject
from tests.conftest import VALIDATOR
from tests.support.editing import (
    Edit,
    add_after,
    add_row,
    delete,
    delete_row,
    edited,
    move,
    paragraph,
    replace,
    with_comment,
    with_note,
)
from tests.support.settled import libreoffice_settled

DAY = date(2026, 1, 15)
ID = "exempelby-komplett-2026"
HEADER, FOOTER = "word/header1.xml", "word/footer1.xml"
HERS = "Föreningen ska hålla öppet hus en gång om året."
YEAR = "2027Hela året"


@cache
def versions() -> tuple[bytes, bytes]:
    """Return the agreement as it was made, and as it would be made now: other money, last day and file number."""
    path = AGREEMENTS / f"{ID}.yaml"
    text = path.read_text(encoding="utf-8")
    changed = text.replace("520 001", "540 001").replace("till: 2028-12-31", "till: 2029-12-31")
    changed = changed.replace("SN 2025/00123", "SN 2025/00124")
    return made(text), made(changed)


def made(text: str) -> bytes:
    from iopdocs.model import Agreement
    from iopdocs.reading import build, parse_source

    source, problems = parse_source(text, "avtal.yaml")
    return make(build(source, problems, Agreement), AGREEMENT, DAY).data


def inside(edit: Callable[[Node], None], has: str) -> Edit:
    return lambda root: edit(paragraph(root, has))


def track(root: Node) -> None:
    """Write a tracked addition at the end of a paragraph, and leave it unsettled."""
    change = etree.SubElement(
        root, W + "ins", {W + "id": "900", W + "author": "Bo Ek", W + "date": "2026-01-10T10:00:00Z"}
    )
    etree.SubElement(etree.SubElement(change, W + "r"), W + "t").text = " (två vikarier)"


def in_turn(*edits: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    def edit(data: bytes) -> bytes:
        for one in edits:
            data = one(data)
        return data

    return edit


#: What she does, and what of it is to stand in the merged document. A merge takes a second: much is tried in each.
EDITS: dict[str, tuple[Callable[[bytes], bytes], tuple[str, ...]]] = {
    "words, points and rows": (
        lambda data: edited(
            data,
            replace("Ideella ledare", "Oavlönade ledare"),
            add_after("driva anhöriggrupperna", HERS),
            add_after("grupper för makar", "grupper för syskon"),
            add_row("Webbplats", "Fax", "08-465 004 01"),
            replace("med årlig uppräkning", "med uppräkning varje år"),
        ),
        ("Oavlönade ledare", HERS, "grupper för syskon", "08-465 004 01", "med uppräkning varje år"),
    ),
    "taken away and moved": (
        lambda data: edited(
            data,
            delete_row("Webbplats"),
            delete("personer som får lön"),
            delete("Avgränsningar"),
            move("inte avlösning i hemmet", "Ett nummer att ringa"),
        ),
        ("inte avlösning i hemmet",),
    ),
    "taken away that the data changes": (
        lambda data: edited(data, delete_row(YEAR), delete("Drift: ")),
        (),
    ),
    "around the text": (
        in_turn(
            lambda data: edited(data, replace("Överenskommelse", "Avtal"), part=HEADER),
            lambda data: edited(data, replace("partnerskap", "samarbete"), part=FOOTER),
            lambda data: with_note(data, "Ideella ledare", "Enligt stadgarna."),
        ),
        ("Idéburet offentligt samarbete", "Enligt stadgarna."),
    ),
    "left unsettled": (
        in_turn(
            lambda data: edited(data, inside(track, "Ideella ledare")),
            lambda data: with_comment(data, "En anhörigkonsulent", "Stämmer det?"),
        ),
        ("två vikarier",),
    ),
}


@cache
def merged(name: str) -> tuple[Merged, bytes]:
    base, new = versions()
    hers = EDITS[name][0](base)
    return merge(Versions(base, hers, new), DAY), hers


def said(data: bytes, settle: Callable[[Node], None] = accept) -> list[str]:
    """Return the text of a document with its changes settled."""
    files = each_text_part(prepared_without(data), settle)
    return [block.shown for block in blocks(files) if block.text.strip()]


def prepared_without(data: bytes) -> dict[str, bytes]:
    return dict(read_package(data, "filen"))


def plain(data: bytes) -> list[str]:
    """Return the text of a document whose changes are settled, page numbers aside."""
    return [block.shown for block in blocks(prepared(data, "filen")) if block.text.strip()]


@pytest.mark.thorough(every=5)
@pytest.mark.parametrize("name", EDITS)
def test_without_the_programs_changes_it_is_hers_and_with_all_it_has_both(name: str) -> None:
    (base, new), (found, hers) = versions(), merged(name)
    assert said(found.data, lambda root: without(root, "iopdocs")) == plain(hers)
    assert said(found.data, reject) == plain(base)
    both = "\n".join(said(found.data))
    assert all(text in both for text in EDITS[name][1])
    assert all(text in both for text in ("540\u00a0001\u00a0kronor", "31\u00a0december 2029", "SN 2025/00124"))
    if not found.conflicts:
        assert said(found.data, lambda root: without(root, found.person)) == plain(new)


def test_what_both_have_changed_is_put_as_a_question_with_both_wordings_at_its_place() -> None:
    base, new = versions()
    hers = edited(base, replace("31\u00a0december 2028", "30\u00a0juni 2028"))
    found = merge(Versions(base, hers, new), DAY)
    (conflict,) = found.conflicts
    assert "30\u00a0juni 2028" in conflict.hers and "31\u00a0december 2029" in conflict.datas
    texts = said(found.data)
    place = next(number for number, text in enumerate(texts) if "30\u00a0juni 2028" in text)
    assert texts[place + 1] == conflict.datas
    comments = read_package(found.data, "filen")["word/comments.xml"].decode()
    assert conflict.hers in comments and conflict.datas in comments and comments.count("ska gälla?") == 1
    assert said(found.data, lambda root: without(root, "iopdocs")) == plain(hers)


def test_what_she_took_away_and_the_data_changed_is_asked_about() -> None:
    found, _ = merged("taken away that the data changes")
    assert len(found.conflicts) >= 2
    assert all("borttaget för hand" in one.question for one in found.conflicts)
    texts = "\n".join(said(found.data))
    assert all(one.datas in texts for one in found.conflicts)


def test_what_both_have_changed_alike_is_no_question() -> None:
    base, new = versions()
    hers = edited(base, replace("31\u00a0december 2028", "31\u00a0december 2029"))
    assert merge(Versions(base, hers, new), DAY).conflicts == ()


def test_cells_that_another_program_wrote_anew_are_no_questions() -> None:
    def borders(root: Node) -> None:
        for cell in root.iter(W + "tcPr"):
            etree.SubElement(etree.SubElement(cell, W + "tcBorders"), W + "top", {W + "val": "single"})

    base, new = versions()
    hers = edited(base, borders, add_row("Webbplats", "Fax", "08-465 004 01"), replace("Hela året", "Året"))
    result = merge(Versions(base, hers, new), DAY)
    text = " ".join(" ".join(said(result.data)).split())
    assert not result.conflicts
    assert "540 001 kr" in text and "520 001 kr" not in text and "08-465 004 01" in text and "Året" in text


def test_her_comments_stay() -> None:
    found, _ = merged("left unsettled")
    assert b"St\xc3\xa4mmer det?" in read_package(found.data, "filen")["word/comments.xml"]


def test_each_change_stands_under_a_name_and_hers_under_the_one_in_the_file() -> None:
    found, _ = merged("left unsettled")
    body = etree.fromstring(read_package(found.data, "filen")["word/document.xml"])
    assert found.person == "Bo Ek"
    assert {node.get(W + "author") for node in body.iter(W + "ins", W + "del")} == {"Bo Ek", "iopdocs"}
    assert merged("words, points and rows")[0].person == SOMEBODY
    assert who_edited({}) == SOMEBODY


def test_a_second_edit_goes_on_from_the_first() -> None:
    _, new = versions()
    first, _ = merged("words, points and rows")
    again = edited(first.data, replace(HERS, f"{HERS[:-1]} i maj."))
    newest = made((AGREEMENTS / f"{ID}.yaml").read_text(encoding="utf-8").replace("520 001", "560 001"))
    found = merge(Versions(new, again, newest), DAY)
    both = "\n".join(said(found.data))
    assert all(text in both for text in (f"{HERS[:-1]} i maj.", "Oavlönade ledare", "560\u00a0001\u00a0kronor"))
    assert found.conflicts == ()


@pytest.mark.node
def test_the_open_xml_validator_finds_nothing(tmp_path: Path) -> None:
    faults = {}
    for name in EDITS:
        path = tmp_path / "sammanfogad.docx"
        path.write_bytes(merged(name)[0].data)
        done = subprocess.run([VALIDATOR, path], capture_output=True, text=True, check=False)
        faults |= {name: json.loads(done.stdout)["errors"]}
    assert {name: found for name, found in faults.items() if found} == {}


def without_comments(root: Node) -> None:
    for one in list(root.iter(W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference")):
        remove(one)


@pytest.mark.libreoffice
def test_libreoffice_accepts_into_both_and_rejects_into_the_first(tmp_path: Path) -> None:
    # LibreOffice 7.4 falls when it rejects changes beside a comment, whoever wrote it.
    documents = [edited(merged(name)[0].data, without_comments) for name in EDITS]
    for name, (rejected, accepted) in zip(EDITS, libreoffice_settled(tmp_path, documents), strict=True):
        assert plain(rejected) == plain(versions()[0]), name
        assert plain(accepted) == said(merged(name)[0].data), name


# When it cannot be.


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_PACKAGE", "docx_scalpel_som_inte_finns")
    with pytest.raises(ConversionFailed) as error:
        merge(Versions(*versions(), versions()[1]), DAY)
    assert "inte installerat" in error.value.problems[0].message
    assert "pip install 'iopdocs[redline]'" in error.value.problems[0].hint


@pytest.mark.parametrize(
    "script", ["exit 1", "echo inget", 'echo \'{"id": 1, "ok": false, "error": {"message": "nej"}}\'']
)
def test_a_program_that_fails_is_told_of(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ncat > /dev/null\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(engine, "find_program", lambda: program)
    base, new = versions()
    with pytest.raises(ConversionFailed) as error:
        merge(Versions(base, base, new), DAY)
    assert error.value.problems[0].code == "ändringar-inte-med"


@pytest.mark.parametrize("lost", ["hers", "datas"])
def test_a_merge_that_loses_something_is_not_given(lost: str, monkeypatch: pytest.MonkeyPatch) -> None:
    base, new = versions()
    hers = edited(base, add_after("driva anhöriggrupperna", HERS))
    real = engine.consolidated

    def losing(jobs: list[Versions], authors: tuple[str, str], day: date) -> list[bytes]:
        made = real(jobs, authors, day)
        if lost == "hers":
            return [edited(made[0], delete(HERS)), *made[1:]]
        # Her text is inside what the program takes away, so to accept all loses it.
        return [edited(made[0], inside(under_deletion, HERS)), *made[1:]]

    monkeypatch.setattr("iopdocs.merging.consolidated", losing)
    with pytest.raises(ConversionFailed) as error:
        merge(Versions(base, hers, new), DAY)
    assert "lita på" in error.value.problems[0].message


def under_deletion(node: Node) -> None:
    for change in [one for one in node.iter(W + "ins") if one.find(W + "r") is not None]:
        outer = etree.Element(W + "del", {W + "id": "901", W + "author": "iopdocs"})
        change.addprevious(outer)
        outer.append(change)


def test_what_would_fetch_something_is_not_carried() -> None:
    base, new = versions()

    def fetch(root: Node) -> None:
        field = etree.SubElement(paragraph(root, "Ideella ledare"), W + "fldSimple")
        field.set(W + "instr", "INCLUDETEXT http://exempel.se/a.docx")

    with pytest.raises(InvalidTemplate):
        merge(Versions(base, edited(base, fetch), new), DAY)
