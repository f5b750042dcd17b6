"""The phrasings of the starter's document types: each is printed by its template, and is as clean as a clause."""

from __future__ import annotations

import re

import pytest

from iopdocs.laws.library import load_library
from iopdocs.library.discovery import discover
from iopdocs.library.phrasings import Phrasing
from tests.support.starter_templates import TAG, TEMPLATES, TYPES, all_lines

KINDS = discover(TEMPLATES)
CALL = re.compile(r"""formulering\(["']([^"']+)["']((?:, *[\w.]+)*)\)""")
CITED = re.compile(r'lag\("([^"]+)"\)')
PHRASINGS = [
    pytest.param(phrasing, id=f"{name}-{phrasing.id}")
    for name, kind in KINDS.items()
    for phrasing in kind.description.phrasings
]
each_phrasing = pytest.mark.parametrize("phrasing", PHRASINGS)


def texts(phrasing: Phrasing) -> list[str]:
    return [phrasing.text] if phrasing.text else [version.text for version in phrasing.versions]


def test_there_are_phrasings_to_look_at() -> None:
    assert len(PHRASINGS) >= 20


@pytest.mark.parametrize("name", TYPES)
def test_a_template_or_a_sentence_prints_every_phrasing_of_its_type_and_no_other(name: str) -> None:
    description = KINDS[name].description
    said = "\n".join(
        [
            *(line.text for line in all_lines(name)),
            *(text for one in description.phrasings for text in texts(one)),
            *(way.text for one in KINDS[name].sentences.placed for way in one.sentence.ways),
        ]
    )
    called = {(call[1], call[2].count(",")) for call in CALL.finditer(said)}
    assert called == {(one.id, len(one.words)) for one in description.phrasings}


@pytest.mark.parametrize("name", TYPES)
def test_what_may_say_nothing_is_gone_through_and_leaves_no_paragraph_empty(name: str) -> None:
    """A text is certain to say something when it begins outside tags, or when its if has an else."""
    printed = {call[1] for line in all_lines(name) for call in CALL.finditer(line.text) if "{{" in line.text}
    for phrasing in KINDS[name].description.phrasings:
        if phrasing.id in printed:
            for said in texts(phrasing):
                assert not said.startswith("{%") or "{% else %}" in said, phrasing.id


@each_phrasing
def test_a_phrasing_says_when_it_is_used_in_one_line(phrasing: Phrasing) -> None:
    assert phrasing.about[0].isupper() and not phrasing.about.endswith(".")
    assert "\n" not in phrasing.about and len(phrasing.about) < 110


@each_phrasing
def test_a_text_is_clean(phrasing: Phrasing) -> None:
    for said in texts(phrasing):
        assert "  " not in said and '"' not in TAG.sub("", said) and "\t" not in said
        assert not re.search(r" [.,:;]|\.\.| - ", TAG.sub("x", said))
        for line in said.splitlines():
            assert line == line.strip()
            assert "{%" not in line or re.fullmatch(r"\{% [^{}]+ %\}", line), "a tag that steers stands alone"


@each_phrasing
def test_law_is_cited_by_subject_alone(phrasing: Phrasing) -> None:
    subjects = {subject.name for subject in load_library().subjects}
    for said in texts(phrasing):
        assert set(CITED.findall(said)) <= subjects
        assert not re.search(r"§|\bkap\.|\b(19|20)\d\d:\d+|\bartikel \d", TAG.sub("", said))


@pytest.mark.parametrize("name", TYPES)
def test_what_is_made_for_each_record_follows_that_records_law(name: str) -> None:
    description = KINDS[name].description
    assert description.law_day == ("post" if description.repeats else "avtal")
