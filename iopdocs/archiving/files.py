"""The files of an archive package, and what is told of each in its metadata."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from iopdocs.classes import dataclass
from iopdocs.output import sha256

#: Of each suffix: the media type (IANA), and the name and key of the format in PRONOM where it is one for certain.
_KINDS = {
    ".docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "Office Open XML, Word",
        "fmt/412",
    ),
    ".pdf": ("application/pdf", "PDF", ""),
    ".html": ("text/html", "HTML", ""),
    ".md": ("text/markdown", "Markdown", "fmt/1149"),
    ".txt": ("text/plain", "Text, UTF-8", "x-fmt/111"),
    ".json": ("application/json", "JSON", "fmt/817"),
    ".yaml": ("application/yaml", "YAML", "fmt/818"),
    ".yml": ("application/yaml", "YAML", "fmt/818"),
    ".xml": ("text/xml", "XML", "fmt/101"),
}
_UNKNOWN = ("application/octet-stream", "okänt", "")
_PDF_A = b"pdfaid:part>2<"
#: The format of PDF/A-2b in PRONOM.
_AS_PDF_A = ("application/pdf", "PDF/A-2b", "fmt/477")


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """A file of a package: its path from the package's root, its bytes, and in a word what it is."""

    path: str
    data: bytes
    what: str

    @property
    def digest(self) -> str:
        """Its SHA-256."""
        return sha256(self.data)

    @property
    def name(self) -> str:
        """Its name without folders."""
        return PurePosixPath(self.path).name

    @property
    def kind(self) -> tuple[str, str, str]:
        """Its media type, the name of its format, and the format's key in PRONOM, or nothing."""
        suffix = PurePosixPath(self.path).suffix
        # A file that somebody has signed may be PDF/A no longer, whatever it claims.
        if suffix == ".pdf" and _PDF_A in self.data and self.what != SIGNED:
            return _AS_PDF_A
        return _KINDS.get(suffix, _UNKNOWN)


#: What files are, in a word that stands in the metadata.
FINAL, SIGNED, RECEIPT, DATA, SCHEMA, ABOUT = (
    "slutlig version",
    "undertecknad fil",
    "kvitto",
    "avtalets uppgifter",
    "schema",
    "beskrivning",
)


def identities(files: Iterable[ArchivedFile], before: str) -> Iterator[tuple[str, ArchivedFile]]:
    """Yield files with an identity each, which XML takes for one."""
    for number, file in enumerate(files, start=1):
        yield f"{before}-{number}", file
