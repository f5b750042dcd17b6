"""What check finds is told in the order of what it stops, each mistake once, and one kind alone on request."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from iopdocs.errors import Problem, Severity
from iopdocs.usecases.ranking import gathered, once, ranked
from tests.support.cli import EXAMPLE, Cli, make_workspace

MORE = """bakgrund: {behov: Leverantören gör det.}
avtalstid: {från: 2026-01-01, till: 2026-12-31}
antaganden:
  - {uppgift: avtalstid.till, skäl: fråga}
ekonomi:
  totalt: 5 000
  komponenter:
    - {benämning: Drift, slag: per år, belopp: 4 000, betalare: kommunen, mottagare: jouren}
"""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_workspace(tmp_path)
    monkeypatch.chdir(root)
    (next((root / "agreements").glob("*.yaml"))).write_text(EXAMPLE + MORE, encoding="utf-8")
    return root


@pytest.mark.usefixtures("workspace")
def test_what_stops_a_final_version_comes_first_with_its_number(cli: Cli) -> None:
    code, out, err = cli("check", "--on", "2026-01-01")
    lines = [line for line in out.splitlines() if not line.startswith("    ")]
    assert code == 1
    assert lines[0].endswith(": 2 saker stoppar en slutlig version:")
    assert ": fel: ekonomi.totalt: " in lines[1]
    assert ": varning: antaganden[1]: " in lines[2]
    assert lines[3].endswith(": annat att ta ställning till, som inte stoppar:")
    asked = [line for line in lines if " frågor om IOP utan svar" in line]
    assert len(asked) == 1
    assert "K1 vem som tog initiativet (bakgrund.initiativ); K2 styrdokument (bakgrund.styrdokument)" in asked[0]
    assert asked[0].endswith("K10 att verksamheten drivs utan vinstsyfte (idéburet_syfte).")
    # A mark that is about words that stand there keeps its line, with its code.
    assert any(": varning K9: bakgrund.behov: " in line for line in lines)
    kinds = [line.split(": ")[1].split()[0] for line in lines]
    assert kinds.index("upplysning") > max(place for place, kind in enumerate(kinds) if kind == "varning")
    assert err.endswith(" 1 avtal kan inte bli slutligt än.\n")


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("kind", ["fel", "varning", "upplysning"])
def test_one_kind_is_told_alone_and_the_exit_code_is_of_all(cli: Cli, kind: str) -> None:
    code, out, _ = cli("check", "--on", "2026-01-01", "--only", kind)
    assert code == 1
    assert f": {kind}" in out
    others = {"fel", "varning", "upplysning"} - {kind}
    assert not any(f": {other}: " in line for other in others for line in out.splitlines() if line[0] != " ")
    code, out, _ = cli("check", "--on", "2026-01-01", "--only", kind, "--json")
    answer = json.loads(out)
    assert code == answer["slutkod"] == 1
    assert {problem["grad"] for problem in answer["problem"]} == {kind}
    # What is counted is everything.
    assert answer["resultat"][0]["stoppar"] == 2
    assert answer["resultat"][0]["varningar"] > 3


def test_a_fault_in_what_agreements_share_is_told_once(cli: Cli, workspace: Path) -> None:
    shared = "organisationer:\n  kommunen:\n    typ: kommun\n    namn: Exempelby kommun\n    orgnr: 299999-0002\n"
    (workspace / "iopdocs.yaml").write_text(shared, encoding="utf-8")
    for name in ("ett", "tva", "tre"):
        text = EXAMPLE.replace("prov-2024", name).replace("roll: off", "organisation: kommunen, roll: off", 1)
        (workspace / "agreements" / f"{name}.yaml").write_text(text, encoding="utf-8")
    _, out, _ = cli("check")
    assert out.count("är felskrivet") == 1
    _, _, err = cli("render")
    assert err.count("är felskrivet") == 1
    assert err.count("inga dokument gjordes") == 3


def test_a_fault_in_a_clause_is_told_once_however_many_documents_it_stops(cli: Cli, workspace: Path) -> None:
    clause = workspace / "templates" / "klausuler" / "uppsagning.yaml"
    text = clause.read_text(encoding="utf-8")
    clause.write_text(text.replace("{% if", "{{ avtal.hittepå }} {% if", 1), encoding="utf-8")
    (workspace / "agreements" / "till.yaml").write_text(EXAMPLE.replace("prov-2024", "till"), encoding="utf-8")
    _, out, _ = cli("check")
    told = out.count("”hittepå” finns inte")
    _, _, err = cli("render")
    assert told == err.count("”hittepå” finns inte") == 1


def test_the_same_said_of_one_line_is_one_mistake_at_its_most_exact_place() -> None:
    def one(where: str, line: int = 3, code: str = "x") -> Problem:
        return Problem("fel", "a.yaml", line, where, code=code)

    assert once([one("parter[1]"), one("parter[1].orgnr")]) == [one("parter[1].orgnr")]
    assert [found.where for found in once(map(one, ("a", "b", "c", "d", "e")))] == ["a, b, c och 2 till"]
    assert len(once([one("a"), one("a", 4), one("a", code="y")])) == 3


def test_the_same_note_for_several_years_is_one_line() -> None:
    notes = [
        Problem(f"det är okänt för {year}", "a.yaml", 3, "ekonomi", severity=Severity.NOTE, code="x")
        for year in (2026, 2027, 2028)
    ]
    (short,) = ranked(notes).short_notes
    assert short.message == "Det är okänt för 2026. (Och 2 till.)"
    assert len(ranked(notes).all) == 3


def assumed(number: int, file: str = "a.yaml") -> Problem:
    path = ("avtalstid", f"uppgift-{number}")
    said = f"Uppgiften {path[1]} är antagen och stoppar en slutlig version: läst i avtal.docx."
    return Problem(said, file, number, f"antaganden[{number}]", code="antagande", severity=Severity.WARNING, about=path)


def test_many_assumptions_of_a_file_are_told_on_one_line_with_how_they_are_confirmed() -> None:
    other = Problem("Något annat.", "a.yaml", 90)
    found = gathered([*map(assumed, range(1, 19)), other, assumed(1, "b.yaml")])
    assert [one.file for one in found] == ["a.yaml", "a.yaml", "b.yaml"]
    assert found[0].message == (
        "18 uppgifter är antagna och stoppar en slutlig version: "
        "avtalstid.uppgift-1, avtalstid.uppgift-2, avtalstid.uppgift-3 och 15 till."
    )
    assert "ta sedan bort posten ur antaganden" in found[0].hint
    assert found[1] is other
    assert found[2].message.startswith("Uppgiften uppgift-1")


def test_a_few_assumptions_are_told_each_with_its_reason() -> None:
    few = list(map(assumed, range(1, 4)))
    assert gathered(few) == few
