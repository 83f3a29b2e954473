"""A report for whoever helps from afar: the program, the system, the places, the store, the log.

No text of any form is in it, no name of a project or unit, and no name that a user has given to a file.
"""

import locale
import os
import platform
import shutil
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext, suppress
from datetime import datetime
from pathlib import Path

from perfeval_desktop import __version__, paths
from perfeval_desktop.errors import StorageError
from perfeval_desktop.long_paths import long_path
from perfeval_desktop.redaction import kind_of, shown_log, shown_path
from perfeval_desktop.remote_places import place_of
from perfeval_desktop.storage.backup_names import backup_names
from perfeval_desktop.storage.clock import now
from perfeval_desktop.storage.store import Store

Facts = Iterable[tuple[str, str]]

_MOST_LOG = 100_000
_SIDE_FILES = ("-journal", ".lock", ".holder")
_ENVIRONMENT = ("XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE", "QT_IM_MODULE", "QT_QPA_PLATFORM", "LANG")
_HEAD = """\
绩效自评 诊断文件
其中没有填报内容，没有项目和单位的名称；文件和文件夹的名称只写字数，如 <4>。请把它发给协助您的人员。
"""


def diagnosis(
    store_path: Path,
    *,
    store: Store | None = None,
    window: Facts = (),
    clock: Callable[[], datetime] = now,
) -> str:
    """Return the report on the program and the store at ``store_path``.

    That is opened for reading only, unless it is open already as ``store``. ``window`` says what only
    that knows, of the screen for one. Raises nothing: what cannot be found out is told as such.
    """
    names: set[str] = set()
    sections: Sequence[tuple[str, Facts]] = (
        ("程序和系统", _system(clock())),
        ("界面", window),
        ("位置", _places(store_path)),
        ("数据文件", _file(store_path)),
        ("检验", _content(store_path, store, names)),
        ("备份", _backups(paths.backup_folder(store_path))),
    )
    lines = [_HEAD]
    for title, facts in sections:
        lines += [f"== {title} ==", *(f"{name}：{value}" for name, value in facts), ""]
    for file in (paths.log_file(), paths.fault_file()):
        lines += [f"== {file.name} ==", shown_log(_end_of(file), names), ""]
    return "\n".join(lines)


def _system(at: datetime) -> Iterator[tuple[str, str]]:
    yield "时间", at.astimezone().isoformat(timespec="seconds")
    yield "版本", f"PerfEval Desktop {__version__}"
    yield "Python", f"{platform.python_version()} {platform.python_implementation()} {platform.machine()}"
    yield (
        "安装",
        "便携版" if paths.portable_folder() else "安装版" if getattr(sys, "frozen", False) else "源代码",
    )
    yield "系统", platform.platform()
    with suppress(OSError, AttributeError):
        yield "发行版", platform.freedesktop_os_release().get("PRETTY_NAME", "")
    yield "语言", f"{locale.getlocale()}，文件名编码 {sys.getfilesystemencoding()}"
    for name in _ENVIRONMENT:
        if name in os.environ:
            yield name, os.environ[name]


def _places(store_path: Path) -> Iterator[tuple[str, str]]:
    yield "数据文件夹", _place(paths.data_folder())
    yield "数据文件", _place(store_path)
    yield "备份", _place(paths.backup_folder(store_path))
    yield "自有模板", _place(paths.templates_folder())
    yield "日志", _place(paths.log_folder())
    yield "设置", _place(paths.settings_file())
    yield "运行文件", _place(paths.runtime_folder())


def _place(path: Path) -> str:
    free = _free_bytes(path)
    remote = place_of(path)
    kind = remote.name if remote else "本机磁盘"
    room = "剩余空间不明" if free is None else f"剩余 {free // 1_000_000} MB"
    is_there = "" if _exists(path) else "，不存在"
    return f"{shown_path(path)}，{kind}，{room}，路径 {len(str(path))} 字{is_there}"


def _free_bytes(path: Path) -> int | None:
    """Return how much room this user has on the drive of ``path``; ``None`` where nobody can tell."""
    for folder in (path, *path.absolute().parents):
        with suppress(OSError):
            return shutil.disk_usage(folder).free
    return None


def _exists(path: Path) -> bool:
    try:
        return bool(long_path(path).exists())
    except OSError:
        return False


def _file(path: Path) -> Iterator[tuple[str, str]]:
    yield "文件", _size_and_date(path)
    for suffix in _SIDE_FILES:
        beside = path.parent / f"{path.name}{suffix}"
        if _exists(beside):
            yield suffix, _size_and_date(beside)


def _size_and_date(path: Path) -> str:
    try:
        found = long_path(path).stat()
    except OSError as error:
        return f"读不到（{type(error).__name__}）"
    changed = datetime.fromtimestamp(found.st_mtime).astimezone().isoformat(timespec="seconds")
    return f"{found.st_size} 字节，{changed}，{found.st_mode:o}"


def _content(path: Path, store: Store | None, names: set[str]) -> Iterator[tuple[str, str]]:
    """Yield what the store holds, in numbers; put all names of its lists into ``names``."""
    try:
        with nullcontext(store) if store else Store.open(path, read_only=True) as opened:
            yield "打开方式", "只读" if opened.is_read_only else "可写"
            yield from _engine(opened)
            listed, deleted = opened.summaries(), opened.bin()
            for one in (*listed, *deleted):
                names |= {one.project, one.department, one.implementing_unit}
            yield "表", f"{len(listed)} 张，回收站 {len(deleted)} 张"
            yield "改动", str(opened.latest_revision())
            yield from _verified(opened)
    except StorageError as error:
        # peewee wraps what SQLite has said.
        cause = getattr(error.__cause__, "orig", error.__cause__)
        code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "errno", None)
        yield "打不开", f"{error.kind}（{type(cause).__name__} {code}）"
    except Exception as bug:  # noqa: BLE001  # a report that fails where something is wrong helps nobody
        frames = (
            f"{Path(one.filename).name}:{one.lineno}" for one in traceback.extract_tb(bug.__traceback__)
        )
        yield "程序差错", f"{type(bug).__name__}（{'，'.join(frames)}）"


def _engine(store: Store) -> Iterator[tuple[str, str]]:
    engine = store.engine()
    yield "SQLite", f"{engine.version}，{engine.threading}"
    yield "SQLite 设置", "，".join(f"{name}={value}" for name, value in engine.settings.items())


def _verified(store: Store) -> Iterator[tuple[str, str]]:
    found = Counter(map(kind_of, store.verify()))
    yield "检验结果", f"{found.total()} 处问题" if found else "完好"
    for kind, count in found.items():
        yield kind, f"{count} 处"


def _backups(folder: Path) -> Iterator[tuple[str, str]]:
    try:
        found = backup_names(folder)
    except OSError as error:
        yield "读不到", type(error).__name__
        return
    yield "份数", str(len(found))
    for one in found:
        yield f"第 {one.revision} 号改动", f"{one.taken_at:%Y-%m-%d %H:%M:%S}，{_size_and_date(one.path)}"


def _end_of(file: Path) -> str:
    """Return the last part of a file, without the line that is cut."""
    try:
        with file.open("rb") as opened:
            size = opened.seek(0, os.SEEK_END)
            opened.seek(max(0, size - _MOST_LOG))
            text = opened.read().decode(errors="replace")
    except OSError as error:
        return f"({type(error).__name__})"
    return text if size <= _MOST_LOG else text.partition("\n")[2]
