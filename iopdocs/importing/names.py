"""Names of parties: what is one, what kind of body it says that it is, and the short name it goes by in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from iopdocs.classes import dataclass, field
from iopdocs.model.party import PARTY_NOUNS, PUBLIC_TYPES
from iopdocs.swedish.characters import plain

_TYPES: tuple[tuple[str, str], ...] = (
    ("kommunalförbund", r"kommunalförbund"),
    ("gemensam nämnd", r"\bgemensamma? \w*nämnd"),
    ("stadsdel", r"stadsdels(?:nämnd|förvaltning)|\bstadsdel(?:en)?\b"),
    ("region", r"^region\b|\bregionen\b|\bregion$|\blandsting"),
    ("stiftelse", r"stiftelse"),
    ("trossamfund", r"församling|pastorat\b|trossamfund|svenska kyrkan|\bstift$"),
    (
        "förening",
        r"förening|riksförbund|förbundet\b|idrottsallians|\b(?:IF|IK|BK|SK|FF)\b|idrottsklubb|klubben\b|distrikt",
    ),
    ("kommun", r"\bkommuns?\b|\bkommunen\b|^\w+ stads?$"),
)
# What a name has that is one of an organisation, though it does not say of what kind.
_OF_A_BODY = re.compile(
    r"jour(?:en|er)?\b|sällskap|samfund|nätverk|stadsmission|röda korset|rädda barnen|kvinnohus|center\b|centrum\b|"
    r"hjälpen\b|allians|kår(?:en)?\b|scout|studieförbund|byalag|kooperativ|linjen\b|mission",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:ska|är|har|kan|att|som|driver|lämnar|står|ansvarar|träffas|gäller|betalar|avses|menas|bidrar)\b"
)
#: What parties are called, and is nobody's name.
_COMMON = {noun for pair in PARTY_NOUNS.values() for noun in pair} | {
    "kommun", "region", "förening", "stiftelse", "församling", "församlingen", "jouren", "staden", "åtagande",
    "parterna",
}  # fmt: skip
_TRADING = re.compile(r"\b(?:AB|HB|KB|aktiebolag|handelsbolag)\b")
_DEPARTMENT = re.compile(
    r"(?:genom|via|företrädd av)\s+(?:dess |sin )?(?P<a>[\wåäöÅÄÖ -]*?(?:nämnden?|styrelsen?|"
    r"utskottet)(?: [A-ZÅÄÖ][\wåäö]+)*)\b|"
    r",\s*(?P<b>[\wåäöÅÄÖ]+(?:- och [\wåäö]+)?(?:nämnden|styrelsen))\b"
)
_OPENING = re.compile(
    r"^(?:[^,;:]{0,80}?\b\w*(?:avtal|överenskommelse|partnerskap)\w*\b[^,;:]{0,80}?\bmellan|mellan|och|samt|dels|"
    r"parter(?:na)?(?: är)?|"
    r"part \w|[A-D]\.\s|(?:[-–:,.§)(]|\d(?![^\W\d]|:[a-zåäö]))+)\s*:?\s*",
    re.IGNORECASE,
)
_MOST = 90
# One word in the definite form says what a party is, and of which one it is told elsewhere.
_A_NOUN = re.compile(
    r"(?:förbund|klubb|distrikt|förening|stiftelse|församling|sällskap|nätverk|centr|kår|kommun|region|stad|jour|"
    r"sektion|krets|avdelning|samfund|nämnd)(?:en|et|n|um|umet)",
    re.IGNORECASE,
)


@dataclass
class FoundParty:
    """A party as the document has it: its name, what it is called in running text, and where it was read."""

    name: str
    place: str
    sentence: str
    number: int
    noun: str = ""
    board: str = ""
    certain: bool = False
    opening: bool = False
    identity: str = ""
    kind: str = ""
    aliases: set[str] = field(default_factory=set)

    @property
    def public(self) -> bool:
        """Whether its name says that it is a public body."""
        return self.kind in PUBLIC_TYPES


def type_of(*said: str) -> str:
    """Return the kind of party that a name or a short name says; nothing when none does."""
    for text in said:
        for kind, words in _TYPES:
            if text and re.search(words, text, re.IGNORECASE) and not _TRADING.search(text):
                return kind
    return ""


def is_name(text: str, *, said: bool = False) -> bool:
    """Whether a text is the name of an organisation: it begins with a capital and says what it is.

    ``said`` is that what stands around it says so; then it need not itself.
    """
    shown = plain(text)
    if not 3 < len(shown) <= _MOST or not (shown[:1].isupper() or shown[:1].isdigit()) or shown.endswith("-"):
        return False
    if re.search(r"[.:;?!]\s|\d{6}", shown) or _SAYS.search(shown) or shown.casefold() in _COMMON:
        return False
    if not said and _A_NOUN.fullmatch(shown):
        return False
    return said or bool(type_of(shown) or _OF_A_BODY.search(shown) or _TRADING.search(shown))


def bare(text: str) -> tuple[str, str]:
    """Return a name without what is said of it around it, and the board that acts for it."""
    shown = plain(text)
    while (opening := _OPENING.match(shown)) and opening.end():
        shown = shown[opening.end() :]
    board = _DEPARTMENT.search(shown)
    name = re.split(r"\s*[,(;]|\s+(?:genom|via|org\.?|organisationsnummer|med org)\b", shown, maxsplit=1)[0]
    named = plain((board["a"] or board["b"]) if board else "")
    return name.strip(' .:”"–-'), named[:1].upper() + named[1:]


def names_in(text: str) -> list[str]:
    """Return the names of a series: ``A kommun, Kvinno- och tjejjouren B och Stiftelsen C``."""
    # ”Kvinno- och tjejjouren” is one name.
    pieces = re.split(r"(,\s+(?:samt\s+)?|(?<!-)\s+och\s+|\s+samt\s+)", plain(text).rstrip("."))
    found: list[str] = []
    for place in range(0, len(pieces), 2):
        piece = pieces[place]
        after_public = bool(found) and type_of(bare(found[-1])[0]) in PUBLIC_TYPES
        if found and not is_name(piece, said=after_public):
            found[-1] += pieces[place - 1] + piece
        else:
            found.append(piece)
    first_public = bool(found) and type_of(bare(found[0])[0]) in PUBLIC_TYPES
    return [name for one in found if is_name(name := bare(one)[0], said=first_public)]


class Cast:
    """The parties of a document, and who is meant where one of them is spoken of."""

    def __init__(self, found: Sequence[FoundParty]) -> None:
        self.parties = list(found)
        self._name()
        words = {alias: one.identity for one in self.parties for alias in one.aliases}
        self._by_alias = {alias: who for alias, who in words.items() if alias}
        ordered = sorted(self._by_alias, key=len, reverse=True)
        self._pattern = re.compile(
            rf"(?<![\wåäö-])(?:{'|'.join(map(re.escape, ordered))})(?:s|:s)?(?![\wåäö-])" if ordered else r"(?!)",
            re.IGNORECASE,
        )

    def _name(self) -> None:
        """Give each party an id, and the words it may be called by; a word that two could mean is nobody's."""
        nouns = [PARTY_NOUNS[one.kind][0] if one.kind else "" for one in self.parties]
        taken: set[str] = set()
        spoken: dict[str, list[FoundParty]] = {}
        for one, noun in zip(self.parties, nouns, strict=True):
            own = noun if noun and nouns.count(noun) == 1 else one.name
            base = identity = _slug(one.noun or own)
            number = 2
            while identity in taken:
                identity, number = f"{base}-{number}", number + 1
            taken.add(identity)
            one.identity = identity
            for word in {one.name, one.noun, noun, *_short_names(one.name)} - {""}:
                spoken.setdefault(word.casefold(), []).append(one)
        for word, owners in spoken.items():
            if all(one is owners[0] for one in owners):
                owners[0].aliases.add(word)

    def mentioned(self, text: str) -> list[tuple[str, int]]:
        """Return who is spoken of in a text, by id, each time, with where."""
        return [(who, start) for who, start, _ in self.spans(text)]

    def spans(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield who is spoken of in a text, each time, with where it begins and ends."""
        return ((self._meant(found[0]), found.start(), found.end()) for found in self._pattern.finditer(text))

    def is_genitive(self, said: str) -> bool:
        """Whether a party's name is said as that of an owner: *kommunens*."""
        return said.casefold() not in self._by_alias

    def of_plural(self, text: str) -> list[str]:
        """Return the parties that a text begins with together: *kommunerna*, *föreningarna*."""
        first = text.split()[0].casefold() if text.split() else ""
        return [one.identity for one in self.parties if one.kind and PARTY_NOUNS[one.kind][1] == first]

    def only(self, text: str) -> str:
        """Return the one party that a text speaks of; nothing when it speaks of none or several."""
        who = {name for name, _ in self.mentioned(text)}
        return who.pop() if len(who) == 1 else ""

    def at_start(self, text: str) -> tuple[str, int]:
        """Return the party that a text begins with, and where its name ends; nothing and 0 when it is none."""
        found = self._pattern.match(text)
        return (self._meant(found[0]), found.end()) if found else ("", 0)

    def is_only_names(self, text: str) -> bool:
        """Whether a line says nothing but who the parties are: *mellan A och B*, *För A*."""
        left = self._pattern.sub(
            "", re.sub(r"^(?:mellan|för|tabell: uppgifter om|offentlig part|idéburen part)\b", "", text, flags=re.I)
        )
        return not re.sub(r"\b(?:och|samt)\b|[\s,.:]", "", left)

    def of(self, identity: str) -> FoundParty | None:
        """Return the party with an id."""
        return next((one for one in self.parties if one.identity == identity), None)

    def place(self, identity: str) -> int:
        """Return the place of a party among the others, from 0."""
        return next(n for n, one in enumerate(self.parties) if one.identity == identity)

    def of_kind(self, *, public: bool) -> Iterator[str]:
        """Yield the ids of the public parties, or of the others."""
        return (one.identity for one in self.parties if one.public == public)

    def _meant(self, said: str) -> str:
        word = said.casefold()
        return self._by_alias.get(word) or self._by_alias.get(word.removesuffix("s").removesuffix(":")) or ""


def _short_names(name: str) -> Iterator[str]:
    """Yield the noun that a name begins with in the definite form: ``kvinnojouren`` of *Kvinnojouren Linnea*."""
    first = name.split()[0]
    if " i " in name and type_of(name) not in PUBLIC_TYPES:
        yield name.rpartition(" i ")[0]
    last = name.split()[-1]
    if re.search(r"(?:allians|förening|klubb|jour|kår)$", last):
        yield f"{last}en"
    if re.fullmatch(r"[A-ZÅÄÖ]?[a-zåäö-]+(?:en|et|an)", first) and len(name.split()) > 1:
        yield first
        if first.casefold().endswith("jouren"):
            yield "jouren"


def _slug(text: str) -> str:
    plainer = text.casefold().translate(str.maketrans("åäöéü", "aaoeu"))
    return re.sub(r"[^a-z0-9]+", "-", plainer).strip("-")[:40].strip("-") or "part"
