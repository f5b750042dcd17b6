"""How a text reads: its words, its sentences, and LIX.

LIX (läsbarhetsindex, C.H. Björnsson 1968) is the number of words per sentence and the percentage of words of more than
six letters, added: under 30 very easy, 40–50 as in a newspaper, over 50 as in official texts, over 60 heavy.
"""

from __future__ import annotations

import re

#: A word has more letters than this to count as long.
LONG = 6
_WORD = re.compile(r"[^\W_]+(?:(?:[-'’]|(?<=\d)[.:,](?=\d))[^\W_]+)*")
# An amount is one word in a text, though its thousands are parted.
_NUMBER = re.compile(r"(?<=\d)[ \u00a0](?=\d{3}\b)")
_END = re.compile(r"[.!?…]+[”\")»]*\s+(?=[–—”\"»(]?\s?[A-ZÅÄÖÉ0-9])")
# After these a stop ends no sentence.
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:kl|ca|nr|dnr|tel|st|kap|jfr|t\.?\s?ex|bl\.?\s?a|d\.?\s?v\.?\s?s|m\.?\s?fl|fr\.?\s?o\.?\s?m|t\.?\s?o\.?\s?m|s\.?\s?k|[A-ZÅÄÖ])$",
    re.IGNORECASE,
)


def words(text: str) -> list[str]:
    """Return the words of a text; a number with its thousands apart is one."""
    return _WORD.findall(_NUMBER.sub("", text))


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph."""
    found, start = [], 0
    for end in _END.finditer(text):
        stop = text[start : end.start()]
        if text[end.start()] == "." and (_ABBREVIATED.search(stop) or _is_ordinal(stop, text[end.end() :])):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    return [sentence for sentence in (*found, text[start:].strip()) if words(sentence)]


def lix(parts: list[str]) -> int:
    """Return LIX, rounded, of sentences; 0 when there are no words."""
    counted = [word for sentence in parts for word in words(sentence)]
    if not counted:
        return 0
    long = sum(len(word) > LONG for word in counted)
    return round(len(counted) / len(parts) + 100 * long / len(counted))


def _is_ordinal(before: str, after: str) -> bool:
    """Whether a stop stands between figures, as in a list that is numbered."""
    return before[-1:].isdigit() and len(before.split()) == 1 and bool(after)
