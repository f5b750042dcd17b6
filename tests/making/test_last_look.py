"""The last look covers every text of every part of what leaves, whatever the part is called and whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.samples.documents import AGREEMENT, AGREEMENTS, load, make
from benchmarks.samples.hostile_packages import plain, zipped
from benchmarks.samples.words import DAY, agreement, document_type, libraries, made
from iopdocs.conversion import CONVERTERS
from iopdocs.errors import InvalidTemplate, OutputBlocked
from iopdocs.making.last_look import GIVEN_AWAY, LastLook
from iopdocs.making.outcome import File
from iopdocs.making.render import Rendered, render
from iopdocs.model.clause_choices import ReplacedClause
from iopdocs.protection import Secret, people
from iopdocs.protection.guard import Guard, SaidText, TextKind
from iopdocs.swedish.personnummer import Certainty
from iopdocs.templating.template import prepare
from iopdocs.word.markup import BrokenXml
from iopdocs.word.told import (
    document_texts,
    html_texts,
    package_texts,
    plain_texts,
    value_texts,
)
from tests.support.planted import ADDRESS, PLACES, WORDS, body, planted

SECRET = Secret(ADDRESS, "98769", "Gömda", phones=("084650040",))
GUARD = Guard([SECRET])
LOOK = LastLook(GUARD)


def found(texts: Iterator[SaidText]) -> bool:
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
SOME_WORDS = st.text("abc åäö 0123", max_size=12)


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
    before, after = escape(draw(SOME_WORDS)), escape(draw(SOME_WORDS))
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
        (iter([SaidText("98769", kind=TextKind.MARKUP)]), False),
        (iter([SaidText("margin-left:987.69pt", kind=TextKind.MARKUP)]), False),
        (iter([SaidText("tel:08-465 00 40", kind=TextKind.MARKUP)]), True),
        (iter([SaidText("98769", kind=TextKind.PROSE)]), True),
    ],
)
def test_measures_and_hashes_are_no_postal_codes(texts: Iterator[SaidText], seen: bool) -> None:
    assert found(texts) is seen


def test_where_nothing_is_protected_nothing_is_looked_through() -> None:
    def never() -> Iterator[SaidText]:
        raise AssertionError("looked through")
        yield

    assert LastLook(Guard()).document(b"no Word file at all", [], {}, "prov") == []
    assert list(Guard().look(never())) == []


def test_each_text_is_looked_through_once() -> None:
    looked: list[str] = []

    class Counting(Guard):
        def finds(self, text: str, kind: TextKind = TextKind.PROSE) -> list:  # type: ignore[type-arg]
            looked.append(text)
            return super().finds(text, kind)

    list(Counting([SECRET]).look([SaidText("a"), SaidText("a"), SaidText("b")]))
    assert looked == ["a", "b"]


def lines(*paragraphs: str) -> dict[str, bytes]:
    return planted_body("".join(f"<w:p>{one}</w:p>" for one in paragraphs))


def planted_body(xml: str) -> dict[str, bytes]:
    members = dict(plain())
    body(xml)(members)
    return members


def shown(text: str, more: str = "") -> str:
    return f'<w:r><w:rPr>{more}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("paragraphs", "seen"),
    [
        ([shown("Göm") + shown("qxz", "<w:vanish/>") + shown("gatan 12")], True),
        ([shown("Göm") + shown("qxz", '<w:vanish w:val="0"/>') + shown("gatan 12")], False),
        ([shown("Vår gata är Göm-"), shown("gatan 12 i byn")], True),
        ([shown("Vår gata är Gömgatan"), shown("12")], True),
        ([shown("Vår gata är Gömgatan."), shown("12 personer kom.")], False),
    ],
)
def test_an_address_is_read_past_what_is_hidden_and_over_two_lines(paragraphs: list[str], seen: bool) -> None:
    assert found(package_texts(lines(*paragraphs))) is seen


@pytest.mark.parametrize(("start", "seen"), [(312, True), (250, True), (10, False), (313, False)])
def test_the_numbers_of_a_list_are_counted_from_where_it_starts(start: int, seen: bool) -> None:
    level = f'<w:lvl><w:start w:val="{start}"/><w:lvlText w:val="Box %1"/></w:lvl>'
    xml = f'<w:numbering xmlns:w="{WORDS}"><w:abstractNum>{level}</w:abstractNum></w:numbering>'
    texts = list(package_texts({"word/numbering.xml": xml.encode()}))
    assert any(True for _ in Guard([Secret("Box 312", "", "")]).look(texts)) is seen


PERSON = "670919-9530"
LOOK_FOR_PEOPLE = LastLook(Guard(), numbers=frozenset())


@pytest.mark.parametrize(
    "members",
    [
        lines(shown(f"Anna {PERSON}")),
        lines(shown("Anna 670919") + shown("-9530")),
        planted_body('<w:p><w:bookmarkStart w:id="7" w:name="p6709199530"/><w:bookmarkEnd w:id="7"/></w:p>'),
        planted_body(f'<w:p><w:hyperlink w:anchor="x" w:tooltip="{PERSON}">{shown("hej")}</w:hyperlink></w:p>'),
        planted_body('<w:p><w:r><w:instrText> HYPERLINK "https://x.se/?p=196709199530" </w:instrText></w:r></w:p>'),
    ],
)
def test_a_personnummer_in_a_template_makes_no_document_though_nothing_is_protected(members: dict[str, bytes]) -> None:
    with pytest.raises(OutputBlocked) as blocked:
        LOOK_FOR_PEOPLE.document(zipped(members), [], {}, "prov")
    assert {problem.code for problem in blocked.value.problems} == {"personnummer"}
    assert "9530" not in str(blocked.value.problems)


@pytest.mark.parametrize(
    "xml",
    [
        '<w:p w:paraId="67091995" w:rsidR="00670919"/>',
        '<w:p><w:bookmarkStart w:id="7" w:name="_Toc6709199530"/></w:p>',
        '<w:p><w:bookmarkStart w:id="6709199530" w:name="x"/></w:p>',
        f"<w:p>{shown('Dnr SN 2024-0312-1234, orgnr 802002-4215, tel 070-330 63 24')}</w:p>",
    ],
)
def test_the_numbers_of_word_and_of_others_are_no_personnummer(xml: str) -> None:
    assert LOOK_FOR_PEOPLE.document(zipped(planted_body(xml)), [], {}, "prov") == []


def test_what_may_be_a_personnummer_waits_for_a_person_and_what_the_data_has_is_judged_there() -> None:
    data = zipped(lines(shown("Nr 670919.9530 gäller.")))
    assert [one.code for one in LOOK_FOR_PEOPLE.document(data, [], {}, "prov")] == ["möjligt-personnummer"]
    with pytest.raises(OutputBlocked):
        LastLook(Guard(), final=True, numbers=frozenset()).document(data, [], {}, "prov")
    assert LastLook(Guard(), final=True, numbers=frozenset({"670919.9530"})).document(data, [], {}, "prov") == []


def test_a_fault_is_told_once_and_not_once_for_each_format() -> None:
    data = zipped(lines(shown(f"Vi finns på {ADDRESS}.")))
    files = [File("prov", f".{name}", CONVERTERS[name](data, "Titel"), {}) for name in ("html", "md", "txt")]
    with pytest.raises(OutputBlocked) as blocked:
        LOOK.document(data, files, {}, "prov")
    assert len(blocked.value.problems) == 1


def test_digits_within_a_hash_are_no_personnummer() -> None:
    assert people.numbers("utkast 0.1.0 " + "8e3ba5daeb" * 3 + "8102069822" + "ef" * 12, TextKind.MARKUP) == []
    assert people.numbers(f"ab {PERSON} cd", TextKind.MARKUP)


def test_the_clause_that_would_give_something_away_is_named() -> None:
    given = load(AGREEMENTS / "exempelby-komplett-2026.yaml")
    own = ReplacedClause.model_validate({"klausul": "syfte", "text": f"Boendet ligger på {ADDRESS}."})
    choices = given.clauses.model_copy(update={"replaced": (own,)})
    document = make(given.model_copy(update={"clauses": choices}), AGREEMENT, DAY)
    with pytest.raises(OutputBlocked) as blocked:
        LOOK.document(document.data, [], {}, "prov", document.clause_texts)
    assert [one.where for one in blocked.value.problems if "adress" in one.message] == ["klausulen ”syfte”"]
