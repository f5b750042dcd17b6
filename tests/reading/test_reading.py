"""The reader: every way a file can be spoiled gives a clear problem with its line, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopdocs.errors import InvalidAgreement, Problem
from iopdocs.model import Agreement
from iopdocs.reading import build, parse_source, read_model, read_source
from iopdocs.reading.source import MAX_DEPTH

PARTIES = """parter:
  - {roll: offentlig, typ: kommun, namn: Exempelby kommun}
  - {roll: idéburen, typ: förening, namn: Exempeljouren}
"""


def problems_of(text: str) -> list[Problem]:
    source, problems = parse_source(text, "avtal.yaml")
    try:
        build(source, problems, Agreement)
    except InvalidAgreement as error:
        return list(error.problems)
    return problems


def lines_of(text: str) -> list[str]:
    return [str(problem).splitlines()[0].removesuffix(".") for problem in problems_of(text)]


def test_every_scalar_stays_text() -> None:
    source, problems = parse_source("a: 0701234567\nb: NO\nc: 12:30\nd: 2022-01-01\ne: 1.10\nf: ~\n", "x")
    assert problems == []
    assert source.data == {"a": "0701234567", "b": "NO", "c": "12:30", "d": "2022-01-01", "e": "1.10", "f": "~"}


def test_an_empty_value_is_a_missing_fact_but_quotes_are_an_empty_text() -> None:
    source, _ = parse_source("a:\nb: ''\n", "x")
    assert source.data == {"a": None, "b": ""}


def test_text_is_normalised_to_nfc_in_keys_and_values() -> None:
    source, _ = parse_source("a\u030a: o\u0308\n", "x")
    assert source.data == {"å": "ö"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("id: a\nid: b\n" + PARTIES, "avtal.yaml:2: id: Nyckeln ”id” står två gånger (först på rad 1)"),
        ("id: a\nparter:\n\t- x\n", "avtal.yaml:3: Raden är indragen med tabb"),
        ("", "avtal.yaml:1: Filen är tom"),
        ("# bara en kommentar\n", "avtal.yaml:1: Filen är tom"),
        ("- a\n- b\n", "avtal.yaml:1: Filen ska innehålla nycklar med värden"),
        ("bara text\n", "avtal.yaml:1: Filen ska innehålla nycklar med värden"),
        ("id: a: b\n", "avtal.yaml:1: Här står ett kolon för mycket"),
        ("id: 'a\n", "avtal.yaml:1: Ett citattecken eller en parentes stängs aldrig"),
        ("id: [a\n", "avtal.yaml:1: En parentes stängs aldrig, eller ett kommatecken saknas i den"),
        ("id: @a\n", "avtal.yaml:1: Ett värde får inte börja med tecknet @"),
        ("---\nid: a\n---\nid: b\n", "avtal.yaml:3: Filen innehåller flera YAML-dokument"),
    ],
)
def test_a_spoiled_file_is_explained_with_its_line(text: str, line: str) -> None:
    assert line in lines_of(text)


def test_anchors_and_aliases_are_refused() -> None:
    found = lines_of("id: &x a\npartnerskap: *x\n" + PARTIES)
    assert found[:2] == [
        "avtal.yaml:1: Hänvisningar med & och * används inte här",
        "avtal.yaml:2: Hänvisningar med & och * används inte här",
    ]


def test_type_marks_are_refused_and_nothing_is_executed() -> None:
    found = lines_of("id: !!python/object/apply:os.getcwd []\n" + PARTIES)
    assert "Typmarkeringen tag:yaml.org,2002:python/object/apply:os.getcwd används inte här" in found[0]


def test_an_alias_bomb_ends_at_once() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{c}: &{c} [*{p}, *{p}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True))
    _, problems = parse_source(bomb, "x")
    assert all(problem.code == "ankare" for problem in problems)
    assert problems


def test_deep_nesting_is_refused_and_bounded() -> None:
    _, problems = parse_source("[" * 500, "x")
    assert [problem.code for problem in problems] == ["för-djupt"]
    assert str(MAX_DEPTH) in problems[0].hint


def test_control_characters_are_refused_with_their_code() -> None:
    assert lines_of('id: "a\\u0007"\n' + PARTIES)[0].endswith("otillåtet tecken (U+0007)")
    assert lines_of("id: a\x07\n" + PARTIES) == [
        "avtal.yaml:1: Texten innehåller ett osynligt eller otillåtet tecken (U+0007)"
    ]


def test_direction_overrides_are_refused_but_right_to_left_text_is_not() -> None:
    assert "U+202E" in lines_of('id: a\npartnerskap: "x\u202ey"\n' + PARTIES)[0]
    assert lines_of('id: a\npartnerskap: "שלום مرحبا"\n' + PARTIES) == []


def test_an_unknown_key_gets_a_suggestion() -> None:
    found = problems_of("id: a\navtalstd: {från: 2024-01-01}\n" + PARTIES)
    assert [(p.line, p.where, p.message, p.hint) for p in found] == [
        (2, "avtalstd", "nyckeln ”avtalstd” är okänd här", "Menade du avtalstid?")
    ]


def test_a_list_where_a_mapping_belongs_and_the_other_way_round() -> None:
    found = lines_of("id: a\navtalstid:\n  - 2024-01-01\nmål: bli bättre\n" + PARTIES)
    assert found == [
        "avtal.yaml:2: avtalstid: Här ska det stå nycklar med värden",
        "avtal.yaml:4: mål: Här ska det stå en lista",
    ]


def test_a_missing_key_is_named_at_its_record_with_what_it_is_for() -> None:
    found = problems_of("id: a\n")
    assert [(p.line, p.where, p.message, p.hint) for p in found] == [
        (1, "parter", "nyckeln ”parter” saknas", "Lägg till parter: parterna, två eller flera.")
    ]


def test_a_wrong_choice_lists_what_can_be_chosen() -> None:
    found = problems_of("id: a\nstatus: klart\n" + PARTIES)
    assert found[0].message == "”klart” går inte att välja här"
    assert found[0].hint == "Skriv förslag, beslutat eller undertecknat."


def test_all_faults_of_a_file_are_shown_at_once_in_order_of_line() -> None:
    text = "id: A B\nstatus: klart\nstatus: beslutat\nmål: x\nökonomi: y\navtalstid: {från: 1/1-22}\n" + PARTIES
    assert [problem.line for problem in problems_of(text)] == [1, 3, 4, 5, 6]


def test_a_windows_file_reads_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "avtal.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + ("id: a\n" + PARTIES).replace("\n", "\r\n").encode())
    assert read_model(path, Agreement).parties[0].name == "Exempelby kommun"


def test_a_latin1_file_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "avtal.yaml"
    path.write_bytes("id: a\nnamn: Värmdö\n".encode("latin-1"))
    _, problems = read_source(path)
    assert (problems[0].line, problems[0].code) == (2, "teckenkodning")
    assert "UTF-8" in problems[0].hint


def test_a_folder_and_a_missing_file_are_explained(tmp_path: Path) -> None:
    assert read_source(tmp_path)[1][0].message == "det här är en mapp, inte en fil"
    assert read_source(tmp_path / "nej.yaml")[1][0].message == "filen finns inte"


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "stor.yaml"
    path.write_bytes(b"a" * 2_000_001)
    assert read_source(path)[1][0].code == "för-stor-fil"


@given(st.text(max_size=300))
def test_no_text_whatever_crashes_the_reader(text: str) -> None:
    source, problems = parse_source(text, "x")
    assert problems or source.data is not None
    assert all(problem.line and problem.line >= 1 for problem in problems)
