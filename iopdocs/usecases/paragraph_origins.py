"""Where a paragraph of a document comes from, as values: the keys, the texts, the law, the rules and the gaps of it."""

from __future__ import annotations

from iopdocs.classes import dataclass
from iopdocs.explaining.printed_values import is_printed
from iopdocs.reading import KeyPath


@dataclass(frozen=True, slots=True)
class KeyOrigin:
    """A key of the agreement's file: its path, the file and line, and what stands there; no line where nothing does.

    ``label`` is what its field is called.
    """

    path: KeyPath
    where: str
    label: str
    file: str
    line: int | None
    value: str


@dataclass(frozen=True, slots=True)
class TextOrigin:
    """A clause, a phrasing or a sentence: what kind it is, its id, its version when it has several, and its file."""

    kind: str
    id: str
    version: str
    file: str


@dataclass(frozen=True, slots=True)
class LawOrigin:
    """A provision that is cited: as it is printed, and the day whose law it is."""

    text: str
    day: str


@dataclass(frozen=True, slots=True)
class RuleOrigin:
    """What is worked out, in plain words, and the keys it rests on."""

    about: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GapOrigin:
    """Something that is missing, and the key that would give it, when that is known."""

    label: str
    path: KeyPath


@dataclass(frozen=True, slots=True)
class ParagraphOrigins:
    """A paragraph and where it comes from: ``keys`` are printed, or what is printed is worked out of them.

    ``asked`` are those that a condition asked of, ``steering`` those that only decide whether it stands.
    ``fixed`` says that it is the template's own text. ``places`` is where the tags in it stand in the template.
    """

    text: str
    part: str
    template: str
    places: tuple[str, ...]
    keys: tuple[KeyOrigin, ...]
    texts: tuple[TextOrigin, ...]
    laws: tuple[LawOrigin, ...]
    rules: tuple[RuleOrigin, ...]
    gaps: tuple[GapOrigin, ...]
    steering: tuple[KeyOrigin, ...]
    asked: tuple[KeyOrigin, ...]

    @property
    def printed(self) -> tuple[KeyOrigin, ...]:
        """The keys whose values stand in the paragraph, in order of where they stand in the file."""
        return tuple(one for one in self._written if is_printed(one.value, self.text))

    @property
    def decisive(self) -> tuple[KeyOrigin, ...]:
        """The other keys that stand in a file: the words are worked out of them."""
        return tuple(one for one in self._written if not is_printed(one.value, self.text))

    @property
    def weighed(self) -> tuple[KeyOrigin, ...]:
        """The keys that stand in a file and a condition asked of: other words may be chosen by them."""
        return tuple(sorted((one for one in self.asked if one.line), key=lambda one: (one.file, one.line or 0)))

    @property
    def _written(self) -> list[KeyOrigin]:
        return sorted((one for one in self.keys if one.line), key=lambda one: (one.file, one.line or 0))

    @property
    def unwritten(self) -> tuple[KeyOrigin, ...]:
        """The keys that were asked for, and stand nowhere: were they written, the words might be others."""
        return tuple(one for one in (*self.keys, *self.asked) if not one.line)

    @property
    def fixed(self) -> bool:
        """Whether the paragraph is the template's own text, and nothing decides over it."""
        return not (self.keys or self.asked or self.texts or self.laws or self.rules or self.gaps)
