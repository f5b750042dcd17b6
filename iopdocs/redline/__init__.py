"""Two Word documents compared: as tracked changes in Word, and as a summary in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from itertools import count

from iopdocs.classes import dataclass
from iopdocs.errors import ConversionFailed, InvalidTemplate, Problem, Severity
from iopdocs.output import sha256
from iopdocs.redline import engine, in_words, whole
from iopdocs.redline.preparation import prepared
from iopdocs.redline.stand_ins import StandIns
from iopdocs.redline.summary import NEW, OLD, Difference, DifferenceKind, summary
from iopdocs.word.active_content import fetching
from iopdocs.word.blocks import blocks, each_text_part, main_part, numbering
from iopdocs.word.dropping import dropped
from iopdocs.word.markup import Node, to_bytes
from iopdocs.word.namespaces import W
from iopdocs.word.package import CONTENT_TYPES, read_package, write_package, xml_parts
from iopdocs.word.properties import provenance_of, title_in, with_properties
from iopdocs.word.sealing import is_sealed, write_sealed
from iopdocs.word.tracked_changes import accept, forget_looks, reject
from iopdocs.word.tracked_paragraphs import number, unravel

__all__ = ["Detail", "Difference", "DifferenceKind", "Redline", "is_untouched", "redline", "summary"]

_OLD, _NEW = "jämfört.gammalt", "jämfört.nytt"
_Members = Mapping[str, bytes]


class Detail(StrEnum):
    """How finely the changes of a comparison are marked."""

    WORDS = "ord för ord"
    PARAGRAPHS = "hela stycken"
    TEXT = "bara orden"


@dataclass(frozen=True, slots=True)
class Redline:
    """A Word file with tracked changes, how finely they are marked, and why not word by word, if they are not.

    ``hint`` is what to do about that, when there is something to do.
    """

    data: bytes
    detail: Detail = Detail.WORDS
    why: str = ""
    hint: str = ""

    def problem(self, file: str | None = None) -> Problem | None:
        """Return what is to be told of it: nothing, when it is as it should be."""
        if self.detail is Detail.WORDS:
            return None
        what = {
            Detail.PARAGRAPHS: "ändringarna är markerade som hela stycken och inte ord för ord",
            Detail.TEXT: "filen visar bara orden i dokumenten med ändringarna markerade, utan utseende och tabeller",
        }
        tried = "De är prövade: godkänns alla blir det den nya texten, avvisas alla den gamla."
        message = f"{what[self.detail]}: {self.why}"
        return Problem(
            message, file, hint=f"{tried} {self.hint}".rstrip(), severity=Severity.WARNING, code="jämförelse-grövre"
        )


def redline(old: bytes, new: bytes, author: str, day: date) -> Redline:
    """Return a Word file that shows what made ``new`` of ``old`` as tracked changes by ``author`` on ``day``.

    Tracked changes that the documents already carry count as accepted. To accept every change gives exactly the text
    of ``new``, to reject every one exactly that of ``old``: the file is tried before it is returned, and when it does
    not hold, it is made anew with whole paragraphs, or else of the words alone. Text, styles and numbers of paragraphs
    are tracked, other looks are not.

    Raises InvalidTemplate when one of them is no sound Word file, or has something that cannot be compared.
    """
    before, after = _served(prepared(old, OLD)), _served(prepared(new, NEW))
    said = {W + "author": author, W + "date": f"{day}T00:00:00Z"}
    ways: dict[Detail, Callable[[], _Members]] = {
        Detail.WORDS: lambda: _by_words(before, after, author, day),
        Detail.PARAGRAPHS: lambda: _tidied(whole.track(before, after, said), author, day),
    }
    why, hint = _carried(OLD, before) or _carried(NEW, after), ""
    for detail, way in ways.items() if not why else ():
        try:
            made = way()
        except ConversionFailed as error:
            why, hint = error.problems[0].message, error.problems[0].hint
            continue
        if _holds(made, _texts(before), _texts(after)):
            return Redline(_finished(made, before, after, day), detail, why, hint)
        why = why or "ord för ord stämde de inte med dokumenten"
    was, now = (in_words.lines([one for one in blocks(files) if one.text.strip()]) for files in (before, after))
    made = _numbered(in_words.track(was, now, said))
    return Redline(_finished(made, before, after, day), Detail.TEXT, why, hint)


def _by_words(before: _Members, after: _Members, author: str, day: date) -> _Members:
    """Return what the program that compares makes, tidied. Raises ConversionFailed."""
    signs = StandIns.beside((before, after))
    old, new = (write_package(signs.put(one)) for one in (before, after))
    made = read_package(engine.compare(old, new, author, day, signs.separators), "jämförelsen")
    return _tidied(each_text_part(made, signs.taken_back), author, day)


def _tidied(made: _Members, author: str, day: date) -> _Members:
    lists, _ = numbering(made, main_part(made))

    def tidy(root: Node) -> None:
        unravel(root, author, day)
        forget_looks(root, lists)

    return _numbered(each_text_part(made, tidy))


def _numbered(made: _Members) -> _Members:
    numbers = count(1)
    return each_text_part(made, lambda root: number(root, numbers))


def _holds(made: _Members, before: list[tuple[bool, str]], after: list[tuple[bool, str]]) -> bool:
    """Whether all changes accepted give the new text, and all rejected the old."""
    return _texts(each_text_part(made, accept)) == after and _texts(each_text_part(made, reject)) == before


def _finished(made: _Members, before: _Members, after: _Members, day: date) -> bytes:
    said = {name: sha256(write_package(files)) for name, files in ((_OLD, before), (_NEW, after))}
    return write_sealed(with_properties(made, title_in(after) or title_in(before) or "Jämförelse", day, said))


def _served(files: dict[str, bytes]) -> _Members:
    """Return a document without what serves its maker's Word alone: a template it hangs on, add-ins, suggestions."""
    trees = dict(xml_parts(files))
    if CONTENT_TYPES not in trees or not dropped(files, trees):
        return files
    return {name: to_bytes(trees[name]) if name in trees else data for name, data in files.items()}


def _carried(name: str, files: _Members) -> str:
    """Return what a document has in it that the compared one would carry on and run; nothing when it has none."""
    found = dict.fromkeys(what for _, root in xml_parts(files) for what in fetching(root))
    return f"{name} har något i sig som kan hämta eller köra annat ({', '.join(found)})" if found else ""


def is_untouched(data: bytes) -> bool:
    """Whether a file is one of these comparisons, as it was made: nothing of anybody's is lost with it."""
    try:
        members = read_package(data, "jämförelsen")
    except InvalidTemplate:
        return False
    return _NEW in provenance_of(members) and is_sealed(data)


def _texts(files: _Members) -> list[tuple[bool, str]]:
    # Of two documents without anything in common, an empty paragraph may be left at the end.
    return [(block.kind == "rad", block.text) for block in blocks(files) if block.text.strip()]
