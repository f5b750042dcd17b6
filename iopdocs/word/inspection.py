"""What came out: the faults a Word file must not have, looked for in the finished bytes whoever made them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain

from iopdocs.classes import dataclass
from iopdocs.errors import Problem, Severity
from iopdocs.swedish.typography import BEFORE_STOP
from iopdocs.word.active_content import active_content, is_declared, may_be_active
from iopdocs.word.addresses import addresses, may_lead_out
from iopdocs.word.field_codes import unbalanced
from iopdocs.word.marks import GAP_END, GAP_START
from iopdocs.word.markup import BrokenXml, Node, parse_xml, tags_once, to_bytes, xpath
from iopdocs.word.namespaces import W
from iopdocs.word.own import NOTHING, Own, is_given
from iopdocs.word.package import CONTENT_TYPES, MAIN_DOCUMENT, content_types, is_xml
from iopdocs.word.part_names import called
from iopdocs.word.properties import APP, CORE, CORE_TYPE, title_in
from iopdocs.word.sealing import CUSTOM
from iopdocs.word.shape import UNMARKED_HEAD, Fault, excerpt, structure
from iopdocs.word.text import raw_text, stored_text
from iopdocs.word.tracked_changes import has_changes

STYLES = "word/styles.xml"
#: Lists of parts and properties, which have no markup.
_NOT_MARKUP = {CONTENT_TYPES, CORE, APP, CUSTOM}
_TAGS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
NOTHINGS = re.compile(r"(?<!\w)(None|nan|NaN|Undefined)(?!\w)")
# With a letter from each side, so that what is compared with the data is the place and not any two spaces.
ODD_SPACES = re.compile(rf"\S?(?: {{2,}}|{BEFORE_STOP})\S?")


def inspect_members(
    members: Mapping[str, bytes],
    name: str,
    *,
    given: Container[str] = "",
    fixed: Container[str] = (),
    own: Mapping[str, Own] = {},
) -> list[Problem]:
    """Return every fault of the members of a Word file. Raises BrokenXml.

    ``fixed`` members are the same in document after document and hold nothing of the data: what is found in them is
    remembered. ``own`` is what of the wording of the others is the template's own, and no fault.
    """
    types = content_types(members)
    problems = []
    if sum(kind == CORE_TYPE for kind in types.values()) != 1 or sum(n.endswith("core.xml") for n in members) != 1:
        problems.append(_problem(name, "docProps", "dokumentet ska ha exakt en core.xml"))
    for member, blob in sorted(members.items()):
        if is_xml(member):
            kind = types.get(member, "")
            if member in fixed:
                found: Iterable[str] = _remembered(member, blob, kind)
            else:
                found = _faults(member, blob, kind, given, own.get(member, NOTHING))
            problems += [_problem(name, member, message) for message in found]
    return [*problems, *_title_and_language(members, name)]


@lru_cache(maxsize=256)
def _remembered(member: str, blob: bytes, kind: str) -> list[str]:
    return list(_faults(member, blob, kind, "", NOTHING))


def _faults(member: str, blob: bytes, kind: str, given: Container[str], own: Own) -> Iterator[str]:
    """Yield what is wrong with one part, in words."""
    try:
        root = parse_xml(blob)
    except BrokenXml as error:
        raise BrokenXml(str(error), member) from error
    if not is_declared(blob):
        blob = to_bytes(root)  # for the searches in bytes below
    tags = tags_once(blob)
    signs = _signs(tags) if len(tags) < _LONG else _signs_of(tags)
    yield from (f"dokumentet kan hämta eller köra annat ({what})" for what in _active(member, root, tags, signs))
    text = raw_text(root)
    if _TAGS.search(text) and (left := _tag_left(root, text, given)):
        yield f"en tagg blev kvar ({left})"
    if lost := own.lost(text):
        yield f"mallens egen text kom inte med ({' '.join(lost.split())[:60]})"
    if "wordprocessingml" not in kind:
        return
    yield from _said(_nothings(root, text, given, own))
    if any(spaces in text for spaces in _SUSPECT_SPACES) or signs.field_codes:
        yield from _said(_double_spaces(root, given, own))
    for look in signs.looks:
        yield from _said(look(root))
    if kind == MAIN_DOCUMENT or member.startswith("word/document"):
        yield from _said(structure(root, blob))


@dataclass(frozen=True, slots=True)
class _Signs:
    """What the tags of a part tell that there may be in it: only that is looked for."""

    active: bool
    leads_out: bool
    field_codes: bool
    looks: tuple[Callable[[Node], Iterator[Fault]], ...]


def _signs_of(tags: bytes) -> _Signs:
    looks = tuple(look for names, look in _LOOKED_FOR if any(name in tags for name in names))
    return _Signs(may_be_active(tags), may_lead_out(tags), b"nstrText" in tags, looks)


# The documents of a template have the same tags, most of them.
_signs = lru_cache(maxsize=256)(_signs_of)
_LONG = 20_000


def _active(member: str, root: Node, tags: bytes, signs: _Signs) -> Iterator[str]:
    """Yield what fetches or runs something, or leads somebody out of the file."""
    if signs.active:
        yield from active_content(root, tags)
    if signs.leads_out and member not in _NOT_MARKUP:
        yield from addresses(root)


def _said(faults: Iterable[Fault]) -> Iterator[str]:
    return (f"{what}: {where}" if where else what for what, where in faults)


_NOT_TO_BE_SENT = "Rätta mallen eller uppgifterna; dokumentet ska inte skickas som det är."
NOT_SWEDISH = "mallens språk är inte svenska (sv-SE)"
PROOFING = (
    "Öppna mallen i Word: Granska, Språk, Ange korrekturspråk, Svenska (Sverige), Ange som standard. Spara, och gör om."
)


def _problem(name: str, member: str, message: str, hint: str = _NOT_TO_BE_SENT) -> Problem:
    where = called(member)
    if message.startswith(UNMARKED_HEAD) or hint is PROOFING:  # the template is its owner's
        return Problem(message, name, where=where, hint=hint, severity=Severity.WARNING, code="mallens-eget")
    return Problem(message, name, where=where, hint=hint, code="granskning")


def _title_and_language(members: Mapping[str, bytes], name: str) -> Iterator[Problem]:
    if not title_in(members):
        yield _problem(name, CORE, "dokumentet saknar titel", "Skriv titel i dokument.yaml.")
    if STYLES not in members or not in_swedish(members[STYLES]):
        yield _problem(name, STYLES, NOT_SWEDISH, PROOFING)


@lru_cache(maxsize=64)
def in_swedish(styles: bytes) -> bool:
    """Whether a document with these styles is proofread as Swedish."""
    language = parse_xml(styles).find(f"{W}docDefaults//{W}lang")
    return language is not None and language.get(W + "val") == "sv-SE"


def _not_given(pattern: re.Pattern[str], text: str, given: Container[str]) -> str | None:
    """Return the first match that the data does not hold itself."""
    return next((found[0] for found in pattern.finditer(text) if found[0] not in given), None)


def _tag_left(root: Node, text: str, given: Container[str]) -> str | None:
    """Return the first tag that the template left, within a paragraph: one may end, and the next begin, with a brace.

    Half of it may be data: a text that ends or begins with a brace, beside another.
    """
    paragraphs = [raw_text(one) for one in root.iter(W + "p")]
    found = (_not_given(_TAGS, one, given) for one in paragraphs or [text])
    return next((left for left in found if left and f"{left[0]}\n" not in given and f"\n{left[1]}" not in given), None)


# The searches find all that may be at fault, and a little more; Python then looks at that alone.
_WORDS = {
    word: xpath(f"descendant::w:p[contains(., '{word}')]")
    for word in ("None", "nan", "NaN", "Undefined", GAP_START, GAP_END)
}
_SUSPECT_SPACES = ("  ", " ,", " .")
_MAY_HAVE_SPACES = xpath(
    "descendant::w:p[contains(., '  ') or contains(., ' ,') or contains(., ' .') or .//w:instrText]"
)


def _nothings(root: Node, text: str, given: Container[str], own: Own) -> Iterator[Fault]:
    found = (search(root) for word, search in _WORDS.items() if word in text)
    for paragraph in dict.fromkeys(chain.from_iterable(found)):
        words = stored_text(paragraph)
        if (nothing := _not_given(NOTHINGS, words, given)) and nothing not in own.words:
            yield f"”{nothing}” står i texten", excerpt(paragraph)
        if GAP_START in words or GAP_END in words:
            yield "ett internt märke blev kvar", excerpt(paragraph)


def _double_spaces(root: Node, given: Container[str], own: Own) -> Iterator[Fault]:
    for paragraph in _MAY_HAVE_SPACES(root):
        # What stands on each side of a line break or a tab is not beside the other.
        found = ODD_SPACES.finditer(stored_text(paragraph))
        left = next((one[0] for one in found if one[0] not in given and not is_given(one[0], own.spaces)), None)
        if left and not (left[-1] in ",." and f"\n{left[-1]}" in given):  # a text may begin with a comma
            yield "dubbelt blanksteg eller blanksteg före skiljetecken", excerpt(paragraph)


# Word writes a text box twice, in a new and an old form, with the same in both: only one of them is read.
_ONCE = "[not(ancestor::mc:Fallback)]"
_IDS = (
    ("en bild", xpath(f"//wp:docPr{_ONCE}/@id")),
    ("ett bokmärke", xpath(f"//w:bookmarkStart{_ONCE}/@w:id")),
    ("ett bokmärkes namn", xpath(f"//w:bookmarkStart{_ONCE}/@w:name")),
)
#: What must hold a paragraph, by the bytes that tell that it may be there.
_HOLDERS = {
    b"<w:footnote ": "footnote", b"<w:endnote ": "endnote", b"txbxContent": "txbxContent", b"<w:hdr": "hdr",
    b"<w:ftr": "ftr",
}  # fmt: skip
#: In the settings, what has the name of a note says only which notes are the lines that part notes from the text.
_REFERRING = {W + "footnotePr", W + "endnotePr"}
#: A part without any of these names has no ids and no revisions.
_CALLED_FOR = (
    b"docPr", b"bookmarkStart", b":ins", b":del", b"<ins", b"<del", b"moveFrom", b"moveTo", b"Change", b"cellIns",
    b"cellDel", b"cellMerge",
)  # fmt: skip


def _fields(root: Node) -> Iterator[Fault]:
    """Yield a field that is begun and not ended, or the other way round."""
    mark = unbalanced(root)
    if mark is not None:
        around = next(mark.iterancestors(W + "p"), None)
        words = "" if around is None else excerpt(around)
        yield "ett fält är inte avslutat, och det som kommer efter skulle inte synas", words


def _empty_holders(root: Node) -> Iterator[Fault]:
    for node in root.iter(*(W + name for name in _HOLDERS.values())):
        above = node.getparent()
        refers = above is not None and above.tag in _REFERRING
        if not refers and node.find(f".//{W}p") is None:
            yield "en fotnot, en textruta, ett sidhuvud eller en sidfot har inget stycke kvar", ""


def _ids_and_revisions(root: Node) -> Iterator[Fault]:
    for what, ids in _IDS:
        for double in (one for one, times in Counter(ids(root)).items() if times > 1):
            yield f"{what} har samma id som en annan", str(double)
    if has_changes(root):
        yield "spårade ändringar blev kvar", ""


# What is looked at only in a part that has one of these names.
_LOOKED_FOR: tuple[tuple[Iterable[bytes], Callable[[Node], Iterator[Fault]]], ...] = (
    (_CALLED_FOR, _ids_and_revisions),
    ((b"fldChar",), _fields),
    (_HOLDERS, _empty_holders),
)
