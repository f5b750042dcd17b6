"""What a press room wants of a document, each thing by itself: headline, lead, body, facts, quotes, contacts, pictures.

It is told by the styles of the paragraphs, so it is there after somebody has edited the file in Word: *Title*,
*Ingress*, *Uppgiftsrad*, *Embargo*, *Quote*, *Ruta*, *Kontakt*, *Bildtext*, *Nyckelord* and the headings. The news ends
where the first section with a box, a contact, a picture or keywords begins. What is in no such style is in the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from bs4.element import NavigableString, Tag
from pydantic import ConfigDict

from iopdocs.conversion.content import content
from iopdocs.conversion.text import plain_cells, plain_items, plain_line
from iopdocs.model.base import Record, key, required
from iopdocs.swedish import dates

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
# The classes of paragraphs that only stand after the news itself.
_AFTER = ("ruta", "kontakt", "bild", "nyckelord")
_LABELLED = re.compile(r"([^:\n]{1,80}):\s+(.+)", re.DOTALL)
#: What stands before each fact of a picture, and the key it has.
PICTURE_LABELS = {"bild": "file", "bildtext": "caption", "foto": "photographer", "alternativtext": "alt"}


class PressRecord(Record):
    """A record of a release as JSON; the alias is the key."""

    model_config = ConfigDict(populate_by_name=True)


class PressBlock(PressRecord):
    """A paragraph, a subhead, a quote, a list or a table, in order."""

    kind: str = required("slag", "stycke, mellanrubrik, citat, lista, tabell eller ruta")
    text: str = required("text", "texten; för en lista eller tabell en rad per post")
    items: tuple[str, ...] = key("punkter", "listans poster eller tabellens rader", default=())


class PressBox(PressRecord):
    """A box after the news: its heading and what stands in it."""

    heading: str = required("rubrik", "rutans rubrik")
    blocks: tuple[PressBlock, ...] = required("innehåll", "det som står i rutan, som i brödtext")


class PressFact(PressRecord):
    """A line of the facts box."""

    label: str = required("rubrik", "vad uppgiften gäller")
    text: str = required("text", "uppgiften")


class PressContact(PressRecord):
    """Someone to turn to."""

    name: str = required("namn", "namn, med partibeteckning")
    role: str | None = required("roll", "vad kontakten svarar på")
    phone: str | None = required("telefon", "telefonnummer med landsnummer, som i en länk")
    email: str | None = required("e_post", "e-postadress")
    lines: tuple[str, ...] = required("uppgifter", "allt som står under namnet, rad för rad")


class PressPicture(PressRecord):
    """A picture that belongs to the release; the picture itself is sent by itself."""

    file: str | None = key("fil", "bildens fil eller adress")
    alt: str | None = key("alternativtext", "vad bilden visar, för den som inte ser den")
    caption: str | None = key("bildtext", "texten under bilden")
    photographer: str | None = key("fotograf", "fotografens namn")


class PressArticle(PressRecord):
    """A document as a press room wants it."""

    headline: str = required("rubrik", "rubriken")
    lead: str | None = required("ingress", "ingressen; null när dokumentet inte har någon")
    sender: str | None = required("avsändare", "den som sänder ut texten")
    published: date | None = required("datum", "dag för publicering")
    embargo: date | None = required("embargo", "får inte publiceras före den dagen")
    draft: bool = required("utkast", "om det är ett utkast")
    body: tuple[PressBlock, ...] = required("brödtext", "texten efter ingressen, till rutorna")
    quotes: tuple[str, ...] = required("citat", "citaten i brödtexten, med den som säger dem")
    facts: tuple[PressFact, ...] = required("fakta", "faktarutans rader")
    boxes: tuple[PressBox, ...] = required("rutor", "allt efter brödtexten, ruta för ruta; också fakta och kontakter")
    contacts: tuple[PressContact, ...] = required("kontakter", "kontakter för mer information")
    keywords: tuple[str, ...] = required("nyckelord", "nyckelord")
    pictures: tuple[PressPicture, ...] = required("bilder", "bilder till texten")


def to_json(document: bytes, title: str) -> bytes:
    """Return a .docx file as JSON for a press room, UTF-8."""
    return (article(document, title).model_dump_json(by_alias=True, indent=2) + "\n").encode()


def article(document: bytes, title: str) -> PressArticle:
    """Return what a .docx file says, each thing by itself; ``title`` is its headline when it has none of its own."""
    nodes = [node for node in content(document).contents if _text(node)]
    draft = [node for node in nodes if _is(node, "utkast")]
    head, *sections = _sections(node for node in nodes if node not in draft)
    after = next((place for place, one in enumerate(sections) if _is_after(one)), len(sections))
    body = [*_without_facts(head), *(node for one in sections[:after] for node in one)]
    boxes = [node for one in sections[after:] for node in one]
    lines = [_text(node) for node in head if _is(node, "uppgift")]
    blocks = tuple(_blocks(body))
    return PressArticle(
        headline=" ".join(_text(node) for node in head if _named(node) == "h1") or title,
        lead="\n".join(_text(node) for node in head if _is(node, "ingress")) or None,
        sender=next((line for line in lines if dates.at_end(line) is None), None),
        published=next(filter(None, map(dates.at_end, lines)), None),
        embargo=next(filter(None, (dates.at_end(_text(node)) for node in head if _is(node, "embargo"))), None),
        draft=bool(draft),
        body=blocks,
        quotes=tuple(block.text for block in blocks if block.kind == "citat"),
        facts=tuple(fact for one in sections[after:] for fact in _facts(one)),
        boxes=tuple(PressBox(heading=_text(one[0]), blocks=tuple(_blocks(one[1:]))) for one in sections[after:]),
        contacts=tuple(_contact(node) for node in boxes if _is(node, "kontakt")),
        keywords=tuple(word.strip() for node in boxes if _is(node, "nyckelord") for word in _text(node).split(",")),
        pictures=tuple(_picture(node) for node in boxes if _is(node, "bild")),
    )


def _sections(nodes: Iterable[object]) -> list[list[object]]:
    """Return what stands before the first heading, and each heading of the first level with what stands under it."""
    found: list[list[object]] = [[]]
    for node in nodes:
        if _named(node) == "h2":
            found.append([])
        found[-1].append(node)
    return found


def _without_facts(head: Iterable[object]) -> list[object]:
    """Return the nodes before the first heading that are part of the text."""
    said = ("uppgift", "ingress", "embargo")
    return [node for node in head if _named(node) != "h1" and not any(_is(node, one) for one in said)]


def _is_after(section: Iterable[object]) -> bool:
    return any(_is(node, name) for node in section for name in _AFTER)


def _named(node: object) -> str:
    return node.name if isinstance(node, Tag) else ""


def _is(node: object, name: str) -> bool:
    return isinstance(node, Tag) and name in node.get_attribute_list("class")


def _text(node: object) -> str:
    """Return the text of a node, lines parted where it breaks them."""
    if isinstance(node, Tag):
        return "\n".join(filter(None, map(_text, node.children))) if _holds_blocks(node) else _line(node)
    return str(node).strip() if isinstance(node, NavigableString) else ""


def _line(node: Tag) -> str:
    if node.name in ("ul", "ol"):
        return "\n".join(plain_items(node))
    return "\n".join(plain_cells(node)) if node.name == "table" else plain_line(node)


def _holds_blocks(node: Tag) -> bool:
    return node.name in ("blockquote", "aside")


def _blocks(nodes: Iterable[object]) -> Iterator[PressBlock]:
    for node in nodes:
        name = _named(node)
        if isinstance(node, Tag) and name in ("aside", "blockquote"):
            kind = "ruta" if name == "aside" else "citat"
            for inner in _blocks(node.children):
                yield inner.model_copy(update={"kind": kind}) if inner.kind == "stycke" else inner
        elif isinstance(node, Tag) and name in ("ul", "ol", "table"):
            items = tuple(plain_cells(node) if name == "table" else plain_items(node, signs=False))
            yield PressBlock(kind="tabell" if name == "table" else "lista", text="\n".join(items), items=items)
        elif text := _text(node):
            yield PressBlock(kind="mellanrubrik" if name in _HEADINGS else "stycke", text=text)


def _facts(section: list[object]) -> Iterator[PressFact]:
    """Yield the lines of a box when each of them is a label in bold with something after it."""
    lines = [line for node in section if _is(node, "ruta") and isinstance(node, Tag) for line in node.find_all("p")]
    found = [_LABELLED.fullmatch(_text(line)) for line in lines]
    if all(found) and all(line.find("strong") is not None for line in lines):
        yield from (PressFact(label=match[1], text=match[2]) for match in found if match)


def _contact(node: object) -> PressContact:
    """Return a contact: the name in bold, perhaps a role after it, and a line for each thing more."""
    assert isinstance(node, Tag)  # noqa: S101 - only paragraphs have a style
    strong = node.find("strong")
    first, *lines = _text(node).split("\n")
    name = strong.get_text() if isinstance(strong, Tag) and first.startswith(strong.get_text()) else first
    targets = [str(link["href"]) for link in node.find_all("a", href=True)]
    return PressContact(
        name=name,
        role=first[len(name) :].lstrip(" ,:") or None,
        phone=next((one.removeprefix("tel:") for one in targets if one.startswith("tel:")), None),
        email=next((one.removeprefix("mailto:") for one in targets if one.startswith("mailto:")), None),
        lines=tuple(lines),
    )


def _picture(node: object) -> PressPicture:
    """Return a picture by the labels of its lines; a line without one is its caption."""
    said: dict[str, str] = {}
    for line in _text(node).split("\n"):
        match = _LABELLED.fullmatch(line)
        known = PICTURE_LABELS.get(match[1].casefold()) if match else None
        said[known or "caption"] = match[2] if match and known else line
    return PressPicture(**said)
