"""The web pages' templates: one environment, and one style that they share (``style.css``). They fetch nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Template

from iopdocs.html_pages import pages_in
from iopdocs.overview.urgency import in_words


@cache
def template(name: str) -> Template:
    """Return the template of a page."""
    environment = pages_in(Path(__file__).parent)
    environment.filters["när"] = in_words
    return environment.get_template(name)
