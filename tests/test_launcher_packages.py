"""The launcher with the pip that Python brings and an index of our own: what is locked is installed."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

import perfeval

VERSIONS = (
    "from importlib.metadata import distributions as d; print(sorted(f'{x.name} {x.version}' for x in d()))"
)


def write_wheel(folder: Path, name: str, version: str, *lines: str) -> None:
    """Write the wheel of a package that holds nothing but its metadata."""
    description = f"{name}-{version}.dist-info"
    metadata = "\n".join(["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *lines, ""])
    kind = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    with ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{description}/METADATA", metadata)
        wheel.writestr(f"{description}/WHEEL", kind)
        wheel.writestr(f"{description}/RECORD", "")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of wheels; there is a newer ``part`` than any lock names."""
    folder = tmp_path_factory.mktemp("index")
    write_wheel(folder, "whole", "1", "Requires-Dist: part[more]>=1")
    write_wheel(folder, "part", "1", "Provides-Extra: more")
    write_wheel(folder, "part", "2", "Provides-Extra: more")
    write_wheel(folder, "lone", "1", "Requires-Dist: unheard-of")
    return folder


@pytest.fixture(scope="module")
def empty_environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty") / "venv"
    perfeval.create_environment(folder)
    return folder


@pytest.fixture
def python(index: Path, empty_environment: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the interpreter that the launcher will use, of an environment that is not there yet."""

    def create(folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(empty_environment, folder, symlinks=True)

    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PERFEVAL_VENV", str(tmp_path / "venv"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(index))
    monkeypatch.setattr(perfeval, "create_environment", create)
    return perfeval.environment(os.environ, sys.platform)[1]


def lock_of(index: Path, lock: Path, *packages: str) -> Path:
    lines = []
    for package in packages:
        content = (index / f"{package}-py3-none-any.whl").read_bytes()
        pin = package.replace("-", "==")
        lines.append(f"{pin} \\\n    --hash=sha256:{hashlib.sha256(content).hexdigest()}\n")
    lock.write_text("".join(lines), encoding="utf-8")
    return lock


@pytest.fixture
def lock(index: Path, tmp_path: Path) -> Path:
    return lock_of(index, tmp_path / "whole.lock", "whole-1", "part-1")


def installed(python: Path) -> str:
    return perfeval.captured([python, "-I", "-c", VERSIONS])[1]


def test_what_is_locked_is_installed_whatever_the_index_holds_and_the_settings_say(
    python: Path, lock: Path, index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere, settings = tmp_path / "elsewhere", tmp_path / "pip.conf"
    (tmp_path / "constraints.txt").write_text("part==2\n", encoding="utf-8")
    with ZipFile(index / "part-1-py3-none-any.whl") as wheel:
        wheel.extractall(tmp_path / "path")
    settings.write_text(
        f"[global]\nuser = yes\nquiet = 3\nno-index = yes\nconstraint = {tmp_path / 'constraints.txt'}\n"
        f"[install]\nfind-links =\n    {tmp_path}\n    {index}\ntarget = {elsewhere}\n",
        encoding="utf-8",
    )
    monkeypatch.delenv("PIP_FIND_LINKS")
    for name, value in {
        "PIP_CONFIG_FILE": settings,
        "PIP_DRY_RUN": "1",
        "PIP_NO_BINARY": ":all:",
        "PIP_PREFIX": elsewhere,
        "PIP_PYTHON": tmp_path,
        "PIP_REQUIRE_VIRTUALENV": "1",
        "PYTHONPATH": tmp_path / "path",
    }.items():
        monkeypatch.setenv(name, str(value))
    assert perfeval.prepare_environment(lock) == str(python)
    assert "'part 1'" in installed(python)
    assert "'whole 1'" in installed(python)
    assert (python.parents[1] / "perfeval-stamp").is_file()
    assert not elsewhere.exists()


def test_settings_that_pip_cannot_read_are_told(
    python: Path, lock: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pip.conf").write_text("index-url", encoding="utf-8")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "pip.conf"))
    with pytest.raises(perfeval.SetupError, match=r"pip\.conf(.|\n)*请先改正 pip 的配置文件。$"):
        perfeval.prepare_environment(lock)
    assert "whole" not in installed(python)


def test_packages_that_lack_others_are_told_and_not_taken_for_ready(python: Path, index: Path) -> None:
    lock = lock_of(index, python.parents[2] / "lone.lock", "lone-1")
    with pytest.raises(perfeval.SetupError, match=r"lone 1 requires unheard-of(.|\n)*彼此不配套"):
        perfeval.prepare_environment(lock)
    assert "'lone 1'" in installed(python)
    assert not (python.parents[1] / "perfeval-stamp").exists()


def test_what_is_left_from_before_does_not_stand_in_the_way(
    python: Path, lock: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    perfeval.create_environment(python.parents[1])
    left = python.with_name("left")
    left.touch()
    monkeypatch.setattr(perfeval, "fill_environment", lambda *_: "lone lacks" if left.exists() else "")
    assert perfeval.prepare_environment(lock) == str(python)
    assert not left.exists()


@pytest.mark.parametrize(
    ("listed", "settings"),
    [
        ("global.index-url='https://a'", {"PIP_INDEX_URL": "https://a"}),
        ("global.proxy='a'\ninstall.proxy='b'\ndownload.proxy='c'", {"PIP_PROXY": "b"}),
        (r"""global.find-links="\n/a\n/it's" """.strip(), {"PIP_FIND_LINKS": "\n/a\n/it's"}),
        ("global.target='/a'\nglobal.user='yes'\n:env:.user='1'", {}),
        ("For variant 'global', will try loading '/etc/pip.conf'", {}),
    ],
)
def test_of_the_settings_of_pip_those_are_kept_that_lead_to_packages(
    listed: str, settings: dict[str, str]
) -> None:
    assert perfeval.pip_settings(listed) == settings
