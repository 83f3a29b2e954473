"""The wheel holds the three packages, all of them, and nothing else."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)  # noqa: S603  # our own project
    (wheel,) = folder.glob("*.whl")
    with ZipFile(wheel) as content:
        return set(content.namelist())


def test_three_packages_and_their_description_are_in_the_wheel(names: set[str]) -> None:
    tops = {name.partition("/")[0] for name in names}
    descriptions = {top for top in tops if top.endswith(".dist-info")}
    assert tops - descriptions == {"perfeval_desktop", "perfeval_ui", "perfeval_resources"}
    assert len(descriptions) == 1


def test_every_module_and_every_resource_is_in_the_wheel(names: set[str]) -> None:
    for root in (ROOT, ROOT / "ui", ROOT / "resources"):
        for package in ("perfeval_desktop", "perfeval_ui", "perfeval_resources"):
            for file in (root / package).rglob("*"):
                if file.is_file() and "__pycache__" not in file.parts:
                    assert file.relative_to(root).as_posix() in names


def test_the_licences_of_program_and_fonts_are_in_the_wheel(names: set[str]) -> None:
    licences = {name.rpartition("/")[2] for name in names if "/licenses/" in name}
    assert licences == {"LICENSE", "OFL.txt", "LICENSE-DejaVu.txt"}
