"""``iopdocs demands``: the rules there are, and what each agreement meets, lacks and leaves out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import FILES, JSON, ON, ROOT, Command, opened

if TYPE_CHECKING:
    from pathlib import Path

    from iopdocs.usecases.demands import TriedAgreement


@click.command(cls=Command, short_help="Visa vad uppgifterna i avtalen kräver, och varför.")
@FILES
@ROOT
@ON
@JSON
def demands(files: tuple[Path, ...], root: Path | None, day: date, answering: Answering | None) -> Exit:
    """Lista kraven, eller visa vilka krav som gäller för avtal, och hur det står till med dem.

    \b
    Exempel:
      iopdocs demands
      iopdocs demands agreements/exempelby-jouren-2024.yaml
    """
    from iopdocs.usecases import demands as usecase

    found = usecase.demands(opened(files, root), files, day)
    code = Exit.PROBLEMS if found.failed else Exit.DONE
    if answering:
        answering.give(found.as_json(), code)
        return code
    if not files:
        show.table([[one.id, one.level, one.about] for one in found.demands])
    for agreement in found.agreements:
        _show(agreement)
    show.problems(found.problems)
    return code


def _show(agreement: TriedAgreement) -> None:
    show.line(f"{agreement.id} ({agreement.file})", bold=True)
    for one in sorted(agreement.demands, key=lambda one: ("saknas", "frångått", "uppfyllt").index(one.state)):
        show.line(f"  {one.state}: {one.id}")
        show.line(f"    {one.how}")
        if one.state != "uppfyllt":
            show.line(f"    {one.why}")
