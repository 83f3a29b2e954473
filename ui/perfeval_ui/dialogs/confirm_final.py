"""The question whether forms that have errors are to be made final all the same."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from perfeval_ui.widgets.message_box import MessageBox


class ConfirmFinalQuestion(MessageBox):
    """Asks it, naming the number of ``errors``; nothing is emitted where the user cancels.

    ``insisted`` is emitted when they are to be final, ``look_wanted`` when the user wants to see the errors.
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
