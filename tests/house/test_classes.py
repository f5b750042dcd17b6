"""Dataclasses whose methods are made when they are first used are those of the standard library."""

from __future__ import annotations

import ast
import copy
import dataclasses
import os
import pickle
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, field, fields, is_dataclass, replace
from functools import cached_property
from importlib import import_module
from itertools import count
from pathlib import Path
from threading import Barrier, Event
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopdocs import classes
from iopdocs.classes import dataclass
from tests.conftest import ROOT

MODULES = sorted(
    path for path in (ROOT / "iopdocs").rglob("*.py") if "iopdocs.classes import" in path.read_text("utf-8")
)
HOWS = [{}, {"eq": False}, {"frozen": True}, {"frozen": True, "eq": False}]
OPTIONS: list[dict[str, bool]] = [{**how, **more} for how in HOWS for more in ({}, {"slots": True})]


def _pair(decorate: Callable[..., Any], options: dict[str, bool]) -> tuple[Any, Any]:
    """Return two records, one built on the other, as they are declared with a decorator."""

    @decorate(**options)
    class Base:
        """A record."""

        kinds: ClassVar[int] = 2
        name: str
        amounts: list[int] = field(default_factory=list)
        note: str = field(default="", compare=False)

        @property
        def loud(self) -> str:
            return self.name.upper()

    @decorate(**options)
    class Built(Base):
        """Another, with one field more and a comparison of its own."""

        year: int = 2024

        def __post_init__(self) -> None:
            if self.year < 0:
                raise ValueError("a year is not negative")

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Built) and other.year == self.year

    return Base, Built


def _told(one: Any, again: Any) -> list[object]:
    """Return what can be told of a record, and of it beside another that says the same."""
    say: list[Callable[[], object]] = [
        lambda: repr(one), lambda: one == again, lambda: one == object(), lambda: hash(one) == hash(again),
        lambda: one.loud, lambda: one.note, lambda: one.kinds, lambda: [item.name for item in fields(one)],
        lambda: type(one).__match_args__, lambda: repr(replace(one, note="ny")), lambda: repr(copy.copy(one)),
        lambda: repr(dataclasses.asdict(one)), lambda: setattr(one, "name", "b"), lambda: delattr(one, "note"),
        lambda: one.name, lambda: hasattr(one, "__dict__"),
        lambda: str(getattr(type(one), "note", "none")).partition(" of ")[0],
        lambda: getattr(type(one), "amounts", "none").__class__.__name__, lambda: type(one).__hash__ is None,
        lambda: type(one)(), lambda: type(one)("a", year=-1), lambda: type(one)("a", [], "", 1, 2),
    ]  # fmt: skip
    return [_outcome(one) for one in say]


def _outcome(say: Callable[[], object]) -> object:
    try:
        return say()
    except (TypeError, AttributeError, ValueError) as error:
        return type(error), str(error)


@pytest.mark.parametrize("options", OPTIONS, ids=str)
@pytest.mark.parametrize("which", [0, 1])
def test_it_says_what_the_standard_librarys_own_says(options: dict[str, bool], which: int) -> None:
    ours, theirs = _pair(dataclass, options)[which], _pair(dataclasses.dataclass, options)[which]
    assert is_dataclass(ours)
    assert _told(ours("a", [1]), ours("a", [1], "x")) == _told(theirs("a", [1]), theirs("a", [1], "x"))


@pytest.mark.parametrize("first", range(22))
@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_whatever_is_asked_first_is_answered(options: dict[str, bool], first: int) -> None:
    """What is asked before anything has been made of the class, by one who got a record without making it."""
    for which in (0, 1):
        ours, theirs = _pair(dataclass, options)[which], _pair(dataclasses.dataclass, options)[which]
        told = []
        for kind in (ours, theirs):
            one, again = object.__new__(kind), object.__new__(kind)
            for made in (one, again):
                for name, value in {"name": "a", "amounts": [1], "note": "", "year": 2024}.items():
                    if name != "year" or which:
                        object.__setattr__(made, name, value)
            told.append(_told_one(one, again, first))
        assert told[0] == told[1]


def _told_one(one: Any, again: Any, which: int) -> object:
    asked: list[Callable[[], object]] = [
        lambda: repr(one), lambda: one == again, lambda: one != again, lambda: hash(one) == hash(again),
        lambda: setattr(one, "name", "b"), lambda: setattr(one, "name", "c"), lambda: delattr(one, "name"),
        lambda: is_dataclass(one), lambda: is_dataclass(type(one)), lambda: [item.name for item in fields(type(one))],
        lambda: type(one).__match_args__, lambda: repr(copy.copy(one)), lambda: repr(copy.deepcopy(one)),
        lambda: repr(replace(one, note="ny")), lambda: dataclasses.asdict(one), lambda: {one}.__len__(),
        lambda: one in [again], lambda: type(one).__init__.__qualname__.rpartition(".")[2], lambda: str(one),
        lambda: type(one).__doc__, lambda: type(one).__dataclass_params__.frozen, lambda: repr(type(one)("b")),
    ]  # fmt: skip
    return _outcome(asked[which])


@dataclass(frozen=True, slots=True)
class Kept:
    """One that another process is given."""

    name: str
    number: int = 1


@dataclass(frozen=True)
class Worked:
    """One that works something out once."""

    name: str

    @cached_property
    def loud(self) -> str:
        return self.name.upper()


@given(st.text(), st.integers())
def test_it_comes_through_to_another_process(name: str, number: int) -> None:
    assert pickle.loads(pickle.dumps(Kept(name, number))) == Kept(name, number)  # noqa: S301 - our own
    assert pickle.loads(pickle.dumps(Worked(name))).loud == name.upper()  # noqa: S301 - our own


def test_nothing_can_be_changed_in_a_frozen_one() -> None:
    for one in (Kept("a"), Worked("a")):
        for name in ("name", "other"):
            with pytest.raises(FrozenInstanceError):
                setattr(one, name, "b")


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_one_built_on_it_may_go_on_from_what_it_does(options: dict[str, bool]) -> None:
    base, _ = _pair(dataclass, options)

    class Further(base):  # type: ignore[misc, valid-type]
        def __init__(self) -> None:
            super().__init__("a", note="ny")

        def __repr__(self) -> str:
            return f"<{super().__repr__().partition('(')[2]}"

    assert (Further().name, Further().note, repr(Further())) == ("a", "ny", "<name='a', amounts=[], note='ny')")


def test_nothing_is_made_before_somebody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    made = count()
    real = dataclasses.dataclass
    monkeypatch.setattr(classes.dataclasses, "dataclass", lambda **options: (next(made) and None) or real(**options))
    base, built = _pair(dataclass, {"frozen": True, "slots": True})
    assert next(made) == 0
    built("a")
    base("a")
    built("b")
    assert next(made) == 3  # each once, and the two that were counted here


def test_many_may_ask_at_once() -> None:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            for options in OPTIONS * 5:
                _, built = _pair(dataclass, options)
                together = Barrier(8)

                def make(number: int, built: Any = built, together: Barrier = together) -> object:
                    together.wait()
                    one = built("a", [number], year=number)
                    return one.name, one.amounts, one.year, repr(one)[-len("year=1)") :], one == built("b", year=number)

                assert list(threads.map(make, range(8))) == [
                    ("a", [number], number, f"year={number})", True) for number in range(8)
                ]
    finally:
        sys.setswitchinterval(interval)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_process_that_is_forked_while_a_class_is_made_can_make_classes() -> None:
    made, going_on = Event(), Event()

    def make() -> None:
        with classes._LOCK:
            made.set()
            going_on.wait()

    with ThreadPoolExecutor(1) as threads:
        threads.submit(make)
        made.wait()
        threading.Timer(0.01, going_on.set).start()
        child = os.fork()
        if child == 0:
            _, built = _pair(dataclass, {"frozen": True, "slots": True})
            os._exit(0 if built("a").name == "a" else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_class_can_be_made(path: Path) -> None:
    """What is wrong with a declaration, which would else be told when it is loaded, is told here."""
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    own = [one for one in vars(import_module(name)).values() if isinstance(one, type) and one.__module__ == name]
    for one in own:
        if is_dataclass(one):
            assert fields(one) is not None
            assert callable(one.__init__)
            assert not isinstance(one.__dict__.get("__init__"), classes._Later)


def test_ours_are_all_made_so() -> None:
    """The standard library's own decorator makes everything at once."""
    for path in sorted((ROOT / "iopdocs").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "dataclasses" and path.name != "classes.py":
                assert "dataclass" not in {one.name for one in node.names}, path
