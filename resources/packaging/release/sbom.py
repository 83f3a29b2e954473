"""Print what the bundles of a release consist of, as CycloneDX 1.6 in JSON.

    python resources/packaging/release/sbom.py FOLDER... > PerfEval-0.1.0.cdx.json

Each FOLDER is named after a system and holds what was made there:

    PerfEval/               the bundle; it has a folder of licences for every package in it
    report/report.json      its self-test, which names the versions of what is no package
    report/packages.txt     on Linux ``dpkg-query --show``: the versions of the system's libraries

The versions of Python's packages are those of ``requirements/build.lock``. The same bundles give the same
bytes.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[3]
LOCK: Final = ROOT / "requirements" / "build.lock"

# Folders of licences that are no packages of Python, or two at once.
NO_PACKAGES: Final = {"PerfEval", "Python", "Debian"}
TOGETHER: Final = {"PySide6": ["pyside6-essentials", "shiboken6"]}

# What the report names beside packages; vendor and product in the public list of weaknesses (CPE) if certain.
REPORTED: Final = {"python": "python:python", "qt": "qt:qt", "sqlite": "sqlite:sqlite", "pdfium": None}


class Part(NamedTuple):
    """One component. ``reference`` is its purl, or its name where no purl would be certain."""

    reference: str
    name: str
    version: str
    cpe: str = ""


def parts(folder: Path, report: Mapping[str, str], locked: Mapping[str, str]) -> Iterator[Part]:
    """Yield what the bundle in ``folder`` consists of; ``KeyError`` if a version is not known."""
    licences = folder / "PerfEval" / "_internal" / "licences"
    for package in sorted({path.name for path in licences.iterdir()} - NO_PACKAGES):
        for one in TOGETHER.get(package, [normal(package)]):
            yield Part(f"pkg:pypi/{one}@{locked[one]}", one, locked[one])
    for name, product in REPORTED.items():
        version = report[name].partition("@")[0]  # pdfium says after it who built it
        cpe = f"cpe:2.3:a:{product}:{version}:*:*:*:*:*:*:*" if product else ""
        yield Part(f"pkg:generic/{name}@{version}", name, version, cpe)
    libraries = sorted(path.stem for path in (licences / "Debian").glob("*.txt"))
    if libraries:
        installed = dpkg_versions((folder / "report" / "packages.txt").read_text(encoding="utf-8"))
        for name in libraries:
            yield Part(f"{name} {installed[name]}", name, installed[name])


def normal(package: str) -> str:
    """Return the name of a package as the lock and purls write it."""
    return re.sub(r"[-_.]+", "-", package).lower()


def locked_versions(lock: str) -> dict[str, str]:
    """Return the version of each package in the text of a lock."""
    return dict(re.findall(r"^([\w.-]+)(?:\[.*\])?==([\w.]+)", lock, re.MULTILINE))


def dpkg_versions(shown: str) -> dict[str, str]:
    """Return the version of each package that ``dpkg-query --show`` names, without its architecture."""
    return {line.split("\t")[0].partition(":")[0]: line.split("\t")[1] for line in shown.splitlines()}


def bill(program_version: str, systems: Mapping[str, list[Part]]) -> dict[str, Any]:
    """Return the SBOM; each component says in the bundles of which systems it is."""
    everything = sorted({part for found in systems.values() for part in found})
    program = {"type": "application", "bom-ref": "PerfEval", "name": "PerfEval", "version": program_version}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": program},
        "components": [
            {
                "type": "library",
                "bom-ref": part.reference,
                "name": part.name,
                "version": part.version,
                **({"purl": part.reference} if part.reference.startswith("pkg:") else {}),
                **({"cpe": part.cpe} if part.cpe else {}),
                "properties": [
                    {"name": "perfeval:bundle", "value": system}
                    for system, found in sorted(systems.items())
                    if part in found
                ],
            }
            for part in everything
        ],
        "dependencies": [{"ref": "PerfEval", "dependsOn": [part.reference for part in everything]}],
    }


def main(folders: list[Path]) -> None:
    """Print the SBOM of the bundles in ``folders``."""
    locked = locked_versions(LOCK.read_text(encoding="utf-8"))
    reports = {folder: json.loads((folder / "report" / "report.json").read_bytes()) for folder in folders}
    (version,) = {report["program"] for report in reports.values()}
    systems = {folder.name: list(parts(folder, report, locked)) for folder, report in reports.items()}
    print(json.dumps(bill(version, systems), indent=2))


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
