"""Tracked changes made here, paragraph by paragraph: the old one struck and the new one added, whole.

They are coarser than what the program that compares finds, and need no program. What is the same is left as it is; in a
table, what is changed is looked for cell by cell.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from lxml import etree

from iopdocs.classes import dataclass, field
from iopdocs.redline.alignment import opcodes
from iopdocs.redline.pairing import Effort, paired
from iopdocs.word.blocks import Block, main_part, margins, nearest
from iopdocs.word.markup import Node, parse_xml, remove, to_bytes
from iopdocs.word.namespaces import MC, W
from iopdocs.word.relationships import related
from iopdocs.word.text import shown_text
from iopdocs.word.tracked_paragraphs import DEL, INS, change_row, mark_end, put_before, wrap

_NOTES = ("footnotes", "endnotes")
_REFERENCE = {"footnotes": W + "footnoteReference", "endnotes": W + "endnoteReference"}
# What only wraps text, and what refers to something that the new file does not have.
_WRAPPERS = [W + name for name in ("hyperlink", "fldSimple", "sdt", "sdtContent", "smartTag", "customXml")]
_LEFT_OUT = [W + name for name in ("sdtPr", "sdtEndPr", "drawing", "pict", "object", "sectPr", "bookmarkStart",
    "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "permStart", "permEnd",
)] + [MC + "AlternateContent"]  # fmt: skip
_STYLES = [W + name for name in ("pStyle", "rStyle", "tblStyle")]
_SPANS = [W + name for name in ("gridSpan", "vMerge", "hMerge")]


def track(before: Mapping[str, bytes], after: Mapping[str, bytes], said: dict[str, str]) -> dict[str, bytes]:
    """Return the members of the new Word file with what made it of the old one tracked; ``said``: by whom and when."""
    main, former = main_part(after), main_part(before)
    body, old = parse_xml(after[main]), parse_xml(before[former])
    made = dict(after)
    tracker = _Tracker(said, _same_lists(before, after), _style_names(after))
    for kind in _NOTES:
        for part, was in zip(related(after, kind, main), related(before, kind, former), strict=False):
            root = parse_xml(after[part])
            tracker.notes(kind, parse_xml(before[was]), root)
            made[part] = to_bytes(root)
    others = {place: part for part, places in margins(before, old).items() for place in places}
    for part, places in margins(after, body).items():
        root = parse_xml(after[part])
        match = next((others[place] for place in places if place in others), None)
        tracker.content(etree.Element(root.tag) if match is None else parse_xml(before[match]), root)
        made[part] = to_bytes(root)
    tracker.content(old, body)
    made[main] = to_bytes(body)
    return made


def _same_lists(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> bool:
    """Whether the numbers of lists mean the same in both files."""
    lists = [[files[part] for part in related(files, "numbering", main_part(files))] for files in (before, after)]
    return lists[0] == lists[1]


def _style_names(files: Mapping[str, bytes]) -> frozenset[str]:
    roots = (parse_xml(files[part]) for part in related(files, "styles", main_part(files)))
    return frozenset(style.get(W + "styleId", "") for root in roots for style in root.iter(W + "style"))


@dataclass
class _Tracker:
    """Tracks changes in the new file. ``lists``: its numbers mean the same in the old one; ``styles`` are those it has.

    ``numbers`` are the notes of the old file by their number there: what number each has in the new one.
    """

    said: dict[str, str]
    lists: bool
    styles: frozenset[str]
    numbers: dict[tuple[str, str], str] = field(default_factory=dict)
    effort: Effort = field(default_factory=Effort)

    def content(self, old: Node, new: Node) -> None:
        """Track what differs in a body, a cell, a margin or a note."""
        before, after = list(_items(old)), list(_items(new))
        last: Node | None = None
        for was, now in _pairs(before, after, self.effort):
            if now is not None:
                if was is None:
                    self._mark(now.node, INS)
                elif not was.is_like(now):
                    self._changed(was.node, now.node)
                last = now.node
            elif was is not None:
                struck = self._struck(was.node)
                _place(struck, last, new)
                last = struck

    def notes(self, kind: str, old: Node, new: Node) -> None:
        """Track what differs in the notes, and tell their new numbers by their old."""
        before, after = list(_of_text(old)), list(_of_text(new))
        numbers = {node.get(W + "id") for node in new}
        last: Node | None = None
        for tag, i, i_end, j, j_end in opcodes([_text(one) for one in before], [_text(one) for one in after]):
            for was, now in zip_longest(before[i:i_end], after[j:j_end]):
                note = now
                if note is None:
                    note = etree.Element(W + kind.removesuffix("s"))
                    note.set(W + "id", next(n for n in map(str, range(1, 40_000)) if n not in numbers))
                    numbers.add(note.get(W + "id"))
                    _place(note, last, new)
                if tag != "equal":
                    self.content(etree.Element(note.tag) if was is None else was, note)
                if was is not None:
                    self.numbers[kind, was.get(W + "id", "")] = note.get(W + "id", "")
                last = note

    def _changed(self, was: Node, now: Node) -> None:
        """Track what made one paragraph or table of another of its kind."""
        if now.tag == W + "tbl":
            self._table(was, now)
            return
        struck = self._cleaned(was)
        wrap(struck, DEL, self.said)
        wrap(now, INS, self.said)
        put_before(now, struck, self.said)

    def _table(self, old: Node, new: Node) -> None:
        before, after = [_Item.of(row, "rad") for row in _rows(old)], [_Item.of(row, "rad") for row in _rows(new)]
        last: Node | None = None
        for was, now in _pairs(before, after, self.effort):
            if was is not None and now is not None and (was.is_like(now) or _same_cells(was.node, now.node)):
                for cell, other in zip(_cells(was.node), _cells(now.node), strict=False):
                    self.content(cell, other)
                last = now.node
                continue
            if was is not None:
                struck = self._cleaned(was.node)
                change_row(struck, DEL, self.said)
                if last is not None:
                    last.addnext(struck)
                elif after:
                    after[0].node.addprevious(struck)
                else:
                    new.append(struck)
                last = struck
            if now is not None:
                change_row(now.node, INS, self.said)
                last = now.node

    def _mark(self, node: Node, tag: str) -> None:
        if node.tag == W + "tbl":
            for row in _rows(node):
                change_row(row, tag, self.said)
        else:
            wrap(node, tag, self.said)
            mark_end(node, tag, self.said)

    def _struck(self, node: Node) -> Node:
        struck = self._cleaned(node)
        self._mark(struck, DEL)
        return struck

    def _cleaned(self, node: Node) -> Node:
        """Return a copy of something of the old file without what refers to parts that the new file does not have."""
        made = copy.deepcopy(node)
        made.tail = None
        etree.strip_elements(made, *_LEFT_OUT, with_tail=False)
        etree.strip_tags(made, *_WRAPPERS)
        for style in list(made.iter(*_STYLES)):
            if style.get(W + "val") not in self.styles:
                remove(style)
        for numbers in () if self.lists else list(made.iter(W + "numPr")):
            remove(numbers)
        for kind, tag in _REFERENCE.items():
            for reference in list(made.iter(tag)):
                number = self.numbers.get((kind, reference.get(W + "id", "")))
                if number is None:
                    remove(reference)
                else:
                    reference.set(W + "id", number)
        return made


@dataclass(frozen=True, slots=True, eq=False)
class _Item:
    """A paragraph, a table or a row, and how it is compared."""

    node: Node
    block: Block

    @classmethod
    def of(cls, node: Node, kind: str) -> _Item:
        return cls(node, Block("", "", _text(node), kind))

    def is_like(self, other: _Item) -> bool:
        return (self.block.kind, self.block.text) == (other.block.kind, other.block.text)


def _items(parent: Node) -> Iterator[_Item]:
    """Yield the paragraphs and tables of a body or a cell, those in content controls too."""
    for node in parent:
        if node.tag == W + "p":
            yield _Item.of(node, "stycke")
        elif node.tag == W + "tbl":
            yield _Item.of(node, "tabell")
        else:
            yield from _items(node)


def _pairs(
    before: Sequence[_Item], after: Sequence[_Item], effort: Effort
) -> Iterator[tuple[_Item | None, _Item | None]]:
    """Yield what is the same, with changes or without, struck or added, in order."""
    texts = [[(one.block.kind, one.block.text) for one in side] for side in (before, after)]
    found: list[tuple[_Item | None, _Item | None]] = []
    for tag, i, i_end, j, j_end in opcodes(*texts):
        old, new = before[i:i_end], after[j:j_end]
        if tag == "equal":
            found += zip(old, new, strict=True)
            continue
        items = {id(one.block): one for one in (*old, *new)}
        blocks = [one.block for one in old], [one.block for one in new]
        found += [(items.get(id(was)), items.get(id(now))) for was, now in paired(*blocks, effort)]
    return iter(_one_end(found))


def _one_end(
    found: list[tuple[_Item | None, _Item | None]],
) -> list[tuple[_Item | None, _Item | None]]:
    """Let the last paragraph that is struck and the last that is added be one: a text always ends with a paragraph."""
    struck = next((n for n in reversed(range(len(found))) if found[n][1] is None), None)
    if struck is None or not found or found[-1][0] is not None or any(was and now for was, now in found[struck:]):
        return found
    was, now = found[struck][0], found[-1][1]
    if was is None or now is None or (was.block.kind, now.block.kind) != ("stycke", "stycke"):
        return found
    return [*found[:struck], *found[struck + 1 : -1], (was, now)]


def _rows(table: Node) -> list[Node]:
    return nearest(table, "tr", "tbl")


def _cells(row: Node) -> list[Node]:
    return nearest(row, "tc", "tr")


def _same_cells(was: Node, now: Node) -> bool:
    """Whether two rows have as many cells, that reach over as much."""
    spans = [
        [
            [(span.tag, span.get(W + "val")) for span in cell.iterfind(f"{W}tcPr/*") if span.tag in _SPANS]
            for cell in _cells(row)
        ]
        for row in (was, now)
    ]
    return spans[0] == spans[1]


def _of_text(notes: Node) -> Iterator[Node]:
    """Yield the notes: the other kinds are the lines that part them from the text."""
    return (one for one in notes if one.get(W + "type") in (None, "normal"))


def _text(node: Node) -> str:
    """Return the text that a reader compares, a line to each paragraph, so that no two are taken for one."""
    return (
        "\n".join(shown_text(paragraph) for paragraph in node.iter(W + "p"))
        if node.tag != W + "p"
        else shown_text(node)
    )


def _place(node: Node, last: Node | None, parent: Node) -> None:
    """Put a node after the last one, or before all that is text in the parent."""
    if last is not None:
        last.addnext(node)
        return
    first = next((one for one in parent if one.tag not in (W + "tcPr", W + "sdtPr")), None)
    if first is None:
        parent.append(node)
    else:
        first.addprevious(node)
