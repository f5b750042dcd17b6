"""The text that later documents changed: put in where its words stand in the data, else asked about.

What is asked about is assumed in the draft, too, so that no final version is made before somebody has answered.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from iopdocs.classes import dataclass
from iopdocs.economy.changes import NamedRevision, named_revisions
from iopdocs.model import Agreement
from iopdocs.model.revision import Change
from iopdocs.reading.tree_edits import text_of
from iopdocs.renewal.amended import AmendedAmount, is_over
from iopdocs.renewal.belongings import BELONGS_TO_OLD
from iopdocs.renewal.notes import Notes
from iopdocs.renewal.period import SuccessorTerm
from iopdocs.swedish import wordings

#: What is no text of the agreement: who the parties are, what was said to the press, what happened at meetings.
_BESIDE = {
    *BELONGS_TO_OLD,
    "parter",
    "press",
    "möten",
    "källor",
    "antaganden",
    "uppgifter_bedömda",
    "tjänsteskrivelser",
}
#: Fewer words than these may stand for something else where they stand.
_FEWEST = 4
_ASSUMED = "{} ändrade avtalets text, och ändringen är inte införd. Se rapporten om förnyelsen."


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A text of the tree: what holds it, under which key, and its path as a user reads it."""

    parent: Any
    key: Any
    where: str


def carry_texts(tree: Any, agreement: Agreement, period: SuccessorTerm, on: date, notes: Notes) -> None:
    """Tell of every later document what it means for the successor, and put its changed wordings in where they fit."""
    for one in named_revisions(agreement):
        if is_over(one, period):
            end = getattr(one.revision, "end", None)
            notes.changed(one.where, one.called, None, f"gällde till och med {end} och följer inte med")
        elif not one.revision.is_agreed(on):
            _not_agreed(one, on, notes)
        else:
            for change in one.revision.changes:
                _carry(tree, change, one, notes)


def _not_agreed(one: NamedRevision, on: date, notes: Notes) -> None:
    what = [
        f"{made.change.called}: {made.told}" for made in (AmendedAmount(change, one) for change in one.revision.amounts)
    ]
    what += [_told(change) for change in one.revision.changes]
    what += [f"{party.called} ansluter sig" for party in one.revision.joining]
    question = f"Alla parter hade inte skrivit under {one.called} den {on}, och det är inte med. Ska det gälla?"
    notes.decide(one.where, question, *what)


def _carry(tree: Any, change: Change, one: NamedRevision, notes: Notes) -> None:
    leaf = _place(tree, change)
    if leaf is None:
        question = f"{_capital(one.called)} ändrade avtalets text, och ändringen är inte införd: {_told(change)}"
        notes.decide(one.where, f"{question} Hur ska det stå i det nya avtalet?")
        notes.assume(one.where, _ASSUMED.format(_capital(one.called)))
        return
    before, new = str(leaf.parent[leaf.key]), change.new or ""
    place = wordings.find(change.current or "", [before])[0]
    made = before[: place.start] + (new.rstrip() if before[place.end :] else new) + before[place.end :]
    leaf.parent[leaf.key] = text_of(made, leaf.parent[leaf.key])
    notes.changed(leaf.where, before, made, f"enligt {one.called}")


def _told(change: Change) -> str:
    section = f"{change.section}: " if change.section else ""
    if change.what:
        return f"{section}{change.what}"
    if change.current and change.new:
        return f"{section}”{change.current}” ersätts av ”{change.new}”"
    words = change.new or change.current
    return f"{section}{f'”{words}”' if words else 'det framgår inte vad som ändras'}"


def _place(tree: Any, change: Change) -> _Leaf | None:
    """Return the one text of the data in which a replaced wording stands, once; None when it does not, or not alone."""
    if not change.current or not change.new or change.what or "\n" in change.new.strip():
        return None
    if len(change.current.split()) < _FEWEST:
        return None
    found = [
        leaf
        for key in tree
        if key not in _BESIDE
        for leaf in _leaves(tree, key, key)
        for _ in wordings.find(change.current, [str(leaf.parent[leaf.key])])
    ]
    return found[0] if len(found) == 1 else None


def _leaves(parent: Any, key: Any, where: str) -> Iterator[_Leaf]:
    value = parent[key]
    if isinstance(value, dict):
        for name in value:
            yield from _leaves(value, name, f"{where}.{name}")
    elif isinstance(value, list):
        for place in range(len(value)):
            yield from _leaves(value, place, f"{where}[{place + 1}]")
    elif isinstance(value, str):
        yield _Leaf(parent, key, where)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
