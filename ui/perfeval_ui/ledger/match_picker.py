"""The line in which the user says which form a row of the ledger is about."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLabel, QWidget

from perfeval_desktop.ledger_filling.plan import PlannedRow
from perfeval_desktop.store import FormId, FormSummary
from perfeval_ui.ledger.lines import form_words
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.composing_input import ComposingBox

_NO_FORM = "（不填）"


class MatchPicker(QWidget):
    """Offers forms for one row; ``picked`` carries the number of the row and the form, ``None`` for none."""

    picked = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._planned: PlannedRow | None = None
        self._forms: Sequence[FormSummary] = ()
        self._label = QLabel("选中的一行对上(&M)：", self)
        self.box = ComposingBox(self)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setMinimumContentsLength(40)
        completer = QCompleter(self.box.model(), self.box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.box.setCompleter(completer)
        self.box.activated.connect(self._pick)
        self._label.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(RHYTHM)
        row.addWidget(self._label)
        row.addWidget(self.box, 1)
        self.show_row(None, ())

    def show_row(self, planned: PlannedRow | None, forms: Sequence[FormSummary]) -> None:
        """Offer for a row its candidates, then all other ``forms``; nothing without a row."""
        self._planned, self._forms = planned, forms
        self.setEnabled(planned is not None)
        self.box.clear()
        if planned is None:
            return
        self.box.addItem(_NO_FORM, None)
        told = {one.form.form_id for one in planned.match.candidates}
        for one in planned.match.candidates:
            self.box.addItem(f"{form_words(one.form)}　{one.reason}", one.form.form_id)
        for form in forms:
            if form.form_id not in told:
                self.box.addItem(form_words(form), form.form_id)
        at = self.box.findData(planned.form_id) if planned.form_id is not None else 0
        self.box.setCurrentIndex(max(at, 0))

    def _pick(self) -> None:
        form_id: FormId | None = self.box.currentData()
        if self._planned is not None and form_id != self._planned.form_id:
            self.picked.emit(self._planned.row.number, form_id)
