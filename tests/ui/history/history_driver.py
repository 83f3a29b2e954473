"""What tests do in the history: versions chosen, differences looked at, dialogs answered."""

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QDialogButtonBox

from perfeval_desktop.domain.form import Place
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_ui.history.lines import Version
from perfeval_ui.history.name_dialog import NameVersionDialog
from perfeval_ui.history.page import HistoryPage
from perfeval_ui.history.restore_dialog import RestoreDialog

MULTI = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


def type_in(session: EditingSession, place: Place, *texts: str) -> None:
    for text in texts:
        session.commit(session.base.with_text(place, text), f"填{text}")


def version(page: HistoryPage, back: int) -> Version:
    """Return the version that is so many changes old."""
    return [one for one in page.versions.table.lines if isinstance(one, Version)][back]


def choose(page: HistoryPage, *back: int) -> None:
    page.versions.clearSelection()
    for one in back:
        row = page.versions.table.row_of(version(page, one).revision.number)
        assert row is not None
        page.versions.selectionModel().select(page.versions.table.index(row, 0), MULTI)


def seen(page: HistoryPage) -> list[tuple[str, str]]:
    return [(one.left, one.right) for one in page.differences.table.differences]


def select_difference(page: HistoryPage, row: int = 0) -> None:
    page.differences.setCurrentIndex(page.differences.table.index(row, 0))


def button(dialog: RestoreDialog | NameVersionDialog, kind: QDialogButtonBox.StandardButton) -> None:
    dialog.buttons.button(kind).click()


OK, CANCEL = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel


def session_id(session: EditingSession) -> FormId:
    assert session.shown is not None
    return session.shown.form_id
