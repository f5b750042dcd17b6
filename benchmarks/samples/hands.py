"""Somebody at work by hand in a Word document, and a document with tracked changes read by a road of its own."""

from __future__ import annotations

import copy
from random import Random

from iopdocs.word.markup import Node, parse_xml, to_bytes
from iopdocs.word.namespaces import XML_SPACE, W
from iopdocs.word.package import read_package, write_package

_BODY = "word/document.xml"


def body(data: bytes) -> Node:
    """Return the body of a Word file."""
    return parse_xml(read_package(data, "filen")[_BODY])


def with_body(data: bytes, root: Node) -> bytes:
    """Return a Word file with another body."""
    return write_package({**read_package(data, "filen"), _BODY: to_bytes(root)})


def words(node: Node) -> str:
    """Return the words of a part of a document without tracked changes."""
    return "".join(one.text or "" for one in node.iter(W + "t"))


def texts(root: Node) -> list[str]:
    """Return what each paragraph says."""
    return [words(one) for one in root.iter(W + "p")]


def put(paragraph: Node, text: str) -> None:
    """Give a paragraph other words."""
    first, *others = paragraph.iter(W + "t")
    first.text = text
    first.set(XML_SPACE, "preserve")
    for one in others:
        one.text = ""


class Person:
    """Somebody who works in a document. ``wrote`` are her words, ``struck`` what she took away."""

    def __init__(self, root: Node, chance: Random) -> None:
        self._root, self._chance = root, chance
        self.wrote: list[str] = []
        self.struck: list[str] = []

    def work(self, times: int) -> None:
        """Do so many things."""
        for _ in range(times):
            self._chance.choice((self._add, self._change, self._strike, self._move))()

    def _drawn(self) -> Node:
        """Return a paragraph or a row with words, of those that she has not written herself."""
        rows = [one for one in self._root.iter(W + "tr") if one.find(f"{W}trPr/{W}tblHeader") is None]
        loose = [one for one in self._root.iter(W + "p") if next(one.iterancestors(W + "tbl"), None) is None]
        chosen = self._chance.choice((loose, loose, rows)) or loose
        return self._chance.choice([one for one in chosen if words(one).strip() and "provord" not in words(one)])

    def _new(self) -> str:
        self.wrote.append(f"provord{len(self.wrote)}x{self._chance.randrange(1000, 9999)}")
        return self.wrote[-1]

    def _paragraph(self, node: Node) -> Node:
        inside = [one for one in node.iter(W + "p") if words(one).strip()]
        return self._chance.choice(inside)

    def _add(self) -> None:
        before = self._drawn()
        made = copy.deepcopy(before)
        for one in list(made.iter(W + "p")):
            if words(one).strip():
                put(one, f"Parterna ska mötas enligt {self._new()}.")
        before.addnext(made)

    def _change(self) -> None:
        one = self._paragraph(self._drawn())
        said = words(one).split(" ")
        said[self._chance.randrange(len(said))] = self._new()
        put(one, " ".join(said))

    def _strike(self) -> None:
        one = self._drawn()
        if one.tag == W + "p" and one.find(f"{W}pPr/{W}sectPr") is None:
            self.struck.append(words(one))
            one.getparent().remove(one)  # type: ignore[union-attr]

    def _move(self) -> None:
        one, other = self._drawn(), self._drawn()
        rows = {one.tag, other.tag} == {W + "tr"} and one.getparent() is other.getparent()
        loose = {one.tag, other.tag} == {W + "p"} and one.find(f"{W}pPr/{W}sectPr") is None
        if one is not other and (rows or loose):
            other.addnext(one)


def left(root: Node, undone: str = "") -> str:
    """Return all words with every change accepted, but those of one author, which are undone; without spaces."""
    out = []
    for text in root.iter(W + "t", W + "delText"):
        around = list(text.iterancestors(W + "ins", W + "moveTo", W + "del", W + "moveFrom"))
        added = [one.get(W + "author") for one in around if one.tag in (W + "ins", W + "moveTo")]
        gone = [one.get(W + "author") for one in around if one.tag in (W + "del", W + "moveFrom")]
        if not any(author != undone for author in gone) and not (undone and undone in added):
            out.append(text.text or "")
    return "".join("".join(out).split())


def close(text: str) -> str:
    """Return a text without spaces."""
    return "".join(text.split())
