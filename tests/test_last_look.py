"""The last look covers every text of every part of what leaves, whatever the part is called and whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopdocs.conversion import CONVERTERS
from iopdocs.errors import InvalidTemplate, OutputBlocked
from iopdocs.making.last_look import GIVEN_AWAY, LastLook
from iopdocs.making.render import Rendered, render
from iopdocs.protection import Secret
from iopdocs.protection.guard import Guard, Kind, Said
from iopdocs.swedish.personnummer import Certainty
from iopdocs.templating.template import prepare
from iopdocs.word.package import BrokenXml
from iopdocs.word.told import (
    document_texts,
    html_texts,
    package_texts,
    plain_texts,
    value_texts,
)
from tests.hostile_packages import plain, zipped
from tests.planted import ADDRESS, PLACES, planted
from tests.words import DAY, agreement, document_type, libraries, made

SECRET = Secret(ADDRESS, "98769", "Gömda", phones=("084650040",))
GUARD = Guard([SECRET])
LOOK = LastLook(GUARD)


def found(texts: Iterator[Said]) -> bool:
    return any(find.certainty is Certainty.CERTAIN for _, find in GUARD.look(texts))


def test_there_are_places_enough_to_look_in() -> None:
    assert len(PLACES) > 60
    assert not found(package_texts(plain()))


@pytest.mark.parametrize("place", PLACES)
def test_an_address_is_seen_wherever_it_stands_in_a_word_file(place: str) -> None:
    assert found(package_texts(planted(place)))


def drawn(place: str) -> Rendered:
    return render(agreement(), document_type(), prepare(zipped(planted(place)), "mall.docx"), libraries(), DAY)


@pytest.mark.parametrize("place", PLACES)
def test_a_template_with_the_address_anywhere_makes_no_document_that_has_it(place: str) -> None:
    try:
        document = drawn(place)
    except (InvalidTemplate, OutputBlocked, BrokenXml):
        return  # it is refused for something else
    try:
        LOOK.document(document.data, [], {}, "prov")
    except OutputBlocked as blocked:
        assert {problem.code for problem in blocked.problems} == {GIVEN_AWAY}
        assert not [problem for problem in blocked.problems if "mgatan" in str(problem)]
    else:
        # What tells of the template's maker is left out of every document.
        assert not found(document_texts(document.data, "prov.docx"))


def test_most_templates_with_the_address_are_refused_by_the_last_look_itself() -> None:
    refused = set()
    for place in PLACES:
        with suppress(InvalidTemplate, BrokenXml):
            if found(document_texts(drawn(place).data, "")):
                refused.add(place)
    assert len(refused) >= 45, sorted(set(PLACES) - refused)


NAMES = st.from_regex(r"[a-zåäö]{1,8}", fullmatch=True)
WORDS = st.text("abc åäö 0123", max_size=12)


@st.composite
def trees(draw: st.DrawFn) -> str:
    """Return XML of any names, with the address in some text, tail, attribute or comment, or over several elements."""
    space = draw(st.sampled_from(["", ' xmlns="urn:nagot"', ' xmlns="http://schemas.openxmlformats.org/x/main"']))
    halves = draw(st.sampled_from([(ADDRESS,), ("Göm", "gatan 12"), ("Gömgatan", " 12")]))
    kind = draw(st.sampled_from(["text", "tail", "attribute", "comment", "instruction"]))
    inner, outer, name = draw(NAMES), draw(NAMES), draw(NAMES)
    if kind == "attribute":
        core = f"<{inner} {name}={quoteattr(ADDRESS)}/>"
    elif kind == "comment":
        core = f"<!--{ADDRESS}-->"
    elif kind == "instruction":
        core = f"<?x{inner} {ADDRESS}?>"
    elif kind == "tail":
        core = f"<{inner}/>" + ADDRESS
    else:
        core = "".join(f"<{inner}>{half}</{inner}>" for half in halves)
    depth = draw(st.integers(0, 5))
    before, after = escape(draw(WORDS)), escape(draw(WORDS))
    # With words of other elements right beside, what is found is the address and no longer word.
    wrapped = f"<{name}>{core}</{name}>"
    for _ in range(depth):
        wrapped = f"<{outer}>{wrapped}</{outer}>"
    return f"<rot{space}><ett>{before}</ett> . {wrapped} . <ett>{after}</ett></rot>"


@given(trees(), st.sampled_from(["word/nytt.xml", "customXml/item3.xml", "docProps/x.xml", "word/media/a.svg"]))
def test_an_address_in_a_part_that_nobody_has_thought_of_is_seen(xml: str, name: str) -> None:
    assert found(package_texts({name: xml.encode()}))


@given(
    st.binary(max_size=60),
    st.binary(max_size=60),
    st.sampled_from(["utf-8", "latin-1", "utf-16-le", "utf-16-be"]),
    st.sampled_from(["word/media/a.png", "word/fonts/b.odttf", "nytt", "x.bin"]),
)
def test_an_address_in_the_bytes_of_any_other_file_is_seen(
    before: bytes, after: bytes, encoding: str, name: str
) -> None:
    data = b"\x00\x01\x02" + before + b"\x00\x00\x00\n" + ADDRESS.encode(encoding) + b"\x00\n\x00\x00" + after
    assert found(package_texts({name: data})) or found(package_texts({name: data[1:]}))


@pytest.mark.parametrize("name", ["html", "md", "txt"])
@pytest.mark.parametrize("text", [ADDRESS, "gömgatan nr 12", "Göm\u00adgatan 12", "Gömgatan*12*", "Gömgatan_12"])
def test_an_address_is_seen_in_every_format(name: str, text: str) -> None:
    data = CONVERTERS[name](made(text).data, "Titel")
    assert found(html_texts(data) if name == "html" else plain_texts(data))


@pytest.mark.parametrize(
    ("texts", "seen"),
    [
        (value_texts({"a": [{"b": ADDRESS}]}, ""), True),
        (value_texts({ADDRESS: 1}, ""), True),
        (value_texts({"hash": "98769" * 12 + "abcd", "n": 98769}, ""), False),
        (iter([Said("98769", kind=Kind.MARKUP)]), False),
        (iter([Said("margin-left:987.69pt", kind=Kind.MARKUP)]), False),
        (iter([Said("tel:08-465 00 40", kind=Kind.MARKUP)]), True),
        (iter([Said("98769", kind=Kind.PROSE)]), True),
    ],
)
def test_measures_and_hashes_are_no_postal_codes(texts: Iterator[Said], seen: bool) -> None:
    assert found(texts) is seen


def test_where_nothing_is_protected_nothing_is_looked_through() -> None:
    def never() -> Iterator[Said]:
        raise AssertionError("looked through")
        yield

    assert LastLook(Guard()).document(b"no Word file at all", [], {}, "prov") == []
    assert list(Guard().look(never())) == []


def test_each_text_is_looked_through_once() -> None:
    looked: list[str] = []

    class Counting(Guard):
        def finds(self, text: str, kind: Kind = Kind.PROSE) -> list:  # type: ignore[type-arg]
            looked.append(text)
            return super().finds(text, kind)

    list(Counting([SECRET]).look([Said("a"), Said("a"), Said("b")]))
    assert looked == ["a", "b"]
