"""Our own ZIP files: the bytes that zipfile would write, whatever the members are called and hold."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.samples.words import word
from iopdocs.word.package import CONTENT_TYPES, read_package, write_package
from iopdocs.word.zip import (
    LEVEL,
    LEVEL_ONCE,
    assemble,
    pack,
)

NAMES = st.one_of(
    st.from_regex(r"[a-zA-Z0-9_\[\]. -]{1,30}(/[a-zåäö0-9]{1,9}){0,3}", fullmatch=True),
    st.text(st.characters(codec="utf-8", exclude_characters="\0\\:/"), min_size=1, max_size=60),
)
DATA = st.one_of(
    st.binary(max_size=2_000),
    st.builds(lambda text, times: text * times, st.binary(min_size=1, max_size=50), st.integers(1, 5_000)),
)
MEMBERS = st.dictionaries(NAMES, DATA, max_size=12)
LEVELS = st.sampled_from([LEVEL, LEVEL_ONCE])


def by_zipfile(members: Mapping[str, bytes], level: int) -> bytes:
    """Return what zipfile writes of the members, told nothing that it would otherwise take from the system."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o600 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data, compresslevel=level)
    return target.getvalue()


def by_us(members: Mapping[str, bytes], level: int) -> bytes:
    return assemble((name, pack(data, level)) for name, data in members.items())


@given(MEMBERS, LEVELS)
def test_the_bytes_are_those_of_zipfile(members: dict[str, bytes], level: int) -> None:
    assert by_us(members, level) == by_zipfile(members, level)


@given(MEMBERS, LEVELS)
def test_what_is_written_can_be_read(members: dict[str, bytes], level: int) -> None:
    with zipfile.ZipFile(io.BytesIO(by_us(members, level))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == members
        assert archive.namelist() == list(members)


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"a": b""},
        {"å ä ö.xml": b"x", "b.xml": b""},
        {"a" * 60_000: b"x"},
        {"ö" * 30_000: b"x"},
        {"stor": bytes(3_000_000)},
        {f"nr {number}": b"%d" % number for number in range(1_500)},
    ],
    ids=["none", "empty", "not ASCII", "long name", "long name not ASCII", "large", "many"],
)
def test_what_is_seldom_written_is_as_zipfile_writes_it(members: dict[str, bytes]) -> None:
    assert by_us(members, LEVEL) == by_zipfile(members, LEVEL)


@given(st.permutations(["[Content_Types].xml", "a.xml", "word/b.xml", "Z.xml", "å.xml"]))
def test_a_package_is_the_same_in_whatever_order_its_members_are_given(names: list[str]) -> None:
    data = write_package({name: name.encode() for name in names})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == [CONTENT_TYPES, "Z.xml", "a.xml", "word/b.xml", "å.xml"]
    assert data == write_package({name: name.encode() for name in reversed(names)})


def test_members_that_were_packed_before_are_copied_as_they_are() -> None:
    members = read_package(word("Hej"), "mall.docx")
    ready = {name: pack(data, LEVEL_ONCE) for name, data in members.items() if name != "word/document.xml"}
    data = write_package(members, ready)
    assert read_package(data, "mall.docx") == members
    assert all(packed.data in data for packed in ready.values())
    assert pack(members["word/document.xml"]).data in data
    assert write_package({**members, "word/styles.xml": b"annat"}, ready) == data  # what is ready goes first


@given(DATA)
def test_the_same_bytes_are_packed_the_same_each_time(data: bytes) -> None:
    assert pack(data) == pack(bytes(bytearray(data)))
