"""``iopdocs new`` at a real terminal: asked, answered, told at once what is wrong, and broken off."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cli import Cli, make_workspace
from tests.support.terminal import Terminal

OLD = """id: gammalt-2024
status: undertecknat
undertecknat: 2023-12-01
iop: ja
parter:
  - {id: kommunen, typ: kommun, namn: Exempelby kommun, diarienummer: KS 2023/1}
  - {id: jouren, typ: förening, namn: Exempeljouren}
syfte: [stödja barn]   # från förra gången
avtalstid: {från: 2024-01-01, till: 2025-12-31}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path)


def files(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "agreements").iterdir() if not path.name.startswith(".")}


def test_an_interview_checks_each_answer_and_ends_with_a_file(root: Path) -> None:
    asked = Terminal(["new", "--on", "2026-01-15"], root)
    asked.expect("Vad är det för slags avtal?")
    asked.expect("Välj 1–6:")
    asked.type("sju")
    asked.expect("Skriv ett nummer, 1 till 6.")
    asked.type("1")
    for question, answer in (("Vilken kommun", "Exempelby kommun"), ("Vilken förening", "Exempeljouren")):
        asked.expect(question)
        asked.expect("Svar:")
        asked.type(answer)
    asked.expect("Partnerskapet kallas […].")
    asked.type("")
    asked.expect("tom rad slutar:")
    asked.type("att stödja barn")
    asked.expect("…:")
    asked.type("")
    asked.expect("varning: syfte: Orden hamnar i meningen")
    asked.expect("(Enter behåller det, - tar bort det)")
    asked.expect("tom rad slutar:")
    for row in ("stödja barn", "förebygga våld", ""):
        asked.type(row)
    asked.expect("Vilka är verksamheten till för?")
    asked.type("")
    asked.expect("Vilken dag börjar")
    asked.expect("Svar:")
    asked.type("1 januri 2026")
    asked.expect("fel: avtalstid.från: Månaden i ”1 januri 2026” känns inte igen.")
    asked.type("1 januari 2026")
    asked.expect("Vilken dag är den sista?")
    asked.expect("Svar:")
    asked.type("2025-12-31")
    asked.expect("ligger före den första")
    asked.type("2027-12-31")
    asked.expect("Hur mycket betalar")
    asked.type("400 000")
    asked.expect("Enter för exempelby-exempeljouren-2026:")
    asked.type("prov-2024")
    asked.expect("har redan ett avtal")
    asked.type("")
    assert asked.end() == 0
    assert "Kontrollen säger" in asked.shown
    assert "iopdocs check agreements/exempelby-exempeljouren-2026.yaml" in asked.shown.replace("\n", " ")
    text = files(root)["exempelby-exempeljouren-2026.yaml"].decode()
    assert text.startswith("id: exempelby-exempeljouren-2026\nstatus: förslag\n")
    for line in ("namn: Exempelby kommun", "- förebygga våld", "från: 1 januari 2026", "belopp: 400 000"):
        assert line in text
    assert "målgrupp" not in text
    assert "partnerskap" not in text


def test_ctrl_c_leaves_nothing(root: Path) -> None:
    before = files(root)
    asked = Terminal(["new", "--kind", "skyddat-boende"], root)
    asked.expect("Svar:")
    asked.type("Exempelby kommun")
    asked.expect("Svar:")
    assert asked.interrupt() == 1
    assert "Avbrutet" in asked.shown
    assert files(root) == before


def test_one_that_is_like_another_keeps_what_is_not_of_that_one(root: Path) -> None:
    (root / "agreements" / "gammalt.yaml").write_text(OLD, encoding="utf-8")
    before = files(root)
    asked = Terminal(["new", "nytt-2026", "--like", "gammalt-2024"], root)
    for question, answer in (
        ("Nu: Exempelby kommun", ""),
        ("Nu: Exempeljouren", "Nya jouren"),
        ("Vad heter partnerskapet?", ""),
        ("Nu: stödja barn", ""),
        ("Vilka är", ""),
        ("Vilken dag börjar", ""),
        ("Vilken dag är", ""),
    ):
        asked.expect(question)
        asked.expect(": ")
        asked.type(answer)
    assert asked.end() == 0
    after = files(root)
    text = after.pop("nytt-2026.yaml").decode()
    assert after == before
    for kept in ("Exempelby kommun", "Nya jouren", "stödja barn", "# från förra gången", "status: förslag"):
        assert kept in text
    for gone in ("undertecknat", "2024", "KS 2023/1", "Exempeljouren"):
        assert gone not in text


def test_without_a_terminal_nothing_is_asked(cli: Cli, root: Path) -> None:
    code, out, err = cli("new", "--root", root)
    assert (code, out) == (1, "")
    assert "behöver en terminal" in err


def test_an_id_that_is_taken_is_told_before_the_questions(root: Path) -> None:
    asked = Terminal(["new", "prov-2024"], root)
    assert asked.end() == 1
    assert "har redan ett avtal" in asked.shown


def test_a_kind_and_an_agreement_to_begin_from_do_not_go_together(root: Path) -> None:
    asked = Terminal(["new", "nytt-2026", "--kind", "iop-kommun", "--like", "prov-2024"], root)
    asked.expect("--kind och --like går inte ihop")
    assert asked.end() == 1
