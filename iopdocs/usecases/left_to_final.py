"""What keeps a final version of a document from being made, and the fields of the agreement where it is mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iopdocs.classes import dataclass
from iopdocs.errors import IopdocsError, Problem
from iopdocs.making.preview import Explained
from iopdocs.reading import KeyPath
from iopdocs.usecases.fields import FormField, FormList, FormPart, FormRecord
from iopdocs.usecases.origins import ParagraphOrigins
from iopdocs.usecases.writing_desk import Draft

#: The code of what a document lacks.
_GAP = "lucka"


@dataclass(frozen=True, slots=True)
class LackingFact:
    """Something that a document lacks: what it is, whose, and what the form calls its field; nothing when not known.

    ``follows`` says that it is worked out of others and comes by itself when they are filled in.
    """

    label: str
    whose: str
    field: str
    follows: bool = False


@dataclass(frozen=True, slots=True)
class LackingFacts:
    """What one document lacks: the name of its file, what it is called, and each fact once, in its order there.

    ``known`` is whether the document can be shown, so that it is known.
    """

    stem: str
    name: str
    facts: tuple[LackingFact, ...]
    known: bool = True


@dataclass(frozen=True, slots=True)
class LeftToFinal:
    """What is to be filled in, document by document, and the other problems."""

    lacking: tuple[LackingFacts, ...] = ()
    others: tuple[Problem, ...] = ()


def left_to_final(draft: Draft, problems: Sequence[Problem]) -> LeftToFinal:
    """Return problems that were told when documents were to be made, as a list to work through."""
    there = {one.stem for one in draft.documents}
    stems = dict.fromkeys(one.where for one in problems if one.code == _GAP and one.where in there)
    found = [one for one in (lacking_facts(draft, stem) for stem in stems) if one.facts]
    told = {one.stem for one in found}
    others = [one for one in problems if not (one.code == _GAP and one.where in told)]
    return LeftToFinal(tuple(found), tuple(others))


def lacking_facts(draft: Draft, stem: str) -> LackingFacts:
    """Return what a document lacks, as it would read now. Of one that cannot be shown it is not known."""
    called = next((one.name for one in draft.documents if one.stem == stem), stem)
    try:
        made, paragraphs = draft.rests_on(stem)
    except IopdocsError:  # the page of the document says why
        return LackingFacts(stem, called, (), known=False)
    return LackingFacts(stem, called, tuple(_facts(draft, made, paragraphs)))


def _facts(draft: Draft, made: Explained, paragraphs: Sequence[ParagraphOrigins]) -> Iterator[LackingFact]:
    """Yield what is lacking: what no paragraph shows, too; last what is worked out of others, as it comes by itself."""
    names = draft.field_names
    shown = dict.fromkeys((gap.label, gap.path) for one in paragraphs for gap in one.gaps)
    labels = {label for label, _ in shown}
    unseen = [(told, path) for told, path in made.gaps if told not in labels and _bare(told) not in labels]
    for label, path in sorted((*shown, *unseen), key=lambda one: not one[1]):
        follows = not path and (label, path) in shown
        yield LackingFact(label, _whose(draft.form, path), draft.nearest(path, names), follows)


def _bare(told: str) -> str:
    """Return a gap without whose it is, which is told after it in brackets."""
    return told.rpartition(" (")[0]


def _whose(form: FormPart | None, path: KeyPath) -> str:
    """Return what the records of lists around a path are called, where there are others beside them."""
    return ", ".join(_around(form, path)) if form else ""


def _around(part: FormPart, path: KeyPath) -> Iterator[str]:
    if isinstance(part, FormField):
        return
    for place, inner in enumerate(part.parts if isinstance(part, FormRecord) else part.items, 1):
        if path[: len(inner.path)] == inner.path and len(inner.path) < len(path):
            if isinstance(part, FormList) and isinstance(inner, FormRecord) and len(part.items) > 1:
                yield inner.title or f"{inner.label} {place}"
            yield from _around(inner, path)
