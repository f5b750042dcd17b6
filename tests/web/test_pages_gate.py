"""Who the workbench lets in, and what it answers everybody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from iopdocs.web.gate import MAX_BODY, MAX_FILES, START
from tests.support.cli import make_workspace
from tests.support.pages import HOST, PORT, Pages


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("arbete"))


@pytest.fixture
def pages(root: Path) -> Pages:
    return Pages(root)


ROADS = ["/", "/rapport", "/tidslinje", "/kalender.ics", "/avtal.csv", "/lever", "/fast/bank.css", "/finns-inte"]


@pytest.mark.parametrize("path", ROADS)
def test_without_the_cookie_nothing_is_shown(pages: Pages, path: str) -> None:
    assert pages.get(path, cookie="").status == 403
    assert pages.get(path, cookie=f"iopdocs-{PORT}=gissning").status == 403
    assert pages.get(path, cookie='iopdocs="trasig').status == 403


@pytest.mark.parametrize("host", ["", "exempel.se", f"exempel.se:{PORT}", "127.0.0.1", "localhost:80", f"[::1]:{PORT}"])
def test_another_host_is_misdirected_also_with_the_key(pages: Pages, host: str) -> None:
    assert pages.get("/", host=host).status == 421
    assert pages.get(f"{START}?nyckel={pages.gate.key}", host=host).status == 421


def test_the_key_opens_once_and_the_cookie_holds_neither_it_nor_the_token(pages: Pages) -> None:
    assert pages.get(f"{START}?nyckel={pages.gate.key}", cookie="").status == 403
    assert pages.gate.key not in pages.cookie
    assert pages.gate.token not in pages.cookie
    assert pages.cookie.startswith(f"iopdocs-{PORT}=")


def test_the_cookie_is_for_this_browser_and_site_alone(root: Path) -> None:
    pages = Pages.__new__(Pages)
    pages.cookie = ""
    Pages.__init__(pages, root)
    again = Pages(root)
    assert again.cookie != pages.cookie
    answer = Pages(root).gate
    assert answer.token != pages.gate.token


def test_a_wrong_key_does_not_use_up_the_right_one(root: Path) -> None:
    pages = Pages(root)
    pages.gate._unused = True
    assert pages.get(f"{START}?nyckel=fel").status == 403
    answer = pages.get(f"{START}?nyckel={pages.gate.key}")
    assert answer.status == 200
    said = answer.headers["set-cookie"].lower()
    assert "httponly" in said
    assert "samesite=strict" in said
    assert "domain" not in said


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_page_of_this_computer_gets_nothing(pages: Pages, site: str) -> None:
    assert pages.get("/", sec_fetch_site=site).status == 403
    assert pages.post("/stang", sec_fetch_site=site).status == 403
    assert not pages.stopped


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": ""},
        {"sec_fetch_site": "", "origin": "http://127.0.0.1:9999"},
        {"sec_fetch_site": "", "origin": "null"},
        {"sec_fetch_site": "none"},
    ],
)
def test_what_does_not_say_that_it_comes_from_our_page_changes_nothing(pages: Pages, headers: dict[str, str]) -> None:
    assert pages.post("/stang", **headers).status == 403
    assert not pages.stopped


def test_an_older_browser_says_where_it_comes_from_in_another_way(pages: Pages) -> None:
    assert pages.post("/stang", sec_fetch_site="", origin=f"http://{HOST}").status == 200
    assert pages.stopped


def test_every_road_that_changes_something_asks_for_the_token(pages: Pages) -> None:
    writing = [one.path for one in pages.app.routes if "POST" in (getattr(one, "methods", None) or ())]
    assert writing
    for path in writing:
        answer = pages.post(path.replace("{key}", "0" * 16).replace("{stem}", "a"), {"nyckel": "fel"})
        assert answer.status == 403, path
        assert "för gammal" in answer.text
    assert not pages.stopped


def test_every_answer_has_the_same_headers(pages: Pages) -> None:
    for answer in (*map(pages.get, ROADS), pages.get("/", cookie=""), pages.get("/", host="x")):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["content-security-policy"].startswith(("default-src 'self';", "default-src 'none';"))
        assert "frame-ancestors" in answer.headers["content-security-policy"]
        assert not any(name.startswith("access-control") for name in answer.headers)


@pytest.mark.parametrize("path", ["/fast/../gate.py", "/fast/%2e%2e/gate.py", "/fast//etc/passwd", "/avtal/../../x"])
def test_no_road_leads_to_a_file_by_its_path(pages: Pages, path: str) -> None:
    assert pages.get(path).status == 404


def test_what_is_too_much_is_refused_whether_it_says_so_or_not(pages: Pages) -> None:
    assert pages.post("/stang", content_length=str(MAX_BODY + 1)).status == 413
    assert pages.post("/stang", content_length="-1").status == 413
    assert pages.ask("POST", "/stang", b"a=" + b"b" * MAX_BODY, {
        "content_type": "application/x-www-form-urlencoded", "sec_fetch_site": "same-origin", "content_length": ""
    }).status == 413  # fmt: skip
    assert not pages.stopped


def test_a_form_with_files_may_carry_as_much_as_the_terminal_reads_and_no_more(pages: Pages) -> None:
    form = {"content_type": "multipart/form-data; boundary=x", "sec_fetch_site": "same-origin"}
    told = pages.ask("POST", "/granska", b"--x", {**form, "content_length": str(MAX_FILES + 1)})
    assert told.status == 413
    assert "52 megabyte" in told.text
    answer = pages.give("/granska", {"fil": ("stor.docx", b"PK" + b"0" * MAX_BODY)})
    assert answer.status == 303
    begins = b'--x\r\ncontent-disposition: form-data; name="fil"; filename="a"\r\n\r\n'
    silent = pages.ask("POST", "/granska", begins + b"b" * MAX_FILES, {**form, "content_length": ""})
    assert silent.status == 413
