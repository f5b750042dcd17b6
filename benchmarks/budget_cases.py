"""What ``benchmarks/budget.py`` grows: each kind of input, at which sizes, and the commands that read it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import growing, growing_files, growing_word
from benchmarks.growing import minimal, write_agreement
from benchmarks.growing_word import KIND, write_pair
from benchmarks.samples.hostile_packages import BODY, members_of, zipped
from iopdocs.cli import main
from iopdocs.conversion import CONVERTERS

Sizes = tuple[int, ...]
Run = Callable[[], None]


@dataclass(frozen=True)
class Case:
    """Something that grows: how it is made in a folder at a size, the sizes, and what is run there."""

    name: str
    make: Callable[[Path, int], None]
    sizes: Sizes
    ways: Mapping[str, Run]


def command(*arguments: str) -> Run:
    """Return a run of the command line."""

    def run() -> None:
        sys.argv = ["iopdocs", *arguments]
        main()

    return run


def _converted(name: str) -> Run:
    def run() -> None:
        CONVERTERS[name](Path(KIND[0]).read_bytes(), "Titel")

    return run


def _verified() -> None:
    """Make a document, let a person change every purpose in it, and try it."""
    with contextlib.suppress(SystemExit):
        command("render", *_ON, "--document", "overenskommelse")()
    path = Path("output/exempel/overenskommelse.docx")
    members = members_of(path.read_bytes())
    members[BODY] = members[BODY].replace("på sätt".encode(), "på annat sätt".encode())
    path.write_bytes(zipped(members))
    command("verify", str(path))()


_ON = ("--on", "2024-03-01")
CHECK = {"check": command("check", *_ON)}
RENDER = {"render": command("render", *_ON, "--workers", "1")}
FORMATS = {"render, alla format": command("render", *_ON, "--workers", "1", "--format", "docx,html,md,txt")}
MADE = {**CHECK, **RENDER}
AGREEMENT = {
    **MADE,
    "status": command("status", *_ON, "--ics", "k.ics", "--html", "s.html"),
    "renew": command("renew", "agreements/a.yaml", "--on", "2028-11-01", "--no-redline"),
}
COMPARE = {"jämför": command("compare", *KIND), "till html": _converted("html")}
#: Of a few kinds, also what other programs do, and the formats that are made of the same HTML.
OTHERS = {
    **COMPARE,
    "till md": _converted("md"),
    "till txt": _converted("txt"),
    "jämför -o": command("compare", *KIND, "-o", "spår.docx", *_ON),
}
_FEW = {"stycken som är halvt lika", "tabeller", "spårade ändringar", "formatmallar i en kedja"}


def _list(path: tuple[str, ...]) -> Callable[[Path, int], None]:
    return lambda folder, size: write_agreement(folder, growing.agreement({path: size}))


def _all_lists(folder: Path, size: int) -> None:
    top = {path: size for path in growing.lists() if len(path) == 1 or path[0] in {"ekonomi", "press"}}
    write_agreement(folder, growing.agreement(top))


def _open_actions(folder: Path, size: int) -> None:
    rows = "".join(
        f"  - {{datum: {2000 + n // 300}-{n // 28 % 10 + 1:02}-{n % 28 + 1:02}, åtgärder: [{{vad: Åtgärd {n}}}]}}\n"
        for n in range(size)
    )
    minimal(folder, f"möten:\n{rows}")


def _protected(folder: Path, size: int) -> None:
    parties = [
        {"id": f"p{n}", "roll": "idéburen", "typ": "förening", "namn": f"Förening {n}",
         "adress": {"gata": f"Provvägen {n}", "postnummer": "901 84", "ort": "Exempelby", "skyddad": "ja"}}
        for n in range(size)
    ]  # fmt: skip
    write_agreement(folder, {"id": "exempel", "parter": [*growing.PARTIES, *parties]})


def _pair(made: Callable[[int], tuple[bytes, bytes]]) -> Callable[[Path, int], None]:
    return lambda folder, size: write_pair(folder, made(size))


VERIFY = {"render och verify": _verified}
SMALL = {**CHECK, **FORMATS}

CASES: tuple[Case, ...] = (
    Case("möten med öppna åtgärder", _open_actions, (100, 200, 400, 800), {**AGREEMENT, **FORMATS}),
    Case("skyddade parter", _protected, (200, 400, 800), AGREEMENT),
    *(Case(name, _list(path), (200, 800), AGREEMENT if len(path) == 1 else MADE) for name, path in growing.grown()),
    Case("alla listor på en gång", _all_lists, (25, 50, 100), AGREEMENT),
    *(
        Case(
            name,
            _pair(made),
            sizes,
            OTHERS if name in _FEW else COMPARE,
        )
        for name, (made, sizes) in growing_word.WORD_FILES.items()
    ),
    *(Case(name, make, sizes, SMALL) for name, (make, sizes) in growing_files.FILES.items()),
    Case("redigerade stycken", growing_files.edited, (200, 400, 800), VERIFY),
)
