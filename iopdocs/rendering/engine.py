"""docxtpl's own template class with this engine in it: prepared once, rendered without reading the template again.

It takes any template and data that docxtpl takes, and gives the same document. That is how the engine is shown to do
what docxtpl does; our own templates go through :mod:`iopdocs.rendering.template`, which allows less and checks more.
What needs docxtpl's document while it is filled in (pictures, subdocuments, replaced media) falls back to docxtpl.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import IO, Any

import jinja2
from docx import Document
from docx.opc.oxml import parse_xml, serialize_part_xml
from docxtpl import DocxTemplate
from lxml import etree

from iopdocs.rendering.archive import Packed, assemble, pack
from iopdocs.rendering.dialect import listed, patched, unlined
from iopdocs.rendering.package import PARSER

File = str | PathLike[str] | IO[bytes]

_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
# docxtpl lets authors write double braces that are not tags like this.
_ESCAPED = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
_PLAIN = jinja2.Environment()  # noqa: S701 - docxtpl's own default
_ESCAPING = jinja2.Environment(autoescape=True)


class _NeedsDocxtpl(Exception):
    """Raised when docxtpl itself must render; the message says why."""


class _NoPart:
    """Stands where docxtpl has the part that is being filled in: a value that asks for it gets docxtpl."""

    def __getattr__(self, name: str) -> Any:
        raise _NeedsDocxtpl("a value adds something to the document, such as a picture")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part to fill in: its member, its source, what stands around the body, and which of the three kinds it is."""

    member: str
    source: str
    kind: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A template as docxtpl saves it: the members that stay as they are, in their order, and the parts to fill in."""

    members: Mapping[str, Packed]
    parts: tuple[_Part, ...]


class FastTemplate(DocxTemplate):  # type: ignore[misc] # docxtpl has no types
    """A drop-in for ``DocxTemplate``. ``fell_back`` says after a rendering why docxtpl did it; None when it did not."""

    def __init__(self, template_file: File) -> None:
        self._loaded: Any = None
        self._result: bytes | None = None
        self.fell_back: str | None = None
        super().__init__(template_file)

    @property
    def docx(self) -> Any:
        """The python-docx document; after a rendering, the one rendered."""
        if self._loaded is None and self._result is not None:
            self._loaded = Document(io.BytesIO(self._result))
        return self._loaded

    @docx.setter
    def docx(self, document: Any) -> None:
        self._loaded = document

    def render(
        self, context: dict[str, Any], jinja_env: jinja2.Environment | None = None, autoescape: bool = False
    ) -> None:
        """Fill in the template, as docxtpl does. Raises what docxtpl raises."""
        if autoescape and jinja_env is not None:
            jinja_env.autoescape = True
        made = jinja_env or (_ESCAPING if autoescape else _PLAIN)
        try:
            self._result = self._rendered(context, made)
        except (_NeedsDocxtpl, jinja2.TemplateError, etree.XMLSyntaxError) as error:
            self.fell_back, self._result = str(error), None
            super().render(context, jinja_env, autoescape)
            return
        except Exception:
            # As docxtpl leaves it: with the template in place of the document.
            self._loaded, self._result, self.is_rendered = None, None, False
            self.render_init()
            raise
        self.fell_back, self._loaded, self.is_rendered, self.is_saved = None, None, True, False

    def _rendered(self, context: dict[str, Any], made: jinja2.Environment) -> bytes:
        if self._loaded is not None and not self.is_rendered:
            raise _NeedsDocxtpl("the document was changed, or asked for, before it was rendered")
        if type(self) is not FastTemplate:
            raise _NeedsDocxtpl("a subclass may do any step in another way")
        if not isinstance(context, dict):
            raise _NeedsDocxtpl("the data is no dictionary")
        if any(isinstance(value, Iterator) for value in context.values()):
            raise _NeedsDocxtpl("a value can be gone through only once")
        self._loaded = self._result = None
        self.pic_map: dict[str, Any] = {}
        self.docx_ids_index, self.current_rendering_part = 1000, _NoPart()
        prepared = self._prepared()
        parts = {part.member: self._filled(part, context, made) for part in prepared.parts}
        if self._loaded is not None:
            raise _NeedsDocxtpl("a value asked for the document")
        changed = {name: pack(data) for name, data in parts.items()}
        return assemble({**prepared.members, **changed}.items())

    def _prepared(self) -> _Prepared:
        try:
            data = _bytes_of(self.template_file)
        except OSError as error:
            raise _NeedsDocxtpl("docxtpl says what is wrong with the file") from error
        return _prepare(data)

    def _filled(self, part: _Part, context: dict[str, Any], made: jinja2.Environment) -> bytes:
        xml = unlined(_compiled(made, part.source).render(context))
        for escaped, shown in _ESCAPED:
            xml = xml.replace(escaped, shown)
        xml = listed(xml)
        if part.kind == "body":
            return (part.before + self._mended(xml) + part.after).encode()
        # Header and footer go through python-docx's parser, which drops blanks between elements; footnotes do not.
        return xml.encode() if part.kind == "footnotes" else serialize_part_xml(parse_xml(xml))

    def _mended(self, xml: str) -> str:
        """Do what docxtpl does to tables and pictures, when there are any, and to broken XML."""
        if "<w:tbl" not in xml and "docPr" not in xml:
            try:
                etree.fromstring(xml, PARSER)
            except etree.XMLSyntaxError:
                pass  # docxtpl recovers what it can, below
            else:
                return xml
        tree = self.fix_tables(xml)
        self.fix_docpr_ids(tree)
        return etree.tostring(tree, encoding="unicode")

    def save(self, filename: File, *args: Any, **more: Any) -> None:
        """Write the document to a path or an open file."""
        replaced = (self.crc_to_new_media, self.crc_to_new_embedded, self.zipname_to_replace, self.pics_to_replace)
        if self._result is None or self._loaded is not None or any(replaced):
            super().save(filename, *args, **more)
            return
        if isinstance(filename, str | PathLike):
            Path(filename).write_bytes(self._result)
        else:
            filename.write(self._result)
        self.is_saved = True


def _bytes_of(file: File) -> bytes:
    if isinstance(file, str | PathLike):
        return Path(file).read_bytes()
    at = file.tell()
    file.seek(0)
    data = file.read()
    file.seek(at)
    return data


def _compiled(made: jinja2.Environment, source: str) -> jinja2.Template:
    """Compile a source once in its environment. It is kept there, so that it is gone when the environment is."""
    kept = made.__dict__.setdefault("compiled_parts", {})
    place = (id(made), made.autoescape, source)  # an overlay has its original's dictionary
    if place not in kept:
        kept[place] = made.from_string(source)
    template: jinja2.Template = kept[place]
    return template


@lru_cache(maxsize=32)
def _prepare(data: bytes) -> _Prepared:
    """Prepare a template with docxtpl's own functions. Raises _NeedsDocxtpl for one that it must render itself."""
    template = DocxTemplate(io.BytesIO(data))
    template.render_init()
    sources = [*_body(template), *_around(template), *_footnotes(template)]
    if len({part.member for part in sources}) < len(sources):
        raise _NeedsDocxtpl("a header or footer is used in two ways")
    for name in _PROPERTIES:
        value = getattr(template.docx.core_properties, name)
        if "{" in value:
            raise _NeedsDocxtpl("the document's properties have tags")
        setattr(template.docx.core_properties, name, value)  # docxtpl writes those that were not there, too
    saved = io.BytesIO()
    template.docx.save(saved)
    with zipfile.ZipFile(saved) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    parts = tuple(_placed(part, members[part.member]) for part in sources)
    return _Prepared({name: pack(blob) for name, blob in members.items()}, parts)


def _body(template: DocxTemplate) -> Iterator[_Part]:
    yield _Part(_member(template.docx.part), patched(template.get_xml()), "body")


def _around(template: DocxTemplate) -> Iterator[_Part]:
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            yield _Part(_member(part), patched(template.get_part_xml(part)), "header or footer")


def _footnotes(template: DocxTemplate) -> Iterator[_Part]:
    found = [part for part in template.docx.part.package.parts if part.content_type == _FOOTNOTES]
    if found and len(template.docx.sections) != 1:
        raise _NeedsDocxtpl("footnotes are rendered once for each section")
    for part in found:
        yield _Part(_member(part), patched(part.blob.decode("utf-8")), "footnotes")


def _member(part: Any) -> str:
    return str(part.partname).lstrip("/")


def _placed(part: _Part, saved: bytes) -> _Part:
    """Note what stands around the body in the document as it was saved."""
    if part.kind != "body":
        return part
    xml = saved.decode("utf-8")
    start, end = xml.find("<w:body"), xml.rfind("</w:body>")
    if start < 0 or end < 0:
        raise _NeedsDocxtpl("the document has no body that can be told from the rest")
    return _Part(part.member, part.source, part.kind, xml[:start], xml[end + len("</w:body>") :])
