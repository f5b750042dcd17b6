"""What is doubtful in a template though it can be filled in: what may go empty, go unseen, or go lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from iopdocs.authoring.conditions import Known, blocks, may_be_empty, survey
from iopdocs.errors import Problem, Severity
from iopdocs.templating.placing import Placing, problem_at
from iopdocs.templating.tags import Tag, Thing, contents_of
from iopdocs.word.markup import Node
from iopdocs.word.namespaces import R, V, W
from iopdocs.word.places import heading_level
from iopdocs.word.relationships import named
from iopdocs.word.styles import Styles, switched_on

#: What may stand between the pieces of a tag and be lost with the markup there, or be left in half.
_LOST = {W + name: called for name, called in (
    ("fldChar", "ett fält"), ("instrText", "ett fält"), ("bookmarkStart", "ett bokmärke"),
    ("bookmarkEnd", "ett bokmärke"), ("footnoteReference", "en fotnot"), ("endnoteReference", "en slutnot"),
    ("drawing", "en bild"), ("pict", "en bild"), ("sym", "en symbol"), ("tab", "en tabb"), ("br", "en radbrytning"),
    ("commentReference", "en kommentar"), ("object", "ett objekt"),
)}  # fmt: skip
_NOTES = {W + "footnoteReference": "fotnot", W + "endnoteReference": "slutnot"}
_DESCRIBED = "{*}docPr"


def of_part(placing: Placing, styles: Styles, file: str) -> Iterator[Problem]:
    """Yield what is doubtful in one part."""
    contents = list(contents_of(placing.root))
    tags = [one for one in contents if isinstance(one, Tag)]
    yield from _split_tags(placing, tags, file)
    surveyed = survey(blocks(contents))
    for branch in surveyed.never:
        place = placing.places.of(branch.tag.paragraph)
        message = f"grenen {branch.tag.written} kan aldrig bli av"
        hint = "Något runt den har redan frågat efter samma sak. Ta bort grenen, eller rätta villkoret."
        yield problem_at(place, message, file, hint=hint, code="gren-som-aldrig-tas", severity=Severity.WARNING)
    knowns: dict[Node, Known] = {}
    for one in surveyed.standing:
        item = one.item
        if isinstance(item, Thing) and item.node.tag in _NOTES and any(tag.keyword != "for" for tag in one.around):
            what = _NOTES[str(item.node.tag)]
            message = f"en {what} står i text som kan utgå ({one.around[-1].written})"
            hint = (
                f"Flytta {what}en till text som alltid står med, annars kan noternas nummer och texter skilja sig åt."
            )
            place = placing.places.of(item.node)
            yield problem_at(place, message, file, hint=hint, code="villkorad-fotnot", severity=Severity.WARNING)
        for cell in _cells_of(item):
            knowns.setdefault(cell, one.known)
    yield from _cells(placing, knowns, file)
    yield from _pictures(placing, file)
    yield from _headings(placing, styles, file)


def _split_tags(placing: Placing, tags: Sequence[Tag], file: str) -> Iterator[Problem]:
    """Yield the tags that something stands in the midst of, which is lost when they are filled in."""
    for tag in tags:
        if len(tag.texts) < 2:
            continue
        first, last = tag.texts[0], tag.texts[-1]
        between = _between(first, last)
        lost = next((_LOST[str(node.tag)] for node in between if node.tag in _LOST), None)
        place = placing.places.of(tag.paragraph)
        hint = "Skriv taggen på nytt i ett svep, utan att flytta markören."
        if lost:
            message = f"mitt i taggen {tag.written} finns {lost}, som försvinner eller bryter sönder dokumentet"
            yield problem_at(place, message, file, hint=hint, code="delad-tagg", severity=Severity.WARNING)
        elif len({_depth(text) for text in tag.texts}) > 1:
            message = f"taggen {tag.written} ligger delvis i en länk, ett fält eller en innehållskontroll"
            yield problem_at(place, message, file, hint=hint, code="delad-tagg", severity=Severity.WARNING)


def _between(first: Node, last: Node) -> Iterator[Node]:
    paragraph = next(first.iterancestors(W + "p"))
    inside = False
    for node in paragraph.iter():
        if node is last:
            return
        if inside:
            yield node
        inside = inside or node is first


def _depth(node: Node) -> int:
    return sum(1 for _ in node.iterancestors())


def _cells_of(item: object) -> Iterator[Node]:
    """Yield the cell that something stands in; a tag that governs its row or cell stands in none."""
    node = item.texts[0] if isinstance(item, Tag) and item.texts else getattr(item, "node", None)
    if node is not None and not (isinstance(item, Tag) and item.letter in {"tr", "tc"}):
        yield from (cell for cell in list(node.iterancestors(W + "tc"))[:1])


def _cells(placing: Placing, knowns: Mapping[Node, Known], file: str) -> Iterator[Problem]:
    for cell, known in knowns.items():
        own = list(contents_of(cell))
        tags = [one for one in own if isinstance(one, Tag) and one.keyword in {"if", "for"}]
        if tags and may_be_empty(blocks(own), known):
            place = placing.places.of(tags[0].paragraph)
            hint = "Skriv {% else %}– sist i villkoret, eller låt det gälla hela raden med {%tr if … %}."
            message = f"cellen blir tom när {_what_is_missing(tags[0])}"
            yield problem_at(place, message, file, hint=hint, code="cell-kan-bli-tom", severity=Severity.WARNING)


def _what_is_missing(tag: Tag) -> str:
    test = tag.inner[len(tag.keyword) :].strip()
    return f"{test.partition(' in ')[2]} är tom" if tag.keyword == "for" else f"{test} inte stämmer"


def _pictures(placing: Placing, file: str) -> Iterator[Problem]:
    told = [node for node in placing.root.iter(_DESCRIBED) if not _has_text(node)]
    told += [node for node in placing.root.iter(V + "imagedata") if not _vml_has_text(node)]
    for node in told:
        hint = "Högerklicka på bilden i Word: Visa alternativtext. Skriv vad den visar, eller märk den som dekorativ."
        place = placing.places.of(node)
        message = "en bild saknar alternativtext"
        yield problem_at(place, message, file, hint=hint, code="bild-utan-text", severity=Severity.WARNING)


def _has_text(node: Node) -> bool:
    drawing = node.getparent()
    if (node.get("descr") or node.get("title") or "").strip() or drawing is None:
        return True
    decorative = any(one.get("val") in {"1", "true"} for one in node.iter("{*}decorative"))
    # A text box or a line is no picture: what it says is text.
    return decorative or drawing.find(".//{*}blip") is None


def _vml_has_text(node: Node) -> bool:
    shape = node.getparent()
    described = shape is not None and (shape.get("alt") or node.get("alt") or "").strip()
    return bool(described) or next(node.iterancestors(f"{W}object", "{*}Fallback"), None) is not None


def _headings(placing: Placing, styles: Styles, file: str) -> Iterator[Problem]:
    level = 0
    for paragraph in placing.root.iter(W + "p"):
        own = heading_level(paragraph, styles)
        if own and level and own > level + 1:
            message = f"rubriken är på nivå {own}, och den före på nivå {level}"
            hint = f"Använd formatmallen Rubrik {level + 1}, eller lägg in en rubrik emellan."
            place = placing.places.of(paragraph)
            yield problem_at(place, message, file, hint=hint, code="överhoppad-rubriknivå", severity=Severity.WARNING)
        level = own or level


def unseen_margins(
    members: Mapping[str, bytes],
    main: str,
    body: Node,
    settings: Node | None,
    with_tags: Mapping[str, Placing],
    file: str,
) -> Iterator[Problem]:
    """Yield the headers and footers with tags that no page shows."""
    parts = named(members, main)
    shown: dict[str, bool] = {}
    evens = switched_on(settings, "evenAndOddHeaders")
    for section in body.iter(W + "sectPr"):
        for node in section.iterchildren(W + "headerReference", W + "footerReference"):
            part = parts.get(node.get(R + "id"), "")
            kind = node.get(W + "type")
            seen = switched_on(section, "titlePg") if kind == "first" else evens if kind == "even" else True
            shown[part] = shown.get(part, False) or seen
    for part, seen in shown.items():
        if not seen and part in with_tags:
            place = with_tags[part].places.of(None)
            message = "sidhuvudet eller sidfoten har taggar, men visas inte på någon sida"
            hint = "Slå på Annan första sida eller Olika udda och jämna sidor i Word, eller ta bort det som står där."
            yield problem_at(place, message, file, hint=hint, code="visas-aldrig", severity=Severity.WARNING)


def unasked(
    tags: Sequence[tuple[Tag, Known]], optional: Callable[[Tag], Iterator[str]], placing: Placing, file: str
) -> Iterator[Problem]:
    """Yield what is printed of an optional part of the agreement that nothing around has asked for."""
    for tag, known in tags:
        for path in optional(tag):
            if not known.asks_for(path):
                message = f"{path} är frivilligt i avtalets fil, och taggen {tag.written} frågar inte om det finns"
                hint = f"Skriv {{% if {path} %}} … {{% endif %}} runt den, om det inte ska bli en lucka."
                place = placing.places.of(tag.paragraph)
                yield problem_at(
                    place, message, file, hint=hint, code="frivilligt-utan-villkor", severity=Severity.NOTE
                )
                break
