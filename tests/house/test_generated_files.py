"""What is written from the code, or written about it, is true today: field list, schemas, words, filters, README."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from benchmarks.samples.documents import AGREEMENTS, load
from iopdocs.library.clauses import Clause
from iopdocs.library.document_types import Description
from iopdocs.making.render import Libraries
from iopdocs.model import Agreement, Settings
from iopdocs.model.base import Record
from iopdocs.swedish.formats import FORMATS
from iopdocs.templating.values import Facts
from iopdocs.vocabulary.rendering_state import Scene
from iopdocs.vocabulary.words import EXTRAS, WORDS, Context
from iopdocs.workspace import Workspace
from scripts.generated import field_list, outputs, records
from tests.conftest import ROOT

FILES = (Agreement, Settings, Description, Clause)
RECORDS = list(dict.fromkeys(record for model in FILES for record in records(model)))
FIELDS = [info for record in RECORDS for info in record.model_fields.values()]
FIELD_LIST = field_list()
ENGLISH = re.compile(r"\b(the|of|is|are|which|with|this|that|and|or|not|when)\b", re.I)

HANDBOOK = ROOT / "docs" / "handbok"


@pytest.mark.parametrize("path", outputs(ROOT), ids=lambda path: path.name)
def test_a_generated_file_is_what_the_code_makes_today(path: Path) -> None:
    """After a change: ``python -m scripts.generated``."""
    assert path.read_text(encoding="utf-8") == outputs(ROOT)[path]


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
        assert f"| `{field.alias}` | {field.description} |" in FIELD_LIST


def facts(value: object) -> Iterator[str]:
    """Yield the names of everything worked out in a value, however deep."""
    if isinstance(value, Facts):
        for name in value.known_():
            yield name
            yield from facts(getattr(value, name))
    elif isinstance(value, list):
        for item in value:
            yield from facts(item)


@cache
def template_words() -> set[str]:
    """Every name beyond the keys that templates can use, for an agreement that has everything."""
    workspace = Workspace(ROOT)
    agreement = load(AGREEMENTS / "exempelby-komplett-2026.yaml")
    revised = load(AGREEMENTS / "exempelby-tillagg-2025.yaml")
    agreement = agreement.model_copy(update={"additions": revised.additions, "extensions": revised.extensions})
    libraries = Libraries(workspace.laws, workspace.clauses)
    scenes = [
        Scene(agreement, kind, date(2026, 7, 1), libraries, EXTRAS, kind.items(agreement)[-1])
        for kind in workspace.types.values()
    ]
    worked_out = (Context(scene)[word] for scene in scenes for word in WORDS)
    return {
        *WORDS,
        *(name for extras in EXTRAS.values() for name in extras),
        *(n for v in worked_out for n in facts(v)),
    }


WORDS_PAGE = (HANDBOOK / "ord-i-mallarna.md").read_text(encoding="utf-8")


def test_the_handbook_has_every_word_of_the_templates() -> None:
    words = sorted(template_words())
    assert len(words) > 80
    assert [name for name in words if not re.search(rf"`\.?{name}(\(…\))?`", WORDS_PAGE)] == []


def test_the_handbook_has_no_word_that_templates_lack() -> None:
    aliases = {info.alias for info in FIELDS}
    # What a section shows, and what is put beside a component's own keys.
    other = {"visar", "belopp_per_år", "summa"}
    told = set(re.findall(r"`\.([a-zåäöé_]+)`", WORDS_PAGE))
    assert told - template_words() - aliases - other == set()


@pytest.mark.parametrize("name", FORMATS)
def test_the_handbook_has_every_filter(name: str) -> None:
    assert f"`{name}`" in (HANDBOOK / "filter.md").read_text(encoding="utf-8")


def test_the_readme_has_one_test_command_of_one_line() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.findall(r"<!-- test command -->\n```bash\n(.*?)\n```", readme, re.S)
    assert len(found) == 1
    assert "pytest" in found[0]
    assert "\n" not in found[0]
