"""Papers beside the agreement contradict neither themselves nor the agreement."""

from __future__ import annotations

import pytest

from iopdocs.errors import Severity
from tests.support.checks_data import found

CODE = "bilaga-motsäger-sig"
PROCESSING = "personuppgiftsbiträden:\n  - {ansvarig: kommunen, biträde: jouren"


def test_a_processing_that_says_nothing_wrong_is_sound() -> None:
    assert not found(f"{PROCESSING}, från: 2024-01-01, undertecknat: 2023-12-20}}", CODE)
    assert not found("personuppgiftsbiträden:\n  - {ansvarig: kommunen}", CODE)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "personuppgiftsbiträden:\n  - {ansvarig: jouren, biträde: jouren}",
            "”jouren” är både personuppgiftsansvarig och biträde åt sig själv.",
        ),
        (
            f"villkor: {{personuppgifter: gemensamt}}\n{PROCESSING}}}",
            "Avtalet säger under villkor att parternas roller är ”gemensamt”, men här är en part biträde åt en annan.",
        ),
        (
            f"{PROCESSING}, från: 2024-02-01, till: 2024-01-01}}",
            "Behandlingens sista dag, 2024-01-01, ligger före den första, 2024-02-01.",
        ),
        (
            f"{PROCESSING}, från: 2024-01-01, undertecknat: 2024-01-15}}",
            "Behandlingen börjar 2024-01-01, men biträdesavtalet är undertecknat först 2024-01-15.",
        ),
        (
            f"{PROCESSING}, till: 2024-06-30, hela_avtalstiden: ja}}",
            "Behandlingen anges både pågå till 2024-06-30 och så länge avtalet gäller.",
        ),
    ],
)
def test_a_processing_that_contradicts_is_refused(text: str, message: str) -> None:
    (problem,) = found(text, CODE)
    assert problem.message == message
    assert problem.severity is Severity.ERROR


def test_a_processor_that_is_no_party_is_told() -> None:
    (problem,) = found("personuppgiftsbiträden:\n  - {ansvarig: kommunen, biträde: leverantoren}", "okänd-hänvisning")
    assert problem.where == "personuppgiftsbiträden[1].biträde"


def test_who_signs_for_a_party_outside_the_paper_is_told() -> None:
    parties = (
        "parter:\n  - {id: a, roll: offentlig, namn: A}\n  - {id: b, roll: idéburen, namn: B}\n  - {id: c, namn: C}\n"
    )
    text = "personuppgiftsbiträden:\n  - {ansvarig: a, biträde: b, undertecknare: [{part: c, namn: Siw}]}"
    (problem,) = found(text, CODE, parties=parties)
    assert problem.message == "”c” ingår inte den här handlingen och ska inte skriva under den."


AID = "stöd:\n  - {givare: kommunen, mottagare: jouren, regelverk: (EU) 2023/2831, "
ACT = "tilldelningar:\n  - {givare: kommunen, mottagare: jouren, "
PLAN = "avvecklingsplaner:\n  - {från: 2026-01-01, till: 2026-06-30, steg: [{vad: städa, senast: "


@pytest.mark.parametrize(
    "text",
    [
        f"{AID}euro: 300 000, tak: 300 000, försäkrat: 2024-03-01, beviljat: 2024-03-01, inget_tidigare: ja}}",
        f"{AID}euro: 300 000, beviljat: 2026-03-01, tidigare: [{{dag: 2023-03-01, euro: 1, regelverk: 1407/2013}}]}}",
        f"{AID}euro: 300 000, beviljat: 2026-03-01, tidigare: [{{dag: 2025-03-01, euro: 1, regelverk: 2023/2832}}]}}",
        f"{ACT}regelverk: 2012/21/EU, från: 2024-01-01, till: 2033-12-31}}",
        f"{ACT}regelverk: 2012/21/EU, från: 2024-01-01, till: 2035-12-31, längre_skäl: Huset byggs först.}}",
        f"{ACT}regelverk: (EU) 2025/2630, från: 2026-02-01, till: 2046-12-31}}",
        f"{PLAN}2026-06-30}}]}}",
        "tjänsteskrivelser:\n  - {till: Kommunstyrelsen, datum: 2023-11-20}",
    ],
    ids=[
        "at the ceiling",
        "older than three years",
        "another ceiling",
        "ten years",
        "a reason",
        "not known",
        "in time",
        "before",
    ],
)
def test_what_keeps_within_the_rules_is_sound(text: str) -> None:
    assert not found(text, CODE)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            f"{AID}euro: 280 000, beviljat: 2024-03-01, "
            "tidigare: [{dag: 2021-03-02, euro: 20 001, regelverk: 1407/2013}]}",
            "Stödet är med tidigare stöd under 3 år 300 001 euro, över taket 300 000 euro i (EU) 2023/2831.",
        ),
        (f"{AID}tak: 200 000}}", "Taket i (EU) 2023/2831 är 300 000 euro, inte 200 000 euro."),
        (
            f"{AID}tidigare: [{{euro: 10 000}}, {{euro: 5 000}}], tidigare_summa: 16 000}}",
            "Tidigare stöd är sammanlagt 15 000 euro, inte 16 000 euro.",
        ),
        (
            f"{AID}tidigare: [{{euro: 10 000}}], inget_tidigare: ja}}",
            "Mottagaren säger att det inte finns något tidigare stöd, men tidigare stöd är uppräknat.",
        ),
        (
            f"{AID}försäkrat: 2024-03-02, beviljat: 2024-03-01}}",
            "Mottagaren försäkrade 2024-03-02, men stödet beviljades redan 2024-03-01.",
        ),
        (
            f"{AID}beviljat: 2024-03-01, tidigare: [{{dag: 2024-03-02}}]}}",
            "Det tidigare stödet är beviljat 2024-03-02, efter det här stödet, 2024-03-01.",
        ),
        (
            "stöd:\n  - {givare: jouren, mottagare: jouren}",
            "”jouren” lämnar stödet till sig själv.",
        ),
        (
            f"{ACT}regelverk: 2012/21/EU, från: 2024-01-01, till: 2034-01-01}}",
            "Uppdraget gäller från 2024-01-01 till 2034-01-01, längre än 10 år som 2012/21/EU tillåter.",
        ),
        (
            "tilldelningar:\n  - {givare: jouren, mottagare: jouren}",
            "”jouren” ger uppdraget till sig själv.",
        ),
        (f"{PLAN}2026-07-01}}]}}", "Steget ska vara gjort senast 2026-07-01, utanför avvecklingens tid."),
        (
            "beslut: [{organ: Kommunstyrelsen, datum: 2023-12-01}]\n"
            "tjänsteskrivelser:\n  - {till: kommunstyrelsen, datum: 2023-12-02}",
            "Tjänsteskrivelsen är daterad 2023-12-02, efter beslutet 2023-12-01.",
        ),
        (
            "tjänsteskrivelser:\n  - {datum: 2023-11-20, statsstöd: {dag: 2023-11-21}}",
            "Bedömningen är gjord 2023-11-21, efter tjänsteskrivelsen, 2023-11-20.",
        ),
    ],
)
def test_a_paper_that_contradicts_is_refused(text: str, message: str) -> None:
    (problem,) = found(text, CODE)
    assert problem.message.replace("\N{NO-BREAK SPACE}", " ") == message
    assert problem.severity is Severity.ERROR


def test_aid_that_the_same_agreement_grants_is_counted_too() -> None:
    more = "  - {givare: kommunen, mottagare: jouren, regelverk: (EU) 2023/2831, "
    yearly = "".join(f"{more}euro: 120 000, beviljat: {year}-03-01}}\n" for year in (2024, 2025, 2026))
    (problem,) = found(f"stöd:\n{yearly}", CODE)
    assert problem.where == "stöd[3].euro"
    assert "360\N{NO-BREAK SPACE}000 euro" in problem.message
    listed = f"{AID}euro: 150 000, beviljat: 2024-03-01}}\n{more}euro: 150 000, beviljat: 2025-03-01, "
    assert not found(f"{listed}tidigare: [{{dag: 2024-03-01, euro: 150 000, regelverk: (EU) 2023/2831}}]}}", CODE)


def test_aid_and_compensation_of_one_giver_are_told_apart_in_words() -> None:
    both = f"{ACT}regelverk: (EU) 2025/2630, från: 2026-02-01}}\n{AID}till: en utställning"
    assert found(f"{both}}}", CODE)
    assert not found(f"{both}, skilt_från_uppdrag: Utställningen ingår inte.}}", CODE)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            f"{AID}underrättat: 2024-03-02, beviljat: 2024-03-01}}",
            "Mottagaren underrättades 2024-03-02, men stödet beviljades redan 2024-03-01.",
        ),
        (
            f"{ACT}regelverk: 2012/21/EU, från: 2026-02-01}}",
            "2012/21/EU gäller från 2012-01-31 till 2026-01-07, men dagen är 2026-02-01.",
        ),
        (
            "stöd:\n  - {regelverk: (EU) 2099/1}",
            "Regelverket ”(EU) 2099/1” är inte något som lagbiblioteket känner, så taket går inte att kontrollera.",
        ),
        (
            "stöd:\n  - {regelverk: 1407/2013, euro: 150 000, beviljat: 2023-12-01, "
            "tidigare: [{dag: 2021-01-10, euro: 60 000, regelverk: 1407/2013}]}",
            "Stödet är med tidigare stöd under 3 år 210 000 euro, över taket 200 000 euro i (EU) nr 1407/2013.",
        ),
    ],
)
def test_what_cannot_be_known_for_sure_is_doubted(text: str, message: str) -> None:
    (problem,) = found(text, CODE)
    assert problem.message.replace("\N{NO-BREAK SPACE}", " ") == message
    assert problem.severity is Severity.WARNING
