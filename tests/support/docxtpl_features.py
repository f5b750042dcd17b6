"""What docxtpl can do, a function for each thing: given the class, it yields documents and whatever else is compared.

docxtpl's own scripts (``docxtpl_scripts.py``) are those of an older version; this is the rest of its handbook, and the
ways of using a template object that a faster class could get wrong.
"""

# ruff: noqa: S701 - that nothing is escaped unless it is asked for is docxtpl's way

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import docxtpl
import jinja2

from tests.support.docxtpl_compare import attempt
from tests.support.docxtpl_package import (
    FOOTNOTE_REFERENCE,
    Class,
    cell,
    drawing,
    footnote,
    made,
    one_paragraph,
    paragraph,
    row,
    table,
    text_box,
    word,
)

Feature = Callable[[Class], Iterator[object]]

PEOPLE: list[dict[str, Any]] = [
    {"name": "Åsa & Bo", "tasks": ["a", "b"]},
    {"name": "<Cid>", "tasks": []},
    {"name": "Eva", "tasks": ["c"]},
]
VALUES: Mapping[str, Any] = {"name": "Exempelby", "people": PEOPLE, "yes": True, "no": False, "number": 3, "none": None}


def values_of_every_kind(given: Class) -> Iterator[object]:
    yield made(
        given, one_paragraph("{{ name }} {{ yes }} {{ number / 2 }} {{ none }} {{ people|e }} {{ missing }}"), VALUES
    )


def tags_split_over_runs(given: Class) -> Iterator[object]:
    mark = '<w:proofErr w:type="spellStart"/>'
    body = paragraph("{", "{ na", "me }", "} and {", "%", " if yes %", "}yes{% e", "ndif %}").replace(
        "</w:r>", f"</w:r>{mark}"
    )
    yield made(given, word(body), VALUES)


def blocks(given: Class) -> Iterator[object]:
    people = paragraph("{%p for one in people %}") + paragraph("{{ one.name|e }}") + paragraph("{%p endfor %}")
    nothing = paragraph("{%p if no %}") + paragraph("gone") + paragraph("{%p else %}") + paragraph("{%p endif %}")
    yield made(given, word(people, nothing, headers=[people]), VALUES)


def rows_of_a_loop(given: Class) -> Iterator[object]:
    inner = row("{%tr for task in one.tasks %}", ""), row("{{ loop.index }}", "{{ task }}"), row("{%tr endfor %}", "")
    rows = row("{%tr for one in people %}", ""), row("{{ one.name|e }}", "x"), *inner, row("{%tr endfor %}", "")
    yield made(given, word(table(*rows)), VALUES)


def columns_of_a_loop(given: Class) -> Iterator[object]:
    """Fewer cells than the grid has columns, as many, and more."""
    cells = row("first", "{%tc for one in several %}", "{{ one }}", "{%tc endfor %}")
    for count in (0, 1, 3, 7):
        yield made(given, word(table(cells, columns=4)), {"several": range(count)})


def cells_merged(given: Class) -> Iterator[object]:
    down = row("{%tr for one in people %}", ""), row("{% vm %}once", "{{ one.name|e }}"), row("{%tr endfor %}", "")
    across = row("{%tc for one in people %}", "{% hm %}{{ name }}", "{%tc endfor %}")
    wide = '<w:tcW w:w="1" w:type="dxa"/><w:gridSpan w:val="2"/>'
    spanned = row("{%tc for one in people %}", cell("{% hm %}{{ name }}", properties=wide), "{%tc endfor %}")
    yield made(given, word(table(*down), table(across, columns=3), table(spanned, columns=6)), VALUES)


def cells_spanned_and_coloured(given: Class) -> Iterator[object]:
    shaded = '<w:tcW w:w="1" w:type="dxa"/><w:shd w:val="clear" w:fill="000000"/>'
    cells = row("{% colspan number %}{{ name }}", cell("{% cellbg 'FF' ~ '0000' %}", "red", properties=shaded))
    yield made(given, word(table(cells, columns=4)), VALUES)


def comments(given: Class) -> Iterator[object]:
    body = paragraph("a {# {{ missing.thing }} #} b") + paragraph("{#p a whole paragraph #}") + paragraph("c")
    yield made(given, word(body, table(row("{#tr a row #}", ""), row("x", "{#tc a cell #}"))), VALUES)


def merged_paragraphs(given: Class) -> Iterator[object]:
    body = (
        paragraph("one {% if yes -%}"),
        paragraph("two"),
        paragraph("{%- endif %} three"),
        paragraph("{%- if no %}x{% endif %}"),
    )
    yield made(given, word(*body), VALUES)


def delimiters_escaped(given: Class) -> Iterator[object]:
    yield made(given, one_paragraph("{_{ name }_} {_% if %_} {{ tags }}"), {"tags": "{_{ x }_}"})


def spaces(given: Class) -> Iterator[object]:
    body = "<w:p><w:r><w:t>a {{ name }} </w:t></w:r><w:r><w:t> {% if yes %} b {% endif %} </w:t></w:r></w:p>"
    yield made(given, word(body), VALUES)


def smart_quotes_and_entities_in_tags(given: Class) -> Iterator[object]:
    text = (
        "{% if number < 4 and name != “x” %}{{ ‘a’ ~ name }}{% endif %}{{ '5 % 3' }}{% if number % 2 %}odd{% endif %}"
    )
    yield made(given, one_paragraph(text), VALUES)


def breaks_in_values(given: Class) -> Iterator[object]:
    text = "one\ntwo\tthree\afour\ffive\n"
    values = {"plain": text, "listing": docxtpl.Listing(f"{text}<&>"), "number": docxtpl.Listing(7)}
    body = paragraph("x {{ plain }} y", properties="<w:b/>") + paragraph("{{ listing }}{{ number }}")
    yield made(given, word(body, headers=[paragraph("{{ listing }}")]), values)


def rich_text(given: Class) -> Iterator[object]:
    rich = docxtpl.RichText("a <b> & c", bold=True, color="#ff0000")
    rich.add("\nnew line\tand\aparagraph", style="Strong", size=20, font="eastAsia:Arial", underline="wave", rtl=True)
    outer = docxtpl.RichText(rich, lang="sv-SE")
    body = paragraph("before {{r rich }} after") + paragraph("{% if yes %}", "{{r outer }}", "{% endif %}")
    yield made(given, word(body, headers=[body]), {"rich": rich, "outer": outer, "yes": True})
    yield made(given, word(body), {"rich": rich, "outer": outer, "yes": True}, None, True)


def rich_paragraphs(given: Class) -> Iterator[object]:
    rich = docxtpl.RichTextParagraph(docxtpl.RichText("a", italic=True), parastyle="Title")
    rich.add("b & c")
    yield made(given, word(paragraph("{{p rich }}"), paragraph("end")), {"rich": rich})


def headers_and_footers_of_two_sections(given: Class) -> Iterator[object]:
    parts = [paragraph(f"{number} {{{{ name }}}} å") for number in range(3)]
    yield made(given, word(paragraph("body"), headers=parts, footers=parts, sections=2), VALUES)


def footnotes_of_two_sections(given: Class) -> Iterator[object]:
    """docxtpl renders footnotes once per section: a value with a tag in it is a tag the second time."""
    note = footnote(paragraph("{{ name }} {{ tag }}"))
    body = paragraph("x {{ name }}", inside=FOOTNOTE_REFERENCE)
    for sections in (1, 2):
        data = word(body, footnotes=note, sections=sections)
        yield made(given, data, {"name": "Bo", "tag": "{{ name }}"})
        yield made(given, data, {"name": "a & b", "tag": "<i>"}, None, True)


def properties(given: Class) -> Iterator[object]:
    names = ("title", "creator", "subject", "description", "identifier", "language")
    data = word(paragraph("x"), core=dict.fromkeys(names, "{{ name }} & {% if yes %}<y>{% endif %}"))
    yield made(given, data, VALUES)
    yield made(given, data, {"name": "<&>", "yes": True}, None, True)
    yield from attempt(made, given, data, {"name": "x" * 300})


def properties_without_braces(given: Class) -> Iterator[object]:
    """They are rendered all the same: line breaks change, and an environment may have other tags."""
    data = word(
        paragraph("x"), core={"title": "[[ name ]]\n", "subject": "a\r\nb\n\n", "description": "# if no\nx\n# endif"}
    )
    yield made(given, data, VALUES)
    yield made(given, data, VALUES, jinja2.Environment(variable_start_string="[[", variable_end_string="]]"))
    yield made(given, data, VALUES, jinja2.Environment(line_statement_prefix="#", keep_trailing_newline=True))
    yield made(given, data, VALUES, jinja2.Environment(newline_sequence="\r\n"))


def sections_that_are_rendered(given: Class) -> Iterator[object]:
    """How often footnotes are rendered depends on the sections of what was rendered, not on the template's."""
    note = footnote(paragraph("{{ tag }} {_{ x }_}"))
    section = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
    many = paragraph("{%p for one in people %}"), section, paragraph("{%p endfor %}")
    some = paragraph("{%p if no %}"), section, paragraph("{%p endif %}")
    last = (paragraph("a {% if no -%}"), paragraph("{%- endif %} b"))
    none = (paragraph("{{ raw }}"),)
    values = {**VALUES, "tag": "{{ name }}", "raw": "</w:t></w:r></w:p><w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>"}
    for body in (many, some, last, none):
        yield from attempt(made, given, word(*body, footnotes=note), values)


def drawings_are_numbered(given: Class) -> Iterator[object]:
    loop = paragraph("{%p for one in people %}") + paragraph("x", inside=drawing()) + paragraph("{%p endfor %}")
    yield made(given, word(loop, paragraph("y", inside=drawing(7)), headers=[paragraph("x")]), VALUES)


def paragraphs_in_text_boxes(given: Class) -> Iterator[object]:
    box = text_box(paragraph("{{ text }}"), paragraph("{% if yes %}b{% endif %}"))
    yield made(
        given, word(paragraph("a {{ text }}", inside=box), paragraph("c\t{{ text }}")), {"text": "1\n2\a3\t4", "yes": 1}
    )


def paragraphs_of_other_shapes(given: Class) -> Iterator[object]:
    body = (
        '<w:p/><w:p w:rsidR="00AA"/>',
        paragraph("{{ text }}"),
        "\n  <w:p><w:r><w:t/></w:r></w:p>\n",
        '<w:p w:rsidR="1">',
    )
    yield made(given, word(*body, '<w:r w:rsidR="2"><w:t>{{ text }}</w:t><w:tab/></w:r></w:p>'), {"text": "1\n2\t3"})


def xml_in_values(given: Class) -> Iterator[object]:
    """Without escaping a value may be XML, whole or broken; what is broken in the body is mended."""
    whole = "</w:t></w:r></w:p>\n<w:p><w:r><w:t>"
    for value in (
        whole,
        "a < b",
        "a & b",
        "&lt;",
        "&#10;",
        "<w:b>",
        "</w:p>",
        "]]>",
        "<!--",
        "\n<w:p ",
        "<w:tbl></w:tbl>",
    ):
        yield from attempt(made, given, word(paragraph("x {{ v }} y"), paragraph("z")), {"v": value})
        yield from attempt(made, given, word(headers=[paragraph("{{ v }}")]), {"v": value})


def characters_that_xml_has_not(given: Class) -> Iterator[object]:
    for value in ("\x00", "a\x0bb", "\x1f", "\ufffe", "\ud800", "a\r\nb\rc", "\x85\u2028", "😀"):
        for escaped in (False, True):
            data = word(paragraph("x {{ v }} y"))
            yield from attempt(made, given, data, {"v": value}, None, escaped)
            data = word(paragraph("x"), footers=[paragraph("{{ v }}")])
            yield from attempt(made, given, data, {"v": value}, None, escaped)
            data = word(paragraph("x"), core={"title": "{{ v }}"})
            yield from attempt(made, given, data, {"v": value}, None, escaped)


def mistakes(given: Class) -> Iterator[object]:
    """Every fault is raised as docxtpl raises it, with the lines it adds."""
    for text in (
        "{% if yes %}",
        "{{ name",
        "{{ a b }}",
        "{% nope %}",
        "{{ 1 / 0 }}",
        "{{ name|nope }}",
        "{{ missing.x }}",
    ):
        for data in (
            word(paragraph("a"), paragraph(text)),
            word(headers=[paragraph(text)]),
            word(core={"title": text}),
        ):
            yield from attempt(made, given, data, VALUES)


def missing_words(given: Class) -> Iterator[object]:
    kinds = (jinja2.Undefined, jinja2.StrictUndefined, jinja2.ChainableUndefined, jinja2.DebugUndefined)
    for kind in kinds:
        for text in ("{{ missing }}", "{% for x in missing %}{% endfor %}", "{{ missing.a.b }}", "{{ none.x }}"):
            environment = jinja2.Environment(undefined=kind)
            yield from attempt(made, given, one_paragraph(text), VALUES, environment)


FEATURES: list[Feature] = [
    one
    for name, one in list(globals().items())
    if getattr(one, "__module__", "") == __name__ and not name.startswith("_")
]
