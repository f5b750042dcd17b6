"""Files that belong together and are made once: all new under a name that nothing has, or as they already are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from iopdocs.classes import dataclass
from iopdocs.output.files import explained, made_folder
from iopdocs.output.putting import Plan, put
from iopdocs.output.receipts import CONTENTS, DRAFT, Receipts

#: The fact in a receipt that tells that its files are no documents of their own, but are of a final version: its name.
MADE_FOR = "underskrift_av"


@dataclass(frozen=True, slots=True)
class Kit:
    """Where the files of a package lie, and whether they were written now; else the very same were there already."""

    paths: tuple[Path, ...]
    new: bool


def write_kit(
    folder: Path, stem: str, make: Callable[[str], Mapping[str, bytes]], facts: Mapping[str, Any], contents: str
) -> Kit:
    """Write the files that ``make`` gives for a name, by suffix, with one receipt; nothing is ever replaced.

    The name is ``stem``, or ``stem-2``, ``-3`` and so on when that is taken. ``contents`` is a hash of what they say
    whatever their name: where it stands in a receipt, and the files are as they were made, they are made. Raises
    OutputBlocked.
    """
    with explained(folder / stem):
        made_folder(folder)
        for number in count(1):
            name = stem if number == 1 else f"{stem}-{number}"
            receipts = Receipts(folder, name)
            files = make(name)
            paths = tuple(folder / (name + suffix) for suffix in files)
            if receipts.read().get(CONTENTS) == contents and all(map(receipts.is_current, paths)):
                return Kit(paths, new=False)
            if receipts.path.exists() or any(path.exists() for path in paths):
                continue
            plans = [Plan(path, data, new=True) for path, data in zip(paths, files.values(), strict=True)]
            put(receipts, {**facts, DRAFT: False, CONTENTS: contents}, plans)
            return Kit(paths, new=True)
    raise AssertionError  # the names never end
