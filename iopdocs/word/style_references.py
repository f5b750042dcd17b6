"""STYLEREF: the text of the nearest paragraph in a style, as a letterhead repeats a heading at the top of the page.

Word works it out on each page. LibreOffice and every other format show what the field showed last, so that is written
anew when the document is made: the paragraph above it in the body, or the only one that there is. At the top of a page
there may be several to choose among; then nothing is shown until Word has looked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from iopdocs.patterns import lazy_pattern
from iopdocs.word.field_codes import Field, fields
from iopdocs.word.markup import Node, parse_xml, to_bytes
from iopdocs.word.namespaces import W
from iopdocs.word.styles import Styles, value
from iopdocs.word.swedish_styles import standard_name
from iopdocs.word.text import shown_text

_CODE = lazy_pattern(r'\s*STYLEREF\s+(?:"([^"]+)"|(\S+))(.*)', re.IGNORECASE | re.DOTALL)
#: What asks for a number and not for the text.
_NUMBER = lazy_pattern(r"\\[npsrtw]\b")


def refers_to_styles(root_text: str) -> bool:
    """Whether a part may repeat the text of a style, from its text as XML."""
    return "STYLEREF" in root_text


def with_style_references(parts: Mapping[str, bytes], styles: bytes | None) -> dict[str, bytes]:
    """Return the parts whose fields of that kind show something else now."""
    looks = Styles(parse_xml(styles) if styles is not None else None)
    trees = {name: parse_xml(data) for name, data in parts.items()}
    told = [one for tree in trees.values() if tree.tag == W + "document" for one in _told(tree)]
    made = {}
    for name, tree in trees.items():
        found = [one for one in [*fields(tree)] if _CODE.match(one.code)]
        for one in found:
            _write(one, _shown(one, told, looks, at_top=tree.tag != W + "document"))
        if found:
            made[name] = to_bytes(tree)
    return made


def _told(root: Node) -> Iterator[tuple[Node, str, str]]:
    """Yield the paragraphs, each with its style and its text."""
    for paragraph in root.iter(W + "p"):
        yield paragraph, value(paragraph, "pPr/pStyle") or "", " ".join(shown_text(paragraph).split())


def _shown(one: Field, told: list[tuple[Node, str, str]], looks: Styles, *, at_top: bool) -> str:
    found = _CODE.match(one.code)
    if found is None or _NUMBER.search(found[3]):
        return ""
    wanted = found[1] or found[2]
    called = f"heading {wanted}" if wanted.isdecimal() else standard_name(wanted)
    ids = {name for name, node in looks.all().items() if (value(node, "name") or "").lower() == called}
    texts = [(paragraph, text) for paragraph, style, text in told if text and style in ids]
    if at_top:
        return texts[0][1] if len({text for _, text in texts}) == 1 else ""
    own = _paragraph_of(one)
    order = {paragraph: at for at, (paragraph, _, _) in enumerate(told)}
    at = len(order) if own is None else order[own]
    above = [text for paragraph, text in texts if order[paragraph] < at]
    return above[-1] if above else texts[0][1] if texts else ""


def _paragraph_of(one: Field) -> Node | None:
    node = one.begin if one.begin is not None else next(iter(one.results), None)
    return None if node is None else next(node.iterancestors(W + "p"), None)


def _write(one: Field, text: str) -> None:
    for number, node in enumerate(one.results):
        node.text = "" if number else text
