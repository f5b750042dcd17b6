"""Asks whether a known vulnerability concerns what ``requirements-dev.lock`` names: ``python -m scripts.audit``.

Exit code 1 when one does, 0 when none does. Where no service can be asked (no network, a registry without such data)
nothing is known: the last line says NOT AUDITED and why, and the exit code is 3, so that nobody takes it for an answer.
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
SOUND, FOUND, UNKNOWN = 0, 1, 3


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


def verdict(service: str, said: list[dict[str, Any]]) -> tuple[list[str], int]:
    """Return what a service's answer comes to, in lines, and the exit code; UNKNOWN when it knows none of them."""
    known = [one for one in said if "skip_reason" not in one]
    if not known:
        return [], UNKNOWN
    found = [f"{one['name']} {one['version']}: {fault['id']}" for one in known for fault in one["vulns"]]
    names = ", ".join(one["name"] for one in said if "skip_reason" in one)
    left = [f"NOT AUDITED, {service} does not know: {names}"] if names else []
    count = f"{service}: {len(known)} of {len(said)} packages audited, {len(found)} vulnerabilities"
    return [*found, *left, count], FOUND if found else SOUND


def main() -> None:
    """Ask the services in turn until one knows the packages; print and exit."""
    reasons = []
    for service in SERVICES:
        said, reason = ask(service)
        lines, code = verdict(service, said)
        if code != UNKNOWN:
            sys.stdout.write("\n".join(lines) + "\n")
            sys.exit(code)
        reasons.append(f"{service}: {reason or 'it answers, and knows none of the packages'}")
    sys.stdout.write(f"*** NOT AUDITED: no service said anything of the packages ({'; '.join(reasons)}) ***\n")
    sys.exit(UNKNOWN)


if __name__ == "__main__":
    main()
