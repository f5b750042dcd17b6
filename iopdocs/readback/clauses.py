"""The clauses that a person has worded anew in a Word document, and her wording as the agreement's own text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidAgreement, Problem
from iopdocs.readback.proposing import differs
from iopdocs.readback.trials import TrialDocument, TrialDocuments
from iopdocs.readback.writing import with_own_clause
from iopdocs.redline.pairing import Pair
from iopdocs.word.blocks import Block

_MARKS = ("[saknas: ", "[kontrollera: ")
_HEADING, _ITEM = "# ", "- "


def by_clause(pairs: Sequence[Pair], clauses: Mapping[str, str]) -> list[tuple[str, Pair]]:
    """Return the paragraphs with the clause that each is of, or nothing.

    One that was added belongs to the clause that it stands in or goes on with, or after a heading to the one it begins.
    """
    found = [clauses.get(was.text, "") if was else None for was, _ in pairs]
    named: list[str] = []
    for place, own in enumerate(found):
        before = named[-1] if named else ""
        after = next((one for one in found[place + 1 :] if one is not None), "")
        heading = place > 0 and any(one is not None and one.kind == "rubrik" for one in pairs[place - 1])
        if own is None:
            named.append(before or (after if heading and after else ""))
        else:
            # What the data has changed since is known by what stands around it.
            named.append(own or (before if before == after else ""))
    return list(zip(named, pairs, strict=True))


@dataclass(frozen=True, slots=True)
class ByHand:
    """What a person has changed in a document: paragraphs of the edited one by their id, and what was struck."""

    edited: frozenset[int]
    struck: frozenset[str]

    @classmethod
    def of(cls, changed: Sequence[Pair]) -> ByHand:
        """Return what was changed by hand, of the paragraphs that differ from the document as it was made."""
        edited = frozenset(id(now) for _, now in changed if now is not None)
        return cls(edited, frozenset(was.text for was, now in changed if was is not None and now is None))

    def made(self, pair: Pair) -> bool:
        """Whether it is by hand that a paragraph differs from what the data says now."""
        was, now = pair
        return id(now) in self.edited if now is not None else was is not None and was.text in self.struck


def rewritten(named: Sequence[tuple[str, Pair]], by_hand: ByHand, carried: frozenset[int]) -> Iterator[str]:
    """Yield the clauses with a change by hand that is not carried over as a fact; ``carried`` are those that are."""
    for clause, pair in named:
        if clause and differs(pair) and by_hand.made(pair) and id(pair[1]) not in carried:
            yield clause


def worded(
    trials: TrialDocuments, named: Sequence[tuple[str, Pair]], by_hand: ByHand, clause: str, said: Mapping[str, str]
) -> tuple[str, str, TrialDocument]:
    """Return a clause as a person has worded it, the agreement's text with that, and the document that it gives.

    ``said`` is who did it, why and when. Raises InvalidAgreement when it cannot be written so that exactly her words
    are printed.
    """
    hers = [now for one, (_, now) in named if one == clause and now is not None and now.text.strip()]
    if any(one == clause and differs(pair) and not by_hand.made(pair) for one, pair in named):
        hint = "Gör ett nytt utkast med iopdocs render, med ändringarna i det, och kör om med det."
        message = f"uppgifterna i klausulen ”{clause}” är andra nu än när utkastet gjordes"
        raise InvalidAgreement(Problem(message, hint=hint, code="klausul-inte-förd"))
    if not hers:
        hint = f"Skriv klausul: {clause} och ett skäl under klausuler.utan i avtalets fil."
        message = f"hela klausulen ”{clause}” är struken" if any(one == clause for one, _ in named) else ""
        message = message or f"klausulen ”{clause}” står inte i dokumentet"
        raise InvalidAgreement(Problem(message, hint=hint, code="klausul-inte-förd"))
    if any(has_marks(one.text) for one in hers):
        hint = "Fyll i luckorna eller ta bort märkena i Word, spara och kör igen."
        message = f"i klausulen ”{clause}” finns luckor eller märken, som skulle bli vanlig text"
        raise InvalidAgreement(Problem(message, hint=hint, code="klausul-inte-förd"))
    for sign in (_ITEM, ""):
        own = "\n\n".join(_paragraph(one, sign) for one in hers)
        made = with_own_clause(trials.text, clause, {"text": own, **said})
        trial = trials.of(made)
        if trial.fault is None and _says(trial, clause, hers):
            return own, made, trial
    fault = trial.fault.message if trial.fault else ""
    hint = f"Skriv in den för hand under klausuler.ersätt i avtalets fil. {fault}"
    message = f"lydelsen av klausulen ”{clause}” blir inte densamma när den skrivs ut av uppgifterna"
    raise InvalidAgreement(Problem(message, hint=hint.strip(), code="klausul-inte-förd"))


def noted(reason: str, by: str, day: date) -> dict[str, str]:
    """Return what is noted of an own wording: why, by whom and when."""
    return {"skäl": reason, "av": by, "dag": day.isoformat()}


def _paragraph(block: Block, sign: str) -> str:
    text = " ".join(block.text.split("\n"))
    return (_HEADING if block.kind == "rubrik" else sign if block.listed else "") + text


def _says(trial: TrialDocument, clause: str, hers: Sequence[Block]) -> bool:
    """Whether a document says just her paragraphs, of the same kinds, where the clause stands."""
    said = printed(trial.blocks, trial.clauses, clause)
    return [(one.kind, one.listed, one.text) for one in said] == [(one.kind, one.listed, one.text) for one in hers]


def printed(blocks: Sequence[Block], clauses: Mapping[str, str], clause: str) -> list[Block]:
    """Return the paragraphs of a document that are of a clause; ``clauses`` is which clause each text is of."""
    of = {_spaced(text): one for text, one in clauses.items()}  # Word's own spaces are put in on the way
    return [one for one in blocks if of.get(_spaced(one.text)) == clause]


def own_paragraphs(text: str) -> list[str]:
    """Return what the paragraphs of a clause's own text say, without the signs of headings and lists."""
    lines = [line for part in text.split("\n\n") for line in _lines(part) if line]
    return [_spaced(line.removeprefix(_HEADING).removeprefix(_ITEM)) for line in lines]


def has_marks(text: str) -> bool:
    """Whether a text has something that reads as a gap or a doubt of ours."""
    return any(mark in text for mark in _MARKS)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _lines(part: str) -> list[str]:
    """Return the paragraphs of what stands between empty lines: each item of a list is one."""
    found: list[str] = []
    for line in part.strip().split("\n"):
        if line.startswith((_ITEM, _HEADING)) or not found or found[-1].startswith(_HEADING):
            found.append(line)
        else:
            found[-1] += f" {line}"
    return found
