"""The web pages' templates: one environment, and one style that they share (``style.css``). They fetch nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from iopdocs.overview.urgency import in_words
from iopdocs.swedish import dates


@cache
def template(name: str) -> Template:
    """Return the template of a page."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"dag": dates.format, "när": in_words}
    return environment.get_template(name)
