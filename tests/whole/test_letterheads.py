"""Real Word files of houses, with two tags in them: what makes a document, whole; the rest is refused by name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from benchmarks.letterheads import Made, invalid, made_of
from tests.conftest import ROOT

CORPUS = sorted((ROOT.parent / "shared" / "word-corpus").glob("*.docx"))
#: Of the forty. Later work lets more in: then raise it.
MAKE_A_DOCUMENT = 38
needs_corpus = pytest.mark.skipif(not CORPUS, reason="no ../shared/word-corpus beside the checkout")


@cache
def made(path: Path) -> Made:
    return made_of(path)


@pytest.mark.thorough(every=8)
@needs_corpus
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_a_real_letterhead_makes_a_document_with_all_its_text_or_is_refused_by_name(path: Path) -> None:
    one = made(path)
    assert one.faults == ()
    assert bool(one.document) != bool(one.refusals)
    assert all(problem.code not in {"granskning", "mallens-text"} and problem.hint for problem in one.refusals)


@needs_corpus
def test_no_fewer_real_letterheads_make_a_document_than_did() -> None:
    assert sum(bool(made(path).document) for path in CORPUS) >= MAKE_A_DOCUMENT


@needs_corpus
@pytest.mark.node
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_the_validator_has_nothing_more_against_the_document_than_against_the_letterhead(path: Path) -> None:
    one = made(path)
    if one.document:
        assert invalid([one]) == {}
