"""A copy of a template with a Word comment at each place where something was found."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from datetime import date

from lxml import etree

from iopdocs.errors import Problem
from iopdocs.word.blocks import main_part
from iopdocs.word.markup import Node, parse_xml, to_bytes
from iopdocs.word.namespaces import CONTENT_TYPE_LIST, OFFICE_RELATIONS, RELATIONSHIPS, WORDPROCESSING, W
from iopdocs.word.package import CONTENT_TYPES, read_package, write_package
from iopdocs.word.relationships import related, relations_part
from iopdocs.word.text import text_node

_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_AUTHOR = "iopdocs"
#: What the body is called when its own name is another.
BODY = "word/document.xml"


def annotated(data: bytes, name: str, problems: Iterable[Problem], day: date) -> bytes:
    """Return a Word file with a comment for each problem of it, dated the day.

    What is in a header, a footer or a note is told at the first paragraph of the body: Word has no comments there.
    Raises InvalidTemplate when it is no Word file, NoText when it has no body.
    """
    members = read_package(data, name)
    main = main_part(members)
    body = parse_xml(members[main])
    there = related(members, "comments", main)
    comments = parse_xml(members[there[0]]) if there else etree.Element(W + "comments", nsmap={"w": WORDPROCESSING})
    paragraphs = list(body.iter(W + "p"))
    taken = [int(one.get(W + "id") or 0) for one in comments.iter(W + "comment")]
    number = max(taken, default=-1) + 1
    for problem in problems:
        member, place = problem.spot or (main, -1)
        in_body = member in {main, BODY}
        here = paragraphs[place] if in_body and 0 <= place < len(paragraphs) else paragraphs[0]
        _mark(here, number)
        comments.append(_comment(problem, number, day, elsewhere=not in_body or place < 0))
        number += 1
    changed = {main: to_bytes(body)}
    part = there[0] if there else posixpath.join(posixpath.dirname(main), "comments.xml")
    changed[part] = to_bytes(comments)
    if not there:
        changed |= _registered(members, main, part)
    return write_package({**members, **changed})


def _mark(paragraph: Node, number: int) -> None:
    """Put a comment's marks around what stands in a paragraph."""
    start, end = (etree.Element(W + f"commentRange{which}") for which in ("Start", "End"))
    run = etree.Element(W + "r")
    for node in (start, end, etree.SubElement(run, W + "commentReference")):
        node.set(W + "id", str(number))
    properties = paragraph.find(W + "pPr")
    paragraph.insert(0 if properties is None else 1, start)
    paragraph.extend([end, run])


def _comment(problem: Problem, number: int, day: date, *, elsewhere: bool) -> Node:
    made = etree.Element(W + "comment")
    said = {"id": str(number), "author": _AUTHOR, "date": f"{day}T00:00:00Z", "initials": "iop"}
    for key, text in said.items():
        made.set(W + key, text)
    first = f"{problem.severity.value.capitalize()}: {problem.sentence}"
    for text in (first, problem.hint, problem.where if elsewhere else ""):
        if text:
            run = etree.SubElement(etree.SubElement(made, W + "p"), W + "r")
            run.append(text_node(text))
    return made


def _registered(members: Mapping[str, bytes], main: str, part: str) -> dict[str, bytes]:
    """Return the lists of parts with the new part of comments in them."""
    types, relations = parse_xml(members[CONTENT_TYPES]), relations_part(main)
    etree.SubElement(types, f"{{{CONTENT_TYPE_LIST}}}Override", PartName=f"/{part}", ContentType=_KIND)
    empty = f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode()
    links = parse_xml(members.get(relations, empty))
    taken = {node.get("Id") for node in links}
    identity = next(name for number in range(1, len(taken) + 2) if (name := f"rId{number}") not in taken)
    kind = f"{OFFICE_RELATIONS}/comments"
    etree.SubElement(links, f"{{{RELATIONSHIPS}}}Relationship", Id=identity, Type=kind, Target=posixpath.basename(part))
    return {CONTENT_TYPES: to_bytes(types), relations: to_bytes(links)}
