"""Text files that can tell whether they are as the program wrote them: they hold a hash of the rest."""

from __future__ import annotations

import hashlib
import re

#: What stands where the hash will be; with it the hash is counted.
ROOM = "0" * 32


def with_seal(data: bytes) -> bytes:
    """Return the file with its hash in the place of ROOM. Raises ValueError when there is no room for it."""
    if data.count(ROOM.encode()) != 1:
        raise ValueError("no room, or more than one, for the hash")
    return data.replace(ROOM.encode(), _hash(data))


def has_seal(data: bytes, place: bytes) -> bool:
    """Whether a file is as it was written; ``place`` is what stands just before the hash."""
    found = re.search(re.escape(place) + rb"([0-9a-f]{32})", data)
    return found is not None and found[1] == _hash(data[: found.start(1)] + ROOM.encode() + data[found.end(1) :])


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest()[: len(ROOM)].encode()
