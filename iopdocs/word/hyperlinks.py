"""The addresses and telephone numbers of a Word document made into links, as they are on a web page."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from iopdocs.swedish.links import may_have, pieces
from iopdocs.word.field_codes import in_simple_field
from iopdocs.word.markup import Node, parse_xml, remove, to_bytes
from iopdocs.word.namespaces import OFFICE_RELATIONS, R, W
from iopdocs.word.relationships import link_to, relations_part
from iopdocs.word.styles import value
from iopdocs.word.text import text_node

#: The character style of links, in Word and in our templates; without it they look like the text around.
STYLE = "Hyperlink"


def with_links(members: Mapping[str, bytes], parts: Iterable[str], *, styled: bool = True) -> dict[str, bytes]:
    """Return what of a Word file becomes another when the addresses in some parts of it are links.

    A run is parted where a link begins and ends; what it says and how it looks stays, but for the style of links, if
    the file has it and it is asked for. Parts without relationships of their own are left as they are.
    """
    made: dict[str, bytes] = {}
    styled = styled and any(
        f'w:styleId="{STYLE}"'.encode() in data for name, data in members.items() if name.endswith("styles.xml")
    )
    for part in parts:
        relations_of = relations_part(part)
        if relations_of not in members:
            continue
        root = parse_xml(members[part])
        texts = [node for node in root.iter(W + "t") if may_have(node.text) and is_plain(node)]
        if texts:
            relations, targets = parse_xml(members[relations_of]), dict[str, str]()
            for text in texts:
                shown = [(text_node(piece), target) for piece, target in pieces(text.text or "") if piece]
                link_pieces(text, shown, relations, targets, styled=styled)
            made |= {part: to_bytes(root), relations_of: to_bytes(relations)}
    return made


def is_plain(node: Node) -> bool:
    """Whether a text or a tab stands in a run of its own, in no link and no field."""
    run, link = node.getparent(), next(node.iterancestors(W + "hyperlink"), None)
    return run is not None and run.tag == W + "r" and link is None and not in_simple_field(node)


def link_pieces(
    node: Node, found: Iterable[tuple[Node, str]], relations: Node, targets: dict[str, str], *, styled: bool
) -> None:
    """Put the run of a plain text or tab in as many runs as it has links and other pieces between them.

    ``found`` are the pieces that take its place, each with the address that it leads to, if any; ``relations`` are
    those of the part, and ``targets`` the addresses that have a relationship already.
    """
    run = node.getparent()
    assert run is not None  # noqa: S101 - is_plain says so
    made = list(_parted(run, node, found, relations, targets, styled=styled))
    for one in reversed(made):
        run.addnext(one)
    remove(run)


def _parted(
    run: Node,
    node: Node,
    found: Iterable[tuple[Node, str]],
    relations: Node,
    targets: dict[str, str],
    *,
    styled: bool,
) -> Iterator[Node]:
    look = run.find(W + "rPr")
    before = [one for one in node.itersiblings(preceding=True) if one is not look]
    after = list(node.itersiblings())
    if before:
        yield _run(look, *reversed(before))
    for shown, target in found:
        if not target:
            yield _run(look, shown)
            continue
        link = etree.Element(W + "hyperlink", nsmap={"r": OFFICE_RELATIONS})
        if target not in targets:
            targets[target] = link_to(relations, target)
        link.set(R + "id", targets[target])
        link.append(_run(look, shown))
        if styled and value(look, "rStyle") is None:
            give_style(link[0], STYLE)
        yield link
    if after:
        # It may hold more links: the very nodes go on into it.
        yield _run(look, *after)


def _run(look: Node | None, *content: Node) -> Node:
    run = etree.Element(W + "r")
    if look is not None:
        run.append(copy.deepcopy(look))
    run.extend(content)
    return run


def give_style(run: Node, style: str) -> None:
    """Give a run a character style."""
    look = run.find(W + "rPr")
    if look is None:
        look = etree.Element(W + "rPr")
        run.insert(0, look)
    named = etree.Element(W + "rStyle")
    named.set(W + "val", style)
    look.insert(0, named)
