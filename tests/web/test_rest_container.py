"""The container's recipe does what it says, as far as that can be tried where nothing builds containers."""

from __future__ import annotations

import fnmatch
import json
import re
import tomllib

import click

from iopdocs.cli.serve import serve
from tests.conftest import ROOT

RECIPE = (ROOT / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
STEPS = [line.partition(" ")[::2] for line in RECIPE.splitlines() if line and not line.startswith("#")]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def steps(name: str) -> list[str]:
    return [rest for step, rest in STEPS if step == name]


def entry() -> list[str]:
    (command,) = steps("ENTRYPOINT")
    made: list[str] = json.loads(command)
    return made


def test_what_is_copied_is_there_and_is_let_through() -> None:
    sent = {
        line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line.startswith("!")
    }
    copied = {name for one in steps("COPY") if not one.startswith("--from") for name in one.split()[:-1]}
    assert copied == sent
    assert all((ROOT / name).exists() for name in copied)
    needed = [*PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"], PROJECT["project"]["readme"]]
    needed += [
        *PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"],
        *PROJECT["project"]["license-files"],
    ]
    assert {name.split("/")[0] for name in needed} <= copied
    assert not any(fnmatch.fnmatch("agreements", name) for name in copied)


def test_the_base_is_named_to_the_last_figure_and_nobody_is_root() -> None:
    bases = {one.split()[0] for one in steps("FROM")}
    assert len(bases) == 1
    found = re.fullmatch(r"docker\.io/library/python:(3\.\d+)\.\d+-slim-\w+", bases.pop())
    assert found
    assert tuple(map(int, found[1].split("."))) >= (3, 11)
    assert PROJECT["project"]["requires-python"] == ">=3.11"
    assert STEPS.index(("USER", "10001:10001")) > max(place for place, (step, _) in enumerate(STEPS) if step == "RUN")


def test_the_extra_and_the_program_that_it_starts_are_there() -> None:
    (extras,) = re.findall(r"pip install .*'\.\[(\w+)\]'", RECIPE)
    assert extras in PROJECT["project"]["optional-dependencies"]
    assert entry()[0].rpartition("/")[2] in PROJECT["project"]["scripts"]


def test_the_command_is_understood_and_listens_where_the_container_says() -> None:
    _, command, *arguments = entry()
    assert command == serve.name
    context = serve.make_context("serve", [*arguments, "--host", "iop.exempelby.se"], resilient_parsing=False)
    given = context.params
    assert (given["api"], given["bind"], str(given["port"])) == (True, "0.0.0.0", steps("EXPOSE")[0])  # noqa: S104
    assert f"http://127.0.0.1:{given['port']}/api/lever" in steps("HEALTHCHECK")[0]
    assert f"init {given['root']}" in RECIPE
    assert isinstance(context.command, click.Command)
    assert steps("WORKDIR")[-1] == str(given["root"])
