"""What somebody has to confirm of an agreement, each with the sentence it stands in: what is assumed, what is asked.

An assumption is confirmed by taking its record out of ``antaganden``, a question by a record in ``bekräftelser``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from iopdocs.checks.assumptions import ASSUMPTION
from iopdocs.checks.confirmations import STILL_OPEN
from iopdocs.classes import dataclass
from iopdocs.deadlines.confirmed import Points, Question, asked
from iopdocs.errors import InvalidAgreement, IopdocsError, Problem
from iopdocs.laws.index import joined_references
from iopdocs.laws.lagrum import plain
from iopdocs.making.preview import Explained
from iopdocs.model.confirmation import Confirmation
from iopdocs.reading import KeyPath
from iopdocs.usecases.desk import Desk
from iopdocs.usecases.fields import path_of
from iopdocs.usecases.filling import NEW_ITEM, REMOVE, Filled, filled
from iopdocs.usecases.origins import KeyOrigin, ParagraphOrigins, keys_within
from iopdocs.usecases.saving import read, save
from iopdocs.usecases.writing_desk import Draft
from iopdocs.usecases.written_words import refuse_protected
from iopdocs.vocabulary.confirmations import UNCONFIRMED, shown_mark, without_marks

ASSUMED, CONFIRMED = "antaganden", "bekräftelser"
#: The codes of what is mended by confirming it.
TO_CONFIRM = (ASSUMPTION, STILL_OPEN, UNCONFIRMED)


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


class _DraftDocuments:
    """Reads the documents of a draft, the agreement itself first, each when something is sought in it."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._made: dict[str, tuple[Explained, tuple[ParagraphOrigins, ...]] | None] = {}
        self.problems: list[Problem] = []

    def binding(self) -> Iterator[tuple[str, tuple[ParagraphOrigins, ...]]]:
        """Yield what the parties sign: its name and its paragraphs."""
        return ((name, paragraphs) for name, _, paragraphs in self._read(binding=True))

    def every(self) -> Iterator[tuple[str, tuple[ParagraphOrigins, ...]]]:
        """Yield each document that can be made: its name and its paragraphs."""
        return ((name, paragraphs) for name, _, paragraphs in self._read())

    def values(self, path: KeyPath) -> tuple[KeyOrigin, ...]:
        """Return what the file says at a path, as it may be told: nothing when no document can be made."""
        draft = self._draft
        made = next((one for _, one, _ in self._read()), None)
        return keys_within(draft.previewer.workspace, draft.loaded, made, path) if made and path else ()

    def _read(self, *, binding: bool = False) -> Iterator[tuple[str, Explained, tuple[ParagraphOrigins, ...]]]:
        for one in sorted(self._draft.documents, key=lambda one: not one.binds):
            if binding and not one.binds:
                return  # to explain a document takes long, and the rest of them bind nobody
            if one.stem not in self._made:
                self._made[one.stem] = self._rests_on(one.stem)
            if (there := self._made[one.stem]) is not None:
                yield one.name, *there

    def _rests_on(self, stem: str) -> tuple[Explained, tuple[ParagraphOrigins, ...]] | None:
        try:
            return self._draft.rests_on(stem)
        except IopdocsError as error:
            self.problems += [one for one in error.problems if one not in self.problems]
            return None


def to_confirm(desk: Desk, draft: Draft) -> ToConfirm:
    """Return what there is to confirm. Raises InvalidLibrary when a question's file is faulty."""
    agreement = draft.loaded.agreement
    if agreement is None:
        return ToConfirm((), (), draft.problems)
    reader, points = _DraftDocuments(draft), desk.workspace.confirmations.points
    assumed = tuple(_assumed(draft, reader, number, points) for number in range(len(agreement.assumptions)))
    questions = () if agreement.is_signed else asked(agreement, points, draft.day)
    return ToConfirm(
        assumed, tuple(_asked(desk, draft, reader, one) for one in questions), tuple(reader.problems)
    )  # fmt: skip


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


def _assumed(draft: Draft, reader: _DraftDocuments, number: int, points: Points) -> AssumedFact:
    assert draft.loaded.agreement is not None  # noqa: S101 - it has the assumption
    one, names = draft.loaded.agreement.assumptions[number], draft.field_names
    path = path_of(one.field or "")
    return AssumedFact(
        number,
        one.field or "",
        one.reason or "",
        draft.nearest(path, names) or draft.nearest((ASSUMED, number), names),
        reader.values(path),
        tuple(_printed(reader, path, points)),
    )


def _printed(reader: _DraftDocuments, path: KeyPath, points: Points) -> Iterable[FoundSentence]:
    """Return the paragraphs that a fact is read in, of the first document that has any."""
    for name, paragraphs in reader.every() if path else ():
        own = [(paragraph, _of(paragraph.keys, path)) for paragraph in paragraphs]
        found = sorted((pair for pair in own if pair[1]), key=lambda pair: (not _shown(*pair), len(pair[0].keys)))
        if found:
            return [
                FoundSentence(name, without_marks(each.text, points.values()), _shown(each, keys))
                for each, keys in found
            ]
    return ()


def _of(keys: Iterable[KeyOrigin], path: KeyPath) -> tuple[KeyOrigin, ...]:
    return tuple(one for one in keys if one.path[: len(path)] == path)


def _shown(paragraph: ParagraphOrigins, keys: tuple[KeyOrigin, ...]) -> tuple[str, ...]:
    """Return the values of some keys that stand in a paragraph just as they are written."""
    return tuple(one.value for one in keys if one in paragraph.printed and one.value in paragraph.text)


def _asked(desk: Desk, draft: Draft, reader: _DraftDocuments, one: Question) -> AskedQuestion:
    workspace, point, mark = desk.workspace, one.point, shown_mark(one.point)
    points = workspace.confirmations.points.values()
    law_day = draft.loaded.agreement.law_day if draft.loaded.agreement else None
    found = [each for name in point.law for each in (workspace.laws.provisions(name, law_day) if law_day else ())]
    marked = [(name, each.text) for name, paragraphs in reader.binding() for each in paragraphs if mark in each.text]
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
