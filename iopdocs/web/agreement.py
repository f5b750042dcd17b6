"""An agreement: its form, its file, and what saves have replaced; each with what is said of it while it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from iopdocs.errors import InvalidAgreement, Problem
from iopdocs.usecases.conflict import merged
from iopdocs.usecases.filling import Filled, filled
from iopdocs.usecases.left_to_final import lacking_facts
from iopdocs.usecases.ranking import gathered
from iopdocs.usecases.saving import Changed, FileText, difference, read, save, version, versions
from iopdocs.usecases.writing_desk import Draft, draft
from iopdocs.web.forms import BESIDE, desk_of, fields_in, reads, writes
from iopdocs.web.links import road_to
from iopdocs.web.pages import fragment, page, told

SAVE, TRY = "spara", "prova"
_OWN = (*BESIDE, "dokument", "kvar")


@reads
def form(request: Request) -> Response:
    """Show the form of an agreement as its file is."""
    key, there = request.path_params["key"], _file(request)
    made = draft(desk_of(request), key, there.text, request.app.state.today())
    asked = request.query_params
    return _form(request, made, there.digest, there.text, saved="sparat" in asked, left="kvar" in asked)


@writes
def filled_in(request: Request, sent: FormData) -> Response:
    """Save what the form says, or show the form anew with a record more, fewer or elsewhere."""
    desk, key, act = desk_of(request), request.path_params["key"], str(sent.get("gor", SAVE))
    base = _base(request, sent)
    result = filled(base, fields_in(sent, _OWN), act, keep_empty=act != SAVE)
    if act != SAVE:
        made = draft(desk, key, result.text, request.app.state.today(), result.tokens)
        return _form(request, made, str(sent.get("bas", "")), base, focus=act, left=bool(sent.get("kvar")))
    try:
        save(desk, key, result.text, str(sent.get("bas", "")))
    except Changed as changed:
        return changed_page(request, changed, result, base, fields_in(sent, _OWN))
    kept = "&kvar=ja" if sent.get("kvar") else ""
    return RedirectResponse(f"/avtal/{key}?sparat=ja{kept}&dokument={_stem(sent)}", 303)


@writes
def tried(request: Request, sent: FormData) -> Response:
    """Say what is to be said of what has been typed so far; nothing is saved."""
    desk, key = desk_of(request), request.path_params["key"]
    try:
        result = filled(_base(request, sent), fields_in(sent, _OWN))
    except InvalidAgreement as error:
        return JSONResponse({"sammanfattning": _summary(None, told(error.problems)), "fel": {}, "text": ""})
    made = draft(desk, key, result.text, request.app.state.today(), result.tokens)
    said = faults_by_field(made)
    return JSONResponse(
        {"sammanfattning": _summary(made, told(made.problems)), "fel": said, "text": desk.remember(result.text)}
    )


def faults_by_field(made: Draft) -> dict[str, str]:
    """Return what is said at each part of a form, by what the form calls it."""
    names, faults = made.field_names, dict[str, list[Problem]]()
    for one in told(made.problems):
        if name := made.place(one, names):
            faults.setdefault(name, []).append(one)
    return {name: fragment("faults.html", problems=found) for name, found in faults.items()}


@reads
def as_file(request: Request) -> Response:
    """Show the file itself."""
    there = _file(request)
    made = draft(desk_of(request), request.path_params["key"], there.text, request.app.state.today())
    return page(request, "file.html", made=made, base=there.digest, problems=told(made.problems), failed=[])


@writes
def as_file_sent(request: Request, sent: FormData) -> Response:
    """Save the file as it was written, or say what is wrong with it."""
    desk, key = desk_of(request), request.path_params["key"]
    text, base = str(sent.get("text", "")).replace("\r\n", "\n"), str(sent.get("bas", ""))
    failed: Sequence[Problem] = ()
    if sent.get("gor") != TRY:
        try:
            save(desk, key, text, base)
            return RedirectResponse(f"/avtal/{key}/fil", 303)
        except Changed as changed:
            return changed_page(request, changed, Filled(text), text, None)
        except InvalidAgreement as error:
            failed = error.problems
    made = draft(desk, key, text, request.app.state.today())
    status = 422 if failed else 200
    return page(request, "file.html", status, made=made, base=base, problems=told(made.problems), failed=told(failed))


@reads
def history(request: Request) -> Response:
    """Show what saves have replaced, and what differs from the file as it is."""
    desk, key, there = desk_of(request), request.path_params["key"], _file(request)
    asked = request.query_params.get("nummer", "")
    old = version(desk, key, int(asked)) if asked.isdecimal() and len(asked) <= 6 else None
    made = draft(desk, key, there.text, request.app.state.today())
    differs = difference(there.text, old.text, "filen som den är nu", "den tidigare") if old else ""
    kept = versions(desk, key)
    return page(request, "history.html", made=made, base=there.digest, kept=kept, number=asked, differs=differs)


@writes
def undone(request: Request, sent: FormData) -> Response:
    """Put back what a save replaced; what is there now is kept in its turn."""
    desk, key, number = desk_of(request), request.path_params["key"], str(sent.get("nummer", ""))
    old = version(desk, key, int(number) if number.isdecimal() and len(number) <= 6 else 0)
    try:
        save(desk, key, old.text, str(sent.get("bas", "")))
    except Changed as changed:
        return changed_page(request, changed, Filled(old.text), old.text, None)
    if sent.get("till") == "bekrafta":
        return RedirectResponse(f"/avtal/{key}/bekrafta#nasta", 303)
    return RedirectResponse(f"/avtal/{key}?sparat=ja", 303)


def _file(request: Request) -> FileText:
    return read(desk_of(request), request.path_params["key"])


def _base(request: Request, sent: FormData) -> str:
    """Return the text that a form was made of; the file as it is, when that is no longer kept."""
    kept = desk_of(request).remembered(str(sent.get("bastext", "")))
    return kept if kept is not None else _file(request).text


def _stem(sent: FormData) -> str:
    stem = str(sent.get("dokument", ""))
    return stem if stem.replace("-", "").isalnum() and stem.isascii() else ""


def _form(
    request: Request,
    made: Draft,
    base: str,
    base_text: str,
    *,
    saved: bool = False,
    focus: str = "",
    left: bool = False,
) -> Response:
    stem = made.stem(request.query_params.get("dokument", ""))
    return page(
        request,
        "agreement.html",
        made=made,
        base=base,
        base_text=desk_of(request).remember(base_text, base=True),
        text=desk_of(request).remember(made.text),
        summary=_summary(made, told(made.problems)),
        stem=stem,
        lacking=lacking_facts(made, stem) if stem and left else None,
        saved=saved,
        new="nytt" in request.query_params,
        focus=focus,
    )


def _summary(made: Draft | None, problems: Sequence[Problem]) -> str:
    names = made.field_names if made else {}
    linked = [(one, road_to(made, one, names) if made else "") for one in gathered(problems)]
    return fragment("summary.html", linked=linked)


def changed_page(
    request: Request, changed: Changed, mine: Filled, base: str, sent: Mapping[str, Sequence[str]] | None
) -> Response:
    """Show both, when somebody else has changed the file: nothing is lost, and nothing is chosen for anybody."""
    key = request.path_params["key"]
    both = merged(changed.now.text, base, mine, sent) if sent is not None else None
    made = draft(desk_of(request), key, changed.now.text, request.app.state.today())
    values = {"mine": mine.text, "both": both, "differs": changed.difference, "base": changed.now.digest}
    return page(request, "changed.html", 409, made=made, problems=told(changed.problems), **values)


ROUTES = [
    Route("/avtal/{key}", form),
    Route("/avtal/{key}", filled_in, methods=["POST"]),
    Route("/avtal/{key}/prova", tried, methods=["POST"]),
    Route("/avtal/{key}/fil", as_file),
    Route("/avtal/{key}/fil", as_file_sent, methods=["POST"]),
    Route("/avtal/{key}/historik", history),
    Route("/avtal/{key}/historik", undone, methods=["POST"]),
]
