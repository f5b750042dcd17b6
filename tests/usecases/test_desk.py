"""What pages leave with the desk: each page's own base outlives what is typed on others."""

from __future__ import annotations

from pathlib import Path

from iopdocs.usecases.desk import Desk


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
