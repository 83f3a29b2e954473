"""The question before a form with errors becomes final: a deliberate act, and the log says so."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget


class ConfirmFinalQuestion(QMessageBox):
    """Asks whether forms with ``errors`` are to be final all the same.

    ``insisted`` is emitted where they are, ``look_wanted`` where the errors are to be looked at first.
    """

    insisted = Signal()
    look_wanted = Signal()

    def __init__(self, errors: int, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(
            QMessageBox.Icon.Warning, "定稿", f"还有 {errors} 处错误，仍要定稿吗？", parent=parent
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setInformativeText(f"{sentence}\n仍然定稿时，历史里会记下这张表带着错误定稿。")
        self._look = self.addButton("查看问题", QMessageBox.ButtonRole.ActionRole)
        self._insist = self.addButton("仍然定稿", QMessageBox.ButtonRole.DestructiveRole)
        cancel = self.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self._look)
        self.setEscapeButton(cancel)
        self.buttonClicked.connect(self._answer)

    def _answer(self, button: QAbstractButton) -> None:
        if button is self._insist:
            self.insisted.emit()
        elif button is self._look:
            self.look_wanted.emit()
