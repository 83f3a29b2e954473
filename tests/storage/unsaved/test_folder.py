"""Unsaved work in its folder: whose it is, what a crash leaves, and to which store it is offered."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from perfeval_desktop import atomic_write
from perfeval_desktop.backup import Backup
from perfeval_desktop.errors import OutputError
from perfeval_desktop.long_paths import LongPath
from perfeval_desktop.storage.backups.lineage import part_from
from perfeval_desktop.storage.lock import ProcessLock
from perfeval_desktop.storage.store import Store
from perfeval_desktop.storage.unsaved.folder import UnsavedFolder
from perfeval_desktop.store import FormId
from perfeval_desktop.unsaved_work import UnsavedText, UnsavedWork
from session_driver import FIRST, evaluated
from small_forms import PROJECT
from storage.examples import another_process

AT = datetime(2024, 5, 6, 10, 32, 5).astimezone()

KEEP = """
import sys
from pathlib import Path
from perfeval_desktop.storage.store import Store
from perfeval_desktop.storage.unsaved.folder import UnsavedFolder
from storage.unsaved.test_folder import work_of

store = Store.open(Path(sys.argv[1]))
works = UnsavedFolder(store, Path(sys.argv[2]))
works.keep(work_of(store.summaries()[0].form_id, "别处在填"))
print("ready", flush=True)
sys.stdin.read()
"""


def work_of(form_id: FormId, text: str = "改名") -> UnsavedWork:
    texts = (UnsavedText(PROJECT, "项目名称", "甲项目", text),)
    return UnsavedWork(form_id, "甲项目", 2023, texts, at=AT)


def with_form(path: Path) -> FormId:
    """Make a store with one form and return its id."""
    with Store.open(path) as store:
        (made,) = store.create([evaluated(FormId(""), FIRST).entry], label="新建", by="")
    return made.stored.form_id


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "数据" / "未保存"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "自评.perfeval"


@pytest.fixture
def work(path: Path) -> UnsavedWork:
    return work_of(with_form(path))


@pytest.fixture
def works(path: Path, folder: Path, work: UnsavedWork) -> Iterator[UnsavedFolder]:
    assert path.exists(), work
    with Store.open(path) as store:
        made = UnsavedFolder(store, folder)
        yield made
        made.close()


def left_by_a_crash(path: Path, folder: Path, work: UnsavedWork) -> None:
    """Keep ``work`` on the store at ``path`` and end as a crash does: the lock goes, the file stays."""
    with Store.open(path) as store:
        works = UnsavedFolder(store, folder)
        works.keep(work)
        works.close()


def found(path: Path, folder: Path) -> list[UnsavedWork]:
    """Return what is offered to the store at ``path``."""
    with Store.open(path) as store:
        return [one.work for one in UnsavedFolder(store, folder).left()]


# -- keeping -------------------------------------------------------------------------------------------------


def test_what_is_kept_is_there_whole_and_offered_after_a_crash(
    path: Path, folder: Path, work: UnsavedWork
) -> None:
    assert found(path, folder) == []
    left_by_a_crash(path, folder, work)
    assert found(path, folder) == [work]
    assert [one.suffix for one in folder.iterdir()] == [".json"]


def test_what_is_kept_later_takes_the_place_of_what_was_kept_before(
    path: Path, folder: Path, work: UnsavedWork, works: UnsavedFolder
) -> None:
    later = work_of(work.form_id, "又改")
    works.keep(work)
    works.keep(later)
    works.close()
    works._store.close()
    assert found(path, folder) == [later]


def test_what_is_saved_leaves_nothing_behind(folder: Path, work: UnsavedWork, works: UnsavedFolder) -> None:
    works.drop()
    works.keep(work)
    works.drop()
    works.drop()
    works.close()
    works.close()
    assert list(folder.iterdir()) == []


def test_it_can_be_kept_again_after_the_end(work: UnsavedWork, folder: Path, works: UnsavedFolder) -> None:
    # The window stays where the next store cannot be opened.
    works.keep(work)
    works.close()
    works.keep(work)
    assert len(list(folder.glob("*.lock"))) == 1


def test_where_there_can_be_no_folder_it_is_told_and_nothing_else_happens(
    folder: Path, work: UnsavedWork, works: UnsavedFolder
) -> None:
    folder.parent.write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match=r"未保存.*请检查磁盘空间和文件夹的权限"):
        works.keep(work)
    folder.parent.unlink()
    works.keep(work)


def test_a_lock_that_somebody_has_for_a_moment_is_told_and_tried_again(
    folder: Path, work: UnsavedWork, works: UnsavedFolder
) -> None:
    folder.mkdir(parents=True)
    looking = ProcessLock(works._file.with_suffix(".lock"))
    assert looking.take()
    with pytest.raises(OutputError, match="无法写入"):
        works.keep(work)
    looking.release()
    works.keep(work)


def test_the_lock_of_a_program_that_was_killed_with_all_saved_is_removed(
    path: Path, folder: Path, work: UnsavedWork
) -> None:
    left_by_a_crash(path, folder, work)
    (file,) = folder.glob("*.json")
    file.with_name(f"{'0' * 32}.lock").touch()
    assert found(path, folder) == [work]
    assert list(folder.iterdir()) == [file]


def test_what_was_kept_before_stays_where_the_disk_is_full(
    path: Path, folder: Path, work: UnsavedWork, works: UnsavedFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    works.keep(work)
    with monkeypatch.context() as full:
        full.setattr(atomic_write, "put_in_place", _no_room)
        with pytest.raises(OutputError):
            works.keep(work_of(work.form_id, "又改"))
    works.close()
    works._store.close()
    assert found(path, folder) == [work]


def _no_room(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_what_cannot_be_removed_now_is_no_trouble(
    path: Path, folder: Path, work: UnsavedWork, works: UnsavedFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    works.keep(work)

    def busy(*_: object, **__: object) -> None:
        raise PermissionError

    with monkeypatch.context() as held:
        held.setattr(Path, "unlink", busy)
        works.drop()
    works.close()
    works._store.close()
    with Store.open(path) as store:
        offering = UnsavedFolder(store, folder)
        (left,) = offering.left()
        with monkeypatch.context() as held:
            held.setattr(Path, "unlink", busy)
            offering.remove(left)
        assert offering.left() == [left]
        offering.remove(left)
        assert offering.left() == []


# -- of other programs ---------------------------------------------------------------------------------------


def test_what_is_being_typed_in_a_running_program_is_not_offered(
    path: Path, folder: Path, work: UnsavedWork
) -> None:
    with another_process(KEEP, str(path), str(folder)) as process, Store.open(path, read_only=True) as store:
        looking = UnsavedFolder(store, folder)
        assert len(list(folder.glob("*.json"))) == 1
        assert looking.left() == []
        process.kill()
        process.wait()
        assert [one.work for one in looking.left()] == [work_of(work.form_id, "别处在填")]


def test_nor_what_is_being_typed_in_this_one(folder: Path, work: UnsavedWork, works: UnsavedFolder) -> None:
    works.keep(work)
    assert works.left() == []
    assert len(list(folder.glob("*.lock"))) == 1


def test_several_crashes_leave_several_works_the_oldest_first(
    path: Path, folder: Path, work: UnsavedWork
) -> None:
    works = [replace(work_of(work.form_id, str(hour)), at=AT - timedelta(hours=hour)) for hour in (1, 3, 2)]
    for one in works:
        left_by_a_crash(path, folder, one)
    assert [one.texts[0].text for one in found(path, folder)] == ["3", "2", "1"]


def test_what_cannot_be_read_is_neither_offered_nor_removed(
    path: Path, folder: Path, work: UnsavedWork
) -> None:
    left_by_a_crash(path, folder, work)
    (file,) = folder.glob("*.json")
    odd = {"0" * 32: b"{}", "1" * 32: file.read_bytes()[:-1]}
    for name, content in odd.items():
        (folder / f"{name}.json").write_bytes(content)
    (folder / f"{'2' * 32}.json").mkdir()
    (folder / "笔记.json").write_bytes(file.read_bytes())
    assert found(path, folder) == [work]
    assert len(list(folder.iterdir())) == 5


def test_where_no_lock_can_be_had_nothing_is_offered(
    path: Path, folder: Path, work: UnsavedWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_by_a_crash(path, folder, work)

    def refuse(_: ProcessLock) -> bool:
        raise PermissionError

    monkeypatch.setattr(ProcessLock, "take", refuse)
    assert found(path, folder) == []


# -- which store it belongs to -------------------------------------------------------------------------------


def test_another_store_is_never_offered_it(
    tmp_path: Path, path: Path, folder: Path, work: UnsavedWork
) -> None:
    left_by_a_crash(path, folder, work)
    other = tmp_path / "别的.perfeval"
    with_form(other)
    assert found(other, folder) == []
    # Not even in the same place.
    path.unlink()
    other.rename(path)
    assert found(path, folder) == []
    assert len(list(folder.glob("*.json"))) == 1


def test_a_copy_is_another_store_while_the_first_one_is_there(
    tmp_path: Path, path: Path, folder: Path, work: UnsavedWork
) -> None:
    left_by_a_crash(path, folder, work)
    copy = tmp_path / "副本.perfeval"
    shutil.copy(path, copy)
    assert found(copy, folder) == []
    assert found(path, folder) == [work]


def test_a_store_that_was_moved_is_still_the_same(
    tmp_path: Path, path: Path, folder: Path, work: UnsavedWork
) -> None:
    left_by_a_crash(path, folder, work)
    path.rename(tmp_path / "改了名.perfeval")
    assert found(tmp_path / "改了名.perfeval", folder) == [work]


def test_a_store_that_goes_its_own_way_is_of_the_same_family(
    path: Path, folder: Path, work: UnsavedWork
) -> None:
    left_by_a_crash(path, folder, work)
    with Store.open(path) as store:
        part_from(store, Backup(path, AT, 1, 1, 40))
    assert found(path, folder) == [work]


def test_a_store_that_was_made_anew_is_known_by_the_form(path: Path, folder: Path, work: UnsavedWork) -> None:
    left_by_a_crash(path, folder, work)
    with Store.open(path) as store:
        store.database.connection.execute("UPDATE store SET lineage = '0192-ffffffffffff'")
    assert found(path, folder) == [work]


def test_a_store_without_a_readable_lineage_is_known_by_its_place_and_the_form(
    path: Path, folder: Path, work: UnsavedWork
) -> None:
    left_by_a_crash(path, folder, work)
    with Store.open(path) as store:
        store.database.connection.execute("UPDATE store SET lineage = 'x'")
    assert found(path, folder) == [work]


def test_a_place_that_cannot_be_asked_for_may_be_there(
    tmp_path: Path, path: Path, folder: Path, work: UnsavedWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_by_a_crash(path, folder, work)
    moved = tmp_path / "改了名.perfeval"
    path.rename(moved)

    def refuse(_: Path) -> bool:
        raise PermissionError

    with Store.open(moved) as store:
        looking = UnsavedFolder(store, folder)
        with monkeypatch.context() as elsewhere:
            elsewhere.setattr(LongPath, "exists", refuse)
            assert looking.left() == []
        assert [one.work for one in looking.left()] == [work]
