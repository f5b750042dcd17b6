"""The seal of a Word file: whatever is done to the file afterwards, by a person or a system, breaks it."""

from __future__ import annotations

import hashlib
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.samples.words import DAY, agreement, document_type, libraries, template
from iopdocs.errors import OutputBlocked
from iopdocs.making.render import render
from iopdocs.output import save
from iopdocs.redline import is_untouched
from iopdocs.word.package import in_order, read_package, taken_apart, write_package
from iopdocs.word.properties import (
    has_old_seal,
    provenance_of,
    version_of,
    with_properties,
)
from iopdocs.word.sealing import (
    CUSTOM,
    PREFIX,
    ROOM,
    SEAL,
    is_sealed,
    write_sealed,
)
from iopdocs.word.zip import (
    Packed,
    assemble,
    pack,
    store,
)
from tests.support.batches import agreement as batch_agreement
from tests.support.batches import run, small_workspace
from tests.support.examples import examples

SAID = {"avtal": "exempel", "version": "utkast", "dag": "2024-03-01", "program": "0.1.0"}
MADE = render(agreement(), document_type(), template("Nummer {{ avtal.id }}"), libraries(), DAY, provenance=SAID).data
MEMBERS = read_package(MADE, "x")
#: The properties as they are before the seal is put in.
ROOMY = re.sub(rb"(?<=<vt:lpwstr>)[0-9a-f]{64}(?=</vt:lpwstr>)", ROOM.encode(), MEMBERS[CUSTOM])
LABEL = (
    '<op:property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="90" name="{name}">'
    "<vt:lpwstr>{value}</vt:lpwstr></op:property></op:Properties>"
)


def labelled(name: str, value: str) -> bytes:
    """Return the document with one more property, as a system writes it."""
    property_ = LABEL.replace("{name}", name).replace("{value}", value).encode()
    return MEMBERS[CUSTOM].replace(b"</op:Properties>", property_)


def by_zipfile(members: Mapping[str, bytes] = MEMBERS, level: int = 6, comment: bytes = b"", **look: object) -> bytes:
    """Return the members packed by zipfile as we pack them, but for what is asked for."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr, info.compress_type = 3, 0o600 << 16, zipfile.ZIP_DEFLATED
            for key, value in look.items():
                setattr(info, key, value)
            archive.writestr(info, data, compresslevel=level)
    return target.getvalue()


def repacked(change: Callable[[list[tuple[str, Packed]]], list[tuple[str, Packed]]]) -> bytes:
    return assemble(change(taken_apart(MADE)))


def with_comment(text: bytes) -> bytes:
    return MADE[:-2] + struct.pack("<H", len(text)) + text


def doubled() -> bytes:
    target = io.BytesIO(MADE)
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", MEMBERS["word/document.xml"])
    return target.getvalue()


def added(name: str) -> bytes:
    return write_package({**MEMBERS, name: b"<x/>"})


def padded() -> bytes:
    """Return the document with bytes after the end of one member's deflated data."""

    def more(members: list[tuple[str, Packed]]) -> list[tuple[str, Packed]]:
        return [
            (name, Packed(one.crc, one.size, one.data + b"mer") if name == "word/document.xml" else one)
            for name, one in members
        ]

    return repacked(more)


def hidden(name: str) -> bytes:
    """Return the document with bytes in it that nobody sees, and the public hash counted anew."""
    packed = dict(taken_apart(MADE))
    if name in packed:
        one = packed[name]
        packed[name] = Packed(one.crc, one.size, one.data + b"Hemligt" * 50)
    else:
        packed[name] = pack(b"Hemligt" * 50)
    room = assemble((part, store(ROOMY) if part == CUSTOM else packed[part]) for part in in_order(packed))
    sealed = ROOMY.replace(ROOM.encode(), hashlib.sha256(room).hexdigest().encode())
    return assemble((part, store(sealed) if part == CUSTOM else packed[part]) for part in in_order(packed))


DONE_TO_IT = {
    "a sensitivity label": lambda: write_package({**MEMBERS, CUSTOM: labelled("MSIP_Label_1_Enabled", "true")}),
    "a diarienummer": lambda: write_package({**MEMBERS, CUSTOM: labelled("Diarienummer", "KS 2024/17")}),
    "a property of our own": lambda: write_package({**MEMBERS, CUSTOM: labelled(f"{PREFIX}skäl", "x")}),
    "a second seal": lambda: write_package({**MEMBERS, CUSTOM: labelled(PREFIX + SEAL, ROOM)}),
    "a blank in the properties": lambda: write_package({**MEMBERS, CUSTOM: MEMBERS[CUSTOM] + b"\n"}),
    "a comment on the file": lambda: with_comment(b"Diarienummer KS 2024/17"),
    "an empty comment and something after": lambda: MADE + b"\0",
    "something before": lambda: b"\0" + MADE,
    "packed by zipfile": by_zipfile,
    "packed by zipfile at another level": lambda: by_zipfile(level=1),
    "packed with another date": lambda: by_zipfile(date_time=(2024, 3, 1, 12, 0, 0)),
    "packed with other flags": lambda: by_zipfile(create_system=0),
    "packed with other rights": lambda: by_zipfile(external_attr=0o644 << 16),
    "packed with an extra field": lambda: by_zipfile(extra=b"\x99\x99\x01\x00x"),
    "packed with comments on members": lambda: by_zipfile(comment=b"x"),
    "packed without deflating": lambda: assemble((name, store(data)) for name, data in MEMBERS.items()),
    "packed in another order": lambda: repacked(lambda members: members[::-1]),
    "a member left out": lambda: repacked(lambda members: members[:-1]),
    "a member doubled": doubled,
    "a member doubled as it is": lambda: repacked(lambda members: [*members, members[-1]]),
    "one more part": lambda: added("word/mer.xml"),
    "one more part that is no XML": lambda: added("customXml/item1.txt"),
    "one more folder": lambda: repacked(lambda members: [*members, ("word/", pack(b""))]),
    "data after the end of a member": padded,
    "data after the end of a member, and sealed anew": lambda: hidden("word/document.xml"),
    "data in a folder, and sealed anew": lambda: hidden("word/mapp/"),
    "the properties packed smaller": lambda: repacked(
        lambda members: [(name, pack(MEMBERS[CUSTOM]) if name == CUSTOM else one) for name, one in members]
    ),
}  # fmt: skip


def test_a_document_is_sealed_and_says_what_it_is() -> None:
    assert is_sealed(MADE)
    assert version_of(MADE) == "utkast"
    assert provenance_of(MEMBERS) == SAID


@pytest.mark.parametrize("done", DONE_TO_IT.values(), ids=DONE_TO_IT)
def test_whatever_is_done_to_a_file_breaks_its_seal(done: Callable[[], bytes]) -> None:
    data = done()
    assert data != MADE
    assert not is_sealed(data)
    assert version_of(data) == ""


@settings(max_examples=examples(100))
@given(st.integers(0, len(MADE) - 1), st.integers(1, 255))
def test_a_byte_that_is_changed_anywhere_breaks_the_seal(place: int, change: int) -> None:
    assert not is_sealed(MADE[:place] + bytes([MADE[place] ^ change]) + MADE[place + 1 :])


@settings(max_examples=examples(30))
@given(st.integers(0, len(MADE)), st.binary(max_size=9), st.integers(0, 9))
def test_bytes_put_in_or_taken_out_anywhere_break_the_seal(place: int, put: bytes, taken: int) -> None:
    changed = MADE[:place] + put + MADE[place + taken :]
    assert is_sealed(changed) is (changed == MADE)


def test_the_seal_is_the_hash_of_the_file_with_nothing_in_its_place() -> None:
    """Whoever knows the rule can make a seal: it is no signature, and the answers of verify do not rest on it alone."""
    changed = {**MEMBERS, "word/document.xml": MEMBERS["word/document.xml"].replace(b"Nummer", b"Namn")}
    assert not is_sealed(write_package(changed))
    assert is_sealed(write_sealed(changed))


@pytest.mark.parametrize("level", range(10))
def test_a_seal_holds_whatever_zlib_deflated_the_parts(level: int) -> None:
    ready = {name: pack(data, level) for name, data in MEMBERS.items() if name != CUSTOM}
    assert is_sealed(write_sealed(MEMBERS, ready))


@given(st.binary(max_size=2_000).map(lambda data: data * 80))
def test_what_is_stored_can_be_read_and_needs_no_zlib(data: bytes) -> None:
    made = store(data)
    assert zlib.decompress(made.data, -zlib.MAX_WBITS) == data
    assert len(made.data) == len(data) + 5 * max(1, -(-len(data) // 0xFFFF))


@given(st.dictionaries(st.from_regex(r"[a-zå]{1,9}(/[a-z]{1,9})?", fullmatch=True), st.binary(max_size=99), max_size=9))
def test_what_is_taken_apart_is_put_together_to_the_same(members: dict[str, bytes]) -> None:
    data = assemble((name, pack(one)) for name, one in members.items())
    assert assemble(taken_apart(data)) == data


def test_a_document_that_says_nothing_of_its_origin_has_no_seal() -> None:
    plain = render(agreement(), document_type(), template("Hej"), libraries(), DAY).data
    assert not is_sealed(plain)
    assert not is_sealed(b"")
    assert not is_sealed(b"PK\5\6" + bytes(18))


def test_the_seal_of_older_versions_is_known_and_does_not_count() -> None:
    old = re.sub(rf'"{PREFIX}{SEAL}"'.encode(), f'"{PREFIX}innehåll"'.encode(), MEMBERS[CUSTOM])
    members = {**MEMBERS, CUSTOM: old}
    assert has_old_seal(members)
    assert not has_old_seal(MEMBERS)
    assert provenance_of(members) == SAID
    assert not is_sealed(write_package(members))


def test_a_comparison_that_got_a_label_is_not_replaced(tmp_path: Path) -> None:
    sound = with_properties(dict(read_package(MADE, "x")), "Jämförelse", DAY, {"jämfört.nytt": "x"})
    data = write_sealed(sound)
    assert is_untouched(data)
    assert not is_untouched(MADE)
    label = LABEL.replace("{name}", "Diarienummer").encode()
    labelled_one = write_package({**sound, CUSTOM: sound[CUSTOM].replace(b"</op:Properties>", label)})
    for name, there, replaced in (("a", data, True), ("b", labelled_one, False), ("c", data + b"\0", False)):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(there)
        if replaced:
            save(path, b"ny", is_untouched)
        else:
            with pytest.raises(OutputBlocked, match="skrivs inte över"):
                save(path, b"ny", is_untouched)
        assert path.read_bytes() == (b"ny" if replaced else there)


@pytest.mark.parametrize("receipt", [True, False], ids=["with the receipt", "without it"])
def test_a_document_that_a_system_has_written_in_is_left_alone(tmp_path: Path, receipt: bool) -> None:
    root = small_workspace(tmp_path, {"a.yaml": batch_agreement("avtal")})
    run(root, documents=("overenskommelse",))
    place = root / "output" / "avtal" / "overenskommelse.docx"
    members = read_package(place.read_bytes(), "x")
    label = LABEL.replace("{name}", "Diarienummer").replace("{value}", "KS 2024/17").encode()
    labelled_one = {**members, CUSTOM: members[CUSTOM].replace(b"</op:Properties>", label)}
    for data in (write_package(labelled_one), place.read_bytes() + b"\0", by_zipfile(members)):
        place.write_bytes(data)
        if not receipt:
            place.with_name("overenskommelse.kvitto.json").unlink(missing_ok=True)
        (outcome,) = run(root, documents=("overenskommelse",), day=DAY.replace(day=2))
        assert [one.path.name for one in outcome.written] == ["overenskommelse.ny.docx"]
        assert place.read_bytes() == data


def test_what_is_put_back_as_it_was_made_counts_as_ours_without_a_receipt(tmp_path: Path) -> None:
    root = small_workspace(tmp_path, {"a.yaml": batch_agreement("avtal")})
    run(root, documents=("overenskommelse",))
    place = root / "output" / "avtal" / "overenskommelse.docx"
    place.with_name("overenskommelse.kvitto.json").unlink()
    (outcome,) = run(root, documents=("overenskommelse",), day=DAY.replace(day=2))
    assert [one.path.name for one in outcome.written] == ["overenskommelse.docx"]
