"""Put two of our tags in each Word file of a folder, make a document of it, and say what came of it.

    python -m benchmarks.letterheads ../shared/word-corpus

The files are real ones as houses have them. Each either makes a document in which all of its own text stands, that the
Open XML SDK's validator (where it is installed) has nothing against beside what it had against the file itself, and in
which nothing is executed or fetched; or it is refused for something that has a name, with what to do about it.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from benchmarks import ROOT
from benchmarks.samples.words import DAY, agreement, document_type, libraries
from iopdocs.errors import IopdocsError, Problem
from iopdocs.making.render import render
from iopdocs.templating.template import prepare
from iopdocs.word.markup import Node, parse_xml
from iopdocs.word.package import content_types, read_package, write_package
from iopdocs.word.relationships import relations_part, relationships

VALIDATOR = ROOT / "node_modules" / ".bin" / "ooxml-validator"
TAGS = ("Nummer {{ avtal.id }}", "Dag {{ dokument.dag | datum }}")
FILLED = ("Nummer exempel", "Dag ")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMELESS = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)")


@dataclass(frozen=True)
class Made:
    """What came of one file: its document, or why it was refused; and what is wrong with the document."""

    name: str
    template: bytes
    document: bytes = b""
    refusals: tuple[Problem, ...] = ()
    faults: tuple[str, ...] = ()


def made_of(path: Path) -> Made:
    """Return what comes of a file with two tags in it."""
    return with_document(path.name, with_tags(path))


def with_document(name: str, data: bytes) -> Made:
    """Return what comes of a template."""
    try:
        template = prepare(data, "mall.docx")
        document = render(agreement(), document_type(), template, libraries(), DAY).data
    except IopdocsError as error:
        return Made(name, data, refusals=error.problems)
    return Made(name, data, document, faults=tuple(faults(data, document)))


def with_tags(path: Path) -> bytes:
    """Return a Word file with a tag in a paragraph of its own first and last in its body."""
    members = read_package(path.read_bytes(), path.name)
    for name, data in members.items():
        if name.endswith((".xml", ".rels")):
            # Where the words of the real file were replaced, so were the names of the signs & and <.
            members[name] = _NAMELESS.sub(b"&amp;", data)
    main = body_of(members)
    root = parse_xml(members[main])
    body = root.find(f"{_W}body")
    if body is None:
        raise ValueError(f"{path.name} has no body")
    body.insert(0, _paragraph(TAGS[0]))
    sections = body.findall(f"{_W}sectPr")
    body.insert(body.index(sections[-1]) if sections else len(body), _paragraph(TAGS[1]))
    members[main] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return write_package(members)


def body_of(members: dict[str, bytes]) -> str:
    """Return the name of the part that a Word file has its body in."""
    top = relationships(parse_xml(members[relations_part("")]), "")
    return next(one.part for one in top if one.kind == "officeDocument")


def _paragraph(text: str) -> Node:
    paragraph = etree.Element(f"{_W}p")
    etree.SubElement(etree.SubElement(paragraph, f"{_W}r"), f"{_W}t").text = text
    return paragraph


def faults(template: bytes, document: bytes) -> Iterator[str]:
    """Yield what is wrong with a document: text of its template that is not in it, what would be run or fetched."""
    lines = Counter("".join(_plain(piece) for piece in pieces) for pieces in printed(document, fields=True))
    for pieces in printed(template, fields=False):
        wanted = [piece for piece in map(_plain, pieces) if piece]
        if not wanted or any(tag in _plain("".join(pieces)) for tag in map(_plain, TAGS)):
            continue
        found = "".join(wanted) if lines["".join(wanted)] else next((one for one in lines if _holds(one, wanted)), None)
        if found is None:
            yield f"lost: {' '.join(wanted)[:80]}"
        else:
            lines[found] -= 1
            lines += Counter()  # those that are used up are gone
    text = "\n".join(" ".join("".join(pieces).split()) for pieces in printed(document, fields=True))
    yield from (f"not filled in: {one}" for one in FILLED if one.strip() not in text)
    yield from _carried(document)


def _plain(text: str) -> str:
    return "".join(text.split())


def _holds(line: str, pieces: list[str]) -> bool:
    at = 0
    for piece in pieces:
        at = line.find(piece, at) + len(piece)
        if at < len(piece):
            return False
    return True


def _carried(document: bytes) -> Iterator[str]:
    """Yield what a document would fetch, and what it carries that is neither XML nor a picture nor a font."""
    members = read_package(document, "x")
    for name, data in members.items():
        if name.endswith(".rels"):
            for one in relationships(parse_xml(data), ""):
                if one.leads_out and one.kind != "hyperlink":
                    yield f"fetched: {one.kind} {one.target}"
        elif not name.endswith((".xml", ".png", ".jpeg", ".jpg", ".gif", ".emf", ".wmf", ".bmp", ".tiff", ".odttf")):
            yield f"carried: {name}"


def printed(data: bytes, *, fields: bool) -> Iterator[list[str]]:
    """Yield the text of each paragraph that is printed; without ``fields`` in pieces, with nothing that they show."""
    members = read_package(data, "x")
    types = content_types(members)
    parts = re.compile(r"(main|header|footer|footnotes|endnotes)\+xml$")
    names = [name for name, kind in types.items() if parts.search(kind) and name in members]
    for name in sorted({*names, body_of(members)}):
        yield from _paragraphs(parse_xml(members[name]), fields=fields)


def _paragraphs(root: Node, *, fields: bool) -> Iterator[list[str]]:
    depth, found = 0, dict[Node, list[str]]()
    for node in root.iter(f"{_W}p", f"{_W}t", f"{_W}fldChar"):
        paragraph = node if node.tag == f"{_W}p" else next(node.iterancestors(f"{_W}p"), None)
        pieces = found.setdefault(paragraph, [""]) if paragraph is not None else [""]
        if node.tag == f"{_W}fldChar":
            kind = node.get(f"{_W}fldCharType")
            depth = max(0, depth + {"begin": 1, "end": -1}.get(kind or "", 0))
            pieces.append("")
        elif node.tag == f"{_W}t" and (
            fields or (depth == 0 and next(node.iterancestors(f"{_W}fldSimple"), None) is None)
        ):
            pieces[-1] += node.text or ""
        else:
            pieces.append("")
    yield from (pieces for pieces in found.values() if any(map(str.strip, pieces)))


def invalid(documents: Iterable[Made]) -> dict[str, list[str]]:
    """Return what the Open XML SDK has against each document, beside what it has against its template, by name."""
    with tempfile.TemporaryDirectory() as folder:

        def said(name: str, data: bytes) -> Counter[tuple[str, str]]:
            path = Path(folder) / name
            path.write_bytes(data)
            command: list[str | Path] = [VALIDATOR, path]
            done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
            answer = json.loads(done.stdout)
            errors = [] if answer["ok"] else answer.get("errors") or [answer]
            return Counter((str(error.get("path")), str(error.get("description", error))) for error in errors)

        def compared(one: Made) -> tuple[str, list[str]]:
            found = said(f"dokument-{one.name}", one.document)
            own = said(f"mall-{one.name}", one.template) if found else Counter[tuple[str, str]]()
            return one.name, [": ".join(fault) for fault in found - own]

        with ThreadPoolExecutor(2) as pool:
            return {name: faults for name, faults in pool.map(compared, documents) if faults}


def main() -> None:
    """Read the command line, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--no-validator", action="store_true", help="leave the Open XML SDK out")
    options = parser.parse_args()
    all_made = [made_of(path) for path in sorted(options.folder.glob("*.docx"))]
    documents = [one for one in all_made if one.document]
    said = {} if options.no_validator else invalid(documents)
    kinds: Counter[str] = Counter()
    for one in all_made:
        is_whole = one.document and not one.faults and one.name not in said
        print(f"{one.name}: {'whole' if is_whole else 'refused' if one.refusals else 'FAULTY'}")
        for problem in one.refusals:
            kinds[f"{problem.code}: {re.split(r'[(:”]', problem.message)[0]}"] += 1
            print(f"    {problem}")
        for fault in (*one.faults, *said.get(one.name, [])[:5]):
            kinds[fault.partition(":")[0] if fault in one.faults else "invalid"] += 1
            print(f"    {fault[:300]}")
    whole = sum(not one.faults and one.name not in said for one in documents)
    refused = sum(bool(one.refusals) for one in all_made)
    print(f"{whole} of {len(all_made)} make a whole document; {refused} are refused by name")
    for kind, count in kinds.most_common():
        print(f"{count:4} {kind}")
    sys.exit(0 if whole + refused == len(all_made) else 1)


if __name__ == "__main__":
    main()
