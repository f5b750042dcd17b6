"""The words a template uses: as they are written, what they are, and whether they may be missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from iopdocs.classes import dataclass
from iopdocs.model.base import Record
from iopdocs.templating.diagnosis import Diagnosis
from iopdocs.templating.kinds import help_of
from iopdocs.templating.tags import Tag
from iopdocs.templating.values import Facts
from iopdocs.vocabulary.words import EXTRAS, WORDS

_PATH = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")

#: What has a name: a record or facts; nothing of a word that stands by itself.
Owner = type[Record] | type[Facts] | None


@dataclass(frozen=True, slots=True)
class UsedWord:
    """A word as it is written first, what the handbook says of it, and whether it must be there."""

    written: str
    about: str
    kind: str


def used_words(found: Iterable[Diagnosis]) -> list[UsedWord]:
    """Return the words that templates' tags use, each once, by how they are written first."""
    first: dict[tuple[Owner, str], str] = {}
    for one in found:
        named: list[tuple[int, str, Owner]] = [(use.line, use.name, use.owner) for use in one.findings.uses]
        named += one.findings.facts
        for line, name, owner in named:
            if line <= len(one.tags):
                first.setdefault((owner, name), _written(one.tags[line - 1], name, of_another=owner is not None))
    made = (_word(owner, name, written) for (owner, name), written in first.items())
    return sorted((one for one in made if one is not None), key=lambda one: one.written)


def _written(tag: Tag, name: str, *, of_another: bool) -> str:
    """Return a word as a tag writes it: the path that ends with it."""
    return next((path for path in _paths(tag) if path.split(".")[-1] == name and ("." in path) == of_another), name)


def _paths(tag: Tag) -> Iterator[str]:
    for path in _PATH.findall(tag.inner):
        steps = path.split(".")
        yield from (".".join(steps[: at + 1]) for at in range(len(steps)))


def _word(owner: Owner, name: str, written: str) -> UsedWord | None:
    if owner is None:
        return UsedWord(written, _plain(WORDS[name].about), "" if name == "avtal" else "räknas ut")
    if issubclass(owner, Facts):
        return UsedWord(written, _plain(help_of(owner)[name]), "räknas ut")
    if extra := EXTRAS.get(owner, {}).get(name):
        return UsedWord(written, _plain(extra.about), "räknas ut")
    info = next((one for attribute, one in owner.model_fields.items() if (one.alias or attribute) == name), None)
    if info is None:
        return None
    return UsedWord(written, _plain(info.description or ""), "måste finnas" if info.is_required() else "frivillig")


def _plain(text: str) -> str:
    """Return what the handbook says, without its links and signs."""
    return _LINK.sub(r"\1", text).replace("`", "")
