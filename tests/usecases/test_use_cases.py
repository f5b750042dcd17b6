"""The use cases by themselves, as a page or a form will call them: typed answers, no command line."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from benchmarks.samples.words import word
from iopdocs.errors import InvalidAgreement, InvalidLibrary, OutputBlocked, Severity
from iopdocs.output import alone
from iopdocs.usecases import answers, check, compare, create, look_up, opening, render, renew, schema, status, verify
from tests.conftest import ROOT

DAY = date(2026, 1, 15)
MODULES = (check, compare, create, look_up, opening, renew, render, schema, status, verify)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return create.create(tmp_path_factory.mktemp("arbete") / "mitt").root


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder that has nothing to do with any workspace."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_use_case_loads_neither_click_nor_a_terminal() -> None:
    names = ", ".join(f"iopdocs.usecases.{module.__name__.split('.')[-1]}" for module in MODULES)
    script = f"import sys, {names}, {answers.__name__}.declared\nassert 'click' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_answers_cannot_be_changed(module: object) -> None:
    made = [one for one in vars(module).values() if dataclasses.is_dataclass(one) and one.__module__ == module.__name__]
    assert all(one.__dataclass_params__.frozen for one in made)


def test_a_workspace_is_found_from_a_file_and_not_from_where_one_stands(started: Path, nowhere: Path) -> None:
    file = started / "agreements" / "exempel.yaml"
    assert opening.open_workspace((file,), None, nowhere).root == started
    assert opening.open_workspace((), started, nowhere).root == started
    assert opening.open_workspace((), None, started / "agreements").root == started
    with pytest.raises(InvalidAgreement):
        opening.open_workspace((), None, nowhere)


def test_checking_answers_with_the_agreements_and_what_was_found(started: Path, nowhere: Path) -> None:
    found = check.check(opening.open_workspace((), started, nowhere), (), DAY)
    assert [one.file for one in found.files] == ["agreements/exempel.yaml"]
    assert found.problems
    assert not found.failed()
    assert found.failed(strict=True) is any(one.severity is Severity.WARNING for one in found.problems)


def test_rendering_gives_each_outcome_as_it_comes_and_holds_the_lock(started: Path, nowhere: Path) -> None:
    place = opening.open_workspace((), started, nowhere)
    run = render.render(place, (), render.Wish(DAY, ("pressmeddelande",), out=nowhere / "ut"))
    assert not (nowhere / "ut").exists()
    with run.outcomes() as outcomes:
        (outcome,) = outcomes
        script = (
            "from iopdocs.output import alone, locks; from pathlib import Path; import sys\n"
            "locks.WAIT_SECONDS = 0\n"
            "with alone(Path(sys.argv[1])): pass"
        )
        other = subprocess.run(
            [sys.executable, "-c", script, str(nowhere / "ut")], cwd=ROOT, check=False, capture_output=True
        )
        assert b"OutputBlocked" in other.stderr
    assert [one.path.name for one in outcome.written] == ["pressmeddelande.docx"]
    with alone(nowhere / "ut"):
        assert outcome.written[0].path.exists()


def test_renewing_answers_with_drafts_and_a_report(started: Path, nowhere: Path) -> None:
    place = opening.open_workspace((), started, nowhere)
    dry = renew.renew(place, (), date(2028, 10, 1), within=renew.parse_length("5 år"), dry_run=True)
    assert (len(dry.results), dry.written, dry.failed) == (1, (), False)
    assert not (started / "output").exists()


def test_a_clause_and_a_provision_are_looked_up(started: Path, nowhere: Path) -> None:
    place = opening.open_workspace((), started, nowhere)
    every = look_up.clauses(place).clauses
    assert look_up.clause(place, every[0].id, DAY).clause == every[0]
    with pytest.raises(InvalidLibrary):
        look_up.clause(place, "finns-inte", DAY)
    assert not look_up.law("26 kap. 1 § OSL", DAY).failed
    assert look_up.law("finns inte", DAY).failed


def test_documents_are_compared_and_verified(started: Path, nowhere: Path) -> None:
    for name, text in (("a", "Vi kan."), ("b", "Vi ska.")):
        (nowhere / f"{name}.docx").write_bytes(word(text))
    assert len(compare.compare(nowhere / "a.docx", nowhere / "b.docx", DAY).changes) == 1
    assert compare.compare(nowhere / "a.docx", nowhere / "a.docx", DAY).changes == ()
    place = opening.open_workspace((nowhere / "a.docx",), started, nowhere, agreements=False)
    tried = verify.verify(place, (nowhere / "a.docx",))
    assert (len(tried.documents), tried.sound, tried.several_finals()) == (1, False, [])


def test_a_schema_replaces_only_a_schema(nowhere: Path) -> None:
    (nowhere / "eget.json").write_text("{}", encoding="utf-8")
    with pytest.raises(OutputBlocked):
        schema.save_schema(nowhere / "eget.json")
    schema.save_schema(nowhere / "ny.json", settings=True)
    assert (nowhere / "ny.json").read_text(encoding="utf-8") == schema.schema(settings=True)


def test_a_workspace_is_made_once(started: Path) -> None:
    with pytest.raises(OutputBlocked):
        create.create(started)
