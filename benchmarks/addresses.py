"""Count both errors of the search for what is protected: ``python -m benchmarks.addresses --write``.

What is written of a protected address and not found, and ordinary texts that are stopped. The same for personnummer.
Half of the spellings and texts were written after the finding (``benchmarks/unseen.py``) and are counted apart. Exits
with 1 when anything is missed, or more than one ordinary text in a thousand is stopped.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

from benchmarks import unseen
from benchmarks.figures import write
from benchmarks.samples import address_slips, address_spellings, ordinary_texts, personnummer_ways
from iopdocs.protection import Secret, Seeker
from iopdocs.swedish import personnummer
from iopdocs.swedish.characters import seen
from iopdocs.swedish.personnummer import Certainty

_OF_EACH_WAY, _OF_EACH_NUMBER, _MOST = 100, 500, 1 / 1000
_MISSED = "missat"


def verdict(found: Iterable[Certainty]) -> str:
    """Return the surest of what was found, or that nothing was."""
    certainties = set(found)
    return str(Certainty.CERTAIN if Certainty.CERTAIN in certainties else next(iter(certainties), _MISSED))


def written(street: str, text: str) -> str:
    """Return what becomes of a text that names a protected street."""
    return verdict(find.certainty for find in Seeker([Secret(street)]).find(text))


def numbered(text: str) -> str:
    """Return what becomes of a text with a personnummer."""
    return verdict(hit.certainty for hit in personnummer.find(seen(text)))


def counted(title: str, verdicts: Iterable[str]) -> dict[str, int]:
    """Return the rows of what must be found."""
    found = list(verdicts)
    kinds = (Certainty.CERTAIN, Certainty.POSSIBLE, _MISSED)
    return {title: len(found)} | {f"– {title[0].lower()}{title[1:]}: {kind}": found.count(str(kind)) for kind in kinds}


def stopped(title: str, texts: Iterable[str], stops: Iterable[bool]) -> dict[str, int]:
    """Return the rows of what must not be found."""
    every = list(stops)
    return {title: len(every), f"– {title[0].lower()}{title[1:]}: stoppade": sum(every)}


def main() -> int:
    """Count, print the figures, and write them when asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the figures in docs/tillforlitlighet.md")
    wanted = parser.parse_args()
    figures: dict[str, int] = {}
    ours = (*address_spellings.pairs(), *address_slips.pairs())
    for half, known in (("", ours), (" (skrivna efteråt)", unseen.pairs())):
        verdicts = (written(street, text) for _, street, text in known)
        figures |= counted(f"Skrivsätt för skyddade adresser{half}", verdicts)
    for half, texts in (("", ordinary_texts), (" (skrivna efteråt)", unseen)):
        codes = [Secret("", code, "Gömda") for code in ordinary_texts.POSTCODES]
        seeker = Seeker([*map(Secret, texts.PROTECTED), *codes])
        every = texts.ordinary()
        figures |= stopped(f"Vanliga texter{half}", every, (bool(seeker.find(text)) for text in every))
    pairs = list(unseen.neighbours())
    stops = (written(street, text) != _MISSED for street, text in pairs)
    figures |= stopped("Andra gator med samma nummer", (text for _, text in pairs), stops)
    around, ways = personnummer_ways.AROUND, personnummer_ways.written
    for half, listed in (("", personnummer_ways.WAYS), (" (skrivna efteråt)", unseen.WAYS)):
        found = map(numbered, ways(listed, around, _OF_EACH_WAY))
        figures |= counted(f"Personnummer i alla skrivsätt{half}", found)
    slips = map(numbered, ways(personnummer_ways.SLIPS, around, _OF_EACH_WAY, wrong=True))
    figures |= counted("Personnummer med fel kontrollsiffra", slips)
    for half, listed in (
        ("", personnummer_ways.OTHERS),
        (" (skrivna efteråt)", unseen.OTHERS),
        (" som inget säger vad de är", personnummer_ways.BARE),
    ):
        every = list(personnummer_ways.numbered(listed, _OF_EACH_NUMBER))
        hits = (numbered(text) != _MISSED for text in every)
        figures |= stopped(f"Ärendenummer, fakturor, tider och andra siffror{half}", every, hits)
    every = ordinary_texts.ordinary()
    figures |= stopped("Vanliga texter, mot personnummer", every, (numbered(text) != _MISSED for text in every))
    for name, value in figures.items():
        print(f"{name:96}{value:8}")
    if wanted.write:
        write("addresses", "python -m benchmarks.addresses", figures)
    return 1 if _too_many(figures) else 0


def _too_many(figures: dict[str, int]) -> bool:
    """Whether anything is missed, or too much stopped of what says what it is."""
    missed = any(value for name, value in figures.items() if name.endswith(_MISSED))
    texts = [(name, value) for name, value in figures.items() if f"– {name[0].lower()}{name[1:]}: stoppade" in figures]
    rates = [
        figures[f"– {name[0].lower()}{name[1:]}: stoppade"] / value for name, value in texts if "inget" not in name
    ]
    return missed or max(rates) >= _MOST


if __name__ == "__main__":
    sys.exit(main())
