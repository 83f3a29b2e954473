import os
from pathlib import Path
from shutil import copyfile

import pytest

from command_line import fill, new
from perfeval_desktop.storage.backups.backup import back_up
from perfeval_desktop.storage.store import Store
from perfeval_ui.stores.existing_file import existing_file
from storage.backups.backup_examples import execute

DATABASES = Path(__file__).parents[2] / "data" / "databases"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "单位.perfeval"


def test_a_store_is_told_with_its_forms_and_can_be_opened(path: Path) -> None:
    fill(path, new("一"), new("二"))
    assert existing_file(path) == (
        "“单位.perfeval”已经存在，里面有 2 份自评表。不会覆盖它；可以打开它，或换一个名称新建。",
        True,
    )


def test_a_store_that_is_open_can_be_opened(path: Path) -> None:
    with Store.open(path):
        assert existing_file(path).can_be_opened


def test_a_store_of_an_older_version_and_a_damaged_one_can_be_opened(path: Path) -> None:
    copyfile(DATABASES / "v1.perfeval", path)
    assert existing_file(path).can_be_opened
    assert "已经存在，是一个数据文件" in existing_file(path).text
    path.unlink()
    fill(path, new("一"))
    path.write_bytes(path.read_bytes()[:5000])
    assert existing_file(path).can_be_opened


@pytest.mark.parametrize(
    ("content", "why"), [(b"", "是一个空文件"), (b"text" * 100, "不是绩效自评的数据文件")]
)
def test_what_is_no_store_is_left_alone(path: Path, content: bytes, why: str) -> None:
    path.write_bytes(content)
    assert existing_file(path) == (
        f"“单位.perfeval”已经存在，但它{why}。没有新建，也没有动它；请换一个名称。",
        False,
    )
    assert path.read_bytes() == content


def test_a_folder_and_a_backup_are_left_alone(path: Path, tmp_path: Path) -> None:
    path.mkdir()
    assert "是文件夹或别的东西" in existing_file(path).text
    store_path = tmp_path / "别的.perfeval"
    fill(store_path, new("一"))
    with Store.open(store_path) as store:
        backup = back_up(store, tmp_path / "备份")
    assert "是一份备份，只能查看" in existing_file(backup.path).text


def test_a_store_of_a_later_program_is_told_with_what_to_do(path: Path) -> None:
    fill(path, new("一"))
    execute(path, "PRAGMA user_version=99")
    there = existing_file(path)
    assert not there.can_be_opened
    assert there.text.startswith("没有新建：")
    assert "请升级本程序" in there.text


@pytest.mark.skipif(os.name != "posix", reason="links take rights of their own on Windows")
def test_a_link_that_leads_nowhere_is_left_alone(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))
    assert not existing_file(path).can_be_opened
