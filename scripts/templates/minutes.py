"""The steering group's minutes: full when the agreement holds the meeting, a form to fill in when it does not."""

from __future__ import annotations

from scripts.templates.kit import (
    Block,
    Column,
    choose,
    each,
    p,
    row,
    rows_each,
    rows_when,
    strong,
    table,
    when,
)
from scripts.templates.minutes_end import end, noted, person
from scripts.templates.package import Design, footer, header

GROUP = "{% if grupp %}{{ grupp.namn|versal }}{% else %}{{ grupp }}{% endif %}"


def design() -> Design:
    """Return the minutes' template."""
    return Design(
        title="Mall för styrgruppsprotokoll",
        header=header("Protokoll", "{% if avtal.diarienummer %}Dnr {{ avtal.diarienummer }}{% endif %}"),
        footer=footer("{% if grupp %}{{ grupp.namn|versal }}{% endif %}"),
        body=[
            _head(),
            _attendance(),
            _formalities(),
            _earlier(),
            _reports(),
            _goals(),
            _money(),
            _risks(),
            _decisions(),
            _prolongation(),
            end(),
        ],
        numbers=("%1",),
    )


def _head() -> Block:
    times = "{{ möte.från|klockslag_tabell }}–{{ möte.till|klockslag_tabell }}"
    rows = [
        row("Avtal", "{{ dokument.namn }} mellan {{ parterna.kallas }}"),
        *rows_when("avtal.diarienummer", row("Diarienummer", "{{ avtal.diarienummer }}")),
        *rows_when("möte.nummer", row("Mötets nummer", "{{ möte.nummer }}")),
        row("Datum", "{{ möte.datum|datum }}"),
        row("Tid", times),
        row("Plats", "{{ möte.plats|versal }}"),
    ]
    return [
        p("Title", "Protokoll"),
        p("Subtitle", GROUP),
        when("avtal.partnerskap", p("Uppgiftsrad", "Partnerskap: {{ avtal.partnerskap }}")),
        p(
            "Ruta",
            strong("Kom ihåg:"),
            " Protokollet kan bli en allmän handling. Skriv så att ingen enskild kan kännas igen, varken genom namn "
            "eller genom omständigheter. Adressen till ett skyddat boende får inte stå i protokollet.",
        ),
        table("Uppgifter om mötet", (Column("Uppgift", 25), Column("Mötet", 75)), rows, row_headings=True),
    ]


def _attendance() -> Block:
    who = (
        "{% if d.namn %}{{ d.namn }}{% if d.funktion %}, {{ d.funktion }}{% endif %}"
        "{% elif d.funktion %}{{ d.funktion|versal }}{% else %}{{ d.namn }}{% endif %}"
    )
    party = "{% if d.part %}{{ d.part_namn }}{% else %}–{% endif %}"
    present = (
        "Närvarande{% if d.på_distans %} på distans{% endif %}{% if d.punkter %}, punkt {{ d.punkter }}{% endif %}"
    )

    form = rows_each(
        "l in grupp.ledamöter",
        row(
            "{{ l|versal }}: {{ möte.deltagare.namn }}", "{{ möte.deltagare.part }}", "Ledamot", "{{ möte.deltagare }}"
        ),
        otherwise=[row("{{ möte.deltagare.namn }}", "{{ möte.deltagare.part }}", "Ledamot", "{{ möte.deltagare }}")],
    )
    rows = [
        *rows_each("d in närvarande", row(who, party, "{{ d.roll|versal }}", present)),
        *rows_each("d in ersättare", row(who, party, "Ersättare", present)),
        *rows_each("d in övriga", row(who, party, "Övrig", present)),
        *rows_each("d in frånvarande", row(who, party, "{{ d.roll|versal }}", "Frånvarande")),
        *rows_when("not möte.deltagare", *form),
    ]
    columns = (Column("Namn och funktion", 38), Column("Företräder", 26), Column("Roll", 15), Column("Närvaro", 21))
    return [p("Heading1", "Närvaro"), table("Deltagare", columns, rows)]


def _formalities() -> Block:
    opening = person("ordförande") + " öppnar mötet."
    conflict = "{{ j.vem }} anmäler jäv{% if j.punkt %} i frågan om {{ j.punkt }}{% endif %}."
    conflict += "{% if j.åtgärd %} {{ j.åtgärd }}{% endif %}"
    return [
        p("Heading1", "Formalia"),
        p("Normal", strong("Öppnande:"), f" {opening}"),
        choose(
            ("möte.dagordning_godkänd", p("Normal", strong("Dagordning:"), " Dagordningen godkänns.")),
            ("möte", p("Normal", strong("Dagordning:"), " Dagordningen är inte antecknad som godkänd.")),
            otherwise=p("Normal", strong("Dagordning:"), " {{ möte.dagordning_godkänd }}"),
        ),
        choose(
            ("möte.jäv", each("j in möte.jäv", p("Normal", strong("Jäv:"), f" {conflict}"))),
            ("möte", p("Normal", strong("Jäv:"), " Inget jäv är antecknat.")),
            otherwise=p("Normal", strong("Jäv:"), " {{ möte.jäv }}"),
        ),
        p("Normal", strong("Justerare:"), " {{ möte.justerare|lista }}"),
        p("Normal", strong("Dag för justering:"), " {{ möte.justeras|datum }}"),
    ]


def _earlier() -> Block:
    rows = rows_each("f in möte.föregående", row("{{ f.vad }}", "{{ f.läge }}"))
    columns = (Column("Beslut", 50), Column("Hur det har gått", 50))
    return [
        p("Heading1", "Föregående protokoll"),
        choose(
            ("möte.föregående", table("Tidigare beslut", columns, rows)),
            otherwise=noted("möte.föregående", "Inga tidigare beslut är antecknade."),
        ),
    ]


def _reports() -> Block:
    return [
        p("Heading1", "Lägesrapport"),
        choose(
            (
                "möte.lägesrapport",
                each(
                    "r in möte.lägesrapport",
                    choose(
                        ("r.insats", p("Normal", strong("{{ r.insats_namn|versal }}:"), " {{ r.text }}")),
                        otherwise=p("Normal", "{{ r.text }}"),
                    ),
                ),
            ),
            ("möte", p("Normal", "Ingen lägesrapport är antecknad.")),
            (
                "avtal.insatser",
                each(
                    "i in avtal.insatser", p("Normal", strong("{{ i.namn|versal }}:"), " {{ möte.lägesrapport.text }}")
                ),
            ),
            otherwise=p("Normal", "{{ möte.lägesrapport }}"),
        ),
    ]


def _goals() -> Block:
    goal = row(
        "{{ r.mål|versal }}",
        "{% if r.indikator %}{{ r.indikator }}{% else %}–{% endif %}",
        "{% if r.målvärde %}{{ r.målvärde }}{% else %}–{% endif %}",
        "{% if möte and not r.utfall %}–{% else %}{{ r.utfall }}{% endif %}",
        "{{ r.kommentar }}",
    )
    columns = (
        Column("Mål", 32),
        Column("Indikator", 20),
        Column("Målvärde", 14),
        Column("Utfall", 16),
        Column("Kommentar", 18),
    )
    return [
        p("Heading1", "Mål och nyckeltal"),
        choose(
            ("mål_rader", table("Mål och utfall", columns, rows_each("r in mål_rader", goal))),
            otherwise=p("Normal", "Inga mål är angivna i {{ dokument.bestämd }}."),
        ),
        when(
            "avtal.uppföljning.indikatorer",
            p("Tabellnot", "Andra nyckeltal som följs upp: {{ avtal.uppföljning.indikatorer|lista }}."),
        ),
    ]


def _money() -> Block:
    # What is given in kind has no outcome in kronor, and a meeting need not have taken up every item.
    outcome = "{% if not r.utfall and (möte or not r.belopp) %}–{% else %}{{ r.utfall|kr }}{% endif %}"
    forecast = "{% if not r.prognos and (möte or not r.belopp) %}–{% else %}{{ r.prognos|kr }}{% endif %}"
    planned = "{% if r.belopp %}{{ r.budget|kr }}{% else %}{{ r.budget }}{% endif %}"
    columns = (
        Column("Post", 40),
        Column("Budget {{ budgetår }}", 20, numbers=True),
        Column("Utfall", 20, numbers=True),
        Column("Prognos", 20, numbers=True),
    )
    rows = rows_each("r in ekonomi_rader", row("{{ r.benämning }}", planned, outcome, forecast))
    return [
        p("Heading1", "Ekonomi"),
        choose(
            ("ekonomi_rader", table("Budget, utfall och prognos", columns, rows)),
            otherwise=p("Normal", "Inga ekonomiska poster är angivna i {{ dokument.bestämd }}."),
        ),
    ]


def _risks() -> Block:
    measure = "{% if r.åtgärd %}{{ r.åtgärd }}{% else %}–{% endif %}"
    columns = (Column("Avvikelse eller risk", 50), Column("Åtgärd", 50))
    return [
        p("Heading1", "Avvikelser och risker"),
        choose(
            (
                "möte.risker",
                table("Avvikelser och risker", columns, rows_each("r in möte.risker", row("{{ r.risk }}", measure))),
            ),
            otherwise=noted("möte.risker", "Inga avvikelser eller risker är antecknade."),
        ),
    ]


def _decisions() -> Block:
    heading = "{% if b.beslut %}§\u00a0{{ b.nummer }}. {% endif %}{{ b.rubrik }}"
    return [
        p("Heading1", "Frågor och beslut"),
        each(
            "b in beslut_rader",
            p("Heading2", heading),
            when("b.text", p("Normal", "{{ b.text }}")),
            when("b.beslut", p("Beslut", strong("Beslut:"), " Gruppen beslutar att {{ b.beslut }}.")),
            when("not b.text and not b.beslut", p("Normal", "Frågan togs upp. Inget beslut fattades.")),
            otherwise=choose(
                ("möte", p("Normal", "Inga frågor eller beslut är antecknade.")),
                otherwise=[
                    p("Heading2", "§\u00a01. {{ möte.frågor.rubrik }}"),
                    p("Normal", "{{ möte.frågor.text }}"),
                    p("Beslut", strong("Beslut:"), " Gruppen beslutar att {{ möte.frågor.beslut }}."),
                ],
            ),
        ),
    ]


def _prolongation() -> Block:
    ends = "{{ dokument.bestämd|versal }} gäller till och med {{ avtal.sista_dag|den_datum }}. "
    ends = f"{{% if avtal.sista_dag %}}{ends}{{% endif %}}"
    return when(
        "förlängning_aktuell",
        p("Heading1", "Förlängning eller omförhandling"),
        p("Normal", ends + "Gruppen behöver ta ställning till om samarbetet ska fortsätta och i vilken form."),
        when(
            "sista_uppsägningsdag",
            p("Normal", "Sista dag för uppsägning eller besked är {{ sista_uppsägningsdag|den_datum }}."),
        ),
    )
