"""LibreOffice as another program: started without a window, watched, and stopped with everything it started.

It may hang, die, or end well without a file. What came of a run is a value; what it means for a document is for the
caller to say.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.output import Scratch

# The first start builds a profile and may take long on a busy machine; a document takes a second or so.
START_SECONDS, DOCUMENT_SECONDS = 120.0, 30.0

_OPTIONS = {
    "SelectPdfVersion": {"type": "long", "value": "2"},
    "PDFUACompliance": {"type": "boolean", "value": "true"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "ExportNotes": {"type": "boolean", "value": "false"},
}
_LOOK_SECONDS = 0.02
# An empty text that is converted first: its file tells that LibreOffice has started, so that a slow start is never
# taken for a document that hangs, nor a LibreOffice that does not work for many documents that are at fault.
_FIRST = "0000.txt"


class NotStarted(Exception):
    """Raised when the program could not be run at all; the operating system's error is the cause."""


class Stopped(Exception):
    """Raised in the thread of a run when another thread closes the office."""


@dataclass(frozen=True, slots=True)
class Run:
    """What came of one run: a file for each document in order, each empty when none was made or only in part.

    ``started`` tells whether LibreOffice came so far as to the documents, ``code`` how it ended, ``said`` what it
    wrote. ``limit`` is the seconds without a new file after which it was stopped; None when it ended by itself.
    """

    files: list[bytes]
    started: bool
    code: int
    said: str
    limit: float | None = None

    @property
    def died(self) -> bool:
        """Whether it ended as it should not; newer versions give 1 when there was a file they could not read."""
        return self.limit is None and self.code not in (0, 1)


class Office:
    """LibreOffice with a profile of its own in a temporary folder, which ``close`` removes. Threads take turns.

    A run may take ``start_seconds`` until LibreOffice has started, and then ``document_seconds`` for each document.
    """

    def __init__(self, start_seconds: float, document_seconds: float) -> None:
        self._start_seconds, self._document_seconds = start_seconds, document_seconds
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._scratch: Scratch | None = None

    def close(self) -> None:
        """Stop the run that another thread may be in, and remove the temporary folder. There are no runs after it."""
        self._closing.set()
        with self._lock:
            if self._scratch is not None:
                self._scratch.remove()

    def run(self, program: str, documents: Sequence[bytes]) -> Run:
        """Convert .docx files to PDF in one process of ``program``, the path of soffice.

        The process and all it started have ended when this returns or raises. Raises NotStarted when the program cannot
        be run, Stopped when the office is closed, OSError when the temporary folder cannot be used.
        """
        with self._lock:
            if self._closing.is_set():
                raise Stopped
            with tempfile.TemporaryDirectory(dir=self._home(), ignore_cleanup_errors=True) as name:
                return self._run(program, Path(name), documents)

    def _run(self, program: str, folder: Path, documents: Sequence[bytes]) -> Run:
        sources = [folder / _FIRST, *(folder / f"{number:04}.docx" for number in range(1, len(documents) + 1))]
        for source, data in zip(sources, [b"", *documents], strict=True):
            source.write_bytes(data)
        targets = [source.with_suffix(".pdf") for source in sources]
        log = folder / "said.log"
        process = self._started(self._command(program, folder, sources), folder, log)
        try:
            limit = self._watch(process, targets)
        finally:
            code = _end(process)
            if code:
                # It did not end well, and may have left its profile half written.
                shutil.rmtree(self._profile(), ignore_errors=True)
        return Run(
            files=[_whole(target) for target in targets[1:]],
            started=any(target.exists() for target in targets),
            code=code,
            said=log.read_text(encoding="utf-8", errors="replace"),
            limit=limit,
        )

    def _home(self) -> Path:
        if self._scratch is None:
            self._scratch = Scratch()
        return self._scratch.folder

    def _profile(self) -> Path:
        return self._home() / "profile"

    def _command(self, program: str, folder: Path, sources: Sequence[Path]) -> list[str]:
        return [
            program,
            f"-env:UserInstallation={self._profile().as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            f"pdf:writer_pdf_Export:{json.dumps(_OPTIONS)}",
            "--outdir",
            str(folder),
            *map(str, sources),
        ]

    def _started(self, command: Sequence[str], folder: Path, log: Path) -> subprocess.Popen[bytes]:
        with log.open("wb") as output:
            try:
                return subprocess.Popen(  # noqa: S603 - the program the caller found, no shell
                    command,
                    cwd=folder,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
            except OSError as error:
                raise NotStarted from error

    def _watch(self, process: subprocess.Popen[bytes], targets: Sequence[Path]) -> float | None:
        """Wait for the process to end, or return the seconds in which it made no new file.

        The documents are converted in turn and each file is written when it is ready, so the last new file tells when
        the present document was begun.
        """
        made, since = 0, time.monotonic()
        while process.poll() is None:
            now = time.monotonic()
            count = sum(target.exists() for target in targets)
            if count > made:
                made, since = count, now
            limit = self._document_seconds if made else self._start_seconds
            if now - since >= limit:
                return limit
            if self._closing.wait(_LOOK_SECONDS):
                raise Stopped
        return None


def _end(process: subprocess.Popen[bytes]) -> int:
    """End a process with everything it started, and return how it ended: soffice is a script that starts others.

    Also after the process has ended by itself: what it started can live on when it was killed.
    """
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)  # noqa: S603, S607
    else:
        # macOS gives PermissionError for a group in which all have ended.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    return process.wait()


def _whole(target: Path) -> bytes:
    """LibreOffice ends well also when it made no file, so only the file itself tells."""
    data = target.read_bytes() if target.exists() else b""
    return data if data.startswith(b"%PDF-") and b"%%EOF" in data[-64:] else b""
