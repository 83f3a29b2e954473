from pathlib import Path

import pytest

from perfeval_desktop import paths


def test_everything_kept_lies_in_one_folder_named_after_the_program() -> None:
    folder = paths.data_folder()
    assert folder.name == "PerfEval"
    assert folder.is_absolute()
    for path in (paths.default_store(), paths.samples_store(), paths.templates_folder()):
        assert path.parent == folder


def test_the_samples_never_share_a_store_with_the_clerks_own_forms() -> None:
    assert paths.samples_store() != paths.default_store()
    assert paths.samples_store().suffix == paths.default_store().suffix == paths.STORE_SUFFIX


@pytest.mark.parametrize(
    ("store", "folder"),
    [("单位/绩效自评.perfeval", "单位/绩效自评 备份"), ("单位/2023.上报.perfeval", "单位/2023.上报 备份")],
)
def test_backups_lie_beside_their_store_in_a_folder_of_its_name(store: str, folder: str) -> None:
    assert paths.backup_folder(Path(store)) == Path(folder)


def test_log_and_settings_are_files_of_their_own_outside_the_store() -> None:
    assert paths.log_file().name == "perfeval.log"
    assert paths.settings_file().name == "perfeval.ini"
    assert paths.default_store() not in {paths.log_file(), paths.settings_file()}
