"""Questions put to the reader as comments in Word, at the place they are about."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from iopdocs.word.blocks import main_part
from iopdocs.word.markup import Node, parse_xml, to_bytes, xpath
from iopdocs.word.namespaces import CONTENT_TYPE_LIST, OFFICE_RELATIONS, RELATIONSHIPS, W
from iopdocs.word.package import CONTENT_TYPES
from iopdocs.word.relationships import related, relations_part

_PART = "word/comments.xml"
_TRACKED = [W + name for name in ("ins", "del", "moveFrom", "moveTo")]
_BEFORE = xpath("preceding::w:p")
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def ask(
    files: dict[str, bytes], root: Node, questions: Sequence[tuple[Node, str]], marks: dict[str, str]
) -> dict[str, bytes]:
    """Return the members of a Word file with a comment at paragraphs of its body, whose tree is given.

    ``marks`` are who asks and when. A comment stands at the nearest paragraph before that stays whatever is settled,
    so that it is not lost with what it asks about.
    """
    main = main_part(files)
    placed = ((_steady(paragraph), text) for paragraph, text in questions)
    asked = [(paragraph, text) for paragraph, text in placed if paragraph is not None]
    if not asked:
        return {**files, main: to_bytes(root)}
    parts = related(files, "comments", main)
    part = parts[0] if parts else _PART
    comments = parse_xml(files[part]) if parts else etree.Element(W + "comments", nsmap={"w": W[1:-1]})
    first = max((int(one.get(W + "id") or 0) for one in comments), default=-1) + 1
    for number, (paragraph, text) in enumerate(asked, start=first):
        comment = etree.SubElement(comments, W + "comment", {W + "id": str(number), **marks, W + "initials": "iop"})
        line = etree.SubElement(etree.SubElement(etree.SubElement(comment, W + "p"), W + "r"), W + "t")
        line.text = text
        _mark(paragraph, str(number))
    made = {**files, main: to_bytes(root), part: to_bytes(comments)}
    if not parts:
        types = parse_xml(files[CONTENT_TYPES])
        etree.SubElement(types, f"{{{CONTENT_TYPE_LIST}}}Override", PartName=f"/{part}", ContentType=_KIND)
        relations = parse_xml(files[relations_part(main)])
        taken = {node.get("Id") for node in relations}
        identity = next(name for n in range(1, len(taken) + 2) if (name := f"rIdFraga{n}") not in taken)
        kind = f"{OFFICE_RELATIONS}/comments"
        etree.SubElement(
            relations, f"{{{RELATIONSHIPS}}}Relationship", Id=identity, Type=kind, Target=part.rpartition("/")[2]
        )
        made |= {CONTENT_TYPES: to_bytes(types), relations_part(main): to_bytes(relations)}
    return made


def _steady(paragraph: Node) -> Node | None:
    """Return a paragraph, or the nearest before it, that neither comes nor goes with any change."""
    before: list[Node] = _BEFORE(paragraph)
    for one in (paragraph, *reversed(before)):
        marks = one.find(f"{W}pPr/{W}rPr")
        rows = (row.find(f"{W}trPr") for row in one.iterancestors(W + "tr"))
        boxed = next(one.iterancestors(W + "txbxContent"), None) is not None
        if not boxed and not any(_comes_or_goes(node) for node in (marks, *rows)):
            return one
    return None


def _comes_or_goes(properties: Node | None) -> bool:
    return properties is not None and any(node.tag in _TRACKED for node in properties)


def _mark(paragraph: Node, number: str) -> None:
    """Put a comment around what a paragraph says."""
    place = 1 if paragraph.find(W + "pPr") is not None else 0
    paragraph.insert(place, etree.Element(W + "commentRangeStart", {W + "id": number}))
    etree.SubElement(paragraph, W + "commentRangeEnd", {W + "id": number})
    run = etree.SubElement(paragraph, W + "r")
    etree.SubElement(run, W + "commentReference", {W + "id": number})
