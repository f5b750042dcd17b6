"""A house's own Word file opened as a template: read, put in order, rid of what no document needs, looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidTemplate, Problem, Severity
from iopdocs.word.dropping import dropped
from iopdocs.word.house_fields import settled
from iopdocs.word.inspection import NOT_SWEDISH, ODD_SPACES, PROOFING, STYLES, in_swedish
from iopdocs.word.markup import BrokenXml, Node, parse_xml, to_bytes
from iopdocs.word.mending import mended
from iopdocs.word.namespaces import WORDPROCESSING, W
from iopdocs.word.own import Remarks, remarks
from iopdocs.word.package import CONTENT_TYPES, MAIN_DOCUMENT, RENDERED, content_types, is_xml, read_package
from iopdocs.word.part_names import called
from iopdocs.word.properties import own_properties
from iopdocs.word.relationships import relations_part
from iopdocs.word.standard_names import with_standard_names

#: What was taken out of a template, and what its owner may want to mend: told, and nothing stops for it.
DROPPED, REMARKS = "ur-mallen", "mallens-eget"
# A sign of Word's own is written so; what looks like another one is text.
_NAMELESS = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);)")


@dataclass(frozen=True)
class Opened:
    """A Word file as a template: its members and XML parts, the content type of each part, the name of its body.

    ``notes`` are what was taken out of it and what its owner may want to mend.
    """

    members: dict[str, bytes]
    trees: dict[str, Node]
    types: Mapping[str, str]
    main: str
    notes: tuple[Problem, ...]


def opened(data: bytes, file: str) -> Opened:
    """Open a template. Raises InvalidTemplate when it is no whole Word document."""
    members = read_package(data, file)
    told: list[str] = []
    trees = {name: _parsed(members, name, file, told) for name in [*members] if is_xml(name)}
    if CONTENT_TYPES not in trees or relations_part("") not in trees:
        raise _no_document(file)
    with_standard_names(members, trees)
    told += dropped(members, trees)
    members[CONTENT_TYPES] = to_bytes(trees[CONTENT_TYPES])
    types = content_types(members)
    main = next((name for name, kind in types.items() if kind == MAIN_DOCUMENT and name in members), None)
    if main is None:
        raise _no_document(file)
    if trees[main].nsmap.get("w") != WORDPROCESSING:
        hint = "Öppna mallen i Word och spara den på nytt som Word-dokument (.docx), inte som Strict Open XML."
        message = "mallen är sparad i en form som inte kan fyllas i"
        raise InvalidTemplate(Problem(message, file, hint=hint, code="ingen-word-fil"))
    properties, sections = own_properties(members), sum(1 for _ in trees[main].iter(f"{W}sectPr"))
    for name, kind in types.items():
        if kind in RENDERED and name in trees:
            told += [*mended(trees[name]), *settled(trees[name], properties, sections=sections)]
    notes = [_taken_out(list(dict.fromkeys(told)), file)] if told else []
    if not in_swedish(members.get(STYLES, b"<styles/>")):
        notes.append(Problem(NOT_SWEDISH, file, hint=PROOFING, severity=Severity.WARNING, code=REMARKS))
    return Opened(members, trees, types, main, (*notes, *_remarks(trees, types, file)))


def _parsed(members: dict[str, bytes], name: str, file: str, told: list[str]) -> Node:
    """Parse a part; a sign that stands for nothing is read as the text it is."""
    try:
        return parse_xml(members[name])
    except BrokenXml as error:
        mended = _NAMELESS.sub(b"&amp;", members[name])
        try:
            tree = parse_xml(mended)
        except BrokenXml:
            hint = "Öppna mallen i Word och spara den på nytt."
            message = "mallen innehåller trasig XML"
            raise InvalidTemplate(
                Problem(message, file, where=called(name), hint=hint, code="trasig-word-fil")
            ) from error
    members[name] = mended
    told.append(f"ett &-tecken som var fel skrivet i {called(name)} (det står nu som text)")
    return tree


def _no_document(file: str) -> InvalidTemplate:
    hint = "Mallar ska vara vanliga Word-dokument (.docx), utan makron."
    return InvalidTemplate(Problem("filen är inget Word-dokument", file, hint=hint, code="ingen-word-fil"))


def _taken_out(told: list[str], file: str) -> Problem:
    message = f"detta följer inte med från mallen: {', '.join(told)}"
    hint = "Dokumenten behöver det inte. Själva mallen är inte ändrad."
    return Problem(message, file, hint=hint, severity=Severity.NOTE, code=DROPPED)


def _remarks(trees: Mapping[str, Node], types: Mapping[str, str], file: str) -> Iterator[Problem]:
    """Yield what the owner may want to mend: a line for each kind, with how many and where the first one is."""
    found = Remarks()
    for name, tree in trees.items():
        if types.get(name) in RENDERED:
            for what, where in remarks(tree, ODD_SPACES, called(name)):
                found.add(what, where)
    for what, count in found.counts.items():
        message = f"mallen har {what} ({count} st)"
        hint = "Det hindrar inget dokument. Rätta det i Word om det inte är meningen."
        yield Problem(message, file, where=found.first[what], hint=hint, severity=Severity.WARNING, code=REMARKS)
