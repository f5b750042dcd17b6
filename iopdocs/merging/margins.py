"""Headers and footers: which of one version is which of another, and each as a document of its own.

The program that puts changes together looks at the body and the notes and leaves headers and footers as they were made.
So each that differs is given to it as the body of a document, and taken back from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from iopdocs.merging.failing import not_merged
from iopdocs.word.blocks import main_part
from iopdocs.word.markup import Node, parse_xml, to_bytes
from iopdocs.word.namespaces import RELATIONSHIPS, R, W
from iopdocs.word.package import write_package
from iopdocs.word.relationships import named, relations_part, relationships
from iopdocs.word.text import shown_text

_REFERENCES = (W + "headerReference", W + "footerReference")
#: What a body needs of the document's other parts.
_NEEDED = frozenset({"styles", "numbering", "settings", "fontTable", "theme"})

Place = tuple[int, str, str | None]


def margins(files: Mapping[str, bytes]) -> dict[Place, str]:
    """Return the headers and footers by the section that shows them, of what kind they are and on which pages."""
    main = main_part(files)
    parts, found = named(files, main), dict[Place, str]()
    for number, section in enumerate(parse_xml(files[main]).iter(W + "sectPr")):
        for node in section.iterchildren(*_REFERENCES):
            if part := parts.get(node.get(R + "id")):
                found[number, str(node.tag), node.get(W + "type")] = part
    return found


def differing(base: Mapping[str, bytes], others: tuple[Mapping[str, bytes], ...]) -> Iterator[tuple[Place, list[str]]]:
    """Yield each margin that does not say the same in all versions: where it is in the first, and its part in each."""
    seen, places = set[str](), [margins(files) for files in others]
    for place, part in margins(base).items():
        parts = [part, *(found[same] for found in places if (same := _same(place, found)))]
        if part in seen or len(parts) <= len(others):
            continue
        seen.add(part)
        texts = [_texts(files[one]) for files, one in zip((base, *others), parts, strict=True)]
        if any(text != texts[0] for text in texts):
            yield place, parts


def _same(place: Place, found: Mapping[Place, str]) -> Place | None:
    """Return where the same margin is in another version: in the same section, or the last when that is gone."""
    if place in found:
        return place
    return max((one for one in found if one[1:] == place[1:]), default=None)


def _texts(part: bytes) -> list[str]:
    return [shown_text(paragraph) for paragraph in parse_xml(part).iter(W + "p")]


def as_document(files: Mapping[str, bytes], part: str) -> bytes:
    """Return a Word file whose body is a header or a footer."""
    main = main_part(files)
    root, inside = parse_xml(files[main]), parse_xml(files[part])
    body = root.find(W + "body")
    assert body is not None  # noqa: S101 - it was read as a document
    body[:] = [*inside, etree.Element(W + "sectPr")]
    relations = _own_relations(files, part)
    taken = {node.get("Id") for node in relations}
    for one in list(relationships(parse_xml(files[relations_part(main)]), main)):
        if one.kind in _NEEDED:
            identity = next(name for n in range(1, len(taken) + 2) if (name := f"rIdDel{n}") not in taken)
            taken.add(identity)
            one.node.set("Id", identity)
            relations.append(one.node)
    return write_package({**files, main: to_bytes(root), relations_part(main): to_bytes(relations)})


def put_back(files: dict[str, bytes], part: str, made: Mapping[str, bytes]) -> None:
    """Put the body of a document where a header or a footer was. Raises ConversionFailed when it brought more parts."""
    body = parse_xml(made[main_part(made)]).find(W + "body")
    assert body is not None  # noqa: S101 - as above
    root = parse_xml(files[part])
    root[:] = [node for node in body if node.tag != W + "sectPr"]
    known = {node.get("Id") for node in _own_relations(files, part)}
    named_there = {value for node in root.iter(etree.Element) for key, value in node.attrib.items() if _is_name(key)}
    if named_there - known:
        message = "sidhuvudet eller sidfoten har fått en bild eller en länk som inte kan tas med"
        hint = "För in den i den nya filen i Word."
        raise not_merged(message, hint)
    files[part] = to_bytes(root)


def _is_name(key: str | bytes) -> bool:
    return str(key).startswith(R)


def _own_relations(files: Mapping[str, bytes], part: str) -> Node:
    relations = files.get(relations_part(part))
    return etree.Element(f"{{{RELATIONSHIPS}}}Relationships") if relations is None else parse_xml(relations)
