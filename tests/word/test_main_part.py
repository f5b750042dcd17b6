"""The body of a Word file is what its relationships and its content type say, and not what it is called."""

from __future__ import annotations

from benchmarks.samples.hostile_packages import zipped
from benchmarks.samples.words import word
from iopdocs.conversion.text import to_text
from iopdocs.redline import summary
from iopdocs.word.inspection import inspect_members
from iopdocs.word.package import read_package

EMPTY_CELL = "en tabellcell är tom"


def with_table(document: object) -> None:
    document.add_table(1, 1)  # type: ignore[attr-defined]


def renamed() -> dict[str, bytes]:
    """Return the members of a Word file with an empty cell, whose body has a name of its own."""
    made = read_package(word("Hej", make=with_table), "x")
    return {
        name.replace("document.xml", "huvud.xml"): data.replace(b"word/document.xml", b"word/huvud.xml")
        for name, data in made.items()
    }


def test_a_body_of_another_name_is_inspected_converted_and_compared() -> None:
    members = renamed()
    assert "word/huvud.xml" in members and "word/document.xml" not in members
    assert [one.message for one in inspect_members(members, "x") if EMPTY_CELL in one.message]
    data = zipped(members)
    assert to_text(data).decode().startswith("Hej")
    (change,) = summary(data, word("Hej då", make=with_table))
    assert (change.old, change.new) == ("Hej", "Hej då")
