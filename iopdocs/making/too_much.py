"""Why an agreement has more than its documents have room for, and what to do about it."""

from __future__ import annotations

from iopdocs.checks.sizes import HOW_TO_SHORTEN, excess
from iopdocs.errors import IopdocsError, OutputBlocked, Problem
from iopdocs.making.read_there import with_lines
from iopdocs.reading import Source
from iopdocs.templating.limits import MAX_TOGETHER, TOO_LARGE


def too_much_together(*, only_new: bool) -> OutputBlocked:
    """Return the error for documents that are too much together; ``only_new`` leaves those that are there already."""
    message = f"avtalets dokument är tillsammans längre än {MAX_TOGETHER // 1_000_000} miljoner tecken"
    hint = (
        "Gör färre dokumenttyper åt gången med --document, sätt status: klar på åtgärder som är gjorda, eller dela upp "
        f"avtalet. Kör sedan igen{'' if only_new else ' utan --remake'}: det som redan är gjort görs inte om."
    )
    return OutputBlocked(Problem(f"{message}, och resten gjordes inte", hint=hint, code="för-mycket-text"))


def of_the_data(error: IopdocsError, source: Source) -> IopdocsError:
    """Return an error in making a document; of the agreement when that has what is too long, not of the template.

    A fault of a template names the line of the statement that it came of.
    """
    if all(problem.code != TOO_LARGE for problem in error.problems):
        return with_lines(error, source)
    found = sorted(excess(source), key=lambda one: -one[1])
    if not found:
        return error
    path, _, what = found[0]
    place = source.place(path)
    message = f"ett dokument blir för långt: {what}"
    return OutputBlocked(Problem(message, place.file, place.line, source.where(path), HOW_TO_SHORTEN, code=TOO_LARGE))
