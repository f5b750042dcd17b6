"""The end of the press release: steering, decision, facts, what an IOP is, the parties, help, contacts."""

from __future__ import annotations

from scripts.templates.kit import Block, each, p, strong, when


def bullets(loop: str, text: str) -> Block:
    """Return a list with one item per turn of the loop."""
    return each(loop, p("ListBullet", text))


def end() -> Block:
    """Return everything that stands after the last quote."""
    keywords = "{% for n in press.nyckelord %}{{ n }}{% if not loop.last %}, {% endif %}{% endfor %}"
    return [
        _follow_up(),
        _decision(),
        _facts(),
        _about_iop(),
        _about_nonprofits(),
        _help(),
        _contacts(),
        _about_public(),
        when("press.nyckelord", p("Heading1", "Nyckelord"), p("Normal", keywords)),
    ]


def _follow_up() -> Block:
    members = "{% if g.ledamöter %}: {{ g.ledamöter|lista }}{% endif %}{% if g.möts %} (möts {{ g.möts }}){% endif %}"
    return when(
        "avtal.uppföljning.hur or avtal.organisation",
        p("Heading1", "Styrning och uppföljning"),
        when("avtal.uppföljning.hur", p("Normal", "Samarbetet följs upp {{ avtal.uppföljning.hur }}.")),
        when(
            "avtal.organisation",
            p("Listinledning", "Så leds partnerskapet:"),
            bullets("g in avtal.organisation", "{{ g.namn|versal }}" + members),
        ),
    )


def _decision() -> Block:
    decided = (
        "{{ b.organ|versal }} {% if läge.förslag %}ska besluta om förslaget{% else %}har fattat beslut{% endif %}"
        "{% if b.datum %} {{ b.datum|den_datum }}{% endif %}{% if b.paragraf %} ({{ b.paragraf }}){% endif %}."
    )
    return when(
        "avtal.beslut or avtal.undertecknat or press.avvikande_mening",
        p("Heading1", "Beslut"),
        each(
            "b in avtal.beslut",
            p("Normal", decided),
            when("b.omfattar", p("Normal", "Samma beslut omfattar även {{ b.omfattar|lista }}.")),
            each("a in b.avvikande_mening", p("Normal", "{{ a }}")),
        ),
        each("a in press.avvikande_mening", p("Normal", "{{ a }}")),
        when(
            "avtal.undertecknat",
            p("Normal", "{{ dokument.bestämd|versal }} skrevs under {{ avtal.undertecknat|den_datum }}."),
        ),
    )


def _facts() -> Block:
    return [
        p("Heading1", "Fakta"),
        p("Ruta", strong("Parter:"), " {{ parterna.namn }}"),
        p("Ruta", strong("Handling:"), " {{ dokument.namn }}"),
        when("avtal.diarienummer", p("Ruta", strong("Diarienummer:"), " {{ avtal.diarienummer }}")),
        each(
            "part in idéburna.parter",
            when(
                "part.verksam_sedan",
                p("Ruta", strong("{{ part.kallas }}:"), " började sin verksamhet {{ part.verksam_sedan }}"),
            ),
        ),
        each("f in press.faktaruta", p("Ruta", strong("{{ f.rubrik }}:"), " {{ f.text }}")),
    ]


def _about_iop() -> Block:
    return when(
        "press.förklara_iop",
        p("Heading1", "Vad är ett idéburet offentligt partnerskap?"),
        p(
            "Ruta",
            "I ett idéburet offentligt partnerskap (IOP) arbetar offentliga organ och idéburna organisationer "
            "tillsammans för ett gemensamt ändamål. Parterna bestämmer tillsammans mål och arbetssätt, bidrar var "
            "och en med sitt och följer upp samarbetet gemensamt. Formen är en annan än föreningsbidrag och "
            "upphandling.",
        ),
    )


def _about_nonprofits() -> Block:
    return each(
        "part in idéburna.parter",
        when(
            "part.presentation or part.webb",
            p("Heading1", "Om {{ part.kallas }}"),
            each("s in part.presentation", p("Normal", "{{ s }}")),
            when("part.webb", p("Normal", "Webbplats: {{ part.webb }}")),
        ),
    )


def _help() -> Block:
    box = "press.hjälpruta"
    heading = f"{{% if {box}.rubrik %}}{{{{ {box}.rubrik }}}}{{% else %}}Behöver du hjälp?{{% endif %}}"
    return when(
        box,
        p("Heading1", heading),
        each(f"s in {box}.inledning", p("Normal", "{{ s }}")),
        when(
            f"{box}.stöd_med",
            p("Listinledning", "Du kan få stöd med:"),
            bullets(f"s in {box}.stöd_med", "{{ s|versal }}"),
        ),
        _help_lines("Hjälp under kontorstid", f"{box}.kontorstid"),
        _help_lines("Akut hjälp", f"{box}.akut"),
        _help_lines("Vård vid skador", f"{box}.vård"),
    )


def _help_lines(heading: str, lines: str) -> Block:
    more = "{% if h.tider %} ({{ h.tider }}){% endif %}"
    more += "".join(f"{{% if h.{name} %}}\n{{{{ h.{name} }}}}{{% endif %}}" for name in ("text", "webb"))
    line = p("Ruta", strong("{{ h.namn }}{% if h.telefon %} {{ h.telefon|telefon }}{% endif %}"), more)
    return when(lines, p("Heading2", heading), each(f"h in {lines}", line))


def _contacts() -> Block:
    title = (
        "{% if k.titel %}\n{{ k.titel|versal }}{% if k.organisation %}, {{ k.organisation }}{% endif %}"
        "{% elif k.organisation %}\n{{ k.organisation|versal }}{% endif %}"
    )
    reached = (("telefon", "|telefon"), ("e_post", ""), ("anmärkning", ""))
    details = title + "".join(f"{{% if k.{name} %}}\n{{{{ k.{name}{shown} }}}}{{% endif %}}" for name, shown in reached)
    return when(
        "kontakter",
        p("Heading1", "Kontakt"),
        each("k in kontakter", p("Kontakt", strong("{{ k.namn_och_parti }}"), details)),
    )


def _about_public() -> Block:
    lines = (
        ("visningsadress", "", "|versal"),
        ("telefon", "Telefon: ", "|telefon"),
        ("e_post", "E-post: ", ""),
        ("webb", "Webbplats: ", ""),
    )
    where = "".join(
        f"{{% if part.{name} %}}\n{label}{{{{ part.{name}{shown} }}}}{{% endif %}}" for name, label, shown in lines
    )
    return each(
        "part in offentliga.parter",
        when(
            "part.presentation or part.visningsadress or part.telefon or part.e_post or part.webb",
            p("Heading1", "Om {{ part.kallas }}"),
            each("s in part.presentation", p("Normal", "{{ s }}")),
            p("Kontakt", strong("{{ part.namn }}"), where),
        ),
    )
