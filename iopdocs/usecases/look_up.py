"""Look up: what the law library and the clause library say as of a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidLibrary, Problem, errors
from iopdocs.laws.act import Provision
from iopdocs.laws.library import load_library
from iopdocs.laws.lookup import LookUp
from iopdocs.laws.proofs import rests_on

if TYPE_CHECKING:  # what looks up the law needs nothing of agreements, and does not wait for it
    from iopdocs.library.clauses import Clause, ClauseVersion
    from iopdocs.usecases.answers.libraries import ClausesJson, LawJson
    from iopdocs.workspace import Workspace


@dataclass(frozen=True, slots=True)
class LawFound:
    """What a citation meant on a day."""

    day: date
    found: LookUp

    @property
    def failed(self) -> bool:
        """Whether the citation does not hold."""
        return any(errors(self.found.problems))

    def grounds(self, provision: Provision) -> tuple[str, ...]:
        """Return what the days of a provision rest on, in Swedish."""
        return rests_on(self.found.act, provision) if self.found.act else ()

    def as_json(self) -> LawJson:
        """Return the answer for JSON."""
        from iopdocs.usecases.answers.base import problems_json
        from iopdocs.usecases.answers.libraries import LawJson

        return LawJson(
            results=self.found.provisions,
            citation=self.found.text(first=True) or None,
            successors=tuple(successor.text for successor in self.found.successors),
            unsure=self.found.unsure or None,
            problems=problems_json(self.found.problems),
        )


@dataclass(frozen=True, slots=True)
class ClausesFound:
    """Clauses of a workspace."""

    clauses: tuple[Clause, ...]

    def as_json(self) -> ClausesJson:
        """Return the answer for JSON."""
        from iopdocs.usecases.answers.libraries import ClauseJson, ClausesJson

        return ClausesJson(results=tuple(map(ClauseJson.of, self.clauses)), text=None)


@dataclass(frozen=True, slots=True)
class ClauseFound:
    """One clause as it reads on a day, and for each subject it rests on the provisions in force that day."""

    clause: Clause
    version: ClauseVersion
    support: tuple[tuple[str, tuple[str, ...]], ...]

    def as_json(self) -> ClausesJson:
        """Return the answer for JSON."""
        from iopdocs.usecases.answers.libraries import ClauseJson, ClausesJson

        return ClausesJson(results=(ClauseJson.of(self.clause),), text=self.version.text)


def law(citation: str, day: date) -> LawFound:
    """Return what a citation meant on a day; what is wrong with it is in the answer."""
    return LawFound(day, load_library().look_up(citation, day))


def clauses(workspace: Workspace) -> ClausesFound:
    """Return every clause. Raises InvalidLibrary for faulty files."""
    return ClausesFound(tuple(_discreet(one, workspace) for one in workspace.clauses.clauses.values()))


def clause(workspace: Workspace, clause_id: str, day: date) -> ClauseFound:
    """Return a clause as it reads on a day. Raises InvalidLibrary when there is none, or no text for that day."""
    found = workspace.clauses.get(clause_id)
    version = found.on(day)
    if version is None:
        hint = "Lydelserna: " + ", ".join(one.span for one in found.versions) + "."
        raise InvalidLibrary(
            Problem(f"klausulen har ingen text för {day}", where=clause_id, hint=hint, code="klausul-utan-text")
        )
    support = tuple(
        (subject, tuple(reference.text for reference in workspace.laws.provisions(subject, day)))
        for subject in found.support
    )
    shown = version.model_copy(update={"text": workspace.watch.safe(version.text)})
    return ClauseFound(_discreet(found, workspace), shown, support)


def _discreet(clause: Clause, workspace: Workspace) -> Clause:
    """Return a clause without what is protected: a house's own texts are anybody's, and an answer is sent on."""
    safe = workspace.watch.safe
    return clause.model_copy(update={"heading": safe(clause.heading), "about": safe(clause.about)})
