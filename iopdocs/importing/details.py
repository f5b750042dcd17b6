"""What is told of each party: numbers, addresses, contacts, and what else it is called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace

from iopdocs.importing.document import Document, DocumentPassage, labelled, sentences
from iopdocs.importing.names import Cast
from iopdocs.importing.proposal import FactOffer, Sure
from iopdocs.importing.sections import settled
from iopdocs.importing.signatures import PERSON
from iopdocs.model.addresses import parse_email, parse_web
from iopdocs.reading import KeyPath
from iopdocs.swedish import bankgiro, diarienummer, orgnr, phone, plusgiro, postnummer
from iopdocs.swedish.characters import IN_DASHES, plain

_ORGNR = re.compile(rf"(?<![\d{IN_DASHES}])(?:16)?\d{{6}}\s?[{IN_DASHES}]\s?\d{{4}}(?![\d{IN_DASHES}])")
_ADDRESS = re.compile(
    r"(?P<street>(?:c/o [^,]{2,40}, )?(?:Box\s\d+|[A-ZÅÄÖ][\wåäöé. -]{2,40}\s\d+\s?[A-Z]?)),?\s+(?P<code>\d{3}\s?\d{2})"
    r"\s+(?P<town>[A-ZÅÄÖ][\wåäö-]+(?: [A-ZÅÄÖ][\wåäö-]+)?)"
)
_DNR = re.compile(
    r"\b(?:dnr|diarienr|diarienummer|ärendenummer|"
    r"ärendenr)\b\.?\s*:?\s*(?P<number>[A-ZÅÄÖ]{0,6}[ -]?\d[\w/:.-]*(?:\s\d[\w/:.-]*)?|"
    r"[A-ZÅÄÖ]{1,6}[ /-]?\d[\w/:.-]*)",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\d-])(?:\+46|0)[\d \u00a0-]{6,14}\d(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

#: The labels of what a party is told by, and how each is read.
_LABELS: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    (r"org(?:anisations)?\.?\s?(?:nr|nummer)\.?", "orgnr", orgnr.parse),
    (r"telefon(?:nummer)?|tel\.?|växel", "telefon", phone.parse),
    (r"e-?post(?:adress)?|mejl|mail", "e_post", parse_email),
    (r"webb(?:plats|adress)?|hemsida", "webb", parse_web),
    (r"(?:ansvarig )?nämnd", "nämnd", str),
    (r"förvaltning|kontor", "förvaltning", str),
    (r"bankgiro|bg", "bankgiro", bankgiro.parse),
    (r"plusgiro|pg", "plusgiro", plusgiro.parse),
)
_ATTRIBUTES = [(re.compile(rf"(?:{words})", re.IGNORECASE), key, read) for words, key, read in _LABELS]
_ADDRESS_LABEL = re.compile(r"(?:post|besöks)?adress", re.IGNORECASE)
_CONTACT_LABEL = re.compile(r"kontakt(?:person(?:er)?)?(?: för (?:avtalet|(?P<whose>\w+)))?", re.IGNORECASE)
_ALSO = re.compile(r"\s+kallas också\s+([A-ZÅÄÖ][^.;]{2,80})\.?$")
_SINCE = re.compile(
    r"\s+(?:har (?:bedrivit verksamhet|funnits|varit verksam) sedan"
    r"|har sedan(?= \d+ (?:drivit|bedrivit|varit|funnits|arbetat))"
    r"|bildades(?: år)?|grundades(?: år)?)\s+((?:19|20)\d\d)\b"
)
_MAY_HIDE = "adressen kan behöva skyddas; svara skyddad för att dölja den överallt"


def _of_contact(one: FactOffer, *, in_table: bool) -> FactOffer:
    """Return how to reach a party as how to reach its contact, when it stands below who that is.

    In a table of what is told of the party it may be of either.
    """
    *before, key = one.path
    if key not in {"telefon", "e_post"}:
        return one
    if in_table:
        return replace(one, sure=Sure.LIKELY, why="det kan vara kontaktpersonens")
    return replace(one, path=(*before, "kontakter", 0, key))


def _is_of_party(label: str) -> bool:
    of_it = (*(words for words, _, _ in _ATTRIBUTES), _ADDRESS_LABEL, _CONTACT_LABEL)
    return any(words.fullmatch(label) for words in of_it)


def _told_once(said: list[FactOffer]) -> FactOffer:
    """Return what is told of one key of a party. A record is the first one; that of an address is then less sure."""
    first = said[0]
    if first.single:
        return settled(said)
    other = next((one for one in said if one.pairs != first.pairs), None)
    if other and first.path[-1] == "adress":
        return replace(first, sure=Sure.LIKELY, why=f"en annan adress står i {other.place}")
    return first


class PartyDetails:
    """Reads what is told of parties, going through a document from the top; ``whose`` is the party last spoken of."""

    def __init__(self, document: Document, cast: Cast) -> None:
        self._document, self._cast = document, cast

    def proposed(self) -> Iterator[FactOffer]:
        """Yield proposals, the first for each key of a party; another value of the same key makes it a question."""
        found: dict[KeyPath, list[FactOffer]] = {}
        for one in (*self._labelled(), *self._running(), *self._columns()):
            found.setdefault(one.path, []).append(one)
        yield from map(_told_once, found.values())
        yield from self._called()
        yield from self._case_numbers()

    def _called(self) -> Iterator[FactOffer]:
        """Yield what a party is called in everyday use, and since when it has been at work."""
        told: set[tuple[str, str]] = set()
        for one in self._document.body:
            for sentence in sentences(one.text):
                who, end = self._cast.at_start(sentence)
                for key, words in (("kallas", _ALSO), ("verksam_sedan", _SINCE)) if who else ():
                    if (found := words.match(sentence[end:])) and (who, key) not in told:
                        told.add((who, key))
                        yield self._one(who, (key,), found[1], sentence, (one,))

    def _labelled(self) -> Iterator[FactOffer]:
        whose, table, reached = "", 0, ""
        in_order = sorted(labelled(self._document), key=lambda one: one[2][0].number)
        mentions = self._mentions()
        for label, value, passages in in_order:
            first = passages[0]
            if first.kind == "underskrift" or first.margin:
                continue
            here = first.cell[0] if first.cell else 0
            if (named := self._cast.only(value)) and self._cast.at_start(value)[0]:
                whose, table = named, here
            elif here != table or (not here and first.kind not in {"parter", ""}):
                whose, table = "", here
            contact = _CONTACT_LABEL.fullmatch(label)
            told = self._cast.only(contact["whose"]) if contact and contact["whose"] else ""
            near = told or whose or (mentions(first.number) if not here or first.kind == "parter" else "")
            if not here and not (contact or named or _is_of_party(label)):
                whose = reached = ""  # what is told of the party ends where something else is told
            elif near:
                if contact:
                    reached = "" if _PHONE.search(value) or _EMAIL.search(value) else near
                offers = self._of(near, label, value, passages)
                of_contact = near == reached and not contact
                yield from ((_of_contact(one, in_table=bool(here)) for one in offers) if of_contact else offers)

    def _mentions(self) -> Callable[[int], str]:
        """Return what tells the party that stands alone on a line or in a heading just before a passage."""
        begun = [(one, *self._cast.at_start(one.text)) for one in self._document.passages if len(one.text) < 90]
        # *Föreningens åtaganden* tells of those, not of the party.
        alone = [(one.number, who) for one, who, end in begun if who and not self._cast.is_genitive(one.text[:end])]

        def before(number: int) -> str:
            near = [who for at, who in alone if number - 8 <= at < number]
            return near[-1] if near else ""

        return before

    def _of(self, who: str, label: str, value: str, passages: tuple[DocumentPassage, ...]) -> Iterator[FactOffer]:
        for words, key, read in _ATTRIBUTES:
            if words.fullmatch(label):
                with suppress(ValueError):
                    yield self._one(who, (key,), read(value) and value, f"{label}: {value}", passages)
        if _ADDRESS_LABEL.fullmatch(label):
            yield from self._address(who, value, passages)
        elif _CONTACT_LABEL.fullmatch(label):
            yield from self._contact(who, value, passages)

    def _running(self) -> Iterator[FactOffer]:
        """Yield what stands in a line beside the name of one party."""
        for one in self._document.body:
            if one.kind not in {"parter", ""} and not _ORGNR.search(one.text):
                continue
            for start, end, who in self._stretches(one):
                piece = one.text[start:end]
                for number in _ORGNR.finditer(piece):
                    with suppress(ValueError):
                        orgnr.parse(number[0])
                        yield self._one(who, ("orgnr",), plain(number[0]), one.text, (one,))
                if one.kind == "parter" or _ORGNR.search(piece):
                    yield from self._address(who, piece, (one,))

    def _stretches(self, passage: DocumentPassage) -> Iterator[tuple[int, int, str]]:
        """Yield the pieces of a line that speak of one party each: from its full name to the next one's."""
        names = {party.name.casefold(): party.identity for party in self._cast.parties}
        low = passage.text.casefold()
        starts = sorted((low.find(name), who) for name, who in names.items() if name in low)
        if not starts and passage.kind == "parter":
            before = self._mentions()(passage.number)
            starts = [(0, before)] if before else []
        for place, (start, who) in enumerate(starts):
            yield start, starts[place + 1][0] if place + 1 < len(starts) else len(low), who

    def _columns(self) -> Iterator[FactOffer]:
        """Yield what a table tells that has a column, or a row, for each party."""
        columns: dict[int, list[str]] = {}
        for row in self._document.table_rows():
            texts, cells = row.texts, row.cells
            named = [self._cast.at_start(text)[0] for text in texts]
            if len(cells) > 2 and sum(map(bool, named[1:])) > 1:
                columns[row.table] = named
            elif row.table in columns:
                for who, value, cell in zip(columns[row.table][1:], texts[1:], cells[1:], strict=False):
                    if who and value:
                        yield from self._of(who, texts[0].rstrip(": "), value, cell)
            elif row.heads and named[0]:
                for label, value, cell in zip(row.heads[1:], texts[1:], cells[1:], strict=False):
                    if value and cell:
                        yield from self._of(named[0], label.rstrip(": "), value, cell)

    def _address(self, who: str, text: str, passages: tuple[DocumentPassage, ...]) -> Iterator[FactOffer]:
        found = _ADDRESS.search(text)
        if not found:
            return
        with suppress(ValueError):
            postnummer.parse(found["code"])
            party = self._cast.of(who)
            hides = not (party and party.public)  # what a house is used for may stand anywhere, or nowhere
            pairs = (("gata", plain(found["street"])), ("postnummer", found["code"]), ("ort", found["town"]))
            yield FactOffer(
                ("parter", self._cast.place(who), "adress"), pairs, passages[-1].text, passages[-1].place,
                Sure.LIKELY if hides else Sure.CERTAIN, why=_MAY_HIDE if hides else "", needs=(who,),
                read=frozenset(one.number for one in passages),
            )  # fmt: skip

    def _contact(self, who: str, text: str, passages: tuple[DocumentPassage, ...]) -> Iterator[FactOffer]:
        name = PERSON.match(text)
        if not name:
            return
        pairs = [("namn", plain(name[0]))]
        rest = [one.strip() for one in text[name.end() :].split(",") if one.strip()]
        is_title = rest and not any(map(str.isdigit, rest[0])) and not _EMAIL.search(rest[0])
        if is_title and not self._cast.is_only_names(rest[0]):
            pairs.append(("titel", rest[0]))
        for key, words, read in (("telefon", _PHONE, phone.parse), ("e_post", _EMAIL, parse_email)):
            if one := words.search(text):
                with suppress(ValueError):
                    pairs.append((key, read(one[0]) and plain(one[0])))
        path = ("parter", self._cast.place(who), "kontakter", 0)
        yield FactOffer(
            path, tuple(pairs), passages[-1].text, passages[-1].place, needs=(who,),
            read=frozenset(one.number for one in passages),
        )  # fmt: skip

    def _one(
        self, who: str, keys: tuple[str, ...], value: str, sentence: str, passages: tuple[DocumentPassage, ...]
    ) -> FactOffer:
        path: KeyPath = ("parter", self._cast.place(who), *keys)
        read = frozenset(one.number for one in passages)
        return FactOffer(path, (("", plain(value)),), sentence, passages[-1].place, needs=(who,), read=read)

    def _case_numbers(self) -> Iterator[FactOffer]:
        found: dict[str, DocumentPassage] = {}
        texts = [(one, one.text) for one in self._document.passages]
        texts += [(passages[-1], f"{label}: {value}") for label, value, passages in labelled(self._document)]
        for one, text in texts:
            for hit in _DNR.finditer(text):
                number = hit["number"].strip(" .,;:")
                if any(map(str.isdigit, number)) and one.kind not in {"bakgrund", "relation", "bilagor"}:
                    with suppress(ValueError):
                        found.setdefault(diarienummer.parse(number), one)
        if not found:
            return
        first, read = next(iter(found.values())), frozenset(one.number for one in found.values())
        if len(found) == 1:
            yield FactOffer(("diarienummer",), (("", next(iter(found))),), first.text, first.place, read=read)
        else:
            places = " och ".join(one.place for one in found.values())
            why = "det står flera nummer; ett kan vara den andra partens"
            yield FactOffer(("diarienummer",), (), first.text, places, Sure.ASK, tuple(found), why, read=read)
