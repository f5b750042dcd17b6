"""The report of a renewal, for people (Markdown) and for machines (JSON): the same facts, the same order, no clock."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from iopdocs.output import write_document
from iopdocs.reading import without_numbers
from iopdocs.reading.rewriting import LeftOut
from iopdocs.renewal.alike_page import alike
from iopdocs.renewal.at_a_glance import at_a_glance
from iopdocs.renewal.first_page import first_page
from iopdocs.renewal.notes import OpenQuestion, RenewalChange
from iopdocs.renewal.reported import DRAFTED, REPORT, details_of, read_report
from iopdocs.renewal.run import FAILED, Renewed, Window
from iopdocs.swedish import dates
from iopdocs.visible import escaped, markdown, markdown_code

#: A box to tick, and one that somebody has ticked.
OPEN_BOX, TICKED_BOX = "- [ ] ", "- [x] "
# What is changed in every successor, and is told once.
_OF_ALL = {"id", "ersätter", "status"}
_ALWAYS = "Varje utkast har ett eget id, ersätter det gamla avtalet och har status: förslag. Resten står nedan."
#: Of more agreements than these a report says once what they have in common.
FEW = 12
_THERE = "Allt om varje avtal, med rutor att bocka av, står i {}."
_NOWHERE = (
    "Allt om varje avtal, med rutor att bocka av, får en egen fil när förnyelsen görs. "
    "Nämn ett avtals fil för att se det för sig."
)
HEADINGS = {DRAFTED: "Utkast till nya avtal", FAILED: "Kunde inte förnyas"}


def write(folder: Path, results: Sequence[Renewed], window: Window, data: Mapping[str, Any]) -> list[Path]:
    """Write the report of the day in a folder, for people and for machines (``data``); return the files.

    One in which somebody has ticked a box is left alone, and so is one that has agreements which are not in this one;
    the new one goes beside it. Raises OutputBlocked.
    """
    stem = _stem(folder, {result.file for result in results}, window.on)
    details = details_of(folder / f"{stem}.md")
    made = {f"{stem}.md": as_markdown(results, window, details.name)}
    if is_for_many(results):
        made[details.name] = details_as_markdown(results, window)
    made[f"{stem}.json"] = as_json(data)
    facts = {"dag": str(window.on), "slutar_senast": str(window.until)}
    named = ((Path(name), text.encode()) for name, text in made.items())
    return [write_document(folder, name.stem, name.suffix, data, facts).path for name, data in named]


def as_json(data: Mapping[str, Any]) -> str:
    """Return the report for machines as text."""
    return escaped(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def _stem(folder: Path, files: set[str], on: date) -> str:
    """Return a name for the report that no other of the day has, or whose agreements are all in this one."""
    number = 1
    while True:
        stem = f"{REPORT}{on}" + (f"-{number}" if number > 1 else "")
        path = folder / f"{stem}.json"
        if not path.exists() or {str(one.get("fil")) for one in read_report(path)} <= files:
            return stem
        number += 1


def is_for_many(results: Sequence[Renewed]) -> bool:
    """Whether so many were drafted that what they have in common is told once."""
    return sum(result.state == DRAFTED for result in results) > FEW


def as_markdown(results: Sequence[Renewed], window: Window, details: str = "") -> str:
    """Return the report as Markdown text; of many agreements what they have in common, and what is in ``details``."""
    return "\n".join(_lines(results, window, details)) + "\n"


def details_as_markdown(results: Sequence[Renewed], window: Window) -> str:
    """Return all that is told of each agreement as Markdown text."""
    head = (f"# Förnyelse {dates.format(window.on)}, avtal för avtal", *_sections(results, (DRAFTED, FAILED)))
    return "\n".join(head) + "\n"


def _lines(results: Sequence[Renewed], window: Window, details: str) -> Iterator[str]:
    yield f"# Förnyelse {dates.format(window.on)}"
    yield ""
    yield f"Avtal som slutar senast {dates.format_with_den(window.until)} och inte har någon efterträdare."
    yield ""
    yield "| Läge | Antal |"
    yield "|---|---|"
    for state, heading in HEADINGS.items():
        yield f"| {heading} | {sum(result.state == state for result in results)} |"
    yield from first_page(results)
    drafted = [result for result in results if result.state == DRAFTED]
    yield from at_a_glance(drafted)
    if is_for_many(results):
        place = _THERE.format(markdown(details)) if details else _NOWHERE
        yield from alike(drafted, place)
        yield from _sections(results, (FAILED,))
    else:
        yield from _sections(results, (DRAFTED, FAILED))


def _sections(results: Sequence[Renewed], states: Sequence[str]) -> Iterator[str]:
    for state in states:
        chosen = [result for result in results if result.state == state]
        if chosen:
            yield from ("", f"## {HEADINGS[state]}")
        if chosen and state == DRAFTED:
            yield from ("", _ALWAYS)
        for result in chosen:
            yield from _section(result)


def section_heading(agreement: str, successor: str) -> str:
    """Return the heading that stands over what became of an agreement."""
    arrow = f" → {markdown(successor)}" if successor else ""
    return f"### {markdown(agreement)}{arrow}"


def box_text(where: str, question: str) -> str:
    """Return what stands after the box of something to decide."""
    return f"{markdown_code(where)}: {markdown(question)}"


def _section(result: Renewed) -> Iterator[str]:
    yield ""
    yield section_heading(result.agreement, result.successor)
    yield ""
    if result.period:
        start, end = result.period
        until = f"till och med {dates.format_with_den(end)}" if end else "slutdag ska beslutas"
        yield f"Ny avtalstid: från och med {dates.format_with_den(start)} {until}."
    if result.law_day:
        yield f"Lagen gäller som den är {dates.format_with_den(result.law_day)}."
    for warning in result.notes.warnings:
        yield from ("", f"**Varning:** {markdown(warning)}")
    yield from _decisions(result.notes.decisions)
    yield from _changes(result.notes.changes)
    yield from _left_out(result.notes.left_out)
    if result.problems:
        yield from ("", "**Fel**" if result.state == FAILED else "**Att veta**", "")
        yield from (
            f"- {problem.severity}: {markdown(str(problem))}" for problem in map(without_numbers, result.problems)
        )
    if any(result.gaps.values()):
        yield from ("", "**Saknas i utkasten**", "")
        yield from (f"- {markdown(name)}: {markdown(', '.join(gaps))}" for name, gaps in result.gaps.items() if gaps)
    if result.files:
        yield from ("", "**Filer**", "")
    for folder in dict.fromkeys(path.parent.name for path in result.files):
        names = ", ".join(path.name for path in result.files if path.parent.name == folder)
        yield f"- {markdown(f'{folder}/')}: {markdown(names)}"


def _decisions(decisions: Sequence[OpenQuestion]) -> Iterator[str]:
    if decisions:
        yield from ("", "**Att besluta**", "")
    for decision in decisions:
        yield f"{OPEN_BOX}{box_text(decision.where, decision.question)}"
        yield from (f"  - {markdown(choice)}" for choice in decision.choices if choice)


def _changes(changes: Sequence[RenewalChange]) -> Iterator[str]:
    shown = [change for change in changes if change.where not in _OF_ALL]
    if shown:
        yield from ("", "**Ändrat**", "", "| Uppgift | Före | Efter | Varför |", "|---|---|---|---|")
    for change in shown:
        cells = (_short(change.before or "–"), _short(change.after or "–"), _short(change.why))
        yield f"| {markdown_code(change.where)} | {' | '.join(map(markdown, cells))} |"


def _left_out(comments: Sequence[LeftOut]) -> Iterator[str]:
    if comments:
        yield from ("", "**Kommentarer som inte följde med**", "")
        yield "De stod vid uppgifter som har ändrats eller tagits bort. Skriv in dem som fortfarande gäller."
        yield ""
    for one in comments:
        place = f"{markdown_code(one.where)}: " if one.where else ""
        yield f"- {place}{markdown(_short(one.text))}"


def _short(text: str) -> str:
    return text if len(text) <= 160 else text[:157] + "…"
