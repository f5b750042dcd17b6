"""Whose the signatures are: the names in certificates against the names of those who should sign.

A certificate often has all of a person's first names, and in capitals. A name is hers when every word of the one
expected is in it and the last word is the same; anything less is somebody else's, and told as such.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from iopdocs.classes import dataclass
from iopdocs.signing.checking import Signature
from iopdocs.signing.manifest import SignatoryEntry


@dataclass(frozen=True, slots=True)
class Matched:
    """A signature with the one who should have made it; None when it is nobody's of those."""

    signature: Signature
    signatory: SignatoryEntry | None


def matched(signatures: Sequence[Signature], expected: Sequence[SignatoryEntry]) -> list[Matched]:
    """Return each signature with its signatory. Each signs once: those whose name is the very same come first."""
    left = list(expected)
    found: dict[int, SignatoryEntry] = {}
    for same in (_is_same, _holds):
        for number, one in enumerate(signatures):
            own = sorted(left, key=lambda entry: entry.field != one.field)
            hit = next((entry for entry in own if same(one.name, entry.name)), None) if number not in found else None
            if hit is not None:
                found[number] = hit
                left.remove(hit)
    return [Matched(one, found.get(number)) for number, one in enumerate(signatures)]


def is_written_so(matched: Matched) -> bool:
    """Whether the certificate has the name as the document has it."""
    return matched.signatory is not None and _is_same(matched.signature.name, matched.signatory.name)


def _is_same(said: str, wanted: str) -> bool:
    return bool(_words(wanted)) and _words(said) == _words(wanted)


def _holds(said: str, wanted: str) -> bool:
    given, asked = _words(said), _words(wanted)
    return len(asked) > 1 and len(given) > 1 and set(asked) <= set(given) and given[-1] == asked[-1]


def _words(name: str) -> list[str]:
    return unicodedata.normalize("NFC", name).casefold().replace("-", " ").split()
