"""What an IF field of Word shows, when all that it compares stands in it: then it is the same in every document."""

from __future__ import annotations

from collections.abc import Callable, Sequence

_COMPARED: dict[str, Callable[[int], bool]] = {
    "=": lambda order: order == 0, "<>": lambda order: order != 0, "<": lambda order: order < 0,
    ">": lambda order: order > 0, "<=": lambda order: order <= 0, ">=": lambda order: order >= 0,
}  # fmt: skip
#: In what is compared with, these stand for anything.
_WILD = ("*", "?")


def chosen(words: Sequence[str]) -> str | None:
    """Return the text that an IF gives, from its words: ``IF 1 = 2 "ja" "nej"``; None when that is not certain.

    A tag of ours in it is no text: what it will say is not known yet.
    """
    if not 4 < len(words) < 7 or any("{{" in word or "{%" in word for word in words):
        return None
    _, left, sign, right, *texts = words
    if sign not in _COMPARED or any(one in right for one in _WILD):
        return None
    numbers = left.isdecimal() and right.isdecimal()
    if not numbers and sign not in {"=", "<>"}:
        return None
    order = int(left) - int(right) if numbers else int(left != right)
    return texts[0] if _COMPARED[sign](order) else "".join(texts[1:])
