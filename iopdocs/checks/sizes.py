"""What is so long in an agreement that a document may not have room for it."""

from __future__ import annotations

from collections.abc import Iterator

from iopdocs.checks.case import Case
from iopdocs.errors import Problem
from iopdocs.reading import KeyPath, Node, Source, walk
from iopdocs.swedish import numbers

#: Up to these, the starter's documents have room for a list, all lists together, a text, and all texts together.
MANY_ITEMS = 1_000
MANY_TOGETHER = 5_000
LONG_TEXT = 20_000
MUCH_TEXT = 500_000

HOW_TO_SHORTEN = "Korta eller dela upp det, eller lägg det i en bilaga som inte görs här."


def sizes(case: Case) -> Iterator[Problem]:
    """Doubt what is so long that documents may not be possible to make."""
    for path, _, what in excess(case.source):
        message = f"{what[0].upper()}{what[1:]}, och det är inte säkert att det får plats i ett dokument."
        yield case.problem(path, message, HOW_TO_SHORTEN, code="mycket-uppgifter")


def excess(source: Source) -> Iterator[tuple[KeyPath, int, str]]:
    """Yield where there is very much, how many times too much it is, in whole, and what it is in words."""
    lists = list(_lists(source.data, ()))
    for path, count in lists:
        if count > MANY_ITEMS:
            yield path, count // MANY_ITEMS, f"listan har {numbers.format_whole(count)} poster"
    together = sum(count for _, count in lists)
    if together > MANY_TOGETHER:
        yield (), together // MANY_TOGETHER, f"avtalets listor har tillsammans {numbers.format_whole(together)} poster"
    texts = walk(source.data)
    for path, text in texts:
        if len(text) > LONG_TEXT:
            yield path, len(text) // LONG_TEXT, f"texten har {numbers.format_whole(len(text))} tecken"
    total = sum(len(text) for _, text in texts)
    if total > MUCH_TEXT:
        yield (), total // MUCH_TEXT, f"avtalets texter har tillsammans {numbers.format_whole(total)} tecken"


def _lists(node: Node, path: KeyPath) -> Iterator[tuple[KeyPath, int]]:
    if isinstance(node, list):
        yield path, len(node)
    steps = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, value in steps:
        if isinstance(value, dict | list):
            yield from _lists(value, (*path, step))
