"""What the agreements of a workspace give of de minimis aid; only files that may tell of any are read whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from iopdocs.model import Agreement
from iopdocs.model.aid_given import AidGiven, given
from iopdocs.reading import read_bytes
from iopdocs.reading.recall import FORGETFUL, Recall

# Keys of an aid without which nothing can be said of it.
_KEYS = (b"regelverk", b"beviljat")


def aid_of(
    files: Iterable[Path], read: Callable[[Path], Agreement | None], recall: Recall = FORGETFUL, basis: str = ""
) -> tuple[AidGiven, ...]:
    """Return the aid that is given by the agreements in some files; of one that cannot be used nothing is known.

    ``basis`` is what else than its file an agreement rests on, for ``recall``.
    """

    def told(path: Path) -> tuple[AidGiven, ...]:
        agreement = read(path) if _may_tell(path) else None
        return tuple(given(agreement)) if agreement is not None else ()

    return tuple(one for path in files for one in recall.of_file("aid", path, partial(told, path), basis))


def _may_tell(path: Path) -> bool:
    raw = read_bytes(path, "")
    return isinstance(raw, bytes) and any(key in raw.replace(b"\0", b"") for key in _KEYS)
