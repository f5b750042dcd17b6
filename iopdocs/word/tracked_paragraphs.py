"""Tracked changes that part or join paragraphs, put so that a reader, Word and LibreOffice see the same.

The program that compares may spread the text of one old paragraph over several new ones, with changed paragraph ends in
between. That is within the rules, but hard to read, and LibreOffice undoes it wrongly. Such a stretch is made into old
paragraphs struck whole and new ones added whole.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from datetime import date

from lxml import etree

from iopdocs.word.markup import Node, remove
from iopdocs.word.namespaces import W
from iopdocs.word.styles import properties_of
from iopdocs.word.tracked_changes import accept, reject

INS, DEL = W + "ins", W + "del"
_TURNED = {W + "t": W + "delText", W + "instrText": W + "delInstrText"}
_COLUMNS = [W + name for name in ("cellIns", "cellDel", "cellMerge")]
# A bookmark or a comment stays in the new paragraph alone.
_ANCHORS = [W + name for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")]


def unravel(root: Node, author: str, day: date) -> None:
    """Put whole paragraphs in place of every stretch of a part where changed paragraph ends cut through text."""
    said = {W + "author": author, W + "date": f"{day}T00:00:00Z"}
    for table in list(root.iter(W + "tbl")):
        if next(table.iter(*_COLUMNS), None) is not None:
            _replace_rows(table, said)
    for stretch in list(_stretches(root)):
        parent = stretch[0].getparent()
        if parent is not None:
            place = parent.index(stretch[0])
            parent[place : place + len(stretch)] = _whole(stretch, said)
    for paragraph in list(root.iter(W + "p")):
        _move_end(paragraph)


def number(root: Node, numbers: Iterator[int]) -> None:
    """Give every tracked change in a part the next number as its id."""
    for node in root.iter(etree.Element):
        if node.get(W + "author") is not None:
            node.set(W + "id", str(next(numbers)))


def _replace_rows(table: Node, said: dict[str, str]) -> None:
    """Strike all rows of a table whose columns are others now, and add the new ones: LibreOffice drops a column."""
    sides = []
    for settle, tag in ((reject, DEL), (accept, INS)):
        side = copy.deepcopy(table)
        settle(side)
        for row in side.findall(W + "tr"):
            change_row(row, tag, said)
        sides.append(side)
    old, new = sides
    place = next((new.index(row) for row in new.findall(W + "tr")), len(new))
    new[place:place] = old.findall(W + "tr")
    table[:] = list(new)


def change_row(row: Node, tag: str, said: dict[str, str]) -> None:
    """Mark a row of a table, with all that is in it, as struck or added."""
    for paragraph in row.iter(W + "p"):
        wrap(paragraph, tag, said)
        mark_end(paragraph, tag, said)
    properties = row.find(W + "trPr")
    if properties is None:
        properties = etree.Element(W + "trPr")
        before = row.find(W + "tblPrEx")
        row.insert(0 if before is None else 1, properties)
    etree.SubElement(properties, tag, said)


def _stretches(root: Node) -> Iterator[list[Node]]:
    """Yield the runs of paragraphs that begin with one whose end is changed otherwise than its text."""
    taken: set[Node] = set()
    for paragraph in root.iter(W + "p"):
        if paragraph in taken or _is_whole(paragraph):
            continue
        stretch = [paragraph]
        while _end(stretch[-1]) is not None:
            following = stretch[-1].getnext()
            if following is None or following.tag != W + "p":
                break
            stretch.append(following)
        taken.update(stretch)
        # The break between two parts of a document is in the paragraph before it, and is better left alone.
        if all(one.find(f"{W}pPr/{W}sectPr") is None for one in stretch):
            yield stretch


def _end(paragraph: Node) -> str | None:
    """Return how the end of a paragraph is changed, if it is."""
    marks = paragraph.find(f"{W}pPr/{W}rPr")
    found = [node.tag for node in marks if node.tag in (INS, DEL)] if marks is not None else []
    return str(found[0]) if found else None


def _is_whole(paragraph: Node) -> bool:
    end = _end(paragraph)
    if end is None:
        return True
    return all(next(run.iterancestors(INS, DEL, W + "p")).tag == end for run in paragraph.iter(W + "r"))


def _whole(stretch: list[Node], said: dict[str, str]) -> list[Node]:
    old, new = _side(stretch, reject), _side(stretch, accept)
    for paragraph in old:
        wrap(paragraph, DEL, said)
    for paragraph in new:
        wrap(paragraph, INS, said)
    last, final = old.pop(), new.pop()
    for paragraph, tag in (*((one, DEL) for one in old), *((one, INS) for one in new)):
        mark_end(paragraph, tag, said)
    put_before(final, last, said)
    return [*old, *new, final]


def _move_end(paragraph: Node) -> None:
    """Where new paragraphs follow on text added last in one, let its end be the new one, and the last of theirs old.

    That is how Word writes it when somebody goes on typing at the end of a paragraph. LibreOffice, told the other way,
    takes the end of the first paragraph for new, too.
    """
    runs = list(paragraph.iter(W + "r"))
    if not runs or _end(paragraph) is not None or next(runs[-1].iterancestors(INS), None) is None:
        return
    added, following = list[Node](), paragraph.getnext()
    while following is not None and following.tag == W + "p" and _end(following) == INS and _is_whole(following):
        added.append(following)
        following = following.getnext()
    if not added or paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return
    mark = next(added[-1].iterfind(f"{W}pPr/{W}rPr/{INS}"))
    said = {str(key): str(text) for key, text in mark.attrib.items() if key != W + "id"}
    properties = copy.deepcopy(properties_of(paragraph))
    change = properties.find(W + "pPrChange")
    former = change[0] if change is not None else properties
    remove(mark)
    _remember(added[-1], former, said)
    etree.strip_elements(properties_of(paragraph), W + "pPrChange", with_tail=False)
    mark_end(paragraph, INS, said)


def _side(stretch: list[Node], settle: Callable[[Node], None]) -> list[Node]:
    """Return the paragraphs of a stretch as they were, or as they are now."""
    cell = etree.Element(W + "tc")
    cell.extend(copy.deepcopy(stretch))
    settle(cell)
    return list(cell)


def wrap(paragraph: Node, tag: str, said: dict[str, str]) -> None:
    """Mark all text of a paragraph as struck or added."""
    for run in list(paragraph.iter(W + "r")):
        parent = run.getparent()
        if parent is None or next(run.iterancestors(W + "r"), None) is not None:
            continue
        change = etree.Element(tag, said)
        parent.replace(run, change)
        change.append(run)
    if tag == DEL:
        for node in list(paragraph.iter(*_TURNED)):
            node.tag = _TURNED[str(node.tag)]
        etree.strip_elements(paragraph, *_ANCHORS, with_tail=False)


def mark_end(paragraph: Node, tag: str, said: dict[str, str]) -> None:
    """Mark the end of a paragraph as struck or added."""
    properties = properties_of(paragraph)
    marks = properties.find(W + "rPr")
    if marks is None:
        marks = etree.Element(W + "rPr")
        later = (node for node in properties if node.tag in (W + "sectPr", W + "pPrChange"))
        following = next(later, None)
        properties.insert(len(properties) if following is None else properties.index(following), marks)
    marks.insert(0, etree.Element(tag, said))


def put_before(now: Node, former: Node, said: dict[str, str]) -> None:
    """Let a paragraph begin with the struck text of another, and remember the other's properties."""
    others = properties_of(former)
    properties_of(now)
    now[1:1] = [node for node in former if node is not others]
    _remember(now, others, said)


def _remember(paragraph: Node, former: Node, said: dict[str, str]) -> None:
    """Say in a paragraph's properties what they were before."""
    properties = properties_of(paragraph)
    etree.strip_elements(properties, W + "pPrChange", with_tail=False)
    change = etree.SubElement(properties, W + "pPrChange", said)
    change.append(copy.deepcopy(former))
    etree.strip_elements(change[0], W + "rPr", W + "sectPr", W + "pPrChange", with_tail=False)
