"""What a reader of a Word document sees beside the words: what is hidden or struck through, links, pictures, fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from itertools import groupby

from iopdocs.patterns import lazy_pattern
from iopdocs.word.field_codes import fields
from iopdocs.word.markup import Node, remove
from iopdocs.word.namespaces import DRAWING, WORD_DRAWING, R, V, W
from iopdocs.word.relationships import relations_of
from iopdocs.word.styles import Styles, value
from iopdocs.word.text import is_shown, shown_text

_OFF = ("0", "false", "off")
_FIELD = [W + "fldChar", W + "instrText"]
_STRUCK = ("strike", "dstrike")
_LINK = lazy_pattern(r'\s*HYPERLINK\s+(?:\\l\s+)?"?([^"\s]*)')
# How the result looks: every program writes it in its own way.
_SWITCH = lazy_pattern(r"\\\*\s*\w+")
#: A field with a page number, which is whatever the last program to lay the pages out made it.
COUNTED = lazy_pattern(r"\s*(PAGE|NUMPAGES|SECTIONPAGES|PAGEREF)\b")
#: What the line of a field begins with.
FIELD = "fält: "
# So much of the hash of a picture tells it from any other.
_DIGITS = 8


def without_hidden(root: Node, styles: Styles) -> None:
    """Take out of a part the text that its runs or their styles hide: nobody reads it on paper or on the screen."""
    for run in list(root.iter(W + "r")):
        if next(run.iter(*_FIELD), None) is None and _is_on(run, "vanish", styles):
            remove(run)


class Beside:
    """Tells what a part has beside its words, with the styles and the relationships of its file."""

    def __init__(self, files: Mapping[str, bytes], part: str, styles: Styles) -> None:
        self._files, self._styles = files, styles
        self._targets = {one.identity: (one.target if one.leads_out else one.part) for one in relations_of(files, part)}

    def told(self, paragraph: Node) -> tuple[str, ...]:
        """Return what a paragraph has beside its words, in words."""
        return (*self._struck(paragraph), *self._links(paragraph), *self._pictures(paragraph), *_fields(paragraph))

    def _struck(self, paragraph: Node) -> Iterator[str]:
        runs = (run for run in paragraph.iter(W + "r") if shown_text(run))
        for struck, group in groupby(runs, lambda run: any(_is_on(run, tag, self._styles) for tag in _STRUCK)):
            if struck:
                yield f"genomstruket: {''.join(map(shown_text, group))}"

    def _links(self, paragraph: Node) -> Iterator[str]:
        for link in paragraph.iter(W + "hyperlink"):
            yield f"länk: {shown_text(link)} till {self._target(link.get(R + 'id'), link.get(W + 'anchor'))}"
        for field in fields(paragraph):
            if found := _LINK.match(field.code):
                yield f"länk: {''.join(text.text or '' for text in field.results)} till {found[1]}"

    def _target(self, identity: str | None, anchor: str | None) -> str:
        target = self._targets.get(identity) or ""
        return target + (f"#{anchor}" if anchor else "")

    def _pictures(self, paragraph: Node) -> Iterator[str]:
        for picture in paragraph.iter(f"{{{DRAWING}}}blip", V + "imagedata"):
            if not is_shown(picture):
                continue
            identity = picture.get(R + "embed") or picture.get(R + "link") or picture.get(R + "id")
            target = self._targets.get(identity) or ""
            data = self._files.get(target)
            yield f"bild: {_called(picture)}, {sha256(data).hexdigest()[:_DIGITS] if data is not None else target}"


def _called(picture: Node) -> str:
    """Return what a picture is described as."""
    for above in picture.iterancestors(W + "drawing"):
        for properties in above.iter(f"{{{WORD_DRAWING}}}docPr"):
            return properties.get("descr") or "utan beskrivning"
    return "utan beskrivning"


def _fields(paragraph: Node) -> Iterator[str]:
    for field in fields(paragraph):
        code = " ".join(_SWITCH.sub(" ", field.code).split())
        if code and not _LINK.match(code) and not COUNTED.match(code):
            yield f"{FIELD}{code}"


def _is_on(run: Node, tag: str, styles: Styles) -> bool:
    """Whether a run has a look that is on or off, by itself, by its style or by its paragraph's."""
    own = _says(run.find(W + "rPr"), tag)
    if own is not None:
        return own
    ask = _ASKED[tag]
    by_style = styles.inherited(value(run, "rPr/rStyle"), ask)
    if by_style is None:
        paragraph = next(run.iterancestors(W + "p"), None)
        by_style = styles.inherited(value(paragraph, "pPr/pStyle"), ask)
    return bool(by_style)


def _says(properties: Node | None, tag: str) -> bool | None:
    found = properties.find(W + tag) if properties is not None else None
    return None if found is None else found.get(W + "val") not in _OFF


def _asking(tag: str) -> Callable[[str, Node], bool | None]:
    return lambda _, style: _says(style.find(W + "rPr"), tag)


# A style remembers its answer by who asks.
_ASKED = {tag: _asking(tag) for tag in ("vanish", *_STRUCK)}
