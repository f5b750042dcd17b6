"""References to law in running text are sought with the names that the text has, and found as with all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from iopdocs.laws import scan
from iopdocs.laws.library import load_library
from iopdocs.laws.scan import Found, find

INDEX = load_library().index
PLACES = ["4 kap. 1 §", "5:11", "7 §§", "artikel 6.1 c", "13 § första stycket", "§ 7", "i", "och", "samma lag", "10:30"]
SIGNS = [" ", "\n", "\u00a0", ", ", ".", "-", "(", ") ", "s ", "en ", "\u00ad", ": "]
CASES = [
    str,
    str.upper,
    str.capitalize,
    str.lower,
    lambda text: text.replace("i", "ı"),
    lambda text: text.replace("s", "ſ"),
]


scan._words_of(INDEX.written)  # before anything stands in for what it asks


def _with_all_names(text: str) -> Iterator[Found]:
    """Seek as if the text had every name."""
    there = scan._words
    scan._words = lambda _: there(" ".join(INDEX.written))  # type: ignore[assignment]
    try:
        return iter(list(find(INDEX, text)))
    finally:
        scan._words = there


@st.composite
def running_texts(draw: st.DrawFn) -> str:
    """Return a text with names of acts and places in it, written in more ways than anybody writes."""
    pieces = st.one_of(
        st.tuples(st.sampled_from(INDEX.written), st.sampled_from(CASES)).map(lambda one: one[1](one[0])),
        st.sampled_from(PLACES),
        st.sampled_from(["lagen (2001:453)", "avtalet", "lag", "sol", "Parterna"]),
    )
    return "".join(draw(st.lists(st.one_of(pieces, st.sampled_from(SIGNS)), min_size=3, max_size=14)))


@given(running_texts())
@example("4 kap. 1 § socialtjänstlagen och 5:11 SoL")
@example("enligt 4 kap. 1 § SOCİALTJÄNSTLAGEN")
@example("lagen om registerkontroll\u00a0av personal vid vissa boenden som tar emot barn 2 §")
def test_every_reference_is_found_that_all_names_would_find(text: str) -> None:
    assert list(find(INDEX, text)) == list(_with_all_names(text))


@pytest.mark.parametrize("name", INDEX.written)
def test_each_name_is_found_beside_a_place(name: str) -> None:
    for text in (f"Se 4 kap. 1 § {name}.", f"Se 4 KAP. 1 § {name.upper()}.", f"Se {name} 4:1."):
        assert list(find(INDEX, text)) == list(_with_all_names(text))
    assert [one.text for one in find(INDEX, f"Se 4 kap. 1 § {name}.")]


def test_a_text_without_the_name_of_an_act_has_the_act_before_it() -> None:
    first, second = find(INDEX, "Se 4 kap. 1 § socialtjänstlagen. Se även 2 § samma lag.")
    assert second.text == "2 § samma lag"
    assert second.preceding == first.text
