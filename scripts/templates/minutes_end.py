"""The end of the minutes: actions, the last items, signatures; and what the whole of the minutes share."""

from __future__ import annotations

from scripts.templates.kit import Block, Column, choose, each, p, row, rows_each, table


def noted(fact: str, nothing: str) -> Block:
    """What stands when a list is empty: a sentence in the minutes of a meeting, a gap in the form."""
    return choose(("möte", p("Normal", nothing)), otherwise=p("Normal", f"{{{{ {fact} }}}}"))


def person(word: str) -> str:
    """Who holds a role: the name, else the function, else a gap."""
    return (
        f"{{% if {word}.namn %}}{{{{ {word}.namn }}}}{{% elif {word}.funktion %}}{{{{ {word}.funktion|versal }}}}"
        f"{{% elif {word} %}}{{{{ {word}.namn }}}}{{% else %}}{{{{ {word} }}}}{{% endif %}}"
    )


def end() -> Block:
    """Return what comes after the questions and decisions."""
    return [_actions(), _last_items(), _signatures()]


def _actions() -> Block:
    columns = (Column("Åtgärd", 42), Column("Ansvarig", 24), Column("Senast", 19), Column("Status", 15))
    action = row("{{ å.vad }}", "{{ å.ansvarig }}", "{{ å.senast_eller_streck }}", "{{ å.status|versal }}")
    form = row("{{ möte.åtgärder.vad }}", "{{ möte.åtgärder.ansvarig }}", "{{ möte.åtgärder.senast }}", "Öppen")
    rows = rows_each("å in åtgärder", action, otherwise=[form])
    return [
        p("Heading1", "Åtgärdslista"),
        choose(
            ("åtgärder or not möte", table("Åtgärder", columns, rows)),
            otherwise=p("Normal", "Inga åtgärder är öppna."),
        ),
    ]


def _last_items() -> Block:
    following = (
        "{{ möte.nästa_möte.datum|datum }}{% if möte.nästa_möte.från %} {{ möte.nästa_möte.från|klockslag }}{% endif %}"
        "{% if möte.nästa_möte.plats %}, {{ möte.nästa_möte.plats }}{% endif %}"
    )
    return [
        p("Heading1", "Kommunikation"),
        choose(
            ("möte.kommunikation", p("Normal", "{{ möte.kommunikation }}")),
            otherwise=noted("möte.kommunikation", "Inga kommunikationsfrågor är antecknade."),
        ),
        p("Heading1", "Övriga frågor"),
        choose(
            ("möte.övrigt", each("f in möte.övrigt", p("Normal", "{{ f }}"))),
            otherwise=noted("möte.övrigt", "Inga övriga frågor är antecknade."),
        ),
        p("Heading1", "Nästa möte"),
        choose(
            ("möte.nästa_möte or not möte", p("Normal", following)),
            otherwise=p("Normal", "Inget nästa möte är antecknat."),
        ),
    ]


def _signatures() -> Block:
    def block(role: str, name: str) -> Block:
        return [
            p("Underskriftsrad", f"{role}\t\t"),
            p("Underskriftslut", f"Namnförtydligande\t{name}"),
        ]

    return [
        p("Heading1", "Underskrifter"),
        block("Sekreterare", person("sekreterare")),
        block("Ordförande", person("ordförande")),
        each(
            "j in möte.justerare", block("Justerare", "{{ j }}"), otherwise=block("Justerare", "{{ möte.justerare }}")
        ),
    ]
