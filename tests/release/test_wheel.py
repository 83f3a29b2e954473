"""The wheel holds the three packages, all of them, and nothing else; installed, it is the whole program."""

import os
import subprocess
import sys
import sysconfig
import tarfile
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from perfeval_desktop import __version__
from perfeval_desktop.samples import published_samples

ROOT = Path(__file__).parents[2]
PACKAGES = {"perfeval_desktop", "perfeval_ui", "perfeval_resources"}

Run = Callable[..., subprocess.CompletedProcess[str]]


def built(kind: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)  # noqa: S603  # our own project
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with ZipFile(wheel) as content:
        return set(content.namelist())


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the commands of an environment are that holds this wheel and nothing else."""
    environment = tmp_path_factory.mktemp("空 环境")
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    for command in (
        ["venv", "--without-pip", str(environment)],
        ["pip", "--python", str(environment), "install", "--no-index", "--no-deps", str(wheel)],
    ):
        subprocess.run([sys.executable, "-m", *command], check=True, capture_output=True)  # noqa: S603
    return programs


@pytest.fixture
def run(programs: Path, tmp_path: Path) -> Run:
    """Return what runs a command of that environment in another folder.

    The packages that the program needs are those of this environment; its way to the source tree is not among
    them, as Python reads .pth files only in an environment's own folder.
    """
    foreign = {"PYTHONPATH": sysconfig.get_path("purelib"), "PYTHONUTF8": "1", "LOCALAPPDATA": str(tmp_path)}

    def run(command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603  # our own program
            [programs / command, *arguments],
            check=True,
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env={**os.environ, **foreign},
        )

    return run


def test_three_packages_and_their_description_are_in_the_wheel(names: set[str]) -> None:
    tops = {name.partition("/")[0] for name in names}
    descriptions = {top for top in tops if top.endswith(".dist-info")}
    assert tops - descriptions == PACKAGES
    assert len(descriptions) == 1


def test_every_module_and_every_resource_is_in_the_wheel(names: set[str]) -> None:
    for root in (ROOT, ROOT / "ui", ROOT / "resources"):
        for package in PACKAGES:
            for file in (root / package).rglob("*"):
                if file.is_file() and "__pycache__" not in file.parts:
                    assert file.relative_to(root).as_posix() in names


def test_the_licences_of_program_and_fonts_are_in_the_wheel(names: set[str]) -> None:
    licences = {name.rpartition("/")[2] for name in names if "/licenses/" in name}
    assert licences == {"LICENSE", "OFL.txt", "LICENSE-DejaVu.txt", "LICENSE-pypinyin.txt"}


def test_the_installed_modules_are_those_of_the_wheel(run: Run, programs: Path) -> None:
    script = "".join(f"import {package}; print({package}.__file__)\n" for package in sorted(PACKAGES))
    places = [Path(line) for line in run("python", "-c", script).stdout.splitlines()]
    assert len(places) == len(PACKAGES)
    assert all(place.is_relative_to(programs.parent) for place in places)


@pytest.mark.parametrize("command", ["perfeval", "perfeval-desktop"])
def test_both_commands_work_from_any_folder(run: Run, programs: Path, command: str) -> None:
    assert __version__ in run(command, "--version").stdout
    starter = (programs / command).with_suffix(".exe" if os.name == "nt" else "")
    assert os.fsencode(programs) in starter.read_bytes(), "it starts another environment's Python"


def test_the_installed_program_scores_the_samples(run: Run) -> None:
    printed = run("perfeval", "score", "--samples").stdout
    totals = [one for sample in published_samples() for one in sample.transcript.total.values()]
    assert [total for total in totals if total not in printed] == []


def test_the_source_archive_can_build_and_test_and_release(tmp_path: Path) -> None:
    with tarfile.open(built("sdist", tmp_path)) as archive:
        files = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "build.spec",
        "perfeval.py",
        "pyproject.toml",
        "RELEASING.md",
        ".github/workflows/release.yml",
        "requirements/build.lock",
        "resources/packaging/windows/installer.nsi",
        "tests/release/test_wheel.py",
    } <= files
    assert not [name for name in files if "__pycache__" in name or name.endswith(".pyc")]
