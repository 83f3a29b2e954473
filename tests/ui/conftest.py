import warnings
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QSettings, QTranslator
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop import paths
from perfeval_desktop.domain.form import Form
from perfeval_desktop.evaluated_form import evaluate
from perfeval_desktop.samples import published_samples
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui import theme
from perfeval_ui.dialogs.rescue import RescueDialog
from perfeval_ui.dialogs.rescue_result import RescueResultDialog
from perfeval_ui.form_page.funding_grid import FundingGrid
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.window import standing_updater, unsaved_commands, unsaved_timer
from perfeval_ui.window.main_window import MainWindow
from ui.office import Asked, Disk, OpenWindow
from ui.page_driver import SAMPLE, Page


@pytest.fixture(scope="session", autouse=True)
def _one_font(qapp: QApplication) -> None:
    """Write with the bundled face: what is painted must not depend on the machine's fonts."""
    face = (files("perfeval_resources") / "fonts" / "PerfEvalSans-Regular.ttf").read_bytes()
    number = QFontDatabase.addApplicationFontFromData(QByteArray(face))
    (family,) = QFontDatabase.applicationFontFamilies(number)
    qapp.setFont(QFont(family, qapp.font().pointSize()))


@pytest.fixture(autouse=True)
def _no_renewal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no window of a test update standings: its store may be closed by then."""
    monkeypatch.setattr(standing_updater, "_DELAY_MS", 3_600_000)


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test read or write what the person who runs it has, such as their own indicators."""
    monkeypatch.setattr(paths, "data_folder", lambda: tmp_path / "own")


@pytest.fixture(autouse=True)
def unsaved_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of unsaved work, which no test writes or reads by itself: its store may be closed."""
    monkeypatch.setattr(paths, "unsaved_folder", lambda: tmp_path / "未保存")
    for module, name in (
        (unsaved_timer, "_PAUSE_MS"),
        (unsaved_timer, "_LONGEST_MS"),
        (unsaved_commands, "_DELAY_MS"),
    ):
        monkeypatch.setattr(module, name, 3_600_000)
    return tmp_path / "未保存"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that holds all the program keeps."""
    monkeypatch.setattr(paths, "data_folder", lambda: tmp_path / "data")
    monkeypatch.setattr(paths, "log_folder", lambda: tmp_path / "log")
    monkeypatch.setattr(paths, "runtime_folder", lambda: tmp_path / "run")
    own = ("data", "log", "config")
    monkeypatch.setattr(paths, "own_folders", lambda: tuple(tmp_path / name for name in own))
    monkeypatch.setattr(paths, "settings_file", lambda: tmp_path / "config" / "perfeval.ini")
    return tmp_path


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the file of an empty store: to make one waits for the disk more often than to copy it."""
    path = tmp_path_factory.mktemp("store") / "空.perfeval"
    Store.open(path).close()
    return path.read_bytes()


@pytest.fixture(scope="session")
def filled_store(
    empty_store: bytes,
    templates: TemplateCatalogue,
    sample_forms: tuple[Form, ...],
    tmp_path_factory: pytest.TempPathFactory,
) -> bytes:
    """Return the file of a store with the seven samples."""
    path = tmp_path_factory.mktemp("store") / "示例.perfeval"
    path.write_bytes(empty_store)
    with Store.open(path) as opened:
        # Past a session: there is nothing to undo.
        entries = [evaluate(templates[one.template.id], FormId(""), one).entry for one in sample_forms]
        opened.create(entries, label="载入示例", by="")
    return path.read_bytes()


@pytest.fixture
def store(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    """Return an open store: with the samples where anything in the test asks for these, else empty."""
    path = tmp_path / "绩效自评.perfeval"
    made = "filled_store" if "filled_store" in request.fixturenames else "empty_store"
    path.write_bytes(request.getfixturevalue(made))
    with Store.open(path) as opened:
        yield opened
        # No window outlives its store: only an event loop deletes what was closed, or that of a later test.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def templates() -> TemplateCatalogue:
    return TemplateCatalogue()


@pytest.fixture(scope="session")
def sample_forms(templates: TemplateCatalogue) -> tuple[Form, ...]:
    return tuple(sample.form(templates) for sample in published_samples())


@pytest.fixture
def session(filled_store: bytes, store: Store, templates: TemplateCatalogue) -> EditingSession:
    """Return a session over the seven samples, none of them open."""
    assert filled_store
    return EditingSession(store, templates)


@pytest.fixture
def form_ids(session: EditingSession) -> tuple[FormId, ...]:
    """Return the ids of the samples in the order of the project tree."""
    return tuple(summary.form_id for summary in session.summaries())


@pytest.fixture
def signals(session: EditingSession, qapp: QApplication) -> Iterator[SessionSignals]:
    made = SessionSignals(session, qapp)
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
def restored_app(qapp: QApplication) -> Iterator[QApplication]:
    """Return the application; afterwards its style, colours, font and language are as they were."""
    style, palette, font = qapp.style().objectName(), qapp.palette(), qapp.font()
    yield qapp
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
    with warnings.catch_warnings():
        # Where no theme was applied, there is nothing to disconnect.
        warnings.simplefilter("ignore")
        qapp.styleHints().colorSchemeChanged.disconnect(theme._follow_scheme)
        if hasattr(qapp.styleHints(), "accessibility"):
            qapp.styleHints().accessibility().contrastPreferenceChanged.disconnect(theme._follow_contrast)
    qapp.setProperty(theme._CHOSEN, None)
    qapp.setFont(font)
    qapp.setPalette(palette)
    qapp.setStyle(style)


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "perfeval.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def open_window(store: Store, settings: QSettings, qtbot: QtBot) -> OpenWindow:
    """Return what opens the main window as the program does at its start."""

    def give_up(window: MainWindow) -> None:
        """Leave nothing that closing would ask about."""
        window.editor.drop_open_editor()
        window.commands.states.box.dismiss()
        if window._session.shown is not None:
            window._session.discard_pending()

    def opened() -> MainWindow:
        window = MainWindow(SessionSignals(EditingSession(store, TemplateCatalogue())), store, settings)
        qtbot.addWidget(window, before_close_func=give_up)
        with qtbot.waitActive(window):
            # Not maximized, as it would be on the small screen of the tests: some give it another size.
            window.showNormal()
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
def read_only_window(
    session: EditingSession, store: Store, settings: QSettings, qtbot: QtBot
) -> Iterator[MainWindow]:
    """Return the main window on the seven samples in a store that can only be looked at."""
    assert session.summaries()
    store.close()
    with Store.open(store.path, read_only=True) as read_only:
        signals = SessionSignals(EditingSession(read_only, TemplateCatalogue()))
        window = MainWindow(signals, read_only, settings)
        qtbot.addWidget(window)
        window.show()
        window.start()
        yield window


@pytest.fixture
def disk(store: Store, monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(store, monkeypatch)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Answer questions that would wait for the user; one that is not expected fails the test."""
    made = Asked()

    def answer(box: QMessageBox) -> int:
        return made.answer(box)

    def answer_rescue(dialog: RescueDialog) -> int:
        return made.answer_rescue(dialog)

    def read_result(dialog: RescueResultDialog) -> int:
        return made.read_result(dialog)

    monkeypatch.setattr(QMessageBox, "exec", answer)
    monkeypatch.setattr(RescueDialog, "exec", answer_rescue)
    monkeypatch.setattr(RescueResultDialog, "exec", read_result)
    return made


@pytest.fixture
def hidden_page(signals: SessionSignals, qtbot: QtBot) -> Page:
    page = Page(signals, [])
    qtbot.addWidget(page)
    page.resize(1100, 800)
    return page


@pytest.fixture
def bare_page(hidden_page: Page, qtbot: QtBot) -> Page:
    """Return the page of the form in sight; no form is open."""
    with qtbot.waitActive(hidden_page):
        hidden_page.show()
        hidden_page.activateWindow()
    return hidden_page


@pytest.fixture
def page(hidden_page: Page, session: EditingSession, qtbot: QtBot) -> Page:
    """Return the page with a sample open: ten indicators, 99.97 points, under ``minhang-2023``."""
    session.open(next(one.form_id for one in session.summaries() if one.project == SAMPLE))
    with qtbot.waitActive(hidden_page):
        hidden_page.show()
        hidden_page.activateWindow()
    return hidden_page


@pytest.fixture
def funding(page: Page) -> FundingGrid:
    return page.funding


@pytest.fixture
def grid(page: Page) -> IndicatorGrid:
    return page.indicators
