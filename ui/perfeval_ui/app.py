"""Starting the window: arguments, logging, looks, the store, and what happens when something goes wrong."""

import argparse
import logging
import os
import sys
import traceback
from collections.abc import Sequence
from importlib.resources import files
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QByteArray, QLibraryInfo, QSettings, QTranslator
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QMessageBox

from perfeval_desktop import __version__, paths
from perfeval_desktop.errors import PerfEvalError, StorageError, StorageTrouble
from perfeval_desktop.samples import samples
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.bridge import SessionBridge
from perfeval_ui.main_window import MainWindow
from perfeval_ui.theme import app_icon, apply_theme

_PICTURE_SIZE = (1366, 768)

_LOG = logging.getLogger(__name__)


def main(argv: Sequence[str]) -> int:
    """Run the window until it is closed and return the exit code.

    ``--store PATH`` opens that store, ``--samples`` the one that holds the built-in samples, ``--screenshot
    FILE`` saves a picture of the window and ends. Exit code 3: the store could not be opened.
    """
    options = _parser().parse_args(argv)
    _prefer_ibus()
    app = QApplication([sys.argv[0]])
    dress(app)
    _log_to_file()
    sys.excepthook = report_bug
    path = paths.samples_store() if options.samples else options.store or paths.default_store()
    store = open_store(path)
    if store is None:
        return 3
    with store:
        templates = TemplateCatalogue(paths.templates_folder())
        session = EditingSession(store, templates)
        if options.samples and not store.is_read_only and not store.count():
            session.create([sample.form(templates) for sample in samples()], "打开示例")
        settings = QSettings(str(paths.settings_file()), QSettings.Format.IniFormat)
        window = MainWindow(SessionBridge(session), store, settings)
        window.show()
        window.start()
        if options.screenshot:
            _picture(app, window, options.screenshot)
            return 0
        return app.exec()


def dress(app: QApplication) -> None:
    """Give ``app`` its name, Chinese dialogs, legible Chinese, and our look."""
    app.setApplicationName("PerfEval")
    app.setApplicationDisplayName("")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("perfeval")
    app.setWindowIcon(app_icon())
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)
    _bring_chinese(app)
    apply_theme(app)


def _bring_chinese(app: QApplication) -> None:
    """Write with the bundled face where the system's own for windows has no Chinese characters.

    Without any Chinese font Qt would show boxes; with one from elsewhere, digits and characters of two faces.
    """
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    if QFontInfo(app.font()).family() in chinese:
        return
    face = (files("perfeval_resources") / "fonts" / "PerfEvalSans-Regular.ttf").read_bytes()
    number = QFontDatabase.addApplicationFontFromData(QByteArray(face))
    font = app.font()
    font.setFamilies([*QFontDatabase.applicationFontFamilies(number), *font.families()])
    app.setFont(font)


def open_store(path: Path) -> Store | None:
    """Open the store, read-only where another program holds it and the person agrees.

    ``None`` after she was told why it cannot be opened.
    """
    try:
        return Store.open(path)
    except StorageError as error:
        if error.trouble in (StorageTrouble.BUSY, StorageTrouble.READ_ONLY):
            if _asks_read_only(str(error)):
                return _open_read_only(path)
            return None
        _tell(str(error))
        return None


def _open_read_only(path: Path) -> Store | None:
    try:
        return Store.open(path, read_only=True)
    except StorageError as error:
        _tell(str(error))
        return None


def _asks_read_only(message: str) -> bool:
    box = QMessageBox(QMessageBox.Icon.Warning, "绩效自评", message)
    read_only = box.addButton("只读打开", QMessageBox.ButtonRole.AcceptRole)
    box.addButton("退出", QMessageBox.ButtonRole.RejectRole)
    # Nothing else runs yet that could be blocked.
    box.exec()
    return box.clickedButton() is read_only


def _tell(message: str) -> None:
    box = QMessageBox(QMessageBox.Icon.Critical, "绩效自评", message)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def report_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tell of a bug of ours, with a report to copy, and go on.

    The report names places in the program and nothing that was typed: not even the error's own words.
    """
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    if isinstance(error, PerfEvalError):
        _tell(str(error))
        return
    frames = "".join(
        f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}\n"
        for frame in traceback.extract_tb(trace)
    )
    report = f"PerfEval {__version__} / Python {sys.version.split()[0]}\n{kind.__name__}\n{frames}"
    _LOG.error("%s", report)
    box = QMessageBox(
        QMessageBox.Icon.Critical,
        "绩效自评",
        "程序出了差错，刚才的操作可能没有完成；已保存的内容不受影响，可以继续使用。",
        parent=QApplication.activeWindow(),
    )
    box.setInformativeText("请把下面的报告（不含填报内容）发给维护人员。")
    box.setDetailedText(report)
    box.addButton("继续", QMessageBox.ButtonRole.AcceptRole)
    box.open()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="perfeval", description="打开绩效自评窗口")
    parser.add_argument("--store", type=Path, metavar="文件", help="要打开的数据文件")
    parser.add_argument("--samples", action="store_true", help="打开装有七份示例的数据文件")
    parser.add_argument("--screenshot", type=Path, metavar="文件", help="把主窗口存成图片后退出")
    return parser


def _prefer_ibus() -> None:
    # The PySide6 wheels bring an input plugin for ibus but none for fcitx, which also speaks its protocol.
    if sys.platform == "linux" and "fcitx" in os.environ.get("XMODIFIERS", ""):
        os.environ.setdefault("QT_IM_MODULE", "ibus")


def _log_to_file() -> None:
    file = paths.log_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=500_000, backupCount=2, encoding="utf-8")
    except OSError:
        # Without a log the program works all the same.
        return
    logging.basicConfig(
        level=logging.INFO, handlers=[handler], format="%(asctime)s %(levelname)s %(message)s"
    )


def _picture(app: QApplication, window: MainWindow, file: Path) -> None:
    """Save a picture of ``window``, in the size of a small office screen, once it has settled."""
    window.resize(*_PICTURE_SIZE)
    for _ in range(5):
        app.processEvents()
    file.parent.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(file))
    window.close()
