"""What a paragraph rests on, as it is told: files and lines, clauses and versions, provisions, rules in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from iopdocs.explaining.explanation import ExplainedParagraph
from iopdocs.explaining.paragraphs import SIGNED
from iopdocs.explaining.sources import Bases, BasisKind, Way, attribute_path, labels_within
from iopdocs.library.document_types import DESCRIPTION
from iopdocs.making.preview import Explained
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.model.party import Address, Party
from iopdocs.reading import KeyPath, where
from iopdocs.reading.reach import node_at
from iopdocs.swedish import dates
from iopdocs.templating.fields import fields_of
from iopdocs.usecases.paragraph_origins import (
    GapOrigin,
    KeyOrigin,
    LawOrigin,
    ParagraphOrigins,
    RuleOrigin,
    TextOrigin,
)
from iopdocs.word.part_names import called
from iopdocs.workspace import Loaded, Workspace

__all__ = ["SIGNED", "KeyOrigin", "ParagraphOrigins", "keys_within", "origins_of"]

_PROTECTED = "visas inte: skyddad uppgift"


def origins_of(workspace: Workspace, loaded: Loaded, explained: Explained) -> tuple[ParagraphOrigins, ...]:
    """Return where each paragraph of a document comes from, in order."""
    reader = _OriginReader(workspace, loaded, explained)
    return tuple(map(reader.told, explained.explanation.paragraphs))


def keys_within(workspace: Workspace, loaded: Loaded, explained: Explained, path: KeyPath) -> tuple[KeyOrigin, ...]:
    """Return the keys that stand in the file at a path and within it, in its order, as they may be told."""
    reader, within = _OriginReader(workspace, loaded, explained), len(path)
    return tuple(reader.key(one) for one in _leaves(one for one in loaded.source.places if one[:within] == path))


class _OriginReader:
    """Tells where the paragraphs of one document come from; nothing that is protected is told."""

    def __init__(self, workspace: Workspace, loaded: Loaded, explained: Explained) -> None:
        self._workspace, self._loaded, self._made = workspace, loaded, explained
        self._keys: dict[KeyPath, KeyOrigin] = {}

    def told(self, paragraph: ExplainedParagraph) -> ParagraphOrigins:
        """Return where a paragraph comes from."""
        gathered = paragraph.gathered
        direct = [origin for origin, way in gathered.items() if way]
        keys, asked, rest = (_keys(gathered, way) for way in (Way.WORDS, Way.ASKED, Way.STEERS))
        asked = [path for path in asked if path not in keys]
        near = [*keys, *asked]
        return ParagraphOrigins(
            self._safe(paragraph.text),
            called(paragraph.part),
            self._workspace.shown(self._made.kind.template),
            tuple(self._places(paragraph)),
            tuple(map(self.key, keys)),
            tuple(filter(None, (self._text(one.of[0]) for one in direct if one.kind is BasisKind.TEXT))),
            tuple(filter(None, (self._law(one.kind, one.of[0]) for one in direct if one.kind in _OF_LAW))),
            tuple(self._rules(one.of for one in direct if one.kind is BasisKind.RULE)),
            tuple(self._gap(one.of[0], one.of[1], near) for one in direct if one.kind is BasisKind.GAP),
            tuple(self.key(path) for path in rest if path not in near),
            tuple(map(self.key, asked)),
        )

    def _safe(self, text: str) -> str:
        return self._made.guard.masked(self._workspace.watch.safe(text))

    def _places(self, paragraph: ExplainedParagraph) -> Iterator[str]:
        parts = {part.member: part for part in self._made.template.parts}
        for line in paragraph.lines:
            yield self._safe(self._made.template.place(parts[paragraph.part], line).in_words)

    def key(self, path: KeyPath) -> KeyOrigin:
        """Return a key as it is told."""
        if path not in self._keys:
            source = self._loaded.source
            place = source.places.get(path)
            there = place.line if place else None
            file = place.file if place else source.file
            shown = self._safe(source.where(path))
            label = self._safe(_label(self._loaded.agreement, path))
            self._keys[path] = KeyOrigin(path, shown, label, self._safe(file), there, self._value(path))
        return self._keys[path]

    def _value(self, path: KeyPath) -> str:
        """Return what stands at a key, in one line; of something protected only that it is."""
        holder, value = node_at(self._loaded.source.data, path[:-1]), node_at(self._loaded.source.data, path)
        if _is_protected(self._loaded.agreement, path):
            return _PROTECTED
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            value = "; ".join(map(str, value))
        if not isinstance(value, str) or not isinstance(holder, dict | list):
            return ""
        return self._safe(" ".join(value.split()))

    def _text(self, owner: str) -> TextOrigin | None:
        """Return a text by what it is called while it is made: ``klausulen syfte``."""
        kind, _, name = owner.partition(" ")
        document, clauses = self._made.kind, self._made.libraries.clauses
        description = self._workspace.shown(document.folder / DESCRIPTION)
        if kind == "klausulen":
            file = self._workspace.shown(clauses.folder / f"{name}.yaml")
            return TextOrigin("klausul", name, self._safe(self._made.clauses.get(name, "")), file)
        if kind == "meningen":
            placed = document.sentences.by_id.get(name)
            return TextOrigin("mening", name, "", self._workspace.shown(placed.file) if placed else description)
        if kind == "formuleringen":
            return TextOrigin("formulering", name, "", description)
        if kind == "avsnittet":
            return TextOrigin("avsnitt", name, "", description)
        return TextOrigin("mellanrubrik", "", "", description) if kind == "mellanrubriken" else None

    def _law(self, kind: BasisKind, name: str) -> LawOrigin | None:
        day = self._made.law_day
        shown = dates.format(day) if day else ""
        if kind is BasisKind.CITED:
            return LawOrigin(self._safe(name), shown)
        laws = self._made.libraries.laws
        if day is None or not laws.provisions(name, day):
            return None
        return LawOrigin(laws.cite(name, day, set()), shown)

    def _rules(self, found: Iterable[tuple[str, tuple[KeyPath, ...]]]) -> Iterator[RuleOrigin]:
        """Yield what is worked out, each rule once with all that it was worked out of."""
        of: dict[str, list[KeyPath]] = {}
        for about, keys in found:
            of.setdefault(about, []).extend(keys)
        for about, paths in of.items():
            yield RuleOrigin(about.replace("`", ""), tuple(self.key(path).where for path in _leaves(paths)))

    def _gap(self, label: str, path: KeyPath, keys: Iterable[KeyPath]) -> GapOrigin:
        """Return a gap with its key, when it is known.

        Of a form for a record that is not there yet it is the list of such records. Of one that no record has it is the
        only key that was asked for and is not there. Of several it is the only one that is a gap with the same words
        elsewhere, as the amount that a year's amount is worked out of; or the only one whose own words the gap begins
        with: a decision by somebody is written among the decisions; or the only field of its words.
        """
        form = tuple((self._made.kind.description.repeats or "").split(".")) if self._made.is_form else ()
        path = path or (form if label in self._of_the_form else ())
        empty = [one for one in keys if one not in self._loaded.source.places]
        same = [one for one in empty if (label, one) in self._lacking]
        named = dict.fromkeys(one[:end] for one in keys for end in range(1, len(one) + 1))
        begun = [one for one in named if label.startswith(f"{_label(self._loaded.agreement, one)} ")]
        worded = [one] if (one := attribute_path(Agreement, label)) else []
        known = next((found[0] for found in (empty, same, begun, worded) if len(found) == 1), form)
        return GapOrigin(self._safe(label), path or known)

    @cached_property
    def _of_the_form(self) -> frozenset[str]:
        """What the gaps of a form for a record say."""
        return labels_within(self._made.kind.record) if self._made.kind.record else frozenset()

    @cached_property
    def _lacking(self) -> frozenset[tuple[str, KeyPath]]:
        """The gaps that a record has, anywhere in the document: what each says, and its key."""
        every = (one for paragraph in self._made.explanation.paragraphs for one in paragraph.gathered)
        return frozenset((one.of[0], one.of[1]) for one in every if one.kind is BasisKind.GAP and one.of[1])


_OF_LAW = (BasisKind.LAW, BasisKind.CITED)


def _keys(gathered: Bases, way: Way) -> list[KeyPath]:
    return _leaves(one.of for one, met in gathered.items() if one.kind is BasisKind.KEY and met is way)


def _leaves(paths: Iterable[Any]) -> list[KeyPath]:
    """Return the paths, without those that lead to another of them: that a record is there is told by what it says."""
    every = list(dict.fromkeys(paths))
    within = {one[:end] for one in every for end in range(1, len(one))}
    return [one for one in every if one not in within]


def _label(agreement: Record | None, path: KeyPath) -> str:
    """Return what the field at a path is called."""
    kind: type[Record] | None = type(agreement) if agreement is not None else None
    label = ""
    for step in path:
        if isinstance(step, str) and kind is not None and (of := fields_of(kind).get(step)) is not None:
            label, kind = of.label, of.record
    return label or where(path)


def _is_protected(agreement: Record | None, path: KeyPath) -> bool:
    """Whether what stands at a path is protected: in a protected address, or a detail that a party hides."""
    owner: Any = agreement
    for step in path:
        if isinstance(owner, Party) and isinstance(step, str) and step in owner.protected_details:
            return True
        if isinstance(owner, Address) and owner.protected:
            return True
        if isinstance(owner, tuple) and isinstance(step, int):
            owner = owner[step] if step < len(owner) else None
        elif isinstance(owner, Record) and isinstance(step, str) and step in fields_of(type(owner)):
            owner = getattr(owner, fields_of(type(owner))[step].attribute)
        else:
            return False
    return False
