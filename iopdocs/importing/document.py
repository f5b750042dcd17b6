"""A document as passages: each line with the section it stands in, and the words that lead on to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from iopdocs.classes import dataclass, field, replace
from iopdocs.importing.headings import depth_of, kind_of, looks_like_heading
from iopdocs.swedish import prose
from iopdocs.swedish.characters import plain
from iopdocs.word.lines import WrittenLine

# What an item begins with when somebody has typed the list by hand.
_BULLET = re.compile(r"^(?:[-–—•·*▪●○]|[a-z]\)|\d{1,2}\))\s+")
# A number before a paragraph that somebody has typed: ``3.``, ``3.1``. What follows a time or an amount has no capital.
_TYPED = re.compile(r"^\d{1,2}(?:(?:\.\d{1,2})+\.?|[.:])\s+(?=[A-ZÅÄÖ]|\d+[A-ZÅÄÖ])")
_RUN_IN = re.compile(r"([A-ZÅÄÖ][^:.\d]{2,40}):\s+([^\W\d].*)")
_LEADS = re.compile(r"(?::|\b(?:att|ska|skall))$")
_SHORT = re.compile(
    r"(?:\b(?:kap|st|bl\.?\s?a|t\.?\s?ex|d\.?\s?v\.?\s?s|org|nr|tel|ca|dvs|resp|inkl|exkl|m\.?\s?m|m\.?\s?fl|f\.?\s?d|"
    r"fr\.?\s?o\.?\s?m|t\.?\s?o\.?\s?m|o\.?\s?d|s\.?\s?k|p\.?\s?g\.?\s?a|f\.?\s?n|jan|febr?|aug|sept?|okt|nov|dec|dnr)"
    r"|^\d{1,2}|\b[A-ZÅÄÖ])\.$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?](?=\s+[A-ZÅÄÖ§”\"–])")
# What a draft of ours says beside its text.
_MARK = re.compile(r"\s?\[(?:kontrollera|bekräfta före underskrift): [^\]]*\](?:[^\[\]]*\])?")
# A box that nobody has ticked, with what stands at it; and one that is ticked.
_UNTICKED = re.compile(r"[☐□❏❑]\s*[^☐□❏❑☒☑■✓✔✗✘\n]*")
_TICK = re.compile(r"[☒☑■✓✔✗✘]\s*")
_FOR = re.compile(r"För [A-ZÅÄÖ][^.:]{3,80}$|För (?:kommunen|regionen|föreningen|jouren|stiftelsen|församlingen)$")
_DATED = re.compile(r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2} [a-zåäö]+ \d{4}\b|^ort och datum", re.IGNORECASE)
#: A document with so many headings in Word's own styles has them all so.
_ENOUGH = 4
_LABELLED = re.compile(r"^([A-ZÅÄÖ][^:\t]{1,45})(?::\s*|\s*\t+\s*)(\S.*)$")


@dataclass(frozen=True, slots=True)
class DocumentPassage:
    """A line of a document: what it says, what it stands under, and what leads on to it.

    ``kind`` is what its section is about, ``heading`` that section's heading, ``under`` a heading within it. ``lead``
    is the line that introduces the list it is an item of. ``row`` are all cells of its row, ``column`` its place there.
    """

    number: int
    text: str
    place: str
    kind: str = ""
    heading: str = ""
    under: str = ""
    listed: bool = False
    lead: str = ""
    cell: tuple[int, int, int] | None = None
    margin: bool = False
    is_heading: bool = False
    raw: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of a table: the passages and the text of each cell, and the texts of the first row when it is another."""

    table: int
    cells: tuple[tuple[DocumentPassage, ...], ...]
    texts: tuple[str, ...]
    heads: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """A document as its passages, and the rows of its tables: the texts of the cells, with the passages in them."""

    passages: tuple[DocumentPassage, ...]
    rows: dict[tuple[int, int], list[tuple[DocumentPassage, ...]]] = field(default_factory=dict)

    @property
    def body(self) -> list[DocumentPassage]:
        """The passages of the text itself, without headings and what stands beside it."""
        return [one for one in self.passages if not one.margin and not one.is_heading]

    def of(self, *kinds: str) -> list[DocumentPassage]:
        """Return the passages of sections about something."""
        return [one for one in self.body if one.kind in kinds]

    def table_rows(self) -> Iterator[ReadRow]:
        """Yield the rows of the tables in their order; the first row of a table has no heads."""
        heads: dict[int, tuple[str, ...]] = {}
        for (table, number), cells in sorted(self.rows.items()):
            texts = tuple(" ".join(one.text for one in cell) for cell in cells)
            if number == 1:
                heads[table] = texts
            yield ReadRow(table, tuple(cells), texts, () if number == 1 else heads.get(table, ()))


def document_of(lines: Sequence[WrittenLine]) -> Document:
    """Return the passages of a document."""
    passages = tuple(_signed(list(_passages(lines))))
    rows: dict[tuple[int, int], dict[int, list[DocumentPassage]]] = {}
    for one in passages:
        if one.cell:
            rows.setdefault(one.cell[:2], {}).setdefault(one.cell[2], []).append(one)
    return Document(passages, {place: [tuple(cell) for cell in cells.values()] for place, cells in rows.items()})


def _signed(passages: list[DocumentPassage]) -> list[DocumentPassage]:
    """Let what stands from the first *För X* near the end be about signing, whatever heading it stands under."""
    last = len(passages) // 2
    first = next((n for n, one in enumerate(passages) if n > last and _FOR.match(one.text) and not one.margin), None)
    if first is None:
        return passages
    while first > last and _DATED.search(passages[first - 1].text) and len(passages[first - 1].text) < 60:
        first -= 1
    signs = [replace(one, kind="underskrift") if not one.margin else one for one in passages[first:]]
    return passages[:first] + signs


def _passages(lines: Sequence[WrittenLine]) -> Iterator[DocumentPassage]:
    known: list[tuple[int, str, str]] = []  # depth, kind and words of the headings around
    styled = sum(bool(line.level) for line in lines) >= _ENOUGH
    headed = any(line.level for line in lines)
    in_labels = not headed and len([one for one in lines if _run_in(plain(one.text), whole=False)]) >= _ENOUGH
    lead = ""
    for number, line in enumerate(map(_ticked, lines)):
        text = plain(_MARK.sub("", line.text))
        bullet = _BULLET.match(text)
        listed = line.listed or bool(bullet)
        if not line.margin and _is_heading(line, text, listed=listed, styled=styled):
            depth = line.level or depth_of(line.label, text) or (1 if kind_of(text) else 9)
            known = [one for one in known if one[0] < depth]
            known.append((depth, kind_of(text), text))
            lead = ""
            yield DocumentPassage(
                number, text, line.where, *_around(known), cell=line.cell, is_heading=True, raw=line.text
            )
            continue
        typed = None if bullet else _TYPED.match(text)
        listed = listed or bool(typed and lead)
        text = text[mark.end() :] if (mark := bullet or typed) else text
        kind, heading, under = ("", "", "") if line.margin else _around(known)
        if not (line.margin or line.cell) and (own := _run_in(text, whole=not in_labels)):
            heading, under, text, kind = own[0], "", own[1], kind_of(own[0])
        yield DocumentPassage(
            number, text, line.where, kind, heading, under, listed, lead if listed or lead.endswith("att") else "",
            line.cell, line.margin, raw=line.text, bold=line.bold,
        )  # fmt: skip
        if not listed:
            lead = text if _LEADS.search(text) else ""


def _ticked(line: WrittenLine) -> WrittenLine:
    """Return a line of a form with what is ticked of it only."""
    if not _UNTICKED.search(line.text) and not _TICK.search(line.text):
        return line
    return replace(line, text=_TICK.sub("", _UNTICKED.sub("", line.text)).rstrip())


def _run_in(text: str, *, whole: bool) -> tuple[str, str] | None:
    """Return a heading on the first line of its own text, and that text: *Syfte: Parterna vill …*.

    ``whole`` asks for a whole sentence after it; a document that is written in such lines has shorter texts, too.
    """
    found = _RUN_IN.fullmatch(text)
    if not found or not kind_of(found[1]) or len(found[1].split()) > 3:
        return None
    sentence = (
        found[2][:1].isupper()
        and len(found[2]) > 20
        and found[2].endswith((".", "!", "?"))
        and prose.has_verb(found[2])
    )
    return (found[1], found[2]) if sentence or not whole else None


def _is_heading(line: WrittenLine, text: str, *, listed: bool, styled: bool) -> bool:
    if line.level or styled or line.cell:
        return bool(line.level)
    return looks_like_heading(text, line.label, bold=line.bold, listed=listed)


def _around(known: Sequence[tuple[int, str, str]]) -> tuple[str, str, str]:
    """Return what the nearest heading that tells is about, its words, and those of the nearest that does not."""
    for place in range(len(known) - 1, -1, -1):
        _, kind, words = known[place]
        if kind:
            return kind, words, known[-1][2] if place < len(known) - 1 else ""
    return "", known[-1][2] if known else "", ""


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; a stop after an abbreviation ends none."""
    found, start = [], 0
    for stop in _STOP.finditer(text):
        if not _SHORT.search(text[start : stop.end()]):
            found.append(text[start : stop.end()].strip())
            start = stop.end()
    return [*found, text[start:].strip()] if text[start:].strip() else found


def labelled(document: Document) -> Iterator[tuple[str, str, tuple[DocumentPassage, ...]]]:
    """Yield what stands after a label: on a line of its own, or in a row of two cells."""
    for one in document.passages:
        if found := _LABELLED.match(one.raw):
            yield plain(found[1]), plain(found[2]), (one,)
    for cells in document.rows.values():
        if len(cells) == 2 and len(cells[0]) == 1:
            value = ", ".join(one.text for one in cells[1])
            yield cells[0][0].text.rstrip(": "), value, (*cells[0], *cells[1])
