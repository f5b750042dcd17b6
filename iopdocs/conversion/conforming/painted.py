"""What a page of a PDF file paints: what is marked as what, and what is marked as nothing.

LibreOffice paints the rules of headers, footers and boxes after all else, unmarked. A line says nothing: it is marked
as an artifact. Text and pictures that are unmarked are told, for nobody can know whether they say something.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import ContentStreamInstruction, Name, Object, Operator

from iopdocs.classes import dataclass, field

_PATHS = frozenset({"m", "l", "c", "v", "y", "re", "h"})
_CLIPS = frozenset({"W", "W*"})
_PAINTS = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"})
_TEXTS = frozenset({"Tj", "TJ", "'", '"'})
_PICTURES = frozenset({"Do", "INLINE IMAGE"})
_ARTIFACT = ContentStreamInstruction([Name.Artifact], Operator("BMC"))
_END = ContentStreamInstruction([], Operator("EMC"))

Instruction = ContentStreamInstruction | pikepdf.ContentStreamInlineImage


@dataclass(frozen=True, slots=True)
class PaintedText:
    """A text that is painted: its font, its codes, and the words it stands for where the page says so."""

    font: Object
    codes: bytes
    stands_for: str | None


@dataclass(slots=True)
class Page:
    """A page that has been read: all text in it, that of each marked content by its number, and what is unmarked."""

    objgen: tuple[int, int]
    texts: list[PaintedText] = field(default_factory=list)
    marked: dict[int, list[PaintedText]] = field(default_factory=dict)
    unmarked_texts: int = 0
    unmarked_pictures: int = 0


@dataclass(slots=True)
class _Mark:
    number: int | None
    words: str | None


def read(page: pikepdf.Page, pdf: pikepdf.Pdf) -> Page:
    """Read a page, and mark the lines and areas on it that are unmarked as artifacts."""
    found = Page(page.obj.objgen)
    instructions = list(pikepdf.parse_content_stream(page))
    made = list(_PageReader(page, found).marked(instructions))
    if len(made) != len(instructions):
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(made))
    return found


class _PageReader:
    def __init__(self, page: pikepdf.Page, found: Page) -> None:
        fonts = page.obj.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
        self._fonts: dict[str, Object] = {name: fonts[name] for name in fonts.keys()}  # noqa: SIM118 - no mapping
        self._properties = page.obj.get("/Resources", pikepdf.Dictionary()).get("/Properties", pikepdf.Dictionary())
        self._found = found
        self._font: Object | None = None
        self._kept: list[Object | None] = []
        self._marks: list[_Mark] = []
        self._path: list[Instruction] = []

    def marked(self, instructions: Sequence[Instruction]) -> Iterator[Instruction]:
        for one in instructions:
            name = str(one.operator)
            if not self._marks and name in (_PATHS | _CLIPS):
                self._path.append(one)
            elif not self._marks and (name in _PAINTS or name == "sh"):
                yield from (_ARTIFACT, *self._path, one, _END)
                self._path.clear()
            else:
                # What is no part of a path ends it, as a clip without paint.
                yield from self._path
                self._path.clear()
                self._note(name, one)
                yield one
        yield from self._path

    def _note(self, name: str, one: Instruction) -> None:
        if name in ("BDC", "BMC"):
            self._marks.append(self._mark(one) if name == "BDC" else _Mark(None, None))
        elif name == "EMC" and self._marks:
            self._marks.pop()
        elif name == "q":
            self._kept.append(self._font)
        elif name == "Q" and self._kept:
            self._font = self._kept.pop()
        elif name == "Tf":
            self._font = self._fonts.get(str(one.operands[0]))
        elif name in _TEXTS:
            self._text(one)
        elif name in _PICTURES and not self._marks:
            self._found.unmarked_pictures += 1

    def _mark(self, one: Instruction) -> _Mark:
        said = one.operands[1]
        if isinstance(said, Name):
            said = self._properties.get(str(said), pikepdf.Dictionary())
        number, words = said.get("/MCID"), said.get("/ActualText")
        return _Mark(None if number is None else int(number), None if words is None else str(words))

    def _text(self, one: Instruction) -> None:
        last = one.operands[-1]
        pieces = last if isinstance(last, pikepdf.Array) else [last]
        codes = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
        if not codes or self._font is None:
            return
        words = next((mark.words for mark in reversed(self._marks) if mark.words is not None), None)
        shown = PaintedText(self._font, codes, words)
        self._found.texts.append(shown)
        if not self._marks:
            self._found.unmarked_texts += 1
        number = next((mark.number for mark in reversed(self._marks) if mark.number is not None), None)
        if number is not None:
            self._found.marked.setdefault(number, []).append(shown)
