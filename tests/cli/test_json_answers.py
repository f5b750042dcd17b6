"""The answer as JSON: one object of a declared shape, with Swedish keys, also when something goes wrong."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.samples.words import word
from iopdocs.cli import main
from iopdocs.usecases import look_up
from iopdocs.usecases.answers.base import AnswerJson, as_data
from iopdocs.usecases.answers.declared import ANSWERS
from tests.conftest import ROOT
from tests.support.cli import EXAMPLE, Cli, every_command, make_workspace

ON = ("--on", "2026-01-15")
CLAUSE = "templates/klausuler/syfte.yaml"
COMMANDS = {
    "check": ("check", "--table", "kontroll.csv", *ON),
    "render": ("render", *ON),
    "renew": ("renew", "--no-redline", "--table", "fornyelse.csv", *ON),
    "status": ("status", "--ics", "a.ics", *ON),
    "compare": ("compare", "a.docx", "b.docx", *ON),
    "convert": ("convert", "a.docx", "--format", "txt", *ON),
    "verify": ("verify", "a.docx"),
    "clean": ("clean",),
    "finish": ("finish", "a.docx", *ON),
    "override": ("override", "a.docx", "tvist", "--reason", "x", "--by", "Anna Ek", *ON),
    "archive": ("archive", "prov-2024", *ON),
    "sign": ("sign", "a.docx", *ON),
    "signed": ("signed", "a.docx", *ON),
    "impact": ("impact", "--from", "2026-01-01", "--to", "2026-12-31"),
    "law": ("law", "SoL 5:11", *ON),
    "clauses": ("clauses", *ON),
    "demands": ("demands", *ON),
    "explain": ("explain", "--document", "sammanfattning", *ON),
    "template diff": ("template", "diff", CLAUSE, CLAUSE, *ON),
    "template try": ("template", "try", "sammanfattning", "--count", "3", *ON),
    "template check": ("template", "check", "sammanfattning", *ON),
    "upgrade": ("upgrade", *ON),
    "import": ("import", "a.docx", "--as", "nytt-2026", "--yes", *ON),
    "sentences": ("sentences", "pressmeddelande"),
    "template adopt": ("template", "adopt", "brev.docx", "--like", "sammanfattning", *ON),
    "template show": ("template", "show", "sammanfattning"),
}
WITHOUT_DAY = {"verify", "impact", "clean", "sentences", "template show"}
MADE = ROOT / "tests/agreements/exempelby-komplett-2026.yaml"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(make_workspace(tmp_path))
    return tmp_path


@pytest.fixture
def folder(workspace: Path, cli: Cli) -> Path:
    """Return a workspace with agreements of each kind and two documents."""
    shutil.copyfile(MADE, workspace / "agreements" / "helt.yaml")
    ends = "status: undertecknat\navtalstid: {från: 2024-01-01, till: 2026-03-31}\n"
    (workspace / "agreements" / "gammalt.yaml").write_text(EXAMPLE.replace("prov", "gammalt") + ends, encoding="utf-8")
    cli("render", "--document", "overenskommelse", *ON)
    for name, made in (("a", "prov-2024"), ("b", "exempelby-komplett-2026")):
        shutil.copyfile(workspace / "output" / made / "overenskommelse.docx", workspace / f"{name}.docx")
    shutil.rmtree(workspace / "output")
    (workspace / "brev.docx").write_bytes(word("Diarienummer: [diarienummer]"))
    return workspace


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(inner)
    if isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def test_every_command_that_answers_as_json_has_a_declared_answer() -> None:
    asked = {name for name, one in every_command().items() if any("--json" in option.opts for option in one.params)}
    assert asked == set(ANSWERS) == set(COMMANDS)


@pytest.mark.thorough(every=5)
@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_the_answer_is_of_the_declared_shape_and_has_the_exit_code(
    command: str,
    folder: Path,
    cli: Cli,
) -> None:
    code, out, _ = cli(*COMMANDS[command], "--json")
    data = json.loads(out)
    assert (data["kommando"], data["slutkod"]) == (command, code)
    assert data["dag"] == (None if command in WITHOUT_DAY else "2026-01-15")
    assert list(data)[:3] == ["kommando", "dag", "resultat"]
    empty = {
        *("demands", "law", "impact", "upgrade", "template diff", "clean"),
        *("finish", "override", "sign", "signed", "archive"),
    }
    assert data["resultat"] or command in empty
    assert as_data(ANSWERS[command].model_validate(data)) == data
    assert out == json.dumps(data, ensure_ascii=False, indent=2) + "\n"  # written piece by piece, and yet one text


@pytest.mark.thorough(every=5)
@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_no_key_is_english(command: str, folder: Path, cli: Cli) -> None:
    _, out, _ = cli(*COMMANDS[command], "--json")
    english = {"file", "line", "message", "hint", "where", "severity", "code", "before", "after", "why", "question"}
    assert english & set(keys(json.loads(out))) == set()


def test_the_answers_say_what_their_keys_mean() -> None:
    untold = [
        f"{shape.__name__}.{name}"
        for shape in ANSWERS.values()
        for name, info in shape.model_fields.items()
        if not info.description or not info.alias
    ]
    assert untold == []


STOPS = {
    "no such file": ("check", "agreements/saknas.yaml", *ON),
    "no workspace": ("status", "--root", "tom", *ON),
    "no clause": ("clauses", "finns-inte", *ON),
    "no document type": ("render", "--document", "finns-inte", *ON),
    "no agreements": ("renew", "--root", "ingenting", *ON),
    "a telling name": ("status", "--ics", "saknas/a.ics", *ON),
    "no folder for a table": ("renew", "--dry-run", "--table", "saknas/a.csv", *ON),
}
WRONG = {
    "no Word file": ("compare", "agreements/prov.yaml", "a.docx", *ON),
    "no such option": ("check", "--finns-inte"),
    "no such command": ("chekc",),
    "no day": ("status", "--on", "i förrgår"),
    "no argument": ("law",),
    "another ending": ("status", "--ics", "a.yaml"),
    "a reason without a final": ("render", "--reason", "ett skäl"),
    "no length": ("renew", "--within", "9x"),
}


@pytest.mark.parametrize(
    ("arguments", "expected"), [*((one, 1) for one in STOPS.values()), *((one, 2) for one in WRONG.values())]
)
def test_what_stops_a_command_is_answered_as_json_too(
    arguments: tuple[str, ...],
    expected: int,
    folder: Path,
    cli: Cli,
) -> None:
    (folder / "tom").mkdir()
    shutil.copytree(folder / "templates", folder / "ingenting" / "templates")
    plain = cli(*arguments)
    code, out, err = cli(*arguments, "--json")
    data = json.loads(out)
    assert code == plain[0] == data["slutkod"] == expected
    assert err == plain[2]
    assert as_data(AnswerJson.model_validate(data)) == data
    assert data["resultat"] == []
    assert all(one["meddelande"] and one["kod"] and one["grad"] == "fel" for one in data["problem"])
    assert data["problem"]
    assert data["kommando"] == (None if arguments[0] == "chekc" else arguments[0])


def test_a_fault_in_the_midst_of_a_list_ends_it_and_is_told(
    folder: Path,
    cli: Cli,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (folder / "agreements" / "z.yaml").write_text(EXAMPLE.replace("prov", "sist"), encoding="utf-8")
    whole = json.loads(cli("render", "--json", "--workers", "1", *ON)[1])
    shutil.rmtree(folder / "output")
    read = Path.read_bytes

    def stops(path: Path) -> bytes:
        if path.name == "z.yaml" and (folder / "output" / "prov-2024").exists():
            raise ZeroDivisionError
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", stops)
    code, out, err = cli("render", "--json", "--workers", "1", *ON)
    data = json.loads(out)
    assert (code, data["slutkod"]) == (70, 70), err
    assert "Traceback" in err
    assert [one["kod"] for one in data["problem"]] == ["programfel"]
    assert data["resultat"] == whole["resultat"][: len(data["resultat"])]


def test_an_interrupted_command_answers_as_json(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(look_up, "law", interrupted)
    code, out, err = cli("law", "SoL 5:11", "--json", *ON)
    data = json.loads(out)
    assert (code, data["slutkod"], data["problem"][0]["kod"]) == (1, 1, "avbrutet")
    assert "Avbrutet." in err


def test_a_word_that_only_looks_like_the_option_asks_for_nothing(folder: Path, cli: Cli) -> None:
    code, out, _ = cli("check", "--", "--json")
    assert (code, out) == (1, "")


def test_each_agreement_is_written_as_soon_as_it_is_made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of agreements are not held: when the second document is made the first answer has been written."""
    from iopdocs.cli import show
    from iopdocs.making.batch import Batch

    seen: list[str] = []
    made = Batch.write

    def write(self: Batch, outcome: Any) -> None:
        seen.append(f"gör {outcome.file}")
        made(self, outcome)

    monkeypatch.setattr(Batch, "write", write)
    monkeypatch.setattr(
        show, "piece", lambda text: seen.extend(re.findall(r'"fil": "(agreements/\w+.yaml)",\n      "kl', text))
    )
    monkeypatch.setattr(sys, "argv", ["iopdocs", "render", "--json", "--workers", "1", *ON])
    with pytest.raises(SystemExit):
        main()
    files = [f"agreements/{name}.yaml" for name in ("gammalt", "helt", "prov")]
    assert seen == [one for file in files for one in (f"gör {file}", file)]


def test_what_stops_a_command_is_told_without_what_is_protected(folder: Path, cli: Cli) -> None:
    shelter = EXAMPLE.replace("namn: Exempeljouren", "namn: Exempeljouren, adress: {gata: Gömgatan 7, skyddad: ja}")
    (folder / "agreements" / "prov.yaml").write_text(shelter, encoding="utf-8")
    (folder / "templates" / "klausuler" / "trasig.yaml").write_text("id: trasig\nGömgatan 7: ja\n", encoding="utf-8")
    code, out, err = cli("clauses", "--json", *ON)
    assert code == 1
    assert "Nyckeln ”" in err
    assert "Gömgatan 7" not in out
    assert json.loads(out)["problem"]


def test_the_answer_is_json_also_where_the_output_holds_no_swedish_letters(folder: Path) -> None:
    def answer(encoding: str) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding}
        command = [sys.executable, "-m", "iopdocs", "check", "--json", *ON]
        return subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True)

    made, wide = answer("ascii"), answer("utf-8")
    assert made.stdout.isascii()
    assert json.loads(made.stdout) == json.loads(wide.stdout)
    assert made.returncode == wide.returncode


def test_a_path_that_is_typed_is_not_repeated_when_it_tells_what_is_protected(
    folder: Path,
    cli: Cli,
) -> None:
    shelter = EXAMPLE.replace("namn: Exempeljouren", "namn: Exempeljouren, adress: {gata: Gömgatan 7, skyddad: ja}")
    (folder / "agreements" / "prov.yaml").write_text(shelter, encoding="utf-8")
    code, out, _ = cli("check", "Gömgatan 7.yaml", "--json", *ON)
    assert (code, json.loads(out)["problem"][0]["kod"]) == (1, "saknad-fil")
    assert "Gömgatan" not in out
