"""What is said of the document that is made: what it is called, the record it is about, how far the agreement is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from iopdocs.deadlines import end_of
from iopdocs.model.base import Record
from iopdocs.model.document_names import IOP, DocumentNoun, document_noun, named_in_full
from iopdocs.swedish.names import upper_first
from iopdocs.templating.doubted import like
from iopdocs.templating.gaps import Missing
from iopdocs.templating.values import Later, View
from iopdocs.vocabulary.annexes import annex_number
from iopdocs.vocabulary.facts import NamedDocument, Stage
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.vocabulary.sections import fill

_PARTNERSHIPS = "idéburna offentliga partnerskap (IOP)"


def document(scene: Scene, words: Mapping[str, Any]) -> NamedDocument:
    """Return what the document is called, in the forms that a sentence needs, and its days."""
    return NamedDocument(
        namn=_later(lambda: _name(scene)),
        obestämd=_later(lambda: _noun(scene).indefinite),
        bestämd=_later(lambda: _noun(scene).definite),
        fullt_namn=_later(lambda: _full_name(scene)),
        detta=_later(lambda: _noun(scene).this),
        en=_later(lambda: _noun(scene).article),
        om_iop=_later(lambda: _noun(scene).subject(scene.agreement.is_iop)),
        pronomen=_later(lambda: _noun(scene).pronoun),
        i_nyhet=_later(lambda: _in_news(scene)),
        samarbete=_later(lambda: _PARTNERSHIPS if scene.agreement.is_iop else "samarbete"),
        flera=_later(lambda: _PARTNERSHIPS if scene.agreement.is_iop else "avtal"),
        iop=_later(lambda: scene.agreement.is_iop),
        typ=scene.document.description.name,
        titel=_later(lambda: _title(scene, words)),
        dag=scene.day,
        egen_dag=_later(lambda: scene.own_day),
        lagdag=_later(lambda: scene.law_day or scene.missing("den dag vars lag gäller")),
        bilaga=_later(lambda: annex_number(scene)),
    )


def _later(work_out: Callable[[], Any]) -> Any:
    """Return a fact that is worked out when it is asked for: what is said of the name does not rest on the days."""
    return Later(work_out)


def _noun(scene: Scene) -> DocumentNoun:
    return document_noun(scene.agreement.document_name or "avtal")


def _name(scene: Scene) -> str | Missing:
    name, compiles = scene.agreement.document_name, scene.document.description.compiles
    if not name:
        return scene.missing("handlingens namn")
    shown: str = like(name, f"{upper_first(name)}, {compiles.name}" if compiles else upper_first(name))
    return shown


def _full_name(scene: Scene) -> str | Missing:
    name = scene.agreement.document_name
    return named_in_full(name) if name else scene.missing("handlingens namn")


def _in_news(scene: Scene) -> str:
    return f"ett {IOP}" if scene.agreement.is_iop else f"{_noun(scene).article} {_noun(scene).indefinite}"


def _title(scene: Scene, words: Mapping[str, Any]) -> str:
    """Return the document's title; what its type is called, where the title asks for itself."""
    title = scene.document.description.title
    return scene.document.description.name if "dokument.titel" in title else fill(title, "titel", words)


def item(scene: Scene) -> View[Record] | Missing:
    """Return the record the document is about, or a missing one: then the document is a form, or about no record."""
    return scene.view(scene.item) if scene.item else Missing("post", scene, scene.document.record)


def stage(scene: Scene, _: Mapping[str, Any]) -> Stage:
    """Return how far the agreement has come on the day that the document bears."""

    def has(status: str | None) -> Any:
        return _later(lambda: scene.agreement.status == status)

    return Stage(
        förslag=has("förslag"),
        beslutat=has("beslutat"),
        undertecknat=has("undertecknat"),
        okänt=has(None),
        före_start=_later(lambda: _is_before(scene)),
        pågår=_later(lambda: not _is_before(scene) and not _is_after(scene)),
        efter_slut=_later(lambda: _is_after(scene)),
        utkast=not scene.final,
        final=scene.final,
    )


def _is_before(scene: Scene) -> bool:
    term = scene.agreement.term
    said = term.said_of("start") if term else None
    earliest = (term.start if term else None) or (said.not_before if said else None)
    return earliest is not None and scene.own_day < earliest


def _is_after(scene: Scene) -> bool:
    end = end_of(scene.agreement.term)
    return end is not None and scene.own_day > end
