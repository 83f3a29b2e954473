"""The question before a backup is restored: how old it is, and what is newer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QWidget

from perfeval_desktop.storage.backups.changes import ChangedForm, ChangesSince, FormChange
from perfeval_desktop.summary_texts import project_name
from perfeval_ui.dialogs.table_dialog import TableDialog
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.quiet_label import QuietLabel
from perfeval_ui.widgets.record_table import Column, RecordTable

_WORDS = {FormChange.CHANGED: "改过", FormChange.NEW: "新建", FormChange.DELETED: "删除"}
_PROJECT, _WHAT = 1, 3
_WHAT_HAPPENS = "恢复前，现有的数据会先自动备份；恢复以后可以撤销恢复，一张也不会少。"


class RestoreQuestion(TableDialog[ChangedForm]):
    """Says in ``sentence`` how old the backup is, and lists what is newer; ``agreed`` is emitted to go on."""

    agreed = Signal()

    def __init__(self, sentence: str, since: ChangesSince, parent: QWidget | None = None) -> None:
        super().__init__("恢复备份", _table(), placeholder="此后没有改动过。", parent=parent)
        words = QLabel(sentence, self)
        words.setWordWrap(True)
        self.sentence = words
        self.view.setAccessibleName("此后的改动")
        self.view.setMinimumHeight(16 * RHYTHM)
        self._stretch_columns(_PROJECT, _WHAT)
        buttons = QDialogButtonBox(self)
        self.restore_button = buttons.addButton("恢复", QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel_button = buttons.addButton("不恢复", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(words)
        self.column.addLayout(self._pages, 1)
        self.column.addWidget(self.message)
        self.column.addWidget(QuietLabel(_WHAT_HAPPENS, self))
        self.column.addWidget(buttons)
        self.setMinimumWidth(72 * RHYTHM)
        self._show_records(since.forms)

    def accept(self) -> None:
        """Close the dialog, and let the backup be restored."""
        super().accept()
        self.agreed.emit()

    def _update_buttons(self) -> None:
        """Nothing depends on what is selected."""


def _table() -> RecordTable[ChangedForm]:
    columns: tuple[Column[ChangedForm], ...] = (
        Column("此后", lambda form: _WORDS[form.change]),
        Column("项目", lambda form: project_name(form.project)),
        Column("年度", lambda form: str(form.year)),
        Column("最后一次改动", lambda form: form.label),
        Column("时间", _time_text),
        Column("经手人", lambda form: form.by),
    )
    return RecordTable(columns, lambda form: f"{project_name(form.project)}：{form.label}")


def _time_text(form: ChangedForm) -> str:
    return form.at.astimezone().strftime("%Y-%m-%d %H:%M") if form.at else ""
