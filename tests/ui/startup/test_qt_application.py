import pytest
import shiboken6
from PySide6.QtCore import QSettings
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMessageBox
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from perfeval_desktop import __version__
from perfeval_desktop.session import EditingSession, Notification
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_ui.form_page.fields.line_field import LineField
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.startup import qt_application
from perfeval_ui.startup.qt_application import discard, set_up_application
from perfeval_ui.window.main_window import MainWindow
from ui.keyboard import type_text
from ui.page_driver import PROJECT, written


def test_the_program_has_the_fusion_style_and_speaks_chinese(
    restored_app: QApplication, qtbot: QtBot
) -> None:
    set_up_application(restored_app)
    assert restored_app.style().objectName() == "fusion"
    assert restored_app.applicationVersion() == __version__
    assert restored_app.desktopFileName() == "org.perfeval.PerfEval"
    assert not restored_app.windowIcon().isNull()
    standard = QDialogButtonBox.StandardButton
    buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
    qtbot.addWidget(buttons)
    assert sorted(one.text().partition("(")[0] for one in buttons.buttons()) == ["取消", "确定"]
    box = QMessageBox(QMessageBox.Icon.Question, "", "", QMessageBox.StandardButton.Ok)
    qtbot.addWidget(box)
    assert box.button(QMessageBox.StandardButton.Ok).text().startswith("确定")


def test_without_a_chinese_font_the_bundled_one_is_used(
    restored_app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFontDatabase, "families", lambda *_: [])
    before = restored_app.font().families()
    set_up_application(restored_app)
    families = restored_app.font().families()
    assert families[0].startswith("PerfEval")
    assert families[1:] == before


def test_a_font_of_the_system_that_has_chinese_is_kept(
    restored_app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(qt_application, "QFontInfo", lambda _font: Known())
    monkeypatch.setattr(QFontDatabase, "families", lambda *_: ["Known"])
    before = QFont(restored_app.font())
    set_up_application(restored_app)
    assert restored_app.font().families() == before.families()


class Known:
    """The face that is really used."""

    def family(self) -> str:
        return "Known"


def test_what_is_being_typed_is_saved_before_the_window_is_taken_apart(
    session: EditingSession, form_ids: tuple[FormId, ...], store: Store, settings: QSettings, qtbot: QtBot
) -> None:
    signals = SessionSignals(session)
    window = MainWindow(signals, store, settings)
    with qtbot.waitActive(window):
        window.showNormal()
        window.activateWindow()
    window.start()
    window.go_to_form(form_ids[0])
    field = window.editor.field(PROJECT)
    assert isinstance(field, LineField)
    field.setFocus()
    field.selectAll()
    type_text("改过的名称")
    viewport = window.editor.viewport()
    seen: list[bool] = []

    def note(_: Notification) -> None:
        seen.append(shiboken6.isValid(viewport))

    session.subscribe(note)
    with capture_exceptions() as bugs:
        discard(window)
    signals.close()
    assert seen == [True]
    assert bugs == []
    assert written(session.base, PROJECT) == "改过的名称"
