"""The log file of the program: its bugs and the messages of Qt. Nothing of a form is in it."""

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from perfeval_desktop.own_places import close_to_others, make_folder

_LARGEST = 500_000
_QT = logging.getLogger("qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


@contextmanager
def program_log(file: Path) -> Iterator[None]:
    """Write what is logged meanwhile into ``file``; where that cannot be written, log nothing.

    A file larger than half a megabyte is renamed first, in place of the one that was renamed before.
    """
    before = qInstallMessageHandler(_pass_on)
    root = logging.getLogger()
    with closing(_handler(file)) as handler:
        root.setLevel(logging.INFO)
        root.addHandler(handler)
        try:
            yield
        finally:
            root.removeHandler(handler)
            qInstallMessageHandler(before)


def _handler(file: Path) -> logging.Handler:
    try:
        make_folder(file.parent, with_parents=True)
        if file.exists() and file.stat().st_size > _LARGEST:
            file.replace(file.with_suffix(".old.log"))
        handler = logging.FileHandler(file, encoding="utf-8")
        close_to_others(file)
    except OSError:
        return logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    return handler


def _pass_on(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    del context
    _QT.log(_LEVELS[kind], "%s", message)
