"""All agreements at a glance, as of a day: what comes when, what is missing, which has a successor. Pure.

``overview`` gathers it. ``on_screen`` is what of it is shown on this machine, ``cleared`` what of it may leave: only
that becomes a calendar (``calendar_file``) or a web page (``page``).
"""

from iopdocs.overview.cleared import Cleared, cleared, on_screen, stays
from iopdocs.overview.entries import AgreementFile, Entry, Overview, Replacement, State, overview
from iopdocs.overview.ics import calendar_file, is_calendar
from iopdocs.overview.page import is_page, page
from iopdocs.overview.urgency import Row, Urgency, in_words, rows

__all__ = [
    "AgreementFile",
    "Cleared",
    "Entry",
    "Overview",
    "Replacement",
    "Row",
    "State",
    "Urgency",
    "calendar_file",
    "cleared",
    "in_words",
    "is_calendar",
    "is_page",
    "on_screen",
    "overview",
    "page",
    "rows",
    "stays",
]
