"""What many renewals have in common as Markdown, and in short what each has alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from iopdocs.renewal.alike import Alike, in_common
from iopdocs.renewal.run import Renewed
from iopdocs.visible import markdown, markdown_code

_INTRO = (
    "Det som flera avtal har gemensamt står en gång, med de avtal det gäller. Inom parentes står det som är avtalets "
    "eget, där texten har …."
)


def alike(drafted: Sequence[Renewed], details: str) -> Iterator[str]:
    """Yield what the agreements have in common, and what is left of each; ``details`` says where all of it is."""
    found, every = in_common(drafted), [one.agreement for one in drafted]
    yield from ("", "## Gemensamt", "", _INTRO, "", details)
    for one in found.questions:
        place = f"{markdown_code(one.where)}: " if one.where else ""
        yield from ("", f"### {len(one.whom)} avtal: {place}{markdown(one.text)}", "")
        yield from (f"- {markdown(choice)}" for choice in one.choices)
        yield from ("",) if one.choices else ()
        yield f"Gäller {_whom(one.whom, every)}."
    yield from _table("Avtalen säger inget om", ("Vad", "Avtal", "Vilka"), found.silent, every)
    yield from _table("Varningar, avtal för avtal", ("Vad", "Avtal", "Vilka"), found.warnings, every)
    yield from _table("Att veta om det som gjordes", ("Vad", "Avtal", "Vilka"), found.problems, every)
    yield from _table("Klausuler och lag", ("Ändring", "Avtal", "Vilka"), found.changes, every)
    yield from _table("Saknas i utkasten", ("Vad", "Avtal", "Vilka"), found.gaps, every)
    if found.alone:
        yield from ("", "## Särskilt för ett avtal", "")
    for name, said in found.alone.items():
        yield f"- **{markdown(name)}**"
        yield from (f"  - {markdown(text)}" for text in said)


def _table(heading: str, columns: tuple[str, str, str], found: Sequence[Alike], every: Sequence[str]) -> Iterator[str]:
    if not found:
        return
    yield from ("", f"### {heading}", "", f"| {' | '.join(columns)} |", "|---|---|---|")
    for one in found:
        place = f"{markdown_code(one.where)}: " if one.where and one.where != "klausuler" else ""
        yield f"| {place}{markdown(one.text)} | {len(one.whom)} | {_whom(one.whom, every)} |"


def _whom(whom: Mapping[str, str], every: Sequence[str]) -> str:
    """Say which agreements: all, all but some, or which, each with what is its own."""
    if not any(whom.values()):
        others = [name for name in every if name not in whom]
        if not others:
            return "alla"
        if len(others) < len(whom):
            return f"alla utom {markdown(', '.join(others))}"
    return ", ".join(f"{markdown(name)} ({markdown(own)})" if own else markdown(name) for name, own in whom.items())
