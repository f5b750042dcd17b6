"""The Swedish of every document: sentences begin with a capital, lists have items, few is a word, gaps are phrases.

What users have written is theirs; the sentences here are ours, with their words in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from lxml import etree

from benchmarks.samples.documents import plain
from tests.support.every_document import OneDocument, every, root_of
from tests.support.starter_templates import W, all_lines, text, value

DOCUMENTS = [one for one in every() if one.kind != "pressmeddelande"]
#: The styles of running text, and of what leads to a list.
RUNNING = {"Normal", "Listinledning", "Underskriftsinledning", "Beslut"}
#: What a sentence may begin with: a capital, a figure, a gap, a quotation, and signs that tests of signs put there.
BEGINS = re.compile(r"[A-ZÅÄÖÉ0-9§\[”\"(–]|c/o |[^a-zåäö]")
#: A small letter after one of these ends no sentence.
ABBREVIATED = re.compile(r"\b(?:t\.ex|m\.m|bl\.a|kl|kap|st|nr|ca|dvs|osv|tel)\.$", re.IGNORECASE)
#: Keys that are words of the file's own and no phrases: who reads one in a gap does not know what is asked.
KEYS = {
    "av", "bas", "benämning", "form", "från", "gäller", "hur", "id", "komponenter", "kontakt", "mot", "när", "ord",
    "part", "räknas från", "räknas upp", "regel", "roll", "slag", "till", "typ", "utförs av", "vad", "vem",
}  # fmt: skip
_UNITS = r"(?:dag|vecka|månad|år|gång|procent|original|plats|utbetalning|del)[a-zåäö]*"
DIGITS = re.compile(rf"(?<![\d.,§–-])(?<!per )\b(?:[1-9]|1[0-2]) {_UNITS}\b", re.IGNORECASE)


def paragraphs(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the style and the text of each paragraph of the body, tables left out."""
    (body,) = root_of(data).iter(W + "body")
    for block in body.findall(W + "p"):
        yield value(block.find(f"{W}pPr/{W}pStyle")) or "Normal", plain(text(block)).strip()


each = pytest.mark.parametrize("one", DOCUMENTS, ids=lambda one: one.name)


@pytest.fixture
def data(one: OneDocument) -> bytes:
    return one.data


@each
def test_no_sentence_begins_with_a_small_letter(data: bytes) -> None:
    for style, said in paragraphs(data):
        if style in RUNNING:
            assert BEGINS.match(said), said
            for found in re.finditer(r"(?<=\w)[.!?] (?=[a-zåäö])", said):
                assert ABBREVIATED.search(said[: found.start() + 1]), said


@each
def test_no_list_of_one_goes_on_from_a_sentence(data: bytes) -> None:
    rows = list(paragraphs(data))
    for (before, lead), (style, item), (after, _) in zip(rows, rows[1:], [*rows[2:], ("", "")], strict=False):
        if style == "ListBullet" and before != "ListBullet" and after != "ListBullet":
            assert not re.search(r"\w$", lead), f"{lead} / {item}"


@each
def test_what_leads_to_a_list_stands_with_it(data: bytes) -> None:
    rows = list(paragraphs(data))
    for (before, lead), (style, _) in pairwise(rows):
        if style == "ListBullet" and before in RUNNING:
            assert before in ("Listinledning", "Underskriftsinledning"), lead


@each
def test_few_is_a_word_in_a_sentence(data: bytes) -> None:
    ours = " ".join(said for style, said in paragraphs(data) if style in RUNNING)
    assert [found[0] for found in DIGITS.finditer(ours)] == []


@each
def test_a_gap_says_what_is_missing_in_words_and_not_by_a_key(data: bytes) -> None:
    (body,) = root_of(data).iter(W + "body")
    whole = plain(etree.tostring(body, method="text", encoding="unicode"))
    labels = re.findall(r"\[saknas: ([^\]]*)\]", whole)
    assert [label for label in labels if label in KEYS or "_" in label] == []


@each
def test_no_column_is_all_dashes(data: bytes) -> None:
    for table in root_of(data).iter(W + "tbl"):
        rows = [[text(cell) for cell in row.findall(W + "tc")] for row in table.findall(W + "tr")[1:]]
        for column in zip(*(row for row in rows if len(row) == len(rows[0])), strict=True):
            assert len(rows) < 2 or set(column) != {"–"}, rows


def test_no_template_of_the_agreement_prints_a_dash_for_what_is_not_stated() -> None:
    assert not [line.text for line in all_lines("overenskommelse") if re.search(r"%\}\s*–\s*\{%", line.text)]
    # A guest at a meeting need not represent a party.
    left = {line.text for line in all_lines("styrgruppsprotokoll") if re.search(r"%\}\s*–\s*\{%", line.text)}
    assert all("d.roll.övrig" in line for line in left)
