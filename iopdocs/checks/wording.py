"""Words in an agreement's prose that belong to a purchase, to detailed regulation or to care homes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from iopdocs.checks.case import Case
from iopdocs.checks.parties import all_parties
from iopdocs.checks.texts import last_key, prose
from iopdocs.patterns import lazy_pattern
from iopdocs.reading import KeyPath

_PURCHASE = lazy_pattern(
    r"(?<![\w-])(?:"
    r"(?:tjänste|plats)?köp(?:s|ens?|ets?)?(?!\s+av\s+sex)"
    r"|köp(?:a|as|er|te|ts?|tes|ta)(?!\s+(?:in\b|av\s+sex|sex))"
    r"|(?:tjänste|plats)?köpar(?:e|es|en|ens|na|nas)"
    r"|säljar(?:e|es|en|ens|na|nas)"
    r"|beställar(?:e|es|en|ens|na|nas)"
    r"|(?:tjänste)?leverantör(?:s|en|ens|er|ers|erna|ernas)?"
    r"|utförar(?:e|es|en|ens|na|nas)"
    r"|uppdragsgivar(?:e|es|en|ens|na|nas)"
    r"|uppdragstagar(?:e|es|en|ens|na|nas)"
    r")(?![\w-])",
    re.IGNORECASE,
)
_FILLERS = (
    "är utgör utgöra innebär innebära avser avse gäller gälla handlar handla om fråga ett en något någon några som att "
    "vara vare anse anses betrakta betraktas ses se räknas sig till ska skall bli upphandling eller och"
)
#: A denial before the word, with nothing but small words and other words of purchase between.
_DENIED = lazy_pattern(
    rf"\b(?:inte|ej|varken|aldrig|inget|ingen|inga)\s+(?:(?:{'|'.join(_FILLERS.split())}|{_PURCHASE.pattern}),?\s+)*$",
    re.IGNORECASE,
)
# Names are told apart by so many letters first, when there are many of them.
_BEGINNING, _MANY = 3, 40
# Farther back than this, a denial is of something else.
_LOOK_BACK = 300
_AT_ONCE = lazy_pattern(r"\bpå\s+$", re.IGNORECASE)
_QUOTED = lazy_pattern(r"[”“\"«»][^”“\"«»]*[”“\"«»]")

_UNIT = (
    r"(?:plats|dygn|dag|vårddygn|vårddag|boendedygn|natt|timme|besök|ärende|klient|brukare|person|placering|insats"
    r"|samtal|tillfälle|styck)"
)
_PRICED = lazy_pattern(
    rf"\b(?:kr|kronor|ersättning\w*|pris\w*|avgift\w*|belopp\w*|betala\w*)\b[^.;\n]{{0,25}}?(?:\bper\s+|/\s?)(?:\w+\s+och\s+)?{_UNIT}\b"
    r"|\b(?:dygns|plats|tim|styck|vårddygns)(?:pris|kostnad|ersättning|taxa|avgift)\w*",
    re.IGNORECASE,
)

_CARE_HOME = lazy_pattern(
    r"(?<!\w)(?:vård- och omsorgsboende|äldreboende|demensboende|vårdboende|sjukhem|vårdhem|gruppbostad|servicehus"
    r"|särskil(?:t|da) boenden?|HVB|hem för vård eller boende)(?:n|t|et|en|na|ar|arna|er|s)?(?!\w)",
    re.IGNORECASE,
)

#: Texts that tell of what the agreement is not, of what was before it, or of other than its own contents.
BESIDE = {
    "omfattar_inte", "angränsande_avtal", "marknad", "skäl", "uppgift", "avvikande_mening", "anmärkning", "nyckelord",
}  # fmt: skip
BESIDE_IN = {"möten", "antaganden", "ändringar"}
EARLIER = {"tidigare_avtal", "tidigare_bidrag", "tidigare_samverkan", "egna_insatser"}


@lru_cache(maxsize=1)
def about_the_agreement(case: Case) -> tuple[tuple[KeyPath, str], ...]:
    """Return the prose that says what the agreement is, without names of parties and without what stands in quotes."""
    return tuple(_about_the_agreement(case))


def _about_the_agreement(case: Case) -> Iterator[tuple[KeyPath, str]]:
    names = _Names(case)
    for path, text in prose(case):
        if path[0] in BESIDE_IN or last_key(path) in BESIDE or EARLIER.intersection(path):
            continue
        yield path, _QUOTED.sub(" ", names.taken_out(text))


def purchase_words(text: str) -> list[str]:
    """Return the words of a purchase in a text, each once, in lower case; not where the text denies them."""
    found: dict[str, None] = {}
    for match in _PURCHASE.finditer(text):
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        if not _DENIED.search(before) and not (match[0].lower() == "köpet" and _AT_ONCE.search(before)):
            found[match[0].lower()] = None
    return list(found)


def priced_unit(text: str) -> str | None:
    """Return the first words that price a place, a day or the like, or None."""
    match = _PRICED.search(text)
    return match[0] if match else None


def care_home(text: str) -> bool:
    """Return whether a text speaks of running a care home."""
    return _CARE_HOME.search(text) is not None


class _Names:
    """What parties are called, in lower case, and where to look for it however many they are."""

    def __init__(self, case: Case) -> None:
        self._names = {
            name.lower()
            for _, party in all_parties(case.agreement)
            for name in (party.name, party.known_as, *party.spellings, party.board, party.department)
            if name
        }
        self._short = [name for name in self._names if len(name) < _BEGINNING]
        self._lengths: dict[str, set[int]] = {}
        for name in self._names:
            self._lengths.setdefault(name[:_BEGINNING], set()).add(len(name))

    def taken_out(self, text: str) -> str:
        """Return a text with a space for each name, in any case. (A pattern would be compiled for each agreement.)"""
        low = text.lower()
        if len(low) != len(text):
            return low  # a letter that becomes two: places in one are not places in the other
        for name in sorted(self._within(low), key=lambda name: (-len(name), name)):
            while (at := low.find(name)) >= 0:
                end = at + len(name)
                text, low = f"{text[:at]} {text[end:]}", f"{low[:at]} {low[end:]}"
        return text

    def _within(self, low: str) -> set[str]:
        """Return the names that a text may hold. To look for each of many would take as long as to read them all."""
        if len(self._names) < _MANY:
            return self._names
        found = {name for name in self._short if name in low}
        for at in range(len(low)):
            for length in self._lengths.get(low[at : at + _BEGINNING], ()):
                if (name := low[at : at + length]) in self._names:
                    found.add(name)
        return found
