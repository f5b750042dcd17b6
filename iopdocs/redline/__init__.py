"""Two Word documents compared: as tracked changes in Word, and as a summary in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import count

from iopdocs.errors import ConversionFailed, InvalidTemplate, Problem
from iopdocs.output import sha256
from iopdocs.redline.engine import compare
from iopdocs.redline.preparation import prepared
from iopdocs.redline.summary import NEW, OLD, Difference, DifferenceKind, summary
from iopdocs.word.active_content import fetching
from iopdocs.word.blocks import blocks, each_text_part, main_part, numbering
from iopdocs.word.markup import Node
from iopdocs.word.package import read_package, write_package, xml_parts
from iopdocs.word.properties import provenance_of, title_in, with_properties
from iopdocs.word.sealing import is_sealed, write_sealed
from iopdocs.word.tracked_changes import accept, forget_looks, reject
from iopdocs.word.tracked_paragraphs import number, unravel

__all__ = ["Difference", "DifferenceKind", "is_untouched", "redline", "summary"]

_OLD, _NEW = "jämfört.gammalt", "jämfört.nytt"


def redline(old: bytes, new: bytes, author: str, day: date) -> bytes:
    """Return a Word file that shows what made ``new`` of ``old`` as tracked changes by ``author`` on ``day``.

    Tracked changes that the documents already carry count as accepted. To accept every change gives exactly the text
    of ``new``, to reject every one exactly that of ``old``: the file is tried before it is returned. Text, styles and
    numbers of paragraphs are tracked, other looks are not.

    Raises InvalidTemplate when one of them is no sound Word file, ConversionFailed when the optional package is
    missing, or when the comparison did not come out right.
    """
    before, after = prepared(old, OLD), prepared(new, NEW)
    for name, files in ((OLD, before), (NEW, after)):
        _see_that_nothing_is_fetched(name, files)
    compared = write_package(before), write_package(after)
    made = read_package(compare(*compared, author, day), "jämförelsen")
    lists, _ = numbering(made, main_part(made))
    numbers = count(1)

    def tidy(root: Node) -> None:
        unravel(root, author, day)
        forget_looks(root, lists)
        number(root, numbers)

    made = each_text_part(made, tidy)
    if _texts(each_text_part(made, accept)) != _texts(after) or _texts(each_text_part(made, reject)) != _texts(before):
        message = "de spårade ändringarna stämmer inte med dokumenten, så ingen fil gjordes"
        hint = "Se vad som skiljer med --text, eller jämför dokumenten i Word (Granska, Jämför)."
        raise ConversionFailed(Problem(message, hint=hint, code="jämförelse-felaktig"))
    said = {name: sha256(data) for name, data in zip((_OLD, _NEW), compared, strict=True)}
    return write_sealed(with_properties(made, title_in(after) or title_in(before) or "Jämförelse", day, said))


def _see_that_nothing_is_fetched(name: str, files: Mapping[str, bytes]) -> None:
    """Raise InvalidTemplate when a document has something in it that the compared one would carry on and run."""
    found = [what for _, root in xml_parts(files) for what in fetching(root)]
    if found:
        message = f"filen har något i sig som kan hämta eller köra annat ({', '.join(dict.fromkeys(found))})"
        hint = "Ta bort det i Word, eller jämför utan -o: då visas skillnaderna i ord."
        raise InvalidTemplate(Problem(message, name, hint=hint, code="aktivt-innehåll"))


def is_untouched(data: bytes) -> bool:
    """Whether a file is one of these comparisons, as it was made: nothing of anybody's is lost with it."""
    try:
        members = read_package(data, "jämförelsen")
    except InvalidTemplate:
        return False
    return _NEW in provenance_of(members) and is_sealed(data)


def _texts(files: Mapping[str, bytes]) -> list[tuple[bool, str]]:
    # Of two documents without anything in common, an empty paragraph may be left at the end.
    return [(block.kind == "rad", block.text) for block in blocks(files) if block.text.strip()]
