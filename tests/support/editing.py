"""A person's work in Word, done to the XML: what she changes, adds, takes away and moves."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

from iopdocs.word.markup import Node, parse_xml, remove, to_bytes
from iopdocs.word.namespaces import W
from iopdocs.word.package import read_package, write_package

DOCUMENT = "word/document.xml"

Edit = Callable[[Node], None]


def edited(data: bytes, *edits: Edit, part: str = DOCUMENT) -> bytes:
    """Return a Word file with a part of it edited."""
    members = dict(read_package(data, "filen"))
    root = parse_xml(members[part])
    for edit in edits:
        edit(root)
    members[part] = to_bytes(root)
    return write_package(members)


def edit_file(path: Path, *edits: Edit, part: str = DOCUMENT) -> bytes:
    """Edit a Word file where it lies, and return what it became."""
    data = edited(path.read_bytes(), *edits, part=part)
    path.write_bytes(data)
    return data


def words(node: Node) -> str:
    """Return the text of a paragraph or a row."""
    return "".join(text.text or "" for text in node.iter(W + "t"))


def paragraph(root: Node, has: str) -> Node:
    """Return the first paragraph that has some words."""
    return next(one for one in root.iter(W + "p") if has in words(one))


def row(root: Node, has: str) -> Node:
    """Return the first row that has some words."""
    return next(one for one in root.iter(W + "tr") if has in words(one))


def _write(node: Node, text: str) -> None:
    first, *others = node.iter(W + "t")
    first.text = text
    first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for one in others:
        one.text = ""


def replace(old: str, new: str) -> Edit:
    """Return an edit that puts some words in the place of others, wherever they stand."""

    def edit(root: Node) -> None:
        found = [text for text in root.iter(W + "t") if old in (text.text or "")]
        assert found, old
        for text in found:
            text.text = (text.text or "").replace(old, new)

    return edit


def add_after(has: str, text: str) -> Edit:
    """Return an edit that writes a paragraph after another, and like it."""

    def edit(root: Node) -> None:
        before = paragraph(root, has)
        new = copy.deepcopy(before)
        _write(new, text)
        before.addnext(new)

    return edit


def delete(has: str) -> Edit:
    """Return an edit that takes a paragraph away."""
    return lambda root: remove(paragraph(root, has))


def move(has: str, after: str) -> Edit:
    """Return an edit that moves a paragraph to after another."""
    return lambda root: paragraph(root, after).addnext(paragraph(root, has))


def add_row(has: str, *cells: str) -> Edit:
    """Return an edit that writes a row after another, and like it."""

    def edit(root: Node) -> None:
        before = row(root, has)
        new = copy.deepcopy(before)
        for cell, text in zip(new.iter(W + "tc"), cells, strict=False):
            _write(cell, text)
        before.addnext(new)

    return edit


def delete_row(has: str) -> Edit:
    """Return an edit that takes a row away."""
    return lambda root: remove(row(root, has))
