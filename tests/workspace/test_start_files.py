"""What opens the workbench by double-click: run as a file manager runs it, and where the program has moved."""

from __future__ import annotations

import http.client
import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from iopdocs.usecases.upgrade import upgrade
from iopdocs.workspace import Workspace
from iopdocs.workspace.creation import create
from iopdocs.workspace.start_files import is_start_file, start_files
from tests.conftest import ROOT
from tests.support.waiting import HANG, wait_until


@pytest.fixture
def root(tmp_path: Path) -> Path:
    create(tmp_path / "mitt arbete, å & ö")
    return tmp_path / "mitt arbete, å & ö"


def stub(folder: Path, name: str, said: Path) -> None:
    """Make a program that writes down what it is told."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    target, part = shlex.quote(str(said)), shlex.quote(f"{said}.part")
    path.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >{part}\nmv {part} {target}\n', encoding="utf-8")
    path.chmod(0o755)


def around(folder: Path, *names: str, said: Path) -> dict[str, str]:
    """Return an environment whose windows and browsers are ours, with no iopdocs on the path."""
    for name in names:
        stub(folder, name, said)
    for name in ("sh", "dirname", "mktemp", "cat", "rm", "mv"):
        found = shutil.which(name)
        assert found
        (folder / name).symlink_to(found)
    return {**os.environ, "PATH": str(folder), "PYTHONPATH": str(ROOT), "BROWSER": ""}


def command_of(desktop: Path) -> str:
    """Return what a desktop file runs, as the specification says that it is read."""
    line = next(line for line in desktop.read_text("utf-8").splitlines() if line.startswith("Exec="))
    return line.removeprefix("Exec=").replace("\\\\", "\\").replace("%k", shlex.quote(str(desktop)))


def shut(link: str) -> None:
    """Go through the link that the browser was given, and close the workbench on its page."""
    parts = urlsplit(link)
    server = http.client.HTTPConnection(parts.netloc, timeout=HANG)
    server.request("GET", f"{parts.path}?{parts.query}")
    answer = server.getresponse()
    answer.read()
    cookie = (answer.getheader("set-cookie") or "").partition(";")[0]
    server.request("GET", "/", headers={"cookie": cookie})
    page = server.getresponse().read().decode()
    assert "Avtalen den" in page
    token = re.search('name="nyckel" value="([^"]+)"', page)
    assert token
    headers = {"cookie": cookie, "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded"}
    server.request("POST", "/stang", urlencode({"nyckel": token[1]}), headers)
    assert server.getresponse().status == 200
    server.close()


@pytest.mark.skipif(sys.platform != "linux", reason="what Linux runs")
def test_a_double_click_opens_the_workbench(root: Path, tmp_path: Path) -> None:
    said = tmp_path / "länk"
    environment = around(tmp_path / "program", "xdg-open", said=said)
    desktop = root / "Starta iopdocs.desktop"
    ran = subprocess.Popen(["sh", "-c", command_of(desktop)], env=environment, cwd="/")
    wait_until(lambda: said.exists() or ran.poll() is not None)
    assert ran.poll() is None
    shut(said.read_text("utf-8").strip())
    assert ran.wait(HANG) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="what Linux runs")
def test_where_the_program_is_gone_a_window_says_what_to_do(root: Path, tmp_path: Path) -> None:
    script = root / "Starta iopdocs.command"
    script.write_bytes(script.read_bytes().replace(shlex.quote(sys.executable).encode(), b"/borta/python"))
    said = tmp_path / "fönster"
    environment = around(tmp_path / "program", "zenity", said=said)
    assert subprocess.run([str(script)], env=environment, timeout=HANG, check=False).returncode == 1
    assert "iopdocs serve --shortcut" in said.read_text("utf-8")
    assert "hittades inte på den här datorn" in said.read_text("utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="what Linux runs")
def test_what_keeps_the_workbench_shut_is_said_in_a_window(root: Path, tmp_path: Path) -> None:
    shutil.rmtree(root / "templates")
    said = tmp_path / "fönster"
    environment = around(tmp_path / "program", "zenity", said=said)
    ran = subprocess.run([str(root / "Starta iopdocs.command")], env=environment, timeout=HANG, check=False)
    assert ran.returncode == 1
    assert "ingen arbetsmapp" in said.read_text("utf-8").lower()


@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_each_system_is_given_what_it_runs(tmp_path: Path, system: str) -> None:
    python = "/opt/50 % 'av' det/python"
    made = start_files(tmp_path, python, system)
    assert all(is_start_file(data) for data in made.values())
    kinds = {path.suffix for path in made}
    assert kinds == {"win32": {".cmd"}, "darwin": {".command"}, "linux": {".command", ".desktop"}}[system]
    text = b"".join(made.values()).decode()
    if system == "win32":
        assert "50 %% 'av' det" in text
        assert text.count("\n") == text.count("\r\n")
        assert "chcp 65001" in text[: text.index("Arbetsbänken")]
    else:
        script = tmp_path / "prov.sh"
        script.write_text(text.replace("\n[Desktop Entry]", "\nexit\n"), encoding="utf-8")
        subprocess.run(["sh", "-n", str(script)], check=True, timeout=HANG)
        assert f"python={shlex.quote(python)}" in text


def test_an_upgrade_makes_ours_anew_and_leaves_what_somebody_has_written(root: Path) -> None:
    command, *rest = start_files(root)
    right = command.read_bytes()
    command.write_bytes(right.replace(sys.executable.encode(), b"/tidigare/python"))
    for path in rest:
        path.write_text("mitt eget", encoding="utf-8")
    workspace = Workspace(root)
    assert upgrade(workspace, date(2026, 1, 15)).schemas == (command.name,)
    upgrade(workspace, date(2026, 1, 15), apply=True)
    assert command.read_bytes() == right
    assert sys.platform == "win32" or command.stat().st_mode & 0o111
    assert all(path.read_text(encoding="utf-8") == "mitt eget" for path in rest)
