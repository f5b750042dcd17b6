"""What is to be signed, what has come back signed, and the package for the e-archive."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iopdocs.errors import InvalidAgreement, IopdocsError, Problem
from iopdocs.usecases.archive import archive
from iopdocs.usecases.papers import FINAL, HAS_BEEN, TO_SIGN, listed, no_pdf
from iopdocs.usecases.sign import sign
from iopdocs.usecases.signed_paper import archives, signed_paper
from iopdocs.web.forms import download, file_in, reads, writes
from iopdocs.web.pages import page, told
from iopdocs.web.papers import saved


@reads
def signing(request: Request) -> Response:
    """Show what there is to sign, what has been signed, and the packages."""
    return _signing(request, {}, ())


@writes
def done(request: Request, sent: FormData) -> Response:
    """Make what is to be signed, try what has come back, write what it says, or make a package."""
    acts = {"underteckna": _to_sign, "prova": _tried, "skriv": _tried, "arkivera": _archived}
    act = str(sent.get("gor", ""))
    try:
        if act not in acts:
            raise InvalidAgreement(Problem("det valet finns inte", hint="Välj på sidan.", code="fel-användning"))
        return acts[act](request, sent)
    except IopdocsError as error:
        return _signing(request, {}, error.problems, 409)


@reads
def fetched(request: Request) -> Response:
    """Give a package for the e-archive."""
    path = archives(request.app.state.desk, saved(request)).get(request.path_params["paket"])
    if path is None:
        hint = "Gå till fliken Underskrift och arkiv."
        raise InvalidAgreement(Problem("paketet finns inte", hint=hint, code="saknad-fil"))
    return download(path.name, path.read_bytes())


def _to_sign(request: Request, sent: FormData) -> Response:
    state = request.app.state
    found = sign(state.desk.workspace, (saved(request).path,), state.today())
    said = [
        f"{one.final.name} är {'gjord i ordning' if one.kit.new else 'redan gjord i ordning, och säger detsamma'}."
        for one in found.made
    ]
    return _signing(request, {"said": said}, found.problems)


def _tried(request: Request, sent: FormData) -> Response:
    """Try a signed file; the second time, when it is to be written, it lies on the desk already."""
    state, held = request.app.state, request.app.state.desk.held
    if sent.get("gor") == "skriv":
        pdf = held.get(str(sent.get("pdf", "")))
        trust = tuple(held.get(one) for one in str(sent.get("certifikat", "")).split() if one)
    else:
        pdf = held.hold(*file_in(sent, "fil"))
        issuer = file_in(sent, "utfardare")
        trust = (held.hold(*issuer),) if issuer[1] else ()
    values: dict[str, Any] = {"pdf": pdf, "certificates": " ".join(one.key for one in trust)}
    wrong: tuple[Problem, ...] = ()
    write = sent.get("gor") == "skriv"
    try:
        found = signed_paper(state.desk, pdf, trust, state.today(), apply=write)
    except IopdocsError as error:
        if not write:
            raise
        wrong, found = error.problems, signed_paper(state.desk, pdf, trust, state.today(), apply=False)
    told_of = tuple(dict.fromkeys((*wrong, *found.problems)))
    return _signing(request, {**values, "found": found}, told_of, 409 if wrong else 200)


def _archived(request: Request, sent: FormData) -> Response:
    state, there = request.app.state, saved(request)
    if there.loaded.agreement is None:
        raise InvalidAgreement(there.loaded.problems)
    protected = sent.get("skyddat") == "ja"
    shape = "tar" if sent.get("form") == "tar" else "zip"
    made = archive(state.desk.workspace, there.loaded.agreement.id, state.today(), shape=shape, protected=protected)
    said = [f"{made.path.name} är {'gjord' if made.new else 'redan gjord, och är densamma'}."]
    return _signing(request, {"said": said}, made.problems)


def _signing(request: Request, values: dict[str, Any], problems: tuple[Problem, ...], status: int = 200) -> Response:
    desk, there = request.app.state.desk, saved(request)
    papers = listed(desk, there)
    packages = {key: path.name for key, path in archives(desk, there).items()}
    states = {name: [one for one in papers if one.state == name] for name in (FINAL, TO_SIGN, HAS_BEEN)}
    shown = {"said": (), "found": None, "pdf": None, "certificates": "", **values}
    return page(
        request, "signing.html", status, made=there, problems=told(problems), packages=packages, finals=states[FINAL],
        to_sign=states[TO_SIGN], have_been=states[HAS_BEEN], lacking=no_pdf(), **shown,
    )  # fmt: skip


ROUTES = [
    Route("/avtal/{key}/underskrift", signing),
    Route("/avtal/{key}/underskrift", done, methods=["POST"]),
    Route("/avtal/{key}/arkiv/{paket}", fetched),
]
