"""The signer's list in documents: its rows, the marks beside clauses of a draft, and what a final version waits for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from iopdocs.checks.confirmations import STILL_OPEN
from iopdocs.deadlines.confirmed import Question, asked
from iopdocs.errors import Problem, Severity
from iopdocs.library.confirmations import ConfirmationPoint
from iopdocs.model.confirmation import Confirmation
from iopdocs.model.weighing import weighing
from iopdocs.vocabulary.facts import ClauseBlock, ConfirmationRow
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.word.marks import mark, without_gap_marks

#: What is said to have put the marks of the list beside a clause.
MARKED = "bekräftelselistan"
#: The code of what a final version waits for.
UNCONFIRMED = "obekräftat"


def asked_in(scene: Scene) -> tuple[Question, ...]:
    """Return the questions that the agreement raises; none when it is signed, and waits for nothing."""
    with weighing():
        signed = scene.agreement.is_signed
    if signed:
        return ()
    return asked(scene.agreement, scene.libraries.confirmations.points, scene.day)


def open_in(scene: Scene) -> tuple[Question, ...]:
    """Return those that nobody has confirmed, or not for this day."""
    return tuple(one for one in asked_in(scene) if one.is_open(scene.day))


def rows(scene: Scene) -> list[ConfirmationRow]:
    """Return the rows of the list. What is open is a gap, unless a final version may show it as open."""
    return [_row(one, scene) for one in asked_in(scene)]


def _row(one: Question, scene: Scene) -> ConfirmationRow:
    made, is_open = one.confirmation, one.is_open(scene.day)
    known = made if made and not is_open else None
    own = Confirmation.model_validate(
        {"vad": one.point.id}
    )  # what the gaps are of: a record that is to stand in the list
    return ConfirmationRow(
        id=one.point.id,
        rubrik=one.point.heading,
        fråga=one.point.question,
        lag=[scene.law(name) for name in one.point.law if _is_in_force(name, scene)],
        öppen=is_open,
        får_vara_öppen=is_open and scene.final and scene.libraries.rules.confirmations == "visas",
        av=(known and known.by) or scene.missing(f"vem ({one.point.id})", own),
        dag=(known and known.day) or scene.missing(f"dag ({one.point.id})", own),
        gäller_till=one.last or scene.missing("sista dagen bekräftelsen gäller"),
        utgången=one.has_expired(scene.day),
        anmärkning=(made and made.note) or scene.missing("anmärkning"),
    )


def _is_in_force(subject: str, scene: Scene) -> bool:
    """Whether there is a provision to cite: a question may be asked although its law is of another time."""
    return scene.law_day is not None and bool(scene.libraries.laws.provisions(subject, scene.law_day))


def with_marks(clause: str, blocks: list[ClauseBlock], scene: Scene) -> list[ClauseBlock]:
    """Return the blocks of a clause, in a draft with a mark for each open question that is to stand beside it.

    A question is marked once, at the first of its clauses that the document has.
    """
    if scene.final or not blocks or not _binds(scene):
        return blocks
    names = [one.point for one in open_in(scene) if clause in one.point.beside and one.point.id not in scene.marked]
    scene.marked.update(point.id for point in names)
    marks = "".join(f" {mark(_marked(point))}" for point in names)
    return [*blocks[:-1], replace(blocks[-1], text=blocks[-1].text + marks)] if marks else blocks


def shown_mark(point: ConfirmationPoint) -> str:
    """Return the mark of a question as it stands in a finished draft."""
    return without_gap_marks(mark(_marked(point)))


def without_marks(text: str, points: Iterable[ConfirmationPoint]) -> str:
    """Return a paragraph of a finished draft without the marks of questions."""
    for point in points:
        text = text.replace(shown_mark(point), "")
    return " ".join(text.split())


def _marked(point: ConfirmationPoint) -> str:
    return f"bekräfta före underskrift: {point.heading}"


def waits_for(scene: Scene) -> Iterator[Problem]:
    """Yield what a final version of what the parties sign waits for, when the house demands it.

    Else it is only told what was open when it was made.
    """
    found: Sequence[Question] = open_in(scene) if scene.final and _binds(scene) else ()
    if not found:
        return
    if scene.libraries.rules.confirmations == "visas":
        message = f"gjord med öppen bekräftelselista: {', '.join(one.point.id for one in found)}"
        hint = "Låt någon bekräfta före undertecknandet, eller skriv regler, bekräftelser: krävs i iopdocs.yaml."
        scene.problems.append(Problem(message, hint=hint, severity=Severity.WARNING, code=STILL_OPEN))
        return
    for one in found:
        message = f"det här är inte bekräftat: {one.point.heading}"
        message += f" (gällde till {one.last})" if one.has_expired(scene.day) else ""
        hint = f"Skriv under bekräftelser: vad: {one.point.id}, med av och dag, eller gör ett utkast utan --final."
        yield Problem(message, hint=hint, code=UNCONFIRMED, about=("bekräftelser",))


def _binds(scene: Scene) -> bool:
    """Whether it is the agreement itself that is made, which the parties sign."""
    return scene.document.description.binding and scene.item is None and scene.compiled is None
