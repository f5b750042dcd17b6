"""The words a template can use: each name, and the function that works out what it stands for.

Every document type gets the same words; only those a template uses are worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from iopdocs.errors import InvalidLibrary, Problem
from iopdocs.model.agreement import Agreement
from iopdocs.model.base import Record
from iopdocs.model.content import JointGroup
from iopdocs.model.meeting import Action, Meeting, NextMeeting, Participant
from iopdocs.model.party import Contact, Party
from iopdocs.model.press import Press, Quote
from iopdocs.templating.environment import BUDGET
from iopdocs.templating.values import View
from iopdocs.vocabulary import (
    actions,
    annexes,
    compiling,
    confirmations,
    minutes,
    money,
    narrative,
    news,
    news_money,
    parties,
    phrasings,
    revisions,
    sections,
    the_agreement,
    the_document,
    told,
)
from iopdocs.vocabulary import (
    press as pressing,
)
from iopdocs.vocabulary.declared import Word, together
from iopdocs.vocabulary.facts import (
    ClauseBlock,
    ConfirmationRow,
    DecisionRow,
    EconomyFacts,
    GoalRow,
    LaterDocument,
    MoneyRow,
    NamedDocument,
    PartyGroup,
    PartyPair,
    ReplacedAgreement,
    SectionFacts,
    Stage,
)
from iopdocs.vocabulary.news_facts import NarrativeFacts, NewsFacts
from iopdocs.vocabulary.rendering_state import Scene

EXTRAS = together(
    parties.PARTY_EXTRAS,
    pressing.PRESS_EXTRAS,
    minutes.MINUTES_EXTRAS,
    money.MONEY_EXTRAS,
    news.NEWS_EXTRAS,
    news_money.NEWS_MONEY_EXTRAS,
    told.TOLD_EXTRAS,
    revisions.REVISION_EXTRAS,
    annexes.ANNEX_EXTRAS,
    the_agreement.AGREEMENT_EXTRAS,
)

_People = list[View[Participant]]

WORDS: Mapping[str, Word] = {
    "avtal": Word(View[Agreement], "avtalet: hela filen", lambda scene, _: scene.view(scene.agreement)),
    "dokument": Word(NamedDocument, "det dokument som görs", the_document.document),
    "läge": Word(Stage, "hur långt avtalet har kommit", the_document.stage),
    "parter": Word(
        list[View[Party]],
        "parterna när dokumentet görs; de som ansluter sig genom tillägg räknas från den dagen",
        lambda scene, _: [scene.view(party) for party in scene.parties],
    ),
    "parter_i_par": Word(
        list[PartyPair],
        "parterna två och två, för underskrifter bredvid varandra; de som ansluter sig genom handlingen kommer sist",
        lambda scene, _: parties.pairs(scene),
    ),
    "parterna": Word(PartyGroup, "alla parter som grupp", lambda scene, _: parties.groups(scene)["parterna"]),
    "offentliga": Word(
        PartyGroup, "de offentliga parterna som grupp", lambda scene, _: parties.groups(scene)["offentliga"]
    ),
    "idéburna": Word(PartyGroup, "de idéburna parterna som grupp", lambda scene, _: parties.groups(scene)["idéburna"]),
    "ekonomi": Word(EconomyFacts, "ekonomin, uträknad", lambda scene, _: money.economy(scene)),
    "avsnitt": Word(
        list[SectionFacts],
        "avsnitten i `dokument.yaml` som ska med, med sina klausuler",
        lambda scene, context: compiling.compile_sections(sections.sections(scene, context), scene, context),
    ),
    "bestående_villkor": Word(
        list[str],
        "vad de klausuler handlar om som är med och gäller också sedan avtalet har upphört (`består`)",
        sections.surviving,
    ),
    "bekräftelser": Word(
        list[ConfirmationRow],
        "bekräftelselistan: det som ska vara bekräftat innan parterna undertecknar; tom när de har gjort det",
        lambda scene, _: confirmations.rows(scene),
    ),
    "bekräftelser_anmärkta": Word(
        bool,
        "om något i bekräftelselistan har en anmärkning, eller en sista dag som den gäller",
        lambda _, context: any(one.anmärkning or one.gäller_till for one in context["bekräftelser"]),
    ),
    "handlingar": Word(
        list[LaterDocument],
        "tillägg och förlängningar, när dokumenttypen sammanställer avtalet med dem; annars inga",
        lambda scene, _: compiling.later_documents(scene),
    ),
    "ersatt_avtal": Word(
        ReplacedAgreement,
        "det avtal som detta ersätter, ur dess fil; saknas när `ersätter` saknas eller filen inte finns",
        lambda scene, _: revisions.replaced(scene),
    ),
    "lag": Word(
        Callable[[str], str],
        "en hänvisning till lagen som den gällde på lagdagen; inom parentesen ett [ämne](../lagamnen.md)",
        lambda scene, _: scene.law,
    ),
    "klausul": Word(
        Callable[[str], list[ClauseBlock]],
        "en klausuls stycken; inom parentesen klausulens id",
        lambda scene, context: lambda name: sections.clause_blocks(name, scene, context),
    ),
    "formulering": Word(
        Callable[..., list[ClauseBlock] | str],
        "en av dokumenttypens egna [formuleringar](formuleringar.md), skriven i `dokument.yaml`",
        lambda scene, context: lambda name, *about: phrasings.phrase(name, about, scene, context),
    ),
    "berättelse": Word(
        NarrativeFacts,
        "en text som byggs av [meningarna](meningar.md) i dokumenttypens mapp, i den ordning `dokument.yaml` säger",
        narrative.narrative,
    ),
    "nyhet": Word(NewsFacts, "vad som har hänt på pressmeddelandets datum", lambda scene, _: news.news(scene)),
    "press": Word(View[Press], "uppgifterna för pressmeddelandet", lambda scene, _: pressing.press(scene)),
    "citat": Word(list[View[Quote]], "pressmeddelandets citat", lambda scene, _: pressing.quotes(scene)),
    "avsändare": Word(View[Party], "den part som sänder ut texten", lambda scene, _: pressing.sender(scene)),
    "kontakter": Word(
        list[View[Contact]],
        "pressmeddelandets kontakter, eller parternas när det inte har egna",
        lambda scene, _: pressing.contacts(scene),
    ),
    "post": Word(
        View[Record],
        "den post i en lista som dokumentet handlar om, när typen `upprepas` i `dokument.yaml`: tillägget, "
        "förlängningen eller mötet, med dess nycklar",
        lambda scene, _: the_document.item(scene),
    ),
    "möte": Word(
        View[Meeting],
        "mötet; saknas när dokumentet är en blankett: `{% if möte %}`",
        lambda scene, _: minutes.meeting(scene),
    ),
    "grupp": Word(View[JointGroup], "gruppen som möts", lambda scene, _: minutes.group(scene)),
    "närvarande": Word(
        _People,
        "ordförande, sekreterare och ledamöter som var med",
        lambda scene, _: minutes.participants(scene, "ordförande", "sekreterare", "ledamot", None),
    ),
    "ersättare": Word(_People, "ersättare som var med", lambda scene, _: minutes.participants(scene, "ersättare")),
    "övriga": Word(_People, "övriga som var med", lambda scene, _: minutes.participants(scene, "övrig")),
    "frånvarande": Word(_People, "de som inte var med", lambda scene, _: minutes.participants(scene, absent=True)),
    "ordförande": Word(View[Participant], "mötets ordförande", lambda scene, _: minutes.holder(scene, "ordförande")),
    "sekreterare": Word(View[Participant], "mötets sekreterare", lambda scene, _: minutes.holder(scene, "sekreterare")),
    "mål_rader": Word(
        list[GoalRow],
        "de mål som mötet har ett utfall för; i en blankett alla avtalets mål",
        lambda scene, _: minutes.goals(scene),
    ),
    "ekonomi_rader": Word(
        list[MoneyRow],
        "de poster som mötet har ett utfall för, med årets budget; i en blankett alla",
        lambda scene, _: minutes.money(scene),
    ),
    "budgetår": Word(int, "det år vars budget protokollet visar", lambda scene, _: minutes.budget_year(scene)),
    "beslut_rader": Word(list[DecisionRow], "mötets frågor och beslut", lambda scene, _: minutes.decisions(scene)),
    "åtgärder": Word(
        list[View[Action]],
        "öppna åtgärder från tidigare möten och mötets egna",
        lambda scene, _: actions.actions(scene),
    ),
    "förlängning_aktuell": Word(
        bool, "om förlängningen ska tas upp på mötet", lambda scene, _: minutes.prolongation_due(scene)
    ),
    "sista_uppsägningsdag": Word(
        date,
        "sista dag för uppsägning eller besked om förlängning",
        lambda scene, _: minutes.notice_day(scene) or scene.missing("sista dag för uppsägning eller besked"),
    ),
    "nästa_möte": Word(View[NextMeeting], "nästa möte", lambda scene, _: minutes.meeting(scene).nästa_möte),
}


class Context(Mapping[str, Any]):
    """The words of one document, each worked out once, when it is first asked for."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._found: dict[str, Any] = {BUDGET: scene.allowance}
        self._open: list[str] = []

    def __getitem__(self, name: str) -> Any:
        """Return what a word stands for. Raises InvalidLibrary when working it out needs the word itself."""
        if name not in self._found:
            if name in self._open:
                hint = "En klausul kan inte skriva ut de avsnitt som den själv står i."
                raise InvalidLibrary(Problem(f"”{name}” hänvisar till sig själv", hint=hint, code="rundgång"))
            self._open.append(name)
            try:
                self._found[name] = WORDS[name].work_out(self._scene, self)
            finally:
                self._open.pop()
        return self._found[name]

    def __contains__(self, name: object) -> bool:
        return name in WORDS or name == BUDGET

    def __iter__(self) -> Iterator[str]:
        return iter(WORDS)

    def __len__(self) -> int:
        return len(WORDS)

    def only(self, names: frozenset[str]) -> dict[str, Any]:
        """Return the words among ``names`` that exist, worked out, and the budget of the document."""
        return {name: self[name] for name in (*WORDS, BUDGET) if name in names or name == BUDGET}
