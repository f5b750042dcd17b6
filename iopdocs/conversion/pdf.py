"""Word documents to tagged PDF/A-2b with PDF/UA, by LibreOffice run without a window.

LibreOffice is another program: it may be missing, hang, or end well without a file. Each is a ConversionFailed, and no
part of a file is ever returned.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from functools import lru_cache
from multiprocessing.util import Finalize
from pathlib import Path
from types import TracebackType

from iopdocs.conversion.reproducible import with_fixed_marks
from iopdocs.errors import ConversionFailed, Problem

# The first start builds a profile and may take long on a busy machine; a document takes a second or so.
START_SECONDS, DOCUMENT_SECONDS = 120.0, 30.0

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "~/Applications/LibreOffice.app/Contents/MacOS/soffice",
    # soffice.com waits for the conversion; soffice.exe returns at once.
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)
_OPTIONS = {
    "SelectPdfVersion": {"type": "long", "value": "2"},
    "PDFUACompliance": {"type": "boolean", "value": "true"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
}
_PROMISES = (re.compile(rb"pdfaid:part>2<"), re.compile(rb"pdfuaid:part>1<"))
_LEAVE_OUT = "Utan LibreOffice går det bra att välja formaten docx, html, md och txt."
_INSTALL = f"Installera LibreOffice (gratis, www.libreoffice.org), version 7.4 eller senare, och kör igen. {_LEAVE_OUT}"


def to_pdf(document: bytes, title: str) -> bytes:
    """Return a PDF file of a .docx file. ``title`` names the document in messages. Raises ConversionFailed."""
    return to_pdf_many([(title, document)])[0]


def to_pdf_many(documents: Sequence[tuple[str, bytes]]) -> list[bytes]:
    """Return a PDF file for each (title, .docx file) in one run of LibreOffice. Raises ConversionFailed.

    The profile that LibreOffice builds at its first start is kept for the life of this process.
    """
    return _shared(os.getpid()).to_pdf_many(documents)


@lru_cache(maxsize=1)
def _shared(pid: int) -> Converter:
    """One converter per process: two that share a profile would wait for one another, so a forked one gets its own."""
    converter = Converter()
    # Unlike atexit this also runs when a worker of a process pool ends, and only in the process that made it.
    Finalize(None, converter.close, exitpriority=0)
    return converter


def find_program() -> str:
    """Return the path of LibreOffice's program. Raises ConversionFailed when it is not there."""
    on_path = (shutil.which(name) for name in ("soffice.com", "soffice", "libreoffice"))
    usual = (str(path) for path in (Path(place).expanduser() for place in _PLACES) if path.is_file())
    for found in (*on_path, *usual):
        if found:
            return found
    message = "PDF kan inte göras: LibreOffice finns inte på datorn"
    raise ConversionFailed(Problem(message, hint=_INSTALL, code="libreoffice-saknas"))


class Converter:
    """LibreOffice with a profile of its own in a temporary folder, removed at the end of the ``with`` block.

    ``program`` is the path of soffice, looked for when not given; a run may take ``start_seconds`` and
    ``document_seconds`` for each document.
    """

    def __init__(
        self,
        program: str | None = None,
        *,
        start_seconds: float = START_SECONDS,
        document_seconds: float = DOCUMENT_SECONDS,
    ) -> None:
        self._program = program
        self._start_seconds, self._document_seconds = start_seconds, document_seconds
        self._folder: Path | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Converter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove the temporary folder."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def to_pdf_many(self, documents: Sequence[tuple[str, bytes]]) -> list[bytes]:
        """Return a PDF file for each (title, .docx file), in order. Raises ConversionFailed with every fault."""
        if not documents:
            return []
        program = self._program or find_program()
        try:
            return self._made(program, documents)
        except OSError as error:
            message = (
                f"PDF kunde inte göras: mappen för tillfälliga filer gick inte att använda ({type(error).__name__})"
            )
            hint = f"Kontrollera att disken inte är full. {_LEAVE_OUT}"
            raise ConversionFailed(Problem(message, hint=hint, code="pdf-skrivfel")) from error

    def _made(self, program: str, documents: Sequence[tuple[str, bytes]]) -> list[bytes]:
        with self._lock, tempfile.TemporaryDirectory(dir=self._home(), ignore_cleanup_errors=True) as name:
            folder = Path(name)
            sources = [folder / f"{number:04}.docx" for number in range(1, len(documents) + 1)]
            for source, (_, data) in zip(sources, documents, strict=True):
                source.write_bytes(data)
            said = self._run(program, folder, sources, documents)
            return _collected(sources, documents, said)

    def _home(self) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="iopdocs-"))
        return self._folder

    def _run(self, program: str, folder: Path, sources: Sequence[Path], documents: Sequence[tuple[str, bytes]]) -> str:
        """Run LibreOffice on the files and return what it said; stop it, with all it started, when time is up."""
        log = folder / "said.txt"
        with log.open("wb") as output:
            try:
                process = subprocess.Popen(  # noqa: S603 - the program found above, no shell
                    self._command(program, folder, sources),
                    cwd=folder,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
            except OSError as error:
                message = f"PDF kunde inte göras: LibreOffice gick inte att starta ({type(error).__name__})"
                raise ConversionFailed(Problem(message, hint=_INSTALL, code="libreoffice-startade-inte")) from error
            limit = self._start_seconds + self._document_seconds * len(sources)
            try:
                process.wait(limit)
            except subprocess.TimeoutExpired as error:
                raise ConversionFailed(_hung(limit, documents)) from error
            finally:
                _stop(process)
        return log.read_text(encoding="utf-8", errors="replace")

    def _command(self, program: str, folder: Path, sources: Sequence[Path]) -> list[str]:
        profile = (self._home() / "profile").as_uri()
        return [
            program,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            f"pdf:writer_pdf_Export:{json.dumps(_OPTIONS)}",
            "--outdir",
            str(folder),
            *map(str, sources),
        ]


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a process that still runs and everything it started: soffice is a script that starts others."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)  # noqa: S603, S607
    elif process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _collected(sources: Sequence[Path], documents: Sequence[tuple[str, bytes]], said: str) -> list[bytes]:
    made, problems = [], []
    for source, (title, document) in zip(sources, documents, strict=True):
        target = source.with_suffix(".pdf")
        data = target.read_bytes() if target.exists() else b""
        problem = _fault(data, title, said)
        if problem:
            problems.append(problem)
        else:
            made.append(with_fixed_marks(data, document))
    if problems:
        raise ConversionFailed(problems)
    return made


def _fault(data: bytes, title: str, said: str) -> Problem | None:
    """LibreOffice ends well also when it made no file, so only the file itself tells."""
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-64:]:
        last = next((line.strip() for line in reversed(said.splitlines()) if line.strip()), "")
        message = f"PDF av ”{title}” kunde inte göras: LibreOffice gav ingen hel fil"
        why = f" LibreOffice skrev: {last}" if last else ""
        hint = f"Öppna Word-filen i LibreOffice och se om den går att läsa, eller spara den som PDF i Word.{why}"
        return Problem(message, hint=hint, code="pdf-saknas")
    if not all(promise.search(data) for promise in _PROMISES):
        message = f"PDF av ”{title}” blev inte tillgänglig PDF/A: den version av LibreOffice som finns är för gammal"
        return Problem(message, hint=_INSTALL, code="libreoffice-för-gammal")
    return None


def _hung(limit: float, documents: Sequence[tuple[str, bytes]]) -> Problem:
    named = f"”{documents[0][0]}”" if len(documents) == 1 else f"{len(documents)} dokument"
    message = f"PDF av {named} kunde inte göras: LibreOffice blev inte klart på {limit:.0f} sekunder och stoppades"
    hint = f"Stäng andra program och kör igen. Hjälper inte det kan Word-filen sparas som PDF i Word. {_LEAVE_OUT}"
    return Problem(message, hint=hint, code="libreoffice-hängde")
