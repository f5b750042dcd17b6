"""verify says that a document is unedited when it has made it anew and the two are alike, and never else."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from iopdocs.cli.verify import verify as command
from iopdocs.conversion import pdf
from iopdocs.output import sha256
from iopdocs.verification import PROVEN, verify
from iopdocs.word.package import read_package, write_package
from iopdocs.word.sealing import CUSTOM, is_sealed, write_sealed
from iopdocs.word.zip import Packed, pack
from iopdocs.workspace import Workspace
from tests.conftest import ROOT
from tests.support.batches import agreement as batch_agreement
from tests.support.batches import run, small_workspace
from tests.support.examples import examples
from tests.support.waiting import HANG

BODY = "word/document.xml"
SOUND = "oredigerat och gjort av dagens uppgifter"
MONEY = "ekonomi: {komponenter: [{id: bidrag, benämning: Bidrag, slag: totalt, belopp: 100 000}]}"
FORMATS = ("docx", "html", "md", "txt")


def workspace_at(folder: Path) -> Path:
    root = small_workspace(folder, {"a.yaml": batch_agreement("avtal", MONEY), "b.yaml": batch_agreement("annat")})
    outcomes = run(root, documents=("overenskommelse", "pressmeddelande"), formats=FORMATS)
    assert not any(outcome.failed for outcome in outcomes), [outcome.problems for outcome in outcomes]
    return root


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with its documents made, that no test changes."""
    return workspace_at(tmp_path_factory.mktemp("arbetsmapp"))


@pytest.fixture
def root(untouched: Path, tmp_path: Path) -> Path:
    """A copy of it, to change."""
    return Path(shutil.copytree(untouched, tmp_path / "arbetsmapp"))


@pytest.fixture
def made(root: Path) -> Path:
    return root / "output" / "avtal" / "overenskommelse.docx"


def found_of(path: Path) -> dict[str, Any]:
    return verify(Workspace(next(above for above in path.parents if (above / "templates").is_dir())), path)


def exit_code(path: Path) -> int:
    root = next(above for above in path.parents if (above / "templates").is_dir())
    return CliRunner().invoke(command, [str(path), "--root", str(root)]).exit_code


def in_receipt(path: Path, **facts: Any) -> None:
    """Let the receipt say that a file is as it was made, and other facts."""
    receipt = path.with_name(f"{path.stem}.kvitto.json")
    said = json.loads(receipt.read_text(encoding="utf-8")) | facts
    said["filer"][path.name]["sha256"] = sha256(path.read_bytes())
    receipt.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


def forge(path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """Change a part of a Word file, and count its public hash anew."""
    members = read_package(path.read_bytes(), "x")
    changed = change(members[part])
    assert changed != members[part]
    path.write_bytes(write_sealed({**members, part: changed}))
    assert is_sealed(path.read_bytes())


def other_amount(body: bytes) -> bytes:
    return body.replace("100\u00a0000".encode(), "900\u00a0000".encode())


def says(name: str, value: str) -> Callable[[bytes], bytes]:
    pattern = rf'(name="iopdocs\.{name}"><vt:lpwstr>)[^<]*'.encode()
    return lambda custom: re.sub(pattern, rb"\g<1>" + value.encode(), custom)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_document_that_is_alike_when_made_anew_is_proven(untouched: Path, suffix: str) -> None:
    path = untouched / "output" / "avtal" / f"overenskommelse.{suffix}"
    found = found_of(path)
    assert (found["läge"], found["bevis"], found["skillnader"]) == (SOUND, PROVEN, [])
    assert (found["oredigerat"], found["aktuellt"]) == (True, True)
    assert exit_code(path) == 0


def test_a_word_file_is_proven_without_its_receipt_and_elsewhere(root: Path, made: Path) -> None:
    moved = root / "Avtal (kopia).docx"
    made.rename(moved)
    shutil.rmtree(root / "output")
    assert found_of(moved)["bevis"] == PROVEN


@pytest.mark.parametrize("receipt", ["as it was", "forged", "gone"])
def test_a_number_changed_with_the_public_hash_counted_anew_is_told(made: Path, receipt: str) -> None:
    forge(made, BODY, other_amount)
    if receipt == "forged":
        in_receipt(made)
    elif receipt == "gone":
        made.with_name("overenskommelse.kvitto.json").unlink()
    found = found_of(made)
    assert not found["oredigerat"]
    assert not found["läge"].startswith("oredigerat")
    assert found["bevis"] == "gjort på nytt och olika"
    assert any(re.search("100\u00a0000.*→.*900\u00a0000", line) for line in found["skillnader"])
    assert exit_code(made) == 1


@pytest.mark.thorough(every=5)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("avtal", "annat"),
        ("avtal", "finns-inte"),
        ("dokumenttyp", "pressmeddelande"),
        ("dokumenttyp", "finns-inte"),
        ("dag", "2024-03-02"),
        ("dag", "i går"),
        ("version", "slutlig"),
        ("program", "0.0.9"),
        ("underlag\\.mall", "0" * 64),
        ("underlag\\.avtal", "0" * 64),
        ("underlag\\.klausuler", ""),
    ],
)
@pytest.mark.parametrize("receipt", [True, False], ids=["with a forged receipt", "without a receipt"])
def test_a_changed_origin_is_never_taken_for_proven(made: Path, name: str, value: str, receipt: bool) -> None:
    forge(made, CUSTOM, says(name, value))
    facts = {"avtal": value} if name == "avtal" else {"dag": value} if name == "dag" else {}
    if receipt:
        in_receipt(made, **facts)
    else:
        made.with_name("overenskommelse.kvitto.json").unlink()
    found = found_of(made)
    assert found["bevis"] != PROVEN
    assert found["läge"] != SOUND
    assert exit_code(made) == 1


def test_another_agreements_id_in_a_document_is_told_by_name(made: Path) -> None:
    forge(made, CUSTOM, says("avtal", "annat"))
    lines = found_of(made)["skillnader"]
    assert "dokumentet säger avtal: annat; gjort på nytt säger det avtal" in lines


def test_a_final_version_that_the_program_would_not_make_is_not_proven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever takes away what stops it can make one, and the bytes are those that it would have."""
    text = (ROOT / "tests/agreements/exempelby-komplett-2026.yaml").read_text(encoding="utf-8")
    root = small_workspace(tmp_path, {"a.yaml": text + "antaganden: [{uppgift: ekonomi, skäl: Bekräfta.}]\n"})
    with monkeypatch.context() as without:
        without.setattr("iopdocs.checks.STOPS_FINAL", frozenset())
        (made,) = run(root, documents=("overenskommelse",), day=date(2026, 1, 15), final=True)
    assert not made.failed
    found = found_of(made.written[0].path)
    assert found["bevis"] == "enligt dokumentet självt"
    assert "det går inte att göra på nytt och jämföra: Uppgiften ekonomi är antagen" in found["läge"]
    assert exit_code(made.written[0].path) == 1


@pytest.mark.parametrize("suffix", FORMATS[1:])
def test_a_number_changed_in_another_format_with_a_forged_receipt_is_told(made: Path, suffix: str) -> None:
    path = made.with_suffix(f".{suffix}")
    text = path.read_text(encoding="utf-8")
    assert "100\u00a0000" in text or "100&nbsp;000" in text
    path.write_text(text.replace("100\u00a0000", "900\u00a0000").replace("100&nbsp;000", "900&nbsp;000"), "utf-8")
    in_receipt(path)
    found = found_of(path)
    assert (found["oredigerat"], found["bevis"]) == (False, "gjort på nytt och olika")
    assert "fast kvittot säger att det är oredigerat" in found["läge"]
    assert any("900" in line and "→" in line for line in found["skillnader"])
    assert exit_code(path) == 1


def test_a_receipt_forged_to_match_another_document_in_its_place_proves_nothing(made: Path) -> None:
    text = made.with_suffix(".txt")
    text.write_bytes(made.with_name("pressmeddelande.txt").read_bytes())
    in_receipt(text)
    assert found_of(text)["bevis"] == "gjort på nytt och olika"


def test_a_forged_receipt_does_not_mend_a_broken_seal(root: Path, made: Path) -> None:
    members = read_package(made.read_bytes(), "x")
    made.write_bytes(write_package({**members, BODY: other_amount(members[BODY])}))
    in_receipt(made)
    (root / "agreements" / "a.yaml").write_text(batch_agreement("avtal", MONEY + "\n"), encoding="utf-8")
    found = found_of(made)
    assert (found["oredigerat"], found["bevis"]) == (False, "enligt dokumentet självt")
    assert found["läge"].startswith("redigerat efter att det gjordes; underlaget har ändrats sedan dess")


def test_a_label_is_told_though_the_text_is_the_same(made: Path) -> None:
    members = read_package(made.read_bytes(), "x")
    label = b'<op:property fmtid="{0}" pid="90" name="Diarienummer"><vt:lpwstr>KS 1</vt:lpwstr></op:property>'
    changed = members[CUSTOM].replace(b"</op:Properties>", label + b"</op:Properties>")
    for write, says_so in ((write_package, False), (write_sealed, True)):
        made.write_bytes(write({**members, CUSTOM: changed}))
        if says_so:
            in_receipt(made)
        found = found_of(made)
        assert (found["oredigerat"], found["bevis"]) == (False, "gjort på nytt och olika")
        assert found["läge"].endswith("men texten är densamma")
        assert any("egenskaper har något lagts till" in line for line in found["skillnader"])


def test_a_file_that_is_packed_anew_or_got_a_comment_is_told(made: Path) -> None:
    whole = made.read_bytes()
    again = made.with_name("igen.zip")
    with zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in read_package(whole, "x").items():
            archive.writestr(name, data)
    for data in (whole[:-2] + b"\x04\x00KS 1", again.read_bytes()):
        made.write_bytes(data)
        in_receipt(made)
        found = found_of(made)
        assert (found["oredigerat"], found["bevis"]) == (False, "gjort på nytt och olika")
        assert "packad på nytt" in found["skillnader"][-1]


@pytest.mark.parametrize("receipt", [True, False], ids=["with the receipt", "without it"])
def test_when_the_sources_have_changed_it_is_said_who_claims_it(root: Path, made: Path, receipt: bool) -> None:
    (root / "agreements" / "a.yaml").write_text(batch_agreement("avtal", MONEY + "\n"), encoding="utf-8")
    if not receipt:
        made.with_name("overenskommelse.kvitto.json").unlink()
    paths = (made, made.with_suffix(".txt")) if receipt else (made,)
    for path, by in zip(paths, ("enligt dokumentet självt", "enligt kvittot"), strict=False):
        found = found_of(path)
        assert found["läge"] == f"oredigerat {by}; underlaget har ändrats sedan dess"
        assert (found["oredigerat"], found["aktuellt"], found["bevis"]) == (True, False, by)
        assert exit_code(path) == 1


def test_a_forged_document_of_changed_sources_is_never_stated_as_proven(root: Path, made: Path) -> None:
    (root / "agreements" / "a.yaml").write_text(batch_agreement("avtal", MONEY + "\n"), encoding="utf-8")
    forge(made, BODY, other_amount)
    in_receipt(made)
    found = found_of(made)
    assert found["läge"].startswith("oredigerat enligt dokumentet självt; underlaget har ändrats")
    assert found["bevis"] == "enligt dokumentet självt"


def test_a_document_of_another_version_of_the_program_is_not_proven(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = found_of(made)["ursprung"]["program"]
    monkeypatch.setattr("iopdocs.__version__", "99.0")
    found = found_of(made)
    assert found["bevis"] == "enligt dokumentet självt"
    assert f"gjort med iopdocs {program}; iopdocs 99.0 gör detsamma" in found["läge"]
    forge(made, BODY, other_amount)
    found = found_of(made)
    assert not found["oredigerat"]
    made.with_name("overenskommelse.kvitto.json").unlink()
    found = found_of(made)
    assert not found["oredigerat"]
    assert "går inte att säga om det är redigerat" in found["läge"]
    assert any("900" in line for line in found["skillnader"])
    text = made.with_suffix(".txt")
    assert exit_code(made) == exit_code(text) == 1


def old_kind(members: Mapping[str, bytes]) -> bytes:
    """Return a Word file with the seal that versions before this one put in it."""
    old = members[CUSTOM].replace(b'"iopdocs.sigill"', b'"iopdocs.inneh\xc3\xa5ll"')
    return write_package({**members, CUSTOM: old})


def test_a_document_with_the_seal_of_older_versions_is_known_by_its_receipt(root: Path, made: Path) -> None:
    made.write_bytes(old_kind(read_package(made.read_bytes(), "x")))
    in_receipt(made)
    found = found_of(made)
    assert (found["oredigerat"], found["bevis"]) == (True, "enligt kvittot")
    assert "texten är densamma" in found["läge"]
    (outcome, _) = run(root, documents=("overenskommelse",))
    assert [one.path.name for one in outcome.written] == ["overenskommelse.docx"]
    made.write_bytes(old_kind(read_package(made.read_bytes(), "x")))
    made.with_name("overenskommelse.kvitto.json").unlink()
    found = found_of(made)
    assert not found["oredigerat"]
    assert found["läge"].startswith("gjort av en äldre version av iopdocs")


def test_an_answer_has_the_same_keys_in_every_state(root: Path, made: Path) -> None:
    (root / "annat.docx").write_bytes(b"x")
    keys = [found_of(path).keys() for path in (made, made.with_suffix(".txt"), root / "annat.docx")]
    forge(made, BODY, other_amount)
    keys.append(found_of(made).keys())
    assert all(one == keys[0] for one in keys)
    assert {"fil", "oredigerat", "aktuellt", "läge", "bevis", "gjort_av", "ursprung", "skillnader"} < keys[0]


def test_what_must_not_be_printed_is_not_shown_as_a_difference(root: Path, made: Path) -> None:
    """Made anew, the document would say where the shelter is; that it was once made is no reason to print it here."""
    place = root / "agreements" / "a.yaml"
    hidden = "adress: {gata: Hemliga gatan 5, postnummer: 123 45, skyddad: ja}"
    text = place.read_text(encoding="utf-8").replace("namn: Exempeljouren", f"namn: Exempeljouren, {hidden}")
    place.write_text(f"{text}relation: {{text: Jouren finns på Hemliga gatan 5.}}\n", encoding="utf-8")
    forge(made, CUSTOM, says("underlag\\.avtal", sha256(place.read_bytes())))
    found = found_of(made)
    assert "det går inte att göra på nytt och jämföra" in found["läge"]
    assert "Hemliga" not in str(found)


@pytest.mark.libreoffice
def test_a_pdf_is_made_anew_where_libreoffice_is_and_else_it_is_said_that_it_is_not(
    root: Path, made: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run(root, documents=("overenskommelse",), formats=("docx", "pdf"))
    path = made.with_suffix(".pdf")
    found = found_of(path)
    assert (found["läge"], found["bevis"]) == (SOUND, PROVEN)
    path.write_bytes(path.read_bytes() + b"\n")
    assert found_of(path)["läge"].startswith("redigerat efter att det gjordes")
    in_receipt(path)
    found = found_of(path)
    assert found["bevis"] == "enligt kvittot"
    assert "inte likt den PDF-fil som görs här" in found["läge"]
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pdf, "_PLACES", ())
    found = found_of(path)
    assert found["bevis"] == "enligt kvittot"
    assert "det går inte att göra på nytt och jämföra: " in found["läge"]
    assert "LibreOffice" in found["läge"]


@pytest.mark.libreoffice
def test_a_document_saved_by_libreoffice_is_not_proven(root: Path, made: Path) -> None:
    program = ["soffice", f"-env:UserInstallation={(root / 'profil').as_uri()}", "--headless"]
    target = root / "sparat"
    options = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(target), str(made)]
    subprocess.run([*program, *options], capture_output=True, timeout=HANG, check=True)
    found = found_of(target / made.name)
    assert (found["oredigerat"], found["bevis"]) == (False, "gjort på nytt och olika")


# Whatever is done to a document that was made, it is not said to be unedited: with its receipt, without, and with one
# that is forged to know it.
RECEIPTS = ("kept", "gone", "forged")
opened = cache(Workspace)


@pytest.fixture(scope="module")
def bench(untouched: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document of its own to change again and again."""
    root = Path(shutil.copytree(untouched, tmp_path_factory.mktemp("bänk") / "arbetsmapp"))
    return root / "output" / "avtal" / "overenskommelse.docx"


def state_with(bench: Path, data: bytes, receipt: str, untouched: Path) -> dict[str, Any]:
    source = untouched / "output" / "avtal" / "overenskommelse.kvitto.json"
    place = bench.with_name("overenskommelse.kvitto.json")
    bench.write_bytes(data)
    shutil.copyfile(source, place)
    if receipt == "gone":
        place.unlink()
    elif receipt == "forged":
        in_receipt(bench)
    return verify(opened(untouched), bench)


def is_not_taken_for_sound(found: Mapping[str, Any]) -> None:
    assert found["bevis"] != PROVEN
    assert not found["oredigerat"]
    assert not found["läge"].startswith("oredigerat")


@settings(max_examples=examples(15))
@given(st.data())
def test_one_byte_changed_anywhere_is_never_called_unedited(bench: Path, untouched: Path, data: st.DataObject) -> None:
    whole = (untouched / "output" / "avtal" / "overenskommelse.docx").read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    bit = data.draw(st.integers(1, 255))
    changed = whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :]
    receipt = data.draw(st.sampled_from(RECEIPTS))
    # The receipt says nothing against a file that cannot be read as a Word file; that it is not alike is seen.
    is_not_taken_for_sound(state_with(bench, changed, receipt, untouched))


@settings(max_examples=examples(15))
@given(st.data())
def test_one_text_or_name_changed_in_any_part_and_sealed_anew_is_never_called_unedited(
    bench: Path, untouched: Path, data: st.DataObject
) -> None:
    members = read_package((untouched / "output" / "avtal" / "overenskommelse.docx").read_bytes(), "x")
    part = data.draw(st.sampled_from(sorted(members)))
    words = [*re.finditer(rb"[A-Za-z0-9]{2,}", members[part])]
    word = words[data.draw(st.integers(0, len(words) - 1))]
    put = data.draw(st.sampled_from([b"", b"x", word[0][:-1], word[0] + b"1", word[0][::-1] + b"y"]))
    changed = members[part][: word.start()] + put + members[part][word.end() :]
    sealed = write_sealed({**members, part: changed})
    found = state_with(bench, sealed, data.draw(st.sampled_from(RECEIPTS)), untouched)
    assert found["bevis"] != PROVEN
    assert found["läge"] != SOUND
    if part != CUSTOM:  # there it may be that the sources are said to be others: a claim, and called that
        is_not_taken_for_sound(found)


@settings(max_examples=examples(8))
@given(st.data())
def test_a_part_changed_added_or_left_out_and_sealed_anew_is_never_called_unedited(
    bench: Path, untouched: Path, data: st.DataObject
) -> None:
    members = dict(read_package((untouched / "output" / "avtal" / "overenskommelse.docx").read_bytes(), "x"))
    part = data.draw(st.sampled_from([*sorted(members.keys() - {CUSTOM}), "word/ny.xml", "docProps/ny.xml"]))
    if part in members and data.draw(st.booleans()):
        del members[part]
    else:
        members[part] = members.get(part, b"<x/>") + b"\n"
    found = state_with(bench, write_sealed(members), data.draw(st.sampled_from(RECEIPTS)), untouched)
    is_not_taken_for_sound(found)


def test_the_command_says_how_it_is_known_in_json(untouched: Path) -> None:
    path = untouched / "output" / "avtal" / "overenskommelse.docx"
    done = CliRunner().invoke(command, [str(path), "--root", str(untouched), "--json"])
    assert json.loads(done.stdout)["resultat"][0]["bevis"] == PROVEN


@pytest.mark.thorough
def test_every_document_of_a_whole_folder_is_proven(tmp_path: Path) -> None:
    text = (ROOT / "tests/agreements/exempelby-komplett-2026.yaml").read_text(encoding="utf-8")
    root = small_workspace(tmp_path, {"a.yaml": text})
    run(root, formats=FORMATS)
    done = CliRunner().invoke(command, [*map(str, root.glob("output/*")), "--root", str(root), "--json"])
    results = json.loads(done.stdout)["resultat"]
    assert len(results) > 10
    assert [one["fil"] for one in results if one["bevis"] != PROVEN] == []
    assert done.exit_code == 0


def in_the_deflating(body: bytes) -> Packed:
    """Return a member that unpacks to the same, with many empty blocks before it: bytes that nobody sees."""
    one = pack(body)
    return Packed(one.crc, one.size, b"\x00\x00\x00\xff\xff" * len(one.data) + one.data)


def test_a_member_that_is_far_larger_than_what_is_in_it_is_not_proven(made: Path) -> None:
    members = read_package(made.read_bytes(), "x")
    made.write_bytes(write_sealed(members, {BODY: in_the_deflating(members[BODY])}))
    assert is_sealed(made.read_bytes())
    made.with_name("overenskommelse.kvitto.json").unlink()
    assert found_of(made)["bevis"] != PROVEN
    made.write_bytes(write_sealed(members, {name: pack(data, 9) for name, data in members.items() if name != CUSTOM}))
    assert found_of(made)["bevis"] == PROVEN


@pytest.mark.parametrize("name", ["overenskommelse", "Avtal med jouren.pdf", "avtal.zip", "avtal.docx.bak"])
def test_what_a_word_file_is_called_is_nothing_to_what_it_is(root: Path, made: Path, name: str) -> None:
    renamed = made.rename(root / name)
    assert found_of(renamed)["bevis"] == PROVEN
    forge(renamed, BODY, other_amount)
    assert found_of(renamed)["bevis"] == "gjort på nytt och olika"


def test_a_document_that_is_named_is_not_read_as_an_agreement(root: Path) -> None:
    """What cannot be read whole as an agreement may protect something, and would keep every final from being made."""
    text = (ROOT / "tests/agreements/exempelby-komplett-2026.yaml").read_text(encoding="utf-8")
    (root / "agreements" / "c.yaml").write_text(text, encoding="utf-8")
    wish = {"documents": ("overenskommelse",), "day": date(2026, 1, 15), "final": True, "formats": FORMATS}
    (outcome,) = run(root, [root / "agreements" / "c.yaml"], **wish)
    assert not outcome.failed, outcome.problems
    for written in outcome.written:
        done = CliRunner().invoke(command, [str(written.path), "--root", str(root), "--json"])
        assert [one["läge"] for one in json.loads(done.stdout)["resultat"]] == [SOUND]
        assert done.exit_code == 0


def test_what_cannot_be_read_is_told_in_its_place_and_stops_no_other(root: Path, made: Path) -> None:
    with made.with_name("a-stor.docx").open("wb") as file:
        file.truncate(3_000_000_000)
    (root / "tom").mkdir()
    places = [str(made.parent), str(root / "tom"), str(made)]
    done = CliRunner().invoke(command, [*places, "--root", str(root), "--json"])
    found = json.loads(done.stdout)["resultat"]
    assert done.exit_code == 1
    assert [one["läge"] for one in found if one["bevis"] != PROVEN] == [
        "går inte att pröva: Word-filen är för stor",
        "går inte att pröva: mappen har inga dokument",
    ]
    assert len(found) == 2 + 2 * len(FORMATS) + 1
    assert len({tuple(one) for one in found}) == 1
    shown = CliRunner().invoke(command, [*places, "--root", str(root)])
    assert shown.stdout.count(SOUND) == 2 * len(FORMATS) + 1
    assert "a-stor.docx: går inte att pröva" in shown.stdout
