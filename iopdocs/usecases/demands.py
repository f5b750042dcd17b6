"""Demands: what the rules of a workspace ask of agreements, and what each agreement meets, lacks and leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.errors import Problem, errors
from iopdocs.library.demands import Demand
from iopdocs.making.demanded import Trial, trial, why
from iopdocs.usecases.answers.base import problems_json
from iopdocs.usecases.answers.demands import AgreementDemandsJson, DemandJson, DemandsJson, TriedJson
from iopdocs.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Tried:
    """One demand that applies to an agreement: how it stands, what says so, and why it is asked."""

    id: str
    state: str
    how: str
    why: str


@dataclass(frozen=True, slots=True)
class TriedAgreement:
    """The demands that apply to one agreement."""

    id: str
    file: str
    demands: tuple[Tried, ...]


@dataclass(frozen=True, slots=True)
class Demands:
    """The demands there are, and what became of them in agreements."""

    demands: tuple[Demand, ...]
    agreements: tuple[TriedAgreement, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether an agreement could not be tried."""
        return any(errors(self.problems))

    def as_json(self) -> DemandsJson:
        """Return the answer for JSON."""
        return DemandsJson(
            results=tuple(
                AgreementDemandsJson(
                    id=one.id,
                    file=one.file,
                    demands=tuple(TriedJson(id=it.id, state=it.state, how=it.how, why=it.why) for it in one.demands),
                )
                for one in self.agreements
            ),
            demands=tuple(map(DemandJson.of, self.demands)),
            problems=problems_json(self.problems),
        )


def demands(workspace: Workspace, files: Sequence[Path], day: date) -> Demands:
    """Return every demand, and how the agreements in the files, if any, stand as of a day. Raises IopdocsError."""
    known = tuple(workspace.demands.demands.values())
    found: list[TriedAgreement] = []
    problems: list[Problem] = []
    for path in files:
        loaded = workspace.load(path)
        trying = trial(workspace, loaded, day)
        if trying is None:
            problems += loaded.problems
            continue
        safe = workspace.watch.safe
        tried = tuple(Tried(one.id, one.state, safe(one.how), safe(one.why)) for one in _tried(trying, known))
        found.append(TriedAgreement(safe(trying.agreement.id), workspace.shown(path), tried))
    return Demands(known, tuple(found), tuple(problems))


def _tried(trying: Trial, known: Sequence[Demand]) -> Iterator[Tried]:
    for one in trying.judged(known):
        state = "frångått" if one.departed else "uppfyllt" if one.met_by else "saknas"
        left = f"{one.departed.by}, {one.departed.day}: {one.departed.reason}" if one.departed else ""
        yield Tried(one.demand.id, state, left or one.met_by or one.demand.advice, why(one.demand, trying))
