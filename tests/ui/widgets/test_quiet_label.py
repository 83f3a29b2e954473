from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget

from perfeval_ui.theme import palette_for
from perfeval_ui.widgets.quiet_label import QuietLabel


def test_the_text_stays_readable_when_the_system_turns_dark(parent: QWidget) -> None:
    label = QuietLabel("可读可不读", parent)
    light = label.palette().color(QPalette.ColorRole.WindowText)
    parent.setPalette(palette_for(Qt.ColorScheme.Dark))
    QApplication.sendPostedEvents(None, QEvent.Type.PaletteChange)
    dark = label.palette().color(QPalette.ColorRole.WindowText)
    assert dark.lightness() > light.lightness()
