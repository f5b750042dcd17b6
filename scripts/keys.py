"""Which documents read which keys of an agreement: the contract between the model and what is made of it.

A key is read by a document type when its template, its clauses or its sections ask for it, in whatever branch, or when
Python reads it on the way. The first is told by the vocabulary's own look at them; the second by making documents of
every agreement we have, with an ear on the records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast

from iopdocs.making.render import Libraries, load_template
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.model.paths import Key, records
from iopdocs.reading import read_source
from iopdocs.vocabulary.lookover import look_over
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.vocabulary.words import EXTRAS, Context
from iopdocs.workspace import Workspace

#: The reasons why keys are not read by any document, by the path of the key.
UNREAD = Path("iopdocs") / "vocabulary" / "unread.yaml"
DAYS = (date(2020, 1, 1), date(2026, 7, 1))


@cache
def readers(root: Path) -> dict[Key, list[str]]:
    """Return the document types that read each key, in order of their names; keys that none reads are not there."""
    found: dict[Key, list[str]] = {}
    for name, keys in sorted(read_by(root).items()):
        for key in keys:
            found.setdefault(key, []).append(name)
    return found


def read_by(root: Path) -> dict[str, set[Key]]:
    """Return the keys that each document type reads."""
    workspace = Workspace(root)
    libraries = Libraries(workspace.laws, workspace.clauses, workspace.settings.rules)
    samples = list(agreements(workspace))
    read: dict[str, set[Key]] = {}
    for kind in workspace.types.values():
        template = load_template(kind.template)
        uses = (one.use for one in look_over(kind, template, libraries).uses)
        keys = {(use.owner, use.name) for use in uses if use.owner and use.name in aliases(use.owner)}
        with heard(keys):
            for agreement in samples:
                # What is worked out is remembered for the agreement it was worked out of.
                own = agreement.model_copy(deep=True)
                for item in kind.items(own):
                    for day in DAYS:
                        scene = Scene(own, kind, day, libraries, EXTRAS, item)
                        template.render(Context(scene).only(template.words))
        # A record of a more special kind has the keys of the general one, and is read where that is.
        keys |= {(own, key) for record, key in keys for own in record.__subclasses__() if key in aliases(own)}
        read[kind.id] = keys
    return read


def agreements(workspace: Workspace) -> Iterator[Agreement]:
    """Yield the agreements that can be read of the seeds and the tests."""
    yield from _read(workspace, workspace.agreement_files())
    yield from invented(workspace)


def invented(workspace: Workspace) -> Iterator[Agreement]:
    """Yield the agreements of the tests that can be read: nobody in them exists."""
    yield from _read(workspace, sorted((workspace.root / "tests" / "agreements").glob("*.yaml")))


def _read(workspace: Workspace, files: Iterable[Path]) -> Iterator[Agreement]:
    yield from (agreement for path in files if (agreement := workspace.load(path).agreement))


def key_paths(model: type[Record]) -> dict[str, Key]:
    """Return every key that can be reached from a model by its path: the first, when the record stands at several."""
    return {
        ".".join(part for part in (next(iter(paths)), info.alias or name) if part): (record, info.alias or name)
        for record, paths in records(model).items()
        for name, info in record.model_fields.items()
    }


def aliases(record: type[Record]) -> dict[str, str]:
    """Return the keys of a record, each with its attribute."""
    return {info.alias or name: name for name, info in record.model_fields.items()}


@contextmanager
def heard(keys: set[Key]) -> Iterator[None]:
    """Note in ``keys`` every key of a record that is read meanwhile."""
    plain = Record.__getattribute__

    def noted(self: Record, name: str) -> Any:
        info = type(self).__pydantic_fields__.get(name) if name[0] != "_" else None
        if info is not None:
            keys.add((type(self), info.alias or name))
        return plain(self, name)

    Record.__getattribute__ = noted  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        del Record.__getattribute__


def unread(root: Path) -> dict[str, str]:
    """Return the keys that are declared unread, by path, with the reason."""
    source, problems = read_source(root / UNREAD)
    assert not problems, problems  # noqa: S101 - a file of our own
    return {str(path): str(reason) for path, reason in cast(dict[str, str], source.data).items()}


def faults(paths: Mapping[str, Key], read: Iterable[Key], declared: Mapping[str, str]) -> list[str]:
    """Return what is wrong with a contract: keys that nobody reads or that have no reason, and reasons without need."""
    known = set(read)
    silent = [path for path, key in paths.items() if key not in known and path not in declared]
    spoken = [path for path in declared if path in paths and paths[path] in known]
    gone = [path for path in declared if path not in paths]
    return [
        *(f"{path} läses inte av något dokument och har inget skäl i {UNREAD.name}" for path in silent),
        *(f"{path} läses, fast {UNREAD.name} säger att den inte gör det" for path in spoken),
        *(f"{path} finns inte, men står i {UNREAD.name}" for path in gone),
    ]
