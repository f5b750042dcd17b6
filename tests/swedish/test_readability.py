from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopdocs.swedish.readability import lix, sentences, words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Kommunen ger 2 970 000 kronor.", 4),
        ("Individ- och familjenämnden, Umeå.", 4),
        ("kl. 8–22", 3),
        ("", 0),
        ("– Ja!", 1),
    ],
)
def test_words_are_counted_as_a_newspaper_counts_them(text: str, count: int) -> None:
    assert len(words(text)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Jouren finns. Den tar emot.", 2),
        ("Öppet kl. 8–22 alla dagar. Välkomna!", 2),
        ("Stöd, t.ex. Samtal och råd, bl.a. Rut.", 1),
        ("Avtalet (dnr. 2022/1) gäller. Punkt.", 2),
        ("– Nu kör vi! säger hon. Det blir bra.", 2),
        ("Gäller till den 31 december 2024. Sedan inte.", 2),
        ("Bidraget är 2.5 miljoner.", 1),
        ("Ordförande A. Ek talar.", 1),
        ("", 0),
    ],
)
def test_sentences_end_where_a_reader_takes_a_breath(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_lix_is_words_per_sentence_and_the_share_of_long_words() -> None:
    # 10 words in 2 sentences, 2 of them longer than six letters.
    assert lix(["Vi ger stöd till kvinnorna.", "De får hjälp av personalen."]) == 5 + 20
    assert lix([]) == 0


@given(st.text())
def test_no_word_is_lost_between_sentences(text: str) -> None:
    assert [word for one in sentences(text) for word in words(one)] == words(text)
