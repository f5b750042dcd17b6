"""Which files may be agreements, which were meant to be, and what id one has: told without reading it all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from iopdocs.errors import Problem, Severity
from iopdocs.reading import decode_value, read_bytes, same_file
from iopdocs.reading.recall import Recall

#: The settings of a workspace, in its root.
SETTINGS = "iopdocs.yaml"
# What an agreement file becomes when it is saved by another program than an editor of text.
_MEANT = re.compile(r"(?i)\.ya?ml\.[a-z]+$|\.(?:txt|docx?|rtf|odt|json5?)$(?<!\.schema\.json)")


def stated_id(data: bytes) -> str:
    """Return the id of an agreement file, as YAML reads it; nothing when it has none or cannot be read so far."""
    return decode_value(data, "id")


def id_in(path: Path, recall: Recall) -> str:
    """Return the id that a file states; nothing when it has none or cannot be read."""

    def read() -> str:
        data = read_bytes(path, "")
        return stated_id(data) if isinstance(data, bytes) else ""

    return recall.of_file("id", path, read)


def distinct(paths: Iterable[Path]) -> list[Path]:
    """Return each file once, under the first of the paths that lead to it."""
    found: dict[tuple[object, ...], Path] = {}
    for path in paths:
        found.setdefault(same_file(path), path)
    return list(found.values())


def yaml_files(folder: Path) -> list[Path]:
    """Return the files of a folder that may be agreements, by name."""
    return sorted(path for path in folder.rglob("*.*") if path.suffix.lower() in {".yaml", ".yml"})


def unread_in(root: Path, shown: Callable[[Path], str]) -> list[Problem]:
    """Tell of files that were meant to be read and are not; ``shown`` is how messages call them."""
    found = [*_misnamed(root / "agreements")]
    other = root / "iopdocs.yml"
    if other.is_file() and not (root / SETTINGS).is_file():
        found.append((other, f"inställningarna ska heta {SETTINGS}", f"Byt namn på den till {SETTINGS}."))
    said, told = Severity.WARNING, ((f"filen läses inte: {why}", shown(at), hint) for at, why, hint in found)
    return [Problem(text, file, hint=hint, severity=said, code="läses-inte") for text, file, hint in told]


def _misnamed(folder: Path) -> Iterator[tuple[Path, str, str]]:
    """Yield the files that were meant as agreements, why they are not read, and what to do."""
    hint = "Byt namn på den. Visa filnamnstillägg i Utforskaren om .txt inte syns."
    for path in sorted(folder.rglob("*")):
        if path.is_file() and _MEANT.search(path.name) and path.name[0] not in "~.":
            yield path, "namnet slutar inte på .yaml", hint


def find_root(start: Path) -> Path | None:
    """Return the nearest folder, from ``start`` and up, that holds ``templates/``."""
    return next((folder for folder in (start, *start.parents) if (folder / "templates").is_dir()), None)
