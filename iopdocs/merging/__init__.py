"""A document made anew over one that a person has edited: her changes and the data's, each tracked under its name."""

from __future__ import annotations

from datetime import date
from itertools import count

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidTemplate, Problem
from iopdocs.merging.cells import with_looks_of
from iopdocs.merging.conflicts import Hands, TwoWordings, settle
from iopdocs.merging.engine import Versions, consolidated
from iopdocs.merging.failing import not_merged
from iopdocs.merging.margins import as_document, differing, margins, put_back
from iopdocs.merging.person import PROGRAM, who_edited
from iopdocs.merging.proof import prove
from iopdocs.merging.questions import ask
from iopdocs.merging.touching import part as part_those_that_touch
from iopdocs.output import sha256
from iopdocs.redline.preparation import prepared
from iopdocs.word.active_content import fetching
from iopdocs.word.blocks import each_text_part, main_part
from iopdocs.word.markup import BrokenXml, Node, parse_xml, to_bytes
from iopdocs.word.package import read_package, write_package, xml_parts
from iopdocs.word.properties import OF_EDITED, provenance_of, title_in, with_properties
from iopdocs.word.relationships import related
from iopdocs.word.sealing import write_sealed
from iopdocs.word.tracked_paragraphs import number

__all__ = ["Merged", "TwoWordings", "Versions", "merge"]

_NOTES = ("footnotes", "endnotes")


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged Word file, under whose name the changes made by hand stand, and where the two say different things."""

    data: bytes
    person: str
    conflicts: tuple[TwoWordings, ...]


def merge(versions: Versions, day: date) -> Merged:
    """Return the new document with a person's changes of the first, and what the data changed, tracked by author.

    The person is who the edited file says that it is. Tracked changes in it count as accepted and stand under her name;
    its comments stay. To undo the program's changes gives the text of the edited document, to accept all gives both:
    that is proven first.

    Raises InvalidTemplate when the edited file is no sound Word file, ConversionFailed when the optional package is
    missing, or the result cannot be proven.
    """
    base, edited, new = (
        prepared(data, name)
        for data, name in (
            (versions.base, "dokumentet som det gjordes"),
            (versions.edited, "den redigerade filen"),
            (versions.new, "det nya dokumentet"),
        )
    )
    _see_that_nothing_is_fetched(edited)
    person = who_edited(read_package(versions.edited, "den redigerade filen"))
    said = Hands(person, PROGRAM, f"{day}T00:00:00Z")
    try:
        edited = with_looks_of(base, edited)
        made = _put_together(base, edited, new, said, day)
        made, conflicts = _settled(made, new, said)
        prove(made, base, edited, new, said, conflicts)
    except (BrokenXml, InvalidTemplate) as error:
        hint = "Öppna den redigerade filen i Word, spara den på nytt och försök igen."
        message = "ändringarna kunde inte tas med: resultatet blev ingen hel Word-fil"
        raise not_merged(message, hint) from error
    says = {**provenance_of(read_package(versions.new, "")), OF_EDITED: sha256(versions.edited)}
    data = write_sealed(with_properties(made, title_in(new), day, says))
    return Merged(data, said.person, tuple(conflicts))


def _see_that_nothing_is_fetched(files: dict[str, bytes]) -> None:
    found = [what for _, root in xml_parts(files) for what in fetching(root)]
    if found:
        message = f"den redigerade filen har något som kan hämta eller köra annat ({', '.join(dict.fromkeys(found))})"
        hint = "Ta bort det i Word, spara och gör om."
        raise InvalidTemplate(Problem(message, hint=hint, code="aktivt-innehåll"))


def _put_together(
    base: dict[str, bytes], edited: dict[str, bytes], new: dict[str, bytes], said: Hands, day: date
) -> dict[str, bytes]:
    """Return the members of the first document with both sets of changes tracked."""
    aside = list(differing(base, (edited, new)))
    jobs = [Versions(*map(write_package, (base, edited, new)))]
    for _, parts in aside:
        jobs.append(
            Versions(*(as_document(files, part) for files, part in zip((base, edited, new), parts, strict=True)))
        )
    results = consolidated(jobs, (said.person, said.program), day)
    made, *others = (read_package(data, "det sammanfogade dokumentet") for data in results)
    made = dict(made)
    for (place, _), other in zip(aside, others, strict=True):
        put_back(made, margins(made)[place], other)
    return made


def _settled(made: dict[str, bytes], new: dict[str, bytes], said: Hands) -> tuple[dict[str, bytes], list[TwoWordings]]:
    """Return the members with every conflict marked at its place, and the conflicts."""
    main, conflicts = main_part(made), list[TwoWordings]()
    body = parse_xml(made[main])
    part_those_that_touch(body, said)
    asked = settle(body, parse_xml(new[main_part(new)]), said)
    conflicts += [one for one, _ in asked]
    for part, other in _beside_the_body(made, new):
        root = parse_xml(made[part])
        part_those_that_touch(root, said)
        conflicts += [one for one, _ in settle(root, parse_xml(new[other]), said)]
        made[part] = to_bytes(root)
    made = ask(made, body, [(paragraph, one.question) for one, paragraph in asked], said.marks)
    numbers = count(1)

    def tidy(root: Node) -> None:
        number(root, numbers)

    return each_text_part(made, tidy), conflicts


def _beside_the_body(made: dict[str, bytes], new: dict[str, bytes]) -> list[tuple[str, str]]:
    """Return the other parts with text, each with the same part of the new document."""
    theirs = margins(new)
    pairs = {part: theirs[place] for place, part in margins(made).items() if place in theirs}
    for kind in _NOTES:
        pairs |= dict(zip(related(made, kind, main_part(made)), related(new, kind, main_part(new)), strict=False))
    return list(pairs.items())
