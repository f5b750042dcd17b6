"""The answer of check."""

from __future__ import annotations

from iopdocs.model.base import key, required
from iopdocs.usecases.answers.base import AnswerJson, JsonRecord, JsonText


class CheckedJson(JsonRecord):
    """One agreement that was checked."""

    file: JsonText = required("fil", "avtalets fil")
    stops: int = required("stoppar", "hur många av dem som stoppar en slutlig version")
    errors: int = required("fel", "antal fel")
    warnings: int = required("varningar", "antal varningar")
    notes: int = required("upplysningar", "antal upplysningar")


class KindJson(JsonRecord):
    """One kind of problem, over all agreements."""

    code: JsonText = required("kod", "koden")
    severity: JsonText = required("allvar", "fel, varning eller upplysning")
    meaning: JsonText = required("betyder", "vad koden betyder")
    agreements: int = required("avtal", "i hur många avtal den finns")
    times: int = required("antal", "hur många gånger")


class CheckJson(AnswerJson):
    """The answer of check. All problems stand in ``problem``, or those that were asked for."""

    results: tuple[CheckedJson, ...] = key("resultat", "avtalen som kontrollerades", default=())
    kinds: tuple[KindJson, ...] = key("slag", "hur mycket det finns av varje slag", default=())
    written: tuple[JsonText, ...] = key("skrivna", "tabellen som skrevs", default=())
