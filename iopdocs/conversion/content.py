"""The text of a Word document as clean HTML elements: what the web formats have in common."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from html import unescape

import mammoth
from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from iopdocs.conversion.fidelity import all_there
from iopdocs.conversion.links import add_links
from iopdocs.conversion.piecewise import Pieces
from iopdocs.conversion.preparation import NUMBER_END, NUMBER_START, Prepared, prepare

#: From the styles of our templates, and Word's own, to elements. What is not here becomes a paragraph or a list item.
STYLES = {
    "Title": "h1:fresh",
    "heading 1": "h2:fresh",
    "heading 2": "h3:fresh",
    "heading 3": "h4:fresh",
    "heading 4": "h5:fresh",
    "heading 5": "h6:fresh",
    "heading 6": "h6:fresh",
    "Subtitle": "p.underrubrik:fresh",
    "Quote": "blockquote > p:fresh",
    "Intense Quote": "blockquote > p:fresh",
    "Block Text": "blockquote > p:fresh",
    "caption": "p.tabellrubrik:fresh",
    "Ingress": "p.ingress:fresh",
    "Embargo": "p.embargo:fresh > strong",
    "Parter": "p.parter:fresh > strong",
    "Uppgiftsrad": "p.uppgift:fresh",
    "Ruta": "aside.ruta > p:fresh",
    "Kontakt": "p.kontakt:fresh",
    "Bildtext": "p.bild:fresh",
    "Nyckelord": "p.nyckelord:fresh",
    "Beslut": "p.beslut:fresh",
    "Tabelltal": "p.tal:fresh",
    "Tabellrubrik tal": "p.tal:fresh",
    "Underskriftspart": "p.underskrift:fresh > strong",
    "Underskrift": "p.underskrift:fresh",
}
_HEADINGS = [name for name, path in STYLES.items() if path.startswith("h")]


def _style_map() -> str:
    """What comes first wins: a heading stays a heading, and an item stays an item whatever its style is."""
    lists = [
        f"p{box}:{kind}-list({level}) => {outer}{'ul|ol > li > ' * (level - 1)}{element} > li:fresh"
        for box, outer in (("[style-name='Ruta']", "aside.ruta > "), ("", ""))
        for kind, element in (("unordered", "ul"), ("ordered", "ol"))
        for level in range(1, 6)
    ]
    styles = {name: f"p[style-name='{name}'] => {path}" for name, path in STYLES.items()}
    headings = [styles.pop(name) for name in _HEADINGS]
    marks = ["r[style-name='Markering'] => mark", "highlight => mark"]
    return "\n".join([*headings, *lists, *styles.values(), *marks])


_STYLE_MAP = _style_map()
_INLINE = ("a", "strong", "em", "mark", "s", "sub", "sup", "u")
_SAFE = re.compile(r"(https?://|mailto:|tel:|#)", re.IGNORECASE)
# An attribute as mammoth writes it.
_REFERENCE = re.compile(r'<a href="#([^"]*)"')
# Not the no-break space, which stays.
_SPACES = re.compile("[ \t\r\n]+")
_NUMBER = re.compile(f"{NUMBER_START}([0-9]+){NUMBER_END}")


def content(document: bytes) -> BeautifulSoup:
    """Return the body of a .docx file as HTML elements.

    Kept: headings with their numbers, lists, quotes, boxes, tables, links, gaps (``mark``), no-break spaces, and UTKAST
    at the top when the document's header carries it. Raises InvalidTemplate for something else than a .docx file, and
    ConversionFailed when something of its text would be lost.
    """
    html, draft = _converted(document)
    soup = _cleaned(html, _referred_to(html))
    if draft:
        _sign(soup)
    return soup


def written_in_pieces(document: bytes, pieces: Pieces, write: Callable[[BeautifulSoup], str]) -> Iterator[str]:
    """Yield the same a piece at a time, written: what is as it was is neither made, cleaned nor written anew.

    ``write`` is the same function each time that the same ``pieces`` are given. Raises likewise.
    """
    prepared = _prepared(document)
    made = pieces.html(prepared, _HEADINGS, _html)
    whole = "".join(made)
    all_there(prepared.texts, whole)
    if prepared.draft:
        signed = BeautifulSoup("", "html.parser")
        _sign(signed)
        yield write(signed)
    kept = _referred_to(whole)
    for html in made:
        yield pieces.finished(html, kept, lambda html: write(_cleaned(html, kept)))


def _cleaned(html: str, referred_to: Collection[str]) -> BeautifulSoup:
    soup = BeautifulSoup(html, "html.parser")
    _clean_links(soup, referred_to)
    _clean_spaces(soup)
    _number_items(soup)
    for table in soup.find_all("table"):
        _clean_table(soup, table)
    add_links(soup)
    return soup


def _referred_to(html: str) -> frozenset[str]:
    """Return the bookmarks that something in a page refers to, as they are written there."""
    return frozenset(_REFERENCE.findall(html))


@lru_cache(maxsize=2)
def _converted(document: bytes) -> tuple[str, bool]:
    """The slow step, done once when a document is wanted in several formats."""
    prepared = _prepared(document)
    made = _html(prepared.data())
    all_there(prepared.texts, made)
    return made, prepared.draft


def _prepared(document: bytes) -> Prepared:
    return prepare(document, {name.lower() for name in STYLES})


def _html(document: bytes) -> str:
    made = mammoth.convert_to_html(io.BytesIO(document), style_map=_STYLE_MAP, include_embedded_style_map=False)
    return str(made.value)


def _sign(soup: BeautifulSoup) -> None:
    paragraph, strong = soup.new_tag("p", attrs={"class": "utkast"}), soup.new_tag("strong")
    strong.string = "UTKAST"
    paragraph.append(strong)
    soup.insert(0, paragraph)


def _clean_links(soup: BeautifulSoup, referred_to: Collection[str]) -> None:
    """Drop bookmarks nobody refers to and links that are not to an address."""
    wanted = {unescape(name) for name in referred_to}
    for link in soup.find_all("a"):
        del link["target"]
        if not _SAFE.match(str(link.get("href", ""))) and link.get("id") not in wanted:
            link.unwrap()


def _clean_spaces(soup: BeautifulSoup) -> None:
    """Tabs and runs of spaces become one, and spaces at the edges of bold type and the like move outside it."""
    for text in _texts(soup):
        if (tidied := _SPACES.sub(" ", text)) != text:
            text.replace_with(tidied)
    for tag in reversed(soup.find_all(_INLINE)):
        if not tag.get_text():
            if not tag.get("id"):
                tag.unwrap()
            continue
        _move_out(tag, tag.contents[0], first=True)
        _move_out(tag, tag.contents[-1], first=False)


def _move_out(tag: Tag, edge: PageElement, *, first: bool) -> None:
    if not isinstance(edge, NavigableString):
        return
    kept = edge.lstrip() if first else edge.rstrip()
    if kept == edge:
        return
    space = NavigableString(edge[: -len(kept)] if first and kept else edge[len(kept) :])
    (tag.insert_before if first else tag.insert_after)(space)
    edge.replace_with(kept)


def _texts(soup: BeautifulSoup | Tag) -> Iterator[NavigableString]:
    yield from [text for text in soup.find_all(string=True) if isinstance(text, NavigableString)]


def _number_items(soup: BeautifulSoup) -> None:
    """Give the items of numbered lists the numbers Word shows, where they are not simply the next one."""
    for text in _texts(soup):
        match = _NUMBER.match(text)
        if match is None:
            continue
        item = text.find_parent("li")
        numbered = item is not None and item.parent is not None and item.parent.name == "ol"
        text.replace_with(text[match.end() :] if numbered else f"{match[1]}. {text[match.end() :]}")
        if item is not None and numbered:
            item["value"] = match[1]
    for numbers in soup.find_all("ol"):
        expected = 1
        for item in numbers.find_all("li", recursive=False):
            number = int(str(item.get("value") or expected))
            if number == expected:
                del item["value"]
            expected = number + 1


def _clean_table(soup: BeautifulSoup, table: Tag) -> None:
    if table.find(["thead", "tbody"], recursive=False) is None:
        body = soup.new_tag("tbody")
        for row in table.find_all("tr", recursive=False):
            body.append(row.extract())
        table.append(body)
    for cell in table.find_all(["td", "th"]):
        _clean_cell(soup, cell)
    for heading in table.select("thead th"):
        heading["scope"] = "col"
    for first in table.select("tbody > tr > td:first-child"):
        if _is_row_heading(first):
            first.name = "th"
            first["scope"] = "row"
    before = table.find_previous_sibling()
    if before is not None and before.name == "p" and "tabellrubrik" in before.get_attribute_list("class"):
        before.name = "caption"
        del before["class"]
        table.insert(0, before.extract())


def _is_row_heading(cell: Tag) -> bool:
    """Whether the first cell of a row is all in bold type, and not the only one."""
    bold = "".join(strong.get_text() for strong in cell.find_all("strong"))
    return bool(bold) and bold == cell.get_text() and cell.find_next_sibling("td") is not None


def _clean_cell(soup: BeautifulSoup, cell: Tag) -> None:
    """Paragraphs in a cell become lines."""
    paragraphs = cell.find_all("p", recursive=False)
    if len(paragraphs) != len(cell.find_all(True, recursive=False)):
        return
    if any("tal" in paragraph.get_attribute_list("class") for paragraph in paragraphs):
        cell["class"] = "tal"
    for paragraph in paragraphs[1:]:
        paragraph.insert_before(soup.new_tag("br"))
    for paragraph in paragraphs:
        paragraph.unwrap()
