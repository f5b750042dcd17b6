"""What the reports of earlier renewals have: a run that was stopped wrote none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from iopdocs.classes import dataclass
from iopdocs.model import Agreement

#: How the files of a report begin; the day comes next.
REPORT = "fornyelse-"
#: How the file with all that is told of each agreement ends, when the report itself says what many have in common.
DETAILS = "-detaljer"
#: What a report says of an agreement whose successor and documents were made.
DRAFTED = "utkast"


def details_of(report: Path) -> Path:
    """Return the file with all that is told of each agreement, where that is not in the report itself."""
    return report.with_name(f"{report.stem}{DETAILS}.md")


def boxes_of(report: Path) -> Path:
    """Return the file of a report that has the boxes to tick."""
    details = details_of(report)
    return details if details.exists() else report.with_suffix(".md")


@dataclass(frozen=True)
class Reports:
    """The reports of a folder, each read once however many agreements are looked for in them."""

    output: Path

    @cached_property
    def _drafted(self) -> Mapping[str, frozenset[str]]:
        return {
            path.name: frozenset(
                str(one.get("efterträdare")) for one in read_report(path) if one.get("läge") == DRAFTED
            )
            for path in self.output.glob(f"{REPORT}*.json")
        }

    def have(self, successor: Agreement) -> bool:
        """Whether a report of the day a successor was drafted, or of a later one, has it as made: then it is done."""
        since = f"{REPORT}{successor.renewed}"
        return any(successor.id in made for name, made in self._drafted.items() if name >= since)


def read_report(path: Path) -> list[dict[str, Any]]:
    """Return the agreements of a report; none when it cannot be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    agreements = found.get("avtal") if isinstance(found, dict) else None
    return [one for one in agreements if isinstance(one, dict)] if isinstance(agreements, list) else []
