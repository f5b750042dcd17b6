"""The sentences that an agreement's keys land in: what the words of a key must fit.

They are found in documents made with the starter's templates, and kept in ``frames.json`` by
``python -m scripts.generated``. A workspace that has changed its clauses may say otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import cast

from iopdocs.model.agreement import Agreement
from iopdocs.model.base import Record
from iopdocs.model.paths import Key, records

#: Where the value stands in a sentence.
GAP = "[…]"
#: What a value stands in that is a sentence, or something else, by itself.
ALONE = (GAP, f"{GAP}.")
DATA = Path(__file__).with_suffix(".json")

#: The sentence each key lands in, by its path (``parter[].namn``) and the id of the document type.
Frames = Mapping[str, Mapping[str, str]]


@cache
def frames() -> Frames:
    """Return the sentences that keys land in; a key that no sentence prints is not there."""
    return cast(Frames, json.loads(DATA.read_text(encoding="utf-8")))


def sentences_of(key: Key, landed: Frames) -> Mapping[str, str]:
    """Return the sentences of a key, by document type: at the first place where its record's values are printed."""
    record, alias = key
    places = (f"{place}.{alias}" if place else alias for place in _places().get(record, ()))
    return next((landed[place] for place in places if place in landed), {})


@cache
def _places() -> Mapping[type[Record], Mapping[str, None]]:
    return records(Agreement)


def general(path: Sequence[str | int]) -> str:
    """Return the path of a key without places in lists: ``("parter", 0, "namn")`` is ``parter[].namn``.

    An item of a list of texts is told by the list: ``("syfte", 1)`` is ``syfte``.
    """
    steps: list[str] = []
    for step in path:
        if isinstance(step, int):
            steps[-1] = f"{steps[-1].removesuffix('[]')}[]"
        else:
            steps.append(step)
    return ".".join(steps).removesuffix("[]")
