"""An agreement that exists as a Word file taken in: what is proposed of it, and a new file with what a person takes.

All that is taken stands under ``antaganden`` until somebody has confirmed it, so that no final version is made of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from iopdocs.classes import dataclass, field, replace
from iopdocs.errors import InvalidAgreement, Problem
from iopdocs.importing.proposal import FactOffer, Pair, Sure, UnreadPassage
from iopdocs.importing.reader import read
from iopdocs.protection import people
from iopdocs.protection.like_address import may_be_address
from iopdocs.readback.writing import with_facts
from iopdocs.reading import KeyPath, where
from iopdocs.reading.roundtrip import in_yaml
from iopdocs.swedish import dates
from iopdocs.swedish.characters import plain
from iopdocs.usecases.answers.imported import ImportJson
from iopdocs.usecases.beginning import create, usable_id
from iopdocs.word.lines import written_lines
from iopdocs.word.package import read_document
from iopdocs.workspace import Workspace

__all__ = [
    "ImportedAgreement",
    "Offer",
    "Sure",
    "UnreadPassage",
    "WordAgreement",
    "import_json",
    "judge",
    "read_file",
    "read_word",
    "take_in",
]

#: What may be answered where an address is proposed: it is known, and never printed.
PROTECTED = "skyddad"
_HIDDEN = "det som står där är skyddat, eller ett personnummer"
_QUOTED = 160
_MOST_HEADINGS = 40
_ADDRESS, _STREET, _CODE = "adress", "gata", "postnummer"


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal with its number, and its texts without what is protected. ``proposal`` is what would be written."""

    number: int
    key: str
    value: str
    sentence: str
    place: str
    sure: Sure
    choices: tuple[str, ...]
    why: str
    proposal: FactOffer = field(repr=False)

    @property
    def single(self) -> bool:
        """Whether another value may be given for it."""
        return self.proposal.single

    @property
    def facts(self) -> tuple[Pair, ...]:
        """What it says, key by key, when it is several facts."""
        return self.proposal.pairs

    @property
    def certain(self) -> bool:
        """Whether it is taken when all that is certain is."""
        return self.sure is Sure.CERTAIN

    @property
    def may_be_hidden(self) -> bool:
        """Whether it is an address, that may be answered to be protected."""
        return self.proposal.path[-1] == _ADDRESS


@dataclass(frozen=True, slots=True)
class WordAgreement:
    """What was read in a Word file, which messages call ``name``: what is proposed, and what no key took."""

    name: str
    offers: tuple[Offer, ...]
    unread: tuple[UnreadPassage, ...]

    def numbers(self, *, certain: bool) -> frozenset[int]:
        """Return the numbers of the proposals that are certain, or of all that say something."""
        return frozenset(one.number for one in self.offers if one.certain or (not certain and one.proposal.pairs))


def import_json(
    read_: WordAgreement,
    taken: Collection[int] = (),
    made: ImportedAgreement | None = None,
    plan: Path | None = None,
) -> ImportJson:
    """Return the answer for JSON: what is proposed, and what was made of what was taken."""
    return ImportJson.of(read_, taken, made, plan)


@dataclass(frozen=True, slots=True)
class ImportedAgreement:
    """The file that was made, how many proposals it has, and the numbers of those that lack the party they are of."""

    path: Path
    taken: int
    orphans: tuple[int, ...]


def read_file(workspace: Workspace, path: Path) -> WordAgreement:
    """Return what a Word file proposes. Raises InvalidTemplate when it cannot be read."""
    return read_word(workspace, read_document(path), workspace.watch.name(path, path.name))


def read_word(workspace: Workspace, data: bytes, name: str) -> WordAgreement:
    """Return what a Word file proposes; ``name`` is what it is called. Raises InvalidTemplate."""
    found = read(_written(data, name), workspace.laws)
    safe, guard = workspace.watch.safe, workspace.watch.guard
    open_, hidden = list[FactOffer](), list[FactOffer]()
    for one in found.proposals:
        texts = (*(text for _, text in one.pairs), *one.choices)
        tells = any(guard.finds(text) or people.numbers(text) for text in texts)
        (hidden if tells else open_).append(one)
    offers = (
        Offer(
            number, one.key, safe(one.value), safe(one.sentence), one.place, one.sure, tuple(map(safe, one.choices)),
            safe(one.why), one,
        )
        for number, one in enumerate(open_, start=1)
    )  # fmt: skip
    unread = [replace(one, heading=safe(one.heading), text=safe(one.text)) for one in found.unread]
    unread += [UnreadPassage(one.key, safe(one.sentence), one.place, _HIDDEN) for one in hidden]
    return WordAgreement(safe(name), tuple(offers), tuple(unread))


#: The page asks twice: to show what is proposed, and to take of it.
_written = lru_cache(maxsize=2)(written_lines)


def take_in(
    workspace: Workspace, read_: WordAgreement, new_id: str, answers: Mapping[int, str], day: date
) -> ImportedAgreement:
    """Make the file of a new agreement with what is taken, never over another one.

    ``answers`` are the numbers that are taken, each with nothing, or the value that is to stand there instead. Raises
    InvalidAgreement for an id, a number or a value that cannot be used, and OutputBlocked for a file that is there.
    """
    name = usable_id(workspace, new_id)
    taken, orphans = _whole(_answered(read_, answers))
    if not any(one.path[0] == "parter" for one in taken):
        hint = "Ta med minst en part; ett avtal är mellan två eller flera."
        raise InvalidAgreement(Problem("ingen part är tagen", read_.name, hint=hint, code="fel-användning"))
    text = _file_text(read_, name, _renumbered(taken), day, workspace)
    path = create(workspace, name, text)
    numbers = {id(one.proposal): one.number for one in read_.offers}
    return ImportedAgreement(path, len(taken), tuple(sorted(numbers.get(id(one), 0) for one in orphans)))


def judge(read_: WordAgreement, answers: Mapping[int, str]) -> None:
    """Raise InvalidAgreement for an answer that cannot be used: no such proposal, or none that can be written so."""
    list(_answered(read_, answers))


def _answered(read_: WordAgreement, answers: Mapping[int, str]) -> Iterator[tuple[FactOffer, FactOffer]]:
    """Yield each proposal that is taken, and what it says then. Raises InvalidAgreement."""
    known, problems = {one.number: one for one in read_.offers}, []
    for number, answer in sorted(answers.items()):
        one, said = known.get(number), plain(answer)
        if one is None:
            hint = "Kör kommandot med bara filen för att se numren."
            problems.append(Problem(f"det finns inget förslag {number}", read_.name, hint=hint, code="fel-användning"))
        elif one.may_be_hidden and said.casefold() == PROTECTED:
            yield one.proposal, replace(one.proposal, pairs=(*one.proposal.pairs, (PROTECTED, "ja")))
        elif said and not one.single:
            hint = "Ta det som det är eller inte alls, och ändra i filen sedan."
            problems.append(
                Problem(f"förslag {number} är flera uppgifter", read_.name, hint=hint, code="fel-användning")
            )
        elif said or one.proposal.pairs:
            yield one.proposal, one.proposal.saying(said) if said else one.proposal
        else:
            hint = f"Skriv vilket det är: {' eller '.join(one.choices)}"
            problems.append(Problem(f"förslag {number} har flera svar", read_.name, hint=hint, code="fel-användning"))
    if problems:
        raise InvalidAgreement(problems)


def _whole(answered: Iterator[tuple[FactOffer, FactOffer]]) -> tuple[list[FactOffer], list[FactOffer]]:
    """Return what can be written, and what is of a party that is not taken."""
    pairs = list(answered)
    there = {dict(now.pairs).get("id") for _, now in pairs if now.path[0] == "parter" and len(now.path) == 2}
    kept = [now for _, now in pairs if set(now.needs) <= there]
    return kept, [was for was, now in pairs if not set(now.needs) <= there]


def _renumbered(taken: list[FactOffer]) -> list[FactOffer]:
    """Return proposals with their places in lists counted anew: what is not taken leaves no hole."""
    places: dict[KeyPath, dict[int, int]] = {}
    made = []
    for one in taken:
        path: KeyPath = ()
        for depth, step in enumerate(one.path):
            if isinstance(step, int):
                known = places.setdefault(one.path[:depth], {})
                step = known.setdefault(step, len(known))
            path = (*path, step)
        made.append(replace(one, path=path))
    return made


def _file_text(read_: WordAgreement, name: str, taken: list[FactOffer], day: date, workspace: Workspace) -> str:
    """Return the text of the new file. Raises InvalidAgreement when it cannot be written so that it says that."""
    values: dict[KeyPath, str] = {("källor", 0): f"Word-filen {read_.name}"}
    if any(one.path == ("undertecknat",) for one in taken):
        values["status",] = "undertecknat"
    for one in taken:
        values |= {(*one.path, *((key,) if key else ())): text for key, text in one.pairs}
    for number, one in enumerate(taken):
        values["antaganden", number, "uppgift"] = where(one.path)
        values["antaganden", number, "skäl"] = _reason(read_, one, workspace)
    return _head(read_, day) + with_facts(f"id: {name}\n", values)


def _reason(read_: WordAgreement, one: FactOffer, workspace: Workspace) -> str:
    """Return why a fact is assumed: where it was read. A sentence that may hold an address is never repeated."""
    sentence = workspace.watch.safe(plain(one.sentence))
    quoted = sentence if len(sentence) <= _QUOTED else f"{sentence[:_QUOTED].rsplit(' ', 1)[0]} …"
    shown = "" if _may_tell(read_, one.sentence) else f": ”{quoted}”"
    return f"Läst i {read_.name}, {one.place}{shown}. Bekräfta mot handlingen."


def _may_tell(read_: WordAgreement, text: str) -> bool:
    """Whether a text may tell an address: one that was read, taken or not, or what is written as one."""
    read = (pair for one in read_.offers if one.may_be_hidden for pair in one.proposal.pairs)
    return may_be_address(text) or any(key in {_STREET, _CODE} and _folded(said) in _folded(text) for key, said in read)


def _folded(text: str) -> str:
    return "".join(text.casefold().split())


def _head(read_: WordAgreement, day: date) -> str:
    """Return the comments that the file begins with: what they say stays true whatever is changed in it later."""
    lines = [
        "yaml-language-server: $schema=avtal.schema.json",
        "",
        f"Läst ur en Word-fil med iopdocs import den {plain(dates.format(day))}.",
        "Det som togs med stod då under antaganden. Ta bort en post där när uppgiften är bekräftad mot handlingen.",
    ]
    left = list(dict.fromkeys(plain(one.heading) for one in read_.unread if one.heading))
    left = [one for one in left if not _may_tell(read_, one)]
    if left:
        lines += ["", "Under de här rubrikerna fanns text som inte blev någon uppgift:"]
        lines += [f"  {in_yaml(one)}" for one in left[:_MOST_HEADINGS]]
    return "".join(f"# {one}".rstrip() + "\n" for one in lines)
