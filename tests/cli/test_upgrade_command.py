"""``iopdocs upgrade`` and what ``iopdocs check`` says of it, as a user meets them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from iopdocs.cli import main
from iopdocs.workspace.creation import create
from iopdocs.workspace.starter import starter_templates

CLAUSE = "klausuler/tvist.yaml"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A workspace that was given an older starter than the program has now: one clause read otherwise."""
    older = tmp_path / "äldre"
    shutil.copytree(starter_templates(), older)
    path = older / CLAUSE
    path.write_text(path.read_text(encoding="utf-8").replace("rubrik: ", "rubrik: Gammal "), encoding="utf-8")
    create(tmp_path / "hus", older)
    return tmp_path / "hus"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def cli(folder: Path, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.chdir(folder)
        monkeypatch.setattr("sys.argv", ["iopdocs", *arguments])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return cli


def test_check_says_in_one_line_that_the_library_is_behind_until_it_is_brought(house: Path, run: Run) -> None:
    code, out, _ = run(house, "check")
    assert code == 0
    assert out.count("iopdocs upgrade") == 1 and "upplysning: Programmet har nyare mallar" in out
    assert "iopdocs upgrade" not in run(house, "check", "agreements/exempel.yaml")[1]
    assert run(house, "upgrade", "--apply")[0] == 0
    assert "iopdocs upgrade" not in run(house, "check")[1]


def test_render_says_nothing_of_it(house: Path, run: Run) -> None:
    code, out, err = run(house, "render", "--document", "pressmeddelande")
    assert code == 0
    assert "upgrade" not in out + err


def test_upgrade_shows_and_apply_brings(house: Path, run: Run) -> None:
    before = (house / "templates" / CLAUSE).read_bytes()
    code, out, err = run(house.parent, "upgrade", "hus")
    assert code == 0
    assert "Förs in" in out and "templates/klausuler/tvist.yaml" in out and "--apply" in err
    assert (house / "templates" / CLAUSE).read_bytes() == before
    code, out, err = run(house, "upgrade", "--apply", "--on", "2027-03-01")
    assert code == 0
    assert "Infört" in out and "uppgradering/2027-03-01/rapport.md" in out
    assert (house / "templates" / CLAUSE).read_bytes() == (starter_templates() / CLAUSE).read_bytes()
    code, out, err = run(house, "upgrade")
    assert (code, out) == (0, "") and "Inget är nytt" in err


def test_the_answer_is_also_json_and_a_report_that_is_never_written_over_when_edited(house: Path, run: Run) -> None:
    code, out, _ = run(house, "upgrade", "--json")
    assert code == 0
    assert [one["fil"] for one in json.loads(out)["resultat"]] == [f"templates/{CLAUSE}"]
    assert run(house, "upgrade", "-o", "nytt.md")[0] == 0
    assert run(house, "upgrade", "-o", "nytt.md")[0] == 0
    report = house / "nytt.md"
    report.write_text(report.read_text(encoding="utf-8") + "Kommentar.\n", encoding="utf-8")
    assert run(house, "upgrade", "-o", "nytt.md")[0] == 1
    assert "Kommentar." in report.read_text(encoding="utf-8")


def test_a_folder_that_is_no_workspace_is_told(tmp_path: Path, run: Run) -> None:
    code, _, err = run(tmp_path, "upgrade")
    assert code == 1 and "Ingen arbetsmapp" in err
