"""What pages leave with the desk: each page's own base outlives what is typed on others."""

from __future__ import annotations

from pathlib import Path

import pytest

from iopdocs.usecases.desk import Desk
from tests.support import records


def test_what_a_page_was_made_of_is_not_pushed_out_by_key_strokes(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    base = desk.remember("filen som den var", base=True)
    typed = [desk.remember(f"filen som den skrivs {number}") for number in range(500)]
    assert desk.remembered(base) == "filen som den var"
    assert desk.remembered(typed[-1]) == "filen som den skrivs 499"
    assert desk.remembered(typed[0]) is None


def test_a_base_that_is_typed_again_is_still_a_base(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    name = desk.remember("samma text", base=True)
    assert desk.remember("samma text") == name
    for number in range(500):
        desk.remember(str(number))
    assert desk.remembered(name) == "samma text"


def test_what_templates_say_is_read_once_until_one_of_them_changes(tmp_path: Path) -> None:
    desk = Desk(records.workspace(tmp_path))
    types = desk.workspace.types
    (desk.root / "agreements" / "b.yaml").write_text("id: b", encoding="utf-8")
    assert desk.workspace.types is types
    described = desk.root / "templates" / records.KIND / "dokument.yaml"
    described.write_text(described.read_text("utf-8").replace("Upphörande", "Hur det tar slut"), encoding="utf-8")
    assert desk.workspace.types is not types
    assert "Hur det tar slut" in str(desk.workspace.types[records.KIND].description.sections)


def test_a_file_that_could_not_be_read_is_read_again_though_it_looks_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(records.workspace(tmp_path))
    held = desk.root / "agreements" / "skyddad.yaml"
    held.write_text("id: b\nparter:\n  - adress: {gata: Ekvägen 1, skyddad: ja}\n", encoding="utf-8")
    read = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path == held:
            raise PermissionError(13, "Permission denied")
        return read(path)

    with monkeypatch.context() as system, desk.one_look():
        system.setattr(Path, "read_bytes", refused)
        assert [one.name for one in desk.workspace.guarded.unread] == ["agreements/skyddad.yaml"]
    types = desk.workspace.types
    with desk.one_look():
        assert desk.workspace.guarded.unread == ()
        assert desk.workspace.guarded.secrets
        assert desk.workspace.types is types
