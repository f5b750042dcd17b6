"""In which sentence each key of an agreement lands.

Every value is marked, and looked for in documents made of the tests' agreements. What is found is kept in
``iopdocs/model/frames.json``, for the field list, the schema of the editors and the checks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, wraps
from pathlib import Path
from typing import Any, get_args

from lxml import etree
from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from iopdocs.library.document_types import DocumentType
from iopdocs.making.render import Libraries, load_template
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.model.frames import GAP, Frames
from iopdocs.model.lengths import Length
from iopdocs.swedish.formats import FORMATS
from iopdocs.templating.environment import environment
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.vocabulary.words import EXTRAS, Context
from iopdocs.word.markup import Node
from iopdocs.word.namespaces import W
from iopdocs.word.text import shown_text
from iopdocs.workspace import Workspace
from scripts.keys import invented

#: Letters that no Swedish text holds and that have no case. They stand about a marked value, the first of them with one
#: of as many others as there are keys.
_OPEN, _CLOSE, _FIRST = "ᚠ", "ᚢ", 0x1401
_ENDS = re.compile(r"(?<=[^\s.])\.?[.!?][”)]?\s+(?=[A-ZÅÄÖ–ᚠ])|(?<=…\])\.\s+(?=\w)")
#: What is said of a value where it stands, and the styles that no list goes on in.
_DOUBTED, _LACKING = re.compile(r"\s*\[kontrollera: [^\]]*\]"), "[saknas: "
_HEADINGS = ("Heading1", "Heading2", "Heading3")
#: A sentence that a value lands in, and whether it stands beside the body, in a header or a note.
_Landing = tuple[bool, str]
_MAIN, _DAY = "word/document.xml", date(2026, 7, 1)


@cache
def frames(root: Path) -> Frames:
    """Return the sentence each key lands in, by its path and the id of the document type."""
    workspace = Workspace(root)
    libraries = Libraries(workspace.laws, workspace.clauses, workspace.settings.rules)
    marked = [(marks := _Marks(), marks.record(agreement, "")) for agreement in invented(workspace)]
    found: dict[str, dict[str, str]] = {}
    for kind in sorted(workspace.types.values(), key=lambda kind: (not kind.description.binding, kind.id)):
        best: dict[str, _Landing] = {}
        for path, landed in _printed(kind, libraries, marked):
            best[path] = min(best.get(path, landed), landed, key=_worth)
        for path, (_, sentence) in best.items():
            found.setdefault(path, {})[kind.id] = sentence
    return {path: found[path] for path in sorted(found)}


def _worth(landed: _Landing) -> tuple[bool, bool, bool, int, str]:
    """Return what a sentence is chosen by: one of the body, whole, with words beside the value, and few of them."""
    beside, sentence = landed
    return beside, _LACKING in sentence, not re.search(r"\w", sentence.replace(GAP, "")), len(sentence), sentence


def _printed(
    kind: DocumentType, libraries: Libraries, samples: list[tuple[_Marks, Agreement]]
) -> Iterator[tuple[str, tuple[bool, str]]]:
    """Yield the path of each value with a sentence that it is printed in."""
    template = load_template(kind.template)
    for marks, marked in samples:
        with _marking_filters():
            for item in kind.items(marked):
                scene = Scene(marked, kind, _DAY, libraries, EXTRAS, item)
                for part, made in template.render(Context(scene).only(template.words)).items():
                    yield from ((path, (part != _MAIN, sentence)) for path, sentence in marks.sentences(made))


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph that came out; ``lead`` is the one before its list, when it is an item of one."""

    text: str
    lead: str = ""


class _Carrier:
    """A value with a mark, which the filters tell of. What is worked out of it has none."""

    mark = ""


class _Day(date, _Carrier):
    pass


class _Amount(Decimal, _Carrier):
    pass


class _Whole(int, _Carrier):
    pass


class _Span(Length, _Carrier):
    pass


class _Marks:
    """The marks put on the values of one agreement."""

    def __init__(self) -> None:
        self._paths: dict[str, str] = {}

    def record(self, record: Record, path: str) -> Any:
        """Return a record with every text in it marked."""
        changed = {}
        for name, info in type(record).model_fields.items():
            at = ".".join(part for part in (path, info.alias or name) if part)
            changed[name] = self._value(getattr(record, name), at, text=name in _texts(type(record)))
        return record.model_copy(update=changed)

    def _value(self, value: Any, path: str, *, text: bool) -> Any:
        match value:
            case Record():
                return self.record(value, path)
            case tuple() if not hasattr(value, "_fields"):  # a time of day is no list
                inner = f"{path}[]" if any(isinstance(one, Record) for one in value) else path
                return tuple(self._value(one, inner, text=text) for one in value)
            case str() if text:
                return f"{_OPEN}{self._mark(path)}{value}{_CLOSE}"
            case date():
                return self._carrying(path, _Day(value.year, value.month, value.day))
            case Decimal():
                return self._carrying(path, _Amount(value))
            case Length():
                return self._carrying(path, _Span(value.count, value.unit))
            case int() if not isinstance(value, bool):
                return self._carrying(path, _Whole(value))
        return value

    def _carrying(self, path: str, value: Any) -> Any:
        object.__setattr__(value, "mark", self._mark(path))
        return value

    def _mark(self, path: str) -> str:
        return self._paths.setdefault(path, chr(_FIRST + len(self._paths)))

    def sentences(self, part: bytes) -> Iterator[tuple[str, str]]:
        """Yield the path of each value that stands in a part with its sentence, the value itself as a gap."""
        by_mark = {mark: path for path, mark in self._paths.items()}
        for paragraph in _paragraphs(part):
            for mark in dict.fromkeys(re.findall(f"{_OPEN}(.)", paragraph.text)):
                if mark in by_mark:
                    yield by_mark[mark], _framed(paragraph, mark)


@contextmanager
def _marking_filters() -> Iterator[None]:
    """Let the filters of the templates mark what they make of marked values."""
    environments = [environment(markup=True), environment(markup=False)]
    before = [dict(one.filters) for one in environments]
    for one in environments:
        one.filters.update({name: _marking(one.filters[name]) for name in FORMATS})
    try:
        yield
    finally:
        for one, filters in zip(environments, before, strict=True):
            one.filters.update(filters)


def _marking(filter_: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(filter_)
    def marked(*arguments: Any) -> Any:
        made = filter_(*arguments)
        marks = [one.mark for one in arguments if isinstance(one, _Carrier) and one.mark]
        return type(made)("".join(f"{_OPEN}{mark}" for mark in marks) + made + _CLOSE * len(marks)) if marks else made

    return marked


@cache
def _texts(record: type[Record]) -> frozenset[str]:
    return frozenset(name for name, info in record.model_fields.items() if _is_text(info))


def _is_text(info: FieldInfo) -> bool:
    """Whether a key holds words of somebody's own: not an id, a choice or a number."""
    return any(isinstance(mark, StringConstraints) for mark in (*info.metadata, *_metadata(info.annotation)))


def _metadata(kind: Any) -> Iterator[Any]:
    yield from getattr(kind, "__metadata__", ())
    for inner in get_args(kind):
        yield from _metadata(inner)


def _paragraphs(part: bytes) -> Iterator[_Paragraph]:
    """Yield the paragraphs of a document. Those of another style after ”… att” or ”…:” are items that go on from it."""
    lead = lead_style = item_style = ""
    for paragraph in etree.fromstring(part).iter(f"{W}p"):
        text, style = " ".join(shown_text(paragraph).split()), _style(paragraph)
        if not text:
            continue
        if lead and style not in {lead_style, *_HEADINGS} and style in {item_style or style}:
            item_style = style
            yield _Paragraph(text, lead)
        else:
            yield _Paragraph(text)
            lead, lead_style = (text, style) if _plain(text).endswith((":", " att", " ska")) else ("", "")
            item_style = ""


def _style(paragraph: Node) -> str:
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if named is None else named.get(f"{W}val", "")


def _framed(paragraph: _Paragraph, mark: str) -> str:
    """Return the sentence of a paragraph that a marked value stands in, with a gap for the value."""
    said = _DOUBTED.sub("", paragraph.text)
    gapped = _plain(re.sub(f"{_OPEN}{mark}[^{_CLOSE}]*({_CLOSE}|$)", GAP, said))
    sentences = _ENDS.sub(lambda end: f"{end[0].rstrip()}\n", gapped).splitlines()
    sentence = next((one for one in sentences if GAP in one), gapped)
    return f"{_plain(paragraph.lead)} {sentence}" if paragraph.lead else sentence


def _plain(text: str) -> str:
    """Return a text without marks. They may have been parted when the text was split into several runs or lines."""
    return re.sub(f"{_OPEN}.|{_CLOSE}", "", text)
