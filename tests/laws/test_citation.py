"""Reading and printing law references, without knowing any act."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopdocs.laws.citation import Citation, Lagrum, TargetKind, format, parse  # noqa: A004
from iopdocs.laws.lagrum import NBSP, ORDINALS


def printed(text: str) -> str:
    return format(parse(text)).replace(NBSP, " ")


@pytest.mark.parametrize(
    ("typed", "long"),
    [
        ("SoL 2:2", "2 kap. 2 § SoL"),
        ("2 kap 2§ SoL", "2 kap. 2 § SoL"),
        ("5 kap 11§ Sol", "5 kap. 11 § Sol"),
        ("5:11 SoL", "5 kap. 11 § SoL"),
        ("SoL 5 kap §11", "5 kap. 11 § SoL"),
        ("kap. 5 § 11 SoL", "5 kap. 11 § SoL"),
        ("5 kap. 11 § 2 st. SoL", "5 kap. 11 § andra stycket SoL"),
        ("5 kap. 11 § andra stycket SoL", "5 kap. 11 § andra stycket SoL"),
        ("SoL 5:11 st. 2", "5 kap. 11 § andra stycket SoL"),
        ("5 kap. 11 § första stycket 2", "5 kap. 11 § första stycket 2"),
        ("14 kap. 2-3 §§ SoL", "14 kap. 2–3 §§ SoL"),
        ("14 kap. 2 - 3 §§ SoL", "14 kap. 2–3 §§ SoL"),
        ("14 kap. 2—3 §§ SoL", "14 kap. 2–3 §§ SoL"),
        ("14 kap. 2 § och 3 § SoL", "14 kap. 2 och 3 §§ SoL"),
        ("7 kap 1 eller 2 §§", "7 kap. 1 eller 2 §"),
        ("11 kap. 1a§", "11 kap. 1 a §"),
        ("11:1a", "11 kap. 1 a §"),
        ("2a kap 1 § SoL", "2 a kap. 1 § SoL"),
        ("OSL 26:14c", "26 kap. 14 c § OSL"),
        ("KL 10:1 §", "10 kap. 1 § KL"),
        ("KL 10 kap. 7-9 §§", "10 kap. 7–9 §§ KL"),
        ("LOU 19a:2", "19 a kap. 2 § LOU"),
        ("LOU 19:25a", "19 kap. 25 a § LOU"),
        ("FL 16-18§", "16–18 §§ FL"),
        ("FL § 16", "16 § FL"),
        ("2 kap TF", "2 kap. TF"),
        ("GDPR art. 28.3 h", "artikel 28.3 h i GDPR"),
        ("Art 28(3)(h) GDPR", "artikel 28.3 h i GDPR"),
        ("GDPR 6.1e och 9.2h", "artiklarna 6.1 e och 9.2 h i GDPR"),
        ("EUF-fördraget art 107(1)", "artikel 107.1 i EUF-fördraget"),
        ("förordning 2023/2831", "(EU) 2023/2831"),
        ("lag 2024:79", "lag (2024:79)"),
        ("SFS 2024:79", "lag (2024:79)"),
        ("DOS-lagen 4 § 3c", "4 § 3 c DOS-lagen"),
        ("HSLF-FS 2022:39", "HSLF-FS 2022:39"),
        ("prop. 2024/25:89 s. 12", "prop. 2024/25:89 s. 12"),
        ("§ 7", "§ 7"),
        ("9 kap. 6 § samma lag", "9 kap. 6 § samma lag"),
        ("7:1 i SoL", "7 kap. 1 § SoL"),
        ("16 kap. 6 i § SoL", "16 kap. 6 i § SoL"),
        ("11 § första stycket 2 och 3 samt 4 § FL", "11 § första stycket 2 och 3 samt 4 § FL"),
        ("6 § första och andra styckena FL", "6 § första och andra styckena FL"),
        ("6 § första stycket andra meningen FL", "6 § första stycket andra meningen FL"),
        ("4 § andra stycket 3 c DOS-lagen", "4 § andra stycket 3 c DOS-lagen"),
    ],
)
def test_a_reference_is_printed_in_the_form_of_the_statutes(typed: str, long: str) -> None:
    assert printed(typed) == long


@pytest.mark.parametrize(
    ("typed", "act", "number"),
    [
        ("13 kap. 1 § och 18 kap. 7 § socialtjänstlagen (2025:400)", "socialtjänstlagen", "2025:400"),
        ("19 a kap. 2 § lagen (2016:1145) om offentlig upphandling", "lagen om offentlig upphandling", "2016:1145"),
        (
            "26 kap. 1 § offentlighets- och sekretesslagen (2009:400), OSL",
            "offentlighets- och sekretesslagen",
            "2009:400",
        ),
        ("artikel 28.3 h i EU:s dataskyddsförordning, (EU) 2016/679", "EU:s dataskyddsförordning", "(EU) 2016/679"),
        (
            "artikel 3 i barnkonventionen (lagen [2018:1197] om Förenta nationernas konvention)",
            "barnkonventionen",
            "2018:1197",
        ),
        ("kommissionens förordning (EU) nr 1407/2013", "kommissionens förordning", "(EU) nr 1407/2013"),
        ("SoL (2025:400) 13:1", "SoL", "2025:400"),
    ],
)
def test_the_name_and_number_of_an_act_are_told_apart(typed: str, act: str, number: str) -> None:
    citation = parse(typed)
    assert (citation.act, citation.number) == (act, number)


@pytest.mark.parametrize(
    "text",
    [
        "", "10:30", "kl. 10:30", "kl 10:30", "kl. 8.00", "2025:400", "(2025:400)", "SN 2021/123", "SN-2021-00123",
        "KS/2021:123", "KS 2021:123", "Dnr SN 2021/123", "förslag KS 2021:123", "070-330 63 24", "sol", "SoL", "11",
        "2 kap. 1 § SoL och 5 kap. 1 § KL", "1 och 2 eller 3 §§ FL", "11 § 25 st. FL", "2022-01-01", "FL 16 § SoL",
    ],
)  # fmt: skip
def test_what_is_not_one_clear_reference_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="\n"):
        parse(text)


def test_a_paragraf_before_its_chapter_is_asked_about() -> None:
    with pytest.raises(ValueError, match=r"osäker\nMenas 5 kap\. 11 § eller 11 kap\. 5 §\?"):
        parse("§ 11 kap 5 SoL")


def test_a_paragraf_sign_first_without_an_act_is_the_agreements_own_clause() -> None:
    assert parse("§ 7").kind is TargetKind.OWN_CLAUSE
    assert parse("§§ 7–9").kind is TargetKind.OWN_CLAUSE
    assert parse("7 §").kind is TargetKind.LAW
    assert parse("FL § 7").kind is TargetKind.LAW


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\n", "  ", "\u00ad "])
def test_every_kind_of_space_reads_the_same(space: str) -> None:
    assert parse(f"5{space}kap.{space}11{space}§{space}SoL") == parse("5 kap. 11 § SoL")


def test_numbers_are_held_together_by_no_break_spaces() -> None:
    assert format(parse("14 kap 2-3 §§ SoL")) == f"14{NBSP}kap.{NBSP}2–3{NBSP}§§ SoL"
    assert format(parse("5 kap 11 § 1 st. 2")) == f"5{NBSP}kap.{NBSP}11{NBSP}§ första stycket{NBSP}2"
    assert format(parse("art 28.3 h GDPR")) == f"artikel{NBSP}28.3{NBSP}h i GDPR"


letters = st.sampled_from(["", " a", " b", " c", " g"])
numbers = st.builds(lambda n, letter: f"{n}{letter}", st.integers(1, 199), letters)
acts = st.sampled_from(
    ["SoL", "FL", "DOS-lagen", "offentlighets- och sekretesslagen", "lagen om offentlig upphandling"]
)
act_numbers = st.sampled_from(["", "2001:453", "2025:400", "1990:52"])


@st.composite
def lagrum(draw: st.DrawFn, kapitel: str) -> Lagrum:
    paragraf = draw(numbers)
    if draw(st.booleans()):
        return Lagrum(paragraf, kapitel, last=draw(st.sampled_from(["", "200", "201 a"])))
    if draw(st.integers(0, 5)) == 0:
        return Lagrum(paragraf, kapitel, "", (1,), 0, draw(st.sampled_from([("1–3",), ("2", "4–6")])))
    stycke = tuple(sorted(draw(st.sets(st.integers(1, len(ORDINALS)), max_size=2))))
    punkt = tuple(str(n) for n in sorted(draw(st.sets(st.integers(1, 20), max_size=3))))
    return Lagrum(paragraf, kapitel, "", stycke, draw(st.integers(0, 3)), punkt)


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    chapters = draw(st.lists(numbers, min_size=1, max_size=3, unique=True)) if draw(st.booleans()) else [""]
    places = [place for chapter in chapters for place in draw(st.lists(lagrum(chapter), min_size=1, max_size=3))]
    either = draw(st.booleans()) and len(places) > 1 and all(len(p.punkt) < 2 and len(p.stycke) < 2 for p in places)
    return Citation(draw(acts), draw(act_numbers), tuple(places), either)


@st.composite
def article_citations(draw: st.DrawFn) -> Citation:
    article = st.builds(
        lambda n, s, p, u: Lagrum(str(n), stycke=s, punkt=p, understycke=u),
        st.integers(1, 400),
        st.sampled_from([(), (1,), (12,)]),
        st.sampled_from([(), ("a",), ("h",), ("b", "g"), ("a–h",)]),
        st.sampled_from([0, 0, 1, 2, 10]),
    )
    places = draw(st.lists(article, min_size=1, max_size=3))
    return Citation("GDPR", draw(st.sampled_from(["", "(EU) 2016/679"])), tuple(places), articles=True)


@given(citations() | article_citations())
def test_what_is_printed_in_full_reads_back_the_same(citation: Citation) -> None:
    assert parse(format(citation)) == citation


@given(citations() | article_citations())
def test_a_reference_with_ordinary_spaces_reads_the_same(citation: Citation) -> None:
    assert parse(format(citation).replace(NBSP, " ").replace("–", "-")) == citation


@given(st.text(max_size=40) | st.from_regex(re.compile(r"[§\d:. a-cikapstoch–-]{1,30}"), fullmatch=True))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        citation = parse(text)
    except ValueError as refused:
        assert "\n" in str(refused)
    else:
        assert format(citation)
