"""An agreement that exists as a Word file taken in: each proposal beside its sentence, for a person to take or drop."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from iopdocs.errors import IopdocsError, Problem
from iopdocs.usecases.import_word import PROTECTED, WordAgreement, read_word, take_in
from iopdocs.web.forms import file_in, line, reads, writes
from iopdocs.web.pages import page, told


@reads
def asked(request: Request) -> Response:
    """Ask for a Word file."""
    return page(request, "import_start.html", problems=[])


@writes
def given(request: Request, sent: FormData) -> Response:
    """Take a file on the desk, and go to what it proposes."""
    desk = request.app.state.desk
    try:
        held = desk.held.hold(*file_in(sent, "fil"))
        read_word(desk.workspace, held.data, held.name)
    except IopdocsError as error:
        return page(request, "import_start.html", 422, problems=told(error.problems))
    return RedirectResponse(f"/las-in/{held.key}", 303)


@reads
def proposed(request: Request) -> Response:
    """Show each proposal with its sentence."""
    return _shown(request, _read(request), "", ())


@writes
def taken(request: Request, sent: FormData) -> Response:
    """Make the agreement of what is taken, and go to its form; say what is wrong with an answer."""
    desk, read, name = request.app.state.desk, _read(request), line(sent, "id")
    try:
        with desk.lock:
            made = take_in(desk.workspace, read, name, _answers(read, sent), request.app.state.today())
            return RedirectResponse(f"/avtal/{desk.key(made.path)}?nytt=ja", 303)
    except IopdocsError as error:
        return _shown(request, read, name, error.problems, sent)


def _read(request: Request) -> WordAgreement:
    desk = request.app.state.desk
    held = desk.held.get(request.path_params["held"])
    return read_word(desk.workspace, held.data, held.name)


def _answers(read: WordAgreement, sent: FormData) -> dict[int, str]:
    """Return what is taken, each with nothing, or what is to stand there instead."""
    chosen = {str(one) for one in sent.getlist("ta")}
    answers = {}
    for one in read.offers:
        if str(one.number) in chosen:
            said = line(sent, f"varde-{one.number}")
            answers[one.number] = "" if said == one.value else said
            if one.may_be_hidden and sent.get(f"skyddad-{one.number}"):
                answers[one.number] = PROTECTED
    return answers


def _shown(
    request: Request, read: WordAgreement, name: str, problems: Sequence[Problem], sent: FormData | None = None
) -> Response:
    numbers = {str(one.number) for one in read.offers if one.certain}
    chosen = {str(one) for one in sent.getlist("ta")} if sent else numbers
    left: dict[str, list[str]] = {}
    for one in read.unread:
        left.setdefault(one.heading or "Utan rubrik", []).append(f"{one.text} ({one.why})" if one.why else one.text)
    values = {one.number: line(sent, f"varde-{one.number}") if sent else one.value for one in read.offers}
    hidden = {one.number for one in read.offers if sent and sent.get(f"skyddad-{one.number}")}
    return page(
        request, "import_word.html", 422 if problems else 200, read=read, wanted=name, chosen=chosen, left=left,
        values=values, hidden=hidden, problems=told(problems),
    )  # fmt: skip


ROUTES = [
    Route("/las-in", asked),
    Route("/las-in", given, methods=["POST"]),
    Route("/las-in/{held}", proposed),
    Route("/las-in/{held}", taken, methods=["POST"]),
]
