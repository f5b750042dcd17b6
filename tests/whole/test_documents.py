"""Every document of every agreement we have: its text is the golden one, and Word and LibreOffice open it clean."""

from __future__ import annotations

import io
import itertools
import json
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from lxml import etree

from benchmarks.judge import faults
from benchmarks.samples.documents import AGREEMENTS, load, make_all, plain, text_of
from iopdocs.reading import parse_source
from tests.conftest import VALIDATOR
from tests.support.every_document import DAY, FILES, documents
from tests.support.examples import LONG
from tests.support.waiting import HANG

GOLDEN = Path(__file__).parents[1] / "golden"


def test_there_are_enough_agreements_of_different_shapes() -> None:
    assert len(FILES) >= 8


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_text_of_every_document_is_the_golden_one(path: Path, request: pytest.FixtureRequest) -> None:
    """After a meant change: ``pytest tests/whole/test_documents.py --update-golden``, and read the difference."""
    for name, made in documents(path).items():
        golden = GOLDEN / path.stem / f"{name}.txt"
        text = plain(text_of(made.data)) + "\n"
        if request.config.getoption("--update-golden"):
            golden.parent.mkdir(parents=True, exist_ok=True)
            golden.write_text(text, encoding="utf-8")
        assert golden.exists(), f"{golden} is missing; run with --update-golden"
        assert text == golden.read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    expected = {GOLDEN / path.stem / f"{name}.txt" for path in FILES for name in documents(path)}
    # The folder mallar shows the templates: tests/library/test_starter_templates.py.
    assert {path for path in GOLDEN.rglob("*.txt") if path.parent.name != "mallar"} == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_same_agreement_gives_the_same_bytes(path: Path) -> None:
    again = make_all(load(path), DAY)
    assert {name: made.data for name, made in documents(path).items()} == {n: made.data for n, made in again.items()}


@pytest.mark.parametrize("path", sorted(AGREEMENTS.glob("*.yaml")), ids=lambda path: path.stem)
def test_nothing_stands_in_a_document_that_its_agreement_does_not_give(path: Path) -> None:
    source, _ = parse_source(path.read_text(encoding="utf-8"), path.name)
    assert isinstance(source.data, dict)
    for name, made in documents(path).items():
        assert faults(source.data, load(path), made.data, DAY) == [], name


def built(data: bytes) -> frozenset[object]:
    """Return how a Word file is built: each element of each part with its attributes, ids apart, and what is in it.

    In bodies and cells the order of what is in it is free. Of an address outside, the scheme is enough.
    """
    found: set[object] = set()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        found.add(tuple(sorted(package.namelist())))
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                found |= {(name, *_element(each)) for each in etree.fromstring(package.read(name)).iter(etree.Element)}
    return frozenset(found)


def _element(element: etree._Element) -> tuple[object, ...]:
    tag = str(element.tag)
    own = {key: value for key, value in element.attrib.items() if not key.lower().endswith(("id", "}name", "}anchor"))}
    if own.get("TargetMode") == "External":
        own["Target"] = own["Target"].partition(":")[0]
    inside = [str(child.tag) for child in element]
    free = tag.endswith(("}body", "}tc"))
    kinds = sorted(set(inside)) if free else [kind for kind, _ in itertools.groupby(inside)]
    return tag, tuple(sorted(own.items())), tuple(kinds)


def unlike() -> dict[str, bytes]:
    """Return the documents in which something is built as in no other of them; in a long run, all."""
    every = {f"{path.stem}-{name}": made.data for path in FILES for name, made in documents(path).items()}
    seen: set[object] = set()
    chosen = {}
    for name, parts in sorted(((name, built(data)) for name, data in every.items()), key=lambda one: -len(one[1])):
        if LONG or not parts <= seen:
            chosen[name] = every[name]
            seen |= parts
    return chosen


@pytest.mark.node
def test_the_open_xml_validator_finds_nothing(tmp_path: Path) -> None:
    def validated(item: tuple[str, bytes]) -> dict[str, object]:
        file = tmp_path / f"{item[0]}.docx"
        file.write_bytes(item[1])
        done = subprocess.run([VALIDATOR, file], capture_output=True, text=True, timeout=HANG)
        return {**json.loads(done.stdout), "file": item[0]}

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(validated, unlike().items()))
    assert len(results) >= 10
    assert [result for result in results if not result["ok"]] == []
