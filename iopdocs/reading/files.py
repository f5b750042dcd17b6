"""A YAML file on disk → its text, or why it is none: too large, another kind of file, another encoding."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import replace
from pathlib import Path
from threading import local

from iopdocs.errors import Problem, because
from iopdocs.gathered import WhenAsked, data_of
from iopdocs.reading.json_text import as_yaml
from iopdocs.reading.source import Source, parse_source, parse_value

MAX_BYTES = 2_000_000
_OTHER_FILES = (
    (b"PK\x03\x04", "ett Word-dokument eller ett annat Office-dokument"),
    (b"\xd0\xcf\x11\xe0", "ett gammalt Word-dokument eller ett med lösenord"),
    (b"{\\rtf", "ett RTF-dokument"),
    (b"%PDF", "en PDF"),
)
# The two bytes of å, ä, ö, Å, Ä and Ö in UTF-8, read as two characters.
_MISREAD = re.compile("Ã[\u00a5\u00a4\u00b6\u0085\u0084\u0096…„–]")


def real(path: Path) -> Path:
    """Return where a path leads, links followed. A link that leads to itself leads nowhere, and is no exception."""
    return Path(os.path.realpath(path))


def same_file(path: Path) -> tuple[object, ...]:
    """Return what is equal for two paths to one file, however they are written and whatever links they go through."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return (real(path),)
    # Some file systems give no numbers.
    return (found.st_dev, found.st_ino) if found.st_ino else (os.path.normcase(real(path)),)


def read_source(path: Path, name: str | None = None) -> tuple[Source, list[Problem]]:
    """Read a YAML file; ``name`` is how messages call it (default: the path as given). Never raises for a bad file."""
    name = name or str(path)
    raw = read_bytes(path, name)
    return (Source(name, None), [raw]) if isinstance(raw, Problem) else decode_source(raw, name)


def decode_source(raw: bytes, name: str, *, json: bool = False) -> tuple[Source, list[Problem]]:
    """Parse the bytes of a YAML file, or of JSON; ``name`` is how messages call it. Never raises for a bad file."""
    digest = hashlib.sha256(raw).hexdigest()
    if not json and (data := data_of(digest)):
        return Source(name, data, WhenAsked(lambda: parse_source(str(_text(raw, name)), name)[0].places), digest), []
    text = _text(raw, name)
    if json and isinstance(text, str):
        text = as_yaml(text, name)
    if isinstance(text, Problem):
        return Source(name, None), [text]
    source, problems = parse_source(text, name)
    return replace(source, digest=digest), problems


def decode_value(raw: bytes, key: str) -> str:
    """Return the text that ``decode_source`` finds under a key of the file itself, read no further than to it."""
    text = _text(raw, "")
    return "" if isinstance(text, Problem) else parse_value(text, key)


def _text(raw: bytes, name: str) -> str | Problem:
    """Return the text of a file, or why it is none."""
    if other := next((called for begins, called in _OTHER_FILES if raw.startswith(begins)), None):
        message = f"det här är {other}, inte en textfil"
        hint = "Kopiera texten till en textfil och spara den med namn på .yaml och teckenkodningen UTF-8."
        return Problem(message, name, 1, hint=hint, code="teckenkodning")
    try:
        text = raw.decode("utf-8-sig")
        if found := _MISREAD.search(text):
            line = text.count("\n", 0, found.start()) + 1
            message = f"filen har sparats i fel teckenkodning: här står ”{found[0]}” i stället för å, ä eller ö"
            hint = "Hämta en äldre version av filen, eller rätta tecknen, och spara den som UTF-8."
            return Problem(message, name, line, hint=hint, code="teckenkodning")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = "filen är inte sparad som UTF-8, så å, ä och ö kan inte läsas säkert"
        hint = "Öppna filen i redigeraren och spara den på nytt med teckenkodningen UTF-8."
        return Problem(message, name, line, hint=hint, code="teckenkodning")
    return text


class _Failed(local):
    reads = 0


#: How many reads the system has refused in this thread: what another program holds open now may be free in a moment.
FAILED = _Failed()


def read_bytes(path: Path, name: str) -> bytes | Problem:
    """Return the bytes of a file, or why it cannot be read; ``name`` is how messages call it."""
    try:
        if path.is_dir():
            hint = "Skriv namnet på en fil i mappen, till exempel " + str(Path(name) / "avtal.yaml")
            return Problem("det här är en mapp, inte en fil", name, hint=hint, code="mapp")
        if path.exists() and not path.is_file():
            hint = "Kontrollera att sökvägen är en vanlig fil."
            return Problem("det här är ingen vanlig fil", name, hint=hint, code="oläsbar-fil")
        if path.stat().st_size > MAX_BYTES:
            return too_large(name)
        return path.read_bytes()
    except FileNotFoundError:
        hint = "Kontrollera stavningen och att du står i rätt mapp."
        return Problem("filen finns inte", name, hint=hint, code="saknad-fil")
    except OSError as error:
        FAILED.reads += 1
        hint = "Kontrollera att du har rätt att läsa den och att sökvägen är en vanlig fil."
        return Problem(f"filen går inte att läsa: {because(error)}", name, hint=hint, code="oläsbar-fil")


def too_large(name: str) -> Problem:
    """Return what is said of a file with more bytes than an agreement may have."""
    hint = f"En avtalsfil brukar vara några kilobyte; gränsen är {MAX_BYTES // 1_000_000} megabyte."
    return Problem("filen är för stor", name, hint=hint, code="för-stor-fil")
