"""What can be wrong, as values, and the exceptions that carry them.

A fault that a user can mend is a :class:`Problem`. Problems are gathered and shown all at once; an exception is raised
only where nothing sensible can follow. Everything that is not an ``IopdocsError`` is a bug and keeps its traceback.

    IopdocsError(problems)
    ├── InvalidAgreement    the data of an agreement or of the workspace's settings
    ├── InvalidTemplate     a Word template or a document type's dokument.yaml
    ├── InvalidLibrary      the law library or the clause library
    ├── OutputBlocked       nothing may be written: a final with gaps, a folder that cannot be written to
    └── ConversionFailed    another program (LibreOffice) is missing, hung or made no file
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from enum import StrEnum

from iopdocs.classes import dataclass, field, replace


class Severity(StrEnum):
    """How grave a problem is; only ``fel`` stops a document from being made."""

    ERROR = "fel"
    WARNING = "varning"
    NOTE = "upplysning"


# A message may repeat what was written; when that is a whole page, its beginning is enough.
MAX_SHOWN = 1_000


def printable_name(name: str) -> str:
    """Return a file name so that it can be written: one in an old encoding holds bytes that are no text."""
    return name.encode("utf-8", "replace").decode("utf-8")


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in words a user understands.

    ``message`` and ``hint`` are Swedish sentences; ``where`` is the path of YAML keys (``avtalstid.till``,
    ``parter[2].orgnr``, numbered from 1); ``code`` is a short stable name (``okänd-nyckel``) for machines and tests.
    ``about`` is the path of the statement that it is about, numbered from 0, where that is known; ``spot`` the part of
    a Word file and the paragraph in it, likewise. ``parts`` are the things that a sentence lists, where others may have
    some of them, too.
    """

    message: str
    file: str | None = None
    line: int | None = None
    where: str = ""
    hint: str = ""
    severity: Severity = Severity.ERROR
    code: str = ""
    about: tuple[str | int, ...] = field(default=(), compare=False, repr=False)
    spot: tuple[str, int] | None = field(default=None, compare=False, repr=False)
    parts: tuple[str, ...] = field(default=(), compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.file is not None and not self.file.isascii():
            object.__setattr__(self, "file", printable_name(self.file))
        for name, text in (("message", self.message), ("where", self.where), ("hint", self.hint)):
            if len(text) > MAX_SHOWN:
                object.__setattr__(self, name, text[: MAX_SHOWN - 1] + "…")

    @property
    def sentence(self) -> str:
        """The message as a sentence of its own: a capital first, a full stop last."""
        text = self.message[:1].upper() + self.message[1:]
        return text if text.endswith((".", "!", "?", "…", ".)")) else f"{text}."

    def at(self, file: str | None, line: int | None) -> Problem:
        """Return the same problem with its place, for a caller that knows where the text stood."""
        return replace(self, file=file, line=line)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        parts = [part for part in (place, self.where) if part]
        head = ": ".join([*parts, self.sentence])
        return f"{head}\n    {self.hint}" if self.hint else head


def wrong_use(error: ValueError, where: str = "") -> Problem:
    """Return what is wrong with something that was asked for, as who read it says: a message, and a hint under it."""
    message, _, hint = str(error).partition("\n")
    return Problem(message, where=where, hint=hint, code="fel-användning")


class IopdocsError(Exception):
    """The base of every error a user can mend; carries at least one Problem."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class InvalidAgreement(IopdocsError):
    """Raised when the data of an agreement, or of the workspace's settings, cannot be used."""


class InvalidTemplate(IopdocsError):
    """Raised when a Word template or a document type cannot be used."""


class InvalidLibrary(IopdocsError):
    """Raised when the law library or the clause library is at fault."""


class OutputBlocked(IopdocsError):
    """Raised when a document must not, or cannot, be written."""


class ConversionFailed(IopdocsError):
    """Raised when another program did not give the file that was asked for."""


# What a system answers, in words. Windows says EACCES of a file that another program has open.
_REASONS = {
    "ENOENT": "mappen eller filen finns inte",
    "ENOTDIR": "en del av sökvägen är ingen mapp",
    "EISDIR": "det är en mapp",
    "EEXIST": "där finns redan något annat",
    "EACCES": "du har inte rätt till det, eller så är filen öppen i ett annat program",
    "EPERM": "du har inte rätt till det",
    "EROFS": "disken är skrivskyddad",
    "ENOSPC": "disken är full",
    "EDQUOT": "ditt utrymme på disken är slut",
    "EFBIG": "filen skulle bli större än den får vara",
    "ENAMETOOLONG": "namnet är för långt",
    "ELOOP": "länken leder till sig själv",
    "EBUSY": "filen är upptagen",
    "ETXTBSY": "filen är upptagen",
    "EIO": "disken svarar med ett fel",
}


def because(error: OSError) -> str:
    """Return why a file could not be read or written, in Swedish words."""
    name = errno.errorcode.get(error.errno or 0, "")
    return _REASONS.get(name, f"systemet svarar {name or type(error).__name__}")


def errors(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems grave enough to stop a document."""
    return (problem for problem in problems if problem.severity is Severity.ERROR)
