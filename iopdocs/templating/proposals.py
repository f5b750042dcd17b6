"""What in a house's own letterhead is to be filled in, and which tag of ours it may be: never taken for granted.

Brackets of all kinds, merge fields and highlighted words are how people leave room for a fact. What stands there is
sought among the words of our templates; its owner says which are right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from iopdocs.classes import dataclass
from iopdocs.templating.opening import Opened
from iopdocs.templating.placing import styles_of
from iopdocs.word.marks import GAP_END, GAP_START
from iopdocs.word.markup import Node
from iopdocs.word.namespaces import XML_SPACE, W
from iopdocs.word.package import RENDERED
from iopdocs.word.places import PartPlaces

_GAP = re.compile(
    rf"{GAP_START}\[saknas: (?P<field>[^\]]+)\]{GAP_END}|\[(?P<brackets>[^\[\]{{}}]{{2,60}})\]"
    r"|<<(?P<angles>[^<>]{2,60})>>|«(?P<quotes>[^«»]{2,60})»"
)
_WORD = re.compile(r"[^\W\d_]{2}")
_WORDS = re.compile(r"[^a-zåäöéü0-9 ]+")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One place to fill in: its number, what stands there, where, and the tag proposed; nothing when none fits.

    ``spot`` is the part and the number of the paragraph in it.
    """

    number: int
    shown: str
    label: str
    where: str
    tag: str
    spot: tuple[str, int] = ("", -1)


def proposals(house: Opened, words: Mapping[str, str]) -> list[Proposal]:
    """Return the places to fill in; ``words`` are the tags of our templates by what people call the facts."""
    found = enumerate(_places(house), start=1)
    return [
        Proposal(number, shown, label, where, _fitting(label, words), spot)
        for number, (shown, label, where, _, spot) in found
    ]


def accept(house: Opened, tags: Mapping[int, str]) -> None:
    """Put tags in the places that were confirmed, by their numbers; the rest stand as they stood."""
    for number, (shown, label, _, nodes, _) in [*enumerate(_places(house), start=1)]:
        text = tags.get(number) or (f"[{label}]" if shown.startswith(GAP_START) else "")
        if text:
            _replaced(nodes, shown, text)
    for tree in house.trees.values():
        for node in tree.iter(W + "t"):
            if node.text and GAP_START in node.text:
                node.text = node.text.replace(GAP_START, "").replace(GAP_END, "")


def _places(house: Opened) -> Iterator[tuple[str, str, str, list[Node], tuple[str, int]]]:
    """Yield what stands in each place to fill in, what it asks for, where it is in words, its texts, and its spot."""
    styles = styles_of(house.trees.values())
    for name in sorted(house.trees):
        if house.types.get(name) not in RENDERED:
            continue
        root = house.trees[name]
        places = PartPlaces(root, name, styles)
        for paragraph in root.iter(W + "p"):
            nodes = [one for one in paragraph.iter(W + "t") if next(one.iterancestors(W + "p"), None) is paragraph]
            place = places.of(paragraph)
            where, spot = place.in_words.replace(GAP_START, "").replace(GAP_END, ""), (name, place.number)
            text = "".join(node.text or "" for node in nodes)
            hits = list(_GAP.finditer(text))
            for hit in hits:
                yield hit[0], next(one for one in hit.groups() if one).strip(), where, nodes, spot
            if not hits:
                for shown in filter(_WORD.search, _highlighted(paragraph)):
                    yield shown, shown.strip(" _.…:"), where, nodes, spot


def _highlighted(paragraph: Node) -> Iterator[str]:
    """Yield the words of a paragraph that are highlighted, run after run together."""
    text = ""
    for run in paragraph.iter(W + "r"):
        mark = run.find(f"{W}rPr/{W}highlight")
        if mark is not None and mark.get(W + "val") != "none":
            text += "".join(node.text or "" for node in run.iter(W + "t"))
        elif text.strip():
            yield text
            text = ""
    if text.strip():
        yield text


def _fitting(label: str, words: Mapping[str, str]) -> str:
    """Return the tag that what is asked for may be: only one that is called nearly the same."""
    plain = " ".join(_WORDS.sub(" ", label.lower()).split())
    for prefix in ("ange ", "skriv ", "fyll i ", "klicka här och skriv ", "välj "):
        plain = plain.removeprefix(prefix)
    near = get_close_matches(plain, words, n=1, cutoff=0.82)
    return words[near[0]] if near else ""


def _replaced(nodes: list[Node], old: str, new: str) -> None:
    """Put a text in the place of another one, which may be in several runs."""
    text = "".join(node.text or "" for node in nodes)
    start = text.find(old)
    if start < 0:
        return
    end, at = start + len(old), 0
    for node in nodes:
        own = node.text or ""
        before, after = own[: max(0, start - at)], own[max(0, end - at) :]
        inside = at <= start < at + len(own)
        if at < end and at + len(own) > start:
            node.text = before + (new if inside else "") + after
            node.set(XML_SPACE, "preserve")
        at += len(own)
