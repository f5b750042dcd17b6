"""What renewal writes anew is read as the file that it was made of, whatever signs and quotes are in its texts."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from iopdocs.errors import InvalidAgreement
from iopdocs.reading.roundtrip import dump_tree, load_tree
from iopdocs.reading.source import parse_source
from tests.support.examples import examples

SIGNS = (
    "\t", "\u00a0", "\u00ad", "\u200b", "\u200d", "\u2028", "\u2029", "\u0085", "\u3000", "\ufeff", "\u2060", "\ufe0f",
    "\u0301", "\U0001f600", "#", " #", ": ", "\\", "\\t", "\\u2028", "\\n", '"', "'", "%", "&", "*", "|", ">", "{", "[",
    "\n",
)  # fmt: skip
PLACES = (
    "syfte: {}\nb: c\n",
    "syfte:\n  - {}\n  - z\n",
    "a: {{b: {}, c: d}}\n",
    "a: [{}, d]\n",
    "a:\n  - b: {}\n    c: d # e\n",
)


def written(text: str) -> tuple[str, ...]:
    """Return a text in every way of quoting it."""
    single, double = text.replace("'", "''"), text.replace("\\", "\\\\").replace('"', '\\"')
    return (
        text, f"'{single}'", f'"{double}"', '"' + text.replace('"', '\\"') + '"',
        f"|\n    {text}\n\n    {text}", f">-\n    {text}\n    {text}",
        f"'{single}\n\n    {single}'", f'"{double}\n\n    {double}"',
    )  # fmt: skip


def is_read_alike(text: str) -> bool:
    """Whether a file is read as before when it has been written anew; True for one that is refused."""
    before, problems = parse_source(text, "a.yaml")
    if problems:
        return True
    try:
        tree = load_tree(text)
    except InvalidAgreement:
        return any(sign in text for sign in "\t\x85\u2028\u2029\ufeff")
    after, problems = parse_source(dump_tree(tree), "a.yaml")
    return not problems and without_spaces(after.data) == without_spaces(before.data)


def without_spaces(node: object) -> object:
    """Return data without spaces beside line breaks, which quotes do not keep, and without what is empty."""
    if isinstance(node, dict):
        return {key: plain for key, value in node.items() if (plain := without_spaces(value))}
    if isinstance(node, list):
        return [without_spaces(value) or None for value in node]
    return "\n".join(line.strip() for line in node.replace("\ufeff", "").split("\n")) if isinstance(node, str) else node


@pytest.mark.thorough(every=5)
@pytest.mark.parametrize("place", PLACES)
def test_every_sign_in_every_kind_of_quotes_is_written_as_it_is_read(place: str) -> None:
    for sign, around in itertools.product(SIGNS, ("ord{}ord", "{}ord", "ord{}", "ord {} ord{}")):
        for text in written(around.replace("{}", sign)):
            assert is_read_alike("id: x\n" + place.format(text)), (sign, text)


@settings(max_examples=examples(50), deadline=None)
@given(
    st.lists(st.sampled_from([*SIGNS, "ord", " ", "ö"]), max_size=8).map("".join), st.sampled_from(PLACES), st.data()
)
def test_any_text_that_is_accepted_is_written_as_it_is_read(text: str, place: str, data: st.DataObject) -> None:
    file = "id: x\n" + place.format(data.draw(st.sampled_from(written(text))))
    assume(not parse_source(file, "a.yaml")[1])
    assert is_read_alike(file)


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_a_text_that_would_become_a_comment_is_refused_and_not_lost(sign: str) -> None:
    with pytest.raises(InvalidAgreement, match="kan skrivas om med bibehållna kommentarer"):
        load_tree(f"id: x\nsyfte: ett{sign}# två\n")


def test_what_is_empty_between_brackets_stays_empty() -> None:
    assert "''" not in dump_tree(load_tree("a: {b: , c: d}\n"))
