"""The fields of a Word file: known harmless kinds only. The rest fetches, runs, asks or reveals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from iopdocs.classes import dataclass, field
from iopdocs.word.addresses import leads_out
from iopdocs.word.markup import Node, remove
from iopdocs.word.namespaces import XML_SPACE, W
from iopdocs.word.text import raw_text, text_node

# Fields by their first word. Left out: those that fetch or run (DDE, INCLUDETEXT, LINK, MACROBUTTON …), that are put
# together of others (QUOTE, IF, SET), that ask (ASK, FILLIN) and that tell of user and computer (AUTHOR, FILENAME …).
_FIELDS = {
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "TOC", "TC", "TA",
    "TOA", "XE", "INDEX", "SEQ", "LISTNUM", "SYMBOL", "TITLE", "SUBJECT", "KEYWORDS", "DATE", "TIME", "CREATEDATE",
    "SAVEDATE", "PRINTDATE", "NUMWORDS", "NUMCHARS", "HYPERLINK", "DOCPROPERTY", "FORMTEXT", "FORMCHECKBOX",
    "FORMDROPDOWN", "BIBLIOGRAPHY", "CITATION",
}  # fmt: skip
_WORD = re.compile(r'"([^"]*)"?|(\S+)')
_OUTSIDE = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)
# The switches of HYPERLINK: a bookmark, a tip, a frame, how it looks; a new window, where a picture is clicked.
_BOOKMARK = "\\l"
_WITH_VALUE = {_BOOKMARK, "\\o", "\\t", "\\*"}
_ALONE = {"\\n", "\\m", "\\h"}
_CODES = (W + "instrText", W + "delInstrText")
#: What an older form field shows for a box that is ticked, and for one that is not.
TICKED, UNTICKED = "☒", "☐"


@dataclass
class Field:
    """A field: its code, the texts of its result, and the marks it begins and ends with, so far as it has them.

    Neither mark belongs to a simple field, which cannot be without its end. ``within_code`` is whether it begins
    where the code of another is still being written, ``written`` whether its own code is.
    """

    code: str = ""
    results: list[Node] = field(default_factory=list)
    begin: Node | None = None
    end: Node | None = None
    within_code: bool = False
    written: bool = True

    @property
    def whole(self) -> bool:
        """Whether it has both its beginning and its end, or needs none of them."""
        return (self.begin is None) == (self.end is None)


def is_outside(target: str) -> bool:
    """Whether a link leads to a web page, an e-mail address or a telephone number."""
    return _OUTSIDE.match(target) is not None


def fields(root: Node) -> Iterator[Field]:
    """Yield the fields of a part: simple ones, then the others as they end, then what is left without its end.

    A field's code may be in many runs, and other fields in it or in its result. A mark of an end that ends nothing is
    yielded as a field without a beginning, and so is a code that stands in no field.
    """
    for node in root.iter(W + "fldSimple"):
        yield Field(node.get(W + "instr") or "", list(node.iter(W + "t")))
    if next(root.iter(W + "fldChar", *_CODES), None) is None:
        return
    # Fields within fields: the innermost open one gets the text. The first is for text outside any field.
    outside = Field(written=False)
    stack = [outside]
    for node in root.iter(W + "fldChar", *_CODES, W + "t"):
        if node.tag != W + "fldChar":
            _add(stack[-1], node)
            continue
        kind = node.get(W + "fldCharType")
        if kind == "begin":
            stack.append(Field(begin=node, within_code=stack[-1].written))
        elif kind == "separate":
            stack[-1].written = False
        elif kind == "end":
            ended = stack.pop() if len(stack) > 1 else Field("", written=False)
            ended.end = node
            yield ended
    yield from stack if outside.code.strip() else stack[1:]


def _add(open_field: Field, node: Node) -> None:
    """Put a text where it belongs: until its result begins, all text in a field is its code."""
    if node.tag != W + "t" or open_field.written:
        open_field.code += raw_text(node)
    elif open_field.begin is not None:
        open_field.results.append(node)


def unbalanced(root: Node) -> Node | None:
    """Return a mark of a field that is begun and not ended, or the other way round: Word hides what comes after."""
    broken = next((one for one in fields(root) if not one.whole), None)
    if broken is None:
        return None
    return broken.end if broken.begin is None else broken.begin


def are_closed(nodes: Iterable[Node]) -> bool:
    """Whether every field that begins in some blocks that follow each other ends there, and no other does."""
    open_now = 0
    for mark in (mark for node in nodes for mark in node.iter(W + "fldChar")):
        open_now += {"begin": 1, "end": -1}.get(mark.get(W + "fldCharType") or "", 0)
        if open_now < 0:
            return False
    return open_now == 0


def active_fields(root: Node) -> Iterator[str]:
    """Yield the first word of each field that is not known to be harmless, and what else is wrong with one."""
    for one in fields(root):
        yield from _wrong(one)


def field_places(root: Node) -> Iterator[tuple[str, Node]]:
    """Yield the same, each with a node of the field."""
    for node in root.iter(W + "fldSimple"):
        yield from ((what, node) for what in _active(node.get(W + "instr") or ""))
    for one in fields(root):
        if one.begin is not None:
            yield from ((what, one.begin) for what in _wrong(one))


def _wrong(one: Field) -> Iterator[str]:
    if one.within_code:
        yield "ett fält i ett annats kod"
    if one.begin is not None or one.end is None:  # an end alone has no code
        yield from _active(one.code)


def _active(code: str) -> Iterator[str]:
    words = [found[2] if found[1] is None else found[1] for found in _WORD.finditer(code)]
    word = words[0] if words else ""
    if word.upper() not in _FIELDS:
        yield word[:30] or "utan namn"
    elif word.upper() == "HYPERLINK":
        yield from _link(words[1:])
    elif any(map(leads_out, words[1:])):
        yield f"{word[:30]} med en adress"
    if "{{" in code or "{%" in code:
        yield f"{word[:30]} med en tagg"


def _link(words: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with the target of a HYPERLINK field, from the words that come after its name."""
    left, aims = iter(words), False
    for word in left:
        if word.lower() in _WITH_VALUE:
            value = next(left, "")
            aims = aims or (word.lower() == _BOOKMARK and bool(value))
        elif word.lower() not in _ALONE:
            aims = True
            if not is_outside(word):
                yield f"HYPERLINK till {word[:60]}"
    if not aims:
        yield "HYPERLINK utan mål"


def in_simple_field(node: Node) -> bool:
    """Whether a node stands in the result of a simple field."""
    return next(node.iterancestors(W + "fldSimple"), None) is not None


def show_form_fields(root: Node) -> None:
    """Write what the older form fields show as text: a box with its tick, and what was chosen in a list."""
    parts = list(root.iter(W + "fldChar", *_CODES))
    for place, begin in enumerate(parts):
        shown = _form_text(begin)
        run = begin.getparent()
        if shown is None or run is None:
            continue
        run.replace(begin, text_node(shown))
        depth = 1
        for part in parts[place + 1 :]:
            kind = part.get(W + "fldCharType")
            depth += {"begin": 1, "end": -1}.get(kind or "", 0)
            remove(part)
            if not depth:
                break


def _form_text(field: Node) -> str | None:
    """Return what a form field shows that its code does not hold; None for any other."""
    box, choices = field.find(f"{W}ffData/{W}checkBox"), field.find(f"{W}ffData/{W}ddList")
    if box is not None:
        marks = [mark for name in ("checked", "default") if (mark := box.find(W + name)) is not None]
        ticked = bool(marks) and marks[0].get(W + "val", "1") not in {"0", "false", "off"}
        return TICKED if ticked else UNTICKED
    if choices is None:
        return None
    entries = [entry.get(W + "val") or "" for entry in choices.iterfind(W + "listEntry")]
    chosen = choices.find(W + "result")
    number = chosen.get(W + "val", "0") if chosen is not None else "0"
    return entries[int(number)] if number.isdecimal() and int(number) < len(entries) else ""


def marks_of(begin: Node, end: Node) -> list[Node]:
    """Return the marks and the code of one field, without those of the fields in what it shows."""
    found, depth, coded = list[Node](), 0, True
    for node in begin.getroottree().getroot().iter(W + "fldChar", W + "instrText"):
        kind = node.get(W + "fldCharType")
        if node is begin:
            found, depth = [node], 1
        elif depth:
            depth += {"begin": 1, "end": -1}.get(kind or "", 0)
            if node is end or (depth == 1 and coded and kind != "end"):
                found.append(node)
            coded = coded and kind != "separate"
        if node is end:
            break
    return found


def new_field(code: str) -> Iterator[Node]:
    """Yield the runs of a field that shows nothing until it is worked out."""
    for kind in ("begin", "", "separate", "end"):
        run = etree.Element(W + "r")
        if kind:
            etree.SubElement(run, W + "fldChar").set(W + "fldCharType", kind)
        else:
            written = etree.SubElement(run, W + "instrText")
            written.text = code
            written.set(XML_SPACE, "preserve")
        yield run


def unfield(root: Node) -> None:
    """Leave of all fields of a part only what they show, as text."""
    for node in list(root.iter(W + "fldChar", *_CODES)):
        remove(node)
    etree.strip_tags(root, W + "fldSimple")
