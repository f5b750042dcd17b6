"""The form of an agreement, made of the model: what there is to fill in, what is filled in, and what is said of it.

Its order is the agreement's own. Each field has the label of its gap, the help of its key, the sentence that its words
land in, and the problems that are told of it. What a form cannot show as a field is shown as it stands in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from iopdocs.classes import dataclass
from iopdocs.errors import Problem
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.model.frames import GAP, frames, general
from iopdocs.model.scalars import ONLY_IN
from iopdocs.reading import KeyPath, Node
from iopdocs.usecases.form_keys import FieldKind, FormKey, keys_of

#: The records of each list in a form, by its path: places in the file, or for those that are new a name of their own.
Tokens = Mapping[KeyPath, Sequence[str]]
#: What is asked of the values that answer first questions, and a tip, by their paths.
Asked = Mapping[KeyPath, tuple[str, str]]
#: A value of at most so many signs is written on one line.
_SHORT = 60


@dataclass(frozen=True, slots=True)
class FormField:
    """One value. ``name`` is what the form sends it as, ``path`` where it stands in the data.

    ``question`` and ``tip`` are what is asked of it, when it answers one of the agreement's first questions.
    """

    name: str
    path: KeyPath
    label: str
    help: str
    kind: FieldKind
    value: str
    choices: tuple[str, ...] = ()
    example: str = ""
    sentence: tuple[str, str] | None = None
    problems: tuple[Problem, ...] = ()
    question: str = ""
    tip: str = ""

    @property
    def filled(self) -> bool:
        """Whether there is anything in it to see."""
        return bool(self.value or self.problems)

    @property
    def rows(self) -> int:
        """How many lines it takes at the least."""
        return min(12, max(1, sum(1 + len(line) // 70 for line in self.value.split("\n"))))


@dataclass(frozen=True, slots=True)
class FormRecord:
    """A record with its parts. In a list it has a ``token`` and can be moved and removed."""

    name: str
    path: KeyPath
    label: str
    help: str
    parts: tuple[FormPart, ...]
    problems: tuple[Problem, ...] = ()
    token: str = ""

    @property
    def filled(self) -> bool:
        """Whether there is anything in it to see."""
        return bool(self.problems) or any(part.filled for part in self.parts)

    @property
    def shown(self) -> list[FormPart]:
        """What is filled in; of a record with nothing in it, its first parts, but for where it may stand."""
        return [one for one in self.parts if one.filled] or [one for one in self.parts if one.path[-1] != ONLY_IN][:5]

    @property
    def folded(self) -> list[FormPart]:
        """The rest, folded away."""
        shown = {part.name for part in self.shown}
        return [part for part in self.parts if part.name not in shown]

    @property
    def title(self) -> str:
        """What tells it from its likes: its first words."""
        words = next((one.value for one in self.parts if isinstance(one, FormField) and _is_title(one)), "")
        return words if len(words) <= _SHORT else f"{words[: _SHORT - 1]}…"


@dataclass(frozen=True, slots=True)
class FormList:
    """A list of records, of which there may be more."""

    name: str
    path: KeyPath
    label: str
    help: str
    items: tuple[FormRecord, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def filled(self) -> bool:
        """Whether there is anything in it to see."""
        return bool(self.items or self.problems)


FormPart = FormField | FormRecord | FormList


def _is_title(field: FormField) -> bool:
    return field.kind in ("line", "text") and bool(field.value) and field.path[-1] not in ("id", "organisation")


def form_of(
    data: Node, problems: Sequence[Problem], tokens: Tokens | None = None, asked: Asked | None = None
) -> FormRecord:
    """Return the whole form of an agreement's data, with each problem at the field it is told of, and its question."""
    made = _Maker(problems, tokens or {}, asked or {})
    return made.record(Agreement, data if isinstance(data, dict) else {}, (), "", "", "")


def fields_in(part: FormPart) -> Iterator[FormField]:
    """Yield every field of a part."""
    if isinstance(part, FormField):
        yield part
    else:
        for inner in part.parts if isinstance(part, FormRecord) else part.items:
            yield from fields_in(inner)


def parts_in(part: FormPart) -> Iterator[tuple[KeyPath, str]]:
    """Yield the path of every part, and what the form calls it."""
    yield part.path, part.name
    if not isinstance(part, FormField):
        for inner in part.parts if isinstance(part, FormRecord) else part.items:
            yield from parts_in(inner)


def values_in(part: FormPart) -> Iterator[tuple[str, str]]:
    """Yield what each field that can be filled in is called, and what it holds."""
    return ((one.name, one.value) for one in fields_in(part) if one.kind != "raw")


def name_of(where: KeyPath, tokens: Tokens) -> str:
    """Return what the form calls what stands at a path."""
    steps: list[str] = []
    for place, step in enumerate(where):
        known = tokens.get(where[:place]) if isinstance(step, int) else None
        steps.append(known[step] if known and isinstance(step, int) and step < len(known) else str(step))
    return ".".join(steps)


def path_of(where: str) -> KeyPath:
    """Return the path that a problem tells: ``parter[2].orgnr`` is ``("parter", 1, "orgnr")``."""
    steps: list[str | int] = []
    for step in where.split(".") if where else ():
        name, *places = step.replace("]", "").split("[")
        steps.append(name)
        steps += [int(place) - 1 for place in places if place.isdecimal() and int(place)]
    return tuple(steps)


class _Maker:
    """Makes the form; each problem is told once, at the nearest part there is of its path."""

    def __init__(self, problems: Sequence[Problem], tokens: Tokens, asked: Asked) -> None:
        self._tokens, self._asked = tokens, asked
        self._told: dict[KeyPath, list[Problem]] = {}
        for one in problems:
            if one.where:
                self._told.setdefault(path_of(one.where), []).append(one)

    def record(
        self, record: type[Record], data: dict[str, Node], path: KeyPath, label: str, said: str, token: str
    ) -> FormRecord:
        parts = tuple(self._part(one, data.get(one.key), (*path, one.key)) for one in keys_of(record))
        return FormRecord(self._name(path), path, label, said, parts, self._of(path), token)

    def _part(self, key: FormKey, node: Node, path: KeyPath) -> FormPart:
        if key.items is not None and (node is None or isinstance(node, list)):
            return self._list(key.items, node or [], path, (key.label, key.help))
        if key.record is not None and (node is None or isinstance(node, dict)):
            return self.record(key.record, node or {}, path, key.label, key.help, "")
        shown = written(node, key.kind)
        as_it_is = shown is None or key.holds_records
        kind: FieldKind = "raw" if as_it_is else key.kind
        question, tip = self._asked.get(path, ("", ""))
        return FormField(
            name=self._name(path),
            path=path,
            label=key.label,
            help=key.help,
            kind=kind,
            value=_raw(node) if as_it_is else shown or "",
            choices=() if as_it_is else _choices(key.choices, shown or ""),
            example=key.example,
            sentence=_sentence(general(path)),
            problems=(*self._of(path), *(self._below(path) if kind in ("several", "raw") else ())),
            question=question,
            tip=tip,
        )

    def _list(self, record: type[Record], node: list[Node], path: KeyPath, words: tuple[str, str]) -> FormPart:
        if not all(isinstance(one, dict) for one in node):
            problems = (*self._of(path), *self._below(path))
            return FormField(self._name(path), path, *words, "raw", _raw(node), problems=problems)
        tokens = self._tokens.get(path) or [str(place) for place in range(len(node))]
        items = tuple(
            self.record(record, one if isinstance(one, dict) else {}, (*path, place), words[0], "", tokens[place])
            for place, one in enumerate(node)
        )
        return FormList(self._name(path), path, *words, items, self._of(path))

    def _name(self, path: KeyPath) -> str:
        return name_of(path, self._tokens)

    def _of(self, path: KeyPath) -> tuple[Problem, ...]:
        return tuple(self._told.get(path, ()))

    def _below(self, path: KeyPath) -> list[Problem]:
        deeper = (found for place, found in self._told.items() if place[: len(path)] == path and place != path)
        return [one for found in deeper for one in found]


def written(node: Node, kind: FieldKind) -> str | None:
    """Return a value as a field shows it; None for what no field can show."""
    if node is None:
        return ""
    if isinstance(node, str):
        return node
    if kind == "several" and isinstance(node, list) and all(isinstance(one, str) and "\n" not in one for one in node):
        return "\n".join(map(str, node))
    return None


def _raw(node: Node, indent: str = "") -> str:
    """Return a value as it reads in the file, more or less."""
    if isinstance(node, dict):
        return "\n".join(f"{indent}{key}: {_inner(value, indent)}" for key, value in node.items())
    if isinstance(node, list):
        return "\n".join(f"{indent}- {_inner(value, indent)}" for value in node)
    return f"{indent}{node}"


def _inner(node: Node, indent: str) -> str:
    return f"\n{_raw(node, indent + '  ')}" if isinstance(node, dict | list) else str(node)


def _choices(known: tuple[str, ...], shown: str) -> tuple[str, ...]:
    return (*known, shown) if known and shown and shown not in known else known


@cache
def _sentence(place: str) -> tuple[str, str] | None:
    """Return the sentence that a key lands in, before and after its value, in the first document that has one."""
    whole = [one for one in frames().get(place, {}).values() if one.count(GAP) == 1 and len(one.split()) > 2]
    found = next(iter(whole), None)
    before, _, after = found.partition(GAP) if found else ("", "", "")
    return (before, after) if found else None
