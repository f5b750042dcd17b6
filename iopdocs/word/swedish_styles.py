"""The names that Word's own styles have in a Swedish Word, and in files that have them as they are shown."""

from __future__ import annotations

import re

_NAMES = {
    "rubrik": "title", "titel": "title", "underrubrik": "subtitle", "brödtext": "body text", "citat": "quote",
    "starkt citat": "intense quote", "punktlista": "list bullet", "numrerad lista": "list number",
    "lista": "list", "liststycke": "list paragraph", "beskrivning": "caption", "bildtext": "caption",
    "sidhuvud": "header", "sidfot": "footer", "tabellrutnät": "table grid", "normal tabell": "normal table",
    "fotnotstext": "footnote text", "fotnotsreferens": "footnote reference", "hyperlänk": "hyperlink",
    "standardstycketeckensnitt": "default paragraph font", "innehållsförteckningsrubrik": "toc heading",
    "stark": "strong", "betoning": "emphasis",
}  # fmt: skip
_NUMBERED = ((re.compile(r"rubrik ?([1-9])"), "heading {}"), (re.compile(r"innehåll ?([1-9])"), "toc {}"))


def standard_name(name: str) -> str:
    """Return what a style is called in every language of Word, in lower case: ``Rubrik 1`` is ``heading 1``."""
    plain = " ".join(name.lower().split())
    for pattern, shape in _NUMBERED:
        if found := pattern.fullmatch(plain):
            return shape.format(found[1])
    return _NAMES.get(plain, plain)
