"""What is protected, on its way to what leaves: the certain stops, the possible waits for a person, the judged goes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from benchmarks.samples.hostile_packages import members_of
from benchmarks.samples.words import word
from iopdocs.workspace import Workspace
from tests.conftest import ROOT
from tests.support.cli import Cli
from tests.support.protected import (
    ADDRESS,
    DAY,
    JUDGED,
    KINDS,
    OPEN,
    TEMPLATE,
    agreement,
    documents,
    make_workspace,
    silent,
    write,
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = make_workspace(tmp_path / "arbete")
    monkeypatch.chdir(folder)
    return folder


CERTAIN = [
    *("Gömgatan 12", "Gömgatan nummer 12", "Gömgatan nr 12 B", "12 Gömgatan", "gömgata 12", "GÖMGATAN  12"),
    *("Gömg. 12", "Gömgatan tolv", "gomgatan12@jouren.se", "Göm\u00adgatan 12", "987 69 Gömda"),
]


@pytest.mark.parametrize("text", CERTAIN)
def test_a_protected_address_however_written_stops_everything(cli: Cli, root: Path, text: str) -> None:
    write(root, agreement(f"Verksamheten bedrivs på {text}."))
    for command in (("render", "--final", *KINDS), ("render", *KINDS), ("renew", "--no-redline", "--dry-run")):
        code, out, err = cli(*command, *DAY)
        assert code == 1, command
        # A renewal that is only tried tells it in its report.
        assert "relation.text: Texten innehåller en" in (out if command[0] == "renew" else err), command
        silent(out, err)
    assert not documents(root)
    code, out, err = cli("status", "--ics", "a.ics", "--html", "a.html", "--json", *DAY)
    assert code == 1
    assert json.loads(out)["resultat"] == []
    silent(out, err, *((root / name).read_text(encoding="utf-8") for name in ("a.ics", "a.html")))


def test_what_may_give_it_away_makes_a_draft_that_says_so_and_no_final(cli: Cli, root: Path) -> None:
    write(root, agreement("Bussen stannar på Gömgatan."))
    told = "agreements/a.yaml:24: varning: relation.text: Texten kan röja något som är märkt som skyddat (gata)."
    code, out, err = cli("render", *KINDS, *DAY)
    assert code == 0
    assert told in err
    assert "uppgifter_bedömda" in err
    assert len(documents(root)) == 5
    code, out, err = cli("render", *KINDS, *DAY)
    assert (code, out) == (0, "")
    assert told in err  # also when nothing is made anew
    shutil.rmtree(root / "output")
    code, _, err = cli("render", "--final", *KINDS, *DAY)
    assert code == 1
    assert told in err
    assert not documents(root)


def test_what_may_give_it_away_stays_on_the_machine(cli: Cli, root: Path) -> None:
    write(root, agreement("Bussen stannar på Gömgatan."))
    write(root, agreement(name="annat-2024", address=OPEN), "b.yaml")
    code, out, err = cli("status", *DAY)
    assert (code, "prov-2024" in out) == (0, True)
    assert "kan röja" in err
    for option in (("--json",), ("--ics", "a.ics"), ("--html", "a.html")):
        code, out, err = cli("status", *option, *DAY)
        assert code == 1
        assert "agreements/a.yaml: fel: Avtalet är inte med i kalendern" in err
        text = "".join([out, *((root / name).read_text(encoding="utf-8") for name in option[1:])])
        assert "annat-2024" in text
        assert "prov-2024" not in text.replace('"prov-2024.', "")
    code, out, err = cli("renew", *DAY)
    assert code == 1
    assert "agreements/a.yaml: fel: Avtalet förnyas inte" in err
    assert [path.name for path in sorted((root / "agreements").iterdir())] == ["a.yaml", "annat-2026.yaml", "b.yaml"]
    assert not (root / "output" / "prov-2026").exists()


def test_what_a_person_has_judged_passes_and_the_receipt_says_who_and_why(cli: Cli, root: Path) -> None:
    write(root, agreement("Bussen stannar på Gömgatan.", more=JUDGED % ("stannar på  Gömgatan", "nej")))
    code, _, err = cli("render", "--final", *KINDS, *DAY)
    assert (code, "röja" in err) == (0, False), err
    receipt = json.loads((root / "output" / "prov-2024" / "prov.kvitto.json").read_text(encoding="utf-8"))
    assert receipt["uppgifter_bedömda"] == [
        {
            "ord": "stannar på  Gömgatan",
            "av": "Eva Exempelsson, samordnare",
            "skäl": "Gatan nämns bara som busshållplats",
            "dag": "2025-10-01",
        }
    ]
    code, out, err = cli("status", "--json", *DAY)
    assert (code, len(json.loads(out)["resultat"])) == (0, 1)
    code, out, err = cli("renew", *DAY)
    assert code == 0, err
    assert "bedömning" in next((root / "output").glob("fornyelse-*.md")).read_text(encoding="utf-8").lower()
    # What was judged for the old agreement is confirmed before anything of the new one is final.
    code, out, err = cli("render", "agreements/prov-2026.yaml", "--final", *KINDS, "--on", "2026-01-02")
    assert code == 1
    assert "Bekräfta att de håller även för det här avtalet" in err
    assert "kan röja" not in err


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Gömgatan 1", "Vi möts på Gömgatan."),  # other words
        ("göm", "Vi möts på Gömgatan."),  # not all of what was found
        ("på", "Vi möts på Gömgatan."),
    ],
)
def test_a_judgement_of_other_words_lets_nothing_pass(cli: Cli, root: Path, words: str, text: str) -> None:
    write(root, agreement(text, more=JUDGED % (words, "nej")))
    assert cli("render", "--final", *KINDS, *DAY)[0] == 1
    assert not documents(root)


def test_one_judgement_lets_one_place_pass_and_not_another(cli: Cli, root: Path) -> None:
    write(root, agreement("Buss från Gömgatan. Huset på Gömgatan.", more=JUDGED % ("Buss från Gömgatan", "nej")))
    assert cli("render", "--final", *KINDS, *DAY)[0] == 1


def test_the_address_itself_cannot_be_judged_away(cli: Cli, root: Path) -> None:
    write(root, agreement("Vi finns på Gömgatan 12.", more=JUDGED % ("på Gömgatan 12", "nej")))
    code, _, err = cli("render", *KINDS, *DAY)
    assert code == 1
    assert "kan inte bedömas bort" in err
    assert "ta bort märkningen som skyddad" in err
    write(root, agreement(more=JUDGED % ("på Gömgatan 12", "nej")))
    code, _, err = cli("render", *KINDS, *DAY)
    assert (code, documents(root)) == (1, [])
    assert "uppgifter_bedömda[1].ord" in err


def test_words_that_are_judged_to_give_it_away_stop_every_document(cli: Cli, root: Path) -> None:
    judged = JUDGED % ("gamla apoteket", "ja")
    write(root, agreement("Vi håller till i gamla\u00a0Apo\u00adteket.", more=judged))
    code, _, err = cli("render", *KINDS, *DAY)
    assert (code, documents(root)) == (1, [])
    assert "agreements/a.yaml:24: fel: relation.text: Här står ord som är bedömda att röja något skyddat." in err
    write(root, agreement(more=judged))
    code, _, err = cli("check", *DAY)
    assert (code, "Orden i bedömningen står inte längre" in _) == (0, True)
    assert cli("render", *KINDS, *DAY)[0] == 0
    assert "uppgifter_bedömda" not in (root / "output/prov-2024/prov.kvitto.json").read_text(encoding="utf-8")
    assert not [name for name in documents(root) if b"poteket" in next((root / "output").rglob(name)).read_bytes()]


@pytest.mark.parametrize(
    ("missing", "found"),
    [
        ("ord", "Texten kan röja"),
        # When nobody says whether the words give it away, they are taken to do so.
        ("röjer", "Här står ord som är bedömda att röja"),
        ("av", "Texten kan röja"),
        ("skäl", "Texten kan röja"),
    ],
)
def test_a_judgement_without_who_and_why_judges_nothing(cli: Cli, root: Path, missing: str, found: str) -> None:
    judged = [line for line in (JUDGED % ("på Gömgatan", "nej")).splitlines() if f" {missing}:" not in line]
    judged[1] = "  - " + judged[1].removeprefix("  -").strip()
    write(root, agreement("Vi möts på Gömgatan.", more="\n".join(judged) + "\n"))
    code, out, _ = cli("check", *DAY)
    assert code == 1
    assert "agreements/a.yaml:26: fel: uppgifter_bedömda[1]: Bedömningen säger inte" in out
    assert f"Fyll i {missing}, eller ta bort posten." in out
    assert f"agreements/a.yaml:24: {'fel' if missing == 'röjer' else 'varning'}: relation.text: {found}" in out
    # As without a judgement: a draft that says so, unless the words are taken to give it away, and nothing final.
    code, _, err = cli("render", *KINDS, *DAY)
    assert (code, bool(documents(root)), found in err) == (int(missing == "röjer"), missing != "röjer", True)
    shutil.rmtree(root / "output", ignore_errors=True)
    assert cli("render", "--final", *KINDS, *DAY)[0] == 1
    assert not documents(root)
    assert cli("status", "--ics", "a.ics", *DAY)[0] == 1
    assert "VEVENT" not in (root / "a.ics").read_text(encoding="utf-8")


def test_who_and_why_are_searched_like_any_text(cli: Cli, root: Path) -> None:
    more = (JUDGED % ("på Gömgatan", "nej")).replace("Gatan nämns", "Huset har nummer 12, Gömgatan 12, och gatan nämns")
    write(root, agreement("Vi möts på Gömgatan.", more=more))
    code, _, err = cli("render", *KINDS, *DAY)
    assert code == 1
    assert "uppgifter_bedömda[1].skäl" in err


def test_a_number_that_may_be_a_personnummer_waits_for_a_person_too(cli: Cli, root: Path) -> None:
    text, plain = "Nås på 0703306324 i stället.", OPEN
    write(root, agreement(text, address=plain))
    assert cli("render", *KINDS, *DAY)[0] == 0
    code, _, err = cli("render", "--final", *KINDS, *DAY)
    assert code == 1
    assert "kan vara ett personnummer" in err
    assert cli("status", "--json", *DAY)[0] == 1
    assert cli("renew", "--dry-run", *DAY)[0] == 1
    write(root, agreement(text, address=plain, more=JUDGED % ("Nås på 0703306324", "nej")))
    assert cli("render", "--final", *KINDS, *DAY)[0] == 0
    assert cli("status", "--json", *DAY)[0] == 0


# What others protect.


def test_what_one_agreement_protects_is_looked_for_in_all(cli: Cli, root: Path) -> None:
    write(root, agreement(name="annat-2024"), "b/hemligt.yml")
    write(root, agreement("Vi bor på Gömgatan 12.", address=OPEN))
    code, out, err = cli("render", *KINDS, *DAY)
    assert code == 1
    assert "agreements/a.yaml:24: fel: relation.text" in err
    silent(out, err)
    assert not (root / "output" / "prov-2024").exists()
    assert (root / "output" / "annat-2024").exists()
    assert cli("check", "agreements/a.yaml", *DAY)[0] == 1


def test_that_goes_for_files_from_elsewhere_and_for_many_processes(cli: Cli, root: Path) -> None:
    other = root.parent / "annan.yaml"
    other.write_text(agreement(name="annat-2024"), encoding="utf-8")
    for number in range(10):
        text = "Vi bor på Gömgatan 12." if number == 7 else "Vi samverkar."
        write(root, agreement(text, f"nr-{number}-2024", OPEN), f"{number}.yaml")
    files = [*sorted((root / "agreements").iterdir()), other]
    code, out, err = cli("render", *files, "--workers", "2", *KINDS, *DAY)
    assert code == 1
    assert "agreements/7.yaml:24: fel" in err
    silent(out, err)
    assert len(list((root / "output").glob("*/*.docx"))) == 10


def test_a_protected_address_in_the_settings_is_looked_for_without_any_agreement_that_uses_it(
    cli: Cli,
    root: Path,
) -> None:
    shared = f"organisationer:\n  jouren:\n    typ: förening\n    namn: Jouren\n    {ADDRESS}\n"
    (root / "iopdocs.yaml").write_text(shared, encoding="utf-8")
    write(root, agreement("Vi bor på Gömgatan 12.", address=OPEN))
    assert cli("render", *KINDS, *DAY)[0] == 1


HIDING = [
    'parter: [{namn: x, adress: {gata: Gömgatan 12, "sky\\x64dad": ja}}]\n',
    'parter: [{namn: x, adress: {gata: Gömgatan 12, "\\u0073kyddad": ja}}]\n',
    "parter: [{namn: x, adress: {gata: Gömgatan 12, skyddad: jaa}}]\n",
    "parter: [{namn: x, adress: {gata: Gömgatan 12, Skyddad: ja}}]\n",
    "parter: [{namn: x, adress: {gata: Gömgatan 12, skyddat: ja}}]\n",
    "parter: [{namn: x, adress: {gata: Gömgatan 12, postnummer: fel, skyddad: ja}}]\n",
    "tillägg: [{nya_parter: [{part: {adress: {gata: Gömgatan 12, skyddad: ja}}}]}]\n",
]


@pytest.mark.parametrize("text", HIDING)
def test_an_address_is_known_also_when_the_rest_of_its_file_is_faulty(cli: Cli, root: Path, text: str) -> None:
    write(root, text, "b.yaml")
    write(root, agreement("Vi bor på Gömgatan 12.", address=OPEN))
    code, _, err = cli("render", "agreements/a.yaml", *KINDS, *DAY)
    assert code == 1
    assert "agreements/a.yaml:24: fel: relation.text: Texten innehåller" in err


UNREADABLE = [
    b"parter: [{adress: {gata: X 1, skyddad: ja}\n",
    "parter: [{adress: {gata: Gömgatan 12, skyddad: ja}}]\n".encode("utf-16"),
    "parter: [{adress: {gata: Gömgatan 12, skyddad: ja}}]\n".encode("latin-1"),
    b"parter: [{adress: 'X 1, skyddad'}]\n",
    b"parter: [{adress: {gata: X 1, skyddad: ja}, adress: {gata: Y 1}}]\n",
    b"# " + b"x" * 2_000_001 + b"\nparter: [{adress: {gata: X 1, skyddad: ja}}]\n",
    b"parter: [{telefon: 08-465 004 99, skyddade_uppgifter: telefon}]\n",
]


@pytest.mark.parametrize("data", UNREADABLE, ids=range(len(UNREADABLE)))
def test_a_file_that_protects_something_nobody_can_read_stops_finals_and_what_leaves(
    cli: Cli,
    root: Path,
    data: bytes,
) -> None:
    (root / "agreements" / "b.yaml").write_bytes(data)
    write(root, agreement(address=OPEN))
    code, _, err = cli("render", "agreements/a.yaml", *KINDS, *DAY)
    assert code == 0
    assert "agreements/b.yaml: varning: Filen nämner något skyddat men kan inte läsas helt" in err
    code, _, err = cli("render", "agreements/a.yaml", "--final", "--remake", *KINDS, *DAY)
    assert code == 1
    assert "Rätta filen" in err
    assert cli("status", "agreements/a.yaml", "--json", *DAY)[0] == 1


def test_a_broken_file_that_protects_nothing_stops_no_other(cli: Cli, root: Path) -> None:
    for number, data in enumerate((b"parter: [", b"x: \xff", b"id: a\nid: b\n", b"x: 'C:\\mapp'\n")):
        (root / "agreements" / f"b{number}.yaml").write_bytes(data)
    (root / "agreements" / "c.yaml").mkdir()
    write(root, agreement(address=OPEN))
    assert cli("render", "agreements/a.yaml", "--final", *KINDS, *DAY)[0] == 0


def test_only_files_that_may_protect_something_are_parsed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(30):
        write(root, agreement(name=f"nr-{number}", address=OPEN), f"{number}.yaml")
    write(root, agreement(), "b.yaml")
    read: list[str] = []
    import iopdocs.workspace.guarded as guarded

    original = guarded.decode_source
    monkeypatch.setattr(guarded, "decode_source", lambda raw, name: read.append(name) or original(raw, name))
    assert len(Workspace(root).guarded.secrets) == 1
    assert read == ["agreements/b.yaml"]


# Names of files and ids.


@pytest.mark.parametrize("name", ["gömgatan-12.yaml", "Gomgatan 12/avtal.yaml", "gömgatan/12.yaml"])
def test_a_file_that_is_named_after_the_street_stops_everything_and_is_not_named(
    cli: Cli,
    root: Path,
    name: str,
) -> None:
    write(root, agreement(), name)
    commands = ("check",), ("check", "--json"), ("render", *KINDS), ("status", "--json"), ("renew", "--json")
    for command in commands:
        code, out, err = cli(*command, *DAY)
        assert code == 1, command
        assert "ilens namn innehåller något som är märkt som skyddat" in out + err
        silent(out, err)
    assert "…" in err + out
    assert not list((root / "output").glob("prov*"))
    for path in (root / "output").glob("fornyelse*"):
        silent(path.read_text(encoding="utf-8"))


def test_a_name_that_may_tell_waits_for_a_person(cli: Cli, root: Path) -> None:
    write(root, agreement(), "gömgatan.yaml")
    code, out, err = cli("render", *KINDS, *DAY)
    assert code == 0
    assert "ilens namn kan röja" in err
    silent(err)
    assert cli("render", "--final", *KINDS, *DAY)[0] == 1
    write(root, agreement(more=JUDGED % ("gömgatan", "nej")), "gömgatan.yaml")
    code, out, err = cli("status", "--json", *DAY)
    assert code == 0
    assert json.loads(out)["resultat"][0]["fil"] == "agreements/gömgatan.yaml"


def test_an_id_that_tells_stops_everything_and_is_not_repeated(cli: Cli, root: Path) -> None:
    write(root, agreement(name="gomgatan-12"))
    for command in (("check", "--json"), ("render", *KINDS), ("status", "--json"), ("renew", "--json")):
        code, out, err = cli(*command, *DAY)
        assert code == 1
        silent(out, err)
    assert not list((root / "output").glob("gom*"))


def test_a_successor_whose_id_would_tell_is_not_made(cli: Cli, root: Path) -> None:
    address = ADDRESS.replace("Gömgatan 12", "Gömgatan 2026")
    write(root, agreement(name="gomgatan-2024", address=address, more=JUDGED % ("gomgatan-2024", "nej")))
    code, out, err = cli("renew", *DAY)
    assert code == 1
    silent(out, err)
    assert [path.name for path in (root / "agreements").iterdir()] == ["a.yaml"]


# Protected telephone numbers and the like.

DETAILS = f"{OPEN}\n    skyddade_uppgifter: [telefon, webb, e_post]"


def test_protected_details_are_printed_nowhere(cli: Cli, root: Path) -> None:
    write(root, agreement(address=DETAILS))
    code, _, err = cli("render", "--final", *KINDS, *DAY)
    assert code == 0, err
    text = (root / "output" / "prov-2024" / "prov.txt").read_text(encoding="utf-8")
    assert "08-465 004 00; https://www.exempel.se; kommun@exempel.se" in text.replace("\u00a0", " ")
    assert "uppges inte; uppges inte; uppges inte" in text
    for name in documents(root):
        data = next((root / "output").rglob(name)).read_bytes()
        found = members_of(data).values() if name.endswith(".docx") else [data]
        assert not [one for one in found if b"hus@" in one or b"jouren.exempel" in one or b"004 99" in one]
    assert cli("status", "--json", "--ics", "a.ics", "--html", "a.html", *DAY)[0] == 0


@pytest.mark.parametrize(
    "text",
    [
        *("Ring 08-46500499.", "Ring +46 8 465 004 99.", "Ring (08) 465 00 499", "Skriv till HUS@exempel.se"),
        *("Se jouren.exempel.se/hus", "Se http://www.jouren.exempel.se/hus/"),
    ],
)
def test_protected_details_are_looked_for_like_an_address(cli: Cli, root: Path, text: str) -> None:
    write(root, agreement(text, address=DETAILS))
    code, out, err = cli("render", *KINDS, *DAY)
    assert code == 1
    assert "relation.text: Texten innehåller en uppgift som är märkt som skyddad." in err
    assert "499" not in out + err
    write(root, agreement(text, address=OPEN))
    assert cli("render", *KINDS, *DAY)[0] == 0


def test_a_protected_number_that_is_faulty_is_not_repeated(cli: Cli, root: Path) -> None:
    write(root, agreement(address=DETAILS).replace("08-465 004 99", "8465004999"))
    code, out, err = cli("check", *DAY)
    assert code == 1
    assert "telefon" in out
    assert "4650" not in out + err


# What nobody can look for, and what is in a template.


@pytest.mark.parametrize("address", ["{skyddad: ja}", "{ort: Gömda, skyddad: ja}", "{postnummer: 987 69, skyddad: ja}"])
def test_a_protected_address_without_a_street_is_told(cli: Cli, root: Path, address: str) -> None:
    write(root, agreement(address=f"adress: {address}"))
    for command in (("check",), ("render", *KINDS)):
        code, out, err = cli(*command, *DAY)
        assert code == 0
        assert "parter[2].adress: Adressen är märkt som skyddad men har ingen gata" in out + err


def test_a_street_that_cannot_be_looked_for_is_told(cli: Cli, root: Path) -> None:
    write(root, agreement(address="adress: {gata: '–', skyddad: ja}"))
    assert "kan leta efter den skyddade adressen" in cli("check", *DAY)[1].replace("inte ", "")


def with_template(root: Path, text: str) -> None:
    (root / "templates" / "prov" / "mall.docx").write_bytes(word(*TEMPLATE, text))


def test_what_may_tell_in_a_template_waits_for_a_person_too(cli: Cli, root: Path) -> None:
    with_template(root, "Mötena hålls vid Gömgatan.")
    write(root, agreement())
    for _ in range(2):
        code, _, err = cli("render", *KINDS, *DAY)
        assert code == 0
        assert "prov: brödtexten: Dokumentet kan röja något som är märkt som skyddat (gata)." in err
    assert cli("render", "--final", "--remake", "--out", "slutliga", *KINDS, *DAY)[0] == 1
    assert not list((root / "slutliga").rglob("*.docx"))
    assert cli("renew", *DAY)[0] == 1
    (root / "agreements" / "prov-2026.yaml").unlink()
    write(root, agreement(more=JUDGED % ("vid Gömgatan", "nej")))
    assert cli("render", "--final", *KINDS, "--out", "slutliga", *DAY)[0] == 0


def test_what_becomes_protected_later_is_found_in_documents_that_are_made(cli: Cli, root: Path) -> None:
    with_template(root, "Mötena hålls på Gömgatan 12.")
    write(root, agreement(address=OPEN))
    assert cli("render", "--final", *KINDS, *DAY)[0] == 0
    write(root, agreement(name="annat-2024"), "b.yaml")
    code, _, err = cli("render", "--final", "agreements/a.yaml", *KINDS, *DAY)
    assert code == 1
    assert "prov: brödtexten: I dokumentet skulle det stå en adress som är märkt som skyddad." in err


def test_the_open_address_of_another_party_gives_nothing_away(cli: Cli, root: Path) -> None:
    near = "adress: {gata: Torget 4, postnummer: 123 45, ort: Exempelby, skyddad: ja}"
    write(root, agreement(address=near))
    code, _, err = cli("render", "--final", *KINDS, *DAY)
    assert code == 0, err
    assert "Torget 1, 123" in (root / "output/prov-2024/prov.txt").read_text(encoding="utf-8").replace("\u00a0", " ")


def test_the_projects_own_agreements_are_not_kept() -> None:
    workspace = Workspace(ROOT)
    assert workspace.guarded.unread == ()


def test_words_that_nobody_sees_judge_nothing(cli: Cli, root: Path) -> None:
    for answer in ("ja", "nej"):
        write(root, agreement("Vi möts på Gömgatan.", more=(JUDGED % ("¤", answer)).replace("'¤'", '"\\u200b"')))
        code, _, err = cli("render", "--final", *KINDS, *DAY)
        assert code == 1
        assert "bedömda att röja" not in err


def test_an_amount_is_no_postal_code(cli: Cli, root: Path) -> None:
    money = "ekonomi: {komponenter: [{id: drift, benämning: Drift, slag: per år, belopp: 98769}]}\n"
    write(root, agreement(more=money))
    for command in (("render", "--final", *KINDS), ("status", "--json"), ("renew",)):
        code, _, err = cli(*command, *DAY)
        assert code == 0, (command, err)
