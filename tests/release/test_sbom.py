"""The SBOM names what the bundles hold, with versions, the same for the same bundles."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from perfeval_desktop import __version__

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "resources" / "packaging" / "release" / "sbom.py"
LOCK = ROOT / "requirements" / "build.lock"
REPORT = {
    "program": __version__,
    "python": "3.13.2",
    "qt": "6.11.3",
    "sqlite": "3.45.3",
    "pdfium": "159.0.1@made",
}


def made_up(folder: Path, licences: list[str], **report: str) -> Path:
    """Return the folder of a system whose bundle has these folders of licences."""
    for name in ("PerfEval", "Python", *licences):
        (folder / "PerfEval" / "_internal" / "licences" / name).mkdir(parents=True)
    (folder / "report").mkdir()
    (folder / "report" / "report.json").write_text(json.dumps({**REPORT, **report}), encoding="utf-8")
    return folder


@pytest.fixture
def windows(tmp_path: Path) -> Path:
    return made_up(tmp_path / "windows", ["peewee", "PySide6"])


@pytest.fixture
def linux(tmp_path: Path) -> Path:
    folder = made_up(tmp_path / "linux", ["peewee", "Debian"], python="3.13.1")
    debian = folder / "PerfEval" / "_internal" / "licences" / "Debian"
    (debian / "libxcb-cursor0.txt").touch()
    (debian / "common-licenses").mkdir()
    packages = "libxcb-cursor0:amd64\t0.1.1-4\nlibxcb1:amd64\t1.14-3\n"
    (folder / "report" / "packages.txt").write_text(packages, encoding="utf-8")
    return folder


def printed(*folders: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), *map(str, folders)]
    return subprocess.run(command, check=False, capture_output=True, encoding="utf-8")  # noqa: S603  # our own


def bill(*folders: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(printed(*folders).stdout)
    return loaded


def bundles(bill: dict[str, Any], name: str) -> dict[str, list[str]]:
    """Return the systems that have a component, by its version."""
    return {
        one["version"]: [said["value"] for said in one["properties"]]
        for one in bill["components"]
        if one["name"] == name
    }


def locked(package: str) -> str:
    (line,) = (
        line for line in LOCK.read_text(encoding="utf-8").splitlines() if line.startswith(f"{package}==")
    )
    return line.partition("==")[2].split()[0]


def test_it_is_about_this_version_of_the_program(windows: Path) -> None:
    found = bill(windows)
    assert (found["bomFormat"], found["specVersion"]) == ("CycloneDX", "1.6")
    assert found["metadata"]["component"]["name"] == "PerfEval"
    assert found["metadata"]["component"]["version"] == __version__


def test_packages_carry_the_versions_of_the_lock(windows: Path, linux: Path) -> None:
    found = bill(windows, linux)
    assert bundles(found, "peewee") == {locked("peewee"): ["linux", "windows"]}
    assert bundles(found, "pyside6-essentials") == {locked("pyside6-essentials"): ["windows"]}
    assert bundles(found, "shiboken6") == {locked("shiboken6"): ["windows"]}


def test_what_is_no_package_carries_the_version_that_the_self_test_reports(
    windows: Path, linux: Path
) -> None:
    found = bill(windows, linux)
    assert bundles(found, "python") == {"3.13.1": ["linux"], "3.13.2": ["windows"]}
    assert bundles(found, "qt") == {"6.11.3": ["linux", "windows"]}
    assert bundles(found, "sqlite") == {"3.45.3": ["linux", "windows"]}
    assert bundles(found, "pdfium") == {"159.0.1": ["linux", "windows"]}


def test_libraries_of_the_system_carry_its_versions(windows: Path, linux: Path) -> None:
    found = bill(windows, linux)
    assert bundles(found, "libxcb-cursor0") == {"0.1.1-4": ["linux"]}
    assert bundles(found, "libxcb1") == {}


def test_the_program_depends_on_every_component_once(windows: Path, linux: Path) -> None:
    found = bill(windows, linux)
    references = [one["bom-ref"] for one in found["components"]]
    assert len(set(references)) == len(references)
    assert found["dependencies"] == [
        {"ref": found["metadata"]["component"]["bom-ref"], "dependsOn": references}
    ]


def test_the_same_bundles_give_the_same_bytes(windows: Path, linux: Path) -> None:
    assert printed(windows, linux).stdout == printed(windows, linux).stdout
    assert bill(windows, linux) == bill(linux, windows)


def test_a_package_of_unknown_version_makes_no_sbom(tmp_path: Path) -> None:
    done = printed(made_up(tmp_path / "windows", ["unheard-of"]))
    assert done.returncode != 0
    assert done.stdout == ""
    assert "unheard-of" in done.stderr


def test_bundles_of_two_versions_make_no_sbom(tmp_path: Path, windows: Path) -> None:
    done = printed(windows, made_up(tmp_path / "linux", [], program="0.0.9"))
    assert done.returncode != 0
    assert done.stdout == ""
