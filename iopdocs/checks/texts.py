"""Which of an agreement's texts are prose: not names, not typed values, not somebody's own words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from iopdocs.checks.case import Case
from iopdocs.reading import KeyPath

#: Keys that hold a name, or a value with a form of its own.
NAMES = frozenset({
    "id", "kontakt", "kallas", "skrivs_även", "nämnd", "förvaltning", "huvudmän", "organisation", "enhet",
    "titel", "partnerskap", "organ", "parti", "telefon", "e_post", "webb", "gata", "postnummer", "ort", "orgnr",
    "bankgiro", "plusgiro", "diarienummer", "namn", "vem", "ansvarig", "justerare",
})  # fmt: skip
#: Keys that say where a fact is taken from.
SOURCES = frozenset({"källor", "källa", "lagrum_per_källa", "invånare_källa"})
#: Keys that hold what another document says, word for word.
VERBATIM = frozenset({"nuvarande_lydelse"})
#: Keys that hold what somebody has said.
SPOKEN = frozenset({"text", "fortsättning"})


def last_key(path: KeyPath) -> str:
    """Return the key a text stands under, also when it is an item of a list."""
    if path and isinstance(path[-1], str):
        return path[-1]
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def quotes(case: Case) -> Iterator[tuple[KeyPath, str]]:
    """Yield the words of the press release's quotes with their paths."""
    return ((path, text) for path, text in case.texts if _quoted(path))


@lru_cache(maxsize=1)
def prose(case: Case) -> tuple[tuple[KeyPath, str], ...]:
    """Return every text that the authors of the agreement have worded, with its path."""
    return tuple((path, text) for path, text in case.texts if _worded(path))


def _quoted(path: KeyPath) -> bool:
    return path[:2] == ("press", "citat") and last_key(path) in SPOKEN


def _worded(path: KeyPath) -> bool:
    key = last_key(path)
    if _quoted(path) or key in SOURCES | VERBATIM or (path[:2] == ("bakgrund", "lagrum") and key == "lagrum"):
        return False
    # What an activity is called is worded by the authors; what a person or a body is called is not.
    return key not in NAMES or (key == "namn" and path[0] == "insatser")
