"""The agreement: title block, the sections dokument.yaml names, and the layouts that stand in them."""

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
from scripts.templates.package import Design, footer, header

CONTACT = (
    "{{ k.namn_och_parti }}{% if k.titel %}, {{ k.titel }}{% endif %}"
    "{% if k.telefon %}, {{ k.telefon|telefon }}{% endif %}{% if k.e_post %}, {{ k.e_post }}{% endif %}"
)


def design() -> Design:
    """Return the agreement's template."""
    return Design(
        title="Mall för överenskommelse",
        header=header("{{ dokument.namn }}", "Dnr {{ avtal.diarienummer }}"),
        footer=footer("Idéburet offentligt partnerskap (IOP)"),
        body=[_title_block(), each("a in avsnitt", p("Heading1", "{{ a.rubrik }}"), clauses(), _layouts())],
        numbers=("§ %1", "%1.%2"),
    )


def _title_block() -> Block:
    return [
        p("Title", "{{ dokument.namn }}"),
        p("Subtitle", "{{ dokument.om_iop }}"),
        p("Parter", "mellan {{ parterna.namn }}"),
        when("avtal.partnerskap", p("Uppgiftsrad", "Partnerskapets namn: {{ avtal.partnerskap }}")),
        when(
            "läge.förslag",
            p("Uppgiftsrad", "Det här är ett förslag. Det gäller först när parterna har beslutat och skrivit under."),
        ),
    ]


def clauses() -> Block:
    """Return the clauses of a section, ``a``: each with its heading where there are several, and its paragraphs."""
    block = choose(("s.punkt", p("ListBullet", "{{ s.text }}")), otherwise=p("Normal", "{{ s.text }}"))
    return each(
        "k in a.klausuler",
        when("k.visa_rubrik", p("Heading2", "{{ k.rubrik }}")),
        each("s in k.block", block),
    )


def _layouts() -> Block:
    """Every layout, shown where dokument.yaml says and the agreement has something to put in it."""
    return [
        when("a.visar.parter", parties()),
        when("a.visar.mål and avtal.mål", _goals()),
        when("a.visar.ekonomi and ekonomi.år and ekonomi.har_pengar", _years()),
        when("a.visar.utbetalningar and ekonomi.utbetalningar", _payments()),
        when("a.visar.organisation and avtal.organisation", each("g in avtal.organisation", _group())),
        when("a.visar.bilagor and avtal.bilagor", _annexes()),
        when("a.visar.ändringslogg and avtal.ändringar.logg", _amendments()),
        when("a.visar.underskrifter", signatures()),
    ]


def parties(loop: str = "part in parter") -> Block:
    """Return a table of facts for each party that ``loop`` goes through."""
    contacts = each("k in part.kontakter", p("Tabelluppgift", CONTACT))
    rows = [
        *rows_when("part.huvudmän", row("Huvudmän", "{{ part.huvudmän|lista }}")),
        row("Organisationsnummer", "{{ part.orgnr|orgnr }}"),
        *rows_when("part.nämnd", row("Ansvarig nämnd", "{{ part.nämnd }}")),
        *rows_when("part.förvaltning", row("Förvaltning", "{{ part.förvaltning }}")),
        *rows_when("part.diarienummer", row("Partens diarienummer", "{{ part.diarienummer }}")),
        *rows_when("part.kontakter", row("Kontakt", contacts)),
        *rows_when("part.telefon", row("Telefon", "{{ part.telefon|telefon }}")),
        *rows_when("part.e_post", row("E-post", "{{ part.e_post }}")),
        *rows_when("part.webb", row("Webbplats", "{{ part.webb }}")),
        row("Adress", "{{ part.visningsadress|versal }}"),
    ]
    role = "{% if part.offentlig %}Offentlig part{% else %}Idéburen part{% endif %}"
    columns = (Column(role, 29), Column("{{ part.namn }}", 71))
    return each(loop, table("Uppgifter om {{ part.kallas }}", columns, rows, row_headings=True))


def _goals() -> Block:
    columns = (Column("Nivå", 16), Column("Mål", 40), Column("Indikator", 26), Column("Målvärde", 18))
    source = "{% if m.källa %} (källa: {{ m.källa }}){% endif %}"
    goal = row(
        "{% if m.nivå %}{{ m.nivå|versal }}{% else %}–{% endif %}",
        "{{ m.text }}",
        "{% if m.indikator %}{{ m.indikator }}{% else %}–{% endif %}" + source,
        "{% if m.målvärde %}{{ m.målvärde }}{% else %}–{% endif %}",
    )
    return table("Mål och indikatorer", columns, rows_each("m in avtal.mål", goal))


def _years() -> Block:
    columns = (Column("År", 16), Column("Avser", 54), Column("Ersättning", 30, numbers=True))
    preliminary = "{% if å.preliminärt %} (preliminärt belopp){% endif %}"
    covers = "{% if å.delår %}{{ å.från|period(å.till)|versal }}{% else %}Hela året{% endif %}" + preliminary
    year = row("{{ å.år }}", covers, "{{ å.belopp|kr }}")
    total = row("Totalt", "Hela avtalstiden", "{{ ekonomi.totalt|kr }}", total=True)
    whole = row("Övrigt", "Belopp för hela avtalstiden", "{{ ekonomi.odelat|kr }}")
    rows = [
        *rows_each("å in ekonomi.år", year),
        *rows_when("ekonomi.odelat", whole),
        *rows_when("ekonomi.totalt", total),
    ]
    return table("Ersättning per år", columns, rows, together=True)


def _payments() -> Block:
    columns = (Column("Utbetalning", 70), Column("Belopp", 30, numbers=True))
    payment = row("{{ u.benämning|versal }}", "{{ u.belopp|kr }}")
    return table("Utbetalningar", columns, rows_each("u in ekonomi.utbetalningar", payment))


def _group() -> Block:
    rows = [
        *rows_when("g.nivå", row("Nivå", "{{ g.nivå|versal }}")),
        *rows_when("g.ordförande", row("Ordförande", "{{ g.ordförande|versal }}")),
        *rows_when("g.sammankallande", row("Sammankallande", "{{ g.sammankallande|versal }}")),
        *rows_when("g.möts", row("Möten", "{{ g.möts|versal }}")),
        row("Ledamöter", "{% if g.ledamöter %}{{ g.ledamöter|lista|versal }}{% else %}–{% endif %}"),
    ]
    columns = (Column("Grupp", 29), Column("{{ g.namn|versal }}", 71))
    return table("{{ g.namn|versal }}", columns, rows, row_headings=True)


def _annexes() -> Block:
    number = "Bilaga {% if b.nummer %}{{ b.nummer }}{% else %}{{ loop.index }}{% endif %}"
    return each(
        "b in avtal.bilagor",
        p(
            "ListBullet",
            strong(number + "."),
            " {{ b.titel }}{% if b.hör_till %} (hör till {{ b.hör_till }}){% endif %}",
        ),
    )


def _amendments() -> Block:
    columns = (Column("Datum", 24), Column("Ändring", 76))
    day = "{% if ä.datum %}{{ ä.datum|datum }}{% else %}–{% endif %}"
    return table(
        "Gjorda ändringar, äldst först", columns, rows_each("ä in avtal.ändringar.logg", row(day, "{{ ä.vad }}"))
    )


def signatures(loop: str = "part in parter") -> Block:
    """Return a block per signatory of each party; with a line to write on where it is still to be signed."""
    place = choose(
        ("u.datum", p("Underskriftsrad", "Ort och datum\t{% if u.ort %}{{ u.ort }}, {% endif %}{{ u.datum|datum }}")),
        ("u.ort", p("Underskriftsrad", "Ort och datum\t{{ u.ort }}, \t")),
        otherwise=p("Underskriftsrad", "Ort och datum\t\t"),
    )
    return each(
        loop,
        p("Underskriftspart", "För {{ part.namn }}"),
        each(
            "u in part.underskriftsrader",
            place,
            p("Underskriftsrad", "Underskrift\t\t"),
            p("Underskrift", "Namnförtydligande\t{{ u.namn }}"),
            p("Underskriftslut", "Titel\t{{ u.titel }}"),
        ),
    )
