"""The YAML files that come with the program, parsed beforehand: a file with the same bytes is not parsed again.

``gathered.txt`` is generated: a line per file, its SHA-256 and what was read in it, as JSON. What is found under a
digest follows from the bytes alone, wherever a file with them lies; one byte else, and the file is parsed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

GATHERED = Path(__file__).with_name("gathered.txt")
K = TypeVar("K")
V = TypeVar("V")


@cache
def _lines() -> dict[str, str]:
    return dict(line.split(" ", 1) for line in GATHERED.read_text(encoding="utf-8").split("\n")[:-1])


def data_of(digest: str) -> Any:
    """Return what was read in a file with these bytes, anew each time; None when it did not come with the program."""
    line = _lines().get(digest)
    return None if line is None else json.loads(line)


class WhenAsked(Mapping[K, V]):
    """What is worked out the first time somebody asks for anything of it: where a value stands is seldom asked."""

    def __init__(self, make: Callable[[], Mapping[K, V]]) -> None:
        self._make = make
        self._made: Mapping[K, V] | None = None

    @property
    def _all(self) -> Mapping[K, V]:
        if self._made is None:
            self._made = self._make()
        return self._made

    def __getitem__(self, key: K) -> V:
        return self._all[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)
