"""An agreement in Word taken in by the workbench: each proposal beside its sentence, taken or dropped by a person."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.samples.word_texts import word_file
from tests.support.cli import make_workspace
from tests.support.pages import Pages

TEXT = """# Överenskommelse
Mellan Exempelby kommun, org.nr 299999-0001, nedan kallad kommunen, och Kvinnojouren Linden, nedan kallad jouren.
## Parter
Kvinnojouren Linden
Adress: Hemliga gatan 5, 999 98 Exempelby
## Uppsägning
Uppsägningstiden är sex månader.
Uppsägningstid: 3 månader
## <script>alert(1)</script>
Handlingarna bevaras <b>alltid</b>.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path)


def test_a_person_takes_and_drops_and_the_form_of_the_agreement_opens(root: Path) -> None:
    pages = Pages(root)
    assert "/las-in" in pages.get("/nytt").text
    answer = pages.give("/las-in", {"fil": ("avtal.docx", word_file(TEXT))})
    assert answer.status == 303
    road = answer.headers["location"]
    shown = pages.get(road).text
    assert "org.nr 299999-0001" in shown and "6 månader" in shown and "<script>alert" not in shown
    assert "Handlingarna bevaras &lt;b&gt;alltid" in shown
    number = {
        key: re.search(rf'value="(\d+)"[^>]*>\s*<strong>{re.escape(key)}<', shown)[1]  # type: ignore[index]
        for key in ("parter[1]", "parter[2]", "parter[2].adress", "uppsägning.tid", "dokumentnamn")
    }
    unknown = pages.post(road, {"ta": [number["uppsägning.tid"]], "id": "nytt-2026"})
    assert unknown.status == 422 and "har flera svar" in unknown.text
    assert not (root / "agreements" / "nytt-2026.yaml").exists()
    fields = {
        "ta": list(number.values()), "id": "nytt-2026", f"varde-{number['uppsägning.tid']}": "3 månader",
        f"skyddad-{number['parter[2].adress']}": "ja", f"varde-{number['dokumentnamn']}": "samverkansavtal",
    }  # fmt: skip
    made = pages.post(road, fields)
    assert made.status == 303
    text = (root / "agreements" / "nytt-2026.yaml").read_text(encoding="utf-8")
    assert "tid: 3 månader" in text and "skyddad: ja" in text and "dokumentnamn: samverkansavtal" in text
    assert "299999-0001" not in text.split("antaganden:")[0]
    assert pages.get(made.headers["location"]).status == 200
    again = pages.post(road, fields)
    assert again.status == 422 and "har redan ett avtal" in again.text


def test_what_is_no_word_file_is_refused_and_nothing_is_sent_by_others(root: Path) -> None:
    pages = Pages(root)
    refused = pages.give("/las-in", {"fil": ("avtal.docx", b"PK\x03\x04")})
    assert refused.status == 422 and "ingen hel Word-fil" in refused.text
    assert pages.give("/las-in", {"fil": ("avtal.docx", b"")}).status == 422
    assert pages.give("/las-in", {"fil": ("a.docx", word_file(TEXT))}, {"nyckel": "fel"}).status == 403
    assert pages.get("/las-in/0123456789abcdef").status == 404
