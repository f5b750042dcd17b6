"""What news tells of an agreement: what has happened as of the release's date, and facts in the form a reader is used to."""

from __future__ import annotations

import re
from datetime import date
from typing import TypeVar

from iopdocs.economy import describe
from iopdocs.economy.components import is_recurring
from iopdocs.model.agreement import Agreement
from iopdocs.model.base import label_of
from iopdocs.model.content import (
    Activity,
    Background,
    Commitment,
    Conditions,
    EarlierArrangement,
    Goal,
    JointGroup,
    LawReference,
)
from iopdocs.model.decision import Decision, Status
from iopdocs.model.document_names import document_noun
from iopdocs.model.money import Component, Contribution
from iopdocs.model.party import Party
from iopdocs.model.press import Release
from iopdocs.model.revision import Addition, Extension, Revision
from iopdocs.model.terms import Term
from iopdocs.swedish import clock, lists, money, names, prose, words
from iopdocs.templating.gaps import Missing
from iopdocs.templating.values import View
from iopdocs.vocabulary.declared import Extra, Extras
from iopdocs.vocabulary.facts import LawSubject, NewsFacts, UnitEfforts
from iopdocs.vocabulary.parties import PUBLIC, called_together
from iopdocs.vocabulary.press import data
from iopdocs.vocabulary.rendering_state import Scene

R = TypeVar("R", bound=Revision)


def news(scene: Scene) -> NewsFacts:
    """Return what the release tells of."""
    press, agreement = data(scene), scene.agreement
    release = press if isinstance(press, Release) else None
    addition = _numbered(agreement.additions, release.addition if release else None)
    extension = _numbered(agreement.extensions, release.extension if release else None)
    told: Agreement | Revision = addition or extension or agreement
    later = bool(addition or extension or press.event in {"uppföljning", "avslut"})
    stage = _stage(told, press.published)
    return NewsFacts(
        dag=press.published or scene.missing("datum för publicering"),
        förslag=stage == "förslag",
        beslut=stage == "beslutat",
        underskrift=stage == "undertecknat",
        okänt=stage is None,
        förnyelse=press.event == "förnyelse",
        uppföljning=press.event == "uppföljning",
        avslut=press.event == "avslut",
        senare=later,
        tillägg=scene.view(addition) if addition else Missing("tillägg", scene, Addition),
        förlängning=scene.view(extension) if extension else Missing("förlängning", scene, Extension),
    )


def _numbered(records: tuple[R, ...], number: int | None) -> R | None:
    """Return the record of a number: its own, or that of its place in the list."""
    if number is None:
        return None
    own = next((one for one in records if one.number == number), None)
    return own or (records[number - 1] if 0 < number <= len(records) else None)


def _stage(told: Agreement | Revision, published: date | None) -> Status | None:
    """Return how far it has come on the day of the release: what happens after that day has not happened."""
    status = told.status
    if published is None or status is None:
        return status
    if status == "undertecknat" and any(day > published for day in told.signing_days):
        status = "beslutat" if told.decisions else "förslag"
    if status == "beslutat" and any(one.day and one.day > published for one in told.decisions):
        status = "förslag"
    return status


def _is_made(decision: Decision, scene: Scene) -> bool:
    published, status = data(scene).published, scene.agreement.status
    if decision.day and published:
        return decision.day <= published
    return status in {"beslutat", "undertecknat"}


# What an item of money is called when its name says nothing of what the money is for.
_ONLY_MONEY = re.compile(
    r"(?:(?:ekonomisk\w*|årlig\w*|kommunal\w*|offentlig\w*)\s+)*"
    r"\w*(?:medel|ersättning(?:en)?|bidrag(?:et)?|stöd(?:et)?|anslag|pengar|belopp(?:et)?)",
    re.IGNORECASE,
)


def _purpose(component: Component, scene: Scene) -> object:
    if component.label is None:
        return scene.missing(label_of(Component, "label"))
    if _ONLY_MONEY.fullmatch(component.label.strip()):
        return scene.missing("vad pengarna går till")
    return names.lower_first(component.label)


def _in_news(component: Component, scene: Scene) -> str:
    """The amount as news has it: ``2 970 000 kronor 2022``, ``400 000 kronor per år``; the uplift is told apart."""
    economy, term = scene.agreement.economy, scene.agreement.term
    indexation = economy.indexation if economy else None
    uplifted = bool(indexation and indexation.kind != "ingen" and component.indexed)
    first = term.start if term else None
    whole = first is not None and (first.month, first.day) == (1, 1) and first.year == component.year
    if component.kind == "per år" and is_recurring(component) and uplifted and component.amount is not None and whole:
        return f"{money.format(component.amount)} {component.year}"
    within = scene.money is not None and scene.money.within_a_year
    text = describe(component, scene.gap, indexation, within_a_year=within).removesuffix(", med årlig uppräkning")
    if component.kind == "naturaprestation":
        return names.lower_first(component.description or component.label or scene.gap(label_of(Component, "label")))
    if component.kind == "totalt" and text.endswith(" totalt"):
        return f"sammanlagt {text.removesuffix(' totalt')}"
    return text.replace(" totalt för ", " för ").replace(" totalt", "")


def _payers(component: Component, scene: Scene) -> str:
    party = scene.agreement.party(component.payer)
    return called_together((party,) if party else scene.agreement.public_parties, PUBLIC, scene)


def _hours(activity: Activity, scene: Scene) -> object:
    told = []
    for one in activity.hours:
        days = names.lower_first(one.days).replace(" till ", "–")
        if one.start and one.end:
            days = f"{days} {clock.format_range_short(clock.ClockRange(one.start, one.end))}"
        elif one.start or one.end:
            at = one.start or one.end
            days = f"{days} {'från' if one.start else 'till'} {clock.format(at)}" if at else days
        told.append(days)
    return prose.series(told) if told else scene.missing("tider")


def _sentence(text: str | None) -> bool:
    return bool(text) and prose.is_sentence(text or "")


def _efforts(party: Party, scene: Scene) -> object:
    units: dict[str | None, list[str]] = {}
    for one in party.own_efforts:
        units.setdefault(one.unit, []).append(one.text.removesuffix("."))
    made = [UnitEfforts(enhet=unit or scene.missing("enhet"), texter=texts) for unit, texts in units.items()]
    return made or scene.missing("egna insatser")


_WITHIN = re.compile(r"\benligt\b.*(?:avsnitt|punkt|bilaga|kapitel|paragraf|§|avtalet|överenskommelsen)", re.IGNORECASE)
_RULES = {
    "documentation": "dokumentation",
    "confidentiality": "tystnadsplikt",
    "child_reports": "orosanmälan",
    "quality": "systematiskt kvalitetsarbete",
    "lex_sarah": "lex Sarah",
}


def _rules(conditions: Conditions, scene: Scene) -> object:
    found = [word for name, word in _RULES.items() if getattr(conditions, name)]
    return found or scene.missing("regler att följa")


def _law_subjects(background: Background, scene: Scene) -> object:
    acts: dict[str | None, list[str]] = {}
    for one in background.laws:
        if one.meaning:
            meaning = one.meaning.removesuffix(".")
            shown = f"{meaning} ({scene.typed_law(one)})" if data(scene).show_laws else meaning
            acts.setdefault(_act(one, scene), []).append(shown)
    made = [LawSubject(lag=act or scene.missing("lagens namn"), om=prose.each_after("om", subjects)) for act, subjects in acts.items()]
    return made or scene.missing("vad lagen handlar om")


def _act(reference: LawReference, scene: Scene) -> str | None:
    if scene.law_day is None:
        return None
    act = scene.libraries.laws.look_up(reference.citation, scene.law_day).act
    return act.name if act else None


def _earlier(one: EarlierArrangement, scene: Scene) -> str:
    noun = document_noun(one.name)
    name = names.lower_first(one.name)
    told = f"{noun.article} {name}" if noun.indefinite == name else name
    year = f" från {one.year}" if one.year else ""
    return told + year + (f" på {money.format(one.amount)}" if one.amount is not None else "")


def _own_contribution(one: Contribution, scene: Scene) -> str:
    what = names.lower_first(one.description.removesuffix("."))
    return f"{what}, till ett värde av {money.format(one.amount)} per år" if one.amount is not None else what


def _whole_years(term: Term, scene: Scene) -> object:
    """The length of the period when it is whole calendar years from 1 January: ``tre år``, ``ett år``."""
    if not (term.start and term.end) or (term.start.month, term.start.day, term.end.month, term.end.day) != (1, 1, 12, 31):
        return scene.missing("avtalstidens längd")
    return words.count(term.end.year - term.start.year + 1, "ett år", "år")


def _group(group: JointGroup, scene: Scene) -> str:
    """A group in the definite form: *den gemensamma styrgruppen*, *styrgruppen*; another name as it is written."""
    name = names.lower_first(group.name)
    if not name.endswith("grupp"):
        return name if name.endswith("en") else f"gruppen {group.name}" if group.name[:1].isupper() else name
    before, _, last = name.rpartition(" ")
    if not before:
        return f"{last}en"
    adjective = before if before.endswith("a") else f"{before}ma" if before.endswith("sam") else f"{before}a"
    return f"den {adjective} {last}en"


def _of_party(party: Party, scene: Scene) -> object:
    mine = [scene.view(one) for one in scene.agreement.activities if party.id and one.by == party.id]
    return mine or scene.missing("insatser")


def _deciding(agreement: Agreement, scene: Scene) -> object:
    bodies = [names.lower_first(one.body) for one in agreement.decisions if one.body and _is_made(one, scene)]
    return prose.series(dict.fromkeys(bodies)) if bodies else scene.missing(label_of(Decision, "body"))


NEWS_EXTRAS: Extras = {
    Agreement: {"beslutande": Extra(str, "de som har beslutat, på pressmeddelandets datum: kommunstyrelsen", _deciding)},
    Goal: {
        "i_ingress": Extra(
            bool, "om målet ska nämnas i ingressen", lambda goal, scene: bool(goal.id and goal.id == data(scene).lead_goal)
        ),
        "efter_att": Extra(
            bool, "om målet kan stå efter ”att”: det har ett verb", lambda goal, scene: prose.follows_that(goal.text)
        ),
    },
    Activity: {
        "tider_i_text": Extra(str, "tiderna på en rad: måndag–torsdag kl. 10–16", _hours),
        "hel_beskrivning": Extra(
            bool, "om beskrivningen är hela meningar", lambda one, scene: _sentence(one.description)
        ),
        "hel_bemanning": Extra(
            bool, "om bemanningen har ett verb", lambda one, scene: bool(one.staffing) and prose.has_verb(one.staffing)
        ),
        "hel_omfattning": Extra(
            bool, "om omfattningen har ett verb", lambda one, scene: bool(one.how_often) and prose.has_verb(one.how_often)
        ),
        "utförs_av_flera": Extra(
            bool,
            "om flera idéburna parter är med, så att det behöver sägas vem som gör vad",
            lambda one, scene: len(scene.agreement.nonprofit_parties) > 1,
        ),
    },
    Commitment: {
        "inom_avtalet": Extra(
            bool, "om åtagandet hänvisar till avtalet självt", lambda one, scene: bool(_WITHIN.search(one.text))
        ),
    },
    Conditions: {"regler": Extra(list[str], "de regler som den idéburna parten ska följa", _rules)},
    Component: {
        "i_nyhet": Extra(str, "beloppet som i en nyhet: 2 970 000 kronor 2022", _in_news),
        "betalare_bestämd": Extra(str, "de som betalar, i löptext: kommunen", _payers),
        "ändamål": Extra(str, "vad pengarna är till, när benämningen säger det", _purpose),
    },
    Contribution: {"i_text": Extra(str, "det egna bidraget i löptext, med värdet när det är angivet", _own_contribution)},
    Term: {"hela_år": Extra(str, "avtalstidens längd i hela kalenderår: tre år", _whole_years)},
    JointGroup: {"bestämd": Extra(str, "gruppen i bestämd form: styrgruppen", _group)},
    EarlierArrangement: {
        "i_text": Extra(str, "avtalet i löptext: en samverkansöverenskommelse från 2018", _earlier)
    },
    Background: {"lagar": Extra(list[LawSubject], "lagarna, med vad de handlar om", _law_subjects)},
    Decision: {"är_fattat": Extra(bool, "om beslutet är fattat på pressmeddelandets datum", _is_made)},
    Party: {
        "heter_annat": Extra(
            bool, "om det juridiska namnet är ett annat än det i dagligt tal", lambda one, _: one.name != one.common_name
        ),
        "presentation_har_året": Extra(
            bool,
            "om presentationen redan säger när parten började sin verksamhet",
            lambda one, _: bool(one.active_since) and any(str(one.active_since) in text for text in one.presentation),
        ),
        "insatser": Extra(list[View[Activity]], "insatserna som parten utför", _of_party),
        "insatser_per_enhet": Extra(list[UnitEfforts], "det parten redan gör i egen regi, enhet för enhet", _efforts),
    },
}
