"""How much of the code the tests notice: faults put into it on purpose by mutmut, a lot drawn from each package.

``nice python -m benchmarks.mutants --draw 60 --seed 1 --write``. Mutmut makes the mutants and finds out which tests
reach which function; what it mutates, and with which tests, stands in ``[tool.mutmut]``. There are ten thousand, so a
lot is drawn: the same one for the same seed and the same code. Left out are those that only change a sentence (its
capitals, or XX at its ends): which words a message has is for the golden files. A mutant that was read and does the
same as the original stands in ``mutants_equivalent.txt``, with the reason. ``mutmut show <name>`` shows one.
"""

from __future__ import annotations

import argparse
import ast
import random
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from math import sqrt
from pathlib import Path
from typing import Any

from benchmarks.figures import PAGE, put
from benchmarks.mutants_loop import KILLED, LIVES, UNREACHED, tried

ROOT = Path(__file__).parent.parent
EQUIVALENT = Path(__file__).with_name("mutants_equivalent.txt")
SAME = "likvärdig"


def packages() -> list[str]:
    """Return the folders that are mutated."""
    return [pattern.removesuffix("/*") for pattern in _settings()["only_mutate"]]


def _settings() -> dict[str, Any]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return dict(project["tool"]["mutmut"])


def population(package: str) -> list[str]:
    """Return the names of the mutants of a package, but for those that only change a sentence."""
    from mutmut.mutation.file_mutation import mutate_file_contents

    names = []
    for path in sorted((ROOT / package).glob("*.py")):
        short = path.relative_to(ROOT)
        module = ".".join(short.with_suffix("").parts).removesuffix(".__init__")
        made = mutate_file_contents(str(short), path.read_text(encoding="utf-8"), None, None)
        found = {one.name: one for one in ast.walk(ast.parse(made.code)) if isinstance(one, ast.FunctionDef)}
        for name in made.mutant_names:
            original = found[f"{name.rpartition('__mutmut_')[0]}__mutmut_orig"]
            if not only_wording(original, found[name]):
                names.append(f"{module}.{name}")
    return names


def only_wording(original: ast.FunctionDef, mutant: ast.FunctionDef) -> bool:
    """Whether a sentence, a text with a space in it, is all that differs."""
    before, after = list(_texts(original)), list(_texts(mutant))
    changed = [one for one, other in zip(before, after, strict=False) if one != other]
    if len(before) != len(after) or len(changed) != 1 or " " not in changed[0].strip():
        return False
    return _without_texts(original) == _without_texts(mutant)


def _texts(function: ast.FunctionDef) -> Iterator[str]:
    return (n.value for n in ast.walk(function) if isinstance(n, ast.Constant) and isinstance(n.value, str))


def _without_texts(function: ast.FunctionDef) -> str:
    body = ast.parse(ast.unparse(ast.Module(function.body, [])))
    for node in ast.walk(body):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.dump(body)


def drawn(package: str, names: list[str], count: int, seed: int) -> list[str]:
    """Return the mutants drawn from those of a package."""
    return random.Random(f"{seed} {package}").sample(names, min(count, len(names)))  # noqa: S311 - a lot, no secret


def equivalent() -> set[str]:
    """Return the names of the mutants that were read and do the same as the original."""
    lines = EQUIVALENT.read_text(encoding="utf-8").splitlines()
    return {line.partition(":")[0] for line in lines if line and not line.startswith("#")}


def row(what: str, everything: int, fates: Counter[str]) -> str:
    """Return a row of the table; the score counts those that differ from the original, with 95 % confidence."""
    lives = fates[LIVES] + fates[UNREACHED]
    killed, differ = fates[KILLED], fates[KILLED] + lives
    low, high = wilson(killed, differ)
    counts = f"{everything} | {fates.total()} | {killed} | {lives} | {fates[SAME]}"
    return f"| {what} | {counts} | {_percent(killed / differ if differ else 1)} ({_percent(low)}–{_percent(high)}) |\n"


def wilson(hits: int, tries: int, z: float = 1.96) -> tuple[float, float]:
    """Return between which shares the true one lies, by Wilson's formula."""
    if not tries:
        return 0.0, 1.0
    share, part = hits / tries, z * z / tries
    middle = (share + part / 2) / (1 + part)
    spread = z * sqrt(share * (1 - share) / tries + part / (4 * tries)) / (1 + part)
    return middle - spread, min(middle + spread, 1.0)


def _percent(share: float) -> str:
    return f"{100 * share:.0f}\N{NO-BREAK SPACE}%"


def made() -> list[str]:
    """Let mutmut make the mutants and learn which tests reach which function; return how the tests are chosen."""
    mutmut = Path(sys.executable).with_name("mutmut")
    # It makes all when it is to try some: those that take the least.
    subprocess.run([mutmut, "run", "--max-children", "1", "iopdocs.deadlines.banking*"], cwd=ROOT, check=True)
    settings = _settings()
    return [*settings["pytest_add_cli_args_test_selection"], *settings["pytest_add_cli_args"]]


def main() -> None:
    """Draw, try, tell of each that lives, and write the table when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draw", type=int, default=60, help="how many from each package")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="put the figures in docs/tillforlitlighet.md")
    args = parser.parse_args()
    tests = made()
    everything = {package: population(package) for package in packages()}
    lots = {package: drawn(package, names, args.draw, args.seed) for package, names in everything.items()}
    same = equivalent()
    fates = tried(ROOT / "mutants", tests, [name for lot in lots.values() for name in lot if name not in same])
    command = f"python -m benchmarks.mutants --draw {args.draw} --seed {args.seed}"
    columns = "Mutanter | Dragna | Dödade | Lever | Likvärdiga | Dödade av dem som skiljer"
    table = f"| Mätt med `{command}` | {columns} |\n|---|{'---:|' * 6}\n"
    total = Counter[str]()
    for package, lot in lots.items():
        counted = Counter(fates.get(name, SAME) for name in lot)
        table += row(f"`{package}`", len(everything[package]), counted)
        total += counted
    table += row("Alla", sum(map(len, everything.values())), total)
    print(table)
    if args.write:
        put("mutants", table, PAGE)


if __name__ == "__main__":
    main()
