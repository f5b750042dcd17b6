"""A house's own letterhead adopted: what is told before anything is made, and what the document of it looks like."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from benchmarks.samples.hostile_packages import OFFICE, W, related
from benchmarks.samples.house_letterhead import letterhead
from iopdocs.errors import InvalidTemplate, IopdocsError
from iopdocs.usecases.adopt import Adopted, adopt
from iopdocs.word.markup import parse_xml
from iopdocs.word.package import read_package, write_package
from iopdocs.word.text import stored_text
from iopdocs.workspace import Workspace
from tests.conftest import ROOT
from tests.support.records import DAY, KIND, workspace
from tests.support.waiting import HANG


def adopted(root: Path, data: bytes, name: str = "", **more: object) -> Adopted:
    file = root / "BREV.dotx"
    file.write_bytes(data)
    return adopt(Workspace(root), file, KIND, name, DAY, **{"pages": not name, **more})  # type: ignore[arg-type]


def test_a_letterhead_is_told_of_and_nothing_is_made_until_it_has_a_name(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    found = adopted(root, letterhead())
    assert [(one.label, one.tag) for one in found.proposals] == [
        ("Parternas namn", "{{ parterna.namn }}"),
        ("Handläggare", ""),
    ]
    assert "stycket" in found.proposals[0].where
    assert "dokumentmall" in found.notes[0].message
    assert found.written == [] and [path.name for path in (root / "templates").iterdir()].count("brev") == 0


def test_what_hinders_a_letterhead_is_named_with_what_to_do_in_word(tmp_path: Path) -> None:
    found = adopted(workspace(tmp_path), related(f"{OFFICE}/oleObject", "embeddings/a.bin", "Internal"), "brev")
    assert "Klistra in special" in found.obstacles[0].hint
    assert found.written == []


def test_a_letterhead_carries_the_clauses_in_its_own_styles_with_the_agreements_facts(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    found = adopted(root, letterhead(), "avtal-i-brev", accepted=["1"], own={2: "avtal.id"})
    (sample,) = found.sample
    members = read_package(sample.read_bytes(), "x")
    text = stored_text(parse_xml(members["word/document.xml"]))
    assert "Handläggare: exempelby-komplett-2026" in text
    assert "Enhet: Enhet för avtal" in text
    assert "säga upp" in text
    head = stored_text(parse_xml(members["word/header1.xml"])).replace("\xa0", " ")
    assert "EXEMPELBY KOMMUN" in head and "2019-01-01" not in head and "Dnr: SN 2025/00123" in head
    assert "word/media/logo.png" in members
    assert not any(b"attachedTemplate" in data for data in members.values())


def test_a_name_that_is_taken_or_is_none_makes_nothing(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    for name in (KIND, "Brev & sånt", "../ut"):
        with pytest.raises(InvalidTemplate):
            adopted(root, letterhead(), name)


def house(*styles: str, body: str = "", lists: str = "") -> bytes:
    """Return a letterhead with styles of the house's own, and a body before what it has."""
    members = read_package(letterhead(), "x")
    styled = members["word/styles.xml"].decode()
    for name in ("heading 1", "heading 2", "Title"):
        styled = re.sub(rf'<w:style [^>]*><w:name w:val="{name}"/>.*?</w:style>', "", styled)
    members["word/styles.xml"] = styled.replace("</w:styles>", "".join(styles) + "</w:styles>").encode()
    members["word/document.xml"] = members["word/document.xml"].replace(b"<w:body>", f"<w:body>{body}".encode())
    if lists:
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
        said = f'<Override PartName="/word/numbering.xml" ContentType="{kind}"/></Types>'
        leads = f'<Relationship Id="rId9" Type="{OFFICE}/numbering" Target="numbering.xml"/></Relationships>'
        members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(b"</Types>", said.encode())
        part = "word/_rels/document.xml.rels"
        members[part] = members[part].replace(b"</Relationships>", leads.encode())
        members["word/numbering.xml"] = f"<w:numbering {W}>{lists}</w:numbering>".encode()
    return write_package(members)


def style(identity: str, name: str, look: str = "", *, own: bool = True, based: str = "") -> str:
    mark, base = ' w:customStyle="1"' if own else "", f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="paragraph" w:styleId="{identity}"{mark}><w:name w:val="{name}"/>{base}{look}</w:style>'


def outline(level: int) -> str:
    return f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>'


def bold(size: int) -> str:
    return f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr>'


IN_THE_STARTER = "overenskommelse"
MANY_LEVELS = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    + "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="%{level + 1}"/></w:lvl>'
        for level in (0, 1)
    )
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="–"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)


def numbered(number: int, level: int) -> str:
    return f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'


BASED = style("K2", "Mellanrubrik", based="K3"), style("K3", "X", outline(1))


@pytest.mark.parametrize(
    ("styles", "found"),
    [
        (
            [style("R1", "Rubrik 1", own=False), style("R2", "Rubrik 2", own=False)],
            {"heading 1": ("Rubrik 1", True), "heading 2": ("Rubrik 2", True)},
        ),
        (
            [
                style("K1", "Kommunrubrik", outline(0)),
                style("K2", "Mellanrubrik", based="K3"),
                style("K3", "X", outline(1)),
            ],
            {"heading 1": ("Kommunrubrik", False), "heading 2": ("Mellanrubrik", False)},
        ),
        (
            [style("N1", "Num 1", numbered(1, 0) + bold(28)), style("N2", "Num 2", numbered(1, 1) + bold(24))],
            {"heading 1": ("Num 1", False), "heading 2": ("Num 2", False)},
        ),
        (
            [style("S2", "Liten rubrik", bold(24)), style("S1", "Stor rubrik", bold(32))],
            {"heading 1": ("Stor rubrik", False), "heading 2": ("Liten rubrik", False)},
        ),
        ([style("P1", "Exempelby punkt", numbered(2, 0))], {"List Bullet": ("Exempelby punkt", False)}),
        ([style("D1", "Dokumentrubrik", bold(44))], {"Title": ("Dokumentrubrik", False)}),
        ([style("B1", "Exempelby bildtext", bold(18))], {"caption": ("Exempelby bildtext", False)}),
    ],
    ids=["Swedish names", "outline", "numbering", "looks", "bullets", "the title", "a caption"],
)
def test_the_houses_own_styles_play_the_parts_of_ours(
    tmp_path: Path, styles: list[str], found: dict[str, tuple[str, bool]]
) -> None:
    root = starter(tmp_path)
    (root / "BREV.dotx").write_bytes(house(*styles, lists=MANY_LEVELS))
    looked = adopt(Workspace(root), root / "BREV.dotx", IN_THE_STARTER, "", DAY, pages=False)
    parts = {one.ours: (one.theirs, one.certain) for one in looked.styles}
    assert {name: part for name, part in parts.items() if name in found} == found


def starter(folder: Path) -> Path:
    """Return a workspace with a type of the starter's, that has headings, lists and tables."""
    root = folder / "arbete"
    for name in (f"templates/{IN_THE_STARTER}", "templates/klausuler"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copyfile(ROOT / "iopdocs.yaml", root / "iopdocs.yaml")
    (root / "agreements").mkdir()
    shutil.copyfile(ROOT / "tests" / "agreements" / "exempelby-moten-2024.yaml", root / "agreements" / "a.yaml")
    return root


def test_a_style_that_is_only_proposed_is_used_when_somebody_has_said_so(tmp_path: Path) -> None:
    root = starter(tmp_path)
    file = root / "BREV.dotx"
    file.write_bytes(house(style("K1", "Kommunrubrik", outline(0))))
    uses = {}
    for name, accepted in (("utan", []), ("med", ["f1"]), ("allt", ["alla"])):
        adopt(Workspace(root), file, IN_THE_STARTER, name, DAY, accepted=accepted, pages=False)
        members = read_package((root / "templates" / name / "mall.docx").read_bytes(), "x")
        uses[name] = b'w:pStyle w:val="K1"' in members["word/document.xml"]
    assert uses == {"utan": False, "med": True, "allt": True}


def test_a_plan_is_written_changed_and_followed(tmp_path: Path) -> None:
    root = starter(tmp_path)
    file, plan = root / "BREV.dotx", tmp_path / "plan.yaml"
    file.write_bytes(house(style("K1", "Kommunrubrik", outline(0))))
    first = adopt(Workspace(root), file, IN_THE_STARTER, "brev", DAY, plan=plan, pages=False)
    assert first.plan == plan and first.written == []
    text = plan.read_text(encoding="utf-8")
    assert 'er: "Kommunrubrik"' in text and 'ord: "parterna.namn"' in text
    plan.write_text(
        text.replace("    # ord:", "    ord: avtal.id").replace('"Kommunrubrik"', '"Adressblock"'), encoding="utf-8"
    )
    made = adopt(Workspace(root), file, IN_THE_STARTER, "brev", DAY, plan=plan, pages=False)
    assert made.accepted == {1: "{{ parterna.namn }}", 2: "{{ avtal.id }}"}
    body = read_package((root / "templates" / "brev" / "mall.docx").read_bytes(), "x")["word/document.xml"]
    assert b"{{ avtal.id }}" in body and body.count(b'w:val="Adressblock"') > 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"[Parternas namn]"', '"[Annat]"', "platser[1]"),
        ('er: "Normal"', 'er: "Finns inte"', "formatmallar["),
        ('vår: "Normal"', 'vår: "Finns inte"', "formatmallar["),
        ("    ord:", "    ordet:", "ordet"),
    ],
)
def test_a_plan_that_does_not_fit_says_where_and_makes_nothing(tmp_path: Path, old: str, new: str, said: str) -> None:
    root = starter(tmp_path)
    file, plan = root / "BREV.dotx", tmp_path / "plan.yaml"
    file.write_bytes(letterhead())
    adopt(Workspace(root), file, IN_THE_STARTER, "brev", DAY, plan=plan, pages=False)
    plan.write_text(plan.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InvalidTemplate) as caught:
        adopt(Workspace(root), file, IN_THE_STARTER, "brev", DAY, plan=plan, pages=False)
    assert any(said in problem.where and "plan.yaml" in str(problem.file) for problem in caught.value.problems)
    assert not (root / "templates" / "brev").exists()


@pytest.mark.parametrize("own", ["finns.inte", "avtal.diarienummer|finns_inte", "{% if x %}"])
def test_what_fails_leaves_nothing_behind(tmp_path: Path, own: str) -> None:
    root = starter(tmp_path)
    file = root / "BREV.dotx"
    file.write_bytes(letterhead())
    before = sorted(root.rglob("*"))
    with pytest.raises(IopdocsError):
        adopt(Workspace(root), file, IN_THE_STARTER, "brev", DAY, own={2: own}, pages=False)
    assert sorted(root.rglob("*")) == before


def test_a_number_that_no_proposal_has_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidTemplate, match="7"):
        adopted(workspace(tmp_path), letterhead(), "brev", accepted=["1", "7"])


@pytest.mark.libreoffice
def test_each_obstacle_and_each_place_is_told_with_its_page(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    after = "<w:p><w:r><w:br w:type='page'/></w:r></w:p>" * 2
    formula = "<w:p><w:fldSimple w:instr='= SUM(ABOVE)'><w:r><w:t>900</w:t></w:r></w:fldSimple></w:p>"
    cell = f"<w:tr><w:tc><w:tcPr/>{formula}</w:tc></w:tr>"
    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='900'/></w:tblGrid>{cell}</w:tbl>"
    found = adopted(root, house(body=table + after))
    (obstacle,) = found.obstacles
    assert obstacle.where.startswith("sida 1, brödtexten, tabellens rad 1, cell 1")
    assert "ekonomi.totalt" in obstacle.hint
    assert [one.where.partition(",")[0] for one in found.proposals] == ["sida 3", "sida 3"]


@pytest.mark.skipif(sys.platform == "win32", reason="no terminal to pretend to be")
def test_at_a_terminal_each_proposal_is_asked_for(tmp_path: Path) -> None:
    import pty

    root = starter(tmp_path)
    (root / "BREV.dotx").write_bytes(house(style("K1", "Kommunrubrik", outline(0))))
    command = ["template", "adopt", "BREV.dotx", "--like", IN_THE_STARTER, "--as", "brev", "--on", "2026-01-15"]
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "iopdocs", *command], cwd=root, stdin=theirs, stdout=theirs, stderr=theirs,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:  # fmt: skip
        os.close(theirs)
        os.write(ours, b"j\navtal.id\nj\n")
        said = b""
        with suppress(OSError):
            while piece := os.read(ours, 65536):
                said += piece
        assert process.wait(HANG) == 0
    os.close(ours)
    assert "Ska det stå {{ parterna.namn }}?" in said.decode()
    body = read_package((root / "templates" / "brev" / "mall.docx").read_bytes(), "x")["word/document.xml"]
    assert b"{{ parterna.namn }}" in body and b"{{ avtal.id }}" in body and b'w:val="K1"' in body
