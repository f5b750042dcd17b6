"""What differs between two versions of a file of the starter, in words that a lawyer can read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import PurePosixPath
from typing import Any, TypeVar

from iopdocs.errors import IopdocsError
from iopdocs.library.clauses import Clause, ClauseVersion
from iopdocs.library.document_types import DESCRIPTION, Description, Section
from iopdocs.library.phrasings import Phrasing
from iopdocs.model.base import Record
from iopdocs.reading import build, decode_source
from iopdocs.redline.summary import Difference, DifferenceKind, differences, summary
from iopdocs.word.blocks import Block
from iopdocs.workspace.upgrading.contents import text_of_file
from iopdocs.workspace.upgrading.plan import CLAUSES

#: So many lines are shown of one file; who wants more compares the files.
MOST_LINES = 40
_TAGS = re.compile(r"(?:\{%.*?%\}\s*)+", re.DOTALL)
_M = TypeVar("_M", bound=Record)


def in_words(path: str, old: bytes | None, new: bytes) -> tuple[str, ...]:
    """Return what makes ``new`` of ``old``, or what a new file says; ``path`` says what kind of file it is."""
    lines = list(islice(_lines(PurePosixPath(path), old, new), MOST_LINES + 1))
    return (*lines[:MOST_LINES], "… och mer därtill.") if len(lines) > MOST_LINES else tuple(lines)


def read_as(model: type[_M], data: bytes | None) -> _M | None:
    """Return a file as a record; None when it is none, or cannot be read as one."""
    if data is None:
        return None
    try:
        return build(*decode_source(data, ""), model)
    except IopdocsError:
        return None


def _lines(path: PurePosixPath, old: bytes | None, new: bytes) -> Iterator[str]:
    if path.suffix == ".docx":
        yield from _of_word(old, new)
    elif path.parent.name == CLAUSES and (clause := read_as(Clause, new)):
        yield from _of_clause(read_as(Clause, old), clause)
    elif path.name == DESCRIPTION and (description := read_as(Description, new)):
        yield from _of_description(read_as(Description, old), description)
    else:
        yield from _of_text(text_of_file(old or b"") or "", text_of_file(new) or "", separator="\n")


def _of_word(old: bytes | None, new: bytes) -> Iterator[str]:
    if old is None:
        return
    try:
        changes = summary(old, new)
    except IopdocsError:
        yield "Den ena Word-filen går inte att läsa, så de kan inte jämföras."
        return
    if not changes:
        yield "Texten är densamma. Det som skiljer är utseendet."
    texts = [change for change in changes if not _is_tag(change)]
    yield from (f"{change.section}: {_shown(change)}" for change in texts)
    if len(texts) < len(changes):
        yield "Dessutom skiljer taggar som styr vad som skrivs ut."


def _of_clause(old: Clause | None, new: Clause) -> Iterator[str]:
    if old is None:
        yield f"{new.about}."
    yield from _of_fields(old, new, {"id", "versions"})
    known = {version.start: version for version in old.versions} if old else {}
    before: ClauseVersion | None = None
    for version in new.versions:
        was = known.pop(version.start, None)
        if was is None:
            yield f"Ny lydelse, {version.span}:"
        elif was.end != version.end:
            yield f"Lydelsen som gällde {was.span} gäller nu {version.span}."
        if was is not None and was.text != version.text:
            yield f"Ändrad text i lydelsen som gäller {version.span}:"
        compared = was or before
        yield from _of_text(compared.text if compared else "", version.text)
        before = version
    yield from (f"Lydelsen som gällde {gone.span} är borttagen." for gone in known.values())


def _of_description(old: Description | None, new: Description) -> Iterator[str]:
    yield from _of_fields(old, new, {"sections", "phrasings"})
    yield from _of_phrasings(old, new)
    known = {section.id: section for section in old.sections} if old else {}
    for section in new.sections:
        was = known.pop(section.id, None)
        if was is None and old is not None:
            yield f"Nytt avsnitt: {section.heading}."
        if old is not None:
            yield from (f"Avsnittet {section.heading}: {line}" for line in _of_fields(was, section, {"id", "heading"}))
        if was is not None and was.heading != section.heading:
            yield f"Avsnittet {was.heading} heter nu {section.heading}."
    yield from (f"Avsnittet {gone.heading} är borttaget." for gone in known.values())
    order = [one.id for one in new.sections]
    if old and sorted(order) == sorted(one.id for one in old.sections) and order != [one.id for one in old.sections]:
        yield "Avsnitten står i en annan ordning."


def _of_phrasings(old: Description | None, new: Description) -> Iterator[str]:
    known = {one.id: one for one in old.phrasings} if old else {}
    for phrasing in new.phrasings:
        was = known.pop(phrasing.id, None)
        if was is None and old is not None:
            yield f"Ny formulering: {phrasing.id}."
        if was is not None and was != phrasing:
            yield f"Ändrad formulering: {phrasing.id}."
            yield from _of_text(_words(was), _words(phrasing))
    yield from (f"Formuleringen {gone} är borttagen." for gone in known)


def _words(phrasing: Phrasing) -> str:
    return "\n\n".join([phrasing.text or "", *(version.text for version in phrasing.versions)])


def _of_fields(old: Clause | Description | Section | None, new: Record, without: set[str]) -> Iterator[str]:
    """Yield what differs in the other keys of a record, each by its Swedish name."""
    for name, info in type(new).model_fields.items():
        was, now = getattr(old, name, info.default), getattr(new, name)
        if name in without or was == now or (old is None and not isinstance(now, tuple)):
            continue
        yield f"{info.alias}: {_field(was, now)}"


def _field(was: Any, now: Any) -> str:
    if isinstance(now, tuple):
        gone = [str(one) for one in was or () if one not in now]
        come = [str(one) for one in now if one not in (was or ())]
        parts = [f"tillagt {', '.join(come)}" if come else "", f"struket {', '.join(gone)}" if gone else ""]
        return "; ".join(part for part in parts if part) or "annan ordning"
    if isinstance(now, bool):
        return "ja" if now else "nej"
    return Difference("", DifferenceKind.CHANGED, str(was or ""), str(now or "")).text


def _of_text(old: str, new: str, separator: str = "\n\n") -> Iterator[str]:
    yield from map(_shown, differences(_blocks(old, separator), _blocks(new, separator)))


def _blocks(text: str, separator: str) -> Sequence[Block]:
    pieces = (" ".join(piece.split()) for piece in text.split(separator))
    return [Block("", "", piece, "stycke") for piece in pieces if piece]


def _is_tag(change: Difference) -> bool:
    """Whether nothing but tags that a reader never sees has come or gone."""
    return all(_TAGS.fullmatch(text) for text in (change.old, change.new) if text)


def _shown(change: Difference) -> str:
    return f"{change.kind.value}: {change.text}"
