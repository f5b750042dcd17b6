"""Two Word files compared member by member: XML in canonical form, everything else byte by byte."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import jinja2
from lxml import etree

#: A failing template says where; of other failures, such as a parser's, the words tell of how it was done.
_TOLD = jinja2.TemplateError
CORE = "docProps/core.xml"
_MODIFIED = "{http://purl.org/dc/terms/}modified"
# A template without properties gets some from python-docx, with the time of rendering in them.
_SAME_TIME = 60.0


def differences(one: bytes, other: bytes) -> list[str]:
    """Return what differs between two Word files: a line per member, with the first place where it does."""
    first, second = _members(one), _members(other)
    found = [f"{name}: only in the first" for name in sorted(set(first) - set(second))]
    found += [f"{name}: only in the second" for name in sorted(set(second) - set(first))]
    for name in sorted(set(first) & set(second)):
        found += [f"{name}: {place}" for place in _member_differences(name, first[name], second[name])]
    return found


def unlike(one: object, other: object) -> list[str]:
    """Return what differs between two documents, or two other values."""
    if isinstance(one, bytes) and isinstance(other, bytes):
        return differences(one, other)
    return [] if one == other else [" and ".join(_shown(value) for value in (one, other))]


def _shown(value: object) -> str:
    return "a document" if isinstance(value, bytes) else repr(value)


def failure_of(error: BaseException) -> tuple[str, ...]:
    """Return what is compared of an exception: its type and, of a template's, its words and the lines docxtpl adds."""
    told = (str(error), *getattr(error, "docx_context", ())) if isinstance(error, _TOLD) else ()
    return (type(error).__name__, *told)


def attempt(act: Callable[..., object], *args: object) -> Iterator[object]:
    """Yield what an act gives or, if it fails, how."""
    try:
        yield act(*args)
    except Exception as error:  # noqa: BLE001 - however it fails is what is compared
        yield failure_of(error)


def first_difference(one: bytes, other: bytes, around: int = 120) -> str:
    """Return the first place where two texts differ, each with what is around it."""
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(at - around, 0)
    texts = [text[start : at + around].decode("utf-8", "replace") for text in (one, other)]
    return f"at {at} of {len(one)} and {len(other)}:\n    {texts[0]!r}\n    {texts[1]!r}"


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        doubled = [name for name, count in Counter(names).items() if count > 1]
        assert not doubled, f"more than one member is called {doubled}"
        return {name: archive.read(name) for name in names}


def _member_differences(name: str, one: bytes, other: bytes) -> Iterator[str]:
    if one == other:
        return
    if name == CORE:
        yield from _property_differences(one, other)
        return
    if name.endswith(".docx"):
        # A document in the document may be one that the same script made.
        yield from differences(one, other)
        return
    if name.endswith((".xml", ".rels")):
        one, other = _canonical(one), _canonical(other)
    if one != other:
        yield first_difference(one, other)


def _canonical(data: bytes) -> bytes:
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        # docxtpl recovers what it can of broken XML, and what it saves may still be broken.
        root = etree.fromstring(data, etree.XMLParser(recover=True))
    return etree.tostring(root, method="c14n")


def _property_differences(one: bytes, other: bytes) -> Iterator[str]:
    """Yield properties that differ by name and value: an empty one says no more than one that is not there."""
    first, second = _properties(one), _properties(other)
    for name in sorted(first.keys() | second.keys()):
        values = first.get(name, ""), second.get(name, "")
        if values[0] != values[1] and not (name == _MODIFIED and _same_time(*values)):
            yield f"{name}: {values[0]!r} and {values[1]!r}"


def _properties(data: bytes) -> dict[str, str]:
    return {str(node.tag): node.text for node in etree.fromstring(data) if node.text}


def _same_time(one: str, other: str) -> bool:
    try:
        times = [datetime.fromisoformat(value.replace("Z", "+00:00")).astimezone(UTC) for value in (one, other)]
    except ValueError:
        return False
    return abs((times[0] - times[1]).total_seconds()) < _SAME_TIME
