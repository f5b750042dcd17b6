"""What is in the program is used by the program: what only tests call is theirs, and lies with them."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from scripts.house import HERE, House

HOUSE = House(HERE)
#: What nobody in the program asks for by name, and why it is there all the same. (The opposite of a format, which
#: CONTRIBUTING asks for and hypothesis tries it by, would be another reason.)
EXCEPTIONS: dict[str, str] = {
    "iopdocs.usecases.answers.declared.ANSWERS": "the page about JSON is made from the declared answers",
}
#: Methods that a library calls by their names, by the class they are of.
CALLED_BY_LIBRARIES = {
    "_Converter": "markdownify calls convert_ with the name of an element",
    "_Environment": "Jinja asks its environment",
}
#: Decorators that hand a function over to whoever calls it.
_HANDED_OVER = ("command", "group", "field_validator", "model_validator", "field_serializer", "model_serializer")


@dataclass
class Read:
    """What a module defines and uses: names of its own, names from other modules, and attributes of anything."""

    name: str
    defined: set[str] = field(default_factory=set)
    methods: list[tuple[str, str]] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    imported: dict[str, tuple[str, str]] = field(default_factory=dict)
    loaded: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    of_modules: set[tuple[str, str]] = field(default_factory=set)


def module_name(path: Path) -> str:
    parts = path.relative_to(HERE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def read(path: Path) -> Read:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = Read(module_name(path), classes=[one.name for one in ast.walk(tree) if isinstance(one, ast.ClassDef)])
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            found.attributes.add(node.attr)
            if isinstance(node.value, ast.Name):
                found.of_modules.add((node.value.id, node.attr))
        elif isinstance(node, ast.Import):
            found.imported |= {alias.asname or alias.name: ("", alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                found.imported[alias.asname or alias.name] = (node.module, alias.name)
    for node in tree.body:
        own = set(names_of(node))
        found.defined |= own
        # What a function says of itself is no use of it.
        found.loaded |= {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and one.id not in own}
        if "__all__" in own and isinstance(node, ast.Assign):
            found.loaded |= {"__all__", *ast.literal_eval(node.value)}
        if isinstance(node, ast.ClassDef):
            found.methods += [
                (node.name, one.name)
                for one in node.body
                if isinstance(one, ast.FunctionDef) and is_public(one.name) and not handed_over(one)
            ]
    return found


def names_of(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        if not handed_over(node):
            yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        yield from (one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name))


def is_public(name: str) -> bool:
    return not name.startswith("_")


def handed_over(node: ast.FunctionDef | ast.ClassDef) -> bool:
    return any(f"{name}(" in ast.unparse(one) for one in node.decorator_list for name in _HANDED_OVER)


@cache
def modules() -> dict[str, Read]:
    return {one.name: one for one in map(read, [*HOUSE.modules, HOUSE.root / "__main__.py"])}


def used_names() -> set[tuple[str, str]]:
    """Return the names that are used, with the module that defines them, however many packages hand them on."""
    used = {(one.name, name) for one in modules().values() for name in one.loaded}
    for one in modules().values():
        for base, attribute in one.of_modules:
            module, name = one.imported.get(base, ("", ""))
            used.add((f"{module}.{name}".strip("."), attribute))
    handed_on = defaultdict(set)
    for one in modules().values():
        for here, origin in one.imported.items():
            handed_on[origin].add((one.name, here))
    changed = True
    while changed:
        new = {origin for origin, places in handed_on.items() if origin not in used and places & used}
        used |= new
        changed = bool(new)
    return used


def test_there_is_something_to_look_at() -> None:
    assert sum(len(one.defined) for one in modules().values()) > 500
    assert sum(len(one.methods) for one in modules().values()) > 200


def test_every_name_of_a_module_is_used_by_the_program() -> None:
    used = used_names()
    every = {(one.name, name) for one in modules().values() for name in one.defined}
    unused = {f"{module}.{name}" for module, name in every - used}
    assert unused - EXCEPTIONS.keys() == set()


def test_every_public_method_is_used_by_the_program() -> None:
    asked = set().union(*(one.attributes for one in modules().values()))
    # The templates of pages ask for attributes, too.
    asked |= {name for page in HOUSE.root.rglob("*.html") for name in re.findall(r"\.(\w+)", page.read_text("utf-8"))}
    methods = [(one.name, *method) for one in modules().values() for method in one.methods]
    unused = {
        f"{module}.{owner}.{name}"
        for module, owner, name in methods
        if name not in asked and owner not in CALLED_BY_LIBRARIES
    }
    assert unused - EXCEPTIONS.keys() == set()


def test_no_exception_is_left_over() -> None:
    every = {f"{one.name}.{name}" for one in modules().values() for name in one.defined}
    used = {f"{module}.{name}" for module, name in used_names()}
    assert EXCEPTIONS.keys() <= every - used
    assert CALLED_BY_LIBRARIES.keys() <= {owner for one in modules().values() for owner, _ in one.methods}


def test_no_two_classes_have_the_same_name() -> None:
    """One name for one thing: who meets ``Change`` in a message or a trace knows which."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in modules().values():
        for name in one.classes:
            found[name].append(one.name)
    assert {name: places for name, places in found.items() if len(places) > 1} == {}
