"""YAML text → plain data with a place for every value. The only module that knows the YAML library.

Every scalar stays text (``telefon: 0701234567``, ``NO``, ``12:30`` and ``2022-01-01`` survive); the model decides what
it means. An empty value is None: the key is there, the fact is not. Text is normalised to NFC here and nowhere else.
The parser's events are used rather than its trees: that bounds depth and size before anything is built.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

import yaml

from iopdocs.classes import dataclass, field
from iopdocs.errors import Problem
from iopdocs.reading.ambiguous_text import commented, doubts, may_be_doubtful
from iopdocs.reading.masking import discreet
from iopdocs.reading.yaml_errors import FORBIDDEN, character_problem, syntax_problem
from iopdocs.swedish.characters import seen

Node: TypeAlias = "dict[str, Node] | list[Node] | str | None"
KeyPath: TypeAlias = tuple[str | int, ...]

MAX_DEPTH = 24
MAX_NODES = 200_000
MAX_TEXT = 50_000
# More than anybody mends before looking at the file again.
MAX_FAULTS = 200

#: The code of a text that YAML reads otherwise than it is written.
AMBIGUOUS = "tvetydig-text"
# Where YAML 1.1 ends a line.
_LINE_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
# Nobody sees them, and they make two words that look alike differ; the last two are other signs for a line break.
_INVISIBLE = {**dict.fromkeys(map(ord, "\u200b\u2060\ufeff")), **dict.fromkeys(map(ord, "\u2028\u2029"), "\n")}

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class SourcePlace(NamedTuple):
    """Where a value stands: file as the user named it, line from 1."""

    file: str
    line: int
    path: KeyPath | None = None  # the path in the file itself, when list items before it have been left out


@dataclass(frozen=True, slots=True)
class Source:
    """The data of one YAML file, and the place of every value by its path of keys.

    ``digest`` is the SHA-256 of the file, empty when it was not read from one.
    """

    file: str
    data: Node
    places: Mapping[KeyPath, SourcePlace] = field(default_factory=dict)
    digest: str = ""

    def place(self, path: KeyPath) -> SourcePlace:
        """Return the place of the value at ``path``, or of its nearest ancestor that has one."""
        for end in range(len(path), -1, -1):
            if (found := self.places.get(path[:end])) is not None:
                return found
        return SourcePlace(self.file, 1)

    def where(self, path: KeyPath) -> str:
        """Return the path as it stands in the file, as users read it."""
        for end in range(len(path), 0, -1):
            place = self.places.get(path[:end])
            if place is not None and place.path is not None:
                return where((*place.path, *path[end:]))
        return where(path)


def where(path: KeyPath) -> str:
    """Write a path as users read it: ``parter[2].orgnr``, items numbered from 1."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def parse_source(text: str, file: str) -> tuple[Source, list[Problem]]:
    """Parse YAML text; return what could be read and every Problem found on the way."""
    reader = _EventReader(file)
    try:
        reader.read(text.removeprefix("\ufeff"))
    except yaml.MarkedYAMLError as error:
        reader.problems.append(syntax_problem(error, text, file))
    except (yaml.YAMLError, UnicodeEncodeError):  # the latter for half a surrogate pair
        reader.problems.append(character_problem(text, file))
    except _TooLarge as error:
        reader.problems.append(error.problem)
    source = Source(file, reader.root, reader.places)
    if reader.root is None and not reader.problems:
        hint = "Skriv minst nycklarna id och parter, eller börja från ett exempel: iopdocs init"
        reader.problems.append(Problem("filen är tom", file, 1, hint=hint, code="tom-fil"))
    return source, reader.problems


def parse_value(text: str, key: str) -> str:
    """Return the text that ``parse_source`` finds under a key of the file itself; nothing when there is none.

    It is read by the same reader but no further than to that value: what comes after is either the same in both or a
    fault of the file.
    """
    reader = _EventReader("")
    with suppress(yaml.YAMLError, UnicodeEncodeError, _TooLarge):
        reader.read(text.removeprefix("\ufeff"), until=key)
    return reader.told(key)


def too_many(file: str, line: int | None) -> Problem:
    """Return the problem that ends a list of faults that is too long to show."""
    hint = "Rätta de första felen och kör igen."
    return Problem(
        f"filen har fler än {MAX_FAULTS} fel, och resten visas inte", file, line, hint=hint, code="för-många-fel"
    )


class _TooLarge(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _EventReader:
    """Builds data from the parser's events with a stack of its own, so that depth is bounded."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node = None
        self.places: dict[KeyPath, SourcePlace] = {}
        self.problems: list[Problem] = []
        # Each open collection: its node, its path, and for a mapping the key that waits for its value.
        self._stack: list[tuple[dict[str, Node] | list[Node], KeyPath]] = []
        self._keys: list[str | None] = []
        self._skip = 0
        self._documents = 0
        self._nodes = 0
        self._written = ""

    def read(self, text: str, until: str | None = None) -> None:
        """Read a text, or of a file of keys only so much that the text of one of them is known."""
        event: Any  # the stubs leave out most attributes of events
        self._written = text
        for event in yaml.parse(text, Loader=LOADER):
            line = event.start_mark.line + 1
            if isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents == 2:
                    hint = "Lägg varje avtal i en egen fil och ta bort raden med ---."
                    self._fault("filen innehåller flera YAML-dokument", line, hint, "flera-dokument")
            elif isinstance(event, yaml.AliasEvent) and self._documents == 1:
                self._count(line)
                self._anchor(line)
                self._value(None, line)
            elif isinstance(event, yaml.NodeEvent) and self._documents == 1:
                self._node(event, line)
            elif isinstance(event, yaml.CollectionEndEvent) and self._documents == 1:
                self._end()
            if until is not None and len(self._stack) == 1 and self.told(until):
                return

    def told(self, key: str) -> str:
        """Return the text of a key of the file itself; nothing as long as it has none."""
        found = self.root.get(key) if isinstance(self.root, dict) else None
        return found if isinstance(found, str) else ""

    @cached_property
    def _lines(self) -> list[str]:
        return _LINE_BREAK.split(self._written)

    @cached_property
    def _comments(self) -> frozenset[int]:
        return commented(self._lines)

    def _node(self, event: Any, line: int) -> None:
        self._count(line)
        if event.anchor is not None:
            self._anchor(line)
        if event.tag is not None and event.tag != "!":
            hint = "Ta bort typmarkeringen; alla värden skrivs som vanlig text."
            self._fault(f"typmarkeringen {event.tag} används inte här", line, hint, "tagg")
        if isinstance(event, yaml.ScalarEvent):
            empty, here = event.value == "" and not event.style, self._here()
            self._value(None if empty else self._text(event.value, line), line)
            if may_be_doubtful(event, self._comments):
                for message, hint, place in doubts(event, self._lines):
                    self._fault(message, place, hint, AMBIGUOUS, here)
            return
        if len(self._stack) >= MAX_DEPTH:
            hint = f"Högst {MAX_DEPTH} nivåer är tillåtna; kontrollera indragen."
            raise _TooLarge(Problem("uppgifterna är nästlade för djupt", self.file, line, hint=hint, code="för-djupt"))
        node: dict[str, Node] | list[Node] = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self._value(node, line)
        self._stack.append((node, path))
        self._keys.append(None)

    def _count(self, line: int) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            hint = f"En fil får ha högst {MAX_NODES} uppgifter; dela upp den."
            raise _TooLarge(Problem("filen har för många uppgifter", self.file, line, hint=hint, code="för-stor-fil"))

    def _value(self, node: Node, line: int) -> KeyPath:
        """Put a node where it belongs and return its path."""
        if not self._stack:
            self.root = node
            self.places[()] = SourcePlace(self.file, line)
            return ()
        parent, path = self._stack[-1]
        if isinstance(parent, list):
            here = (*path, len(parent))
            parent.append(node)
            self.places[here] = SourcePlace(self.file, line)
            return here
        key = self._keys[-1]
        if key is None:
            self._key(node, parent, path, line)
            return path
        self._keys[-1] = None
        parent[key] = node
        return (*path, key)

    def _key(self, node: Node, parent: dict[str, Node], path: KeyPath, line: int) -> None:
        if not isinstance(node, str):
            hint = "Skriv en nyckel med kolon, till exempel namn: Exempelby kommun"
            self._fault("en nyckel måste vara ett ord", line, hint, "ogiltig-nyckel", path)
            node = f"(rad {line})"
        here = (*path, node)
        if node in parent:
            first = self.places[here].line
            hint = "Behåll bara en av raderna, eller gör en lista om båda ska gälla."
            self._fault(f"nyckeln ”{node}” står två gånger (först på rad {first})", line, hint, "dubbel-nyckel", here)
        else:
            self.places[here] = SourcePlace(self.file, line)
        self._keys[-1] = node

    def _end(self) -> None:
        self._stack.pop()
        self._keys.pop()

    def _anchor(self, line: int) -> None:
        hint = "Skriv ut uppgiften på båda ställena. Det som flera avtal delar skrivs i iopdocs.yaml."
        self._fault("hänvisningar med & och * används inte här", line, hint, "ankare")

    def _text(self, value: str, line: int) -> str:
        if len(value) > MAX_TEXT:
            hint = f"En text får ha högst {MAX_TEXT} tecken. Saknas ett citattecken?"
            raise _TooLarge(
                Problem("texten är för lång", self.file, line, where(self._here()), hint, code="för-stor-fil")
            )
        if found := FORBIDDEN.search(value):
            hint = "Skriv om texten för hand på den raden; tecknet har ofta följt med vid kopiering."
            message = f"texten innehåller ett osynligt eller otillåtet tecken (U+{ord(found[0]):04X})"
            self._fault(message, line, hint, "otillåtet-tecken", self._here())
            value = FORBIDDEN.sub("", value)
        text = normalised(value).strip()
        return text if text.isascii() or seen(text) else ""  # what nobody sees is no text

    def _here(self) -> KeyPath:
        if not self._stack:
            return ()
        key = self._keys[-1]
        return (*self._stack[-1][1], key) if key is not None else self._stack[-1][1]

    def _fault(self, message: str, line: int, hint: str, code: str, path: KeyPath = ()) -> None:
        self.problems.append(discreet(Problem(message, self.file, line, where(path), hint, code=code)))
        if len(self.problems) >= MAX_FAULTS:
            raise _TooLarge(too_many(self.file, line))


def normalised(value: str) -> str:
    """Return a text without signs that nobody sees, tabs as spaces, in NFC."""
    return unicodedata.normalize("NFC", value.translate(_INVISIBLE).replace("\t", " "))


def walk(node: Node) -> list[tuple[KeyPath, str]]:
    """Return every text in the data with its path, in order."""
    found: list[tuple[KeyPath, str]] = []
    _walk(node, (), found)
    return found


def _walk(node: Node, path: KeyPath, found: list[tuple[KeyPath, str]]) -> None:
    if isinstance(node, str):
        found.append((path, node))
    elif isinstance(node, dict):
        for key, value in node.items():
            # A text that only some documents may tell stands where the text itself would.
            _walk(value, path if node.keys() == {"text", "endast_i"} else (*path, key), found)
    elif isinstance(node, list):
        for index, value in enumerate(node):
            _walk(value, (*path, index), found)
