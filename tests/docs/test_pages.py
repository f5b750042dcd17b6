"""What the pages and the messages point to is there: links, commands, options, examples, other pages."""

from __future__ import annotations

import ast
import re
import shlex
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest

from iopdocs.cli import app
from iopdocs.library.clauses import Clause
from iopdocs.library.confirmations import ConfirmationPoint
from iopdocs.library.demands import Demand
from iopdocs.library.document_types import Description
from iopdocs.library.first_questions import Beginning
from iopdocs.library.sentences import SentenceFile
from iopdocs.model import Agreement, Settings
from iopdocs.model.paths import records
from iopdocs.reading import parse_source
from iopdocs.usecases.answers.declared import ANSWERS
from tests.conftest import ROOT
from tests.support.cli import every_command

HANDBOOK = ROOT / "docs" / "handbok"
DECISIONS = ROOT / "docs" / "beslut"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
TEXTS = {path: path.read_text(encoding="utf-8") for path in PAGES}
USER_PAGES = sorted(HANDBOOK.glob("*.md"))
HANDBOOK_TEXT = "\n".join(TEXTS[path] for path in USER_PAGES)
ALIASES = {
    info.alias
    for model in (Agreement, Settings, Beginning, Description, Clause, ConfirmationPoint, Demand, SentenceFile)
    for record in records(model)
    for info in record.model_fields.values()
}
MADE_FROM_THE_CODE = {"json.md", "ord-i-mallarna.md"}
# In these the reader chooses the names of the keys.
NAMED_BY_THE_USER = {"organisationer", "kontakter", "kriterier"}
ALL_COMMANDS = every_command()
OPTIONS = {name: {o for one in command.params for o in one.opts} | {"--help"} for name, command in ALL_COMMANDS.items()}
OPTIONS[""] = {"--help", *(option for one in app.params for option in one.opts)}
ALL_OPTIONS = set().union(*OPTIONS.values())


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parted(words: list[str]) -> tuple[str, list[str]]:
    """Return the command that words begin with, of one word or two, and the rest of them; no command but options."""
    for count in (2, 1):
        if (name := " ".join(words[:count])) in ALL_COMMANDS:
            return name, words[count:]
    return ("", words) if words[0].startswith("-") else (words[0], words[1:])


def blocks(page: str, language: str) -> list[str]:
    return [textwrap.dedent(text) for text in re.findall(rf"^ *```{language}\n(.*?)^ *```", page, re.S | re.M)]


def prose(page: str) -> str:
    return re.sub(r"```.*?```", "", page, flags=re.S)


def anchors(page: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", prose(page), re.M)
    return {re.sub(r"[^\w-]", "", title.lower().replace(" ", "-")) for title in titles}


def broken_links(path: Path, page: str) -> Iterator[str]:
    """Yield the links of a page that lead nowhere, in the project."""
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", prose(page))):
        if target.startswith(("http", "mailto")):
            continue
        name, _, anchor = target.partition("#")
        other = path.parent / name
        if other.exists() and anchor:
            there = other.read_text(encoding="utf-8") if name else page
            leads = anchor in anchors(there)
        else:
            leads = other.exists()
        if not leads:
            yield target


def shown_commands(page: str) -> Iterator[str]:
    """Yield the commands of a page that are written to be copied."""
    for block in (*blocks(page, "bash"), *blocks(page, "bat")):
        yield from (line for line in block.splitlines() if line.startswith("iopdocs "))


def mentioned_commands(page: str) -> Iterator[str]:
    """Yield the commands that running text mentions, perhaps without their files."""
    yield from re.findall(r"`(iopdocs [a-z-][^`\n]*)`", prose(page))


COMMANDS = sorted({(named(path), line) for path, page in TEXTS.items() for line in shown_commands(page)})


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_every_link_between_the_pages_leads_somewhere(path: Path) -> None:
    assert list(broken_links(path, TEXTS[path])) == []


@pytest.mark.parametrize("folder", ["iopdocs", "scripts", "benchmarks", "tests", "templates", "agreements"])
def test_every_page_that_a_source_file_names_exists(folder: str) -> None:
    files = [path for kind in ("py", "yaml", "txt") for path in (ROOT / folder).rglob(f"*.{kind}")]
    found = {
        (named(path), page)
        for path in files
        for page in re.findall(r"\bdocs/[\w/-]+\.md", path.read_text(encoding="utf-8", errors="replace"))
    }
    assert {(path, page) for path, page in found if not (ROOT / page).is_file()} == set()


def test_a_link_that_leads_nowhere_is_found() -> None:
    page = "# En rubrik\n[a](#en-rubrik) [b](#en-annan) [c](ingen.md) [d](README.md#vem-är-du) [e](README.md#vem)\n"
    assert list(broken_links(HANDBOOK / "x.md", page)) == ["#en-annan", "ingen.md", "README.md#vem"]


@pytest.mark.parametrize(("page", "line"), COMMANDS, ids=[f"{page}: {line}" for page, line in COMMANDS])
def test_every_command_on_a_page_can_be_given(page: str, line: str) -> None:
    name, arguments = parted(shlex.split(line)[1:])
    command = ALL_COMMANDS[name] if name else app
    try:
        command.make_context(name or "iopdocs", arguments)
    except click.exceptions.Exit as shown:
        assert shown.exit_code == 0


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_every_command_that_running_text_mentions_exists(path: Path) -> None:
    for line in mentioned_commands(TEXTS[path]):
        name, words = parted(line.replace("=", " ").split()[1:])
        assert name in ALL_COMMANDS or words[0] in ALL_OPTIONS, line
        assert {word for word in words if re.fullmatch("--?[a-z][a-z-]*", word)} <= OPTIONS.get(name, set()), line


def test_the_handbook_shows_every_command_and_option() -> None:
    shown = [line for page, line in COMMANDS if page.startswith("docs/handbok/")]
    assert [name for name in ALL_COMMANDS if not any(line.startswith(f"iopdocs {name}") for line in shown)] == []
    options = [parameter.opts for command in ALL_COMMANDS.values() for parameter in command.params]
    assert [names for names in options if names[0][0] == "-" and not any(n in HANDBOOK_TEXT for n in names)] == []


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_every_option_that_a_page_names_in_running_text_exists(path: Path) -> None:
    ours = path.is_relative_to(HANDBOOK) or path.name in {"README.md", "koder.md"}
    found = set(re.findall(r"`(?:[^`\n]* )?(--[a-z][a-z-]+)[^`\n]*`", prose(TEXTS[path]))) if ours else set()
    assert found - ALL_OPTIONS == set()


@pytest.mark.parametrize("name", sorted(ALL_COMMANDS))
def test_each_option_of_a_command_is_on_a_page_about_that_command(name: str) -> None:
    pages = [TEXTS[path] for path in USER_PAGES if f"iopdocs {name}" in TEXTS[path]]
    options = [one.opts for one in ALL_COMMANDS[name].params if one.opts[0].startswith("-")]
    common = {"--root", "--on", "--json"}
    missing = [opts for opts in options if not common & {*opts} and not any(o in page for o in opts for page in pages)]
    assert missing == []


def test_the_handbook_names_the_commands_that_do_not_answer_in_json() -> None:
    said = re.search(r"Alla kommandon utom (.*?)\s+svarar", TEXTS[HANDBOOK / "andra-program.md"], re.S)
    assert said is not None
    with_json = {name for name in ALL_COMMANDS if "--json" in OPTIONS[name]}
    groups = {name.split()[0] for name in ALL_COMMANDS if " " in name}
    assert {*re.findall(r"`([^`]+)`", said[1])} == {*ALL_COMMANDS} - with_json - groups
    assert with_json == {*ANSWERS}


def test_every_decision_is_listed_and_in_order() -> None:
    listed = re.findall(r"^\| \[(\d{3})\]\(([^)]+)\)", TEXTS[DECISIONS / "README.md"], re.M)
    assert listed == [(path.name[:3], path.name) for path in sorted(DECISIONS.glob("[0-9]*.md"))]


def test_every_benchmark_that_can_be_run_is_named_to_those_who_contribute() -> None:
    runnable = [path.stem for path in (ROOT / "benchmarks").glob("*.py") if "__main__" in path.read_text("utf-8")]
    assert [one for one in runnable if f"benchmarks.{one}" not in TEXTS[ROOT / "CONTRIBUTING.md"]] == []


def test_the_readme_lists_every_command() -> None:
    assert [name for name in app.commands if f"| `iopdocs {name}" not in TEXTS[ROOT / "README.md"]] == []


@pytest.mark.parametrize("path", USER_PAGES, ids=named)
def test_every_yaml_example_of_the_handbook_can_be_read(path: Path) -> None:
    for text in blocks(TEXTS[path], "yaml"):
        source, problems = parse_source(text, path.name)
        assert problems == []
        for keys in source.places:
            if keys and isinstance(keys[-1], str) and not NAMED_BY_THE_USER & set(keys[:-1]):
                assert keys[-1] in ALIASES


@pytest.mark.parametrize("path", [path for path in USER_PAGES if path.name != "README.md"], ids=named)
def test_a_page_of_the_handbook_is_found_short_and_says_what_it_is_for(path: Path) -> None:
    page = TEXTS[path]
    assert f"]({path.name})" in TEXTS[HANDBOOK / "README.md"], "the first page of the handbook has no link to it"
    if path.name not in MADE_FROM_THE_CODE:
        beginning = page.split("\n\n")[1]
        assert re.search(r"När du har |^Här |[Dd]en här sidan ", beginning), beginning
        assert len(page.splitlines()) < 200


@cache
def messages() -> tuple[tuple[str, str], ...]:
    return tuple(message_texts())


def message_texts() -> Iterator[tuple[str, str]]:
    """Yield every text in the program's source that a user may read, with the file it stands in."""
    for path in sorted((ROOT / "iopdocs").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        # A format string's parts are read together: what is put in shows as an ellipsis.
        inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                said = (part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
                yield named(path), "".join(map(str, said))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
                yield named(path), node.value
    for path in sorted((ROOT / "iopdocs" / "codes").glob("*.yaml")):
        yield named(path), path.read_text(encoding="utf-8")


RUN_OTHER_PROGRAMS = {"iopdocs/conversion/office.py", "iopdocs/redline/engine.py", "iopdocs/workspace/start_files.py"}


def test_every_command_that_a_message_names_exists() -> None:
    pattern = r"\b(?:kör|med|gör|init:|klausuler:) iopdocs (?!den\b)([a-z]+)"
    found = {(name, text) for _, text in messages() for name in re.findall(pattern, text)}
    assert len(found) > 3
    assert {(name, text) for name, text in found if name not in app.commands} == set()


def test_every_option_that_a_message_names_exists() -> None:
    pattern = r"(?<![\w-])--[a-z][a-z-]+"
    found = {(file, option) for file, text in messages() for option in re.findall(pattern, text)}
    # What is said to other programs is no word to a user.
    told = {(file, option) for file, option in found if file not in RUN_OTHER_PROGRAMS}
    assert len(told) > 20
    assert {(file, option) for file, option in told if option not in ALL_OPTIONS} == set()


def test_every_page_that_a_message_sends_to_exists() -> None:
    titles = {
        re.sub(r"\W+", " ", title) for page in USER_PAGES for title in re.findall(r"^#+ (.+)$", TEXTS[page], re.M)
    }
    pages = {name for _, text in messages() for name in re.findall(r"handboken, (?:på sidan|under) (\w+)", text)}
    assert pages
    assert pages - titles == set()
