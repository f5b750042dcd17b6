"""What is a template's own: its blank lines, empty cells and double spaces are its owner's business, and no fault.

A blank paragraph of the template is marked (``own_marks.py``), so that it can be told in the finished document from one
that a tag left behind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from iopdocs.classes import dataclass, field
from iopdocs.word.markup import Node
from iopdocs.word.namespaces import W
from iopdocs.word.own_marks import set_mark
from iopdocs.word.shape import is_blank, may_be_head
from iopdocs.word.text import stored_text

# No tag goes on over the beginning of another: so the end of one that has none is not sought through all of a text.
_TAG = re.compile(
    r"\{\{(?:(?!\{\{).)*?\}\}|\{%(?:(?!\{%).)*?%\}|\{#(?:(?!\{#).)*?#\}",
    re.DOTALL,
)
#: Stands for a tag in the text around it.
_TAGGED = "\ue002"


@dataclass(frozen=True, slots=True)
class Own:
    """What of the wording of a part is the template's own: spaces that are odd, words that look like nothing.

    ``fixed`` is the text that stands in every document, in order, and ``marked`` whether its blank paragraphs are.
    """

    spaces: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    marked: bool = False
    fixed: tuple[str, ...] = ()

    def lost(self, text: str) -> str:
        """Return the first of the fixed texts that is not in the text of a document, in its place; else nothing."""
        at = 0
        for piece in self.fixed:
            found = text.find(piece, at)
            if found < 0:
                return piece
            at = found + len(piece)
        return ""


NOTHING = Own()


@dataclass(slots=True)
class Remarks:
    """What a template has that its owner may want to mend: how many of each kind, and where the first one is."""

    counts: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)

    def add(self, what: str, where: str) -> None:
        """Note one more."""
        self.counts[what] += 1
        self.first.setdefault(what, where)


def own_of(root: Node, spaces: re.Pattern[str], nothing: re.Pattern[str]) -> Own:
    """Mark the blank paragraphs of a part, and return what of its wording would be a fault in what data gives."""
    found_spaces: set[str] = set()
    found_words: set[str] = set()
    for paragraph in root.iter(W + "p"):
        text = _TAG.sub(_TAGGED, stored_text(paragraph))
        found_words |= {found[0] for found in nothing.finditer(text)}
        # What stands beside a tag is beside anything: it is the spaces that are known.
        found_spaces |= {found[0].strip(_TAGGED) for found in spaces.finditer(text)}
    return Own(frozenset(found_spaces), frozenset(found_words), mark_blanks(root))


def mark_blanks(root: Node) -> bool:
    """Mark the blank paragraphs of a part: those that follow each other alike, those of a blank cell apart."""
    run, before = 0, None
    for paragraph in root.iter(W + "p"):
        if not is_blank(paragraph):
            before = None
            continue
        run += before is None
        before = paragraph
        cell = paragraph.getparent()
        in_cell = cell is not None and cell.tag == W + "tc" and is_blank(cell)
        set_mark(paragraph, run, in_cell=in_cell)
        if len(paragraph) == 0:
            etree.SubElement(paragraph, W + "pPr")  # so that no end of it is written in a way of its own
    return run > 0


def is_given(found: str, own: Iterable[str]) -> bool:
    """Whether odd spaces, with a letter on each side, are among the template's own, where a tag may have stood."""
    return any(one in own for one in (found, found[1:], found[:-1], found[1:-1]) if one)


def remarks(root: Node, spaces: re.Pattern[str], called: str) -> Iterator[tuple[str, str]]:
    """Yield what the owner of a template may want to mend in a part of it, and where it is."""
    blank = False
    for paragraph in root.iter(W + "p"):
        if is_blank(paragraph):
            if blank:
                yield "tomma stycken i rad", called
            blank = True
            continue
        blank = False
        text = _TAG.sub(_TAGGED, stored_text(paragraph))
        if spaces.search(text):
            yield "dubbla blanksteg eller blanksteg före skiljetecken", f"{called}, stycket ”{_shown(text)}”"
    for table in root.iter(W + "tbl"):
        rows = list(table.iterchildren(W + "tr"))
        words = _shown(stored_text(rows[0])) if rows else ""
        if len(rows) > 2 and may_be_head(table, rows[0]):
            yield "tabeller utan märkt rubrikrad", f"{called}, tabellen ”{words}”"
    for cell in root.iter(W + "tc"):
        if is_blank(cell) and not _may_be_blank(cell):
            row = cell.getparent()
            beside = "" if row is None else _shown(stored_text(row))
            yield "tomma tabellceller", f"{called}, raden ”{beside}”" if beside else called


#: Words beside a cell that is to be written in by hand, or that is a place for an address.
_BY_HAND = re.compile(
    r"(?i)under(skrift|tecknad)|namn(teckning|förtydligande)|signatur|\bort\b|\bdatum\b|adress|mottagare"
)


def _may_be_blank(cell: Node) -> bool:
    """Whether a blank cell is meant to be one: for a signature or an address, or in a table that only places things."""
    row = cell.getparent()
    table = next(cell.iterancestors(W + "tbl"), None)
    if row is None or table is None or _BY_HAND.search(stored_text(row)):
        return True
    look = table.find(f"{W}tblPr")
    bordered = look is not None and (look.find(W + "tblStyle") is not None or look.find(W + "tblBorders") is not None)
    return not bordered and next(table.iter(W + "tcBorders"), None) is None


def _shown(text: str) -> str:
    """Return the first words of a text, on one line."""
    return " ".join(text.replace(_TAGGED, "…").split())[:60]
