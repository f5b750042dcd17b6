"""Every document of every agreement we have, made once per process."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from lxml import etree

from benchmarks.samples.documents import AGREEMENTS, load, make_all
from iopdocs.making.render import Rendered
from tests.conftest import ROOT

DAY = date(2026, 11, 21)
FILES = [*sorted((ROOT / "agreements").glob("*.yaml")), *sorted(AGREEMENTS.glob("*.yaml"))]


@cache
def documents(path: Path) -> dict[str, Rendered]:
    """Return the documents of an agreement, by name."""
    return make_all(load(path), DAY)


def every() -> Iterator[tuple[str, str, bytes]]:
    """Yield a name for each document of each agreement, its type, and its bytes."""
    for path in FILES:
        for name, made in documents(path).items():
            kind, _, number = name.rpartition("-")
            yield f"{path.stem}-{name}", kind if number.isdigit() else name, made.data


@cache
def root_of(data: bytes, member: str = "word/document.xml") -> etree._Element:
    """Return a part of a document; not to be changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(member))
