"""docxtpl's own test scripts, run with the engine in DocxTemplate's place: every document is the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docxtpl
import pytest

from benchmarks.docxtpl_drop_in import FastTemplate
from tests.support.docxtpl_compare import differences, unlike
from tests.support.docxtpl_features import FEATURES
from tests.support.docxtpl_media import MEDIA
from tests.support.docxtpl_package import Class
from tests.support.docxtpl_scripts import CHECKOUT, NotFetched, Outcome, run, script_names, scripts_folder, watched
from tests.support.docxtpl_uses import USES

# Scripts that must take the fast path in every render: what most templates do.
FAST = {
    "cellbg.py",
    "dynamic_table.py",
    "escape.py",
    "header_footer_entities.py",
    "nested_for.py",
    "order.py",
    "richtext.py",
    "richtext_and_if.py",
    "vertical_merge.py",
}
# Of our own (docxtpl_features.py): the handbook's ordinary tags.
FAST_FEATURES = {
    "values_of_every_kind",
    "tags_split_over_runs",
    "blocks",
    "rows_of_a_loop",
    "cells_spanned_and_coloured",
    "comments",
    "merged_paragraphs",
    "breaks_in_values",
    "rich_text",
    "headers_and_footers_of_two_sections",
}


@pytest.fixture(scope="session")
def scripts(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of docxtpl's scripts; without a network there is none."""
    cache = getattr(pytestconfig, "cache", None)
    try:
        return scripts_folder(cache.mkdir("docxtpl") if cache else tmp_path_factory.mktemp("docxtpl"))
    except NotFetched as error:
        pytest.skip(str(error))


def both(script: Path, work: Path) -> tuple[Outcome, Outcome]:
    return run(script, docxtpl.DocxTemplate, work / "plain"), run(script, FastTemplate, work / "fast")


@pytest.mark.parametrize("name", script_names())
def test_a_script_makes_the_same_documents(scripts: Path, tmp_path: Path, name: str) -> None:
    plain, fast = both(scripts / name, tmp_path)
    assert (fast.failure, fast.printed) == (plain.failure, plain.printed)
    assert fast.documents.keys() == plain.documents.keys()
    found = [
        f"{name}, {document}, {line}"
        for document, data in plain.documents.items()
        for line in differences(data, fast.documents[document])
    ]
    assert not found, "\n".join(found)
    if not CHECKOUT:
        assert plain.documents, "a script that makes nothing proves nothing"
        assert not plain.failure


def test_enough_documents_are_compared(scripts: Path, tmp_path: Path) -> None:
    """The scripts' own, and those of the features that the scripts are too old to know."""
    theirs = [run(scripts / name, docxtpl.DocxTemplate, tmp_path / name).documents for name in script_names()]
    ours = [one for feature in (*FEATURES, *USES, *MEDIA) for one in feature(docxtpl.DocxTemplate)]
    assert sum(map(len, theirs)) >= (30 if CHECKOUT else 17)
    assert sum(isinstance(one, bytes) for one in ours) >= 150


def test_the_ordinary_scripts_take_the_fast_path(
    scripts: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    paths = {name: run(scripts / name, FastTemplate, tmp_path / name).paths for name in script_names()}
    slow = {name: sorted({path for path in taken if path}) for name, taken in paths.items() if any(taken)}
    taken = [path for several in paths.values() for path in several]
    record_property("fast", taken.count(None))
    record_property("fell back", len(taken) - taken.count(None))
    assert not slow.keys() & FAST, slow
    assert all(paths[name] for name in FAST & paths.keys())


@pytest.mark.parametrize("name", sorted(FAST_FEATURES))
def test_the_ordinary_tags_take_the_fast_path(name: str) -> None:
    (feature,) = [one for one in FEATURES if one.__name__ == name]
    paths: list[str | None] = []
    with watched(FastTemplate, paths):
        list(feature(FastTemplate))
    assert paths
    assert set(paths) == {None}


def test_a_difference_is_found_and_placed() -> None:
    """The comparison itself can fail: a document with one word changed is not the same."""
    one, other = (next(iter(FEATURES[0](shouting(mark)))) for mark in ("", "!"))
    assert unlike(one, one) == []
    assert [line.split(":")[0] for line in unlike(one, other)] == ["word/document.xml"]


def shouting(mark: str) -> Class:
    class Shouting(docxtpl.DocxTemplate):
        def build_xml(self, context: object, jinja_env: object = None) -> str:
            return super().build_xml(context, jinja_env).replace("</w:t>", f"{mark}</w:t>")

    return Shouting
