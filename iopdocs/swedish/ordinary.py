"""Words that nobody is called: a capital on one of them says only that somebody began a sentence there.

What cannot be told from a name (*Hopp*, *Åsa*) is none of them.
"""

from __future__ import annotations

import re

from iopdocs.patterns import lazy_pattern
from iopdocs.swedish import names

#: Words that lead into what is said.
SMALL = frozenset(
    """
    alla allt att av bara både de den denna deras det detta dessa efter eller en enligt ett flera från för genom
    gemensamt ge gäller göra gå få ha har hos i inom inte kan kommer löpande med men minst högst när nå och om på
    två tre fyra fem sex sju åtta nio tio samt se sedan ska skriftligen som till under utan varje var vid vara vi är
    """.split()  # noqa: SIM905
)
# Whom an agreement is for and what it rests on: words with endings that names have, too.
_PEOPLE = frozenset(
    """
    barn elever familjer flickor flyktingar hemlösa ideella individer killar kvinnor människor män medlemmar pojkar
    personer romer samer skolbarn studerande tjejer unga ungdomar vuxna äldre fler färre omtanke respekt tillit
    """.split()  # noqa: SIM905
)
# How words end that are no names: *anhöriga*, *arbetslösa*, *öppenhet*, *kvinnorna*; not *Exempelbybor*, *Peter*.
_ENDINGS = lazy_pattern(
    r"[a-zåäö]{3,}(?:ande|ende|ghet|enhet|ning|tion|ism|iga|lösa|satta|lända|amma|ionärer|enter|orna|erna|arna)"
)
_FIRST = lazy_pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def is_ordinary(word: str) -> bool:
    """Whether a word is one that nobody is called: *anhöriga*, *alla*, *kvinnorna*."""
    small = word.lower()
    return small in SMALL or small in _PEOPLE or bool(_ENDINGS.fullmatch(small))


def within(text: str) -> str:
    """Return a text as it stands within a sentence: *Alla elever* as *alla elever*; *Åsa* and *IOP* as they are."""
    first = _FIRST.match(text)
    return names.lower_first(text) if first and is_ordinary(first[0]) else text


def after_that(text: str) -> str:
    """Return a text as it stands after *att*, which it may have said itself: *Att fler får stöd* as *fler får stöd*."""
    return within(re.sub(r"^att\s+", "", text.strip(), flags=re.IGNORECASE))
