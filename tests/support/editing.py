"""A person's work in Word, done to the XML: what she changes, adds, takes away and moves."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

from lxml import etree

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


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACE = f'xmlns:w="{W[1:-1]}"'
_LINES = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)


def _with_part(data: bytes, kind: str, content: str) -> bytes:
    """Return a Word file with a part more, which its body refers to."""
    members = dict(read_package(data, "filen"))
    part, relations = f"word/{kind}.xml", "word/_rels/document.xml.rels"
    members[part] = f"<w:{kind} {_SPACE}>{content}</w:{kind}>".encode()
    for name, end, more in (
        ("[Content_Types].xml", b"</Types>", f'<Override PartName="/{part}" ContentType="{_TYPE}.{kind}+xml"/>'),
        (relations, b"</Relationships>", f'<Relationship Id="rIdNy" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'),
    ):
        members[name] = members[name].replace(end, more.encode() + end)
    return write_package(members)


def with_note(data: bytes, has: str, text: str) -> bytes:
    """Return a Word file with a footnote after what a paragraph says."""
    note = f'<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'

    def refer(root: Node) -> None:
        run = etree.SubElement(paragraph(root, has), W + "r")
        etree.SubElement(run, W + "footnoteReference", {W + "id": "1"})

    return edited(_with_part(data, "footnotes", _LINES + note), refer)


def with_comment(data: bytes, has: str, text: str) -> bytes:
    """Return a Word file with a comment on a paragraph."""
    comment = (
        '<w:comment w:id="0" w:author="Bo Ek" w:date="2026-01-10T10:00:00Z" w:initials="BE">'
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>"
    )

    def mark(root: Node) -> None:
        place = paragraph(root, has)
        place.insert(1, etree.Element(W + "commentRangeStart", {W + "id": "0"}))
        etree.SubElement(place, W + "commentRangeEnd", {W + "id": "0"})
        run = etree.SubElement(place, W + "r")
        etree.SubElement(run, W + "commentReference", {W + "id": "0"})

    return edited(_with_part(data, "comments", comment), mark)
