"""What tests need to make documents and read them: the project's workspace, rendering, and a document's text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from lxml import etree

from benchmarks import ROOT
from iopdocs.making import batch
from iopdocs.making.render import (
    Libraries,
    Rendered,
    Template,
    load_template,
    render,
)
from iopdocs.model import Agreement
from iopdocs.workspace import Workspace

AGREEMENTS = ROOT / "tests" / "agreements"

AGREEMENT, PRESS, MINUTES = "overenskommelse", "pressmeddelande", "styrgruppsprotokoll"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_READ = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_SPACES = re.compile(r"[^\S\n]+")


def text_of(data: bytes) -> str:
    """Return all text of a Word document, one line per paragraph: the body with its tables, headers, footers."""
    return "\n".join(text for part in parts_of(data).values() for text in part)


def parts_of(data: bytes) -> dict[str, list[str]]:
    """Return the paragraphs of each part of a Word document that is read on paper, the body first."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = sorted(name for name in archive.namelist() if _READ.fullmatch(name))
        return {name: list(_paragraphs(archive.read(name))) for name in names}


def _paragraphs(xml: bytes) -> Iterator[str]:
    for paragraph in etree.fromstring(xml).iter(f"{_W}p"):
        yield "".join(_run_text(paragraph))


def _run_text(paragraph: etree._Element) -> Iterator[str]:
    for run in paragraph.iter(f"{_W}r"):
        for child in run:
            yield (child.text or "") if child.tag == f"{_W}t" else _MARKS.get(str(child.tag), "")


def plain(text: str) -> str:
    """Return the text with every kind of space, no-break spaces too, as one ordinary space; line breaks are kept."""
    return _SPACES.sub(" ", text)


@cache
def workspace() -> Workspace:
    """Return the project's own workspace."""
    return Workspace(ROOT)


@cache
def libraries() -> Libraries:
    """Return the libraries that ``iopdocs render`` makes the documents of the project's workspace with."""
    return batch.libraries(workspace())


@cache
def template(document: str) -> Template:
    """Return a template of the project's workspace, prepared once."""
    return load_template(workspace().types[document].template)


@cache
def load(path: Path) -> Agreement:
    """Return the agreement of a file that is known to be free of faults."""
    loaded = workspace().load(path)
    if loaded.agreement is None or loaded.problems:
        raise ValueError(loaded.problems)
    return loaded.agreement


def make(agreement: Agreement, document: str, day: date, *, item: int | None = None, final: bool = False) -> Rendered:
    """Return one document of an agreement; ``item`` is the place in its list, from 0, of the record it is about."""
    kind = workspace().types[document]
    about = None if item is None else kind.items(agreement)[item]
    return render(agreement, kind, template(document), libraries(), day, item=about, final=final)


def make_all(agreement: Agreement, day: date, *, final: bool = False) -> dict[str, Rendered]:
    """Return every document of an agreement by a name of its own: one per record of a list, or one blank form."""
    return {name: make(agreement, kind, day, item=item, final=final) for name, (kind, item) in names(agreement).items()}


def names(agreement: Agreement) -> dict[str, tuple[str, int | None]]:
    """Return a name for each document of an agreement, with its type and the place of the record it is about."""
    found: dict[str, tuple[str, int | None]] = {}
    for name, kind in workspace().types.items():
        for number, about in enumerate(kind.items(agreement)):
            place = number + (0 if kind.description.whole else 1)
            found[name if about is None else f"{name}-{place}"] = (name, None if about is None else number)
    return found
