"""Foreign text made safe to show: signs that nobody sees, or that move the cursor or turn the text around, are shown.

What stands in a file, in its name or in a document may be anybody's words. Printed raw it could write over a line,
colour it, or add one that looks like ours.
"""

from __future__ import annotations

import re
import unicodedata

from iopdocs.patterns import lazy_pattern

#: Control characters, formats (zero width, direction), line and paragraph separators, halves of pairs, private use.
_UNSEEN = {"Cc", "Cf", "Zl", "Zp", "Cs", "Co"}
_LINE_BREAK = "⏎"


class _Shown(dict[int, str]):
    """A table for str.translate; each sign is looked up once."""

    def __missing__(self, code: int) -> str:
        self[code] = chr(code) if unicodedata.category(chr(code)) not in _UNSEEN else _named(code)
        return self[code]


class _Escaped(dict[int, str]):
    """The same for JSON, where a sign has an escape of its own. A line break there is between values, never in one."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        seen = char == "\n" or unicodedata.category(char) not in _UNSEEN
        self[code] = char if seen else "".join(f"\\u{pair:04x}" for pair in _pairs(code))
        return self[code]


def _named(code: int) -> str:
    if code == 0x0A:
        return _LINE_BREAK
    if code < 0x20:
        return chr(0x2400 + code)  # a picture of the control character: ␛ for escape
    return "␡" if code == 0x7F else f"\\u{{{code:x}}}"


def _pairs(code: int) -> tuple[int, ...]:
    return (code,) if code < 0x10000 else (0xD800 + (code - 0x10000 >> 10), 0xDC00 + (code - 0x10000 & 0x3FF))


_SHOWN, _ESCAPED = _Shown(), _Escaped()


def visible(text: str) -> str:
    """Return a text on one line with every unseen sign shown: ``␛``, ``\\u{202e}``, and ``⏎`` for a line break."""
    return text if text.isascii() and text.isprintable() else text.translate(_SHOWN)


def escaped(json_text: str) -> str:
    """Return JSON with every unseen sign as its escape; it says the same."""
    return json_text.translate(_ESCAPED)


# What Markdown, GitHub's kind too, makes something of: code, emphasis, links, HTML, tables, headings, mathematics,
# entities, addresses (which become links by themselves) and names of pictures between colons.
_MARKDOWN = lazy_pattern(r"[\\`*_\[\]<>|~#$@]|&(?=#?\w+;)|:(?=//|[\w+-]+:)|(?i:(?<=www)\.)")
# At the start of a line these would make a list, a heading of the line before, or a rule.
_BEGINS = lazy_pattern(r"^(?:([0-9]{1,9})(?=[.)](?:\s|$))|(?=[-+](?:\s|$)|-{3}|=+\s*$))")
_BLANKS = lazy_pattern(r"[ \t\r\n]+")


def markdown(text: str) -> str:
    """Return a text on one line so that Markdown makes nothing of it but that text, wherever it stands."""
    shown = _MARKDOWN.sub(r"\\\g<0>", visible(_BLANKS.sub(" ", text).strip(" "))) or "–"
    return _BEGINS.sub(lambda found: f"{found[1] or ''}\\", shown)


def markdown_code(text: str) -> str:
    """Return a text as code in a line of Markdown: between more backticks than there are in it."""
    shown = visible(_BLANKS.sub(" ", text).strip(" ")) or "–"
    fence = "`" * (1 + max(map(len, re.findall("`+", shown)), default=0))
    space = " " if "`" in shown else ""
    # In a table a bar parts two cells also within code.
    return f"{fence}{space}{shown}{space}{fence}".replace("|", "\\|")
