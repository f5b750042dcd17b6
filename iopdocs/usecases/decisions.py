"""What is left to decide of the agreements that renewals have begun: told by their files and by the reports.

A question is answered when what it asks of is no longer as it was drafted, when what was assumed of it is no longer
assumed, or when its box in the report is ticked. Of an agreement that has been decided nothing is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidAgreement, Problem
from iopdocs.model import Agreement
from iopdocs.output import alone, replace_file
from iopdocs.reading import KeyPath, Node, parse_source
from iopdocs.reading.reach import node_at
from iopdocs.renewal.report import OPEN_BOX, TICKED_BOX, box_text, section_heading
from iopdocs.renewal.reported import DRAFTED, REPORT, boxes_of, read_report
from iopdocs.renewal.successor import draft
from iopdocs.usecases.desk import Desk, Moment
from iopdocs.usecases.fields import form_of, parts_in, path_of

_ASSUMED, _OF = "antaganden", "uppgift"


@dataclass(frozen=True, slots=True)
class ToDecide:
    """A question; ``field`` is what the form calls the place it asks of, or the nearest around it, or nothing.

    ``assumed`` says that it asks of something that is assumed, and is answered by confirming that.
    """

    number: int
    where: str
    question: str
    choices: tuple[str, ...]
    field: str
    answered: bool
    ticked: bool
    assumed: bool


@dataclass(frozen=True, slots=True)
class Begun:
    """An agreement that a renewal has begun: what it is called, which it replaces, and what there is to decide."""

    key: str
    id: str
    old: str
    name: str
    questions: tuple[ToDecide, ...]
    report: Path

    @property
    def left(self) -> int:
        """How many questions are not answered."""
        return sum(not one.answered for one in self.questions)


def begun(desk: Desk) -> list[Begun]:
    """Return the agreements that renewals have begun and nobody has decided yet, by id."""
    view = desk.view
    paths = {view.workspace.stated_id(path): path for path in view.files.values()}
    reported = _reported(desk.root / "output")
    found = []
    for new, (report, entry) in sorted(reported.items()):
        if (path := paths.get(new)) is not None and (one := _begun(view, desk.key(path), path, paths, report, entry)):
            found.append(one)
    return found


def tick(desk: Desk, key: str, number: int, *, ticked: bool) -> None:
    """Tick the box of a question in its report, or take the tick away. Raises InvalidAgreement when it is not there."""
    one = next((one for one in begun(desk) if one.key == key), None)
    question = next((each for each in one.questions if each.number == number), None) if one else None
    if one is None or question is None:
        raise InvalidAgreement(_gone("frågan finns inte längre"))
    text = box_text(question.where, question.question)
    with desk.lock, alone(one.report.parent):
        lines = _lines(one.report)
        place = next((at for at, line in _boxes(lines, one.old, one.id) if line[len(OPEN_BOX) :] == text), None)
        if place is None:
            raise InvalidAgreement(_gone(f"rutan finns inte i {one.report.name}"))
        lines[place] = (TICKED_BOX if ticked else OPEN_BOX) + text
        replace_file(one.report, "\n".join(lines).encode())


def _gone(message: str) -> Problem:
    return Problem(message, hint="Ladda om sidan och se vad som är kvar.", code="saknad-fil")


def _reported(output: Path) -> dict[str, tuple[Path, Mapping[str, Any]]]:
    """Return what the latest report says of each new agreement, by its id."""
    found: dict[str, tuple[Path, Mapping[str, Any]]] = {}
    for path in sorted(output.glob(f"{REPORT}*.json")):
        for entry in read_report(path):
            if entry.get("läge") == DRAFTED and isinstance(entry.get("efterträdare"), str):
                found[entry["efterträdare"]] = (boxes_of(path), entry)
    return found


def _begun(
    view: Moment, key: str, path: Path, paths: Mapping[str, Path], report: Path, entry: Mapping[str, Any]
) -> Begun | None:
    loaded = view.workspace.load(path)
    agreement = loaded.agreement
    if agreement is None or agreement.status not in (None, "förslag") or not isinstance(loaded.source.data, dict):
        return None
    drafted = _drafted(view, agreement, paths.get(agreement.replaces or ""))
    ticks = _ticks(report, agreement)
    names = dict(parts_in(form_of(loaded.source.data, ())))
    questions = []
    for number, one in enumerate(_listed(entry), start=1):
        where, question = str(one.get(_OF, "")), str(one.get("fråga", ""))
        ticked = box_text(where, question) in ticks
        place = path_of(where)
        near = next((names[place[:end]] for end in range(len(place), 0, -1) if place[:end] in names), "")
        changed = drafted is not None and _answered(place, drafted, loaded.source.data)
        assumed = _is_assumed(place, loaded.source.data)
        choices = tuple(str(choice) for choice in one.get("val") or () if choice)
        questions.append(ToDecide(number, where, question, choices, near, ticked or changed, ticked, assumed))
    name = view.workspace.watch.guard.masked(agreement.partnership or agreement.id)
    return Begun(key, agreement.id, agreement.replaces or "", name, tuple(questions), report)


def _listed(entry: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = entry.get("att_besluta")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _drafted(view: Moment, agreement: Agreement, old: Path | None) -> Node:
    """Return the data of the agreement as it was drafted; None when that cannot be known any longer."""
    if old is None or agreement.renewed is None:
        return None
    before = view.workspace.load(old).agreement
    if before is None:
        return None
    try:
        text = old.read_text(encoding="utf-8-sig")
        start = agreement.term.start if agreement.term else None
        made = draft(text, before, view.workspace.laws, agreement.renewed, start)
    except (InvalidAgreement, OSError, ValueError):
        return None
    return parse_source(made.text, "")[0].data if made else None


def _answered(place: KeyPath, drafted: Node, now: Node) -> bool:
    if _is_assumed(place, drafted) and not _is_assumed(place, now):
        return True
    return bool(place) and node_at(drafted, place) != node_at(now, place)


def _is_assumed(place: KeyPath, data: Node) -> bool:
    """Whether the fact at a place is assumed, or something that it is within."""
    listed = data.get(_ASSUMED) if isinstance(data, dict) else None
    assumed = (
        [path_of(str(one.get(_OF))) for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    )
    return any(path and place[: len(path)] == path for path in assumed)


def _ticks(report: Path, agreement: Agreement) -> set[str]:
    """Return what stands after the boxes that are ticked of an agreement."""
    boxes = _boxes(_lines(report), agreement.replaces or "", agreement.id)
    return {line[len(TICKED_BOX) :] for _, line in boxes if line.lower().startswith(TICKED_BOX)}


def _lines(report: Path) -> list[str]:
    """Return the lines of a report; none when it is not there or somebody has saved it as no text."""
    try:
        return report.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError):
        return []


def _boxes(lines: list[str], old: str, new: str) -> Iterator[tuple[int, str]]:
    """Yield the lines with a box under the heading of an agreement, each with its place."""
    heading, inside = section_heading(old, new), False
    for place, line in enumerate(lines):
        if line.startswith("#"):
            inside = line.strip() == heading
        elif inside and line.lower().startswith((OPEN_BOX, TICKED_BOX)):
            yield place, line
