"""Whether words fit the sentence they land in: as it stands in documents made with the starter's templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from iopdocs.checks.case import Case
from iopdocs.checks.texts import prose
from iopdocs.errors import Problem
from iopdocs.model import Agreement
from iopdocs.model.frames import ALONE, GAP, frames, general
from iopdocs.reading import KeyPath
from iopdocs.swedish import ordinary
from iopdocs.swedish import prose as phrases
from iopdocs.swedish.names import lower_first

#: An adjective where a way of doing something is asked for: *skriftlig* where *skriftligen* should stand.
_ADJECTIVE = re.compile(r"[a-zåäö]+lig\b(?!\s+(?:form|väg))", re.IGNORECASE)
#: Where a sentence of its own is put by itself: the words of these keys end a sentence only when they can.
_FITS_BOTH = frozenset({
    "uppföljning.hur", "målgrupp.barn", "bakgrund.tidigare_samverkan", "bakgrund.lagrum[].innebörd",
})  # fmt: skip
#: Where words tell whom or what something is for, and not what it is called.
_TELLS_WHOM = frozenset({"målgrupp", "syfte", "värdegrund", "åtaganden"})
#: Verbs that say that something is done, and what would say so once more.
_DONE, _PASSIVE = frozenset({"görs", "upp"}), re.compile(r"(?:[a-zåäö]+eras|görs|sker|följs|hålls)\b", re.IGNORECASE)
_SHALL = re.compile(r"(?:[\wåäöÅÄÖ]+\s+){1,4}?ska(?:ll)?\b")
_INFINITIVE = re.compile(r"[A-ZÅÄÖ][a-zåäö]+as?\b")
_STOP = re.compile(r"[.!?]\s+[A-ZÅÄÖ]")
#: Stops that belong to a word: what follows may be a name.
_SHORTENED = re.compile(r"\b(?:\w|bl|ca|dvs|f\.d|jfr|kap|kl|m\.fl|m\.m|nr|osv|s\.k|t\.ex|resp)\.\s+[A-ZÅÄÖ]")
_SPLIT = "Är texten en del av en längre, som ett komma inom [ ] har delat: sätt citattecken om hela."
#: Where an id is read as what has it.
_READS_IDS = {"bakgrund.initiativ"}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def fit_their_sentences(case: Case) -> Iterator[Problem]:
    """Doubt words that do not fit where they land: said twice, with a capital or a full stop inside a sentence."""
    known = frames()
    for path, text in prose(case):
        sentences = known.get(general(path), {}).values()
        if not set(ALONE).isdisjoint(sentences):
            continue  # where it stands by itself it may be a whole sentence, and other texts choose their words by that
        for sentence in sentences:
            if general(path) in _FITS_BOTH and phrases.is_own_sentence(text):
                break
            if found := _misfit(path, text, sentence):
                what, hint = found
                message = f"Orden hamnar i meningen ”{sentence}”, {what}."
                yield case.problem(path, message, hint, code="passar-inte-i-meningen")
                break


def _misfit(path: KeyPath, text: str, sentence: str) -> tuple[str, str] | None:
    """Return what is wrong with a text in a sentence and what to do about it, or None."""
    first, (last, goes_on) = _WORD.match(text), _around(sentence)
    if last and first:
        if found := _said_twice(text, first, last) or _wrong_form(text, last):
            return found
        infinitive = last in {"att", "ska"} and _INFINITIVE.match(text)
        if first[0][0].isupper() and (_has_small(path, first[0]) or infinitive):
            return f"men börjar med stor bokstav: {first[0]}", f"Skriv {first[0].lower()}."
        if last in {"att", "ska"} and phrases.is_phrase(text) and not phrases.follows_that(text):
            return "men har inget verb", f"Börja med ett verb. {_SPLIT}"
    if goes_on and _STOP.search(text) and not _SHORTENED.search(text):
        return "men är flera meningar", "Skriv en mening som passar, och resten på ett annat ställe."
    return None


def _said_twice(text: str, first: re.Match[str], last: str) -> tuple[str, str] | None:
    if first[0].lower() == last.lower() and first.end() < len(text):
        return f"så här blir det ”{last} {first[0]}”", f"Ta bort {first[0]}."
    if last == "ska" and (twice := _SHALL.match(text)):
        return f"så här blir det ”ska {twice[0]}”", f"Ta bort {twice[0]}."
    return None


def _wrong_form(text: str, last: str) -> tuple[str, str] | None:
    if last == "göras" and (found := _ADJECTIVE.match(text)):
        return f"så här blir det ”{last} {found[0]}”", f"Skriv {found[0].lower()}en."
    if last in _DONE and (found := _PASSIVE.match(text)):
        return f"så här blir det ”{last} {found[0]}”", "Skriv hur det görs, eller en hel mening."
    return None


def _has_small(path: KeyPath, word: str) -> bool:
    """Whether a word has a capital only where a sentence begins: more have where it is told whom something is for."""
    return ordinary.is_ordinary(word) if path[0] in _TELLS_WHOM else word.lower() in ordinary.SMALL


def ids_in_print(case: Case) -> Iterator[Problem]:
    """Doubt a text that is only the id of a party or a group: it is printed just as it stands."""
    called = dict(_called(case.agreement))
    for path, text in case.texts:
        name = called.get(text.strip())
        if name and path[0] not in {"parter", "organisation"} and general(path) in frames().keys() - _READS_IDS:
            message = f"”{text}” är ett id i filen, och skrivs ut så i dokumentet."
            yield case.problem(path, message, f"Skriv {name}.", code="id-i-text")


def _called(agreement: Agreement) -> Iterator[tuple[str, str]]:
    """Yield each id that is no word for what has it, with what to write instead."""
    for party in agreement.parties:
        names = {one.casefold() for one in (party.name, party.known_as, party.own_term, *party.spellings) if one}
        if party.id and party.id not in names:
            yield party.id, party.own_term or party.called
    for group in agreement.groups:
        if group.id and group.name and group.id != group.name.casefold():
            yield group.id, lower_first(group.name)


@lru_cache(maxsize=4096)
def _around(sentence: str) -> tuple[str, bool]:
    """Return the word right before a text's place in a sentence, if there is one, and whether the sentence goes on."""
    before, _, after = sentence.partition(GAP)
    last = re.search(rf"({_WORD.pattern})\s$", before)
    return last[1] if last else "", bool(re.match(r"\s*[\w,(–]", after) or last)
