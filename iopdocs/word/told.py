"""Everything that a reader or a program can read of something finished: each text of each part, whatever it is called.

Nothing here knows which parts or attributes there are: XML is gone through whole, and what is no XML is read as text.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any

from iopdocs.patterns import lazy_pattern
from iopdocs.protection.guard import SaidText, TextKind
from iopdocs.swedish.characters import DASHES
from iopdocs.word.list_numbers import filled_in, numbered
from iopdocs.word.markup import BrokenXml, Node, parse_all
from iopdocs.word.namespaces import MICROSOFT, MICROSOFT_URN, OPEN_XML, PURL, W3C
from iopdocs.word.package import is_xml, read_package
from iopdocs.word.part_names import called
from iopdocs.word.text import LINES, is_hidden, local_name, pieces

_ROWS, _CELLS = frozenset({"tr"}), frozenset({"tc", "td", "th"})
#: Numbers with a unit, colours, marks and hashes: they are no words. Most attributes are such.
_NO_WORDS = lazy_pattern(
    r"(?![+0]\d{6}|(?:\d\d)?\d{6}[-+]\d{4}$|(?:19|20)\d{10}$)[-+#\d.,%]*[A-Za-z%]{0,3}|[0-9A-Fa-f]{8}|\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?|[0-9a-f]{64}"
)
_STANDARDS = "|".join(re.escape(one.removeprefix("http")) for one in (OPEN_XML, MICROSOFT, W3C, PURL))
_STANDARD = lazy_pattern(rf"https?(?:{_STANDARDS})|{MICROSOFT_URN}")
_SPACE = lazy_pattern(rb"""\sxmlns(?::([^=\s]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')""")
# Signs in a row that may be words, in what is no XML.
_READABLE = lazy_pattern(r"[^\W_][\w \-.,:;/%@()\u00a0]{4,}")
_ENCODINGS = ("utf-8", "cp1252", "utf-16-le", "utf-16-be")
#: How much of neighbouring lines is read together.
_ENDS = 60
_MOST_UNPACKED = 20_000_000
# A longer part is seldom the same in another document.
_LONG = 500_000


def document_texts(data: bytes, name: str) -> Iterator[SaidText]:
    """Yield every text of a Word file. Raises InvalidTemplate for a file that is none."""
    return package_texts(read_package(data, name))


def package_texts(members: Mapping[str, bytes]) -> Iterator[SaidText]:
    """Yield every text of the members of a Word file, and their names."""
    items = sum(blob.count(b"</w:p>") for blob in members.values())
    for name, blob in members.items():
        yield SaidText(name, "delarnas namn i filen", TextKind.MARKUP)
        if b"lvlText" in blob and is_xml(name):
            with suppress(BrokenXml):  # what is no XML is read as it stands
                yield from numbered(parse_all(blob), called(name), items)
        yield from _remembered(name, blob) if len(blob) < _LONG else _member(name, blob)


@lru_cache(maxsize=128)
def _remembered(name: str, blob: bytes) -> tuple[SaidText, ...]:
    return tuple(dict.fromkeys(_member(name, blob)))


def _member(name: str, blob: bytes) -> Iterator[SaidText]:
    where = called(name)
    if is_xml(name) or blob.lstrip()[:1] == b"<":
        try:
            yield from _tree_texts(parse_all(blob), where, words_only=is_xml(name))
            yield from _spaces(blob, where)
        except BrokenXml:
            yield from _raw(blob, where)
    else:
        yield from _raw(blob, where)


def _raw(blob: bytes, where: str) -> Iterator[SaidText]:
    """Yield what may be words in a picture, a font or anything else, in the encodings that programs write."""
    if blob[:2] == b"\x1f\x8b":
        with suppress(zlib.error):  # else it is nothing packed, and is taken as it is
            blob += zlib.decompressobj(wbits=31).decompress(blob, _MOST_UNPACKED)
    for encoding in _ENCODINGS:
        for start in (0, 1) if encoding.startswith("utf-16") else (0,):
            text = blob[start:].decode(encoding, "replace")
            yield from (SaidText(found, where, TextKind.NOISE) for found in set(_READABLE.findall(text)))


def html_texts(data: bytes) -> Iterator[SaidText]:
    """Yield every text of a page in HTML."""
    import lxml.html  # of those who make documents, few make pages

    yield from _tree_texts(lxml.html.document_fromstring(data), "webbsidan", words_only=False)


def plain_texts(data: bytes) -> Iterator[SaidText]:
    """Yield every line of a text file or of Markdown, in which signs may have a backslash before them."""
    for line in data.decode("utf-8", "replace").splitlines():
        yield SaidText(line, "texten")
        if "\\" in line:
            yield SaidText(re.sub(r"\\(.)", r"\1", line), "texten")


def value_texts(value: Any, where: str) -> Iterator[SaidText]:
    """Yield every text of plain data, keys too, but for hashes."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from value_texts(str(key), where)
            yield from value_texts(inner, where)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from value_texts(inner, where)
    elif isinstance(value, str) and not _NO_WORDS.fullmatch(value):
        yield SaidText(value, where)


def _tree_texts(root: Node, where: str, *, words_only: bool) -> Iterator[SaidText]:
    """Yield every text of a tree: lines, rows of tables, codes of fields, attributes, comments, foreign names."""
    names: set[str] = set()
    attributes: set[str] = set()
    lines = False
    before = ""
    for node in [*_above(root), *root.iter()]:
        if not isinstance(node.tag, str):  # a comment or an instruction
            yield SaidText(f"{getattr(node, 'target', '')} {node.text or ''}", where, TextKind.MARKUP)
            continue
        names.update((node.tag, *map(str, node.attrib)))
        attributes.update(map(str, node.attrib.values()))
        name = local_name(node.tag)
        if name in LINES:
            lines = True
            yield from _line(node, where, words_only=words_only)
            # In a part that is no text of Word's, what stands there is what is shown.
            shown = (_shown(node, words_only=words_only) or _shown(node, words_only=False)).strip()
            yield from _over_two(before, shown, where)
            before = shown or before
        elif name in _ROWS:
            yield from _row(node, where, words_only=words_only)
    for value in attributes:
        if not _NO_WORDS.fullmatch(value):
            yield SaidText(value, where, TextKind.MARKUP)
            if "%" in value:
                yield from (SaidText(text, where, TextKind.MARKUP) for text in filled_in(value))
    yield from (SaidText(local, where, TextKind.MARKUP) for name in names for local in _named(name))
    yield from _outside(root, where, lines=lines)


def _above(root: Node) -> Iterator[Node]:
    yield from root.itersiblings(preceding=True)
    yield from root.itersiblings()


def _line(node: Node, where: str, *, words_only: bool) -> Iterator[SaidText]:
    found: dict[str, list[str]] = {"shown": [], "code": [], "other": []}
    for kind, text in pieces(node, words_only=words_only):
        found[kind].append(text)
    yield SaidText("".join(found["shown"]), where)
    if any(is_hidden(one) for one in node.iter("{*}r")):
        seen = (text for kind, text in pieces(node, words_only=words_only, hidden=False) if kind == "shown")
        yield SaidText("".join(seen), where)
    yield SaidText("".join(found["code"]), where, TextKind.MARKUP)
    yield from (SaidText(text, where, TextKind.MARKUP) for text in (*found["other"], "".join(found["other"])))


def _over_two(before: str, after: str, where: str) -> Iterator[SaidText]:
    """Yield the end of a line with the beginning of the next, where one goes on in the other; the certain counts."""
    if before and after and before[-1] not in ".!?:;":
        yield SaidText(f"{before[-_ENDS:]} {after[:_ENDS]}", where, TextKind.NOISE)
        if before[-1] in DASHES:
            yield SaidText(before[-_ENDS:-1] + after[:_ENDS], where, TextKind.NOISE)
        elif before[-1].isalpha() and after[0].islower():  # a word that is parted without a dash
            yield SaidText(before[-_ENDS:] + after[:_ENDS], where, TextKind.NOISE)


def _row(node: Node, where: str, *, words_only: bool) -> Iterator[SaidText]:
    """Yield the text of a row of a table, read across its cells."""
    cells = []
    for cell in node:
        if isinstance(cell.tag, str) and local_name(cell.tag) in _CELLS:
            lines = [cell, *(one for one in cell.iter() if isinstance(one.tag, str) and local_name(one.tag) in LINES)]
            cells.append(" ".join(text for one in lines if (text := _shown(one, words_only=words_only))))
    if len(cells) > 1:
        yield SaidText(" ".join(cells), where)
        yield SaidText("".join(cells), where)


def _shown(node: Node, *, words_only: bool) -> str:
    return "".join(text for kind, text in pieces(node, words_only=words_only) if kind == "shown")


def _outside(root: Node, where: str, *, lines: bool) -> Iterator[SaidText]:
    """Yield the texts that stand in no line, one by one and together: properties, and parts of any other kind."""
    found = list(_beside(root, LINES if lines else frozenset()))
    for text in dict.fromkeys((*found, "".join(found), " ".join(found))):
        if not _NO_WORDS.fullmatch(text):
            yield SaidText(text, where, TextKind.MARKUP)


def _beside(node: Node, lines: frozenset[str]) -> Iterator[str]:
    if not isinstance(node.tag, str) or local_name(node.tag) in lines:
        return
    if node.text and node.text.strip():
        yield node.text
    for child in node:
        yield from _beside(child, lines)
        if child.tail and child.tail.strip():
            yield child.tail


def _named(name: str) -> Iterator[str]:
    """Yield the name of an element or an attribute when it is none of the standards'."""
    space, _, local = name.rpartition("}")
    if space and not _STANDARD.match(space[1:]):
        yield local


def _spaces(blob: bytes, where: str) -> Iterator[SaidText]:
    """Yield the namespaces of a part, and what it calls them; to ask each element takes longer than all the rest."""
    for found in set(_SPACE.findall(blob)):
        for text in (piece.decode("utf-8", "replace") for piece in found if piece):
            if not _STANDARD.match(text):
                yield SaidText(text, where, TextKind.MARKUP)


def texts_of(suffix: str, data: bytes, name: str) -> Iterable[SaidText]:
    """Yield every text of a finished file, by its kind. Of a PDF nothing: it is made of a Word file looked through."""
    if suffix == ".docx":
        return document_texts(data, name)
    if suffix.endswith((".html", ".htm")):
        return html_texts(data)
    if suffix == ".json":
        return value_texts(json.loads(data), "texten")
    return plain_texts(data) if suffix in {".md", ".txt"} else ()
