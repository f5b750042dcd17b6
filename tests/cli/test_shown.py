"""What is printed is ours to shape: foreign text is shown as text, whatever signs are in it, and by one door."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.samples.words import MINIMAL
from iopdocs.cli import app, show
from iopdocs.errors import Problem
from iopdocs.visible import escaped, visible
from tests.conftest import ROOT
from tests.support.signs import unseen

DOOR = "cli/show.py"
PACKAGE = ROOT / "iopdocs"
PRINTERS = {"print", "echo", "secho", "print_exc", "print_exception", "confirm", "prompt", "pager", "echo_via_pager"}
STREAMS = {"stdout", "stderr", "__stdout__", "__stderr__"}
# To write over the line and forge a verdict, to colour, to turn the text around, to break the line, to hide.
HOSTILE = (
    "\rfel: inget",
    "\x1b[2K\x1b[1Aklart",
    "\x9b2Kklart",
    "\x1b]0;titel\x07",
    "\u202ednaräh",
    "\u2066x\u2069",
    "\u2028OK",
    "\u2029OK",
    "\x85OK",
    "\nDokumenten säger samma sak.",
    "\x0bx",
    "\x0cx",
    "\x08\x08x",
    "\x7f",
    "\u200b",
    "\ufeffx",
    "\u061c",
    "\U000e0041",
)


def printing(path: Path) -> list[str]:
    """Return the calls of a module that print, and its uses of the streams."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            owner = getattr(getattr(node.func, "value", None), "id", "")
            if name in PRINTERS or (owner == "os" and name == "write") or (name == "show" and owner == "error"):
                found.append(f"{name}, line {node.lineno}")
            ends = (
                (owner, name) == ("sys", "exit")
                and node.args
                and isinstance(node.args[0], ast.Constant | ast.JoinedStr)
            )
            if ends and not isinstance(getattr(node.args[0], "value", ""), int):
                found.append(f"sys.exit, line {node.lineno}")
        elif isinstance(node, ast.Attribute) and node.attr in STREAMS and getattr(node.value, "id", "") == "sys":
            found.append(f"sys.{node.attr}, line {node.lineno}")
    return found


def test_nothing_prints_but_the_door() -> None:
    modules = {str(path.relative_to(PACKAGE)): printing(path) for path in PACKAGE.rglob("*.py")}
    assert modules.pop(DOOR)
    others = {name: [one for one in found if not one.startswith("sys.std")] for name, found in modules.items()}
    assert {name: found for name, found in others.items() if found} == {}
    # Whether there is a terminal, and what it can show, may be asked; nobody else has to do with the streams.
    assert {name for name, found in modules.items() if found} <= {"cli/__init__.py", "cli/progress.py"}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_sign_that_nobody_sees_is_shown(text: str) -> None:
    shown = visible(f"a{text}b")
    assert unseen(shown) == []
    assert "\n" not in shown
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Åsa – ”citat” 400\u00a0000 kr 🙂 שלום", "Åsa – ”citat” 400\u00a0000 kr 🙂 שלום"),
        ("a\x1b[2K", "a␛[2K"),
        ("a\r\nb", "a␍⏎b"),
        ("a\tb", "a␉b"),
        ("\x9b", "\\u{9b}"),
        ("\u202e", "\\u{202e}"),
        ("\udc80", "\\u{dc80}"),
    ],
)
def test_text_is_shown_as_it_is_and_signs_by_name(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_no_text_holds_what_is_not_seen(text: str) -> None:
    assert unseen(visible(text)) == []
    data = json.dumps({"a": text}, ensure_ascii=False, indent=2)
    assert unseen(escaped(data)) == []
    assert json.loads(escaped(data)) == json.loads(data)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_problem_is_one_line_and_a_hint(capsys: pytest.CaptureFixture[str], text: str) -> None:
    show.problems([Problem(f"m{text}", f"f{text}", 3, f"w{text}", f"h{text}")])
    printed = capsys.readouterr().err
    assert unseen(printed) == []
    head, hint = printed.splitlines()
    assert head.startswith("f")
    assert hint.startswith("    h")


def word(text: str, path: Path) -> None:
    """Write a Word file with a text wherever XML lets one be."""
    clean = "".join(one if one.isprintable() or ord(one) > 0x9F or one == "\n" else "\u202e" for one in text)
    document = docx.Document()
    document.core_properties.title = f"T{clean}"
    document.add_heading(f"R{clean}", 1)
    document.add_paragraph(f"Brödtext {clean} {{{{ okänt }}}}")
    document.sections[0].header.paragraphs[0].text = f"H{clean}"
    target = io.BytesIO()
    document.save(target)
    path.write_bytes(target.getvalue())


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with foreign text in its data, file names, clauses, templates and documents."""
    root = tmp_path_factory.mktemp("arbete")
    runner = CliRunner()
    assert runner.invoke(app, ["init", str(root / "a")]).exit_code == 0
    root = root / "a"
    for path in (root / "agreements").glob("*.yaml"):
        path.unlink()
    everything = "".join(HOSTILE)
    for number, text in enumerate(HOSTILE):
        quoted = json.dumps(f"namn{text}")
        name = f"a{number}{text}.yaml".replace("\n", "\n").replace("/", "")
        data = MINIMAL.replace("id: exempel", f"id: avtal-{number}") + f"partnerskap: {quoted}\nokänd: {quoted}\n"
        data += f"avtalstid: {{från: {quoted}, till: 2024-12-31}}\ntvister: {{ordning: {quoted}}}\n"
        (root / "agreements" / name).write_text(data, encoding="utf-8")
        word(text, root / f"gammal{text}.docx")
        word(f"{text} ny", root / f"ny{text}.docx")
    good = (
        MINIMAL
        + 'dokumentnamn: "avtal\u00ad\u2028x"\navtalstid: {från: 2024-01-01, till: 2024-12-31}\nstatus: undertecknat\n'
    )
    good += 'möten: [{datum: 2024-05-01, grupp: "g"}]\nmål: [{text: "a\u2067\u200d\u2028b"}]\n'
    (root / "agreements" / "god\u202e\x1b[1m.yaml").write_text(good, encoding="utf-8")
    clause = root / "templates" / "klausuler" / "syfte.yaml"
    clause.write_text(
        'id: syfte\nrubrik: "R\\u2066\\eX"\nom: "O\\u200bm\\u202e"\nversioner: [{text: "a\\Lb\\u2067"}]\n', "utf-8"
    )
    word(everything, root / "templates" / "pressmeddelande" / "mall.docx")
    return root


def commands(root: Path) -> dict[str, list[str]]:
    files = sorted(str(path) for path in (root / "agreements").glob("*.yaml"))
    old, new = (sorted(str(path) for path in root.glob(f"{name}*.docx")) for name in ("gammal", "ny"))
    pairs = {f"compare {n}": ["compare", a, b] for n, (a, b) in enumerate(zip(old, new, strict=True))}
    one = "x" + "".join(HOSTILE)
    return {
        "check": ["check"],
        "check files": ["check", *files],
        "check json": ["check", "--json"],
        "render": ["render"],
        "render files": ["render", *files],
        "render json": ["render", "--json"],
        "render type": ["render", "--document", one],
        "status": ["status"],
        "status json": ["status", "--json"],
        "status file": ["status", "--ics", f"{root}/{one[:30]}.ics"],
        "renew": ["renew", "--dry-run"],
        "renew json": ["renew", "--dry-run", "--json"],
        "verify": ["verify", *old, *files],
        "verify json": ["verify", "--json", *old],
        "clauses": ["clauses"],
        "clause": ["clauses", "syfte"],
        "clause json": ["clauses", "--json"],
        "clause none": ["clauses", one],
        "law": ["law", one],
        "law json": ["law", one, "--json"],
        "no command": [one],
        "no option": ["check", f"--{one}"],
        "no day": ["check", "--on", one],
        "no file": ["check", one],
        "no format": ["render", "--format", one],
        "no root": ["check", "--root", one],
        "no number": ["render", "--workers", one],
        "too many": ["law", one, one],
        "schema": ["schema", "-o", f"/{one}/x"],
        "init": ["init", files[0]],
        "upgrade": ["upgrade"],
        "upgrade json": ["upgrade", "--json"],
        "compare json": ["compare", old[0], new[0], "--json"],
        "compare none": ["compare", one, one],
        "compare out": ["compare", old[0], new[0], "-o", f"/{one}/x.docx"],
        "cluster": ["render", "--cluster", one],
        **pairs,
    }


def test_no_command_prints_a_sign_that_is_not_seen(hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from iopdocs.cli import main

    monkeypatch.chdir(hostile)
    said: dict[str, list[str]] = {}
    for name, arguments in commands(hostile).items():
        output = printed(main, arguments, monkeypatch)
        assert output.strip(), name
        assert "Traceback" not in output, output
        if found := unseen(output):
            said[name] = found
    assert said == {}


def printed(main: object, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """Return all that a command prints, on both streams."""
    target = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="surrogateescape", newline="")
    with monkeypatch.context() as patch:
        patch.setattr(sys, "argv", ["iopdocs", *arguments])
        patch.setattr(sys, "stdout", target)
        patch.setattr(sys, "stderr", target)
        with contextlib.suppress(SystemExit):
            main()  # type: ignore[operator]
    target.flush()
    assert isinstance(target.buffer, io.BytesIO)
    return target.buffer.getvalue().decode("utf-8", "surrogateescape")


def test_no_line_of_the_output_is_somebody_elses(hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from iopdocs.cli import main

    monkeypatch.chdir(hostile)
    for name, arguments in commands(hostile).items():
        lines = printed(main, arguments, monkeypatch).splitlines()
        assert "klart" not in lines, name
        forged = [line for line in lines if line.strip() == "Dokumenten säger samma sak."]
        assert not forged or arguments[0] == "compare", name


def test_a_process_of_its_own_shows_the_same(hostile: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "iopdocs", "check", "x\x1b[2K\u202e\nfel.yaml"],
        cwd=hostile,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert made.returncode == 1
    assert unseen(made.stderr.decode()) == []
    assert made.stderr.decode().startswith("x␛[2K")
