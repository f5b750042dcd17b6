"""Word files that can be made as large as ``benchmarks/budget.py`` wants, in pairs to compare."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.growing import workspace
from benchmarks.samples.hostile_packages import BODY, W, members_of, plain, with_part, zipped

STYLES, NUMBERING = "word/styles.xml", "word/numbering.xml"
KIND = "gammal.docx", "ny.docx"


def text(words: str, properties: str = "") -> str:
    """Return a paragraph."""
    return f"<w:p>{properties}<w:r><w:t>{words}</w:t></w:r></w:p>"


def document(body: str, *, styles: str = "", numbering: str = "") -> bytes:
    """Return a Word file with this body, and more styles and lists."""
    members = dict(plain())
    before, _, after = members[BODY].partition(b"<w:sectPr")
    members[BODY] = before.replace(b"Hej", b"Rubrik") + body.encode() + b"<w:sectPr" + after
    members[STYLES] = members[STYLES].replace(b"</w:styles>", styles.encode() + b"</w:styles>")
    if numbering:
        members |= {name: data for name, data in members_of(with_part(NUMBERING, "<x/>", "numbering")).items()
                    if name not in (BODY, STYLES)}  # fmt: skip
        members[NUMBERING] = f"<w:numbering {W}>{numbering}</w:numbering>".encode()
    return zipped(members)


def half_alike(number: int) -> tuple[bytes, bytes]:
    """Every second paragraph is the same in both, and every second one a little different."""
    old = (f"Stycke {n} säger att parterna gör det {n} gånger om året och ser efter {n} dagar" for n in range(number))
    new = (
        f"Stycke {n} säger att parterna gör det {n + n % 2} gånger om året och {'ser' if n % 2 else 'följer upp'}"
        for n in range(number)
    )
    return _paragraphs(old), _paragraphs(new)


def every_second_same(number: int) -> tuple[bytes, bytes]:
    """Every second paragraph says the same all through, and the others have nothing in common."""
    rows = [[f"{s}a{n} {s}b{n} {s}c{n}" if n % 2 else "Samma sak" for n in range(number)] for s in "xy"]
    return _paragraphs(rows[0]), _paragraphs(rows[1])


def blocks_half_alike(number: int) -> tuple[bytes, bytes]:
    """Four hundred at a time have half of their words in common; a heading parts them."""

    def rows(sign: str) -> Iterable[str]:
        for n in range(number):
            words = " ".join(f"{sign}{n}{letter}" for letter in "abcdef")
            yield f"Del {n}" if n % 400 == 0 else f"{n} kommunen och jouren samverkar om det {words}"

    return _paragraphs(rows("x")), _paragraphs(rows("y"))


def changed_in_half(number: int) -> tuple[bytes, bytes]:
    """All paragraphs have half of their words in common with any other."""
    words = (
        "{0} kommunen och jouren samverkar om a{0} b{0} c{0} d{0} e{0}",
        "{0} kommunen och jouren samverkar om f{0} g{0} h{0} i{0} j{0}",
    )
    old, new = ([one.format(n) for n in range(number)] for one in words)
    return _paragraphs(old), _paragraphs(new)


def all_equal(number: int) -> tuple[bytes, bytes]:
    """All paragraphs say the same, and there is one more in the new one."""
    return _paragraphs(["Samma sak"] * number), _paragraphs(["Samma sak"] * (number + 1))


def all_different(number: int) -> tuple[bytes, bytes]:
    """No paragraph has a word in common with any other."""
    return tuple(_paragraphs(f"{s}a{n} {s}b{n} {s}c{n} {s}d{n}" for n in range(number)) for s in "xy")  # type: ignore[return-value]


def turned_round(number: int) -> tuple[bytes, bytes]:
    """The same paragraphs in the opposite order."""
    rows = [f"Stycke {n} om det som är n{n} och m{n}" for n in range(number)]
    return _paragraphs(rows), _paragraphs(reversed(rows))


def few_kinds(number: int) -> tuple[bytes, bytes]:
    """A few short paragraphs over and over, in another rhythm."""
    return _paragraphs(f"Rad {n % 7}" for n in range(number)), _paragraphs(f"Rad {n % 5}" for n in range(number))


def long_paragraph(number: int) -> tuple[bytes, bytes]:
    """One paragraph of so many words; every tenth is another."""
    words = [f"ord{n % 977}" for n in range(number)]
    return document(text(" ".join(words))), document(text(" ".join(
        f"nytt{n}" if n % 10 == 0 else word for n, word in enumerate(words))))  # fmt: skip


def common_words(number: int) -> tuple[bytes, bytes]:
    """One paragraph of so many words, and only ten different ones."""
    return (document(text(" ".join(f"o{n % 10}" for n in range(number)))),
            document(text(" ".join(f"o{n * 7 % 11}" for n in range(number)))))  # fmt: skip


def many_runs(number: int) -> tuple[bytes, bytes]:
    """One paragraph of so many pieces, in turn bold and not."""

    def runs(sign: str) -> str:
        return "<w:p>" + "".join(
            f"<w:r><w:rPr>{'<w:b/>' if n % 2 else ''}</w:rPr><w:t>{sign}{n} </w:t></w:r>" for n in range(number)
        ) + "</w:p>"  # fmt: skip

    return document(runs("a")), document(runs("b"))


def table(number: int, columns: int = 20) -> tuple[bytes, bytes]:
    """A table of so many rows and twenty columns; every tenth row has another word."""

    def rows(step: int) -> str:
        made = "".join(
            "<w:tr>" + "".join(f"<w:tc>{text(f'r{n} k{m} {n % step}')}</w:tc>" for m in range(columns)) + "</w:tr>"
            for n in range(number)
        )
        grid = '<w:gridCol w:w="100"/>' * columns
        return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl><w:p/>"

    return document(rows(10**9)), document(rows(10))


def many_tables(number: int) -> tuple[bytes, bytes]:
    """So many tables, with a paragraph between."""

    def made(sign: str) -> str:
        grid = "<w:tblPr/><w:tblGrid><w:gridCol w:w='100'/><w:gridCol w:w='100'/></w:tblGrid>"
        return "".join(
            f"{text(f'T {n}')}<w:tbl>{grid}<w:tr><w:tc>{text('a')}</w:tc><w:tc>{text(f'{sign}{n}')}</w:tc></w:tr>"
            "</w:tbl>" for n in range(number)
        ) + "<w:p/>"  # fmt: skip

    return document(made("x")), document(made("y"))


def nested_tables(number: int) -> tuple[bytes, bytes]:
    """Tables in tables, forty deep, as many of them as make so many."""
    grid = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='100'/></w:tblGrid><w:tr><w:tc>"
    deep = grid * 40 + "{}" + "</w:tc></w:tr></w:tbl><w:p/>" * 40
    return tuple(document("".join(deep.format(text(f"{s}{n}")) for n in range(number // 40))) for s in "ab")  # type: ignore[return-value]


def nested_controls(number: int) -> tuple[bytes, bytes]:
    """Content controls in content controls, forty deep, with a paragraph in each."""
    deep = (
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>a</w:t></w:r></w:p>" * 40 + "{}" + "</w:sdtContent></w:sdt>" * 40
    )
    return tuple(document("".join(deep.format(text(f"{s}{n}")) for n in range(number // 40))) for s in "ab")  # type: ignore[return-value]


def style_chain(number: int) -> tuple[bytes, bytes]:
    """A chain of so many styles, each built on the next, and as many paragraphs in the last of them."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{n}"><w:name w:val="S{n}"/><w:basedOn w:val="S{n + 1}"/></w:style>'
        for n in range(number)
    )
    look = '<w:pPr><w:pStyle w:val="S0"/></w:pPr>'
    return tuple(
        document("".join(text(f"{s} {n}", look) for n in range(number)), styles=styles) for s in ("Rad", "Post")
    )  # type: ignore[return-value]


def style_chains(number: int) -> tuple[bytes, bytes]:
    """The same chain, and a paragraph in each of its styles, and a character style with a chain of its own."""
    styles = "".join(
        f'<w:style w:type="{kind}" w:styleId="{s}{n}"><w:name w:val="{s}{n}"/><w:basedOn w:val="{s}{n + 1}"/></w:style>'
        for s, kind in (("S", "paragraph"), ("T", "character"))
        for n in range(number)
    )
    rows = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="S{n}"/></w:pPr><w:r><w:rPr><w:rStyle w:val="T{n}"/></w:rPr>'
        f"<w:t>{{}} {n}</w:t></w:r></w:p>"
        for n in range(number)
    )
    return tuple(document(rows.replace("{}", s), styles=styles) for s in ("Rad", "Post"))  # type: ignore[return-value]


_NUMBERED = '<w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr></w:pPr>'


def _level(level: int, shown: str, form: str = "decimal") -> str:
    return (f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{shown}"/>'
            "</w:lvl>")  # fmt: skip


def level_text(number: int) -> tuple[bytes, bytes]:
    """A list whose numbers are shown as so many ``%1``, and four hundred paragraphs in it."""
    numbering = f'<w:abstractNum w:abstractNumId="0">{_level(0, "%1" * number)}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    look = _NUMBERED.format(0, 1)
    return tuple(
        document("".join(text(f"{s} {n}", look) for n in range(400)), numbering=numbering) for s in ("Rad", "Post")
    )  # type: ignore[return-value]


def restarts(number: int) -> tuple[bytes, bytes]:
    """So many paragraphs, each in a list of its own that begins again, on nine levels."""
    levels = "".join(_level(n, "".join(f"%{m + 1}." for m in range(n + 1))) for n in range(9))
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>' + "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for n in range(1, number + 1)
    )
    return tuple(
        document(
            "".join(text(f"{s} {n}", _NUMBERED.format(n % 9, n + 1)) for n in range(number)), numbering=numbering
        ) for s in ("Rad", "Post")
    )  # type: ignore  # fmt: skip


def large_letters(number: int) -> tuple[bytes, bytes]:
    """Paragraphs numbered with letters, from a number so large that the letter is written very many times."""
    level = _level(0, "%1" * 9, "lowerLetter").replace('start w:val="1"', 'start w:val="32000"')
    numbering = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    look = _NUMBERED.format(0, 1)
    return tuple(
        document("".join(text(f"{s} {n}", look) for n in range(number)), numbering=numbering) for s in ("Rad", "Post")
    )  # type: ignore[return-value]


def tracked(number: int) -> tuple[bytes, bytes]:
    """So many paragraphs with tracked changes, struck ends of paragraphs among them."""
    said = 'w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"'
    rows = "".join(
        f"<w:p><w:pPr><w:rPr><w:del {said}/></w:rPr></w:pPr><w:r><w:t>rad {n} </w:t></w:r><w:ins {said}><w:r>"
        f"<w:t>ny {n}</w:t></w:r></w:ins><w:del {said}><w:r><w:delText>bort {n}</w:delText></w:r></w:del></w:p>"
        for n in range(number)
    )
    return document(rows), document(rows.replace("ny", "nyare"))


def bookmarks(number: int) -> tuple[bytes, bytes]:
    """So many bookmarks, with links to them."""
    rows = "".join(
        f'<w:p><w:bookmarkStart w:id="{n}" w:name="b{n}"/><w:r><w:t>x{n}</w:t></w:r><w:bookmarkEnd w:id="{n}"/>'
        f'<w:hyperlink w:anchor="b{n}"><w:r><w:t>{{}}</w:t></w:r></w:hyperlink></w:p>'
        for n in range(number)
    )
    return document(rows.replace("{}", "till")), document(rows.replace("{}", "från"))


def fields(number: int) -> tuple[bytes, bytes]:
    """So many page numbers in one paragraph, and one never ended."""
    one = "".join(
        f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' if k != "i" else "<w:r><w:instrText> PAGE </w:instrText></w:r>"
        for k in ("begin", "i", "separate")
    )
    end = '<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return tuple(document(f"<w:p>{(one + end) * number}</w:p>" + text(s)) for s in "ab")  # type: ignore[return-value]


def headings(number: int) -> tuple[bytes, bytes]:
    """So many headings, each over a paragraph that is another in the new one."""
    look = '<w:pPr><w:pStyle w:val="Rub"/></w:pPr>'
    style = '<w:style w:type="paragraph" w:styleId="Rub"><w:name w:val="heading 1"/></w:style>'
    return tuple(
        document("".join(text(f"Rubrik {n}", look) + text(f"{s} om {n}") for n in range(number)), styles=style)
        for s in ("Rad", "Post")
    )  # type: ignore[return-value]


def links(number: int) -> tuple[bytes, bytes]:
    """One paragraph with so many web addresses, e-mail addresses and telephone numbers in its text."""
    words = " ".join(f"www.exempel{n}.se a{n}@exempel.se 08-465 004 {n % 90 + 10}" for n in range(number))
    return document(text(words)), document(text(words + " slut"))


def _paragraphs(rows: Iterable[str]) -> bytes:
    return document("".join(map(text, rows)))


WORD_FILES: dict[str, tuple[Callable[[int], tuple[bytes, bytes]], tuple[int, int, int]]] = {
    "stycken som är halvt lika": (half_alike, (1_000, 2_000, 4_000)),
    "stycken, vartannat detsamma": (every_second_same, (500, 1_000, 2_000)),
    "stycken som är halvt lika, 400 i taget": (blocks_half_alike, (1_000, 2_000, 4_000)),
    "stycken med hälften av orden gemensamma": (changed_in_half, (1_000, 2_000, 4_000)),
    "stycken som alla är lika": (all_equal, (1_000, 2_000, 4_000)),
    "stycken som alla är olika": (all_different, (1_000, 2_000, 4_000)),
    "stycken i omvänd ordning": (turned_round, (1_000, 2_000, 4_000)),
    "korta stycken av få slag": (few_kinds, (1_000, 2_000, 4_000)),
    "ord i ett stycke": (long_paragraph, (10_000, 20_000, 40_000)),
    "vanliga ord i ett stycke": (common_words, (5_000, 10_000, 20_000)),
    "textbitar i ett stycke": (many_runs, (2_500, 5_000, 10_000)),
    "tabellrader med 20 kolumner": (table, (250, 500, 1_000)),
    "tabeller": (many_tables, (500, 1_000, 2_000)),
    "tabeller i tabeller": (nested_tables, (1_000, 2_000, 4_000)),
    "innehållskontroller i varandra": (nested_controls, (1_000, 2_000, 4_000)),
    "formatmallar i en kedja": (style_chain, (250, 500, 1_000)),
    "formatmallar i en kedja, alla använda": (style_chains, (250, 500, 1_000)),
    "%1 i en nivås text": (level_text, (1_000, 5_000, 20_000)),
    "listor som börjar om": (restarts, (500, 1_000, 2_000)),
    "nummer av bokstäver": (large_letters, (100, 200, 400)),
    "spårade ändringar": (tracked, (1_000, 2_000, 4_000)),
    "bokmärken": (bookmarks, (1_000, 2_000, 4_000)),
    "fält i ett stycke": (fields, (1_000, 2_000, 4_000)),
    "rubriker": (headings, (1_000, 2_000, 4_000)),
    "adresser i ett stycke": (links, (1_000, 2_000, 4_000)),
}


def write_pair(folder: Path, pair: tuple[bytes, bytes]) -> None:
    """Write two Word files to compare, and a workspace around them."""
    workspace(folder)
    for name, data in zip(KIND, pair, strict=True):
        (folder / name).write_bytes(data)
