"""A document type's text put into a house's own letterhead: in the house's styles, and in ours where it has none."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from iopdocs.classes import dataclass, field
from iopdocs.templating.opening import Opened
from iopdocs.templating.roles import Role
from iopdocs.word.inspection import STYLES
from iopdocs.word.markup import Node, parse_xml
from iopdocs.word.namespaces import CONTENT_TYPE_LIST, W
from iopdocs.word.numbering import NUMBERING
from iopdocs.word.package import CONTENT_TYPES, MAIN_DOCUMENT
from iopdocs.word.relationships import relate, relations_part
from iopdocs.word.styles import value

_NUMBERING_TYPE = MAIN_DOCUMENT.replace("document.main", "numbering")
#: Where a style is named, in text and in other styles.
_USES = tuple(W + name for name in ("pStyle", "rStyle", "tblStyle"))
_RELATED = tuple(W + name for name in ("basedOn", "link", "next"))
#: What a style of ours leaves to the house.
_LOOKS = tuple(W + name for name in ("rFonts", "color", "lang"))
_DRAFT = ("{%p if läge.utkast %}", "UTKAST", "{%p endif %}")


@dataclass
class Fitted:
    """How our styles became the house's: what it calls those that play the same part, and those that were put there."""

    theirs: dict[str, str] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)


def styles_in_use(ours: Mapping[str, bytes], body_of_ours: str) -> dict[tuple[str, str], str]:
    """Return the styles that the text of our template is in, by kind and name in lower case, with the name as shown."""
    uses = {node.get(W + "val") for node in parse_xml(ours[body_of_ours]).iter(*_USES)}
    nodes = parse_xml(ours[STYLES]).iterfind(f"{W}style")
    return {_name(node): value(node, "name") or "" for node in nodes if node.get(W + "styleId") in uses}


def put_in(house: Opened, ours: Mapping[str, bytes], body_of_ours: str, parts: Iterable[Role]) -> Fitted:
    """Put the text of our template last in a house's letterhead; return what became of our styles.

    ``parts`` are the styles of the house that ours become. The trees of ``house`` are changed. What our text refers to
    is only styles and lists.
    """
    text = parse_xml(ours[body_of_ours])
    lists = parse_xml(ours[NUMBERING]) if NUMBERING in ours else None
    fitting = _Fitting(house, parse_xml(ours[STYLES]), lists, parts)
    body, source = house.trees[house.main].find(f"{W}body"), text.find(f"{W}body")
    assert body is not None and source is not None  # noqa: S101 - both are whole documents
    section = body.find(f"{W}sectPr")
    at = len(body) if section is None else body.index(section)
    blocks = [copy.deepcopy(node) for node in source if node.tag != W + "sectPr"]
    body[at:at] = [*blocks]
    body[0:0] = [_paragraph(line) for line in _DRAFT]
    for block in blocks:
        fitting.fit(block)
    return fitting.fitted


def _paragraph(text: str) -> Node:
    paragraph = etree.Element(W + "p")
    etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "t").text = text
    return paragraph


class _Fitting:
    """Gives our text the house's styles and lists."""

    def __init__(self, house: Opened, styles: Node, numbering: Node | None, parts: Iterable[Role]) -> None:
        self._house, self._numbering = house, numbering
        self._ours = {node.get(W + "styleId") or "": node for node in styles.iterfind(f"{W}style")}
        self._theirs = house.trees[STYLES]
        nodes = list(self._theirs.iterfind(f"{W}style"))
        self._named = {(one.kind, one.ours.lower()): one for one in parts}
        self._taken = {node.get(W + "styleId") for node in nodes}
        self._styles: dict[str, str] = {}
        self._lists: dict[str, str] = {}
        self.fitted = Fitted()

    def fit(self, block: Node) -> None:
        """Name the house's styles and lists in a block of ours."""
        for use in block.iter(*_USES):
            use.set(W + "val", self._style(use.get(W + "val") or ""))
        for number in block.iter(W + "numId"):
            number.set(W + "val", self._list(number.get(W + "val") or ""))

    def _style(self, identity: str) -> str:
        """Return the id of the house's style for one of ours: the one of the same name, or ours, put there."""
        if identity in self._styles or identity not in self._ours:
            return self._styles.get(identity, identity)
        node = self._ours[identity]
        shown = value(node, "name") or identity
        if (theirs := self._named.get(_name(node))) is not None:
            self._styles[identity] = theirs.identity
            self.fitted.theirs[shown] = theirs.theirs
            return theirs.identity
        made = copy.deepcopy(node)
        new = identity if identity not in self._taken else f"Iop{identity}"
        made.set(W + "styleId", new)
        made.attrib.pop(W + "default", "")
        self._styles[identity] = new
        self._taken.add(new)
        self.fitted.added.append(shown)
        for related in made.iterchildren(*_RELATED):
            related.set(W + "val", self._style(related.get(W + "val") or ""))
        for look in [one for one in made.iter(*_LOOKS) if made.get(W + "type") != "table"]:
            above = look.getparent()
            if above is not None:
                above.remove(look)
        for number in made.iter(W + "numId"):
            number.set(W + "val", self._list(number.get(W + "val") or ""))
        self._theirs.append(made)
        return new

    def _list(self, identity: str) -> str:
        """Return the number of a list in the house's file that is like one of ours."""
        if identity in self._lists or self._numbering is None:
            return self._lists.get(identity, "0")
        num = next((one for one in self._numbering.iterfind(f"{W}num") if one.get(W + "numId") == identity), None)
        abstract = value(num, "abstractNumId") if num is not None else None
        kinds = self._numbering.iterfind(f"{W}abstractNum")
        kind = next((one for one in kinds if one.get(W + "abstractNumId") == abstract), None)
        if num is None or kind is None:
            return "0"
        target = self._lists_of_house()
        new = str(max([0, *_numbers(target, "num", "numId")]) + 1)
        new_kind = str(max([0, *_numbers(target, "abstractNum", "abstractNumId")]) + 1)
        self._lists[identity] = new
        kind, num = copy.deepcopy(kind), copy.deepcopy(num)
        for one in [one for one in kind if one.tag in {W + "nsid", W + "tmpl"}]:
            kind.remove(one)
        kind.set(W + "abstractNumId", new_kind)
        num.set(W + "numId", new)
        for one in num.iterchildren(W + "abstractNumId"):
            one.set(W + "val", new_kind)
        for style in kind.iter(W + "pStyle"):
            style.set(W + "val", self._style(style.get(W + "val") or ""))
        target.insert(len(target.findall(f"{W}abstractNum")), kind)
        target.append(num)
        return new

    def _lists_of_house(self) -> Node:
        """Return the house's lists, put there when it has none."""
        house = self._house
        if NUMBERING not in house.trees:
            house.trees[NUMBERING] = etree.Element(W + "numbering", nsmap={"w": W.strip("{}")})
            house.members[NUMBERING] = b""
            said = {"PartName": f"/{NUMBERING}", "ContentType": _NUMBERING_TYPE}
            etree.SubElement(house.trees[CONTENT_TYPES], f"{{{CONTENT_TYPE_LIST}}}Override", said)
            relate(house.trees[relations_part(house.main)], "numbering", f"/{NUMBERING}")
        return house.trees[NUMBERING]


def _name(style: Node) -> tuple[str, str]:
    return style.get(W + "type") or "", (value(style, "name") or "").lower()


def _numbers(root: Node, tag: str, attribute: str) -> Iterator[int]:
    return (int(node.get(W + attribute) or 0) for node in root.iterfind(f"{W}{tag}"))
