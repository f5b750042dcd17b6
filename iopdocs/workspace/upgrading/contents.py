"""When two versions of a starter's file are the same: what saving it anew does to a file is no change of it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from iopdocs.errors import InvalidLibrary, InvalidTemplate, Problem, because
from iopdocs.reading import Node, parse_source, real
from iopdocs.word.package import read_package

_COMMENT = re.compile(r"(?:^|\s)(#.*)$", re.MULTILINE)


def text_of_file(data: bytes) -> str | None:
    """Return a text file's text, whatever its line breaks are and without blanks that nobody sees; None for another."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return "".join(f"{line.rstrip()}\n" for line in re.split(r"\r\n|\r|\n", text)).rstrip("\n") + "\n"


def data_of(text: str) -> Node:
    """Return what YAML says, as nested texts; None when it says nothing sure."""
    source, problems = parse_source(text, "")
    return None if problems else source.data


def comments_of(text: str) -> Counter[str]:
    """Return the comments in YAML; signs of a comment within a text are counted like one."""
    return Counter(" ".join(found[1].split()) for found in _COMMENT.finditer(text))


def same_contents(name: str, one: bytes, other: bytes) -> bool:
    """Whether two versions of a file are the same to all who use it; ``name`` says what kind of file it is."""
    if one == other:
        return True
    if name.endswith(".docx"):
        return _same_package(one, other)
    texts = text_of_file(one), text_of_file(other)
    if texts[0] is None or texts[1] is None:
        return False
    if texts[0] == texts[1]:
        return True
    said = data_of(texts[0])
    # Written anew by another program: other quotes, another order of keys.
    return isinstance(said, dict) and said == data_of(texts[1]) and comments_of(texts[0]) == comments_of(texts[1])


def _same_package(one: bytes, other: bytes) -> bool:
    try:
        return read_package(one, "") == read_package(other, "")
    except InvalidTemplate:
        return False


def contents_of(path: Path) -> bytes | None:
    """Return a file's bytes, None when there is no such file. Raises InvalidLibrary when it cannot be read."""
    try:
        return real(path).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        hint = "Kontrollera att du har rätt att läsa den och att den är en vanlig fil."
        message = f"filen går inte att läsa: {because(error)}"
        raise InvalidLibrary(Problem(message, str(path), hint=hint, code="oläsbar-fil")) from error
