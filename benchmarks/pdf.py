"""PDF through LibreOffice: one call a document, and many documents a call, by turns."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from itertools import cycle, islice
from time import perf_counter

from benchmarks.engines import AGREEMENTS, DAY, ours
from iopdocs.conversion.pdf import PdfJob, to_pdf, to_pdfs
from iopdocs.making.render import render

_MANY, _FEW = 60, 4


def measure() -> dict[str, float]:
    """Return the seconds a document; nothing when LibreOffice is not installed."""
    if not (shutil.which("soffice") or shutil.which("libreoffice")):
        return {}
    made = [
        render(one.agreement, one.kind, one.template, one.libraries, DAY, item=one.item).data
        for file in AGREEMENTS.values()
        for one in ours(file)
    ]
    many = [PdfJob(data, "Titel") for data in islice(cycle(made), _MANY)]
    to_pdf(made[0], "Titel")
    found = {"ett i taget": _seconds(lambda: [to_pdf(data, "Titel") for data in made[:_FEW]], _FEW)}
    for processes, called in ((1, "många, en LibreOffice"), (2, "många, två LibreOffice")):
        found[called] = _seconds(partial(_all, many, processes), _MANY)
    return found


def _all(jobs: list[PdfJob], processes: int) -> object:
    return list(to_pdfs(jobs, processes=processes))


def _seconds(act: Callable[[], object], count: int) -> float:
    start = perf_counter()
    act()
    return (perf_counter() - start) / count
