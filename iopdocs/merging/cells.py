"""The looks of table cells, which are not carried: another program writes them anew in each cell when it saves.

To the program that puts changes together such a cell is changed by the person, so that what the data changes in it is
lost and every amount becomes a question. So her cells look as they did in the first document.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence

from iopdocs.redline.alignment import opcodes
from iopdocs.word.blocks import main_part
from iopdocs.word.markup import Node, parse_xml, to_bytes
from iopdocs.word.namespaces import W
from iopdocs.word.text import shown_text

# What says which cells there are, and not how they look.
_SHAPE = (W + "gridSpan", W + "hMerge", W + "vMerge")


def with_looks_of(base: Mapping[str, bytes], edited: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the members of the edited document with each cell looking as the same cell of the first one."""
    root = parse_xml(edited[main_part(edited)])
    for first, hers in _same_tables(parse_xml(base[main_part(base)]), root):
        _take_over(first, hers)
    return {**edited, main_part(edited): to_bytes(root)}


def _same_tables(base: Node, edited: Node) -> Iterator[tuple[Node, Node]]:
    first, hers = (list(root.iter(W + "tbl")) for root in (base, edited))
    yield from _paired(first, hers, lambda table: _text(table.find(W + "tr")))


def _take_over(first: Node, hers: Node) -> None:
    for was, now in _paired(first.findall(W + "tr"), hers.findall(W + "tr"), _text):
        cells, hers_cells = was.findall(W + "tc"), now.findall(W + "tc")
        if [_shape(one) for one in cells] == [_shape(one) for one in hers_cells]:
            for cell, hers_cell in zip(cells, hers_cells, strict=True):
                _look_as(cell, hers_cell)


def _paired(first: Sequence[Node], hers: Sequence[Node], text: Callable[[Node], str]) -> Iterator[tuple[Node, Node]]:
    """Yield what is the same in both, and what stands in its place when as many stand there."""
    for _, i, i_end, j, j_end in opcodes(list(map(text, first)), list(map(text, hers))):
        if i_end - i == j_end - j:
            yield from zip(first[i:i_end], hers[j:j_end], strict=True)


def _text(row: Node | None) -> str:
    return "" if row is None else "\n".join(shown_text(one) for one in row.iter(W + "p"))


def _shape(cell: Node) -> list[tuple[str, str]]:
    """Return how many columns a cell takes, and whether it is one with the cell above."""
    properties = cell.find(W + "tcPr")
    found = [] if properties is None else [one for one in properties if one.tag in _SHAPE]
    return [(str(one.tag), one.get(W + "val") or "") for one in found]


def _look_as(cell: Node, hers: Node) -> None:
    for old in hers.findall(W + "tcPr"):
        hers.remove(old)
    properties = cell.find(W + "tcPr")
    if properties is not None:
        hers.insert(0, copy.deepcopy(properties))
