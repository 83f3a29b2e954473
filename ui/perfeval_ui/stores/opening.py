"""Opening a store: the person is told what stands against it, and asked where it can only be read."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QMessageBox

from perfeval_desktop.errors import StorageError, StorageTrouble
from perfeval_desktop.long_paths import long_path
from perfeval_desktop.storage.store import Store
from perfeval_ui.telling import message_box, tell


def open_store(path: Path, *, may_be_made: bool) -> Store | None:
    """Open the store at ``path``, read-only where nothing else is possible and the person agrees.

    ``None`` after she was told why it cannot be opened.
    """
    if not may_be_made and not is_there(path):
        tell(f"找不到数据文件“{path}”。它可能已被移走或改名，也可能是所在的磁盘没有连接。")
        return None
    try:
        return Store.open(path)
    except StorageError as error:
        if error.trouble in (StorageTrouble.BUSY, StorageTrouble.READ_ONLY):
            return _open_read_only(path) if _asks_read_only(str(error)) else None
        tell(str(error))
        return None


def is_there(path: Path) -> bool:
    """Tell whether there is a file at ``path``, as far as the person may know."""
    try:
        return bool(long_path(path).is_file())
    except OSError:
        return False


def readable_store(path: Path) -> Store:
    """Open the store at ``path``, read-only where another program holds it; nobody is asked."""
    try:
        return Store.open(path)
    except StorageError as error:
        if error.trouble is not StorageTrouble.BUSY:
            raise
        return Store.open(path, read_only=True)


def _open_read_only(path: Path) -> Store | None:
    try:
        return Store.open(path, read_only=True)
    except StorageError as error:
        tell(str(error))
        return None


def _asks_read_only(message: str) -> bool:
    window = QApplication.activeWindow()
    box = message_box(QMessageBox.Icon.Warning, message, window)
    read_only = box.addButton("只读打开", QMessageBox.ButtonRole.AcceptRole)
    box.addButton("取消" if window else "退出", QMessageBox.ButtonRole.RejectRole)
    # Nothing goes on until it is known which store there is to show.
    box.exec()
    return box.clickedButton() is read_only
