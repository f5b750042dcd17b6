"""Whether templates can be used, tried in a folder of their own before they are put in the place of those in use."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from iopdocs.errors import InvalidLibrary, IopdocsError, Problem
from iopdocs.library.clauses import ClauseLibrary
from iopdocs.library.discovery import discover
from iopdocs.library.document_types import DESCRIPTION
from iopdocs.output import Scratch, explained
from iopdocs.reading import real
from iopdocs.templating.template import load_template
from iopdocs.workspace.upgrading.plan import CLAUSES, TEMPLATES, placed_clauses


def see_that_it_loads(templates: Path, results: Mapping[str, bytes]) -> None:
    """Raise InvalidLibrary when templates with the results put in have faults that they do not have without them."""
    with explained(templates), Scratch() as folder:
        there = folder / TEMPLATES
        shutil.copytree(real(templates), there, ignore=_others, ignore_dangling_symlinks=True)
        before = set(_faults(there))
        for name, data in results.items():
            path = there / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            path.write_bytes(data)
        new = [problem for problem in _faults(there) if problem not in before]
    if new:
        message = "de nya mallarna och era egna går inte att använda tillsammans, så ingenting ändrades"
        hint = "Rätta det som står nedan i era filer, eller skicka det till oss, och kör iopdocs upgrade igen."
        raise InvalidLibrary([Problem(message, TEMPLATES, hint=hint, code="uppgradering-provad"), *new])


def _others(folder: str, names: list[str]) -> list[str]:
    """Return what a house may have beside its templates, and nobody reads."""
    read = {".yaml", ".docx"}
    paths = [Path(folder) / name for name in names]
    return [path.name for path in paths if (path.is_file() and path.suffix not in read) or path.name.startswith("~$")]


def _faults(templates: Path) -> Iterator[Problem]:
    """Yield what keeps templates from being used, with the files as they are called in a workspace."""
    library = ClauseLibrary(templates / CLAUSES)
    try:
        known = set(library.clauses)
    except IopdocsError as error:
        yield from _called(error.problems, templates)
        known = {path.stem for path in (templates / CLAUSES).glob("*.yaml")}
    try:
        types = discover(templates)
    except IopdocsError as error:
        yield from _called(error.problems, templates)
        return
    for kind in types.values():
        path = kind.folder / DESCRIPTION
        for name in sorted(set(placed_clauses(path.read_bytes())) - known):
            one = Problem(f"klausulen ”{name}” finns inte", str(path), code="okänd-klausul")
            yield from _called((one,), templates)
        try:
            load_template(kind.template)
        except IopdocsError as error:
            yield from _called(error.problems, templates)


def _called(problems: tuple[Problem, ...], templates: Path) -> Iterator[Problem]:
    for one in problems:
        file = Path(one.file or "")
        inside = file.is_relative_to(templates)
        yield one.at((Path(TEMPLATES) / file.relative_to(templates)).as_posix(), one.line) if inside else one
