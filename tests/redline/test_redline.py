"""Two documents compared: tracked changes that can be accepted and rejected to the letter, and a summary in words."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from benchmarks.samples.documents import AGREEMENT, MINUTES, PRESS, ROOT, load, make, parts_of, workspace
from benchmarks.samples.words import word
from iopdocs.cli.compare import compare
from iopdocs.errors import InvalidTemplate
from iopdocs.model import Agreement
from iopdocs.reading import build, parse_source
from iopdocs.redline import Detail, DifferenceKind, redline, summary
from iopdocs.redline.preparation import prepared
from iopdocs.renewal.successor import draft
from iopdocs.word.blocks import blocks
from iopdocs.word.package import read_package, write_package
from iopdocs.word.tracked_changes import accept, reject
from iopdocs.workspace.shared_data import with_shared
from tests.conftest import VALIDATOR
from tests.support.examples import examples
from tests.support.settled import libreoffice_settled

DAY = date(2026, 11, 21)
AUTHOR = "Anna Ek & Co"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REVISED = re.compile(rb"w:author=\"([^\"]*)\"")

Edit = Callable[[Any], None]


@cache
def document(agreement: str, kind: str = AGREEMENT) -> bytes:
    return make(load(ROOT / "agreements" / f"{agreement}.yaml"), kind, DAY).data


UMEA, VARMDO = "umea-kvinnojouren-2022", "varmdo-kvinnojouren-2022"


def edited(data: bytes, edit: Edit) -> bytes:
    opened = docx.Document(io.BytesIO(data))
    edit(opened)
    target = io.BytesIO()
    opened.save(target)
    return target.getvalue()


def settled(data: bytes, settle: Callable[[Any], None]) -> bytes:
    """Return the document with every change in every part accepted or rejected."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            member = source.read(name)
            if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name):
                root = etree.fromstring(member)
                settle(root)
                member = etree.tostring(root)
            made.writestr(name, member)
    return target.getvalue()


def text(data: bytes) -> list[str]:
    """Return the text of a document by another reader than the comparison's own; header and footer in any order."""
    body, *margins = parts_of(data).values()
    return [*filter(str.strip, body), *sorted({line for part in margins for line in part if line.strip()})]


def numbered(files: Mapping[str, bytes]) -> list[str]:
    return [block.shown for block in blocks(files) if block.text.strip()]


def beginning(opened: Any, words: str) -> Any:
    """Return the one paragraph that begins with some words."""
    (found,) = (one for one in opened.paragraphs if one.text.startswith(words))
    return found


def change_paragraph(opened: Any) -> None:
    paragraph = opened.paragraphs[12]
    paragraph.text = f'{paragraph.text} Nytt, med <tecken> & "citat".'


def change_a_lot(opened: Any) -> None:
    beginning(opened, "Syftet med partnerskapet").insert_paragraph_before("Ett helt nytt stycke.")
    opened.tables[0].cell(1, 1).text = "ändrad cell"
    opened.tables[0].add_row().cells[0].text = "Ny rad"
    opened.sections[0].header.paragraphs[0].add_run(" TILLÄGG")
    opened.sections[0].footer.paragraphs[0].add_run(" sist")
    opened.add_heading("Ny rubrik", 1)
    opened.add_table(2, 2).cell(0, 0).text = "ny tabell"


def remove_things(opened: Any) -> None:
    opened.tables[0]._tbl.getparent().remove(opened.tables[0]._tbl)
    for paragraph in opened.paragraphs[30:36]:
        paragraph._p.getparent().remove(paragraph._p)


def join_paragraphs_and_change_a_heading(opened: Any) -> None:
    changed, styled = beginning(opened, "Jouren tar emot"), beginning(opened, "Insatsen innehåller")
    # What follows is a heading of the second level, a text, and a heading of the first.
    for words in ("Föreningsbidrag", "Målgrupp", "en varsam"):
        paragraphs = opened.paragraphs
        first = next(place for place, one in enumerate(paragraphs) if one.text.startswith(words))
        paragraphs[first].text += " " + paragraphs[first + 1].text
        paragraphs[first + 1]._p.getparent().remove(paragraphs[first + 1]._p)
    changed.text = "a  b   c\td\ne 😀"
    styled.style = opened.styles["Heading 2"]


def remove_a_column(opened: Any) -> None:
    for row in opened.tables[0].rows:
        row._tr.remove(row.cells[0]._tc)


def add_sections(opened: Any) -> None:
    first = opened.sections[0]
    first.different_first_page_header_footer = True
    first.first_page_header.paragraphs[0].text = "Bara första sidan"
    opened.add_section()
    opened.sections[1].footer.is_linked_to_previous = False
    opened.sections[1].footer.paragraphs[0].text = "Andra delens fot"


EDITS = [
    change_paragraph,
    change_a_lot,
    remove_things,
    join_paragraphs_and_change_a_heading,
    remove_a_column,
    add_sections,
]


def renewed(seed: str, day: str) -> tuple[bytes, bytes]:
    """Return a seed's agreement and its successor's, as renewed on a day."""
    path = ROOT / "agreements" / f"{seed}.yaml"
    on, old = date.fromisoformat(day), load(path)
    made = draft(path.read_text(encoding="utf-8"), old, workspace().laws, on)
    assert made is not None
    source, problems = with_shared(parse_source(made.text, "ny.yaml")[0], workspace().settings_source)
    new = build(source, problems, Agreement)
    return make(old, AGREEMENT, on).data, make(new, AGREEMENT, on).data


RENEWED = [f"{seed}@{day}" for seed in (UMEA, VARMDO) for day in ("2024-10-01", "2026-11-21")]


def pair(name: str) -> tuple[bytes, bytes]:
    """Return an old and a new document by a name for the pair; ``-`` first turns the pair around."""
    if name.startswith("-"):
        return tuple(reversed(pair(name[1:])))  # type: ignore[return-value]
    if "@" in name:
        return renewed(*name.split("@"))
    if name in (AGREEMENT, PRESS, MINUTES):
        return document(UMEA, name), document(VARMDO, name)
    edit = next(edit for edit in EDITS if edit.__name__ == name)
    return document(UMEA), edited(document(UMEA), edit)


PAIRS = [sign + name for name in (*(edit.__name__ for edit in EDITS), AGREEMENT, PRESS, MINUTES) for sign in ("", "-")]
PAIRS += RENEWED


@cache
def tracked(name: str) -> bytes:
    made = redline(*pair(name), AUTHOR, DAY)
    assert made.detail is Detail.WORDS
    return made.data


@pytest.mark.thorough(every=5)
@pytest.mark.parametrize("name", PAIRS)
def test_to_accept_all_gives_the_new_text_and_to_reject_all_the_old(name: str) -> None:
    old, new = pair(name)
    made = tracked(name)
    assert text(settled(made, accept)) == text(new)
    assert text(settled(made, reject)) == text(old)
    # Headings and lists show the same numbers, too.
    assert numbered(prepared(settled(made, accept), "nytt")) == numbered(prepared(new, "nytt"))
    assert numbered(prepared(settled(made, reject), "gammalt")) == numbered(prepared(old, "gammalt"))


def test_a_changed_header_and_footer_are_tracked() -> None:
    with zipfile.ZipFile(io.BytesIO(tracked("change_a_lot"))) as archive:
        margins = [archive.read(name) for name in archive.namelist() if re.match(r"word/(header|footer)", name)]
    assert [b"<w:ins " in margin for margin in margins] == [True, True]


def test_every_change_has_the_author_and_the_day_and_an_id_of_its_own() -> None:
    with zipfile.ZipFile(io.BytesIO(tracked(AGREEMENT))) as archive:
        parts = [etree.fromstring(archive.read(f"word/{part}.xml")) for part in ("document", "header1")]
    changes = [node for root in parts for node in root.iter(etree.Element) if node.get(W + "author")]
    assert len(changes) > 100
    assert {node.get(W + "author") for node in changes} == {AUTHOR}
    assert {node.get(W + "date") for node in changes} == {"2026-11-21T00:00:00Z"}
    ids = [node.get(W + "id") for node in changes]
    assert len(set(ids)) == len(ids)


def test_the_same_documents_give_the_same_bytes() -> None:
    assert redline(*pair("change_a_lot"), AUTHOR, DAY).data == tracked("change_a_lot")


def test_the_file_has_one_set_of_properties_and_no_other_author() -> None:
    with zipfile.ZipFile(io.BytesIO(tracked("change_a_lot"))) as archive:
        assert [name for name in archive.namelist() if "core" in name] == ["docProps/core.xml"]
        core = archive.read("docProps/core.xml")
    assert b"creator" not in core and b"lastModifiedBy" not in core
    assert b"sv-SE" in core and b"2026-11-21" in core and "överenskommelse" in core.decode().lower()


def test_documents_without_difference_have_no_tracked_change() -> None:
    made = redline(document(UMEA), document(UMEA), AUTHOR, DAY).data
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert not any(REVISED.search(archive.read(name)) for name in archive.namelist())


TRACKED_PARAGRAPH = (
    f'<w:p {nsdecls("w")}><w:r><w:t xml:space="preserve">Vi </w:t></w:r>'
    '<w:del w:id="1" w:author="Jurist"><w:r><w:delText>kan</w:delText></w:r></w:del>'
    '<w:ins w:id="2" w:author="Jurist"><w:r><w:t>ska</w:t></w:r></w:ins></w:p>'
)


def test_tracked_changes_the_documents_carry_count_as_accepted() -> None:
    old = word("Ett", "Vi kan")
    new = word("Ett", make=lambda opened: opened.element.body.insert(1, parse_xml(TRACKED_PARAGRAPH)))
    (change,) = summary(old, new)
    assert (change.old, change.new, change.text) == ("Vi kan", "Vi ska", "Vi {kan → ska}")
    made = redline(old, new, AUTHOR, DAY).data
    assert b"Jurist" not in b"".join(REVISED.findall(zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml")))
    assert text(settled(made, reject)) == ["Ett", "Vi kan"]


@pytest.mark.node
@pytest.mark.parametrize("name", ["change_a_lot", "-remove_a_column", "add_sections", AGREEMENT, "-" + MINUTES])
def test_the_open_xml_validator_finds_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / "redline.docx"
    path.write_bytes(tracked(name))
    done = subprocess.run([VALIDATOR, path], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["errors"] == []


def settled_words(data: bytes, what: str) -> list[str]:
    return "".join(numbered(prepared(data, what))).split()


@pytest.mark.libreoffice
def test_libreoffice_accepts_into_the_new_text_and_rejects_into_the_old(tmp_path: Path) -> None:
    names = ["change_paragraph", "-change_paragraph", PRESS, "-" + PRESS, "remove_a_column", "remove_things", *RENEWED]
    settled_there = libreoffice_settled(tmp_path, [tracked(name) for name in names])
    for name, both in zip(names, settled_there, strict=True):
        for wanted, found, what in zip(pair(name), both, ("rejected", "accepted"), strict=True):
            # What ends one paragraph and begins the next, LibreOffice 7.4 rejects with the break between them.
            if what == "rejected" and name.endswith(PRESS):
                assert "".join(settled_words(found, what)) == "".join(settled_words(wanted, what)), name
                continue
            assert numbered(prepared(found, what)) == numbered(prepared(wanted, what)), (name, what)


def in_another_dialect(data: bytes) -> bytes:
    main = "word/document.xml"
    members = read_package(data, "x")
    strict = members[main].replace(W.strip("{}").encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    return write_package({**members, main: strict})


@pytest.mark.parametrize(
    "data",
    [
        b"nej",
        word("ett")[:300],
        in_another_dialect(word("ett")),
        write_package({"[Content_Types].xml": b"<Types/>"}),
        *(
            write_package({**read_package(word("ett"), "x"), part: b"<broken"})
            for part in ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels")
        ),
    ],
    ids=["text", "cut off", "strict", "empty", "broken", "broken styles", "broken numbers", "broken relations"],
)
def test_what_is_no_sound_word_file_is_named(data: bytes) -> None:
    with pytest.raises(InvalidTemplate) as caught:
        summary(word("ett"), data)
    assert caught.value.problems[0].file == "det nya dokumentet"


# Tracked changes in XML, as Word writes them.


def body(*content: str) -> Any:
    return etree.fromstring(f"<w:body {nsdecls('w')}>{''.join(content)}</w:body>")


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def added(words: str) -> str:
    return f"<w:ins>{run(words)}</w:ins>"


def struck(words: str) -> str:
    return f"<w:del>{run(words).replace('w:t', 'w:delText')}</w:del>"


def paragraph(content: str, mark: str = "", properties: str = "") -> str:
    end = f"<w:rPr><w:{mark}/></w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{properties}{end}</w:pPr>{content}</w:p>"


def both(*content: str) -> tuple[list[str], list[str]]:
    """Return the paragraphs after all is accepted, and after all is rejected."""
    results = []
    for settle in (accept, reject):
        root = body(*content)
        settle(root)
        results.append(["".join(node.text or "" for node in p.iter(W + "t")) for p in root.iter(W + "p")])
    return results[0], results[1]


@pytest.mark.parametrize(
    ("content", "accepted", "rejected"),
    [
        ([paragraph(run("a") + added("b") + struck("c"))], ["ab"], ["ac"]),
        ([paragraph(added("a"), "ins"), paragraph(run("b"))], ["a", "b"], ["b"]),
        ([paragraph(struck("a"), "del"), paragraph(run("b"))], ["b"], ["a", "b"]),
        ([paragraph(run("a"), "del"), paragraph(run("b"))], ["ab"], ["a", "b"]),
        ([paragraph(run("a"), "ins"), paragraph("", "ins"), paragraph(run("b"))], ["a", "", "b"], ["ab"]),
        ([paragraph(f"<w:ins><w:del>{run('x')}</w:del></w:ins>{run('y')}")], ["y"], ["y"]),
        ([paragraph(f"<w:moveTo>{run('x')}</w:moveTo>{run('y')}<w:moveFrom>{run('x')}</w:moveFrom>")], ["xy"], ["yx"]),
        (
            [
                f"<w:tbl><w:tr><w:trPr><w:ins/></w:trPr><w:tc>{paragraph(added('r'), 'ins')}</w:tc></w:tr>"
                f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph(struck('q'), 'del')}</w:tc></w:tr></w:tbl>"
            ],
            ["r"],
            ["q"],
        ),
        (
            [
                f"<w:tbl><w:tr><w:tc><w:tcPr><w:cellIns/></w:tcPr>{paragraph(run('n'))}</w:tc>"
                f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{paragraph(run('o'))}</w:tc></w:tr></w:tbl>"
            ],
            ["n"],
            ["o"],
        ),
    ],
)
def test_changes_are_accepted_and_rejected(content: list[str], accepted: list[str], rejected: list[str]) -> None:
    assert both(*content) == (accepted, rejected)


def test_a_rejected_style_is_the_former_one() -> None:
    change = '<w:pPrChange><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:pPrChange>'
    root = body(paragraph(run("a"), properties=f'<w:pStyle w:val="Normal"/><w:jc w:val="left"/>{change}'))
    reject(root)
    assert [node.tag for node in root.find(f".//{W}pPr")] == [W + "pStyle"]
    assert root.find(f".//{W}pStyle").get(W + "val") == "Heading1"


# The summary.


def kinds(old: bytes, new: bytes) -> list[tuple[str, str, str]]:
    return [(change.section, change.kind.value, change.text) for change in summary(old, new)]


def test_the_same_document_has_no_differences() -> None:
    assert summary(document(UMEA), document(UMEA)) == ()


def test_changes_are_told_by_section_with_the_numbers_word_shows() -> None:
    found = kinds(*pair("change_a_lot"))
    assert ("§ 1 Parter".replace(" ", "\xa0", 1), "tillagt", "Ny rad |") in found
    assert any(change[0] == "Sidhuvud" and "{tillagt: TILLÄGG}" in change[2] for change in found)
    assert any(change[0].startswith("3.1 ") and change[2] == "Ett helt nytt stycke." for change in found)
    assert any(change[1] == "ändrat" and change[2].endswith("→ ändrad cell}") for change in found)


def test_headings_that_only_get_another_number_are_told_apart() -> None:
    found = summary(*pair("join_paragraphs_and_change_a_heading"))
    renumbered = [change for change in found if change.kind is DifferenceKind.RENUMBERED]
    assert len(renumbered) > 10
    assert all(change.old.split()[-1] == change.new.split()[-1] for change in renumbered)
    assert any(change.text.replace("\xa0", " ") == "§ 7 Ekonomi → § 6 Ekonomi" for change in renumbered)


def test_of_a_long_paragraph_only_the_words_around_a_change_are_shown() -> None:
    words = [f"ord{number}" for number in range(40)]
    (change,) = summary(word(" ".join(words)), word(" ".join([*words[:20], "nytt", *words[21:]])))
    assert change.text == "… ord14 ord15 ord16 ord17 ord18 ord19 {ord20 → nytt} ord21 ord22 ord23 ord24 ord25 ord26 …"


def test_a_difference_of_spaces_alone_is_said_to_be_that() -> None:
    (change,) = summary(word("1 000 kr"), word("1\xa0000 kr"))
    assert change.text == "bara mellanslag: 1\xa0000 kr"


def test_page_numbers_are_not_compared() -> None:
    def footer(pages: str) -> bytes:
        def make(opened: Any) -> None:
            field = f'<w:fldSimple {nsdecls("w")} w:instr=" NUMPAGES "><w:r><w:t>{pages}</w:t></w:r></w:fldSimple>'
            opened.sections[0].footer.paragraphs[0]._p.append(parse_xml(field))
            chars = [
                f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="{kind}"/></w:r>'
                for kind in ("begin", "separate", "end")
            ]
            code = f"<w:r {nsdecls('w')}><w:instrText> PAGE </w:instrText></w:r>"
            shown = f"<w:r {nsdecls('w')}><w:t>{pages}</w:t></w:r>"
            for xml in (chars[0], code, chars[1], shown, chars[2]):
                opened.sections[0].footer.paragraphs[0]._p.append(parse_xml(xml))

        return word("Text", make=make)

    assert summary(footer("1"), footer("7")) == ()


LINES = st.lists(
    st.sampled_from(["Parterna samverkar.", "Parterna ska samverka nära.", "Pris 5 kr", "x", "y"]), max_size=6
)


@settings(max_examples=examples(15))
@given(LINES, LINES)
def test_the_differences_make_the_new_text_of_the_old(old: list[str], new: list[str]) -> None:
    found = summary(word(*old), word(*new))
    gone = Counter(change.old for change in found if change.old)
    come = Counter(change.new for change in found if change.new)
    left = Counter(old)
    left.subtract(gone)
    assert min(left.values(), default=0) >= 0
    assert +(left + come) == Counter(new)
    assert (not found) == (old == new)


# The command.


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "gammal.docx", tmp_path / "ny.docx"
    for path, data in zip(paths, (word("Vi kan."), word("Vi ska.", "Nytt.")), strict=True):
        path.write_bytes(data)
    return paths


def invoke(*arguments: object) -> Any:
    return CliRunner().invoke(compare, [str(one) for one in arguments])


def test_exit_codes_tell_same_changed_and_trouble_apart(files: tuple[Path, Path]) -> None:
    old, new = files
    assert invoke(old, old).exit_code == 0
    assert invoke(old, new).exit_code == 1
    assert invoke(old, "finns-inte.docx").exit_code == 2
    assert invoke(old).exit_code == 2


def test_without_a_file_to_write_the_differences_are_shown(files: tuple[Path, Path]) -> None:
    done = invoke(*files)
    assert done.stdout == "Inledningen\n    ändrat: Vi {kan. → ska.}\n    tillagt: Nytt.\n"
    assert done.stderr == "2 skillnader i 1 avsnitt.\n"


def test_a_file_with_tracked_changes_is_written_and_named(files: tuple[Path, Path], tmp_path: Path) -> None:
    target = tmp_path / "ny mapp" / "ändringar.docx"
    done = invoke(*files, "-o", target, "--author", AUTHOR, "--on", "2026-11-21")
    assert (done.exit_code, done.stdout) == (1, f"{target}\n")
    assert target.read_bytes() == redline(files[0].read_bytes(), files[1].read_bytes(), AUTHOR, DAY).data


def test_a_compared_file_is_not_written_over(files: tuple[Path, Path]) -> None:
    before = files[1].read_bytes()
    done = invoke(*files, "-o", files[1])
    assert done.exit_code == 2
    assert files[1].read_bytes() == before


def test_only_an_untouched_comparison_is_written_over(files: tuple[Path, Path], tmp_path: Path) -> None:
    target = tmp_path / "ändringar.docx"
    assert invoke(*files, "-o", target).exit_code == 1
    assert invoke(*reversed(files), "-o", target).exit_code == 1
    target.write_bytes(edited(target.read_bytes(), lambda opened: opened.add_paragraph("Min anteckning")))
    before = target.read_bytes()
    done = invoke(*files, "-o", target)
    assert (done.exit_code, target.read_bytes()) == (2, before)
    assert "är redigerad eller något annat" in done.stderr
    target.write_text("något annat", encoding="utf-8")
    assert invoke(*files, "-o", target).exit_code == 2


def test_differences_as_json(files: tuple[Path, Path]) -> None:
    found = json.loads(invoke(*files, "--json").stdout)["resultat"]
    assert found[0] == {"avsnitt": "Inledningen", "ändring": "ändrat", "före": "Vi kan.", "nu": "Vi ska."}
