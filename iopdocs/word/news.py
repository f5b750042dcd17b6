"""The paragraphs of a Word document by what they are in news, told by their styles: quick, for whoever counts words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from iopdocs.classes import dataclass
from iopdocs.word.blocks import main_part
from iopdocs.word.markup import Node, parse_xml
from iopdocs.word.namespaces import W
from iopdocs.word.relationships import related
from iopdocs.word.styles import Styles, value
from iopdocs.word.text import shown_text

#: The styles that tell what a paragraph of news is, in lower case, as Word and our templates name them.
TITLE, LEAD, DATELINE, EMBARGO, QUOTE = "title", "ingress", "uppgiftsrad", "embargo", "quote"
CONTACT, SECTION, SUBHEAD = "kontakt", "heading 1", "heading 2"
#: The news ends where the first section with a paragraph in one of these begins.
AFTER = frozenset({"ruta", CONTACT, "bildtext", "nyckelord"})
_KNOWN = AFTER | {TITLE, LEAD, DATELINE, EMBARGO, QUOTE, SECTION, SUBHEAD}


@dataclass(frozen=True, slots=True)
class NewsParagraph:
    """A paragraph: the known style it is in or that its own builds on, its text, whether it is an item of a list."""

    style: str
    text: str
    listed: bool


def news_paragraphs(files: Mapping[str, bytes]) -> Iterator[NewsParagraph]:
    """Yield the paragraphs of a Word file's body that have any text, in order. Raises BrokenXml, NoText."""
    main = main_part(files)
    looks = related(files, "styles", main)
    styles = _styles(files[looks[0]]) if looks else Styles(None)
    for paragraph in parse_xml(files[main]).iter(W + "p"):
        if text := shown_text(paragraph).strip():
            style = value(paragraph, "pPr/pStyle")
            listed = paragraph.find(f"{W}pPr/{W}numPr") is not None or bool(styles.inherited(style, _lists))
            yield NewsParagraph(styles.inherited(style, _known) or "", text, listed)


def body_of(paragraphs: list[NewsParagraph]) -> list[NewsParagraph]:
    """Return the paragraphs of the news itself: before the first section with a box, a contact or the like."""
    starts = [place for place, one in enumerate(paragraphs) if one.style == SECTION] + [len(paragraphs)]
    first = next((place for place, one in enumerate(paragraphs) if one.style in AFTER), len(paragraphs))
    begins = max((start for start in starts if start <= first), default=first)
    return paragraphs[: begins if first < len(paragraphs) else first]


@lru_cache(maxsize=8)
def _styles(part: bytes) -> Styles:
    return Styles(parse_xml(part))


def _known(_: str, style: Node) -> str | None:
    name = (value(style, "name") or "").lower()
    return name if name in _KNOWN else None


def _lists(_: str, style: Node) -> bool | None:
    return True if style.find(f"{W}pPr/{W}numPr") is not None else None
