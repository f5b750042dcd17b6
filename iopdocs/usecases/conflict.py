"""A file that somebody else has changed meanwhile: what both have done, where that can be put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from iopdocs.errors import InvalidAgreement
from iopdocs.reading import KeyPath, parse_source
from iopdocs.usecases.fields import form_of, parts_in, values_in
from iopdocs.usecases.filling import Filled, filled


def merged(now: str, base: str, mine: Filled, sent: Mapping[str, Sequence[str]]) -> str | None:
    """Return the file as it is now with what ``mine`` changed in ``base``; None where it cannot be done for certain.

    It can when the records of all lists are still as many, and nobody else has changed one of the same fields.
    """
    if _lists(now) != _lists(base):
        return None
    try:
        ours = {name: sent[name] for name in mine.changed if name in sent}
        theirs = filled(base, {name: [value] for name, value in _values(now).items() if name in ours}).changed
        both = filled(now, ours)
    except InvalidAgreement:
        return None
    return None if theirs or set(both.changed) != set(mine.changed) else both.text


def _lists(text: str) -> set[KeyPath]:
    """Return the paths of all records in lists."""
    form = form_of(parse_source(text, "")[0].data, ())
    return {path for path, _ in parts_in(form) if path and isinstance(path[-1], int)}


def _values(text: str) -> dict[str, str]:
    return dict(values_in(form_of(parse_source(text, "")[0].data, ())))
