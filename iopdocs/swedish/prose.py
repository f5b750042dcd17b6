"""What running text in news asks for: series that may hold *och*, what stands after *att*, small numbers in words.

A last member is joined with *samt* where a member has an *och* of its own (Svenska skrivregler, 2017, § 16.2: samt
parts what och does not). Numbers to twelve are written in words in running text, also before *procent* and lengths of
time (TT-språket, Siffror). Sources are named in words; no table is copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from iopdocs.patterns import lazy_pattern
from iopdocs.swedish import lists, names, numbers, ordinary, words
from iopdocs.swedish.definite import definite

_AND = lazy_pattern(r"\boch\b|\bsamt\b")


def _words_in(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Infinitives of one syllable; all others end in -a.
_SHORT = _words_in(
    """
    få gå nå ge se be le bli dö fly gro tro bo bero ha ta dra slå stå må ske klä nås ges ses tas hållas
    """
)
# Those with something before them: ingå, avstå, inse, ange.
_SHORT_LAST = re.compile(r"[a-zåäö]{1,6}(?:gå|stå|få|slå|nå|se|ge|be|dra|ta)")
# Verbs in the present tense that texts of agreements use. Plurals end as they do (grupper, situationer), so that no
# ending tells a verb.
_VERBS = _words_in(
    """
    är har kan ska får ger tar blir finns når går står bor vill måste bör vet mår kommer gör ser sker ansvarar arbetar
    bedriver behandlar behöver bemannar bemannas besöker bidrar består deltar driver erbjuder erbjuds följer förebygger
    försvinner förstår gäller genomför ges görs hittar hjälper håller hålls höjs ingår informerar innebär innehåller
    känner klarar koordinerar kräver lagar leder leds lever lyssnar läser lär minskar möter möts nås omfattar ordnar
    ordnas producerar riktar samlas samordnar samtalar samverkar slutar skapar söker spelar sprider startar stärker
    stöder stödjer svarar syftar sänks talar tas tillhandahåller träffas tränar upplever upphör utbildar
    utförs utgör utgår utsätts utvecklar vågar vänder väljer växer ökar öppnar
    återfaller fastställer hämtar bestämmer lämnar saknar saknas betalar fungerar skattar uppger anser mäts
    """
)
_DID = _words_in("deltog avstod gick satt var höll fick tog stod kom lät blev avstår går sitter deltar")
# What may be a verb that is not among those: in the present tense, in the passive voice or in the past tense.
_LIKE_A_VERB = lazy_pattern(r"[a-zåäö]+(?:[^o]r|[gjklmprv]s|as|[ad]de)")
_NO_VERBS = _words_in(
    """
    för per år års efter under över inför inom eller fler flera där var när hur mer färre bättre högre lägre större
    mindre andra båda hus gratis barns dess deras makar föräldrar partner tider
    mars september oktober november december
    """
)
# How nouns end that otherwise end as verbs do: the last part of many, and endings that no verb has.
_LIKE_A_NOUN = lazy_pattern(
    r"\w*(?:dagar|kvällar|nätter|månader|helger|timmar|gånger|sommar|somrar|vinter|vintrar|läsår|plats|platser|"
    r"grupper|nummer|personer|insatser|träffar|kurser|lokaler|kommuner|studier|elever|sällskap\w*|\wingar|\whet(?:er|s)|"
    r"tioner|iteter|ärer|örer|orer|ister|enter|anter|\w\w\wiker|miljoner|miljarder|\w+värdar|reservdelar|ions|ings)"
)
# What a noun stands right after, and hardly a verb: a number, an adjective that is nobody.
_HEAD_NOUN = lazy_pattern(
    r"(?:(?<![\d.,])\d[\d\s]*|\b(?:ideella|egna|nya|olika|erfarna|utbildade|gemensamma|lediga|tomma|begagnade)\s+)[a-zåäö]+"
)
_DEFINITE = lazy_pattern(r"(?:[A-ZÅÄÖ]\w*(?:en|et|na|an)|Vi|De|Den|Det|Här|Där)\s+\w+(?:ar|er|r)\b")
_DEFINITE_PLURAL = lazy_pattern(r"\w+(?:[aeo]rna|sina|dena)\b")
# What says how often, and not how much.
_OFTEN = lazy_pattern(
    r"(?:efter|under|i|inför|på|varje|varannan|vart|var|dagligen|dygnet|löpande|vid|"
    r"alla \w*(?:dagar|dar|kvällar|nätter|morgnar|helger|veckor|månader|terminer|lov)|"
    r"\w+ (?:gång|gånger|(?:\w*dag|kväll|helg)(?:ar|er)?|natt|nätter)|(?:jan|feb)uari\b|mars|april|maj|ju[nl]i|augusti|"
    r"(?:septem|novem|decem|okto)ber|(?:mån|tis|ons|tors|fre|lör|sön)dag\w*|kvällar|vardagar|helger)\b",
    re.IGNORECASE,
)
_OPENING_VERBS = _words_in(
    "avser används beräknas betalas beviljas fastställs fördelas får går gäller lämnas omfattar räknas ska täcker "
    "utbetalas utgår"
)
# What is said last of a member of a series, after a comma, and of that member alone.
_ASIDE = lazy_pattern(r",\s+((?:till ett värde av|varav)\s[^,]+)$")
# The full stop of a member that is a sentence; that of *m.m.* or *St.* belongs to the word.
_SENTENCE_STOP = lazy_pattern(r"(?<=[a-zåäö]{3})\.$")
_SUBORDINATE = lazy_pattern(r"\b(?:som|där|när|att|vars|dit)\b")
_BEGINS_WITH_A_CLAUSE = lazy_pattern(r"(?:De[nt]? som|När|Där|Att)\b", re.IGNORECASE)
# What goes on with a sentence that has begun, and begins none.
_GOES_ON = _words_in("av genom löpande enligt via när där att om som innan sedan efter")
# What provisions are about, and nobody's name.
_SUBJECTS = _words_in("ingen kommunen regionen socialtjänsten staten")
# What stands after the verb of a sentence, and before that of a clause: *ska inte*, *att … inte ska*.
_ADVERB_AFTER = lazy_pattern(r"\b([a-zåäö]+) (alltid|aldrig|inte|ofta|särskilt|också|även|ytterst)\b")
# Adjectives of plural nouns that are infinitives, too.
_PLURALS = _words_in("öppna fasta fria egna enskilda regelbundna korta långa lediga varma trygga friska klara")
# Words among the first that end as infinitives and are none.
_NOT_VERBS = _words_in(
    """
    alla bra samma flera många andra lika våra deras egna nya svenska sociala unga äldsta ena
    anhöriga utsatta våldsutsatta brottsutsatta hemlösa ensamma nyanlända arbetslösa sjuka gamla vuxna ideella
    """
)


def series(items: Iterable[str]) -> str:
    """Return the items as a series: ``a, b och c``; ``a, b och c samt d`` where a member has *och* itself.

    What a member says of its amount stands in brackets: ``a (till ett värde av 10 kronor) och b``. A member that is a
    sentence loses its full stop, which would end the series.

    Raises ValueError when there are none.
    """
    given = [one.rstrip() for one in _texts(items)]
    if len(given) > 1:  # an aside after a comma would run into the member after it, or be read of those before
        given = [_SENTENCE_STOP.sub("", _ASIDE.sub(r" (\1)", one)) for one in given]
    if len(given) < 2 or not any(_AND.search(one) for one in given):
        return lists.format(given)
    return f"{', '.join(given[:-1])} samt {given[-1]}"


def this_series(items: Iterable[str]) -> str:
    """Return the items as a series that can stand after *bidrar med*: ``a och b``, ``detta: a och b arbetar ideellt``.

    What may be a clause of its own cannot follow without a colon.
    """
    given = list(_texts(items))
    return series(given) if all(map(is_phrase, given)) else f"detta: {series(given)}"


def lower_series(items: Iterable[str]) -> str:
    """Return names of things as a series in running text: ``Råd`` and ``Samtal`` as ``råd och samtal``."""
    return series([names.lower_first(one) for one in _texts(items)])


def definite_series(items: Iterable[str]) -> str:
    """Return names as a series in the definite form, as far as it is known: ``språkkaféet och vägledningen``."""
    return lower_series([definite(item) or item for item in _texts(items)])


def that_series(items: Iterable[str]) -> str:
    """Return the items each after *att*: ``att a, att b och att c``. Raises ValueError when there are none."""
    return each_after("att", [_SENTENCE_STOP.sub("", ordinary.after_that(one)) for one in _texts(items)])


def each_after(word: str, items: Iterable[str]) -> str:
    """Return the items each after a word: ``om a och om b``. Raises ValueError when there are none."""
    each = [f"{word} {one}" for one in _texts(items)]
    if len(each) > 1 and any("," in one or _AND.search(one) for one in each):
        return f"{', '.join(each[:-1])}, och {each[-1]}"  # the comma shows where a long member ends
    return lists.format(each)


def percent(value: Decimal | int) -> str:
    """Return a percentage for news: ``två procent``, ``2,5 procent``, ``15 procent``."""
    return f"{_number(value)} procent"


def length(text: object) -> str:
    """Return a length of time with a small number in words: ``2 år`` gives ``två år``, ``18 månader`` stays."""
    count, _, unit = str(text).partition(" ")
    if not count.isdigit() or not unit:
        return str(text)
    if count == "1":
        return f"{'ett' if unit == 'år' else 'en'} {unit}"
    return f"{words.in_text(int(count))} {unit}"


def follows_that(text: str) -> bool:
    """Whether a text can stand after *att*: an infinitive (``nå fler``) or a clause (``fler får stöd``).

    A group of words without a verb (``färre återfall``) cannot.
    """
    first = text.split(maxsplit=1)[0].strip(",").casefold() if text.split() else ""
    return first in _SHORT or bool(_SHORT_LAST.fullmatch(first)) or _infinitive(text) or has_verb(text)


def has_verb(text: str) -> bool:
    """Whether a text has a verb in the present tense, so that it can be a sentence of its own."""
    if not _VERBS.isdisjoint(re.findall(r"[a-zåäö]+", text.casefold())):
        return True
    return bool(_DEFINITE.match(text)) and text.split(maxsplit=1)[0].casefold() not in _PLURALS


def is_phrase(text: str) -> bool:
    """Whether a text is surely without a verb in the present or the past tense: *ökad trygghet*, *40 timmar i veckan*.

    What may be a clause with a verb that is not known here is none: *fler rör sig*. It cannot stand after *är*.
    """
    if is_clause(text):
        return False
    main = _HEAD_NOUN.sub("", _SUBORDINATE.split(text, maxsplit=1)[0].casefold())
    read = re.findall(r"[a-zåäö]+", main)
    unsure = (one for one in read if one not in _NO_VERBS and not _LIKE_A_NOUN.fullmatch(one))
    return not any(map(_LIKE_A_VERB.fullmatch, unsure))


def is_clause(text: str) -> bool:
    """Whether a text has a verb of its own, and not only one within a clause that tells more of a noun."""
    main = _SUBORDINATE.split(text[:1].upper() + text[1:], maxsplit=1)[0]
    return has_verb(main) or (bool(_BEGINS_WITH_A_CLAUSE.match(text)) and has_verb(text))


def is_own_sentence(text: str) -> bool:
    """Whether words are a sentence with a subject of its own, which cannot end one that has begun.

    *Styrgruppen följer upp målen*, *barn tas emot*; not *av styrgruppen, som möts ofta*, *tas emot med sin mamma*.
    """
    first = next(iter(re.findall(r"[a-zåäöé]+", text.casefold())), "")
    if first in _VERBS or first in _DID or first in _GOES_ON:
        return False
    return has_verb(_SUBORDINATE.split(text[:1].upper() + text[1:], maxsplit=1)[0])


def after(text: str, beginning: str) -> str:
    """Return a sentence that begins so and ends with a text: ``löpande`` gives *Uppföljningen görs löpande.*

    A text that is a sentence of its own stands by itself: *Styrgruppen följer upp målen.*
    """
    return as_sentences(text if is_own_sentence(text) else f"{beginning} {text.strip()}")


def about(text: str) -> str:
    """Return what can stand after *om*: *våld i nära relation*; *att kommunen särskilt ska beakta …* of a sentence."""
    if not is_own_sentence(text):
        return text
    first = text.split(maxsplit=1)[0]
    small = first.casefold() in _SUBJECTS or names.of_body(first) != first
    clause = names.lower_first(text) if small else ordinary.within(text)
    return "att " + _ADVERB_AFTER.sub(lambda two: f"{two[2]} {two[1]}" if two[1] in _VERBS else two[0], clause, count=1)


def lacks_subject(text: str) -> bool:
    """Whether a text begins with the verb of what it tells of: *Betalas för nätter då …*, *avser två lokaler*."""
    return text.split(maxsplit=1)[0].casefold() in _OPENING_VERBS if text.split() else False


def tells_what_one_did(text: str) -> bool:
    """Whether a text can stand after the name of somebody: it begins with what that one does or did.

    *deltog inte i frågan*, *lämnar rummet*; not *gruppen valde en annan ordförande*.
    """
    first = text.split(maxsplit=1)[0].strip(",.").casefold() if text.split() else ""
    return first in _VERBS or first in _DID or first.endswith("ade")


def tells_past(text: str) -> bool:
    """Whether a text has a verb that tells what somebody did: *Jouren tog initiativet*, *Frågan kom upp i maj*."""
    return not _DID.isdisjoint(re.findall(r"[a-zåäö]+", text.casefold()))


def begins_with_infinitive(text: str) -> bool:
    """Whether the first word of a text is an infinitive: *byta lampor*; not one of a plural's adjective (*öppna*)."""
    first = text.split(maxsplit=1)[0].strip(",").casefold() if text.split() else ""
    return text[:1].islower() and (first in _SHORT or (_infinitive(first) and first not in _PLURALS))


def lists_infinitives(text: str) -> bool:
    """Whether a text is two or more things to do, also after a capital: *Byta lampor, läsa post och dricka kaffe.*"""
    members = [one for one in re.split(r",\s+|\s+(?:och|samt|eller)\s+", text.strip()) if one]
    firsts = [names.lower_first(one) for one in members]
    return len(firsts) > 1 and all(
        begins_with_infinitive(one) and not _DEFINITE_PLURAL.match(one) and " " in one for one in firsts
    )


def says_how_often(text: str) -> bool:
    """Whether a text says how often something is done (``varje vecka``), and not how much (``20 timmar``)."""
    return bool(_OFTEN.match(text.strip()))


def as_sentences(text: str) -> str:
    """Return a text as sentences, ``personal finns`` as ``Personal finns.``: a capital first and a stop last."""
    whole = text.strip()
    whole = whole[:1].upper() + whole[1:]
    return whole if whole.endswith((".", "!", "?", "…", ":", ".”", "!”", "?”")) or not whole else f"{whole}."


def _infinitive(text: str) -> bool:
    # ”ta emot och stödja”, ”långsiktigt stödja”: one of the first words ends as an infinitive does.
    opening = re.split(r"[\s,]+", text)[:3]
    return any(re.fullmatch(r"[a-zåäö]{2,}(?:a|as)", one) and one not in _NOT_VERBS for one in opening)


def _number(value: Decimal | int) -> str:
    whole = value == int(value)
    return words.in_text(int(value)) if whole else numbers.format(value)


def _texts(items: Iterable[str]) -> Sequence[str]:
    if isinstance(items, str):
        raise TypeError("a series needs a list of texts, not one text")
    found = list(items)
    if not all(isinstance(one, str) for one in found):
        raise TypeError("a series needs texts, and not records or numbers")
    if not found:
        raise ValueError("Listan är tom, så det finns inget att räkna upp.")
    return found
