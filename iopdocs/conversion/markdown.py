"""A Word document as Markdown (CommonMark, with tables as pipes)."""

from __future__ import annotations

import re
from urllib.parse import quote

from bs4.element import NavigableString, Tag
from markdownify import MarkdownConverter

from iopdocs.conversion.content import content

# markdownify trims and joins white space; a no-break space must stay, so it travels as a private-use character.
_NBSP, _CARRIER = "\u00a0", "\ue020"
# An exclamation mark right before a link would make a picture of it.
_BEFORE_LINK = "\ue021"
# What may stand in the address of a link; a parenthesis would end it, and what comes after would be Markdown.
_IN_ADDRESS = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '()<>[]\\`|"')
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~]|&(?=#?\w+;)")
# At the start of a line these would make a heading, a list or a rule.
_LEADING = re.compile(r"^(\s*)(?:([0-9]{1,9})(?=[.)](?:\s|$))|(?=(?:#{1,6}|[-+])(?:\s|$)|-{3}|={1,}\s*$))")


def to_markdown(document: bytes) -> bytes:
    """Return the text of a .docx file as Markdown, UTF-8."""
    soup = content(document)
    for image in soup.find_all("img"):
        image.replace_with(str(image.get("alt", "")))
    for text in soup.find_all(string=re.compile(_NBSP)):
        text.replace_with(text.replace(_NBSP, _CARRIER))
    for link in soup.find_all("a", href=True):
        link["href"] = quote(str(link.get("href", "")), safe=_IN_ADDRESS)
        before = link.previous_sibling
        if isinstance(before, NavigableString) and before.endswith("!"):
            before.replace_with(f"{before[:-1]}{_BEFORE_LINK}")
    made = str(_Converter(heading_style="atx", bullets="-").convert_soup(soup))
    return (
        re.sub(r"\n{3,}", "\n\n", made).replace(_CARRIER, _NBSP).replace(_BEFORE_LINK, "\\!").strip("\n") + "\n"
    ).encode()


class _Converter(MarkdownConverter):
    """markdownify with our escapes; the methods are named by the element they write."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        text = _SPECIAL.sub(r"\\\g<0>", text)
        return _LEADING.sub(lambda match: f"{match[1]}{match[2] or ''}\\", text)

    def convert_strong(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _emphasis(el, text, "**", parent_tags)

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _emphasis(el, text, "*", parent_tags)

    def convert_mark(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"<mark>{text}</mark>"

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if parent_tags & {"td", "th"}:
            return "<br>"
        return str(super().convert_br(el, text, parent_tags))  # type: ignore[misc]

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        number = _number(el)
        made = str(super().convert_li(el, text, parent_tags))  # type: ignore[misc]
        return made if number is None else _renumbered(made, number)


def _emphasis(el: Tag, text: str, sign: str, parent_tags: set[str]) -> str:
    """Markdown's signs do not work between punctuation and a letter: there the HTML element does."""
    if not text.strip() or "_noformat" in parent_tags:
        return text
    before, after = el.previous_sibling, el.next_sibling
    glued_before = isinstance(before, NavigableString) and before[-1:].isalnum() and not text[0].isalnum()
    glued_after = isinstance(after, NavigableString) and after[:1].isalnum() and not text[-1].isalnum()
    if glued_before or glued_after:
        return f"<{el.name}>{text}</{el.name}>"
    return f"{sign}{text}{sign}"


def _number(el: Tag) -> int | None:
    """Return the number of an item in a numbered list: its own, or counted from the last item that has one."""
    if el.parent is None or el.parent.name != "ol":
        return None
    passed = 0
    for item in [el, *el.find_previous_siblings("li")]:
        if item.get("value"):
            return int(str(item["value"])) + passed
        passed += 1
    return passed


def _renumbered(item: str, number: int) -> str:
    """Put the number before the item, and indent its further lines as far as the number is wide."""
    text = re.sub(r"^[0-9]+\. ", "", item)
    first, *rest = text.rstrip("\n").split("\n")
    indent = " " * len(f"{number}. ")
    lines = [f"{number}. {first}", *(indent + line.lstrip(" ") if line.strip() else "" for line in rest)]
    return "\n".join(lines) + "\n"
