"""One writer at a time: a lock of the operating system, which ends with its process however that ends."""

import errno
import getpass
import json
import os
import platform
import stat
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.own_places import close_to_others
from perfeval_desktop.storage.errors import translating_errors
from perfeval_desktop.storage.file_place import identity_of
from perfeval_desktop.temporary_files import take_over_rights, temporary_file

_LOCK_SUFFIX = ".lock"
_HOLDER_SUFFIX = ".holder"
# Whose lock it is must be able to take it, whatever the store is.
_OWNERS = stat.S_IRUSR | stat.S_IWUSR
_NO_LOCKING = frozenset({errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP})


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the store open, for the message to the others. ``since`` is an ISO 8601 local time."""

    user: str
    host: str
    process: int
    since: str

    @classmethod
    def here(cls, since: datetime) -> "Holder":
        """Return this process as a holder."""
        return cls(user_name(), platform.node(), os.getpid(), since.isoformat(timespec="seconds"))


class WriterLock:
    """The right to write the store at ``path``, held until it is released or the process ends.

    The lock itself is on ``<store>.lock``. ``<store>.holder`` beside it names the holder; it is only for
    messages, and one that a crash has left behind stops nobody.
    """

    def __init__(self, path: Path, at: datetime) -> None:
        """Take the lock; raises :class:`StorageError`, BUSY naming the holder, where that is impossible."""
        self._path, self._since = path, at
        self._lock_file, self._holder_file = _beside(path, _LOCK_SUFFIX), _beside(path, _HOLDER_SUFFIX)
        # A lock that is only a file would outlive a crash; rather none than that.
        self._lock = FileLock(self._lock_file, timeout=0, thread_local=False, fallback_to_soft=False)
        self._take(at)

    def check(self) -> None:
        """Make sure that nobody else can have the lock by now; raises as taking it does.

        Where somebody has removed the file, another process may lock a new one of that name.
        """
        if identity_of(self._lock_file) != self._taken:
            self._lock.release()
            self._take(self._since)

    def release(self) -> None:
        """Give the lock back; a second time does nothing."""
        if self._lock.is_locked:
            _remove(self._holder_file)
            self._lock.release()

    def _take(self, at: datetime) -> None:
        with translating_errors(self._path):
            if not self._path.parent.is_dir():
                # The lock would make it anew.
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self._path.parent))
            try:
                self._lock.acquire()
            except Timeout:
                holder = _read(self._holder_file)
                raise StorageError(StorageErrorKind.BUSY, _busy(self._path, holder, at)) from None
            except OSError as error:
                if error.errno in _NO_LOCKING:
                    raise StorageError(StorageErrorKind.INPUT_OUTPUT, _no_locking(self._path)) from error
                if self._lock_file.is_symlink():
                    raise StorageError(StorageErrorKind.INPUT_OUTPUT, _linked(self._lock_file)) from error
                raise
        self._taken = identity_of(self._lock_file)
        _let_in(self._lock_file, self._path)
        close_to_others(self._lock_file)
        _write(self._holder_file, Holder.here(at))


class ProcessLock:
    """A lock on a file that is there for nothing else; it ends with the process that has taken it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = FileLock(file, timeout=0, thread_local=False, fallback_to_soft=False)

    def take(self) -> bool:
        """Take the lock; ``False`` where another process has it, or another lock of this one.

        Raises ``OSError``.
        """
        if not self._lock.is_locked:
            try:
                self._lock.acquire()
            except Timeout:
                return False
            close_to_others(self._file)
        return True

    def release(self) -> None:
        """Give the lock back and remove its file; one that was not taken is left alone."""
        if self._lock.is_locked:
            # Removed first, while nobody else can have it; Windows does not let go of it before.
            _remove(self._file)
            self._lock.release()
            _remove(self._file)


def _let_in(lock_file: Path, store: Path) -> None:
    """Let whoever may write the store take its lock: each is made as the umask of its maker says."""
    # Somebody else's lock is as it is, and so is that of a store which is yet to be made.
    if sys.platform != "win32":
        with suppress(OSError):
            of, made = store.stat(), lock_file.stat()
            if (made.st_mode, made.st_uid, made.st_gid) != (of.st_mode | _OWNERS, of.st_uid, of.st_gid):
                take_over_rights(lock_file, of, at_least=_OWNERS)


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def user_name() -> str:
    """Return the name of the account, or words for one without a name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        # An account without a name; the error depends on system and Python version.
        return "未知用户"


def _write(file: Path, holder: Holder) -> None:
    # Without it the others are told less; that is no reason not to open the store. Whatever bears the name,
    # be it a link to something else, is replaced and not written to.
    with suppress(OSError), temporary_file(file.parent) as part:
        part.write_text(json.dumps(asdict(holder), ensure_ascii=False), encoding="utf-8")
        part.replace(file)


def _read(file: Path) -> Holder | None:
    try:
        # Anything else that somebody has put there could keep its readers waiting for ever.
        if not stat.S_ISREG(file.lstat().st_mode):
            return None
        return Holder(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink()


def _busy(path: Path, holder: Holder | None, at: datetime) -> str:
    if holder is None:
        return f"“{path}”正在另一个窗口或另一台电脑上打开。请先在那里关闭，或以只读方式打开。"
    since = _since(holder, at)
    if holder.host == platform.node():
        return (
            f"“{path}”正被 {holder.user} 在这台电脑上打开{since}，进程号 {holder.process}。"
            "请切换到已打开的窗口，或先关闭它，也可以以只读方式打开。"
        )
    return (
        f"“{path}”正被 {holder.user}（电脑 {holder.host}）打开{since}。"
        "请先在那台电脑上关闭，或以只读方式打开。"
    )


def _since(holder: Holder, at: datetime) -> str:
    since = moment_text(holder.since, at)
    return f"（{since} 起）" if since else ""


def moment_text(since: str, at: datetime) -> str:
    """Return an ISO 8601 local time as users read it ``at`` another; ``""`` for what is no time."""
    try:
        moment = datetime.fromisoformat(since)
    except (ValueError, TypeError):
        return ""
    day = "" if moment.date() == at.date() else f"{moment.month} 月 {moment.day} 日 "
    return f"{day}{moment:%H:%M}"


def _linked(file: Path) -> str:
    return f"“{file}”是一个链接，不能用来保证同一时间只有一人填写。请删除这个链接，再打开一次。"


def _no_locking(path: Path) -> str:
    return (
        f"“{path.parent}”所在的磁盘或共享文件夹不支持文件锁，不能保证同一时间只有一人填写。"
        "请把数据文件移到本机硬盘，或以只读方式打开。"
    )
