"""The template languages of other engines: how each writes a shown value, a condition and a loop, and where.

A tag stands in the text of a paragraph, or it governs whole paragraphs, or whole rows of a table. Each engine has its
own rules for the last two; what is written here follows their documentation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_ELEMENT = re.compile(r"<(/?)([\w:]+)[^>]*?(/?)>")
_TEXT_START = re.compile(r"<w:t(?: [^>]*[^/>])?>")


@dataclass(frozen=True)
class Text:
    """XML as it stands in the template; it may begin or end in the middle of an element."""

    xml: str


@dataclass(frozen=True)
class Show:
    """A value that is shown."""

    name: str


@dataclass(frozen=True)
class Block:
    """What is repeated for each of a list (``loop``), or stands only when a condition is true."""

    name: str
    loop: bool
    body: tuple[Piece, ...]

    @property
    def inline(self) -> bool:
        """Whether it is a part of one paragraph."""
        return not any(
            "<w:p>" in piece.xml or "<w:p " in piece.xml if isinstance(piece, Text) else not piece.inline
            for piece in self.body
            if not isinstance(piece, Show)
        )

    @property
    def text(self) -> str:
        """The name in the data of all that it comes to, when it is a part of one paragraph."""
        return f"{self.name}t"


Piece = Text | Show | Block
Path = tuple[str, ...]


class Page:
    """The XML of a part as far as it is written, and what kind of place its end is."""

    def __init__(self) -> None:
        self.xml = ""
        self._open: list[str] = []
        self._waiting = ""

    def add(self, xml: str) -> None:
        """Write some XML; the first text in it gets the tags that wait for one."""
        for end, name, empty in _ELEMENT.findall(xml):
            if end:
                self._open.pop()
            elif not empty:
                self._open.append(name)
        if self._waiting and (start := _TEXT_START.search(xml)):
            xml = xml[: start.end()] + self._waiting + xml[start.end() :]
            self._waiting = ""
        self.xml += xml

    def wait(self, tag: str) -> None:
        """Put a tag first in the next text that is written."""
        self._waiting += tag

    def put_back(self, tag: str) -> None:
        """Put a tag last in the last text that is written."""
        before, end, after = self.xml.rpartition("</w:t>")
        self.xml = before + tag + end + after

    def place(self, tag: str) -> None:
        """Write a tag: in the text, or alone in a row or a paragraph."""
        alone = f"<w:p><w:r><w:t>{tag}</w:t></w:r></w:p>"
        self.add(tag if self.in_text else f"<w:tr><w:tc>{alone}</w:tc></w:tr>" if self.in_table else alone)

    @property
    def in_text(self) -> bool:
        """Whether the end is in the text of a paragraph."""
        return self._open[-1] == "w:t"

    @property
    def in_table(self) -> bool:
        """Whether the end is between the rows of a table."""
        return self._open[-1] == "w:tbl"


class Syntax:
    """One engine's template language. A path names the loops around a tag, the outermost first."""

    def __init__(self) -> None:
        self.page = Page()

    def part(self, pieces: Sequence[Piece]) -> str:
        """Return a part of the package in this language."""
        self.write(pieces, ())
        return self.page.xml

    def write(self, pieces: Sequence[Piece], path: Path) -> None:
        """Write pieces after each other."""
        for piece in pieces:
            if isinstance(piece, Text):
                self.page.add(piece.xml)
            elif isinstance(piece, Show):
                self.page.add(self.shown(piece.name, path))
            else:
                self.block(piece, path)

    def shown(self, name: str, path: Path) -> str:
        """Return the tag that shows a value."""
        raise NotImplementedError

    def block(self, block: Block, path: Path) -> None:
        """Write a block: its beginning, what is in it and its end."""
        raise NotImplementedError


class Docxtemplater(Syntax):
    """docxtemplater: tags for rows stand in the first and the last cell of what they govern."""

    def shown(self, name: str, path: Path) -> str:
        return f"{{{name}}}"

    def block(self, block: Block, path: Path) -> None:
        begin, end = f"{{#{block.name}}}", f"{{/{block.name}}}"
        rows = self.page.in_table
        (self.page.wait if rows else self.page.place)(begin)
        self.write(block.body, path)
        (self.page.put_back if rows else self.page.place)(end)


class EasyTemplateX(Docxtemplater):
    """easy-template-x: tags for paragraphs stand in the first and the last one, too, and say so.

    In paragraphs of their own they would leave these behind, empty.
    """

    def block(self, block: Block, path: Path) -> None:
        if self.page.in_text or self.page.in_table:
            super().block(block, path)
            return
        self.page.wait(f"{{#{block.name}[loopOver:'paragraph']}}")
        self.write(block.body, path)
        after_table = self.page.xml.endswith("</w:tbl>")
        (self.page.place if after_table else self.page.put_back)(f"{{/{block.name}}}")


class Commands(Syntax):
    """docx-templates: JavaScript in commands; those for rows stand in rows of their own."""

    def shown(self, name: str, path: Path) -> str:
        return f"+++INS {self._value(name, path)}+++"

    def block(self, block: Block, path: Path) -> None:
        value = self._value(block.name, path)
        self.page.place(f"+++FOR {block.name} IN {value}+++" if block.loop else f"+++IF {value}+++")
        body = [Show(piece.text) if block.inline and isinstance(piece, Block) else piece for piece in block.body]
        self.write(body, (*path, block.name) if block.loop else path)
        self.page.place(f"+++END-FOR {block.name}+++" if block.loop else "+++END-IF+++")

    def _value(self, name: str, path: Path) -> str:
        return f"${path[-1]}.{name}" if path else name


class Carbone(Syntax):
    """Carbone: a loop goes from the element with the first [i] to the one with [i+1], which is dropped."""

    def shown(self, name: str, path: Path) -> str:
        return f"{{{self._value(name, path)}}}"

    def block(self, block: Block, path: Path) -> None:
        value = self._value(block.name, path)
        if not block.loop:
            self.page.add(f"{{{value}:ifEQ(true):showBegin}}")
            self.write(block.body, path)
            self.page.add(f"{{{value}:showEnd}}")
        elif block.inline:
            self.page.add(self.shown(block.text, path))
        else:
            first = isinstance(block.body[0], Text)
            (self.page.wait if first else self.page.place)(f"{{{value}[i].none}}")
            self.write(block.body, (*path, block.name))
            self.page.place(f"{{{value}[i+1].none}}")

    def _value(self, name: str, path: Path) -> str:
        return ".".join(("d", *(f"{loop}[i]" for loop in path), name))


PEERS: Mapping[str, type[Syntax]] = {
    "docxtemplater": Docxtemplater,
    "easy-template-x": EasyTemplateX,
    "docx-templates": Commands,
    "carbone": Carbone,
}
