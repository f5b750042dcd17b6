"""docxtpl's own test scripts: fetched, never kept, and run with one class or another in DocxTemplate's place.

The last source distribution with the scripts and their templates is older than the docxtpl that is installed; the
scripts use nothing that has gone since. ``IOPDOCS_DOCXTPL_TESTS`` names the tests folder of a checkout of docxtpl's
repository, whose scripts are then run instead: those are more, and of its own version.
"""

from __future__ import annotations

import contextlib
import io
import os
import runpy
import shutil
import subprocess
import sys
import tarfile
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import docxtpl
import docxtpl.template
import jinja2.utils
import markupsafe
from filelock import FileLock

from tests.support.docxtpl_compare import failure_of
from tests.support.docxtpl_package import Class
from tests.support.waiting import HANG

VERSION = "0.4.13"
DIGEST = "5639945f9a4bfabbee489d97302fb40e6703796d6822a615514744e984867e9b"
CHECKOUT = os.environ.get("IOPDOCS_DOCXTPL_TESTS", "")
#: The scripts of the distribution, so that nothing need be fetched to know their names.
SCRIPTS = [
    "cellbg.py",
    "dynamic_table.py",
    "embedded.py",
    "escape.py",
    "header_footer.py",
    "header_footer_entities.py",
    "header_footer_image.py",
    "header_footer_utf8.py",
    "inline_image.py",
    "nested_for.py",
    "order.py",
    "replace_picture.py",
    "richtext.py",
    "richtext_and_if.py",
    "subdoc.py",
    "vertical_merge.py",
]


class NotFetched(Exception):
    """Raised when docxtpl's scripts can neither be found nor fetched."""


@dataclass(frozen=True)
class Outcome:
    """What a run gave: documents by path, what was printed, how it failed, and per render why it was not fast."""

    documents: dict[str, bytes] = field(default_factory=dict)
    printed: str = ""
    failure: tuple[str, ...] = ()
    paths: tuple[str | None, ...] = ()


def script_names() -> list[str]:
    """Return the names of the scripts that are run."""
    if not CHECKOUT:
        return SCRIPTS
    return sorted(path.name for path in Path(CHECKOUT).glob("[A-Za-z]*.py") if path.name != "runtests.py")


def scripts_folder(kept: Path) -> Path:
    """Return the folder of scripts, fetched into a folder once however many ask for it. Raises NotFetched."""
    if CHECKOUT:
        return Path(CHECKOUT)
    folder = kept / f"docxtpl-{VERSION}"
    with FileLock(kept / "docxtpl.lock"):
        if not folder.exists():
            with tempfile.TemporaryDirectory(dir=kept) as scratch:
                _fetch(Path(scratch))
                (Path(scratch) / folder.name).rename(folder)
    return folder / "tests"


def _fetch(folder: Path) -> None:
    """Fetch the source distribution with pip, which checks that it is the one we know, and unpack it."""
    wanted = folder / "wanted.txt"
    wanted.write_text(f"docxtpl=={VERSION} --hash=sha256:{DIGEST}\n", encoding="utf-8")
    options = ["--quiet", "--no-deps", "--no-binary", "docxtpl", "--require-hashes", "--retries", "1"]
    command = [sys.executable, "-m", "pip", "download", *options, "--dest", str(folder), "-r", str(wanted)]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=HANG)
        with tarfile.open(folder / f"docxtpl-{VERSION}.tar.gz") as archive:
            archive.extractall(folder, filter="data")
    except subprocess.CalledProcessError as error:
        raise NotFetched(f"docxtpl's test scripts could not be fetched: {error.stderr.strip()[-300:]}") from error
    except (subprocess.TimeoutExpired, OSError) as error:
        raise NotFetched(f"docxtpl's test scripts could not be fetched: {error}") from error


def run(script: Path, put: Class, work: Path) -> Outcome:
    """Run a script in a fresh copy of its folder, with ``put`` in DocxTemplate's place."""
    shutil.copytree(script.parent, work)
    (work / "output").mkdir(exist_ok=True)
    before = _files(work)
    paths: list[str | None] = []
    printed = io.StringIO()
    with contextlib.chdir(work), contextlib.redirect_stdout(printed), in_place(put, paths):
        failure = _run(script.name)
    made = {name: data for name, data in _files(work).items() if before.get(name) != data}
    return Outcome(made, printed.getvalue(), failure, tuple(paths))


def _run(name: str) -> tuple[str, ...]:
    try:
        runpy.run_path(name, run_name="__main__")
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a script fails with is what is compared
        return failure_of(error)
    return ()


@contextlib.contextmanager
def watched(put: Class, paths: list[str | None]) -> Iterator[None]:
    """Note of each render of a class the path it took: None, or why it fell back."""
    render = put.render

    def noted(self: Any, *args: Any, **named: Any) -> None:
        try:
            render(self, *args, **named)
        finally:
            paths.append(getattr(self, "fell_back", "no such attribute"))

    with mock.patch.object(put, "render", noted):
        yield


@contextlib.contextmanager
def in_place(put: Class, paths: list[str | None]) -> Iterator[None]:
    """Put a class in DocxTemplate's place, and note of each render the path it took."""
    with contextlib.ExitStack() as stack:
        # Old scripts ask Jinja for what has moved to markupsafe; old libraries warn of their own age.
        stack.enter_context(mock.patch.object(jinja2.utils, "Markup", markupsafe.Markup, create=True))
        stack.enter_context(warnings.catch_warnings(action="ignore"))
        stack.enter_context(watched(put, paths))
        stack.enter_context(mock.patch.object(docxtpl, "DocxTemplate", put))
        stack.enter_context(mock.patch.object(docxtpl.template, "DocxTemplate", put))
        yield


def _files(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}
