"""What is private stays in: every byte that every command writes is searched for it."""

from __future__ import annotations

import platform
import re
import shutil
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pypdf import PdfReader
from stdnum import luhn

from iopdocs.checks.privacy import personnummer_in_texts
from iopdocs.errors import Problem
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.reading import parse_source
from tests.conftest import ROOT
from tests.support.checks_data import case
from tests.support.cli import Cli

STREET, CODE, TOWN = "Zqxvägen", "98769", "Zqxstad"
SECRETS = ("zqx", CODE, "987 69", "987\u00a069")
HIDDEN = f"adress: {{gata: {STREET} 7, postnummer: {CODE}, ort: {TOWN}, skyddad: %s}}"
SETTINGS = f"""organisationer:
  jouren:
    typ: förening
    namn: Exempeljouren
    {HIDDEN % "JA"}
"""
AGREEMENT = f"""id: prov-2024
dokumentnamn: avtal
status: undertecknat
undertecknat: 2023-12-01
parter:
  - {{id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}}
  - {{organisation: jouren, id: j, roll: idéburen, kontakter: [{{namn: Wxmaja}}], undertecknare: [{{namn: Wxmaja}}]}}
  - id: stiftelsen
    roll: idéburen
    typ: stiftelse
    namn: Stiftelsen Prov
    {HIDDEN % "'ja '"}
ekonomi: {{komponenter: [{{id: drift, benämning: Drift, slag: per år, belopp: 100 000}}]}}
avtalstid: {{från: 2024-01-01, till: 2025-12-31}}
möten: [{{datum: 2024-03-01}}]
tillägg:
  - nummer: 1
    rubrik: en ny part
    gäller_från: 2024-07-01
    nya_parter:
      - part:
          id: tredje
          roll: idéburen
          typ: förening
          namn: Tredje föreningen
          {HIDDEN % "Ja"}
press: {{citat: [{{namn: Wxmaja, text: Wxcitat., godkänt: ja}}]}}
"""
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("check",),
    ("check", "--json"),
    ("render", "--format", "docx,html,md,txt"),
    ("render", "--json", "--document", "tillaggsavtal"),
    ("status",),
    ("status", "--json", "--ics", "a.ics", "--html", "a.html"),
    ("renew", "--json", "--no-redline"),
)


def _workspace(folder: Path) -> Path:
    for name in ("overenskommelse", "pressmeddelande", "tillaggsavtal", "klausuler"):
        shutil.copytree(ROOT / "templates" / name, folder / "templates" / name)
    (folder / "agreements").mkdir()
    (folder / "agreements" / "prov.yaml").write_text(AGREEMENT, encoding="utf-8")
    (folder / "iopdocs.yaml").write_text(SETTINGS, encoding="utf-8")
    return folder


def _written(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield all that has been written, members of Word files too, with the names of the files."""
    for path in folder.rglob("*"):
        name = str(path.relative_to(folder))
        if path.is_file() and not name.startswith(("templates", "agreements", "iopdocs.yaml")):
            yield name, name + path.read_bytes().decode("utf-8", "replace")
            if path.suffix == ".docx":
                with zipfile.ZipFile(path) as archive:
                    for member in archive.namelist():
                        yield f"{name}: {member}", archive.read(member).decode("utf-8", "replace")


def _leaks(text: str, secrets: tuple[str, ...] = SECRETS) -> list[str]:
    return [secret for secret in secrets if secret.casefold() in text.casefold()]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = _workspace(tmp_path / "zqymapp")
    monkeypatch.chdir(folder)
    for name in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(name, "zqyperson")
    monkeypatch.setenv("HOME", str(tmp_path / "zqyhem"))
    monkeypatch.setattr(socket, "gethostname", lambda: "zqydator")
    monkeypatch.setattr(platform, "node", lambda: "zqydator")
    return folder


def test_a_protected_address_is_in_nothing_that_any_command_writes(cli: Cli, root: Path) -> None:
    for command in COMMANDS:
        code, out, err = cli(*command, "--on", "2025-11-01")
        assert code == 0, (command, out, err)
        assert not _leaks(out + err), command
    documents = sorted(map(str, (root / "output").rglob("*.docx")))
    assert len(documents) > 3
    out = "".join(cli("verify", *documents, *more)[1] for more in ((), ("--json",)))
    out += "".join(cli("compare", documents[0], documents[1], *more)[1] for more in ((), ("--json",)))
    assert not _leaks(out)
    written = dict(_written(root))
    assert {name: found for name, text in written.items() if (found := _leaks(text))} == {}
    machine = ("zqyperson", "zqymapp", "zqyhem", "zqydator")
    made = {
        name: text for name, text in written.items() if name.split(":")[0].endswith((".docx", ".html", ".kvitto.json"))
    }
    assert {name: found for name, text in made.items() if (found := _leaks(text, machine))} == {}
    people = {name: text for name, text in written.items() if name.endswith(".kvitto.json") or "fornyelse" in name}
    assert len(people) > 4
    assert {name: found for name, text in people.items() if (found := _leaks(text, ("wxmaja", "wxcitat")))} == {}


@pytest.mark.libreoffice
def test_a_protected_address_and_the_machine_are_in_no_pdf(cli: Cli, root: Path) -> None:
    code, out, err = cli("render", "--format", "pdf", "--on", "2025-11-01")
    assert code == 0, err
    assert not _leaks(out + err)
    made = sorted((root / "output").rglob("*.pdf"))
    assert len(made) > 2
    for path in made:
        reader = PdfReader(path)
        shown = "\n".join(page.extract_text() for page in reader.pages)
        assert "jour" in shown.casefold()
        objects = [reader.get_object(number) for number in reader.xref[0]]
        inside = "\n".join(one.get_data().decode("latin-1") for one in objects if hasattr(one, "get_data"))
        told = "\n".join([shown, inside, str(reader.metadata), path.read_bytes().decode("latin-1")])
        assert _leaks(shown) == []
        # Five digits may come by chance in a font.
        assert _leaks(told, ("zqx", "zqyperson", "zqymapp", "zqyhem", "zqydator")) == []


@pytest.mark.parametrize(
    "address",
    [
        f"{{gata: {STREET} 7, postnummer: 987 690 {TOWN}, skyddad: ja}}",
        f"{{gata: c/o Ek, {STREET} 7, postnummer: {CODE}, skyddad: ja}}",
        f"{{gata: {STREET} 7, gata: {STREET} 8, skyddad: ja}}",
        f"{{c/o Ek: 1, {STREET} 7: 1, {STREET} 7: 1, skyddad: ja}}",
        f"{{gata: [{STREET} 7], skyddad: ja}}",
        f"{{gata: {STREET} 7, skydad: ja}}",
        f"{{gata: '{STREET}\u202e 7', skyddad: ja}}",
        f"{{gata: {STREET} 7, skyddad: {STREET}}}",
        f"{STREET} 7",
        f"[{STREET} 7",
        f"{{gata: {STREET} 7, skyddad: ja}}\n    adress: {{gata: {STREET} 7}}",
    ],
)
@pytest.mark.parametrize("shared", [False, True])
def test_a_fault_in_an_address_does_not_repeat_it(cli: Cli, root: Path, address: str, *, shared: bool) -> None:
    file = root / ("iopdocs.yaml" if shared else "agreements/prov.yaml")
    old = HIDDEN % ("JA" if shared else "'ja '")
    file.write_text(file.read_text(encoding="utf-8").replace(old, f"adress: {address}"), encoding="utf-8")
    for command in (("check",), ("status", "--json"), ("renew", "--json")):
        code, out, err = cli(*command, "--on", "2025-11-01")
        assert code == 1
        assert not _leaks(out + err), command
    assert not [name for name, text in _written(root) if _leaks(text)]


@pytest.mark.parametrize(
    "text", [f"Vi bor på {STREET} 7.", "Vi bor på Zqx\u00advä\u200bgen  7.", "Post: 987\u200b69", "Post: ９８７ ６９"]
)
def test_an_address_that_is_named_elsewhere_reaches_no_calendar_and_no_report(cli: Cli, root: Path, text: str) -> None:
    file = root / "agreements" / "prov.yaml"
    more = f"uppföljning: {{rapporter: [{{vad: '{text}', senast: 2025-12-01}}]}}\n"
    file.write_text(AGREEMENT + more, encoding="utf-8")
    for command in COMMANDS[2:]:
        code, out, err = cli(*command, "--on", "2025-11-01")
        assert code == 1
        assert not _leaks(out + err, (*SECRETS, text)), command
    assert not [name for name, found in _written(root) if _leaks(found, (*SECRETS, text))]
    assert [path.name for path in (root / "agreements").iterdir()] == ["prov.yaml"]


def _texts(kind: type[Record], depth: int = 0) -> Iterator[tuple[str, ...]]:
    """Yield the path of keys of every field that holds a text."""
    for name, info in kind.model_fields.items():
        alias = info.alias or name
        records = [one for one in _types(info.annotation) if isinstance(one, type) and issubclass(one, Record)]
        for record in records if depth < 5 else ():
            yield from ((alias, *rest) for rest in _texts(record, depth + 1))
        if str in _types(info.annotation) and alias != "telefon":
            yield (alias,)


def _types(annotation: Any) -> set[Any]:
    return {annotation}.union(*(_types(one) for one in get_args(annotation) if not isinstance(one, str)))


BORN, COORDINATED = ("".join((birth, luhn.calc_check_digit(birth))) for birth in ("670919953", "670979953"))


def _found(path: tuple[str, ...], text: str) -> list[Problem]:
    yaml = "".join(f"{'  ' * depth}{key}:\n" for depth, key in enumerate(path)) + f"{'  ' * len(path)}- '{text}'\n"
    source, problems = parse_source(yaml, "a.yaml")
    assert not problems
    made = case("")
    return list(personnummer_in_texts(type(made)(made.agreement, source, made.laws, made.rules, made.day)))


def test_a_personnummer_is_found_in_every_text_of_the_model_and_a_telephone_number_is_not() -> None:
    paths = list(_texts(Agreement))
    assert len(paths) > 150
    for path in paths:
        for number in (BORN, COORDINATED):
            for written in (f"{number[:6]}-{number[6:]}", f"19{number}", f"({number[:6]}\u200b {number[6:]})"):
                (problem,) = _found(path, written)
                # A case number may look like a personnummer: there it is doubted.
                doubted = path[-1] == "diarienummer"
                assert problem.code == ("möjligt-personnummer" if doubted else "personnummer"), (path, written)
                assert number[6:] not in str(problem)
        assert not [one for one in _found(path, "070-330 63 24") if one.code == "personnummer"]


@pytest.mark.parametrize("key", ["relation", "avtalstid", "id", "670919-9530", "status", "ekonomi"])
def test_a_personnummer_in_the_wrong_place_is_not_repeated(cli: Cli, root: Path, key: str) -> None:
    file = root / "agreements" / "prov.yaml"
    file.write_text(AGREEMENT + f"{key}: 670919-9530\n", encoding="utf-8")
    code, out, err = cli("check")
    assert code == 1
    assert "9530" not in out + err


SPOILT = (
    f"{{gata: {STREET} 7, postnummer: {CODE}, skyddad: jaa}}",
    f"{{gata: {STREET} 7, skyddat: ja}}",
    f"{{gata: {STREET} 7, skyddad:}}",
    f"{{gata: [{STREET} 7], skyddad: ja}}",
    f"{STREET} 7, skyddad",
    f"{{gata: {STREET} 7, skyddad: ja}}, roll: ideburen",
    f"{{gata: {STREET} 7, skyddad: ja}}, typ: förenig",
)


@pytest.mark.parametrize("address", SPOILT)
def test_as_long_as_a_party_cannot_be_read_nothing_of_the_agreement_is_shown(
    address: str,
    cli: Cli,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    party = "{id: j, roll: idéburen, typ: förening, namn: Jouren, adress: "
    _, found, kind = address.partition("}, ")
    if found:
        key = kind.split(":")[0]
        party = re.sub(rf"{key}: [^,]+, ", "", party)
    text = f"""id: prov-2024
status: undertecknat
undertecknat: 2023-12-01
parter:
  - {{id: kommunen, roll: offentlig, typ: kommun, namn: Exempelby kommun}}
  - {party}{address}}}
avtalstid: {{från: 2024-01-01, till: 2025-12-31}}
uppföljning: {{rapporter: [{{vad: Redovisning sänds till {STREET} 7, senast: 2025-12-01}}]}}
"""
    for name in ("templates", "agreements"):
        (tmp_path / name).mkdir()
    (tmp_path / "agreements" / "a.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    code, out, err = cli("status", "--json", "--ics", "a.ics", "--html", "a.html", "--on", "2025-11-01")
    assert code == 1
    for said in (out, err, *(path.read_text(encoding="utf-8") for path in tmp_path.glob("a.*"))):
        assert "zqx" not in said.lower()


def test_a_piece_of_an_address_that_became_a_key_is_not_repeated(cli: Cli, tmp_path: Path) -> None:
    flow = f"{{id: j, roll: idéburen, typ: förening, namn: Jouren, adress: c/o Zqxek, {STREET} 7, 987 69 {TOWN}}}"
    path = tmp_path / "670919-9530.yaml"
    path.write_text(f"id: prov\nparter:\n  - {flow}\nmöten: [{{datum: '６７０９１９-９５３０'}}]\n", encoding="utf-8")
    code, out, err = cli("check", path, "--root", ROOT)
    assert code == 1
    for said in (out + err).lower().splitlines():
        assert "zqx" not in said
        assert "987 69" not in said
        assert "9530" not in said
        assert "９５３０" not in said
    assert "670919-****.yaml" in out
