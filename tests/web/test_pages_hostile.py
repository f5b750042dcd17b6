"""The security list tried in a real browser: a hostile page on another port reads nothing and changes nothing.

It knows every road of the workbench, the address and the name of the cookie; it does not know what stands in our pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from starlette.routing import Route

from iopdocs.web.app import application
from tests.support import records
from tests.support.workbench import workbench

pytestmark = pytest.mark.browser
# Everything that a page may send of itself: with and without leave to read the answer, as a form, as text, with a file.
_SENT = """async ([target, roads]) => {
  const told = [];
  for (const road of roads) {
    const file = new FormData();
    file.set("nyckel", "gissning"); file.set("gor", "prova");
    file.set("fil", new File(["PK ond"], "ond.docx")); file.set("gammal_fil", new File(["PK ond"], "ond.docx"));
    const bodies = [file, new URLSearchParams({nyckel: "gissning", gor: "foga", id: "ond"}), "nyckel=gissning"];
    for (const mode of ["cors", "no-cors"]) for (const body of bodies) {
      const answer = await fetch(target + road, {method: "POST", mode, credentials: "include", body}).catch(() => null);
      if (answer && (answer.type !== "opaque" || answer.status)) told.push(road);
    }
    navigator.sendBeacon(target + road, file);
    for (const headers of [{"x-iopdocs": "gissning"}, {"content-type": "application/json"}]) {
      const sent = {method: "POST", credentials: "include", headers, body: "{}"};
      const answer = await fetch(target + road, sent).catch(() => null);
      if (answer) told.push(road);
    }
  }
  return told;
}"""
_READ = """async ([target, roads]) => {
  const told = [];
  for (const road of roads) for (const mode of ["cors", "no-cors"]) {
    const answer = await fetch(target + road, {mode, credentials: "include"}).catch(() => null);
    if (answer && (answer.type !== "opaque" || (await answer.text()))) told.push(road);
  }
  return told;
}"""
# What is fetched by an element: a picture, a script, a style, a frame, an object, a stream, a socket.
_EMBEDDED = """([target, roads]) => Promise.all(roads.flatMap(road => ["img", "script", "link", "embed"].map(kind =>
  new Promise(done => {
    const one = document.createElement(kind);
    if (kind === "link") { one.rel = "stylesheet"; one.href = target + road; } else one.src = target + road;
    one.onload = () => done(kind === "embed" ? "" : `${kind} ${road}`); one.onerror = () => done("");
    document.body.append(one); setTimeout(() => done(""), 3000);
  }))).concat([new Promise(done => {
    const one = new WebSocket(target.replace("http", "ws") + "/");
    one.onopen = () => done("socket"); one.onerror = () => done("");
  }), new Promise(done => {
    const one = new EventSource(target + "/", {withCredentials: true}); one.onopen = () => done("stream");
    one.onerror = () => { one.close(); done(""); };
  })])).then(all => all.filter(Boolean))"""
_OPENED = """target => new Promise(done => {
  const one = window.open(target + "/", "ond");
  const look = () => {
    try { return one.document.body.innerText.includes("avtal") ? "läst" : ""; } catch { return ""; }
  };
  setTimeout(() => done(look()), 1500);
})"""


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        with suppress(ConnectionError):  # the browser asks for a picture of it and goes on
            self.wfile.write(b"<!DOCTYPE html><title>ond</title><body></body>")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def hostile() -> Iterator[int]:
    """Serve a page on another port of this computer."""
    server = HTTPServer(("127.0.0.1", 0), _Page)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def roads(root: Path, key: str) -> tuple[list[str], list[str]]:
    """Return every road that changes something and every one that shows something, filled in as far as can be known."""
    writing, reading = list[str](), list[str]()
    for one in application(root, lambda: records.DAY, lambda: None).routes:
        if isinstance(one, Route):
            road = re.sub(r"{[^}]*}", "0" * 16, one.path.replace("{key}", key).replace("{stem}", records.KIND))
            (writing if "POST" in (one.methods or ()) else reading).append(road)
    return writing, reading


def everything(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_a_hostile_page_reads_nothing_and_changes_nothing(tmp_path: Path, name: str) -> None:
    root = records.workspace(tmp_path)
    records.render(root, final=False)
    before = everything(root)
    with workbench(root, records.DAY) as page, hostile() as port:
        target = page.url.rstrip("/")
        key = page.locator("table a").first.get_attribute("href").rpartition("/")[2]
        writing, reading = roads(root, key)
        assert {"/granska", "/jamfor", f"/avtal/{key}/underskrift", "/klausuler/" + "0" * 16} <= set(writing)
        bad = page.context.new_page()
        bad.goto(f"http://{name}:{port}/")
        found = {
            "sent": bad.evaluate(_SENT, [target, writing]),
            "read": bad.evaluate(_READ, [target, reading]),
            "embedded": bad.evaluate(_EMBEDDED, [target, ["/", "/fast/bank.js", "/fast/bank.css", "/fast/ikon.svg"]]),
            "opened": bad.evaluate(_OPENED, target),
        }
        assert found == {"sent": [], "read": [], "embedded": [], "opened": ""}
        # A page may lead the browser somewhere; what it comes to is no page of ours.
        for road in ("/", f"/avtal/{key}", f"/avtal/{key}/dokument", "/granska"):
            bad.goto(f"http://{name}:{port}/")
            bad.evaluate("to => { location.href = to; }", target + road)
            bad.get_by_role("heading", name="Nej").wait_for()
        # Nor can it put a cookie of its own in the place of ours, or give a file to be looked at.
        bad.goto(f"http://{name}:{port}/")
        bad.evaluate("port => { document.cookie = `iopdocs-${port}=ond; path=/`; }", target.rpartition(":")[2])
        bad.close()
        page.goto(f"{target}/granska/{sha256(b'PK ond').hexdigest()[:16]}")
        page.get_by_text("Filen finns inte kvar i arbetsbänken").wait_for()
        page.goto(target)
        page.get_by_role("heading", name="Avtalen den").wait_for()
    assert everything(root) == before


def test_a_name_that_leads_to_this_computer_is_answered_with_nothing(tmp_path: Path) -> None:
    """Whoever owns a name can let it lead to 127.0.0.1: then a page of that name is of the same origin as our port."""
    root = records.workspace(tmp_path)
    with workbench(root, records.DAY) as page:
        port = page.url.rstrip("/").rpartition(":")[2]
        bad: Any = page.context.new_page()
        bad.goto(f"http://ond.localhost:{port}/")
        bad.get_by_role("heading", name="Fel adress").wait_for()
        assert bad.evaluate("fetch('/').then(one => one.status)") == 421
        bad.close()
