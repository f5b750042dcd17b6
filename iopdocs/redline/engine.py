"""Docxodus, the program that finds the differences, from the optional packages python-redlines[docxodus].

It comes as an archive of some hundred megabytes that is unpacked once, into the user's cache, when it is first needed.
"""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path

from iopdocs.errors import ConversionFailed, Problem, because
from iopdocs.output import Scratch

# A comparison takes a second; the first also starts a runtime that may have to be read from a slow disk.
SECONDS = 120.0
_PACKAGE = "python-redlines-docxodus"
_WITHOUT = "Utan tillägget visar iopdocs compare GAMMAL NY --text vad som skiljer."


def compare(old: bytes, new: bytes, author: str, day: date, *, seconds: float = SECONDS) -> bytes:
    """Return a Word file in which the differences are tracked changes. Raises ConversionFailed."""
    program = find_program()
    try:
        return _compared(program, (old, new), author, day, seconds)
    except OSError as error:
        why = f"datorns mapp för tillfälliga filer gick inte att använda: {because(error)}"
        message = f"dokumenten kunde inte jämföras: {why}"
        hint = f"Kontrollera att disken inte är full. {_WITHOUT}"
        raise ConversionFailed(Problem(message, hint=hint, code="jämförelse-misslyckades")) from error


def _compared(program: Path, documents: tuple[bytes, bytes], author: str, day: date, seconds: float) -> bytes:
    with Scratch() as folder:
        sources = (folder / "gammal.docx", folder / "ny.docx")
        target = folder / "ut.docx"
        for source, data in zip(sources, documents, strict=True):
            source.write_bytes(data)
        command = [
            str(program),
            *map(str, (*sources, target)),
            f"--author={author}",
            f"--date-time={day}T00:00:00Z",
            "--no-conflate-spaces",
        ]
        said = _run(command, folder, seconds)
        if not target.exists():
            raise _failed(said)
        return target.read_bytes()


def _run(command: list[str], folder: Path, seconds: float) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the program found below, no shell
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=seconds,
            check=False,
            # Words are told apart in the same way whatever the language of the computer.
            env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        message = f"jämförelsen blev inte klar på {seconds:.0f} sekunder och stoppades"
        hint = f"Stäng andra program och kör igen. {_WITHOUT}"
        raise ConversionFailed(Problem(message, hint=hint, code="jämförelse-hängde")) from error
    except OSError as error:
        raise _failed(type(error).__name__) from error
    if done.returncode:
        raise _failed(done.stderr or done.stdout)
    return done.stdout


def _failed(said: str) -> ConversionFailed:
    last = next((line.strip() for line in reversed(said.splitlines()) if line.strip()), "")
    why = f" Jämförelseprogrammet skrev: {last}" if last else ""
    hint = f"Öppna båda filerna i Word, spara dem på nytt och försök igen. {_WITHOUT}{why}"
    return ConversionFailed(Problem("dokumenten kunde inte jämföras", hint=hint, code="jämförelse-misslyckades"))


def find_program() -> Path:
    """Return the path of the program, unpacked if it was not yet. Raises ConversionFailed when it is not installed."""
    try:
        import platformdirs
        from python_redlines import DocxodusEngine

        version = importlib.metadata.version(_PACKAGE)
        cache = platformdirs.user_cache_path("iopdocs", appauthor=False) / "docxodus" / version
        if not cache.is_dir():
            _unpack(cache)
        return Path(DocxodusEngine(target_path=str(cache)).extracted_binaries_path)
    except ImportError as error:
        message = "spårade ändringar kan inte göras: tillägget för jämförelser är inte installerat"
        hint = f"Installera det med: pip install 'iopdocs[redline]'. {_WITHOUT}"
        raise ConversionFailed(Problem(message, hint=hint, code="jämförelse-saknas")) from error
    except OSError as error:
        message = f"spårade ändringar kan inte göras: tillägget kunde inte packas upp ({error})"
        hint = f"Kontrollera att det finns plats på disken och att du får skriva i din mapp för cachefiler. {_WITHOUT}"
        raise ConversionFailed(Problem(message, hint=hint, code="jämförelse-uppackning")) from error


def _unpack(cache: Path) -> None:
    """Unpack the program beside its place and move it there whole: stopped half-way, it is as if never begun."""
    from python_redlines import DocxodusEngine

    cache.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=cache.parent))
    try:
        DocxodusEngine(target_path=str(beside))
        beside.rename(cache)
    except OSError:
        # Another process may have been first.
        if not cache.is_dir():
            raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)
