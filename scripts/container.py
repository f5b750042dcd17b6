"""Builds the container where something that builds containers is found, and says so where none is.

    python -m scripts.container

Exit code 3: nothing here builds containers, or what is here does not answer. That is no fault of the recipe.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
_BUILDERS = ("podman", "docker", "buildah")
NOT_BUILT = 3


def builder() -> str | None:
    """Return the first program that builds containers and answers."""
    for name in _BUILDERS:
        program = shutil.which(name)
        if program and subprocess.run([program, "info"], capture_output=True, check=False).returncode == 0:  # noqa: S603
            return program
    return None


def main() -> int:
    """Build, and return the exit code."""
    program = builder()
    if program is None:
        sys.stdout.write(f"CONTAINER NOT BUILT: none of {', '.join(_BUILDERS)} answers here\n")
        return NOT_BUILT
    command = [program, "build", "--tag", "iopdocs", "--file", "Containerfile", "."]
    return subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
