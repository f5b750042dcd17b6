"""A template as readable text: a line per paragraph and table row, tags shown, what a condition holds indented."""

from __future__ import annotations

from collections.abc import Iterator

from iopdocs.templating.opening import opened
from iopdocs.templating.placing import styles_of
from iopdocs.templating.tags import TAG, Tag, tags_in
from iopdocs.word.markup import Node
from iopdocs.word.namespaces import W
from iopdocs.word.package import MAIN_DOCUMENT, RENDERED
from iopdocs.word.part_names import called
from iopdocs.word.places import heading_level
from iopdocs.word.styles import Styles, value
from iopdocs.word.text import shown_text

_MORE, _LESS, _SAME = {"if", "for"}, {"endif", "endfor"}, {"elif", "else"}


def as_text(data: bytes, name: str) -> str:
    """Return a Word file as text, the body first. Raises InvalidTemplate when it cannot be read."""
    word = opened(data, name)
    types, trees = word.types, word.trees
    styles = styles_of(trees.values())
    parts = [one for one in trees if types.get(one) in RENDERED]
    parts.sort(key=lambda one: (types[one] != MAIN_DOCUMENT, one))
    made: list[str] = []
    for part in parts:
        lines = [line for line in _lines(trees[part], styles) if line.strip()]
        made += [f"== {called(part)}", *lines, ""] if lines else []
    return "\n".join(made)


def _lines(root: Node, styles: Styles) -> Iterator[str]:
    """Yield the lines of a part, each indented by the conditions and loops it stands in."""
    depth = 0
    for kind, text in _rows(root, styles):
        alone = _alone(text)
        if alone is not None and alone.keyword in _LESS:
            depth = max(depth - 1, 0)
        shift = 1 if alone is not None and alone.keyword in _SAME else 0
        yield f"{'    ' * max(depth - shift, 0)}{kind}{text}"
        if alone is not None and alone.keyword in _MORE:
            depth += 1


def _alone(text: str) -> Tag | None:
    """Return the tag that is all there is on a line."""
    found = TAG.fullmatch(text.strip("| "))
    return next(tags_in(found[0]), None) if found else None


def _rows(node: Node, styles: Styles) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs and table rows within an element, also in content controls, with what marks their kind."""
    for child in node:
        if child.tag == W + "p":
            level = heading_level(child, styles)
            style = value(child, "pPr/pStyle") or ""
            yield ("#" * level + " " if level else "– " if "list" in style.lower() else ""), _text(child)
        elif child.tag == W + "tr":
            cells = [" ¶ ".join(filter(None, map(_text, cell.iter(W + "p")))) for cell in child.iter(W + "tc")]
            yield "", f"| {' | '.join(cells)} |"
        elif isinstance(child.tag, str) and child.tag != W + "sectPr":
            yield from _rows(child, styles)


def _text(paragraph: Node) -> str:
    codes = [f"⟦{' '.join((one.get(W + 'instr') or '').split())}⟧" for one in paragraph.iter(W + "fldSimple")]
    codes += [f"⟦{' '.join((one.text or '').split())}⟧" for one in paragraph.iter(W + "instrText")]
    pictures = ["[bild]" for _ in paragraph.iter(W + "drawing")]
    text = shown_text(paragraph).replace("\n", " ⏎ ").replace("\t", " ⇥ ")
    return " ".join(" ".join([*pictures, text, *codes]).split())
