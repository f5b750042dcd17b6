"""The answers of law and clauses: what stands in the libraries, with the keys it has there."""

from __future__ import annotations

from iopdocs.laws.act import Provision
from iopdocs.library.clauses import Clause
from iopdocs.model.base import key, required
from iopdocs.usecases.answers.base import AnswerJson, JsonText


class LawJson(AnswerJson):
    """The answer of law."""

    results: tuple[Provision, ...] = key("resultat", "bestämmelserna, med lagbibliotekets nycklar", default=())
    citation: JsonText | None = required("lagrum", "lagrummet utskrivet; null när det inte gick att läsa")
    successors: tuple[JsonText, ...] = required("efterträds_av", "lagrum som kom efter")


class ClausesJson(AnswerJson):
    """The answer of clauses."""

    results: tuple[Clause, ...] = key("resultat", "klausulerna, med nycklarna i klausulens fil", default=())
    text: JsonText | None = required("lyder", "den valda klausulens text den dagen")
