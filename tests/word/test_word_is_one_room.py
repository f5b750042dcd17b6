"""What a Word file is, is said once: its namespaces, how it is opened and written, how its XML is parsed."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from scripts.house import HERE, House

MODULES = House(HERE).modules
WORD = HERE / "iopdocs" / "word"
#: What belongs in one module, by the modules that it belongs in and what is looked for.
ONCE = {
    "a name of Office's schemas": (
        {"namespaces.py"},
        re.compile(r"schemas\.(openxmlformats\.org|microsoft\.com)|urn:schemas-microsoft|purl\.(oclc\.)?org/|www\.w3\.org/"),
    ),
    "an opened ZIP file": ({"package.py"}, re.compile(r"\bzipfile\b")),
    "a package put together by hand": ({"package.py", "zip.py", "sealing.py"}, re.compile(r"\bassemble\(")),
    "an XML parser": (
        {"markup.py"},
        re.compile(r"XMLParser|etree\.(fromstring|parse|XML|iterparse)\b|document_fromstring"),
    ),
    "text out of XML": ({"text.py"}, re.compile(r"method=\"text\"")),
    "XML written as a part": ({"markup.py"}, re.compile(r"xml_declaration")),
    "a relationship": ({"relationships.py", "properties.py"}, re.compile(r"\}Relationship\b|TargetMode|posixpath")),
    "a field's marks": ({"field_codes.py"}, re.compile(r"fldCharType|W \+ \"fldSimple\"")),
    "the name of a tracked change": ({"tracked_changes.py"}, re.compile(r"rPrChange|moveFrom\"|cellIns\"|\bw:ins\b")),
}  # fmt: skip
#: Written where it is used, and to be brought home.
WAITS = "not yet brought to its one place"
#: Where some of it stands for another reason.
ELSEWHERE = {
    ("a field's marks", "iopdocs/authoring/reading.py"): WAITS,
    ("a field's marks", "iopdocs/word/house_fields.py"): WAITS,
    ("a package put together by hand", "iopdocs/archiving/package.py"): "a package for the archive is no Word file",
    ("a package put together by hand", "iopdocs/usecases/received.py"): "an answer of several files is no Word file",
    ("an XML parser", "iopdocs/word/told.py"): "a web page is no Word file",
    ("the name of a tracked change", "iopdocs/word/tracked_paragraphs.py"): "it writes tracked changes",
    (
        "the name of a tracked change",
        "iopdocs/word/inspection.py",
    ): "a search in bytes, before any tree is looked at",
}


def code(path: Path) -> str:
    """Return a file without its comments and docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree).replace("'", '"')


@cache
def texts() -> dict[str, str]:
    return {path.relative_to(HERE).as_posix(): code(path) for path in MODULES}


def found(what: str) -> set[str]:
    return {name for name, text in texts().items() if ONCE[what][1].search(text)}


@pytest.mark.parametrize("what", ONCE)
def test_it_stands_in_one_place(what: str) -> None:
    allowed = {f"iopdocs/word/{name}" for name in ONCE[what][0]}
    assert found(what) - allowed - {path for kind, path in ELSEWHERE if kind == what} == set()
    assert found(what) & allowed


@pytest.mark.parametrize(("what", "path"), ELSEWHERE)
def test_no_exception_is_left_over(what: str, path: str) -> None:
    assert path in found(what)


def test_no_name_of_a_schema_is_written_twice() -> None:
    names = [node.value for node in ast.walk(ast.parse((WORD / "namespaces.py").read_text(encoding="utf-8")))
             if isinstance(node, ast.Constant) and isinstance(node.value, str) and "://" in node.value]  # fmt: skip
    assert len(names) == len(set(names)) > 3
