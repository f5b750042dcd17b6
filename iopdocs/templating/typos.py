"""Slips of the pen in a template's text: tags without an end, tags that are none, text that would disappear."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from iopdocs.errors import Problem
from iopdocs.swedish import personnummer
from iopdocs.swedish.personnummer import Certainty
from iopdocs.templating.language import near_tags
from iopdocs.templating.placing import Placing, problem_at
from iopdocs.templating.tags import TAG
from iopdocs.word.markup import Node
from iopdocs.word.namespaces import W
from iopdocs.word.text import tag_text

# docxtpl looks for the end of a tag from each of its beginnings.
MAX_TAGS = 10_000
_BEGINNING = re.compile(r"(\{[{%#])")
_ENDS = {"{{": "}}", "{%": "%}", "{#": "#}"}
# docxtpl's own ways to put runs, paragraphs and cells in the place of a tag. What we print is text, and would be lost.
_OTHER_KIND = re.compile(r"\{\{(r|p|tr|tc)\s")
_ALONE = (("p", "p", "stycket"), ("tr", "tr", "raden"), ("tc", "tc", "cellen"))


def endless(placing: Placing, file: str) -> Iterator[Problem]:
    """Yield what would make docxtpl look for the end of a tag again and again."""
    count = 0
    for paragraph in placing.root.iter(W + "p"):
        text = tag_text(paragraph)
        _, *pieces = _BEGINNING.split(text)  # each beginning, and what comes after it until the next
        count += len(pieces) // 2
        if not all(_ENDS[begun] in piece for begun, piece in zip(pieces[::2], pieces[1::2], strict=True)):
            hint = "Skriv hela taggen i ett och samma stycke: {{ uppgift }} eller {% if … %}."
            place = placing.places.of(paragraph)
            yield problem_at(place, "en tagg är inte avslutad", file, hint=hint, code="mallfel")
    if count > MAX_TAGS or etree.tostring(placing.root, encoding="unicode").count("{") > MAX_TAGS:
        hint = "Skriv färre taggar, eller dela upp mallen."
        yield problem_at(placing.places.of(None), f"taggarna är fler än {MAX_TAGS}", file, hint=hint, code="mallfel")


def odd(placing: Placing, file: str) -> Iterator[Problem]:
    """Yield what looks like a tag and would be printed as it stands, or would print nothing."""
    for paragraph in placing.root.iter(W + "p"):
        text = tag_text(paragraph)
        if found := _OTHER_KIND.search(text):
            message, hint = f"{found[0].strip()} används inte", "Skriv {{ uppgift }}."
            yield problem_at(placing.places.of(paragraph), message, file, hint=hint, code="mallfel")
        if any(hit.certainty is Certainty.CERTAIN for hit in personnummer.find(text)):
            hint = "Ta bort det. Personnummer hör inte hemma i handlingar som många läser."
            place = placing.places.of(None)
            yield problem_at(place, "i mallen står ett personnummer", file, hint=hint, code="mallfel")
        for said, hint in near_tags(TAG.sub(" ", text)):
            yield problem_at(placing.places.of(paragraph), said, file, hint=hint, code="mallfel")


def beside(placing: Placing, file: str) -> Iterator[Problem]:
    """Yield what docxtpl would drop in silence: text in the paragraph, row or cell that a {%p, {%tr or {%tc governs."""
    for letter, element, name in _ALONE:
        mark = re.compile(rf"\{{%{letter} .*?%\}}|\{{#{letter} .*?#\}}")
        for node in placing.root.iter(W + element):
            text = tag_text(node)
            rest, tags = mark.subn("", text)
            if tags > 1 or (tags and rest.strip()):
                message = f"i {name} står mer än taggen {{%{letter} … %}}, och det skulle försvinna"
                hint = f"Låt taggen stå ensam: flytta resten, eller skriv {{% … %}} utan {letter}."
                place = placing.places.of(_with_tag(node, f"{{%{letter} "))
                yield problem_at(place, message, file, hint=hint, code="text-bredvid-tagg")


def _with_tag(node: Node, mark: str) -> Node:
    """Return the paragraph within a row or a cell that has the tag; the node itself when it is one."""
    inner = (one for one in node.iter(W + "p") if mark in tag_text(one))
    return next(inner, node)
