"""What ``iopdocs explain`` says of a paragraph to a lawyer and to another program, and what it never says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.samples.words import word
from tests.support.cli import Cli

TEXT = """id: prov-2024
parter:
  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}
  - id: jouren
    roll: idéburen
    typ: förening
    namn: Exempeljouren
    telefon: 08-465 004 17
    skyddade_uppgifter: [telefon]
    adress: {gata: Hemliga stigen 17, postnummer: 999 17, ort: Gömda, skyddad: ja}
partnerskap: Ljusa huset
"""
TEMPLATE = ("Alltid detta.", "Det heter {{ avtal.partnerskap }}, {{ avtal.diarienummer }}.")
PARTY = ("{%p for p in parter %}", "Hos {{ p.adress.gata }}, {{ p.telefon }}.", "{%p endfor %}")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "agreements" / "a.yaml").write_text(TEXT, encoding="utf-8")
    folder = tmp_path / "templates" / "prov"
    folder.mkdir(parents=True)
    (folder / "mall.docx").write_bytes(word(*TEMPLATE, *PARTY))
    (folder / "dokument.yaml").write_text("namn: Prov\nbeskrivning: Prov\ntitel: Prov\n", encoding="utf-8")
    return tmp_path


def test_a_paragraph_is_followed_by_the_key_the_line_and_the_gap(cli: Cli, root: Path) -> None:
    code, out, _ = cli("explain", "--root", root)
    assert code == 0
    lines = out.splitlines()
    at = lines.index("Det heter Ljusa huset, [saknas: diarienummer].")
    assert lines[at + 1 : at + 4] == [
        "    partnerskap = Ljusa huset (rad 11)",
        "    läses, men står inte i filen: diarienummer",
        "    lucka: diarienummer",
    ]
    assert "Alltid detta." not in lines
    assert "1 stycke till är fast text i mallen; --all visar dem." in out
    assert not (root / "output").exists()


def test_only_the_paragraphs_with_some_words_are_told_of(cli: Cli, root: Path) -> None:
    code, out, _ = cli("explain", "--root", root, "--find", "alltid  DETTA")
    assert code == 0
    assert "    fast text i mallen templates/prov/mall.docx" in out
    assert "Ljusa huset" not in out
    code, _, err = cli("explain", "--root", root, "--find", "står ingenstans")
    assert code == 1
    assert "inget stycke har de orden" in err.lower()


def test_all_tells_where_in_the_template_and_what_only_steers(cli: Cli, root: Path) -> None:
    _, out, _ = cli("explain", "--root", root, "--all")
    assert "Alltid detta." in out
    assert "mall: templates/prov/mall.docx, brödtexten, stycket ”Det heter {{ avtal.partnerskap }}" in out


def test_another_program_gets_the_same(cli: Cli, root: Path) -> None:
    code, out, _ = cli("explain", "--root", root, "--document", "prov", "--json")
    assert code == 0
    (told,) = json.loads(out)["resultat"]
    first, second, *_ = told["stycken"]
    assert (first["text"], first["fast_text"], first["nycklar"]) == ("Alltid detta.", True, [])
    file = "agreements/a.yaml"
    assert second["nycklar"][0] == {
        "nyckel": "partnerskap", "heter": "partnerskap", "fil": file, "rad": 11, "värde": "Ljusa huset",
        "skrivs_ut": True,
    }  # fmt: skip
    assert second["luckor"] == [{"saknas": "diarienummer", "nyckel": "diarienummer"}]


def test_what_is_protected_is_never_explained(cli: Cli, root: Path) -> None:
    for more in ((), ("--all",), ("--json",)):
        _, out, err = cli("explain", "--root", root, *more)
        assert "Hos uppges inte, uppges inte." in out
        for secret in ("Hemliga stigen", "999 17", "Gömda", "465 004 17"):
            assert secret not in out + err
    text = (root / "agreements" / "a.yaml").read_text(encoding="utf-8")
    (root / "agreements" / "a.yaml").write_text(text.replace("Ljusa huset", "Hemliga stigen 17"), encoding="utf-8")
    code, out, err = cli("explain", "--root", root, "--all")
    assert code == 1
    assert "Hemliga" not in out + err
