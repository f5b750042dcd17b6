"""``iopdocs template show``: a template as readable text, the words it uses and its clauses."""

from __future__ import annotations

from pathlib import Path

import click

from iopdocs.cli import completion
from iopdocs.cli import show as shown
from iopdocs.cli.answering import Answering
from iopdocs.cli.exits import Exit
from iopdocs.cli.options import JSON, ROOT, Command, opened


@click.command("show", cls=Command, short_help="Visa en mall som text, med orden den använder och dess klausuler.")
@click.argument("wanted", metavar="TYP|FIL", shell_complete=completion.document_types)
@ROOT
@click.option("--text", "only_text", is_flag=True, help="Visa bara texten. Med det kan git visa skillnader i en mall.")
@JSON
def show(wanted: str, root: Path | None, only_text: bool, answering: Answering | None) -> Exit:
    """Visa en mall som text: en rad för varje stycke och tabellrad, med taggarna, och det villkorade indraget.

    För en dokumenttyp visas också orden den använder, vad de betyder och om de måste finnas, och klausulerna avsnitt
    för avsnitt. En Word-fil var som helst visas som text.

    \b
    Exempel:
      iopdocs template show overenskommelse
      iopdocs template show gammal-mall.docx --text
    """
    from iopdocs.usecases.template_show import show_template, template_text, text_json

    if Path(wanted).suffix.lower() in {".docx", ".dotx"} or Path(wanted).is_file():
        text = template_text(Path(wanted))
        if answering:
            answering.give(text_json(text), Exit.DONE)
        else:
            shown.lines(text)
        return Exit.DONE
    found = show_template(opened((), root), wanted)
    if answering:
        answering.give(text_json(found.text) if only_text else found.as_json(), Exit.DONE)
        return Exit.DONE
    shown.lines(found.text)
    if only_text:
        return Exit.DONE
    shown.line("Orden i mallen", bold=True)
    shown.table([[one.written, one.kind, one.about] for one in found.words])
    for heading, clauses in found.sections:
        shown.line()
        shown.line(f"Klausuler i avsnittet {heading}", bold=True)
        shown.table([[one.id, "på begäran" if one.on_request else "", one.about] for one in clauses])
    return Exit.DONE
