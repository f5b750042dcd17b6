"""What is written from the code, or written about it, is true today: field list, schemas, words, filters, README."""

from __future__ import annotations

import re

import pytest

from iopdocs.library.clauses import Clause
from iopdocs.library.document_types import Description
from iopdocs.model import Agreement, Settings
from iopdocs.model.base import Record
from iopdocs.model.paths import records
from iopdocs.swedish.formats import FORMATS
from scripts.generated import outputs
from tests.conftest import ROOT

FILES = (Agreement, Settings, Description, Clause)
RECORDS = list(dict.fromkeys(record for model in FILES for record in records(model)))
FIELDS = [info for record in RECORDS for info in record.model_fields.values()]
ENGLISH = re.compile(r"\b(the|of|is|are|which|with|this|that|and|or|not|when)\b", re.I)

HANDBOOK = ROOT / "docs" / "handbok"


@pytest.mark.parametrize("name", outputs())
def test_a_generated_file_is_what_the_code_makes_today(name: str) -> None:
    """After a change: ``python -m scripts.generated``."""
    assert (ROOT / name).read_text(encoding="utf-8") == outputs()[name](ROOT)


def test_every_record_is_walked() -> None:
    assert len(RECORDS) > 45
    assert len(FIELDS) > 250


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_has_a_swedish_alias_and_description(record: type[Record]) -> None:
    for field in record.model_fields.values():
        assert field.alias
        assert re.fullmatch(r"[a-zåäöé]+(_[a-zåäöé]+)*", field.alias)
        assert field.description
        assert not ENGLISH.search(field.description)
        assert f"| `{field.alias}` | {field.description} |" in (ROOT / "docs" / "falt.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_the_handbook_has_every_filter(name: str) -> None:
    assert f"`{name}`" in (HANDBOOK / "filter.md").read_text(encoding="utf-8")


def test_the_readme_has_one_test_command_of_one_line() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.findall(r"<!-- test command -->\n```bash\n(.*?)\n```", readme, re.S)
    assert len(found) == 1
    assert "pytest" in found[0]
    assert "\n" not in found[0]
