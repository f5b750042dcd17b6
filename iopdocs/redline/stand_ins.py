"""Tabs, breaks and symbols as signs of their own while documents are compared.

To the program that compares, they are no part of a text: what is struck or added beside one may end up on its other
side. So each kind of them stands there as a sign that neither document has, and is put back afterwards.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping

from lxml import etree

from iopdocs.classes import dataclass, field
from iopdocs.word.blocks import each_text_part, text_parts
from iopdocs.word.markup import Node, remove
from iopdocs.word.namespaces import XML_SPACE, W
from iopdocs.word.text import text_node

# The program takes text apart at these already.
_SEPARATORS = " -,.;:()[]/\\'\"”’–"
_STOOD_FOR = [W + name for name in ("tab", "br", "cr", "ptab", "sym", "noBreakHyphen", "softHyphen")]
_TEXTS = (W + "t", W + "delText")
# Word has no signs of its own in this area; those of symbol fonts come after it.
_AREA = range(0xE000, 0xF000)


@dataclass
class StandIns:
    """The signs that stand for elements, by what the elements are; ``taken`` are signs that the documents have."""

    taken: frozenset[str]
    elements: dict[str, Node] = field(default_factory=dict)
    _signs: dict[bytes, str] = field(default_factory=dict)

    @classmethod
    def beside(cls, documents: Iterable[Mapping[str, bytes]]) -> StandIns:
        """Return signs that none of the documents has."""
        texts = (files[part].decode("utf-8", "replace") for files in documents for part in text_parts(files))
        return cls(frozenset(sign for text in texts for sign in text if ord(sign) in _AREA))

    @property
    def separators(self) -> str:
        """What parts words for the program: its own signs, and these."""
        return _SEPARATORS + "".join(self.elements)

    def put(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the members of a Word file with signs in the place of elements."""
        return each_text_part(files, self._put)

    def taken_back(self, root: Node) -> None:
        """Put the elements of a part in the place of their signs again."""
        if not self.elements:
            return
        found = re.compile(f"([{''.join(self.elements)}])")
        for text in list(root.iter(*_TEXTS)):
            pieces = found.split(text.text or "")
            parent = text.getparent()
            if len(pieces) > 1 and parent is not None:
                place = parent.index(text)
                parent[place : place + 1] = [self._element(text, piece) for piece in pieces if piece]

    def _put(self, root: Node) -> None:
        for node in list(root.iter(*_STOOD_FOR)):
            parent = node.getparent()
            sign = self._sign(node) if parent is not None and parent.tag == W + "r" else None
            if parent is not None and sign is not None:
                parent.replace(node, text_node(sign))
        _as_one(root)

    def _sign(self, node: Node) -> str | None:
        """Return the sign that stands for an element; None when there are no more."""
        said = etree.tostring(node, method="c14n", exclusive=True, with_tail=False)
        if said not in self._signs:
            free = (sign for sign in map(chr, _AREA) if sign not in self.taken and sign not in self.elements)
            sign = next(free, None)
            if sign is None:
                return None
            self._signs[said], self.elements[sign] = sign, copy.deepcopy(node)
        return self._signs[said]

    def _element(self, text: Node, piece: str) -> Node:
        if piece in self.elements:
            return copy.deepcopy(self.elements[piece])
        part = etree.Element(text.tag)
        part.text = piece
        part.set(XML_SPACE, "preserve")
        return part


def _as_one(root: Node) -> None:
    """Make one text of those that stand side by side in a run, and none of those that are empty."""
    for text in list(root.iter(W + "t")):
        before = text.getprevious()
        if not text.text:
            remove(text)
        elif before is not None and before.tag == W + "t":
            before.text = (before.text or "") + text.text
            before.set(XML_SPACE, "preserve")
            remove(text)
