"""What a cluster gets is the file without what it protects, line for line; else it gets nothing."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iopdocs.errors import OutputBlocked
from iopdocs.making import cluster
from iopdocs.making.batch import Batch
from iopdocs.making.blanking import blanked
from iopdocs.making.outcome import Wish
from iopdocs.workspace import Workspace
from tests.conftest import ROOT
from tests.support.batches import DAY
from tests.support.protected import ADDRESS, JUDGED, OPEN, agreement, make_workspace, write


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = make_workspace(tmp_path / "arbete")
    monkeypatch.chdir(folder)
    return folder


DETAILS = f"{ADDRESS}\n    skyddade_uppgifter: [telefon, webb, e_post]"
SECRETS = (b"mgatan", b"987 69", b"98769", "Gömda".encode(), b"004 99", b"jouren.exempel", b"hus@exempel")


def leaks(data: bytes) -> list[bytes]:
    return [secret for secret in SECRETS if secret in data]


@pytest.mark.parametrize(
    "text",
    [
        agreement(address=DETAILS),
        agreement(address="adress:\n      gata: 'Gömgatan 12'\n      postnummer: \"98769\"\n      skyddad: ja"),
        "﻿" + agreement(address=DETAILS),
        agreement(address=DETAILS).replace("\n", "\r\n"),
    ],
)
def test_what_is_protected_is_taken_out_and_all_else_is_as_it_was(text: str) -> None:
    made = blanked(text.encode())
    assert made is not None
    assert not [one for one in leaks(made) if "skyddade_uppgifter" in text or one in SECRETS[:3]]
    assert made.count(b"\n") == text.count("\n")
    assert b"Torget 1" in made
    assert b"kommun@exempel.se" in made


@pytest.mark.parametrize(
    "text",
    [
        agreement(address=DETAILS) + "# Huset: Gömgatan 12\n",
        agreement("På Gömgatan 12.", address=ADDRESS),
        agreement(address="adress:\n      gata: >\n        Gömgatan\n        12\n      skyddad: ja"),
        agreement(address='adress: {gata: "G\\u00f6mgatan 12", skyddad: ja}'),
        agreement(address="adress: {gata: Gömgatan 12, skyddad: ja"),
    ],
)
def test_what_cannot_be_taken_out_is_not_sent(text: str) -> None:
    assert blanked(text.encode()) is None


@given(st.text("abc åäö:{}[]\"'#\n-,0123", max_size=200))
def test_a_file_that_protects_nothing_is_sent_as_it_is(text: str) -> None:
    assert blanked(text.encode()) == text.encode()


def sent(folder: Path) -> tuple[bytes, list[cluster.AgreementJob]]:
    """Return all that would go to a cluster."""
    from collections import deque

    batch = Batch(Workspace(folder), Wish(DAY))
    batch.prepare()
    bundle = cluster.bundled(batch)
    jobs = [cluster._job(batch, claim, deque()) for claim in batch.claims(batch.workspace.agreements())]
    return pickle.dumps((bundle, jobs)), jobs


def test_a_cluster_gets_nothing_of_what_is_protected_here_or_elsewhere(root: Path) -> None:
    (root / "iopdocs.yaml").write_text(
        "organisationer:\n  hemliga:\n    typ: förening\n    namn: Hemliga\n"
        "    adress: {gata: Dolda vägen 3, postnummer: 976 54, ort: Dolda, skyddad: ja}\n",
        encoding="utf-8",
    )
    write(root, agreement(address=DETAILS))
    other = agreement(name="annat-2024", address=OPEN)
    for mine, theirs in (("004 99", "004 98"), ("hus@", "kontor@"), ("jouren.exempel.se/hus", "kontoret.exempel.se")):
        other = other.replace(mine, theirs)
    write(root, other, "b.yaml")
    data, jobs = sent(root)
    assert not leaks(data)
    for secret in ("Dolda vägen", "976 54"):
        assert secret.encode() not in data
    assert all(isinstance(job.data, bytes) for job in jobs)


def test_an_agreement_that_may_give_something_away_is_not_sent(root: Path) -> None:
    write(root, agreement(address=ADDRESS))
    write(root, agreement("Bussen går från Gömgatan.", "annat-2024", OPEN), "b.yaml")
    write(root, agreement("Vi finns på Gömgatan 12.", "tredje-2024", OPEN), "c.yaml")
    write(
        root,
        agreement("Från Gömgatan.", "fjärde-2024".replace("ä", "a"), OPEN, JUDGED % ("Från Gömgatan", "nej")),
        "d.yaml",
    )
    write(root, agreement(name="femte-2024", address=OPEN), "gömgatan.yaml")
    _, jobs = sent(root)
    kept = {job.name: [problem.code for problem in job.data] for job in jobs if isinstance(job.data, tuple)}
    assert {name: codes[0] for name, codes in kept.items()} == {
        "agreements/b.yaml": "kan-röja-adress",
        "agreements/c.yaml": "skyddad-adress",
        "agreements/….yaml": "kan-röja-adress",
    }
    assert {codes[-1] for codes in kept.values()} == {"utelämnat"}


def test_settings_that_cannot_be_made_fit_to_send_stop_it_all(root: Path) -> None:
    shared = f"# Gömgatan 12\norganisationer:\n  jouren:\n    {ADDRESS}\n"
    (root / "iopdocs.yaml").write_text(shared, encoding="utf-8")
    write(root, agreement(address=OPEN))
    with pytest.raises(OutputBlocked, match="skickas inte till klustret"):
        sent(root)


@pytest.mark.parametrize(
    "comment",
    ["# samma hus som Gömgatan 12\n", "# Boendet: Göm-\n# gatan 12\n", "# Boendet är på Gömgatan\n# 12\n"],
)
@pytest.mark.parametrize("mine", [True, False])
def test_a_comment_in_any_agreement_keeps_it_here(root: Path, comment: str, mine: bool) -> None:
    write(root, (comment if mine else "") + agreement(address=ADDRESS))
    write(root, ("" if mine else comment) + agreement(name="annat-2024", address=OPEN), "b.yaml")
    data, jobs = sent(root)
    kept = {job.name for job in jobs if isinstance(job.data, tuple)}
    assert kept == {"agreements/a.yaml" if mine else "agreements/b.yaml"}
    assert b"mgatan" not in data


def test_only_templates_clauses_and_descriptions_are_sent_and_none_that_tells(root: Path) -> None:
    write(root, agreement(address=ADDRESS))
    (root / "templates" / "anteckning.txt").write_text("Gömgatan 12", encoding="utf-8")
    assert b"mgatan" not in sent(root)[0]
    clauses = root / "templates" / "klausuler"
    clauses.mkdir()
    text = (ROOT / "templates/klausuler/syfte.yaml").read_text(encoding="utf-8")
    (clauses / "syfte.yaml").write_text(f"# Gömgatan 12 får aldrig nämnas\n{text}", encoding="utf-8")
    with pytest.raises(OutputBlocked, match="skickas inte till klustret") as blocked:
        sent(root)
    assert [one.file for one in blocked.value.problems] == ["templates/klausuler/syfte.yaml"]


def test_nothing_is_sent_while_a_mark_stands_where_it_protects_nothing(root: Path) -> None:
    write(root, agreement(address="skyddad: ja\n    adress: {gata: Gömgatan 12}"))
    batch = Batch(Workspace(root), Wish(DAY))
    with pytest.raises(OutputBlocked, match="Ingenting skickas"):
        list(cluster.make(batch, batch.workspace.agreements(), "tcp://127.0.0.1:1"))


def test_words_judged_to_reveal_are_not_sent(root: Path) -> None:
    write(root, agreement(address=OPEN, more=JUDGED % ("Villa Solsidan", "ja")))
    data, jobs = sent(root)
    assert b"Solsidan" not in data
    assert isinstance(jobs[0].data, tuple)
