"""Protected addresses spelt wrong, in old ways, or shortened without a dot: each pair must be found."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from benchmarks.samples.address_spellings import others

_STREETS = [
    "Hemligbogatan 12",
    "Ljungstensvägen 7",
    "Almgrenska gränden 31",
    "Kaptensbacken 5",
    "Norra Fiskartorget 118",
]
_SENTENCES = ["{} är adressen.", "Verksamheten finns på {}"]

_OTHERS = r"""
Lönngt 16 = Lönngatan 16 | Lönng. 16
Aspvg 22 = Aspvägen 22
Lönngatan 16 = Lönngt 16 | Lönngt. 16 | LÖNNGT 16 | Lönnvg 18 / Lönngatan | L0nngatan 16 | Lönngatan, det är nummer 16
Aspvägen 22 = Aspvg 22 | AspVgn 22 | Aspvgn 22 | Aspväg. 22
Aspvägen 22 = Aspvägen port nr. 22 | Aspvägen, hus nr 22 | Aspvägen – i port nummer 22
Aspvägen 18 = Aspvägen aderton | Aspvägens artonde hus | den artonde porten: Aspvägen | Aspvägen adertonde huset
Smedjegränd 21 = Smedjegränd tjugoförsta huset | Smedjegrd 21 / Smedjegränd | Smedjegr 21
Kyrkgränd 3 = Kyrkans gränd 3 | nr 3, Kyrkans gränd
Skolgatan 9 = Skolans gata 9
Klostergatan 9 = Klostrets gata 9 / Klostergatan | Klosterns gata 9
Kungsholmsvägen 4 = Konungsholmsvägen 4 | Konungsholms väg 4
Konungsgatan 4 = Kungsgatan 4 | KUNGSGATAN 4
Hästskovägen 14 = Hestskovägen 14 | Hästskoväg 14 | Hästskovæegen 14
Klockarsgränden 14 = Klockargränden 14 | Klockargränd 14
Stora Torget 6 = Stora Torgets sexa | sexan på Stora Torget
Lilla Torget 2 = Lilla Torgets tvåa
Box 4410 = Box 44 10 | Boxen, nummer 4410 | Boxadress 4410, 999 99 Gömby | boxadressen 4410. | Boxen nr 4410
Gården Ekhult = Ekhults gård | Ekhult gård | Ekhults gården
Torpet Backlyckan = Backlyckans torp
Herrgården Vallbo = Vallbo herrgård
Villa Talludden = Talluddens villa
Hagtornsgatan 14 = Hagtornsgataŋ 14 | Hagtorɳsgatan 14 | H4gtornsgatan 14 | Hagt0rnsgat4n 14 | Hagtornsgatan l4
Hagtornsgatan 14 = Hagtornsgatan XIV | Hagtornsgatan 13-15 | Hagtornsgatans bortre ände, nummer 14
Hagtornsgatan 14 = Gatan är Hagtornsgatan och numret är 14
Karl Bergs väg 11 = Elvan på Karl Bergs väg | Bergs väg, det är nummer 11
"""


def slipped(word: str) -> Iterator[str]:
    """Yield a word with a letter left out, doubled, changed, or swapped with the next, anywhere but in its first."""
    for at in range(1, len(word)):
        head, letter, tail = word[:at], word[at], word[at + 1 :]
        if not letter.isalpha():
            continue
        yield head + tail
        yield head + letter + letter + tail
        yield head + ("u" if letter != "u" else "i") + tail
        if tail[:1].isalpha() and tail[0] != letter:
            yield head + tail[0] + letter + tail[1:]


def misspelt() -> Iterator[tuple[str, str]]:
    """Streets with one slip in the name, with their number after it and before it."""
    for street, sentence in product(_STREETS, _SENTENCES):
        name, _, number = street.rpartition(" ")
        for one in slipped(name):
            yield street, sentence.format(f"{one} {number}")
            yield street, sentence.format(f"nr {number}, {one}")


def pairs() -> Iterator[tuple[str, str, str]]:
    """Every pair with the kind it is of: what is protected, and what must be found."""
    yield from (("felskrivna namn", *pair) for pair in misspelt())
    yield from (("äldre och andra sätt", *pair) for pair in others(_OTHERS))
