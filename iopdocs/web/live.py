"""What is written while it happens, as minutes during the meeting: big fields, saved by itself, the document beside."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from iopdocs.errors import InvalidAgreement, OutputBlocked, Problem
from iopdocs.usecases.filling import Filled, filled
from iopdocs.usecases.live_record import (
    items_of,
    kind_of_id,
    live_record,
    opened,
    saved_at_last,
    saved_live,
    taken_along,
)
from iopdocs.usecases.saving import Changed, read
from iopdocs.usecases.writing_desk import Draft, draft
from iopdocs.web.agreement import SAVE, changed_page, faults_by_field
from iopdocs.web.forms import BESIDE, FIELD, desk_of, fields_in, reads, writes
from iopdocs.web.pages import fragment, page, told

_OWN = (*BESIDE, "sida", "lopnummer", "post")
_NAME = 40
#: What a record takes along from the one before it: ``med:deltagare``.
ALONG = "med"


@reads
def chosen(request: Request) -> Response:
    """Show the records there are, and offer a new one."""
    desk, key = desk_of(request), request.path_params["key"]
    kind = kind_of_id(desk, request.path_params["kind"])
    made = draft(desk, key, read(desk, key).text, request.app.state.today())
    return page(request, "live_choice.html", made=made, kind=kind, items=items_of(made, kind))


@reads
def typed(request: Request) -> Response:
    """Show one record to be written."""
    desk, key = desk_of(request), request.path_params["key"]
    kind, there = kind_of_id(desk, request.path_params["kind"]), read(desk, key)
    made, token = opened(desk, key, there.text, kind, request.path_params["number"], request.app.state.today())
    own = {
        "bas": there.digest,
        "bastext": desk.remember(there.text, base=True),
        "sida": secrets.token_hex(8),
        "lopnummer": "0",
    }
    return _page(request, made, {**own, "post": token}, "saved" if "sparat" in request.query_params else "")


@writes
def sent(request: Request, form: FormData) -> Response:
    """Save the record and stay, or show the page anew with a line more, fewer or elsewhere."""
    desk, key, act = desk_of(request), request.path_params["key"], str(form.get("gor", SAVE))
    own, base = _own(form), _base(request, form)
    result = filled(base, fields_in(form, _OWN), act, keep_empty=act != SAVE)
    if act != SAVE:
        what, _, wanted = act.partition(":")
        if what == ALONG:
            kind = kind_of_id(desk, request.path_params["kind"])
            result = taken_along(desk, key, result, kind, own["post"], wanted, request.app.state.today())
        made = draft(desk, key, result.text, request.app.state.today(), result.tokens)
        return _page(request, made, own, "")
    try:
        saved_at_last(desk, key, result, own["bas"], own["sida"])
    except Changed as changed:
        return changed_page(request, changed, result, base, fields_in(form, _OWN))
    kind = kind_of_id(desk, request.path_params["kind"])
    there = draft(desk, key, result.text, request.app.state.today(), result.tokens)
    place = next((n for n, one in enumerate(items_of(there, kind), 1) if one.token == own["post"]), None)
    road = f"/avtal/{key}/skriv/{kind.id}"
    return RedirectResponse(f"{road}/{place}?sparat=ja" if place else road, 303)


@writes
def saved_by_itself(request: Request, form: FormData) -> Response:
    """Save what has been typed so far, and say what is to be said of it; 409 when the file has been changed."""
    desk, key, own = desk_of(request), request.path_params["key"], _own(form)
    number = int(own["lopnummer"]) if own["lopnummer"].isdecimal() and len(own["lopnummer"]) < 9 else 0
    kind = kind_of_id(desk, request.path_params["kind"])  # before it is saved: what comes after must not look refused
    try:
        result: Filled = filled(_base(request, form), fields_in(form, _OWN), keep_empty=False)
        saved_live(desk, key, result, own["bas"], own["sida"], number)
    except Changed:
        return JSONResponse({}, 409)
    except (InvalidAgreement, OutputBlocked) as error:
        return JSONResponse({"sammanfattning": _summary(error.problems), "fel": {}, "text": ""})
    made = draft(desk, key, result.text, request.app.state.today(), result.tokens)
    now = live_record(desk, made, kind, own["post"])
    return JSONResponse({
        "sammanfattning": "",
        "fel": faults_by_field(made),
        "text": desk.remember(result.text),
        "dokument": now.stem if now else "",
        "nummer": now.tokens.index(own["post"]) + 1 if now else 0,
        "sparat": True,
    })  # fmt: skip


def _own(form: FormData) -> dict[str, str]:
    return {name: str(form.get(name, ""))[: _NAME * 2] for name in _OWN if name not in (FIELD, "gor")}


def _base(request: Request, form: FormData) -> str:
    """Return the text that the page was made of. Raises InvalidAgreement where it is no longer kept.

    The file as it is will not do in its place: a record that was new on the page may be in it already.
    """
    kept = desk_of(request).remembered(str(form.get("bastext", "")))
    if kept is None:
        hint = "Kopiera det du har skrivit, läs in sidan på nytt och klistra in det."
        raise InvalidAgreement(Problem("sidan är för gammal för att sparas", hint=hint, code="ändrad-fil"))
    return kept


def _summary(problems: Sequence[Problem]) -> str:
    return fragment("summary.html", linked=[(one, "") for one in told(problems)])


def _page(request: Request, made: Draft, own: Mapping[str, str], said: str) -> Response:
    desk = desk_of(request)
    kind = kind_of_id(desk, request.path_params["kind"])
    live = live_record(desk, made, kind, own["post"])
    if live is None:
        hint = "Gå till avtalet och välj en post som finns."
        raise InvalidAgreement(Problem("posten finns inte i avtalet", hint=hint, code="saknad-fil"))
    road, text = f"/avtal/{made.key}/skriv/{kind.id}", desk.remember(made.text)
    return page(request, "live.html", made=made, live=live, own=own, road=road, text=text, saved=said == "saved")


ROUTES = [
    Route("/avtal/{key}/skriv/{kind}", chosen),
    Route("/avtal/{key}/skriv/{kind}/{number}", typed),
    Route("/avtal/{key}/skriv/{kind}/{number}", sent, methods=["POST"]),
    Route("/avtal/{key}/skriv/{kind}/{number}/spara", saved_by_itself, methods=["POST"]),
]
