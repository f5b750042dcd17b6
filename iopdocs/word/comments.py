"""Comments in a Word file: put there with the marks around what they are about (ECMA-376, 17.13.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from iopdocs.classes import dataclass
from iopdocs.word.blocks import main_part
from iopdocs.word.markup import Node, parse_xml, to_bytes
from iopdocs.word.namespaces import CONTENT_TYPE_LIST, WORDPROCESSING, W
from iopdocs.word.package import CONTENT_TYPES
from iopdocs.word.relationships import beside, empty_relations, relate, related, relations_part
from iopdocs.word.text import text_node

_KIND = "comments"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_INITIALS = "iop"


@dataclass(frozen=True, slots=True)
class Comment:
    """What is said at a paragraph of the body, each text in a paragraph of its own."""

    at: Node
    texts: Sequence[str]


def with_comments(
    files: Mapping[str, bytes], body: Node, comments: Sequence[Comment], marks: Mapping[str, str]
) -> dict[str, bytes]:
    """Return the members of a Word file with comments in its body, whose tree is given and changes.

    ``marks`` are the attributes that say who comments and when. Comments that are there already stay.
    """
    main = main_part(files)
    if not comments:
        return {**files, main: to_bytes(body)}
    there = related(files, _KIND, main)
    part = there[0] if there else beside(main, f"{_KIND}.xml")
    written = parse_xml(files[part]) if there else etree.Element(W + _KIND, nsmap={"w": WORDPROCESSING})
    first = max((int(one.get(W + "id") or 0) for one in written), default=-1) + 1
    for number, comment in enumerate(comments, start=first):
        _surround(comment.at, str(number))
        written.append(_written(comment.texts, {W + "id": str(number), **marks, W + "initials": _INITIALS}))
    made = {**files, main: to_bytes(body), part: to_bytes(written)}
    return made if there else {**made, **dict(_registered(files, main, part))}


def _surround(paragraph: Node, number: str) -> None:
    """Put a comment's marks around what stands in a paragraph."""
    start, end = (etree.Element(W + f"commentRange{which}", {W + "id": number}) for which in ("Start", "End"))
    run = etree.Element(W + "r")
    etree.SubElement(run, W + "commentReference", {W + "id": number})
    paragraph.insert(0 if paragraph.find(W + "pPr") is None else 1, start)
    paragraph.extend([end, run])


def _written(texts: Sequence[str], said: Mapping[str, str]) -> Node:
    made = etree.Element(W + "comment", dict(said))
    for text in texts:
        etree.SubElement(etree.SubElement(made, W + "p"), W + "r").append(text_node(text))
    return made


def _registered(files: Mapping[str, bytes], main: str, part: str) -> Iterator[tuple[str, bytes]]:
    """Yield the lists of parts with the new part of comments in them."""
    types, name = parse_xml(files[CONTENT_TYPES]), relations_part(main)
    said = {"PartName": f"/{part}", "ContentType": _CONTENT_TYPE}
    etree.SubElement(types, f"{{{CONTENT_TYPE_LIST}}}Override", said)
    relations = parse_xml(files[name]) if name in files else empty_relations()
    relate(relations, _KIND, part.rpartition("/")[2])
    yield CONTENT_TYPES, to_bytes(types)
    yield name, to_bytes(relations)
