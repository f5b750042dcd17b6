"""Whether a text has a name in it, inflected or not: *Stödsamtalen ges av …* has *Stödsamtal*, *Alla är välkomna* has
not *Öppet hus*.

Swedish has no rule for which forms a word has, so words are compared without the endings that nouns and adjectives
take. What is not seen to be there is taken not to be: a name too many is repetition, a name too few is a lost fact.
"""

from __future__ import annotations

from iopdocs.patterns import lazy_pattern
from iopdocs.swedish.readability import words

_ENDINGS = lazy_pattern(
    r"(?:heterna|ningarna|arnas?|ernas?|ornas?|ens?|ets?|ars?|ers?|ors?|nas?|na|an|en|et|s|a|e|n|t)$"
)
#: What is left of a word tells nothing when it is shorter.
_FEWEST = 3
# A word inside a compound must be so long to count: *kontakter* in *myndighetskontakter*, not *hus* in *rådhuset*.
_IN_COMPOUND = 6
_SMALL = {
    *("av", "att", "bland", "den", "det", "de", "en", "ett", "för", "från", "hos", "i", "inom", "med", "mot", "och"),
    *("om", "på", "samt", "som", "till", "under", "utan", "vid"),
}


def mentions(text: str, name: str) -> bool:
    """Return whether all the words of a name that mean something stand in a text, in any form and order."""
    told = {form for word in words(text.casefold()) for form in _forms(word)}
    named = [_forms(word) for word in words(name.casefold()) if word not in _SMALL]
    return bool(named) and all(any(_stands(form, told) for form in forms) for forms in named)


def _forms(word: str) -> set[str]:
    """Return a word as it stands and without its ending, since what ends *kurs* is no ending."""
    bare = _ENDINGS.sub("", word)
    return {word, bare} if len(bare) >= _FEWEST else {word}


def _stands(word: str, told: set[str]) -> bool:
    return word in told or any(len(one) >= _IN_COMPOUND and one in word for one in told)
