"""Every place of a template a payload can be put in, and what becomes of a template with one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from benchmarks.samples.hostile_packages import OFFICE, W, body, members_of, with_part, written, zipped
from benchmarks.samples.words import DAY, MINIMAL, agreement, document_type, libraries, part, word
from iopdocs.errors import IopdocsError
from iopdocs.making.render import render
from iopdocs.templating.template import prepare

MARKER = "Hemliga gatan 1"
SECRET = MINIMAL.replace("namn: Exempeljouren", f"namn: Exempeljouren, adress: {{gata: {MARKER}, skyddad: ja}}")


def _header(document: Any) -> None:
    document.sections[0].header.paragraphs[0].text = HERE


def _footer(document: Any) -> None:
    document.sections[0].footer.paragraphs[0].text = HERE


def _cell(document: Any) -> None:
    document.add_table(1, 1).cell(0, 0).text = HERE


def _title(document: Any) -> None:
    document.core_properties.title = HERE


def _author(document: Any) -> None:
    document.core_properties.author = HERE


def _link(document: Any) -> None:
    document.part.relate_to("https://exempel.se/" + HERE, f"{OFFICE}/hyperlink", is_external=True)


def _comment(document: Any) -> None:
    document.add_comment(document.add_paragraph("Hej").runs, text=HERE)


def _style(document: Any) -> None:
    document.styles["Normal"].name = HERE


@cache
def _word(place: Callable[[Any], None]) -> Mapping[str, bytes]:
    return members_of(word("Hej", make=place))


def _in_word(place: Callable[[Any], None]) -> Callable[[str], bytes]:
    """Return a way to put a payload in a place that Word knows."""

    def put(payload: str) -> bytes:
        said = escape(payload, {'"': "&quot;"}).encode()
        return zipped({name: data.replace(HERE.encode(), said) for name, data in _word(place).items()})

    return put


def _in_body(xml: str) -> Callable[[str], bytes]:
    return lambda payload: body(xml.replace(HERE, escape(payload, {'"': "&quot;"})))


def _in_part(member: str, xml: str, kind: str = "") -> Callable[[str], bytes]:
    return lambda payload: with_part(member, xml.replace(HERE, escape(payload, {'"': "&quot;"})), kind)


def _split(payload: str) -> bytes:
    pieces = (escape(payload[at : at + 3]) for at in range(0, len(payload), 3))
    runs = "".join(f'<w:r><w:t xml:space="preserve">{piece}</w:t></w:r>' for piece in pieces)
    return body(f"<w:p>{runs}</w:p>")


HERE = "PLATSEN"
NOTE = f"<w:footnotes {W}><w:p><w:r><w:t>{HERE}</w:t></w:r></w:p></w:footnotes>"
PARAGRAPH = f"<w:p><w:r><w:t>{HERE}</w:t></w:r></w:p>"
#: Where tags are filled in: what is not a template's own words is refused for what it is.
FILLED: Mapping[str, Callable[[str], bytes]] = {
    "body": written,
    "header": _in_word(_header),
    "footer": _in_word(_footer),
    "footnote": _in_part("word/footnotes.xml", NOTE, "footnotes"),
    "split over runs": _split,
    "cell": _in_word(_cell),
    "text box": _in_body(f"<w:p><w:r><w:pict><w:txbxContent>{PARAGRAPH}</w:txbxContent></w:pict></w:r></w:p>"),
    "content control": _in_body(f"<w:sdt><w:sdtContent>{PARAGRAPH}</w:sdtContent></w:sdt>"),
}
#: Where they are not: any tag at all is refused.
UNFILLED: Mapping[str, Callable[[str], bytes]] = {
    "endnote": _in_part("word/endnotes.xml", NOTE.replace("footnotes", "endnotes")),
    "comment": _in_word(_comment),
    "title of the document": _in_word(_title),
    "author": _in_word(_author),
    "property of its own": _in_part("docProps/custom.xml", f"<a>{HERE}</a>"),
    "hyperlink": _in_word(_link),
    "style": _in_word(_style),
    "custom XML": _in_part("customXml/item9.xml", f"<a>{HERE}</a>"),
    "attribute of custom XML": _in_part("customXml/item9.xml", f'<a b="{HERE}"/>'),
    "comment of custom XML": _in_part("customXml/item9.xml", f"<a><!-- {HERE} --></a>"),
    "glossary": _in_part("word/glossary/document.xml", f"<a>{HERE}</a>"),
    "setting": _in_part("word/settings2.xml", f'<w:docVar {W} w:val="{HERE}"/>'),
}
PLACES = {
    **FILLED,
    **UNFILLED,
    "attribute of the body": _in_body(f'<w:p><w:bookmarkStart w:id="1" w:name="{HERE}"/></w:p>'),
}


def outcome(data: bytes) -> str:
    """Return what is said of a template, when it is prepared or filled in; or the text of the document made."""
    try:
        return "made: " + part(
            render(agreement("", SECRET), document_type(), prepare(data, "m"), libraries(), DAY).data
        )
    except IopdocsError as error:
        return str(error)
