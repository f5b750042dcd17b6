"""``iopdocs law`` and ``iopdocs clauses``: what the libraries hold, as of a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from iopdocs.cli import show
from iopdocs.errors import InvalidLibrary, Problem, errors
from iopdocs.laws.library import LookUp, load_library
from iopdocs.swedish import dates

if TYPE_CHECKING:
    from iopdocs.workspace import Workspace


def show_law(citation: str, day: date, *, as_json: bool) -> bool:
    """Show what a citation meant on a day; return whether it does not hold."""
    found = load_library().look_up(citation, day)
    failed = any(errors(found.problems))
    if as_json:
        show.as_json(_law_data(found, day))
        return failed
    if not failed:
        _show_law(found, day)
    show.problems(found.problems)
    return failed


def _show_law(found: LookUp, day: date) -> None:
    show.line(found.text(first=True, introduce=True))
    for provision in found.provisions:
        show.line(f"  om: {provision.about}")
        last = provision.period.last
        until = f"till och med {last}" if last else "och tills vidare"
        show.line(f"  gäller: från och med {provision.period.first} {until}")
        for change in (one for one in provision.amendments if one.first <= day):
            show.line(f"  lydelse: ändrad {change.first}" + (f" genom {change.by}" if change.by else ""))
        if provision.note:
            show.line(f"  anmärkning: {provision.note}")
        if found.act:
            show.line(f"  källa: {provision.source or found.act.source} (kontrollerad {found.act.checked})")
            show.line(f"  säkerhet: {provision.confidence or found.act.confidence}")
    for successor in found.successors:
        show.line(f"  efterträds av: {successor.text} ({successor.provision.about})")
    show.line(f"  som lagen gällde den {dates.format(day)}")


def _law_data(found: LookUp, day: date) -> dict[str, Any]:
    return {
        "dag": day,
        "lagrum": found.text(first=True) or None,
        "bestämmelser": [provision.model_dump(by_alias=True, mode="json") for provision in found.provisions],
        "efterträds_av": [successor.text for successor in found.successors],
        "problem": show.as_data(found.problems),
    }


def list_clauses(workspace: Workspace, *, as_json: bool) -> None:
    """List every clause: id, heading, what it is about."""
    library = workspace.clauses.clauses
    if as_json:
        show.as_json([clause.model_dump(by_alias=True, mode="json") for clause in library.values()])
    else:
        show.table([[clause.id, clause.heading, clause.about] for clause in library.values()])


def show_clause(workspace: Workspace, clause_id: str, day: date, *, as_json: bool) -> None:
    """Show one clause as it reads on a day. Raises InvalidLibrary when there is none."""
    clause = workspace.clauses.get(clause_id)
    version = clause.on(day)
    if version is None:
        hint = "Lydelserna: " + ", ".join(one.span for one in clause.versions) + "."
        raise InvalidLibrary(
            Problem(f"klausulen har ingen text för {day}", where=clause_id, hint=hint, code="klausul-utan-text")
        )
    if as_json:
        show.as_json({**clause.model_dump(by_alias=True, mode="json"), "lyder": version.text})
        return
    show.line(clause.heading, bold=True)
    show.line(f"{clause.about}. Lydelse: {version.span}.")
    show.line()
    show.lines(version.text, indent="    ")
    for subject in clause.support:
        references = workspace.laws.provisions(subject, day)
        text = ", ".join(reference.text for reference in references) or "ingen bestämmelse i kraft den dagen"
        show.line(f"stöd: {subject}: {text}")
