"""What an editor would say of news, word for word, and that nothing is said of what is as it should be."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from iopdocs.checks.editing import NewsText, findings
from iopdocs.errors import Severity
from iopdocs.making.newsroom import EDITOR, Newsroom
from iopdocs.usecases.check import check
from iopdocs.workspace import Workspace
from tests.conftest import ROOT

DAY = date(2026, 1, 15)
LEAD = "Exempelby kommun ger Exempeljouren 400 000 kronor om året till och med 2027."
OWN = (
    "Jouren tar emot kvinnor som har utsatts för våld. Barnen får följa med.",
    "Pengarna går till lokaler och personal. De räcker till fem platser. Boendet är öppet hela dygnet.",
)
GOOD = NewsText(LEAD, OWN, " ".join((LEAD, *OWN * 4)), quotes=1, reachable=True, dated=True)
LONG = "Det här är en " + "lång och mycket fin " * 7 + "mening."

FAULTS = {
    "too long": (replace(GOOD, whole="ord " * 451), ["texten före rutorna har 451 ord (helst högst 450)"]),
    "too short": (replace(GOOD, whole="ord " * 119), ["texten före rutorna har 119 ord (helst minst 120)"]),
    "a long lead": (
        replace(GOOD, lead="Det blir så. " * 16 + "Ja. Så är det."),
        ["ingressen har 52 ord (helst högst 50)", "3 meningar i rad börjar med ”Det”"],
    ),
    "no quote": (replace(GOOD, quotes=0), ["det finns inget citat"]),
    "nobody to reach": (replace(GOOD, reachable=False), ["det finns ingen kontakt med telefon eller e-post"]),
    "no day": (replace(GOOD, dated=False), ["dagen för publicering saknas"]),
    "a long sentence": (
        replace(GOOD, own=(*OWN, LONG)),
        ["en mening är längre än 30 ord (33 ord: ”Det här är en lång och …”)"],
    ),
    "two long sentences": (
        replace(GOOD, own=(LONG, "Så.", LONG.replace("mening", "och mening"))),
        ["2 meningar är längre än 30 ord (den längsta 34 ord: ”Det här är en lång och …”)"],
    ),
    "heavy words": (
        replace(GOOD, lead="", own=("Överenskommelsens genomförande förutsätter verksamhetsplanering kontinuerligt.",)),
        [
            "LIX är 105 (helst högst 50; LIX är ord per mening plus procenten ord med fler än sex bokstäver; "
            "en dagstidning har 40–50)"
        ],
    ),
    "the same word": (
        replace(GOOD, own=("Jouren finns. Jouren tar emot.", "Jouren stöder.", "", "Jouren växer.")),
        ["3 meningar i rad börjar med ”Jouren”"],
    ),
}


def test_nothing_is_said_of_news_as_it_should_be() -> None:
    assert list(findings(GOOD)) == []


@pytest.mark.parametrize(("text", "said"), FAULTS.values(), ids=FAULTS)
def test_each_fault_is_told_in_these_words(text: NewsText, said: list[str]) -> None:
    assert list(findings(text)) == said


def test_what_comes_between_ends_a_row() -> None:
    between = replace(GOOD, own=("Jouren finns. Jouren tar emot.", "", "Jouren växer."))
    assert list(findings(between)) == []


def test_a_release_gets_one_line_and_it_stops_nothing(tmp_path: Path) -> None:
    for name in ("pressmeddelande", "klausuler"):
        shutil.copytree(ROOT / "templates" / name, tmp_path / "templates" / name)
    (tmp_path / "agreements").mkdir()
    path = tmp_path / "agreements" / "a.yaml"
    shutil.copy(ROOT / "tests" / "agreements" / "exempelby-utan-pengar-2025.yaml", path)
    told = [one for one in check(Workspace(tmp_path), [path], DAY).problems if one.code == EDITOR]
    (problem,) = told
    assert problem.severity is Severity.NOTE and problem.file == "agreements/a.yaml" and problem.line
    assert problem.message.count("det finns inget citat") == 1
    # Of an agreement that nobody has begun to write news of, nothing is said.
    text = path.read_text(encoding="utf-8")
    path.write_text(text.partition("\npress:")[0] + "\n", encoding="utf-8")
    assert EDITOR not in {one.code for one in check(Workspace(tmp_path), [path], DAY).problems}


def test_what_an_editor_says_of_our_agreements_is_so() -> None:
    workspace = Workspace(ROOT)
    newsroom = Newsroom(workspace)
    kind = workspace.types["pressmeddelande"]
    for path in sorted((ROOT / "tests" / "agreements").glob("*.yaml")):
        loaded = workspace.load(path)
        agreement = loaded.agreement
        told = [one.message for one in newsroom.told(loaded, DAY)]
        # The one with everything has nothing for an editor to say.
        assert path.stem != "exempelby-komplett-2026" or not told
        if agreement is None or agreement.press is None:
            continue
        releases: list[Any] = [item or agreement.press for item in kind.items(agreement)]
        for said, lacking in (
            ("inget citat", [one for one in releases if not one.quotes]),
            ("dagen för publicering saknas", [one for one in releases if one.published is None]),
        ):
            assert sum(said in message for message in told) == len(lacking), (path.stem, said)
