"""The facts of the two public press releases: where each belongs, what proves it, and what is not a fact of theirs."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.samples.documents import AGREEMENT, MINUTES, PRESS

VARMDO, UMEA = "varmdo-kvinnojouren-2022", "umea-kvinnojouren-2022"

IN_ALL = (PRESS, AGREEMENT, MINUTES)
IN_BOTH = (PRESS, AGREEMENT)
IN_PRESS = (PRESS,)


@dataclass(frozen=True)
class Fact:
    """A fact, the documents it must stand in, and texts that prove it: each must be found, in any letter case.

    A proof is a text, or a pattern when it contains ``.*``; a line of the document is what a pattern is held against.
    """

    name: str
    documents: tuple[str, ...]
    proofs: tuple[str, ...]


VARMDO_FACTS = (
    Fact("headline", IN_PRESS, ("Samverkansavtal med Kvinnojouren Nacka Värmdö",)),
    Fact("lead_event", IN_PRESS, ("har skrivit under ett samverkansavtal", "de senaste dagarna")),
    Fact("public_party", IN_ALL, ("Värmdö kommun",)),
    Fact("nonprofit_legal_name", IN_BOTH, ("Ideella föreningen mot våld i nära relation Nacka/Värmdö",)),
    Fact("nonprofit_name", IN_ALL, ("Kvinnojouren Nacka Värmdö",)),
    Fact("nonprofit_name_variant", IN_PRESS, ("Kvinnojouren Nacka/Värmdö",)),
    Fact("document_name", IN_ALL, ("samverkansavtal",)),
    Fact("form", IN_BOTH, ("idéburet offentligt partnerskap (IOP)",)),
    Fact("lead_goal", IN_PRESS, ("ett av effektmålen är att förebygga våld, så att färre utsätts",)),
    Fact("law_1", IN_BOTH, ("2 kap 2§ SoL", "yttersta ansvar för hjälp och stöd till den som vistas i kommunen")),
    Fact(
        "law_2",
        IN_BOTH,
        ("5 kap. 11 §", "kvinnor som utsätts för våld av närstående och barn som har bevittnat våld"),
    ),
    Fact("kommun_unit", IN_BOTH, ("Individ- och familjeomsorgskontoret",)),
    Fact("kommun_own_1", IN_BOTH, ("handlägger ärenden om våld i nära relation",)),
    Fact("kommun_own_2", IN_BOTH, ("hjälper personer som utövar våld",)),
    Fact("kommun_own_3", IN_BOTH, ("barn i familjer där det förekommer våld, både enskilt och i grupp",)),
    Fact("context_1", IN_BOTH, ("De flesta kvinnor vänder sig också till en idéburen kvinnojour",)),
    Fact("association_fact_1", IN_PRESS, ("kvinnojourernas nationella rörelse",)),
    Fact("association_fact_2", IN_BOTH, ("sedan 1995",)),
    Fact("association_fact_3", IN_PRESS, ("övergrepp eller kränkningar av olika slag",)),
    Fact("previous_support", (AGREEMENT,), ("föreningsbidrag från Värmdö kommun (2021)",)),
    Fact("previous_support", IN_PRESS, ("Tidigare bidrag: föreningsbidrag från Värmdö kommun (2021)",)),
    Fact("previous_support_replaced", IN_BOTH, ("avtal i stället för bidrag",)),
    Fact("reason", IN_BOTH, ("starkare synergier", "hjälpa ännu fler")),
    Fact("societal_context", IN_BOTH, ("allt fler .*söker hjälp, i landet som helhet och lokalt",)),
    Fact("quote_1_speaker", IN_PRESS, ("berättar Marie Bladholm (M), ordförande Socialnämnden, Värmdö kommun",)),
    Fact("quote_2_speaker", IN_PRESS, ("säger Birgitta Zaar, kontorschef för Individ- och familjeomsorgskontoret",)),
    Fact("quote_3_speaker", IN_PRESS, ("säger Sofie Öhman, Kvinnojouren Nacka/Värmdö",)),
    Fact("effektmål_1", IN_ALL, ("förebygga våld, så att färre utsätts",)),
    Fact("effektmål_2", IN_ALL, ("stödja kvinnor som har utsatts för våld, och deras barn, .*lätt att nå",)),
    Fact("effektmål_3", IN_ALL, ("fortlöpande utveckla insatserna för målgruppen",)),
    Fact("effektmål_level", IN_BOTH, ("effektmål",)),
    Fact("insats_jour_1", IN_BOTH, ("samordnar utbildning om våld för unga kvinnor",)),
    Fact("insats_jour_1_in_minutes", (MINUTES,), ("Utbildning om våld",)),
    Fact("insats_jour_2", IN_BOTH, ("koordinerar hjälpen", "länk till samhällets stöd")),
    Fact("insats_jour_2_in_minutes", (MINUTES,), ("Samordning av hjälp",)),
    Fact("insats_jour_3", IN_BOTH, ("rättegångar och i andra kontakter med myndigheter",)),
    Fact("insats_jour_3_in_minutes", (MINUTES,), ("Stöd vid rättegång och myndighetskontakter",)),
    Fact("kommun_role_1", (AGREEMENT,), ("bidra med ekonomiska medel",)),
    Fact("kommun_role_1", IN_PRESS, ("Kommunen bidrar med 400 000 kronor",)),
    Fact("amount", IN_BOTH, ("400 000 kronor per år",)),
    Fact("amount_in_minutes", (MINUTES,), ("Ekonomiska medel",)),
    Fact("kommun_role_2", IN_BOTH, ("stödja kvinnojouren med kommunikation",)),
    Fact("kommun_role_3", IN_BOTH, ("medverka i kommunala arrangemang",)),
    Fact("rolling_period", IN_PRESS, ("samarbetet löper två år i taget",)),
    Fact("rolling_period", (AGREEMENT,), ("två år åt gången",)),
    Fact("follow_up", IN_BOTH, ("löpande av den gemensamma styrgruppen",)),
    Fact("steering_group", (AGREEMENT, MINUTES), ("gemensam styrgrupp",)),
    Fact("steering_group", IN_PRESS, ("den gemensamma styrgruppen",)),
    Fact("steering_group_members", IN_ALL, ("företrädare för kommunen", "företrädare för kvinnojouren")),
    Fact("period_end", IN_BOTH, ("31 december 2023",)),
    Fact("help_heading", IN_PRESS, ("Behöver du hjälp eller stöd?",)),
    Fact(
        "help_intro",
        IN_PRESS,
        ("hot eller våld av din partner eller av någon annan som står dig nära", "rädd eller känner dig hotad"),
    ),
    Fact("help_intro_examples", IN_PRESS, ("är kontrollerad", "mycket svartsjuk partner")),
    Fact("help_team", IN_PRESS, ("särskild utbildning", "jul och nyår")),
    Fact(
        "help_topics",
        IN_PRESS,
        (
            "information och råd",
            "stödsamtal",
            "rättshjälp",
            "hedersrelaterat våld och förtryck",
            "skyddat boende",
        ),
    ),
    Fact("help_office_1", IN_PRESS, ("Samtalsstöd.*08-570 483 23", "Fråga efter Samtalsstödet. Du får vara anonym")),
    Fact("help_office_2", IN_PRESS, ("Socialsekreterare.*08-570 481 48", "specialist .*eventuellt skyddat boende")),
    Fact("help_office_3", IN_PRESS, ("Orosanmälan för barn.*08-570 470 00", "mottagning för barn och unga")),
    Fact("help_office_4", IN_PRESS, ("e-tjänst. Även där får du vara anonym", "varmdo.se")),
    Fact("help_acute_1", IN_PRESS, ("Polisen.*112",)),
    Fact("help_acute_2", IN_PRESS, ("Socialjouren.*08-718 76 40",)),
    Fact(
        "help_health",
        IN_PRESS,
        (
            "Vårdcentral",
            "Södersjukhusets akutmottagning",
            "akutmottagning för våldtagna kvinnor.*08-616 46 70",
            "kvällar och helger",
        ),
    ),
)

UMEA_FACTS = (
    Fact("sender", IN_PRESS, ("Umeå kommun",)),
    Fact("headline", IN_PRESS, ("Överenskommelse tecknas om stöd till våldsutsatta kvinnor",)),
    Fact("decision_body", IN_BOTH, ("Individ- och familjenämnden",)),
    Fact("decision", IN_PRESS, ("Individ- och familjenämnden har beslutat",)),
    Fact("public_party", IN_ALL, ("Umeå kommun",)),
    Fact("nonprofit", IN_ALL, ("Kvinno- och tjejjouren i Umeå",)),
    Fact("document_name", IN_ALL, ("överenskommelse",)),
    Fact("form", IN_BOTH, ("idéburet offentligt partnerskap (IOP)",)),
    Fact("purpose_1", IN_BOTH, ("kvinnor som har utsatts för våld ett stöd som är långsiktigt, tryggt och bra",)),
    Fact("purpose_2", IN_BOTH, ("värna barns rättigheter",)),
    Fact("purpose_3", IN_BOTH, ("sprida information om mäns våld mot kvinnor",)),
    Fact("values", IN_PRESS, ("respekt, medmänsklighet, omtanke, öppenhet, tillit och",)),
    Fact("values", (AGREEMENT,), ("\nrespekt\nmedmänsklighet\nomtanke\nöppenhet\ntillit\n",)),
    Fact("values_public_money", IN_BOTH, ("varsam, respektfull hantering av offentliga medel",)),
    Fact(
        "quote_1_speaker",
        IN_PRESS,
        ("säger Andreas Lundgren (S), ordförande, individ- och familjenämnden, Umeå kommun.",),
    ),
    Fact("history_1", IN_BOTH, ("samverkat i flera år om stödet till kvinnor",)),
    Fact("history_2", (AGREEMENT,), ("samverkansöverenskommelse (2018)",)),
    Fact("history_2", IN_PRESS, ("en samverkansöverenskommelse från 2018",)),
    Fact("history_3", IN_BOTH, ("föreningsbidrag från Umeå kommun",)),
    Fact("subheading", IN_PRESS, ("Överenskommelsen omfattar: skyddat boende",)),
    Fact("shelter", IN_ALL, ("skyddat boende",)),
    Fact(
        "shelter_target",
        IN_BOTH,
        ("utsatta för våld, eller hotas av det, i en nära relation", "akut behov, och barnen får följa med"),
    ),
    Fact(
        "shelter_services",
        IN_BOTH,
        (
            "stöttning",
            "samtalsstöd",
            "rådgivning",
            "skyddsplanering och bedömning",
            "stöd i kontakten med rättsväsendet, socialtjänsten och andra",
            "Barnen är i fokus",
        ),
    ),
    Fact("shelter_staffing", IN_BOTH, ("personal .*alla dagar kl. 8–22",)),
    Fact("legal_duties_when_decided", IN_BOTH, ("när socialtjänsten har beslutat",)),
    Fact(
        "legal_duties",
        IN_BOTH,
        ("dokumentation", "tystnadsplikt", "systematiskt kvalitetsarbete", "lex Sarah"),
    ),
    Fact("legal_duty_child_report", IN_PRESS, ("orosanmälan",)),
    Fact("legal_duty_child_report", (AGREEMENT,), ("Anmälan vid oro för barn",)),
    Fact("amount_added", IN_BOTH, ("1 100 000 kronor",)),
    Fact("amount_total_2022", IN_BOTH, ("2 970 000 kronor .*2022",)),
    Fact("amount_use", IN_ALL, ("Bemanning och drift",)),
    Fact("indexation", (AGREEMENT,), ("två procent",)),
    Fact("indexation", IN_PRESS, ("räknas upp med två procent per år",)),
    Fact("amounts_of_the_later_years", (AGREEMENT,), ("3 029 400", "3 089 988", "9 089 388")),
    Fact("period_start", IN_BOTH, ("1 januari 2022",)),
    Fact("period_end", IN_BOTH, ("31 december 2024",)),
    Fact("dissent", IN_PRESS, ("Vänsterpartiets tilläggsyrkande avslogs",)),
    Fact("about_association_1", IN_PRESS, ("ideell och feministisk förening utan bindning till parti eller religion",)),
    Fact("about_association_2", IN_PRESS, ("jämställt samhälle utan våld", "kvinnor, tjejer och barn")),
    Fact("about_association_3", IN_PRESS, ("transkvinnor, transtjejer och icke-binära",)),
    Fact(
        "contact_1",
        IN_PRESS,
        ("Andreas Lundgren (S)", "ordförande", "070-330 63 24", "andreas.lundgren@umea.se"),
    ),
    Fact(
        "contact_2",
        IN_PRESS,
        ("Hanna Lundin Jernberg (L)", "vice ordförande", "070-812 90 69", "hanna.lundinjernberg@umea.se"),
    ),
    Fact("contact_3", IN_PRESS, ("Emma", "emma@kvinnojoureniumea.se")),
    Fact("contact_4", IN_PRESS, ("Elin", "076-029 00 28", "hr@kvinnojoureniumea.se")),
    Fact("about_sender_address", IN_BOTH, ("Skolgatan 31A, 901 84 Umeå",)),
    Fact("about_sender_phone", IN_BOTH, ("090-16 10 00",)),
    Fact("about_sender_web", IN_BOTH, ("https://umea.se/press",)),
    Fact("about_sender_1", IN_PRESS, ("12 000 anställda", "största arbetsgivaren i regionen")),
    Fact("about_sender_2", IN_PRESS, ("Medborgaren står i centrum", "öppenhet, tillit", "bli bättre")),
    Fact("about_sender_3", IN_PRESS, ("växer mest", "130 000 invånare", "200 000 år 2050")),
    Fact("about_sender_4", IN_PRESS, ("två universitet", "näringsliv", "kultur och fritid")),
)

FACTS = {VARMDO: VARMDO_FACTS, UMEA: UMEA_FACTS}

# The quotes word for word as they were published, before and after the attribution.
QUOTES = {
    VARMDO: (
        "– Samverkansavtalet kommer att bidra till en positiv utveckling för våra medborgare, berättar",
        (
            "Detta primärt genom att ge våldsutsatta kvinnor och deras barn ett mer omfattande stöd och skydd. I "
            "ett vidare perspektiv är avtalet också ett led i arbetet att verka för ett jämställdare samhälle "
            "fritt från våld."
        ),
        "– Vi är väldigt glada över det här samverkansavtalet, säger",
        (
            "Kvinnojouren har genom sina medlemmar en unik möjlighet att ge lättillgängligt och flexibelt stöd "
            "till utsatta kvinnor. De utgör genom det ett värdefullt komplement till det arbete som Värmdö kommun"
            " utför och det mervärde kommunen kan erbjuda sina medborgare."
        ),
        (
            "– Kvinnojouren Nacka Värmdö är glada över att vi fått till stånd ett avtal med Värmdö kommun. Vi är "
            "särskilt nöjda med att det löper på två år i taget, då det underlättar vår planering av verksamheten"
            " och säkerställer stödet till de våldsutsatta, säger"
        ),
    ),
    UMEA: (
        (
            "– Det här är ett historiskt beslut på alla sätt. Vi fördjupar vårt samarbete med Kvinno- och "
            "tjejjouren i Umeå för att bekämpa våldet. Konkret innebär det att stödet till våldsutsatta kvinnor "
            "och barn förbättras och att Kvinno- och tjejjouren får bättre ekonomiska förutsättningar. För Umeå "
            "kommun innebär det att vi väljer väg och åtar oss att långsiktigt arbeta tillsammans med de ideella "
            "krafter, istället för som i andra kommuner skära ned bidragen till jourerna och tappa ovärderlig "
            "kompetens, säger"
        ),
    ),
}

# What an agreement needs and the source does not give: shown as a gap, in the agreement unless another is named.
GAPS = {
    VARMDO: (
        (AGREEMENT, "organisationsnummer"),
        (AGREEMENT, "diarienummer"),
        (AGREEMENT, "undertecknarens namn"),
        (AGREEMENT, "undertecknarens titel"),
        (AGREEMENT, "avtalstidens första dag"),
        (AGREEMENT, "vad som gäller för förlängning"),
        (AGREEMENT, "vad som gäller för uppsägning"),
        (AGREEMENT, "syfte"),
        (AGREEMENT, "adress"),
        (PRESS, "datum för publicering"),
        (MINUTES, "mötesdatum"),
    ),
    UMEA: (
        (AGREEMENT, "organisationsnummer"),
        (AGREEMENT, "diarienummer"),
        (AGREEMENT, "undertecknarens namn"),
        (AGREEMENT, "undertecknarens titel"),
        (AGREEMENT, "vad som gäller för förlängning"),
        (AGREEMENT, "vad som gäller för uppsägning"),
        (AGREEMENT, "adress"),
        (PRESS, "datum för publicering"),
        (MINUTES, "mötesdatum"),
        (MINUTES, "styrgrupp"),
    ),
}

# Page furniture of the sources, and what they do not say; none of it may stand in any document of the seed.
NOT_FACTS = {
    VARMDO: ("nyhetsbild", "Publicerad", "räknas upp", "procent", "08 - 570", "december 2021", "22 december"),
    UMEA: (
        "Dela",
        "Följ Umeå kommun",
        "Abonnera",
        "21.1.2022",
        "21 januari",
        "äldreomsorg",
        "hemtjänst",
        "pressrum",
        "styrgruppen ska",
        "effektmål",
        "Behöver du",
        "Nyckelord",
    ),
}

# Who is to be reached how, in the order of the source.
CONTACTS = (
    ("Andreas Lundgren (S)", "070-330 63 24", "andreas.lundgren@umea.se"),
    ("Hanna Lundin Jernberg (L)", "070-812 90 69", "hanna.lundinjernberg@umea.se"),
    ("Emma", "emma@kvinnojoureniumea.se"),
    ("Elin", "076-029 00 28", "hr@kvinnojoureniumea.se"),
)
