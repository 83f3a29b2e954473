"""Opening a store, with messages where it cannot be opened and a question where it can only be read."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QMessageBox

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.long_paths import long_path
from perfeval_desktop.storage.store import Store
from perfeval_ui.widgets.message_box import message_box, show_error


def open_store(path: Path, *, may_be_made: bool) -> Store | None:
    """Open the store at ``path``, read-only where nothing else is possible and the user agrees.

    Returns ``None`` after a message that says why it cannot be opened, or where the user does not agree.
    """
    if not may_be_made and not is_there(path):
        show_error(f"找不到数据文件“{path}”。它可能已被移走或改名，也可能是所在的磁盘没有连接。")
        return None
    if is_there(path) and not long_path(path).stat().st_size:
        # SQLite takes an empty file for a new store: it would look as if there had never been anything in it.
        show_error(
            f"“{path}”是空的（0 字节），没有打开。写入时断电、同步中断都可能这样。"
            "请把它改名或删除，再重新启动并从备份恢复；备份在它旁边的“…备份”文件夹里。"
        )
        return None
    try:
        return Store.open(path)
    except StorageError as error:
        if error.kind in (StorageErrorKind.BUSY, StorageErrorKind.READ_ONLY):
            return _open_read_only(path) if _asks_read_only(str(error)) else None
        show_error(str(error))
        return None


def is_there(path: Path) -> bool:
    """Return whether there is a file at ``path`` that the user may see."""
    try:
        return bool(long_path(path).is_file())
    except OSError:
        return False


def open_without_asking(path: Path, *, read_only: bool = False) -> Store:
    """Open the store at ``path``, or make it; read-only where nothing else is possible.

    Raises :class:`StorageError` where that is impossible.
    """
    try:
        return Store.open(path, read_only=read_only)
    except StorageError as error:
        if error.kind not in {StorageErrorKind.BUSY, StorageErrorKind.READ_ONLY}:
            raise
        return Store.open(path, read_only=True)


def _open_read_only(path: Path) -> Store | None:
    try:
        return Store.open(path, read_only=True)
    except StorageError as error:
        show_error(str(error))
        return None


def _asks_read_only(message: str) -> bool:
    box = message_box(QMessageBox.Icon.Warning, message, QApplication.activeWindow())
    read_only = box.addButton("只读打开", QMessageBox.ButtonRole.AcceptRole)
    box.addButton("不打开", QMessageBox.ButtonRole.RejectRole)
    # Without an answer there is no store to show.
    box.exec()
    return box.clickedButton() is read_only
