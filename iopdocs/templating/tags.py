"""The tags of a template one by one, in the order they stand: each with the paragraph it is in, or the line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iopdocs.classes import dataclass, field
from iopdocs.patterns import lazy_pattern
from iopdocs.word.markup import Node
from iopdocs.word.namespaces import W

TAG = lazy_pattern(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_INSIDE = lazy_pattern(
    r"(?P<open>\{[{%#])(?:(?P<letter>tr|tc|p|r)(?=\s))?(?P<trim>-?)\s*(?P<inner>.*?)\s*-?[}%#]\}", re.DOTALL
)
#: What docxtpl takes for plain quotes within a tag.
_STRAIGHT = str.maketrans("“”„‘’", '"""\'\'')
#: What a tag that stands alone takes with it, by its letter.
GOVERNED = {"p": "p", "tr": "tr", "tc": "tc"}
#: Tags of docxtpl's own for the look of a cell.
_LOOKS = ("colspan", "cellbg", "vm", "hm")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: as it is written, its letter (``{%p``), what stands in it, and where.

    ``texts`` are the elements it is spread over, ``line`` its line in a text that is no Word part, from 1.
    """

    written: str
    opened: str
    letter: str
    inner: str
    trims: bool = False
    texts: tuple[Node, ...] = field(default=(), compare=False, repr=False)
    line: int = 1

    @property
    def keyword(self) -> str:
        """The word that a statement begins with: if, for, endif; nothing for what prints."""
        return self.inner.split(None, 1)[0] if self.opened == "{%" and self.inner else ""

    @property
    def meant(self) -> str:
        """The word as it must be written: with small letters."""
        return self.keyword.casefold()

    @property
    def is_look(self) -> bool:
        """Whether it is one of docxtpl's own, which the dialect takes away before anything is filled in."""
        return self.keyword in _LOOKS

    @property
    def plain(self) -> str:
        """The tag as plain Jinja, on one line."""
        inner = " ".join(self.inner.split())
        return f"{{% {inner} %}}" if self.opened == "{%" else f"{{{{ {inner} }}}}"

    @property
    def paragraph(self) -> Node | None:
        """The paragraph that the tag begins in."""
        return next(self.texts[0].iterancestors(W + "p"), None) if self.texts else None

    @property
    def container(self) -> Node | None:
        """What holds what the tag governs: where it stands itself when the markup around it has been taken away."""
        if not self.texts:
            return None
        if self.letter not in GOVERNED:
            return self.texts[0]
        governed = next(self.texts[0].iterancestors(W + GOVERNED[self.letter]), None)
        return None if governed is None else governed.getparent()


def tags_in(text: str) -> Iterator[Tag]:
    """Yield the tags of a text, such as a clause; comments are none."""
    for found in TAG.finditer(text):
        yield from _tag(found[0], (), text.count("\n", 0, found.start()) + 1)


@dataclass(frozen=True, slots=True)
class Words:
    """Text between tags, and the element it ends in."""

    text: str
    node: Node


@dataclass(frozen=True, slots=True)
class Thing:
    """What is shown and is no text: a picture, a field, a symbol, the mark of a note."""

    node: Node


#: Elements that show something of their own, whatever text there is.
_THINGS = {
    W + name
    for name in ("drawing", "pict", "object", "sym", "footnoteReference", "endnoteReference", "fldSimple", "instrText",
                 "sdt", "ptab", "pgNum")
}  # fmt: skip


def tags_of(root: Node) -> Iterator[Tag]:
    """Yield the tags of a part in order, also those that Word has split over several runs; comments are none."""
    return (one for one in contents_of(root) if isinstance(one, Tag))


def contents_of(root: Node) -> Iterator[Tag | Words | Thing]:
    """Yield what stands in a part, paragraph by paragraph in order: tags, the words between them, and things."""
    for paragraph in root.iter(W + "p"):
        own = [one for one in paragraph.iter(W + "t", *_THINGS) if next(one.iterancestors(W + "p")) is paragraph]
        texts = [one for one in own if one.tag == W + "t"]
        ends: list[int] = []
        for one in texts:
            ends.append((ends[-1] if ends else 0) + len(one.text or ""))
        found: list[tuple[int, Tag | Words | Thing]] = list(
            _split("".join(one.text or "" for one in texts), texts, ends)
        )
        passed = 0
        for one in own:
            if one.tag == W + "t":
                passed += len(one.text or "")
            else:
                found.append((passed, Thing(one)))
        yield from (one for _, one in sorted(found, key=lambda each: each[0]))


def _split(text: str, texts: list[Node], ends: list[int]) -> Iterator[tuple[int, Tag | Words]]:
    """Yield the tags of a paragraph's text and the words between them, each with where it begins."""
    done = 0
    for tag in (*TAG.finditer(text), None):
        start = tag.start() if tag else len(text)
        if words := text[done:start].strip():
            yield done, Words(words, texts[_which(ends, done)])
        if tag:
            spread = texts[_which(ends, start) : _which(ends, tag.end() - 1) + 1]
            yield from ((start, one) for one in _tag(tag[0], tuple(spread), 1))
            done = tag.end()


def _which(ends: list[int], place: int) -> int:
    return next(number for number, end in enumerate(ends) if end > place)


def _tag(written: str, texts: tuple[Node, ...], line: int) -> Iterator[Tag]:
    inside = _INSIDE.fullmatch(written)
    if inside and inside["open"] != "{#":
        inner = inside["inner"].translate(_STRAIGHT)
        yield Tag(written, inside["open"], inside["letter"] or "", inner, bool(inside["trim"]), texts, line)
