"""An exporter with a session, a folder and a window of its own, and a way to cancel it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDialog, QFileDialog, QProgressDialog, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.template import Template
from perfeval_desktop.printing import batch
from perfeval_desktop.printing.form_pdf import new_section
from perfeval_desktop.printing.pdf.section import Section
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_ui.paper.export_dialog import ExportDialog
from perfeval_ui.paper.exporter import Exporter
from perfeval_ui.paper.result_dialog import ResultDialog
from ui.page_driver import ONLY, project_of


@dataclass
class Desk:
    """An exporter, with everything that its tests look at."""

    exporter: Exporter
    session: EditingSession
    settings: QSettings
    form_ids: tuple[FormId, ...]
    window: QWidget
    folder: Path
    finished: list[str]
    failed: list[str]
    qtbot: QtBot

    @property
    def file_dialog(self) -> QFileDialog:
        (dialog,) = self.window.findChildren(QFileDialog)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        return dialog

    @property
    def many_dialog(self) -> ExportDialog:
        (dialog,) = self.window.findChildren(ExportDialog)
        return dialog

    @property
    def result_dialog(self) -> ResultDialog:
        (dialog,) = self.window.findChildren(ResultDialog)
        return dialog

    @property
    def remarks(self) -> list[str]:
        model = self.result_dialog.list.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    @property
    def files(self) -> list[Path]:
        return sorted(self.folder.iterdir())

    def accept(self, dialog: QDialog) -> None:
        with self.qtbot.waitSignal(self.exporter.finished):
            dialog.accept()

    def wait_for_failure(self) -> str:
        self.qtbot.waitUntil(lambda: bool(self.failed))
        (sentence,) = self.failed
        return sentence

    def change(self, **changes: str) -> None:
        """Change the first form."""
        self.session.edit_many(
            self.form_ids[:1],
            lambda form: entered(form, changes),
            "改动",
        )

    def purge_first(self) -> None:
        self.session.delete(self.form_ids[:1], "删除")
        self.session.purge(self.form_ids[:1])


def entered(form: Form, changes: Mapping[str, str]) -> Form:
    """Return ``form`` with other texts in its head and its goals, by column."""
    for column, text in changes.items():
        block = "head" if column in ("project", "department", "implementing_unit") else "goals"
        form = form.with_text(Place(block, ONLY, column), text)
    return form


def cancel_at(monkeypatch: pytest.MonkeyPatch, window: QWidget, number: int) -> None:
    """Press 取消 while the form of that number is made."""
    made: list[str] = []

    def counted(template: Template, form: Form) -> Section:
        made.append(project_of(form))
        if len(made) == number:
            (progress,) = window.findChildren(QProgressDialog)
            progress.cancel()
        return new_section(template, form)

    # As if none of the forms had been printed before.
    monkeypatch.setattr(batch, "cached_section", lambda _template, _form: None)
    monkeypatch.setattr(batch, "new_section", counted)
    monkeypatch.setattr("perfeval_desktop.printing.form_pdf.form_section", counted)
