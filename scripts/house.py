"""The picture of the imports in words: units, arrows between them, layers, climbs, and the names that cross.

python -m scripts.house             of this tree
python -m scripts.house FOLDER      of another one, as ``git worktree`` or ``git archive`` lays it out

A unit is a module or a package at the top of iopdocs. An arrow goes from a unit to one that it imports from. A climb is
an import from a layer to a higher one, and a step aside one to another unit of the same layer; ``test_layers.py``
of the tree says which layer is where, and what may step aside.
"""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

NAME = "iopdocs"
HERE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class ModuleImport:
    """One import: the file it stands in, the module that is imported, and the name taken from it, if one is."""

    file: Path
    module: str
    name: str = ""

    @property
    def target(self) -> str:
        """The unit that is imported; empty when it is none of ours."""
        top, _, rest = self.module.partition(".")
        return rest.partition(".")[0] if top == NAME else ""


def module_imports(path: Path) -> Iterator[ModuleImport]:
    """Yield every import of a file, wherever in it; a module taken from a package counts as the module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (ModuleImport(path, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == NAME:
            yield from (ModuleImport(path, f"{NAME}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (ModuleImport(path, node.module, alias.name) for alias in node.names)


@dataclass(frozen=True)
class House:
    """The imports of a tree."""

    tree: Path

    @property
    def root(self) -> Path:
        """The folder of the package."""
        return self.tree / NAME

    @cached_property
    def modules(self) -> list[Path]:
        """The files of the program, but for how it is started and what it gives away."""
        files = (path for path in self.root.rglob("*.py") if path.name != "__main__.py")
        return sorted(path for path in files if path.parent != self.root / "starter")

    def unit(self, path: Path) -> str:
        """Return the unit that a file belongs to."""
        return path.relative_to(self.root).parts[0].removesuffix(".py")

    @cached_property
    def imports(self) -> list[ModuleImport]:
        """Every import of the program, each name by itself."""
        return [one for path in self.modules for one in module_imports(path)]

    @cached_property
    def crossings(self) -> list[ModuleImport]:
        """The imports from one unit to another, each name by itself."""
        return [one for one in self.imports if one.target and one.target != self.unit(one.file)]

    @cached_property
    def arrows(self) -> Counter[tuple[str, str]]:
        """How many import statements go from one unit to another; a module that gives many names counts once a file."""
        statements = {(one.file, one.module): (self.unit(one.file), one.target) for one in self.crossings}
        return Counter(statements.values())

    @property
    def units(self) -> set[str]:
        """The units that import or are imported."""
        return {unit for arrow in self.arrows for unit in arrow}

    @cached_property
    def names(self) -> set[tuple[str, str]]:
        """The names that cross from one unit to another, with the module that they come from."""
        return {(one.module, one.name) for one in self.crossings}

    @cached_property
    def layers(self) -> list[set[str]]:
        """The layers that the tree's own test declares, the lowest first."""
        for path in sorted((self.tree / "tests").rglob("test_layers.py")):
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.Assign) and [ast.unparse(one) for one in node.targets] == ["LAYERS"]:
                    return [set(layer) for layer in ast.literal_eval(node.value)]
        return []

    @cached_property
    def level(self) -> dict[str, int]:
        """The layer of each unit, counted from 0."""
        return {unit: number for number, layer in enumerate(self.layers) for unit in layer}

    def climbs(self) -> list[tuple[str, str]]:
        """Return the arrows from a layer to a higher one."""
        return [(here, to) for here, to in sorted(self.arrows) if self._rise(here, to) > 0]

    def aside(self) -> list[tuple[str, str]]:
        """Return the arrows from a unit to another of the same layer."""
        return [(here, to) for here, to in sorted(self.arrows) if self._rise(here, to) == 0]

    def unplaced(self) -> list[str]:
        """Return the units that no layer has."""
        return sorted(self.units - self.level.keys())

    def _rise(self, here: str, to: str) -> int:
        return self.level.get(to, 0) - self.level.get(here, len(self.layers))


def picture(house: House) -> Iterator[str]:
    """Yield the picture, line by line."""
    yield (
        f"{len(house.units)} units, {len(house.arrows)} arrows, {sum(house.arrows.values())} imports, "
        f"{len(house.names)} names that cross, {len(house.layers)} layers"
    )
    for what, found in (("climbs", house.climbs()), ("steps aside", house.aside())):
        yield f"{len(found)} {what}" + "".join(f"\n  {here} → {to}" for here, to in found)
    if house.unplaced():
        yield f"in no layer: {', '.join(house.unplaced())}"
    for number, layer in reversed([*enumerate(house.layers, start=1)]):
        yield f"layer {number}"
        for unit in sorted(layer):
            to = [f"{other} {count}" for (here, other), count in sorted(house.arrows.items()) if here == unit]
            yield f"  {unit} → {', '.join(to) or 'nothing'}"


def main(arguments: Sequence[str]) -> None:
    """Print the picture of a tree."""
    sys.stdout.writelines(f"{line}\n" for line in picture(House(Path(arguments[0]) if arguments else HERE)))


if __name__ == "__main__":
    main(sys.argv[1:])
