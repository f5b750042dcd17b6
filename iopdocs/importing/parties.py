"""Who the parties are: by what the document says that they are called, by labels and tables, and by who signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from iopdocs.importing.document import Document, DocumentPassage, labelled, sentences
from iopdocs.importing.names import Cast, FoundParty, bare, is_name, names_in, type_of
from iopdocs.importing.proposal import FactOffer, Sure
from iopdocs.model.party import PARTY_NOUNS
from iopdocs.swedish.characters import plain

_CALLED = re.compile(
    r",?\s*\(?\s*(?:nedan(?:för)?|härefter|hädanefter|i fortsättningen|i (?:detta |denna )?"
    r"(?:avtal(?:et)?|överenskommelsen?)|fortsättningsvis|i det följande)\s*,?\s*"
    r"(?:(?:kallad|kallat|kallas|benämnd|benämnt|benämns|enbart|bara|"
    r"endast)\s*)*[\"”“']?(?P<noun>[\wåäöÅÄÖ-]+(?: \w+)?)[\"”“']?\)?"
)
_MEANT = re.compile(r"\bMed (?P<noun>(?:den |det )?[a-zåäö-]+(?: [a-zåäö]+)?) (?:avses|menas) (?P<name>[A-ZÅÄÖ][^.;]+)")
_BETWEEN = re.compile(r"(?:(?:^|\s)mellan|^(?:avtals)?parter(?:na)?:)\s+(.+)$", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:(?:offentlig|idéburen|avtals)\s?part(?:en)?|part(?: ?(?:\d|[A-D]))?|kommun(?:en)?|region(?:en)?|"
    r"förening(?:en)?|"
    r"idéburen organisation|organisation(?:ens namn)?|stiftelse(?:n)?|församling(?:en)?|offentlig aktör)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^[^.]{4,80}?[,(]\s*(?:org|organisationsn|\d{6}-\d{4})|^[^.]{4,80} org\.?\s?nr", re.IGNORECASE)
_SIGNS = re.compile(r"^för\s+(.+)$", re.IGNORECASE)
#: The first so many lines are where a document says between whom it is, when no heading does.
_FIRST = 60


def parties_of(document: Document) -> Cast:
    """Return the parties of a document, in the order in which it names them."""
    found: dict[str, FoundParty] = {}
    candidates = list(_candidates(document))
    if len({one.name.casefold() for one in candidates if one.certain and not one.opening}) > 1:
        candidates = [one for one in candidates if not one.opening]
    for one in candidates:
        known = _known(found, one.name)
        if known is None:
            found[one.name.casefold()] = one
            continue
        known.certain = known.certain or one.certain
        known.noun, known.board = known.noun or one.noun, known.board or one.board
        if one.certain and len(one.name) > len(known.name) and one.name.casefold() not in known.name.casefold():
            known.aliases.add(known.name.casefold())
    signers = {name.casefold() for one in document.body for name in _signing(one)}
    kept = [one for one in found.values() if one.certain or _within(one.name, signers) or len(found) <= 3]
    for one in kept:
        of_district = "stadsdel" if one.noun.startswith("stadsdel") else ""
        one.kind = type_of(of_district, one.name, one.noun, _told_kind(one))
        one.certain = one.certain or _within(one.name, signers)
    return Cast(sorted(kept, key=lambda one: one.number))


def proposed(cast: Cast) -> Iterator[FactOffer]:
    """Yield a proposal for each party: what it is called and what it is."""
    for place, one in enumerate(cast.parties):
        pairs = [("id", one.identity)]
        if one.kind:
            pairs.append(("typ", one.kind))
        pairs.append(("namn", one.name))
        usual = PARTY_NOUNS[one.kind][0] if one.kind else ""
        if one.noun and one.noun.casefold() != usual:
            pairs.append(("benämning", one.noun[:1].lower() + one.noun[1:]))
        if one.board:
            pairs.append(("nämnd", one.board))
        sure = Sure.CERTAIN if one.certain else Sure.LIKELY
        # What kind of party it is may be told nowhere: then that is not proposed, and what is proposed is no less sure.
        why = "" if one.certain else "namnet står bara på ett ställe"
        yield FactOffer(
            ("parter", place), tuple(pairs), one.sentence, one.place, sure, why=why, read=frozenset({one.number})
        )


def _told_kind(one: FoundParty) -> str:
    """Return what a sentence says right after a name that it is: *X, ideell förening*."""
    after = one.sentence.partition(one.name)[2][:40]
    found = re.match(r",?\s*(?:en\s+)?\(?((?:ideell |registrerad )?(?:förening|stiftelse)|trossamfund)\b", after)
    return found[1] if found else ""


def _candidates(document: Document) -> Iterator[FoundParty]:
    for one in document.body:
        yield from _defined(one)
    yield from _in_the_opening(document.body)
    for label, value, passages in labelled(document):
        name, board = bare(value)
        stated = bool(re.search(r"kommun|region|förening|stiftelse|\d|[A-D]$|offentlig|idéburen", label, re.IGNORECASE))
        if _LABEL.fullmatch(label) and is_name(name, said=stated and len(passages) > 1 and len(name.split()) < 8):
            yield _party(name, passages[-1], board=board, certain=True)
    for one in document.body:
        opening = one.kind == "parter" or one.number < _FIRST
        if opening and _NUMBERED.search(one.text) and not _CALLED.search(one.text) and not _MEANT.search(one.text):
            name, board = bare(one.text)
            if is_name(name):
                yield _party(name, one, board=board, certain=True)
    yield from _in_columns(document)
    yield from (_party(name, one) for one in document.body if one.kind == "underskrift" for name in _signing(one))


def _in_the_opening(body: Sequence[DocumentPassage]) -> Iterator[FoundParty]:
    """Yield the parties that a document is said to be between, on one line or on several."""
    for number, one in enumerate(body[:_FIRST]):
        if between := _BETWEEN.search(plain(one.raw)):
            names = names_in(_CALLED.sub("", between[1]))
            yield from (_party(name, one, certain=len(names) > 1, opening=True) for name in names)
        elif one.text.casefold().strip(":") == "mellan":
            for after in body[number + 1 : number + 8]:
                name, board = bare(after.text)
                if is_name(name):
                    yield _party(name, after, board=board, opening=True)


def _defined(passage: DocumentPassage) -> Iterator[FoundParty]:
    """Yield the parties that a line says what to call: *X, nedan kallad kommunen*; *Med kommunen avses X*."""
    for sentence in sentences(passage.text):
        start = 0
        for called in _CALLED.finditer(sentence):
            name, board = bare(sentence[start : called.start()])
            start = called.end()
            if is_name(name, said=bool(type_of(_noun(called["noun"])) or called["noun"].endswith("en"))):
                yield _party(name, passage, noun=called["noun"], board=board, certain=True)
        for meant in _MEANT.finditer(sentence):
            name, board = bare(meant["name"])
            name = meant["name"] if meant["noun"].startswith("stadsdel") else name
            if re.search(r"[aeo]rna$", meant["noun"]):
                yield from (_party(each, passage, certain=True) for each in names_in(meant["name"]))
            elif is_name(name, said=True):
                yield _party(name, passage, noun=meant["noun"], board=board, certain=True)


def _in_columns(document: Document) -> Iterator[FoundParty]:
    """Yield the parties of a table with a row or a column for each."""
    for row in document.table_rows():
        cells, texts = row.cells, [cell[0].text if cell else "" for cell in row.cells]
        if not row.heads:
            named = [cell[0] for cell in cells[1:] if cell and is_name(bare(cell[0].text)[0])]
            if len(named) > 1:
                yield from (_party(*_first(one), certain=True) for one in named)
        elif re.fullmatch(r"(?:avtals)?part(?:er)?|organisation", row.heads[0], re.IGNORECASE):
            if cells and is_name(bare(texts[0])[0]):
                yield _party(*_first(cells[0][0]), certain=True)
        elif _LABEL.fullmatch(texts[0]) or texts[0].casefold() == "namn":
            named = [cell[0] for cell in cells[1:] if cell and is_name(bare(cell[0].text)[0], said=True)]
            yield from (_party(*_first(one), certain=True) for one in named if len(named) > 1)


def _first(passage: DocumentPassage) -> tuple[str, DocumentPassage]:
    return bare(passage.text)[0], passage


def _party(
    name: str,
    passage: DocumentPassage,
    *,
    noun: str = "",
    board: str = "",
    certain: bool = False,
    opening: bool = False,
) -> FoundParty:
    name = re.sub(r"^(?:den )?ideella föreningen (?=[A-ZÅÄÖ])", "", name) if noun else name
    return FoundParty(name, passage.place, passage.text, passage.number, _noun(noun), board, certain, opening)


def _noun(said: str) -> str:
    """Return a short name as it is written in running text; *parten* and *parterna* say nobody's."""
    word = said.split()[0] if said and said.split()[-1] in {"och", "samt", "med", "i"} else said
    return "" if re.fullmatch(r"part\w*|avtal\w*|överenskommelse\w*", word, re.IGNORECASE) else word


def _signing(passage: DocumentPassage) -> Iterator[str]:
    found = _SIGNS.match(passage.text)
    if found and is_name(name := bare(found[1])[0]):
        yield name


def _known(found: dict[str, FoundParty], name: str) -> FoundParty | None:
    """Return the party that a name is of: the same, or the same with a board or a place more."""
    low = name.casefold()
    return next((one for known, one in found.items() if known == low or _same(known, low)), None)


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    rest = long.removeprefix(short)
    return rest != long and bool(re.match(r"\s*[,(/]|\s+(?:genom|via)\b", rest))


def _within(name: str, others: set[str]) -> bool:
    low = name.casefold()
    return any(low == one or low in one or one in low for one in others)
