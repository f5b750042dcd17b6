"""JSON is read as the same agreement in YAML is, with the same refusals and on the same lines."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopdocs.reading import decode_source
from iopdocs.reading.source import normalised

TEXTS = st.text(st.characters(min_codepoint=0x20, exclude_categories=["Cs", "Cc", "Co", "Cf", "Cn"]), max_size=20)
KEYS = st.text("abcåäö_", min_size=1, max_size=8)
TREES = st.recursive(
    TEXTS, lambda one: st.lists(one, max_size=4) | st.dictionaries(KEYS, one, max_size=4), max_leaves=12
)


def read(text: str) -> tuple[object, list[tuple[str, int | None]]]:
    source, problems = decode_source(text.encode(), "avtal 1", json=True)
    return source.data, [(one.code, one.line) for one in problems]


def as_read(tree: object) -> object:
    """Return a tree as the reader of YAML keeps it: texts in NFC, without blanks around them."""
    if isinstance(tree, dict):
        return {key: as_read(value) for key, value in tree.items()}
    return list(map(as_read, tree)) if isinstance(tree, list) else normalised(str(tree)).strip()


@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=5), st.booleans(), st.sampled_from([None, 2, "\t"]))
def test_what_json_says_is_what_is_read(tree: dict[str, object], plain: bool, indent: int | str | None) -> None:
    found, problems = read(json.dumps(tree, ensure_ascii=plain, indent=indent))
    if not problems:  # a sign that no agreement may have is told of, whatever the text is written in
        assert found == as_read(tree)
    assert {code for code, _ in problems} <= {"otillåtet-tecken"}


def test_its_own_words_are_read_as_ours() -> None:
    found, problems = read('{"a": true, "b": [false, null], "c": null, "d": "true", "e": 12.50, "f": -3e2}')
    assert found == {"a": "ja", "b": ["nej", ""], "c": None, "d": "true", "e": "12.50", "f": "-3e2"}
    assert problems == []


def test_signs_that_yaml_reads_otherwise_are_the_same() -> None:
    assert read('{"a": "\\ud83d\\ude00 \\\\ud83d \\/"}') == ({"a": "😀 \\ud83d /"}, [])
    assert read('{"a": "Så:\\n- A:\\tb\\r\\n"}') == ({"a": "Så:\n- A: b"}, [])
    assert read('{"a": "en\u2028två"}') == ({"a": "en\ntvå"}, [])


@pytest.mark.parametrize("text", ["", "{", '{"a": NaN}', '{"a": 1,}', "{'a': 1}", "a: 1", '{"a": 01}'])
def test_what_is_no_json_is_told(text: str) -> None:
    found, problems = read(text)
    assert found is None
    assert [code for code, _ in problems] == ["json"]


def test_a_fault_has_the_line_that_it_stands_on() -> None:
    assert read('{\n "a": "1",\n "a": "2"\n}')[1] == [("dubbel-nyckel", 3)]
    assert read('{\n "a": 1\n "b": 2}')[1] == [("json", 3)]


def test_half_a_sign_and_what_is_too_deep_are_refused() -> None:
    assert read('{"a": "\\ud83d"}')[1]
    assert [code for code, _ in read("[" * 100_000)[1]] == ["json"] or read("[" * 100_000)[1]
    deep = '{"a":' * 30 + "1" + "}" * 30
    assert [code for code, _ in read(deep)[1]] == ["för-djupt"]
