import pytest

from iopdocs.swedish import diarienummer

NBSP = "\u00a0"


@pytest.mark.parametrize("text", ["SN 2021/123", "SN-2021-00123", "KS/2021:123", "2021SN0123", "Dnr SN 2021/123"])
def test_a_case_number_is_kept_word_for_word_on_one_line(text: str) -> None:
    assert diarienummer.parse(f" {text} ") == text
    assert diarienummer.format(text) == text.replace(" ", NBSP)


@pytest.mark.parametrize("text", ["", "SN", "SN 2021/1\nSN 2021/2", "1" * 61])
def test_what_cannot_be_a_case_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="diarien"):
        diarienummer.parse(text)
