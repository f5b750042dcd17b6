"""A report over many says once what they have in common, and what one has alone; the rest is in a file beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import workspace as made_up
from iopdocs.errors import Problem
from iopdocs.renewal.alike import OF_ONE, in_common
from iopdocs.renewal.notes import OpenQuestion
from iopdocs.renewal.report import FEW, as_json, as_markdown, details_as_markdown
from iopdocs.renewal.reported import Reports
from iopdocs.renewal.run import FAILED, Renewed, Window
from iopdocs.usecases.answers.base import as_data
from iopdocs.usecases.decisions import begun, tick
from iopdocs.usecases.desk import Desk
from iopdocs.usecases.renew import report_json
from tests.support.cli import Cli
from tests.support.successors import model
from tests.support.work import called, grows

HEAD = """id: NR
förnyat: DAG
parter:
  - {id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}
  - {id: jouren, roll: idéburen, typ: förening, namn: Jouren}
"""
WINDOW = Window(date(2024, 11, 1), date(2024, 12, 31))


def renewed(number: int) -> Renewed:
    one = Renewed(f"avtal-{number}.yaml", f"avtal-{number}", successor=f"avtal-{number}-2025", ended=date(2024, 12, 31))
    one.notes.decide("förlängning", f"Får förlängas till {2025 + number % 3}-12-31. Ska det förlängas?", "Ja", "Nej")
    one.notes.decide(f"parter[{number}].undertecknare", "Är det samma personer?")
    listed = ("tvist", "hävning") if number % 2 else ("tvist",)
    one.notes.decisions.append(OpenQuestion("klausuler", "Avtalet säger inget om.", (), listed))
    one.notes.changed("klausul tystnadsplikt", "lydelse från 2017", "lydelse från 2021", "ny lydelse")
    one.notes.changed("avtalstid.från", "2022-01-01", "2025-01-01", "dagen efter den förra periodens slut")
    one.gaps = {"overenskommelse": ("diarienummer",)}
    one.problems = [Problem("något är tveksamt", code="tveksamt")]
    return one


def many(count: int) -> list[Renewed]:
    every = [renewed(number) for number in range(count)]
    every[1].notes.decide("ekonomi", "Vad är särskilt här?", "Ett val")
    every[1].notes.changed("ekonomi.komponenter[1].belopp", "100", "200", "enligt tillägg nr 1: 200 kronor för 2024")
    return every


def test_what_is_alike_is_said_once_with_whom_it_concerns() -> None:
    page = as_markdown([*many(20), Renewed("x.yaml", "x", FAILED, problems=[Problem("trasig")])], WINDOW, "allt.md")
    common = page.partition("## Gemensamt")[2]
    assert common.count("Är det samma personer?") == 1
    assert "### 20 avtal: `förlängning`: Får förlängas till …. Ska det förlängas?" in common.replace("… Ska", "…. Ska")
    assert "avtal-0 (2025-12-31), avtal-1 (2026-12-31)" in common
    assert "| tvist | 20 | alla |" in common
    assert f"| hävning | 10 | {', '.join(f'avtal-{n}' for n in range(1, 20, 2))} |" in common
    assert "| `overenskommelse`: diarienummer | 20 | alla |" in common
    assert "- **avtal-1**\n  - ekonomi: Vad är särskilt här?" in common.replace("\\", "")
    assert "100 → 200, enligt tillägg nr 1" in common
    assert "allt.md" in common
    assert "Trasig" in common.partition("## Kunde inte förnyas")[2]
    assert "avtalstid.från" not in common


def test_a_report_grows_by_a_line_for_each_agreement_and_not_by_a_page() -> None:
    lines = [len(as_markdown(many(count), WINDOW).splitlines()) for count in (100, 200)]
    assert lines[1] - lines[0] == 100


def test_nothing_that_is_to_be_decided_is_left_out_of_what_is_in_common() -> None:
    every = many(30)
    found = in_common(every)
    told = {(name, one.where) for one in (*found.questions, *found.silent) for name in one.whom}
    alone = {(name, text.partition(":")[0]) for name, said in found.alone.items() for text in said}
    asked = {(one.agreement, re.sub(r"\[\d+\]", "", each.where)) for one in every for each in one.notes.decisions}
    assert asked <= told | alone


@given(
    st.lists(
        st.from_regex(r"[a-zå ]{0,9}(?:\d{1,4}|”[a-z]{1,5}”)?[a-zå .]{0,9}", fullmatch=True), min_size=2, max_size=5
    )
)
def test_what_is_alike_and_what_is_an_agreements_own_together_say_all(texts: list[str]) -> None:
    every = [Renewed(f"{n}.yaml", f"avtal-{n}") for n in range(len(texts))]
    for one, text in zip(every, texts, strict=True):
        one.notes.decide("x", text)
    found = in_common(every)
    for one, text in zip(every, texts, strict=True):
        alike = next((each for each in found.questions if one.agreement in each.whom), None)
        if alike is None:
            assert f"x: {text}" in found.alone[one.agreement]
            continue
        own = [word.strip("”") for word in OF_ONE.findall(text)]
        assert all(word in alike.text or word in alike.whom[one.agreement] for word in own)


def test_of_a_few_the_report_itself_tells_all() -> None:
    few = as_markdown(many(FEW), WINDOW)
    assert "## Gemensamt" not in few
    assert few.count("- [ ] ") == FEW * 3 + 1
    assert details_as_markdown(many(FEW + 1), WINDOW).count("- [ ] ") == (FEW + 1) * 3 + 1


def test_what_is_in_common_is_in_the_answer_too() -> None:
    found = report_json(many(20), WINDOW).in_common
    assert [(one.kind, one.where, len(one.whom)) for one in found] == [
        ("fråga", "förlängning", 20),
        ("fråga", "parter.undertecknare", 20),
        ("sägs inte", "klausuler", 20),
        ("sägs inte", "klausuler", 10),
    ]


def test_the_sheet_has_a_row_for_each_thing_to_decide(tmp_path: Path, cli: Cli) -> None:
    made_up.make(tmp_path, count=2, broken=0, seed=5)
    target = tmp_path / "fornyelse.xlsx"
    given_words = ("renew", "--dry-run", "--on", "2024-11-01", "--root", str(tmp_path), "--table", str(target))
    assert cli(*given_words)[0] == 0
    book = openpyxl.load_workbook(target)
    head, *rows = book["Att besluta"].iter_rows(values_only=True)
    assert head == ("Avtal", "Slutar", "Nytt avtal", "Uppgift", "Fråga", "Att välja på", "Beslutat")
    assert sum("säger inget om" in row[4] for row in rows) > 2
    assert all(row[4].count(",") < 3 for row in rows if row[4].startswith("Avtalet säger inget om"))


@pytest.mark.parametrize("count", [FEW + 2])
def test_boxes_of_many_are_ticked_in_the_file_that_has_them(tmp_path: Path, cli: Cli, count: int) -> None:
    made_up.make(tmp_path, count=count, broken=0, seed=5)
    code, out, _ = cli("renew", "--on", "2024-11-01", "--within", "2å", "--no-redline", "--root", str(tmp_path))
    details = tmp_path / "output" / "fornyelse-2024-11-01-detaljer.md"
    report = tmp_path / "output" / "fornyelse-2024-11-01.md"
    assert (code, details.is_file(), details.name in out) == (0, True, True)
    assert details.name in report.read_text(encoding="utf-8").replace("\\", "")
    assert "- [ ]" not in report.read_text(encoding="utf-8")
    desk = Desk(tmp_path)
    one = begun(desk)[0]
    assert one.report == details
    tick(desk, one.key, 1, ticked=True)
    assert details.read_text(encoding="utf-8").count("- [x] ") == 1
    assert begun(Desk(tmp_path))[0].questions[0].ticked


def test_twice_as_many_agreements_are_twice_the_work() -> None:
    def report(count: int) -> Callable[[], object]:
        every = many(count)
        return lambda: as_markdown(every, WINDOW)

    assert grows(report, 200) < 2.3


def test_a_report_of_an_earlier_day_is_read_once_however_many_are_looked_for_in_it(tmp_path: Path) -> None:
    text = as_json(as_data(report_json(many(3), WINDOW)))
    (tmp_path / "fornyelse-2024-11-01.json").write_text(text, encoding="utf-8")
    reports = Reports(tmp_path)
    looked_for = [model(HEAD.replace("NR", f"avtal-{n}-2025").replace("DAG", "2024-11-01")) for n in range(5)]
    found: list[bool] = []
    work = called(lambda: found.extend(map(reports.have, looked_for)))
    assert (found, work["read_report"]) == ([True] * 3 + [False] * 2, 1)
    assert not reports.have(model(HEAD.replace("NR", "avtal-0-2025").replace("DAG", "2024-11-02")))
