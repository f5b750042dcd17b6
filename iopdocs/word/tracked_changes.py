"""Tracked changes in a part's XML: all of them accepted, or all of them rejected (ECMA-376, 17.13.5)."""

from __future__ import annotations

from lxml import etree

from iopdocs.word.markup import Node, remove
from iopdocs.word.namespaces import W
from iopdocs.word.numbering import Numbering
from iopdocs.word.styles import value

#: Where each kind of revision stands: around text, as a mark in the properties of a paragraph or a row, in a cell's.
INSERTED, DELETED = (W + "ins", W + "moveTo"), (W + "del", W + "moveFrom")
CELL_INSERTED, CELL_DELETED = W + "cellIns", W + "cellDel"
_RANGES = [
    f"{W}{name}Range{end}"
    for name in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
    for end in ("Start", "End")
]
_PARAGRAPH = W + "pPrChange"
_LOOKS = [f"{W}{name}Change" for name in ("rPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "numbering")]
_CHANGES = [_PARAGRAPH, *_LOOKS]
_EVERY = (*INSERTED, *DELETED, CELL_INSERTED, CELL_DELETED, W + "cellMerge", *_CHANGES)
# What the former properties of a paragraph or a section do not say, and the element keeps as it is.
_STAYS = {W + "rPr", W + "sectPr", W + "headerReference", W + "footerReference"}


def has_changes(root: Node) -> bool:
    """Whether a part has any tracked change, of its text, its cells or its looks."""
    return first_change(root) is not None


def first_change(root: Node) -> Node | None:
    """Return the first tracked change of a part."""
    return next(root.iter(*_EVERY), None)


def accept(root: Node) -> None:
    """Make every tracked change in a part part of its text."""
    _settle(root, new=True)
    etree.strip_elements(root, *_CHANGES, with_tail=False)


def reject(root: Node) -> None:
    """Undo every tracked change in a part."""
    _settle(root, new=False)
    restore_looks(root)
    for old, now in (("delText", "t"), ("delInstrText", "instrText")):
        for node in root.iter(W + old):
            node.tag = W + now


def restore_looks(root: Node, author: str | None = None) -> None:
    """Undo the tracked changes of looks in a part: all of them, or those of one author."""
    for change in list(root.iter(*_CHANGES)):
        if author is None or change.get(W + "author") == author:
            _restore(change)


def forget_looks(root: Node, numbering: Numbering) -> None:
    """Take out the tracked changes of looks alone; those that give a paragraph another style or number stay."""
    etree.strip_elements(root, *_LOOKS, with_tail=False)
    for change in list(root.iter(_PARAGRAPH)):
        now, former = change.getparent(), change.find(W + "pPr")
        if now is None or former is None or _role(now, numbering) == _role(former, numbering):
            remove(change)


def forget_all_looks(root: Node) -> bool:
    """Take out the tracked changes of looks alone, whatever they changed; whether there were any."""
    found = next(root.iter(*_CHANGES), None) is not None
    if found:
        etree.strip_elements(root, *_CHANGES, with_tail=False)
    return found


def _role(properties: Node, numbering: Numbering) -> tuple[str | None, int | None]:
    """Return the style that paragraph properties give, and the level in a list."""
    place = numbering.place_of(properties)
    return value(properties, "pStyle"), place.level if place else None


def _settle(root: Node, *, new: bool) -> None:
    gone, kept = (DELETED, INSERTED) if new else (INSERTED, DELETED)
    _settle_tables(root, gone, CELL_DELETED if new else CELL_INSERTED)
    ended = [mark.getparent() for mark in root.iter(*gone) if _is_paragraph_mark(mark)]
    paragraphs = [next(properties.iterancestors(W + "p")) for properties in ended if properties is not None]
    for node in list(root.iter(*gone)):
        remove(node)
    _join(list(dict.fromkeys(paragraphs)))
    etree.strip_tags(root, *kept, CELL_DELETED, CELL_INSERTED)
    etree.strip_elements(root, *_RANGES, with_tail=False)


def _settle_tables(root: Node, gone: tuple[str, str], gone_cell: str) -> None:
    for row in list(root.iter(W + "tr")):
        if any(row.find(f"{W}trPr/{tag}") is not None for tag in gone):
            remove(row)
            continue
        for cell in row.findall(W + "tc"):
            if cell.find(f"{W}tcPr/{gone_cell}") is not None:
                remove(cell)
        if row.find(f".//{W}tc") is None:
            remove(row)
    for table in list(root.iter(W + "tbl")):
        if table.find(f".//{W}tr") is None:
            remove(table)


def _is_paragraph_mark(node: Node) -> bool:
    parent = node.getparent()
    above = parent.getparent() if parent is not None else None
    return parent is not None and parent.tag == W + "rPr" and above is not None and above.tag == W + "pPr"


def _join(paragraphs: list[Node]) -> None:
    """Let paragraphs without their ends run on into the next; an empty one just goes, unless a cell would have none.

    What a row of them holds is put in its place once, when the row ends, and not in each of them on the way.
    """
    endless, waiting = set(paragraphs), dict[Node, list[Node]]()
    for paragraph in paragraphs:
        content = [node for node in paragraph if node.tag != W + "pPr"]
        row = waiting.pop(paragraph, [])
        following = paragraph.getnext()
        if following is not None and following.tag == W + "p":
            row += content
            if following in endless:
                waiting[following] = row
            else:
                _put_first(following, row)
            remove(paragraph)
        elif row:
            _put_first(paragraph, row)
        elif not content and not (following is None and _in_cell(paragraph)):
            remove(paragraph)


def _put_first(paragraph: Node, content: list[Node]) -> None:
    properties = paragraph.find(W + "pPr")
    place = 0 if properties is None else paragraph.index(properties) + 1
    paragraph[place:place] = content


def _in_cell(paragraph: Node) -> bool:
    parent = paragraph.getparent()
    return parent is not None and parent.tag == W + "tc"


def _restore(change: Node) -> None:
    """Put the former properties in place of those there are now."""
    properties = change.getparent()
    if properties is None:
        return
    former = list(change[0]) if len(change) else []
    remove(change)
    stays = [node for node in properties if node.tag in _STAYS]
    properties[:] = [*former, *(node for node in stays if node.tag not in {other.tag for other in former})]
