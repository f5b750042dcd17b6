"""`template check` says nothing of real letterheads with two sound tags in them but what is so in the file itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from benchmarks.letterheads import with_tags
from benchmarks.samples.words import libraries
from iopdocs.authoring.inspecting import inspect
from iopdocs.errors import Problem, Severity
from iopdocs.templating.opening import DROPPED, REMARKS
from iopdocs.vocabulary.lookover import lexicon
from iopdocs.word.package import read_package
from tests.conftest import ROOT

CORPUS = sorted((ROOT.parent / "shared" / "word-corpus").glob("*.docx"))
needs_corpus = pytest.mark.skipif(not CORPUS, reason="no ../shared/word-corpus beside the checkout")
#: Told once of what is the house's own: it stops nothing.
TOLD = {DROPPED, REMARKS}
#: Those that have another program's tags in them: what is said is true, and the file is refused for it.
OF_ANOTHER_PROGRAM = {"04": "barnbarnb", "06": "te.avt.samverkansamverkansamv"}


@cache
def said(path: Path) -> tuple[Problem, ...]:
    given = libraries()
    return inspect(with_tags(path), path.name, lexicon(None, given.laws, given.clauses)).problems


@pytest.mark.thorough(every=8)
@needs_corpus
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_no_fault_is_said_but_of_another_programs_tags(path: Path) -> None:
    faults = [one for one in said(path) if one.severity is Severity.ERROR]
    wanted = OF_ANOTHER_PROGRAM.get(path.stem)
    assert all(wanted and wanted in one.message for one in faults), faults
    assert bool(faults) == (wanted is not None)


@needs_corpus
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_a_doubt_is_so_in_the_file_as_another_reader_sees_it(path: Path) -> None:
    doubts = [one for one in said(path) if one.severity is Severity.WARNING and one.code not in TOLD]
    assert {one.code for one in doubts} <= {"bild-utan-text"}
    assert len(doubts) <= sum(map(_bare_pictures, read_package(path.read_bytes(), path.name).values()))


def _bare_pictures(data: bytes) -> int:
    """Return how many pictures of a part have nothing that says what they show."""
    if b"docPr" not in data:
        return 0
    named = etree.XPath("//*[local-name()='docPr'][not(@descr) or normalize-space(@descr)='']")
    return len(named(etree.fromstring(data, etree.XMLParser(recover=True))))
