"""Texts, YAML, settings, clauses, templates and batches that can be made as large as ``benchmarks/budget.py`` wants."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks import growing_word
from benchmarks.growing import PARTIES, minimal, workspace, write_agreement
from benchmarks.growing_word import document, text
from benchmarks.samples.hostile_packages import clause

#: What a long text is made of, again and again.
PIECES = {
    "ord": "kommunen och jouren ", "köp": "köp inte ett ",
    "lagrum": "5 kap. 11 § SoL, ", "lagrum utan lag": "5 kap. 1 § och ",
    "tankstreck": "– ", "bindestreck": "1-2-3-4-", "parenteser": "(((", "hakparenteser": "[[a.b", "klamrar": "{ {a.b",
    "citattecken": "”a “", "siffror": "1990", "personnummer": "670919-9530 ", "telefonnummer": "08-465 004 00 ",
    "adresser": "Provvägen 12, ", "förkortningar": "m.m. ", "punkter": "...", "e-post": "a@a.a-", "webb": "www.a.se/a.",
    "radbrytningar": "rad\\n", "blanksteg": "a  ", "belopp": "1 000 kr per dygn ", "datum": "2024-01-01 ", "§": "§ ",
    "utrop": "a!.", "hårda blanksteg": "a\u00a0", "en bokstav": "a", "procent": "100 % ", "kolon": "a:b ",
}  # fmt: skip
TEXT = (12_000, 48_000)


def long_text(piece: str, folder: Path, size: int) -> None:
    """One text of so many signs."""
    shown = (piece * size)[: size - piece.count("\\") * 2].rsplit("\\", 1)[0]
    minimal(folder, f'syfte: ["{shown}"]\nbakgrund: {{behov: ["{shown}"]}}\n')


def long_texts(folder: Path, size: int) -> None:
    """So many texts, each as long as it may be."""
    words = "Kommunen och jouren samverkar enligt 5 kap. 11 § SoL om stöd – inte köp (se nedan) för ”alla”. " * 480
    minimal(folder, "syfte:\n" + f"  - {words}\n" * size)


def comments(folder: Path, size: int) -> None:
    """So many lines of comments."""
    minimal(folder, "# en rad om något: annat\n" * size)


def keys(folder: Path, size: int) -> None:
    """So many unknown keys."""
    minimal(folder, "".join(f"okänd{n}: {n}\n" for n in range(size)))


def same_keys(folder: Path, size: int) -> None:
    """The same key so many times."""
    minimal(folder, "partnerskap: a\n" * size)


def lines(folder: Path, size: int) -> None:
    """A text of so many lines, and a list of so many items in it."""
    minimal(
        folder,
        "relation:\n  text: |\n"
        + "    - en rad till\n" * 10
        + "bakgrund:\n  behov:\n    - |\n"
        + "      rad\n\n" * size,
    )


def wrong_values(folder: Path, size: int) -> None:
    """So many values that cannot be read."""
    minimal(folder, "möten:\n" + "  - {datum: 2024-13-45, roll: x}\n" * size)


def unknown_ids(folder: Path, size: int) -> None:
    """So many references that lead nowhere, and as many ids."""
    goals = "".join(f"  - {{id: m{n}, text: mål}}\n" for n in range(size))
    minimal(folder, f"mål:\n{goals}åtaganden:\n" + "".join(f"  - {{part: q{n}, text: x}}\n" for n in range(size)))


def lawless(folder: Path, size: int) -> None:
    """So many references to law."""
    rows = "".join(f"    - {{lagrum: {n % 30 + 1} kap. {n} § SoL}}\n" for n in range(size))
    minimal(folder, f"undertecknat: 2024-01-31\nbakgrund:\n  lagrum:\n{rows}")


def settings(folder: Path, size: int) -> None:
    """So many organisations and contacts in iopdocs.yaml, and parties that refer to each of them."""
    rows = "".join(
        f"  o{n}: {{roll: idéburen, typ: förening, namn: Förening {n}, adress: {{gata: Provgatan {n}, ort: Prov}}}}\n"
        for n in range(size)
    )
    people = "".join(f"  k{n}: {{namn: Person {n}, telefon: 08-465 004 00}}\n" for n in range(size))
    referring = [{"id": f"p{n}", "organisation": f"o{n}", "kontakter": [{"kontakt": f"k{n}"}]} for n in range(size)]
    write_agreement(folder, {"id": "exempel", "parter": [*PARTIES, *referring]})
    (folder / "iopdocs.yaml").write_text(f"organisationer:\n{rows}kontakter:\n{people}", encoding="utf-8")


def batch(folder: Path, size: int) -> None:
    """So many agreements."""
    workspace(folder)
    for n in range(size):
        rows = json.dumps(list(PARTIES), ensure_ascii=False)
        data = f"id: avtal-{n}\nparter: {rows}\navtalstid: {{från: 2024-01-01, till: 2028-12-31}}\n"
        (folder / "agreements" / f"a{n}.yaml").write_text(data, encoding="utf-8")


def _own(folder: Path, body: str, description: str = "", styles: str = "", numbering: str = "") -> None:
    """Write a workspace with one agreement and one document type, whose template has this body."""
    workspace(folder, templates=False)
    kind = folder / "templates" / "prov"
    (folder / "templates" / "klausuler").mkdir(parents=True, exist_ok=True)
    kind.mkdir(exist_ok=True)
    (kind / "mall.docx").write_bytes(document(body, styles=styles, numbering=numbering))
    (kind / "dokument.yaml").write_text("namn: Prov\nbeskrivning: Prov\ntitel: Titel\n" + description, encoding="utf-8")
    minimal(folder, "partnerskap: Provet\n")


def _sections(folder: Path, clauses: int, sections: int) -> None:
    rows = "".join(f"  - {{id: a{n}, rubrik: R{n}, klausuler: [k{n % max(clauses, 1)}]}}\n" for n in range(sections))
    body = text("{%p for a in avsnitt %}") + text("{{ a.rubrik }}") + text("{%p for k in a.klausuler %}")
    body += text("{%p for b in k.block %}") + text("{{ b.text }}") + text("{%p endfor %}") * 3
    _own(folder, body, f"avsnitt:\n{rows}")


def clauses(folder: Path, size: int) -> None:
    """So many clauses, each in a section of its own."""
    _sections(folder, size, size)
    for n in range(size):
        clause(folder / "templates" / "klausuler", f"k{n}", f"Klausul {n} om {{{{ avtal.partnerskap }}}}.")


def sections(folder: Path, size: int) -> None:
    """So many sections with one clause."""
    _sections(folder, 1, size)
    clause(folder / "templates" / "klausuler", "k0", "Klausul om {{ avtal.partnerskap }}.")


def long_clause(folder: Path, size: int) -> None:
    """A clause of so many items with a tag in each."""
    _sections(folder, 1, 1)
    rows = "".join(f"        - punkt {n} {{{{ avtal.partnerskap }}}}\n" for n in range(size))
    path = folder / "templates" / "klausuler" / "k0.yaml"
    path.write_text(f"id: k0\nrubrik: R\nom: o\nversioner:\n  - text: |\n{rows}", encoding="utf-8")


def versions(folder: Path, size: int) -> None:
    """A clause with so many wordings."""
    _sections(folder, 1, 1)
    from datetime import date, timedelta

    first = date(1900, 1, 1)
    rows = "".join(
        f"  - {{från: {first + timedelta(n)}, till: {first + timedelta(n)}, text: v{n}}}\n" for n in range(size)
    )
    path = folder / "templates" / "klausuler" / "k0.yaml"
    path.write_text(f"id: k0\nrubrik: R\nom: o\nversioner:\n{rows}", encoding="utf-8")


def tags(folder: Path, size: int) -> None:
    """A template with so many tags, a paragraph each."""
    _own(folder, text("{{ avtal.partnerskap }} och {% if avtal.id %}x{% endif %}") * (size // 3))


def tags_in_one(folder: Path, size: int) -> None:
    """A template with so many tags in one paragraph, each in pieces."""
    run = "<w:r><w:t>{</w:t></w:r><w:r><w:t>{ avtal.id }</w:t></w:r><w:r><w:t>} </w:t></w:r>"
    _own(folder, f"<w:p>{run * size}</w:p>")


def rows_of_loops(folder: Path, size: int) -> None:
    """A template with so many tables that each have a row in a loop."""
    grid = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='100'/></w:tblGrid>"
    row = "<w:tr><w:tc>" + "{}" + "</w:tc></w:tr>"
    one = grid + "".join(row.format(text(words)) for words in (
        "{%tr for p in parter %}", "{{ p.namn }}", "{%tr endfor %}")) + "</w:tbl>"  # fmt: skip
    _own(folder, (text("En tabell") + one) * size)


def gaps(folder: Path, size: int) -> None:
    """A template with so many missing facts in one paragraph."""
    _own(folder, text("{{ avtal.diarienummer }} " * size))


def _of_word(make: Callable[[int], tuple[bytes, bytes]], folder: Path, size: int) -> None:
    _own(folder, text("x"))
    (folder / "templates" / "prov" / "mall.docx").write_bytes(make(size)[0])


FILES: dict[str, tuple[Callable[[Path, int], None], tuple[int, ...]]] = {
    **{f"en text av {name}": (partial(long_text, piece), TEXT) for name, piece in PIECES.items()},
    "långa texter": (long_texts, (5, 10, 20)),
    "kommentarsrader": (comments, (10_000, 20_000, 40_000)),
    "okända nycklar": (keys, (5_000, 10_000, 20_000)),
    "samma nyckel": (same_keys, (5_000, 10_000, 20_000)),
    "rader i en text": (lines, (1_500, 3_000, 6_000)),
    "oläsliga värden": (wrong_values, (5_000, 10_000, 20_000)),
    "okända hänvisningar": (unknown_ids, (1_000, 2_000, 4_000)),
    "lagrum": (lawless, (1_000, 2_000, 4_000)),
    "organisationer i iopdocs.yaml": (settings, (200, 400, 800)),
    "avtal på en gång": (batch, (50, 100, 200)),
    "klausuler": (clauses, (250, 500, 1_000)),
    "avsnitt i dokument.yaml": (sections, (250, 500, 1_000)),
    "punkter i en klausul": (long_clause, (250, 500, 1_000)),
    "lydelser av en klausul": (versions, (1_000, 2_000, 4_000)),
    "taggar i en mall": (tags, (1_000, 2_000, 4_000)),
    "taggar i ett stycke": (tags_in_one, (250, 500, 1_000)),
    "tabeller med slingor i en mall": (rows_of_loops, (250, 500, 1_000)),
    "luckor i ett stycke": (gaps, (250, 500, 1_000)),
    **{
        f"mall: {name}": (partial(_of_word, make), sizes)
        for name, (make, sizes) in growing_word.WORD_FILES.items()
        if name not in {"spårade ändringar"}
    },
}


def edited(folder: Path, size: int) -> None:
    """A document with so many purposes, to be edited and tried."""
    minimal(folder, "syfte:\n" + "".join(f"  - stödja alla som behöver det på sätt {n}\n" for n in range(size)))
