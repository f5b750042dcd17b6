import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopdocs.swedish import lists


@pytest.mark.parametrize(
    ("items", "text"),
    [(["a"], "a"), (["a", "b"], "a och b"), (["a", "b", "c"], "a, b och c"), (["a", "b", "c", "d"], "a, b, c och d")],
)
def test_a_series_has_no_comma_before_och(items: list[str], text: str) -> None:
    assert lists.format(items) == text


def test_alternatives_are_joined_by_eller() -> None:
    assert lists.format_or(["a", "b", "c"]) == "a, b eller c"


def test_braces_and_commas_in_the_items_survive() -> None:
    assert lists.format(["Ek & {0}", "b, c", "d"]) == "Ek & {0}, b, c och d"


def test_an_empty_series_is_refused_rather_than_printed_as_a_blank() -> None:
    with pytest.raises(ValueError, match="Listan är tom"):
        lists.format([])


def test_a_single_text_is_not_taken_for_a_series_of_letters() -> None:
    with pytest.raises(TypeError):
        lists.format("abc")


@pytest.mark.parametrize(
    ("items", "text"),
    [
        (["individ- och familjenämnden", "jouren"], "individ- och familjenämnden samt jouren"),
        (["a", "b och c", "d"], "a, b och c samt d"),
        (["Kommunen", "Hem och Skola"], "Kommunen samt Hem och Skola"),
        (["a och b"], "a och b"),
        (["Ochsen", "b"], "Ochsen och b"),
    ],
)
def test_where_a_member_has_an_och_of_its_own_the_last_is_joined_by_samt(items: list[str], text: str) -> None:
    assert lists.format(items) == text


@given(st.lists(st.sampled_from(["a", "b", "c och d", "Hem och Skola", "och"]), min_size=1, max_size=6))
def test_a_series_can_be_taken_apart_again(items: list[str]) -> None:
    made = lists.format(items)
    *first, last = items
    if not first:
        assert made == last
        return
    word = "samt" if any("och" in item.split() for item in items) else "och"
    assert made == f"{', '.join(first)} {word} {last}"
    assert made.count(" samt ") == (word == "samt")
