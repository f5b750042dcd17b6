"""Whatever the template and its values, the engine gives what docxtpl gives, or fails as it fails.

A longer run: ``IOPDOCS_EQUALITY_EXAMPLES=20000 python -m pytest tests/templating/test_docxtpl_equality.py``.
"""

from __future__ import annotations

import io
import os

import docxtpl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.docxtpl_drop_in import FastTemplate
from tests.support.docxtpl_compare import attempt, unlike
from tests.support.docxtpl_features import FEATURES, Feature
from tests.support.docxtpl_media import MEDIA
from tests.support.docxtpl_package import Class, saved
from tests.support.docxtpl_strategies import ENVIRONMENTS, RENDERINGS, Rendering, Source, templates
from tests.support.docxtpl_uses import USES

EXAMPLES = int(os.environ.get("IOPDOCS_EQUALITY_EXAMPLES", "150"))
# Features in which the engine differs on purpose, and why.
ACCEPTED: dict[str, str] = {
    "headers_after_it_is_rendered": "docxtpl shows the template's header, and loses what is changed in it",
}


def outcome(given: Class, data: bytes, renderings: list[Rendering], kept: bool) -> list[object]:
    """Return what a class makes of a template, rendered once or more, by the same object or by new ones."""
    template = given(io.BytesIO(data))
    outcomes: list[object] = []
    for one in renderings:
        template = template if kept else given(io.BytesIO(data))
        environment = ENVIRONMENTS[one.environment]()
        outcomes += attempt(template.render, dict(one.context), environment, one.autoescape)
        outcomes += attempt(saved, template)
    return outcomes


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(source=templates(), renderings=st.lists(RENDERINGS, min_size=1, max_size=2), kept=st.booleans())
def test_any_template_gives_what_docxtpl_gives(source: Source, renderings: list[Rendering], kept: bool) -> None:
    plain, fast = (outcome(one, source.data, renderings, kept) for one in (docxtpl.DocxTemplate, FastTemplate))
    found = [unlike(*pair) for pair in zip(plain, fast, strict=True)]
    assert not any(found), "\n".join(line for lines in found for line in lines)


def expected(feature: Feature) -> object:
    """Return a feature as a test's parameter: one whose difference is accepted must still show it."""
    marks = [pytest.mark.xfail(reason=reason) for name, reason in ACCEPTED.items() if name == feature.__name__]
    return pytest.param(feature, id=feature.__name__, marks=marks)


@pytest.mark.parametrize("feature", [expected(one) for one in (*FEATURES, *USES, *MEDIA)])
def test_what_docxtpl_can_do_is_done_alike(feature: Feature) -> None:
    plain, fast = list(feature(docxtpl.DocxTemplate)), list(feature(FastTemplate))
    assert plain
    found = [
        f"{feature.__name__}, result {number}: {line}"
        for number, pair in enumerate(zip(plain, fast, strict=True))
        for line in unlike(*pair)
    ]
    assert not found, "\n".join(found)
