"""The facts of an agreement in the form of running text: lists in prose, names as a reader is used to them."""

from __future__ import annotations

import re

from iopdocs.laws.act import Act
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
from iopdocs.model.document_names import document_noun
from iopdocs.model.party import OwnEffort, Party
from iopdocs.model.terms import Prolongation, Term
from iopdocs.swedish import names, prose, words
from iopdocs.swedish.definite import definite
from iopdocs.templating.doubted import like
from iopdocs.templating.values import View
from iopdocs.vocabulary.activities import ACTIVITY_EXTRAS, is_infinitive
from iopdocs.vocabulary.declared import Extra, Extras
from iopdocs.vocabulary.money import amount_in_words
from iopdocs.vocabulary.news_facts import LawSubject, UnitEfforts
from iopdocs.vocabulary.parties import common_name, term
from iopdocs.vocabulary.press import data
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.vocabulary.together import called_together


def _called_in_news(party: Party, scene: Scene) -> str:
    """What news calls a party that has been introduced: by its name where several of its kind take part."""
    alike = [one for one in scene.parties if (one.public, one.nonprofit) == (party.public, party.nonprofit)]
    return called_together((party,), scene) if len(alike) == 1 else common_name(party, scene)


def _efforts(party: Party, scene: Scene) -> object:
    units: dict[tuple[str | None, bool], list[str]] = {}
    for one in party.own_efforts:
        text = (one.text or scene.gap(label_of(OwnEffort, "text"))).removesuffix(".")
        plain = names.lower_first(text)
        infinitive = is_infinitive(plain)
        units.setdefault((one.unit, infinitive), []).append(plain if infinitive else text)
    made = [
        UnitEfforts(enhet=unit or scene.missing("enhet"), texter=texts, i_infinitiv=infinitive)
        for (unit, infinitive), texts in units.items()
    ]
    return made or scene.missing("egna insatser")


def _several_do(agreement: Agreement, scene: Scene) -> bool:
    performers = {one.by for one in agreement.activities if one.by}
    several = len(agreement.nonprofit_parties) > 1 or len(performers) > 1
    return several or bool(data(scene).same_decision) or any(_is_public(one, agreement) for one in performers)


def _is_public(id_of_party: str, agreement: Agreement) -> bool:
    party = agreement.party(id_of_party)
    return party is not None and party.public


def _at_most_once(prolongation: Prolongation, _: Scene) -> bool:
    return prolongation.most == 1


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


def _who_began(background: Background, scene: Scene) -> object:
    """Return what is said of the initiative when it begins with a party by name, and can stand after *av*.

    *jouren*, *Väntjänsten, i maj 2024*; not *Väntjänsten tog initiativet*.
    """
    if background.initiative is None:
        return scene.missing("initiativ")
    said = background.initiative.strip().removesuffix(".")
    name, comma, more = said.partition(",")
    for party in scene.agreement.parties:
        if name and name.casefold() in _every_name(party, scene):
            by = term(party, scene) if name.casefold() in {party.id, term(party, scene).casefold()} else name
            return like(background.initiative, f"{by}{comma}{more}")
    return scene.missing("initiativ")


def _every_name(party: Party, scene: Scene) -> set[str]:
    names = (party.id, party.name, party.known_as, party.own_noun, term(party, scene), *party.spellings)
    return {one.casefold() for one in names if one}


def _law_subjects(background: Background, scene: Scene) -> object:
    acts: dict[str | None, list[str]] = {}
    unnamed: list[str] = []
    for one in background.laws:
        if one.meaning:
            act = _act(one, scene)
            meaning = prose.about(one.meaning.removesuffix("."))
            if data(scene).show_laws:
                # The act has been named before the bracket.
                cited = scene.typed_law(one)
                meaning += f" ({cited.removesuffix(f' {act.full}').removesuffix(f' {act.name}') if act else cited})"
            elif act is None:
                unnamed.append(scene.typed_law(one))
            acts.setdefault(act.name if act else None, []).append(meaning)
    named = prose.series(unnamed) if unnamed else scene.missing("lagrum")
    made = [
        LawSubject(lag=act or scene.missing("lagens namn"), lagrum=named, om=prose.each_after("om", subjects))
        for act, subjects in acts.items()
    ]
    return made or scene.missing("vad lagen handlar om")


def _cited(reference: LawReference, scene: Scene) -> str:
    about = f" om {prose.about(reference.meaning.removesuffix('.'))}" if reference.meaning else ""
    return scene.typed_law(reference) + about


def _act(reference: LawReference, scene: Scene) -> Act | None:
    cited, day = reference.citation, scene.law_day
    return scene.libraries.laws.look_up(cited, day).act if cited and day else None


def _earlier(one: EarlierArrangement, scene: Scene) -> str:
    called = one.name or scene.gap(label_of(EarlierArrangement, "name"))
    noun = document_noun(called)
    name = names.lower_first(called)
    told = f"{noun.article} {name}" if noun.indefinite == name else name
    year = "" if one.lacks("year") else f" från {scene.told(one, 'year')}"
    amount = amount_in_words(one, "amount", scene)
    return told + year + (f" på {amount}" if amount else "")


def _whole_years(term: Term, scene: Scene) -> object:
    """The length of the period when it is whole calendar years from 1 January: ``tre år``, ``ett år``."""
    if not (term.start and term.end) or (term.start.month, term.start.day, term.end.month, term.end.day) != (
        1,
        1,
        12,
        31,
    ):
        return scene.missing("avtalstidens längd")
    return words.count(term.end.year - term.start.year + 1, "ett år", "år")


def _group(group: JointGroup, scene: Scene) -> str:
    """A group in the definite form: *den gemensamma styrgruppen*, *styrgruppen*; another name as it is written."""
    called = group.name or scene.gap(label_of(JointGroup, "name"))
    name = names.lower_first(called)
    if not name.endswith("grupp"):
        known = name if name.endswith(("en", "et", "na")) else definite(name)
        return known or (name if "grupp" in name else f"gruppen {called}")
    before, _, last = name.rpartition(" ")
    if not before:
        return f"{last}en"
    adjective = before if before.endswith("a") else f"{before}ma" if before.endswith("sam") else f"{before}a"
    return f"den {adjective} {last}en"


def _ends_with(group: JointGroup, scene: Scene) -> bool:
    how = scene.agreement.follow_up.how if scene.agreement.follow_up else None
    return bool(how) and (how or "").endswith(_group(group, scene))


def _of_party(party: Party, scene: Scene) -> object:
    mine = [scene.view(one) for one in scene.agreement.activities if party.id and one.by == party.id]
    return mine or scene.missing("insatser")


def _goal_word(agreement: Agreement, scene: Scene) -> str:
    """What all goals together are called: *effektmål* when every one of them is that, else *mål*."""
    levels = {goal.level for goal in agreement.goals}
    return "effektmål" if levels == {"effektmål"} else "mål"


TOLD_EXTRAS: Extras = {
    Agreement: {
        "flera_gör": Extra(
            bool,
            "om det måste sägas vem som gör vad: flera idéburna parter, flera som utför, ett beslut om flera avtal",
            _several_do,
        ),
        "mål_efter_att": Extra(
            bool,
            "om alla mål kan stå efter ”att”",
            lambda agreement, _: all(goal.text and prose.follows_that(goal.text) for goal in agreement.goals),
        ),
        "målord": Extra(str, "vad målen kallas tillsammans: effektmål när alla är det, annars mål", _goal_word),
    },
    Goal: {
        "i_ingress": Extra(
            bool,
            "om målet ska nämnas i ingressen",
            lambda goal, scene: bool(goal.id and goal.id == data(scene).lead_goal),
        ),
        "efter_att": Extra(
            bool,
            "om målet kan stå efter ”att”: det har ett verb",
            lambda goal, _: bool(goal.text) and prose.follows_that(goal.text),
        ),
        "utan_verb": Extra(
            bool,
            "om målet säkert saknar verb, och kan stå efter ”är”",
            lambda goal, _: bool(goal.text) and prose.is_phrase(goal.text),
        ),
    },
    Activity: ACTIVITY_EXTRAS,
    Commitment: {
        "inom_avtalet": Extra(
            bool, "om åtagandet hänvisar till avtalet självt", lambda one, scene: bool(_WITHIN.search(one.text or ""))
        ),
    },
    Conditions: {"regler": Extra(list[str], "de regler som den idéburna parten ska följa", _rules)},
    Prolongation: {
        "bara_en_gång": Extra(bool, "om avtalet förlängs högst en gång, så att ”i taget” inte sägs", _at_most_once)
    },
    Term: {"hela_år": Extra(str, "avtalstidens längd i hela kalenderår: tre år", _whole_years)},
    JointGroup: {
        "bestämd": Extra(str, "gruppen i bestämd form: styrgruppen", _group),
        "följer_upp": Extra(
            bool,
            "om gruppen är den första och uppföljningens ord slutar med den, så att ”där” kan stå efter",
            lambda group, scene: group is scene.agreement.groups[0] and _ends_with(group, scene),
        ),
    },
    EarlierArrangement: {"i_text": Extra(str, "avtalet i löptext: en samverkansöverenskommelse från 2018", _earlier)},
    LawReference: {"i_text": Extra(str, "lagrummet med vad det handlar om", _cited)},
    Background: {
        "lagar": Extra(list[LawSubject], "lagarna, med vad de handlar om", _law_subjects),
        "initiativ_av": Extra(
            str, "den part som tog initiativet, och det som mer sägs om det: jouren, i maj", _who_began
        ),
        "initiativ_i_mening": Extra(
            bool,
            "om det som sägs om initiativet har ett verb",
            lambda one, _: (
                bool(one.initiative) and (prose.is_clause(one.initiative) or prose.tells_past(one.initiative))
            ),
        ),
    },
    Party: {
        "i_nyhet": Extra(
            str, "vad parten kallas sedan den har nämnts: jouren; vid namn när flera är med", _called_in_news
        ),
        "heter_annat": Extra(
            bool,
            "om det juridiska namnet är ett annat än det i dagligt tal",
            lambda one, _: one.name != one.common_name,
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
