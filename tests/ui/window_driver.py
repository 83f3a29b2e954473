"""What the tests of the main window ask about it."""

from PySide6.QtWidgets import QWidget

from perfeval_desktop.domain.form import Form
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_ui.window.main_window import MainWindow


def shown(window: MainWindow) -> Form:
    """Return the form that is open."""
    form = window._session.shown
    assert form is not None
    return form.form


def opened(window: MainWindow) -> FormId | None:
    """Return which form is open."""
    form = window._session.shown
    return form.form_id if form else None


def projects(store: Store) -> list[str]:
    """Return the names of the projects, from the top of the tree."""
    return [one.project for one in store.summaries()]


def bar(window: MainWindow) -> str:
    """Return what the message bar says."""
    return window.message_bar.text.text() if window.message_bar.isVisible() else ""


def page(window: MainWindow) -> QWidget | None:
    """Return what is shown in the middle of the window."""
    return window.pages.currentWidget()


def row_texts(window: MainWindow, column: str) -> list[str]:
    """Return what stands in a column of the indicators of the open form."""
    return [row.text(column) for row in shown(window).rows("indicators")]
