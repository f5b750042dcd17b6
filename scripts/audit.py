"""Asks whether a known vulnerability concerns what ``requirements-dev.lock`` names: ``python -m scripts.audit``.

Exit code 1 when one does. Where no service can be asked (no network, a registry without such data) nothing is known:
the reason is printed, and the exit code is 0, since a missing network is no fault of a change.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parent.parent / "requirements-dev.lock"
SERVICES = ("pypi", "osv")
SECONDS = 120


def ask(service: str) -> tuple[list[dict[str, Any]], str]:
    """Return what a service says of each package, or nothing and the reason."""
    options = ["-r", str(LOCK), "--no-deps", "--disable-pip", "--progress-spinner", "off", "--timeout", "10"]
    command = [sys.executable, "-m", "pip_audit", "--format", "json", "--vulnerability-service", service, *options]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)  # noqa: S603
        said: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except subprocess.TimeoutExpired:
        return [], f"no answer in {SECONDS} seconds"
    except (json.JSONDecodeError, KeyError):
        return [], (done.stderr.strip().splitlines() or ["no answer"])[-1]
    return said, ""


def verdict(said: list[dict[str, Any]]) -> tuple[list[str], int]:
    """Return the vulnerabilities as ``name version: id``, and how many packages the service knew."""
    known = [one for one in said if "skip_reason" not in one]
    found = [f"{one['name']} {one['version']}: {fault['id']}" for one in known for fault in one["vulns"]]
    return found, len(known)


def main() -> None:
    """Ask the services in turn until one knows the packages; print and exit."""
    for service in SERVICES:
        said, reason = ask(service)
        found, known = verdict(said)
        if known:
            count = f"{service}: {known} of {len(said)} packages audited, {len(found)} vulnerabilities"
            sys.stdout.write("\n".join([*found, count]) + "\n")
            sys.exit(1 if found else 0)
        sys.stdout.write(f"{service}: not audited: {reason or 'the service knows none of the packages'}\n")


if __name__ == "__main__":
    main()
