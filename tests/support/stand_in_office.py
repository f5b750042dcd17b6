"""A stand-in for LibreOffice, which can be told to hang or die; the fixture ``office`` puts it on the PATH."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from benchmarks.samples.words import word
from iopdocs.conversion import office
from iopdocs.conversion.pdf import PdfJob

unix_only = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for LibreOffice is a shell script")

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_CLAIMS = (
    f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}"><rdf:Description '
    'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfaid:part>2'
    "</pdfaid:part><pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>"
)
#: A whole PDF file of an empty page that claims what LibreOffice's do, but for its title between the two.
BEFORE = (
    "%PDF-1.6\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/Metadata 4 0 R>>\nendobj\n"
    "2 0 obj\n<</Type/Pages/Kids[5 0 R]/Count 1>>\nendobj\n5 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\n"
    "endobj\n3 0 obj\n<</Title "
)
AFTER = (
    f">>\nendobj\n4 0 obj\n<</Type/Metadata/Subtype/XML/Length {len(_CLAIMS)}>>\nstream\n{_CLAIMS}\nendstream\n"
    "endobj\ntrailer\n<</Root 1 0 R/Info 3 0 R>>\n%%EOF\n"
)


def title_in(pdf: bytes) -> str:
    """Return the title of a PDF file."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return str(opened.docinfo["/Title"])


# What a document says decides what becomes of it; every other one becomes a file that repeats what it says.
SCRIPT = """\
#!/bin/sh
for one; do
    case "$one" in
    -env:*) profile="${one#*file://}" ;;
    *.txt | *.docx)
        said=$(grep -ao '<<[^>]*>>' "$one")
        target="${one%.*}.pdf"
        case "$said" in
        *"hangs once"*) mkdir FOLDER/hung && echo $$ > FOLDER/hangs && sleep 300 ;;
        *hangs*) sleep 300 & echo $! >> FOLDER/pids; echo $$ > FOLDER/hangs; wait ;;
        *"half a file"*) printf '%%PDF-1.6 half' > "$target"; echo $$ > FOLDER/hangs; sleep 300 ;;
        *dies*) kill -9 $$ ;;
        *unreadable*) echo "Error: source file could not be loaded" >&2; continue ;;
        *slow*) sleep 0.25; echo slow >> FOLDER/slow ;;
        esac
        { cat FOLDER/before; printf '(%s)' "$said"; cat FOLDER/after; } > "$target" ;;
    esac
    if [ "$one" = --headless ]; then
        mkdir "$profile" 2> FOLDER/error && echo "$profile" >> FOLDER/profiles
        echo $$ >> FOLDER/pids
    fi
done
"""


@dataclass
class StandIn:
    """A stand-in for LibreOffice on the PATH, and what is known of its runs."""

    folder: Path

    def _lines(self, name: str) -> list[str]:
        file = self.folder / name
        return file.read_text(encoding="utf-8").split() if file.exists() else []

    @property
    def pids(self) -> list[int]:
        """The processes there have been: one for each start, and one for each hang."""
        return [int(line) for line in self._lines("pids")]

    @property
    def profiles(self) -> list[str]:
        """The profiles that have been built."""
        return self._lines("profiles")

    def leaves_nothing(self) -> bool:
        return not any(map(alive, self.pids)) and list((self.folder / "temp").glob("iopdocs-*")) == []


class Clock:
    """The clock of the converter: it goes on only when the stand-in says that it hangs, or was slow with a document."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._hung = folder, 0.0

    def monotonic(self) -> float:
        """Return the seconds that have gone."""
        hanging = self._folder / "hangs"
        if hanging.exists() and (said := hanging.read_text(encoding="utf-8").split()) and alive(int(said[0])):
            self._hung += 0.5
        slow = self._folder / "slow"
        return self._hung + 0.4 * (len(slow.read_bytes().splitlines()) if slow.exists() else 0)


@contextmanager
def clock(folder: Path) -> Iterator[None]:
    """Let the converter read a clock that no busy computer puts forward."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(office, "time", Clock(folder))
        yield


def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """Put a stand-in first on the PATH, and the temporary files in a folder that it is asked about."""
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(SCRIPT.replace("FOLDER", str(tmp_path)), encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / "before").write_text(BEFORE, encoding="ascii")
    (tmp_path / "after").write_text(AFTER, encoding="ascii")
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    return StandIn(tmp_path)


@cache
def _document() -> bytes:
    return word("Text")


def job(says: str) -> PdfJob:
    """Return a document that says something to the stand-in, in a member that is not packed."""
    target = io.BytesIO(_document())
    with zipfile.ZipFile(target, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("text", f"<<{says}>>")
    return PdfJob(target.getvalue(), says)


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be collected does not."""
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(found.strip()) and not found.strip().startswith("Z")
