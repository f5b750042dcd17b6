"""The command line as a user meets it: words, results on stdout, all else on stderr, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from iopdocs.reading.roundtrip import dump_tree, load_tree, remove
from tests.conftest import ROOT
from tests.support.cli import EXAMPLE, Cli, make_workspace
from tests.support.starter_types import stems


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(make_workspace(tmp_path))
    return tmp_path


def test_help_is_swedish_and_shows_how_to_begin(cli: Cli) -> None:
    code, out, _ = cli("--help")
    assert code == 0
    assert "Användning: iopdocs [VAL] KOMMANDO" in out
    for command in ("init", "check", "render", "schema", "law", "clauses", "upgrade", "verify"):
        assert f"  {command} " in out
    for english in ("Usage", "Options", "Commands", "Show this"):
        assert english not in out


@pytest.mark.parametrize("command", ["init", "check", "render", "schema", "law", "clauses", "upgrade", "verify"])
def test_every_command_has_help_with_an_example(cli: Cli, command: str) -> None:
    code, out, _ = cli(command, "--help")
    assert code == 0
    assert "Exempel:" in out
    assert "Usage" not in out


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["chek"], "Kommandot chek finns inte."),
        (["render", "--formt", "pdf"], "Valet --formt finns inte."),
        (
            ["render", "--format", "word"],
            "formatet word finns inte; välj bland docx, pdf, html, fragment.html, md, txt, json.",
        ),
        (["check", "--on", "i går"], "går inte att använda"),
        (["law"], "Argument saknas"),
    ],
)
def test_wrong_usage_is_explained_in_swedish_with_exit_2(cli: Cli, arguments: list[str], text: str) -> None:
    code, out, err = cli(*arguments)
    assert (code, out) == (2, "")
    assert text in err


def test_outside_a_workspace_the_user_is_told_what_to_do(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = cli("render")
    assert code == 1
    assert "Ingen arbetsmapp hittades." in err
    assert "iopdocs init" in err


def test_a_new_workspace_renders_at_once(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _ = cli("init", tmp_path / "ny")
    assert code == 0
    assert (tmp_path / "ny" / "agreements" / "avtal.schema.json").exists()
    monkeypatch.chdir(tmp_path / "ny")
    code, out, err = cli("render", "--on", "2026-01-15")
    assert code == 0, err
    assert len([line for line in out.splitlines() if line.endswith(".docx")]) >= 3
    assert all((tmp_path / "ny" / line).exists() for line in out.splitlines())


def test_a_new_workspace_leaves_the_files_that_are_there(cli: Cli, tmp_path: Path) -> None:
    own = {
        "iopdocs.schema.json": '{"$schema": "http://json-schema.org/draft-07/schema#", "title": "Eget"}',
        "agreements/avtal.schema.json": "eget",
        "iopdocs.yaml": "# eget",
    }
    (tmp_path / "agreements").mkdir()
    for name, text in own.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert cli("init", tmp_path)[0] == 0
    assert {name: (tmp_path / name).read_text(encoding="utf-8") for name in own} == own
    code, _, err = cli("schema", "--settings", "-o", tmp_path / "iopdocs.schema.json")
    assert code == 1
    assert "skrivs inte över" in err


def test_a_second_init_in_the_same_folder_is_refused(cli: Cli, tmp_path: Path) -> None:
    cli("init", tmp_path / "ny")
    code, _, err = cli("init", tmp_path / "ny")
    assert code == 1
    assert "Här finns redan en arbetsmapp." in err


@pytest.mark.usefixtures("workspace")
def test_paths_go_to_stdout_and_gaps_to_stderr(cli: Cli) -> None:
    code, out, err = cli("render", "--document", "overenskommelse")
    assert (code, out) == (0, "output/prov-2024/overenskommelse.docx\n")
    assert "overenskommelse: " in err
    assert " luckor: " in err
    assert " till\n" in err


@pytest.mark.usefixtures("workspace")
def test_render_as_json_lists_files_gaps_and_problems(cli: Cli) -> None:
    code, out, _ = cli("render", "--document", "pressmeddelande", "--json")
    assert code == 0
    (result,) = json.loads(out)["resultat"]
    assert result["klart"] is True
    assert result["filer"][0].endswith("pressmeddelande.docx")
    assert result["luckor"]["pressmeddelande"]


def test_one_broken_agreement_does_not_stop_the_others(cli: Cli, workspace: Path) -> None:
    (workspace / "agreements" / "a-trasig.yaml").write_text("id: [", encoding="utf-8")
    code, out, err = cli("render", "--document", "overenskommelse")
    assert code == 1
    assert out == "output/prov-2024/overenskommelse.docx\n"
    assert "agreements/a-trasig.yaml" in err


@pytest.mark.usefixtures("workspace")
def test_a_final_with_gaps_is_refused_and_nothing_is_written(cli: Cli) -> None:
    code, out, err = cli("render", "--final")
    assert (code, out) == (1, "")
    assert "Uppgiften saknas eller är inte klar: organisationsnummer (Exempelby kommun)." in err
    assert not Path("output").exists() or not list(Path("output").rglob("*.docx"))


def test_an_edited_document_is_left_alone_and_the_command_says_so(cli: Cli, workspace: Path) -> None:
    cli("render", "--document", "overenskommelse", "--on", "2024-01-01")
    made = workspace / "output" / "prov-2024" / "overenskommelse.docx"
    made.write_bytes(b"redigerat")
    code, out, err = cli("render", "--document", "overenskommelse", "--on", "2024-01-01")
    assert (code, out) == (0, "output/prov-2024/overenskommelse.ny.docx\n")
    assert "har redigerats och lämnades orörd" in err


def test_personal_identity_numbers_stop_even_a_draft(cli: Cli, workspace: Path) -> None:
    path = workspace / "agreements" / "prov.yaml"
    path.write_text(EXAMPLE + "partnerskap: Stöd till 19670919-9530\n", encoding="utf-8")
    code, out, err = cli("render")
    assert (code, out) == (1, "")
    assert "9530" not in err


def test_verify_tells_unedited_edited_and_outdated_apart(cli: Cli, workspace: Path) -> None:
    cli("render", "--document", "overenskommelse")
    made = workspace / "output" / "prov-2024" / "overenskommelse.docx"
    assert cli("verify", made)[0] == 0
    source = workspace / "agreements" / "prov.yaml"
    source.write_text(EXAMPLE + "status: beslutat\n", encoding="utf-8")
    code, out, _ = cli("verify", made)
    assert code == 1
    assert "oredigerat enligt dokumentet självt; underlaget har ändrats sedan dess" in out
    assert "ändrat: avtalets fil" in out
    source.write_text(EXAMPLE, encoding="utf-8")
    made.write_bytes(made.read_bytes() + b"x")
    code, out, _ = cli("verify", made)
    assert code == 1
    assert "redigerat efter att det gjordes" in out


@pytest.mark.parametrize(
    ("citation", "day", "code", "stdout", "stderr"),
    [
        ("SoL 2:2", "2021-12-20", 1, "", "Skriv 2 kap. 1 § socialtjänstlagen (2001:453)."),
        ("SoL 5:11", "2026-01-01", 1, "", "Skriv 13 kap. 1 § och 18 kap. 7 § socialtjänstlagen (2025:400)."),
        ("5 kap 11§ Sol", "2021-12-20", 0, "5 kap. 11 § socialtjänstlagen (2001:453), SoL", ""),
    ],
)
def test_law_looks_up_as_of_a_day(cli: Cli, citation: str, day: str, code: int, stdout: str, stderr: str) -> None:
    found, out, err = cli("law", citation, "--on", day)
    assert found == code
    assert stdout in out.replace("\xa0", " ")
    assert stderr in err
    if code == 0:
        shown = ("om:", "gäller: från och med 2002-01-01", "källa:", "säkerhet: bekräftad", "efterträds av: 13 kap.")
        for word in shown:
            assert word in out.replace("\xa0", " ")


@pytest.mark.usefixtures("workspace")
def test_clauses_are_listed_and_shown_as_of_a_day(cli: Cli) -> None:
    code, out, _ = cli("clauses")
    assert code == 0
    assert len(out.splitlines()) >= 30
    before = cli("clauses", "stod-till-brottsoffer", "--on", "2024-01-01")[1]
    after = cli("clauses", "stod-till-brottsoffer", "--on", "2026-01-01")[1]
    assert "(2001:453)" in before
    assert "(2025:400)" in after
    code, _, err = cli("clauses", "tystnadsplit")
    assert code == 1
    assert "Menade du tystnadsplikt?" in err


def test_schema_is_json_with_swedish_descriptions(cli: Cli, tmp_path: Path) -> None:
    code, out, _ = cli("schema")
    schema = json.loads(out)
    assert code == 0
    assert schema["properties"]["avtalstid"]["description"] == "Avtalstid"
    assert cli("schema", "--settings", "-o", tmp_path / "s.json")[0] == 0
    assert json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))["title"] == "Inställningar"


def test_a_bug_of_ours_keeps_its_traceback_and_has_its_own_exit_code(
    cli: Cli, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from iopdocs.workspace import Workspace

    def broken(self: Workspace, path: Path) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Workspace, "load", broken)
    code, _, err = cli("check")
    assert code == 70
    assert "ZeroDivisionError" in err
    assert "fel i iopdocs" in err


def test_a_clause_that_no_section_names_is_a_fault_when_it_is_asked_for(cli: Cli, workspace: Path) -> None:
    clause = "id: egen\nrubrik: Egen\nom: Egen\nversioner: [{text: Text.}]\n"
    (workspace / "templates" / "klausuler" / "egen.yaml").write_text(clause, encoding="utf-8")
    path = workspace / "agreements" / "prov.yaml"
    path.write_text(EXAMPLE + "klausuler: {med: [egen]}\n", encoding="utf-8")
    code, out, _ = cli("check")
    assert code == 1
    assert "Klausulen ”egen” står inte i något avsnitt, så den kommer aldrig med." in out


def test_a_complete_agreement_is_made_final_without_naming_documents(cli: Cli, workspace: Path) -> None:
    complete = ROOT / "tests" / "agreements" / "exempelby-komplett-2026.yaml"
    path = workspace / "agreements" / "prov.yaml"
    tree = load_tree(complete.read_text(encoding="utf-8"))
    remove(tree, "möten")
    path.write_text(dump_tree(tree), encoding="utf-8")
    code, out, err = cli("render", "--final", "--on", "2026-01-15")
    assert code == 0, err
    assert [Path(line).name for line in out.splitlines()] == [
        f"{stem}.docx" for stem in sorted(stems(forms=False, signed=True))
    ]


def test_sentences_are_listed_and_one_is_shown_with_its_wordings(cli: Cli) -> None:
    code, out, _ = cli("sentences", "pressmeddelande")
    assert code == 0
    assert "Pressmeddelande (pressmeddelande)" in out and "  uppfoljning" in out
    code, out, _ = cli("sentences", "pressmeddelande", "avtalstid")
    assert code == 0 and "när: avtal.avtalstid.från, avtal.avtalstid.till" in out
    assert "Sammanfattning (sammanfattning)" in cli("sentences")[1]


def test_a_sentence_that_is_not_there_is_told_with_the_nearest(cli: Cli) -> None:
    code, _, err = cli("sentences", "pressmeddelande", "uppfoljningen")
    assert code != 0 and "uppfoljning" in err
    code, _, err = cli("sentences", "overenskommelse")
    assert code != 0 and "har inga meningar" in err
