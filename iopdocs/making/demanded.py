"""What the facts of an agreement demand of it: each demand tried, told where it is not met, and left out in writing.

A demand is met when a clause it asks for is printed in the agreement, when a fact, an annex, a document or a
confirmation it asks for is there, or when the agreement's own terms say it in their own words. It is left out when the
agreement says so under ``klausuler.utan``, with who, why and since when. What nobody has signed is asked more of than
what has been: the gravest that is said of a signed agreement is a warning, and of one that has ended a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from iopdocs.checks import Case
from iopdocs.classes import dataclass, replace
from iopdocs.deadlines import period_on
from iopdocs.deadlines.confirmed import as_of, holding
from iopdocs.errors import IopdocsError, Problem, Severity
from iopdocs.laws.lagrum import plain
from iopdocs.library.demands import Demand
from iopdocs.making.render import Libraries
from iopdocs.model import Agreement
from iopdocs.model.circumstances import found
from iopdocs.model.clause_choices import OmittedClause
from iopdocs.reading import KeyPath, suggest
from iopdocs.swedish import lists
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.vocabulary.sections import clause_blocks, truth
from iopdocs.vocabulary.words import EXTRAS, Context
from iopdocs.workspace import Loaded, Workspace

#: Where an agreement words terms of its own: what stands there binds the parties.
_TERMS = frozenset({
    "avtalstid", "bilagor", "ekonomi", "förlängning", "förlängningar", "insatser", "kommunikation", "organisation",
    "relation", "tillägg", "tvister", "uppföljning", "uppsägning", "åtaganden", "ändringar",
})  # fmt: skip
_OMITTED: KeyPath = ("klausuler", "utan")


@dataclass(frozen=True, slots=True)
class Ruling:
    """A demand that applies to an agreement: where what demands it stands, and what meets it, if anything does."""

    demand: Demand
    path: KeyPath
    met_by: str = ""
    departed: OmittedClause | None = None

    @property
    def missing(self) -> bool:
        """Whether nothing meets it, and nobody has left it out."""
        return not self.met_by and self.departed is None


@dataclass(frozen=True, eq=False)
class Trial:
    """One agreement that is tried against the demands of its workspace, as of a day."""

    workspace: Workspace
    loaded: Loaded
    agreement: Agreement
    day: date

    @cached_property
    def as_of(self) -> date:
        """The day whose demands apply: the law day; of what is not signed the first day of the term, if later."""
        return as_of(self.agreement, self.day)

    @cached_property
    def ended(self) -> bool:
        """Whether the agreement's time is over."""
        last, end = self.agreement.termination, period_on(self.agreement.as_extended(self.day), self.day).end
        ends = [one for one in (end, last.last_day if last else None) if one]
        return bool(ends) and min(ends) < self.day

    def judged(self, demands: Sequence[Demand]) -> Iterator[Ruling]:
        """Yield the demands that apply, and what became of each. Raises IopdocsError for a faulty library."""
        departed = {one.demand: one for one in self.agreement.clauses.omitted if one.answered_for}
        for demand in demands:
            if (path := self._applies(demand)) is not None:
                out = departed.get(demand.id)
                yield Ruling(demand, path, "" if out else self._met(demand), out)

    def _applies(self, demand: Demand) -> KeyPath | None:
        if not demand.covers(self.as_of):
            return None
        paths = (found(self.agreement, fact) for fact in demand.when)
        path = next((one for one in paths if one is not None), None)
        also = all(found(self.agreement, fact) is not None for fact in demand.also)
        return path if also and not any(found(self.agreement, fact) is not None for fact in demand.unless) else None

    def _met(self, demand: Demand) -> str:
        """Return what meets a demand, in words; nothing when nothing does."""
        asked = demand.requires
        ways = (
            *((f"uppgiften {fact}", found(self.agreement, fact) is not None) for fact in asked.facts),
            *((f"bekräftelsen {one}", one in self._confirmed) for one in asked.confirmed),
            *((f"bilagan {one}", one in {each.document for each in self.agreement.annexes}) for one in asked.annexes),
        )
        met = next((how for how, is_so in ways if is_so), "")
        met = met or next((f"klausulen {one}" for one in asked.clauses if self._printed(one)), "")
        met = met or next((f"handlingen {one}" for one in asked.documents if self._made(one)), "")
        return met or ("avtalets egna ord" if any(map(self._said, asked.words)) else "")

    @cached_property
    def _confirmed(self) -> set[str]:
        """What somebody has confirmed, as far as it holds on the day; a signed agreement waits for nothing anew."""
        given = self.agreement.confirmations
        return holding(self.agreement, self.workspace.confirmations.points, self.day) if given else set()

    @cached_property
    def _own_terms(self) -> str:
        data = self.loaded.source.data
        own = {key: value for key, value in data.items() if key in _TERMS} if isinstance(data, dict) else {}
        worded = [one.text for one in self.agreement.clauses.replaced if one.text]
        return "\n".join([*_texts(own), *worded])

    def _said(self, word: str) -> bool:
        return re.search(rf"(?<!\w){re.escape(word)}", self._own_terms, re.IGNORECASE) is not None

    def _made(self, type_id: str) -> bool:
        kind = self.workspace.types.get(type_id)
        return kind is not None and bool(kind.items(self.agreement))

    @cached_property
    def _scenes(self) -> list[tuple[Scene, Context]]:
        """What the documents that bind the parties would be made with: there a clause must stand to bind."""
        workspace = self.workspace
        given = Libraries(workspace.laws, workspace.clauses, workspace.settings.rules)
        binding = (kind for kind in workspace.types.values() if kind.description.binding and not kind.record)
        scenes = [
            Scene(self.agreement, kind, self.day, given, EXTRAS, replaced=self.loaded.replaced) for kind in binding
        ]
        return [(scene, Context(scene)) for scene in scenes]

    def _printed(self, clause: str) -> bool:
        """Whether a clause is printed; of one that is at fault that is told elsewhere."""
        for scene, context in self._scenes:
            for section in scene.document.description.sections:
                if clause not in section.clauses:
                    continue
                try:
                    stands = not section.when or any(truth(path, context) for path in section.when)
                    if stands and clause_blocks(clause, scene, context):
                        return True
                except IopdocsError:
                    return True
        return False


def trial(workspace: Workspace, loaded: Loaded, day: date) -> Trial | None:
    """Return what an agreement is tried by; None while its file has faults, whose consequences nobody should mend."""
    return Trial(workspace, loaded, loaded.agreement, day) if loaded.agreement and loaded.usable else None


def demanded(workspace: Workspace, loaded: Loaded, day: date, *, only_stopping: bool = False) -> list[Problem]:
    """Return what an agreement lacks of what its facts demand, and what it leaves out in writing, as of a day.

    ``only_stopping`` asks only for what keeps a final version from being made. Raises IopdocsError when the clauses or
    the demands are at fault.
    """
    trying = trial(workspace, loaded, day)
    if trying is None:
        return []
    demands, case = workspace.demands.demands, workspace.case(loaded, trying.agreement, day)
    asked = [one for one in demands.values() if one.level == "fel" or not only_stopping]
    if only_stopping and (trying.agreement.is_signed or trying.ended):
        asked = []
    results = list(trying.judged(asked))
    told = [*_left_out(case, trying.agreement, demands), *_missing(case, trying, results)]
    return workspace.watch.discreet(told, loaded.source, case.guard)


def problems_of(workspace: Workspace, loaded: Loaded, day: date) -> list[Problem]:
    """Return every problem of a loaded file, and what keeps a final version from being made by the demands."""
    return [*workspace.check(loaded, day), *demanded(workspace, loaded, day, only_stopping=True)]


def _missing(case: Case, trying: Trial, results: Sequence[Ruling]) -> Iterator[Problem]:
    missing = [one for one in results if one.missing]
    if trying.ended:
        yield from _ended(case, [one for one in missing if one.demand.level != "upplysning"])
        return
    for one in missing:
        message, hint = f"{_lacks(one.demand)} {why(one.demand, trying)}", f"{one.demand.advice} {_in_writing(one)}"
        if one.demand.level == "fel" and not trying.agreement.is_signed:
            yield case.problem(one.path, message, hint, code="krav-saknas", severity=Severity.ERROR, about=())
        elif one.demand.level != "upplysning":
            yield case.problem(one.path, message, hint, code="krav-saknas", severity=Severity.WARNING, about=())
    if silent := [one.demand.about for one in missing if one.demand.level == "upplysning"]:
        told = case.problem(
            (),
            f"Avtalet säger inget om {lists.format(silent)}.",
            "Det är tillåtet. iopdocs demands säger varför det brukar stå något om det, och vad som kan skrivas.",
            code="avtalet-tiger",
            severity=Severity.NOTE,
        )
        yield replace(told, parts=tuple(silent))


def _ended(case: Case, missing: Sequence[Ruling]) -> Iterator[Problem]:
    if missing:
        about = lists.format(list(dict.fromkeys(one.demand.about for one in missing)))
        yield case.problem(
            (),
            f"Avtalet har upphört. Ett nytt avtal med samma uppgifter skulle behöva säga något om {about}.",
            "Tänk på det om avtalet förnyas. iopdocs demands säger varför.",
            code="avtalet-tiger",
            severity=Severity.NOTE,
        )


def _left_out(case: Case, agreement: Agreement, known: dict[str, Demand]) -> Iterator[Problem]:
    """Yield what is left out in writing, and what of it is not said whole."""
    for number, one in enumerate(agreement.clauses.omitted):
        if one.demand is None:
            continue
        path = (*_OMITTED, number)
        lacking = [name for name, value in (("skäl", one.reason), ("av", one.by), ("dag", one.day)) if not value]
        if one.demand not in known:
            message = f"kravet ”{one.demand}” finns inte"
            alike = suggest(one.demand, known) or "Alla krav: iopdocs demands"
            yield case.problem((*path, "krav"), message, alike, code="okänt-krav", severity=Severity.ERROR, about=())
        elif lacking:
            message = f"Avtalet frångår kravet {one.demand}, men säger inte {lists.format(lacking)}."
            hint = "Skriv varför kravet frångås (skäl), vem som svarar för det (av) och vilken dag (dag)."
            yield case.problem(path, message, hint, code="krav-frångått-halvt", severity=Severity.ERROR, about=())
        else:
            message = f"Avtalet frångår kravet {one.demand}. {one.by} svarar för det sedan {one.day}: {one.reason}"
            hint = "Det står också i kvittot, och följer med till den som förnyar avtalet."
            yield case.problem(path, message, hint, code="krav-frångått", severity=Severity.NOTE, about=())


def _lacks(demand: Demand) -> str:
    return f"Avtalet säger inget om {demand.about}."


def why(demand: Demand, trying: Trial) -> str:
    """Return why a demand is made: its reason, and the provision of the day, or where it is taken from."""
    references: dict[str, None] = {}
    for subject in demand.law:
        for reference in trying.workspace.laws.provisions(subject, trying.as_of):
            references[plain(reference.text)] = None
    rests_on = lists.format(list(references)) if references else demand.source
    reason = demand.reason.rstrip(".")
    return f"{reason} ({rests_on})." if rests_on else f"{reason}."


def _in_writing(one: Ruling) -> str:
    return f"Ska det inte stå: skriv krav: {one.demand.id} med skäl, av och dag under klausuler, utan."


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    for one in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _texts(one)


def left_out_json(agreement: Agreement) -> list[dict[str, str]]:
    """Return what an agreement leaves out in writing, for its receipt: who answers for it, why and since when."""
    return [
        {"krav": str(one.demand), "skäl": str(one.reason), "av": str(one.by), "dag": str(one.day)}
        for one in agreement.clauses.omitted
        if one.answered_for
    ]
