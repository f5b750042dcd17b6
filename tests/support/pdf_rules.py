"""Rules of PDF/A-2b and PDF/UA-1, one for each cause that a PDF of LibreOffice's did not keep to them.

They are written from the standards and share nothing with the program. What else the standards ask is judged by others:
``pikepdf.pdfa`` for PDF/A, which knows no extension schemas, and outloud for PDF/UA.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
from lxml import etree

STANDARD = set(
    """
    Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody
    Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP
    Figure Formula Form
    """.split()  # noqa: SIM905 - one by one they would fill a page
)
_PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Tj", "TJ", "'", '"', "Do", "INLINE IMAGE"}
_SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ua": "http://www.aiim.org/pdfua/ns/id/",
    "x": "http://www.aiim.org/pdfa/ns/extension/",
    "s": "http://www.aiim.org/pdfa/ns/schema#",
    "p": "http://www.aiim.org/pdfa/ns/property#",
}
#: What outloud guesses and no standard asks: a table of two columns has more headings than other cells.
GUESSES = ("TBL-010",)


def xmp(pdf: pikepdf.Pdf) -> etree._Element:
    return etree.fromstring(pdf.Root.Metadata.read_bytes())


def elements(pdf: pikepdf.Pdf) -> list[tuple[str, Any]]:
    """Return the structure elements in order, each with the type that it stands for."""
    found: list[tuple[str, Any]] = []
    roles = pdf.Root.StructTreeRoot.get("/RoleMap", {})

    def walk(held: Any) -> None:
        for one in held if isinstance(held, pikepdf.Array) else [held]:
            if isinstance(one, pikepdf.Dictionary) and "/S" in one:
                name = str(one.S)
                found.append((str(roles.get(name, name))[1:], one))
                walk(one.get("/K", pikepdf.Array()))

    walk(pdf.Root.StructTreeRoot.K)
    return found


def below(element: Any) -> list[str]:
    held = element.get("/K", pikepdf.Array())
    return [str(one.S)[1:] for one in held if isinstance(one, pikepdf.Dictionary) and "/S" in one]


def schema_is_declared(pdf: pikepdf.Pdf) -> Iterator[str]:
    """PDF/A-2, 6.6.2.3: what the metadata says beside the standard's own is described."""
    root = xmp(pdf)
    if root.find(".//ua:part", _SPACES) is None:
        yield "no claim"
    wanted = {"s:namespaceURI": _SPACES["ua"], "s:prefix": "pdfuaid", "p:name": "part", "p:valueType": "Integer"}
    schema = root.find(".//x:schemas/rdf:Bag/rdf:li", _SPACES)
    for tag, text in {**wanted, "p:category": "internal"}.items():
        if schema is None or schema.findtext(f".//{tag}", None, _SPACES) != text:
            yield tag
    if schema is None or not schema.findtext(".//s:schema", "", _SPACES) * bool(
        schema.findtext(".//p:description", "", _SPACES)
    ):
        yield "description"


def all_is_marked(pdf: pikepdf.Pdf) -> Iterator[str]:
    """PDF/UA, 7.1: what is painted is tagged or an artifact."""
    for page in pdf.pages:
        depth = 0
        for one in pikepdf.parse_content_stream(page):
            name = str(one.operator)
            depth += (name in ("BMC", "BDC")) - (name == "EMC")
            if name in _PAINTS and depth == 0:
                yield name


def types_are_standard(pdf: pikepdf.Pdf) -> Iterator[str]:
    """PDF/UA, 7.1: standard types are not remapped, and others stand for one."""
    yield from (name for name in pdf.Root.StructTreeRoot.get("/RoleMap", {}).keys() if name[1:] in STANDARD)  # noqa: SIM118
    yield from (name for name, _ in elements(pdf) if name not in STANDARD)


def codes_have_characters(pdf: pikepdf.Pdf) -> Iterator[str]:
    """PDF/UA, 7.21.7: each code that is shown has a character."""
    for page in pdf.pages:
        font, known = None, set[str]()
        for one in pikepdf.parse_content_stream(page):
            if str(one.operator) == "Tf":
                font = page.Resources.Font[str(one.operands[0])]
                said = font.ToUnicode.read_bytes().decode("latin-1")
                known = {pair[0].lower() for pair in re.findall(r"<(\w+)>\s*<(\w+)>", said) if int(pair[1], 16)}
            elif str(one.operator) in ("Tj", "TJ"):
                held = one.operands[0]
                for piece in held if isinstance(held, pikepdf.Array) else [held]:
                    shown = bytes(piece).hex() if isinstance(piece, pikepdf.String) else ""
                    assert font is not None
                    size = 4 if font.Subtype == "/Type0" else 2
                    yield from ({shown[at : at + size] for at in range(0, len(shown), size)} - known)


def title_is_the_same(pdf: pikepdf.Pdf) -> Iterator[str]:
    """PDF/UA, 7.1: the metadata has the title, as it is."""
    titles = {str(pdf.docinfo["/Title"]), xmp(pdf).findtext(".//dc:title/rdf:Alt/rdf:li", "", _SPACES)}
    yield from (title for title in titles if len(titles) > 1)


def levels_are_not_skipped(pdf: pikepdf.Pdf) -> Iterator[str]:
    """PDF/UA, 7.4.2."""
    last = 0
    for name, _ in elements(pdf):
        if len(name) == 2 and name[0] == "H":
            if int(name[1]) > last + 1:
                yield name
            last = int(name[1])


def headings_say_what_they_head(pdf: pikepdf.Pdf) -> Iterator[str]:
    """PDF/UA, 7.5: heading cells have a scope, and a table has heading cells."""
    for name, element in elements(pdf):
        if name == "TH":
            said = element.get("/A", pikepdf.Array())
            scopes = [one.get("/Scope") for one in (said if isinstance(said, pikepdf.Array) else [said])]
            if not {"/Row", "/Column"} & {str(one) for one in scopes}:
                yield "TH"
        elif name == "Table" and b"/TH" not in element.unparse(resolved=True) and not _has_heading(element):
            yield "Table"


def _has_heading(element: Any) -> bool:
    rows = [one for one in element.K if isinstance(one, pikepdf.Dictionary)]
    return any("TH" in below(one) for one in rows)


def items_have_labels(pdf: pikepdf.Pdf) -> Iterator[str]:
    """PDF/UA, 7.6."""
    yield from (name for name, element in elements(pdf) if name == "LI" and below(element)[0] != "Lbl")


def links_are_reached(pdf: pikepdf.Pdf) -> Iterator[str]:
    """PDF/UA, 7.18.3 and 7.18.5."""
    for page in pdf.pages:
        for link in page.get("/Annots", []):
            if page.get("/Tabs") != "/S" or not str(link.get("/Contents", "")):
                yield str(link.get("/Contents", "no contents"))


RULES: dict[str, Callable[[pikepdf.Pdf], Iterator[str]]] = {
    one.__name__: one
    for one in (
        schema_is_declared,
        all_is_marked,
        types_are_standard,
        codes_have_characters,
        title_is_the_same,
        levels_are_not_skipped,
        headings_say_what_they_head,
        items_have_labels,
        links_are_reached,
    )
}


def broken(data: bytes) -> list[str]:
    """Return the names of the rules that a PDF file breaks."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [name for name, rule in RULES.items() if any(True for _ in rule(pdf))]


def without_ua(data: bytes) -> io.BytesIO:
    """Return a PDF file without its claim to be PDF/UA, which has a rule of its own here."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root = xmp(pdf)
        for node in root.xpath(".//rdf:Description[ua:part or x:schemas]", namespaces=_SPACES):
            node.getparent().remove(node)
        pdf.Root.Metadata.write(etree.tostring(root))
        pdf.save(target)
    target.seek(0)
    return target


def heard(files: list[Path]) -> dict[str, set[str]]:
    """Return for each PDF file the rules of PDF/UA that outloud finds broken."""
    command = [sys.executable, "-W", "ignore", "-m", "outloud.cli", "-q", "--fail-on", "never", "--json", "-"]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=True)
    said = json.loads(done.stdout[done.stdout.index("{") :])
    return {
        Path(one["path"]).stem: {
            found["rule"] for found in one["findings"] if found["severity"] == "error" and found["rule"] not in GUESSES
        }
        for one in said["results"]
    }
