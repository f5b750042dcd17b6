"""The documents of one agreement: what there is to make, what lies in its folder, and what became of making some."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from iopdocs.errors import InvalidAgreement, Problem
from iopdocs.output import RECEIPT_SUFFIX, sha256
from iopdocs.reading import real
from iopdocs.usecases.desk import Desk
from iopdocs.usecases.render import FORMATS, Wish, render, said_of, told
from iopdocs.usecases.writing_desk import Draft

_OUTPUT = "output"


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A file in an agreement's folder; ``key`` is what it is asked for by."""

    key: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Made:
    """What became of documents that were asked for: a line for each file and what is to be said of it, and problems."""

    lines: tuple[tuple[str, tuple[str, ...]], ...]
    unchanged: int
    problems: tuple[Problem, ...]
    failed: bool


def kinds(desk: Desk, draft: Draft) -> list[tuple[str, str, str]]:
    """Return the document types that an agreement has documents of: id, what each is called, and what it is."""
    there = {one.kind for one in draft.documents}
    types = desk.workspace.types.values()
    return [(one.id, one.description.name, one.description.about) for one in types if one.id in there]


def files(desk: Desk, draft: Draft) -> dict[str, Path]:
    """Return the documents in an agreement's folder by key; nothing that a link brings there from elsewhere."""
    agreement = draft.loaded.agreement
    folder = desk.root / _OUTPUT / agreement.id if agreement else None
    if folder is None or not folder.is_dir() or not real(folder).is_relative_to(desk.root):
        return {}
    return {sha256(os.fsencode(path.name))[:16]: path for path in sorted(_documents(folder), key=lambda one: one.name)}


def listed(desk: Desk, draft: Draft) -> list[PaperFile]:
    """Return the same as a page shows them."""
    masked = desk.workspace.watch.guard.masked
    found = files(desk, draft).items()
    return [PaperFile(key, masked(path.name), path.stat().st_size) for key, path in found]


def make(
    desk: Desk, path: Path, day: date, kind: str, formats: tuple[str, ...], *, final: bool, reason: str = ""
) -> Made:
    """Make documents of one agreement as the command line does. Raises IopdocsError for what would stop them all."""
    workspace = desk.workspace
    wrong = [one for one in formats if one not in FORMATS]
    if wrong or not formats:
        message = f"formatet {wrong[0]} finns inte" if wrong else "inget format är valt"
        raise InvalidAgreement(Problem(message, hint=f"Välj bland {', '.join(FORMATS)}.", code="fel-användning"))
    chosen = (kind,) if kind else ()
    run = render(workspace, (path,), Wish(day, chosen, formats, final, only_new=True, reason=reason if final else ""))
    with run.outcomes() as outcomes:
        (outcome,) = outcomes
    lines = tuple((one.path.name, tuple(said_of(one, lambda file: file.name))) for one in outcome.written)
    problems = tuple(told(outcome, final=final))
    return Made(lines, len(outcome.unchanged), problems, outcome.failed)


def _documents(folder: Path) -> Iterator[Path]:
    suffixes = tuple(f".{one}" for one in FORMATS)
    for path in folder.iterdir():
        shown = path.name.endswith(suffixes) and not path.name.startswith((".", "~")) and path.is_file()
        if shown and not path.name.endswith(RECEIPT_SUFFIX) and real(path).parent == real(folder):
            yield path
