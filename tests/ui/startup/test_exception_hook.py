from pathlib import Path
from types import TracebackType

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop import __version__
from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.places import YEAR
from perfeval_desktop.errors import EntryError
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.dialogs.internal_error import InternalErrorDialog
from perfeval_ui.startup.exception_hook import report_internal_error
from perfeval_ui.window.main_window import MainWindow
from ui.office import Asked

TYPED = "机密项目名称"


def caught(
    error: type[BaseException] = ValueError,
) -> tuple[type[BaseException], BaseException, TracebackType | None]:
    """Return a bug that happened with something typed."""
    with pytest.raises(error) as bug:
        _happen(error)
    return bug.type, bug.value, bug.tb


def _happen(error: type[BaseException]) -> None:
    raise error(TYPED)


def reports(parent: QWidget) -> list[InternalErrorDialog]:
    return [one for one in parent.findChildren(InternalErrorDialog) if one.isVisible()]


def test_a_bug_is_reported_with_places_and_without_anything_typed(
    parent: QWidget, caplog: pytest.LogCaptureFixture
) -> None:
    parent.activateWindow()
    report_internal_error(*caught())
    (dialog,) = reports(parent)
    report = dialog.report
    assert report.startswith(f"PerfEval {__version__} / Python ")
    assert "ValueError" in report
    assert "test_exception_hook.py" in report
    assert "_happen" in report
    assert TYPED not in report + dialog.message.text
    assert report in caplog.text
    assert TYPED not in caplog.text
    assert str(Path(__file__).parent) not in report
    dialog.continue_button.click()
    assert not dialog.isVisible()


def test_the_program_goes_on_after_a_bug(full_window: MainWindow) -> None:
    report_internal_error(*caught())
    (dialog,) = reports(full_window)
    dialog.continue_button.click()
    full_window.actions_.duplicate.trigger()
    assert full_window.message_bar.isVisible()


def test_the_same_bug_is_reported_once_at_a_time(parent: QWidget) -> None:
    parent.activateWindow()
    bug = caught()
    for _ in range(3):
        report_internal_error(*bug)
    (dialog,) = reports(parent)
    dialog.close()


def test_a_bug_is_reported_while_the_window_is_not_in_front(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)
    monkeypatch.setattr(QApplication, "topLevelWidgets", lambda: [window])
    report_internal_error(*caught())
    (dialog,) = reports(window)
    dialog.close()


def test_a_bug_before_there_is_a_window_waits_until_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[str] = []
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)
    monkeypatch.setattr(QApplication, "topLevelWidgets", list)
    monkeypatch.setattr(InternalErrorDialog, "exec", lambda dialog: waited.append(dialog.report))
    report_internal_error(*caught())
    assert len(waited) == 1


def test_known_trouble_is_told_plainly(asked: Asked, caplog: pytest.LogCaptureFixture) -> None:
    asked.answers = ["知道了"]
    template = TemplateCatalogue()["minhang-2023"]
    with pytest.raises(EntryError) as refused:
        enter(template, blank_form(template, 2023), YEAR, "去年")
    report_internal_error(refused.type, refused.value, refused.tb)
    assert asked.questions == [str(refused.value)]
    assert caplog.text == ""


def test_ctrl_c_in_the_terminal_quits(monkeypatch: pytest.MonkeyPatch) -> None:
    quitted: list[bool] = []
    monkeypatch.setattr(QApplication, "quit", lambda: quitted.append(True))
    report_internal_error(*caught(KeyboardInterrupt))
    assert quitted == [True]
