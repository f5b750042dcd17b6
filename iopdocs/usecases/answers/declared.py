"""The declared answer of each command."""

from __future__ import annotations

from iopdocs.usecases.answers.adopted import AdoptJson
from iopdocs.usecases.answers.archived import ArchiveJson
from iopdocs.usecases.answers.base import AnswerJson
from iopdocs.usecases.answers.checked import CheckJson
from iopdocs.usecases.answers.cleaned import CleanJson
from iopdocs.usecases.answers.converted import ConvertJson
from iopdocs.usecases.answers.demands import DemandsJson
from iopdocs.usecases.answers.documents import CompareJson, OverrideJson, VerifyJson
from iopdocs.usecases.answers.explained import ExplainJson
from iopdocs.usecases.answers.finished import FinishJson
from iopdocs.usecases.answers.impact import ImpactJson
from iopdocs.usecases.answers.imported import ImportJson
from iopdocs.usecases.answers.libraries import ClausesJson, LawJson
from iopdocs.usecases.answers.rendered import RenderJson
from iopdocs.usecases.answers.renewed import RenewJson
from iopdocs.usecases.answers.sentences import SentencesJson
from iopdocs.usecases.answers.signing import SignedJson, SignJson
from iopdocs.usecases.answers.standing import StatusJson
from iopdocs.usecases.answers.template_checked import TemplateCheckJson
from iopdocs.usecases.answers.template_diffed import TemplateDiffJson
from iopdocs.usecases.answers.template_shown import TemplateShowJson
from iopdocs.usecases.answers.template_tried import TemplateTryJson
from iopdocs.usecases.answers.upgraded import UpgradeJson

#: The declared answer of each command that can answer as JSON.
ANSWERS: dict[str, type[AnswerJson]] = {
    "archive": ArchiveJson,
    "check": CheckJson,
    "clauses": ClausesJson,
    "clean": CleanJson,
    "compare": CompareJson,
    "convert": ConvertJson,
    "demands": DemandsJson,
    "explain": ExplainJson,
    "finish": FinishJson,
    "impact": ImpactJson,
    "import": ImportJson,
    "law": LawJson,
    "override": OverrideJson,
    "render": RenderJson,
    "renew": RenewJson,
    "sentences": SentencesJson,
    "sign": SignJson,
    "signed": SignedJson,
    "status": StatusJson,
    "template adopt": AdoptJson,
    "template check": TemplateCheckJson,
    "template diff": TemplateDiffJson,
    "template show": TemplateShowJson,
    "template try": TemplateTryJson,
    "upgrade": UpgradeJson,
    "verify": VerifyJson,
}
