"""What is never certain, whoever has read it: what is doubted, what a sentence denies, what may tell an address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from iopdocs.importing.proposal import FactOffer, Sure
from iopdocs.protection.like_address import may_be_address

_DENIES = re.compile(r"\b(?:inte|ej|aldrig|varken|ingen|inget|inga|utanför|längre|förutsättning)\b", re.IGNORECASE)
_DENIED = "meningen säger också vad som inte gäller; läs den"
_MAY_TELL = "det kan röja en adress som ska skyddas"
#: Keys whose value is itself that something is not so.
_NO = {"nej", "ingen"}
#: Where a party's own address stands, that is judged by whose it is.
_ADDRESS = "adress"


def careful(found: Iterable[FactOffer]) -> Iterator[FactOffer]:
    """Yield proposals, with those that a person must read before they are taken no longer certain."""
    for one in found:
        why = _why(one) if one.sure is Sure.CERTAIN else ""
        yield replace(one, sure=Sure.LIKELY, why=why) if why else one


def _why(one: FactOffer) -> str:
    if one.why:
        return one.why
    said = [text for _, text in one.pairs]
    if one.path[-1] != _ADDRESS and any(map(may_be_address, said)):
        return _MAY_TELL
    denies = _DENIES.search(one.sentence)
    # A text that is taken with its own denial says the same as the sentence.
    if denies and not any(text in _NO or _DENIES.search(text) for text in said):
        return _DENIED
    return ""
