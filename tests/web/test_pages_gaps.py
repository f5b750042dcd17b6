"""Every gap that is seen in a document beside the form is a link to a field that is there, or says why it is none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from iopdocs.explaining.explanation import Explanation
from tests.conftest import ROOT
from tests.support.pages import Pages

#: Only the keys that are required.
LEAST = "id: prov\nparter:\n  - {namn: Exempelby kommun}\n"
WRITTEN = [*(ROOT / "agreements").glob("*.yaml"), *(ROOT / "tests" / "agreements").glob("*.yaml")]
TEXTS = {"minst": LEAST, **{path.stem: path.read_text(encoding="utf-8") for path in sorted(WRITTEN)}}
WHY = "(följer av det andra, när det är ifyllt)"
SIGNERS = """id: prov
parter:
  - {namn: Exempelby kommun, roll: offentlig, undertecknare: [{titel: ordförande}]}
  - {namn: Exempeljouren, roll: idéburen, undertecknare: [{titel: kassör}, {namn: Ida Utkastdotter}]}
"""


def opened(root: Path, text: str) -> tuple[Pages, str]:
    (root / "templates").symlink_to(ROOT / "templates")
    (root / "iopdocs.yaml").symlink_to(ROOT / "iopdocs.yaml")
    (root / "agreements").mkdir()
    (root / "agreements" / "a.yaml").write_text(text, encoding="utf-8")
    pages = Pages(root)
    return pages, f"/avtal/{next(iter(pages.app.state.desk.files()))}"


def found_out(pages: Pages, road: str, stem: str) -> str:
    """Return a document's page when the fields of its gaps have been found out."""
    return str(pages.get(f"{road}/visa/{stem}?luckor=ja").text)


@pytest.mark.thorough(every=9)
@pytest.mark.parametrize("name", TEXTS)
def test_every_gap_in_every_document_leads_to_a_field_or_says_why_not(tmp_path: Path, name: str) -> None:
    pages, road = opened(tmp_path, TEXTS[name])
    form = pages.get(road).text
    stems = re.findall(r'<option value="([a-z0-9-]+)"', form.partition('id="dokument"')[2].partition("</select>")[0])
    assert stems
    lost = []
    for stem in stems:
        page = found_out(pages, road, stem)
        for link, label, after in re.findall(
            r"<mark>(?:<a href=\"([^\"]+)\"[^>]*>)?\[saknas: ([^\]]*)\](.{0,70})", page
        ):
            if not (f'id="{link.partition("#")[2]}"' in form if link else WHY in after):
                lost.append((stem, label, link))
    assert lost == []


def test_the_signatories_gaps_lead_to_their_own_records(tmp_path: Path) -> None:
    pages, road = opened(tmp_path, SIGNERS)
    page = found_out(pages, road, "overenskommelse")
    led = re.findall(r'<a href="[^"#]*#f-([^"]+)"[^>]*>\[saknas: undertecknarens (namn|titel)\]', page)
    assert led == [
        ("parter.0.undertecknare.0.namn", "namn"),
        ("parter.1.undertecknare.0.namn", "namn"),
        ("parter.1.undertecknare.1.titel", "titel"),
    ]


def test_what_is_known_of_the_gaps_is_found_out_once_while_one_of_them_is_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages, road = opened(tmp_path, LEAST)
    found_out(pages, road, "overenskommelse")
    asked = []
    begin = Explanation.begin
    monkeypatch.setattr(Explanation, "begin", lambda *given: asked.append(1) or begin(*given))
    file = tmp_path / "agreements" / "a.yaml"
    for more in ("diarienummer: KS 2026/1\n", "diarienummer: KS 2026/12\n"):
        file.write_text(LEAST + more, encoding="utf-8")
        page = pages.get(f"{road}/visa/overenskommelse").text
        assert "[saknas: diarienummer]" not in page
        assert re.search(r'#f-parter\.0\.orgnr"[^>]*>\[saknas: organisationsnummer\]', page)
    assert asked == []


def test_a_document_does_not_wait_for_what_its_gaps_lead_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages, road = opened(tmp_path, SIGNERS)
    monkeypatch.setattr(Explanation, "begin", lambda *_: pytest.fail("the document is explained"))
    page = pages.get(f"{road}/visa/overenskommelse?text=abc").text
    led = re.findall(r'<mark><a href="([^"]+)" target="_parent" data-lucka>\[saknas: ', page)
    many = page.partition("<body>")[2].count("[saknas: ")
    assert many > 10
    assert led == [f"{road}/visa/overenskommelse/lucka/{number}?text=abc" for number in range(many)]


def test_without_a_script_a_gap_leads_on_to_its_field_all_the_same(tmp_path: Path) -> None:
    pages, road = opened(tmp_path, SIGNERS)
    page = pages.get(f"{road}/visa/overenskommelse").text
    led = re.findall(r'<a href="([^"]+)"[^>]*>\[saknas: undertecknarens titel\]', page)
    answer = pages.get(led[0])
    assert answer.status == 303
    assert answer.headers["location"] == f"{road}?dokument=overenskommelse#f-parter.1.undertecknare.1.titel"


def test_a_gap_that_there_is_none_of_leads_to_the_list_of_what_is_left(tmp_path: Path) -> None:
    pages, road = opened(tmp_path, SIGNERS)
    answer = pages.get(f"{road}/visa/overenskommelse/lucka/10000")
    assert answer.headers["location"] == f"{road}?kvar=ja&dokument=overenskommelse"


UNAPPROVED = """id: prov
parter:
  - {namn: Exempelby kommun, roll: offentlig}
  - {namn: Exempeljouren, roll: idéburen}
press:
  citat:
    - {namn: Ida Utkastdotter, text: Det blir bra, godkänt: ja, källa: brev}
    - {namn: Bo Exempelsson, text: Det blir dyrt, källa: brev}
"""


def test_a_quote_that_nobody_has_approved_is_in_the_list_of_what_is_left_with_its_own_field(tmp_path: Path) -> None:
    pages, road = opened(tmp_path, UNAPPROVED)
    page = pages.get(f"{road}?kvar=ja&dokument=pressmeddelande").text
    led = re.search(r'<a href="[^"#]*#(f-[^"]+)">godkännande av citatet av Bo Exempelsson', page)
    assert led is not None
    assert led[1] == "f-press.citat.1.godkänt"
    assert f'id="{led[1]}"' in page
    assert "av Ida Utkastdotter" not in page


def test_what_no_paragraph_shows_is_not_said_to_come_by_itself(tmp_path: Path) -> None:
    pages, road = opened(tmp_path, UNAPPROVED)
    page = pages.get(f"{road}?kvar=ja&dokument=pressmeddelande").text
    items = re.findall(r"<li>(.*?)</li>", page.partition('class="saknas"')[2].partition("</ul>")[0], re.DOTALL)
    assert items
    for one in items:
        assert "godkännande" not in one or "Följer av det andra" not in one
