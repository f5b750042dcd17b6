"""A document's page with where each paragraph comes from folded away beside it, each gap a link to its very field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape

from iopdocs.reading import KeyPath
from iopdocs.usecases.gap_fields import paths_of, taken
from iopdocs.usecases.origins import SIGNED, KeyOrigin, ParagraphOrigins
from iopdocs.usecases.writing_desk import Draft
from iopdocs.web.pages import fragment

ORIGIN_STYLE = """\
.vand { max-width: 42rem; margin: 1rem auto 0; padding: 0 1.25rem; font-size: .9rem; }
.ursprung { margin: -.5em 0 1em; font: .85rem/1.45 Calibri, Carlito, "Segoe UI", Arial, sans-serif; text-align: left; }
.ursprung summary { color: #0b4a8f; cursor: pointer; width: max-content; min-height: 24px; }
.ursprung ul { margin: .2em 0 .4em; padding-left: 1.2em; }
.ursprung li { margin: 0; overflow-wrap: anywhere; }
.ursprung b { font-weight: 600; }
td .ursprung, th .ursprung, li .ursprung { margin: 0; }
"""
#: A gap as a document's page shows it.
GAP = re.compile(r"<mark>\[saknas: ([^\]<]*)\]</mark>")
#: What ends a paragraph in a page. After its own end a note may stand; in a cell or an item it stands within.
_END = re.compile(r"</(?:p|h[1-6])>|</?(?:li|td|th|ul|ol|table|caption|blockquote|aside)[ >]")
_AFTER = ("</p", "</h")


def with_origins(shown: str, made: Draft, paragraphs: Sequence[ParagraphOrigins], road: str) -> str:
    """Return a page whose paragraphs have signs with a note on where each comes from instead of each sign."""
    head, body, rest = shown.partition("<body>")
    names, pieces, last, notes = made.field_names, list[str](), 0, list[str]()
    places = [*SIGNED.finditer(rest)]
    for place in places:
        told = paragraphs[int(place[1])]
        # What stands before a sign, back to the last one, is the paragraph's own.
        pieces.append(_linked(_noted(rest[last : place.start()], notes), told, names, road, made))
        notes.append(_note(told, names, road, made))
        last = place.end()
    pieces.append(_noted(rest[last:], notes))
    return SIGNED.sub("", head) + body + "".join(pieces)


def _noted(text: str, notes: list[str]) -> str:
    """Return what follows a paragraph with the notes that wait put where it ends."""
    end = _END.search(text) if notes else None
    if end is None:
        return text
    at = end.end() if end[0].startswith(_AFTER) else end.start()
    waiting = "".join(notes)
    notes.clear()
    return text[:at] + waiting + text[at:]


def _linked(text: str, told: ParagraphOrigins, names: Mapping[KeyPath, str], road: str, made: Draft) -> str:
    """Return the text of a paragraph with each gap a link to the field that would fill it."""
    waiting = paths_of(told)

    def linked(found: re.Match[str]) -> str:
        return linked_gap(unescape(found[1]), made.nearest(taken(waiting, unescape(found[1]).strip()), names), road)

    return GAP.sub(linked, text)


def linked_gap(text: str, field: str, road: str) -> str:
    """Return a gap as a link to the field that would fill it, or with why there is none."""
    return fragment("gap.html", field=field, text=text, road=road)


def _note(told: ParagraphOrigins, names: Mapping[KeyPath, str], road: str, made: Draft) -> str:
    def fields(keys: Sequence[KeyOrigin]) -> list[tuple[KeyOrigin, str]]:
        return [(one, made.nearest(one.path, names)) for one in keys]

    found = {"printed": fields(told.printed), "decisive": fields(told.decisive), "weighed": fields(told.weighed)}
    found["empty"] = fields(told.unwritten)
    return fragment("origins.html", told=told, road=road, **found)
