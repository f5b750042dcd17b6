"""Which act a name, an abbreviation or a number means on a day."""

from __future__ import annotations

import re
from datetime import date

from iopdocs.errors import Problem, Severity
from iopdocs.laws.act import Act
from iopdocs.laws.index import ActIndex
from iopdocs.laws.lagrum import Citation, format, joined, plain  # noqa: A004
from iopdocs.patterns import lazy_pattern

# Words that say which of two acts with a name is meant, but only to whoever knows when they were written.
_OLD_OR_NEW = lazy_pattern(r"^(?:den )?(?:nya|gamla|nuvarande|dåvarande|tidigare|förra|äldre|gällande) ", re.IGNORECASE)
SAME_ACT = frozenset({"samma lag", "samma förordning", "denna lag", "lagen", "nämnda lag"})


def meant_act(index: ActIndex, citation: Citation, on: date, before: Act | None) -> Act | Problem:
    """Return the act that was meant on a day, or why that cannot be said; *samma lag* takes the act ``before``."""
    if citation.act.lower() in SAME_ACT and not citation.number:
        return before or Problem(
            f"”{citation.act}” syftar på en lag som inte framgår", hint="Skriv ut lagens namn.", code="lag-saknas"
        )
    if citation.number:
        return _by_number(index, citation)
    if not citation.act:
        hint = "Skriv också vilken lag, till exempel 5 kap. 11 § SoL."
        return Problem(f"{plain(format(citation))}: lagen saknas", hint=hint, code="lag-saknas")
    named = index.by_name(citation.act)
    if not named and (same := index.by_name(_OLD_OR_NEW.sub("", citation.act))):
        choices = joined((plain(act.full) for act in same), "eller")
        return Problem(
            f"”{citation.act}” säger inte vilken lag som menas",
            hint=f"Skriv lagens nummer: {choices}.",
            code="tvetydig-lag",
        )
    if not named:
        from iopdocs.reading import suggest  # a reference that holds has no use of what reads YAML

        hint = suggest(citation.act, [*index.names, *(name for act in index.acts for name in act.abbreviations)])
        advice = f"{hint} Skriv annars lagens nummer, till exempel lagen (2016:1145).".strip()
        return Problem(f"”{citation.act}” finns inte i lagbiblioteket", hint=advice, code="okänd-lag")
    living = [act for act in named if on in act.period]
    if len(living) == 1:
        return living[0]
    if living:
        choices = joined((plain(act.full) for act in living), "eller")
        return Problem(f"”{citation.act}” kan vara {choices}", hint="Skriv lagens nummer.", code="tvetydig-lag")
    coming = [act for act in named if act.existed_from and act.existed_from <= on < act.period.first]
    if len(coming) == 1:
        return coming[0]
    known = "; ".join(f"{plain(act.full)}, i kraft {_period(act)}" for act in named)
    return Problem(
        f"”{citation.act}” fanns inte den {on.isoformat()}",
        hint=f"Lagbiblioteket känner till {known}.",
        code="lag-inte-i-kraft",
    )


def _by_number(index: ActIndex, citation: Citation) -> Act | Problem:
    act = index.by_number(citation.number)
    if act is None:
        return Problem(
            f"{citation.number} finns inte i lagbiblioteket",
            hint="Kontrollera numret och att författningen gällde.",
            severity=Severity.WARNING,
            code="okänd-lag",
        )
    named = index.by_name(citation.act) if citation.act else ()
    if named and act not in named:
        hint = f"{citation.number} är {plain(act.full)}; ”{citation.act}” är {joined(plain(a.full) for a in named)}."
        return Problem(
            f"”{citation.act}” och {citation.number} är inte samma författning", hint=hint, code="fel-lagnummer"
        )
    return act


def _period(act: Act) -> str:
    return f"{act.period.first}–{act.period.last}" if act.period.last else f"från {act.period.first}"
