"""How the amounts of an agreement grow: by an index or a share a year, or not at all, and on what they are reckoned."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iopdocs.importing.document import sentences
from iopdocs.importing.numbers_read import percents
from iopdocs.importing.payers import OTHER_MONEY
from iopdocs.importing.proposal import FactOffer, Pair, Sure
from iopdocs.importing.sections import SectionReader, one_value, settled

_UPLIFT = re.compile(
    r"räknas(?: \w+){0,2} upp|uppräkn\w*|indexera\w*|indexeras|indexuppräkn\w*|justeras|höjs", re.IGNORECASE
)
_NO_UPLIFT = re.compile(
    r"(?:räknas|räknats|indexeras|justeras)\s+(?:inte|ej)\s*(?:upp)?|ingen\s+(?:årlig\s+)?(?:uppräkning|indexering)|"
    r"(?:inte|ej)\s+(?:räknas upp|indexeras)|utan\s+(?:uppräkning|indexering)",
    re.IGNORECASE,
)
#: What an agreement's money is called: of all of it, or of the only kind there is.
_ALL_MONEY = re.compile(
    r"\b(?:(?:års|total|grund|verksamhets|drifts|partnerskaps)?(?:belopp(?:en|et)?|ersättning(?:en|ar|arna)?|"
    r"bidrag(?:et|en)?|stöd(?:et|en)?|anslag(?:et|en)?)|medel|medlen|finansieringen|uppräkning\w*|indexering\w*)\b",
    re.IGNORECASE,
)
_INDEX = re.compile(
    r"((?:\w+)?(?:pris|kostnads)index(?:et)?(?: för [a-zåäö ]+?)?(?: \([A-ZÅÄÖ]{2,6}\))?)(?=[.,;)]|"
    r"\s(?:med|enligt|från|som|varje)\b|$)|"
    r"\b(PKV|KPI|KPIF|LPIK?|AKI|OPI)(?![\wåäö])"
)


class GrowthReader(SectionReader):
    """Reads how the money of one document grows."""

    def proposed(self) -> Iterator[FactOffer]:
        """Yield what is said of it."""
        found: list[FactOffer] = []
        path = ("ekonomi", "uppräkning")
        for one in self._document.of("ekonomi", "uppräkning", "utbetalning", ""):
            for sentence in sentences(one.text):
                read = frozenset({one.number})
                if none := _NO_UPLIFT.search(sentence):
                    before = sentence[: none.start()]
                    if re.search(r"\b(?:till|för) \w", before) or not _ALL_MONEY.search(sentence[: none.end()]):
                        continue  # one item is not, which says nothing of the others
                    found.append(FactOffer(path, (("slag", "ingen"),), sentence, one.place, read=read))
                elif (grows := _UPLIFT.search(sentence)) and (pairs := _uplift_pairs(sentence)):
                    # What grows stands before the verb, or the noun says that it is all.
                    subject = sentence[: grows.end()]
                    if OTHER_MONEY.search(_INDEX.sub("", subject)):
                        continue
                    why = "" if _ALL_MONEY.search(subject) else "om det gäller alla belopp framgår inte säkert"
                    sure = Sure.LIKELY if why else Sure.CERTAIN
                    found.append(FactOffer(path, pairs, sentence, one.place, sure, why=why, read=read))
        if len({one.pairs for one in found}) == 1:
            yield settled(found)
            yield from self._basis()
        elif found:
            places = " och ".join(one.place for one in found)
            read = frozenset(number for one in found for number in one.read)
            choices = tuple(dict.fromkeys(one.value for one in found))
            why = f"det står också: {choices[-1]}"
            yield FactOffer(path, found[0].pairs, found[0].sentence, places, Sure.LIKELY, why=why, read=read)

    def _basis(self) -> Iterator[FactOffer]:
        words = (("föregående år", r"på (?:det )?föregående års? (?:belopp|nivå)|föregående års belopp|ränta på ränta"),
                 ("första året", r"på (?:det )?första årets (?:belopp|nivå)|ursprungliga beloppet"))  # fmt: skip
        for one in self._document.of("ekonomi", "uppräkning"):
            for basis, said in words:
                if re.search(said, one.text, re.IGNORECASE):
                    yield one_value(("ekonomi", "uppräkning", "bas"), basis, one)
                    return


def _uplift_pairs(sentence: str) -> tuple[Pair, ...]:
    index, shares = _INDEX.search(sentence), list(dict.fromkeys(percents(sentence)))
    first = re.search(r"(?:från och med|första gången|fr\.?o\.?m\.?)\s+(?:den 1 januari\s+|år\s+)?(20\d\d)", sentence)
    year = (("från_år", first[1]),) if first else ()
    if index:
        return (("slag", "index"), ("index", index[1] or index[2]), *year)
    if len(shares) == 1:
        return (("slag", "procent"), ("procent", shares[0]), *year)
    return ()
