"""A workspace of one small document and agreements with a protected address."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.samples.words import word

DAY = ("--on", "2025-11-01")
ADDRESS = "adress: {gata: Gömgatan 12, postnummer: 987 69, ort: Gömda, skyddad: ja}"
OPEN = "adress: {gata: Box 123, postnummer: 123 45, ort: Exempelby}"
TEMPLATE = (
    "{{ avtal.relation.text }}",
    "{%p for part in parter %}",
    "{{ part.namn }}: {{ part.visningsadress }}{% if part.telefon %}, {{ part.telefon|telefon }}{% endif %}.",
    "{{ part.telefon|telefon }}; {{ part.webb }}; {{ part.e_post }}",
    "{%p endfor %}",
)
KINDS = "--document", "prov", "--format", "docx,txt,html,md"


def agreement(text: str = "Vi samverkar.", name: str = "prov-2024", address: str = ADDRESS, more: str = "") -> str:
    """Return an agreement with a text, and with what its non-profit says of where it is."""
    return f"""id: {name}
dokumentnamn: avtal
status: undertecknat
undertecknat: 2023-12-01
parter:
  - id: kommunen
    roll: offentlig
    typ: kommun
    namn: Exempelby kommun
    adress: {{gata: Torget 1, postnummer: 123 45, ort: Exempelby}}
    telefon: 08-465 004 00
    webb: https://www.exempel.se
    e_post: kommun@exempel.se
  - id: jouren
    roll: idéburen
    typ: förening
    namn: Exempeljouren
    telefon: 08-465 004 99
    webb: https://jouren.exempel.se/hus
    e_post: hus@exempel.se
    {address}
avtalstid: {{från: 2024-01-01, till: 2025-12-31}}
relation:
  text: '{text}'
{more}"""


JUDGED = """uppgifter_bedömda:
  - ord: '%s'
    röjer: %s
    av: Eva Exempelsson, samordnare
    skäl: Gatan nämns bara som busshållplats
    dag: 2025-10-01
"""


def make_workspace(folder: Path) -> Path:
    """Make the workspace without agreements, and return its folder."""
    kind = folder / "templates" / "prov"
    kind.mkdir(parents=True)
    (folder / "agreements").mkdir()
    (kind / "mall.docx").write_bytes(word(*TEMPLATE))
    (kind / "dokument.yaml").write_text("namn: Prov\nbeskrivning: Prov\ntitel: Prov\njämförs: ja\n", encoding="utf-8")
    return folder


_HASH = re.compile(r"\b[0-9a-f]{64}\b")


def write(root: Path, text: str, name: str = "a.yaml") -> None:
    """Write an agreement's file."""
    path = root / "agreements" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def documents(root: Path) -> list[str]:
    """Return the names of what was made."""
    return sorted(path.name for path in (root / "output").rglob("*") if path.is_file() and path.name[0] != ".")


def silent(*texts: str) -> None:
    """Nothing of what is protected is in any of the texts. A hash may have any digits."""
    for text in texts:
        told = _HASH.sub("", text)
        assert "mgatan" not in told.casefold()
        assert "987" not in told
