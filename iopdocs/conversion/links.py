"""Addresses and telephone numbers in a page that stand as plain text, made into links."""

from __future__ import annotations

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from iopdocs.swedish.links import may_have, pieces


def add_links(soup: BeautifulSoup) -> None:
    """Make links of the e-mail addresses, web addresses and telephone numbers in a page, except inside links."""
    for text in list(soup.find_all(string=may_have)):
        if not isinstance(text, NavigableString) or text.find_parent("a") is not None:
            continue
        # All at once: for each, the text's own place among its neighbours would be counted anew.
        text.replace_with(*(_element(soup, piece, target) for piece, target in pieces(str(text)) if piece))


def _element(soup: BeautifulSoup, piece: str, target: str) -> Tag | NavigableString:
    if not target:
        return NavigableString(piece)
    link = soup.new_tag("a", href=target)
    link.string = piece
    return link
