"""The words a template can use: each name, and the function that works out what it stands for.

Every document type gets the same words; only those a template uses are worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from iopdocs.deadlines import end_of
from iopdocs.errors import InvalidLibrary, Problem
from iopdocs.model.agreement import Agreement
from iopdocs.model.base import Record, label_of
from iopdocs.model.content import Activity, Commitment, Hours, JointGroup, LawReference
from iopdocs.model.document_names import IOP, document_noun, named_in_full
from iopdocs.model.meeting import Action, Meeting, NextMeeting, Participant
from iopdocs.model.party import Contact, Party
from iopdocs.model.press import Press, Quote
from iopdocs.model.terms import Amendments
from iopdocs.swedish import clock
from iopdocs.swedish.names import upper_first
from iopdocs.templating.doubted import like
from iopdocs.templating.environment import BUDGET
from iopdocs.templating.gaps import Missing
from iopdocs.templating.values import View
from iopdocs.vocabulary import (
    compiling,
    minutes,
    money,
    narrative,
    news,
    news_money,
    parties,
    phrasings,
    revisions,
    sections,
    told,
)
from iopdocs.vocabulary import (
    press as pressing,
)
from iopdocs.vocabulary.declared import Extra, Extras, Word, together
from iopdocs.vocabulary.facts import (
    ClauseBlock,
    DecisionRow,
    EconomyFacts,
    GoalRow,
    LaterDocument,
    MoneyRow,
    NamedDocument,
    NarrativeFacts,
    NewsFacts,
    PartyGroup,
    PartyPair,
    ReplacedAgreement,
    SectionFacts,
    Stage,
)
from iopdocs.vocabulary.rendering_state import Scene


def _document(scene: Scene, _: Mapping[str, Any]) -> NamedDocument:
    name, compiles = scene.agreement.document_name, scene.document.description.compiles
    noun = document_noun(name or "avtal")
    shown = f"{upper_first(name)}, {compiles.name}" if name and compiles else upper_first(name or "")
    return NamedDocument(
        namn=like(name, shown) if name else scene.missing("handlingens namn"),
        obestämd=noun.indefinite,
        bestämd=noun.definite,
        fullt_namn=named_in_full(name) if name else scene.missing("handlingens namn"),
        detta=noun.this,
        en=noun.article,
        om_iop=noun.subject(scene.agreement.is_iop),
        pronomen="den" if noun.common_gender or noun.definite.startswith("överenskommelsen") else "det",
        i_nyhet=f"ett {IOP}" if scene.agreement.is_iop else f"{noun.article} {noun.indefinite}",
        samarbete="idéburna offentliga partnerskap (IOP)" if scene.agreement.is_iop else "samarbete",
        flera="idéburna offentliga partnerskap (IOP)" if scene.agreement.is_iop else "avtal",
        iop=scene.agreement.is_iop,
        typ=scene.document.description.name,
        dag=scene.day,
        lagdag=scene.law_day or scene.missing("den dag vars lag gäller"),
    )


def _item(scene: Scene) -> View[Record] | Missing:
    """Return the record the document is about, or a missing one: then the document is a form, or about no record."""
    return scene.view(scene.item) if scene.item else Missing("post", scene, scene.document.record)


def _stage(scene: Scene, _: Mapping[str, Any]) -> Stage:
    status, term = scene.agreement.status, scene.agreement.term
    start, end = (term.start if term else None), end_of(term)
    said = term.said_of("start") if term else None
    earliest = start or (said.not_before if said else None)
    before = earliest is not None and scene.own_day < earliest
    after = end is not None and scene.own_day > end
    return Stage(
        förslag=status == "förslag",
        beslutat=status == "beslutat",
        undertecknat=status == "undertecknat",
        okänt=status is None,
        före_start=before,
        pågår=not before and not after,
        efter_slut=after,
        utkast=not scene.final,
        final=scene.final,
    )


def _signed_late(agreement: Agreement, scene: Scene) -> bool:
    start = agreement.term.start if agreement.term else None
    return start is not None and any(day > start for day in agreement.signing_days)


def _signing_day(agreement: Agreement, scene: Scene) -> object:
    own = any(person.signed for party in agreement.parties for person in party.signatories)
    return (None if own else agreement.signed) or scene.missing(label_of(Agreement, "signed"))


def _end_in_part(agreement: Agreement, scene: Scene) -> object:
    return scene.told(agreement.term, "end") if agreement.term else scene.missing("avtalstidens sista dag")


def _hours(hours: Hours, scene: Scene) -> object:
    if hours.said and all(ends := [scene.told(hours, "start"), scene.told(hours, "end")]):
        return " till ".join(clock.format(one) if isinstance(one, clock.ClockTime) else str(one) for one in ends)
    if hours.start and hours.end:
        return like([hours.start, hours.end], clock.format_range(clock.ClockRange(hours.start, hours.end)))
    if hours.start is None and hours.end is None:
        return scene.missing("tider")
    start, end = (time and clock.format(time) for time in (hours.start, hours.end))
    return f"{start or scene.gap(label_of(Hours, 'start'))}–{end or scene.gap(label_of(Hours, 'end'))}"


def _by(name: Callable[[Party, Scene], str], activity: Activity, scene: Scene) -> object:
    party = scene.agreement.party(activity.by)
    return name(party, scene) if party else scene.missing("vem som utför insatsen", activity)


_OWN: Extras = {
    Activity: {
        "utförs_av_bestämd": Extra(
            str, "den part som utför insatsen, så som avtalet kallar den", partial(_by, parties.term)
        ),
        "utförs_av_namn": Extra(
            str, "den part som utför insatsen, med namn i dagligt tal", partial(_by, parties.common_name)
        ),
    },
    Hours: {"klocktid": Extra(str, "kl. 8.00–22.00", _hours)},
    Amendments: {
        "ingen_ny_part": Extra(
            bool, "om det sägs att ingen ny part får ansluta sig", lambda one, _: one.may_join is False
        )
    },
    LawReference: {"text": Extra(str, "lagrummet i standardform", lambda reference, scene: scene.typed_law(reference))},
    Agreement: {
        "har_egna_insatser": Extra(
            bool,
            "om någon part redan gör något i egen regi",
            lambda agreement, scene: any(party.own_efforts for party in scene.parties),
        ),
        "gemensamma_åtaganden": Extra(
            list[View[Commitment]],
            "åtaganden som inte är en enda parts",
            lambda agreement, scene: parties.commitments(None, scene),
        ),
        "underskriftens_dag": Extra(
            date, "den dag då alla hade undertecknat, när ingen undertecknare har en egen dag", _signing_day
        ),
        "undertecknas_sent": Extra(bool, "om någon part har undertecknat efter avtalstidens första dag", _signed_late),
        "alla_bidrar": Extra(
            bool,
            "om varje part bidrar med något eget",
            lambda agreement, scene: all(parties.contributes(party, scene) for party in scene.parties),
        ),
        "mål_mäts": Extra(
            bool,
            "om något mål har en indikator eller ett målvärde",
            lambda agreement, scene: any(goal.indicator or goal.target for goal in agreement.goals),
        ),
        "sista_dag": Extra(
            date,
            "avtalstidens sista dag, även när bara längden är känd",
            lambda agreement, scene: minutes.last_day(scene) or _end_in_part(agreement, scene),
        ),
    },
}

EXTRAS = together(
    parties.PARTY_EXTRAS,
    pressing.PRESS_EXTRAS,
    minutes.MINUTES_EXTRAS,
    money.MONEY_EXTRAS,
    news.NEWS_EXTRAS,
    news_money.NEWS_MONEY_EXTRAS,
    told.TOLD_EXTRAS,
    revisions.REVISION_EXTRAS,
    _OWN,
)

_People = list[View[Participant]]

WORDS: Mapping[str, Word] = {
    "avtal": Word(View[Agreement], "avtalet: hela filen", lambda scene, _: scene.view(scene.agreement)),
    "dokument": Word(NamedDocument, "det dokument som görs", _document),
    "läge": Word(Stage, "hur långt avtalet har kommit", _stage),
    "parter": Word(
        list[View[Party]],
        "parterna när dokumentet görs; de som ansluter sig genom tillägg räknas från den dagen",
        lambda scene, _: [scene.view(party) for party in scene.parties],
    ),
    "parter_i_par": Word(
        list[PartyPair],
        "parterna två och två, för underskrifter bredvid varandra",
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
        lambda scene, _: _item(scene),
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
        lambda scene, _: minutes.participants(scene, "ordförande", "sekreterare", "ledamot"),
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
        lambda scene, _: minutes.actions(scene),
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
