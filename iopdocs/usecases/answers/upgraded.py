"""The answer of ``iopdocs upgrade``."""

from __future__ import annotations

from iopdocs.model.base import key, required
from iopdocs.usecases.answers.base import AnswerJson, JsonRecord, JsonText


class UpgradedJson(JsonRecord):
    """A file of the starter that is new, or is another than it was."""

    file: JsonText = required("fil", "filen i mappen templates")
    name: JsonText = required("namn", "klausulens rubrik eller dokumenttypens namn")
    fate: JsonText = required("läge", "vad som händer med filen")
    brought: bool = required("infört", "om det nya är infört")
    news: tuple[JsonText, ...] = key("nytt", "vad som är nytt, i ord", default=())
    house: tuple[JsonText, ...] = key("egna_ändringar", "vad som är ändrat här, i ord", default=())
    agreements: tuple[JsonText, ...] = key("avtal", "avtal vars dokument är gjorda med filen", default=())
    action: JsonText = required("att_göra", "vad man gör åt det")
    aside: JsonText | None = key("den_nya", "var den nya filen läggs, när den inte ersätter den som finns")


class UpgradeJson(AnswerJson):
    """What is new in the program's templates and clauses, and what became of it."""

    results: tuple[UpgradedJson, ...] = key("resultat", "filerna, en post för varje", default=())
    given: JsonText | None = key("mallar_från", "den version av programmet som mallarna kom med; null om det är okänt")
    program: JsonText = required("program", "programmets version")
    applied: bool = required("genomförd", "om det nya är infört, eller bara visas")
    changed_here: tuple[JsonText, ...] = key("egna_filer", "filer som bara är ändrade här", default=())
    waiting: tuple[JsonText, ...] = key("väntar", "nya filer som redan väntar på att någon för in dem", default=())
    schemas: tuple[JsonText, ...] = key("scheman", "redigerarens scheman och startfilen, när de skrivs om", default=())
    kept: JsonText | None = key("tidigare", "mappen där det som ersattes är sparat")
    report: JsonText | None = key("rapport", "rapportens fil")
