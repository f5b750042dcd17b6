"""A template made by a person: nothing of that person, of the computer or of the house comes into a document."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from benchmarks.samples.hostile_packages import BODY, OFFICE, RELATIONS, TYPES, W, members_of, plain, zipped
from benchmarks.samples.words import DAY, agreement, document_type, libraries, word
from iopdocs.errors import InvalidTemplate
from iopdocs.making.batch import Batch
from iopdocs.making.outcome import Wish
from iopdocs.making.render import render
from iopdocs.templating.template import prepare
from iopdocs.workspace import Workspace
from tests.support.batches import agreement as batch_agreement
from tests.support.batches import small_workspace

MARK = "Zqxperson"
JPEG_TOLD = b"\xff\xe1" + struct.pack(">H", 2 + len(MARK)) + MARK.encode()
JPEG_COMMENT = b"\xff\xfe" + struct.pack(">H", 2 + len(MARK)) + MARK.encode()
JPEG = b"\xff\xd8\xff\xe0\x00\x04JF" + JPEG_TOLD + JPEG_COMMENT + b"\xff\xda\x00\x02picture\xff\xd9"


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG_TOLD = chunk(b"tEXt", f"Author\0{MARK}".encode())
PNG = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"h" * 13) + PNG_TOLD + chunk(b"IEND", b"")
COMMENTS = f'<w:comments {W}><w:comment w:id="1" w:author="{MARK}"><w:p/></w:comment></w:comments>'
# Name of the member, its relationship's last word, its content.
OTHERS = {
    "word/comments.xml": ("comments", COMMENTS),
    "word/people.xml": ("people", f"<a>{MARK}</a>"),
    "word/printerSettings1.bin": ("printerSettings", MARK),
    "word/thumbnail.jpeg": ("thumbnail", MARK),
    "word/item1.xml": ("customXml", f"<a>{MARK}</a>"),
    "word/label.xml": ("classificationlabels", f"<a>{MARK}</a>"),
    "word/glossary/document.xml": ("glossaryDocument", f"<a>{MARK}</a>"),
    "word/unused.xml": ("", f"<a>{MARK}</a>"),
    "word/media/foto.jpeg": ("image", JPEG),
    "word/media/bild.png": ("image", PNG),
}  # fmt: skip
TEXT = (
    f'<w:p w:rsidR="00{MARK}"><w:commentRangeStart w:id="1"/><w:permStart w:id="2" w:ed="{MARK}"/>'
    f'<w:r w:rsidRPr="{MARK}"><w:t>Kvar</w:t></w:r><w:permEnd w:id="2"/><w:commentRangeEnd w:id="1"/>'
    f'<w:r><w:commentReference w:id="1"/></w:r><!-- {MARK} -->'
    f'<x:docPr xmlns:x="urn:x" name="C:\\Users\\{MARK}\\logga.png" descr="/home/{MARK}/bilder/logga.png"/></w:p>'
)


def persons_template() -> bytes:
    members = dict(plain())
    relations = ""
    for number, (name, (kind, content)) in enumerate(OTHERS.items()):
        members[name] = content if isinstance(content, bytes) else content.encode()
        if kind:
            target = name.removeprefix("word/")
            relations += f'<Relationship Id="rIdP{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
    members[RELATIONS] = members[RELATIONS].replace(b"</Relationships>", f"{relations}</Relationships>".encode())
    kinds = '<Default Extension="png" ContentType="image/png"/><Default Extension="bin" ContentType="application/x"/>'
    members[TYPES] = members[TYPES].replace(b"<Override", kinds.encode() + b"<Override", 1)
    members[BODY] = members[BODY].replace(b"<w:sectPr", TEXT.encode() + b"<w:sectPr", 1)
    told = f'<w:rsids><w:rsid w:val="{MARK}"/></w:rsids><w:docVars><w:docVar w:name="a" w:val="{MARK}"/></w:docVars>'
    members["word/settings.xml"] = members["word/settings.xml"].replace(
        b"</w:settings>", f"{told}</w:settings>".encode()
    )
    return zipped(members)


def test_nothing_of_the_person_who_made_the_template_is_in_a_document() -> None:
    made = members_of(render(agreement(), document_type(), prepare(persons_template(), "m"), libraries(), DAY).data)
    assert [name for name, data in made.items() if MARK.encode() in data] == []
    assert "Kvar" in made[BODY].decode()
    assert b"logga.png" in made[BODY]
    assert b"comment" not in made[BODY]
    assert b"comments.xml" not in made[TYPES]
    pictures = {name for name in made if "media" in name}
    assert pictures == {"word/media/foto.jpeg", "word/media/bild.png"}
    assert made["word/media/foto.jpeg"].endswith(b"\xff\xda\x00\x02picture\xff\xd9")
    assert made["word/media/foto.jpeg"].startswith(b"\xff\xd8\xff\xe0")
    assert made["word/media/bild.png"] == PNG.replace(PNG_TOLD, b"")


@pytest.mark.parametrize("data", [b"\xff\xd8\xff", b"\xff\xd8\xff\xe1\xff", JPEG[:-4], PNG[:-3], PNG[:12]])
def test_a_picture_that_is_cut_off_is_no_crash(data: bytes) -> None:
    members = dict(members_of(persons_template()))
    members["word/media/foto.jpeg"] = data
    assert prepare(zipped(members), "m").members["word/media/foto.jpeg"]


@pytest.mark.parametrize("name", ["_rels/.rels", RELATIONS])
def test_a_template_without_its_relations_is_refused_or_whole(name: str) -> None:
    members = {key: data for key, data in plain().items() if key != name}
    if name == "_rels/.rels":
        with pytest.raises(InvalidTemplate, match="inget Word-dokument"):
            prepare(zipped(members), "m")
    else:
        assert BODY in prepare(zipped(members), "m").members


def test_what_a_template_a_clause_or_a_title_reveals_stops_the_document(tmp_path: Path) -> None:
    address = "adress: {gata: Hemliga gatan 5, postnummer: 123 45, skyddad: ja}"
    text = batch_agreement("avtal").replace("namn: Exempeljouren", f"namn: Exempeljouren, {address}")
    root = small_workspace(tmp_path, {"a.yaml": text})
    description = root / "templates" / "pressmeddelande" / "dokument.yaml"
    before = description.read_text(encoding="utf-8")
    for title in ("Jouren på Hemliga g. 5", "Om 670919-9530", "Om jouren"):
        head, _, rest = before.partition("titel:")
        description.write_text(f'{head}titel: "{title}"\n{rest.partition(chr(10))[2]}', encoding="utf-8")
        workspace = Workspace(root)
        (outcome,) = Batch(workspace, Wish(DAY, ("pressmeddelande",))).make(workspace.agreements())
        assert outcome.failed is (title != "Om jouren"), outcome.problems
        if outcome.failed:
            assert outcome.problems[-1].code in {"röjd-uppgift", "klausulfel"}
            assert title[-4:] not in str(outcome.problems[-1])
            assert not (root / "output").exists()


def test_a_template_with_a_personnummer_in_it_is_refused_without_repeating_it() -> None:
    with pytest.raises(InvalidTemplate) as caught:
        prepare(word("Medlemmen 670919-9530 deltog."), "m")
    assert "personnummer" in str(caught.value)
    assert "9530" not in str(caught.value)
    prepare(word("Ring 070-330 63 24."), "m")
