"""Who the service lets in, what it refuses, and what it never tells."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest

from iopdocs.web.api import work as working
from iopdocs.web.api.roads import ROADS
from iopdocs.web.api.work import Task
from iopdocs.web.gate import MAX_BODY
from tests.support import records
from tests.support.pages import Answer
from tests.support.service import HOST, KEY, YAML, Service

HIDDEN = "Gömgatan 12"
HIDES = f"""id: gomt-2024
parter:
  - roll: förening
    namn: Jouren
    adress: {{gata: {HIDDEN}, postnummer: 123 45, ort: Exempelby, skyddad: ja}}
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return records.workspace(tmp_path_factory.mktemp("arbete"))


@pytest.fixture
def service(root: Path) -> Service:
    return Service(root)


def codes(answer: Answer) -> set[str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return {one["kod"] for one in json.loads(answer.body)["problem"]}


@pytest.mark.parametrize("road", [road.path for road in ROADS] + ["/api/finns-inte", "/"])
@pytest.mark.parametrize(
    "shown",
    ["", "Bearer", "Bearer ", f"Bearer {KEY}x", f"Bearer {KEY[1:]}", f"Basic {KEY}", KEY, f"Bearer {KEY},{KEY}"],
)
def test_nothing_is_done_for_whoever_has_no_key(service: Service, road: str, shown: str) -> None:
    answer = service.post(road, records.data(), authorization=shown)
    assert answer.status == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert codes(answer) == {"nyckel"}


def test_a_key_in_an_address_or_a_cookie_opens_nothing_and_beside_a_right_one_it_is_refused(service: Service) -> None:
    for name in ("token", "access_token", "nyckel"):
        assert service.get(f"/api/version?{name}={KEY}", authorization="").status == 401
        assert service.get("/api/version", authorization="", cookie=f"{name}={KEY}").status == 401
        assert service.get(f"/api/version?{name}={KEY}").status == 400
    assert not any(KEY in str(note) for note in service.log)


@pytest.mark.parametrize("host", ["", "exempel.se", f"{HOST}:80", f"{HOST}.", f"x.{HOST}", "127.0.0.1", f"{HOST}@x"])
def test_another_host_is_misdirected_also_with_the_key(service: Service, host: str) -> None:
    assert service.get("/api/version", host=host).status == 421
    assert service.get("/api/lever", host=host).status == 421
    assert service.get("/api/version", host=HOST.upper()).status == 200


def test_every_answer_has_the_same_headers(service: Service) -> None:
    answers = (
        service.get("/api"), service.get("/api/lever"), service.get("/api/version"), service.get("/api/x"),
        service.get("/api/version", authorization=""), service.get("/api/version", host="x"),
        service.post("/api/lag", ""), service.post("/api/kontroll", ""), service.post("/api/dokument", records.data()),
    )  # fmt: skip
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["content-security-policy"].startswith("default-src 'none';")
        assert not any(name.startswith("access-control") for name in answer.headers)


@pytest.mark.parametrize(
    "road",
    [
        "/api/dokument?typp=x",
        "/api/dokument?format=exe",
        "/api/dokument?slutlig=true",
        "/api/dokument?dag=i%20morgon",
        "/api/dokument?dag=2026-01-01&dag=2026-01-02",
        "/api/dokument?typ=finns-inte",
        "/api/dokument?typ=../../etc/passwd",
        "/api/dokument?typ=" + "a" * 300,
        "/api/status?format=pdf",
    ],
)
def test_a_slip_in_the_address_is_told_and_not_passed_over(service: Service, road: str) -> None:
    answer = service.post(road, records.data())
    assert answer.status == 400
    assert codes(answer) <= {"fel-användning", "okänd-dokumenttyp"}
    assert service.get("/api/lag").status == 400


def test_what_is_neither_yaml_nor_json_is_not_guessed_at(service: Service) -> None:
    for kind in ("", "application/x-www-form-urlencoded", "text/html", "application/pdf"):
        assert service.post("/api/kontroll", records.data(), kind).status == 415
    for body in (b"", b"--x\r\n", b"\xff", b"--x\r\nContent-Disposition: form-data\r\n\r\nx\r\n--x--\r\n"):
        assert service.post("/api/kontroll", body, "multipart/form-data; boundary=x").status == 400
    assert service.post("/api/kontroll", b"x", "multipart/form-data").status == 400
    assert service.send("/api/kontroll", []).status == 400
    assert service.send("/api/dokument", [records.data()] * 2).status == 400
    assert service.send("/api/kontroll", ["id: a"] * 101).status == 400


def test_another_method_is_told_which_there_is(service: Service) -> None:
    answer = service.get("/api/kontroll")
    assert (answer.status, answer.headers["allow"]) == (405, "POST")
    assert service.get("/api/finns-inte").status == 404


def test_what_is_too_much_is_refused_whether_it_says_so_or_not(service: Service) -> None:
    for length in (str(MAX_BODY + 1), "-1", "²", "9" * 5000):
        assert service.ask("POST", "/api/kontroll", b"", {"content_type": YAML, "content_length": length}).status == 413
    body = b"a: " + b"b" * MAX_BODY
    assert service.post("/api/kontroll", body, content_length="").status == 413
    form = b'--x\r\nContent-Disposition: form-data; name="avtal"\r\n\r\n' + body
    assert service.post("/api/kontroll", form, "multipart/form-data; boundary=x", content_length="").status == 413
    answer = service.post("/api/kontroll", b"a: " + b"b" * 3_000_000)
    assert codes_of_answer(answer) == {"för-stor-fil"}


def codes_of_answer(answer: Answer) -> set[str]:
    assert answer.status == 200
    return {one["kod"] for one in json.loads(answer.body)["problem"]}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "ankare"),
        ("a: !!python/object/apply:os.system [id]\n", "tagg"),
        ("[" * 50 + "]" * 50, "för-djupt"),
        ("a: " + "b" * 60_000, "för-stor-fil"),
        ("id: a\n---\nid: b\n", "flera-dokument"),
        (b"PK\x03\x04", "teckenkodning"),
        (b"id: \xe5\n", "teckenkodning"),
    ],
)
def test_a_hostile_file_is_refused_as_on_the_command_line(service: Service, text: str | bytes, code: str) -> None:
    assert code in codes_of_answer(service.post("/api/kontroll", text))
    assert service.post("/api/dokument", text).status == 422


def test_what_is_protected_here_or_in_what_is_sent_is_in_no_answer(tmp_path: Path) -> None:
    root = records.workspace(tmp_path)
    service = Service(root)
    telling = records.data().replace("  initiativ: ", f"  initiativ: Huset ligger på {HIDDEN}, ")
    assert HIDDEN in telling
    assert service.post("/api/dokument", telling).status == 200
    beside = service.send("/api/dokument", [telling], [HIDES])
    assert beside.status == 422
    records.write(root, HIDES, "gomt.yaml")
    for answer in (beside, service.post("/api/dokument", telling), service.post("/api/kontroll", telling)):
        assert "skyddad-adress" in {one["kod"] for one in json.loads(answer.body)["problem"]}
        assert HIDDEN not in answer.text
        assert "gomt" not in answer.text
    assert json.loads(service.post("/api/status", telling).body)["resultat"] == []


def test_nothing_of_the_workspaces_own_agreements_is_told(tmp_path: Path) -> None:
    root = records.workspace(tmp_path)
    follows = records.data(more=f"ersätter: {records.ID}\n").replace(f"id: {records.ID}", "id: exempelby-nytt")
    answer = Service(root).post("/api/kontroll", follows)
    assert "ersätter-okänt" in codes_of_answer(answer)
    assert "agreements" not in answer.text
    same = Service(root).post("/api/kontroll", records.data())
    assert "samma-id" not in codes_of_answer(same)


def test_nothing_is_written_and_nothing_that_was_sent_is_noted(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = records.workspace(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    service = Service(root)
    for road in ("dokument?slutlig=ja", "dokument?format=docx&format=txt", "kontroll", "status"):
        assert service.post(f"/api/{road}", records.data(more="diarienummer: HEMLIGT 1/2\n")).status in (200, 422)
    service.get("/api/hemligt?x=hemligt")
    service.ask("HEMLIGT", "/api/lag", b"", {})
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before
    assert "hemligt" not in f"{service.log}{capfd.readouterr()}".lower()
    assert {note[1] for note in service.log} == {"/api/dokument", "/api/kontroll", "/api/status", "/api/lag", "okänd"}


def test_a_fault_of_ours_is_told_without_a_word_of_what_was_sent(
    service: Service, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fails(task: Task) -> None:
        raise RuntimeError(task.texts[0].data.decode())

    monkeypatch.setitem(working._WORK, "kontroll", fails)
    answer = service.post("/api/kontroll", "id: hemligt")
    assert answer.status == 500
    assert codes(answer) == {"programfel"}
    (*_, trace) = service.log[-1]
    assert trace[0] == "RuntimeError"
    assert any("test_rest_gate.py" in line for line in trace)
    assert "hemligt" not in f"{answer.text}{service.log}{capfd.readouterr()}"


def test_work_that_takes_too_long_is_given_up(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(task: Task) -> None:
        while True:
            with suppress(Exception):  # as a library of somebody else's may do
                sum(range(1000))

    monkeypatch.setitem(working._WORK, "kontroll", never)
    service = Service(root, seconds=0.2)
    assert codes(service.post("/api/kontroll", "id: a")) == {"för-lång-tid"}
    assert service.log[-1][2] == 504
    monkeypatch.undo()
    assert Service(root).post("/api/kontroll", "id: a").status == 200
