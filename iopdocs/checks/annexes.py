"""The papers beside the agreement: none contradicts itself or the agreement. What is not said is a gap, no fault."""

from __future__ import annotations

from collections.abc import Iterator

from iopdocs.checks.case import Case
from iopdocs.deadlines import end_of
from iopdocs.errors import Problem, Severity
from iopdocs.model.annexes import Processing, SignedApart
from iopdocs.reading import KeyPath

CONTRADICTS = "bilaga-motsäger-sig"


def processings(case: Case) -> Iterator[Problem]:
    """Require of a processing agreement that two parties make it, in time, within what the agreement says (art. 28)."""
    for number, one in enumerate(case.agreement.processings):
        path: KeyPath = ("personuppgiftsbiträden", number)
        yield from _two_parties(case, one, path)
        yield from _signers(case, one, path)
        yield from _of_its_time(case, one, path)


def _two_parties(case: Case, one: Processing, path: KeyPath) -> Iterator[Problem]:
    if one.controller and one.controller == one.processor:
        message = f"”{one.processor}” är både personuppgiftsansvarig och biträde åt sig själv."
        yield wrong(case, (*path, "biträde"), message, "Skriv den part som behandlar uppgifterna åt den andra.")
    role = case.agreement.conditions.personal_data
    if role in {"självständiga", "gemensamt"}:
        message = (
            f"Avtalet säger under villkor att parternas roller är ”{role}”, men här är en part biträde åt en annan."
        )
        hint = "Skriv personuppgifter: biträde under villkor, eller ta bort behandlingen om ingen part är biträde."
        yield wrong(case, path, message, hint)


def _signers(case: Case, one: SignedApart, path: KeyPath) -> Iterator[Problem]:
    for number, signer in enumerate(one.signatories):
        if signer.party and case.agreement.party(signer.party) and signer.party not in one.signing_parties:
            message = f"”{signer.party}” ingår inte den här handlingen och ska inte skriva under den."
            hint = "Ta bort undertecknaren, eller rätta vilka handlingen gäller."
            yield wrong(case, (*path, "undertecknare", number, "part"), message, hint)


def _of_its_time(case: Case, one: Processing, path: KeyPath) -> Iterator[Problem]:
    if one.start and one.end and one.end < one.start:
        message = f"Behandlingens sista dag, {one.end}, ligger före den första, {one.start}."
        yield wrong(case, (*path, "till"), message, "Rätta från eller till.")
        return
    if one.whole_term and one.end:
        message = f"Behandlingen anges både pågå till {one.end} och så länge avtalet gäller."
        yield wrong(case, (*path, "hela_avtalstiden"), message, "Ta bort till eller hela_avtalstiden.")
    if one.start and one.own_day and one.own_day > one.start:
        message = f"Behandlingen börjar {one.start}, men biträdesavtalet är undertecknat först {one.own_day}."
        hint = "Behandlingen får inte börja innan det finns ett skriftligt biträdesavtal. Rätta den dag som är fel."
        yield wrong(case, (*path, "från"), message, hint)
    last = end_of(case.agreement.term)
    if one.end and last and one.end > last and not case.agreement.extensions:
        message = f"Behandlingen pågår till {one.end}, men avtalet gäller bara till {last}."
        hint = "Rätta till, eller skriv hela_avtalstiden: ja i stället för till."
        yield case.problem((*path, "till"), message, hint, code=CONTRADICTS, severity=Severity.WARNING)


def wrong(case: Case, path: KeyPath, message: str, hint: str) -> Problem:
    """Return the error that a paper contradicts itself, the agreement or a rule."""
    return case.problem(path, message, hint, code=CONTRADICTS, severity=Severity.ERROR)


def exit_plans(case: Case) -> Iterator[Problem]:
    """Require that the steps of an exit plan are taken within its time."""
    for number, plan in enumerate(case.agreement.exit_plans):
        path: KeyPath = ("avvecklingsplaner", number)
        if plan.start and plan.end and plan.end < plan.start:
            message = f"Avvecklingens sista dag, {plan.end}, ligger före den första, {plan.start}."
            yield wrong(case, (*path, "till"), message, "Rätta från eller till.")
            continue
        for place, step in enumerate(plan.steps):
            early = step.due and plan.start and step.due < plan.start
            late = step.due and plan.end and step.due > plan.end
            if early or late:
                message = f"Steget ska vara gjort senast {step.due}, utanför avvecklingens tid."
                hint = "Rätta steget, eller planens från och till."
                yield wrong(case, (*path, "steg", place, "senast"), message, hint)


def memos(case: Case) -> Iterator[Problem]:
    """Require that a memo comes before the decision it prepares, and after the assessments in it."""
    for number, memo in enumerate(case.agreement.memos):
        path: KeyPath = ("tjänsteskrivelser", number)
        for decision in case.agreement.decisions:
            same = memo.to and decision.body and memo.to.casefold() == decision.body.casefold()
            if same and memo.day and decision.day and memo.day > decision.day:
                message = f"Tjänsteskrivelsen är daterad {memo.day}, efter beslutet {decision.day}."
                yield wrong(case, (*path, "datum"), message, "Rätta den dag som är fel.")
        for name, one in (
            ("upphandling", memo.procurement),
            ("statsstöd", memo.state_aid),
            ("kommunallagen", memo.municipal),
        ):
            if one and one.day and memo.day and one.day > memo.day:
                message = f"Bedömningen är gjord {one.day}, efter tjänsteskrivelsen, {memo.day}."
                yield wrong(case, (*path, name, "dag"), message, "Rätta den dag som är fel.")
