"""The question whether a form behind a lock line is to be changed all the same."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from perfeval_desktop.lock_lines import LockLine
from perfeval_ui.widgets.message_box import MessageBox


class UnlockQuestion(MessageBox):
    """Asks it, naming the ``line``; ``insisted`` is emitted when it is to be changed."""

    insisted = Signal()

    def __init__(self, line: LockLine, parent: QWidget | None = None) -> None:
        title = f"截止日 {line.words} 已过，仍要修改这张表吗？"
        super().__init__(QMessageBox.Icon.Warning, "锁定线", title, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setInformativeText("历史里会记下是谁、什么时候在截止日以后修改的。这张表以后不再问。")
        self._insist = self.addButton("仍要修改", QMessageBox.ButtonRole.DestructiveRole)
        cancel = self.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(cancel)
        self.setEscapeButton(cancel)
        self.buttonClicked.connect(self._answer)

    def _answer(self, button: QAbstractButton) -> None:
        if button is self._insist:
            self.insisted.emit()
