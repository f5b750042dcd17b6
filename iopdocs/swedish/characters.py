"""The characters Swedish typography turns on, and reading text whatever spaces it was typed with."""

from __future__ import annotations

import re
import unicodedata

NBSP = "\u00a0"
EN_DASH = "\u2013"
MINUS = "\u2212"
QUOTE = "\u201d"
INNER_QUOTE = "\u2019"

#: What people and programs type as a hyphen or a dash.
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
#: The same within a class of a regular expression, wherever in it: it is never to be escaped again.
IN_DASHES = re.escape(DASHES)

_LONGEST_QUOTED = 60

#: Letters of other scripts, and Latin ones no decomposition undoes, that look like ours on paper.
ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјкмнорстухӏԁһгпвԛԝγΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγικνορτυχϲϳηωıɑɡɩɪᴀʙᴄᴅᴇɢʜᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢøØđĐħĦłŁƒŧɵŋŊɲɳƙƥƭƴɓɗɖʈȷɾʋ",
    "ABESIJKMHOPCTYXaesijkmhopctyxldhrnbqwyABEZHIKMNOPTYXayikvoptuxcjnwiagiiABCDEGHJKLMNOPRTUVWYZoOdDhHlLftonNnnkptybddtjrv",
)


def plain(text: str) -> str:
    """Return the text with every run of white space (no-break and thin spaces too) as one space, none at the ends."""
    return " ".join(text.split())


def bound(text: str) -> str:
    """Return the text with each ordinary space as U+00A0, so that it never breaks over two lines."""
    return text.replace(" ", NBSP)


def quoted(text: str) -> str:
    """Return what a user typed in Swedish quotation marks, shortened, for use in a message."""
    shown = plain(text)
    if len(shown) > _LONGEST_QUOTED:
        shown = shown[: _LONGEST_QUOTED - 1] + "…"
    return f"{QUOTE}{shown}{QUOTE}"


def seen(text: str) -> str:
    """Return a text as it is seen: no invisible characters, one kind of digit, our letters for those like them."""
    if not text.isascii():
        # What is in most of our texts is exchanged first: the rest of the way is then short, and seldom gone.
        text = unicodedata.normalize("NFKC", text.replace(NBSP, " ").replace("…", "..."))
        text = text.translate(_VISIBLE) if _UNUSUAL.search(text) else text
    return " ".join(text.split())


class _Visible(dict[int, int | None]):
    """A table for str.translate that drops invisible characters; each is looked up once."""

    def __missing__(self, code: int) -> int | None:
        digit = unicodedata.decimal(chr(code), None)
        shown = ALIKE.get(code, code) if digit is None else ord(str(digit))
        self[code] = None if unicodedata.category(chr(code)) == "Cf" or code in _FILLERS else shown
        return self[code]


# Letters and signs that are drawn as nothing: fillers, joiners, the empty pattern of dots, variation selectors.
_FILLERS = frozenset({0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10)})
_VISIBLE = _Visible()
#: Any sign but those that are seen as they are in most Swedish texts.
_UNUSUAL = re.compile("[^\x00-\x7fåäöÅÄÖéÉüÜ§–—”“’]")
