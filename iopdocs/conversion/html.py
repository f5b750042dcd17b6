"""A Word document as a web page that reads well, prints well and can be pasted into a content system."""

from __future__ import annotations

from html import escape

from bs4 import BeautifulSoup
from bs4.dammit import EntitySubstitution
from bs4.element import PageElement, Tag
from bs4.formatter import HTMLFormatter

from iopdocs.conversion.article import article
from iopdocs.conversion.content import content, written_in_pieces
from iopdocs.conversion.metadata import described
from iopdocs.conversion.piecewise import Pieces

# Nothing is fetched: the page's policy says so, and its style sheet is its own. Contrast: 7:1 or more (WCAG AAA).
_PAGE = """\
<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>{title}</title>
{metadata}<style>
{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""

_STYLE = """\
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #1a1a1a; }
body { font: 1.0625rem/1.55 Calibri, Carlito, "Segoe UI", Arial, sans-serif; }
main { max-width: 42rem; margin: 2rem auto 4rem; padding: 0 1.25rem; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { color: #17375e; line-height: 1.25; margin: 1.8em 0 .4em; break-after: avoid; }
h1 { font-size: 2rem; margin-top: .6em; }
h2 { font-size: 1.35rem; }
h3 { font-size: 1.1rem; }
h4, h5, h6 { font-size: 1rem; }
h2 + h3, h3 + h4 { margin-top: .6em; }
p, ul, ol { margin: 0 0 .8em; }
ul, ol { padding-left: 1.4em; }
li { margin-bottom: .25em; }
a { color: #0b4a8f; }
mark { background: #fff2a8; color: #5c3a00; font-weight: bold; padding: 0 .15em; }
blockquote { margin: 1.2em 0; padding: .1em 0 .1em 1em; border-left: 4px solid #17375e; font-style: italic; }
.beslut { padding-left: 1em; border-left: 4px solid #17375e; }
blockquote p:last-child, .ruta > :last-child { margin-bottom: 0; }
.ruta { margin: .8em 0; padding: .8em 1em; background: #f1f5f9; border-left: 4px solid #a6b4c4; break-inside: avoid; }
.ruta > p { margin-bottom: .4em; }
.utkast, .embargo { color: #9c0006; }
.utkast { letter-spacing: .15em; }
.underrubrik, .uppgift { color: #4a4a4a; }
.underrubrik, .ingress { font-size: 1.15rem; }
.ingress { font-weight: bold; }
.uppgift, .underskrift { margin-bottom: .3em; }
table { width: 100%; border-collapse: collapse; margin: 1.2em 0; font-size: .95rem; }
caption { text-align: left; font-weight: bold; color: #17375e; padding-bottom: .3em; }
th, td { text-align: left; vertical-align: top; padding: .35em .6em; border-bottom: 1px solid #a6b4c4; }
th { background: #e3eaf2; color: #17375e; }
tbody th { background: none; }
th.tal, td.tal { text-align: right; }
tr, blockquote { break-inside: avoid; }
img { max-width: 100%; height: auto; }
@media print { body { font-size: 11pt; } main { max-width: none; margin: 0; padding: 0; } a { color: inherit; } }
"""

# No-break spaces stay characters: a content system may show "&nbsp;" as it stands.
_FORMATTER = HTMLFormatter(entity_substitution=EntitySubstitution.substitute_xml, void_element_close_prefix="")


def to_html(document: bytes, title: str) -> bytes:
    """Return a complete page in Swedish of a .docx file, UTF-8, with nothing to fetch from elsewhere.

    What has a lead is news: an ``article``, with what search engines and others that link to it ask for.
    """
    soup = content(document)
    body, metadata = _lines(soup), ""
    if _is_news(body):
        metadata = "".join(f"{line}\n" for line in described(article(document, title)))
    return _page(body, title, metadata)


def to_shown(document: bytes, title: str, pieces: Pieces) -> bytes:
    """Return the same page for who is writing it, without what only search engines read.

    ``pieces`` has what was made of documents much like it: a page is made after each key that somebody presses.
    """
    return _page("\n".join(filter(None, written_in_pieces(document, pieces, _lines))), title)


def _page(body: str, title: str, metadata: str = "") -> bytes:
    whole = f"<article>\n{body}\n</article>" if _is_news(body) else body
    return _PAGE.format(title=escape(title, quote=False), metadata=metadata, style=_STYLE, body=whole).encode()


def _is_news(body: str) -> bool:
    return '<p class="ingress">' in body


def _lines(soup: BeautifulSoup) -> str:
    return "\n".join(map(_written, soup.contents))


def to_fragment(document: bytes, title: str) -> bytes:
    """Return the text of a .docx file to paste into a content system that has the headline and the looks itself."""
    soup = content(document)
    for node in soup.select("h1, p.utkast"):
        node.decompose()
    return "".join(f"{line}\n" for node in soup.contents if (line := _written(node).strip())).encode()


def _written(node: PageElement) -> str:
    return node.decode(formatter=_FORMATTER) if isinstance(node, Tag) else escape(str(node), quote=False)
