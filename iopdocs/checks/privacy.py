"""What must never reach a document: personnummer, and the address of those who live hidden."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from iopdocs.checks.case import Case
from iopdocs.checks.parties import all_parties
from iopdocs.checks.texts import last_key
from iopdocs.errors import Problem, Severity
from iopdocs.model.party import Address
from iopdocs.reading import KeyPath
from iopdocs.swedish import personnummer
from iopdocs.swedish.personnummer import Certainty

PERSONNUMMER = "personnummer"
PROTECTED_ADDRESS = "skyddad-adress"

_BOX = re.compile(r"\b(?:post)?box\b|\bbox\s*\d|\bFE\s*\d|\bposte restante\b", re.IGNORECASE)
#: Parts of an address that say where in a house, not which house.
_WITHIN = re.compile(r"\s*(?:c/o|lgh|lägenhet|vån|våning|plan|tr|trappor|port|uppgång)\b", re.IGNORECASE)
_SHORTEST_NAME = 5
#: Texts with nothing but these signs hide no digits; a personnummer has at least so many.
_ORDINARY = re.compile("[ -~\nåäöéüÅÄÖÉ§–”’…\u00a0]*")
_DIGIT = re.compile("[0-9]")
_DIGITS = 10
#: Keys whose digits count something, and may look like a postal code.
_AMOUNTS = {"belopp", "varav_ökning", "utfall", "prognos", "invånare", "tal", "steg"}


def personnummer_in_texts(case: Case) -> Iterator[Problem]:
    """Find personnummer in every text of the agreement; the last four digits are never repeated."""
    for path, text in case.texts:
        label = last_key(path)
        if label == "telefon":
            continue  # read as a telephone number, or refused, by the model
        if _ORDINARY.fullmatch(text) and len(_DIGIT.findall(text)) < _DIGITS:
            continue
        for hit in personnummer.find(_seen(text), label):
            if hit.certainty is Certainty.CERTAIN:
                yield case.problem(
                    path,
                    f"Här står ett personnummer ({hit.masked}).",
                    "Ta bort det. Personnummer hör inte hemma i handlingar som många läser.",
                    code=PERSONNUMMER,
                    severity=Severity.ERROR,
                )
            else:
                yield case.problem(
                    path,
                    f"Här står siffror som kan vara ett personnummer ({hit.masked}).",
                    "Ta bort dem om det är ett personnummer. Är det ett telefonnummer, skriv det som 070-123 45 67.",
                    code="möjligt-personnummer",
                )


def protected_addresses(case: Case) -> Iterator[Problem]:
    """Find protected addresses in all other texts. The address is never repeated in the message."""
    addresses = [((*path, "adress"), party.address) for path, party in all_parties(case.agreement)]
    hidden = [(path, _Hidden.of(address)) for path, address in addresses if address and address.protected]
    if not hidden:
        return
    inside = {path for path, _ in hidden}
    public = {address.postcode for _, address in addresses if address and not address.protected}
    open_paths = {path for path, address in addresses if path not in inside}
    for path, text in case.texts:
        text = _seen(text)
        above = {path[:length] for length in range(len(path) + 1)}
        if above & inside:
            continue
        if above & open_paths:
            verdicts = {address.same_house(text) for _, address in hidden}
        elif last_key(path) in _AMOUNTS and not re.search(r"[^\W\d_]", text):
            continue
        else:
            verdicts = {address.verdict(text, public) for _, address in hidden}
        if verdicts != {None}:
            yield _revealed(case, path, certain=Certainty.CERTAIN in verdicts)


def shelter_addresses(case: Case) -> Iterator[Problem]:
    """Doubt a street address of a non-profit that runs a shelter, when it is not marked as protected."""
    agreement = case.agreement
    shelters = [activity for activity in agreement.activities if activity.shelter]
    for path, party in all_parties(agreement):
        address = party.address
        if party.public or address is None or address.protected or address.street is None:
            continue
        runs = any(activity.by in {None, party.id} for activity in shelters)
        if runs and not _BOX.search(address.street):
            yield case.problem(
                (*path, "adress"),
                f"{party.name} har skyddat boende, men gatuadressen är inte skyddad och kommer att skrivas ut.",
                "Skriv en boxadress, eller skyddad: ja under adress om det är boendets adress.",
                code="boendets-adress",
            )


def _seen(text: str) -> str:
    """Return a text as it is seen: no soft hyphens and other invisible characters, one kind of digit, single spaces."""
    shown = text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_VISIBLE)
    return " ".join(shown.split())


class _Visible(dict[int, int | None]):
    """A table for str.translate that drops invisible characters; each is looked up once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code)) == "Cf" else code
        return self[code]


_VISIBLE = _Visible()


@dataclass(frozen=True, slots=True)
class _Hidden:
    """Patterns for a protected address: the house, the street's name alone, and the postal code."""

    houses: tuple[re.Pattern[str], ...]
    names: tuple[re.Pattern[str], ...]
    postcode: re.Pattern[str] | None
    digits: str | None

    @classmethod
    def of(cls, address: Address) -> _Hidden:
        parts = [
            part for part in re.split(r"[,\n]", _seen(address.street or "")) if part.strip() and not _WITHIN.match(part)
        ]
        houses = [_house(part) for part in parts]
        names = [re.split(r"\d", part)[0] for part in parts if re.search(r"\d", part) and not _BOX.search(part)]
        code = address.postcode
        digits = re.sub(r"\D", "", code) if code else None
        return cls(
            tuple(_loosely(house) for house in houses),
            tuple(_loosely(name) for name in names if len(name.strip()) >= _SHORTEST_NAME),
            # Not part of an amount, a telephone number or a longer number.
            re.compile(rf"(?<!\d)(?<!\d[\s-]){digits[:3]}\s?{digits[3:]}(?!\s?\d)") if digits else None,
            code,
        )

    def same_house(self, text: str) -> Certainty | None:
        """Return whether a text names the house itself."""
        return Certainty.CERTAIN if any(house.search(text) for house in self.houses) else None

    def verdict(self, text: str, public_postcodes: set[str | None]) -> Certainty | None:
        """Return whether a text gives the address away, or may: its street's name, or a postal code others have too."""
        postcode = self.postcode is not None and self.postcode.search(text) is not None
        if self.same_house(text) or (postcode and self.digits not in public_postcodes):
            return Certainty.CERTAIN
        return Certainty.POSSIBLE if postcode or any(name.search(text) for name in self.names) else None


def _house(part: str) -> str:
    """Return street and number without entrance and flat: ``Storgatan 5 B lgh 1102`` gives ``Storgatan 5``."""
    match = re.match(r".*?[^\W\d_]{2,}.*?\d+", part)
    return match[0] if match else part


def _loosely(words: str) -> re.Pattern[str]:
    """Return a pattern for words and digits in a row, however they are spaced, in any case, also in the genitive."""
    parts = [re.escape(token) for token in re.findall(r"\d+|[^\W\d_]+", words)]
    ending = r"(?!\d)" if parts and parts[-1].isdigit() else r"s?(?!\w)"
    return re.compile(r"(?<!\w)" + r"[\W_]*".join(parts) + ending if parts else r"(?!)", re.IGNORECASE)


def _revealed(case: Case, path: KeyPath, *, certain: bool) -> Problem:
    if certain:
        return case.problem(
            path,
            "Texten innehåller en adress som är märkt som skyddad.",
            "Ta bort adressen härifrån. Ingen handling skrivs ut så länge den står kvar.",
            code=PROTECTED_ADDRESS,
            severity=Severity.ERROR,
        )
    return case.problem(
        path,
        "Texten kan röja en adress som är märkt som skyddad: samma gata eller postnummer nämns.",
        "Skriv om texten om det är den adressen som avses.",
        code="kan-röja-adress",
    )
