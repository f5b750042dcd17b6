"""What depends on what in a template: under which conditions each thing stands, told from its tags alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from iopdocs.classes import dataclass, field
from iopdocs.templating.tags import Tag, Thing, Words

_NAMES = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
_NO_NAMES = {"not", "and", "or", "in", "if", "for"}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known where something stands: tests that held, and tests that did not, as they are written."""

    held: frozenset[str] = frozenset()
    refuted: frozenset[str] = frozenset()

    def when(self, test: str, *, held: bool) -> Known:
        """Return what is known where a test held, or did not."""
        test = " ".join(test.split())
        if test.startswith("not ") and not _JOINED.search(test):
            return self.when(test[4:], held=not held)
        parts = _parts(test, "and" if held else "or")
        if held:
            return Known(self.held | parts, self.refuted)
        return Known(self.held, self.refuted | parts)

    def without(self, name: str) -> Known:
        """Return what is known where a loop has given a name to something else."""
        kept = [frozenset(one for one in some if name not in roots(one)) for some in (self.held, self.refuted)]
        return Known(*kept)

    def answer(self, test: str) -> bool | None:
        """Return whether a test holds, None when that is not known."""
        test = " ".join(test.split())
        if test.startswith("not ") and not _JOINED.search(test):
            inner = self.answer(test[4:])
            return None if inner is None else not inner
        if test in self.refuted or any(part in self.refuted for part in _parts(test, "and")):
            return False
        return True if _parts(test, "and") <= self.held else None

    def asks_for(self, path: str) -> bool:
        """Whether one of the tests that held asked for a path, or for something of it."""
        found = {name for test in self.held for name in names(test)}
        return any(name == path or name.startswith(f"{path}.") for name in found)


_JOINED = re.compile(r"\s(?:and|or)\s")


def _parts(test: str, word: str) -> frozenset[str]:
    """Return the sides of a test, when it is joined by one word alone."""
    other = {"and": "or", "or": "and"}[word]
    if "(" in test or f" {other} " in test:
        return frozenset({test})
    return frozenset(one.strip() for one in test.split(f" {word} "))


def names(test: str) -> list[str]:
    """Return the paths that a test asks for."""
    return [one for one in _NAMES.findall(test) if one not in _NO_NAMES]


def roots(test: str) -> set[str]:
    """Return the first names of those paths."""
    return {one.partition(".")[0] for one in names(test)}


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch: the tag it begins with, what it asks for (nothing of an else), and what stands in it."""

    tag: Tag
    test: str
    items: list[Item]


@dataclass(frozen=True, slots=True)
class TagBlock:
    """An if or a for with its branches."""

    keyword: str
    branches: list[Branch]

    @property
    def has_else(self) -> bool:
        """Whether there is a branch for when nothing else is."""
        return self.branches[-1].tag.keyword == "else"


Item = Tag | Words | Thing | TagBlock


def blocks(contents: Iterable[Tag | Words | Thing]) -> list[Item]:
    """Return contents with what each if and for holds; tags that belong to none are left out."""
    top: list[Item] = []
    stack: list[tuple[TagBlock, list[Item]]] = []
    into = top
    for one in contents:
        keyword = one.keyword if isinstance(one, Tag) else ""
        if isinstance(one, Tag) and keyword in {"if", "for"}:
            block = TagBlock(keyword, [Branch(one, one.inner[len(keyword) :].strip(), [])])
            into.append(block)
            stack.append((block, into))
            into = block.branches[-1].items
        elif isinstance(one, Tag) and keyword in {"elif", "else"} and stack:
            stack[-1][0].branches.append(Branch(one, one.inner[len(keyword) :].strip(), []))
            into = stack[-1][0].branches[-1].items
        elif keyword in {"endif", "endfor"} and stack:
            _, into = stack.pop()
        elif not keyword:
            into.append(one)
    return top


@dataclass(frozen=True, slots=True)
class Stands:
    """Something that stands in a template, with what is known there and the conditions around it, outermost first."""

    item: Tag | Words | Thing
    known: Known
    around: tuple[Tag, ...] = ()


@dataclass
class Surveyed:
    """What was found going through blocks: everything that stands there, and the branches that are never taken."""

    standing: list[Stands] = field(default_factory=list)
    never: list[Branch] = field(default_factory=list)


def survey(items: Sequence[Item]) -> Surveyed:
    """Go through blocks."""
    found = Surveyed()
    _survey(items, Known(), (), found)
    return found


def _survey(items: Sequence[Item], known: Known, around: tuple[Tag, ...], found: Surveyed) -> None:
    for item in items:
        if not isinstance(item, TagBlock):
            found.standing.append(Stands(item, known, around))
        elif item.keyword == "for":
            _loop(item, known, around, found)
        else:
            _branches(item, known, around, found)


def _loop(block: TagBlock, known: Known, around: tuple[Tag, ...], found: Surveyed) -> None:
    first, *rest = block.branches
    name, _, source = first.test.partition(" in ")
    inside = known.when(source, held=True).without(name.strip()).without("loop")
    found.standing.append(Stands(first.tag, known, around))
    _survey(first.items, inside, (*around, first.tag), found)
    for branch in rest:
        _survey(branch.items, known.when(source, held=False), (*around, branch.tag), found)


def _branches(block: TagBlock, known: Known, around: tuple[Tag, ...], found: Surveyed) -> None:
    for branch in block.branches:
        answer = known.answer(branch.test) if branch.test else None
        found.standing.append(Stands(branch.tag, known, around))
        if answer is False:
            found.never.append(branch)
        inside = known.when(branch.test, held=True) if branch.test else known
        _survey(branch.items, inside, (*around, branch.tag), found)
        if branch.test:
            known = known.when(branch.test, held=False)
        if answer is True and branch is not block.branches[-1]:
            found.never.append(block.branches[block.branches.index(branch) + 1])
            return


def may_be_empty(items: Sequence[Item], known: Known) -> bool:
    """Whether nothing at all may be left of some items."""
    for item in items:
        if not isinstance(item, TagBlock):
            return False
    asked = [branch.test for item in items if isinstance(item, TagBlock) for branch in item.branches[:1]]
    if any(f"not {test}" in asked for test in asked):
        return False  # one of the two is there
    return all(_block_may_be_empty(item, known) for item in items if isinstance(item, TagBlock))


def _block_may_be_empty(block: TagBlock, known: Known) -> bool:
    if block.keyword == "for":
        source = block.branches[0].test.partition(" in ")[2]
        if known.answer(source) is True or "(" in source:  # a clause or a phrasing says something
            return may_be_empty(block.branches[0].items, known)
        return not block.has_else or may_be_empty(block.branches[-1].items, known)
    for branch in block.branches:
        answer = known.answer(branch.test) if branch.test else True
        if answer is not False and may_be_empty(branch.items, known.when(branch.test, held=True)):
            return True
        if answer is True:
            return False
        known = known.when(branch.test, held=False)
    return True


def printed(contents: Iterable[Tag | Words | Thing]) -> Iterator[Tag]:
    """Yield the tags that print something."""
    return (one for one in contents if isinstance(one, Tag) and one.opened == "{{")
