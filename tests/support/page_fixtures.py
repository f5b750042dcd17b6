"""What most tests of the pages begin with: a workspace with one agreement, its pages, and the road to the agreement."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import records
from tests.support.pages import Pages


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return records.workspace(tmp_path)


@pytest.fixture
def pages(root: Path) -> Pages:
    return Pages(root, records.DAY)


@pytest.fixture
def key(pages: Pages) -> str:
    """What the first agreement of the workspace is asked for by."""
    found: str = next(iter(pages.app.state.desk.files()))
    return found


@pytest.fixture
def road(key: str) -> str:
    return f"/avtal/{key}"
