"""What LibreOffice needs, so that a heading stays with its text: no provisional page that begins between them.

When LibreOffice opens a document it first lays it out on pages of 25 paragraphs, a row of a table counted as one, and
then moves back what there is room for. A paragraph that is kept with the next and stands last on such a page is never
asked again, when what follows turned out to have no room (``SwLayHelper::CheckInsertPage`` in LibreOffice's Writer;
seen in 7.4). Word has no such pages. In the copy that LibreOffice reads, hidden paragraphs without height move the
border of the provisional page to before what is kept together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iopdocs.word.blocks import numbering
from iopdocs.word.markup import Node, parse_xml, to_bytes
from iopdocs.word.namespaces import W
from iopdocs.word.styles import Styles, switched_on, value

#: The paragraphs of the first provisional page. Later ones have one more: the one that begins the page is not counted.
FIRST = 25
_HIDDEN = (
    f'<w:p xmlns:w="{W[1:-1]}"><w:pPr><w:keepNext/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    "<w:rPr><w:vanish/></w:rPr></w:pPr></w:p>"
).encode()


def held_together(files: Mapping[str, bytes], main: str) -> dict[str, bytes]:
    """Return what of a Word file becomes another in the copy that LibreOffice is to read. Raises BrokenXml."""
    root = parse_xml(files[main])
    body = root.find(W + "body")
    places = list(_places(body, numbering(files, main)[1])) if body is not None else []
    for block, missing in places:
        for _ in range(missing):
            block.addprevious(parse_xml(_HIDDEN))
    return {main: to_bytes(root)} if places else {}


def _places(body: Node, styles: Styles) -> Iterator[tuple[Node, int]]:
    """Yield each paragraph that begins what is kept together over a border, with how many must go before it."""
    border, count = FIRST, 0
    first: Node | None = None  # of what is kept together
    before = 0  # what is counted before it
    for block in body.iterchildren(W + "p", W + "tbl"):
        if first is None:
            first, before = block, count
            while before >= border:
                border += FIRST + 1
        count += len(block.findall(W + "tr")) if block.tag == W + "tbl" else 1
        keeps = block.tag == W + "p" and _keeps(block, styles)
        if keeps and count >= border:
            # The border comes after this paragraph, or within a table before it: it is moved to before the first.
            yield first, border - before
            count += border - before
            border += FIRST + 1
        if not keeps:
            first = None


def _keeps(paragraph: Node, styles: Styles) -> bool:
    own = paragraph.find(W + "pPr")
    if own is not None and own.find(W + "keepNext") is not None:
        return switched_on(own, "keepNext")
    return bool(styles.inherited(value(paragraph, "pPr/pStyle"), _kept))


def _kept(_: str, style: Node) -> bool | None:
    look = style.find(W + "pPr")
    return None if look is None or look.find(W + "keepNext") is None else switched_on(look, "keepNext")
