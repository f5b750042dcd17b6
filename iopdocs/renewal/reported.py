"""What the reports of earlier renewals have: a run that was stopped wrote none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

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


def is_reported(output: Path, successor: Agreement) -> bool:
    """Whether a report of the day a successor was drafted, or of a later one, has it as made: then it is done."""
    since = f"{REPORT}{successor.renewed}"
    reports = (read_report(path) for path in output.glob(f"{REPORT}*.json") if path.name >= since)
    entries = (one for report in reports for one in report)
    return any(one.get("efterträdare") == successor.id and one.get("läge") == DRAFTED for one in entries)


def read_report(path: Path) -> list[dict[str, Any]]:
    """Return the agreements of a report; none when it cannot be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    agreements = found.get("avtal") if isinstance(found, dict) else None
    return [one for one in agreements if isinstance(one, dict)] if isinstance(agreements, list) else []
