import errno
import getpass
import json
import os
import platform
import stat
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.lock import ProcessLock, WriterLock
from storage.examples import MOMENT, another_process

HOLD = """
import sys
from datetime import datetime
from pathlib import Path
from perfeval_desktop.storage.lock import ProcessLock, WriterLock

lock = WriterLock(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]))
print("ready", flush=True)
sys.stdin.read()
"""


on_posix = pytest.mark.skipif(os.name != "posix", reason="Windows lets nobody delete a file that is locked")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "绩效自评.perfeval"


def holder_file(path: Path) -> Path:
    return path.with_name(f"{path.name}.holder")


def busy_message(path: Path, **holder: object) -> str:
    """Return what the second one to come is told when the first one is ``holder``."""
    lock = WriterLock(path, MOMENT)
    values = {"user": "张三", "host": "PC-01", "process": 7, "since": MOMENT.isoformat()} | holder
    holder_file(path).write_text(json.dumps(values), encoding="utf-8")
    with pytest.raises(StorageError) as caught:
        WriterLock(path, MOMENT)
    lock.release()
    assert caught.value.kind is StorageErrorKind.BUSY
    return str(caught.value)


def test_the_holder_on_another_computer_is_named_with_the_remedy(path: Path) -> None:
    assert busy_message(path) == (
        f"“{path}”正被 张三（电脑 PC-01）打开（10:32 起）。请先在那台电脑上关闭，或以只读方式打开。"
    )


def test_the_holder_since_another_day_is_named_with_the_day(path: Path) -> None:
    since = (MOMENT - timedelta(days=3)).isoformat()
    assert "（1 月 12 日 10:32 起）" in busy_message(path, since=since)


def test_the_holder_on_this_computer_is_found_by_its_process(path: Path) -> None:
    message = busy_message(path, host=platform.node())
    assert "张三 在这台电脑上打开（10:32 起），进程号 7。请切换到已打开的窗口" in message


@pytest.mark.parametrize("since", ["yesterday", 7])
def test_a_holder_with_an_odd_time_is_named_without_it(path: Path, since: object) -> None:
    assert "（电脑 PC-01）打开。" in busy_message(path, since=since)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"user": "张三"}', "[" * 100_000])
def test_a_holder_that_cannot_be_read_is_another_window_or_computer(path: Path, text: str) -> None:
    lock = WriterLock(path, MOMENT)
    holder_file(path).write_text(text, encoding="utf-8")
    with pytest.raises(StorageError, match="另一个窗口或另一台电脑"):
        WriterLock(path, MOMENT)
    lock.release()


def test_a_lock_held_by_another_process_names_its_holder(path: Path) -> None:
    with another_process(HOLD, str(path), MOMENT.isoformat()) as process:
        with pytest.raises(StorageError) as caught:
            WriterLock(path, MOMENT)
        assert caught.value.kind is StorageErrorKind.BUSY
        assert f"正被 {getpass.getuser()} 在这台电脑上打开（10:32 起），进程号 {process.pid}。" in str(
            caught.value
        )


def test_a_lock_ends_with_a_killed_process_whatever_text_it_leaves_behind(path: Path) -> None:
    with another_process(HOLD, str(path), MOMENT.isoformat()) as process:
        process.kill()
        process.wait()
    assert holder_file(path).exists()
    lock = WriterLock(path, MOMENT)
    assert json.loads(holder_file(path).read_text(encoding="utf-8"))["process"] == os.getpid()
    lock.release()


def test_a_released_lock_can_be_taken_again_and_names_nobody(path: Path) -> None:
    lock = WriterLock(path, MOMENT)
    lock.release()
    lock.release()
    assert not holder_file(path).exists()
    WriterLock(path, MOMENT).release()


def test_an_account_without_a_name_can_hold_the_lock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError("no such account")

    monkeypatch.setattr(getpass, "getuser", nobody)
    lock = WriterLock(path, MOMENT)
    assert json.loads(holder_file(path).read_text(encoding="utf-8"))["user"] == "未知用户"
    lock.release()


def test_a_holder_file_that_cannot_be_written_stops_nobody(path: Path) -> None:
    holder_file(path).mkdir()
    WriterLock(path, MOMENT).release()
    assert holder_file(path).is_dir()


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        (errno.EROFS, StorageErrorKind.READ_ONLY, "只读"),
        (errno.EACCES, StorageErrorKind.READ_ONLY, "没有写入权限"),
        (errno.ENOLCK, StorageErrorKind.INPUT_OUTPUT, "不支持文件锁"),
        (errno.ENOSYS, StorageErrorKind.INPUT_OUTPUT, "移到本机硬盘"),
    ],
)
def test_a_folder_where_no_lock_can_be_taken_is_refused_with_the_remedy(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: StorageErrorKind, words: str
) -> None:
    def fail(_lock: FileLock) -> None:
        raise OSError(number, "as the system says it")

    monkeypatch.setattr(FileLock, "_acquire", fail)
    with pytest.raises(StorageError, match=words) as caught:
        WriterLock(path, MOMENT)
    assert caught.value.kind is kind


# -- what others do to the files beside the store --------------------------------------------------------


def lock_file(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")


@on_posix
def test_a_lock_whose_file_was_deleted_is_taken_anew(path: Path) -> None:
    lock = WriterLock(path, MOMENT)
    lock_file(path).unlink()
    lock.check()
    with pytest.raises(StorageError):
        WriterLock(path, MOMENT)
    lock.release()
    WriterLock(path, MOMENT).release()


@on_posix
def test_a_lock_that_went_to_another_says_so_until_it_is_back(path: Path) -> None:
    lock = WriterLock(path, MOMENT)
    lock_file(path).unlink()
    other = WriterLock(path, MOMENT)
    for _ in range(2):
        with pytest.raises(StorageError) as caught:
            lock.check()
        assert caught.value.kind is StorageErrorKind.BUSY
    lock.release()
    assert holder_file(path).exists()
    other.release()
    lock.check()
    with pytest.raises(StorageError):
        WriterLock(path, MOMENT)
    lock.release()


@on_posix
def test_a_folder_that_was_renamed_is_not_made_anew_by_the_lock(tmp_path: Path) -> None:
    folder, renamed = tmp_path / "数据", tmp_path / "改名"
    folder.mkdir()
    lock = WriterLock(folder / "a.perfeval", MOMENT)
    folder.rename(renamed)
    with pytest.raises(StorageError) as caught:
        lock.check()
    assert caught.value.kind is StorageErrorKind.MISSING
    assert not folder.exists()
    renamed.rename(folder)
    lock.check()
    lock.release()


def test_windows_is_asked_about_no_modes_of_a_lock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError

    path.touch()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("perfeval_desktop.storage.lock.take_over_rights", refuse)
    path.chmod(0o600)
    WriterLock(path, MOMENT).release()


def test_a_lock_that_nobody_touched_is_kept(path: Path) -> None:
    lock = WriterLock(path, MOMENT)
    holder_file(path).unlink()
    lock.check()
    assert not holder_file(path).exists()
    lock.release()


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
@pytest.mark.parametrize(
    ("mode", "of_lock"), [(0o664, 0o664), (0o660, 0o660), (0o600, 0o600), (0o444, 0o644)]
)
def test_who_may_write_the_store_may_take_its_lock(path: Path, mode: int, of_lock: int) -> None:
    path.touch()
    path.chmod(mode)
    for _ in ("a new one", "one made by an earlier program"):
        lock = WriterLock(path, MOMENT)
        assert stat.S_IMODE(lock_file(path).stat().st_mode) == of_lock
        assert lock_file(path).stat().st_gid == path.stat().st_gid
        lock.release()
        lock_file(path).chmod(0o640)


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_a_lock_of_somebody_else_stays_as_it_is(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise PermissionError

    path.touch()
    path.chmod(0o664)
    for name in ("chmod", "chown"):
        monkeypatch.setattr(os, name, refuse)
    WriterLock(path, MOMENT).release()
    assert stat.S_IMODE(lock_file(path).stat().st_mode) == 0o644


@on_posix
def test_a_link_under_the_name_of_the_lock_is_refused_with_the_remedy(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("somebody's", encoding="utf-8")
    lock_file(path).symlink_to(target)
    with pytest.raises(StorageError, match=r"[.]lock”是一个链接.*请删除这个链接"):
        WriterLock(path, MOMENT)
    assert target.read_text(encoding="utf-8") == "somebody's"


@on_posix
def test_a_link_under_the_name_of_the_holder_is_replaced_and_not_followed(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("somebody's", encoding="utf-8")
    holder_file(path).symlink_to(target)
    lock = WriterLock(path, MOMENT)
    assert target.read_text(encoding="utf-8") == "somebody's"
    assert not holder_file(path).is_symlink()
    lock.release()
    assert target.exists()


@on_posix
def test_a_pipe_under_the_name_of_the_holder_keeps_nobody_waiting(path: Path) -> None:
    lock = WriterLock(path, MOMENT)
    holder_file(path).unlink()
    os.mkfifo(holder_file(path))
    with pytest.raises(StorageError, match="另一个窗口或另一台电脑"):
        WriterLock(path, MOMENT)
    lock.release()


def test_no_file_in_the_making_is_left_beside_the_store(path: Path) -> None:
    lock = WriterLock(path, MOMENT)
    assert {one.name for one in path.parent.iterdir()} == {lock_file(path).name, holder_file(path).name}
    lock.release()


# -- locks on files of nobody else ---------------------------------------------------------------------------


def test_a_process_lock_is_had_by_one_and_leaves_no_file(tmp_path: Path) -> None:
    file = tmp_path / "甲.lock"
    first, second = ProcessLock(file), ProcessLock(file)
    assert first.take()
    assert first.take()
    assert not second.take()
    second.release()
    assert file.exists()
    first.release()
    first.release()
    assert not file.exists()
    assert second.take()
    second.release()


def test_a_process_lock_that_the_system_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="文件"):
        ProcessLock(tmp_path / "文件" / "甲.lock").take()
