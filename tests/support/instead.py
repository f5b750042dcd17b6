"""What takes the place of a fact that is taken away: lines that are no gap and no part of a line there was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import takewhile
from typing import Any

from benchmarks.samples import reader
from benchmarks.samples.documents import make, text_of, workspace
from benchmarks.samples.removed import without
from iopdocs.model import Agreement
from iopdocs.reading import KeyPath

DAY = date(2026, 11, 21)
#: An act is named with its number where it is first named.
_ACT = re.compile(r" \((?:19|20)\d\d:\d+\)")
_MARK = re.compile(r"\[(?:saknas|kontrollera)")
_ITEMS = 12
_BETWEEN = {"och", "samt"}


def instead(data: dict[str, Any], path: KeyPath) -> Iterator[tuple[str, str]]:
    """Yield the kind of each document that binds, and the lines it has got by what is at ``path`` not being there."""
    before, after = _lines(json.dumps(data)), _lines(json.dumps(without(data, [path])))
    for name in before.keys() & after.keys():
        known = {re.sub(r"\d[\d ,]*", "0", line) for line in before[name]}
        parts = [_words(line) for line in (*before[name], *_lists(before[name]))]
        for line in after[name]:
            # Numbers that change are reckoned with elsewhere; a mark is what is asked for.
            if re.sub(r"\d[\d ,]*", "0", line) in known or _MARK.search(line):
                continue
            if not any(_is_part(_words(line), whole) for whole in parts):
                yield name.rpartition("-")[0], line


@cache
def _lines(data: str) -> dict[str, tuple[str, ...]]:
    agreement = Agreement.model_validate(json.loads(data))
    return {
        f"{name}-{number}": tuple(reader.flat(_ACT.sub("", line)) for line in text.splitlines())
        for name, kind in workspace().types.items()
        if kind.description.binding
        for number, item in enumerate(kind.items(agreement))
        for text in [
            text_of(make(agreement, name, DAY, item=None if item is None else number).data).replace("\xa0", " ")
        ]
    }


def _lists(lines: tuple[str, ...]) -> Iterator[str]:
    """Yield what may be a sentence that goes on in a list, with its items: with one item left it is one line."""
    for place, line in enumerate(lines):
        if line[-1:].isalpha():
            yield " ".join((line, *takewhile(lambda item: not item.endswith((".", ":")), lines[place + 1 :][:_ITEMS])))


def _words(line: str) -> list[str]:
    return [word for word in re.findall(r"\w+", line.casefold()) if word not in _BETWEEN and not word.isdigit()]


def _is_part(words: list[str], whole: list[str]) -> bool:
    """Whether the words stand in the same order in a whole line."""
    rest = iter(whole)
    return all(word in rest for word in words)
