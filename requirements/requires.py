"""Write ``requires.json``: what each package of the locks requires, in the words of its own metadata.

    python requirements/requires.py

To be run after a lock was made by hand; ``update.py`` does it by itself. It asks the index. With this file
``tests/release/test_locks.py`` proves, on any computer and without a network, that the locks are complete for
every system: packages for another system are not installed here, and those of ``build.lock`` nowhere but
where a bundle is made.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
NAME = "requires.json"
REPORT = [
    "--quiet",
    "--dry-run",
    "--ignore-installed",
    "--no-deps",
    "--only-binary=:all:",
    "--require-hashes",
]


def for_any_system(lock: str) -> str:
    """Return a lock without its markers, so that pip here also looks at what is for other systems."""
    lines = lock.splitlines()
    return "\n".join(line.partition(" ;")[0] + " \\" if " ;" in line else line for line in lines)


def metadata_of(lock: Path) -> list[dict[str, Any]]:
    """Return the metadata of all packages of ``lock``, from the very files that its hashes name."""
    with tempfile.TemporaryDirectory() as name:
        bare, report = Path(name, "bare.lock"), Path(name, "report.json")
        bare.write_text(for_any_system(lock.read_text(encoding="utf-8")), encoding="utf-8")
        install = [sys.executable, "-m", "pip", "install", *REPORT, "--report", str(report), "-r", str(bare)]
        subprocess.run(install, check=True)  # noqa: S603  # pip
        return [entry["metadata"] for entry in json.loads(report.read_bytes())["install"]]


def normal(package: str) -> str:
    """Return the name of a package as the locks write it."""
    return re.sub(r"[-_.]+", "-", package).lower()


def write(folder: Path) -> None:
    """Write the file anew beside the locks in ``folder``."""
    found = {
        f"{normal(one['name'])}=={one['version']}": {
            "python": one.get("requires_python", ""),
            "requires": sorted(one.get("requires_dist", [])),
        }
        for lock in sorted(folder.glob("*.lock"))
        for one in metadata_of(lock)
    }
    (folder / NAME).write_text(json.dumps(dict(sorted(found.items())), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(FOLDER)
