"""Many documents to PDF: mostly with a stand-in for LibreOffice, which can be told to hang or die."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from iopdocs.conversion import CONVERTERS, pdf
from iopdocs.conversion.pdf import Converter, PdfJob, to_pdfs
from iopdocs.errors import ConversionFailed, OutputBlocked
from tests.support.conversion_samples import TITLE, lines, made, press_release
from tests.support.stand_in_office import StandIn, clock, job, title_in, unix_only
from tests.support.waiting import HANG, wait_until

ROOT = Path(__file__).parents[2]


def convert(office: StandIn, *says: str) -> list[str]:
    """Return what each document became: what its file says, or the code of what was wrong."""
    with clock(office.folder), Converter(document_seconds=1) as converter:
        return [shown(result) for result in converter.convert([job(text) for text in says])]


def shown(result: bytes | OutputBlocked) -> str:
    if isinstance(result, OutputBlocked):
        return result.problems[0].code
    return title_in(result).removeprefix("<<").removesuffix(">>")


def wait_until_it_hangs(office: StandIn, starts: int) -> None:
    wait_until(lambda: len(office.pids) > starts)


@unix_only
@pytest.mark.parametrize(("processes", "starts"), [(1, 3), (2, 3), (3, 3)])
def test_results_come_in_the_order_of_the_jobs(processes: int, starts: int, office: StandIn) -> None:
    says = [f"nr {number}" for number in range(110)]
    assert [shown(result) for result in to_pdfs(map(job, says), processes=processes)] == says
    assert len(office.pids) == starts
    assert office.leaves_nothing()


@unix_only
def test_each_process_has_a_profile_of_its_own_and_keeps_it(office: StandIn) -> None:
    list(to_pdfs((job("slow" if number % 60 == 0 else "") for number in range(160)), processes=2))
    assert len(office.pids) == 4
    assert len(office.profiles) == len(set(office.profiles)) == 2


@unix_only
@pytest.mark.parametrize(("count", "starts"), [(24, 1), (50, 2)])
def test_documents_are_shared_evenly_and_not_at_all_when_they_are_few(count: int, starts: int, office: StandIn) -> None:
    says = [f"nr {number}" for number in range(count)]
    assert [shown(result) for result in to_pdfs(map(job, says), processes=2)] == says
    assert len(office.pids) == starts


@unix_only
def test_a_document_that_hangs_libreoffice_does_not_stop_the_others(office: StandIn) -> None:
    assert convert(office, "a", "hangs", "b", "c") == ["a", "libreoffice-hängde", "b", "c"]
    assert len(set(office.profiles)) == 1 and len(office.profiles) == 3, (
        "each start after a hang builds the profile anew"
    )
    assert office.leaves_nothing()


@unix_only
def test_the_document_that_hangs_is_named_with_the_time_it_was_given(office: StandIn) -> None:
    with clock(office.folder), Converter(document_seconds=1) as converter:
        [result] = converter.convert([job("hangs")])
    assert isinstance(result, OutputBlocked)
    [problem] = result.problems
    assert problem.message == (
        "PDF av ”hangs” kunde inte göras: LibreOffice blev inte klart på 1 sekunder och stoppades"
    )
    assert "spara" in problem.hint


@unix_only
def test_half_a_file_from_a_libreoffice_that_hangs_is_no_file(office: StandIn) -> None:
    assert convert(office, "a", "half a file", "b") == ["a", "libreoffice-hängde", "b"]


@unix_only
def test_a_document_that_hung_libreoffice_once_is_tried_again(office: StandIn) -> None:
    assert convert(office, "a", "hangs once", "b") == ["a", "hangs once", "b"]


@unix_only
def test_documents_that_kill_libreoffice_do_not_stop_the_others(office: StandIn) -> None:
    assert convert(office, "dies", "a", "dies", "dies", "b") == [
        "libreoffice-kraschade",
        "a",
        "libreoffice-kraschade",
        "libreoffice-kraschade",
        "b",
    ]


@unix_only
def test_a_document_that_cannot_be_read_does_not_stop_the_others(office: StandIn) -> None:
    assert convert(office, "unreadable", "a", "unreadable", "b") == ["pdf-saknas", "a", "pdf-saknas", "b"]
    assert len(office.pids) == 1


@unix_only
def test_what_is_no_word_file_is_refused_also_when_libreoffice_can_read_it(office: StandIn) -> None:
    first, second = to_pdfs([PdfJob(b"<<plain text>>", "Avtal"), job("a")])
    assert isinstance(first, OutputBlocked) and "det är ingen hel Word-fil" in first.problems[0].message
    assert shown(second) == "a"


@unix_only
def test_the_time_is_for_each_document_and_not_for_all(office: StandIn) -> None:
    says = [f"slow {number}" for number in range(6)]
    assert convert(office, *says) == says
    assert len(office.pids) == 1


@unix_only
@pytest.mark.parametrize(
    ("script", "code"),
    [("echo $$ > FOLDER/hangs; sleep 300", "libreoffice-hängde"), ("exit 127", "libreoffice-kraschade")],
)
def test_a_libreoffice_that_does_not_work_is_not_started_for_every_document(
    script: str, code: str, office: StandIn
) -> None:
    (office.folder / "bin" / "soffice").write_text(
        f"#!/bin/sh\necho $$ >> FOLDER/pids\n{script}\n".replace("FOLDER", str(office.folder))
    )
    with clock(office.folder), Converter(start_seconds=0.5) as converter:
        results = converter.convert([job("a"), job("b"), job("c")])
    assert [shown(result) for result in results] == [code] * 3
    assert len(office.pids) == 1


def test_a_missing_libreoffice_is_told_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pdf, "_PLACES", ())
    assert list(to_pdfs([])) == []
    with pytest.raises(ConversionFailed) as caught:
        list(to_pdfs([job("a"), job("b")], processes=2))
    assert [problem.code for problem in caught.value.problems] == ["libreoffice-saknas"]


@unix_only
@pytest.mark.parametrize("processes", [1, 2])
def test_jobs_are_taken_as_they_are_needed(processes: int, office: StandIn) -> None:
    taken = itertools.count()
    results = to_pdfs((job(f"nr {next(taken)}") for _ in itertools.repeat(None)), processes=processes)
    for number, result in enumerate(itertools.islice(results, 60)):
        assert shown(result) == f"nr {number}"
    assert next(taken) <= 60 + 100 * processes
    results.close()  # type: ignore[attr-defined]
    assert office.leaves_nothing()


@unix_only
def test_abandoned_results_leave_no_process_and_no_folder(office: StandIn) -> None:
    results = to_pdfs((job("hangs" if number == 120 else "") for number in range(200)), processes=2)
    next(results)
    wait_until_it_hangs(office, 3)
    del results
    assert office.leaves_nothing()


@unix_only
def test_jobs_that_cannot_be_made_leave_no_process_and_no_folder(office: StandIn) -> None:
    def jobs() -> Iterator[PdfJob]:
        yield from [job("hangs")] * 50
        wait_until_it_hangs(office, 1)
        raise LookupError

    with pytest.raises(LookupError):
        list(to_pdfs(jobs()))
    assert office.leaves_nothing()


@unix_only
def test_ctrl_c_leaves_no_process_and_no_folder(office: StandIn) -> None:
    program = (
        "from iopdocs.conversion.pdf import to_pdfs\n"
        "from tests.support.stand_in_office import title_in, job\n"
        "results = to_pdfs([job('hangs' if number == 30 else '') for number in range(50)], processes=2)\n"
        "for result in results: pass"
    )
    environment = {**os.environ, "TMPDIR": str(office.folder / "temp"), "PYTHONPATH": str(ROOT)}
    run = subprocess.Popen([sys.executable, "-c", program], env=environment, stderr=subprocess.PIPE, text=True)
    wait_until_it_hangs(office, 2)
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=HANG)
    assert said.rstrip().endswith("KeyboardInterrupt")
    assert office.leaves_nothing()


@pytest.mark.libreoffice
def test_a_document_gives_the_same_bytes_among_others_as_alone() -> None:
    one, other = made(lines("Ett dokument")), press_release()
    alone = [CONVERTERS["pdf"](document, TITLE) for document in (one, other)]
    documents = [one, b"\x00\x01 no document", other, one, other]
    first, bad, *rest = to_pdfs(PdfJob(data, TITLE) for data in documents)
    assert isinstance(bad, OutputBlocked) and bad.problems[0].code == "pdf-saknas"
    assert [first, *rest] == [alone[0], alone[1], *alone]
