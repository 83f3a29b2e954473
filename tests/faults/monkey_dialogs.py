"""What a monkey answers where something is asked: it chooses lines, ticks, types, and presses buttons."""

from contextlib import suppress
from pathlib import Path
from random import Random

from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
)

from faults.figures import Figures
from faults.random_work import text
from perfeval_ui.dialogs.backups import BackupsDialog

# Nobody can undo what these do.
_FOR_GOOD = ("彻底", "永久", "清空", "抢救")


class Answers:
    """Answers questions and dialogs; one that is reckless also where nobody can undo it."""

    def __init__(self, folder: Path, figures: Figures, random: Random, *, is_reckless: bool) -> None:
        self._folder, self._figures, self._random = folder, figures, random
        self._is_reckless = is_reckless

    def answer(self, box: QMessageBox) -> int:
        """Press a button of a question that waits for its answer."""
        self._figures.meet("questions")
        self._random.choice(box.buttons()).click()
        return 0

    def close_dialogs(self) -> None:
        """Fill in whatever dialog is open, press a button or two in it, and close it."""
        for _ in range(4):
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog):
                return
            self._figures.meet("dialogs")
            if isinstance(dialog, QFileDialog):
                self._answer_file_dialog(dialog)
            elif not isinstance(dialog, QPrintDialog):
                self._fill_in(dialog)
                self._press_in(dialog)
            QApplication.processEvents()
            if QApplication.activeModalWidget() is dialog:
                dialog.reject()
            QApplication.processEvents()

    def _fill_in(self, dialog: QDialog) -> None:
        if self._random.random() < 0.4:
            return
        for widget in dialog.findChildren(QAbstractItemView):
            if widget.isVisible() and widget.isEnabled() and widget.model() is not None:
                self._choose_line(widget)
        for tick in dialog.findChildren(QCheckBox):
            if tick.isEnabled() and self._random.random() < 0.2:
                tick.click()
        lines: list[QLineEdit | QPlainTextEdit] = [*dialog.findChildren(QLineEdit)]
        lines += dialog.findChildren(QPlainTextEdit)
        for line in lines:
            if line.isVisible() and line.isEnabled() and not line.isReadOnly():
                self._write(line)

    def _choose_line(self, view: QAbstractItemView) -> None:
        model = view.model()
        rows = model.rowCount(view.rootIndex())
        if rows and self._random.random() < 0.7:
            index = model.index(self._random.randrange(rows), 0, view.rootIndex())
            if model.rowCount(index) and self._random.random() < 0.8:
                index = model.index(self._random.randrange(model.rowCount(index)), 0, index)
            view.setCurrentIndex(index)

    def _write(self, line: QLineEdit | QPlainTextEdit) -> None:
        if self._random.random() < 0.6:
            words = text(self._random, 10)
            line.setText(words) if isinstance(line, QLineEdit) else line.setPlainText(words)

    def _press_in(self, dialog: QDialog) -> None:
        buttons = [one for one in dialog.findChildren(QAbstractButton) if one.isEnabled() and one.isVisible()]
        if not self._is_reckless:
            never = (*_FOR_GOOD, "恢复") if isinstance(dialog, BackupsDialog) else _FOR_GOOD
            buttons = [one for one in buttons if not any(word in one.text() for word in never)]
        if not buttons or self._random.random() > 0.8:
            return
        default = [one for one in buttons if getattr(one, "isDefault", bool)()]
        chosen = self._random.choice(default if default and self._random.random() < 0.5 else buttons)
        # A click may close the dialog with all its buttons.
        with suppress(RuntimeError):
            chosen.click()

    def _answer_file_dialog(self, dialog: QFileDialog) -> None:
        target = self._folder / "导出.pdf"
        target.unlink(missing_ok=True)
        if dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave and self._random.random() < 0.6:
            dialog.selectFile(str(target))
            dialog.accept()
