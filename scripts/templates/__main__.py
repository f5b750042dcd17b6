"""Writes templates/<typ>/mall.docx: ``python -m scripts.templates [FOLDER]``."""

from __future__ import annotations

import sys
from pathlib import Path

from scripts.templates import addition, agreement, extension, minutes, press
from scripts.templates.package import build

DESIGNS = {
    "overenskommelse": agreement.design,
    "pressmeddelande": press.design,
    "styrgruppsprotokoll": minutes.design,
    "tillaggsavtal": addition.design,
    "forlangning": extension.design,
}


def main(folder: Path) -> None:
    """Write the template of every document type under a folder."""
    for name, design in DESIGNS.items():
        target = folder / name / "mall.docx"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(build(design()))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("templates"))
