"""What must never reach a document: personnummer, and what parties keep hidden of where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from iopdocs.checks.case import Case
from iopdocs.checks.parties import all_parties
from iopdocs.checks.texts import last_key
from iopdocs.errors import Problem, Severity
from iopdocs.model.party import Party
from iopdocs.protection import BOX, Find, Seeker, secret_of
from iopdocs.protection.guard import JUDGED, occurs
from iopdocs.reading import KeyPath
from iopdocs.reading.source import MAX_FAULTS
from iopdocs.swedish import personnummer
from iopdocs.swedish.characters import seen
from iopdocs.swedish.personnummer import Certainty

PERSONNUMMER, POSSIBLE_PERSONNUMMER = "personnummer", "möjligt-personnummer"
PROTECTED_ADDRESS, POSSIBLE_ADDRESS = "skyddad-adress", "kan-röja-adress"
JUDGED_REVEALING = "bedömt-röjande"
UNSEARCHABLE = "osökbar-adress"
SHELTER_ADDRESS = "boendets-adress"
#: Codes of what is not pointed at in a document: whoever reads it would see where to look.
HELD_BACK = frozenset({
    PERSONNUMMER, POSSIBLE_PERSONNUMMER, PROTECTED_ADDRESS, POSSIBLE_ADDRESS, JUDGED_REVEALING, UNSEARCHABLE,
    SHELTER_ADDRESS, "för-få-ord", "bedömning-utan-ord",
})  # fmt: skip

#: How a person says that words give nothing away; ends the hint of what may be a slip of the program's.
HOW_TO_JUDGE = (
    "Röjer orden ingenting, låt den som vet det skriva en post under uppgifter_bedömda: "
    "ord (hela meningen de står i), röjer: nej, av och skäl."
)
JUDGEMENTS = "uppgifter_bedömda"
#: Texts with nothing but these signs hide no digits; a personnummer has at least so many.
_ORDINARY = re.compile("[ -~\nåäöéüÅÄÖÉ§–”’…\u00a0]*")
_DIGIT = re.compile("[0-9]")
_DIGITS = 10
#: Keys whose digits count something, and may look like a postal code.
_AMOUNTS = {"belopp", "varav_ökning", "utfall", "prognos", "invånare", "tal", "steg"}


def personnummer_in_texts(case: Case) -> Iterator[Problem]:
    """Find personnummer in every text of the agreement; the last four digits are never repeated.

    Each text is told once, with how many there are, and no more texts than anybody mends before looking again: first
    those with a personnummer that is certain.
    """
    possible: list[tuple[KeyPath, str]] = []
    certain = 0
    for path, text in case.texts:
        sure, doubted = _personnummer(case, path, text)
        if sure:
            certain += 1
            yield case.problem(
                path,
                f"Här står ett personnummer ({_first_of(sure)}).",
                "Ta bort det. Personnummer hör inte hemma i handlingar som många läser. Är det ett annat nummer: "
                + HOW_TO_JUDGE,
                code=PERSONNUMMER,
                severity=Severity.ERROR,
            )
            if certain >= MAX_FAULTS:
                return
        elif doubted and len(possible) < MAX_FAULTS:
            possible.append((path, _first_of(doubted)))
    for path, shown in possible:
        yield case.problem(
            path,
            f"Här står siffror som kan vara ett personnummer ({shown}).",
            "Ta bort dem om det är ett personnummer. Är det ett telefonnummer, skriv det som 070-123 45 67. "
            + HOW_TO_JUDGE,
            code=POSSIBLE_PERSONNUMMER,
        )


def _personnummer(case: Case, path: KeyPath, text: str) -> tuple[list[str], list[str]]:
    """Return the personnummer in a text that are certain and those that are possible, masked, but for those judged."""
    label = last_key(path)
    if label == "telefon" or _is_judged_words(path):
        return [], []  # read as a telephone number, or refused, by the model
    if _ORDINARY.fullmatch(text) and len(_DIGIT.findall(text)) < _DIGITS:
        return [], []
    shown = seen(text)
    hits = [hit for hit in personnummer.find(shown, label) if not case.guard.judged(shown, hit.start, hit.end)]
    sure = [hit.masked for hit in hits if hit.certainty is Certainty.CERTAIN]
    return sure, [hit.masked for hit in hits if hit.certainty is not Certainty.CERTAIN]


def _first_of(masked: list[str]) -> str:
    return masked[0] if len(masked) == 1 else f"{masked[0]}, och {len(masked) - 1} till"


def protected_addresses(case: Case) -> Iterator[Problem]:
    """Find what is protected in all other texts. It is never repeated in the message."""
    for path, text, finds in told(case):
        judged = any(find.what == JUDGED for find in finds)
        certain = [find for find in finds if find.certainty is Certainty.CERTAIN and find.what != JUDGED]
        if judged:
            yield case.problem(
                path,
                "Här står ord som är bedömda att röja något skyddat.",
                "Ta bort orden härifrån. Ingen handling skrivs ut så länge de står kvar.",
                code=JUDGED_REVEALING,
                severity=Severity.ERROR,
            )
        elif certain:
            yield _certain(case, path, text, certain)
        else:
            yield case.problem(
                path,
                f"Texten kan röja något som är märkt som skyddat ({_named(finds)}).",
                f"Skriv om texten om det är det som avses. {HOW_TO_JUDGE}",
                code=POSSIBLE_ADDRESS,
            )


@lru_cache(maxsize=1)
def told(case: Case) -> tuple[tuple[KeyPath, str, tuple[Find, ...]], ...]:
    """Return each text that gives something protected away, or may, with its path and what was found in it."""
    return tuple(_told(case)) if case.guard.active else ()


def _told(case: Case) -> Iterator[tuple[KeyPath, str, tuple[Find, ...]]]:
    inside, opened = set(_own_places(case)), set(_open_places(case))
    for path, text in case.texts:
        above = {path[:length] for length in range(len(path) + 1)}
        if above & inside or _is_judged_words(path):
            continue
        if last_key(path) in _AMOUNTS and not re.search(r"[^\W\d_]", text):
            continue
        finds = case.guard.finds(text)
        if above & opened:
            # An open address in the same street is another house.
            finds = [find for find in finds if find.certainty is Certainty.CERTAIN]
        if finds:
            yield path, text, tuple(finds)


def protected_towns(case: Case) -> Iterator[Problem]:
    """Doubt the town of a protected address in a text, where no party is openly of that town: it says where to look."""
    towns = sorted({town for _, party in all_parties(case.agreement) if (town := _hidden_town(party, case))})
    inside = set(_own_places(case))
    for path, text in case.texts if towns else ():
        if inside & {path[:length] for length in range(len(path) + 1)} or _is_judged_words(path):
            continue
        found = (
            one for town in towns for one in re.finditer(rf"(?<!\w){re.escape(town)}s?(?!\w)", text, re.IGNORECASE)
        )
        if any(not case.guard.judged(text, one.start(), one.end()) for one in found):
            yield case.problem(
                path,
                "Texten nämner orten i en adress som är märkt som skyddad, och ingen part hör öppet till den orten.",
                f"Skriv om texten så att orten inte framgår. {HOW_TO_JUDGE}",
                code=POSSIBLE_ADDRESS,
            )


def _hidden_town(party: Party, case: Case) -> str | None:
    """Return the town of a protected address, or None when somebody is openly called by it or lives there."""
    if not (party.address and party.address.protected and party.address.town):
        return None
    town, openly = party.address.town, list[str | None]()
    for _, one in all_parties(case.agreement):
        openly += [one.name, one.known_as, *one.spellings, *one.principals]
        openly.append(one.address.town if one.address and not one.address.protected else None)
    named = re.compile(rf"(?<!\w){re.escape(town)}", re.IGNORECASE)
    return None if any(named.search(told) for told in openly if told) else town


def _own_places(case: Case) -> Iterator[KeyPath]:
    """Yield where what is protected itself stands."""
    for path, party in all_parties(case.agreement):
        if party.address and party.address.protected:
            yield (*path, "adress")
        yield from ((*path, name) for name in party.protected_details)


def _open_places(case: Case) -> Iterator[KeyPath]:
    for path, party in all_parties(case.agreement):
        if party.address and not party.address.protected:
            yield (*path, "adress")


def _is_judged_words(path: KeyPath) -> bool:
    return path[0] == JUDGEMENTS and path[-1] == "ord"


def _certain(case: Case, path: KeyPath, text: str, finds: list[Find]) -> Problem:
    what = "en adress" if all(find.what not in _DETAILS for find in finds) else "en uppgift"
    hint = "Ta bort adressen härifrån. Ingen handling skrivs ut så länge den står kvar."
    if what != "en adress":
        hint = "Ta bort uppgiften härifrån. Ingen handling skrivs ut så länge den står kvar."
    if not any(find.literal for find in finds):
        hint = f"{hint} {HOW_TO_JUDGE}"
    elif any(find.literal and case.guard.judged(text, find.start, find.end) for find in finds):
        hint = f"Den står ordagrant och kan inte bedömas bort. {_LITERAL}"
    message = f"Texten innehåller {what} som är märkt som skyddad."
    return case.problem(path, message, hint, code=PROTECTED_ADDRESS, severity=Severity.ERROR)


_LITERAL = "Ta bort den härifrån, eller ta bort märkningen som skyddad om den inte är hemlig."
_DETAILS = frozenset({"telefonnummer", "webbadress", "e-postadress"})


def _named(finds: tuple[Find, ...]) -> str:
    return " och ".join(dict.fromkeys(find.what for find in finds))


def judgements(case: Case) -> Iterator[Problem]:
    """Tell of judgements of what cannot be judged, and of those whose words stand nowhere in the data any longer."""
    texts = [text for path, text in case.texts if path[0] != JUDGEMENTS]
    for number, one in enumerate(case.agreement.judgements):
        if not one.words:
            continue  # that it cannot be followed is told of all such posts together
        if not one.reveals and any(find.literal for find in case.guard.finds(one.words)):
            yield case.problem(
                (JUDGEMENTS, number, "ord"),
                "Orden är det som är märkt som skyddat, ordagrant, och kan inte bedömas som att de inte röjer något.",
                _LITERAL,
                code=PROTECTED_ADDRESS,
                severity=Severity.ERROR,
            )
        elif not one.reveals and case.guard.too_narrow(one.words):
            yield case.problem(
                (JUDGEMENTS, number, "ord"),
                "Orden är bara det som liknar något skyddat, och gäller därför inte inne i en längre text.",
                "Skriv hela frasen eller meningen som orden står i, till exempel hela ”Bussen stannar på gatan”.",
                code="för-få-ord",
            )
        elif not any(occurs(one.words, text) for text in (*texts, case.source.file)):
            yield case.problem(
                (JUDGEMENTS, number),
                "Orden i bedömningen står inte längre i någon av avtalets uppgifter.",
                "Ta bort posten, eller låt den stå om orden finns i en mall eller en klausul.",
                code="bedömning-utan-ord",
                severity=Severity.NOTE,
            )


def unsearchable(case: Case) -> Iterator[Problem]:
    """Tell of a protected address that cannot be looked for in other texts."""
    for path, party in all_parties(case.agreement):
        secret = secret_of(party)
        if secret is None or not (party.address and party.address.protected):
            continue
        if not secret.street:
            message = "Adressen är märkt som skyddad men har ingen gata, så programmet kan inte leta efter den."
            hint = "Skriv gata, postnummer och ort här; de skrivs aldrig ut. Läs annars själv igenom alla texter."
        elif Seeker([secret]).unsearchable():
            message = "Gatan är skriven så att programmet inte kan leta efter den skyddade adressen i andra texter."
            hint = "Skriv gatan som den står på ett brev, till exempel gatans namn och nummer."
        else:
            continue
        yield case.problem((*path, "adress"), message, hint, code=UNSEARCHABLE)


def shelter_addresses(case: Case) -> Iterator[Problem]:
    """Doubt a street address of a non-profit that runs a shelter, when it is not marked as protected."""
    agreement = case.agreement
    shelters = [activity for activity in agreement.activities if activity.shelter]
    for path, party in all_parties(agreement):
        address = party.address
        if not party.nonprofit or address is None or address.protected or address.street is None:
            continue
        runs = any(activity.by in {None, party.id} for activity in shelters)
        if runs and not BOX.search(address.street):
            yield case.problem(
                (*path, "adress"),
                f"{party.called} har skyddat boende, men gatuadressen är inte skyddad och kommer att skrivas ut.",
                "Skriv en boxadress, eller skyddad: ja under adress om det är boendets adress.",
                code=SHELTER_ADDRESS,
            )
