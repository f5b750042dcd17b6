"""Web pages out of templates: one way for all of them. What is put in is escaped, and what is not given is a fault."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from iopdocs.swedish import dates


def pages_in(folder: Path) -> Environment:
    """Return the templates of pages in a folder; ``dag`` writes a date as a Swedish text."""
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["dag"] = dates.format
    return environment
