"""Every key of an agreement is read by some document, or it is said why none reads it."""

from __future__ import annotations

from benchmarks.samples.words import agreement
from iopdocs.model import Agreement
from iopdocs.model.base import key
from iopdocs.model.paths import Key
from iopdocs.model.press import Press
from iopdocs.model.scalars import Text
from scripts.keys import faults, heard, key_paths, readers, unread
from tests.conftest import ROOT

PATHS = key_paths(Agreement)


class PressWithHashtag(Press):
    """The press data with a key that somebody has added, and that is printed nowhere."""

    hashtag: Text | None = key("hashtag", "Ämnesord för sociala medier")


class AgreementWithHashtag(Agreement):
    """An agreement with such press data."""

    press: PressWithHashtag | None = key("press", "Uppgifter för pressmeddelandet")


def test_every_key_is_read_by_a_document_or_declared_unread_with_a_reason() -> None:
    assert len(PATHS) > 300
    assert faults(PATHS, readers(ROOT), unread(ROOT)) == []
    assert all(len(reason) > 20 for reason in unread(ROOT).values())


def test_a_new_key_that_no_document_reads_is_told() -> None:
    # The made-up records stand in for those of the model, which all others are read of.
    same = {AgreementWithHashtag: Agreement, PressWithHashtag: Press}
    paths: dict[str, Key] = {
        path: (same.get(record, record), alias)  # type: ignore[call-overload]
        for path, (record, alias) in key_paths(AgreementWithHashtag).items()
    }
    assert faults(paths, readers(ROOT), unread(ROOT)) == [
        "press.hashtag läses inte av något dokument och har inget skäl i unread.yaml"
    ]


def test_a_key_that_is_read_must_not_be_declared_unread() -> None:
    declared = {**unread(ROOT), "press.rubrik": "det är en rubrik", "press.rubrikk": "den finns inte"}
    assert faults(PATHS, readers(ROOT), declared) == [
        "press.rubrik läses, fast unread.yaml säger att den inte gör det",
        "press.rubrikk finns inte, men står i unread.yaml",
    ]


def test_who_reads_a_key_is_told_by_document_type() -> None:
    read = readers(ROOT)
    assert read[Press, "ingress"] == ["pressmeddelande"]
    assert "overenskommelse" in read[PATHS["åtaganden[].text"]]
    assert (Agreement, "id") not in read


def test_a_read_is_heard_and_nothing_else() -> None:
    keys: set[Key] = set()
    given = agreement("status: förslag\n")
    with heard(keys):
        assert not given.is_signed
    given.case_number  # noqa: B018 - read when nobody listens
    assert keys == {(Agreement, "undertecknat"), (Agreement, "status")}
