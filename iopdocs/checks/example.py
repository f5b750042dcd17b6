"""What is left of the starter's example in an agreement that was copied from it: facts that nobody has stated."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from iopdocs.checks.case import Case
from iopdocs.checks.texts import last_key
from iopdocs.errors import Problem
from iopdocs.reading import walk
from iopdocs.reading.source import parse_source

LEFT_OF_EXAMPLE = "exempeluppgift"

#: Keys whose value in the example is somebody's own; ``styrgrupp`` and ``Stöd`` are what anybody would write.
_INVENTED = frozenset({"namn", "partnerskap", "diarienummer", "gata", "telefon", "e_post", "webb", "orgnr"})
_SHOWN = 3


def left_of_the_example(case: Case) -> Iterator[Problem]:
    """Warn of what is still as in the example; the example itself is only an example."""
    own, invented = _example()
    if case.agreement.id == own:
        return
    found = [path for path, text in case.texts if (last_key(path), text) in invented]
    if found:
        places = ", ".join(case.source.where(path) for path in found[:_SHOWN])
        more = f" och {len(found) - _SHOWN} till" if len(found) > _SHOWN else ""
        message = f"Här står påhittade uppgifter kvar från exempelavtalet: {places}{more}."
        hint = "Skriv avtalets egna uppgifter, eller ta bort raderna. De stoppar en slutlig version."
        yield case.problem(found[0], message, hint, code=LEFT_OF_EXAMPLE)


@cache
def _example() -> tuple[str, frozenset[tuple[str, str]]]:
    """Return the example's id, and what is invented in it by key."""
    text = files("iopdocs").joinpath("starter", "exempel.yaml").read_text(encoding="utf-8")
    texts = [(last_key(path), text) for path, text in walk(parse_source(text, "exempel.yaml")[0].data)]
    invented = frozenset((key, text) for key, text in texts if key in _INVENTED and (key != "namn" or " " in text))
    return dict(texts[:1])["id"], invented
