"""What a person fills in or changes in Word becomes YAML: only what gives her own words, and only when asked."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from iopdocs.word.blocks import blocks
from iopdocs.word.package import read_package
from tests.support.batches import run, small_workspace
from tests.support.cli import Cli
from tests.support.editing import Edit, add_after, delete, edit_file, replace
from tests.support.records import DAY, ID, KIND, data
from tests.support.waiting import HANG

FILE = Path("agreements", "a.yaml")
DRAFT = Path("output", ID, f"{KIND}.docx")
ON = ("--on", str(DAY))
HARD = "\u00a0"
# What is a gap in the draft.
_LEFT_OUT = re.compile(r"(?m)^    orgnr: 899999-0040\n|^    telefon: 031-390 06 10\n|^    verksam_sedan: 1998\n")
WITH_GAPS = _LEFT_OUT.sub("", data())
SENTENCE = "Parterna ska försöka lösa tvisten genom medling."


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace of the starter with drafts of the agreement."""
    root = small_workspace(tmp_path_factory.mktemp("arbete"), {"a.yaml": WITH_GAPS})
    run(root, day=DAY, documents=(KIND,))
    return root


@pytest.fixture
def draft(starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the draft in a copy of the workspace, which is the current folder."""
    shutil.copytree(starter, tmp_path / "arbete")
    monkeypatch.chdir(tmp_path / "arbete")
    return DRAFT


def text(path: Path) -> str:
    return "\n".join(one.shown for one in blocks(read_package(path.read_bytes(), path.name)))


def read(cli: Cli, *more: str) -> dict[str, Any]:
    """Return what verify says of the draft as facts."""
    found: dict[str, Any] = json.loads(cli("verify", DRAFT, "--json", *more)[1])["resultat"][0]["för_över"]
    return found


def sure(found: dict[str, Any]) -> dict[str, str]:
    return {one["var"]: one["nu"] for one in found["uppgifter"] if one["säker"]}


EDITS: dict[str, tuple[Edit, dict[str, str]]] = {
    "a gap filled in a table": (
        replace("[saknas: organisationsnummer]", "899999-0040"),
        {"parter[2].orgnr": "899999-0040"},
    ),
    "a date in a sentence": (
        replace(f"31{HARD}december 2028", f"31{HARD}december 2029"),
        {"avtalstid.till": "2029-12-31"},
    ),
    "a date with ordinary spaces": (
        replace(f"31{HARD}december 2028", "31 december 2029"),
        {"avtalstid.till": "2029-12-31"},
    ),
    "an amount": (
        replace(f"520{HARD}001{HARD}kronor", f"540{HARD}001{HARD}kronor"),
        {"ekonomi.komponenter[1].belopp": "540 001"},
    ),
    "an organisation number in a table": (replace("299999-0001", "212000-0035"), {"parter[1].orgnr": "212000-0035"}),
    "a place in a cell with other facts": (
        replace("Exempelgatan 1, 999", "Nygatan 2 B, 999"),
        {"parter[1].adress.gata": "Nygatan 2 B"},
    ),
    "a name": (replace("Nils Exempelsson", "Nils Provsson"), {"parter[1].kontakter[1].namn": "Nils Provsson"}),
    "an item of a list": (
        replace("grupper för makar", "grupper för sambor"),
        {"insatser[1].innehåll[1]": "grupper för sambor"},
    ),
    "a length of time in words": (replace("sex månader", "nio månader"), {"uppsägning.tid": "9 månader"}),
    "a percentage in words": (replace("två procent", "tre procent"), {"ekonomi.uppräkning.procent": "3"}),
    "a sentence of the data": (
        replace("Ett nummer att ringa för råd.", "Ett nummer att ringa för råd och stöd."),
        {"insatser[2].beskrivning": "Ett nummer att ringa för råd och stöd."},
    ),
    "a time of day": (replace(f"kl.{HARD}17.30", f"kl.{HARD}16.30"), {"insatser[1].tider[1].från": "16.30"}),
}


@pytest.mark.thorough(every=4)
@pytest.mark.parametrize("name", EDITS)
def test_what_is_changed_in_word_is_proposed_as_data(draft: Path, cli: Cli, name: str) -> None:
    edit, expected = EDITS[name]
    before = FILE.read_bytes()
    edit_file(draft, edit)
    assert sure(read(cli)) == expected
    assert FILE.read_bytes() == before


def test_what_is_proposed_is_written_when_asked_with_comments_kept(draft: Path, cli: Cli) -> None:
    edits = [EDITS[name][0] for name in ("a gap filled in a table", "an amount", "a name", "an item of a list")]
    edit_file(draft, *edits)
    hers = draft.read_bytes()
    was = FILE.read_text(encoding="utf-8")
    code, out, err = cli("verify", draft, "--apply")
    assert (code, err) == (0, "") and out.count("skrivet: agreements/a.yaml") == 4
    now = FILE.read_text(encoding="utf-8")
    assert [line for line in was.splitlines() if line.startswith("#")] == [
        line for line in now.splitlines() if line.startswith("#")
    ]
    changed = set(now.splitlines()) ^ set(was.splitlines())
    assert len(changed) == 7 and "    orgnr: 899999-0040" in changed
    assert draft.read_bytes() == hers
    # Made anew without her file it says what she wrote.
    run(Path.cwd(), day=DAY, documents=(KIND,), fresh=True)
    made = text(DRAFT.with_name(f"{KIND}.ny.docx"))
    for said in ("899999-0040", "540 001 kronor", "Nils Provsson", "grupper för sambor"):
        assert said in made.replace(HARD, " ")
    found = read(cli)
    assert (found["uppgifter"], found["inte_uppgifter"], found["klausuler"]) == ([], [], [])


def test_the_same_fact_changed_differently_in_two_places_is_a_question(draft: Path, cli: Cli) -> None:
    name = "Anhörigföreningen i Exempelby med omnejd"
    edit_file(draft, replace(f"mellan Exempelby kommun och {name}", "mellan Exempelby kommun och Föreningen A"))
    assert sure(read(cli)) == {"parter[2].namn": "Föreningen A"}
    edit_file(draft, replace(f"Med föreningen avses {name}", "Med föreningen avses Föreningen B"))
    found = read(cli, "--apply")
    assert sure(found) == {} and found["skriven"] is None
    (asked,) = found["uppgifter"]
    assert asked["nu"] == "Föreningen A / Föreningen B" and "olika" in asked["varför_inte"]


def test_a_fact_that_stands_elsewhere_too_tells_what_else_would_change(draft: Path, cli: Cli) -> None:
    edit_file(draft, EDITS["an amount"][0])
    (one,) = read(cli)["uppgifter"]
    assert any(f"540{HARD}001{HARD}kr" in line for line in one["mening"])
    assert any(f"520{HARD}001{HARD}kr" in line for line in one["också"])


def test_what_cannot_be_read_as_the_fact_is_told_and_not_written(draft: Path, cli: Cli) -> None:
    edit_file(draft, replace("299999-0001", "299999-0002"), replace(f"31{HARD}december 2028", "sommaren 2029"))
    before = FILE.read_bytes()
    found = read(cli, "--apply")
    assert sure(found) == {} and FILE.read_bytes() == before
    assert any("kontrollsiffran" in one["varför_inte"] for one in found["inte_uppgifter"])


def test_what_would_be_a_new_fault_is_told_and_not_written(draft: Path, cli: Cli) -> None:
    edit_file(draft, replace(f"31{HARD}december 2028", f"30{HARD}juni 2029"))
    before = FILE.read_bytes()
    (one,) = read(cli, "--apply")["uppgifter"]
    assert not one["säker"] and "ett fel" in one["varför_inte"]
    assert FILE.read_bytes() == before


def test_a_protected_address_typed_in_word_is_not_carried_over(draft: Path, cli: Cli) -> None:
    hidden = FILE.read_text(encoding="utf-8").replace("gata: Provvägen 4, ", "gata: Gömstigen 12, skyddad: ja, ")
    FILE.write_text(hidden, encoding="utf-8")
    run(Path.cwd(), day=DAY, documents=(KIND,), fresh=True)
    before = FILE.read_bytes()
    edit_file(draft, replace("Ett nummer att ringa för råd.", "Besök Gömstigen 12 för råd."))
    code, out, _ = cli("verify", draft, "--json", "--apply")
    found = json.loads(out)["resultat"][0]["för_över"]
    assert code == 1 and sure(found) == {} and FILE.read_bytes() == before
    assert "Gömstigen" not in json.dumps(found, ensure_ascii=False)
    code, _, err = cli("override", draft, "insatser", "--reason", "x", "--by", "Anna Ek", *ON)
    assert code == 1 and "Gömstigen" not in err and FILE.read_bytes() == before


def test_what_the_data_has_changed_too_is_not_carried_over(draft: Path, cli: Cli) -> None:
    edit_file(draft, EDITS["a date in a sentence"][0], EDITS["an amount"][0])
    moved = FILE.read_text(encoding="utf-8").replace("till: 2028-12-31", "till: 2030-12-31")
    FILE.write_text(moved, encoding="utf-8")
    found = read(cli)
    assert sure(found) == {"ekonomi.komponenter[1].belopp": "540 001"}
    assert [one["varför_inte"] for one in found["inte_uppgifter"]] == ["uppgifterna har också ändrats just där"]


def test_what_several_agreements_share_is_told_and_not_written(draft: Path, cli: Cli) -> None:
    name = "Exempelby kommun"
    own = FILE.read_text(encoding="utf-8").replace(f"    namn: {name}\n", "    organisation: exempelby\n", 1)
    FILE.write_text(own.replace("    typ: kommun\n", "", 1), encoding="utf-8")
    settings = f"organisationer:\n  exempelby:\n    typ: kommun\n    namn: {name}\n"
    Path("iopdocs.yaml").write_text(settings, encoding="utf-8")
    draft.unlink()
    run(Path.cwd(), day=DAY, documents=(KIND,))
    edit_file(draft, replace(name, "Provby kommun"))
    found = read(cli, "--apply")
    shared = next(one for one in found["uppgifter"] if one["fil"] == "iopdocs.yaml")
    assert (shared["rad"], shared["nu"], shared["säker"]) == (4, "Provby kommun", False)
    assert Path("iopdocs.yaml").read_text(encoding="utf-8") == settings


def test_a_file_that_is_changed_meanwhile_is_not_written_over(
    draft: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    from iopdocs.usecases import verify

    edit_file(draft, EDITS["an amount"][0])
    real = verify.save

    def late(desk: Any, key: str, new: str, based_on: str) -> Any:
        FILE.write_text(FILE.read_text(encoding="utf-8") + "# någon annan\n", encoding="utf-8")
        return real(desk, key, new, based_on)

    monkeypatch.setattr(verify, "save", late)
    code, _, err = cli("verify", draft, "--apply")
    assert code == 1 and "ändrats av någon annan" in err
    assert "540 001" not in FILE.read_text(encoding="utf-8")


@pytest.mark.libreoffice
def test_a_file_that_libreoffice_has_saved_is_read_too(draft: Path, cli: Cli, tmp_path: Path) -> None:
    edit_file(draft, EDITS["an amount"][0], EDITS["a gap filled in a table"][0])
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(draft)], check=True, capture_output=True, timeout=HANG)
    shutil.copyfile(tmp_path / draft.name, draft)
    found = read(cli)
    assert sure(found) == EDITS["an amount"][1] | EDITS["a gap filled in a table"][1]


def test_a_rewritten_clause_becomes_the_agreements_own_with_who_and_why(draft: Path, cli: Cli) -> None:
    edit_file(draft, replace("genom förhandling", "genom samtal"), add_after("genom samtal", SENTENCE))
    assert read(cli)["klausuler"] == ["tvist"]
    command = ("override", draft, "tvist", "--reason", "Parterna vill medla", "--by", "Anna Ek", *ON)
    code, out, _ = cli(*command)
    assert code == 0 and SENTENCE in out
    now = FILE.read_text(encoding="utf-8")
    for line in ("- klausul: tvist", "skäl: Parterna vill medla", "av: Anna Ek", "dag: 2026-01-15", SENTENCE):
        assert line in now
    run(Path.cwd(), day=DAY, documents=(KIND,), fresh=True)
    assert text(DRAFT.with_name(f"{KIND}.ny.docx")) == text(draft)
    assert read(cli)["klausuler"] == []
    # Worded once more, it takes the place of the first.
    edit_file(draft, replace("genom medling", "med hjälp av en medlare"))
    assert cli(*command)[0] == 0
    again = FILE.read_text(encoding="utf-8")
    assert again.count("klausul: tvist") == 1 and "med hjälp av en medlare" in again and SENTENCE not in again


def test_a_clause_with_a_list_keeps_its_items(draft: Path, cli: Cli) -> None:
    edit_file(
        draft, add_after("avser insatser som inte har genomförts", "avser det som parterna har kommit överens om")
    )
    code, _, err = cli("override", draft, "aterbetalning", "--reason", "x", "--by", "Anna Ek", *ON)
    assert code == 0, err
    assert "- avser det som parterna har kommit överens om" in FILE.read_text(encoding="utf-8")
    run(Path.cwd(), day=DAY, documents=(KIND,), fresh=True)
    assert text(DRAFT.with_name(f"{KIND}.ny.docx")) == text(draft)


@pytest.mark.parametrize(
    ("edit", "clause", "said"),
    [
        (delete("Ingen ny part får ansluta"), "ny-part", "struken"),
        (replace("genom förhandling", "[saknas: hur]"), "tvist", "luckor"),
        (replace("genom förhandling", "genom samtal"), "finns-inte", "står inte i dokumentet"),
    ],
)
def test_a_clause_that_cannot_be_worded_so_is_refused(
    draft: Path, cli: Cli, edit: Edit, clause: str, said: str
) -> None:
    edit_file(draft, edit)
    before = FILE.read_bytes()
    code, _, err = cli("override", draft, clause, "--reason", "x", "--by", "Anna Ek", *ON)
    assert code == 1 and said in err and FILE.read_bytes() == before


def test_a_draft_that_nobody_has_edited_has_no_clause_of_its_own(draft: Path, cli: Cli) -> None:
    code, _, err = cli("override", draft, "tvist", "--reason", "x", "--by", "Anna Ek", *ON)
    assert code == 1 and "inget redigerat utkast" in err


def test_a_renewed_agreement_keeps_her_clause(draft: Path, cli: Cli) -> None:
    edit_file(draft, replace("genom förhandling", "genom samtal"))
    assert cli("override", draft, "tvist", "--reason", "Parterna vill medla", "--by", "Anna Ek", *ON)[0] == 0
    code, out, err = cli("renew", "--within", "60m", "--no-redline", *ON)
    assert code == 0, out + err
    (new,) = set(Path("agreements").glob("*.yaml")) - {FILE}
    assert "av: Anna Ek" in new.read_text(encoding="utf-8")
    (made,) = (
        Path("output").glob(f"*/{KIND}.docx")
        if not DRAFT.is_file()
        else set(Path("output").glob(f"*/{KIND}.docx")) - {DRAFT}
    )
    assert "genom samtal" in text(made)


def test_a_rewritten_clause_with_a_fact_that_ends_with_a_stop_is_offered(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow_up = "\nuppföljning: {hur: av styrgruppen två gånger per år m.m.}\n"
    root = small_workspace(tmp_path / "arbete", {"a.yaml": _without_follow_up(WITH_GAPS) + follow_up})
    run(root, day=DAY, documents=(KIND,))
    monkeypatch.chdir(root)
    assert "Uppföljningen görs av styrgruppen två gånger per år m.m.\n" in f"{text(DRAFT)}\n"
    edit_file(DRAFT, replace("Uppföljningen görs av", "Allt följs upp av"))
    assert read(cli)["klausuler"] == ["uppfoljning"]
    assert cli("override", DRAFT, "uppfoljning", "--reason", "x", "--by", "Anna Ek", *ON)[0] == 0
    run(root, day=DAY, documents=(KIND,), fresh=True)
    assert text(DRAFT.with_name(f"{KIND}.ny.docx")) == text(DRAFT)


def _without_follow_up(said: str) -> str:
    return re.sub(r"(?m)^uppföljning:.*\n(?: .*\n)*", "", said)
