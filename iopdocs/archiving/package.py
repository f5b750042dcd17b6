"""An archive package put together: all its files by path, and the same as one file."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from iopdocs.archiving.files import ABOUT, ArchivedFile
from iopdocs.archiving.metadata import About, PreservationEvent, dublin_core, premis
from iopdocs.archiving.mets import CONTENT, DOCUMENTATION, SCHEMAS, mets
from iopdocs.word.zip import assemble, store

#: Where the content lies in a package, and what the METS file is called.
DATA, METS = "representations/handlingar/data", "METS.xml"


def put_together(
    about: About,
    content: Sequence[ArchivedFile],
    schemas: Sequence[ArchivedFile],
    documentation: Sequence[ArchivedFile],
    events: Iterable[PreservationEvent],
) -> dict[str, bytes]:
    """Return the files of a package by path, its metadata among them."""
    described = ArchivedFile("metadata/descriptive/dc.xml", dublin_core(about), ABOUT)
    known = [*content, *schemas, *documentation]
    preserved = ArchivedFile("metadata/preservation/premis.xml", premis(about, known, events), ABOUT)
    groups = {DOCUMENTATION: documentation, SCHEMAS: schemas, CONTENT: content}
    files = {file.path: file.data for file in (*known, described, preserved)}
    return {METS: mets(about, described, preserved, groups), **dict(sorted(files.items()))}


def as_zip(name: str, files: Mapping[str, bytes]) -> bytes:
    """Return a package as a ZIP file with its folder in it: the same bytes whatever version of zlib there is."""
    return assemble((f"{name}/{path}", store(data)) for path, data in files.items())


def as_tar(name: str, files: Mapping[str, bytes], about: About) -> bytes:
    """Return a package as a TAR file, likewise: of nobody, and all of the package's day."""
    target = io.BytesIO()
    made = int(datetime.combine(about.day, datetime.min.time(), UTC).timestamp())
    with tarfile.open(fileobj=target, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for path, data in files.items():
            entry = tarfile.TarInfo(f"{name}/{path}")
            entry.size, entry.mtime, entry.mode = len(data), made, 0o644
            tar.addfile(entry, io.BytesIO(data))
    return target.getvalue()
