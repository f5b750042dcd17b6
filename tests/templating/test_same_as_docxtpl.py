"""What the closed language allows is filled in as docxtpl itself does it, on the road that users' documents take.

docxtpl renders with an ordinary environment of Jinja's. A longer run:
``IOPDOCS_EQUALITY_EXAMPLES=5000 python -m pytest tests/templating/test_same_as_docxtpl.py``.
"""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from benchmarks.samples.documents import AGREEMENTS, libraries, load, make, template, workspace
from iopdocs.consolidation import consolidated
from iopdocs.errors import InvalidTemplate
from iopdocs.templating.environment import environment
from iopdocs.templating.finishing import finish
from iopdocs.templating.template import prepare
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.vocabulary.words import EXTRAS, Context
from iopdocs.word.own_marks import unmarked
from iopdocs.word.pagination import paginated
from tests.support.docxtpl_closed import Source, facts, sources
from tests.support.docxtpl_package import (
    FOOTNOTE_REFERENCE,
    cell,
    footnote,
    one_paragraph,
    paragraph,
    row,
    table,
    text_box,
    word,
)
from tests.support.docxtpl_pair import canonical, differences, first_difference, ours, theirs, whole

EXAMPLES = int(os.environ.get("IOPDOCS_EQUALITY_EXAMPLES", "40"))
PARTIES = [
    facts(namn="Åsa & Bo", uppgifter=["a", "b"], offentlig=True),
    facts(namn="<Cid>", uppgifter=[], offentlig=False),
    facts(namn="Eva", uppgifter=["c"], offentlig=False),
]
WORDS = {
    "avtal": facts(namn="Exempelby", tom="", antal=3, dag=date(2026, 1, 1), belopp=Decimal("400000"), flera=["x", "y"]),
    "läge": facts(förslag=True, beslutat=False),
    "parter": PARTIES,
    "inga": [],
}
MARK = '<w:proofErr w:type="spellStart"/>'
EACH, END = "{%p for part in parter %}", "{%p endfor %}"
ROWS, ROWS_END = row("{%tr for part in parter %}", ""), row("{%tr endfor %}", "")
WIDE = '<w:tcW w:w="1" w:type="dxa"/><w:gridSpan w:val="2"/>'
SHADED = '<w:tcW w:w="1" w:type="dxa"/><w:shd w:val="clear" w:fill="000000"/>'
TEXT = facts(text="ett\ntvå\afyra\ffem")

#: What the closed language allows: the XML of a body each.
FEATURES: dict[str, str] = {
    "facts and filters": paragraph("{{ avtal.namn }} {{ avtal.antal }} {{ avtal.dag|datum }} {{ avtal.flera |lista }}"),
    "filters with arguments": paragraph("{{ avtal.antal|antal(“en part”, “parter”) }}"),
    "what XML has signs for": paragraph("{% for part in parter %}{{ part.namn }} < & > {% endfor %}"),
    "tags split over runs": paragraph(
        "{", "{ avt", "al.namn }", "} och {", "%", " if läge.förslag %", "}ja{% e", "ndif %}"
    ).replace("</w:r>", f"</w:r>{MARK}"),
    "if, elif, else, not, and, or": paragraph(
        "{% if läge.beslutat %}a{% elif not läge.förslag or (avtal.tom and parter) %}b{% else %}c{% endif %}"
    ),
    "paragraphs of a loop": paragraph(EACH) + paragraph("{{ loop.index }} {{ part.namn }}") + paragraph(END),
    "a loop over nothing": paragraph("{%p for x in inga %}") + paragraph("x") + paragraph("{%p else %}")
    + paragraph("inga") + paragraph(END),
    "paragraphs of a choice": paragraph("{%p if läge.beslutat %}") + paragraph("borta") + paragraph("{%p else %}")
    + paragraph("kvar") + paragraph("{%p endif %}"),
    "loops in loops": paragraph(EACH) + paragraph("{%p for u in part.uppgifter %}")
    + paragraph("{{ part.namn }}: {{ u }}{% if not loop.last %},{% endif %}") + paragraph(END) + paragraph(END),
    "rows of a loop": table(row("Namn", "Nr"), ROWS, row("{{ part.namn }}", "{{ loop.index }}"), ROWS_END),
    "rows of a choice": table(
        row("a", "b"), row("{%tr if läge.beslutat %}", ""), row("c", "d"), row("{%tr endif %}", "")
    ),
    "columns of a loop": table(
        row("först", "{%tc for part in parter %}", "{{ part.namn }}", "{%tc endfor %}"), columns=4
    ),
    "fewer columns than the grid": table(row("{%tc for u in avtal.flera %}", "{{ u }}", "{%tc endfor %}"), columns=5),
    "cells merged down": table(row("a", "b"), ROWS, row("{% vm %}en gång", "{{ part.namn }}"), ROWS_END),
    "cells merged across": table(
        row("{%tc for part in parter %}", "{% hm %}{{ avtal.namn }}", "{%tc endfor %}"), columns=3
    ),
    "cells spanned and coloured": table(
        row("{% colspan avtal.antal %}a", cell("{% cellbg avtal.namn %}b", properties=SHADED)), columns=4
    ),
    "comments": paragraph("a {# en anmärkning #} b") + paragraph("{#p ett helt stycke #}") + paragraph("c"),
    "merged paragraphs": paragraph("ett {% if läge.förslag -%}") + paragraph("två") + paragraph("{%- endif %} tre"),
    "spaces": "<w:p><w:r><w:t>a {{ avtal.namn }} </w:t></w:r><w:r><w:t> {% if inga %}x{% endif %} b </w:t></w:r></w:p>",
    "breaks in facts": paragraph("x {{ post.text }} y", properties="<w:b/>"),
    "breaks of several facts": paragraph("{{ post.text }}{{ avtal.namn }}{{ post.text }}"),
    "text boxes": paragraph(
        "a {{ avtal.namn }}", inside=text_box(paragraph("{{ post.text }}"), paragraph("{% if parter %}b{% endif %}"))
    ),
    "paragraphs of other shapes": '<w:p/><w:p w:rsidR="00AA"/>' + paragraph("{{ post.text }}")
    + '<w:p w:rsidR="1"><w:r w:rsidR="2"><w:t>{{ avtal.namn }}</w:t><w:tab/></w:r></w:p>',
    "a loop with a condition": paragraph("{% for part in parter if part.offentlig %}{{ part.namn }}{% endfor %}"),
    "nothing at all": paragraph("bara text"),
}  # fmt: skip

#: What docxtpl can do and templates must not: each is refused when the template is loaded.
REFUSED = {
    "arithmetic": "{{ avtal.antal + 1 }}",
    "comparison": "{% if avtal.antal > 1 %}x{% endif %}",
    "tests": "{% if avtal.namn is defined %}x{% endif %}",
    "joined texts": "{{ avtal.namn ~ avtal.tom }}",
    "items by number": "{{ parter[0] }}",
    "a choice in a tag": "{{ avtal.namn if parter else avtal.tom }}",
    "methods": "{{ avtal.namn.upper() }}",
    "Jinja's own filters": "{{ avtal.namn|upper }}",
    "escaping by hand": "{{ avtal.namn|e }}",
    "unescaped text": "{{ avtal.namn|safe }}",
    "assignment": "{% set x = avtal.namn %}",
    "macros": "{% macro x() %}y{% endmacro %}",
    "includes": "{% include 'x' %}",
    "texts of their own": "{% raw %}{{ x }}{% endraw %}",
    "a loop that calls itself": "{% for part in parter recursive %}{{ loop(parter) }}{% endfor %}",
    "fractions": "{{ 1.5 }}",
    "half a tag": "{{ avtal.namn",
    "an if without an end": "{% if parter %}x",
    "an unknown tag": "{% nope %}",
}


@pytest.mark.parametrize("feature", FEATURES)
def test_what_is_allowed_is_filled_in_as_docxtpl_does_it(feature: str) -> None:
    body, words = FEATURES[feature], {**WORDS, "post": TEXT}
    assert differences(word(body), words) == []


@pytest.mark.parametrize(
    "feature", ["facts and filters", "tags split over runs", "paragraphs of a loop", "breaks in facts"]
)
def test_headers_footers_and_footnotes_are_filled_in_as_docxtpl_does_it(feature: str) -> None:
    inner, words = FEATURES[feature], {**WORDS, "post": TEXT}
    data = word(
        paragraph("x", inside=FOOTNOTE_REFERENCE), headers=[inner] * 3, footers=[inner], footnotes=footnote(inner)
    )
    assert differences(data, words) == []


@pytest.mark.parametrize("feature", REFUSED)
def test_what_is_not_allowed_is_refused_when_the_template_is_loaded(feature: str) -> None:
    for data in (one_paragraph(REFUSED[feature]), word(table(row("a", REFUSED[feature])))):
        with pytest.raises(InvalidTemplate) as caught:
            prepare(data, "mall.docx")
        assert all(problem.message for problem in caught.value.problems)


def test_wide_cells_cannot_be_merged_across_since_docxtpl_reckons_their_width() -> None:
    cells = row("{%tc for part in parter %}", cell("{% hm %}x", properties=WIDE), "{%tc endfor %}")
    with pytest.raises(InvalidTemplate):
        prepare(word(table(cells, columns=6)), "mall.docx")


def test_a_table_in_a_header_gets_as_many_columns_as_cells_though_docxtpl_leaves_it() -> None:
    data = word(headers=[FEATURES["fewer columns than the grid"]])
    columns = [found["word/header1.xml"].count(b"<w:gridCol") for found in (theirs(data, WORDS), ours(data, WORDS))]
    assert columns == [5, 2]


def test_docxtpls_way_of_writing_braces_is_text_like_any_other() -> None:
    assert b"{_{ x }_}" in ours(word(paragraph("{_{ x }_}")), WORDS)["word/document.xml"]


@pytest.mark.parametrize("tag", ["{{r avtal.namn }}", "{{p avtal.namn }}"])
def test_rich_text_is_refused(tag: str) -> None:
    with pytest.raises(InvalidTemplate):
        prepare(word(paragraph(tag)), "mall.docx").render(WORDS)


def test_a_tag_in_a_property_is_refused_where_docxtpl_fills_it_in() -> None:
    data = word(paragraph("x"), core={"title": "{{ avtal.namn }}"})
    assert b"Exempelby" in whole(data, WORDS)["docProps/core.xml"]
    with pytest.raises(InvalidTemplate):
        prepare(data, "mall.docx")


@pytest.mark.thorough
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(source=sources())
def test_any_template_of_the_closed_language_is_filled_in_as_docxtpl_does_it(source: Source) -> None:
    assert differences(source.data, source.words) == []


AGREED = ("exempelby-komplett-2026", "exempelby-tillagg-2025", "exempelby-nastan-tomt", "exempelby-moten-2024")


@pytest.mark.parametrize("agreement", AGREED)
def test_the_starters_documents_are_what_docxtpl_makes_of_their_words(agreement: str) -> None:
    """docxtpl fills in the same words in the same environment; what is done to the text afterwards is done to both."""
    day, data = date(2026, 11, 21), load(AGREEMENTS / f"{agreement}.yaml")
    compared = 0
    for name, kind in workspace().types.items():
        for number, item in enumerate(kind.items(data)):
            compiled = consolidated(data, day) if kind.description.compiles else None
            standing = compiled.agreement if compiled else data
            scene = Scene(standing, kind, day, libraries(), EXTRAS, item, compiled=compiled)
            words = Context(scene).only(template(name).words)
            made = make(data, name, day, item=None if item is None else number)
            members = whole(kind.template.read_bytes(), words, environment())
            for member, xml in made.parts.items():
                found = canonical(paginated(finish(members[member].decode()), template(name).looks))
                assert found == canonical(unmarked(xml)), (
                    f"{name}, {member}: {first_difference(found, canonical(unmarked(xml)))}"
                )
                compared += 1
    assert compared >= 9


def test_a_difference_is_found_and_placed() -> None:
    """The comparison itself can fail: with one word changed a part is not the same."""
    one, other = (canonical(f"<a>{word}</a>".encode()) for word in ("ett", "två"))
    assert first_difference(one, other).startswith("at 3 of ")
    body = word(paragraph("{{ avtal.namn }}"))
    with pytest.raises(AssertionError):
        assert differences(body, {**WORDS, "avtal": facts(namn="a ??.")}) == []
