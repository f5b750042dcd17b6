"""Readers that others wrote take our documents for whole ones."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest
from docx2python import docx2python
from openxml_audit import OpenXmlValidator

from tests.support.every_document import OneDocument, every, root_of
from tests.support.examples import LONG
from tests.support.starter_templates import W, text, value


@cache
def chosen() -> dict[str, OneDocument]:
    """Return a document of each type; every one in a long run."""
    found: dict[str, OneDocument] = {}
    for one in every():
        found.setdefault(one.name if LONG else one.kind, one)
    return found


def test_every_kind_of_document_is_read_by_a_reader_that_follows_its_relationships() -> None:
    for name, one in chosen().items():
        with docx2python(io.BytesIO(one.data)) as read:
            assert "UTKAST" in read.text and "Sida 1" in read.text, name


@pytest.mark.parametrize("name", chosen())
def test_every_kind_of_document_is_valid_to_a_second_validator(name: str, tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(chosen()[name].data)
    result = OpenXmlValidator().validate(file)
    assert [str(error.description) for error in result.errors] == []


def test_no_table_has_half_a_caption() -> None:
    seen = 0
    for name, one in chosen().items():
        for table in root_of(one.data).iter(W + "tbl"):
            caption = value(table.find(f"{W}tblPr/{W}tblCaption"))
            above = table.getprevious()
            assert caption, name
            if above is not None and value(above.find(f"{W}pPr/{W}pStyle")) == "Caption":
                assert text(above) == f"Tabell: {caption}"
                seen += 1
    assert seen > 5
