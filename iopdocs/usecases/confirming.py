"""What somebody has to confirm of an agreement, each with the sentence it stands in: what is assumed, what is asked.

An assumption is confirmed by taking its record out of ``antaganden``, a question by a record in ``bekräftelser``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from iopdocs.deadlines.confirmed import Points, Question, asked
from iopdocs.errors import InvalidAgreement, IopdocsError, Problem
from iopdocs.laws.index import joined_references
from iopdocs.laws.lagrum import plain
from iopdocs.model.confirmation import Confirmation
from iopdocs.reading import KeyPath
from iopdocs.usecases.desk import Desk
from iopdocs.usecases.fields import path_of
from iopdocs.usecases.filling import NEW_ITEM, REMOVE, Filled, filled
from iopdocs.usecases.origins import KeyOrigin, ParagraphOrigins, keys_within
from iopdocs.usecases.saving import read, save
from iopdocs.usecases.writing_desk import Draft
from iopdocs.usecases.written_words import refuse_protected
from iopdocs.vocabulary.confirmations import shown_mark, without_marks

ASSUMED, CONFIRMED = "antaganden", "bekräftelser"


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A paragraph of a document, what the document is called, and the values in it that are to be confirmed."""

    document: str
    text: str
    values: tuple[str, ...] = ()

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The text in pieces, each with whether it is one of the values."""
        found: list[tuple[str, bool]] = [(self.text, False)]
        for value in filter(None, self.values):
            found = [piece for text, is_value in found for piece in _split(text, value, is_value=is_value)]
        return tuple(found)


@dataclass(frozen=True, slots=True)
class AssumedFact:
    """Something that is assumed: its place in the list, the key, why, what the file says there, and where it is read.

    ``sentences`` are the paragraphs whose words come of it, the one that comes of least else first.
    """

    number: int
    where: str
    reason: str
    field: str
    values: tuple[KeyOrigin, ...]
    sentences: tuple[FoundSentence, ...]


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of the house: what it is called, the law it rests on, where it is marked, and who confirmed it."""

    id: str
    heading: str
    question: str
    law: str
    is_open: bool
    last: date | None
    made: Confirmation | None
    field: str
    sentences: tuple[FoundSentence, ...]


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """All there is to confirm of an agreement; ``problems`` are why a document cannot be shown."""

    assumed: tuple[AssumedFact, ...]
    questions: tuple[AskedQuestion, ...]
    problems: tuple[Problem, ...]

    @property
    def open(self) -> tuple[AskedQuestion, ...]:
        """The questions that nobody has confirmed, or not for this day."""
        return tuple(one for one in self.questions if one.is_open)

    @property
    def done(self) -> tuple[AskedQuestion, ...]:
        """The questions that somebody has confirmed."""
        return tuple(one for one in self.questions if not one.is_open)


@dataclass(frozen=True, slots=True)
class _Read:
    """The paragraphs of one document, and what it is called."""

    name: str
    paragraphs: tuple[ParagraphOrigins, ...]


def to_confirm(desk: Desk, draft: Draft) -> ToConfirm:
    """Return what there is to confirm. Raises InvalidLibrary when a question's file is faulty."""
    agreement = draft.loaded.agreement
    if agreement is None:
        return ToConfirm((), (), draft.problems)
    documents, problems = list[_Read](), list[Problem]()
    values: dict[KeyPath, tuple[KeyOrigin, ...]] = {}
    paths = [path_of(one.field or "") for one in agreement.assumptions]
    for one in sorted(draft.documents, key=lambda one: not one.binds):
        try:
            made, paragraphs = draft.rests_on(one.stem)
        except IopdocsError as error:
            problems += [each for each in error.problems if each not in problems]
            continue
        documents.append(_Read(one.name, paragraphs))
        values = values or {path: keys_within(desk.workspace, draft.loaded, made, path) for path in paths if path}
    names, points = draft.field_names, desk.workspace.confirmations.points
    assumed = tuple(
        AssumedFact(
            number,
            one.field or "",
            one.reason or "",
            draft.nearest(path, names) or draft.nearest((ASSUMED, number), names),
            values.get(path, ()),
            tuple(_printed(documents, path, points)),
        )
        for number, (one, path) in enumerate(zip(agreement.assumptions, paths, strict=True))
    )
    questions = () if agreement.is_signed else asked(agreement, points, draft.day)
    return ToConfirm(assumed, tuple(_asked(desk, draft, documents, one) for one in questions), tuple(problems))


def confirm_assumption(desk: Desk, key: str, place: str, based_on: str) -> None:
    """Take an assumption away, since somebody has confirmed it. Raises IopdocsError; Changed as every save.

    ``place`` is its number in the list, from 0.
    """
    text = read(desk, key).text
    _written(desk, key, filled(text, {}, f"{REMOVE}:{ASSUMED}:{place}"), based_on)


def confirm_question(desk: Desk, key: str, question: str, by: str, day: date, based_on: str) -> None:
    """Write that somebody has confirmed a question. Raises IopdocsError; Changed as every save."""
    if not by:
        hint = "Skriv befattning eller namn på den som har bekräftat det."
        raise InvalidAgreement(Problem("namnet saknas", hint=hint, code="fel-användning"))
    if question not in desk.workspace.confirmations.points:
        hint = "Ladda om sidan och se vad som ska bekräftas."
        raise InvalidAgreement(Problem("frågan finns inte", hint=hint, code="okänd-bekräftelse"))
    refuse_protected(desk.workspace, by, "i namnet")
    text = read(desk, key).text
    tokens = filled(text, {}).tokens.get((CONFIRMED,), [])
    new = f"{NEW_ITEM}1"
    said = {"vad": question, "av": by, "dag": day.isoformat()}
    sent = {CONFIRMED: [*tokens, new], **{f"{CONFIRMED}.{new}.{name}": [value] for name, value in said.items()}}
    _written(desk, key, filled(text, sent), based_on)


def _written(desk: Desk, key: str, made: Filled, based_on: str) -> None:
    if not made.changed:
        hint = "Ladda om sidan och se vad som är kvar, eller ändra det i fliken Filen."
        raise InvalidAgreement(Problem("det som skulle bekräftas står inte längre i filen", hint=hint, code="skrivfel"))
    save(desk, key, made.text, based_on)


def _printed(documents: Sequence[_Read], path: KeyPath, points: Points) -> Iterable[FoundSentence]:
    """Return the paragraphs that a fact is read in, of the first document that has any."""
    if not path:
        return ()
    for one in documents:
        own = [(paragraph, _of(paragraph.keys, path)) for paragraph in one.paragraphs]
        found = sorted((pair for pair in own if pair[1]), key=lambda pair: (not _shown(*pair), len(pair[0].keys)))
        if found:
            return [
                FoundSentence(one.name, without_marks(each.text, points.values()), _shown(each, keys))
                for each, keys in found
            ]
    return ()


def _of(keys: Iterable[KeyOrigin], path: KeyPath) -> tuple[KeyOrigin, ...]:
    return tuple(one for one in keys if one.path[: len(path)] == path)


def _shown(paragraph: ParagraphOrigins, keys: tuple[KeyOrigin, ...]) -> tuple[str, ...]:
    """Return the values of some keys that stand in a paragraph just as they are written."""
    return tuple(one.value for one in keys if one in paragraph.printed and one.value in paragraph.text)


def _asked(desk: Desk, draft: Draft, documents: Sequence[_Read], one: Question) -> AskedQuestion:
    workspace, point, mark = desk.workspace, one.point, shown_mark(one.point)
    points = workspace.confirmations.points.values()
    law_day = draft.loaded.agreement.law_day if draft.loaded.agreement else None
    found = [each for name in point.law for each in (workspace.laws.provisions(name, law_day) if law_day else ())]
    marked = [(of.name, each.text) for of in documents for each in of.paragraphs if mark in each.text]
    is_open = one.is_open(draft.day)
    return AskedQuestion(
        point.id,
        point.heading,
        point.question,
        plain(joined_references(found)) if found else "",
        is_open,
        one.last,
        one.confirmation,
        draft.nearest((CONFIRMED, one.number), draft.field_names) if one.number is not None else "",
        tuple(FoundSentence(name, without_marks(text, points)) for name, text in marked[:1]),
    )


def _split(text: str, value: str, *, is_value: bool) -> Iterable[tuple[str, bool]]:
    """Return a piece of a text cut around a value that stands in it."""
    before, found, after = (text, "", "") if is_value else text.partition(value)
    return [(piece, of or is_value) for piece, of in ((before, False), (found, True), (after, False)) if piece]
