"""What is wrong with the tags of a text or a part, one by one and together: all of it at once, each with its tag.

Jinja tells the first fault of a text and a line. Here each tag is read on its own, then how they open and close one
another, then the names of them all, also when some cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from iopdocs.classes import dataclass, field
from iopdocs.templating.environment import environment
from iopdocs.templating.kinds import UNKNOWN, Kinds
from iopdocs.templating.language import parse
from iopdocs.templating.lexicon import Lexicon
from iopdocs.templating.static import Findings, look
from iopdocs.templating.tags import GOVERNED, Tag
from iopdocs.word.markup import Node
from iopdocs.word.namespaces import W

#: A name that stands for what could not be read, so that the rest can be.
_UNREAD = "oläst"
_TARGET = re.compile(r"for\s+([^\W\d]\w*)\s+in\b")
_ENDS = {"endif": "if", "endfor": "for"}
_LEVELS = {"p": "stycke", "tr": "tabellrad", "tc": "cell"}


@dataclass(frozen=True, slots=True)
class TagFault:
    """What is wrong with a tag: a sentence, and a hint after a line break. ``certain`` breaks what is filled in."""

    tag: Tag
    text: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was found of some tags: what is wrong, and what those that can be read use and ask for.

    A line in ``findings`` is the place of the tag in ``tags``, counted from 1.
    """

    tags: tuple[Tag, ...]
    faults: tuple[TagFault, ...]
    findings: Findings


def diagnose(tags: Sequence[Tag], lexicon: Lexicon | None = None, own: Mapping[str, Kinds] | None = None) -> Diagnosis:
    """Return what is wrong with the tags of one part or text; with a lexicon also the names in them."""
    seen = [tag for tag in tags if not tag.is_look]
    unread = dict(_unread(seen))
    faults = [TagFault(tag, unread[number]) for number, tag in enumerate(seen) if number in unread]
    structure = Structure()
    structure.through(seen)
    faults += structure.faults
    plain = [_stand_in(tag) if number in unread else tag.plain for number, tag in enumerate(seen)]
    for number in structure.loose:
        plain[number] = ""
    plain += [f"{{% end{tag.meant} %}}" for tag in reversed(structure.unclosed)]
    tree, more = parse(environment(), "\n".join(plain))
    if tree is None:
        faults += () if faults else [TagFault(seen[min(line, len(seen)) - 1], text) for line, text in more if seen]
        return Diagnosis(tuple(seen), tuple(faults), Findings())
    findings = Findings()
    if lexicon is not None:
        findings = look(tree, lexicon, {**(own or {}), **structure.given, _UNREAD: UNKNOWN})
        faults += [TagFault(seen[line - 1], text) for line, text in findings.faults if line <= len(seen)]
    return Diagnosis(tuple(seen), tuple(faults), findings)


def _unread(tags: Sequence[Tag]) -> Iterator[tuple[int, str]]:
    """Yield the tags that cannot be read by themselves, with what is wrong."""
    known: dict[str, str] = {}
    for number, tag in enumerate(tags):
        if tag.letter in GOVERNED and tag.texts and tag.container is None:
            yield number, f"{{%{tag.letter} … %}} står utanför en tabell\nSkriv {{% … %}} eller {{%p … %}}."
            continue
        source = _alone(tag)
        if source not in known:
            known[source] = next((text for _, text in parse(environment(), source)[1]), "")
        if known[source]:
            yield number, known[source]


def _alone(tag: Tag) -> str:
    """Return a tag with what it must stand with, to be read by itself."""
    match tag.keyword:
        case "if" | "for":
            return f"{tag.plain}{{% end{tag.keyword} %}}"
        case "elif":
            return f"{{% if {_UNREAD} %}}{tag.plain}{{% endif %}}"
        case "else" | "endif":
            return f"{{% if {_UNREAD} %}}{tag.plain}" + ("{% endif %}" if tag.keyword == "else" else "")
        case "endfor":
            return f"{{% for {_UNREAD} in {_UNREAD} %}}{tag.plain}"
    return tag.plain


def _stand_in(tag: Tag) -> str:
    """Return what stands for a tag that cannot be read, so that those around it can be."""
    match tag.meant:
        case "if" | "elif":
            return f"{{% {tag.meant} {_UNREAD} %}}"
        case "for":
            name = found[1] if (found := _TARGET.match(tag.inner)) else _UNREAD
            return f"{{% for {name} in {_UNREAD} %}}"
        case "else" | "endif" | "endfor" as keyword:
            return f"{{% {keyword} %}}"
    return ""


@dataclass
class Structure:
    """How tags open and close one another; ``loose`` are those by number that belong to none, ``given`` their names."""

    faults: list[TagFault] = field(default_factory=list)
    loose: list[int] = field(default_factory=list)
    unclosed: list[Tag] = field(default_factory=list)
    given: dict[str, Kinds] = field(default_factory=dict)
    _open: list[tuple[int, Tag, bool]] = field(default_factory=list)  # number, tag, whether else has come
    _cut: list[tuple[int, Tag]] = field(default_factory=list)  # those that another one's end came in the midst of

    def through(self, tags: Sequence[Tag]) -> None:
        """Go through tags in order."""
        for number, tag in enumerate(tags):
            keyword = tag.meant
            if keyword in {"if", "for"}:
                self._open.append((number, tag, False))
            elif keyword in {"elif", "else"}:
                self._branch(number, tag)
            elif keyword in _ENDS:
                self._end(number, tag)
        self.faults += [TagFault(tag, _not_ended(tag)) for _, tag in self._cut]
        self.faults += [TagFault(tag, _not_ended(tag)) for _, tag, _ in self._open]
        self.unclosed = [tag for _, tag, _ in self._open]

    def _branch(self, number: int, tag: Tag) -> None:
        if not self._open or (tag.meant == "elif" and self._open[-1][1].meant == "for"):
            self._loose(number, tag, f"{tag.keyword} står utan if\nSkriv if före, eller ta bort taggen.")
            return
        begun, opener, closed = self._open[-1]
        if closed:
            self._loose(number, tag, f"{tag.keyword} står efter else\nElse kommer sist, och bara en gång.")
            return
        self._open[-1] = (begun, opener, tag.meant == "else")
        self.faults += _levels(opener, tag)

    def _end(self, number: int, tag: Tag) -> None:
        kind = _ENDS[tag.meant]
        if not any(opener.meant == kind for _, opener, _ in self._open):
            crossed = next((one for one in self._cut if one[1].meant == kind), None)
            if crossed:
                self._cut.remove(crossed)
                text = f"{kind} och {_OTHER[kind]} korsar varandra\nDen som börjar sist ska sluta först."
                self._loose(number, tag, text)
            else:
                self._loose(number, tag, f"{tag.keyword} står utan {kind}\nSkriv {kind} före, eller ta bort taggen.")
            return
        while self._open[-1][1].meant != kind:
            begun, opener, _ = self._open.pop()
            self._cut.append((begun, opener))
            self.loose.append(begun)
            if found := _TARGET.match(opener.inner):
                self.given[found[1]] = UNKNOWN
        _, opener, _ = self._open.pop()
        self.faults += _levels(opener, tag)

    def _loose(self, number: int, tag: Tag, text: str) -> None:
        self.loose.append(number)
        self.faults.append(TagFault(tag, text))


_OTHER = {"if": "for", "for": "if"}


def _not_ended(tag: Tag) -> str:
    return f"{tag.keyword} är inte avslutad\nSkriv {{%{tag.letter} end{tag.keyword} %}} där den ska sluta."


def _levels(opener: Tag, other: Tag) -> Iterator[TagFault]:
    """Yield what is wrong when two tags that belong together stand where one cannot be taken away without the other."""
    first, second = opener.container, other.container
    if first is None or second is None or opener.trims or other.trims or (first is second and opener.letter):
        return
    above = {first, *first.iterancestors()}
    shared = next((node for node in (second, *second.iterancestors()) if node in above), None)
    # What a tag stands in by itself, from what they share and in: {%p stands in what held its paragraph.
    ways = [[str(node.tag) for node in _up_to(one, shared)] for one in (first, second)]
    if ways[0] != ways[1]:
        text = f"{opener.keyword} och {other.keyword} ligger på olika nivå\n{_LEVEL_HINT}"
        yield TagFault(other, text)
    elif opener.letter in _LEVELS and other.letter in _LEVELS and ways[0]:
        text = f"{opener.keyword} börjar i en {_called(first)} och {other.keyword} står i en annan\n{_LEVEL_HINT}"
        yield TagFault(other, text, certain=False)


_LEVEL_HINT = "Sätt båda i samma stycke, eller båda ensamma i var sitt stycke ({%p) eller i var sin rad ({%tr)."


def _called(node: Node) -> str:
    return {W + "tc": "cell", W + "tr": "rad", W + "tbl": "tabell"}.get(str(node.tag), "del")


def _up_to(node: Node, shared: Node | None) -> Iterator[Node]:
    while node is not shared:
        yield node
        above = node.getparent()
        if above is None:
            return
        node = above
