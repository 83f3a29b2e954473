from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.samples import samples
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.records import FormId
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.bridge import SessionBridge


def pytest_configure(config: pytest.Config) -> None:
    """Let the offscreen platform say that it has no window manager to tell sizes to."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support propagateSizeHints")


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
