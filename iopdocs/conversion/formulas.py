"""Formulas as a line of text: ``(a + b)/2``, ``x^2``, ``√(16)``."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from iopdocs.word.markup import Node
from iopdocs.word.namespaces import M


def linear(formula: Node) -> str:
    """Return a formula as text. Raises ValueError, naming the element, for what has no such form."""
    return "".join(_written(node) for node in formula)


def _written(node: Node) -> str:
    name = str(node.tag).rpartition("}")[2]
    if name.endswith("Pr"):
        return ""
    if name == "r":
        return "".join(text.text or "" for text in node.iter(M + "t"))
    if name not in _FORMS:
        raise ValueError(name)
    return _FORMS[name](node)


def _part(node: Node, name: str) -> str:
    found = node.find(M + name)
    return "" if found is None else linear(found)


def _grouped(text: str) -> str:
    """Return a text that goes together as one, whatever stands beside it."""
    return text if text.replace(",", "").replace("\u00a0", "").isalnum() else f"({text})"


def _property(node: Node, owner: str, name: str, default: str) -> str:
    found = node.find(f"{M}{owner}/{M}{name}")
    return default if found is None else found.get(M + "val", default)


def _fraction(node: Node) -> str:
    if _property(node, "fPr", "type", "bar") == "noBar":
        raise ValueError("f")
    return f"{_grouped(_part(node, 'num'))}/{_grouped(_part(node, 'den'))}"


def _root(node: Node) -> str:
    degree, of = _part(node, "deg"), _part(node, "e")
    return f"{_grouped(degree)}√({of})" if degree else f"√({of})"


def _delimited(node: Node) -> str:
    begin, end = _property(node, "dPr", "begChr", "("), _property(node, "dPr", "endChr", ")")
    between = _property(node, "dPr", "sepChr", "|")
    return begin + between.join(linear(one) for one in node.iterfind(M + "e")) + end


def _function(node: Node) -> str:
    return f"{_part(node, 'fName')}({_part(node, 'e')})"


def _large(node: Node) -> str:
    sign = _property(node, "naryPr", "chr", "∫")
    below, above = _part(node, "sub"), _part(node, "sup")
    return f"{sign}{f'_{_grouped(below)}' if below else ''}{f'^{_grouped(above)}' if above else ''}({_part(node, 'e')})"


_FORMS: Mapping[str, Callable[[Node], str]] = {
    "f": _fraction,
    "rad": _root,
    "d": _delimited,
    "func": _function,
    "nary": _large,
    "sSup": lambda node: f"{_grouped(_part(node, 'e'))}^{_grouped(_part(node, 'sup'))}",
    "sSub": lambda node: f"{_grouped(_part(node, 'e'))}_{_grouped(_part(node, 'sub'))}",
    "sSubSup": lambda node: (
        f"{_grouped(_part(node, 'e'))}_{_grouped(_part(node, 'sub'))}^{_grouped(_part(node, 'sup'))}"
    ),
    "box": lambda node: _part(node, "e"),
    "borderBox": lambda node: _part(node, "e"),
}
