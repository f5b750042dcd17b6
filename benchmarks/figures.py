"""Figures into ``docs/tillforlitlighet.md``: each script writes between the marks of its own name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "tillforlitlighet.md"


def write(name: str, command: str, figures: Mapping[str, object], page: Path = PAGE) -> None:
    """Replace the figures called ``name`` by a table; ``figures`` is Swedish. Raises ValueError."""
    rows = "".join(f"| {what} | {_shown(value)} |\n" for what, value in figures.items())
    put(name, f"| Mätt med `{command}` | |\n|---|---:|\n{rows}", page)


def put(name: str, table: str, page: Path) -> None:
    """Replace what stands between the marks called ``name`` by a table. Raises ValueError when there are none."""
    text = page.read_text(encoding="utf-8")
    place = re.compile(rf"(<!-- {re.escape(name)} -->\n).*?(<!-- /{re.escape(name)} -->)", re.DOTALL)
    if not place.search(text):
        raise ValueError(f"{page} has no place for {name}")
    page.write_text(place.sub(lambda found: f"{found[1]}\n{table}\n{found[2]}", text), encoding="utf-8")


def _shown(value: object) -> str:
    return f"{value:,}".replace(",", "\u00a0") if isinstance(value, int) else str(value)
