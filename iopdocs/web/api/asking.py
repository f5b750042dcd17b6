"""A request → the task that it asks for, or why it is none. Nothing in it is a path, and no value is passed over."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, aclosing
from dataclasses import replace
from pathlib import Path

from python_multipart.exceptions import MultipartParseError
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from iopdocs.errors import Problem
from iopdocs.swedish import dates
from iopdocs.usecases.received import SentAgreement
from iopdocs.web.api.problems import Reply, refused
from iopdocs.web.api.roads import AGREEMENT, BESIDE, MOST, QueryValue, Road, named
from iopdocs.web.api.work import Task
from iopdocs.web.gate import MAX_BODY

#: How long a body may take to come.
READ_SECONDS = 30.0
_YAML = frozenset({"application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml", "text/vnd.yaml"})
_JSON = frozenset({"application/json"})
_FORM = "multipart/form-data"
#: What programs call a file that they know nothing of.
_UNKNOWN = frozenset({"", "application/octet-stream", "text/plain"})
_HOW = "Skicka YAML med Content-Type: application/yaml, JSON med application/json, eller filer med multipart/form-data."


class Unasked(Exception):
    """Raised for a request that cannot be understood; carries the answer."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        super().__init__(reply.status)


async def task_of(request: Request, road: Road, root: Path, seconds: float) -> Task:
    """Return what a request asks for. Raises Unasked."""
    asked = _values(request, road)
    on = named(asked, "dag")
    day = dates.parse(on) if on else request.app.state.today()
    task = Task(root, road.name, day, seconds, asked)
    if not road.agreements:
        return task
    try:
        async with asyncio.timeout(READ_SECONDS):
            texts, beside = await _sent(request)
    except TimeoutError:
        raise _no(
            408, "det som skickades kom inte fram i tid", f"Skicka allt inom {READ_SECONDS:g} sekunder."
        ) from None
    except ClientDisconnect:
        raise _no(400, "det som skickades tog slut för tidigt", "Försök igen.") from None
    if not 0 < len(texts) <= road.agreements or len(beside) > MOST:
        most = "ett avtal" if road.agreements == 1 else f"högst {road.agreements} avtal"
        raise _no(400, f"här tas {most} emot åt gången, och {len(texts)} skickades", _HOW_MANY)
    return replace(task, texts=texts, beside=beside)


_HOW_MANY = f"Skicka avtalet som {AGREEMENT}, och andra som det ska läsas ihop med som {BESIDE}."


def _values(request: Request, road: Road) -> dict[str, tuple[str, ...]]:
    known = {one.name: one for one in road.queries}
    found: dict[str, tuple[str, ...]] = {}
    for name, text in request.query_params.multi_items():
        if name not in known:
            listed = f"Här kan stå: {', '.join(known)}." if known else "Här kan inget stå."
            raise _no(400, "adressen har ett värde som inte finns", f"{listed} Nyckeln skickas bara i ett huvud.")
        found[name] = (*found.get(name, ()), text)
    for one in known.values():
        if fault := _fault(one, found.get(one.name, ())):
            raise _no(400, f"{one.name}: {fault}", one.about)
    return found


def _fault(query: QueryValue, given: tuple[str, ...]) -> str:
    if query.required and not any(text.strip() for text in given):
        return "värdet saknas"
    if len(given) > (MOST if query.several else 1):
        return "värdet står flera gånger"
    return next((fault for text in given if (fault := query.fault(text))), "")


async def _sent(request: Request) -> tuple[tuple[SentAgreement, ...], tuple[SentAgreement, ...]]:
    kind = _kind(request.headers.get("content-type", ""))
    if kind == _FORM:
        return await _of_form(request)
    if kind not in _YAML | _JSON:
        raise _no(415, "det går inte att se om det som skickades är YAML eller JSON", _HOW)
    return (SentAgreement(await request.body(), kind in _JSON),), ()


class _InMemory(MultiPartParser):
    """A form no part of which is put in a file while it is read: the whole of a request is no larger than this."""

    spool_max_size = MAX_BODY


async def _of_form(request: Request) -> tuple[tuple[SentAgreement, ...], tuple[SentAgreement, ...]]:
    try:
        most = {"max_files": 2 * MOST, "max_fields": 2 * MOST, "max_part_size": MAX_BODY}
        async with AsyncExitStack() as open_parts:
            stream = await open_parts.enter_async_context(aclosing(request.stream()))
            form = await _InMemory(request.headers, stream, **most).parse()
            open_parts.push_async_callback(form.close)
            texts = {name: tuple([one async for one in _parts(form, name)]) for name in (AGREEMENT, BESIDE)}
        if strange := [name for name in form if name not in texts]:
            raise _no(400, f"formuläret har {len(strange)} fält som inte finns här", _HOW_MANY)
    except (HTTPException, MultiPartException, MultipartParseError, KeyError, UnicodeError):
        raise _no(400, "formuläret går inte att läsa", _HOW) from None
    return texts[AGREEMENT], texts[BESIDE]


async def _parts(form: FormData, name: str) -> AsyncIterator[SentAgreement]:
    for part in form.getlist(name):
        if isinstance(part, UploadFile):
            kind = _kind(part.content_type or "")
            if kind not in _YAML | _JSON | _UNKNOWN:
                raise _no(415, "en fil i formuläret är varken YAML eller JSON", _HOW)
            json = kind in _JSON or (kind in _UNKNOWN and (part.filename or "").lower().endswith(".json"))
            yield SentAgreement(await part.read(), json)
        else:
            yield SentAgreement(part.encode())


def _kind(header: str) -> str:
    return header.partition(";")[0].strip().lower()


def _no(status: int, message: str, hint: str) -> Unasked:
    return Unasked(refused(status, Problem(message, hint=hint, code="fel-användning")))
