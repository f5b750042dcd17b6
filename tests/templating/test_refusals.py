"""What a filter or a word of the language cannot do is a problem of the text it stands in, and never ends the batch."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.samples.words import DAY, MINIMAL, agreement, document_type, libraries, template
from iopdocs.errors import InvalidLibrary, InvalidTemplate
from iopdocs.library.document_types import DESCRIPTION
from iopdocs.making.batch import Batch
from iopdocs.making.outcome import Wish
from iopdocs.making.render import render
from iopdocs.swedish.formats import FORMATS
from iopdocs.templating.environment import BUDGET, Unprintable, environment
from iopdocs.templating.limits import Allowance
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.vocabulary.sections import fill
from iopdocs.vocabulary.words import EXTRAS, Context
from iopdocs.workspace import Workspace
from tests.conftest import ROOT

DATA = """
diarienummer: KS 2024/1
avtalstid: {från: 2024-01-01, till: 2025-12-31}
ekonomi: {komponenter: [{benämning: Bidrag, slag: per år, belopp: 400000}]}
möten: [{datum: 2024-05-01}]
"""
# What a filter may be given and cannot expect.
VALUES = (
    Decimal(400_000),
    Decimal("0.1"),
    Decimal("-1e99"),
    Decimal("NaN"),
    Decimal("sNaN"),
    Decimal("Infinity"),
    0,
    7,
    -1,
    10**400,
    True,
    None,
    1.5,
    float("nan"),
    date(2024, 1, 1),
    date.min,
    date.max,
    time(13),
    "",
    "x",
    "-1",
    "1e999999",
    "NaN",
    "\u0661\u0662",
    "x" * 5_000,
    [],
    ["a"],
    [None],
    [[]],
    (),
    ("a", "b"),
    (1, 2, 3),
    {},
    object(),
    len,
)
ARGUMENTS = (
    (),
    (0,),
    (-1,),
    (25,),
    (99_999,),
    (10**400,),
    ("",),
    ("x",),
    ("x", "y"),
    ("x", "y", "z"),
    (None,),
    ([],),
    (Decimal("NaN"),),
    (Decimal(2), Decimal("Infinity")),
    (date.max,),
    (len, len),
    (25, 25),
)
EXPRESSIONS = (
    "ekonomi.totalt",
    "ekonomi.totalt|decimaltal(25)",
    'avtal.diarienummer|antal("x")',
    "parter|kronor",
    "avtal|versal",
    "avtal.avtalstid.från|i_ord",
    "lag|lista",
    "7|decimaltal(" + "9" * 400 + ")",
    '""|genitiv',
    "parter|lista",
    "avtal.status|datum",
    "ekonomi.totalt|kronor(parter)",
    "avtal.diarienummer|klockslag(lag)",
    "9|period(avtal)",
    '"1e999999"|procent',
)
AGREEMENT = agreement(DATA)


def in_template(text: str) -> None:
    render(AGREEMENT, document_type(), template(text), libraries(), DAY)


def in_title(text: str) -> None:
    render(AGREEMENT, document_type(text), PLAIN, libraries(), DAY)


PLAIN = template("Hej.")


def in_clause(text: str) -> None:
    fill(text, "klausulen prov", Context(Scene(AGREEMENT, document_type(), DAY, libraries(), EXTRAS)))


def outcome(fill_in: Callable[[str], None], text: str) -> str:
    """Return ``made``, or what is said of the text. Everything but a problem of a template or clause is raised."""
    try:
        fill_in(text)
    except (InvalidTemplate, InvalidLibrary) as error:
        assert all(one.message and (one.file or one.where) for one in error.problems), text
        return str(error)
    return "made"


@pytest.mark.parametrize("name", FORMATS)
def test_a_filter_says_what_it_cannot_do_with_any_value_and_any_arguments(name: str) -> None:
    """Whatever else it raises is raised here too."""
    made = environment().filters[name]
    context = environment().from_string("").new_context({BUDGET: Allowance()})
    told = 0
    for value in VALUES:
        for more in ARGUMENTS:
            try:
                made(context, value, *more)
            except Unprintable as error:
                assert re.match(f"filtret ”{name}” (passar inte|har fel inom parentesen)", str(error))
                told += 1
    assert told


def test_a_list_of_records_is_not_printed_as_python_writes_it() -> None:
    assert "filtret ”lista” passar inte" in outcome(in_clause, "{{ parter|lista }}").replace("Filtret", "filtret")


@pytest.mark.parametrize("expression", EXPRESSIONS)
@pytest.mark.parametrize("place", [in_clause, in_title, in_template])
def test_it_is_a_problem_of_the_clause_the_title_or_the_template(place: Callable[[str], None], expression: str) -> None:
    said = outcome(place, f"T {{{{ {expression} }}}}")
    # What is missing goes through any filter; that no status is ever a day is told before anything is filled in.
    only_missing = expression == "avtal.status|datum" and place is in_clause
    assert (said == "made") == (expression == "ekonomi.totalt" or only_missing)


LANGUAGE = (
    '{{ "x" * 1000000000 }}',
    "{{ 1 / 0 }}",
    "{{ 1 // 0 }}",
    "{{ 1 % 0 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ -1 }}",
    "{{ range(9) }}",
    "{% for x in range(1000000000) %}x{% endfor %}",
    '{% for x in "abc" %}{{ x }}{% endfor %}',
    "{% for x in 5 %}x{% endfor %}",
    "{% for x in avtal %}x{% endfor %}",
    "{% for x in lag %}x{% endfor %}",
    "{% for x in avtal.id %}x{% endfor %}",
    "{% for a, b in parter %}x{% endfor %}",
    "{% for x in parter recursive %}{{ loop(parter) }}{% endfor %}",
    "{% for x in parter recursive %}{{ x.namn }}{% endfor %}",
    "{% for x in parter if x %}{{ loop.length }}{% endfor %}",
    "{% for x in parter %}{{ loop }}{% endfor %}",
    "{% for x in parter %}{{ loop.index|kronor }}{% endfor %}",
    "{% for x in parter %}{{ loop.nextitem }}{% endfor %}",
    "{% for x in parter|lista %}x{% endfor %}",
    "{% for lag in parter %}x{% endfor %}",
    "{% for x in loop %}x{% endfor %}",
    "{{ lag }}",
    "{{ lag() }}",
    '{{ lag("") }}',
    '{{ lag("finns inte") }}',
    "{{ lag(5) }}",
    '{{ lag("a", "b") }}',
    '{{ lag("a" ~ "b") }}',
    "{{ lag(avtal.id) }}",
    '{{ lag(lag("x")) }}',
    '{{ lag("SoL 5:11") }}',
    '{{ lag("x").y }}',
    '{{ lag("x")|kronor }}',
    '{{ lag("' + "x" * 400 + '") }}',
    '{{ klausul("x") }}',
    '{{ klausul("")|lista }}',
    '{% for b in klausul("x") %}{{ b.text }}{% endfor %}',
    "{{ klausul(avtal) }}",
    "{{ avtal is defined }}",
    "{{ 1 == 1 }}",
    "{{ 1 if 2 else 3 }}",
    "{{ not avtal }}",
    "{{ avtal and parter }}",
    "{{ parter or 1 }}",
    "{{ avtal }}",
    "{{ parter }}",
    "{{ none }}",
    "{{ true }}",
    "{{ 1.5 }}",
    "{{ 5 }}",
    "{{ [] }}",
    "{{ {} }}",
    "{{ () }}",
    "{{ parter[0] }}",
    "{{ avtal.id[0] }}",
    "{{ avtal.id.upper() }}",
    "{{ okänt.namn }}",
    "{{ avtal.okänt.mer }}",
    "{{ ekonomi.totalt|decimaltal(decimals=25) }}",
    "{{ ekonomi.totalt|kronor(*parter) }}",
    "{{ ekonomi.totalt|finns_inte }}",
    "{% if okänt %}x{% endif %}",
    "{% if avtal.okänt %}x{% endif %}",
    "{% set x = 1 %}",
    "{% include 'x' %}",
    "{% raw %}x{% endraw %}",
    "{% filter versal %}x{% endfilter %}",
    "{% if parter|kronor %}x{% endif %}",
    "{{ " + "(" * 300 + "1" + ")" * 300 + " }}",
)


@pytest.mark.parametrize("text", LANGUAGE, ids=lambda text: text[:50])
@pytest.mark.parametrize("place", [in_title, in_template])
def test_the_language_says_what_it_does_not_do(place: Callable[[str], None], text: str) -> None:
    outcome(place, f"T {text}")


CLAUSE = """id: syfte
rubrik: Syfte
om: Vad
versioner:
  - text: |
      Parterna är överens. {text}
"""


def workspace(folder: Path) -> Workspace:
    shutil.copytree(ROOT / "templates", folder / "templates")
    (folder / "agreements").mkdir()
    for name in ("a", "b"):
        text = MINIMAL.replace("id: exempel", f"id: {name}") + DATA
        (folder / "agreements" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Workspace(folder)


@pytest.mark.parametrize(
    "text", ["{{ ekonomi.totalt|decimaltal(25) }}", '{{ 7|antal("x") }}', '{{ lag("finns inte") }}']
)
def test_a_fault_in_a_clause_stops_its_documents_and_no_others(tmp_path: Path, text: str) -> None:
    made = workspace(tmp_path)
    clause = tmp_path / "templates" / "klausuler" / "syfte.yaml"
    clause.write_text(CLAUSE.replace("{text}", text), encoding="utf-8")
    outcomes = list(Batch(made, Wish(date(2026, 11, 21))).make(made.agreements()))
    assert [one.failed for one in outcomes] == [True, True]
    for one in outcomes:
        told = [problem for problem in one.problems if problem.code == "klausulfel" or "finns inte" in problem.message]
        assert {problem.file for problem in told} == {str(clause)}
        assert {written.path.stem for written in one.written} >= {"pressmeddelande"}
        assert "overenskommelse" not in {written.path.stem for written in one.written}


def test_a_fault_in_a_title_names_its_file(tmp_path: Path) -> None:
    made = workspace(tmp_path)
    described = tmp_path / "templates" / "pressmeddelande" / DESCRIPTION
    text = described.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("titel:"))
    described.write_text(text.replace(line, 'titel: "{{ ekonomi.totalt|decimaltal(25) }}"'), encoding="utf-8")
    (one, _) = Batch(made, Wish(date(2026, 11, 21))).make(made.agreements())
    (problem,) = [problem for problem in one.problems if problem.code == "klausulfel"]
    assert (problem.file, problem.where) == (str(described), "titel")
    assert "overenskommelse" in {written.path.stem for written in one.written}


def test_a_title_of_which_nothing_is_left_is_what_the_type_is_called() -> None:
    made = render(
        AGREEMENT, document_type("{% if avtal.status %}{{ avtal.status }}{% endif %}"), PLAIN, libraries(), DAY
    )
    assert made.title == "Prov"
