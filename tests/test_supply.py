"""What the project is built on: every dependency has bounds, and the lock file says what was tested within them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import pytest

from scripts.audit import verdict
from scripts.lock import HEAD, LOCK, locked, markers, normal
from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)(?:\[[\w,]+\])?>=(?P<least>[\d.]+),<(?P<below>[\d.]+)(?:; .+)?")


def stated() -> Iterator[str]:
    yield from PROJECT["build-system"]["requires"]
    yield from PROJECT["project"]["dependencies"]
    for extra in PROJECT["project"]["optional-dependencies"].values():
        yield from (one for one in extra if not one.startswith("iopdocs["))


def numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


@pytest.mark.parametrize("requirement", sorted(set(stated())))
def test_every_dependency_has_a_lower_and_an_upper_bound_that_the_locked_version_keeps(requirement: str) -> None:
    bounds = REQUIREMENT.fullmatch(requirement)
    assert bounds, f"{requirement}: write name>=least,<below"
    lines = (line.partition(" ;")[0] for line in LOCK.read_text(encoding="utf-8").splitlines())
    pins = dict(line.split("==") for line in lines if "==" in line)
    assert numbers(bounds["least"]) <= numbers(pins[normal(bounds["name"])]) < numbers(bounds["below"])


def test_the_lock_names_each_package_once_with_an_exact_version_and_not_the_project() -> None:
    packages = [("Jinja2", "3.1.6"), ("iopdocs", "0.1.0"), ("ruamel.yaml", "0.19.1")]
    report = {"install": [{"metadata": {"name": name, "version": version}} for name, version in packages]}
    assert locked(report) == f"{HEAD}jinja2==3.1.6\nruamel-yaml==0.19.1\n"
    marked = locked(report, {"jinja2": "sys_platform == 'linux'"})
    assert marked == f"{HEAD}jinja2==3.1.6 ; sys_platform == 'linux'\nruamel-yaml==0.19.1\n"


def test_what_is_for_some_systems_alone_is_so_in_the_lock_too() -> None:
    assert markers()
    said = LOCK.read_text(encoding="utf-8")
    for name, marker in markers().items():
        assert re.search(rf"^{name}==\S+ ; {re.escape(marker)}$", said, re.MULTILINE)


def test_an_audit_tells_what_is_vulnerable_from_what_is_not_known() -> None:
    said = [
        {"name": "a", "version": "1", "vulns": [{"id": "CVE-1"}]},
        {"name": "b", "version": "2", "vulns": []},
        {"name": "c", "skip_reason": "not found"},
    ]
    assert verdict(said) == (["a 1: CVE-1"], 2)
