"""The E-ARK validator as a judge. It installs a package called ``tests``, so it lives in an environment of its own.

Its vocabularies are fetched from the network when it starts; here they are read from the copies that it brings itself.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests.support.waiting import HANG

#: The Python of the environment that has the validator: ``.ci/run`` makes it.
PYTHON = os.environ.get("IOPDOCS_EARK", "")

_RUN = """
import importlib.util, io, sys, urllib.request
from pathlib import Path

own = Path(importlib.util.find_spec("eark_validator").origin).parent / "ipxml" / "resources" / "vocabs"
urllib.request.urlopen = lambda address: io.BytesIO((own / address.rpartition("/")[2]).read_bytes())
from eark_validator.packages import PackageValidator

print(PackageValidator(Path(sys.argv[1])).validation_report.model_dump_json())
"""


def judged(package: Path) -> dict[str, Any]:
    """Return the validator's report of a package."""
    done = subprocess.run([PYTHON, "-c", _RUN, str(package)], capture_output=True, text=True, timeout=HANG, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def faults(report: dict[str, Any]) -> list[str]:
    """Return what the validator calls errors, and all that is wrong by the schemas."""
    said = report["structure"]["messages"] + [
        one for part in ("schema_results", "schematron_results") for one in report["metadata"][part]["messages"]
    ]
    return [f"{one['rule_id']}: {one['message']}" for one in said if one["severity"] == "Error"]
