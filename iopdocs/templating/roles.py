"""Which of a house's own styles plays the part of one of ours: by its name, else by what it is and how it looks.

What has the name that Word itself gives the style, in English or in Swedish, is that style. Anything else (a style of
the house's own at the level of a heading, with bullets, called ”citat”) is only proposed: its owner says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from iopdocs.classes import dataclass
from iopdocs.templating.opening import Opened
from iopdocs.word.inspection import STYLES
from iopdocs.word.markup import Node
from iopdocs.word.namespaces import W
from iopdocs.word.numbering import NUMBERING, Numbering
from iopdocs.word.styles import Styles, switched_on, value, whole_number
from iopdocs.word.swedish_styles import standard_name

_HEADING = re.compile(r"heading ([1-9])")
_CALLED_HEADING = re.compile(r"(?i)rubrik|heading|överskrift")
#: What a house calls a style with such a part, by the name that ours has.
_CALLED = {
    "title": re.compile(r"(?i)dokument(rubrik|titel|namn)|huvudrubrik|\btitel"),
    "subtitle": re.compile(r"(?i)under(rubrik|titel)$"),
    "quote": re.compile(r"(?i)citat|quot"),
    "caption": re.compile(r"(?i)bildtext|figurtext|tabelltitel|caption"),
    "normal": re.compile(r"(?i)^(br[öo]dtext|löptext)"),
}


@dataclass(frozen=True, slots=True)
class Role:
    """A style of ours, by its kind and name, and the house's that may play its part: its id, its name and why.

    ``certain`` is whether it is the very same style, by Word's own names.
    """

    kind: str
    ours: str
    identity: str
    theirs: str
    why: str
    certain: bool


def roles(house: Opened, ours: Mapping[tuple[str, str], str]) -> list[Role]:
    """Return who plays the parts of our styles; ``ours`` are those in use by kind and name in lower case, as shown."""
    return list(_Casting(house).of(ours))


class _Casting:
    """Looks for the house's styles."""

    def __init__(self, house: Opened) -> None:
        self._looks = Styles(house.trees.get(STYLES))
        self._lists = Numbering(house.trees.get(NUMBERING), self._looks)
        self._nodes = self._looks.all()
        uses = house.trees[house.main].iter(W + "pStyle", W + "tblStyle", W + "rStyle")
        self._used = {node.get(W + "val") for node in uses}
        self._own = {name: node for name, node in self._nodes.items() if self._is_own(node)}

    def of(self, ours: Mapping[tuple[str, str], str]) -> Iterator[Role]:
        taken: set[str] = set()
        for (kind, name), shown in ours.items():
            found = self._named(kind, name)
            level = int(heading[1]) if (heading := _HEADING.fullmatch(name)) else 0
            if found is None or (level and found not in self._used):
                other = self._proposed(kind, name, level, taken)
                if other is not None and (found is None or other[0] in self._used):
                    taken.add(other[0])
                    yield Role(kind, shown, other[0], self._name(other[0]), other[1], certain=False)
                    continue
            if found is not None:
                taken.add(found)
                yield Role(kind, shown, found, self._name(found), "samma namn", certain=True)

    def _named(self, kind: str, name: str) -> str | None:
        """Return the house's style of a name of Word's own; one that is written so goes before one that means so."""
        alike = [
            (standard_name(said) != said.lower(), identity)
            for identity, node in self._nodes.items()
            if (node.get(W + "type") or "") == kind
            for said in (value(node, "name") or "", *(value(node, "aliases") or "").split(","))
            if standard_name(said.strip()) == name
        ]
        return min(alike)[1] if alike else None

    def _proposed(self, kind: str, name: str, level: int, taken: set[str]) -> tuple[str, str] | None:
        """Return a style of the house's own for a part, with why."""
        ways: list[tuple[str, Callable[[str, Node], bool]]] = []
        if level:
            ways = [
                (f"dispositionsnivå {level}", lambda one, _: self._level(one) == level),
                (f"numrering på nivå {level}", lambda one, _: self._numbered(one) == level),
            ]
        elif name == "list bullet":
            ways = [("punkter", lambda one, _: self._format(one) == "bullet")]
        elif name == "list number":
            ways = [("numrering", lambda one, _: self._format(one) == "decimal" and not self._level(one))]
        elif name in _CALLED:
            ways = [("namnet", lambda _, node: _CALLED[name].search(value(node, "name") or "") is not None)]
        elif kind == "table":
            ways = [("mallens tabeller", lambda one, _: one in self._used)]
        for why, fits in ways:
            some = [one for one, node in self._own.items() if node.get(W + "type") == kind and fits(one, node)]
            some = sorted((one for one in some if one not in taken), key=lambda one: one not in self._used)
            if some:
                return some[0], why
        return self._by_looks(level, taken) if level else None

    def _by_looks(self, level: int, taken: set[str]) -> tuple[str, str] | None:
        """Return the style that is called a heading and is the largest but so many, of those without a level."""
        headings = [
            one
            for one, node in self._own.items()
            if node.get(W + "type") == "paragraph"
            and _CALLED_HEADING.search(value(node, "name") or "")
            and not any(wanted.search(value(node, "name") or "") for wanted in _CALLED.values())
            and self._level(one) is None
        ]
        ranked = sorted(headings, key=lambda one: (-self._size(one), not self._is_bold(one), self._name(one)))
        found = ranked[level - 1] if level <= len(ranked) else None
        return None if found is None or found in taken else (found, "namnet och storleken")

    def _is_own(self, node: Node) -> bool:
        """Whether a style is the house's: none of Word's own that has a part of its own."""
        name = (value(node, "name") or "").lower()
        return standard_name(name) == name and (_says_own(node) or name not in _PARTS_OF_WORD)

    def _name(self, identity: str) -> str:
        return value(self._nodes[identity], "name") or identity

    def _level(self, identity: str) -> int | None:
        said = self._looks.inherited(identity, _outline)
        return None if said is None or said == "9" else int(said) + 1

    def _numbered(self, identity: str) -> int | None:
        """Return the level of a heading by a list in several levels; None of a bullet or a list of one level."""
        place = self._lists.place_of(_named_only(identity))
        if place is None or self._format(identity) == "bullet" or not self._is_bold(identity):
            return None
        return place.level + 1

    def _format(self, identity: str) -> str | None:
        place = self._lists.place_of(_named_only(identity))
        return None if place is None else self._lists.format_of(place)

    def _size(self, identity: str) -> int:
        return whole_number(self._looks.inherited(identity, _said_size))

    def _is_bold(self, identity: str) -> bool:
        return bool(self._looks.inherited(identity, _said_bold))


#: Word's own that are a part already: they are never taken for another.
_PARTS_OF_WORD = {
    "normal", "default paragraph font", "normal table", "table grid", "no list", "header", "footer", "list paragraph",
    "footnote text", "footnote reference", "hyperlink", "balloon text", "toc heading", "body text",
    *(f"{kind} {level}" for kind in ("heading", "toc") for level in range(1, 10)),
}  # fmt: skip


def _says_own(style: Node) -> bool:
    """Whether a style says that it is somebody's own."""
    return style.get(W + "customStyle") in {"1", "true", "on"}


def _named_only(identity: str) -> Node:
    properties = etree.Element(W + "pPr")
    etree.SubElement(properties, W + "pStyle").set(W + "val", identity)
    return properties


def _outline(_: str, style: Node) -> str | None:
    return value(style, "pPr/outlineLvl")


def _said_size(_: str, style: Node) -> str | None:
    return value(style, "rPr/sz")


def _said_bold(_: str, style: Node) -> bool | None:
    look = style.find(W + "rPr")
    return None if look is None or look.find(W + "b") is None else switched_on(look, "b")
