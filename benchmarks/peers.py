"""Make documents with template engines for Node, and say how long each takes and whether the text is the same as ours.

    python -m benchmarks.peers --rounds 6 --count 5

The engines are installed from npm into ``benchmarks/.node``, in the versions named here, and run in one Node process
that is asked over its standard input: see ``benchmarks/peers.mjs`` for how, and ``benchmarks/equivalents.py`` for what.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from lxml import etree

from benchmarks import ROOT
from benchmarks.equivalents import Data, Equivalents, equivalents
from iopdocs.making.batch import libraries
from iopdocs.making.render import load_template, render
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.vocabulary.words import EXTRAS, Context
from iopdocs.workspace import Workspace

FOLDER = Path(__file__).parent / ".node"
PACKAGES = {
    "docxtemplater": "3.71.0",
    "pizzip": "3.3.0",
    "easy-template-x": "7.2.8",
    "docx-templates": "4.15.0",
    "carbone": "3.8.2",
}
#: Each engine as its documentation shows it, and with what can be kept between documents kept.
ENGINES: tuple[tuple[str, str], ...] = tuple(
    (engine, mode)
    for engine in ("docxtemplater", "easy-template-x", "docx-templates", "carbone")
    for mode in ("documented", "best")
)
AGREEMENT = ROOT / "agreements" / "varmdo-kvinnojouren-2022.yaml"
DAY = date(2024, 6, 1)
TYPES = ("overenskommelse", "pressmeddelande", "styrgruppsprotokoll")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHOWN = re.compile(r"word/(document|header\d*|footer\d*)\.xml")


class Absent(RuntimeError):
    """Raised, with the reason, when Node or its packages cannot be had."""


class Failed(RuntimeError):
    """Raised, with what it said, when an engine could not make a document."""


class Peers:
    """The engines for Node, ready to be asked. Raises Absent when they are entered and cannot be had."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder, self._closing = folder, ExitStack()

    def __enter__(self) -> Peers:
        node = _program("node")
        install(self._folder)
        with ExitStack() as closing:
            self._files = Path(closing.enter_context(tempfile.TemporaryDirectory()))
            self._errors = closing.enter_context((self._files / "stderr").open("w+", encoding="utf-8"))
            self._process = subprocess.Popen(
                [node, Path(__file__).with_suffix(".mjs"), self._folder],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                encoding="utf-8",
                env={**os.environ, "TMPDIR": str(self._files)},
            )
            closing.callback(self._stop)
            self._closing = closing.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.close()

    def time(self, engine: str, mode: str, template: bytes, data: Data, count: int) -> list[float]:
        """Return the milliseconds of each of ``count`` documents; the first time also warms up. Raises Failed."""
        taken: list[float] = self._ask(self._request(engine, mode, template, data) | {"count": count})["ms"]
        return taken

    def make(self, engine: str, mode: str, template: bytes, data: Data) -> bytes:
        """Return one document. Raises Failed."""
        made = self._files / "made.docx"
        self._ask(self._request(engine, mode, template, data) | {"save": str(made)})
        return made.read_bytes()

    def _request(self, engine: str, mode: str, template: bytes, data: Data) -> dict[str, Any]:
        words = json.dumps(data, ensure_ascii=False).encode()
        files = {"template": self._file(template, ".docx"), "data": self._file(words, ".json")}
        return {"engine": engine, "mode": mode, **files}

    def _file(self, content: bytes, suffix: str) -> str:
        path = self._files / (hashlib.sha256(content).hexdigest() + suffix)
        if not path.exists():
            path.write_bytes(content)
        return str(path)

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        asked, answered = self._process.stdin, self._process.stdout
        assert asked is not None and answered is not None  # noqa: S101 - both are pipes
        try:
            asked.write(json.dumps(request) + "\n")
            asked.flush()
            line = answered.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            self._errors.seek(0)
            raise Failed(f"Node ended: {self._errors.read()[-2000:]}")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise Failed(f"{request['engine']} ({request['mode']}): {answer['error']}")
        return answer

    def _stop(self) -> None:
        self._process.kill()
        self._process.communicate()


def install(folder: Path) -> None:
    """Put the packages in a folder, unless they are there in the right versions. Raises Absent."""
    if all(_installed(folder, name) == version for name, version in PACKAGES.items()):
        return
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
    quiet = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    try:
        done = subprocess.run(
            [_program("npm"), "install", *quiet, "--prefix", folder, *wanted],
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Absent("npm did not finish in five minutes") from error
    if done.returncode:
        raise Absent(f"npm could not install {', '.join(wanted)}: {done.stderr.strip()[-500:]}")


def _installed(folder: Path, name: str) -> str | None:
    description = folder / "node_modules" / name / "package.json"
    return json.loads(description.read_text(encoding="utf-8"))["version"] if description.exists() else None


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Absent(f"{name} is not installed")
    return found


@dataclass(frozen=True)
class Subject:
    """A document as we make it, and what the others make it from."""

    name: str
    ours: bytes
    theirs: Equivalents


def subjects(agreement_file: Path = AGREEMENT, day: date = DAY) -> Iterator[Subject]:
    """Yield the first document of each type of an agreement."""
    workspace = Workspace(ROOT)
    agreement = workspace.load(agreement_file).agreement
    if agreement is None:
        raise ValueError(f"{agreement_file} cannot be read")
    made_with = libraries(workspace)
    for kind in (workspace.types[name] for name in TYPES):
        template, item = load_template(kind.template), next(iter(kind.items(agreement)))
        words = Context(Scene(agreement, kind, day, made_with, EXTRAS, item)).only(template.words)
        ours = render(agreement, kind, template, made_with, day, item=item).data
        yield Subject(kind.id, ours, equivalents(template, words))


def differences(ours: bytes, theirs: bytes) -> list[str]:
    """Return the lines of text that two documents do not share, as in a diff; empty ones are not looked at."""
    lines = difflib.unified_diff(_lines(ours), _lines(theirs), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def _lines(document: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        roots = [etree.fromstring(archive.read(name)) for name in sorted(filter(_SHOWN.match, archive.namelist()))]
    texts = ("".join(map(_shown, node.iter(*_TEXTS))) for root in roots for node in root.iter(f"{_W}p"))
    return [line for text in texts for line in text.split("\n") if line.strip()]


_TEXTS = {f"{_W}t": None, f"{_W}br": "\n", f"{_W}tab": "\t"}


def _shown(node: etree._Element) -> str:
    return _TEXTS[node.tag] or node.text or ""


def main() -> None:
    """Read the command line, compare the texts, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--count", type=int, default=5, help="documents of each engine in each round")
    options = parser.parse_args()
    found = list(subjects())
    times: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    with Peers() as peers:
        for engine, mode in ENGINES:
            for one in found:
                made = peers.make(engine, mode, one.theirs.templates[engine], one.theirs.data)
                for line in differences(one.ours, made):
                    print(f"{one.name}, {engine} ({mode}): {line}")
        for _ in range(options.rounds):
            for engine, mode in ENGINES:
                for one in found:
                    template = one.theirs.templates[engine]
                    times[engine, mode, one.name] += peers.time(engine, mode, template, one.theirs.data, options.count)
    print(f"{'median ms per document':30}" + "".join(f"{one.name:>22}" for one in found))
    for engine, mode in ENGINES:
        print(f"{f'{engine} ({mode})':30}" + "".join(f"{median(times[engine, mode, one.name]):22.1f}" for one in found))


if __name__ == "__main__":
    main()
