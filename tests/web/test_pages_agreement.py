"""An agreement in the workbench: filled in, saved, undone, changed by two at once, and shown as it would read."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from iopdocs.model import Agreement
from iopdocs.usecases.form_keys import keys_of
from tests.support.cli import make_workspace
from tests.support.pages import Answer, Pages

TEXT = """# Överst
id: prov-2026   # avtalets id
dokumentnamn: "Avtal"
# Parterna
parter:
  - {id: kommunen, typ: kommun, namn: Exempelby kommun}
  # Den andra
  - id: jouren
    typ: förening
    namn: Exempeljouren
# Sist
exemplar: 2
"""


class Form:
    """A page's form as a browser without script would send it."""

    def __init__(self, page: Answer) -> None:
        text = page.text[page.text.index('id="formular"') :]
        text = text[: text.index("</form>")]
        self.fields: dict[str, Any] = {}
        found = re.compile(
            r'<input type="hidden" name="([^"]*)" value="([^"]*)"|<input id="[^"]*" name="([^"]*)" value="([^"]*)"'
            r'|<textarea id="[^"]*" name="([^"]*)"[^>]*>\n?([^<]*)</textarea>'
            r'|<select id="[^"]*" name="([^"]*)"[^>]*>(.*?)</select>',
            re.DOTALL,
        )
        for one in found.finditer(text):
            groups = [group for group in one.groups() if group is not None]
            name, value = groups[0], groups[1]
            if one[7]:
                chosen = re.search("<option selected>([^<]*)<", value)
                value = chosen[1] if chosen else ""
            known = self.fields.get(html.unescape(name))
            value = html.unescape(value)
            self.fields[html.unescape(name)] = (
                value if known is None else [*([known] if isinstance(known, str) else known), value]
            )

    def __call__(self, act: str = "spara", **changed: str) -> dict[str, Any]:
        named = {name.replace("__", "."): value for name, value in changed.items()}
        assert named.keys() <= self.fields.keys()
        return {**self.fields, **named, "gor": act}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = make_workspace(tmp_path)
    (made / "agreements" / "prov.yaml").write_text(TEXT, encoding="utf-8")
    return made


def file(root: Path) -> str:
    return (root / "agreements" / "prov.yaml").read_text(encoding="utf-8")


def test_saving_a_form_that_nobody_changed_changes_no_byte(pages: Pages, root: Path, road: str) -> None:
    answer = pages.post(road, Form(pages.get(road))())
    assert answer.status == 303
    assert file(root) == TEXT
    assert not (root / "historik").exists()


def test_one_field_is_one_line_and_comments_stay(pages: Pages, root: Path, road: str) -> None:
    form = Form(pages.get(road))
    pages.post(road, form(partnerskap="Huset: nytt # namn", parter__1__namn="Provjouren"))
    expected = TEXT.replace("namn: Exempeljouren", "namn: Provjouren").replace(
        '"Avtal"\n', "\"Avtal\"\npartnerskap: 'Huset: nytt # namn'\n"
    )
    assert file(root) == expected


def test_records_are_added_moved_and_removed_without_script(pages: Pages, root: Path, road: str) -> None:
    more = pages.post(road, Form(pages.get(road))("till:parter"))
    assert more.status == 200
    assert file(root) == TEXT
    form = Form(more)
    assert form.fields["parter"] == ["0", "1", "ny1"]
    moved = Form(pages.post(road, form("upp:parter:ny1", **{"parter.ny1.namn": "Tredje föreningen"})))
    assert moved.fields["parter"] == ["0", "ny1", "1"]
    gone = Form(pages.post(road, moved("bort:parter:0")))
    assert pages.post(road, gone()).status == 303
    names = re.findall(r"\bnamn: (.*)", file(root).replace('"', ""))
    assert names == ["Tredje föreningen", "Exempeljouren"]
    for comment in ("# Överst", "# avtalets id", "# Parterna", "# Sist"):
        assert comment in file(root)


def test_a_fault_stands_beside_its_field_with_the_terminals_words(pages: Pages, root: Path, road: str) -> None:
    page = pages.post(road, Form(pages.get(road))("prova", parter__0__orgnr="1234"))
    about = page.text[page.text.index('id="p-parter.0.orgnr"') :]
    about = about[: about.index("</ul>")]
    (root / "agreements" / "annan.yaml").write_text(
        TEXT.replace("namn: Exempelby", "orgnr: 1234, namn: Exempelby").replace("prov-2026", "annan-2026"),
        encoding="utf-8",
    )
    found = pages.app.state.desk.workspace.load(root / "agreements" / "annan.yaml").problems
    assert found
    assert html.escape(found[0].sentence) in about
    assert 'href="#f-parter.0.orgnr"' in page.text
    assert file(root) == TEXT


def test_what_is_typed_is_tried_and_shown_though_it_is_wrong(pages: Pages, road: str) -> None:
    said = json.loads(
        pages.post(f"{road}/prova", Form(pages.get(road))(parter__0__orgnr="1", partnerskap="Nya huset")).body
    )
    assert "parter.0.orgnr" in said["fel"]
    shown = pages.get(f"{road}/visa/overenskommelse?text={said['text']}")
    assert "Nya huset" in shown.text
    assert "Exempeljouren" in shown.text


def test_a_gap_leads_to_its_field_in_a_frame_where_nothing_runs(pages: Pages, road: str) -> None:
    page, shown = pages.get(road), pages.get(f"{road}/visa/overenskommelse?luckor=ja")
    led = re.findall(rf'<a href="{road}#([^"]+)" target="_parent">', shown.text)
    assert len(led) > 3
    for name in led:
        assert f'id="{name}"' in page.text
    policy = shown.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "allow-scripts" not in policy + page.text
    assert "sandbox" in policy


def test_two_who_change_different_things_lose_nothing(pages: Pages, root: Path, road: str) -> None:
    form = Form(pages.get(road))
    (root / "agreements" / "prov.yaml").write_text(TEXT.replace("exemplar: 2", "exemplar: 3"), encoding="utf-8")
    answer = pages.post(road, form(partnerskap="Huset"))
    assert answer.status == 409
    assert "exemplar: 3" in file(root)
    assert "-exemplar: 3" in answer.text
    assert "Spara båda" in answer.text
    base = re.search('name="bas" value="([^"]*)"', answer.text)
    both = re.search(r'<textarea name="text" hidden>\n([^<]*)</textarea>', answer.text)
    assert base
    assert both
    sent = {"bas": base[1], "text": html.unescape(both[1]), "gor": "spara"}
    assert pages.post(f"{road}/fil", sent).status == 303
    assert "exemplar: 3" in file(root)
    assert "partnerskap: Huset" in file(root)


def test_two_who_change_the_same_thing_choose_themselves(pages: Pages, root: Path, road: str) -> None:
    form = Form(pages.get(road))
    (root / "agreements" / "prov.yaml").write_text(TEXT.replace("exemplar: 2", "exemplar: 3"), encoding="utf-8")
    answer = pages.post(road, form(exemplar="4"))
    assert answer.status == 409
    assert "Spara båda" not in answer.text
    assert "exemplar: 4" in answer.text


def test_a_save_can_be_undone_and_the_undoing_too(pages: Pages, root: Path, road: str) -> None:
    pages.post(road, Form(pages.get(road))(exemplar="5"))
    page = pages.get(f"{road}/historik?nummer=1")
    assert "-exemplar: 5" in page.text
    base = re.search('name="bas" value="([^"]*)"', page.text)
    assert base
    assert pages.post(f"{road}/historik", {"bas": base[1], "nummer": "1"}).status == 303
    assert file(root) == TEXT
    assert "exemplar: 5" in (root / "historik" / road.rpartition("/")[2] / "000002.yaml").read_text(encoding="utf-8")


def test_the_file_itself_is_saved_whole_and_never_when_it_cannot_be_read(pages: Pages, root: Path, road: str) -> None:
    page = pages.get(f"{road}/fil")
    base = re.search('name="bas" value="([^"]*)"', page.text)
    assert base
    bad = pages.post(f"{road}/fil", {"bas": base[1], "text": "id: [trasig\n", "gor": "spara"})
    assert bad.status == 422
    assert "id: [trasig" in bad.text
    assert file(root) == TEXT
    assert pages.post(f"{road}/fil", {"bas": base[1], "text": TEXT + "status: förslag\r\n"}).status == 303
    assert file(root) == TEXT + "status: förslag\n"


def test_line_ends_and_the_mark_of_the_file_stay(pages: Pages, root: Path, road: str) -> None:
    there = root / "agreements" / "prov.yaml"
    there.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    pages.post(road, Form(pages.get(road))(exemplar="7"))
    assert (
        there.read_bytes()
        == b"\xef\xbb\xbf" + TEXT.replace("exemplar: 2", "exemplar: 7").replace("\n", "\r\n").encode()
    )


def test_a_link_out_of_the_workspace_has_no_page(
    pages: Pages, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    away = tmp_path_factory.mktemp("annan") / "ute.yaml"
    away.write_text(TEXT.replace("prov-2026", "ute-2026"), encoding="utf-8")
    (root / "agreements" / "lank.yaml").symlink_to(away)
    key = pages.app.state.desk.key(root / "agreements" / "lank.yaml")
    assert pages.get(f"/avtal/{key}").status == 404
    assert pages.post(f"/avtal/{key}/fil", {"text": "id: x", "bas": ""}).status == 409
    assert "ute-2026" in away.read_text(encoding="utf-8")


def test_what_is_protected_is_in_no_preview_also_before_it_is_saved(pages: Pages, road: str) -> None:
    text = TEXT.replace(
        "    namn: Exempeljouren",
        "    namn: Exempeljouren\n    orgnr: fel\n    adress: {gata: Hemliga gatan 7, skyddad: ja}",
    )
    text += "partnerskap: Huset på Hemliga gatan 7\n"
    kept = pages.app.state.desk.remember(text)
    shown = pages.get(f"{road}/visa/overenskommelse?text={kept}")
    assert "emliga" not in shown.text
    assert "visas inte" in shown.text


def test_the_list_of_the_forms_parts_leads_to_each_of_them(pages: Pages, road: str) -> None:
    page = pages.get(road).text
    parts = page.partition('aria-label="Formulärets delar"')[2].partition("</nav>")[0]
    led = re.findall(r'<a href="#(f-[^"]+)">', parts)
    holding = [one.key for one in keys_of(Agreement) if one.holds_records]
    assert [one for one in led if "." not in one] == [f"f-{name}" for name in holding]
    assert len(holding) > 10
    assert len(led) > len(holding)
    for one in led:
        assert page.count(f'id="{one}"') == 1
