"""Ask what is publicly known to be weak in the locked versions.

    python -m requirements.audit                                      all locks, for every system
    python -m requirements.audit --ignore-vuln GHSA-xxxx-xxxx-xxxx    options go to pip-audit as they are

Exit code 1 if something is known; RELEASING.md says what then. It needs the network, and uv, which gets
pip-audit into an environment of its own; only names and versions of the packages are sent. What is no package
of Python's, Qt within PySide6 above all, is not known there.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from requirements import requires, update

AUDIT: Final = [
    "pip-audit",
    "--disable-pip",
    "--require-hashes",
    "--strict",
    "--progress-spinner=off",
    "--desc=on",
]


def bare_locks(folder: Path) -> list[Path]:
    """Write the locks to ``folder`` without their markers, so that what is for other systems counts, too."""
    found = []
    for name in sorted(update.LOCKS):
        text = (update.ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
        found.append(folder / f"{name}.lock")
        found[-1].write_text(requires.for_any_system(text), encoding="utf-8")
    return found


def main(options: Sequence[str]) -> int:
    """Carry out the command and return the exit code of pip-audit."""
    uvx = shutil.which("uvx")
    if uvx is None:
        sys.stdout.write("uv is not there; install it from your system or with pip.\n")
        return 2
    until = (datetime.now(UTC) - update.WAITING).date().isoformat()
    with tempfile.TemporaryDirectory() as name:
        locks = [word for lock in bare_locks(Path(name)) for word in ("-r", str(lock))]
        command = [uvx, "--exclude-newer", until, *AUDIT, *options, *locks]
        return subprocess.run(command, check=False).returncode  # noqa: S603  # our own words


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
