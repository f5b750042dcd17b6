"""A workspace's way back to the starter: every case of the three-way table, and that nothing of a house is lost."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iopdocs.errors import IopdocsError
from iopdocs.library.clauses import ClauseLibrary
from iopdocs.usecases.answers.base import as_data
from iopdocs.usecases.upgrade import UpgradeAnswer, upgrade, upgrade_json
from iopdocs.workspace import Workspace
from iopdocs.workspace.creation import create
from iopdocs.workspace.starter import RECORD, read_record
from iopdocs.workspace.upgrading import putting
from iopdocs.workspace.upgrading.behind import behind
from iopdocs.workspace.upgrading.plan import Fate
from iopdocs.workspace.upgrading.report import is_report, upgrade_as_markdown

DAY = date(2027, 3, 1)
CLAUSE = "klausuler/sekretess.yaml"
KIND, MALL = "avtalet/dokument.yaml", "avtalet/mall.docx"
OLD = """\
id: sekretess
rubrik: Sekretess
om: Vem som ska tiga
stöd: [sekretess-socialtjanst]
versioner:
  - text: |
      Den som arbetar här får inte föra vidare det som kommer fram.

      Det gäller också efteråt.
"""
# What a changed law does to a clause.
NEWER = """\
id: sekretess
rubrik: Sekretess
om: Vem som ska tiga
stöd: [sekretess-socialtjanst]
versioner:
  - till: 2027-06-30
    text: |
      Den som arbetar här får inte föra vidare det som kommer fram.

      Det gäller också efteråt.
  - från: 2027-07-01
    text: |
      Den som arbetar eller hjälper till här får inte föra vidare det som kommer fram.

      Det gäller också efteråt.
"""
DESCRIPTION = """\
namn: Avtalet
beskrivning: Ett avtal
titel: Avtal
avsnitt:
  - id: ett
    rubrik: Det första
    klausuler: [sekretess, syfte]
  - id: tva
    rubrik: Det andra
    klausuler: [tvist]
"""


def clause(name: str, text: str) -> str:
    return f"id: {name}\nrubrik: {name.title()}\nom: Om {name}\nversioner:\n  - text: {text}\n"


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


BEFORE: dict[str, bytes] = {
    CLAUSE: OLD.encode(),
    "klausuler/syfte.yaml": clause("syfte", "Parterna vill detta.").encode(),
    "klausuler/tvist.yaml": clause("tvist", "Tvister löses.").encode(),
    KIND: DESCRIPTION.encode(),
    MALL: word("Avtal", "mellan parterna"),
}


def starter(folder: Path, files: dict[str, bytes]) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


_BEGUN = tempfile.TemporaryDirectory()


@cache
def begun() -> Path:
    """Return a workspace that was given a starter: made once, and never changed."""
    folder = Path(_BEGUN.name)
    create(folder / "hus", starter(folder / "före", BEFORE))
    return folder / "hus"


class House:
    """A workspace that was given a starter, and the next starter of the program."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.root = folder, folder / "hus"
        shutil.copytree(begun(), self.root)
        self.now = dict(BEFORE)

    def file(self, name: str) -> Path:
        return self.root / "templates" / name

    def text(self, name: str) -> str:
        return self.file(name).read_text(encoding="utf-8")

    def writes(self, name: str, text: str) -> None:
        self.file(name).parent.mkdir(parents=True, exist_ok=True)
        self.file(name).write_text(text, encoding="utf-8")

    def edits(self, name: str, old: str, new: str) -> None:
        assert old in self.text(name)
        self.writes(name, self.text(name).replace(old, new))

    def program(self, name: str, text: str | bytes | None) -> None:
        self.now.pop(name, None)
        if text is not None:
            self.now[name] = text if isinstance(text, bytes) else text.encode()

    @property
    def starter(self) -> Path:
        return starter(self.folder / "nu", self.now)

    def upgrade(self, *, apply: bool = True) -> UpgradeAnswer:
        return upgrade(Workspace(self.root), DAY, self.starter, apply=apply)

    def behind(self) -> str:
        found = behind(self.root, self.starter)
        return found.message if found else ""

    def everything(self) -> dict[str, bytes]:
        found = (path for path in self.root.rglob("*") if path.is_file())
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def fates(answer: UpgradeAnswer) -> dict[str, Fate]:
    return {file.path.removeprefix("templates/"): file.fate for file in answer.files}


def aside(house: House, name: str) -> Path:
    return house.root / "uppgradering" / "nytt" / name


def kept(house: House, name: str) -> Path:
    return house.root / "uppgradering" / str(DAY) / "tidigare" / "templates" / name


def test_a_workspace_remembers_each_file_as_it_was_given(house: House) -> None:
    record = read_record(house.root)
    assert record is not None and not isinstance(record, IopdocsError)
    assert record.files == BEFORE


def test_nothing_new_changes_no_file_and_says_nothing(house: House) -> None:
    house.edits("klausuler/syfte.yaml", "detta", "något annat")
    before = house.everything()
    answer = house.upgrade()
    assert answer.files == () and answer.changed_here == ("klausuler/syfte.yaml",)
    assert house.everything() == before
    assert house.behind() == ""


def test_without_apply_nothing_is_written(house: House) -> None:
    house.program(CLAUSE, NEWER)
    house.program("klausuler/ny.yaml", clause("ny", "Nytt."))
    before = house.everything()
    assert fates(house.upgrade(apply=False)) == {CLAUSE: Fate.UPDATED, "klausuler/ny.yaml": Fate.NEW}
    assert house.everything() == before


def test_what_the_house_has_not_changed_is_brought_and_the_old_is_kept(house: House) -> None:
    house.program(CLAUSE, NEWER)
    assert "nyare mallar" in house.behind()
    answer = house.upgrade()
    assert fates(answer) == {CLAUSE: Fate.UPDATED}
    assert house.text(CLAUSE) == NEWER
    assert kept(house, CLAUSE).read_text(encoding="utf-8") == OLD
    assert house.behind() == ""
    assert house.upgrade().files == ()


def test_what_only_the_house_has_changed_is_left(house: House) -> None:
    house.edits(CLAUSE, "tiga", "tala")
    house.program("klausuler/tvist.yaml", clause("tvist", "Tvister avgörs."))
    assert fates(house.upgrade()) == {"klausuler/tvist.yaml": Fate.UPDATED}
    assert "Vem som ska tala" in house.text(CLAUSE)


def test_a_new_version_is_merged_with_the_houses_heading_and_comments(house: House) -> None:
    house.edits(CLAUSE, "rubrik: Sekretess", "# beslutat i nämnden\nrubrik: Tystnad hos oss")
    house.program(CLAUSE, NEWER)
    assert fates(house.upgrade()) == {CLAUSE: Fate.MERGED}
    assert house.text(CLAUSE) == NEWER.replace("rubrik: Sekretess", "# beslutat i nämnden\nrubrik: Tystnad hos oss")


def test_a_houses_wording_does_not_stop_applying_because_the_program_ends_the_one_it_was_made_from(
    house: House,
) -> None:
    house.edits(CLAUSE, "får inte föra", "får aldrig föra")
    mine = house.text(CLAUSE)
    house.program(CLAUSE, NEWER)
    (told,) = house.upgrade().files
    assert told.fate is Fate.BOTH_CHANGED
    assert house.text(CLAUSE) == mine
    assert aside(house, CLAUSE).read_text(encoding="utf-8") == NEWER
    assert any("2027-06-30" in line for line in told.news) and any("aldrig" in line for line in told.house)
    assert ClauseLibrary(house.root / "templates" / "klausuler").clauses  # what is laid aside is not read
    assert "väntar" in house.behind()
    aside(house, CLAUSE).unlink()
    assert house.behind() == ""


def test_what_waits_is_settled_when_the_house_takes_it(house: House) -> None:
    house.edits(CLAUSE, "får inte föra", "får aldrig föra")
    house.program(CLAUSE, NEWER)
    house.upgrade()
    assert house.upgrade(apply=False).waiting == (f"uppgradering/nytt/{CLAUSE}",)
    house.writes(CLAUSE, NEWER)
    assert house.behind() == ""
    assert house.upgrade(apply=False).waiting == ()


def test_a_draft_that_the_house_has_made_of_what_waits_is_kept_when_the_next_comes(house: House) -> None:
    house.edits(CLAUSE, "får inte föra", "får aldrig föra")
    house.program(CLAUSE, NEWER)
    house.upgrade()
    aside(house, CLAUSE).write_text("mitt utkast", encoding="utf-8")
    house.program(CLAUSE, NEWER.replace("hjälper till", "bistår"))
    house.upgrade()
    texts = [path.read_text(encoding="utf-8") for path in house.root.rglob("sekretess.yaml")]
    assert "mitt utkast" in texts and house.now[CLAUSE].decode() in texts


@pytest.mark.parametrize(
    "saved",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"  \n") + b"\n\n",
        lambda data: data.replace(b"om: Vem som ska tiga", b'om: "Vem som ska tiga"'),
    ],
    ids=["windows line breaks", "a byte order mark", "blanks at the ends", "other quotes"],
)
def test_saved_anew_without_change_is_not_changed(house: House, saved: Callable[[bytes], bytes]) -> None:
    house.file(CLAUSE).write_bytes(saved(OLD.encode()))
    house.program(CLAUSE, NEWER)
    assert fates(house.upgrade()) == {CLAUSE: Fate.UPDATED}
    assert house.text(CLAUSE) == NEWER


def test_a_merged_file_keeps_windows_line_breaks(house: House) -> None:
    house.edits(CLAUSE, "tiga", "tala")
    house.file(CLAUSE).write_bytes(house.file(CLAUSE).read_bytes().replace(b"\n", b"\r\n"))
    house.program(CLAUSE, NEWER)
    assert fates(house.upgrade()) == {CLAUSE: Fate.MERGED}
    assert house.file(CLAUSE).read_bytes() == NEWER.replace("tiga", "tala").replace("\n", "\r\n").encode()


def test_a_record_survives_that_its_line_breaks_are_changed(house: House) -> None:
    record = house.root / RECORD
    record.write_bytes(record.read_bytes().replace(b"\n", b"\r\n"))
    found = read_record(house.root)
    assert found is not None and not isinstance(found, IopdocsError) and found.files == BEFORE


def test_what_the_house_has_deleted_is_not_brought_back(house: House) -> None:
    house.file(CLAUSE).unlink()
    house.edits(KIND, "[sekretess, syfte]", "[syfte]")
    house.program(CLAUSE, NEWER)
    assert house.behind() == ""
    assert fates(house.upgrade()) == {CLAUSE: Fate.DELETED}
    assert not house.file(CLAUSE).exists() and not aside(house, CLAUSE).exists()


def test_what_the_program_has_withdrawn_is_left_and_told_once(house: House) -> None:
    house.program("klausuler/tvist.yaml", None)
    assert fates(house.upgrade()) == {"klausuler/tvist.yaml": Fate.WITHDRAWN}
    assert house.file("klausuler/tvist.yaml").exists()
    assert house.upgrade().files == ()


def test_a_new_clause_is_brought_and_placed_where_the_program_has_it(house: House) -> None:
    house.edits(KIND, "rubrik: Det andra", "rubrik: Vårt andra")
    house.program("klausuler/barn.yaml", clause("barn", "Barn hörs."))
    house.program(KIND, DESCRIPTION.replace("[sekretess, syfte]", "[sekretess, barn, syfte]"))
    answer = house.upgrade()
    assert fates(answer) == {"klausuler/barn.yaml": Fate.NEW, KIND: Fate.MERGED}
    assert "[sekretess, barn, syfte]" in house.text(KIND) and "Vårt andra" in house.text(KIND)
    assert "avsnittet Det första" in next(file.action for file in answer.files if file.fate is Fate.NEW)


def test_two_clauses_in_the_same_place_of_a_section_are_for_a_person_to_order(house: House) -> None:
    house.writes("klausuler/egen.yaml", clause("egen", "Vårt eget."))
    house.edits(KIND, "[sekretess, syfte]", "[sekretess, egen, syfte]")
    mine = house.text(KIND)
    house.program("klausuler/barn.yaml", clause("barn", "Barn hörs."))
    house.program(KIND, DESCRIPTION.replace("[sekretess, syfte]", "[sekretess, barn, syfte]"))
    assert fates(house.upgrade())[KIND] is Fate.BOTH_CHANGED
    assert house.text(KIND) == mine


def test_a_clause_of_the_houses_own_with_the_name_of_a_new_one_is_left(house: House) -> None:
    mine = clause("barn", "Så gör vi med barn.")
    house.writes("klausuler/barn.yaml", mine)
    house.program("klausuler/barn.yaml", clause("barn", "Barn hörs."))
    assert fates(house.upgrade()) == {"klausuler/barn.yaml": Fate.OWN}
    assert house.text("klausuler/barn.yaml") == mine
    assert aside(house, "klausuler/barn.yaml").exists()


def test_a_new_document_type_comes_whole_or_not_at_all(house: House) -> None:
    house.writes("brevet/egen.txt", "vårt")
    house.writes("brevet/dokument.yaml", "namn: Vårt brev\nbeskrivning: Ett brev\ntitel: Brev\n")
    house.file("brevet/mall.docx").write_bytes(word("Vårt brev"))
    house.program("brevet/dokument.yaml", "namn: Brev\nbeskrivning: Ett\ntitel: Brev\n")
    house.program("brevet/mall.docx", word("Brev"))
    assert set(fates(house.upgrade()).values()) == {Fate.OWN}
    house.program("nytt/dokument.yaml", "namn: Nytt\nbeskrivning: Ett\ntitel: Nytt\n")
    house.program("nytt/mall.docx", word("Nytt"))
    assert set(fates(house.upgrade()).values()) == {Fate.NEW}
    assert {"avtalet", "brevet", "nytt"} == set(Workspace(house.root).types)


def test_a_word_template_that_both_have_changed_is_left_and_told_in_words(house: House) -> None:
    mine = word("Avtal", "mellan parterna", "på vårt brevpapper")
    house.file(MALL).write_bytes(mine)
    house.program(MALL, word("Avtal", "mellan parterna och deras medlemmar"))
    (told,) = house.upgrade().files
    assert told.fate is Fate.BOTH_CHANGED
    assert house.file(MALL).read_bytes() == mine
    assert aside(house, MALL).read_bytes() == house.now[MALL]
    assert any("medlemmar" in line for line in told.news) and any("brevpapper" in line for line in told.house)


def test_the_two_files_of_a_document_type_come_together_or_not_at_all(house: House) -> None:
    house.file(MALL).write_bytes(word("Avtal", "på vårt brevpapper"))
    house.program(MALL, word("Avtal", "{%p if a.visar.nytt %}", "Nytt", "{%p endif %}"))
    house.program(KIND, DESCRIPTION.replace("klausuler: [tvist]", "klausuler: [tvist]\n    visar: [nytt]"))
    assert fates(house.upgrade()) == {MALL: Fate.BOTH_CHANGED, KIND: Fate.TIED}
    assert house.text(KIND) == DESCRIPTION


def test_a_description_that_names_a_clause_the_house_has_deleted_is_left(house: House) -> None:
    house.file("klausuler/tvist.yaml").unlink()
    house.edits(KIND, "klausuler: [tvist]", "klausuler: [syfte]")
    house.edits(KIND, "[sekretess, syfte]", "[sekretess]")
    house.program(
        KIND, DESCRIPTION.replace("avsnitt:", "avsnitt:\n  - id: noll\n    rubrik: Noll\n    klausuler: [tvist]")
    )
    assert fates(house.upgrade()) == {KIND: Fate.CLAUSE_MISSING}


def test_a_document_type_whose_folder_has_another_name_is_followed(house: House) -> None:
    house.file("avtalet").rename(house.file("partnerskap"))
    house.program(MALL, word("Avtal", "mellan båda"))
    assert fates(house.upgrade()) == {"partnerskap/mall.docx": Fate.UPDATED}
    assert house.file("partnerskap/mall.docx").read_bytes() == house.now[MALL]
    assert not house.file("avtalet").exists()


def test_a_write_protected_file_and_a_link_are_left(house: House) -> None:
    elsewhere = house.folder / "gemensam.yaml"
    shutil.move(house.file("klausuler/tvist.yaml"), elsewhere)
    house.file("klausuler/tvist.yaml").symlink_to(elsewhere)
    house.file(CLAUSE).chmod(0o444)
    house.program(CLAUSE, NEWER)
    house.program("klausuler/tvist.yaml", clause("tvist", "Annat."))
    assert set(fates(house.upgrade()).values()) == {Fate.PROTECTED}
    assert house.text(CLAUSE) == OLD and elsewhere.read_bytes() == BEFORE["klausuler/tvist.yaml"]


def test_without_a_record_nothing_is_replaced_and_one_is_begun(house: House) -> None:
    (house.root / RECORD).unlink()
    house.file("klausuler/tvist.yaml").unlink()
    house.edits(KIND, "klausuler: [tvist]", "klausuler: [syfte]")
    house.edits(KIND, "[sekretess, syfte]", "[sekretess]")
    house.program(CLAUSE, NEWER)
    templates = {name: data for name, data in house.everything().items() if name.startswith("templates")}
    assert "går inte att se" in house.behind()
    answer = house.upgrade()
    assert set(fates(answer).values()) == {Fate.UNTOLD} and answer.given == ""
    assert {name: data for name, data in house.everything().items() if name.startswith("templates")} == templates
    assert aside(house, CLAUSE).read_text(encoding="utf-8") == NEWER
    house.program("klausuler/syfte.yaml", clause("syfte", "Parterna vill mer."))
    assert fates(house.upgrade()) == {"klausuler/syfte.yaml": Fate.UPDATED}


def test_a_house_with_files_of_its_own_only_hears_nothing(tmp_path: Path) -> None:
    house = House(tmp_path)
    (house.root / RECORD).unlink()
    shutil.rmtree(house.root / "templates")
    house.writes("vart/dokument.yaml", "namn: Vårt\nbeskrivning: Ett\ntitel: Vårt\n")
    assert house.behind() == ""


@pytest.mark.parametrize("damage", ["{", '{"iopdocs": "1", "filer": {}, "sha256": ""}', "[]", "<<<<<<< HEAD"])
def test_a_damaged_record_is_told_kept_and_not_believed(house: House, damage: str) -> None:
    (house.root / RECORD).write_text(damage, encoding="utf-8")
    house.program(CLAUSE, NEWER)
    answer = house.upgrade()
    assert [problem.code for problem in answer.problems] == ["startpost"]
    assert house.text(CLAUSE) == OLD
    assert damage in [path.read_text(encoding="utf-8") for path in house.root.rglob(RECORD)]


def test_a_program_older_than_the_templates_takes_nothing_back(house: House) -> None:
    from iopdocs.workspace.starter import GivenStarter, record_of

    (house.root / RECORD).write_bytes(record_of(GivenStarter("99.10.0", BEFORE)))
    house.program(CLAUSE, NEWER)
    assert "99.10.0" in house.behind()
    with pytest.raises(IopdocsError) as caught:
        house.upgrade()
    assert caught.value.problems[0].code == "äldre-program"
    assert house.text(CLAUSE) == OLD


@pytest.mark.thorough(every=6)
@pytest.mark.parametrize("stops", range(12))
def test_whatever_write_fails_all_is_as_it_was(house: House, stops: int, monkeypatch: pytest.MonkeyPatch) -> None:
    house.edits("klausuler/tvist.yaml", "Tvister löses.", "Vi talar.")
    house.program("klausuler/tvist.yaml", clause("tvist", "Tvister avgörs."))
    house.program(CLAUSE, NEWER)
    house.program("klausuler/ny.yaml", clause("ny", "Nytt."))
    house.program(MALL, word("Avtal", "mellan båda"))
    before, folders = house.everything(), sorted(house.root.rglob("*"))
    left = [stops]
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        left[0] -= 1
        if left[0] == -1:
            raise OSError(28, "disken är full")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    failed = False
    try:
        house.upgrade()
    except IopdocsError as error:
        failed = True
        assert error.problems[0].code == "skrivfel"
    assert failed or stops > 6
    if failed:
        assert house.everything() == before and sorted(house.root.rglob("*")) == folders
    monkeypatch.undo()
    house.upgrade()
    assert house.behind().startswith("nya mallar") and house.text(CLAUSE) == NEWER


def test_a_folder_that_cannot_be_written_to_is_told_and_nothing_changes(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.program(CLAUSE, NEWER)
    before = house.everything()
    opened = Path.open

    def read_only(self: Path, mode: str = "r", *more: object, **others: object) -> object:
        if "x" in mode and "klausuler" in self.parts:
            raise OSError(30, "read-only file system")
        return opened(self, mode, *more, **others)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", read_only)
    with pytest.raises(IopdocsError) as caught:
        house.upgrade()
    assert caught.value.problems[0].code == "skrivfel" and "skrivskyddad" in caught.value.problems[0].message
    assert house.everything() == before


def test_a_file_in_the_place_of_the_upgrades_folder_stops_everything(house: House) -> None:
    (house.root / "uppgradering").write_text("våra anteckningar", encoding="utf-8")
    house.program(CLAUSE, NEWER)
    before = house.everything()
    with pytest.raises(IopdocsError) as caught:
        house.upgrade()
    assert caught.value.problems[0].code == "skrivfel"
    assert house.everything() == before


def test_a_killed_run_is_finished_by_the_next(house: House) -> None:
    house.edits(CLAUSE, "tiga", "tala")
    house.program(CLAUSE, NEWER)
    house.program("klausuler/tvist.yaml", clause("tvist", "Tvister avgörs."))
    record = (house.root / RECORD).read_bytes()
    house.upgrade()
    whole = house.everything()
    (house.root / RECORD).write_bytes(record)  # killed before the record was written
    house.file("klausuler/tvist.yaml").write_bytes(BEFORE["klausuler/tvist.yaml"])
    house.upgrade()
    templates = {name: data for name, data in house.everything().items() if not name.startswith("uppgradering")}
    assert templates == {name: data for name, data in whole.items() if not name.startswith("uppgradering")}


def test_what_cannot_be_used_together_is_not_put(house: House) -> None:
    house.program(MALL, word("Avtal", "{{ avtal.id | saknat_filter }}"))
    house.program(CLAUSE, NEWER)
    before = house.everything()
    for apply in (False, True):
        with pytest.raises(IopdocsError) as caught:
            house.upgrade(apply=apply)
        assert caught.value.problems[0].code == "uppgradering-provad"
        assert any((problem.file or "") == f"templates/{MALL}" for problem in caught.value.problems)
    assert house.everything() == before


def test_a_fault_that_the_house_has_already_does_not_stop_an_upgrade(house: House) -> None:
    house.writes("klausuler/egen.yaml", "id: annan\n")
    house.program(CLAUSE, NEWER)
    assert fates(house.upgrade()) == {CLAUSE: Fate.UPDATED}


def test_a_template_that_is_open_in_word_stops_everything(house: House) -> None:
    house.writes("avtalet/~$mall.docx", "Anna")
    house.program(MALL, word("Avtal", "mellan båda"))
    house.program(CLAUSE, NEWER)
    with pytest.raises(IopdocsError) as caught:
        house.upgrade()
    assert caught.value.problems[0].code == "öppen-fil"
    assert house.text(CLAUSE) == OLD


def test_agreements_and_documents_are_never_touched_and_schemas_only_when_nobody_has_written_them(house: House) -> None:
    from iopdocs.model.schema import agreement_schema

    older = agreement_schema().replace("Avtalets", "Agreementets", 1).encode()
    schema = house.root / "agreements" / "avtal.schema.json"
    schema.write_bytes(older)
    (house.root / "iopdocs.schema.json").write_text("{}", encoding="utf-8")
    (house.root / "output" / "avtal").mkdir(parents=True)
    (house.root / "output" / "avtal" / "avtal.docx").write_bytes(b"slutlig")
    before = house.everything()
    house.program(CLAUSE, NEWER)
    assert house.upgrade().schemas == ("agreements/avtal.schema.json",)
    after = house.everything()
    changed = {name for name in before if before[name] != after.get(name)}
    assert changed == {f"templates/{CLAUSE}", "agreements/avtal.schema.json", RECORD}
    assert schema.read_text(encoding="utf-8") == agreement_schema()


def test_the_report_says_which_agreements_have_been_made_with_a_clause(house: House) -> None:
    folder = house.root / "output" / "jouren"
    folder.mkdir(parents=True)
    said = {"avtal": "jouren-2026", "dokumenttyp": "avtalet", "klausuler": {"sekretess": "alltid"}}
    (folder / "avtal.kvitto.json").write_text(json.dumps(said), encoding="utf-8")
    house.program(CLAUSE, NEWER)
    answer = house.upgrade()
    assert answer.files[0].agreements == ("jouren-2026",)
    assert answer.report is not None
    report = answer.report.read_bytes()
    assert is_report(report) and not is_report(report + b"Klart.")
    for words in ("Klausulen Sekretess", "Ny lydelse, från 2027-07-01", "jouren-2026", "hjälper till"):
        assert words in report.decode()
    assert report.decode() == upgrade_as_markdown(answer)


def test_a_report_repeats_no_protected_address_and_no_personnummer(house: House) -> None:
    party = "{namn: Jouren, roll: idéburen, adress: {gata: Gömstigen 77, postnummer: 999 98, skyddad: ja}}"
    (house.root / "agreements" / "prov.yaml").write_text(f"id: prov\nparter:\n  - {party}\n", encoding="utf-8")
    house.edits(CLAUSE, "Det gäller", "Huset ligger på Gömstigen 77. Ring 19121212-1212. Det gäller")
    house.program(CLAUSE, NEWER)
    answer = house.upgrade()
    assert answer.report is not None and answer.files[0].house
    as_json = json.dumps(as_data(upgrade_json(answer)), ensure_ascii=False)
    for text in (answer.report.read_text(encoding="utf-8"), as_json):
        assert "Gömstigen" not in text and "19121212-1212" not in text and "Huset ligger" in text


def test_a_release_takes_over_from_what_came_before_it() -> None:
    from iopdocs.workspace.starter import GivenStarter

    release, candidate, next_one = (GivenStarter(version, {}) for version in ("0.2.0", "0.2.0rc1", "0.10"))
    assert not candidate.is_newer_than(release) and not release.is_newer_than(candidate)
    assert next_one.is_newer_than(release) and not release.is_newer_than(next_one)


def test_a_file_that_cannot_be_read_does_not_make_a_check_fail(house: House) -> None:
    house.file("klausuler/tvist.yaml").unlink()
    house.file("klausuler/tvist.yaml").mkdir()
    house.program(CLAUSE, NEWER)
    assert house.behind() == ""
    with pytest.raises(IopdocsError) as caught:
        house.upgrade()
    assert caught.value.problems[0].code == "oläsbar-fil"


def test_the_answer_as_data_says_what_was_done_with_each_file(house: House) -> None:
    house.edits("klausuler/tvist.yaml", "Tvister löses.", "Vi talar.")
    house.program("klausuler/tvist.yaml", clause("tvist", "Tvister avgörs."))
    house.program(CLAUSE, NEWER)
    data = json.loads(json.dumps(as_data(upgrade_json(house.upgrade()))))
    assert data["genomförd"] is True
    assert {one["fil"]: one["infört"] for one in data["resultat"]} == {
        f"templates/{CLAUSE}": True,
        "templates/klausuler/tvist.yaml": False,
    }
    assert data["resultat"][1]["den_nya"] == "uppgradering/nytt/klausuler/tvist.yaml"


def test_the_projects_own_tree_is_its_own_starter(house: House) -> None:
    house.edits(CLAUSE, "tiga", "tala")
    assert upgrade(Workspace(house.root), DAY, house.root / "templates", apply=True).files == ()
    assert behind(house.root, house.root / "templates") is None


_LINES = st.lists(st.sampled_from([*NEWER.splitlines(), "# vår kommentar", "  - från: 2026-01-01", "", "om: Annat"]))
_TEXTS = st.one_of(
    st.sampled_from([OLD, NEWER, OLD.replace("tiga", "tala"), NEWER.replace("också", "alltid"), "inte yaml: ["]),
    _LINES.map("\n".join),
)


@pytest.mark.thorough
@settings(max_examples=25)
@given(texts=st.fixed_dictionaries({CLAUSE: _TEXTS, "klausuler/tvist.yaml": _TEXTS, KIND: _TEXTS}), new=_TEXTS)
def test_no_line_that_a_house_has_written_is_ever_lost(
    tmp_path_factory: pytest.TempPathFactory, texts: dict[str, str], new: str
) -> None:
    house = House(tmp_path_factory.mktemp("hus"))
    for name, text in texts.items():
        house.writes(name, text)
    house.program(CLAUSE, NEWER)
    house.program("klausuler/tvist.yaml", new)
    house.program(KIND, DESCRIPTION.replace("tvist", "syfte"))
    had = [set(text.split()) for text in texts.values()]
    try:
        house.upgrade()
    except IopdocsError as error:
        assert error.problems[0].code == "uppgradering-provad"  # the program's own file is none
    everywhere = [data.decode() for name, data in house.everything().items() if name.endswith(".yaml")]
    for words in had:
        assert any(words <= set(text.split()) for text in everywhere)


def test_nothing_is_written_outside_what_an_upgrade_owns(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Path] = []
    put = putting.put_upgrade

    def seen(files: dict[Path, bytes], keep: dict[Path, Path]) -> None:
        written.extend([*files, *keep.values()])
        put(files, keep)

    monkeypatch.setattr("iopdocs.usecases.upgrade.put_upgrade", seen)
    house.program(CLAUSE, NEWER)
    house.upgrade()
    tops = {path.relative_to(house.root).parts[0] for path in written}
    assert tops == {"templates", "uppgradering", RECORD}


def test_a_clause_that_the_house_has_worded_does_not_begin_to_stay_away(house: House) -> None:
    house.edits(CLAUSE, "Det gäller också efteråt.", "Det gäller också efteråt, och för volontärer.")
    house.program(CLAUSE, OLD.replace("stöd:", "på_begäran: ja\nstöd:"))
    assert fates(house.upgrade()) == {CLAUSE: Fate.BOTH_CHANGED}


def test_a_section_does_not_lose_a_clause_that_the_house_has_worded(house: House) -> None:
    house.edits("klausuler/tvist.yaml", "Tvister löses.", "Vi talar.")
    house.program(KIND, DESCRIPTION.replace("[tvist]", "[syfte]").replace("[sekretess, syfte]", "[sekretess]"))
    assert fates(house.upgrade()) == {KIND: Fate.CLAUSE_DROPPED}
    assert "[tvist]" in house.text(KIND)


def test_what_is_merged_names_no_clause_twice(house: House) -> None:
    third = "  - id: tre\n    rubrik: Det tredje\n    klausuler: []\n"
    fourth = "  - id: fyra\n    rubrik: Det fjärde\n    klausuler: []\n"
    given = DESCRIPTION + third + fourth
    house.program(KIND, given)
    house.upgrade()
    house.writes(
        KIND, given.replace("[tvist]", "[]").replace("tredje\n    klausuler: []", "tredje\n    klausuler: [tvist]")
    )
    house.program(
        KIND, given.replace("[tvist]", "[]").replace("fjärde\n    klausuler: []", "fjärde\n    klausuler: [tvist]")
    )
    assert fates(house.upgrade()) == {KIND: Fate.BOTH_CHANGED}


def test_the_two_of_a_type_are_left_when_one_would_be_merged(house: House) -> None:
    house.edits(KIND, "beskrivning: Ett avtal", "beskrivning: Vårt avtal")
    house.program(KIND, DESCRIPTION.replace("Det andra", "Tvister"))
    house.program(MALL, word("Avtal", "mellan alla parter"))
    assert fates(house.upgrade()) == {KIND: Fate.TIED, MALL: Fate.TIED}


def test_the_two_of_a_type_are_tied_as_long_as_one_waits(house: House) -> None:
    house.file(MALL).write_bytes(word("Vårt avtal", "mellan parterna"))
    house.program(MALL, word("Avtal", "mellan parterna, med bilagor"))
    assert fates(house.upgrade()) == {MALL: Fate.BOTH_CHANGED}
    house.program(KIND, DESCRIPTION.replace("Det andra", "Bilagor"))
    assert fates(house.upgrade())[KIND] is Fate.TIED
    (house.root / "uppgradering" / "nytt" / MALL).unlink()
    (house.root / "uppgradering" / "nytt" / KIND).unlink()
    house.program(KIND, DESCRIPTION.replace("Det andra", "Bilagorna"))
    assert house.upgrade().files


def test_what_the_house_has_not_touched_is_never_called_its_change(house: House) -> None:
    house.file(MALL).write_bytes(word("Vårt avtal", "mellan parterna"))
    house.program(MALL, word("Avtal", "mellan parterna, med bilagor"))
    house.program(KIND, DESCRIPTION.replace("Det andra", "Bilagor"))
    house.upgrade()
    house.program(KIND, DESCRIPTION.replace("Det andra", "Bilagor").replace("Ett avtal", "Ett nytt avtal"))
    told = {one.path.removeprefix("templates/"): one for one in house.upgrade().files}
    assert told[KIND].fate is Fate.TIED
    assert told[KIND].house == ()
