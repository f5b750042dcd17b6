"""``iopdocs template``: the tools of those who write templates, clauses and sentences."""

from __future__ import annotations

import click

from iopdocs.cli.options import CommandGroup
from iopdocs.cli.template_adopt import adopt
from iopdocs.cli.template_check import check
from iopdocs.cli.template_diff import diff
from iopdocs.cli.template_show import show
from iopdocs.cli.template_try import attempt


@click.group(cls=CommandGroup, short_help="Granska, visa och pröva mallar, klausuler och meningar.")
def template() -> None:
    """Verktyg för den som skriver mallar, klausuler och meningar.

    \b
    Exempel:
      iopdocs template check
      iopdocs template check overenskommelse --annotate kommenterad.docx
      iopdocs template show overenskommelse
      iopdocs template try overenskommelse
      iopdocs template adopt BREV.dotx --like overenskommelse
    """


for command in (adopt, check, show, attempt, diff):
    template.add_command(command)
