"""Docxodus, the program that finds the differences, from the optional package docx-scalpel.

It is started once for each of our processes, and stays until that ends.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from iopdocs.errors import ConversionFailed, Problem, Severity, because

# A comparison takes a second; the first also starts the program, which may have to be read from a slow disk.
SECONDS = 120.0


def compare(old: bytes, new: bytes, author: str, day: date, separators: str, *, seconds: float = SECONDS) -> bytes:
    """Return a Word file in which the differences are tracked changes; ``separators`` are what parts words.

    Raises ConversionFailed, also when it takes more than so many ``seconds``.
    """
    try:
        import docx_scalpel
    except ImportError as error:
        message = "tillägget för jämförelser ord för ord är inte installerat"
        hint = "Installera det med: pip install 'iopdocs[redline]'."
        raise ConversionFailed(
            Problem(message, hint=hint, severity=Severity.WARNING, code="jämförelse-saknas")
        ) from error
    wanted = docx_scalpel.DocxDiffSettings(
        author_for_revisions=author,
        date_time_for_revisions=f"{day}T00:00:00Z",
        culture="sv-SE",
        conflate_breaking_and_nonbreaking_spaces=False,
        word_separators=separators,
    )
    with _stopped_after(seconds) as late:
        try:
            return docx_scalpel.docx_diff_compare(old, new, wanted)
        except docx_scalpel.DocxScalpelError as error:
            raise (_hung(seconds) if late.is_set() else _failed(str(error))) from error
        except OSError as error:
            raise _failed(because(error)) from error


@contextmanager
def _stopped_after(seconds: float) -> Iterator[threading.Event]:
    """Stop the program when it takes longer; the next comparison starts it anew. Say whether it was."""
    late = threading.Event()
    timer = threading.Timer(seconds, _stop, [late])
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def _stop(late: threading.Event) -> None:
    """End the program at once. The package only asks it to end, and waits for the answer that does not come."""
    from docx_scalpel._transport import _Transport

    late.set()
    running = _Transport._instance
    if running is not None:
        with running._proc as program:
            program.kill()


def _hung(seconds: float) -> ConversionFailed:
    message = f"jämförelsen blev inte klar på {seconds:.0f} sekunder och stoppades"
    hint = "Stäng andra program och kör igen."
    return ConversionFailed(Problem(message, hint=hint, severity=Severity.WARNING, code="jämförelse-hängde"))


def _failed(said: str) -> ConversionFailed:
    last = next((line.strip() for line in reversed(said.splitlines()) if line.strip()), "")
    why = f" Jämförelseprogrammet skrev: {last}" if last else ""
    hint = f"Öppna båda filerna i Word, spara dem på nytt och försök igen.{why}"
    return ConversionFailed(
        Problem("dokumenten kunde inte jämföras", hint=hint, severity=Severity.WARNING, code="jämförelse-misslyckades")
    )
