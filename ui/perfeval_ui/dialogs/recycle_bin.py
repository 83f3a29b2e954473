"""回收站: the deleted forms, to be taken back or to be removed for good."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QMessageBox,
    QPushButton,
    QStackedLayout,
    QTreeView,
    QWidget,
)

from perfeval_desktop.domain.numerals import shortened
from perfeval_desktop.errors import StorageError
from perfeval_desktop.session import Notification
from perfeval_desktop.store import FormSummary
from perfeval_desktop.summary_texts import project_text
from perfeval_ui.dialogs.bin_table import bin_table
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.theme import RHYTHM, icon
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.widgets.inline_message import InlineMessage
from perfeval_ui.widgets.quiet_label import QuietLabel


class RecycleBinDialog(GrowingDialog):
    """Restores forms at once, since that can be undone; asks before it removes any for good."""

    def __init__(self, signals: SessionSignals, parent: QWidget | None = None) -> None:
        super().__init__("回收站", parent)
        self._session = signals.session
        self._doomed: tuple[FormSummary, ...] = ()
        self.table = bin_table(self)
        self.view = QTreeView(self)
        self._empty = QuietLabel("回收站是空的。删除的项目会先放在这里，随时可以恢复。", self)
        self._pages = QStackedLayout()
        self.restore_button = self._button("restore", "恢复(&R)")
        self.purge_button = self._button("delete", "永久删除(&D)…")
        self.empty_button = self._button(None, "清空回收站(&E)…")
        self.notice = InlineMessage(self)
        self.question = QMessageBox(self)
        self._arrange()
        self._prepare_question()
        self.restore_button.clicked.connect(self._restore)
        self.purge_button.clicked.connect(self._ask_to_purge)
        self.empty_button.clicked.connect(self._ask_to_empty)
        self.question.buttonClicked.connect(self._answer)
        self.view.selectionModel().selectionChanged.connect(self._review)
        signals.changed.connect(self._follow)
        self._list()

    @property
    def message(self) -> str:
        """The sentence shown in the place of an empty list; empty while there are forms."""
        return self._empty.text() if self._pages.currentWidget() is self._empty else ""

    def _arrange(self) -> None:
        self.view.setModel(self.table)
        self.view.setRootIsDecorated(False)
        self.view.setUniformRowHeights(True)
        self.view.setAlternatingRowColors(True)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setMinimumHeight(32 * RHYTHM)
        header = self.view.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(8 * RHYTHM)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for names in (0, 1):
            header.setSectionResizeMode(names, QHeaderView.ResizeMode.Stretch)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._empty)
        row = QHBoxLayout()
        row.setSpacing(RHYTHM)
        for button in (self.restore_button, self.purge_button, self.empty_button):
            row.addWidget(button)
        row.addStretch(1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.button(QDialogButtonBox.StandardButton.Close).setText("关闭")
        close.rejected.connect(self.reject)
        row.addWidget(close)
        self.column.addLayout(self._pages, 1)
        self.column.addWidget(self.notice)
        self.column.addLayout(row)
        self.setMinimumWidth(84 * RHYTHM)

    def _button(self, icon_name: str | None, text: str) -> QPushButton:
        button = QPushButton(text, self)
        if icon_name:
            button.setIcon(icon(icon_name))
        button.setAutoDefault(False)
        return button

    def _prepare_question(self) -> None:
        self.question.setIcon(QMessageBox.Icon.Warning)
        self.question.setTextFormat(Qt.TextFormat.PlainText)
        self.question.setInformativeText("永久删除以后不能恢复，也不能撤销。")
        self._yes = self.question.addButton("永久删除", QMessageBox.ButtonRole.DestructiveRole)
        no = self.question.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        self.question.setDefaultButton(no)
        self.question.setEscapeButton(no)

    # -- what is to be seen ------------------------------------------------------------------------------

    def _follow(self, notification: Notification) -> None:
        if notification.listed or notification.unlisted:
            self._list()

    def _list(self) -> None:
        """Read the recycle bin again; one that cannot be read is said so."""
        try:
            self.table.set_rows(self._session.bin())
        except StorageError as error:
            self.notice.say_error(str(error))
        count = self.table.rowCount()
        self._pages.setCurrentWidget(self.view if count else self._empty)
        self._review()

    def _review(self) -> None:
        may_change = not self._session.is_read_only
        has_selection = self.view.selectionModel().hasSelection()
        self.restore_button.setEnabled(may_change and has_selection)
        self.purge_button.setEnabled(may_change and has_selection)
        self.empty_button.setEnabled(may_change and self.table.rowCount() > 0)

    def _selected(self) -> tuple[FormSummary, ...]:
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return tuple(self.table.rows[row] for row in rows)

    # -- what is to be done ------------------------------------------------------------------------------

    def _restore(self) -> None:
        forms = self._selected()
        what = f"恢复{_named(forms)}"
        try:
            self._session.restore([form.form_id for form in forms], what)
        except StorageError as error:
            self.notice.say_error(f"没有恢复：{error}")
        else:
            self.notice.say_done(f"已{what}。")

    def _ask_to_purge(self) -> None:
        forms = self._selected()
        self._ask(forms, f"永久删除{_named(forms)}？")

    def _ask_to_empty(self) -> None:
        forms = self.table.rows
        self._ask(forms, f"清空回收站，永久删除其中的 {len(forms)} 个项目？")

    def _ask(self, forms: tuple[FormSummary, ...], question: str) -> None:
        self._doomed = forms
        self.question.setText(question)
        self.question.open()

    def _answer(self, button: QAbstractButton) -> None:
        forms, self._doomed = self._doomed, ()
        if button is not self._yes:
            return
        try:
            self._session.purge([form.form_id for form in forms])
        except StorageError as error:
            self.notice.say_error(f"没有删除：{error}")
        else:
            self.notice.say_done(f"已永久删除{_named(forms)}。")
        self._list()


def _named(forms: Sequence[FormSummary]) -> str:
    """Return the name of the only form, else how many they are."""
    return f"“{shortened(project_text(forms[0]))}”" if len(forms) == 1 else f" {len(forms)} 个项目"
