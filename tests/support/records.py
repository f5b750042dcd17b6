"""What tests of final versions need: a workspace with an agreement that can be final, and changes of its data."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.samples.words import word
from iopdocs.making.outcome import Outcome
from tests.conftest import ROOT
from tests.support.batches import run

DAY = date(2026, 1, 15)
KIND, ID = "overenskommelse", "exempelby-komplett-2026"
# The document has one clause: none is asked for.
WHOLE = re.sub(
    r"(?m)^klausuler:\n(?: .*\n)+", "", (ROOT / "tests" / "agreements" / f"{ID}.yaml").read_text(encoding="utf-8")
)
_SIGNED = "status: undertecknat\nundertecknat: 2025-12-15\n"
NOTICE = "tid: 6 månader"


# The starter's own document is ten pages: what is tried of files needs none of them.
DESCRIPTION = """namn: Överenskommelse
beskrivning: Avtalet, så kort som det kan vara
titel: "{{ dokument.namn }} mellan {{ parterna.namn }}"
jämförs: ja
avsnitt:
  - {id: upphorande, rubrik: Upphörande, klausuler: [uppsagning], alltid: ja}
"""


@cache
def _template() -> bytes:
    return word(
        "{{ dokument.namn }} mellan {{ parterna.namn }}",
        "{%p for a in avsnitt %}",
        "{{ a.rubrik }}",
        "{%p for k in a.klausuler %}",
        "{%p for b in k.block %}",
        "{{ b.text }}",
        "{%p endfor %}",
        "{%p endfor %}",
        "{%p endfor %}",
    )


def data(*, notice: str = "6 månader", signed: bool = False, more: str = "") -> str:
    """Return an agreement that can be final, with its time of notice."""
    text = WHOLE.replace(NOTICE, f"tid: {notice}")
    return (text if signed else text.replace(_SIGNED, "status: beslutat\nlagrum_per: 2025-12-15\n")) + more


def workspace(folder: Path, text: str | None = None, name: str = "a.yaml") -> Path:
    """Make a workspace of one document type with an agreement, and return it."""
    kind = folder / "templates" / KIND
    kind.mkdir(parents=True)
    (kind / "mall.docx").write_bytes(_template())
    (kind / "dokument.yaml").write_text(DESCRIPTION, encoding="utf-8")
    shutil.copytree(ROOT / "templates" / "klausuler", folder / "templates" / "klausuler")
    (folder / "agreements").mkdir()
    write(folder, text or data(), name)
    return folder


def write(root: Path, text: str, name: str = "a.yaml") -> Path:
    """Write an agreement's file."""
    path = root / "agreements" / name
    path.write_text(text, encoding="utf-8")
    return path


def render(root: Path, *paths: Path, final: bool = True, **wish: Any) -> Outcome:
    """Make the documents of the only agreement, or of the one named, and return what became of it."""
    (outcome,) = run(root, paths or None, **{"day": DAY, "final": final, "only_new": True, **wish})
    return outcome


def names(outcome: Outcome) -> list[str]:
    """Return the names of the files that were written."""
    return [one.path.name for one in outcome.written if one.changed]


def codes(outcome: Outcome) -> set[str]:
    """Return the codes of the problems that made it fail."""
    return {problem.code for problem in outcome.problems} if outcome.failed else set()


def receipt(folder: Path, stem: str = KIND) -> dict[str, Any]:
    """Return what a receipt says."""
    found: dict[str, Any] = json.loads((folder / f"{stem}.kvitto.json").read_text(encoding="utf-8"))
    return found


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return the documents of a folder, without receipts, by name."""
    return {
        path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and not path.name.endswith(".json")
    }
