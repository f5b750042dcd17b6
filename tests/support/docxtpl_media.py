"""Packages of every kind, pictures, documents in documents, links and what is replaced: a function for each."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import docxtpl
from docx.shared import Mm

from tests.support.docxtpl_compare import attempt
from tests.support.docxtpl_features import VALUES, Feature
from tests.support.docxtpl_package import (
    Class,
    drawing,
    made,
    one_paragraph,
    packed,
    paragraph,
    picture,
    saved,
    unpacked,
    word,
)

NAMED = one_paragraph("{{ name }}")


def parts_of_every_kind(given: Class) -> Iterator[object]:
    """Members nobody refers to, absolute addresses, other XML, no properties at all."""
    loose = {"word/loose.xml": b"<a/>", "word/media/loose.png": picture(9)}
    yield made(given, word(paragraph("{{ name }}"), more=loose), VALUES)
    members = unpacked(NAMED)
    rels = members["word/_rels/document.xml.rels"].replace(b'Target="header1.xml"', b'Target="/word/header1.xml"')
    yield made(given, packed({**members, "word/_rels/document.xml.rels": rels}), VALUES)
    pretty = members["word/styles.xml"].replace(b"><w:", b"><!-- x -->\n  <w:")
    yield made(given, packed({**members, "word/styles.xml": pretty}), VALUES)
    bare = {name: data for name, data in members.items() if name != "docProps/core.xml"}
    bare["_rels/.rels"] = re.sub(rb"<Relationship [^>]*core.xml[^>]*>", b"", bare["_rels/.rels"])
    yield from attempt(made, given, packed(bare), VALUES)


def pictures_in_the_text(given: Class) -> Iterator[object]:
    for autoescape in (False, True):
        data = word(paragraph("a {{ image }} b"), headers=[paragraph("{{ image }}"), paragraph("x")])
        template = given(io.BytesIO(data))
        image = docxtpl.InlineImage(template, io.BytesIO(picture(5)), width=Mm(5), anchor="https://example.com/")
        template.render({"image": image}, autoescape=autoescape)
        yield saved(template)


def documents_in_the_document(given: Class) -> Iterator[object]:
    template = given(io.BytesIO(word(paragraph("{{p sub }}"), paragraph("{{ name }}"))))
    sub = template.new_subdoc()
    sub.add_paragraph("inner", style="Title")
    sub.add_table(1, 2)
    template.render({"sub": sub, "name": "x"})
    yield saved(template)
    template = given(io.BytesIO(word(paragraph("{{p sub }}"), paragraph("{{ name }}"))))
    inner = word(paragraph("read {{ name }}", inside=drawing()))
    template.render({"sub": template.new_subdoc(io.BytesIO(inner)), "name": "x"})
    yield saved(template)


def links(given: Class) -> Iterator[object]:
    template = given(io.BytesIO(word(paragraph("a {{r link }} b"))))
    rich = docxtpl.RichText("here", url_id=template.build_url_id("https://example.com/?a=1&b=2"), color="0000ee")
    template.render({"link": rich})
    yield saved(template)
    yield [one.target_ref for one in template.docx.part.rels.values() if one.is_external]


def replaced(given: Class) -> Iterator[object]:
    data = word(paragraph("{{ name }}", inside=drawing()), more={"word/embeddings/old.docx": NAMED})
    with tempfile.TemporaryDirectory() as folder:
        new, old, document = Path(folder, "new.png"), Path(folder, "old.png"), Path(folder, "document.docx")
        new.write_bytes(picture(200))
        old.write_bytes(picture(1))
        for way in ("before", "after"):
            for name, args in (
                ("replace_pic", ("bild.png", str(new))),
                ("replace_pic", ("no.png", str(new))),
                ("replace_media", (str(old), str(new))),
                ("replace_zipname", ("word/styles.xml", str(new))),
            ):
                template = given(io.BytesIO(data))
                template.render({"name": "1"})
                if way == "before":
                    getattr(template, name)(*args)
                template.render({"name": "2"})
                getattr(template, name)(*args)
                yield from attempt(template.save, document)
                yield document.read_bytes() if document.exists() else None
                template.reset_replacements()
                yield from attempt(saved, template)


MEDIA: list[Feature] = [
    one
    for name, one in list(globals().items())
    if getattr(one, "__module__", "") == __name__ and not name.startswith("_")
]
