"""Word files as somebody could make them to do harm: members changed, added and doubled, by what they hold."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.samples.words import word
from iopdocs.errors import InvalidTemplate
from iopdocs.templating.template import Template, prepare

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
BODY, TYPES, RELATIONS = "word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"


@cache
def plain() -> Mapping[str, bytes]:
    """Return the members of a Word file with one paragraph."""
    return members_of(word("Hej"))


def members_of(data: bytes) -> dict[str, bytes]:
    """Return the members of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rebuilt(change: Callable[[dict[str, bytes]], object]) -> bytes:
    """Return a Word file whose members were changed."""
    members = dict(plain())
    change(members)
    return zipped(members)


def zipped(members: Mapping[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    """Return a package of these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def written(text: str) -> bytes:
    """Return a Word file with one paragraph, this text."""
    return rebuilt(lambda members: members.update({BODY: plain()[BODY].replace(b"Hej", escape(text).encode())}))


def saying(text: str) -> Template:
    """Return a template with one paragraph."""
    return prepare(written(text), "mall.docx")


def body(xml: str) -> bytes:
    """Return a Word file with some XML last in its body."""
    text = plain()[BODY].decode().replace("<w:sectPr", xml + "<w:sectPr", 1)
    return rebuilt(lambda members: members.update({BODY: text.encode()}))


def with_part(member: str, xml: str, kind: str = "") -> bytes:
    """Return a Word file with one more part, declared as a ``kind`` of part of Word's when one is given."""

    def add(members: dict[str, bytes]) -> None:
        members[member] = xml.encode()
        if kind:
            declare(members, member, kind)
            target = member.removeprefix("word/")
            said = f'<Relationship Id="rIdNy" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
            members[RELATIONS] = members[RELATIONS].replace(b"</Relationships>", said.encode())

    return rebuilt(add)


def declare(members: dict[str, bytes], member: str, kind: str) -> None:
    """Say in the list of contents what kind of part a member is."""
    said = f'<Override PartName="/{member}" ContentType="{WORD}.{kind}+xml"/></Types>'
    members[TYPES] = members[TYPES].replace(b"</Types>", said.encode())


def related(kind: str, target: str, mode: str = "External") -> bytes:
    """Return a Word file whose body has one more relationship."""

    def add(members: dict[str, bytes]) -> None:
        relation = f'<Relationship Id="rIdX" Type="{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
        members[RELATIONS] = members[RELATIONS].replace(b"</Relationships>", relation.encode())

    return rebuilt(add)


def field(*pieces: str) -> str:
    """Return a field whose code is in several runs."""
    begin, end = ('<w:r><w:fldChar w:fldCharType="' + kind + '"/></w:r>' for kind in ("begin", "end"))
    return (
        "<w:p>" + begin + "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces) + end + "</w:p>"
    )


def refused(data: bytes) -> str:
    """Return what is said of a template that is refused."""
    try:
        prepare(data, "mall.docx")
    except InvalidTemplate as refusal:
        problems = refusal.problems
    else:
        raise AssertionError("the template was not refused")
    if not all(problem.message and problem.code for problem in problems):
        raise AssertionError(problems)
    return "\n".join(map(str, problems))


def clause(folder: Path, name: str, text: str, heading: str = "R") -> None:
    """Write the file of a clause with one version."""
    title, wording = (piece.replace("\\", "\\\\").replace('"', '\\"') for piece in (heading, text))
    (folder / f"{name}.yaml").write_text(
        f'id: {name}\nrubrik: "{title}"\nom: o\nversioner: [{{text: "{wording}"}}]\n', encoding="utf-8"
    )
