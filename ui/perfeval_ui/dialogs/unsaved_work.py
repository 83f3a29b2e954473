"""没保存的内容: what a crash has kept from being saved, beside what is saved there now."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.unsaved_texts import place_text, saved_text, short_text, way_text, whole_text
from perfeval_desktop.unsaved_work import OfferedWork, WayBack
from perfeval_desktop.work_keeper import WorkKeeper
from perfeval_ui.dialogs.table_dialog import TableDialog
from perfeval_ui.dialogs.unsaved_table import unsaved_table
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.message_box import MessageBox

_PLACEHOLDER = "没有这样的内容。程序意外退出、断电时没来得及保存的内容，会在下次启动后列在这里。"


class UnsavedWorkDialog(TableDialog[OfferedWork]):
    """Lists what crashes have left; puts it back without a question, as that can be undone.

    Asks before it discards. ``put_back`` carries the work that is in its form again.
    """

    put_back = Signal(object)

    def __init__(self, keeper: WorkKeeper, parent: QWidget | None = None) -> None:
        super().__init__("没保存的内容", unsaved_table(), placeholder=_PLACEHOLDER, parent=parent)
        self._keeper = keeper
        self.put_back_button = self._button("放回(&P)", self._put_back, "restore")
        self.copy_button = self._button("复制内容(&C)", self._copy, "duplicate")
        self.discard_button = self._button("丢弃(&D)…", self._ask_to_discard, "delete")
        self.question = MessageBox(self)
        self.unsaved, self.saved = self._text("没保存的内容"), self._text("现在表里的内容")
        self.view.setMinimumHeight(14 * RHYTHM)
        self.view.header().setMinimumSectionSize(8 * RHYTHM)
        self.view.setAccessibleName("没保存的内容列表")
        self._stretch_columns(1, 2, 3)
        self._arrange()
        self._prepare_question()
        self._reload()

    def _text(self, name: str) -> QPlainTextEdit:
        text = QPlainTextEdit(self)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(name)
        text.setMinimumHeight(10 * RHYTHM)
        return text

    def _arrange(self) -> None:
        texts = QGridLayout()
        texts.setSpacing(RHYTHM)
        for column, text in enumerate((self.unsaved, self.saved)):
            texts.addWidget(QLabel(text.accessibleName(), self), 0, column)
            texts.addWidget(text, 1, column)
        row = QHBoxLayout()
        row.setSpacing(RHYTHM)
        for button in (self.put_back_button, self.copy_button, self.discard_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.close_button_box())
        self.column.addLayout(self._pages, 1)
        self.column.addLayout(texts, 1)
        self.column.addWidget(self.message)
        self.column.addLayout(row)
        self.take_room(100, 68)

    def _prepare_question(self) -> None:
        self.question.setIcon(QMessageBox.Icon.Warning)
        self.question.setTextFormat(Qt.TextFormat.PlainText)
        self.question.setInformativeText("丢弃以后不能恢复。表里已保存的内容不受影响。")
        self._yes = self.question.addButton("丢弃", QMessageBox.ButtonRole.DestructiveRole)
        no = self.question.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        self.question.setDefaultButton(no)
        self.question.setEscapeButton(no)
        self.question.buttonClicked.connect(self._answer)

    def _reload(self) -> None:
        """Read again what there is, and select the first."""
        self._show_records(self._keeper.offers())
        self.view.setCurrentIndex(self.table.index(0, 0) if self.table.rows else self.view.rootIndex())
        self.view.setFocus()

    def _update_buttons(self) -> None:
        offer = next(iter(self.selected), None)
        self.put_back_button.setEnabled(offer is not None and offer.prospect.way.is_open)
        for button in (self.copy_button, self.discard_button):
            button.setEnabled(offer is not None)
        self.unsaved.setPlainText(whole_text(offer.left.work) if offer else "")
        self.saved.setPlainText(saved_text(offer) if offer else "")
        if offer is not None:
            self._say_way(offer)

    def _say_way(self, offer: OfferedWork) -> None:
        text = f"{way_text(offer.prospect.way)}。"
        if offer.prospect.way is WayBack.READY:
            self.message.show_success(text)
        else:
            self.message.show_warning(text)

    def _put_back(self) -> None:
        (offer,) = self.selected
        try:
            is_saved = self._keeper.put_back(offer.left)
        except PerfEvalError as error:
            self.message.show_error(str(error))
            return
        self._reload()
        self.put_back.emit(offer.left.work)
        if is_saved:
            self.message.show_success(f"已放回：{place_text(offer.left.work)}。可以撤销。")
        else:
            self.message.show_warning("已经填进表里，但还没有保存成功。请关闭这个窗口，按下面的提示重试。")

    def _copy(self) -> None:
        (offer,) = self.selected
        QGuiApplication.clipboard().setText(whole_text(offer.left.work))
        self.message.show_success("已复制。")

    def _ask_to_discard(self) -> None:
        (offer,) = self.selected
        self.question.setText(f"丢弃没保存的“{short_text(offer.left.work)}”？")
        self.question.open()

    def _answer(self, button: QAbstractButton) -> None:
        if button is self._yes:
            (offer,) = self.selected
            self._keeper.discard(offer.left)
            self._reload()
            self.message.show_success("已丢弃。")
