"""Waits, when the window is closed, until the last backup is in its second place."""

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QProgressDialog, QWidget

from perfeval_ui.stores.second_place_copier import SecondPlaceCopier
from perfeval_ui.theme import RHYTHM

# A copy that is done sooner shows no dialog.
_DELAY_MS = 400


def wait_for_copy(copier: SecondPlaceCopier, window: QWidget) -> None:
    """Return when ``copier`` is done, or the user does not want to wait for it.

    Nothing can be typed into ``window`` meanwhile. A copy that is not waited for ends with the program: it
    has not its name yet then.
    """
    loop = QEventLoop()

    def end() -> None:
        if not copier.is_copying:
            loop.quit()

    copier.changed.connect(end)
    QTimer.singleShot(_DELAY_MS, loop.quit)
    if copier.is_copying:
        # The close event that is being handled ends with the window: what it waits for is waited for here.
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    if copier.is_copying:
        dialog = _dialog(window)
        dialog.canceled.connect(loop.quit)
        dialog.open()
        # As above, with a way out.
        loop.exec()
        dialog.close()
    copier.changed.disconnect(end)


def _dialog(window: QWidget) -> QProgressDialog:
    words = "正在把备份另存到第二处。\n请先不要拔下 U 盘或移动硬盘。"
    dialog = QProgressDialog(words, "不等了，直接关闭", 0, 0, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle("绩效自评")
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setMinimumWidth(50 * RHYTHM)
    return dialog
