"""The fields of a house's own Word file, so that each tells the truth in a document: what Word last showed is no fact.

A field becomes a tag of ours (its title, its day, a word that it names), the text of a property that the file has, or
a visible gap; one that Word works out on the page is left, and asked to be worked out anew. Those that fetch, run or
reveal something are left as they are, and the file is refused for them (``field_codes.py``).
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from itertools import takewhile

from lxml import etree

from iopdocs.classes import dataclass, field
from iopdocs.word.decided import chosen
from iopdocs.word.marks import mark
from iopdocs.word.markup import Node, remove
from iopdocs.word.namespaces import W
from iopdocs.word.table_of_contents import emptied
from iopdocs.word.text import text_node

_TITLE, _DAY, _ISO_DAY = "{{ dokument.titel }}", "{{ dokument.egen_dag|datum }}", "{{ dokument.egen_dag|iso_datum }}"
_DAYS = {"DATE", "TIME", "SAVEDATE", "CREATEDATE", "PRINTDATE"}
#: Who made or saved the file, and what nobody can know of a document before it is there: a gap, with what it is called.
_UNKNOWN = {
    "AUTHOR": "författare", "LASTSAVEDBY": "den som sparade", "USERNAME": "användarens namn",
    "USERINITIALS": "användarens initialer", "USERADDRESS": "användarens adress", "SUBJECT": "ämne",
    "KEYWORDS": "nyckelord", "COMMENTS": "kommentar", "EDITTIME": "redigeringstid", "REVNUM": "versionsnummer",
}  # fmt: skip
_NAMED = {"DOCPROPERTY", "DOCVARIABLE", "INFO", "MERGEFIELD"}
_REFERRING = {"REF", "PAGEREF", "NOTEREF"}
_ANEW = {*_REFERRING, "SEQ", "NUMWORDS", "NUMCHARS"}
_TABLES = {"TOC": "innehållsförteckningens", "INDEX": "sakregistrets", "TOA": "källförteckningens"}
_TABLE = re.compile(rf"\s*(?:{'|'.join(_TABLES)})\b", re.IGNORECASE)
_WORD = re.compile(r'"([^"]*)"|(\S+)')
#: A word of ours as a property, a merge field or a content control may name it: avtal.diarienummer.
_OURS = re.compile(r"[a-zåäö_]+(?:\.[a-zåäö_]+)+")


def tag_named(name: str) -> str:
    """Return the tag that a name stands for; nothing when it is no word of ours."""
    return f"{{{{ {name} }}}}" if _OURS.fullmatch(name.strip()) else ""


@dataclass(slots=True)
class _Field:
    """A field that begins and ends with marks of its own; other fields may be in what it shows."""

    begin: Node
    code: str = ""
    codes: list[Node] = field(default_factory=list)
    separate: Node | None = None
    end: Node | None = None
    #: Whether all that stands in its code is known, also what fields within it show.
    known: bool = True

    def write(self, text: str) -> bool:
        """Put a text in the place of a field within one paragraph; one over several is left as what it shows."""
        first, last = self.begin.getparent(), self.end.getparent() if self.end is not None else None
        if first is None or last is None or first.getparent() is not last.getparent():
            self.freeze()
            return False
        runs = [first, *takewhile(lambda node: node is not last, first.itersiblings()), last]
        after = self.separate.getparent() if self.separate is not None else None
        shown = after.getnext() if after is not None else None
        first.addprevious(_run(shown if shown is not None and shown.tag == W + "r" else first, text))
        for node in runs:
            if node.tag in _GONE or node is last:
                remove(node)
        return True

    def freeze(self) -> None:
        """Leave what it shows, as text."""
        for node in (self.begin, *self.codes, self.separate, self.end):
            if node is not None:
                remove(node)

    def ask_anew(self) -> None:
        """Ask Word to work it out when the document is opened."""
        self.begin.set(W + "dirty", "true")

    def rename(self, old: str, new: str) -> None:
        """Make another field of it."""
        for node in self.codes:
            node.text = re.sub(old, new, node.text or "", flags=re.IGNORECASE)

    @property
    def node(self) -> Node:
        """Where it begins."""
        return self.begin

    @property
    def shown(self) -> Iterator[Node]:
        """The texts it shows."""
        inside = False
        for node in self.begin.getroottree().getroot().iter(W + "fldChar", W + "t"):
            inside = (inside or node is self.separate) and node is not self.end
            if inside and node.tag == W + "t":
                yield node


@dataclass(slots=True)
class _Simple:
    """A field that holds what it shows."""

    node: Node
    code: str
    known: bool = True

    def write(self, text: str) -> bool:
        """Put a text in its place."""
        self.node.addprevious(_run(self.node.find(f".//{W}r"), text))
        remove(self.node)
        return True

    def freeze(self) -> None:
        """Leave what it shows, as text."""
        for child in list(self.node):
            self.node.addprevious(child)
        remove(self.node)

    def ask_anew(self) -> None:
        """Ask Word to work it out when the document is opened."""
        self.node.set(W + "dirty", "true")

    def rename(self, old: str, new: str) -> None:
        """Make another field of it."""
        self.node.set(W + "instr", re.sub(old, new, self.code, flags=re.IGNORECASE))

    @property
    def shown(self) -> Iterator[Node]:
        """The texts it shows."""
        return self.node.iter(W + "t")


_GONE = {W + "r", W + "proofErr"}


def _fields(root: Node, properties: Mapping[str, str]) -> Iterator[_Field | _Simple]:
    """Yield the fields of a part, each after those within it; one without an end is left out.

    One in another's code is left out too: the other has its value in its place, when it is a property of the file.
    """
    yield from (_Simple(node, node.get(W + "instr") or "") for node in list(root.iter(W + "fldSimple")))
    stack: list[_Field] = []
    whole: list[_Field] = []
    for node in root.iter(W + "fldChar", W + "instrText"):
        kind = node.get(W + "fldCharType")
        if node.tag == W + "instrText":
            if stack and stack[-1].separate is None:
                stack[-1].code += node.text or ""
                stack[-1].codes.append(node)
        elif kind == "begin":
            stack.append(_Field(node))
        elif kind == "separate" and stack:
            stack[-1].separate = node
        elif kind == "end" and stack:
            ended = stack.pop()
            ended.end = node
            if all(outer.separate is not None for outer in stack):
                whole.append(ended)
            elif stack[-1].separate is None:
                _read_within(stack[-1], ended, properties)
    yield from whole


def _read_within(outer: _Field, inner: _Field, properties: Mapping[str, str]) -> None:
    """Put what a field in the code of another shows in that code, when it is a property of the file."""
    words = _words(inner.code)
    value = properties.get(words[1]) if len(words) > 1 and words[0].upper() in _NAMED else None
    outer.known = outer.known and inner.known and value is not None and '"' not in value
    outer.code += f' "{value}" '


def settled(root: Node, properties: Mapping[str, str], *, sections: int = 1) -> Iterator[str]:
    """Settle the fields of a part; yield what its owner is told.

    ``properties`` are those of the file, by name, and ``sections`` how many it has.
    """
    places = {mark.get(W + "name") for mark in root.iter(W + "bookmarkStart")}
    # Tables first: what stood in their old lines is gone with them, and nothing is told of it.
    for one in sorted(_fields(root, properties), key=lambda one: not _TABLE.match(one.code)):
        if any(above is root for above in one.node.iterancestors()):
            yield from _settle(one, properties, places, sections)
    _controls(root)


def _words(code: str) -> list[str]:
    return [found[1] if found[1] is not None else found[2] for found in _WORD.finditer(code)]


def _settle(
    one: _Field | _Simple, properties: Mapping[str, str], places: set[str | None], sections: int
) -> Iterator[str]:
    words = _words(one.code)
    name = words[0].upper() if words else ""
    if name == "INFO" and len(words) > 1:
        name, words = words[1].upper(), words[1:]
    if name == "DOCPROPERTY" and len(words) > 1 and words[1].upper() in {"TITLE", "RUBRIK"}:
        name = "TITLE"
    if name == "TITLE":
        yield from _said(name, one, _TITLE, "dokumentets titel")
    elif name == "FILENAME":
        yield from _said(name, one, _TITLE, "dokumentets titel: en fil kan byta namn")
    elif name in _DAYS:
        iso = "yyyy-mm-dd" in one.code.lower()
        yield from _said(name, one, _ISO_DAY if iso else _DAY, "dokumentets dag")
    elif name in _UNKNOWN:
        yield from _said(name, one, mark(f"saknas: {_UNKNOWN[name]}"), "en lucka")
    elif name in _NAMED and len(words) > 1:
        yield from _property(name, words[1], one, properties)
    elif name == "PAGEREF" and len(words) > 1 and words[1] not in places:
        yield from _said(name, one, mark("saknas: sidnummer"), "en lucka")
    elif name == "MACROBUTTON" or (name in _REFERRING and len(words) > 1 and words[1] not in places):
        one.freeze()
        yield f"fältet {name} (det det visade står som text)"
    else:
        yield from _worked_out(name, words, one, sections)


def _worked_out(name: str, words: list[str], one: _Field | _Simple, sections: int) -> Iterator[str]:
    """Settle a field that shows what is worked out of the document, or of what stands in its own code."""
    if name in _TABLES and isinstance(one, _Field) and emptied(one.begin, one.separate, one.end):
        one.ask_anew()
        new = "där står dokumentets rubriker" if name == "TOC" else "Word gör nya när dokumentet öppnas"
        yield f"{_TABLES[name]} gamla rader ({new})"
    elif name in _ANEW or name in _TABLES:
        one.ask_anew()
    elif name == "SECTIONPAGES" and sections == 1:
        one.rename("SECTIONPAGES", "NUMPAGES")
    elif name in {"SECTIONPAGES", "STYLEREF"}:
        for text in one.shown:
            text.text = ""
        one.ask_anew()
        yield f"vad fältet {name} visade (det räknas ut på nytt)"
    elif name == "IF" and one.known and (given := chosen(words)) is not None:
        yield from _said(name, one, given, f"det som villkoret ger: ”{given}”")


def _property(name: str, named: str, one: _Field | _Simple, properties: Mapping[str, str]) -> Iterator[str]:
    """Settle a field that names something: a word of ours, a property that the file has, or what nobody knows."""
    if tag := tag_named(named):
        yield from _said(f"{name} {named}", one, tag, "avtalets uppgift")
    elif named in properties:
        yield from _said(f"{name} {named}", one, properties[named], "mallens egen egenskap, som text")
    else:
        yield from _said(f"{name} {named}", one, mark(f"saknas: {named}"), "en lucka")


def _said(name: str, one: _Field | _Simple, text: str, what: str) -> Iterator[str]:
    if one.write(text):
        yield f"vad fältet {name} visade (där står i stället {what})"


def _controls(root: Node) -> None:
    """Put our tag in each content control that names a word of ours, so that a template can do without braces."""
    for control in list(root.iter(W + "sdt")):
        named = control.find(f"{W}sdtPr/{W}tag")
        tag = tag_named(named.get(W + "val") or "") if named is not None else ""
        texts = list(control.iterfind(f"{W}sdtContent//{W}t")) if tag else []
        if any("{{" in (text.text or "") or "{%" in (text.text or "") for text in texts):
            continue
        for number, text in enumerate(texts):
            text.text = "" if number else tag
        for hint in control.findall(f"{W}sdtPr/{W}showingPlcHdr") if texts else ():
            remove(hint)


def _run(like: Node | None, text: str) -> Node:
    run = etree.Element(W + "r")
    look = like.find(W + "rPr") if like is not None else None
    if look is not None:
        run.append(copy.deepcopy(look))
    run.append(text_node(text))
    return run
