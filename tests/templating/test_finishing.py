"""After the tags are filled in: gaps get runs of their own, sentences end once, no cell or table is left broken."""

from __future__ import annotations

import html
from xml.sax.saxutils import escape

import pytest
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from benchmarks.samples.words import DAY, agreement, document_type, libraries, word
from iopdocs.templating.environment import filled
from iopdocs.templating.finishing import Care, finish
from iopdocs.templating.template import Template, prepare
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.vocabulary.words import EXTRAS, Context
from iopdocs.word.marks import GAP_END, GAP_START
from iopdocs.word.package import read_package, write_package
from tests.support.examples import examples
from tests.support.inspecting import inspect

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = ' xml:space="preserve"'
# The order of run properties in the schema (CT_RPr).
ORDER = [
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss",
    "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz",
    "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
    "eastAsianLayout", "specVanish", "oMath",
]  # fmt: skip
NOTHING = Care(bare_cells=False, bare_tables=False, numbered=False)


def body(inside: str) -> str:
    return f"<w:document {nsdecls('w', 'wp')}><w:body>{inside}</w:body></w:document>"


def finished(inside: str, care: Care = NOTHING, given: str = "") -> etree._Element:
    return etree.fromstring(finish(body(inside), given, care))


def gap(text: str) -> str:
    return f"{GAP_START}{text}{GAP_END}"


def properties(run: etree._Element) -> list[str]:
    """Return the properties of a run, each as text."""
    found = run.find(f"{W}rPr")
    return [] if found is None else [f"{etree.QName(one).localname} {one.get(W + 'val')}" for one in found]


def shown(run: etree._Element) -> str:
    return "".join((one.text or "") if one.tag == f"{W}t" else f"<{etree.QName(one).localname}>" for one in run
                   if one.tag != f"{W}rPr")  # fmt: skip


def runs_of(root: etree._Element) -> list[tuple[str, list[str]]]:
    return [(shown(run), properties(run)) for run in root.iter(f"{W}r")]


GAP = "highlight yellow"
# Without stops, which are taken away where two meet: another test has those.
TEXTS = st.text(st.sampled_from("ab ,–å&<>\"'"), max_size=8)
PIECES = st.one_of(
    st.tuples(st.just("text"), st.lists(st.tuples(st.booleans(), TEXTS), max_size=5)),
    st.tuples(st.sampled_from(["tab", "br"]), st.just([])),
)
STYLES = st.lists(st.sampled_from(ORDER), unique=True).map(lambda names: sorted(names, key=ORDER.index))


def run_xml(style: list[str], pieces: list[tuple[str, list[tuple[bool, str]]]], attribute: str) -> str:
    inside = ""
    for kind, texts in pieces:
        text = "".join(gap(escape(t)) if is_gap else escape(t) for is_gap, t in texts)
        inside += f"<w:t{SPACE}>{text}</w:t>" if kind == "text" else f"<w:{kind}/>"
    look = "".join(f'<w:{name} w:val="red"/>' for name in style)
    return f"<w:r{attribute}>{f'<w:rPr>{look}</w:rPr>' if style else ''}{inside}</w:r>"


@given(st.lists(st.tuples(STYLES, st.lists(PIECES, min_size=1, max_size=5)), min_size=1, max_size=3), st.booleans())
def test_every_gap_is_a_run_of_its_own_and_all_else_is_as_it_was(
    runs: list[tuple[list[str], list[tuple[str, list[tuple[bool, str]]]]]], attribute: bool
) -> None:
    inside = "".join(run_xml(style, pieces, ' w:rsidR="00A1"' if attribute else "") for style, pieces in runs)
    expected: list[tuple[bool, str, list[str]]] = []
    for style, pieces in runs:
        for kind, texts in pieces:
            for is_gap, text in texts if kind == "text" else [(False, f"<{kind}>")]:
                expected.append((is_gap, text, style))
    found = runs_of(finished(f"<w:p>{inside}</w:p>"))
    assert "".join(text for text, _ in found) == "".join(text for _, text, _ in expected)
    gaps = [
        (text, [f"{name} red" for name in style if name != "highlight"]) for is_gap, text, style in expected if is_gap
    ]
    marked = [(text, [one for one in look if one != GAP]) for text, look in found if GAP in look]
    assert marked == gaps
    plain = {tuple(f"{name} red" for name in style) for style, _ in runs}
    assert {tuple(look) for _, look in found if GAP not in look} <= plain
    for _, look in found:
        names = [one.split()[0] for one in look]
        assert names == sorted(names, key=ORDER.index)
        assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (f"<w:t>A {gap('x')} B</w:t>", [("A ", []), ("x", [GAP]), (" B", [])]),
        (f"<w:t>{gap('x')}</w:t>", [("x", [GAP])]),
        (f"<w:t>{gap('x')}{gap('y')}</w:t>", [("x", [GAP]), ("y", [GAP])]),
        (f"<w:tab/><w:t>{gap('x')}</w:t><w:br/>", [("<tab>", []), ("x", [GAP]), ("<br>", [])]),
        (f"<w:t>a</w:t><w:tab/><w:t>b{gap('x')}</w:t><w:t>c</w:t>", [("a<tab>b", []), ("x", [GAP]), ("c", [])]),
        (f"<w:rPr/><w:t>{gap('x')}</w:t>", [("x", [GAP])]),
        (f"<w:t>{gap('a &amp; b')}</w:t>", [("a & b", [GAP])]),
    ],
)
def test_a_run_is_parted_at_its_gaps(inside: str, expected: list[tuple[str, list[str]]]) -> None:
    assert runs_of(finished(f"<w:p><w:r>{inside}</w:r></w:p>")) == expected


def test_gaps_in_many_runs_do_not_disturb_the_runs_between() -> None:
    plain = "<w:r><w:rPr><w:b/></w:rPr><w:t>B</w:t></w:r>"
    one = f"<w:r><w:t>{gap('x')}</w:t></w:r>"
    found = finished(f"<w:p>{plain}{one}{plain}</w:p><w:p>{plain}</w:p><w:p>{one}{one}{plain}</w:p>")
    assert [text for text, _ in runs_of(found)] == ["B", "x", "B", "B", "x", "x", "B"]
    assert [GAP in look for _, look in runs_of(found)] == [False, True, False, False, True, True, False]


def test_a_gap_that_is_in_no_run_of_text_is_left_for_the_inspection() -> None:
    for inside in (f"<w:p>{gap('x')}</w:p>", f"<w:p><w:r><w:instrText>{gap('x')}</w:instrText></w:r></w:p>"):
        assert GAP_START in "".join(str(text) for text in finished(inside).itertext())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("m.m..", "m.m."),
        ("Vad?.", "Vad?"),
        ("Nu!. Sedan", "Nu! Sedan"),
        ("och så vidare...", "och så vidare..."),
        ("och så vidare....", "och så vidare..."),
        ("så vidare….", "så vidare…"),
        ("Ab &amp; co.. Och", "Ab &amp; co. Och"),
        ("A &amp; B AB..", "A &amp; B AB."),
        ("&quot;Vad?&quot;.", "&quot;Vad?&quot;."),
        ("Vad?&quot;.", "Vad?&quot;."),
        ("R&amp;D..", "R&amp;D."),
        ("1.. 2..", "1. 2."),
        ("a..b", "a..b"),
        ("Kap. 1.", "Kap. 1."),
    ],
)
def test_a_sentence_that_has_its_stop_gets_no_second(text: str, expected: str) -> None:
    inside = f"<w:p><w:r><w:t{SPACE}>%s</w:t></w:r></w:p>"
    assert finish(body(inside % text), care=NOTHING).decode().endswith(body(inside % expected))


@pytest.mark.parametrize(
    ("text", "given"),
    [("m.m..", "xx m.m.. yy"), ("R&amp;D..", "R&D.."), ("Vad?.", "Vad?."), ("&#39;../..", "i '../..")],
)
def test_two_stops_that_the_data_has_itself_are_left(text: str, given: str) -> None:
    (run,) = runs_of(finished(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>", given=given))
    assert run[0] == html.unescape(text)


def test_stops_are_sought_in_text_alone() -> None:
    inside = '<w:p><w:r><w:rPr><w:rStyle w:val="a.."/></w:rPr><w:t>A</w:t></w:r></w:p>'
    assert body(inside) in finish(body(inside), care=NOTHING).decode()


CELL, PARAGRAPH = "<w:tc><w:p/></w:tc>", "<w:p><w:r><w:t>A</w:t></w:r></w:p>"
BROKEN = [
    "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>",
    "<w:tbl><w:tr><w:tc></w:tc></w:tr></w:tbl>",
    "<w:tbl><w:tr><w:tc><w:tcPr/></w:tc></w:tr></w:tbl>",
    f"<w:tbl><w:tr>{CELL}<w:tc> </w:tc></w:tr></w:tbl>",
    "<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>",
    "<w:tbl/>",
    f"<w:tbl><w:tr><w:tc><w:tbl><w:tr>{CELL}</w:tr></w:tbl></w:tc></w:tr></w:tbl>",
    "<w:tbl><w:tr><w:tc><w:p/><w:tbl><w:tblPr/></w:tbl></w:tc></w:tr></w:tbl>",
    "<w:tbl><w:tr><w:tc><w:tbl><w:tblPr/></w:tbl></w:tc></w:tr></w:tbl>",
]


def is_whole(root: etree._Element) -> bool:
    """Whether every table has a row, and every cell ends with a paragraph."""
    rows = all(table.find(f"{W}tr") is not None for table in root.iter(f"{W}tbl"))
    return rows and all(len(cell) > 0 and cell[-1].tag == f"{W}p" for cell in root.iter(f"{W}tc"))


@pytest.mark.parametrize("table", BROKEN)
def test_cells_and_tables_are_mended_when_nothing_is_known_of_the_template(table: str) -> None:
    root = finished(PARAGRAPH + table + PARAGRAPH, Care())
    assert is_whole(root)
    assert [run[0] for run in runs_of(root)] == ["A", "A"]


def test_ids_are_made_anew_so_that_each_is_its_own() -> None:
    mark = '<w:bookmarkStart w:id="7" w:name="{}"/><w:bookmarkEnd w:id="7"/>'
    drawing = '<w:r><w:drawing><wp:inline><wp:docPr id="7" name="x"/></wp:inline></w:drawing></w:r>'
    root = finished("".join(f"<w:p>{mark.format(name)}{drawing}</w:p>" for name in "abc"), Care())
    for tag, name in ((f"{W}bookmarkStart", f"{W}id"), (f"{W}bookmarkEnd", f"{W}id"), ("{*}docPr", "id")):
        assert [node.get(name) for node in root.iter(tag)] == ["1", "2", "3"]


TRUE, FALSE = "avtal.id", "avtal.diarienummer"
WRAPS = st.sampled_from(
    [("if", TRUE), ("if", FALSE), ("if not", TRUE), ("for m in", "avtal.mål"), ("for m in", "avtal.möten")]
)
GOALS = "".join(f"  - {{id: m-{number}, text: Mål {number}}}\n" for number in range(3))
DATA = agreement("mål:\n" + GOALS)


def tagged(level: str, wrap: tuple[str, str], inside: str) -> str:
    """Return some XML between tags of a level: in paragraphs, rows or cells of their own."""
    around = {"p": "{}", "tc": "<w:tc>{}</w:tc>", "tr": "<w:tr><w:tc>{}</w:tc></w:tr>"}[level]
    first, last = (
        around.format(f"<w:p><w:r><w:t>{{%{level} {tag} %}}</w:t></w:r></w:p>")
        for tag in (" ".join(wrap), f"end{wrap[0].split()[0]}")
    )
    return first + inside + last


def some(level: str, one: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return a strategy for one or more of something, any of them between tags."""
    wrapped = st.builds(tagged, st.just(level), WRAPS, one | st.tuples(one, one).map("".join))
    return st.lists(one | wrapped, min_size=1, max_size=3).map("".join)


def row_of(cells: str) -> str:
    return f"<w:tr>{cells}</w:tr>"


def table_of(rows: str) -> str:
    grid = '<w:tblPr/><w:tblGrid><w:gridCol w:w="100"/><w:gridCol w:w="100"/></w:tblGrid>'
    return f"<w:tbl>{grid}{rows}</w:tbl>"


def cells_of(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return some("p", blocks).map(lambda inside: f"<w:tc>{inside}</w:tc>")


# Tables in tables have no tags between their rows and cells: such templates are refused.
INNER = st.recursive(st.just(PARAGRAPH), lambda inner: inner | cells_of(inner).map(row_of).map(table_of), max_leaves=3)
TABLES = some("tr", some("tc", cells_of(INNER)).map(row_of)).map(table_of)
DOCUMENTS = some("p", TABLES | st.just(PARAGRAPH))
PLAIN = read_package(word("Före"), "mall.docx")


def template(inside: str) -> Template:
    before, mark, after = PLAIN["word/document.xml"].partition(b"<w:sectPr")
    return prepare(write_package({**PLAIN, "word/document.xml": before + inside.encode() + mark + after}), "mall.docx")


def unfinished(one: Template) -> str:
    """Return the body of a template, filled in with the data."""
    context = Context(Scene(DATA, document_type(), DAY, libraries(), EXTRAS, None, False))
    (the_body,) = [each for each in one.parts if each.member == "word/document.xml"]
    return filled(the_body.compiled, context.only(one.words))


def canonical(data: bytes) -> str:
    return etree.canonicalize(data.decode())


@settings(max_examples=examples(20))
@given(DOCUMENTS)
def test_what_a_template_is_said_to_leave_in_order_is_in_order(inside: str) -> None:
    one = template(inside)
    (care,) = [each.care for each in one.parts if each.member == "word/document.xml"]
    xml = unfinished(one)
    made_with_care = finish(xml, care=care)
    assert is_whole(etree.fromstring(made_with_care))
    without = Care(loose_cells=care.loose_cells)
    assert canonical(made_with_care) == canonical(finish(xml, care=without))
    members = {**one.members, "word/document.xml": made_with_care}
    said = [problem.message for problem in inspect(write_package(members), "prov.docx")]
    assert not [text for text in said if "saknar stycke" in text or "saknar rader" in text]


def test_the_caption_of_a_table_is_the_one_above_it_as_it_was_filled_in() -> None:
    def table(above: str, own: str) -> str:
        cell = "<w:tr><w:tc><w:p/></w:tc></w:tr>"
        return f'{above}<w:tbl><w:tblPr><w:tblCaption w:val="{own}"/></w:tblPr>{cell}</w:tbl>'

    def caption(*runs: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr>{"".join(runs)}</w:p>'

    def run(text: str) -> str:
        return f"<w:r><w:t>{text}</w:t></w:r>"

    root = finished(
        table(caption(run("Tabell: Uppgifter om Kultur &amp; "), run('”Hopp”, "f.d."')), "Uppgifter om")
        + table(caption(run("Tabell 2. Medel "), run(gap("saknas: år"))), "")
        + table(f"<w:p>{run('Text')}</w:p>", "Egen")
        + table("", "Direkt efter en tabell")
    )
    assert [one.get(W + "val") for one in root.iter(W + "tblCaption")] == [
        'Uppgifter om Kultur & ”Hopp”, "f.d."',
        "Medel saknas: år",
        "Egen",
        "Direkt efter en tabell",
    ]
