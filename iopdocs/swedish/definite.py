"""The definite form of what something is called: ``språkkafé`` is *språkkaféet*, ``öppen verkstad`` *den öppna
verkstaden*.

Swedish has no rule that gives it from the word: gender and plural must be known. So only words with a known last part
are inflected (``Svenska Akademiens ordlista``), and nothing is said of any other. Words that are the same in singular
and plural (*samtal*, *besök*, *läger*) are left out: which of the two is meant cannot be seen.
"""

from __future__ import annotations

import re

from iopdocs.swedish.names import lower_first

_COMMON, _NEUTER, _PLURAL = "den", "det", "de"
#: The last part of a word, what makes it definite, and the article that an adjective before it takes.
_KNOWN = {
    **dict.fromkeys(("het", "ning", "ring", "ling", "ding", "tion", "sion"), ("en", _COMMON)),
    **dict.fromkeys(
        ("grupp", "kurs", "plats", "jour", "chatt", "telefon", "lokal", "klinik", "butik"), ("en", _COMMON)
    ),
    **dict.fromkeys(("verkstad", "bostad", "gård", "hjälp", "vård", "bank", "kväll", "undervisning"), ("en", _COMMON)),
    **dict.fromkeys(("kedja", "skola", "kassa", "linje", "service"), ("n", _COMMON)),
    **dict.fromkeys(("stöd", "kök", "hus"), ("et", _NEUTER)),
    **dict.fromkeys(("kafé", "café"), ("et", _NEUTER)),
    **dict.fromkeys(("boende", "arbete", "härbärge"), ("t", _NEUTER)),
    **dict.fromkeys(
        ("grupper", "kurser", "träffar", "kvällar", "kassar", "cirklar", "heter", "ningar"), ("na", _PLURAL)
    ),
}
_ENDINGS = sorted(_KNOWN, key=len, reverse=True)
_ADJECTIVES = {
    form: forms[-1]
    for forms in (
        ("öppen", "öppet", "öppna"),
        ("skyddad", "skyddat", "skyddade"),
        ("gemensam", "gemensamt", "gemensamma"),
        ("enskild", "enskilt", "enskilda"),
        ("social", "socialt", "sociala"),
        ("ideell", "ideellt", "ideella"),
    )
    for form in forms
}
_PRESENT = re.compile(r"[a-zåäö]{3,}(?:ande|ende)")
_AFTER = re.compile(r"\s(?=(?:för|om|på|med|vid|hos|till|i|från|mot|av|åt|under|efter|utan|kring)\s)")
_PLAIN = re.compile(r"[a-zåäöé -]+")


def definite(name: str) -> str | None:
    """Return a name in the definite form, in small letters: ``Grupper för äldre`` gives ``grupperna för äldre``.

    None where the form is not known, also where one of two words joined by *och* has none.
    """
    head, *rest = _AFTER.split(lower_first(name.strip()), maxsplit=1)
    words = [_inflected(part) for part in head.split(" och ")]
    known = [word for word in words if word is not None]
    return " ".join([" och ".join(known), *rest]) if len(known) == len(words) else None


def _inflected(phrase: str) -> str | None:
    *before, noun = phrase.split(" ")
    ending = next((one for one in _ENDINGS if noun.endswith(one)), None)
    adjectives = [_ADJECTIVES.get(one) or (one if _PRESENT.fullmatch(one) else None) for one in before]
    if ending is None or not all(adjectives) or not _PLAIN.fullmatch(phrase):
        return None
    suffix, article = _KNOWN[ending]
    return " ".join([*([article] if before else []), *(one for one in adjectives if one), noun + suffix])
