"""The properties of paragraphs, runs and lists, and the styles that they inherit from (ECMA-376, 17.7)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from lxml import etree

from iopdocs.word.markup import Node
from iopdocs.word.namespaces import W

Answer = TypeVar("Answer")

#: The tab stops that a paragraph has room for in Word.
MOST_STOPS = 64

_OFF = ("0", "false", "off")


def value(node: Node | None, path: str, attribute: str = "val") -> str | None:
    """Return an attribute of the element at a path of tags (``numPr/numId``) under a node, if it is there."""
    found = node.find(_named(path)) if node is not None else None
    return found.get(W + attribute) if found is not None else None


@cache
def _named(path: str) -> str:
    """Return a path of tags as lxml asks for it: every paragraph of a document asks the same."""
    return "/".join(W + tag for tag in path.split("/"))


def whole_number(text: str | None, least: int = 0, most: int = 32_767) -> int:
    """Return a number as Word writes it, within what Word has; 0 for what begins with no number."""
    found = re.match(r"\s*(-?[0-9]{1,9})(?![0-9])", text or "")
    return min(max(int(found[1]), least), most) if found else 0


def switched_on(node: Node | None, tag: str) -> bool:
    """Whether a property that is on or off (``vanish``) stands there and is on."""
    found = node.find(W + tag) if node is not None else None
    return found is not None and found.get(W + "val") not in _OFF


def properties_of(paragraph: Node) -> Node:
    """Return the properties of a paragraph, put there when it has none."""
    properties = paragraph.find(W + "pPr")
    if properties is None:
        properties = etree.Element(W + "pPr")
        paragraph.insert(0, properties)
    return properties


_HEADING = re.compile(r"heading [1-9]", re.IGNORECASE)
_TITLE = re.compile(r"title", re.IGNORECASE)


def is_heading(identity: str, style: Node) -> bool | None:
    """Whether a style is one of Word's own for headings; None when it is not, for one it builds on may be."""
    return True if _HEADING.fullmatch(value(style, "name") or "") else None


def is_heading_or_title(identity: str, style: Node) -> bool | None:
    """Whether a style is one of those, or that of the document's title; None likewise."""
    return True if _TITLE.fullmatch(value(style, "name") or "") else is_heading(identity, style)


class Styles:
    """The styles of a document by their id."""

    def __init__(self, part: Node | None) -> None:
        nodes = part.iterfind(W + "style") if part is not None else ()
        self._nodes = {node.get(W + "styleId") or "": node for node in nodes}
        self._answers: dict[object, dict[str, Any]] = {}

    def inherited(self, identity: str | None, ask: Callable[[str, Node], Answer | None]) -> Answer | None:
        """Return what the nearest style says, of a style and those it builds on; ``ask`` gets each with its id.

        Each style is asked once, however many paragraphs have it or one that builds on it.
        """
        known = self._answers.setdefault(ask, {})
        passed: list[str] = []
        answer: Answer | None = None
        for name, node in self.chain(identity):
            if name in known:
                answer = known[name]
                break
            passed.append(name)
            if (answer := ask(name, node)) is not None:
                break
        known.update(dict.fromkeys(passed, answer))
        return answer

    def gathered(self, identity: str | None, of: Callable[[Node], dict[int, Answer | None]]) -> dict[int, Answer]:
        """Return what a style and those it builds on say together; what is nearer goes first, and None takes away.

        No more than Word has room for in a paragraph is gathered, so that it is soon done however long the row is.
        """
        known = self._answers.setdefault(of, {})
        passed: list[tuple[str, Node]] = []
        found: dict[int, Answer] = {}
        for name, node in self.chain(identity):
            if name in known:
                found = known[name]
                break
            passed.append((name, node))
        for name, node in reversed(passed):
            own = of(node)
            if own:
                all_of_them = {**own, **found, **own}.items()
                left = ((place, answer) for place, answer in all_of_them if answer is not None)
                found = dict(islice(left, MOST_STOPS))
            known[name] = found
        return found

    def all(self) -> dict[str, Node]:
        """Return every style by its id."""
        return dict(self._nodes)

    def chain(self, identity: str | None) -> Iterator[tuple[str, Node]]:
        """Yield a style and those it builds on, nearest first, with their ids."""
        seen: set[str] = set()
        while identity and identity in self._nodes and identity not in seen:
            seen.add(identity)
            node = self._nodes[identity]
            yield identity, node
            identity = value(node, "basedOn")
