"""Starting the window: arguments, logging, looks, the store, and what happens when something goes wrong."""

import argparse
import logging
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import NoReturn

from PySide6.QtCore import (
    QBuffer,
    QIODevice,
    QSettings,
    Qt,
)
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from perfeval_desktop import __version__, paths
from perfeval_desktop.errors import PerfEvalError, StorageError, StorageTrouble
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.application import discard, dress
from perfeval_ui.bridge import SessionBridge
from perfeval_ui.main_window import MainWindow
from perfeval_ui.program_log import program_log

_PICTURE_SIZE = (1366, 768)
_WRONG_USAGE, _TROUBLE = 2, 3

_LOG = logging.getLogger(__name__)


class Options(argparse.Namespace):
    """What stands on the command line of the window."""

    store: Path | None = None
    samples: bool = False
    screenshot: Path | None = None
    self_test: str | None = None


def main(argv: Sequence[str]) -> int:
    """Run the window until it is closed and return the exit code.

    ``--store PATH`` opens that store, ``--samples`` the one that holds the built-in samples, ``--screenshot
    FILE`` saves a picture of the window and ends, ``--self-test [FOLDER]`` is :mod:`perfeval_ui.self_test`.
    Exit code 2: arguments that cannot be understood; 3: trouble that the person was told of.
    """
    options = _parsed(argv)
    if options.self_test is not None:
        from perfeval_ui.self_test import main as self_test  # noqa: PLC0415  # of no use to the window

        return self_test([options.self_test] if options.self_test else [])
    _prefer_ibus()
    app = QApplication([sys.argv[0]])
    dress(app)
    return run(app, options)


def run(app: QApplication, options: Options) -> int:
    """Do what ``options`` say in a dressed ``app``; return the exit code."""
    path = paths.samples_store() if options.samples else options.store or paths.default_store()
    with program_log(paths.log_file()):
        if options.screenshot is not None:
            return _picture(app, path, options, options.screenshot)
        sys.excepthook = report_bug
        store = open_store(path)
        if store is None:
            return _TROUBLE
        with store:
            try:
                window = _window(store, options)
            except PerfEvalError as error:
                _tell(str(error))
                return _TROUBLE
            window.show()
            window.start()
            code = app.exec()
            discard(window)
            return code


def _window(store: Store, options: Options) -> MainWindow:
    templates = TemplateCatalogue(paths.templates_folder())
    session = EditingSession(store, templates)
    if options.samples and not store.is_read_only and not store.count():
        from perfeval_desktop.samples import samples  # noqa: PLC0415  # of no use to other stores

        session.create([sample.form(templates) for sample in samples()], "打开示例")
    settings = QSettings(str(paths.settings_file()), QSettings.Format.IniFormat)
    return MainWindow(SessionBridge(session), store, settings)


def _picture(app: QApplication, path: Path, options: Options, file: Path) -> int:
    """Save a picture of the window on the store at ``path``, in the size of a small office screen.

    Nobody is there to be asked: a store in use elsewhere is only read, other trouble goes to the terminal.
    """
    from perfeval_desktop.cli.output import complain  # noqa: PLC0415  # of no use to the window
    from perfeval_desktop.report.files import write_whole  # noqa: PLC0415  # likewise

    try:
        with _readable_store(path) as store:
            window = _window(store, options)
            window.show()
            window.start()
            window.resize(*_PICTURE_SIZE)
            for _ in range(5):
                app.processEvents()
            picture = _png(window)
            # Not closed: neither backups nor settings are of a picture's making.
            discard(window)
            with suppress(OSError):
                # Where that is impossible, writing says why.
                file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, picture)
    except PerfEvalError as error:
        complain(str(error))
        return _TROUBLE
    return 0


def _readable_store(path: Path) -> Store:
    try:
        return Store.open(path)
    except StorageError as error:
        if error.trouble is not StorageTrouble.BUSY:
            raise
        return Store.open(path, read_only=True)


def _png(widget: QWidget) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    return bytes(buffer.data().data())


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
    box = _box(QMessageBox.Icon.Warning, message)
    read_only = box.addButton("只读打开", QMessageBox.ButtonRole.AcceptRole)
    box.addButton("退出", QMessageBox.ButtonRole.RejectRole)
    # Nothing else runs yet that could be blocked.
    box.exec()
    return box.clickedButton() is read_only


def _tell(message: str) -> None:
    box = _box(QMessageBox.Icon.Critical, message, QApplication.activeWindow())
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    # Said before there is a window, or where nothing can go on until it has been read.
    box.exec()


def _box(icon: QMessageBox.Icon, message: str, parent: QWidget | None = None) -> QMessageBox:
    box = QMessageBox(icon, "绩效自评", message, parent=parent)
    # File names may look like markup.
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box


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
    windows = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    if not any(isinstance(one, QMessageBox) and one.detailedText() == report for one in windows):
        _show_report(report, QApplication.activeWindow() or next(iter(windows), None))


def _show_report(report: str, parent: QWidget | None) -> None:
    box = _box(
        QMessageBox.Icon.Critical,
        "程序出了差错，刚才的操作可能没有完成；已保存的内容不受影响，可以继续使用。",
        parent,
    )
    box.setInformativeText("请把下面的报告（不含填报内容）发给维护人员。")
    box.setDetailedText(report)
    box.addButton("继续", QMessageBox.ButtonRole.AcceptRole)
    if parent is None:
        # There is no window yet, or none any more: nothing that could be blocked or would keep the box.
        box.exec()
    else:
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()


def _parsed(argv: Sequence[str]) -> Options:
    parser = _Parser(
        prog="perfeval",
        usage="perfeval [--store 文件] [--samples] [--screenshot 图片] [--self-test [文件夹]]",
        allow_abbrev=False,
        add_help=False,
        exit_on_error=False,
    )
    parser.add_argument("--store", type=Path)
    parser.add_argument("--samples", action="store_true")
    parser.add_argument("--screenshot", type=Path)
    parser.add_argument("--self-test", nargs="?", const="")
    try:
        options, unknown = parser.parse_known_args(argv, Options())
    except argparse.ArgumentError as error:
        parser.error(f"{error.argument_name} 的写法不对。")
    if unknown:
        parser.error(f"无法识别的参数：{' '.join(unknown)}。")
    return options


class _Parser(argparse.ArgumentParser):
    """Complains in Chinese; ``--help`` is answered by :mod:`perfeval_desktop.cli`."""

    def error(self, message: str) -> NoReturn:
        self.exit(_WRONG_USAGE, f"{message}用法：{self.usage}\n详见 perfeval --help\n")


def _prefer_ibus() -> None:
    # The PySide6 wheels bring an input plugin for ibus but none for fcitx, which also speaks its protocol.
    if sys.platform == "linux" and "fcitx" in os.environ.get("XMODIFIERS", ""):
        os.environ.setdefault("QT_IM_MODULE", "ibus")
