"""The plan of an adoption as a file: each place and style with what is proposed, to be read, changed and given back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidTemplate, Problem
from iopdocs.model.base import Exact, key, required
from iopdocs.model.scalars import Text
from iopdocs.output import create_file
from iopdocs.reading import read_model
from iopdocs.reading.roundtrip import in_yaml
from iopdocs.templating.proposals import Proposal
from iopdocs.templating.roles import Role

_HEAD = """\
# Planen för att ta in {name}. Läs varje rad, ändra det som inte stämmer, och kör igen med samma --plan och --as.
# ord: det ord som ska stå på platsen, till exempel avtal.diarienummer. Utan ord står platsen kvar som den är.
# er: den av era formatmallar som texten ska ha. Utan er läggs vår till, utan eget typsnitt.
"""


class PlannedPlace(Exact):
    """A place to fill in, and the word that is to stand there."""

    number: Text = required("nr", "Platsens nummer")
    shown: Text = required("står", "Vad som står där i mallen")
    where: Text | None = key("plats", "Var det är")
    word: Text | None = key("ord", "Ordet som ska stå där; utan ord står platsen kvar")


class PlannedStyle(Exact):
    """One of our styles, and the house's that is to play its part."""

    ours: Text = required("vår", "Vår formatmall")
    theirs: Text | None = key("er", "Er formatmall; utan läggs vår till")
    why: Text | None = key("därför", "Vad förslaget bygger på")


class AdoptionPlan(Exact):
    """What is to be done with a letterhead."""

    file: Text = required("mall", "Filen som planen gäller")
    places: tuple[PlannedPlace, ...] = key("platser", "Platserna att fylla i", default=())
    styles: tuple[PlannedStyle, ...] = key("formatmallar", "Formatmallarna", default=())


@dataclass(frozen=True, slots=True)
class Decided:
    """What has been decided: the word of each place by its number, and the parts of the house's styles."""

    words: Mapping[int, str]
    parts: tuple[Role, ...]


def write_plan(path: Path, name: str, places: Iterable[Proposal], parts: Iterable[Role]) -> None:
    """Write a plan with what is proposed. Raises OutputBlocked when there is a file already."""
    create_file(path, "\n".join(_lines(name, list(places), list(parts))).encode() + b"\n")


def _lines(name: str, places: Sequence[Proposal], parts: Sequence[Role]) -> Iterator[str]:
    yield _HEAD.format(name=name)
    yield f"mall: {in_yaml(name)}"
    yield from ("", "platser:") if places else ()
    for one in places:
        yield f"  - nr: {one.number}"
        yield f"    står: {in_yaml(_bare(one))}"
        yield f"    plats: {in_yaml(one.where)}"
        yield f"    ord: {in_yaml(one.tag.strip('{ }'))}" if one.tag else "    # ord:"
    yield from ("", "formatmallar:") if parts else ()
    for part in parts:
        yield f"  - vår: {in_yaml(part.ours)}"
        yield f"    er: {in_yaml(part.theirs)}"
        yield f"    därför: {in_yaml(part.why)}"


def _bare(one: Proposal) -> str:
    """Return what stands in a place as its owner sees it."""
    return f"[{one.label}]"


def read_plan(
    path: Path,
    name: str,
    places: Sequence[Proposal],
    styles: Mapping[tuple[str, str], str],
    ours: Mapping[tuple[str, str], str],
) -> Decided:
    """Return what a plan decides.

    ``places`` are those of the file, ``styles`` the ids of the house's styles by kind and name in lower case, ``ours``
    the styles of ours that are in use. Raises InvalidTemplate for a plan of another file, and for styles unknown.
    """
    plan = read_model(path, AdoptionPlan, InvalidTemplate)
    problems = []
    known = {str(one.number): one for one in places}
    words, parts = {}, []
    for number, place in enumerate(plan.places, start=1):
        found = known.get(place.number)
        if found is None or _bare(found) != place.shown:
            hint = f"Planen gäller {plan.file}. Gör en ny plan om {name} har ändrats: ange en fil som inte finns."
            message = f"på plats {place.number} står inte ”{place.shown}” i {name}"
            problems.append(Problem(message, str(path), where=f"platser[{number}]", hint=hint, code="mallfel"))
        elif place.word:
            words[found.number] = place.word
    for number, style in enumerate(plan.styles, start=1):
        kind = next((kind for kind, said in ours if said == style.ours.lower()), None)
        identity = None if kind is None or not style.theirs else styles.get((kind, style.theirs.lower()))
        if kind is None or (style.theirs and identity is None):
            named = style.ours if kind is None else style.theirs
            hint = "Skriv namnet som det står i Word, under Start, Formatmallar; eller ta bort raden er."
            message = f"formatmallen ”{named}” finns inte"
            problems.append(Problem(message, str(path), where=f"formatmallar[{number}]", hint=hint, code="mallfel"))
        elif identity is not None and style.theirs:
            shown = ours[(kind, style.ours.lower())]
            parts.append(Role(kind, shown, identity, style.theirs, "planen", certain=True))
    if problems:
        raise InvalidTemplate(problems)
    return Decided(words, tuple(parts))
