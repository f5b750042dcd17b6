"""A document made HTML in pieces, of which those that are as they were are not made anew.

A document that somebody is writing is made after each key, and nearly all of it is as it was; mammoth takes most of the
time. A new heading begins an element of its own whatever stands before it, so what is made of the text from one heading
to the next is the same whether it is made by itself or not. Where something reaches over a heading, as a field or the
numbers of notes do, the document is made whole.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping
from hashlib import sha256

from lxml import etree

from iopdocs.conversion.preparation import Prepared
from iopdocs.word.field_codes import are_closed
from iopdocs.word.markup import Node, parse_xml, to_bytes
from iopdocs.word.namespaces import W
from iopdocs.word.relationships import related
from iopdocs.word.styles import Styles, value
from iopdocs.word.text import stored_text, text_node

#: How many pieces are kept, as they are and finished: those of some thirty documents.
MOST = 2_000
#: A private-use character, alone in a paragraph between two pieces.
_BETWEEN = "\ue012"
_BREAK = f"<p>{_BETWEEN}</p>"
# What is counted, or told, over the whole document.
_REACHING = tuple(W + name for name in ("footnoteReference", "endnoteReference", "commentReference"))


class Pieces:
    """What has been made of pieces of documents, the latest last."""

    def __init__(self) -> None:
        self._made: OrderedDict[bytes, str] = OrderedDict()

    def __len__(self) -> int:
        return len(self._made)

    def html(self, prepared: Prepared, headings: Collection[str], convert: Callable[[bytes], str]) -> tuple[str, ...]:
        """Return the HTML of a document, a piece each. ``headings`` are names of styles that begin an element."""
        found = _cut(prepared, headings)
        if len(found) < 2:
            return (convert(prepared.data()),)
        surroundings = _surroundings(prepared)
        names = [sha256(surroundings + b"".join(map(etree.tostring, piece))).digest() for piece in found]
        missing = {name: piece for name, piece in zip(names, found, strict=True) if name not in self._made}
        new = dict(zip(missing, _converted(prepared, list(missing.values()), convert), strict=True))
        made = {name: new[name] if name in new else self._made[name] for name in names}
        self._keep(made)
        return tuple(made[name] for name in names)

    def finished(self, html: str, kept: Collection[str], finish: Callable[[str], str]) -> str:
        """Return what a piece becomes in the end; ``kept`` are the bookmarks that somebody refers to."""
        name = sha256("\0".join([html, *sorted(one for one in kept if f'"{one}"' in html)]).encode()).digest()
        made = self._made[name] if name in self._made else finish(html)
        self._keep({name: made})
        return made

    def _keep(self, made: Mapping[bytes, str]) -> None:
        """Keep what has been asked for, and let go of what was so longest ago."""
        for name, text in made.items():
            self._made.pop(name, None)
            self._made[name] = text
        while len(self._made) > max(MOST, len(made)):
            self._made.popitem(last=False)


def _cut(prepared: Prepared, headings: Collection[str]) -> list[list[Node]]:
    """Return what stands from each heading to the next; nothing where it must be made whole."""
    body = prepared.body.find(W + "body")
    if body is None or prepared.notes or next(body.iter(*_REACHING), None) is not None or _BETWEEN in stored_text(body):
        return []
    ids = _ids(prepared, headings)
    found: list[list[Node]] = [[]]
    for node in body:
        if node.tag == W + "p" and value(node, "pPr/pStyle") in ids and stored_text(node).strip() and found[-1]:
            found.append([])
        found[-1].append(node)
    return found if all(map(are_closed, found)) else []


def _ids(prepared: Prepared, headings: Collection[str]) -> frozenset[str]:
    known = {name.casefold() for name in headings}
    styles = (parse_xml(prepared.members[name]) for name in related(prepared.members, "styles", prepared.main))
    named = ((identity, value(style, "name") or "") for one in styles for identity, style in Styles(one).all().items())
    return frozenset(identity for identity, name in named if name.casefold() in known)


def _surroundings(prepared: Prepared) -> bytes:
    """Return a hash of what else decides what a piece becomes: styles, lists, addresses of links, pictures."""
    beside = {name for kind in ("header", "footer") for name in related(prepared.members, kind, prepared.main)}
    made = sha256()
    for name, data in prepared.members.items():
        if name != prepared.main and name not in beside and not name.startswith("docProps/"):
            made.update(name.encode() + b"\0" + sha256(data).digest())
    return made.digest()


def _converted(prepared: Prepared, pieces: list[list[Node]], convert: Callable[[bytes], str]) -> Iterator[str]:
    """Yield the HTML of each piece; mammoth reads them at once, since it reads the styles anew each time."""
    if not pieces:
        return
    root = etree.Element(prepared.body.tag, nsmap=dict(prepared.body.nsmap))  # type: ignore[arg-type] # None is the default
    body = etree.SubElement(root, W + "body")
    for number, piece in enumerate(pieces):
        if number:
            body.append(_between())
        body.extend(piece)
    yield from convert(prepared.data(to_bytes(root))).split(_BREAK)


def _between() -> Node:
    paragraph = etree.Element(W + "p")
    run = etree.SubElement(paragraph, W + "r")
    run.append(text_node(_BETWEEN))
    return paragraph
