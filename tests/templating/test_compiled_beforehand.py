"""What comes with the program compiled is what compiling it gives, and can never be seen but by the clock."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import jinja2
import pytest

from iopdocs.errors import InvalidLibrary
from iopdocs.making.batch import Batch
from iopdocs.making.outcome import Wish
from iopdocs.templating import compiled
from iopdocs.templating.compiled import known
from iopdocs.templating.environment import BUDGET, environment
from iopdocs.templating.language import FUNCTIONS
from iopdocs.templating.limits import Allowance
from iopdocs.templating.template import Part, prepare
from iopdocs.vocabulary import sections
from iopdocs.workspace import Workspace
from scripts.compiled import texts
from tests.conftest import ROOT

HERE = Workspace(ROOT)
TEXTS = sorted({*texts(HERE)})
DAY = date(2024, 6, 1)
AGREEMENTS = [ROOT / "agreements/umea-kvinnojouren-2022.yaml", ROOT / "tests/agreements/exempelby-komplett-2026.yaml"]


def _forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be known beforehand."""
    compiled._lines.cache_clear()
    monkeypatch.setattr(compiled, "version", lambda: "another")
    sections.compile_text.cache_clear()


@pytest.fixture(autouse=True)
def _again() -> Any:
    """Nothing that a test made is remembered by the next."""
    yield
    compiled._lines.cache_clear()
    sections.compile_text.cache_clear()
    prepare.cache_clear()


def _parts(**more: Any) -> list[Part]:
    kinds = HERE.types.values()
    return [part for kind in kinds for part in prepare(kind.template.read_bytes(), "mall.docx", **more).parts]


def test_there_is_something_to_look_at() -> None:
    assert len(TEXTS) > 400
    assert len(_parts()) > 20


def test_every_text_comes_with_what_it_becomes() -> None:
    for text in TEXTS:
        found = known(text, markup=False)
        assert found, f"python -m scripts.generated: {text}"
        tree = sections.parsed(text)[0]
        assert tree is not None
        assert found.words == sections.words_of(tree)
        assert found.template.environment is environment(markup=False)


def test_every_part_is_as_when_it_is_compiled() -> None:
    for known_one, one in zip(_parts(), _parts(known=lambda *_, **__: None), strict=True):
        assert known_one.compiled.debug_info == one.compiled.debug_info
        assert known_one.compiled.environment is one.compiled.environment
        assert (known_one.source, known_one.words, known_one.care, known_one.own, known_one.xml) == (
            one.source, one.words, one.care, one.own, one.xml,
        )  # fmt: skip
        assert known_one.tree == one.tree


@pytest.mark.parametrize("agreement", AGREEMENTS, ids=lambda path: path.stem)
def test_documents_are_the_same_byte_by_byte(agreement: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = _made(agreement, tmp_path)
    _forget(monkeypatch)
    assert known(TEXTS[0], markup=False) is None
    prepare.cache_clear()
    assert _made(agreement, tmp_path) == given
    assert len(given) > 2


def _made(agreement: Path, out: Path) -> dict[str, bytes]:
    batch = Batch(Workspace(ROOT), Wish(DAY, out=out))
    batch.prepare()
    outcome = batch.rendered(batch.workspace.load(agreement), lambda *_: None)
    assert not outcome.failed, outcome.problems
    return {one.stem: one.data for one in outcome.waiting}


def test_nothing_of_the_starters_is_compiled_when_documents_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("compiled")

    sections.compile_text.cache_clear()
    monkeypatch.setattr(jinja2.Environment, "parse", refuse)
    monkeypatch.setattr(jinja2.Environment, "compile", refuse)
    assert _made(AGREEMENTS[0], tmp_path)


def test_another_version_of_jinja_gets_nothing_of_what_this_one_wrote(monkeypatch: pytest.MonkeyPatch) -> None:
    assert known(TEXTS[0], markup=False)
    _forget(monkeypatch)
    assert known(TEXTS[0], markup=False) is None
    assert sections.compile_text(TEXTS[0])


def test_one_sign_else_and_it_is_compiled() -> None:
    assert known(f"{TEXTS[-1]} ", markup=False) is None
    assert known(TEXTS[-1], markup=True) is None


def test_a_fault_is_told_as_of_one_that_was_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the tag and the line that it came of: here each word of a text is something else than it should be."""
    asked = [text for text in TEXTS if "{{" in text and "|" in text]
    first = [_fault(text) for text in asked]
    _forget(monkeypatch)
    assert [_fault(text) for text in asked] == first
    assert sum("i taggen" in one for one in first) > 50


def _fault(text: str) -> str:
    used = sections.compile_text(text)[1]
    words: dict[str, Any] = {name: (lambda *_: "x") if name in FUNCTIONS else "x" for name in used}
    try:
        return sections.fill(text, "klausulen x", {**words, BUDGET: Allowance()})
    except InvalidLibrary as error:
        return str([(one.message, one.where, one.hint, one.code) for one in error.problems])
    except jinja2.UndefinedError as error:  # a name of a name that is not there: told as it is
        return str(error)
