import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iopdocs.swedish import postnummer

NBSP = "\u00a0"


@pytest.mark.parametrize("text", ["139 40", "13940", "139\u00a040", "SE-139 40", "S-139 40"])
def test_a_postal_code_is_printed_three_and_two(text: str) -> None:
    assert postnummer.parse(text) == "13940"
    assert postnummer.format(text) == f"139{NBSP}40"


@pytest.mark.parametrize("text", ["", "1394", "139 400", "039 40", "139 40 Gustavsberg"])
def test_a_faulty_postal_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="är inte ett postnummer"):
        postnummer.parse(text)


@settings(deadline=None)
@given(st.from_regex(r"[1-9][0-9]{4}", fullmatch=True))
def test_a_printed_postal_code_reads_back_as_itself(digits: str) -> None:
    assert postnummer.parse(postnummer.format(digits)) == digits
