import os
import pickle
from pathlib import Path

import pytest

from perfeval_desktop import long_paths
from perfeval_desktop.atomic_write import write_atomically
from perfeval_desktop.errors import StorageError
from perfeval_desktop.long_paths import LongPath, extended, long_path, plain
from perfeval_desktop.storage.backups.backup import back_up, needs_backup, restore_backup
from perfeval_desktop.storage.backups.listing import backups
from perfeval_desktop.storage.store import Store
from storage.examples import FORM, add, edit, named

FOLDER = "C:\\" + "预算绩效\\" * 45  # 228 characters
SHARE = "\\\\机关\\共享文件夹\\" + "预算绩效\\" * 60


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that is not there: paths in it reach the system as those of another, ``real``."""
    folder, real = tmp_path / "shown", tmp_path / "real"
    monkeypatch.setattr(long_paths, "_for_system", lambda path: path.replace(str(folder), str(real)))
    monkeypatch.setattr(long_paths, "plain", lambda path: path.replace(str(real), str(folder)))
    real.mkdir()
    return folder


class TestTheFormForWindows:
    @pytest.mark.parametrize(
        ("path", "for_windows"),
        [
            (r"C:\数据\自评.perfeval", r"C:\数据\自评.perfeval"),
            (FOLDER + "甲" * 11, FOLDER + "甲" * 11),
            (FOLDER + "甲" * 12, "\\\\?\\" + FOLDER + "甲" * 12),
            # Two of Windows' characters each.
            (FOLDER + "𠮷" * 6, "\\\\?\\" + FOLDER + "𠮷" * 6),
            (FOLDER + r"甲\..\乙.perfeval" + "甲" * 9, "\\\\?\\" + FOLDER + "乙.perfeval" + "甲" * 9),
            (FOLDER + "下/自评.perfeval", "\\\\?\\" + FOLDER + "下\\自评.perfeval"),
            (SHARE + "自评", "\\\\?\\UNC" + SHARE[1:] + "自评"),
            ("\\\\?\\" + FOLDER + "甲" * 12, "\\\\?\\" + FOLDER + "甲" * 12),
        ],
    )
    def test_only_a_long_path_has_the_prefix(self, path: str, for_windows: str) -> None:
        assert len(FOLDER) == 228
        assert extended(path) == for_windows

    def test_the_journal_of_a_file_and_the_file_in_a_folder_without_prefix_fit_in(self) -> None:
        longest = FOLDER + "甲" * 11
        assert len(extended(longest)) < 248
        assert len(extended(longest) + "-journal") < 260

    @pytest.mark.parametrize("path", [r"C:\自评", FOLDER + "甲" * 30, SHARE + "自评"])
    def test_people_read_what_they_know(self, path: str) -> None:
        assert plain(extended(path)) == path


class TestLongPath:
    def test_it_reads_as_the_path_and_reaches_the_system_in_its_form(self, shown: Path) -> None:
        path = long_path(shown / "自评")
        assert str(path) == f"{path}" == str(shown / "自评")
        assert os.fspath(path) == str(shown.with_name("real") / "自评")
        assert path == shown / "自评"

    def test_what_is_derived_from_it_and_what_is_sent_to_a_worker_is_one_too(self) -> None:
        path = long_path(Path("自评"))
        derived = (path.parent, path.with_name("备份"), path / "表.pdf", pickle.loads(pickle.dumps(path)))  # noqa: S301
        assert {type(one) for one in derived} == {LongPath}
        assert path.is_absolute()

    def test_on_this_system_a_path_stays_what_it_is_unless_it_is_long(self, tmp_path: Path) -> None:
        assert os.fspath(long_path(tmp_path)) == str(tmp_path)


class TestEveryUse:
    def test_the_store_and_its_backups_use_the_form_for_the_system_alone(self, shown: Path) -> None:
        folder = shown / "备份"
        with Store.open(shown / "深处" / "自评.perfeval") as store:
            (stored,) = add(store, FORM)
            back_up(store, folder)
            assert not needs_backup(store, folder)
            edit(store, stored, named("改后"))
            (backup,) = backups(folder)
            assert str(backup.path).startswith(str(folder))
            restore_backup(store, backup.path, folder)
            assert [one.project for one in store.summaries()] == ["教师培训"]
            assert store.verify() == ()
            with pytest.raises(StorageError, match=r"自评\.perfeval") as busy:
                Store.open(shown / "深处" / "自评.perfeval")
        assert str(shown) in str(busy.value)
        assert not shown.exists()

    def test_a_written_file_does_too(self, shown: Path) -> None:
        write_atomically(shown / "表.pdf", b"whole")
        assert [one.name for one in shown.with_name("real").iterdir()] == ["表.pdf"]
        assert not shown.exists()


@pytest.mark.skipif(os.name != "posix", reason="counted in bytes, as Linux does")
class TestTooLong:
    def test_a_path_of_three_hundred_characters_is_no_trouble(self, tmp_path: Path) -> None:
        path = tmp_path / "/".join(["subfolder"] * 26) / "自评.perfeval"
        assert 300 < len(str(path)) < 420
        path.parent.mkdir(parents=True)
        with Store.open(path) as store:
            add(store, FORM)
            back_up(store, path.with_name("自评 备份"))
        with Store.open(path, read_only=True) as store:
            assert store.count() == 1

    @pytest.mark.parametrize("name", ["绩" * 80, "绩" * 90])
    def test_a_name_of_too_many_bytes_makes_no_store(self, name: str, tmp_path: Path) -> None:
        with pytest.raises(StorageError, match=r"名称或所在的路径太长，没有写入任何内容。请把文件名"):
            Store.open(tmp_path / f"{name}.perfeval")
        assert list(tmp_path.glob("*.perfeval")) == []

    def test_a_path_that_sqlite_does_not_take_makes_no_store(self, tmp_path: Path) -> None:
        path = tmp_path / "/".join(["预算绩效管理"] * 28) / "自评.perfeval"
        path.parent.mkdir(parents=True)
        with pytest.raises(StorageError, match=r"名称或所在的路径太长，没有写入任何内容。请把文件名"):
            Store.open(path)
        assert not path.exists()

    def test_a_backup_whose_path_would_be_too_long_leaves_nothing_half_written(self, tmp_path: Path) -> None:
        folder = tmp_path / "/".join(["预算绩效管理"] * 26)
        folder.parent.mkdir(parents=True)
        with Store.open(tmp_path / "自评.perfeval") as store, pytest.raises(StorageError, match="太长"):
            back_up(store, folder)
        assert list(folder.iterdir()) == []
