"""The law library says what the registers of amendments say, and the proof finds it when it does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from iopdocs.laws.act import Act
from iopdocs.laws.library import load_library
from iopdocs.laws.proofs import FOLDER, file_of, life, rests_on
from scripts.law_kept import registers, texts
from scripts.law_proof import changed, findings, main
from scripts.law_texts import fingerprint, marks, sections

ACTS = {act.number: act for act in load_library().acts}


@pytest.mark.parametrize("act", ACTS.values(), ids=lambda act: act.number)
def test_an_act_says_what_its_proofs_bear(act: Act) -> None:
    assert [f"{one.provision.lagrum}: {one.said}" for one in findings(act)] == []


def test_every_proof_is_of_an_act_in_the_library() -> None:
    for number, text in texts().items():
        listed = {one.lagrum for one in ACTS[number].provisions}
        assert set(text.sections) <= listed
    assert set(registers()) <= set(ACTS)


def test_the_rate_is_told_for_each_class(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == ["bekräftad", "härledd", "känd"]
    assert all(line.endswith(" 0 fel (0,0 procent)") for line in lines)
    confirmed = [int(word) for word in lines[0].replace(",", "").split() if word.isdigit()]
    assert confirmed[0] == confirmed[1] > 250, "vad som är bekräftat har bevis"


def test_every_proof_can_be_shown(capsys: pytest.CaptureFixture[str]) -> None:
    main("--all")
    shown = capsys.readouterr().out
    assert "2001:453 11:1 a (bekräftad): registret: infördes 2013-01-01 genom 2012:776" in shown
    unchanged = "ingen ändring sedan lagen trädde i kraft 2018-07-01"
    assert f"2017:900 17 (bekräftad): texten, läst 2026-11-29: {unchanged}" in shown


def _changed(number: str, lagrum: str, **changes: object) -> Act:
    act = ACTS[number]
    changed = [one.model_copy(update=changes) if one.lagrum == lagrum else one for one in act.provisions]
    return act.model_copy(update={"provisions": tuple(changed)})


def _said(act: Act) -> list[str]:
    return [one.said for one in findings(act)]


def test_what_is_confirmed_without_a_proof_is_found() -> None:
    assert _said(_changed("2021:890", "3:1", confidence="bekräftad")) == ["bekräftad utan bevis"]
    assert _said(_changed("2017:725", "6:38", confidence="bekräftad")) == [
        "saknar ändringen 2023:708, som texten har",
        "bekräftad utan bevis",
    ]


def test_an_act_that_begins_on_another_day_than_its_text_says_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    dated = texts()["2022:900"].model_copy(update={"in_force": date(2023, 7, 1)})
    monkeypatch.setitem(texts(), "2022:900", dated)
    assert _said(ACTS["2022:900"])[0] == "lagen sägs gälla från 2023-01-01; texten har 2023-07-01"


def test_the_text_itself_is_not_kept() -> None:
    for text in texts().values():
        assert all(len(mark.digest) == 16 for mark in text.sections.values())


def test_a_text_with_other_words_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "2022"
    folder.mkdir()
    (folder / "sfs-2022-900.md").write_text("---\na: b\n---\n\n#### 2 §\n\nAnnat.\n\n#### 99 §\n\nTill.\n", "utf-8")
    told = list(changed(tmp_path))
    assert "2022:900 2: har en annan lydelse" in told
    assert all(one.startswith("2022:900 ") and one.endswith((": finns inte", "lydelse")) for one in told)


def test_a_fingerprint_is_of_the_words() -> None:
    assert fingerprint("Den [1 §](#1) gäller.") == fingerprint("den  1 § gäller") != fingerprint("den 2 § gäller")


def test_a_text_is_read_by_chapter_with_its_latest_amendment(tmp_path: Path) -> None:
    (tmp_path / "2017").mkdir()
    text = (
        "---\na: b\n---\n\n## 2 a kap. Om\n\n#### 1 b §\n\nEtt. Lag ([2019:1](x)).\n\n"
        "#### 2 §\n\nEnligt lagen (2019:2) om.\n"
    )
    (tmp_path / "2017" / "sfs-2017-725.md").write_text(text, "utf-8")
    read = marks(sections(tmp_path, "2017:725"))
    assert {key: mark.latest for key, mark in read.items()} == {"2 a:1 b": "2019:1", "2 a:2": None}
    assert sections(tmp_path, "2017:900") == {}


def test_what_nothing_bears_rests_on_nothing() -> None:
    act = ACTS["(EU) 2016/679"]
    assert all(rests_on(act, one) == () for one in act.provisions)


@pytest.mark.parametrize(
    ("number", "links"),
    [
        (
            "2001:453",
            ("https://rkrattsbaser.gov.se/sfst?bet=2001:453", "https://rkrattsbaser.gov.se/sfsr?bet=2001:453"),
        ),
        ("(EU) 2016/679", ("http://data.europa.eu/eli/reg/2016/679/oj",)),
        ("(EU) nr 1407/2013", ("http://data.europa.eu/eli/reg/2013/1407/oj",)),
        ("(EU) 2025/2630", ("http://data.europa.eu/eli/dec/2025/2630/oj",)),
        ("SOSFS 2011:9", ()),
    ],
)
def test_where_an_act_is_published_follows_from_its_number(number: str, links: tuple[str, ...]) -> None:
    assert ACTS[number].links == links


def test_a_wrong_first_day_is_found() -> None:
    period = next(one.period for one in ACTS["2001:453"].provisions if one.lagrum == "13:8")
    wrong = _changed("2001:453", "13:8", period=period.model_copy(update={"first": date(2002, 1, 1)}))
    assert any(said.startswith("börjar gälla 2002-01-01; registret har 2009-07-01") for said in _said(wrong))


def test_a_missing_and_an_invented_amendment_are_found() -> None:
    known = next(one.amendments for one in ACTS["2009:400"].provisions if one.lagrum == "26:2")
    assert _said(_changed("2009:400", "26:2", amendments=())) == ["saknar ändringar: 2024:88 (2024-04-01)"]
    invented = known[0].model_copy(update={"by": "2024:89"})
    assert _said(_changed("2009:400", "26:2", amendments=(*known, invented))) == [
        "har ändringar som registret inte har: 2024:89 (2024-04-01)"
    ]


def test_a_number_that_was_used_again_has_two_lives() -> None:
    told = life(registers()["2001:453"], ACTS["2001:453"], "5:12")
    assert told.starts == {date(2002, 1, 1), date(2016, 11, 1)}
    assert told.ends == {date(2009, 6, 30), date(2025, 6, 30)}


@pytest.mark.parametrize(
    ("lagrum", "message"),
    [
        ("9 kap. 6 §", "finns inte: 9 kap. slutar med 4 §"),
        ("7 kap. 1 b §", "finns inte: 7 kap. har ingen 1 b §"),
        ("12 kap. 3 §", "är upphävd sedan 2003-07-01"),
        ("16 kap. 7 §", "är upphävd sedan 2018-10-01"),
    ],
)
def test_what_the_older_act_never_had_or_lost_is_denied(lagrum: str, message: str) -> None:
    problem = load_library().look_up(f"{lagrum} SoL", date(2023, 1, 1)).problems[0]
    assert message in problem.message
    assert problem.severity.name == "ERROR"


def test_what_is_kept_of_an_act_lies_in_a_file_of_its_number() -> None:
    for folder, kept in (("registers", registers()), ("texts", texts())):
        assert set((FOLDER / folder).glob("*.yaml")) == {file_of(folder, number) for number in kept}
