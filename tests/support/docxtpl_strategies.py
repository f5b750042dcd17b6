"""Any small template in docxtpl's dialect, and any values for it, as hypothesis data."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

import docxtpl
import jinja2
import jinja2.sandbox
from hypothesis import strategies as st
from markupsafe import Markup

from tests.support.docxtpl_package import (
    FOOTNOTE_REFERENCE,
    cell,
    drawing,
    footnote,
    paragraph,
    row,
    table,
    text_box,
    unpacked,
    word,
)

Draw = Callable[..., Any]

# What values are made of: words, and what breaks XML, tags, lines and docxtpl's own marks.
_ATOMS = [
    *("a", "å ", " ", "1", "&", "<", ">", '"', "'", "\n", "\t", "\a", "\f", "{", "}", "%", "#", "“", "’", "😀", "\r\n"),
    *("{{ name }}", "{% if %}", "{_{", "}_}", "{_%", "%_}", "&amp;", "&#10;", "]]>", "<!-- ", "\x0b", "\x00", "\u2028"),
    *("</w:t>", "<w:p>", "<w:p ", "\n<w:p>", "</w:t></w:r></w:p><w:p><w:r><w:t>", "</w:t><w:br/><w:t>", "<w:tbl/>"),
    *(
        "&nbsp;",
        "<![CDATA[x]]>",
        "<!--x-->",
        "<?x y?>",
        "<a:b/>",
        "<x/>",
        "\n\n<w:p>",
        "\ud800",
        "\x85",
        "<w:sectPr/>",
    ),
]
_plain = st.text("abc åäö", max_size=8)
TEXTS = st.one_of(_plain, _plain, st.lists(st.sampled_from(_ATOMS), max_size=4).map("".join))
_RICH = st.builds(docxtpl.RichText, TEXTS, bold=st.booleans(), color=st.sampled_from([None, "#00ff00"]))
_SIMPLE = st.one_of(st.none(), st.booleans(), st.integers(-9, 99), st.floats(), st.just(Decimal("1.50")))
_VALUES = st.one_of(TEXTS, _SIMPLE, TEXTS.map(docxtpl.Listing), TEXTS.map(Markup), st.lists(TEXTS, max_size=2), _RICH)
_PEOPLE = st.fixed_dictionaries({"name": TEXTS, "tasks": st.lists(_plain, max_size=2), "any": _VALUES})
CONTEXTS = st.fixed_dictionaries(
    {
        "name": TEXTS,
        "other": TEXTS,
        "number": st.integers(0, 4),
        "yes": st.booleans(),
        "people": st.lists(_PEOPLE, max_size=3),
        "empty": st.just([]),
        "any": _VALUES,
        "listing": TEXTS.map(docxtpl.Listing),
        "rich": _RICH,
        "richp": st.builds(docxtpl.RichTextParagraph, _RICH, parastyle=st.sampled_from([None, "Title"])),
    },
    optional={"maybe": _VALUES},
)

_WORDS = st.sampled_from(["ord ", "  ", "å & ö", "<", "a < b > c", "%", '"x"', "’s", "  två ", "&amp;", "#", ""])
_WILD_WORDS = st.sampled_from(["{", "}", "{ ", "} ", "{{", "}}", "{%", "%}", "{#", "-%}", "ord", ""])
_EXPRESSIONS = [
    *("name", "name", "other", "any", "any", "listing", "number", "number + 1", "number % 2", "people|length", "yes"),
    *("name|e", "name|safe", "name|upper", "other|default('x')", "maybe", "maybe|default(“-”)", "name ~ '<' ~ other"),
    *("people|map(attribute='name')|join(', ')", "name if yes else ‘no’", "1 < 2", "'%s!' % number", "range(9)"),
    *("[name, other]", "number * 2", "people|length > 1"),
]
_WILD = ["missing", "missing.x", "name.x", "name|nope", "1 / number", "{'a': name}['a']", "'}' ~ name", "'{{' ~ name"]
_IN_LOOP = [
    "one.name",
    "one.any",
    "one.tasks|join('-')",
    "loop.index",
    "loop.first",
    "loop.length",
    "one['name']",
    "one",
]
_CONDITIONS = [
    "yes",
    "not yes",
    "number > 1",
    "number < 2 and yes",
    "people",
    "empty",
    "missing is defined",
    "name == “a”",
]
_BROKEN = ["{{ name", "{% if yes %}", "{% endif %}", "{{ a b }}", "{% nope %}", "{%p if yes %}", "{%tr endfor %}", "}}"]
_PROPERTIES = ["", "", "<w:b/>", '<w:rStyle w:val="Strong"/><w:lang w:val="sv-SE"/>']
_BETWEEN = ["", "", "", '<w:proofErr w:type="spellStart"/>', '<w:bookmarkEnd w:id="0"/>', "<w:r><w:tab/></w:r>"]


@dataclass(frozen=True)
class Scope:
    """Where a piece of a template stands: how deep, in a loop or not, in which kind of cell, and how wild it may be."""

    depth: int = 0
    loop: bool = False
    mark: str = ""
    wild: bool = False

    def within(self, loop: bool = False, mark: str = "") -> Scope:
        """Return the scope one step in."""
        return Scope(self.depth + 1, self.loop or loop, mark, self.wild)


def _text(draw: Draw, scope: Scope) -> str:
    """Draw the text of a paragraph: words and tags."""
    return "".join(_word(draw, scope) + _tag(draw, scope) for _ in range(draw(st.integers(1, 2)))) + draw(_WORDS)


def _word(draw: Draw, scope: Scope) -> str:
    return draw(_WILD_WORDS) if scope.wild and not draw(st.integers(0, 4)) else draw(_WORDS)


def _tag(draw: Draw, scope: Scope) -> str:
    if scope.wild and not draw(st.integers(0, 19)):
        return draw(st.sampled_from(_BROKEN))
    value = draw(st.sampled_from(_EXPRESSIONS + (_IN_LOOP * 3 if scope.loop else []) + (_WILD if scope.wild else [])))
    condition = draw(st.sampled_from(_CONDITIONS))
    inner = draw(_WORDS)
    tags = [f"{{{{ {value} }}}}"] * 6 + [
        f"{{{{{value}}}}}",
        f"{{{{- {value} -}}}}",
        f"{{% if {condition} %}}{inner}{{{{ {value} }}}}{{% else %}}-{{% endif %}}",
        f"{{%- if {condition} -%}}{inner}{{%- endif %}}",
        "{% for one in people %}{{ one.name }}{{ loop.index }} {% endfor %}",
        "{% for x in empty %}x{% else %}none{% endfor %}",
        f"{{# {inner} {{{{ {value} }}}} #}}",
        f"{{% set x = {value} %}}{{{{ x }}}}",
        "{% raw %}{{ name }}{% endraw %}",
        "{_{ name }_}",
        "{{r rich }}",
        "{%r if yes %}r{%r endif %}",
        inner,
    ]
    return draw(st.sampled_from(tags))


def _split(draw: Draw, text: str, inside: str = "") -> str:
    """Return a paragraph of the text, split over runs at any places, also within tags."""
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=3)))
    pieces = [text[start:end] for start, end in zip([0, *places], [*places, len(text)], strict=True)]
    kept = draw(st.sampled_from([' xml:space="preserve"', ""]))
    runs = "".join(_run(draw, piece, kept) for piece in pieces)
    head = draw(st.sampled_from(["<w:p>", '<w:p w:rsidR="00AB12CD">', '<w:p><w:pPr><w:jc w:val="left"/></w:pPr>']))
    return f"{head}{runs}{inside}</w:p>"


def _run(draw: Draw, piece: str, kept: str) -> str:
    properties = draw(st.sampled_from(_PROPERTIES))
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{shown}<w:t{kept}>{escape(piece)}</w:t></w:r>{draw(st.sampled_from(_BETWEEN))}"


def _blocks(draw: Draw, scope: Scope, most: int = 2) -> str:
    return "".join(_block(draw, scope) for _ in range(draw(st.integers(1, most))))


def _block(draw: Draw, scope: Scope) -> str:
    kinds: list[Callable[[Draw, Scope], str]] = [_ordinary] * 3
    if scope.depth < 3:
        kinds += [_conditional, _repeated, _odd, _table, _table]
    return draw(st.sampled_from(kinds))(draw, scope)


def _ordinary(draw: Draw, scope: Scope) -> str:
    return _split(draw, _text(draw, scope))


def _conditional(draw: Draw, scope: Scope) -> str:
    start = f"{{%p if {draw(st.sampled_from(_CONDITIONS))} %}}"
    other = _split(draw, "{%p else %}") + _blocks(draw, scope.within()) if draw(st.booleans()) else ""
    return _split(draw, start) + _blocks(draw, scope.within()) + other + _split(draw, "{%p endif %}")


def _repeated(draw: Draw, scope: Scope) -> str:
    inner = _blocks(draw, scope.within(loop=True))
    return _split(draw, "{%p for one in people %}") + inner + _split(draw, "{%p endfor %}")


def _odd(draw: Draw, scope: Scope) -> str:
    text = _text(draw, scope)
    merged = paragraph("a {% if yes -%}") + _split(draw, text) + paragraph("{%- endif %} b")
    odd = [
        merged,
        paragraph("{#p gone #}"),
        paragraph("{{p richp }}"),
        _split(draw, text, text_box(_ordinary(draw, scope))),
        _split(draw, text, drawing(draw(st.integers(0, 9)))),
        '<w:p w:rsidR="00AA"/>' + _split(draw, text),
        f"<w:sdt><w:sdtContent>{_blocks(draw, scope.within())}</w:sdtContent></w:sdt>",
    ]
    return draw(st.sampled_from(odd))


def _table(draw: Draw, scope: Scope) -> str:
    columns = draw(st.integers(1, 3))
    rows = [_rows(draw, scope, columns) for _ in range(draw(st.integers(1, 2)))]
    return table(*rows, columns=max(1, columns + draw(st.integers(-1, 1))))


def _rows(draw: Draw, scope: Scope, columns: int) -> str:
    across = scope.within(loop=True, mark=draw(st.sampled_from(["", "{% hm %}"])))
    down = scope.within(loop=True, mark=draw(st.sampled_from(["", "{% vm %}"])))
    kind = draw(st.integers(0, 3))
    if kind == 0:
        return row(cell("{%tc for one in people %}"), _cell(draw, across), cell("{%tc endfor %}"))
    inner = row(*(_cell(draw, down if kind == 1 else scope.within()) for _ in range(columns)))
    if kind == 1:
        return row(cell("{%tr for one in people %}")) + inner + row(cell("{%tr endfor %}"))
    if kind == 2:
        return row(cell(f"{{%tr if {draw(st.sampled_from(_CONDITIONS))} %}}")) + inner + row(cell("{%tr endif %}"))
    return inner


def _cell(draw: Draw, scope: Scope) -> str:
    if scope.mark and not scope.wild:
        return cell(scope.mark + draw(_WORDS) + "{{ one.name|e }}")
    marks = ["", "", "{% colspan number %}", "{% colspan 2 %}", "{% cellbg 'FF00' ~ '00' %}", scope.mark]
    given = ['<w:tcW w:w="9" w:type="dxa"/>', "", '<w:gridSpan w:val="2"/>', '<w:shd w:val="clear" w:fill="AAAAAA"/>']
    first = _split(draw, draw(st.sampled_from(marks)) + _text(draw, scope))
    more = _blocks(draw, scope.within(), 1) if scope.depth < 2 and draw(st.booleans()) else ""
    return f"<w:tc><w:tcPr>{draw(st.sampled_from(given))}</w:tcPr>{first}{more}</w:tc>"


class Source:
    """A template, shown as the XML that may have tags in it."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def __repr__(self) -> str:
        shown = (name for name in unpacked(self.data) if re.match(r"word/(document|header|foot)|docProps/core", name))
        return "\n".join(f"{name}: {unpacked(self.data)[name].decode()}" for name in shown)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Tell hypothesis to show it like this, too."""
        printer.text(repr(self))


@st.composite
def templates(draw: Draw) -> Source:
    """Draw a template."""
    scope = Scope(wild=draw(st.integers(0, 5)) == 5)
    headers = [_blocks(draw, scope.within(), 1) for _ in range(draw(st.integers(0, 2)))]
    footers = [_blocks(draw, scope.within(), 1) for _ in range(draw(st.integers(0, 1)))]
    notes = footnote(_ordinary(draw, scope)) if draw(st.booleans()) else ""
    core = {"title": _text(draw, scope)} if draw(st.booleans()) else {}
    body = _blocks(draw, scope, 3) + (f"<w:p>{FOOTNOTE_REFERENCE}</w:p>" if notes else "")
    sections = draw(st.integers(1, 2))
    return Source(word(body, headers=headers, footers=footers, footnotes=notes, core=core, sections=sections))


ENVIRONMENTS: Mapping[str, Callable[[], jinja2.Environment | None]] = {
    "none": lambda: None,
    "plain": jinja2.Environment,
    "strict": lambda: jinja2.Environment(undefined=jinja2.StrictUndefined),  # noqa: S701 - as docxtpl's own
    "escaping": lambda: jinja2.Environment(autoescape=True),
    "trimming": lambda: jinja2.Environment(trim_blocks=True, lstrip_blocks=True),  # noqa: S701 - as docxtpl's own
    "sandboxed": jinja2.sandbox.SandboxedEnvironment,
}


@dataclass(frozen=True)
class Rendering:
    """One rendering of a template: with what values, in which environment, escaped or not."""

    context: Mapping[str, Any]
    environment: str
    autoescape: bool


RENDERINGS = st.builds(Rendering, CONTEXTS, st.sampled_from(sorted(ENVIRONMENTS)), st.booleans())
