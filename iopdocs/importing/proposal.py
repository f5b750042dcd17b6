"""What is proposed of an agreement somebody has written, and what was left unread."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from iopdocs.classes import dataclass, field, replace
from iopdocs.reading import KeyPath, where

#: A value of a proposal: the key within what it is of (nothing when it is the value itself), and the text.
Pair = tuple[str, str]


class Sure(StrEnum):
    """How sure a proposal is."""

    CERTAIN = "säkert"
    LIKELY = "troligt"
    ASK = "välj"


@dataclass(frozen=True, slots=True)
class FactOffer:
    """A fact or a record: where it belongs in the file, what it says, the sentence it was read in, and how sure.

    ``choices`` are what it may be when that cannot be told; then nothing is chosen. ``why`` says what makes it less
    than certain. ``needs`` is the id of the party that it speaks of: without that party it means nothing.
    """

    path: KeyPath
    pairs: tuple[Pair, ...]
    sentence: str
    place: str
    sure: Sure = Sure.CERTAIN
    choices: tuple[str, ...] = ()
    why: str = ""
    needs: tuple[str, ...] = ()
    read: frozenset[int] = field(default_factory=frozenset, repr=False)

    @property
    def key(self) -> str:
        """Where it belongs, as users read it: ``parter[2].orgnr``."""
        return where(self.path)

    @property
    def value(self) -> str:
        """What it says, on one line."""
        return "; ".join(f"{key}: {text}" if key else text for key, text in self.pairs)

    @property
    def single(self) -> bool:
        """Whether it is one value, that another may be written for."""
        return len(self.pairs) <= 1 and not any(key for key, _ in self.pairs)

    def saying(self, text: str) -> FactOffer:
        """Return the proposal of a single value with another one."""
        return replace(self, pairs=(("", text),))


@dataclass(frozen=True, slots=True)
class UnreadPassage:
    """A piece of the text that no key has taken: under which heading, where, and why when that can be told."""

    heading: str
    text: str
    place: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class WordReading:
    """What was read in a document, in the order of the file."""

    proposals: tuple[FactOffer, ...]
    unread: tuple[UnreadPassage, ...]


def in_order(found: Sequence[FactOffer], keys: Sequence[str]) -> list[FactOffer]:
    """Return proposals in the order in which an agreement's keys stand."""
    return sorted(found, key=lambda one: (keys.index(str(one.path[0])), *map(_step, one.path[1:])))


def _step(step: str | int) -> tuple[int, str]:
    return (step, "") if isinstance(step, int) else (-1, step)
