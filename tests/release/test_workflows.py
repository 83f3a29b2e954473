"""What the pipelines name is there; they themselves run only where they are at home."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORKFLOWS = {
    path.stem: path.read_text(encoding="utf-8") for path in (ROOT / ".github/workflows").glob("*.yml")
}
EVERY_WORKFLOW = pytest.mark.parametrize("name", WORKFLOWS)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_there_is_one_for_every_push_and_one_for_releases() -> None:
    assert WORKFLOWS.keys() == {"ci", "release"}


@EVERY_WORKFLOW
def test_every_file_of_the_project_that_is_named_is_there(name: str) -> None:
    named = re.findall(
        r"\b(?:resources|requirements|tests)/[\w./-]+|perfeval\.py|build\.spec", WORKFLOWS[name]
    )
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


@EVERY_WORKFLOW
def test_only_actions_of_github_itself_are_used_each_by_its_major_version(name: str) -> None:
    used = re.findall(r"uses: (.*)", WORKFLOWS[name])
    assert used
    assert [action for action in used if not re.fullmatch(r"actions/[a-z-]+@v\d+", action)] == []


@EVERY_WORKFLOW
def test_nothing_may_be_written_but_the_release(name: str) -> None:
    assert "\npermissions:\n  contents: read\n" in WORKFLOWS[name]
    before, _, publish = WORKFLOWS[name].partition("\n  publish:\n")
    assert "write" not in re.findall(r"^ *(?:[a-z-]+|permissions): (\S+)$", before, re.MULTILINE)
    assert publish.count(": write") == (1 if name == "release" else 0)


def test_only_the_steps_that_sign_are_given_the_secrets() -> None:
    steps = re.split(r"\n +- |\n  (?=\S)", WORKFLOWS["release"])
    given = [step.partition("\n")[0] for step in steps if re.search(r": \$\{\{ secrets\.\w+ \}\}", step)]
    assert given == ["name: Sign", "name: Setup.exe"]
    assert WORKFLOWS["release"].count("secrets.") == 2 * len(given) + 1  # and whether there is a certificate


@pytest.mark.parametrize(
    "install", ["apt-get install -y .*perfeval-desktop_", r"PerfEval-\*/install\.sh$", r"run\(setup, "]
)
def test_every_package_is_installed_over_itself_before_it_is_removed(install: str) -> None:
    trial = (ROOT / "resources/packaging/release/try_setup.py").read_text(encoding="utf-8")
    assert len(re.findall(install, WORKFLOWS["release"] + trial, re.MULTILINE)) == 2


def test_the_oldest_qt_that_is_allowed_is_the_one_that_is_tried() -> None:
    (allowed,) = re.findall(r"PySide6-Essentials>=([\d.]+)", " ".join(PROJECT["dependencies"]))
    assert f"PySide6-Essentials=={allowed}\n" in WORKFLOWS["ci"]


def test_every_python_that_is_promised_is_tried() -> None:
    promised = [line.rpartition(" ")[2] for line in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", line)]
    assert re.findall(r'ubuntu-latest, python: "([\d.]+)"', WORKFLOWS["ci"]) == promised
