"""``--screenshot``: saves a picture of the window and shows none."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QSettings
from PySide6.QtWidgets import QApplication, QWidget

from perfeval_desktop.atomic_write import write_atomically
from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.own_places import make_folder
from perfeval_desktop.terminal import print_error
from perfeval_ui.startup.qt_application import discard
from perfeval_ui.startup.window_controller import window_on
from perfeval_ui.stores.opening import open_without_asking

_SIZE = (1366, 768)


def save_screenshot(app: QApplication, store_path: Path, settings: QSettings, file: Path) -> bool:
    """Save a picture of the window on the store at ``store_path``, in the size of a small office screen.

    Asks nothing: a store in use elsewhere is opened read-only. Other trouble is printed; the result is
    ``False`` then.
    """
    try:
        with open_without_asking(store_path) as store:
            window = window_on(store, settings)
            # A window that is maximized takes no other size.
            window.showNormal()
            window.start()
            window.resize(*_SIZE)
            for _ in range(5):
                app.processEvents()
            picture = _png(window)
            # Not closed, only destroyed: closing would make a backup and save the settings.
            discard(window)
            with suppress(OSError):
                # Where that is impossible, the writing below says why.
                make_folder(file.parent)
            write_atomically(file, picture)
    except PerfEvalError as error:
        print_error(str(error))
        return False
    return True


def _png(widget: QWidget) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    return bytes(buffer.data().data())
