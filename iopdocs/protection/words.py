"""The words addresses are made of: those before a street's name, houses, boxes, numbers in words."""

from __future__ import annotations

from functools import cache

from iopdocs.protection.folding import letters, paired
from iopdocs.swedish.words import cardinal


def _folded(words: str) -> frozenset[str]:
    return frozenset(map(letters, words.split()))


#: Words before a name that have more than one shape; a shape may be of several.
_PREFIXES = """
    sankt sankta santa sanct st s:t s:ta sct skt sta
    stora st s:a sto stra
    lilla l l:a la
    norra n n:a no nra
    södra s s:a sö sdra so
    östra ö ö:a öst östr
    västra v v:a väst västr
    gamla g g:la g:a gl gla
    nya n:a ny
    övre ö ö:e övr
    nedre n n:e ned
    yttre ytt
    inre inr
    mellersta mell mellan
    bortre
    högre
    lägre
    långa
    korta
    breda
    smala
    gröna
    höga
"""
#: What may stand before a name or after a number in an address and says nothing of which street it is.
LABELS = _folded(
    """
    adress besöksadress postadress gatuadress boendeadress leveransadress fastigheten fastighet nr nummer no num
    husnummer gatunummer port hus entré uppgång på vid i
    """
)
#: What a house or its land is called before its name.
HOUSES = tuple(
    tuple(map(letters, line.split()))
    for line in (
        *("villa villan", "kvarter kvarteret kv kvart", "fastighet fastigheten fast", "gård gården", "hus huset"),
        *("torp torpet", "stuga stugan", "herrgård herrgården", "radhus radhuset", "parhus parhuset"),
        *("lägenhet lägenheten", "vandrarhem vandrarhemmet", "pensionat pensionatet", "hotell hotellet"),
        "prästgård prästgården",
    )
)  # fmt: skip
_BOXES = "box boxen boxadress boxadressen boxnummer boxnr pobox postbox postboxen postboxnummer postboxnr postfack"
BOXES = tuple(_folded(_BOXES))

#: Stems that make other words than names with the endings of streets: landsväg, gågata.
COMPOUNDS = _folded(
    """
    lands gå gång cykel motor gen om av på in ut upp ned bil järn vatten luft flyg sjö riks sido bak tvär huvud
    återvänds livs handlings arbets skol andnings genom allmän bostads villa skogs grus by skid uppförs nedförs
    motions vandrings natur rid salu köp affärs parkerings återvänd mellan sam fär fram led till över nöd
    special kors skilje vardags bi utrymnings mötes samlings fritids hembygds bygde fotbolls is sim bad lek bo
    arbetsplats utgångs trygg sjuk barn bond våld tids budget åtgärds verksamhets detalj mål grund under för
    """
)
#: Words that look like a name of three letters or fewer and a shortened street.
ORDINARY = _folded(
    """
    skog berg torg halv krav brev löv dag lag väg steg tåg ring ting sov rev liv hav lov tag slag hög låg arg
    färg sorg borg helg talg älg tolv själv golv kurv larv varv nerv sav sev av ev tv iv eg ug og jag sig mig
    ansv fråg omg avg uppg ing utg förv verkst tjänst först minst högst längst främst konst höst bygg tagg vägg
    ägg plugg trygg rygg lugg helst visst mest rest test gäst fest dgr resp anv utv red handl dig nog tog drog
    slog såg gav blev skrev drev grav slav norv fång gång lång sång tung ung ling kung stg
    """
)
MONTHS = _folded("januari februari mars april maj juni juli augusti september oktober november december")
#: Organisations whose name after c/o is no name of a person.
ORGANISATIONS = tuple(
    _folded(
        """
    kommun kommunen region regionen jour jouren förening föreningen stiftelse stiftelsen församling församlingen
    förbund förbundet nämnd nämnden förvaltning förvaltningen byrå byrån ab hb kyrka kyrkan center centrum hus
    huset mission missionen boende boendet skola skolan enhet enheten kontor kontoret stad staden
    """
    )
)


#: Everybody has a page there: of an address on one, its path is what is secret.
SHARED_HOSTS = frozenset(
    """
    facebook.com instagram.com linkedin.com x.com twitter.com tiktok.com youtube.com threads.net linktr.ee
    sites.google.com docs.google.com forms.gle maps.google.com google.com goo.gl bit.ly wordpress.com
    """.split()  # noqa: SIM905
)


@cache
def prefixes() -> dict[str, frozenset[str]]:
    """Return each shape of a word before a name with the words it may stand for."""
    found: dict[str, frozenset[str]] = {}
    for line in _PREFIXES.strip().splitlines():
        shapes = list(map(letters, line.split()))
        for shape in shapes:
            found[shape] = found.get(shape, frozenset()) | {shapes[0]}
    return found


@cache
def shapes_of_prefixes() -> dict[str, frozenset[str]]:
    """Return each word before a name, ``norra``, with all its shapes."""
    found: dict[str, set[str]] = {}
    for shape, words in prefixes().items():
        for word in words:
            found.setdefault(word, set()).add(shape)
    return {word: frozenset(shapes) for word, shapes in found.items()}


@cache
def numerals() -> dict[str, int]:
    """Return the numbers to 999 in words, in letters as they are compared, with the nouns for them: tolv, tolvan."""
    found: dict[str, int] = {}
    for number in range(1, 1000):
        for word in {cardinal(number), cardinal(number, one="en"), cardinal(number).replace("ett", "en")}:
            for shape in {letters(word), paired(letters(word))}:
                found[shape] = number
                found.setdefault(f"{shape}an", number)
                found.setdefault(f"{shape}n", number)
                if shape.startswith("etthundra"):
                    found.setdefault(shape.removeprefix("ett"), number)
    nouns = ["ettan", "tvåan", "trean", "fyran", "femman", "sexan", "sjuan", "åttan", "nian", "tian", "elvan", "tolvan"]
    for number, noun in enumerate(nouns, 1):
        found |= dict.fromkeys((letters(noun), letters(noun.removesuffix("n"))), number)
    return found | {"aderton": 18, "adertonan": 18}


_FIRST = "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte"


@cache
def ordinals() -> dict[str, int]:
    """Return which in a row a word says, to 99: artonde."""
    first = _FIRST.split()
    found = {letters(word): number for number, word in enumerate(first, 1)} | {"adertonde": 18}
    found |= {letters(cardinal(number) + "de"): number for number in range(13, 20)}
    for ten in range(20, 100, 10):
        found[letters(cardinal(ten) + "nde")] = ten
        found |= {letters(cardinal(ten) + word): ten + number for number, word in enumerate(first[:9], 1)}
    return found
