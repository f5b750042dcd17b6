import pytest

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
