"""The program's own templates and texts with tags, compiled beforehand: the same wording is not compiled again.

``compiled.txt`` is generated: a line for each, with the digest of the wording and what Jinja makes of it, as Python. It
comes with the program and is as much of it as any module. What is found under a digest follows from the wording,
wherever it stands; one sign else, or another version of Jinja than the one that wrote it, and it is read and compiled.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

import jinja2

from iopdocs.classes import dataclass
from iopdocs.templating.environment import environment

COMPILED = Path(__file__).parent.parent / "compiled.txt"


@dataclass(frozen=True, slots=True)
class MadeBefore:
    """What was made of a wording: what fills it in, and the words that uses.

    ``source`` is, of a part of a Word file, its XML as plain Jinja, and ``fixed`` what stands in it in every document.
    """

    template: jinja2.Template
    words: frozenset[str]
    source: str = ""
    fixed: tuple[str, ...] = ()


def environment_of(markup: bool) -> jinja2.Environment:
    """Return the very one that templates and texts are compiled in: one that is asked for in another way is another."""
    return environment() if markup else environment(markup=False)


def version() -> str:
    """Return the version of Jinja, or nothing when it does not say."""
    return str(vars(jinja2).get("__version__", ""))


def digest(wording: str, *, markup: bool) -> str:
    """Return what a wording is found under, as a part of a Word file (``markup``) or as a text."""
    return hashlib.sha256(f"{markup:d}{wording}".encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _lines() -> tuple[str, dict[str, str]]:
    first, *lines = COMPILED.read_text(encoding="utf-8").split("\n")[:-1]
    made_with, _, head = first.partition(" ")
    return head, dict(one.split(" ", 1) for one in lines) if made_with == version() else {}


def known(wording: str, *, markup: bool) -> MadeBefore | None:
    """Return what was made of a wording beforehand; None when it did not come with the program."""
    head, lines = _lines()
    kept = lines.get(digest(wording, markup=markup))
    if kept is None:
        return None
    words, code, more = json.loads(kept)
    made = environment_of(markup)
    written = compile(f"{head}\n{code}", "<template>", "exec")
    template = made.template_class.from_code(made, written, made.make_globals(None))
    return MadeBefore(template, frozenset(words), *((more[0], tuple(more[1])) if more else ()))
