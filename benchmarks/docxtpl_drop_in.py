"""docxtpl's own template class with this engine in it: prepared once, rendered without reading the template again.

It takes any template and data that docxtpl takes, and gives the same document. That is how the engine is shown to do
what docxtpl does; our own templates go through :mod:`iopdocs.templating.template`, which allows less and checks more.
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

import docxtpl
import jinja2
from docx import Document
from docx.opc.oxml import parse_xml, serialize_part_xml
from docxtpl import DocxTemplate
from lxml import etree

from iopdocs.templating.docxtpl_dialect import listed, patched, unlined
from iopdocs.word.markup import PARSER
from iopdocs.word.zip import Packed, assemble, pack

File = str | PathLike[str] | IO[bytes]

_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
# docxtpl lets authors write double braces that are not tags like this.
_ESCAPED = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
_PLAIN = jinja2.Environment()  # noqa: S701 - docxtpl's own default
_ESCAPING = jinja2.Environment(autoescape=True)


#: What compiling a template depends on in its environment.
_SETTINGS = (
    "autoescape", "finalize", "undefined", "optimized", "sandboxed", "block_start_string", "block_end_string",
    "variable_start_string", "variable_end_string", "comment_start_string", "comment_end_string",
    "line_statement_prefix", "line_comment_prefix", "trim_blocks", "lstrip_blocks", "newline_sequence",
    "keep_trailing_newline",
)  # fmt: skip
_DEEP = 20
# Subdocuments are an extra of docxtpl's.
_OWN_OBJECTS = tuple(getattr(docxtpl, name) for name in ("InlineImage", "Subdoc") if hasattr(docxtpl, name))


class _NeedsDocxtpl(Exception):
    """Raised when docxtpl itself must render; the message says why."""


class _NoPart:
    """Stands where docxtpl has the part that is being filled in: a value that asks for it gets docxtpl."""

    def __getattr__(self, name: str) -> Any:
        raise _NeedsDocxtpl("a value adds something to the document, such as a picture")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part to fill in: its member and source, whether it is the body, and what stands around that."""

    member: str
    source: str
    body: bool
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A template as docxtpl saves it: the members that stay as they are, in their order, and the parts to fill in.

    ``untagged`` are texts that docxtpl fills in too, and that are left as they are if that changes nothing.
    """

    members: Mapping[str, Packed]
    parts: tuple[_Part, ...]
    untagged: frozenset[str]


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
        _look_through(context)
        self._loaded = self._result = None
        self.pic_map: dict[str, Any] = {}
        self.docx_ids_index, self.current_rendering_part = 1000, _NoPart()
        prepared = self._prepared()
        parts = {part.member: self._filled(part, context, made) for part in prepared.parts}
        if self._loaded is not None:
            raise _NeedsDocxtpl("a value asked for the document")
        # With an environment's own signs for tags, or its own line breaks, texts without braces change too.
        if any(_compiled(made, text).render(context) != text for text in prepared.untagged):
            raise _NeedsDocxtpl("the document's properties or footnotes are filled in")
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
        xml = listed(_unescaped(xml))
        if part.body:
            return (part.before + self._mended(xml) + part.after).encode()
        # Header and footer go through python-docx's parser, which drops blanks between elements.
        return serialize_part_xml(parse_xml(xml))

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


def _unescaped(xml: str) -> str:
    for escaped, shown in _ESCAPED:
        xml = xml.replace(escaped, shown)
    return xml


def _look_through(value: object, depth: int = 0) -> None:
    """Raise _NeedsDocxtpl for data that can be used only once, or that holds docxtpl's own objects."""
    if isinstance(value, _OWN_OBJECTS):
        raise _NeedsDocxtpl("the data has a picture or a subdocument")
    if isinstance(value, Iterator):
        raise _NeedsDocxtpl("a value can be gone through only once")
    if depth < _DEEP and isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            _look_through(inner, depth + 1)


def _compiled(made: jinja2.Environment, source: str) -> jinja2.Template:
    """Compile a source once in its environment. It is kept there, so that it is gone when the environment is."""
    kept = made.__dict__.setdefault("compiled_parts", {})
    # An overlay has its original's dictionary, and what compiling depends on can be changed at any time.
    settings = (getattr(made, name) for name in _SETTINGS)
    tables = (id(made.globals), *map(id, made.filters.values()), *map(id, made.tests.values()))
    place = (id(made), source, *settings, *tables)
    if place not in kept:
        kept[place] = made.from_string(source)
    template: jinja2.Template = kept[place]
    return template


@lru_cache(maxsize=32)
def _prepare(data: bytes) -> _Prepared:
    """Prepare a template with docxtpl's own functions. Raises _NeedsDocxtpl for one that it must render itself."""
    template = DocxTemplate(io.BytesIO(data))
    template.render_init()
    sources = [*_body(template), *_around(template)]
    if len({part.member for part in sources}) < len(sources):
        raise _NeedsDocxtpl("a header or footer is used in two ways")
    properties = template.docx.core_properties
    texts = {name: getattr(properties, name) for name in _PROPERTIES}
    untagged = frozenset((*texts.values(), *_footnotes(template)))
    if any("{{" in text or "{%" in text or "{#" in text for text in untagged):
        raise _NeedsDocxtpl("the document's properties or footnotes have tags")
    for name, text in texts.items():
        setattr(properties, name, text)  # docxtpl writes those that were not there, too
    saved = io.BytesIO()
    template.docx.save(saved)
    with zipfile.ZipFile(saved) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    parts = tuple(_placed(part, members[part.member]) for part in sources)
    packed = {name: pack(blob) for name, blob in members.items()}
    return _Prepared(packed, parts, untagged)


def _body(template: DocxTemplate) -> Iterator[_Part]:
    yield _Part(_member(template.docx.part), patched(template.get_xml()), body=True)


def _around(template: DocxTemplate) -> Iterator[_Part]:
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            yield _Part(_member(part), patched(template.get_part_xml(part)), body=False)


def _footnotes(template: DocxTemplate) -> Iterator[str]:
    """Yield the footnotes, which docxtpl renders once for each section, so that only those without tags can be left."""
    for part in template.docx.part.package.parts:
        if part.content_type == _FOOTNOTES:
            xml = part.blob.decode("utf-8")
            if listed(_unescaped(unlined(patched(xml)))) != xml:
                raise _NeedsDocxtpl("docxtpl changes the footnotes")
            yield xml.replace("\r\n", "\n").rstrip("\n")  # as Jinja gives it back


def _member(part: Any) -> str:
    return str(part.partname).lstrip("/")


def _placed(part: _Part, saved: bytes) -> _Part:
    """Note what stands around the body in the document as it was saved."""
    if not part.body:
        return part
    xml = saved.decode("utf-8")
    start, end = xml.find("<w:body"), xml.rfind("</w:body>")
    if start < 0 or end < 0:
        raise _NeedsDocxtpl("the document has no body that can be told from the rest")
    return _Part(part.member, part.source, True, xml[:start], xml[end + len("</w:body>") :])
