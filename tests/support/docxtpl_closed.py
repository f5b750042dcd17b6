"""Any small template of the closed language, and any words for it, as hypothesis data."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import make_dataclass
from typing import Any, cast

from hypothesis import strategies as st

from iopdocs.swedish import typography
from iopdocs.templating.values import Facts
from tests.support.docxtpl_package import (
    FOOTNOTE_REFERENCE,
    cell,
    footnote,
    paragraph,
    row,
    table,
    text_box,
    unpacked,
    word,
)

Draw = Callable[..., Any]

# What facts are made of: words, and what breaks XML, tags, lines and docxtpl's own marks.
_ATOMS = [
    *("a", "å ", " ", "1", "&", "<", ">", "'", "\n", "\a", "\f", "{", "}", "%", "#", "😀", "{{ x }}", "{% if %}"),
    *("&amp;", "&#10;", "]]>", "<!-- ", "</w:t>", "<w:p>", "<w:p ", "\n<w:p>", "</w:t></w:r></w:p><w:p>", "<w:tbl/>"),
    *("&nbsp;", "<![CDATA[x]]>", "<?x y?>", "<x/>", "\x85", "<w:sectPr/>", "{#", "#}", "\n\n<w:p>"),
]
_EMPTY_LINE = re.compile(r"\n\s*\n")


def facts(**given: Any) -> Facts:
    """Return facts of a kind made for them."""
    kind = make_dataclass("Given", [(name, Any) for name in given], bases=(Facts,), frozen=True, eq=False)
    return cast(Facts, kind(**given))


def _as_typed(text: str) -> bool:
    """Whether a text is printed as it is: our typography and our empty lines are tried elsewhere."""
    return typography.text(text) == text and not _EMPTY_LINE.search(text)


_texts = st.one_of(st.text("abc åäö", max_size=8), st.lists(st.sampled_from(_ATOMS), max_size=4).map("".join))
TEXTS = _texts.filter(_as_typed)
_PARTIES = st.builds(
    lambda name, tasks, public: facts(namn=name, uppgifter=tasks, offentlig=public),
    TEXTS, st.lists(TEXTS, max_size=2), st.booleans(),
)  # fmt: skip
_WORDS = st.fixed_dictionaries(
    {
        "namn": TEXTS,
        "annat": TEXTS,
        "antal": st.integers(0, 40),
        "ja": st.booleans(),
        "parter": st.lists(_PARTIES, max_size=3),
        "inga": st.just([]),
    }
)

_PLAIN = st.sampled_from(["ord ", "å & ö", "<", "a < b > c", "%", "’s", " två ", "&amp;", "#", ""])
_FACTS = ["namn", "annat", "antal", "antal|heltal", "namn|versal", 'antal|antal("en", "flera")', "antal|i_ord"]
_OF_A_PARTY = ["part.namn", "part.namn|versal", "loop.index", "loop.length"]
_CONDITIONS = ["ja", "not ja", "ja and parter", "not parter or ja", "parter", "inga", "namn", "(ja or inga) and namn"]
_PROPERTIES = ["", "", "<w:b/>", '<w:rStyle w:val="Strong"/><w:lang w:val="sv-SE"/>']
_BETWEEN = ["", "", "", '<w:proofErr w:type="spellStart"/>', '<w:bookmarkEnd w:id="0"/>', "<w:r><w:tab/></w:r>"]


class Source:
    """A template with its words, shown as the XML that may have tags in it."""

    def __init__(self, data: bytes, words: Mapping[str, Any]) -> None:
        self.data, self.words = data, words

    def __repr__(self) -> str:
        shown = (name for name in unpacked(self.data) if re.match(r"word/(document|header|foot)", name))
        said = {name: getattr(one, "__dict__", one) for name, one in self.words.items()}
        return "\n".join([*(f"{name}: {unpacked(self.data)[name].decode()}" for name in shown), repr(said)])


@st.composite
def sources(draw: Draw) -> Source:
    """Draw a template and its words."""
    headers = [_around(draw) for _ in range(draw(st.integers(0, 2)))]
    footers = [_around(draw) for _ in range(draw(st.integers(0, 1)))]
    notes = footnote(_paragraph(draw, False)) if draw(st.booleans()) else ""
    body = _blocks(draw, 0, False, 3) + (f"<w:p>{FOOTNOTE_REFERENCE}</w:p>" if notes else "")
    return Source(word(body, headers=headers, footers=footers, footnotes=notes), draw(_WORDS))


def _around(draw: Draw) -> str:
    """Draw a header or footer. docxtpl does not mend the tables there, so there are none."""
    if draw(st.booleans()):
        return _paragraph(draw, False)
    return _split(draw, "{%p for part in parter %}") + _paragraph(draw, True) + _split(draw, "{%p endfor %}")


def _blocks(draw: Draw, depth: int, looped: bool, most: int = 2) -> str:
    return "".join(_block(draw, depth, looped) for _ in range(draw(st.integers(1, most))))


def _block(draw: Draw, depth: int, looped: bool) -> str:
    kind = draw(st.integers(0, 6)) if depth < 3 else 0
    if kind == 3:
        start = f"{{%p if {draw(st.sampled_from(_CONDITIONS))} %}}"
        other = _split(draw, "{%p else %}") + _blocks(draw, depth + 1, looped) if draw(st.booleans()) else ""
        return _split(draw, start) + _blocks(draw, depth + 1, looped) + other + _split(draw, "{%p endif %}")
    if kind == 4:
        inner = _blocks(draw, depth + 1, True)
        return _split(draw, "{%p for part in parter %}") + inner + _split(draw, "{%p endfor %}")
    if kind == 5:
        return _odd(draw, looped)
    return _table(draw, looped) if kind == 6 else _paragraph(draw, looped)


def _paragraph(draw: Draw, looped: bool) -> str:
    return _split(draw, _text(draw, looped))


def _text(draw: Draw, looped: bool) -> str:
    return "".join(draw(_PLAIN) + _tag(draw, looped) for _ in range(draw(st.integers(1, 2)))) + draw(_PLAIN)


def _tag(draw: Draw, looped: bool) -> str:
    fact = draw(st.sampled_from(_FACTS + _OF_A_PARTY * looped))
    condition = draw(st.sampled_from(_CONDITIONS))
    tags = [
        f"{{{{ {fact} }}}}",
        f"{{{{{fact}}}}}",
        f"{{% if {condition} %}}{{{{ {fact} }}}}{{% else %}}x{{% endif %}}",
        f"{{% if {condition} %}}a{{% elif ja %}}b{{% endif %}}",
        "{% for part in parter %}{{ part.namn }}{% if not loop.last %}, {% endif %}{% else %}inga{% endfor %}",
        "{# en kommentar #}",
    ]
    return str(draw(st.sampled_from(tags)))


def _odd(draw: Draw, looped: bool) -> str:
    text = _text(draw, looped)
    odd = [
        paragraph("a {% if ja -%}") + _split(draw, text) + paragraph("{%- endif %} b"),
        paragraph("{#p borta #}") + _split(draw, text),
        _split(draw, text, text_box(_paragraph(draw, looped))),
        '<w:p w:rsidR="00AA"/>' + _split(draw, text),
    ]
    return str(draw(st.sampled_from(odd)))


def _table(draw: Draw, looped: bool) -> str:
    columns = draw(st.integers(1, 3))
    first = row(*(f"r{number}" for number in range(columns)))
    kind = draw(st.integers(0, 3))
    if kind == 0:
        loop = row("{%tc for part in parter %}", _cell(draw, True), "{%tc endfor %}", "sist")
        return table(loop, columns=columns)
    mark = draw(st.sampled_from(["", "{% vm %}"])) if kind == 1 else ""
    inner = row(*(_cell(draw, looped or kind == 1, mark) for _ in range(columns)))
    if kind == 1:
        rows = row(cell("{%tr for part in parter %}")) + inner + row(cell("{%tr endfor %}"))
    elif kind == 2:
        rows = row(cell(f"{{%tr if {draw(st.sampled_from(_CONDITIONS))} %}}")) + inner + row(cell("{%tr endif %}"))
    else:
        rows = inner
    return table(first, rows, columns=columns)


def _cell(draw: Draw, looped: bool, mark: str = "") -> str:
    if mark:
        return cell(mark + "x{{ part.namn }}")
    widths = ['<w:tcW w:w="9" w:type="dxa"/>', '<w:shd w:val="clear" w:fill="AAAAAA"/>']
    return f"<w:tc><w:tcPr>{draw(st.sampled_from(widths))}</w:tcPr>{_paragraph(draw, looped)}</w:tc>"


def _split(draw: Draw, text: str, inside: str = "") -> str:
    """Draw how a text is split over runs, with what Word puts between them."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=3)))
    pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    between = draw(st.sampled_from(_BETWEEN))
    made = paragraph(*(piece for piece in pieces if piece), properties=draw(st.sampled_from(_PROPERTIES)))
    made = made.replace("</w:r><w:r>", f"</w:r>{between}<w:r>")
    return made.replace("</w:p>", f"{inside}</w:p>")
