import os
import sys
from pathlib import Path

import pytest

from perfeval_desktop import paths


def test_everything_kept_lies_in_one_folder_named_after_the_program() -> None:
    folder = paths.data_folder()
    assert folder.name == "PerfEval"
    assert folder.is_absolute()
    own = (paths.templates_folder(), paths.unsaved_folder())
    for path in (paths.default_store(), paths.samples_store(), *own):
        assert path.parent == folder


def test_the_samples_never_share_a_store_with_the_users_own_forms() -> None:
    stores = {paths.default_store(), paths.samples_store(), paths.all_samples_store()}
    assert len(stores) == 3
    assert {store.suffix for store in stores} == {paths.STORE_SUFFIX}


@pytest.mark.parametrize(
    ("store", "folder"),
    [("单位/绩效自评.perfeval", "单位/绩效自评 备份"), ("单位/2023.上报.perfeval", "单位/2023.上报 备份")],
)
def test_backups_lie_beside_their_store_in_a_folder_of_its_name(store: str, folder: str) -> None:
    assert paths.backup_folder(Path(store)) == Path(folder)


def test_log_and_settings_are_files_of_their_own_outside_the_store() -> None:
    assert paths.log_file().name == "perfeval.log"
    assert paths.settings_file().name == "perfeval.ini"
    assert paths.log_file().parent == paths.fault_file().parent == paths.log_folder()
    own = {paths.default_store(), paths.log_file(), paths.fault_file(), paths.settings_file()}
    assert len(own) == 4


@pytest.fixture
def program_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a bundled program that runs."""
    folder = tmp_path / "U 盘" / "PerfEval"
    folder.mkdir(parents=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "PerfEval.exe"))
    return folder


def test_a_portable_copy_keeps_everything_in_a_folder_beside_it(program_folder: Path) -> None:
    (program_folder / "portable.txt").touch()
    kept = program_folder / "数据"
    assert paths.portable_folder() == kept
    for path in (
        paths.default_store(),
        paths.samples_store(),
        paths.templates_folder(),
        paths.log_file(),
        paths.fault_file(),
        paths.settings_file(),
    ):
        assert path.is_relative_to(kept)


def test_an_installed_program_keeps_nothing_beside_it(program_folder: Path) -> None:
    assert paths.portable_folder() is None
    assert not paths.default_store().is_relative_to(program_folder)
    assert not paths.settings_file().is_relative_to(program_folder)


def test_a_mark_beside_python_itself_makes_nothing_portable(
    program_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (program_folder / "portable.txt").touch()
    monkeypatch.delattr(sys, "frozen")
    assert paths.portable_folder() is None


@pytest.mark.parametrize(
    ("system", "session", "folder"),
    [
        ("linux", "/run/user/7", "/run/user/7/PerfEval"),
        # Shared by all persons of the computer.
        ("linux", "", f"/temp/PerfEval-{os.getuid()}" if os.name == "posix" else None),
        # Of the user alone.
        ("win32", "/run/user/7", "/temp"),
    ],
)
def test_a_running_program_is_found_in_a_folder_of_this_computer_and_person(
    monkeypatch: pytest.MonkeyPatch, system: str, session: str, folder: str | None
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr("tempfile.tempdir", "/temp")
    monkeypatch.setenv("XDG_RUNTIME_DIR", session)
    if folder is not None:
        assert paths.runtime_folder() == Path(folder)


def test_what_only_running_programs_need_is_not_among_the_data(program_folder: Path) -> None:
    assert not paths.runtime_folder().is_relative_to(paths.data_folder())
    (program_folder / "portable.txt").touch()
    # The stick may be pulled out, and be put into another computer.
    assert not paths.runtime_folder().is_relative_to(program_folder)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such folders")
def test_the_programs_own_folders_are_those_of_the_user_and_of_nobody_else(
    program_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_folders = paths.own_folders.__wrapped__
    own = set(own_folders())
    for path in (paths.data_folder(), paths.log_folder(), paths.settings_file().parent):
        assert Path(os.path.realpath(path)) in own
    assert len(own) == 3
    # It lies wherever somebody has put it, perhaps for all of an office.
    (program_folder / "portable.txt").touch()
    assert own_folders() == ()
    (program_folder / "portable.txt").unlink()
    # A profile is closed to other users as it is.
    monkeypatch.setattr(sys, "platform", "win32")
    assert own_folders() == ()


def test_an_installed_program_and_a_portable_copy_are_called_by_different_names(program_folder: Path) -> None:
    installed = paths.instance_name()
    (program_folder / "portable.txt").touch()
    assert paths.instance_name() != installed
    for name in (installed, paths.instance_name()):
        assert name.isascii()
        assert len(name) <= 40


def test_a_package_is_told_by_its_name() -> None:
    assert paths.is_package(Path("上报.PerfEvalX"))
    assert not paths.is_package(Path("上报.perfeval"))
