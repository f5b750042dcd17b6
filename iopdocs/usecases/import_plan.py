"""What is proposed of a Word file, as a file: to be read, changed and given back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from iopdocs.errors import InvalidAgreement, Problem
from iopdocs.model.base import Exact, key, required
from iopdocs.model.scalars import Text, YesNo
from iopdocs.output import create_file
from iopdocs.reading import read_model
from iopdocs.reading.roundtrip import in_yaml
from iopdocs.usecases.import_word import Offer, WordAgreement

_HEAD = """\
# Förslag ur {name}. Läs varje mening, ändra det som inte stämmer, och kör igen med samma --plan och --as.
# ta: ja tar med uppgiften, nej lämnar den. värde: det som ska stå; flera uppgifter tas som de är eller inte alls.
"""


class PlannedFact(Exact):
    """A fact that is proposed, and whether it is to be taken."""

    number: Text = required("nr", "Förslagets nummer")
    what: Text = required("uppgift", "Vilken uppgift det är")
    take: YesNo = key("ta", "ja om uppgiften ska tas med", default=False)
    value: Text | None = key("värde", "Det som ska stå")
    several: Text | None = key("uppgifter", "Det som ska stå, när det är flera uppgifter")
    choices: Text | None = key("välj", "Vad det kan vara, när det inte går att säga")
    sentence: Text | None = key("mening", "Meningen som den är läst i")
    place: Text | None = key("plats", "Var i filen meningen står")
    sure: Text | None = key("hur", "Hur säkert förslaget är, och varför")


class TakeInPlan(Exact):
    """What is to be taken of a Word file."""

    file: Text = required("fil", "Word-filen som förslagen gäller")
    facts: tuple[PlannedFact, ...] = key("förslag", "Förslagen", default=())


def write_plan(path: Path, read: WordAgreement) -> None:
    """Write a plan with what is proposed. Raises OutputBlocked when there is a file already."""
    create_file(path, ("\n".join(_lines(read)) + "\n").encode())


def _lines(read: WordAgreement) -> Iterator[str]:
    yield _HEAD.format(name=read.name)
    yield f"fil: {in_yaml(read.name)}"
    yield from ("", "förslag:") if read.offers else ()
    for one in read.offers:
        yield f"  - nr: {one.number}"
        yield f"    uppgift: {in_yaml(one.key)}"
        yield f"    ta: {'ja' if one.certain else 'nej'}"
        if one.choices:
            yield f"    välj: {in_yaml(' eller '.join(one.choices))}"
            yield "    # värde:"
        else:
            yield f"    {'värde' if one.single else 'uppgifter'}: {in_yaml(one.value)}"
        yield f"    mening: {in_yaml(one.sentence)}"
        yield f"    plats: {in_yaml(one.place)}"
        yield f"    hur: {in_yaml(f'{one.sure}: {one.why}' if one.why else str(one.sure))}"


def read_plan(path: Path, read: WordAgreement) -> dict[int, str]:
    """Return what a plan takes: each number with nothing, or the value that is to stand there instead.

    Raises InvalidAgreement for a plan of another file, and for a number that is something else now.
    """
    plan = read_model(path, TakeInPlan)
    known = {str(one.number): one for one in read.offers}
    answers, problems = {}, []
    for place, fact in enumerate(plan.facts, start=1):
        one = known.get(fact.number)
        if one is None or one.key != fact.what:
            hint = f"Planen gäller {plan.file}. Gör en ny plan om filen har ändrats: ange en fil som inte finns."
            message = f"förslag {fact.number} är inte {fact.what} i {read.name}"
            problems.append(Problem(message, str(path), where=f"förslag[{place}]", hint=hint, code="fel-användning"))
        elif fact.take:
            answers[one.number] = _own(one, fact)
    if problems:
        raise InvalidAgreement(problems)
    return answers


def _own(one: Offer, fact: PlannedFact) -> str:
    """Return the value that a plan has instead of the proposed one."""
    given = fact.value or fact.several or ""
    return "" if " ".join(given.split()) == " ".join(one.value.split()) else given
