"""Agreement files of earlier versions are still read, and each key they could have is still a key.

``tests/earlier`` holds agreements as they were first written, and the paths of all keys there were then.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Union, get_args, get_origin

import pytest

from benchmarks.samples.documents import make_all, workspace
from iopdocs.errors import errors
from iopdocs.model import Agreement
from iopdocs.model.base import Record

EARLIER = Path(__file__).parents[1] / "earlier"
#: Keys that are no more, by their path: a file that has one, and what ``check`` says to write instead.
REPLACED: dict[str, tuple[str, str]] = {}


def paths(kind: type[Record] = Agreement, path: str = "", seen: frozenset[type] = frozenset()) -> Iterator[str]:
    for name, info in kind.model_fields.items():
        key = f"{path}.{info.alias or name}" if path else info.alias or name
        yield key
        many, held = _held(info.annotation)
        if isinstance(held, type) and issubclass(held, Record) and held not in seen:
            yield from paths(held, f"{key}[]" if many else key, seen | {held})


def _held(annotation: Any) -> tuple[bool, Any]:
    """Return whether a field holds many, and of what."""
    if hasattr(annotation, "__metadata__"):
        return _held(annotation.__origin__)
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        return _held(next(part for part in get_args(annotation) if part is not type(None)))
    return (True, _held(get_args(annotation)[0])[1]) if origin is tuple else (False, annotation)


@pytest.mark.parametrize("path", sorted(EARLIER.glob("*.yaml")), ids=lambda path: path.stem)
def test_an_agreement_of_an_earlier_version_is_read_and_makes_its_documents(path: Path) -> None:
    loaded = workspace().load(path)
    assert loaded.problems == ()
    assert loaded.agreement is not None
    assert list(errors(workspace().check(loaded, date(2026, 11, 21)))) == []
    assert set(make_all(loaded.agreement, date(2026, 11, 21))) >= {"overenskommelse", "pressmeddelande"}


def test_each_key_of_an_earlier_version_is_still_a_key_or_check_says_what_to_write(tmp_path: Path) -> None:
    before = set((EARLIER / "nycklar-2026-11-21.txt").read_text(encoding="utf-8").split())
    assert len(before) > 300
    assert before - set(paths()) == REPLACED.keys()
    for number, (text, instead) in enumerate(REPLACED.values()):
        file = tmp_path / f"{number}.yaml"
        file.write_text(text, encoding="utf-8")
        assert any(instead in str(problem) for problem in workspace().load(file).problems)
