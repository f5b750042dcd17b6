"""Renewing a workspace: broken files never stop the others, a second run makes nothing new, a kill costs nothing."""

from __future__ import annotations

import json
import os
import random
import shutil
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from benchmarks import workspace as made_up
from benchmarks.renewal import measure
from iopdocs.making.render import load_template
from iopdocs.output import files, workspace_id
from iopdocs.renewal import report
from iopdocs.renewal.reported import DRAFTED
from iopdocs.renewal.run import FAILED, Renewal, Renewed, Window
from iopdocs.usecases.renew import write_report
from iopdocs.workspace import Workspace
from tests.conftest import ROOT
from tests.support.cli import Cli

ON = date(2024, 11, 1)
WINDOW = Window(ON, date(2024, 12, 31), redline=False)
BROKEN, WHOLE = 3, 5


def renew(root: Path, window: Window = WINDOW, workspace: Workspace | None = None) -> list[Renewed]:
    workspace = workspace or Workspace(root)
    renewal = Renewal(workspace, window)
    results = list(renewal.renew(renewal.chosen(workspace.agreements())))
    if not window.dry_run:
        write_report(root / "output", results, window)
    return results


def tree(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "arbete"
    folder.mkdir()
    made_up.make(folder, count=BROKEN + WHOLE, broken=BROKEN, seed=5)
    return folder


def test_every_whole_agreement_gets_a_successor_and_every_broken_one_a_fault(root: Path) -> None:
    before = tree(root / "agreements")
    results = renew(root)
    states = [result.state for result in results]
    assert (states.count(DRAFTED), states.count(FAILED)) == (WHOLE, BROKEN)
    assert all(result.problems for result in results if result.state == FAILED)
    after = tree(root / "agreements")
    assert {name: after[name] for name in before} == before
    assert len(after) == len(before) + WHOLE
    for result in results:
        if result.path is not None:
            loaded = Workspace(root).load(result.path)
            assert loaded.usable
            assert loaded.agreement is not None
            assert loaded.agreement.replaces == result.agreement
    assert not [name for name in tree(root) if name.endswith(".tmp")]


@pytest.mark.thorough
def test_many_agreements_in_one_run_give_a_successor_each_and_a_fault_for_each_broken_one() -> None:
    """The same with five hundred: ``python -m benchmarks.renewal``."""
    found = measure(count=16, broken=6)
    assert (found["successors"], found["faults"], found["half-written files"]) == (10, 6, 0)


def test_a_second_run_makes_nothing_new_and_says_the_same(root: Path) -> None:
    renew(root)
    first = tree(root)
    renew(root)
    assert tree(root) == first


def test_a_later_run_leaves_the_successors_alone(root: Path) -> None:
    renew(root)
    first = tree(root / "agreements")
    later = renew(root, Window(date(2025, 2, 1), date(2024, 12, 31), redline=False))
    assert [result.state for result in later] == [FAILED] * BROKEN
    assert tree(root / "agreements") == first


def test_a_dry_run_writes_nothing(root: Path) -> None:
    before = tree(root)
    results = renew(root, Window(ON, date(2024, 12, 31), dry_run=True))
    assert len(results) == BROKEN + WHOLE
    assert tree(root) == before


def test_a_file_in_the_way_is_never_written_over(root: Path) -> None:
    taken = next(result.path for result in renew(root, Window(ON, date(2024, 12, 31), dry_run=True)) if result.path)
    taken.write_text("id: någon annans\n", encoding="utf-8")
    failed = [result for result in renew(root) if result.state == FAILED]
    (blocked,) = [result for result in failed if result.problems[0].code == "efterträdare-finns"]
    assert "finns redan och är något annat" in blocked.problems[0].message
    assert taken.read_text(encoding="utf-8") == "id: någon annans\n"


def test_only_what_ends_in_the_window_is_taken(root: Path) -> None:
    early = Window(ON, date(2024, 6, 30), dry_run=True)
    taken = [result for result in renew(root, early) if result.state == DRAFTED]
    assert 0 < len(taken) < WHOLE
    assert all(result.period and result.period[0] <= date(2024, 7, 1) for result in taken)


def _killed(root: Path, at: int, workspace: Workspace) -> bool:
    """Renew in a child that dies at its ``at``:th step towards a file; return whether it died."""
    child = os.fork()
    if child == 0:
        left = [at]

        def dying(real):  # type: ignore[no-untyped-def]
            def step(*arguments, **more):  # type: ignore[no-untyped-def]
                left[0] -= 1
                if left[0] == 0:
                    os._exit(137)
                return real(*arguments, **more)

            return step

        for module, name in ((files, "see_to"), (os, "replace"), (os, "link")):
            setattr(module, name, dying(getattr(module, name)))
        renew(root, workspace=workspace)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 137


@pytest.mark.thorough
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_random_points_and_run_again_gives_the_same_bytes(tmp_path: Path) -> None:
    root, whole = tmp_path / "dödad", tmp_path / "hel"
    root.mkdir()
    made_up.make(root, count=3, broken=1, seed=3)
    workspace_id(root)  # drawn once, so that the receipts of both name the same
    shutil.copytree(root, whole)
    renew(whole)
    chance = random.Random(7)  # noqa: S311 - any points will do
    workspace = Workspace(root)
    workspace.clauses.clauses, workspace.settings  # noqa: B018 - read once, for all children
    for kind in workspace.types.values():
        load_template(kind.template)
    kills = 0
    while _killed(root, chance.randrange(1, 9), workspace):
        kills += 1
    assert kills >= 20
    assert tree(root) == tree(whole)


def test_the_command_reports_in_words_and_in_json(cli: Cli, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    code, out, err = cli("renew", "--on", "2024-11-01", "--no-redline")
    assert code == 1
    assert len([line for line in out.splitlines() if line.startswith("agreements/")]) == WHOLE
    assert "att besluta" in err
    text = (root / "output" / "fornyelse-2024-11-01.md").read_text(encoding="utf-8")
    assert f"| Utkast till nya avtal | {WHOLE} |" in text
    assert f"| Kunde inte förnyas | {BROKEN} |" in text
    data = json.loads((root / "output" / "fornyelse-2024-11-01.json").read_text(encoding="utf-8"))
    assert len(data["avtal"]) == BROKEN + WHOLE


def test_nothing_to_renew_is_said(cli: Cli, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    for path in (root / "agreements").iterdir():
        path.unlink()
    shutil.copyfile(ROOT / "tests/agreements/exempelby-utan-pengar-2025.yaml", root / "agreements" / "a.yaml")
    code, out, err = cli("renew", "--on", "2026-11-01")
    assert (code, out) == (0, "")
    assert "Inget avtal går ut" in err


def test_the_report_shows_how_clauses_and_their_law_have_changed(tmp_path: Path) -> None:
    for name in ("templates", "agreements"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copyfile(ROOT / "iopdocs.yaml", tmp_path / "iopdocs.yaml")
    in_time = Window(date(2024, 10, 1), date(2024, 12, 31), dry_run=True)
    late = Window(date(2026, 11, 21), date(2024, 12, 31), dry_run=True)
    (before,), (after,) = (
        [result for result in renew(tmp_path, window) if result.agreement.startswith("umea")]
        for window in (in_time, late)
    )
    kept, moved = ({c.before: c.after for c in result.notes.changes} for result in (before, after))
    assert not [text for text in kept if "socialtjänstlagen" in text]
    assert moved["15 kap. 1 § socialtjänstlagen (2001:453)"] == "17 kap. 11 § socialtjänstlagen (2025:400)"
    assert moved["7 kap. 3 § socialtjänstlagen (2001:453)"] == "17 kap. 1–3 §§ socialtjänstlagen (2025:400)"


def test_a_run_that_was_stopped_is_finished_on_a_later_day(root: Path, tmp_path: Path) -> None:
    whole = tmp_path / "hel"
    shutil.copytree(root, whole)
    renew(whole)
    stopped = Renewal(Workspace(root), WINDOW)
    made = (result for result in stopped.renew(stopped.chosen(stopped.workspace.agreements())) if result.files)
    assert len(list(islice(made, 2))) == 2
    shutil.rmtree(root / "output")  # killed before the first document, or its folder thrown away
    later = Window(date(2024, 11, 3), date(2024, 12, 31), redline=False)
    results = renew(root, later)
    assert [result.state for result in results].count(DRAFTED) == WHOLE
    assert all(result.files for result in results if result.state == DRAFTED)
    assert len(report.read_report(root / "output" / "fornyelse-2024-11-03.json")) == BROKEN + WHOLE
    assert {*tree(root / "agreements")} == {*tree(whole / "agreements")}
    # Now they are in a report, and are done.
    assert [result.state for result in renew(root, Window(date(2024, 11, 4), date(2024, 12, 31), redline=False))] == [
        FAILED
    ] * BROKEN


def test_a_draft_that_somebody_works_on_is_left_alone_also_when_no_report_has_it(root: Path) -> None:
    first = next(result for result in renew(root) if result.path)
    assert first.path is not None
    first.path.write_text(first.path.read_text(encoding="utf-8") + "# nytt\n", encoding="utf-8")
    shutil.rmtree(root / "output")
    edited = first.path.read_bytes()
    later = renew(root, Window(date(2024, 11, 3), date(2024, 12, 31), redline=False))
    assert first.agreement not in [result.agreement for result in later]
    assert first.path.read_bytes() == edited


def test_no_decision_disappears_from_a_report_when_fewer_agreements_are_renewed_the_same_day(root: Path) -> None:
    results = renew(root)
    before = (root / "output" / "fornyelse-2024-11-01.md").read_bytes()
    edited = next(result.path for result in results if result.path)
    edited.write_text(edited.read_text(encoding="utf-8") + "# nytt\n", encoding="utf-8")
    fewer = renew(root)
    assert len(fewer) == len(results) - 1
    assert (root / "output" / "fornyelse-2024-11-01.md").read_bytes() == before
    assert len(report.read_report(root / "output" / "fornyelse-2024-11-01-2.json")) == len(fewer)
    (root / "output" / "fornyelse-2024-11-01-2.json").write_text("[", encoding="utf-8")
    renew(root)
    assert (root / "output" / "fornyelse-2024-11-01-2.md").exists()


ENDS = "avtalstid: {{från: 2023-01-01, till: 2024-12-31}}\nparter:\n  - {{roll: offentlig, typ: kommun, namn: A}}\n"


def test_two_agreements_never_get_one_successor_between_them(root: Path) -> None:
    folder = root / "agreements"
    for path in folder.iterdir():
        path.unlink()
    text = ENDS.format() + "  - {roll: idéburen, typ: förening, namn: B}\n"
    for name in ("jour-2021", "jour-2022", "annan-2020"):
        (folder / f"{name}.yaml").write_text(f"id: {name}\n{text}", encoding="utf-8")
    (folder / "påbörjat.yaml").write_text(f"id: annan-2025\nstatus: förslag\n{text}", encoding="utf-8")
    before = tree(folder)
    results = {result.agreement: result for result in renew(root)}
    assert {name: result.state for name, result in results.items()} == {
        "annan-2020": FAILED,
        "jour-2021": DRAFTED,
        "jour-2022": FAILED,
    }
    assert "annan-2025" in results["annan-2020"].problems[0].message
    assert "agreements/påbörjat.yaml" in results["annan-2020"].problems[0].message
    assert "agreements/jour-2021.yaml" in results["jour-2022"].problems[0].message
    after = tree(folder)
    assert {*after} - {*before} == {"jour-2025.yaml"}
    assert {name: after[name] for name in before} == before


def test_a_tab_between_brackets_stops_no_renewal(root: Path) -> None:
    path = root / "agreements" / "tabb.yaml"
    text = f"id: tabb-2022\n{ENDS.format()}  - {{roll: idéburen, typ: förening, namn: B, kallas: Före\tningen}}\n"
    path.write_text(text, encoding="utf-8")
    assert Workspace(root).load(path).usable
    results = {result.agreement: result for result in renew(root)}
    assert results["tabb-2022"].state == DRAFTED
    made = Workspace(root).load(root / "agreements" / f"{results['tabb-2022'].successor}.yaml").agreement
    assert made is not None
    assert made.parties[1].known_as == "Före ningen"
    assert [result.state for result in results.values()].count(DRAFTED) == WHOLE + 1


def test_a_comment_that_is_left_out_is_told_without_what_must_not_be_sent_on(root: Path) -> None:
    text = (
        f"id: kommentar-2022\n{ENDS.format()}"
        "  - {roll: idéburen, typ: förening, namn: B, "
        "adress: {gata: Dolda backen 12, postnummer: 999 31, ort: Undangömda, skyddad: ja}}\n"
        "# ring 19121212-1212\ndiarienummer: KS 1 # de finns på Dolda backen 12\n"
    )
    (root / "agreements" / "kommentar.yaml").write_text(text, encoding="utf-8")
    result = next(one for one in renew(root) if one.agreement == "kommentar-2022")
    assert [one.where for one in result.notes.left_out] == ["diarienummer", "diarienummer"]
    told = next((root / "output").glob("fornyelse-*.md")).read_text("utf-8")
    assert "Kommentarer som inte följde med" in told
    assert "1212-1212" not in told
    assert "Dolda" not in told


def test_a_report_that_cannot_be_written_is_told_and_made_the_next_time(cli: Cli, root: Path) -> None:
    given = ("renew", "--no-redline", "--root", str(root), "--on", "2024-11-01", "--json")
    in_the_way = root / "output" / "fornyelse-2024-11-01.md"
    in_the_way.mkdir(parents=True)
    code, out, _ = cli(*given)
    assert code == 1
    assert [one["kod"] for one in json.loads(out)["problem"]][-1] == "förnyelse-utan-rapport"
    in_the_way.rmdir()
    again = json.loads(cli(*given)[1])
    assert [one["läge"] for one in again["resultat"]].count(DRAFTED) == WHOLE
    assert in_the_way.is_file()


def test_a_run_whose_documents_could_not_be_written_is_finished_the_next_time(root: Path) -> None:
    first = Renewal(Workspace(root), WINDOW)
    made = first.renew(first.chosen(first.workspace.agreements()))
    names = [result.successor for result in made if result.successor]
    shutil.rmtree(root / "output")
    (root / "output").mkdir()
    for name in names:
        (root / "output" / name).write_text("i vägen")
    later = Window(date(2024, 11, 3), date(2024, 12, 31), redline=False)
    assert DRAFTED not in [result.state for result in renew(root, later)]
    for name in names:
        (root / "output" / name).unlink()
    assert [result.state for result in renew(root, later)].count(DRAFTED) == WHOLE
