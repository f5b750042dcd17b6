"""Findings in the order of what they stop, each told once, and what many agreements leave unsaid told together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from iopdocs import checks
from iopdocs.checks.assumptions import ASSUMPTION
from iopdocs.checks.press import UNAPPROVED
from iopdocs.checks.questions import question
from iopdocs.classes import dataclass, replace
from iopdocs.errors import Problem, Severity
from iopdocs.reading import where
from iopdocs.swedish import lists

#: So many places of one mistake are named.
_NAMED = 3
_CONFIRMED = (
    "Jämför var och en med handlingen som dess skäl nämner, och ta sedan bort posten ur antaganden. "
    "När allt är jämfört kan hela antaganden tas bort."
)


@dataclass(frozen=True, slots=True)
class Ranked:
    """The findings about one agreement: what stops a final version, other warnings, open questions, and notes."""

    stops: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    questions: tuple[Problem, ...]
    notes: tuple[Problem, ...]

    @property
    def all(self) -> tuple[Problem, ...]:
        """All of them, in order."""
        return (*self.stops, *self.warnings, *self.questions, *self.notes)

    @property
    def asked(self) -> str:
        """The open questions on one line, each with its code and where the answer is written; nothing without any."""
        asked = {(int(one.code[1:]), f"{one.code} {question(one)}"): None for one in self.questions}
        return "; ".join(text for _, text in sorted(asked))

    @property
    def short_notes(self) -> tuple[Problem, ...]:
        """The notes, of those that say the same of one statement for several years only the first and how many."""
        alike: dict[tuple[object, ...], list[Problem]] = {}
        for one in self.notes:
            alike.setdefault((one.file, one.line, one.code, one.where), []).append(one)
        more = {id(same[0]): f" (Och {len(same) - 1} till.)" for same in alike.values() if len(same) > 1}
        return tuple(replace(same[0], message=same[0].sentence + more.get(id(same[0]), "")) for same in alike.values())


def gathered(found: Iterable[Problem]) -> list[Problem]:
    """Return findings with the many assumptions of one file told on one line: how many, and how they are confirmed.

    An agreement that has been read in has one for each fact that was taken.
    """
    by_file: dict[str | None, list[Problem]] = {}
    told = list(found)
    for one in told:
        if one.code == ASSUMPTION:
            by_file.setdefault(one.file, []).append(one)
    many = {file: same for file, same in by_file.items() if len(same) > _NAMED}
    first = {id(same[0]): same for same in many.values()}
    return [
        _assumed(first[id(one)]) if id(one) in first else one
        for one in told
        if id(one) in first or not (one.code == ASSUMPTION and one.file in many)
    ]


def _assumed(same: Sequence[Problem]) -> Problem:
    facts = list(dict.fromkeys(where(one.about) for one in same if one.about))
    more = [f"{len(same) - len(facts[:_NAMED])} till"] if len(same) > len(facts[:_NAMED]) else []
    named = lists.format([*facts[:_NAMED], *more]) if facts else ""
    message = f"{len(same)} uppgifter är antagna och stoppar en slutlig version{f': {named}' if named else ''}."
    return replace(same[0], message=message, where="antaganden", hint=_CONFIRMED)


def ranked(found: Iterable[Problem]) -> Ranked:
    """Return the findings about one agreement, each once: errors first, and then in the order of the file."""
    told = sorted(once(found), key=lambda one: one.severity is not Severity.ERROR)
    stops = tuple(one for one in told if stops_final(one))
    left = [one for one in told if not stops_final(one)]
    return Ranked(
        stops,
        tuple(one for one in left if one.severity is Severity.WARNING and not question(one)),
        tuple(one for one in left if question(one)),
        tuple(one for one in left if one.severity is Severity.NOTE),
    )


def stops_final(problem: Problem) -> bool:
    """Whether a problem stops a final version: of every document, or of the press release that the quote stands in."""
    return problem.severity is Severity.ERROR or problem.code in checks.STOPS_FINAL | {UNAPPROVED}


def once(found: Iterable[Problem]) -> list[Problem]:
    """Return each mistake once: the same said of one line of one file is one, told of its most exact place.

    Several documents that lack the same are one, and so are several agreements with the same fault in what they share.
    """
    alike: dict[tuple[object, ...], list[Problem]] = {}
    for problem in found:
        alike.setdefault((problem.file, problem.line, problem.code, problem.message), []).append(problem)
    return [replace(one, where=_places([one.where, *(each.where for each in more)])) if more else one
            for one, *more in alike.values()]  # fmt: skip


def _places(where: Sequence[str]) -> str:
    places = dict.fromkeys(where)
    exact = [one for one in places if not any(other != one and other.startswith(one) for other in places)]
    more = [f"{len(exact) - _NAMED} till"] if len(exact) > _NAMED else []
    return lists.format([*exact[:_NAMED], *more]) if len(exact) > 1 else exact[0]
