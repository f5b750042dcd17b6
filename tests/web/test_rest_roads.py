"""What the service answers: the same as the command line says of the same agreement, and where in what was sent."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
import yaml
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from iopdocs.usecases.answers.base import problems_json
from iopdocs.usecases.check import check
from iopdocs.usecases.render import FORMATS
from iopdocs.usecases.status import status_to_leave
from iopdocs.web.api.openapi import described
from iopdocs.web.api.roads import GAPS, REMARKS, ROADS
from iopdocs.web.api.work import warm
from iopdocs.word.contents import contents_of
from iopdocs.workspace import Workspace
from tests.support import records
from tests.support.pages import DAY, Answer
from tests.support.service import JSON, Service

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return records.workspace(tmp_path_factory.mktemp("arbete"))


@pytest.fixture
def service(root: Path) -> Service:
    return Service(root)


def valid(answer: Answer, road: str, method: str = "post") -> dict:  # type: ignore[type-arg]
    """Return what was answered, when it is as the description says; a judge that is not ours compares them."""
    whole = described()
    said = whole["paths"][f"/api/{road}"][method]["responses"][str(answer.status)]
    if "$ref" in said:
        said = whole["components"]["responses"][said["$ref"].rpartition("/")[2]]
    kind = answer.headers["content-type"]
    assert kind in said["content"]
    data = json.loads(answer.body)
    schema = {**said["content"][kind]["schema"], "components": whole["components"]}
    assert [one.message for one in OAS31Validator(schema).iter_errors(data)] == []
    return data  # type: ignore[no-any-return]


def as_json(text: str) -> str:
    return json.dumps(yaml.load(text, yaml.BaseLoader), ensure_ascii=False)  # noqa: S506 - it makes texts alone


def bare(problems: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return problems as the command line tells them: without a place in what was sent, and under the file's name."""
    return [{key: value for key, value in one.items() if key not in ("pekare", "fil")} for one in problems]


def test_the_description_is_openapi_as_its_own_makers_check_it() -> None:
    OpenAPIV31SpecValidator(described()).validate()
    assert set(described()["paths"]) == {f"/api/{road.name}" for road in ROADS} | {
        "/api", "/api/openapi.json", "/api/lever"
    }  # fmt: skip


def test_the_description_is_served_and_its_page_has_no_script(service: Service) -> None:
    assert json.loads(service.get("/api/openapi.json", authorization="").body) == described()
    page = service.get("/api", authorization="").text
    assert "<script" not in page
    assert "http" not in page.replace("application/", "").replace("HTTP", "").replace("http-equiv", "")
    for road in ROADS:
        assert road.path in page
    assert service.get("/api/lever", authorization="").status == 204


def test_checking_says_what_the_command_line_says(service: Service, root: Path) -> None:
    text = records.data() + "okänd: ja\n"
    file = records.write(root, text)
    found = check(Workspace(root), (file,), DAY)
    expected = [one.model_dump(by_alias=True, mode="json") for one in problems_json(found.files[0].problems)]
    answer = valid(service.post("/api/kontroll", text), "kontroll")
    assert sorted(map(str, bare(answer["problem"]))) == sorted(map(str, bare(expected)))
    assert (answer["kommando"], answer["dag"], answer["slutkod"]) == ("check", str(DAY), 1)
    records.write(root, records.data())


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("id: a\nparter:\n  - roll: kommun\n    orgnr: 1\n", "ogiltigt-värde", "/parter/0/orgnr"),
        ("id: a\nparter: []\nokänd: x\n", "okänd-nyckel", "/okänd"),
        ("id: a\na/b~c: x\nparter: []\n", "okänd-nyckel", "/a~1b~0c"),
        ("a: [", "yaml", None),
        ("", "tom-fil", None),
        ("a: &x [1]\nb: *x\n", "ankare", None),
    ],
)
def test_a_fault_has_its_place_in_what_was_sent(service: Service, text: str, code: str, place: str | None) -> None:
    answer = valid(service.post("/api/kontroll", text), "kontroll")
    assert (code, place) in {(one["kod"], one["pekare"]) for one in answer["problem"]}
    assert answer["slutkod"] == 1


def test_json_is_the_same_agreement(service: Service) -> None:
    text = records.data()
    one, other = service.post("/api/kontroll", text), service.post("/api/kontroll", as_json(text), JSON)
    lineless = [[{**each, "rad": 0} for each in valid(x, "kontroll")["problem"]] for x in (one, other)]
    assert lineless[0] == lineless[1]
    made = [service.post("/api/dokument", body, kind) for body, kind in ((text, "text/yaml"), (as_json(text), JSON))]
    assert [answer.status for answer in made] == [200, 200]
    assert contents_of(made[0].body) == contents_of(made[1].body)


def test_one_document_comes_as_it_is_and_several_in_an_archive_with_what_is_to_be_said(service: Service) -> None:
    one = service.post("/api/dokument", records.data())
    assert (one.status, one.headers["content-type"]) == (200, DOCX)
    assert one.headers["content-disposition"] == "attachment; filename*=UTF-8''overenskommelse.docx"
    assert (one.headers[GAPS], one.headers[REMARKS].isdigit()) == ("0", True)
    formats = "&".join(f"format={name}" for name in FORMATS if name != "pdf")
    several = service.post(f"/api/dokument?{formats}", records.data())
    assert several.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(several.body)) as archive:
        assert sorted(archive.namelist()) == sorted(
            ["svar.json", *(f"overenskommelse.{name}" for name in FORMATS if name != "pdf")]
        )
        assert archive.testzip() is None
        about = json.loads(archive.read("svar.json"))
        assert contents_of(archive.read("overenskommelse.docx")) == contents_of(one.body)
    assert (about["klart"], about["fil"]) == (True, "avtal 1")
    assert service.post("/api/dokument?zip=ja", records.data()).headers["content-type"] == "application/zip"


def test_a_gap_is_counted_and_keeps_a_final_version_from_being_made(service: Service) -> None:
    text = records.data().replace("  förnamn: ", "  x: ").replace("tid: 6 månader", "tid: okänt")
    assert int(service.post("/api/dokument", text).headers.get(GAPS, "0")) > 0
    refused = valid(service.post("/api/dokument?slutlig=ja", text), "dokument")
    assert refused["status"] == 422
    assert refused["problem"]
    assert service.post("/api/dokument?slutlig=ja", records.data()).status == 200


def test_what_cannot_be_read_gives_no_document_and_all_that_is_wrong(service: Service) -> None:
    answer = service.post("/api/dokument", "id: a\nparter:\n  - roll: x\nokänd: y\n")
    refused = valid(answer, "dokument")
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"/parter/0/roll", "/okänd"} <= {one["pekare"] for one in refused["problem"]}


def test_where_an_agreement_stands_is_what_the_command_line_says(service: Service, root: Path) -> None:
    expected = status_to_leave(Workspace(root), (), DAY).as_json().model_dump(by_alias=True, mode="json")["resultat"]
    (found,) = valid(service.post("/api/status", records.data()), "status")["resultat"]
    assert {**found, "fil": ""} == {**expected[0], "fil": ""}
    calendar = service.post("/api/status?format=ics", records.data())
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert calendar.body.startswith(b"BEGIN:VCALENDAR")
    assert service.post("/api/status?format=html", records.data()).body.startswith(b"<!DOCTYPE html>")


def test_agreements_that_are_sent_together_know_of_one_another(service: Service) -> None:
    old, new = records.data(), records.data(more="ersätter: exempelby-gammalt\n").replace(records.ID, "exempelby-nytt")
    old = old.replace(records.ID, "exempelby-gammalt")
    alone = valid(service.post("/api/kontroll", new), "kontroll")
    told = [one for one in alone["problem"] if one["kod"] == "ersätter-okänt"]
    assert ["bredvid" in one["råd"] for one in told] == [True]
    beside = valid(service.send("/api/kontroll", [new], [old]), "kontroll")
    assert [one["fil"] for one in beside["resultat"]] == ["avtal 1"]
    assert "ersätter-okänt" not in {one["kod"] for one in beside["problem"]}
    twice = valid(service.send("/api/kontroll", [old, old]), "kontroll")
    assert "samma-id" in {one["kod"] for one in twice["problem"]}
    both = valid(service.send("/api/status", [old, new]), "status")
    assert [one["avtal"] for one in both["resultat"][0]["efterträdare"]] == ["exempelby-nytt"]


def test_law_clauses_and_versions_are_looked_up(service: Service) -> None:
    law = valid(service.get("/api/lag?lagrum=SoL 5:11&dag=20 december 2021"), "lag", "get")
    assert law["resultat"][0]["lagrum"] == "5:11"
    assert law["dag"] == "2021-12-20"
    assert valid(service.get("/api/lag?lagrum=finns inte"), "lag", "get")["slutkod"] == 1
    clause = valid(service.get("/api/klausuler?id=uppsagning"), "klausuler", "get")
    assert clause["lyder"]
    assert len(valid(service.get("/api/klausuler"), "klausuler", "get")["resultat"]) > 1
    assert valid(service.get("/api/klausuler?id=finns-inte"), "klausuler", "get")["status"] == 404
    version = valid(service.get("/api/version"), "version", "get")
    assert [one["id"] for one in version["resultat"]] == [records.KIND]
    assert set(version["format"]) <= set(FORMATS)


def test_a_change_of_a_template_is_seen_at_once(tmp_path: Path) -> None:
    service = Service(records.workspace(tmp_path))
    before = service.post("/api/dokument?format=txt", records.data()).text
    described_in = tmp_path / "templates" / records.KIND / "dokument.yaml"
    changed = records.DESCRIPTION.replace("rubrik: Upphörande", "rubrik: Hur det tar slut")
    described_in.write_text(changed, encoding="utf-8")
    after = service.post("/api/dokument?format=txt", records.data()).text
    assert ("Hur det tar slut" in before, "Hur det tar slut" in after) == (False, True)


def test_without_a_day_it_is_the_day_that_the_service_says(root: Path) -> None:
    answer = Service(root, date(2030, 5, 1)).post("/api/status", records.data())
    assert valid(answer, "status")["dag"] == "2030-05-01"


def test_a_workspace_that_no_document_can_be_made_of_says_why(tmp_path: Path) -> None:
    root = records.workspace(tmp_path)
    (root / "templates" / records.KIND / "mall.docx").write_bytes(b"PK")
    found, stops = warm(root, DAY)
    assert stops
    assert found
    answer = valid(Service(root).post("/api/dokument", records.data()), "dokument")
    assert answer["status"] in (422, 500)
    assert str(root) not in json.dumps(answer)


SHELTER = "Hemliga vägen 7"


def test_the_houses_own_faults_are_the_services_and_say_nothing_that_is_protected(tmp_path: Path) -> None:
    root = records.workspace(tmp_path)
    settings = f"regler: {{påhittad: ja}}\nskyddade_adresser: [{SHELTER}]\n"
    (root / "iopdocs.yaml").write_text(settings, encoding="utf-8")
    for road in ("dokument", "kontroll", "status"):
        answer = Service(root).post(f"/api/{road}", records.data())
        assert answer.status == 500, road
        assert SHELTER not in answer.text
        assert valid(answer, road)["problem"]


def test_no_file_of_the_workspace_is_named_to_who_asks(tmp_path: Path) -> None:
    root = records.workspace(tmp_path)
    (root / "agreements" / "jouren-ekens-flytt.yaml").write_text("parter: [", encoding="utf-8")
    for road in ("dokument?format=txt", "kontroll"):
        answer = Service(root).post(f"/api/{road}", records.data())
        assert "ekens" not in answer.text + str(answer.headers)
