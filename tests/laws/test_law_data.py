"""The law data itself: every file, every fact."""

import re
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

import iopdocs.laws
from iopdocs.laws.act import Act, Provision
from iopdocs.laws.citation import format, parse  # noqa: A004
from iopdocs.laws.lagrum import NBSP, number_key
from iopdocs.laws.library import load_library

FOLDER = Path(iopdocs.laws.__file__).parent
LIBRARY = load_library()
ACTS = {act.number: act for act in LIBRARY.acts}
FACTS = [(act, fact) for act in LIBRARY.acts for fact in act.provisions]
TODAY = max(act.checked for act in LIBRARY.acts)


each_act = pytest.mark.parametrize("act", LIBRARY.acts, ids=lambda act: act.number)
each_subject = pytest.mark.parametrize("subject", [subject.id for subject in LIBRARY.subjects])


def file_name(act: Act) -> str:
    """``2001:453`` → ``2001-453.yaml``, ``(EU) 2016/679`` → ``eu-2016-679.yaml``; a treaty has no number."""
    number = re.sub(r"^\(EU\) (nr )?|/EU$", "", act.number)
    prefix = "eu-" if number != act.number else "fordrag-" if act.kind == "fördrag" else ""
    return prefix + re.sub(r"[:/ ]", "-", number).lower() + ".yaml"


def test_every_file_is_named_after_its_act() -> None:
    assert {path.name for path in (FOLDER / "acts").iterdir()} == {file_name(act) for act in LIBRARY.acts}
    assert len(ACTS) == len(LIBRARY.acts) > 50


@each_act
def test_an_act_is_named_as_it_is_written(act: Act) -> None:
    assert act.kind in ("grundlag", "balk", "fördrag") or act.number.removeprefix("(EU) ") in act.full
    assert act.name[0].islower() or act.kind in ("fördrag", "eu-förordning", "eu-beslut", "föreskrift")
    assert not re.search(r"\d{4}:\d+", act.name), "namnet är utan nummer"
    if act.short:
        assert act.short in act.abbreviations
    assert act.chapters + act.articles <= 1


@each_act
def test_an_act_says_where_and_when_it_was_checked(act: Act) -> None:
    assert len(act.source) > 5
    assert date(2025, 1, 1) <= act.checked


@each_act
def test_an_act_that_ended_is_followed_without_a_gap(act: Act) -> None:
    if act.successor is None:
        return
    successor = ACTS[act.successor]
    assert act.period.last is not None, "en lag med efterträdare har upphört"
    assert act.period.last < successor.period.last if successor.period.last else True
    assert successor.period.first <= act.period.last + timedelta(days=1)


@each_act
def test_every_provision_lies_within_the_life_of_its_act(act: Act) -> None:
    for fact in act.provisions:
        assert fact.period.first >= act.period.first, fact.lagrum
        if act.period.last is not None:
            assert fact.period.last is not None, f"{fact.lagrum}: till saknas"
            assert fact.period.last <= act.period.last, fact.lagrum
        for amendment in fact.amendments:
            assert amendment.first in fact.period and amendment.first > fact.period.first, fact.lagrum
        assert list(fact.amendments) == sorted(fact.amendments, key=lambda amendment: amendment.first)


@each_act
def test_the_places_are_numbered_as_the_act_is(act: Act) -> None:
    for place, fact in act.places:
        assert bool(place.kapitel) == act.chapters, fact.lagrum
        if act.last_chapter:
            assert number_key(place.kapitel)[0] <= act.last_chapter
        if place.kapitel in act.last_sections:
            assert number_key(place.paragraf)[0] <= act.last_sections[place.kapitel]


@each_act
def test_one_place_means_one_thing_at_a_time_for_a_subject(act: Act) -> None:
    for index, fact in enumerate(act.provisions):
        for other in act.provisions[index + 1 :]:
            overlap = fact.period.first in other.period or other.period.first in fact.period
            if fact.lagrum == other.lagrum and overlap:
                assert not set(fact.subjects) & set(other.subjects), fact.lagrum
                assert fact.about != other.about, fact.lagrum


def test_every_successor_exists_and_comes_after() -> None:
    checked = 0
    for act, fact in FACTS:
        for key, group in zip(fact.later, LIBRARY.index.targets(fact), strict=True):
            assert group, f"{act.number} {fact.lagrum} → {key} finns inte"
            assert fact.period.last is not None
            assert any(target.provision.period.last is None
                       or target.provision.period.last > fact.period.last for target in group)  # fmt: skip
            checked += 1
    assert checked > 50


def test_what_succeeds_a_provision_leaves_no_gap() -> None:
    for act, fact in FACTS:
        for group in LIBRARY.index.targets(fact):
            assert fact.period.last is not None
            start = min(target.provision.period.first for target in group)
            assert start <= fact.period.last + timedelta(days=1), f"{act.number} {fact.lagrum}"


def test_the_subjects_are_those_the_acts_use() -> None:
    used = {subject for _, fact in FACTS for subject in fact.subjects}
    listed = [subject.id for subject in LIBRARY.subjects]
    names = [subject.name.casefold() for subject in LIBRARY.subjects]
    assert used == set(listed)
    assert len(listed) == len(set(listed))
    assert len(names) == len(set(names))


@each_subject
def test_a_subject_can_be_cited_whenever_it_was_in_force(subject: str) -> None:
    days = sorted({fact.period.first for _, fact in FACTS if subject in fact.subjects})
    assert days
    for day in days:
        cited = LIBRARY.cite(subject, day, set())
        act, fact = next((act, fact) for act, fact in FACTS if subject in fact.subjects and day in fact.period)
        assert act.full in cited
        assert act.place(fact).paragraf.replace(" ", NBSP) in cited or "–" in cited


@each_subject
def test_the_chain_of_a_subject_is_unbroken_or_explained(subject: str) -> None:
    facts = sorted((fact for _, fact in FACTS if subject in fact.subjects), key=lambda fact: fact.period.first)
    covered = facts[0].period.last
    for fact in facts[1:]:
        if covered is not None and fact.period.first > covered + timedelta(days=1):
            assert fact.note, f"{subject}: glapp före {fact.period.first}"
        covered = None if covered is None or fact.period.last is None else max(covered, fact.period.last)
    if covered is not None and covered < TODAY:
        ended = [fact for fact in facts if fact.period.last == covered]
        assert any(fact.note or fact.successors for fact in ended), f"{subject}: slutade {covered} utan förklaring"


def test_a_name_means_one_act_on_every_day() -> None:
    for name, named in LIBRARY.index.names.items():
        for act in named:
            for day in (act.period.first, act.period.last or TODAY):
                living = [other.number for other in named if day in other.period]
                assert living == [act.number], f"{name} den {day}"


def test_the_competition_act_does_not_take_the_abbreviation_of_the_local_government_act() -> None:
    assert {act.number for act in LIBRARY.index.by_name("KL")} == {"1991:900", "2017:725"}
    assert "2008:579" in ACTS


def test_no_label_is_long_enough_to_be_statute_text() -> None:
    for act, fact in FACTS:
        assert len(fact.about) <= 160, f"{act.number} {fact.lagrum}"
        assert len(fact.note or "") <= 300, f"{act.number} {fact.lagrum}"


@each_act
def test_the_printed_name_reads_back_as_the_act(act: Act) -> None:
    place = {True: "artikel 3 i ", False: ""}[act.articles] or ("2 kap. 1 § " if act.chapters else "5 § ")
    citation = parse(place + act.full)
    found = LIBRARY.index.by_number(citation.number) if citation.number else None
    assert act in ((found,) if found else LIBRARY.index.by_name(citation.act)), format(citation)


def pairs(act: Act) -> dict[str, list[Provision]]:
    found: dict[str, list[Provision]] = defaultdict(list)
    for fact in act.provisions:
        found[fact.lagrum].append(fact)
    return found


def test_every_number_of_the_old_social_services_act_is_judged_against_the_new() -> None:
    old, new = ACTS["2001:453"], ACTS["2025:400"]
    listed = pairs(new)
    missing = []
    for place, fact in old.places:
        last = new.last_sections.get(place.kapitel)
        possible = last is not None and number_key(place.paragraf)[0] <= last and " " not in place.paragraf
        if possible and fact.lagrum not in listed:
            missing.append(fact.lagrum)
    assert missing == []


def test_every_mapping_of_the_social_services_act_shares_a_subject_or_needs_none() -> None:
    for fact in ACTS["2001:453"].provisions:
        targets = [target.provision for group in LIBRARY.index.targets(fact) for target in group]
        if not fact.subjects or not targets:
            continue
        covered = {subject for target in targets for subject in target.subjects}
        assert set(fact.subjects) & covered, fact.lagrum


def _inserted(register: dict[str, Any]) -> dict[str, date]:
    """Return the day each paragraf was inserted, as the register tells it; the last when it was so more than once."""
    return {place: one["från"] for one in register["ändringar"] for place in one.get("nya") or []}


@pytest.mark.parametrize("path", sorted((FOLDER / "proofs" / "registers").glob("*.yaml")), ids=lambda path: path.stem)
def test_no_provision_begins_on_a_day_when_it_was_only_amended(path: Path) -> None:
    """One that was there before would be denied to an agreement of its time."""
    register, act = (yaml.safe_load(one.read_text("utf-8")) for one in (path, FOLDER / "acts" / path.name))
    inserted, facts = _inserted(register), act.get("bestämmelser") or []
    first = {one["lagrum"]: one["gäller"]["från"] for one in reversed(facts)}
    late = {place: str(day) for place, day in first.items() if place in inserted and inserted[place] < day}
    assert late == {}
