"""检查结果: the findings on the chosen forms in one list, checked while the window stays usable."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from time import monotonic

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QFileDialog, QHBoxLayout, QLabel, QWidget

from perfeval_desktop.atomic_write import write_atomically
from perfeval_desktop.check_reports import check_report, reported
from perfeval_desktop.domain.check_report import CheckReport, ReportedForm
from perfeval_desktop.errors import OutputError, PerfEvalError
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.store import FormId
from perfeval_ui.dialogs.finding_tree import FindingTree, Order
from perfeval_ui.widgets.file_dialog import file_dialog, usual_folder
from perfeval_ui.widgets.growing_dialog import GrowingDialog

# As long as nobody notices while typing.
_SECONDS_AT_A_TIME = 0.03


class CheckReportDialog(GrowingDialog):
    """Checks forms a few at a time, then lists what was found; the form can be worked on meanwhile.

    ``evaluate`` returns a form as checked, or raises why that is impossible. ``finding_chosen`` carries the
    form and the place of a finding that was activated.
    """

    finding_chosen = Signal(str, object)

    def __init__(
        self,
        form_ids: Sequence[FormId],
        evaluate: Callable[[FormId], EvaluatedForm],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("检查结果", parent)
        self._form_ids, self._evaluate = form_ids, evaluate
        self._forms: list[ReportedForm] = []
        self._troubles: list[str] = []
        self._left: list[FormId] = []
        self.report: CheckReport | None = None
        self.summary = QLabel(self)
        self.summary.setWordWrap(True)
        self.order = QComboBox(self)
        self.order.setAccessibleName("排列")
        for order in Order:
            self.order.addItem(order.value, order)
        self.tree = FindingTree(self)
        self.buttons = self.close_button_box()
        self.save = self.buttons.addButton("存为 PDF…", QDialogButtonBox.ButtonRole.ActionRole)
        self.again = self.buttons.addButton("重新检查", QDialogButtonBox.ButtonRole.ActionRole)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._arrange()
        self._timer.timeout.connect(self._check_some)
        self.order.currentIndexChanged.connect(self._show)
        self.tree.finding_chosen.connect(self.finding_chosen)
        self.save.clicked.connect(self._ask_file)
        self.again.clicked.connect(self.start)
        self.start()

    def start(self) -> None:
        """Check all forms (anew)."""
        self._forms.clear()
        self._troubles.clear()
        self._left = list(self._form_ids)
        self.report = None
        self._enable()
        self._timer.start()

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.summary, 1)
        line.addWidget(self.order)
        self.column.addLayout(line)
        self.column.addWidget(self.tree, 1)
        self.column.addWidget(self.buttons)
        # Enter goes to the form, and presses nothing.
        close = self.buttons.button(QDialogButtonBox.StandardButton.Close)
        for button in (self.save, self.again, close):
            button.setAutoDefault(False)
        self.take_room(112, 66)

    def _check_some(self) -> None:
        until = monotonic() + _SECONDS_AT_A_TIME
        self._check_next()
        while self._left and monotonic() < until:
            self._check_next()
        if self._left:
            done, all_of_them = len(self._form_ids) - len(self._left), len(self._form_ids)
            self.summary.setText(f"正在检查 {done}/{all_of_them}……")
            self._timer.start()
            return
        self.report = check_report(self._forms)
        self._enable()
        self._show()

    def _check_next(self) -> None:
        try:
            self._forms.append(reported(self._evaluate(self._left.pop(0))))
        except PerfEvalError as error:
            self._troubles.append(str(error))

    def _enable(self) -> None:
        for widget in (self.save, self.again, self.order):
            widget.setEnabled(self.report is not None)

    def _show(self) -> None:
        if self.report is None:
            return
        sound = "" if self.report.kinds else "。全部检查通过"
        failed = f"。有 {len(self._troubles)} 张没能检查：{self._troubles[0]}" if self._troubles else ""
        self.summary.setText(f"{self.report.summary}{sound}{failed}")
        self.tree.show_report(self.report, self.order.currentData())

    # -- the file ----------------------------------------------------------------------------------------

    def _ask_file(self) -> None:
        dialog = file_dialog("存为 PDF", str(usual_folder()), "PDF 文件 (*.pdf)", self)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"检查结果 {_now():%Y%m%d}.pdf")
        dialog.fileSelected.connect(self._write, Qt.ConnectionType.QueuedConnection)
        dialog.open()

    def _write(self, chosen: str) -> None:
        from perfeval_desktop.printing.check_report_pdf import check_report_pdf  # noqa: PLC0415  # brings reportlab

        if self.report is None:
            return
        try:
            write_atomically(Path(chosen), check_report_pdf(self.report, _now().date()))
        except OutputError as error:
            self.summary.setText(str(error))
        else:
            self.summary.setText(f"已写好：{chosen}")


def _now() -> datetime:
    return datetime.now().astimezone()
