"""The letterhead of an invented municipality carried from its .dotx to a final agreement, looked at page by page."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from benchmarks.letterheads import Made, invalid
from benchmarks.samples.house_letterhead import letterhead
from iopdocs.making.outcome import Wish
from iopdocs.usecases.adopt import adopt
from iopdocs.usecases.render import render
from iopdocs.word.package import read_package, write_package
from iopdocs.workspace import Workspace
from tests.conftest import ROOT

pytestmark = pytest.mark.libreoffice
DAY, LIKE, NAME = date(2026, 1, 15), "overenskommelse", "avtal-i-brev"
MARKS = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
TABLE = (
    f'<w:p>{MARKS["begin"]}<w:r><w:instrText>TOC \\o "1-1" \\u</w:instrText></w:r>{MARKS["separate"]}'
    f"<w:r><w:t>Gammal rubrik</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>77</w:t></w:r>{MARKS['end']}</w:p>"
)
OWN = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Kommunrubrik"><w:name w:val="Kommunrubrik"/>'
    '<w:basedOn w:val="Brdtext"/><w:pPr><w:keepNext/><w:spacing w:before="320" w:after="60"/><w:outlineLvl w:val="0"/>'
    '</w:pPr><w:rPr><w:rFonts w:ascii="Liberation Sans" w:hAnsi="Liberation Sans"/><w:b/><w:color w:val="7A1F3D"/>'
    '<w:sz w:val="30"/></w:rPr></w:style></w:styles>'
)


def template() -> bytes:
    """Return the letterhead with a table of contents, and a heading of the house's own in the place of Word's."""
    members = read_package(letterhead(), "BREV.dotx")
    body, styles = members["word/document.xml"].decode(), members["word/styles.xml"].decode()
    styles = re.sub(r'<w:style [^>]*w:styleId="Rubrik1".*?</w:style>', "", styles)
    members["word/document.xml"] = body.replace("<w:sectPr>", f"{TABLE}<w:sectPr>").encode()
    members["word/styles.xml"] = styles.replace("</w:styles>", OWN).encode()
    return write_package(members)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The final agreement as PDF, and the text of each page of it."""
    root = tmp_path_factory.mktemp("brev")
    for name in (f"templates/{LIKE}", "templates/klausuler"):
        shutil.copytree(ROOT / name, root / name)
    (root / "agreements").mkdir()
    shutil.copyfile(ROOT / "iopdocs.yaml", root / "iopdocs.yaml")
    shutil.copyfile(ROOT / "tests" / "agreements" / "exempelby-komplett-2026.yaml", root / "agreements" / "a.yaml")
    file = root / "BREV.dotx"
    file.write_bytes(template())
    found = adopt(Workspace(root), file, LIKE, NAME, DAY, accepted=["alla"], own={2: "avtal.id"}, pages=False)
    assert found.fitted.theirs["heading 1"] == "Kommunrubrik" and not found.problems
    wish = Wish(DAY, (NAME,), ("docx", "pdf"), final=True)
    with render(Workspace(root), [], wish).outcomes() as outcomes:
        written = [one.path for outcome in outcomes for one in outcome.written]
    (pdf,) = (path for path in written if path.suffix == ".pdf")
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    return pdf, text.replace("\xa0", " ").split("\f")[:-1]


def test_every_page_has_the_houses_head_and_foot_with_the_agreements_facts(made: tuple[Path, list[str]]) -> None:
    pdf, pages = made
    assert len(pages) > 10
    for number, page in enumerate(pages, start=1):
        for text in ("EXEMPELBY KOMMUN", "Datum 2025-12-15", "Dnr: SN 2025/00123", "Exempelby · www.exempelby.example"):
            assert text in page, (number, text)
        assert re.search(rf"(?m)^\s*Sida {number}$", page)
    told = subprocess.run(["pdfimages", "-list", str(pdf)], capture_output=True, text=True, check=True).stdout
    assert {int(line.split()[0]) for line in told.splitlines()[2:]} == set(range(1, len(pages) + 1))


def test_what_was_to_be_filled_in_is_and_nothing_of_the_templates_old_facts_is_left(
    made: tuple[Path, list[str]],
) -> None:
    whole = "\n".join(made[1])
    assert "Exempelby kommun och Anhörigföreningen i Exempelby med omnejd" in made[1][0]
    assert "Handläggare: exempelby-komplett-2026" in made[1][0]
    assert "Enhet: Enhet för avtal" in made[1][0]
    for text in ("2019-01-01", "Klicka här", "Gammal rubrik", "[saknas", "{{", "{%", "UTKAST"):
        assert text not in whole


def test_the_table_of_contents_says_on_which_page_each_part_begins(made: tuple[Path, list[str]]) -> None:
    _, pages = made
    table = re.findall(r"(?m)^\s*(\S.*?)[ .]{4,}(\d+)\s*$", pages[0])
    assert len(table) > 8 and table[-1][0] == "Underskrifter"
    for heading, page in table:
        words = r"\s+".join(map(re.escape, heading.split()))
        own = pages[int(page) - 1].rpartition(table[-1][0])[2] if page == "1" else pages[int(page) - 1]
        assert re.search(rf"(?m)^\s*{words}\s*$", own), (heading, page)


def test_the_last_page_is_signed_by_those_who_sign(made: tuple[Path, list[str]]) -> None:
    last = made[1][-1]
    assert "Anna Exempelsson" in last and "Karl Modellström" in last
    assert last.count("Underskrift ") == 3


@pytest.mark.node
def test_the_validator_has_nothing_against_the_agreement(made: tuple[Path, list[str]]) -> None:
    document = made[0].with_suffix(".docx").read_bytes()
    assert invalid([Made("avtal.docx", template(), document)]) == {}
