"""What streets are called, with how that is inflected and shortened: one table, read in both directions."""

from __future__ import annotations

from functools import cache

from iopdocs.classes import dataclass
from iopdocs.patterns import lazy_pattern
from iopdocs.protection.folding import letters, paired

_VOWEL = lazy_pattern("[aeiouy]")


@dataclass(frozen=True, slots=True)
class Ending:
    """What a street may be called: its forms, how it is shortened, and whether other things are called so, too."""

    forms: tuple[str, ...]
    short: tuple[str, ...] = ()
    ordinary: bool = True


def _table(text: str, *, ordinary: bool) -> list[Ending]:
    rows = (line.partition(":") for line in text.strip().splitlines())
    return [Ending(tuple(forms.split()), tuple(short.split()), ordinary) for forms, _, short in rows]


#: All forms of a name, and after the colon what they are shortened to. First what only streets are called.
ENDINGS = (
    *_table(
        """
        gata gatan gator gatorna: g gat gt gn gtn
        väg vägen vägar vägarna: v vg vn väg vgn
        gränd gränden gränder: gr gd gränd
        stig stigen: st stg
        torg torget: t tg
        allé allén alle allen: al
        backe backen: b bck back
        esplanad esplanaden: esp espl
        boulevard boulevarden bulevard bulevarden: boul bd blvd
        runda rundan:
        slinga slingan: sl
        """,
        ordinary=False,
    ),
    *_table(
        """
        plan planen: pl
        plats platsen: pl
        kaj kajen: k
        park parken: p pk
        lid liden lider:
        stråk stråket:
        led leden:
        gång gången:
        bro bron broar:
        gård gården gårdar: gd
        höjd höjden höjder:
        strand stranden: str
        hamn hamnen:
        hage hagen hagar: h
        ring ringen:
        löpa löpan:
        terrass terrassen: terr
        trappa trappan trappor trapporna: tr
        udde udden:
        ås åsen:
        äng ängen ängar ängarna:
        dal dalen:
        kulle kullen kullar:
        tomt tomten tomter tomterna: tom
        kvarn kvarnen:
        brink brinken:
        brant branten:
        bana banan:
        båge bågen:
        cirkel cirkeln:
        hörn hörnet hörna hörnan:
        mosse mossen:
        port porten:
        promenad promenaden: prom
        prång prånget:
        rad raden:
        skans skansen:
        sluss slussen:
        spår spåret:
        steg stegen:
        stad staden:
        sväng svängen:
        täppa täppan:
        vall vallen:
        vret vreten:
        vända vändan:
        åker åkern:
        hed heden:
        krok kroken:
        sten stenen:
        torp torpet:
        lycka lyckan:
        mark marken:
        hem hemmet:
        rondell rondellen:
        passage passagen:
        kvarter kvarteret: kv
        hus huset:
        villa villan:
        holme holmen:
        ö ön:
        vik viken:
        näs näset:
        berg berget:
        skog skogen:
        lund lunden:
        by byn:
        sjö sjön:
        älv älven:
        bäck bäcken:
        å ån:
        källa källan:
        klint klinten:
        vång vången:
        tun tunet:
        """,
        ordinary=True,
    ),
)


@cache
def endings() -> dict[str, tuple[Ending, ...]]:
    """Return each form of what streets are called, in letters as they are compared."""
    found: dict[str, tuple[Ending, ...]] = {}
    for ending in ENDINGS:
        for form in ending.forms:
            found[letters(form)] = (*found.get(letters(form), ()), ending)
    return found


def ending_of(word: str) -> str:
    """Return the longest form of what streets are called that a word ends with; those of one letter are whole words."""
    tails = (word[at:] for at in range(max(0, len(word) - _longest()), len(word)))
    return next((tail for tail in tails if tail in endings() and ends(word, tail)), "")


@cache
def _longest() -> int:
    return max(map(len, endings()))


def ends(word: str, form: str) -> bool:
    """Whether a word may be what streets are called, or end in it."""
    if word == form:
        return True
    # Hallen is no allé.
    stem = word.removesuffix(form)
    return stem != word and bool(_VOWEL.search(stem)) and any(len(kind.forms[0]) > 1 for kind in endings()[form])


def spelt(word: str) -> str:
    """Return a word's letters as they are compared, ``vaegen`` as ``vagen``: what streets are called is known."""
    plain = letters(word)
    return paired(plain) if ending_of(paired(plain)) and not ending_of(plain) else plain


@cache
def shortened() -> dict[str, tuple[Ending, ...]]:
    """Return each way to shorten what streets are called."""
    found: dict[str, tuple[Ending, ...]] = {}
    for ending in ENDINGS:
        for short in ending.short:
            found[letters(short)] = (*found.get(letters(short), ()), ending)
    return found
