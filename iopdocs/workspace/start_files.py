"""What a person double-clicks to open the workbench: a file in the workspace, of the kind that the computer runs.

It begins the Python that made it. Where that is gone, since the program was moved or the folder lies on another
computer, it looks for one in the folder and on the path, and else says in Swedish what to do, in a window of its own.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

NAME = "Starta iopdocs"
#: By this such a file is known for ours.
_MARK = "iopdocs startfil"
_GONE = "iopdocs hittades inte på den här datorn. Be den som installerar program att köra detta i mappen:"
_AGAIN = "iopdocs serve --shortcut"
_FAILED = "Arbetsbänken gick inte att öppna:"

_WINDOWS = """@echo off
rem {mark}
chcp 65001 >nul
title iopdocs
cd /d "%~dp0"
set "PY={python}"
if not exist "%PY%" set "PY=%~dp0.venv\\Scripts\\python.exe"
if exist "%PY%" (
  echo Arbetsbänken öppnas i webbläsaren. Låt det här fönstret vara öppet så länge du arbetar.
  "%PY%" -m iopdocs serve --root "%~dp0."
  if errorlevel 1 goto fel
  exit /b 0
)
where iopdocs >nul 2>nul
if errorlevel 1 goto saknas
echo Arbetsbänken öppnas i webbläsaren. Låt det här fönstret vara öppet så länge du arbetar.
iopdocs serve --root "%~dp0."
if errorlevel 1 goto fel
exit /b 0
:saknas
echo {gone}
echo.
echo     {again}
echo.
pause
exit /b 1
:fel
echo.
echo {failed} läs raderna ovanför.
pause
exit /b 1
"""

_SHELL = """#!/bin/sh
# {mark}
cd "$(dirname "$0")" || exit 1
tell() {{
  printf '%s\\n' "$1" >&2
  if command -v osascript >/dev/null 2>&1; then
    osascript -e 'on run argv' -e 'display alert "iopdocs" message (item 1 of argv)' -e 'end run' "$1" >/dev/null 2>&1
  elif command -v zenity >/dev/null 2>&1; then zenity --error --no-markup --title=iopdocs --text="$1" 2>/dev/null
  elif command -v kdialog >/dev/null 2>&1; then kdialog --title iopdocs --error "$1" 2>/dev/null
  elif command -v xmessage >/dev/null 2>&1; then xmessage "$1" 2>/dev/null
  fi
  exit 1
}}
python={python}
[ -x "$python" ] || python="$PWD/.venv/bin/python"
if [ -x "$python" ]; then set -- "$python" -m iopdocs
elif command -v iopdocs >/dev/null 2>&1; then set -- iopdocs
else tell "{gone}

{again}"
fi
said=$(mktemp) || exit 1
trap 'rm -f "$said"' EXIT
"$@" serve --root "$PWD" 2>"$said" || tell "{failed}

$(cat "$said")"
"""

_DESKTOP = """[Desktop Entry]
# {mark}
Type=Application
Version=1.0
Name=Starta iopdocs
Comment=Öppna arbetsbänken i webbläsaren
Exec=sh -c "exec \\\\"\\\\$(dirname \\\\"\\\\$1\\\\")/{script}\\\\"" iopdocs %k
Terminal=false
Categories=Office;
"""


def start_files(root: Path, python: str = sys.executable, system: str = sys.platform) -> Mapping[Path, bytes]:
    """Return the start files of a workspace on a computer, by where they lie, with what they say.

    ``python`` is the Python that is begun. On Linux there are two: what a file manager runs, and what that runs.
    """
    words = {"mark": _MARK, "gone": _GONE, "again": _AGAIN, "failed": _FAILED}
    if system == "win32":
        text = _WINDOWS.format(python=python.replace("%", "%%"), **words)
        return {root / f"{NAME}.cmd": text.replace("\n", "\r\n").encode()}
    script = f"{NAME}.command"
    found = {root / script: _SHELL.format(python=shlex.quote(python), **words).encode()}
    if system != "darwin":
        found[root / f"{NAME}.desktop"] = _DESKTOP.format(mark=_MARK, script=script).encode()
    return found


def is_start_file(data: bytes) -> bool:
    """Whether a file is one of ours, perhaps an older one, and so nothing that anybody has written by hand."""
    return _MARK.encode() in b"\n".join(data.splitlines()[:3])


def outdated(root: Path) -> dict[Path, bytes]:
    """Return the start files that are there and begin something else than they should, with what they should say."""
    there = {path: data for path, data in start_files(root).items() if path.is_file()}
    return {path: data for path, data in there.items() if is_start_file(old := path.read_bytes()) and old != data}


def runnable(path: Path) -> None:
    """Let a file be run by who may read it. Raises OSError."""
    path.chmod(path.stat().st_mode | 0o111)
