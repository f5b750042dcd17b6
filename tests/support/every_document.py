"""Every document of every agreement we have: named when tests are collected, made once per process when asked for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from lxml import etree

from benchmarks.samples.documents import AGREEMENTS, load, make, names
from iopdocs.making.render import Rendered
from tests.conftest import ROOT

DAY = date(2026, 11, 21)
FILES = [*sorted((ROOT / "agreements").glob("*.yaml")), *sorted(AGREEMENTS.glob("*.yaml"))]


@dataclass(frozen=True)
class OneDocument:
    """One document: its name among all, its type, and what it is made of."""

    name: str
    kind: str
    path: Path
    item: int | None

    @property
    def data(self) -> bytes:
        """The bytes of the Word file."""
        return _made(self.path, self.kind, self.item).data


@cache
def _made(path: Path, kind: str, item: int | None) -> Rendered:
    return make(load(path), kind, DAY, item=item)


def documents(path: Path) -> dict[str, Rendered]:
    """Return the documents of an agreement, by name."""
    return {name: _made(path, kind, item) for name, (kind, item) in names(load(path)).items()}


def every() -> Iterator[OneDocument]:
    """Yield each document of each agreement."""
    for path in FILES:
        for name, (kind, item) in names(load(path)).items():
            yield OneDocument(f"{path.stem}-{name}", kind, path, item)


@cache
def root_of(data: bytes, member: str = "word/document.xml") -> etree._Element:
    """Return a part of a document; not to be changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(member))
