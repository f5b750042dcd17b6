"""What the sections of an agreement are about, by the words of their headings; and what is a heading at all."""

from __future__ import annotations

import re

from iopdocs.swedish import prose
from iopdocs.swedish.characters import plain

#: What a section may be about, by what its heading says; the first that fits counts.
_KINDS: tuple[tuple[str, str], ...] = (
    ("bilagor", r"bilag(?:a|or)\b|bilageförteckning"),
    ("underskrift", r"underskrift|undertecknande|signatur|^ort och datum"),
    ("uppräkning", r"uppräkning|indexering|indexuppräkning|prisjustering|indexreglering"),
    ("utbetalning", r"utbetalning|betalning|faktur|rekvisition"),
    ("redovisning", r"redovisning|revision|räkenskap"),
    ("bidrag", r"egna (?:bidrag|insatser|resurser)|egeninsats|motprestation|(?:parts?|parternas) (?:egna )?bidrag"),
    ("ekonomi", r"ekonomi|ersättning|finansiering|medel|kostnad|budget|resurser|^pengar|betalar|vederlag"),
    ("uppföljning", r"uppföljning|utvärdering|rapportering|återrapportering"),
    ("förlängning", r"förlängning"),
    ("uppsägning", r"uppsägning|förtida upphörande"),
    (
        "tid",
        r"avtalstid|avtalsperiod|giltighet|löptid|tidsperiod|^tid\b|överenskommelsens tid|^period|gäller$|^hur länge",
    ),
    ("ändringar", r"ändring|tillägg"),
    ("tvist", r"tvist|oense|oenig|skiljeklausul|hävning|omförhandling|avtalsbrott"),
    ("organisation", r"organisation|styrning|styrgrupp|samverkansgrupp|ledning|samverkansform|samråd"),
    ("kommunikation", r"kommunikation|information"),
    (
        "åtagande",
        r"åtagande|ansvar\w*$|^parternas (?:roller|ansvar)|skyldighet|insats från|bidrar med|"
        r"(?<!person)uppgifter$|\b(?:lovar|åtar sig)\b",
    ),
    ("värdegrund", r"värdegrund|gemensamma värden|principer"),
    ("målgrupp", r"målgrupp|^för vem\b"),
    ("syfte", r"syfte|ändamål"),
    ("mål", r"^(?:\w+ )?mål\b|målsättning|effektmål|delmål|önskade effekter"),
    ("relation", r"relation|avgränsning|rollfördelning"),
    ("insatser", r"insatser|verksamhet|innehåll|aktiviteter|omfattning|uppdraget"),
    ("beslut", r"^beslut"),
    ("lag", r"rättslig|lagstiftning|lagstöd|lagrum|juridisk|legal"),
    ("bakgrund", r"^varför|bakgrund|inledning|behov|utgångspunkt"),
    ("parter", r"^vilka är|^(?:avtals)?parter(?:na)?\b|^avtalsparter|^mellan$|kontaktuppgifter"),
)
_PATTERNS = [(kind, re.compile(words, re.IGNORECASE)) for kind, words in _KINDS]
#: A number before a heading that somebody has typed: ``§ 4``, ``4.``, ``4.1``, ``4 §``.
NUMBER = re.compile(r"^(?:§+\s?\d+(?:\.\d+)*[.:]?|\d+\s?§[.:]?|\d+(?:\.\d+)*[.:)]?)\s+(?=\S)")
_LONGEST = 70


def kind_of(heading: str) -> str:
    """Return what a section is about; nothing when its heading does not tell."""
    bare = plain(NUMBER.sub("", plain(heading))).strip(" .:").casefold()
    return next((kind for kind, words in _PATTERNS if words.search(bare)), "")


def looks_like_heading(text: str, label: str, *, bold: bool, listed: bool) -> bool:
    """Whether a line in no style of Word's for headings is one all the same.

    It is short, ends with no stop, and is bold, in capitals or numbered; or it is nothing but the name of a section.
    """
    shown = plain(text)
    bare = NUMBER.sub("", shown)
    if len(shown) > _LONGEST or bare.endswith((".", ",", ";", ":", "?")) or not bare[:1].isalpha():
        return False
    if re.search(r"\d{4}|\t|@|:", bare) or not bare[:1].isupper():
        return False
    numbered = bare != shown or bool(re.match(r"(?:§\s?)?\d", label))
    named = bool(kind_of(bare)) and len(bare.split()) <= 4 and not prose.has_verb(bare)
    if listed and not numbered:
        return False
    return (
        (bold and len(bare.split()) <= 8) or (bare.isupper() and len(bare) > 3) or (named and (numbered or not listed))
    )


def depth_of(label: str, text: str) -> int:
    """Return how deep a heading stands by its number: 1 for ``4``, 2 for ``4.1``; 0 when it has none."""
    number = re.match(r"\d+(?:\.\d+)*", label.strip("§ ")) or re.match(r"§?\s?(\d+(?:\.\d+)*)", plain(text))
    return number[0].strip("§ .").count(".") + 1 if number else 0
