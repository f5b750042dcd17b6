"""Word documents to tagged PDF, by LibreOffice run without a window: one, or any number.

PDF/A-2b and PDF/UA are asked for, and what LibreOffice leaves undone for them is done afterwards (``conforming``).

LibreOffice may be missing, hang, die, or end well without a file. Each is a fault that names the document, and no part
of a file is ever returned.
"""

from __future__ import annotations

import math
import os
import re
import shutil
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType

from pikepdf import PdfError

from iopdocs.classes import dataclass
from iopdocs.conversion.conforming import conforming
from iopdocs.conversion.office import DOCUMENT_SECONDS, START_SECONDS, NotStarted, Office, Run
from iopdocs.conversion.office_copy import office_copy
from iopdocs.errors import ConversionFailed, InvalidTemplate, OutputBlocked, Problem, because
from iopdocs.word.markup import BrokenXml
from iopdocs.word.package import read_package
from iopdocs.word.properties import made_at

# Enough to make little of the second or so that a start takes, few enough to hold in memory.
_SHARE = 50
# A start takes as long as some ten documents: for fewer than these, one more process makes it slower.
_LEAST = 20

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "~/Applications/LibreOffice.app/Contents/MacOS/soffice",
    # soffice.com waits for the conversion; soffice.exe returns at once.
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)
_PROMISES = (re.compile(rb"pdfaid:part>2<"), re.compile(rb"pdfuaid:part>1<"))
_LEAVE_OUT = "Utan LibreOffice går det bra att välja formaten docx, html, md och txt."
_INSTALL = f"Installera LibreOffice (gratis, www.libreoffice.org), version 7.4 eller senare, och kör igen. {_LEAVE_OUT}"
_LOOK = "Öppna Word-filen i LibreOffice och se om den går att läsa, eller spara den som PDF i Word."


@dataclass(frozen=True, slots=True)
class PdfJob:
    """A document to convert: the bytes of a .docx file, and the title that names it in messages."""

    data: bytes
    title: str


def to_pdf(document: bytes, title: str) -> bytes:
    """Return a PDF file of a .docx file. ``title`` names the document in messages. Raises ConversionFailed."""
    return to_pdf_many([(title, document)])[0]


def to_pdf_many(documents: Sequence[tuple[str, bytes]]) -> list[bytes]:
    """Return a PDF file for each (title, .docx file) in one run of LibreOffice. Raises ConversionFailed.

    The profile that LibreOffice builds at its first start is kept for the life of this process.
    """
    return _shared(os.getpid()).to_pdf_many(documents)


def to_pdfs(jobs: Iterable[PdfJob], *, processes: int = 1) -> Iterator[bytes | OutputBlocked]:
    """Yield for each job, in order, its PDF file or what was wrong with it: one never stops another.

    ``processes`` (1 or more) of LibreOffice run side by side, each with a profile of its own. Jobs are taken while they
    run, at most 100 per process ahead of what has been yielded. When this ends, is closed or interrupted, no process
    and no temporary folder is left. Raises ConversionFailed when LibreOffice is missing.
    """
    converters = [Converter() for _ in range(processes)]
    idle: SimpleQueue[Converter] = SimpleQueue()
    for converter in converters:
        idle.put(converter)
    waiting: deque[Future[list[bytes | OutputBlocked]]] = deque()
    # In threads a process is never half started when Ctrl-C comes: only the main thread is interrupted.
    with ThreadPoolExecutor(processes) as threads:
        try:
            for share in _shares(iter(jobs), processes):
                waiting.append(threads.submit(_converted, idle, share))
                if len(waiting) > processes:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            for converter in converters:
                converter.close()


def _shares(jobs: Iterator[PdfJob], processes: int) -> Iterator[list[PdfJob]]:
    """Divide the jobs so that every process gets as many, but none so few that its start does not pay."""
    while taken := list(islice(jobs, _SHARE * processes)):
        size = math.ceil(len(taken) / max(1, min(processes, len(taken) // _LEAST)))
        yield from (taken[first : first + size] for first in range(0, len(taken), size))


def _converted(idle: SimpleQueue[Converter], share: Sequence[PdfJob]) -> list[bytes | OutputBlocked]:
    converter = idle.get()
    try:
        return converter.convert(share)
    finally:
        idle.put(converter)


@lru_cache(maxsize=1)
def _shared(pid: int) -> Converter:
    """One converter per process: two that share a profile would wait for one another, so a forked one gets its own."""
    return Converter()


def find_program() -> str:
    """Return the path of LibreOffice's program. Raises ConversionFailed when it is not there."""
    on_path = (shutil.which(name) for name in ("soffice.com", "soffice", "libreoffice"))
    usual = (place for place in map(os.path.expanduser, _PLACES) if Path(place).is_file())
    for found in (*on_path, *usual):
        if found:
            return found
    message = "PDF kan inte göras: LibreOffice finns inte på datorn"
    raise ConversionFailed(Problem(message, hint=_INSTALL, code="libreoffice-saknas"))


class Converter:
    """LibreOffice with a profile of its own in a temporary folder, removed at the end of the ``with`` block.

    ``program`` is the path of soffice, looked for when not given. LibreOffice may take ``start_seconds`` to start and
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
        self._office = Office(start_seconds, document_seconds)

    def __enter__(self) -> Converter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop what another thread may be converting, and remove the temporary folder. It cannot be used again."""
        self._office.close()

    def to_pdf_many(self, documents: Sequence[tuple[str, bytes]]) -> list[bytes]:
        """Return a PDF file for each (title, .docx file), in order. Raises ConversionFailed with every fault."""
        results = self.convert([PdfJob(data, title) for title, data in documents])
        problems = [problem for result in results if isinstance(result, OutputBlocked) for problem in result.problems]
        if problems:
            raise ConversionFailed(problems)
        return [result for result in results if isinstance(result, bytes)]

    def convert(self, jobs: Sequence[PdfJob]) -> list[bytes | OutputBlocked]:
        """Return for each job, in order, its PDF file or what was wrong with it.

        All are converted in one run of LibreOffice; where that is stopped or dies, the rest goes on in a fresh one.
        Raises ConversionFailed when LibreOffice is missing.
        """
        results: list[bytes | OutputBlocked] = []
        while len(results) < len(jobs):
            results += self._begun(self._program or find_program(), jobs[len(results) :])
        return results

    def _begun(self, program: str, jobs: Sequence[PdfJob]) -> list[bytes | OutputBlocked]:
        """Return the results of the first jobs, one at least: as far as one run came.

        A document that stops a run is tried again first in the next, and blamed only if it stops that one too: it then
        fares as it would alone.
        """
        try:
            run = self._office.run(program, [office_copy(job.data) for job in jobs])
        except NotStarted as error:
            return [OutputBlocked(_not_started(job.title, error)) for job in jobs]
        except OSError as error:
            return [OutputBlocked(_unwritable(job.title, error)) for job in jobs]
        done = max((number for number, file in enumerate(run.files, start=1) if file), default=0)
        if done:
            return [_result(job, file, run) for job, file in zip(jobs[:done], run.files[:done], strict=True)]
        return [OutputBlocked(_stopped(job.title, run)) for job in (jobs[:1] if run.started else jobs)]


def _result(job: PdfJob, file: bytes, run: Run) -> bytes | OutputBlocked:
    if not file:
        return OutputBlocked(_no_file(job.title, run))
    if not all(promise.search(file) for promise in _PROMISES):
        message = f"PDF av ”{job.title}” blev inte taggad: den version av LibreOffice som finns är för gammal"
        return OutputBlocked(Problem(message, hint=_INSTALL, code="libreoffice-för-gammal"))
    try:
        files = read_package(job.data, job.title)
        return conforming(file, files, made_at(files), job.title)
    except (InvalidTemplate, BrokenXml):
        # LibreOffice makes a PDF also of what it can only read as plain text.
        message = f"PDF av ”{job.title}” kunde inte göras: det är ingen hel Word-fil"
        return OutputBlocked(Problem(message, hint=_LOOK, code="pdf-saknas"))
    except PdfError:
        return OutputBlocked(_no_file(job.title, run))


def _stopped(title: str, run: Run) -> Problem:
    """What was wrong with a document at which a run ended."""
    if run.limit is not None:
        return _hung(title, run.limit)
    if run.died:
        message = f"PDF av ”{title}” kunde inte göras: LibreOffice kraschade"
        return Problem(message, hint=f"{_LOOK} {_LEAVE_OUT}", code="libreoffice-kraschade")
    return _no_file(title, run)


def _no_file(title: str, run: Run) -> Problem:
    said = [line.strip() for line in run.said.splitlines()]
    # It writes "convert … using filter" also for what goes well.
    last = next((line for line in reversed(said) if line and not line.startswith("convert ")), "")
    message = f"PDF av ”{title}” kunde inte göras: LibreOffice gav ingen hel fil"
    return Problem(message, hint=f"{_LOOK} LibreOffice skrev: {last}" if last else _LOOK, code="pdf-saknas")


def _hung(title: str, limit: float) -> Problem:
    message = f"PDF av ”{title}” kunde inte göras: LibreOffice blev inte klart på {limit:.0f} sekunder och stoppades"
    hint = f"Stäng andra program och kör igen. Hjälper inte det kan Word-filen sparas som PDF i Word. {_LEAVE_OUT}"
    return Problem(message, hint=hint, code="libreoffice-hängde")


def _not_started(title: str, error: NotStarted) -> Problem:
    why = type(error.__cause__).__name__
    message = f"PDF av ”{title}” kunde inte göras: LibreOffice gick inte att starta ({why})"
    return Problem(message, hint=_INSTALL, code="libreoffice-startade-inte")


def _unwritable(title: str, error: OSError) -> Problem:
    why = f"mappen för tillfälliga filer gick inte att använda: {because(error)}"
    message = f"PDF av ”{title}” kunde inte göras: {why}"
    return Problem(message, hint=f"Kontrollera att disken inte är full. {_LEAVE_OUT}", code="pdf-skrivfel")
