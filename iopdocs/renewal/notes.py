"""What a renewal has to tell: what was changed and why, what a person must decide, what deserves a warning."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from iopdocs.classes import dataclass, field, replace
from iopdocs.errors import Problem
from iopdocs.reading.rewriting import LeftOut


@dataclass(frozen=True, slots=True)
class RenewalChange:
    """One change: the path of keys, what stood there and what stands there now (empty: nothing), and the reason."""

    where: str
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Something a person must decide: the path of keys, the question, and the choices where they can be named.

    ``parts`` are the things that the question lists, each of which other agreements may be asked about, too.
    """

    where: str
    question: str
    choices: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass
class Notes:
    """Gathered while one agreement is renewed."""

    changes: list[RenewalChange] = field(default_factory=list)
    decisions: list[OpenQuestion] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    assumed: dict[tuple[str, str], None] = field(default_factory=dict)

    def changed(self, where: str, before: object, after: object, why: str) -> None:
        """Note a change, unless nothing changed."""
        old, new = ("" if value is None else " ".join(str(value).split()) for value in (before, after))
        if old != new:
            self.changes.append(RenewalChange(where, old, new, why))

    def decide(self, where: str, question: str, *choices: str) -> None:
        """Note something to decide."""
        self.decisions.append(OpenQuestion(where, question, choices))

    def demanded(self, found: Iterable[Problem]) -> None:
        """Note what the facts of the new agreement demand and it lacks, and what it leaves out as the old one did."""
        for one in found:
            self.decisions.append(OpenQuestion(one.where or "klausuler", one.sentence, (one.hint,), one.parts))

    def told(self, safe: Callable[[str], str]) -> None:
        """Have what comments say made ``safe``: they may say anything, and the report is sent on."""
        self.left_out = [replace(one, text=safe(one.text)) for one in self.left_out]

    def assume(self, where: str, reason: str) -> None:
        """Note that the draft has an answer to something that is yet to be decided, and says that it is assumed."""
        self.assumed.setdefault((where, reason), None)
