"""Compare a clause: what changed in its wording and in the law it rests on between two days, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from difflib import SequenceMatcher

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidLibrary, Problem
from iopdocs.laws.changes import LawChange, changes, touching
from iopdocs.laws.index import joined_references
from iopdocs.laws.lagrum import plain
from iopdocs.library.clauses import Clause, ClauseVersion
from iopdocs.making.render import Libraries
from iopdocs.usecases.answers.impact import LawChangeJson
from iopdocs.usecases.answers.libraries import (
    ClauseJson,
    ClausesJson,
    ComparisonJson,
    ParagraphJson,
    ReasonJson,
    WordingJson,
)
from iopdocs.vocabulary.lookover import look_over_clause
from iopdocs.workspace import Workspace

_LAW = re.compile(r"""\{\{-?\s*lag\(\s*(["'])(?P<subject>.*?)\1\s*\)\s*-?\}\}""")


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of the text as it was and as it became; either may be empty."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ClauseCompared:
    """A clause on two days: its wordings, the reasons of those that came between, and what the law did meanwhile.

    ``edits`` are of the text as it is read: a reference to law that became another is one, also in the same wording.

    ``before`` and ``after`` are None when the clause has no text that day.
    """

    clause: Clause
    first: date
    last: date
    before: ClauseVersion | None
    after: ClauseVersion | None
    reasons: tuple[tuple[date | None, str], ...]
    edits: tuple[Edit, ...]
    law: tuple[LawChange, ...]

    @property
    def same(self) -> bool:
        """Whether the wording is one and the same."""
        return self.before is self.after

    def as_json(self) -> ClausesJson:
        """Return the answer for JSON."""
        wordings = [one and WordingJson.model_validate(one.model_dump(by_alias=True)) for one in self._wordings]
        return ClausesJson(
            results=(ClauseJson.of(self.clause),),
            text=self.after.text if self.after else None,
            comparison=ComparisonJson(
                first=self.first,
                last=self.last,
                before=wordings[0],
                after=wordings[1],
                reasons=tuple(ReasonJson(day=day, text=text) for day, text in self.reasons),
                edits=tuple(ParagraphJson(before=one.before, after=one.after) for one in self.edits),
                law=tuple(map(LawChangeJson.of, self.law)),
            ),
        )

    @property
    def _wordings(self) -> tuple[ClauseVersion | None, ClauseVersion | None]:
        return self.before, self.after


def compare_clause(workspace: Workspace, clause_id: str, one: date, other: date) -> ClauseCompared:
    """Return what changed in a clause from the earlier of two days to the later, both included.

    Raises InvalidLibrary when there is no such clause, or when it has no text on either day.
    """
    first, last = sorted((one, other))
    clause = workspace.clauses.get(clause_id)
    before, after = clause.on(first), clause.on(last)
    if before is None and after is None:
        hint = "Lydelserna: " + ", ".join(version.span for version in clause.versions) + "."
        message = f"klausulen har ingen text vare sig {first} eller {last}"
        raise InvalidLibrary(Problem(message, where=clause_id, hint=hint, code="klausul-utan-text"))
    safe = workspace.watch.safe
    shown = clause.model_copy(update={"heading": safe(clause.heading), "about": safe(clause.about)})
    return ClauseCompared(
        clause=shown,
        first=first,
        last=last,
        before=before,
        after=after,
        reasons=tuple((version.start, safe(version.because or "")) for version in _between(clause, first, last)),
        edits=tuple(_edits(*(safe(_as_read(workspace, *one)) for one in ((before, first), (after, last))))),
        law=tuple(_law(workspace, clause, first, last)),
    )


def _between(clause: Clause, first: date, last: date) -> list[ClauseVersion]:
    """Return the wordings that began after the first day, up to the last."""
    return [version for version in clause.versions if version.start and first < version.start <= last]


def _law(workspace: Workspace, clause: Clause, first: date, last: date) -> Iterator[LawChange]:
    """Yield what happened, after the first day, to the law that the clause cites or rests on."""
    libraries = Libraries(workspace.laws, workspace.clauses, workspace.settings.rules)
    subjects = dict.fromkeys((*look_over_clause(clause, libraries).laws, *clause.support))
    every = [fact for act in workspace.laws.acts for fact in act.provisions if subjects.keys() & set(fact.subjects)]
    if first < last:
        yield from touching(changes(workspace.laws.index, first + timedelta(days=1), last), every)


def _as_read(workspace: Workspace, version: ClauseVersion | None, day: date) -> str:
    """Return a wording as it is read: each subject of law as the provisions about it that are in force on the day."""

    def named(call: re.Match[str]) -> str:
        try:
            found = workspace.laws.provisions(call["subject"], day)
        except InvalidLibrary:
            return call[0]  # that it is unknown is told by the check of templates
        return plain(joined_references(found)) if found else call[0]

    return _LAW.sub(named, version.text) if version else ""


def _edits(before: str, after: str) -> Iterator[Edit]:
    """Yield the lines that were changed, taken away or added, in the order of the text."""
    old, new = ([line for line in text.splitlines() if line.strip()] for text in (before, after))
    for kind, from_old, to_old, from_new, to_new in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from _paired(old[from_old:to_old], new[from_new:to_new])


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[Edit]:
    """Yield lines that take each other's place, one by one as long as there are as many of them."""
    if len(old) == len(new):
        yield from (Edit(was, becomes) for was, becomes in zip(old, new, strict=True))
    else:
        yield Edit("\n".join(old), "\n".join(new))
