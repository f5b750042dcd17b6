"""How a program may use a template object, a function for each way: what a class that keeps things could get wrong."""

# ruff: noqa: S701 - that nothing is escaped unless it is asked for is docxtpl's way

from __future__ import annotations

import io
import itertools
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType
from typing import Any

import docxtpl
import jinja2
import jinja2.nativetypes
import jinja2.sandbox
from markupsafe import Markup

from tests.support.docxtpl_compare import attempt
from tests.support.docxtpl_features import VALUES, Feature
from tests.support.docxtpl_package import Class, drawing, footnote, made, one_paragraph, paragraph, picture, saved, word

NAMED = one_paragraph("{{ name }}")


def escaping_by_argument_and_by_environment(given: Class) -> Iterator[object]:
    data = one_paragraph("{{ name }} {{ name|safe }} {{ name|e }}")
    for value in ("<&>'", docxtpl.Listing("<&>"), Markup("a &amp; b"), 1.5):
        yield from attempt(made, given, data, {"name": value}, None, True)
        for told in (False, True):
            environment = jinja2.Environment(autoescape=told)
            yield from attempt(made, given, data, {"name": value}, environment)
    environment = jinja2.Environment()
    yield made(given, data, VALUES, environment, True)
    yield environment.autoescape
    yield made(given, data, {"name": "&amp;"}, jinja2.Environment(autoescape=jinja2.select_autoescape()))


def filters_tests_and_globals_of_ones_own(given: Class) -> Iterator[object]:
    environment = jinja2.Environment()
    environment.filters["twice"] = lambda value: f"{value}{value}"
    environment.tests["short"] = lambda value: len(value) < 4
    environment.globals["today"] = "2024-03-01"
    data = one_paragraph("{{ name|twice }}{% if name is short %}!{% endif %}{{ today }}")
    yield made(given, data, VALUES, environment)
    environment.filters["twice"] = str.upper
    environment.tests["short"] = lambda value: True
    environment.globals["today"] = "2025-04-02"
    yield made(given, data, VALUES, environment)
    yield from attempt(made, given, data, VALUES)


def environments_of_every_kind(given: Class) -> Iterator[object]:
    """The same template in environments that read it differently, and the first of them once more."""
    data = one_paragraph("a {% if yes %}\n b {{ name }}\n {% endif %}\n[[ name ]] {{ number }} {{ none }}\n")
    kinds = [
        jinja2.Environment(),
        jinja2.Environment(trim_blocks=True, lstrip_blocks=True),
        jinja2.Environment(keep_trailing_newline=True),
        jinja2.Environment(newline_sequence="\r\n"),
        jinja2.Environment(variable_start_string="[[", variable_end_string="]]"),
        jinja2.Environment(finalize=lambda value: "-" if value is None else value),
        jinja2.Environment(line_statement_prefix="#", line_comment_prefix="##"),
        jinja2.Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols", "jinja2.ext.i18n"]),
        jinja2.Environment(optimized=False, cache_size=0),
        jinja2.sandbox.SandboxedEnvironment(),
        jinja2.Environment().overlay(autoescape=True),
        jinja2.Environment(enable_async=True),
        jinja2.nativetypes.NativeEnvironment(),
    ]
    for environment in (*kinds, kinds[0], None):
        yield made(given, data, VALUES, environment)


def an_environment_that_changes(given: Class) -> Iterator[object]:
    """What was read of the environment the first time is not what it says the second."""
    changes: list[Callable[[jinja2.Environment], None]] = [
        lambda made: made.filters.update(twice=str.lower),
        lambda made: setattr(made, "trim_blocks", True),
        lambda made: setattr(made, "variable_start_string", "[["),
        lambda made: setattr(made, "undefined", jinja2.StrictUndefined),
        lambda made: setattr(made, "finalize", lambda value: "-"),
        lambda made: setattr(made, "globals", {"name": "global"}),
        lambda made: setattr(made, "newline_sequence", "\r\n"),
        lambda made: setattr(made, "line_statement_prefix", "%%"),
    ]
    data = one_paragraph("{{ 'A'|twice }}{% if yes %}\n{% endif %}{{ name }}{{ gone }} {{ 1 }}")
    for change in changes:
        environment = jinja2.Environment()
        environment.filters["twice"] = lambda value: f"{value}{value}"
        yield made(given, data, {"yes": True}, environment)
        change(environment)
        yield from attempt(made, given, data, {"yes": True}, environment)


def templates_in_templates(given: Class) -> Iterator[object]:
    kept = {"part": "[{{ name }}]", "tools": "{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}"}
    environment = jinja2.Environment(loader=jinja2.DictLoader(kept))
    text = "{% include 'part' %}{% import 'tools' as tools %}{{ tools.twice(name) }}{% set x = 1 %}{{ x }}"
    yield made(given, one_paragraph(text), VALUES, environment)
    kept["part"] = "({{ name }})"
    yield made(given, one_paragraph(text), VALUES, environment)
    yield from attempt(made, given, one_paragraph(text), VALUES)


def the_same_words_otherwise(given: Class) -> Iterator[object]:
    for name in ("a", "b & c", "", None, 7, ["x"], "a"):
        yield from attempt(made, given, NAMED, {"name": name})


def a_template_rendered_again(given: Class) -> Iterator[object]:
    for core in ({}, {"title": "{{ name }}"}):
        data = word(paragraph("{{ name }}"), paragraph("x", inside=drawing()), core=core)
        template = given(io.BytesIO(data))
        for name in ("a", "b", "c"):
            yield (template.is_rendered, template.is_saved)
            template.render({"name": name})
            yield (template.is_rendered, template.is_saved)
            yield saved(template)
            yield saved(template)


def a_render_that_fails_and_one_that_does_not(given: Class) -> Iterator[object]:
    template = given(io.BytesIO(one_paragraph("{{ 1 / number }}")))
    yield from attempt(template.render, {"number": 0})
    yield template.is_rendered
    template.render({"number": 2})
    yield saved(template)
    yield from attempt(template.render, {"number": 0})
    yield from attempt(saved, template)


def files_of_every_kind(given: Class) -> Iterator[object]:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "mall.docx"), Path(folder, "dokument.docx")
        source.write_bytes(NAMED)
        for named, to in ((source, target), (str(source), str(target))):
            template = given(named)
            template.render(dict(VALUES))
            template.save(to)
            yield target.read_bytes()
        with source.open("rb") as opened, target.open("wb") as written:
            opened.seek(7)
            template = given(opened)
            template.render(dict(VALUES))
            template.save(written)
        yield target.read_bytes()
        yield from attempt(made, given, b"not a Word file", VALUES)
        yield from attempt(given(str(source) + "x").render, {})


def a_file_that_changes(given: Class) -> Iterator[object]:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "mall.docx")
        for text in ("a {{ name }}", "b {{ name }}", "a {{ name }}"):
            source.write_bytes(one_paragraph(text))
            template = given(source)
            template.render(dict(VALUES))
            yield saved(template)
            source.write_bytes(one_paragraph(f"{text}!"))
            template.render(dict(VALUES))
            yield saved(template)


def saved_without_being_rendered(given: Class) -> Iterator[object]:
    yield saved(given(io.BytesIO(NAMED)))
    template = given(io.BytesIO(NAMED))
    template.get_docx().add_paragraph("lost")
    yield saved(template)


def changed_before_it_is_rendered(given: Class) -> Iterator[object]:
    template = given(io.BytesIO(NAMED))
    document = template.get_docx()
    document.add_paragraph("more: {{ name }}")
    document.sections[0].header.paragraphs[0].text = "{{ number }}"
    document.core_properties.title = "{{ name }}"
    template.render(dict(VALUES))
    yield saved(template)
    template.render({"name": "again"})
    yield saved(template)


def changed_after_it_is_rendered(given: Class) -> Iterator[object]:
    for core in ({}, {"title": "{{ name }}"}):
        template = given(io.BytesIO(word(paragraph("{{ name }}"), headers=[paragraph("{{ name }}")], core=core)))
        template.render(dict(VALUES))
        yield [one.text for one in template.paragraphs]
        yield template.core_properties.title
        yield template.get_xml()
        template.add_paragraph("more")
        template.docx.core_properties.subject = "about"
        template.styles["Normal"].font.bold = True
        yield saved(template)
        template.add_paragraph("and more")
        yield saved(template)


def headers_after_it_is_rendered(given: Class) -> Iterator[object]:
    """python-docx still gives the header it had before; what is written there is lost."""
    template = given(io.BytesIO(word(paragraph("{{ name }}"), headers=[paragraph("{{ name }}")])))
    template.render(dict(VALUES))
    yield [one.text for one in template.docx.sections[0].header.paragraphs]
    template.docx.sections[0].header.paragraphs[0].add_run(" and more")
    yield saved(template)
    template.get_docx().add_paragraph("to the template, read anew")
    yield saved(template)


def asked_for_its_words(given: Class) -> Iterator[object]:
    template = given(io.BytesIO(word(paragraph("{{ a }} {{ b.c }}"), headers=[paragraph("{{ d }}")])))
    for _ in range(2):
        yield sorted(template.get_undeclared_template_variables())
        yield sorted(template.get_undeclared_template_variables(jinja2.Environment(), {"a": 1}))
        template.render({"b": {}})
    yield saved(template)


def asked_for_its_xml(given: Class) -> Iterator[object]:
    template = given(io.BytesIO(NAMED))
    template.render_init()
    yield template.get_xml()
    yield template.build_xml({"name": "x"})
    yield list(template.build_headers_footers_xml({"name": "x"}, template.HEADER_URI))
    template.render({"name": "y"})
    yield saved(template)


def a_class_of_ones_own(given: Class) -> Iterator[object]:
    def shouting(name: str) -> Class:
        before = getattr(given, name)

        def changed(self: docxtpl.DocxTemplate, xml: str, *more: object) -> object:
            return before(self, xml.replace("NAMN", "{{ name }}!"), *more)

        return type("Own", (given,), {name: changed})

    data = word(paragraph("NAMN {{ name }}"), headers=[paragraph("NAMN")])
    for name in ("patch_xml", "render_xml_part", "resolve_listing", "fix_tables"):
        yield made(shouting(name), data, VALUES)


def contexts_that_remember(given: Class) -> Iterator[object]:
    """The order in which parts are rendered shows, and whether they are more than once."""
    texts = paragraph("{{ next() }} {% for x in once %}{{ x }}{% endfor %} {{ inner.once|list }}")
    parts = {"headers": [texts, texts], "footers": [texts]}
    cores = {}, {"title": "{{ next() }}", "language": "{{ next() }}"}
    notes = "", footnote(texts)
    for core, note in itertools.product(cores, notes):
        data = word(texts, core=core, footnotes=note, **parts)
        yield made(given, data, _counting(once="abc", inner={"once": iter("abc")}))
        yield made(given, data, _counting(once=iter("abc"), inner={"once": "abc"}))


def contexts_that_remember_what_is_done_anew(given: Class) -> Iterator[object]:
    """What makes a faster class begin again must not show either."""
    for text in ("{{ next() }}", "{{ inner.once|list }}"):
        template = given(io.BytesIO(word(paragraph(text), paragraph("{{ image }}"), headers=[paragraph(text)])))
        image = docxtpl.InlineImage(template, io.BytesIO(picture(5)))
        template.render(_counting(image=image, inner={"once": iter("abc")}))
        yield saved(template)
        template = given(io.BytesIO(word(paragraph(text), headers=[paragraph("{{ sub }}")])))
        context = _counting(sub=template.new_subdoc, inner={"once": iter("abc")})
        yield from attempt(template.render, context)
        yield context["next"]()
        context = _counting(inner={"once": iter("abc")})
        yield from attempt(made, given, word(paragraph(text), headers=[paragraph("{{ missing.x }}")]), context)
        yield context["next"]()


def _counting(**more: object) -> dict[str, Any]:
    """Return values with one that is another each time it is asked for."""
    return {"next": itertools.count().__next__, **more}


def contexts_that_are_no_dictionaries(given: Class) -> Iterator[object]:
    for context in ([("name", "pairs")], None, {"name": "x"}.items(), MappingProxyType({"name": "x"}), "name", 7):
        template = given(io.BytesIO(NAMED))
        yield from attempt(template.render, context)
        yield from attempt(saved, template)


def several_at_once(given: Class) -> Iterator[object]:
    environment = jinja2.Environment()
    data = one_paragraph("{% for x in range(50) %}{{ name }}{{ x }} {% endfor %}")
    with ThreadPoolExecutor(8) as pool:
        yield from pool.map(
            lambda n: made(given, data, {"name": n}, (None, environment)[n % 2], bool(n % 3)), range(12)
        )


USES: list[Feature] = [
    one
    for name, one in list(globals().items())
    if getattr(one, "__module__", "") == __name__ and not name.startswith("_")
]
