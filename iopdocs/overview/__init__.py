"""All agreements at a glance, as of a day: what comes when, what is missing, which has a successor. Pure.

``overview`` gathers it; ``calendar_file`` and ``page`` show it as a calendar and as a web page.
"""

from iopdocs.overview.entries import Entry, Given, Overview, State, Successor, overview
from iopdocs.overview.ics import calendar_file, is_calendar
from iopdocs.overview.page import is_page, page
from iopdocs.overview.urgency import Row, Urgency, in_words, rows

__all__ = [
    "Entry",
    "Given",
    "Overview",
    "Row",
    "State",
    "Successor",
    "Urgency",
    "calendar_file",
    "in_words",
    "is_calendar",
    "is_page",
    "overview",
    "page",
    "rows",
]
