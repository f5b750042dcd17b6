"""Which of the documents that have been made for signing a file is: by digest, or by what its pages say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.output import sha256
from iopdocs.reading import read_bytes
from iopdocs.signing.manifest import Manifest, read_manifest
from iopdocs.signing.package import MANIFEST, PACKAGE
from iopdocs.signing.pages import more_pages, page_texts


@dataclass(frozen=True, slots=True)
class FoundPackage:
    """A package that a file is of: its manifest, where that lies, and how that is known.

    ``by_digest``: the file begins with the very one that was to be signed. Else its pages say the same, and ``more``
    is how many pages it has beside those.
    """

    manifest: Manifest
    path: Path
    by_digest: bool
    more: int = 0


def packages(folder: Path) -> Iterator[tuple[Path, Manifest]]:
    """Yield the manifests in a folder and those in it, by name."""
    for path in sorted(folder.rglob(f"*{PACKAGE}*{MANIFEST}")) if folder.is_dir() else ():
        data = read_bytes(path, path.name) if path.is_file() else b""
        manifest = read_manifest(data) if isinstance(data, bytes) else None
        if manifest is not None:
            yield path, manifest


def found_in(folder: Path, pdf: bytes, name: str) -> FoundPackage | None:
    """Return the package that a PDF file is of; None when it is of none there. Raises InvalidTemplate."""
    known = list(packages(folder))
    for path, manifest in known:
        if 0 < manifest.size <= len(pdf) and sha256(pdf[: manifest.size]) == manifest.digest:
            return FoundPackage(manifest, path, by_digest=True)
    said = page_texts(pdf, name) if known else ()
    for path, manifest in known:
        original = _original(path, manifest)
        more = more_pages(page_texts(original, manifest.file), said) if original else None
        if more is not None:
            return FoundPackage(manifest, path, by_digest=False, more=more)
    return None


def _original(path: Path, manifest: Manifest) -> bytes:
    """Return the PDF file of a package as it was made; nothing when it is not there as such."""
    place = path.with_name(Path(manifest.file).name)
    data = place.read_bytes() if place.is_file() else b""
    return data if sha256(data) == manifest.digest else b""
