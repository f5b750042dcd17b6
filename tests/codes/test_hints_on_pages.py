"""No advice on a page tells of a command or an option: where the program's own does, the code has one for the page."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache

import pytest

from iopdocs.codes import load_codes
from iopdocs.errors import Problem
from iopdocs.usecases.page_advice import for_a_page, has_button, speaks_terminal
from tests.conftest import ROOT
from tests.support.cli import every_command
from tests.support.codes_in_use import VALUE, CodeUse, uses

CODE = ROOT / "iopdocs"
#: What no page of the workbench comes to.
ELSEWHERE = ("cli/", "web/api/", "making/cluster.py", "workspace/upgrading/report.py", "workspace/upgrading/trial.py")
#: Texts that are no advice on a page: of files, of programs that are started, and of answers in JSON.
NO_ADVICE = (
    "archiving/contents.py", "conversion/office.py", "usecases/answers/", "usecases/adopt_plan.py", "overview/ics.py",
    "usecases/import_plan.py", "workspace/start_files.py", "workspace/starter.py", "conversion/sheet.py",
    "usecases/signed_paper.py", "usecases/import_word.py", "vocabulary/facts.py",
)  # fmt: skip
#: Modules where an advice is made in one place and its problem in another, and the code of that problem.
PASSED_ON = {
    "checks/law_ahead.py": "lagrum-upphör-före-start",
    "merging/proof.py": "ändringar-inte-med",
    "usecases/archive.py": "arkivpaket",
}
ENTRIES = {entry.code: entry for theme in load_codes() for entry in theme.codes}


def used() -> tuple[CodeUse, ...]:
    return uses(CODE)


@cache
def on_pages() -> tuple[tuple[CodeUse, str], ...]:
    """Every advice that tells of a command, and that a page can be given."""
    every = (one for one in used() if not one.place.startswith(ELSEWHERE))
    return tuple((one, hint) for one in every for hint in one.hints if speaks_terminal(hint))


def test_every_command_is_known_as_one() -> None:
    assert [name for name in every_command() if not speaks_terminal(f"Kör iopdocs {name}.")] == []
    assert not speaks_terminal("En annan körning av iopdocs skriver här.")


def test_there_is_something_to_look_at() -> None:
    assert len({use.code for use, _ in on_pages()}) > 25


def test_a_page_gives_an_advice_of_its_own_instead_of_a_command() -> None:
    # In one test: to know them the whole program is read, which each process would do when it collects its tests.
    told = [(use, Problem("prov", hint=hint.replace(VALUE, "prov"), code=use.code)) for use, hint in on_pages()]
    lacking = [
        use for use, one in told if not (shown := for_a_page(one).hint) or speaks_terminal(shown) or has_button(shown)
    ]
    assert [f"{use.place}: {use.code} needs i_arbetsbänken" for use in lacking] == []


def test_no_advice_for_a_page_is_left_when_the_command_is_gone() -> None:
    told = {use.code for use in used() for hint in use.hints if speaks_terminal(hint) or has_button(hint)} | {
        *PASSED_ON.values()
    }
    assert sorted(code for code, entry in ENTRIES.items() if entry.in_the_workbench and code not in told) == []


def test_advice_that_is_no_command_is_told_as_it_is() -> None:
    code = next(code for code, entry in ENTRIES.items() if entry.in_the_workbench)
    one = Problem("prov", hint="Menade du tvist?", code=code)
    assert for_a_page(one) is one


def texts(place: str) -> Iterator[str]:
    """Yield the texts of a module, with the parts of one that is put together joined; not what explains it."""
    tree = ast.parse((CODE / place).read_text(encoding="utf-8"))
    within = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    explaining = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(one.value) if isinstance(one, ast.Constant) else VALUE for one in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in within | explaining:
            yield node.value


def commands_in(text: str) -> list[str]:
    """The parts of a text, between what is put into it, that tell of a command."""
    return [part for part in text.split(VALUE) if speaks_terminal(part)]


def test_no_text_that_tells_of_a_command_escapes() -> None:
    places = [path.relative_to(CODE).as_posix() for path in sorted(CODE.rglob("*.py"))]
    hints = {hint for use in used() for hint in use.hints}
    left = {
        f"{place}: {part}"
        for place in places
        if not place.startswith((*ELSEWHERE, *NO_ADVICE, *PASSED_ON))
        for text in texts(place)
        for part in commands_in(text)
        if not any(part in hint for hint in hints)
    }
    assert not left, "\n".join(sorted(left))


@pytest.mark.parametrize("code", PASSED_ON.values())
def test_an_advice_that_is_handed_on_has_one_for_the_page_too(code: str) -> None:
    assert ENTRIES[code].in_the_workbench
