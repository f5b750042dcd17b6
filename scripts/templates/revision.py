"""What is agreed on later: short documents that point to the agreement they belong to, and say what is new."""

from __future__ import annotations

from scripts.templates.agreement import clauses
from scripts.templates.kit import Block, Column, each, p, row, rows_each, table, when
from scripts.templates.package import Design, footer, header


def design(name: str, of_what: str, *, subject: Block = (), layouts: Block = ()) -> Design:
    """Return a template: ``subject`` stands under the parties' names, ``layouts`` beside those all such documents have.

    ``of_what`` follows the document's name and points to the agreement.
    """
    case_number = "{% if post.diarienummer %}{{ post.diarienummer }}{% else %}{{ avtal.diarienummer }}{% endif %}"
    proposal = "Det här är ett förslag. Det gäller först när parterna har beslutat och skrivit under."
    title_block = [
        p("Title", f"{name}{{% if post.nummer %}} {{{{ post.nummer }}}}{{% endif %}}"),
        p("Subtitle", of_what),
        p("Parter", "mellan {{ parterna.namn }}"),
        subject,
        when("post.status.förslag", p("Uppgiftsrad", proposal)),
    ]
    sections = each("a in avsnitt", p("Heading1", "{{ a.rubrik }}"), clauses(), _changes(), _amounts(), layouts)
    return Design(
        title=f"Mall för {name.lower()}",
        header=header(name, f"Dnr {case_number}"),
        footer=footer("Idéburet offentligt partnerskap (IOP)"),
        body=[title_block, sections],
        numbers=("§ %1", "%1.%2"),
    )


def _changes() -> Block:
    """Each change under its heading: the old wording and the new, or what is changed in words."""
    change: list[Block] = [
        p("Heading2", "{{ ä.avsnitt|versal }}"),
        when("ä.nuvarande_lydelse", p("Listinledning", "Nuvarande lydelse:"), p("Quote", "{{ ä.nuvarande_lydelse }}")),
        when("ä.ny_lydelse or not ä.vad", p("Listinledning", "Ny lydelse:"), p("Quote", "{{ ä.ny_lydelse }}")),
        when("ä.vad", p("Normal", "{{ ä.vad }}")),
    ]
    return when("a.visar.ändringar and post.ändringar", each("ä in post.ändringar", change))


def _amounts() -> Block:
    columns = (
        Column("Post", 28),
        Column("Avser", 28),
        Column("Nuvarande belopp", 22, numbers=True),
        Column("Nytt belopp", 22, numbers=True),
    )
    # What changes an item has an amount before it; what is new has none.
    current = "{% if b.nuvarande or b.komponent %}{{ b.nuvarande|kr }}{% else %}–{% endif %}"
    amount = row("{{ b.benämning|versal }}", "{{ b.tid|versal }}", current, "{{ b.nytt|kr }}")
    return when(
        "a.visar.belopp and post.belopp", table("Ändrade belopp", columns, rows_each("b in post.belopp", amount))
    )
