"""Try mutants that mutmut has made, each in a fork of a process that has collected the tests once and run none of them.

Mutmut itself starts pytest anew for each mutant, and to collect some thousand tests takes longer than to run those that
reach it. What is remembered within a process (cited law, compiled clauses) must not be there when a mutant begins.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path

import pytest

KILLED, LIVES, UNREACHED = "dödad", "lever", "når inget test"
#: A test may take so many seconds of the processor, and so many times what it took; then the mutant hangs.
_SECONDS, _TIMES = 10, 10
#: Of the tests that reach a mutant the shortest are tried, so many seconds in all. What needs more to be noticed lives.
_ENOUGH = 40.0


class MutantLoop:
    """Instead of running the tests: run, for each mutant, those that reach it, the shortest first, until one fails."""

    def __init__(self, names: Sequence[str], tell: Callable[[str, str], None]) -> None:
        stats = json.loads(Path("mutmut-stats.json").read_text(encoding="utf-8"))
        self._reach: dict[str, list[str]] = stats["tests_by_mangled_function_name"]
        self._took: dict[str, float] = stats["duration_by_test"]
        self._names, self._tell, self._failed = names, tell, False

    def pytest_configure(self) -> None:
        """Tell hypothesis not to make what fails smaller. Imported earlier it would not be pytest's."""
        from hypothesis import Phase, settings

        settings.register_profile("mutants", settings.default, phases=(Phase.explicit, Phase.generate))
        settings.load_profile("mutants")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._failed |= report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try the mutants and tell the fate of each."""
        items = {item.nodeid: item for item in session.items}
        chosen = {name: self._shortest([one for one in self._reaching(name) if one in items]) for name in self._names}
        if not self._lives("", [items[one] for one in {one: None for tests in chosen.values() for one in tests}]):
            raise pytest.UsageError("ett test går inte igenom utan mutant")
        for name, tests in chosen.items():
            fate = LIVES if tests else UNREACHED
            if tests and not self._lives(name, [items[one] for one in tests]):
                fate = KILLED
            self._tell(name, fate)
        return True

    def _reaching(self, name: str) -> Sequence[str]:
        return self._reach.get(name.rpartition("__mutmut_")[0], ())

    def _shortest(self, tests: list[str]) -> list[str]:
        in_order = sorted(tests, key=lambda one: self._took.get(one, 0))
        so_far = accumulate(self._took.get(one, 0) for one in in_order)
        return [one for one, took in zip(in_order, so_far, strict=True) if took <= _ENOUGH or one is in_order[0]]

    def _lives(self, name: str, items: list[pytest.Item]) -> bool:
        child = os.fork()
        if child:
            return os.waitpid(child, 0)[1] == 0
        try:
            self._run(name, items)
        finally:
            os._exit(1)  # also for what went wrong around the tests: the mutant was noticed

    def _run(self, name: str, items: list[pytest.Item]) -> None:
        items[0].config.pluginmanager.unregister(name="terminalreporter")  # it would write of each test
        os.environ["MUTANT_UNDER_TEST"] = name
        for item in items:
            signal.setitimer(signal.ITIMER_PROF, _SECONDS + _TIMES * self._took.get(item.nodeid, 0))
            item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
            if self._failed:
                os._exit(1)
        os._exit(0)


def tried(folder: Path, arguments: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    """Return the fate of each mutant of a folder that mutmut made; ``arguments`` choose the tests, as for pytest."""
    fates: dict[str, str] = {}

    def tell(name: str, fate: str) -> None:
        fates[name] = fate
        print(f"{len(fates)}/{len(names)} {fate}: {name}", file=sys.stderr, flush=True)

    os.chdir(folder)
    sys.path.insert(0, str(folder))
    os.environ["MUTANT_UNDER_TEST"] = ""
    code = pytest.main([*arguments, "-q", "-p", "no:cacheprovider"], [MutantLoop(names, tell)])
    if code != pytest.ExitCode.OK:
        raise SystemExit(f"testerna gick inte att samla ({code})")
    return fates
