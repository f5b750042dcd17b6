from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from iopdocs.conversion import CONVERTERS, pdf
from iopdocs.conversion.pdf import Converter
from iopdocs.conversion.text import to_text
from iopdocs.errors import ConversionFailed, Problem
from tests.support.conversion_samples import NBSP, TITLE, item, lines, made, multilevel, press_release
from tests.support.stand_in_office import alive, clock
from tests.support.waiting import wait_until

ROOT = Path(__file__).parents[2]
unix_only = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for LibreOffice is a shell script")

Program = Callable[[str], str]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Return a maker of stand-ins for LibreOffice: shell scripts that get its arguments."""

    def maker(script: str) -> str:
        path = tmp_path / "soffice"
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        return str(path)

    return maker


@cache
def first_pdf() -> bytes:
    """Return the press release as PDF, made once."""
    return CONVERTERS["pdf"](press_release(), TITLE)


def only_problem(converter: Converter, *documents: tuple[str, bytes]) -> Problem:
    with converter, pytest.raises(ConversionFailed) as caught:
        converter.to_pdf_many(documents or [(TITLE, b"docx")])
    [problem] = caught.value.problems
    return problem


def test_a_missing_libreoffice_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pdf, "_PLACES", ())
    with pytest.raises(ConversionFailed) as caught:
        CONVERTERS["pdf"](press_release(), TITLE)
    [problem] = caught.value.problems
    assert problem.message == "PDF kan inte göras: LibreOffice finns inte på datorn"
    assert "Installera LibreOffice" in problem.hint and "docx, html, md och txt" in problem.hint
    assert problem.code == "libreoffice-saknas"


@unix_only
def test_libreoffice_is_found_in_its_usual_place_outside_the_path(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: Program
) -> None:
    place = program("exit 0")
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.setattr(pdf, "_PLACES", (str(tmp_path / "nothing"), place))
    assert pdf.find_program() == place


@unix_only
def test_a_hung_libreoffice_is_stopped_with_everything_it_started(tmp_path: Path, program: Program) -> None:
    script = program(f"sleep 300 &\necho $! > {tmp_path}/child\necho $$ > {tmp_path}/hangs\nwait")
    with clock(tmp_path):
        problem = only_problem(Converter(script, start_seconds=1, document_seconds=0))
    assert problem.message.startswith(f"PDF av ”{TITLE}” kunde inte göras: LibreOffice blev inte klart på 1 sek")
    assert problem.code == "libreoffice-hängde"
    child = int((tmp_path / "child").read_text())
    wait_until(lambda: not alive(child))


@unix_only
@pytest.mark.parametrize("script", [":", 'for last; do :; done; printf "%%PDF-1.6 half" > "${last%.docx}.pdf"'])
def test_no_file_and_half_a_file_are_failures_although_the_program_says_it_went_well(
    script: str, program: Program
) -> None:
    problem = only_problem(Converter(program(f"{script}\necho 'Error: source file could not be loaded' >&2")))
    assert problem.message == f"PDF av ”{TITLE}” kunde inte göras: LibreOffice gav ingen hel fil"
    assert problem.hint.endswith("LibreOffice skrev: Error: source file could not be loaded")
    assert problem.code == "pdf-saknas"


@unix_only
def test_every_document_without_a_file_is_named(program: Program) -> None:
    with Converter(program("exit 0")) as converter, pytest.raises(ConversionFailed) as caught:
        converter.to_pdf_many([("Avtal", b""), ("Protokoll", b"")])
    assert [problem.message.partition("”")[2].partition("”")[0] for problem in caught.value.problems] == [
        "Avtal",
        "Protokoll",
    ]


@unix_only
def test_a_file_that_is_not_accessible_pdf_a_is_refused(program: Program) -> None:
    script = 'for last; do :; done; printf "%%PDF-1.6\\n%%%%EOF\\n" > "${last%.docx}.pdf"'
    assert only_problem(Converter(program(script))).code == "libreoffice-för-gammal"


def test_a_program_that_cannot_be_started_is_told(tmp_path: Path) -> None:
    assert only_problem(Converter(str(tmp_path / "nothing"))).code == "libreoffice-startade-inte"


@unix_only
def test_the_temporary_folder_is_removed(tmp_path: Path, program: Program) -> None:
    script = program(f'for one; do case "$one" in -env:*) echo "$one" > {tmp_path}/profile;; esac; done')
    only_problem(Converter(script))
    profile = Path((tmp_path / "profile").read_text().strip().partition("file://")[2])
    assert profile.name == "profile" and not profile.parent.exists()


def test_nothing_to_convert_starts_nothing(tmp_path: Path) -> None:
    assert Converter(str(tmp_path / "nothing")).to_pdf_many([]) == []


@pytest.mark.libreoffice
def test_a_pdf_is_tagged_archivable_accessible_swedish_and_titled() -> None:
    data = first_pdf()
    reader = PdfReader(io.BytesIO(data))
    root: Any = reader.trailer["/Root"]
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp and "<pdfaid:conformance>B</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert root["/MarkInfo"]["/Marked"] is not None and root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "sv-SE"
    assert reader.metadata is not None and reader.metadata.title == TITLE
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    shown = reader.pages[0].extract_text().replace(NBSP, " ")
    assert "400 000 kr" in shown and "UTKAST" in shown


@pytest.mark.libreoffice
def test_the_same_document_gives_the_same_pdf_at_another_time() -> None:
    document, first = press_release(), first_pdf()
    time.sleep(1.1)
    assert CONVERTERS["pdf"](document, TITLE) == first
    assert CONVERTERS["pdf"](made(lines("Något annat")), TITLE) != first
    assert len(PdfReader(io.BytesIO(first), strict=True).pages) == 1


@pytest.mark.libreoffice
def test_many_documents_are_converted_in_one_run_and_in_order() -> None:
    documents = [(f"nr {number}", made(lines(f"Dokument {number}"))) for number in range(3)]
    with Converter() as converter:
        made_pdfs = converter.to_pdf_many(documents)
    texts = [PdfReader(io.BytesIO(data)).pages[0].extract_text().strip() for data in made_pdfs]
    assert texts == ["Dokument 0", "Dokument 1", "Dokument 2"]


@pytest.mark.libreoffice
def test_threads_and_processes_do_not_get_in_each_others_way() -> None:
    document, first = press_release(), first_pdf()
    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(lambda _: CONVERTERS["pdf"](document, TITLE), range(2))) == [first] * 2
    with ProcessPoolExecutor(2) as processes:
        assert list(processes.map(CONVERTERS["pdf"], [document] * 2, [TITLE] * 2)) == [first] * 2


@pytest.mark.libreoffice
def test_a_process_leaves_no_temporary_folder_behind(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(press_release())
    (tmp_path / "temp").mkdir()
    program = (
        "import sys; from pathlib import Path; from iopdocs.conversion import CONVERTERS;"
        "print(len(CONVERTERS['pdf'](Path(sys.argv[1]).read_bytes(), 'x')))"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path / "temp"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program, str(tmp_path / "a.docx")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert int(done.stdout) > 10_000
    assert list((tmp_path / "temp").glob("iopdocs-*")) == []


@pytest.mark.libreoffice
def test_a_file_that_is_no_word_document_is_refused() -> None:
    with Converter() as converter:
        assert only_problem(converter, ("Avtal", b"\x00\x01 not a document")).code == "pdf-saknas"


@pytest.mark.libreoffice
def test_numbers_are_counted_as_libreoffice_counts_them() -> None:
    steps = [
        multilevel(90, "decimal|§ %1|Heading 1", "decimal|%1.%2|Heading 2", "lowerLetter|%3)|Heading 3"),
        multilevel(92, "upperRoman|%1.", "lowerRoman|%1-%2"),
        multilevel(94, "decimal|%1", "decimal|%1.%2"),
    ]
    for style in (1, 2, 2, 3, 3, 1, 3, 2, 3, 1):
        steps.append(lines("rubrik", style=f"Heading {style}"))
    for level in (0, 0, 1, 1, 0, 1):
        steps.append(item("punkt", 92, level))
    for level in (1, 0, 1):
        steps.append(item("punkt", 94, level))
    document = made(*steps)
    ours = to_text(document).decode().replace(NBSP, " ").split("\n\n")
    theirs = PdfReader(io.BytesIO(CONVERTERS["pdf"](document, TITLE))).pages[0].extract_text()
    assert [" ".join(line.split()) for line in theirs.splitlines() if line.strip()] == [line.strip() for line in ours]
