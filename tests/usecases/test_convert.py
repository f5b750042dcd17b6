"""A Word file that somebody has edited, in other formats: of what it says now, and never beside another text."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml

from benchmarks.samples.words import word as template
from tests.conftest import ROOT
from tests.support.cli import Cli

ID = "exempelby-skyddat-2026"
DAY = ("--on", "2026-01-15")
EDITED = "Texten är ändrad av Åsa."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of the press release and an agreement with a protected address; no test changes it."""
    root = tmp_path_factory.mktemp("arbetsmapp")
    for name in ("pressmeddelande", "klausuler"):
        shutil.copytree(ROOT / "templates" / name, root / "templates" / name)
    (root / "agreements").mkdir()
    shutil.copy(ROOT / "tests" / "agreements" / f"{ID}.yaml", root / "agreements")
    return root


@pytest.fixture
def root(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = shutil.copytree(whole, tmp_path / "arbetsmapp")
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def word(root: Path, cli: Cli) -> Path:
    """The release, made and edited."""
    assert render(cli)[0] == 0
    path = root / "output" / ID / "pressmeddelande.docx"
    edit(path)
    return path


def render(cli: Cli, *more: str, formats: str = "docx,html,txt") -> tuple[int, str, str]:
    return cli("render", "--document", "pressmeddelande", "--format", formats, *DAY, *more)


def convert(cli: Cli, path: Path, *more: str) -> tuple[int, str, str]:
    return cli("convert", path, *DAY, *more)


def edit(path: Path, change: Callable[[Document], object] | None = None) -> None:
    document = docx.Document(str(path))
    if change is None:
        document.add_paragraph(EDITED)
    else:
        change(document)
    document.save(str(path))


def add(xml: str) -> Callable[[Document], object]:
    return lambda document: document.paragraphs[5]._p.append(parse_xml(xml))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith("kvitto.json"))


def test_every_format_is_of_the_file_as_it_was_edited(word: Path, cli: Cli) -> None:
    code, out, _ = convert(cli, word, "--format", "html,fragment.html,md,txt,json")
    assert code == 0
    made = [Path(line) for line in out.splitlines()]
    assert [path.name for path in made] == [
        f"pressmeddelande.{s}" for s in ("html", "fragment.html", "md", "txt", "json")
    ]
    for path in made:
        assert EDITED in (word.parent / path.name).read_text(encoding="utf-8"), path


def test_the_files_can_be_made_again_and_an_edited_one_is_never_written_over(word: Path, cli: Cli) -> None:
    convert(cli, word, "--format", "txt")
    text = word.with_suffix(".txt")
    edit(word, lambda document: document.add_paragraph("Och en gång till."))
    convert(cli, word, "--format", "txt")
    assert "Och en gång till." in text.read_text(encoding="utf-8")
    text.write_text("Rättad för hand.", encoding="utf-8")
    code, out, err = convert(cli, word, "--format", "txt")
    assert code == 0 and out.strip().endswith("pressmeddelande.omvandlad.txt")
    assert "har redigerats eller är upptagen och lämnades orörd" in err
    assert text.read_text(encoding="utf-8") == "Rättad för hand."


@pytest.mark.parametrize("formats", ["html", "docx,html,txt"])
def test_render_never_lays_a_fresh_text_beside_an_edited_file(word: Path, cli: Cli, formats: str) -> None:
    # The data has changed, too.
    file = word.parents[2] / "agreements" / f"{ID}.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("dokumentnamn:", "# dokumentnamn:"), encoding="utf-8")
    before = {path.name: path.read_bytes() for path in word.parent.iterdir() if path.suffix == ".docx"}
    code, _, err = render(cli, formats=formats)
    assert code == 0
    beside = [name for name in names(word.parent) if ".ny." in name]
    assert beside == (["pressmeddelande.ny.docx"] if "docx" in formats else [])
    assert before["pressmeddelande.docx"] == word.read_bytes()
    assert "Formatet html gjordes inte: pressmeddelande.docx är redigerad, och ändringarna skulle saknas" in err
    assert f"iopdocs convert output/{ID}/pressmeddelande.docx --format html" in err
    assert render(cli, "--fresh", formats=formats)[0] == 0
    beside = [name for name in names(word.parent) if ".ny." in name]
    assert beside == sorted({f"pressmeddelande.ny.{one}" for one in formats.split(",")} | set(beside))


def test_what_is_of_an_edited_file_stays_with_it(word: Path, cli: Cli) -> None:
    convert(cli, word, "--format", "html,md")
    page = word.with_suffix(".html").read_bytes()
    _, _, err = render(cli, formats="docx,html")
    assert word.with_suffix(".html").read_bytes() == page
    assert "Formatet html gjordes inte" in err
    assert "pressmeddelande.html är gjord av en redigerad Word-fil" in render(cli, "--fresh", formats="html")[2]
    code, _, _ = render(cli, "--force", formats="docx,html")
    assert code == 0
    assert EDITED not in word.with_suffix(".html").read_text(encoding="utf-8")
    assert not word.with_suffix(".md").exists()
    for suffix in (".html", ".md"):
        assert EDITED in word.with_name(f"pressmeddelande.redigerad-1{suffix}").read_text(encoding="utf-8")


def test_verify_says_what_the_files_are_of(word: Path, cli: Cli) -> None:
    convert(cli, word, "--format", "fragment.html,txt")
    made = word.with_name("pressmeddelande.fragment.html")
    said = "gjort av pressmeddelande.docx som den var redigerad, och inte av avtalets uppgifter"
    assert cli("verify", made)[:2] == (1, f"{made}: {said}\n")
    found = json.loads(cli("verify", made, "--json")[1])["resultat"][0]
    assert (found["bevis"], found["oredigerat"], found["aktuellt"]) == ("gjort på nytt och lika", True, False)
    edit(word)
    assert "pressmeddelande.docx har ändrats sedan dess, så gör om" in cli("verify", made)[1]
    made.write_bytes(made.read_bytes() + b" ")
    assert "redigerat efter att det gjordes av pressmeddelande.docx" in cli("verify", made)[1]


def test_of_an_unedited_file_it_is_what_render_makes(root: Path, cli: Cli) -> None:
    render(cli)
    folder = root / "output" / ID
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert convert(cli, folder / "pressmeddelande.docx")[0] == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert cli("verify", folder / "pressmeddelande.html")[0] == 0
    assert "redan gjort" in render(cli)[2]


FAULTS = {
    "a tracked change": (
        add(f'<w:ins {W} w:id="1" w:author="A"><w:r><w:t>ny</w:t></w:r></w:ins>'),
        "filen har spårade ändringar som inte är avgjorda",
        "Gå till Granska i Word, godkänn eller avvisa alla ändringar, spara och kör igen.",
    ),
    "a comment": (
        add(f'<w:r {W}><w:commentReference w:id="1"/></w:r>'),
        "filen har kommentarer som inte är besvarade",
        "Gå till Granska i Word, ta bort alla kommentarer, spara och kör igen.",
    ),
    "a field that fetches": (
        add(f'<w:fldSimple {W} w:instr=" INCLUDETEXT https://exempel.se/a "><w:r><w:t>x</w:t></w:r></w:fldSimple>'),
        "filen har något i sig som kan hämta eller köra annat (fältet INCLUDETEXT)",
        "Ta bort makron, inbäddade objekt, länkade bilder och fält som hämtar något, spara och kör igen.",
    ),
    "a protected address": (
        lambda document: document.add_paragraph("Jouren ligger på Hemliga stigen 17, 999 17 Gömda."),
        "i dokumentet skulle det stå en adress som är märkt som skyddad",
        "Dokumentet görs inte så länge det står där.",
    ),
    "a personnummer": (
        lambda document: document.add_paragraph("Ring Anna, 850709-9805."),
        "i dokumentet skulle det stå ett personnummer",
        "",
    ),
}


@pytest.mark.parametrize(("change", "message", "hint"), FAULTS.values(), ids=FAULTS)
def test_what_must_be_settled_first_is_told_and_nothing_is_written(
    word: Path, cli: Cli, change: Callable[[Document], object], message: str, hint: str
) -> None:
    edit(word, change)
    before = {path.name: path.read_bytes() for path in word.parent.iterdir()}
    code, out, err = convert(cli, word, "--format", "html,fragment.html,md,txt,json")
    assert (code, out) == (1, "")
    assert message.casefold() in err.casefold() and hint in err
    assert {path.name: path.read_bytes() for path in word.parent.iterdir()} == before


def test_a_file_from_elsewhere_is_looked_through_for_all_that_is_protected(
    root: Path, cli: Cli, tmp_path: Path
) -> None:
    path = tmp_path / "annan.docx"
    document = docx.Document()
    document.add_paragraph("Hälsningar från Hemliga stigen 17.")
    document.save(str(path))
    code, _, err = convert(cli, path, "--root", str(root))
    assert code == 1 and "Hemliga" not in err
    assert names(tmp_path) == ["annan.docx", "arbetsmapp"]


def test_a_file_that_is_no_word_file_is_told(root: Path, cli: Cli) -> None:
    path = root / "a.docx"
    path.write_bytes(b"PK\x03\x04 nonsense")
    code, _, err = convert(cli, path)
    assert code == 1 and "Filen är ingen hel Word-fil" in err


def can_be_final(root: Path) -> Path:
    """Make the workspace's release and agreement small enough to be final; return where the release will lie."""
    kind = root / "templates" / "pressmeddelande"
    (kind / "dokument.yaml").write_text("namn: P\nbeskrivning: P\ntitel: P\nnyhet: ja\n", encoding="utf-8")
    (kind / "mall.docx").write_bytes(template("Kort om {{ avtal.id }}."))
    # A type without a narrative has no sentences.
    shutil.rmtree(kind / "meningar")
    (root / "agreements" / f"{ID}.yaml").write_text(
        "id: a\nstatus: beslutat\nparter:\n  - {id: k, roll: offentlig, typ: kommun, namn: Exempelby kommun}\n"
        "  - {id: j, roll: idéburen, typ: förening, namn: Jouren}\nlagrum_per: 2025-01-01\n"
        "avtalstid: {från: 2025-01-01, till: 2026-12-31}\n",
        encoding="utf-8",
    )
    return root / "output" / "a" / "pressmeddelande.docx"


def test_a_final_page_alone_is_not_laid_beside_an_edited_file(root: Path, cli: Cli) -> None:
    path = can_be_final(root)
    assert render(cli, formats="docx")[0] == 0
    edit(path)
    code, _, err = render(cli, "--final", formats="html")
    assert code == 1
    assert "Filen pressmeddelande.docx är redigerad, och en slutlig version av uppgifterna skulle sakna ändr" in err
    code, _, err = render(cli, "--final", "--fresh", formats="html")
    assert code == 0, err
    assert names(path.parent) == ["pressmeddelande.docx", "pressmeddelande.slutlig-2.html"]
    assert "pressmeddelande.docx har redigerats och lämnades orörd" in err


def test_a_final_version_that_is_edited_is_not_converted_under_its_name(root: Path, cli: Cli) -> None:
    path = can_be_final(root)
    code, _, err = render(cli, "--final", formats="docx,txt")
    assert code == 0, err
    assert convert(cli, path, "--format", "txt,md")[0] == 0
    receipt = json.loads(path.with_name("pressmeddelande.kvitto.json").read_text(encoding="utf-8"))
    assert receipt["filer"]["pressmeddelande.md"]["slutlig"] is True
    edit(path)
    code, _, err = convert(cli, path)
    assert code == 1
    assert "Word-filen är en slutlig version som har redigerats, och under dess namn får inget annat ligga" in err


def test_the_answer_as_json(word: Path, cli: Cli) -> None:
    code, out, _ = convert(cli, word, "--format", "txt", "--json")
    answer = json.loads(out)
    assert code == 0 and answer["kommando"] == "convert"
    assert answer["resultat"] == [{"fil": str(word.with_suffix(".txt")), "ny": True, "lämnad": None}]


def test_an_editor_reads_the_edited_file(word: Path, cli: Cli) -> None:
    edit(word, lambda document: next(p for p in document.paragraphs if p.style.name == "Ingress").add_run(" ord" * 60))
    _, _, err = convert(cli, word)
    assert "upplysning: press: En redaktör skulle säga om ”" in err
    assert re.search(r"ingressen har \d+ ord \(helst högst 50\)", err)


def test_formats_that_are_none_are_told(word: Path, cli: Cli) -> None:
    code, _, err = convert(cli, word, "--format", "docx")
    assert code == 2
    assert "formatet docx finns inte; välj bland pdf, html, fragment.html, md, txt, json." in err
