"""What the minutes of a meeting are pre-filled with: goals, the year's budget, decisions."""

from __future__ import annotations

from datetime import date
from typing import Any

from iopdocs.deadlines import end_of, period_on, shift
from iopdocs.economy import NOTHING, Budget, BudgetLine, Cell, base_of, budget, cells, together
from iopdocs.economy.changes import is_unsure
from iopdocs.economy.same_money import concerns
from iopdocs.model import Agreement
from iopdocs.model.base import label_of
from iopdocs.model.content import Goal, JointGroup
from iopdocs.model.lengths import Length
from iopdocs.model.meeting import ActivityReport, Conflict, Item, Meeting, MoneyResult, Participant
from iopdocs.model.revision import Addition, AmountChange, Extension, Revision, numbered
from iopdocs.swedish import money as kronor
from iopdocs.swedish import prose
from iopdocs.templating.doubted import like
from iopdocs.templating.gaps import Missing
from iopdocs.templating.values import Spoken, View, stated
from iopdocs.vocabulary.declared import Extra, Extras
from iopdocs.vocabulary.facts import DecisionRow, GoalRow, MoneyRow
from iopdocs.vocabulary.money import spoken
from iopdocs.vocabulary.parties import common_name
from iopdocs.vocabulary.rendering_state import Scene

# Without a rule of the house, prolongation comes up at the meetings of the last year.
AHEAD = Length(12, "månad")
# What an amount that belongs to no year is called.
_WHOLE = {"totalt": "totalt {}", "per avtalsår": "{} per avtalsår", "högst": "högst {}", "ökning": "ökning med {}"}


def meeting(scene: Scene) -> View[Meeting] | Missing:
    """Return the meeting, or a missing one: then the minutes are a form to fill in."""
    return scene.view(scene.meeting) if scene.meeting else Missing("möte", scene, Meeting)


def group(scene: Scene) -> View[JointGroup] | Missing:
    """Return the group that meets: the one named, else the one that steers."""
    wanted = scene.meeting.group if scene.meeting else None
    groups = scene.agreement.groups
    found = next((item for item in groups if wanted and item.id == wanted), None)
    if found is None and wanted is None:
        found = next((item for item in groups if item.steers), None)
    return scene.view(found) if found else Missing("styrgrupp", scene, JointGroup)


def participants(scene: Scene, *roles: str | None, absent: bool = False) -> list[View[Participant]]:
    """Return those present (or absent) in any of the roles, None among them; no role means all."""
    everyone = scene.meeting.participants if scene.meeting else ()
    return [scene.view(one) for one in everyone if one.absent == absent and (not roles or one.role in roles)]


def holder(scene: Scene, role: str) -> View[Participant] | Missing:
    """Return the one who holds a role at the meeting."""
    found = participants(scene, role)
    return found[0] if found else Missing(role, scene, Participant)


def goals(scene: Scene) -> list[GoalRow]:
    """Return the goals that the meeting has an outcome of; all goals of the agreement in a form to fill in."""
    results = {result.goal: result for result in scene.meeting.goals} if scene.meeting else {}
    rows = []
    for goal in scene.agreement.goals:
        result = results.get(goal.id or "")
        if scene.meeting and result is None:
            continue
        rows.append(
            GoalRow(
                mål=_or_missing(goal.text, label_of(Goal, "text"), scene),
                indikator=_or_missing(goal.indicator, "indikator", scene),
                målvärde=_or_missing(goal.target, "målvärde", scene),
                utfall=_or_missing(result and result.outcome, "utfall", scene),
                kommentar=_or_missing(result and result.comment, "kommentar", scene),
            )
        )
    return rows


def money(scene: Scene) -> list[MoneyRow]:
    """Return the components that the meeting has an outcome of, with the year's budget; all of them in a form.

    What an addition has brought comes last: no outcome can be stated for it, and so only a form has it.
    """
    if scene.agreement.economy is None:
        return []
    year = budget_year(scene)
    # An agreement without an end has no last year to work out: the year that is asked for is far enough.
    agreement = _standing(scene)
    open_ended = end_of(agreement.term) is None
    until = date(year, 12, 31) if open_ended else last_day(scene)
    worked_out = budget(agreement, until=until if until != end_of(agreement.term) else None)
    results = {result.component: result for result in scene.meeting.money} if scene.meeting else {}
    rows = [
        _money_row(line, worked_out, year, results.get(line.component.id or ""), scene)
        for line in worked_out.lines
        if scene.meeting is None or line.component.id in results
    ]
    if scene.meeting:
        return rows
    return [*rows, *(_new_row(change, year, scene) for change in _changed(None, scene) if change.is_of(year))]


def _new_row(change: AmountChange, year: int, scene: Scene) -> MoneyRow:
    """Return the row of an item that an addition has brought: no outcome can be stated for it."""
    cell = NOTHING if is_unsure(scene.agreement, change, year) else _as_changed(NOTHING, [change])
    return MoneyRow(
        benämning=_or_missing(change.label, label_of(AmountChange, "label"), scene),
        år=year,
        budget=_budget(cell, scene),
        belopp=cell != NOTHING,
        utfall=scene.missing("utfall"),
        prognos=scene.missing("prognos"),
    )


def _money_row(line: BudgetLine, worked_out: Budget, year: int, result: MoneyResult | None, scene: Scene) -> MoneyRow:
    by_year = zip(worked_out.years, cells(line.amounts, line.instead), strict=False)
    amounts = {entry.year: cell for entry, cell in by_year}
    in_kind = line.component.kind == "naturaprestation"
    # With no known period a yearly amount without uplift is the same whatever the year.
    yearly = line.component.kind == "per år" and not worked_out.years and scene.agreement.economy
    planned = (
        base_of(line.component)
        if yearly and not (yearly.indexation or yearly.said_of("indexation"))
        else amounts.get(year, NOTHING)
    )
    # A change that is stated for no year may concern this one: then the first budget no longer holds.
    changed = _changed(line.component.id, scene) if line.component.id else []
    if changed := [one for one in changed if one.is_of(year) or one.first_year is None]:
        here = [one for one in changed if one.is_of(year)]
        unknown = not here or any(is_unsure(scene.agreement, one, year) for one in here)
        planned = NOTHING if unknown else _as_changed(planned, here)
    # A sum that is no year's own is no gap.
    sort, amount = _WHOLE.get(line.component.kind or ""), base_of(line.component)
    whole = sort.format(_short(amount, scene)) if sort and amount != NOTHING and planned == NOTHING else ""
    # A year's ceiling is not what will be paid.
    if not whole and line.component.kind == "högst" and any(planned):
        whole = f"högst {_short(planned, scene)}"
    # Of a year that an item is not about nobody has stated an amount, not even nought.
    term = scene.agreement.term
    if planned[0] == 0 and not concerns(line.component, year, term.start.year if term and term.start else None):
        whole = f"avser inte {year}"
    return MoneyRow(
        benämning=_or_missing(line.component.label, "vad pengarna är till", scene),
        år=year,
        budget="i natura" if in_kind else whole or _budget(planned, scene),
        belopp=not in_kind and not whole and planned != NOTHING,
        utfall=scene.told(result, "outcome") if result else scene.missing("utfall"),
        prognos=scene.told(result, "forecast") if result else scene.missing("prognos"),
    )


def _budget(cell: Cell, scene: Scene) -> Any:
    amount, instead = cell
    return Spoken(spoken(instead, scene)) if instead else _or_missing(amount, "årets budget", scene)


def _short(cell: Cell, scene: Scene) -> str:
    amount, instead = cell
    return spoken(instead, scene).cell() if instead else kronor.format_short(amount or 0)


def _as_changed(planned: Cell, changed: list[AmountChange]) -> Cell:
    """Return a year's amount with the changes that are stated for that year, the oldest first; nothing when unknown."""
    if not changed:
        return NOTHING
    for one in changed:
        new = _cell(one, "new")
        planned = new if new != NOTHING else together([planned, _cell(one, "increase")])
    return planned


def _cell(change: AmountChange, attribute: str) -> Cell:
    said = change.said_of(attribute)
    return getattr(change, attribute), None if said is None or said.is_unknown else said


def _changed(component: str | None, scene: Scene) -> list[AmountChange]:
    """Return what later documents, in force on the minutes' day, say of a component's amount; the oldest first.

    Without a component: what they say of items that are new.
    """
    agreement, day = scene.agreement, _day(scene)
    later = (*agreement.additions, *agreement.extensions)
    since = [one for one in later if one.dated and one.dated <= day and one.is_agreed(day) and not _is_over(one, day)]
    since.sort(key=lambda one: one.dated or date.min)
    return [change for one in since for change in one.amounts if change.component == component]


def _is_over(one: Revision, day: date) -> bool:
    return isinstance(one, Addition) and one.end is not None and one.end < day


def _day(scene: Scene) -> date:
    return (scene.meeting.day if scene.meeting else None) or scene.day


def _standing(scene: Scene) -> Agreement:
    """Return the agreement with the period it has on the minutes' day."""
    return scene.agreement.as_extended(_day(scene))


def budget_year(scene: Scene) -> int:
    """Return the year whose budget the minutes show: the meeting's, else that of the day, kept within the period."""
    if scene.meeting and scene.meeting.day:
        return scene.meeting.day.year
    term = _standing(scene).term
    end = end_of(term)
    year = min(scene.day.year, end.year) if end else scene.day.year
    return max(year, term.start.year) if term and term.start else year


def decisions(scene: Scene) -> list[DecisionRow]:
    """Return the questions in order; those decided carry a number of their own: § 1, § 2 …"""
    rows, number = [], 0
    for item in scene.meeting.items if scene.meeting else ():
        number += bool(item.decision)
        rows.append(
            DecisionRow(
                nummer=number if item.decision else scene.missing("paragraf"),
                rubrik=_or_missing(item.heading, label_of(Item, "heading"), scene),
                text=_or_missing(item.text, "det som sades", scene),
                beslut=_or_missing(item.decision, "beslut", scene),
                **_about(item, scene),
            )
        )
    return rows


def _about(item: Item, scene: Scene) -> dict[str, Any]:
    """Return what a question is about: the later document, or a missing one, of which all that is said is a gap."""
    about, agreement = item.concerns, scene.agreement
    addition = numbered(agreement.additions, about.number) if about and about.kind == "tillägg" else None
    extension = numbered(agreement.extensions, about.number) if about and about.kind == "förlängning" else None
    signed = next((one.signed for one in (addition, extension) if one is not None), None)
    return {
        "gäller": scene.view(about) if about else scene.missing("vad frågan gäller"),
        "tillägg": scene.view(addition) if addition else Missing("tillägg", scene, Addition),
        "förlängning": scene.view(extension) if extension else Missing("förlängning", scene, Extension),
        "var_undertecknad": signed is not None and signed <= _day(scene),
    }


def prolongation_due(scene: Scene) -> bool:
    """Whether the period's end, or the last day for notice, is nearer than the house's rule says."""
    ahead = scene.libraries.rules.ahead or AHEAD
    days = (last_day(scene), notice_day(scene))
    return any(known is not None and known <= shift(_day(scene), ahead) for known in days)


def notice_day(scene: Scene) -> date | None:
    """Return the last day for notice or word on prolongation, as the period is on the minutes' day."""
    return period_on(scene.agreement, _day(scene)).notice


def last_day(scene: Scene) -> date | None:
    """Return the last day of the period, as it is on the minutes' day: prolongations and notice given count."""
    return period_on(scene.agreement, _day(scene)).end


def _or_missing(value: Any, label: str, scene: Scene) -> Any:
    return scene.missing(label) if value is None else stated(value)


def _shown(person: Participant, scene: Scene) -> object:
    party = scene.agreement.party(person.party)
    parts = [person.name, person.function, common_name(party, scene) if party else None]
    parts += ["på distans" if person.remote else None, f"punkt {person.items}" if person.items else None]
    shown = ", ".join(part for part in parts if part)
    return like([*parts, person.items], shown) if shown else scene.missing("namn")


def _activity_name(report: ActivityReport, scene: Scene) -> object:
    found = next((one.name for one in scene.agreement.activities if one.id and one.id == report.activity), None)
    return found or scene.missing("insats")


def _of_party(person: Participant, scene: Scene) -> object:
    party = scene.agreement.party(person.party)
    return common_name(party, scene) if party else scene.missing("vilken part personen företräder")


MINUTES_EXTRAS: Extras = {
    Participant: {
        "visning": Extra(str, "namn, funktion, part och punkter på en rad", _shown),
        "part_namn": Extra(str, "vad den part kallas som personen företräder", _of_party),
    },
    Conflict: {
        "av_personen": Extra(
            bool,
            "om åtgärden är något som personen själv gjorde: deltog inte i frågan",
            lambda one, _: bool(one.measure) and prose.tells_what_one_did(one.measure),
        )
    },
    ActivityReport: {"insats_namn": Extra(str, "insatsens namn", _activity_name)},
}
