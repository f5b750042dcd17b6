"""What many agreements come to: how much in each and of each kind, and all of it as a table to work through."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from benchmarks import workspace as made_up
from iopdocs.codes import load_codes
from tests.support.cli import Cli

ON = ("--on", "2024-11-01")
MEANINGS = {entry.code: entry.meaning for theme in load_codes() for entry in theme.codes}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made_up.make(tmp_path, count=5, broken=1, seed=5)
    return tmp_path


def test_the_summary_counts_what_the_whole_answer_tells(root: Path, cli: Cli) -> None:
    code, out, _ = cli("check", "--root", str(root), "--summary", *ON)
    answer = json.loads(cli("check", "--root", str(root), "--json", *ON)[1])
    agreements, _, kinds = out.partition("\n\n")
    assert code == 1
    lines = [line.split() for line in agreements.splitlines()[1:]]
    assert {(line[4], *map(int, line[:4])) for line in lines} == {
        (one["fil"], one["stoppar"], one["fel"], one["varningar"], one["upplysningar"]) for one in answer["resultat"]
    }
    assert [int(line[0]) for line in lines] == sorted((int(line[0]) for line in lines), reverse=True)
    assert len(kinds.splitlines()) == 1 + len(answer["slag"])


def test_each_kind_is_told_by_what_its_code_means_and_counted(root: Path, cli: Cli) -> None:
    answer = json.loads(cli("check", "--root", str(root), "--json", *ON)[1])
    problems = answer["problem"]
    assert answer["slag"]
    for kind in answer["slag"]:
        found = [one for one in problems if (one["kod"], one["grad"]) == (kind["kod"], kind["allvar"])]
        assert kind["antal"] == len(found)
        assert kind["avtal"] == len({one["fil"] for one in found})
        assert kind["betyder"] == MEANINGS[kind["kod"]]
    assert sum(kind["antal"] for kind in answer["slag"]) == len(problems)


def test_only_one_kind_is_summed_up_when_only_that_is_asked_for(root: Path, cli: Cli) -> None:
    answer = json.loads(cli("check", "--root", str(root), "--json", "--only", "fel", *ON)[1])
    assert {one["allvar"] for one in answer["slag"]} == {"fel"}


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_table_has_a_row_for_each_that_the_answer_tells(root: Path, cli: Cli, suffix: str) -> None:
    target = root / f"kontroll.{suffix}"
    _, out, _ = cli("check", "--root", str(root), "--table", str(target), *ON)
    assert out == f"{target}\n"
    answer = json.loads(cli("check", "--root", str(root), "--json", *ON)[1])
    if suffix == "xlsx":
        head, *rows = openpyxl.load_workbook(target).active.iter_rows(values_only=True)
    else:
        head, *rows = csv.reader(io.StringIO(target.read_bytes().decode("utf-8-sig")), delimiter=";")
    column = list(head).index("Kod")
    assert sorted(row[column] for row in rows) == sorted(one["kod"] for one in answer["problem"])


def test_a_long_answer_tells_of_the_short_one(tmp_path: Path, cli: Cli) -> None:
    made_up.make(tmp_path, count=12, broken=0, seed=5)
    assert "iopdocs check --summary" in cli("check", "--root", str(tmp_path), *ON)[2]
    assert "--summary" not in cli("check", "--root", str(tmp_path), "--summary", *ON)[2]


def test_of_many_agreements_those_that_nothing_stops_are_counted(tmp_path: Path, cli: Cli) -> None:
    made_up.make(tmp_path, count=30, broken=2, seed=5)
    answer = json.loads(cli("check", "--root", str(tmp_path), "--json", *ON)[1])
    stopped = {one["fil"] for one in answer["resultat"] if one["stoppar"]}
    out = cli("check", "--root", str(tmp_path), "--summary", *ON)[1]
    assert {line.split()[-1] for line in out.partition("\n\n")[0].splitlines() if "agreements/" in line} == stopped
    assert f"{len(answer['resultat']) - len(stopped)} avtal har inget som stoppar en slutlig version" in out
