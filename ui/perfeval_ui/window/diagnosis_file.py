"""The report for whoever helps, as a file, with what only the window knows: Qt, screens, fonts."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QLocale, qVersion
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from perfeval_desktop.atomic_write import write_atomically
from perfeval_desktop.diagnosis import diagnosis
from perfeval_desktop.storage.store import Store


def write_diagnosis(store: Store, file: Path, window: QWidget) -> None:
    """Write the report on the program and its open ``store``. Raises :class:`OutputError`."""
    text = diagnosis(store.path, store=store, window=_facts(window))
    write_atomically(file, text.encode())


def _facts(window: QWidget) -> Iterator[tuple[str, str]]:
    yield "Qt", qVersion()
    yield "平台", f"{QGuiApplication.platformName()}，{QLocale.system().name()}"
    yield "样式", f"{QApplication.style().name()}，{QGuiApplication.styleHints().colorScheme().name}"
    font = QApplication.font()
    yield "字体", f"{font.family()}，{font.pointSizeF():g} 磅"
    yield "窗口", f"{window.width()}×{window.height()}，{window.devicePixelRatioF():g} 倍"
    for number, screen in enumerate(QGuiApplication.screens(), 1):
        yield f"屏幕 {number}", _screen(screen)


def _screen(screen: QScreen) -> str:
    size = screen.size()
    scale, density = screen.devicePixelRatio(), screen.logicalDotsPerInch()
    return f"{size.width()}×{size.height()}，{scale:g} 倍，{density:g} dpi"
