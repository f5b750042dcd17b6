"""What the agreements of a workspace give of de minimis aid; only files that may tell of any are read whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from iopdocs.model import Agreement
from iopdocs.model.aid_given import AidGiven, given
from iopdocs.reading import read_bytes

# Keys of an aid without which nothing can be said of it.
_KEYS = (b"regelverk", b"beviljat")


def aid_of(files: Iterable[Path], read: Callable[[Path], Agreement | None]) -> tuple[AidGiven, ...]:
    """Return the aid that is given by the agreements in some files; of one that cannot be used nothing is known."""
    agreements = (read(path) for path in files if _may_tell(path))
    return tuple(one for agreement in agreements if agreement is not None for one in given(agreement))


def _may_tell(path: Path) -> bool:
    raw = read_bytes(path, "")
    return isinstance(raw, bytes) and any(key in raw.replace(b"\0", b"") for key in _KEYS)
