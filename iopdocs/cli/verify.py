"""``iopdocs verify``: what a document was made from, and what a person changed in it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.cli.options import JSON, ROOT, Command, Place, find_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from typing import Any

SOUND, PROBLEMS = 0, 1


@click.command(cls=Command, short_help="Pröva om dokument är oredigerade och gjorda av dagens uppgifter.")
@click.argument("files", nargs=-1, required=True, type=Place(), metavar="FILER")
@ROOT
@JSON
def verify(files: tuple[Path, ...], root: Path | None, as_json: bool) -> None:
    """Pröva om dokument är oredigerade och gjorda av dagens uppgifter.

    Är underlaget detsamma görs dokumentet på nytt och jämförs: bara då är det bevisat oredigerat. Annars visas vad
    dokumentet självt eller kvittot säger. Är en Word-fil redigerad visas i vilka avsnitt. Av en mapp prövas alla
    dokument i den. Finns det flera slutliga versioner visas de, och vad som skiljer dem. Slutkoden är 0 när allt är
    bevisat oredigerat och gjort av dagens uppgifter, annars 1.

    \b
    Exempel:
      iopdocs verify output/exempel/overenskommelse.docx
      iopdocs verify output/exempel
    """
    from iopdocs.verification import PROVEN, verify_each

    found = verify_each(find_workspace(files, root, agreements=False), files)
    paths, results = [path for path, _ in found], [result for _, result in found]
    if as_json:
        show.as_json(results)
    for result in () if as_json else results:
        show.line(f"{result['fil']}: {result['läge']}")
        if result["gjort_av"]:
            show.line(f"    gjort av: {result['gjort_av']}")
        for line in result["skillnader"]:
            show.line(f"    {line}")
    if not as_json:
        _show_finals(paths, results)
    sys.exit(SOUND if all(result["bevis"] == PROVEN and result["aktuellt"] for result in results) else PROBLEMS)


def _show_finals(paths: Sequence[Path], results: Sequence[Mapping[str, Any]]) -> None:
    """Show the final versions of each document that has several, or another one than what was tried."""
    shown = set[tuple[str, ...]]()
    for path, result in zip(paths, results, strict=True):
        finals = result["slutliga"]
        names = tuple(str(path.parent / one["namn"]) for one in finals)
        if names in shown or (len(finals) < 2 and (not finals or path.name in finals[0]["filer"])):
            continue
        shown.add(names)
        show.line(f"slutliga versioner av {path.parent / finals[0]['namn']}:")
        for one in finals:
            show.line(f"    {_final(one)}")
            for line in one["skiljer_från_förra"] or ():
                show.line(f"        {line}")


def _final(one: Mapping[str, Any]) -> str:
    """Return a final version in a line."""
    signed = {True: "undertecknad", False: "inte undertecknad", None: ""}[one["undertecknat"]]
    facts = [
        f"{one['dag']} (enligt {one['enligt']})" if one["dag"] else "dagen är okänd",
        signed,
        f"skäl: {one['skäl']}" if one["skäl"] else "",
        f"ändrad sedan den gjordes: {', '.join(one['ändrade_filer'])}" if one["ändrade_filer"] else "",
        "nyast" if one["nyast"] else "",
    ]
    return f"{', '.join(one['filer'])}: {'; '.join(fact for fact in facts if fact)}"
