"""回收站: take deleted forms back, or remove them for good."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QHBoxLayout, QMessageBox, QWidget

from perfeval_desktop.domain.numerals import shortened
from perfeval_desktop.errors import StorageError
from perfeval_desktop.session import Notification
from perfeval_desktop.store import FormSummary
from perfeval_desktop.summary_texts import project_text
from perfeval_ui.dialogs.recycle_bin_table import bin_table
from perfeval_ui.dialogs.table_dialog import TableDialog
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.message_box import MessageBox


class RecycleBinDialog(TableDialog[FormSummary]):
    """Lists the deleted forms. Restores without a question, as that can be undone; asks before it purges."""

    def __init__(self, signals: SessionSignals, parent: QWidget | None = None) -> None:
        placeholder = "回收站是空的。删除的项目会先放在这里，随时可以恢复。"
        super().__init__("回收站", bin_table(), placeholder=placeholder, parent=parent)
        self._session = signals.session
        self._to_purge: tuple[FormSummary, ...] = ()
        self.restore_button = self._button("恢复(&R)", self._restore, "restore")
        self.purge_button = self._button("永久删除(&D)…", self._ask_to_purge, "delete")
        self.empty_button = self._button("清空回收站(&E)…", self._ask_to_empty)
        self.question = MessageBox(self)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setMinimumHeight(32 * RHYTHM)
        self.view.header().setMinimumSectionSize(8 * RHYTHM)
        self._stretch_columns(0, 1)
        self._arrange()
        self._prepare_question()
        signals.changed.connect(self._follow)
        self._reload()

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(RHYTHM)
        for button in (self.restore_button, self.purge_button, self.empty_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.close_button_box())
        self.column.addLayout(self._pages, 1)
        self.column.addWidget(self.message)
        self.column.addLayout(row)
        self.setMinimumWidth(84 * RHYTHM)

    def _prepare_question(self) -> None:
        self.question.setIcon(QMessageBox.Icon.Warning)
        self.question.setTextFormat(Qt.TextFormat.PlainText)
        self.question.setInformativeText("永久删除以后不能恢复，也不能撤销。")
        self._yes = self.question.addButton("永久删除", QMessageBox.ButtonRole.DestructiveRole)
        no = self.question.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        self.question.setDefaultButton(no)
        self.question.setEscapeButton(no)
        self.question.buttonClicked.connect(self._answer)

    def _follow(self, notification: Notification) -> None:
        if notification.listed or notification.unlisted:
            self._reload()

    def _reload(self) -> None:
        """Read the recycle bin again; where that is impossible, what was read before stays."""
        forms: Sequence[FormSummary] = self.table.rows
        try:
            forms = self._session.bin()
        except StorageError as error:
            self.message.show_error(str(error))
        self._show_records(forms)

    def _update_buttons(self) -> None:
        can_change = not self._session.is_read_only
        self.restore_button.setEnabled(can_change and bool(self.selected))
        self.purge_button.setEnabled(can_change and bool(self.selected))
        self.empty_button.setEnabled(can_change and self.table.rowCount() > 0)

    def _restore(self) -> None:
        forms = self.selected
        label = f"恢复{_named(forms)}"
        try:
            self._session.restore([form.form_id for form in forms], label)
        except StorageError as error:
            self.message.show_error(f"没有恢复：{error}")
        else:
            self.message.show_success(f"已{label}。")

    def _ask_to_purge(self) -> None:
        forms = self.selected
        self._ask(forms, f"永久删除{_named(forms)}？")

    def _ask_to_empty(self) -> None:
        forms = self.table.rows
        self._ask(forms, f"清空回收站，永久删除其中的 {len(forms)} 个项目？")

    def _ask(self, forms: tuple[FormSummary, ...], question: str) -> None:
        self._to_purge = forms
        self.question.setText(question)
        self.question.open()

    def _answer(self, button: QAbstractButton) -> None:
        forms, self._to_purge = self._to_purge, ()
        if button is not self._yes:
            return
        try:
            self._session.purge([form.form_id for form in forms])
        except StorageError as error:
            self.message.show_error(f"没有删除：{error}")
        else:
            self.message.show_success(f"已永久删除{_named(forms)}。")
        self._reload()


def _named(forms: Sequence[FormSummary]) -> str:
    """Return the name of the only form, else how many they are."""
    return f"“{shortened(project_text(forms[0]))}”" if len(forms) == 1 else f" {len(forms)} 个项目"
