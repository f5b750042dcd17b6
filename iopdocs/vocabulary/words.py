"""The words a template can use: each name, and the function that works out what it stands for.

Every document type gets the same words; only those a template uses are worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from iopdocs.deadlines import end_of
from iopdocs.economy import Budget, budget, describe, payments
from iopdocs.economy.lines import is_recurring
from iopdocs.errors import InvalidLibrary, Problem
from iopdocs.model.agreement import Agreement
from iopdocs.model.base import Record
from iopdocs.model.content import Activity, Hours, LawReference
from iopdocs.model.document_names import document_noun
from iopdocs.model.money import Component
from iopdocs.model.party import Party
from iopdocs.model.revision import AmountChange
from iopdocs.swedish import clock, lists
from iopdocs.swedish.names import upper_first
from iopdocs.templating.environment import BUDGET
from iopdocs.templating.gaps import Missing
from iopdocs.templating.values import Facts, View
from iopdocs.vocabulary import (
    minutes,
    parties,
    phrasings,
    sections,
)
from iopdocs.vocabulary import (
    press as pressing,
)
from iopdocs.vocabulary.rendering_state import Extra, Scene

Word = Callable[[Scene, Mapping[str, Any]], Any]


def _document(scene: Scene, _: Mapping[str, Any]) -> Facts:
    name = scene.agreement.document_name
    noun = document_noun(name or "avtal")
    return Facts(
        namn=upper_first(name) if name else scene.missing("handlingens namn"),
        obestämd=noun.indefinite,
        bestämd=noun.definite,
        detta=noun.this,
        en=noun.article,
        om_iop=noun.subject,
        typ=scene.document.description.name,
        dag=scene.day,
        lagdag=scene.law_day or scene.missing("den dag vars lag gäller"),
    )


def _item(scene: Scene) -> View | Missing:
    """Return the record the document is about, or a missing one: then the document is a form, or about no record."""
    return scene.view(scene.item) if scene.item else Missing("post", scene.report, scene.document.record)


def _stage(scene: Scene, _: Mapping[str, Any]) -> Facts:
    status, term = scene.agreement.status, scene.agreement.term
    start, end = (term.start if term else None), end_of(term)
    before = start is not None and scene.day < start
    after = end is not None and scene.day > end
    return Facts(
        förslag=status == "förslag",
        beslutat=status == "beslutat",
        undertecknat=status == "undertecknat",
        okänt=status is None,
        före_start=before,
        pågår=not before and not after,
        efter_slut=after,
        utkast=not scene.final,
        final=scene.final,
    )


def _economy(scene: Scene, _: Mapping[str, Any]) -> Any:
    agreement = scene.agreement
    if agreement.economy is None:
        return scene.missing("ekonomi")
    worked_out = budget(agreement)
    plan = payments(agreement, worked_out)
    return Facts(
        poster=[_line(line, scene) for line in worked_out.lines],
        år=_years(worked_out, scene) if any(line.certain and not line.undivided for line in worked_out.lines) else [],
        totalt=_known(worked_out.total, "totalt belopp", scene),
        odelat=worked_out.undivided or scene.missing("odelat belopp"),
        högst=worked_out.capped or scene.missing("högsta belopp"),
        utbetalningar=[
            Facts(benämning=row.label, år=row.year, dag=row.day or scene.missing("betalningsdag"), belopp=row.amount)
            for row in plan.rows
        ],
        har_pengar=any(line.component.kind != "naturaprestation" for line in worked_out.lines),
        per_år=_known(worked_out.per_year, "belopp per år", scene),
        flera_år=len(worked_out.years) > 1,
        räknas_upp=any(is_recurring(line.component) and line.component.indexed for line in worked_out.lines),
    )


def _years(worked_out: Budget, scene: Scene) -> list[Facts]:
    return [
        Facts(
            år=year.year,
            belopp=_known(year.amount, "belopp", scene),
            delår=year.part,
            från=year.start,
            till=year.end,
            preliminärt=year.preliminary,
        )
        for year in worked_out.years
    ]


def _known(value: Any, label: str, scene: Scene) -> Any:
    return scene.missing(label) if value is None else value


def _line(line: Any, scene: Scene) -> View:
    # The amounts belong to this budget, so they are put beside the component's own facts here.
    view = scene.view(line.component)
    scene.put(line.component, "belopp_per_år", [_known(amount, "belopp", scene) for amount in line.amounts])
    scene.put(line.component, "summa", _known(line.total, "summa", scene))
    return view


def _described(component: Component, scene: Scene) -> object:
    economy = scene.agreement.economy
    return _known(describe(component, economy.indexation if economy else None), "belopp", scene)


def _payers(component: Component, scene: Scene) -> tuple[Party, ...]:
    party = scene.agreement.party(component.payer)
    return (party,) if party else scene.agreement.public_parties


def _payees(component: Component, scene: Scene) -> tuple[Party, ...]:
    party = scene.agreement.party(component.payee)
    return (party,) if party else scene.agreement.nonprofit_parties


def _names(chosen: tuple[Party, ...], label: str, scene: Scene) -> object:
    return lists.format([party.name for party in chosen]) if chosen else scene.missing(label)


def _common_names(chosen: tuple[Party, ...], label: str, scene: Scene) -> object:
    return lists.format([party.common_name for party in chosen]) if chosen else scene.missing(label)


def _concerned_time(change: AmountChange, scene: Scene) -> object:
    return change.concerns or (str(change.year) if change.year else scene.missing("tiden beloppet avser"))


def _hours(hours: Hours, scene: Scene) -> object:
    if hours.start is None or hours.end is None:
        return scene.missing("tider")
    return clock.format_range(clock.ClockRange(hours.start, hours.end))


def _by(activity: Activity, scene: Scene) -> object:
    party = scene.agreement.party(activity.by)
    return party.common_name if party else scene.missing("vem som utför insatsen")


EXTRAS: Mapping[type[Record], Mapping[str, Extra]] = {
    **parties.PARTY_EXTRAS,
    **pressing.PRESS_EXTRAS,
    **minutes.MINUTES_EXTRAS,
    Component: {
        "text": _described,
        "betalare_namn": lambda one, scene: _names(_payers(one, scene), "betalare", scene),
        "betalare_kallas": lambda one, scene: _common_names(_payers(one, scene), "betalare", scene),
        "mottagare_namn": lambda one, scene: _names(_payees(one, scene), "mottagare", scene),
        "till_idéburen": lambda one, scene: any(not party.public for party in _payees(one, scene)),
        "mottagare_kallas": lambda one, scene: _common_names(_payees(one, scene), "mottagare", scene),
    },
    AmountChange: {"tid": _concerned_time},
    Activity: {"utförs_av_namn": _by},
    Hours: {"klocktid": _hours},
    LawReference: {"text": lambda reference, scene: scene.typed_law(reference.citation)},
    Agreement: {
        "har_egna_insatser": lambda agreement, scene: any(party.own_efforts for party in scene.parties),
        "gemensamma_åtaganden": lambda agreement, scene: parties.commitments(None, scene),
        "sista_dag": lambda agreement, scene: minutes.last_day(scene) or scene.missing("avtalstidens sista dag"),
    },
}

WORDS: Mapping[str, Word] = {
    "avtal": lambda scene, _: scene.view(scene.agreement),
    "dokument": _document,
    "läge": _stage,
    "parter": lambda scene, _: [scene.view(party) for party in scene.parties],
    "parterna": lambda scene, _: parties.groups(scene)["parterna"],
    "offentliga": lambda scene, _: parties.groups(scene)["offentliga"],
    "idéburna": lambda scene, _: parties.groups(scene)["idéburna"],
    "ekonomi": _economy,
    "avsnitt": sections.sections,
    "lag": lambda scene, _: scene.law,
    "klausul": lambda scene, context: lambda name: sections.clause_blocks(name, scene, context),
    "formulering": lambda scene, context: lambda name, *about: phrasings.phrase(name, about, scene, context),
    "press": lambda scene, _: pressing.press(scene),
    "citat": lambda scene, _: pressing.quotes(scene),
    "avsändare": lambda scene, _: pressing.sender(scene),
    "kontakter": lambda scene, _: pressing.contacts(scene),
    "post": lambda scene, _: _item(scene),
    "möte": lambda scene, _: minutes.meeting(scene),
    "grupp": lambda scene, _: minutes.group(scene),
    "närvarande": lambda scene, _: minutes.participants(scene, "ordförande", "sekreterare", "ledamot"),
    "ersättare": lambda scene, _: minutes.participants(scene, "ersättare"),
    "övriga": lambda scene, _: minutes.participants(scene, "övrig"),
    "frånvarande": lambda scene, _: minutes.participants(scene, absent=True),
    "ordförande": lambda scene, _: minutes.holder(scene, "ordförande"),
    "sekreterare": lambda scene, _: minutes.holder(scene, "sekreterare"),
    "mål_rader": lambda scene, _: minutes.goals(scene),
    "ekonomi_rader": lambda scene, _: minutes.money(scene),
    "budgetår": lambda scene, _: minutes.budget_year(scene),
    "beslut_rader": lambda scene, _: minutes.decisions(scene),
    "åtgärder": lambda scene, _: minutes.actions(scene),
    "förlängning_aktuell": lambda scene, _: minutes.prolongation_due(scene),
    "sista_uppsägningsdag": lambda scene, _: (
        minutes.notice_day(scene) or scene.missing("sista dag för uppsägning eller besked")
    ),
    "nästa_möte": lambda scene, _: minutes.meeting(scene).nästa_möte,
}


class Context(Mapping[str, Any]):
    """The words of one document, each worked out once, when it is first asked for."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._found: dict[str, Any] = {BUDGET: scene.budget}
        self._open: list[str] = []

    def __getitem__(self, name: str) -> Any:
        """Return what a word stands for. Raises InvalidLibrary when working it out needs the word itself."""
        if name not in self._found:
            if name in self._open:
                hint = "En klausul kan inte skriva ut de avsnitt som den själv står i."
                raise InvalidLibrary(Problem(f"”{name}” hänvisar till sig själv", hint=hint, code="rundgång"))
            self._open.append(name)
            try:
                self._found[name] = WORDS[name](self._scene, self)
            finally:
                self._open.pop()
        return self._found[name]

    def __contains__(self, name: object) -> bool:
        return name in WORDS or name == BUDGET

    def __iter__(self) -> Iterator[str]:
        return iter(WORDS)

    def __len__(self) -> int:
        return len(WORDS)

    def only(self, names: frozenset[str]) -> dict[str, Any]:
        """Return the words among ``names`` that exist, worked out, and the budget of the document."""
        return {name: self[name] for name in (*WORDS, BUDGET) if name in names or name == BUDGET}
