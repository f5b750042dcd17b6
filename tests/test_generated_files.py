"""What is written from the code, or written about it, is true today: field list, schemas, handbook, README."""

from __future__ import annotations

import re
import shlex
import textwrap
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from iopdocs.cli import app
from iopdocs.library.clauses import Clause
from iopdocs.library.document_types import Description
from iopdocs.model import Agreement, Settings
from iopdocs.model.base import Record
from iopdocs.reading import parse_source
from iopdocs.swedish.formats import FORMATS
from scripts.generated import field_list, outputs, records
from tests.conftest import ROOT

FILES = (Agreement, Settings, Description, Clause)
RECORDS = list(dict.fromkeys(record for model in FILES for record in records(model)))
FIELDS = [info for record in RECORDS for info in record.model_fields.values()]
FIELD_LIST = field_list(ROOT)
ENGLISH = re.compile(r"\b(the|of|is|are|which|with|this|that|and|or|not|when)\b", re.I)

HANDBOOK = (ROOT / "docs" / "handbok.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
# In these the reader chooses the names of the keys.
NAMED_BY_THE_USER = {"organisationer", "kontakter", "kriterier"}


@pytest.mark.parametrize("path", outputs(ROOT), ids=lambda path: path.name)
def test_a_generated_file_is_what_the_code_makes_today(path: Path) -> None:
    """After a change: ``python -m scripts.generated``."""
    assert path.read_text(encoding="utf-8") == outputs(ROOT)[path]


def test_every_record_is_walked() -> None:
    assert len(RECORDS) > 45
    assert len(FIELDS) > 250


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_has_a_swedish_alias_and_description(record: type[Record]) -> None:
    for field in record.model_fields.values():
        assert field.alias
        assert re.fullmatch(r"[a-zåäöé]+(_[a-zåäöé]+)*", field.alias)
        assert field.description
        assert not ENGLISH.search(field.description)
        assert f"| `{field.alias}` | {field.description} |" in FIELD_LIST


@pytest.mark.parametrize("name", FORMATS)
def test_the_handbook_has_every_filter(name: str) -> None:
    table = HANDBOOK.split("### Filter\n")[1].split("\n## ")[0]
    assert f"`{name}`" in table


def blocks(page: str, language: str) -> list[str]:
    return [textwrap.dedent(text) for text in re.findall(rf"^ *```{language}\n(.*?)^ *```", page, re.S | re.M)]


def commands() -> Iterator[str]:
    for block in blocks(HANDBOOK, "bash"):
        yield from (line for line in block.splitlines() if line.startswith("iopdocs "))


@pytest.mark.parametrize("line", sorted(set(commands())))
def test_every_command_of_the_handbook_can_be_given(line: str) -> None:
    _, name, *arguments = shlex.split(line)
    if name.startswith("--"):
        name, arguments = "", [name]
    command = app.commands[name] if name else app
    try:
        command.make_context(name or "iopdocs", arguments)
    except click.exceptions.Exit as shown:
        assert shown.exit_code == 0


def test_the_handbook_shows_every_command_and_option() -> None:
    shown = list(commands())
    assert [name for name in app.commands if not any(line.startswith(f"iopdocs {name}") for line in shown)] == []
    options = [parameter.opts for command in app.commands.values() for parameter in command.params]
    assert [names for names in options if names[0][0] == "-" and not any(name in HANDBOOK for name in names)] == []


@pytest.mark.parametrize("text", blocks(HANDBOOK, "yaml"), ids=lambda text: text.split("\n")[0][:30])
def test_every_yaml_example_of_the_handbook_can_be_read(text: str) -> None:
    source, problems = parse_source(text, "handbok.md")
    assert problems == []
    aliases = {info.alias for info in FIELDS}
    for path in source.places:
        if path and isinstance(path[-1], str) and not NAMED_BY_THE_USER & set(path[:-1]):
            assert path[-1] in aliases


def anchors(page: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", page, re.M)
    return {re.sub(r"[^\w-]", "", title.lower().replace(" ", "-")) for title in titles}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_between_the_pages_leads_somewhere(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```|`[^`\n]*`", "", page, flags=re.S)):
        if target.startswith(("http", "mailto")):
            continue
        name, _, anchor = target.partition("#")
        other = path.parent / name if name else path
        assert other.exists(), target
        assert not anchor or anchor in anchors(other.read_text(encoding="utf-8")), target


def test_the_readme_has_one_test_command_of_one_line() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.findall(r"<!-- test command -->\n```bash\n(.*?)\n```", readme, re.S)
    assert len(found) == 1
    assert "pytest" in found[0]
    assert "\n" not in found[0]
