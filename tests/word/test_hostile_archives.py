"""Files that are no sound packages: bombs, ways out, doubles, entities. Refused in bounded time and memory."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from pathlib import Path

import pytest

from benchmarks.samples.hostile_packages import W, body, plain, rebuilt, refused, zipped
from benchmarks.samples.words import word
from iopdocs.errors import InvalidTemplate
from iopdocs.templating.docxtpl_dialect import listed
from iopdocs.templating.finishing import finish
from iopdocs.templating.template import load_template
from iopdocs.word.package import MAX_PACKAGE, read_package
from tests.support.work import called, peak


def lying(size: int) -> bytes:
    """Return a Word file one of whose members unpacks to 100 MB and says that it holds ``size`` bytes."""
    bomb = {**plain(), "word/media/a.png": bytes(100_000_000)}
    data = zipped(bomb, zipfile.ZIP_DEFLATED)
    real = struct.pack("<I", 100_000_000)
    return data.replace(real, struct.pack("<I", size))


@pytest.mark.parametrize("size", [0, 10, 40_000_000, 100_000_000, 4_000_000_000])
def test_a_zip_bomb_is_refused_whatever_size_it_says(size: int) -> None:
    data, said = lying(size), []
    assert peak(lambda: said.append(refused(data))) < 100_000_000
    assert "stor" in said[0] or "ingen hel" in said[0]


@pytest.mark.parametrize(
    "name",
    ["../ond.xml", "word/../../ond.xml", "/etc/ond.xml", "..\\ond.xml", "C:\\ond.xml", "word\\ond.xml", "C:ond.xml"],
)
def test_a_member_that_leads_out_of_the_package_is_refused(name: str) -> None:
    assert "inte i ordning" in refused(rebuilt(lambda members: members.update({name: b"<a/>"})))


def test_a_member_without_a_name_is_refused() -> None:
    data = rebuilt(lambda members: members.update({"Qond.xml": b"<a/>"}))
    assert "inte i ordning" in refused(data.replace(b"Qond.xml", b"\0ond.xml"))


def test_a_template_that_is_mostly_empty_tags_is_refused_before_it_is_parsed() -> None:
    data = body("<w:p/>" * 2_000_000)
    assert "för stor" in refused(data)
    assert "parse_xml" not in called(lambda: refused(data))


@pytest.mark.parametrize("name", ["word/document.xml", "WORD/Document.xml", "word/Document.XML"])
def test_a_doubled_member_is_refused(name: str) -> None:
    target = io.BytesIO(word("Hej"))
    with warnings.catch_warnings(), zipfile.ZipFile(target, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(name, b"<a/>")
    assert "inte i ordning" in refused(target.getvalue())


def test_too_many_members_bad_compression_and_a_password_are_refused() -> None:
    assert "för stor" in refused(
        rebuilt(lambda members: members.update({f"word/{n}.xml": b"<a/>" for n in range(1001)}))
    )
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        target = io.BytesIO(word("Hej"))
        with zipfile.ZipFile(target, "a", method) as archive:
            archive.writestr("word/a.xml", b"<a/>")
        assert "ingen hel" in refused(target.getvalue())
    data = bytearray(word("Hej"))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "ingen hel" in refused(bytes(data))


def test_a_package_spoiled_anywhere_is_refused_or_whole() -> None:
    data = word("Hej")
    start = data.index(b"PK\x01\x02")
    for at in (*range(start, len(data), 17), *range(0, 200, 9)):
        spoilt = bytearray(data)
        spoilt[at] ^= 0xFF
        try:
            read_package(bytes(spoilt), "mall.docx")
        except InvalidTemplate as error:
            assert error.problems


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
        '<!DOCTYPE a SYSTEM "http://exempel.se/a.dtd">',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
@pytest.mark.parametrize("member", ["word/document.xml", "customXml/item1.xml", "[Content_Types].xml", "_rels/.rels"])
def test_xml_with_entities_is_refused_in_every_part(doctype: str, member: str) -> None:
    def declare(members: dict[str, bytes]) -> None:
        members[member] = f"{doctype}<a>&c;</a>".encode()

    assert "trasig XML" in refused(rebuilt(declare))


def test_a_template_of_200_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "mall.docx"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(InvalidTemplate, match="för stor"):
        load_template(path)
    assert path.stat().st_size > MAX_PACKAGE


def test_a_template_that_is_a_folder_or_a_device_is_refused() -> None:
    for path in (Path("/dev/zero"), Path("/tmp")):  # noqa: S108 - only looked at
        with pytest.raises(InvalidTemplate, match="går inte att läsa"):
            load_template(path)


def _spoken(*paragraphs: str) -> bytes:
    return body("".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs))


@pytest.mark.parametrize(
    "data",
    [
        _spoken("{%p " * 300_000),
        _spoken("{{ " * 4_900 + "}", "x" * 1_000_000),
        _spoken("{{ } " * 4_900, "x" * 1_000_000),
        _spoken("{# " * 4_900, "x" * 1_000_000),
    ],
    ids=["many", "open", "half closed", "comments"],
)
def test_tags_without_an_end_are_refused_before_their_end_is_sought(data: bytes) -> None:
    assert "agg" in refused(data)
    assert "patched" not in called(lambda: refused(data))


def test_a_long_text_without_spaces_or_with_a_tab_in_many_paragraphs_is_made_soon() -> None:
    # Were it read again from every sign of it, this would take hours.
    assert b".." in finish(f'<w:p xmlns:w="{W[9:-1]}"><w:r><w:t>{"x" * 300_000} ..</w:t></w:r></w:p>')
    assert listed('<w:p w:rsidR="0"/>' * 100_000 + "\t").count("\t") == 1
