"""What has been worked out of something, kept until it is of something else: for whoever asks again and again.

A command asks once and keeps nothing. A workbench that stands for hours asks after each change of one file among
thousands, and works out anew only what rests on that one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from iopdocs.reading.files import FAILED

Answer = TypeVar("Answer")


class Recall:
    """Answers by name, each with what it rests on; the answer is worked out anew when that is no longer the same."""

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[Any, Any]] = {}

    def of(self, name: Hashable, basis: Any, make: Callable[[], Answer]) -> Answer:
        """Return the answer called ``name`` that rests on ``basis``; ``make`` works it out."""
        known = self._known.get(name)
        if known is None or known[0] != basis:
            refused = FAILED.reads
            known = (basis, make())
            if FAILED.reads != refused:  # it may be read the next time, and looks no different then
                answer_now: Answer = known[1]
                return answer_now
            self._known[name] = known
        answer: Answer = known[1]
        return answer

    def of_file(self, kind: str, path: Path, make: Callable[[], Answer], basis: Any = None) -> Answer:
        """Return what a file tells, worked out anew when the file looks otherwise from the outside."""
        return self.of((kind, path), (_look(path), basis), make)


class _Forgetful(Recall):
    def of(self, name: Hashable, basis: Any, make: Callable[[], Answer]) -> Answer:
        return make()

    def of_file(self, kind: str, path: Path, make: Callable[[], Answer], basis: Any = None) -> Answer:
        return make()


#: For who asks once: nothing is kept.
FORGETFUL: Recall = _Forgetful()


def _look(path: Path) -> tuple[int, int] | None:
    """Return when a file was changed and its size, asked for before it is read: a change meanwhile is seen later."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def handed_on(before: object, after: object, names: Iterable[str]) -> None:
    """Let what one object has worked out be another's: a cached property lies among an object's values, by its name."""
    known = vars(before)
    vars(after).update({name: known[name] for name in names if name in known})
