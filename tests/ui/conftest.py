from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.samples import samples
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.records import FormId
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.bridge import SessionBridge
from perfeval_ui.main_window import MainWindow
from ui.office import Asked, Disk, OpenWindow


@pytest.fixture(scope="session", autouse=True)
def _one_font(qapp: QApplication) -> None:
    """Write with the bundled face: what is painted must not depend on the machine's fonts."""
    face = (files("perfeval_resources") / "fonts" / "PerfEvalSans-Regular.ttf").read_bytes()
    number = QFontDatabase.addApplicationFontFromData(QByteArray(face))
    (family,) = QFontDatabase.applicationFontFamilies(number)
    qapp.setFont(QFont(family, qapp.font().pointSize()))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "绩效自评.perfeval") as opened:
        yield opened


@pytest.fixture
def session(store: Store) -> EditingSession:
    """Return a session over the seven samples, none of them open."""
    templates = TemplateCatalogue()
    made = EditingSession(store, templates)
    made.create([sample.form(templates) for sample in samples()], "载入示例")
    return made


@pytest.fixture
def form_ids(session: EditingSession) -> tuple[FormId, ...]:
    """Return the ids of the samples in the order of the project tree."""
    return tuple(summary.form_id for summary in session.summaries())


@pytest.fixture
def bridge(session: EditingSession, qapp: QApplication) -> Iterator[SessionBridge]:
    made = SessionBridge(session, qapp)
    yield made
    made.close()


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    """Return a visible window for dialogs to belong to."""
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "perfeval.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def open_window(store: Store, settings: QSettings, qtbot: QtBot) -> OpenWindow:
    """Return what opens the main window as the program does at its start."""

    def give_up(window: MainWindow) -> None:
        """Leave nothing that closing would ask about."""
        window.editor.drop_open_editor()
        if window.commands._session.shown is not None:
            window.commands._session.discard_pending()

    def opened() -> MainWindow:
        window = MainWindow(SessionBridge(EditingSession(store, TemplateCatalogue())), store, settings)
        qtbot.addWidget(window, before_close_func=give_up)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.start()
        return window

    return opened


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    """Return the main window on an empty store."""
    return open_window()


@pytest.fixture
def full_window(form_ids: tuple[FormId, ...], open_window: OpenWindow) -> MainWindow:
    """Return the main window on the seven samples, the first of them open."""
    assert form_ids
    return open_window()


@pytest.fixture
def disk(store: Store, monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(store, monkeypatch)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Answer questions that would wait for a person; one that is not expected fails the test."""
    made = Asked()
    monkeypatch.setattr(QMessageBox, "exec", made.answer)
    return made
