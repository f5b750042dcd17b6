"""A file of which only the changed keys are written anew is the file that is written whole, sign for sign."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml.comments import CommentedMap

from iopdocs.reading import by_key
from iopdocs.reading.by_key import WrittenByKey
from iopdocs.reading.roundtrip import dump_tree, load_tree, tree_again
from iopdocs.reading.tree_edits import drop, put, text_of
from tests.conftest import ROOT
from tests.support.examples import examples

EVERY = [*(ROOT / "agreements").glob("*.yaml"), *(ROOT / "tests" / "agreements").glob("*.yaml")]
#: Some of many, and the richest.
WRITTEN = [*sorted((ROOT / "tests" / "agreements").glob("*.yaml"))[::6], *(ROOT / "agreements").glob("varmdo*.yaml")]
COMMENTED = """# ett avtal
# i två rader
id: prov  # kort
# om parterna
parter:
  # den första
  - namn: Exempelby  # orten

  - {namn: Jouren, roll: idéburen}
# syftet
syfte: >-
  Att stödja
  och skydda.

# sist
bakgrund: |
  Rad ett.

  Rad två.
# efter allt
"""


def both(tree: CommentedMap, was: WrittenByKey, *keys: str) -> tuple[str, str]:
    """Return a changed tree written by its keys, and whole."""
    return was.with_changed(copy.deepcopy(tree), keys), dump_tree(copy.deepcopy(tree))


def spoilt(node: Any) -> None:
    """Change the first text within a value."""
    for place, value in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(value, str):
            node[place] = text_of("Något annat: #1", value)
            return
        if isinstance(value, dict | list) and value:
            spoilt(value)
            return


@pytest.mark.parametrize("text", [COMMENTED, *(path.read_text(encoding="utf-8") for path in WRITTEN)])
def test_each_key_of_a_file_changed_by_itself(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    was = WrittenByKey(load_tree(text))
    for key in load_tree(text):
        tree = load_tree(text)
        put(tree, key, text_of("Ny text", tree[key]), list(tree)) if isinstance(tree[key], str) else spoilt(tree[key])
        by_keys, whole = both(tree, was, key)
        assert by_keys == whole
        monkeypatch.setattr(by_key, "dump_tree", lambda tree: dump_tree(tree) if len(tree) == 1 else "the whole file")
        assert was.with_changed(copy.deepcopy(tree), [key]) == whole
        monkeypatch.undo()


def test_a_key_that_comes_or_goes_makes_the_file_be_written_whole() -> None:
    was = WrittenByKey(load_tree(COMMENTED))
    more, less = load_tree(COMMENTED), load_tree(COMMENTED)
    put(more, "målgrupp", "alla", ["id", "parter", "syfte", "målgrupp", "bakgrund"])
    drop(less, "syfte")
    for tree in (more, less):
        by_keys, whole = both(tree, was, "målgrupp", "syfte")
        assert by_keys == whole


@pytest.mark.parametrize(
    "text",
    [
        "{id: prov, syfte: a}\n",
        '"id": prov\nsyfte: a\n',
        "---\nid: prov\nsyfte: a\n...\n",
        "id: prov\nsyfte:\n- a\n- b\n",
    ],
)
def test_a_file_of_another_form_is_written_as_when_it_is_written_whole(text: str) -> None:
    was, tree = WrittenByKey(load_tree(text)), load_tree(text)
    put(tree, "syfte", "b", list(tree))
    by_keys, whole = both(tree, was, "syfte")
    assert by_keys == whole


@given(st.sampled_from(list(load_tree(COMMENTED))), st.text("ab:#'\"\n|>-{[ \u00a0åé", min_size=1, max_size=30))
@settings(max_examples=examples(40))
def test_any_text_in_any_key(key: str, said: str) -> None:
    was, tree = WrittenByKey(load_tree(COMMENTED)), load_tree(COMMENTED)
    put(tree, key, text_of(said, tree[key]), list(tree))
    by_keys, whole = both(tree, was, key)
    assert by_keys == whole


@pytest.mark.parametrize("text", [COMMENTED, *(path.read_text(encoding="utf-8") for path in EVERY)])
def test_a_tree_that_is_asked_for_again_is_written_as_the_tree_itself_and_is_its_own(text: str) -> None:
    tree_again(text).clear()
    assert dump_tree(tree_again(text)) == dump_tree(load_tree(text))
