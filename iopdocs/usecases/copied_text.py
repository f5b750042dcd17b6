"""The text of a document as it is now, to be pasted elsewhere: without its heading and without UTKAST."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.conversion.edited import ready
from iopdocs.conversion.text import to_text_fragment
from iopdocs.errors import Problem
from iopdocs.output import Scratch
from iopdocs.usecases.convert import convert
from iopdocs.word.package import read_document
from iopdocs.workspace import Workspace

_FRAGMENT = "fragment.html"
_GAPS = ("[saknas: ", "[kontrollera: ")


@dataclass(frozen=True, slots=True)
class CopiedText:
    """A text with its looks, as HTML to be pasted, and without; how many gaps it has, and what is to be said of it."""

    rich: str
    plain: str
    gaps: int
    problems: tuple[Problem, ...]


def copied_text(workspace: Workspace, path: Path, day: date) -> CopiedText:
    """Return the text of a Word document. Raises IopdocsError for what ``convert`` refuses.

    What is pasted leaves the house: the document is looked through as one that is converted.
    """
    with Scratch() as folder:
        made = convert(workspace, path, (_FRAGMENT,), day, out=folder)
        rich = made.written[0].path.read_text(encoding="utf-8")
    plain = to_text_fragment(ready(read_document(path), workspace.shown(path)))
    gaps = sum(plain.count(one) for one in _GAPS)
    return CopiedText(rich, plain, gaps, made.problems)
