"""A draft that somebody has edited, made a final version as it is: nothing of it is written anew from the data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby

from iopdocs.classes import dataclass, replace
from iopdocs.errors import InvalidTemplate, OutputBlocked, Problem
from iopdocs.output import sha256
from iopdocs.word.blocks import main_part, text_parts
from iopdocs.word.inspection import inspect_members
from iopdocs.word.markup import BrokenXml, Node, parse_xml, to_bytes
from iopdocs.word.namespaces import W
from iopdocs.word.package import read_package
from iopdocs.word.properties import provenance_of, title_in, with_properties
from iopdocs.word.sealing import write_sealed
from iopdocs.word.text import shown_text, stored_text

#: The code of what is left in a draft that must be settled before it is final.
UNFINISHED = "ofärdigt-utkast"
#: What a final version says of the draft that it was made of: its hash.
OF_DRAFT = "slutfört.utkast"
#: The same in its receipt, which other formats answer to.
DRAFT_HASH = "redigerat_utkast"
_SIGN = "UTKAST"
# How a draft marks what is missing, doubted or not confirmed, also when the yellow is gone.
_MARKED = re.compile(r"\[[a-zåäö][a-zåäö ]{2,40}: [^\]]{1,300}\]")
_LONGEST = 80
_IN_WORD = "Rätta det i Word, spara och kör igen."


@dataclass(frozen=True, slots=True)
class Completed:
    """The final document, and what it says of itself."""

    data: bytes
    said: Mapping[str, str]


class _Anything:
    """What the person wrote is as she wrote it: two spaces in a row are no fault of the program's."""

    def __contains__(self, _: object) -> bool:
        return True


def completed(draft: bytes, name: str) -> Completed:
    """Return an edited draft as a final version: without the draft's sign, with the properties of a final one.

    Raises InvalidTemplate when the file is no sound Word file, has tracked changes or comments or something that
    fetches, or does not say what it was made of; OutputBlocked when gaps, marks or the draft's sign are left in it.
    """
    said = provenance_of(read_package(draft, name))
    if said.get("version") != "utkast":
        message = "filen är inget utkast som programmet har gjort, så den kan inte göras slutlig"
        hint = "Ange ett redigerat utkast i output. En slutlig version är redan slutlig."
        raise InvalidTemplate(Problem(message, name, hint=hint, code="inget-utkast"))
    from iopdocs.conversion.edited import ready  # only an edited draft has any use of the libraries that it loads

    members = dict(read_package(ready(draft, name), name))
    try:
        for part in set(text_parts(members)) - {main_part(members)}:
            root = parse_xml(members[part])
            _take_off(root)
            members[part] = to_bytes(root)
        left = dict.fromkeys(what for part in text_parts(members) for what in _left(parse_xml(members[part])))
    except BrokenXml as error:
        hint = "Öppna filen i Word och spara den på nytt."
        raise InvalidTemplate(Problem("filen är ingen hel Word-fil", name, hint=hint, code="ingen-word-fil")) from error
    if left:
        raise OutputBlocked([_unfinished(what, name) for what in left])
    says = {**said, "version": "slutlig", OF_DRAFT: sha256(draft)}
    title = title_in(members) or said["dokumenttyp"]
    made = with_properties(members, title, _day(said, name), says)
    if faults := inspect_members(made, name, given=_Anything()):
        raise OutputBlocked([replace(one, hint=_IN_WORD) for one in faults])
    return Completed(write_sealed(made), says)


def _day(said: Mapping[str, str], name: str) -> date:
    try:
        return date.fromisoformat(said.get("dag", ""))
    except ValueError as error:
        message, hint = "dagen det gjordes går inte att läsa", "Gör utkastet på nytt och för in ändringarna."
        raise InvalidTemplate(Problem(message, name, hint=hint, code="okänd-dag")) from error


def _take_off(root: Node) -> None:
    """Take the draft's sign off a header or a footer, where it stands alone in its text."""
    for text in root.iter(W + "t"):
        if (text.text or "").strip() == _SIGN:
            text.text = ""


def _left(root: Node) -> Iterator[str]:
    """Yield what a draft has that a final version must not have."""
    for paragraph in root.iter(W + "p"):
        # Word parts a mark in pieces as it likes: those that follow each other are one.
        for marked, runs in groupby(paragraph.iter(W + "r"), _is_marked):
            if marked and (text := "".join(map(stored_text, runs)).strip()):
                yield text
        text = shown_text(paragraph)
        yield from (match[0] for match in _MARKED.finditer(text))
        if re.search(rf"\b{_SIGN}\b", text):
            yield _SIGN


def _is_marked(run: Node) -> bool:
    """Whether a run is marked, as the gaps of a draft are."""
    shown = run.find(f"{W}rPr/{W}highlight")
    return shown is not None and shown.get(W + "val") != "none"


def _unfinished(what: str, name: str) -> Problem:
    short = what if len(what) <= _LONGEST else what[:_LONGEST] + "…"
    message = f"”{short}” står kvar i utkastet"
    hint = "Fyll i eller ta bort det i Word, ta bort gulmarkeringen, spara och kör igen."
    return Problem(message, name, hint=hint, code=UNFINISHED)
