"""Everything of the program that reads what others have written, each as a function of a text or of a file's bytes.

An answer is a value, a ValueError or Problems that say what is wrong. Anything else is a fault: another exception, a
ValueError that Python said and not we, a Problem without a sentence, or an answer that takes more than five seconds.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks import ROOT
from benchmarks.samples.hostile_packages import BODY, members_of, plain, zipped
from iopdocs.deadlines import events
from iopdocs.errors import IopdocsError
from iopdocs.laws import citation
from iopdocs.laws.library import load_library
from iopdocs.laws.scan import find as find_citations
from iopdocs.library.clauses import Clause
from iopdocs.library.document_types import Description
from iopdocs.making.batch import Batch
from iopdocs.making.outcome import Wish
from iopdocs.model import Agreement, lengths
from iopdocs.model import addresses as model_addresses
from iopdocs.model import scalars as model_scalars
from iopdocs.model.settings import Settings
from iopdocs.overview import AgreementFile, calendar_file, cleared, page
from iopdocs.reading import build, decode_source, parse_source
from iopdocs.redline.summary import summary
from iopdocs.renewal.successor import draft
from iopdocs.swedish import (
    bankgiro,
    clock,
    dates,
    diarienummer,
    money,
    numbers,
    orgnr,
    percent,
    personnummer,
    phone,
    plusgiro,
    postnummer,
)
from iopdocs.templating.template import prepare
from iopdocs.vocabulary.sections import compile_text
from iopdocs.workspace import Workspace

SLOW = 5.0
DAY = date(2024, 3, 1)
#: Sound input of what is one line.
SHORT = (
    "5 kap. 11 § SoL", "10 kap. 13 § andra stycket LOU", "6 kap. 1–6 §§ OSL", "2 kap. 2 § 1 st. 3 p. (2001:453)",
    "enligt 4 kap. 1 § socialtjänstlagen (2025:400) och 26 kap. OSL", "1 500 000 kr", "12,5 %", "4,5 miljoner kronor",
    "2024-02-29", "den 1 januari 2025", "kl. 13.30–15", "13.30", "08-123 45 67", "+46 70 123 45 67", "212000-0142",
    "134 81", "5050-1055", "90 00 00-1", "SN 2024/123", "19900101-0017", "3 år och 6 månader", "9 månader", "2024",
    "avtal.parter", "exempel-2024", "anna@exempel.se", "https://www.exempel.se/a?b=c", "lag('sol') | versal",
    "för 2024: 100 000 kr",
    "{% if avtal.id %}{{ avtal.id | versal }}{% else %}x{% endif %}",
)  # fmt: skip


@cache
def texts() -> dict[str, Callable[[str], Any]]:
    """Return everything that reads text, by what it reads."""
    laws = load_library()
    return {
        "avtal": lambda text: _model(text, Agreement),
        "avtal till dokument": _documents(),
        "avtal till kalender och förnyelse": _what_comes(),
        "inställningar": lambda text: _model(text, Settings),
        "klausul": lambda text: _model(text, Clause),
        "dokument.yaml": lambda text: _model(text, Description),
        "taggar": _tags,
        "lagrum": citation.parse,
        "lagrum i löpande text": lambda text: list(find_citations(laws.index, text)),
        "lagrum på en dag": lambda text: laws.look_up(text, DAY),
        "personnummer i löpande text": personnummer.find,
        "id": model_scalars.parse_id,
        "tidslängd": lengths.parse_length,
        "antal": model_scalars.parse_count,
        "årtal": model_scalars.parse_year,
        "e-post": model_addresses.parse_email,
        "webbadress": model_addresses.parse_web,
        "belopp": money.parse,
        "tal": numbers.parse,
        "procent": percent.parse,
        "datum": dates.parse,
        "klockslag": clock.parse,
        "telefon": phone.parse,
        "orgnr": orgnr.parse,
        "postnummer": postnummer.parse,
        "bankgiro": bankgiro.parse,
        "plusgiro": plusgiro.parse,
        "diarienummer": diarienummer.parse,
    }


def files() -> dict[str, Callable[[bytes], Any]]:
    """Return everything that reads a file's bytes, by what it reads."""
    return {
        "YAML-fil": lambda data: decode_source(data, "a.yaml"),
        "Word-mall": lambda data: prepare.__wrapped__(data, "mall.docx"),
        "Word-fil att jämföra": lambda data: summary(data, data),
        "brödtext i en Word-mall": lambda data: prepare.__wrapped__(around(data), "mall.docx"),
        "brödtext i en Word-fil att jämföra": lambda data: summary(around(data), around(b"<w:p/>")),
    }


def around(content: bytes) -> bytes:
    """Return a small Word file with this in its body."""
    before, _, after = plain()[BODY].partition(b"<w:sectPr")
    return zipped({**plain(), BODY: before + content + b"<w:sectPr" + after})


def answer(read: Callable[[Any], Any], given_input: str | bytes) -> str:
    """Return what went wrong, or nothing."""
    start = time.monotonic()
    try:
        read(given_input)
    except IopdocsError as error:
        if not all(str(problem) and problem.message for problem in error.problems):
            return _place(error)
    except ValueError as error:
        if isinstance(error, UnicodeError) or "Exceeds the limit" in str(error) or "nvalid" in str(error):
            return _place(error)
    except Exception as error:  # noqa: BLE001 - finding out which is the purpose
        return _place(error)
    taken = time.monotonic() - start
    return f"took {taken:.1f} s" if taken > SLOW else ""


def _place(error: Exception) -> str:
    """Return what an exception is and where it came from, the same for the same fault."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    return f"{type(error).__name__} in " + " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))


def _model(text: str, model: type[Any]) -> None:
    source, problems = parse_source(text, "a.yaml")
    build(source, problems, model)


def _tags(text: str) -> None:
    compile_text(text)
    compile_text("{{ " + text + " }}")


def _documents() -> Callable[[str], None]:
    """Return what checks an agreement and makes all its documents in memory. It raises what stops them."""
    batch = Batch(Workspace(ROOT), Wish(DAY))
    batch.prepare()

    def read(text: str) -> None:
        source, problems = parse_source(text, "a.yaml")
        outcome = batch.rendered(
            batch.workspace.loaded(Path("a.yaml"), source, problems), lambda *_: None, lambda _: {}
        )
        for problem in outcome.problems:
            str(problem)
        if outcome.failed:
            raise IopdocsError(outcome.problems)

    return read


def _what_comes() -> Callable[[str], None]:
    """Return what foresees an agreement's days and drafts its successor."""
    place, laws = Workspace(ROOT), load_library()

    def read(text: str) -> None:
        source, problems = parse_source(text, "a.yaml")
        loaded = place.loaded(Path("a.yaml"), source, problems)
        seen, _ = cleared([AgreementFile("a.yaml", loaded.agreement, loaded.problems)], DAY)
        calendar_file(seen), page(seen)
        if loaded.agreement is not None and loaded.usable:
            events(loaded.agreement, DAY)
            draft(text, loaded.agreement, laws, DAY)

    return read


def sound(name: str) -> list[bytes]:
    """Return sound input to begin with for what reads, by its name."""
    return next((made for kind, made in _sound().items() if kind in name), [text.encode() for text in SHORT])


@cache
def _sound() -> dict[str, list[bytes]]:
    templates = ROOT / "templates"
    words = [path.read_bytes() for path in sorted(templates.glob("*/mall.docx"))]
    agreements = [
        path for folder in ("agreements", "tests/agreements") for path in sorted((ROOT / folder).glob("*.yaml"))
    ]
    return {
        "avtal": [path.read_bytes() for path in agreements],
        "YAML": [path.read_bytes() for path in (*agreements, *sorted((ROOT / "tests" / "faults").glob("*.yaml")))],
        "inställningar": [(ROOT / "iopdocs.yaml").read_bytes()],
        "klausul": [path.read_bytes() for path in sorted((templates / "klausuler").glob("*.yaml"))],
        "dokument.yaml": [path.read_bytes() for path in sorted(templates.glob("*/dokument.yaml"))],
        "brödtext": [members_of(data)[BODY].partition(b"<w:body>")[2].partition(b"<w:sectPr")[0] for data in words],
        "Word": words,
    }
