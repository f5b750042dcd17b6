"""Where a relationship leads is read in one way, for whoever asks."""

from __future__ import annotations

import pytest

from iopdocs.word.markup import parse_xml
from iopdocs.word.namespaces import OFFICE_RELATIONS, RELATIONSHIPS
from iopdocs.word.relationships import named, owner_of, related, relations_part, relationships


def relations(*targets: str, mode: str = "", kind: str = "header") -> bytes:
    """Return a list of relationships to targets, rId1 and on."""
    said = f' TargetMode="{mode}"' if mode else ""
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE_RELATIONS}/{kind}" Target="{target}"{said}/>'
        for number, target in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{RELATIONSHIPS}">{inside}</Relationships>'.encode()


@pytest.mark.parametrize(
    ("part", "list_of_it"),
    [
        ("", "_rels/.rels"),
        ("word/document.xml", "word/_rels/document.xml.rels"),
        ("a/b/c.xml", "a/b/_rels/c.xml.rels"),
        ("x.xml", "_rels/x.xml.rels"),
    ],
)
def test_a_part_and_the_list_of_its_relationships_are_named_after_each_other(part: str, list_of_it: str) -> None:
    assert relations_part(part) == list_of_it
    assert owner_of(list_of_it) == part


@pytest.mark.parametrize(
    ("target", "part"),
    [
        ("header1.xml", "word/header1.xml"),
        ("./header1.xml", "word/header1.xml"),
        ("/word/header1.xml", "word/header1.xml"),
        ("../customXml/item1.xml", "customXml/item1.xml"),
        ("../../../word/header1.xml", "word/header1.xml"),
    ],
)
def test_a_target_is_found_from_the_folder_of_the_part_and_never_above_the_file(target: str, part: str) -> None:
    (one,) = relationships(parse_xml(relations(target)), "word/document.xml")
    assert (one.part, one.leads_out, one.kind) == (part, False, "header")
    files = {"word/_rels/document.xml.rels": relations(target), part: b"<a/>"}
    assert related(files, "header", "word/document.xml") == [part]
    assert named(files, "word/document.xml") == {"rId1": part}


@pytest.mark.parametrize("mode", ["External", "external", " EXTERNAL "])
def test_what_leads_out_of_the_file_is_no_part_however_it_says_so(mode: str) -> None:
    files = {"word/_rels/document.xml.rels": relations("header1.xml", mode=mode), "word/header1.xml": b"<a/>"}
    (one,) = relationships(parse_xml(files["word/_rels/document.xml.rels"]), "word/document.xml")
    assert (one.leads_out, one.part, one.target) == (True, "", "header1.xml")
    assert related(files, "header", "word/document.xml") == []
    assert named(files, "word/document.xml") == {}


def test_a_relationship_to_a_part_that_is_not_there_gives_none() -> None:
    assert related({"_rels/.rels": relations("word/document.xml", kind="officeDocument")}, "officeDocument") == []
    assert related({}, "officeDocument") == []
