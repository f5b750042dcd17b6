"""A command loads what it has a use of: what it does not need at the start is not waited for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

AGREEMENT, ON = "agreements/umea-kvinnojouren-2022.yaml", ("--on", "2024-06-01")
#: What fetches things from the network, and what tracks changes, makes PDF, edits YAML, serves pages, and signs.
RARE = {
    "asyncio", "fastapi", "http.client", "httpx", "iopdocs.conversion.office", "iopdocs.explaining", "iopdocs.merging",
    "iopdocs.redline", "iopdocs.signing", "iopdocs.web", "openpyxl", "pyhanko", "ruamel.yaml", "ssl", "stdnum",
    "tomllib", "unittest", "urllib.request",
}  # fmt: skip
WORD = {"docx", "docxtpl", "jinja2", "lxml"}
OF_AGREEMENTS = {"iopdocs.model", "iopdocs.library", "iopdocs.reading", "iopdocs.workspace", "phonenumbers", "yaml"}
LOADS_NONE_OF = {
    "help": (("--help",), {*RARE, *WORD, *OF_AGREEMENTS, "babel", "filelock", "pydantic"}),
    "law": (("law", "SoL 5:11", "--on", "2021-12-20"), {*RARE, *WORD, *OF_AGREEMENTS, "filelock", "multiprocessing"}),
    "status": (("status", AGREEMENT, *ON), {*RARE, "docx", "docxtpl", "filelock"}),
    "check": (("check", AGREEMENT, *ON), {*RARE, "docx", "docxtpl", "filelock"}),
    "render": (("render", AGREEMENT, "--document", "overenskommelse", *ON), {*RARE, "docx", "docxtpl"}),
}


@pytest.mark.parametrize("name", LOADS_NONE_OF)
def test_a_command_does_not_load_what_it_has_no_use_of(name: str, tmp_path: object) -> None:
    arguments, none_of = LOADS_NONE_OF[name]
    out = ("--out", str(tmp_path)) if name == "render" else ()
    script = (
        f"import sys; sys.argv = {['iopdocs', *arguments, *out]!r}\n"
        "from iopdocs.cli import run\n"
        "try: run()\n"
        "except SystemExit as ended: assert ended.code in (None, 0, 1), ended.code\n"
        f"print(sorted({none_of!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.splitlines()[-1] == "[]"
