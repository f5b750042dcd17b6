"""docxtpl as the engine knows it: a version that patches or renders otherwise is told of here, before in a document."""

from __future__ import annotations

import hashlib
import inspect
import io
import tokenize
from importlib.metadata import version

import docxtpl
import pytest

from tests.support.docxtpl_package import cell, paragraph, row
from tests.support.requirements import PROJECT, REQUIREMENT, numbers

WIDTH = '<w:tcW w:w="1000" w:type="dxa"/>'
LOOPED = "{% if loop.first %}", "{% endif %}"
# What is patched, and what it becomes.
SNIPPETS = {
    "a tag split over runs": (paragraph("a {", "{ na", "me }", "} b"), paragraph("a {{ name }} b")),
    "quotes and entities": (
        "<w:t>{{ “a” &lt; ‘b’ }} “c”</w:t>",
        '<w:t xml:space="preserve">{{ "a" < \'b\' }} “c”</w:t>',
    ),
    "spaces": ("<w:t>{{ a }} b</w:t>", '<w:t xml:space="preserve">{{ a }} b</w:t>'),
    "modulo": (paragraph("{% if a % 2 %}"), paragraph("{% if a % 2 %}")),
    "paragraph": (
        paragraph("{%p if a %}") + paragraph("b") + paragraph("{%p endif %}"),
        "{% if a %}" + paragraph("b") + "{% endif %}",
    ),
    "row": (row("{%tr for a in b %}", "") + row("{{ a }}"), "{% for a in b %}" + row("{{ a }}")),
    "cell": (row("{%tc for a in b %}", "{{ a }}"), row("{{ a }}").replace("<w:tr>", "<w:tr>{% for a in b %}")),
    "comment": (paragraph("{#p gone #}") + paragraph("a{# b #}"), "{# gone #}" + paragraph("a{# b #}")),
    "run": (paragraph("a {{r b }} c"), paragraph("a ", " c").replace("</w:r><w:r>", "</w:r>{{ b }}<w:r>")),
    "merged": (
        paragraph("a {% if b -%}") + paragraph("c") + paragraph("{%- endif %} d"),
        paragraph("a {% if b %}c{% endif %} d"),
    ),
    "colspan": (cell("{% colspan n %}a"), cell("a", properties=f'<w:gridSpan w:val="{{{{n }}}}"/>{WIDTH}')),
    "cellbg": (
        cell("{% cellbg c %}a"),
        cell("a", properties=f'<w:shd w:val="clear" w:color="auto" w:fill="{{{{c }}}}"/>{WIDTH}'),
    ),
    "vm": (
        cell("{% vm %}a"),
        cell(
            "a".join(LOOPED),
            properties=f'{WIDTH}<w:vMerge w:val="{{% if loop.first %}}restart{{% else %}}continue{{% endif %}}"/>',
        ),
    ),
    "hm": (cell("{% hm %}a"), cell("a", properties=f'{WIDTH}<w:gridSpan w:val="{{{{ loop.length }}}}"/>').join(LOOPED)),
}
# What the engine calls or does in its own way: how each was written when it was found to do the same.
KNOWN = {
    "patch_xml": "81fc236b665c",
    "render_xml_part": "22ca1d222683",
    "render_footnotes": "3b5f97086dbb",
    "resolve_listing": "56ccb3b49758",
    "build_xml": "ab58567b60bc",
    "get_headers_footers": "6b4146c0e110",
    "build_headers_footers_xml": "425b436aa860",
    "render": "d3e326a484eb",
    "fix_tables": "d583e719d806",
    "fix_docpr_ids": "501df932e4d5",
    "get_xml": "ccfb18a8b228",
}


def written(name: str) -> str:
    """Return a digest of a method's code, comments and spaces aside."""
    source = inspect.getsource(getattr(docxtpl.DocxTemplate, name))
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    code = [one.string for one in tokens if one.type in {tokenize.NAME, tokenize.OP, tokenize.NUMBER, tokenize.STRING}]
    return hashlib.sha256(" ".join(code).encode()).hexdigest()[:12]


def test_the_installed_docxtpl_is_one_that_the_project_allows() -> None:
    found = [REQUIREMENT.fullmatch(one) for one in PROJECT["project"]["dependencies"]]
    (bounds,) = [one for one in found if one and one["name"] == "docxtpl"]
    assert numbers(bounds["least"]) <= numbers(version("docxtpl")) < numbers(bounds["below"])


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_docxtpl_patches_as_it_did(snippet: str) -> None:
    before, after = SNIPPETS[snippet]
    assert docxtpl.DocxTemplate(None).patch_xml(before) == after


@pytest.mark.parametrize("name", KNOWN)
def test_docxtpl_is_written_as_it_was(name: str) -> None:
    """What to do when this fails: read what docxtpl changed, run the tests of equality, and write the digest anew."""
    assert written(name) == KNOWN[name], f"docxtpl has another {name}: does the engine do the same?"
