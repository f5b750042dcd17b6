"""Slips of the pen in a template's text: tags without an end, tags that are none, text that would disappear."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from iopdocs.errors import Problem
from iopdocs.swedish import personnummer
from iopdocs.swedish.personnummer import Certainty
from iopdocs.templating.language import near_tags
from iopdocs.word.markup import Node
from iopdocs.word.namespaces import W
from iopdocs.word.part_names import called
from iopdocs.word.text import tag_text

# docxtpl looks for the end of a tag from each of its beginnings.
MAX_TAGS = 10_000
_BEGINNING = re.compile(r"(\{[{%#])")
_ENDS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
# docxtpl's own ways to put runs, paragraphs and cells in the place of a tag. What we print is text, and would be lost.
_OTHER_KIND = re.compile(r"\{\{(r|p|tr|tc)\s")
_ALONE = (("p", "p", "stycket"), ("tr", "tr", "raden"), ("tc", "tc", "cellen"))


def endless(tree: Node, member: str, file: str) -> Iterator[Problem]:
    """Yield what would make docxtpl look for the end of a tag again and again."""
    count = 0
    for paragraph in tree.iter(W + "p"):
        text = tag_text(paragraph)
        _, *pieces = _BEGINNING.split(text)  # each beginning, and what comes after it until the next
        count += len(pieces) // 2
        if not all(_ENDS[begun] in piece for begun, piece in zip(pieces[::2], pieces[1::2], strict=True)):
            hint = "Skriv hela taggen i ett och samma stycke: {{ uppgift }} eller {% if … %}."
            yield _problem("en tagg är inte avslutad", hint, file, f"{called(member)}, stycket ”{text[:90]}”")
    if count > MAX_TAGS or etree.tostring(tree, encoding="unicode").count("{") > MAX_TAGS:
        yield _problem(
            f"taggarna är fler än {MAX_TAGS}", "Skriv färre taggar, eller dela upp mallen.", file, called(member)
        )


def odd(tree: Node, member: str, file: str) -> Iterator[Problem]:
    """Yield what looks like a tag and would be printed as it stands, or would print nothing."""
    for paragraph in tree.iter(W + "p"):
        text = tag_text(paragraph)
        place = f"{called(member)}, stycket ”{text[:90]}”"
        if found := _OTHER_KIND.search(text):
            yield _problem(f"{found[0].strip()} används inte", "Skriv {{ uppgift }}.", file, place)
        if any(hit.certainty is Certainty.CERTAIN for hit in personnummer.find(text)):
            hint = "Ta bort det. Personnummer hör inte hemma i handlingar som många läser."
            yield _problem("i mallen står ett personnummer", hint, file, called(member))
        for message, hint in near_tags(_TAG.sub(" ", text)):
            yield _problem(message, hint, file, place)


def beside(tree: Node, member: str, file: str) -> Iterator[Problem]:
    """Yield what docxtpl would drop in silence: text in the paragraph, row or cell that a {%p, {%tr or {%tc governs."""
    for letter, element, name in _ALONE:
        mark = re.compile(rf"\{{%{letter} .*?%\}}|\{{#{letter} .*?#\}}")
        for node in tree.iter(W + element):
            text = tag_text(node)
            rest, tags = mark.subn("", text)
            if tags > 1 or (tags and rest.strip()):
                message = f"i {name} står mer än taggen {{%{letter} … %}}, och det skulle försvinna"
                hint = f"Låt taggen stå ensam: flytta resten, eller skriv {{% … %}} utan {letter}."
                yield _problem(message, hint, file, f"{called(member)}, {name} ”{text[:90]}”", "text-bredvid-tagg")


def _problem(message: str, hint: str, file: str, where: str, code: str = "mallfel") -> Problem:
    return Problem(message, file, where=where, hint=hint, code=code)
