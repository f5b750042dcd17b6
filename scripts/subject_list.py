"""The subjects of the law library as Markdown, for the handbook."""

from __future__ import annotations

from datetime import date

from iopdocs.laws.act import Provision
from iopdocs.laws.index import Reference
from iopdocs.laws.library import load_library

SUBJECTS_INTRO = """\
# Ämnena i lagbiblioteket

Mallar och klausuler hänvisar till lagen genom ett ämne: `{{ lag("kommunens yttersta ansvar") }}`. Programmet skriver då
ut den bestämmelse som gällde på dokumentets lagdag. Här står alla ämnen och de bestämmelser som hör till dem, med den
tid de gäller. Biblioteket innehåller utvalda bestämmelser, inte hela lagar. Slå upp ett lagrum med `iopdocs law`.

Listan är gjord ur lagbiblioteket med `python -m scripts.generated` och ska inte ändras för hand.

| Ämne | Bestämmelser |
|---|---|
"""


def subject_list() -> str:
    """Return the subjects of the law library as Markdown."""
    library = load_library()
    rows = []
    for subject in sorted(library.subjects, key=lambda subject: subject.name.casefold()):
        found = [
            (act.period.first, Reference(act, provision))
            for act in library.acts
            for provision in act.provisions
            if subject.id in provision.subjects
        ]
        places = "<br>".join(_dated(reference) for _, reference in sorted(found, key=_oldest))
        rows.append(f"| {subject.name} | {places} |\n")
    return SUBJECTS_INTRO + "".join(rows)


def _oldest(pair: tuple[date, Reference]) -> tuple[date, str, str]:
    return pair[1].provision.period.first, pair[1].act.number, pair[1].provision.lagrum


def _dated(reference: Reference) -> str:
    return f"{reference.text}, {_span(reference.provision)}".replace("\u00a0", " ")


def _span(provision: Provision) -> str:
    first, last = provision.period.first, provision.period.last
    return f"{first}–{last}" if last else f"från {first}"
