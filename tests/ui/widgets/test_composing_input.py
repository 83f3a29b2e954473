"""What an input method composes in any line or text to write into is kept, and its keys mean nothing else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from perfeval_ui.history.name_dialog import NameVersionDialog
from perfeval_ui.widgets.composing_input import ComposingInput, ComposingLine, ComposingText
from perfeval_ui.widgets.filter_box import FilterBox
from perfeval_ui.window.main_window import MainWindow
from ui.keyboard import compose_on, press


@pytest.fixture(params=[ComposingLine, ComposingText])
def written_into(request: pytest.FixtureRequest, parent: QWidget) -> ComposingLine | ComposingText:
    """Return a widget that has the keyboard; another stands below it."""
    made: ComposingLine | ComposingText = request.param(parent)
    column = QVBoxLayout(parent)
    column.addWidget(made)
    column.addWidget(QLineEdit(parent))
    made.show()
    made.setFocus()
    return made


def text_of(widget: ComposingLine | ComposingText) -> str:
    return widget.text() if isinstance(widget, ComposingLine) else widget.toPlainText()


def test_what_is_composed_is_kept_when_it_is_left(written_into: ComposingLine | ComposingText) -> None:
    compose_on("xi")
    written_into.clearFocus()
    assert text_of(written_into) == "xi"
    assert not written_into.is_composing


def test_enter_takes_what_is_composed_and_means_nothing_more(
    written_into: ComposingLine | ComposingText,
) -> None:
    compose_on("xi")
    press(Qt.Key.Key_Return)
    assert text_of(written_into) == "xi"


def test_escape_drops_what_is_composed(written_into: ComposingLine | ComposingText) -> None:
    compose_on("xi")
    press(Qt.Key.Key_Escape)
    assert not written_into.is_composing
    assert text_of(written_into) == ""


def test_the_keys_of_the_filter_are_those_of_the_input_method_first(parent: QWidget, qtbot: QtBot) -> None:
    box = FilterBox("筛选", "按名称", parent)
    box.show()
    box.setFocus()
    box.setText("系统")
    with qtbot.assertNotEmitted(box.left):
        compose_on("wei")
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Escape)
        compose_on("hu")
        press(Qt.Key.Key_Return)
    assert box.text() == "系统hu"


def test_the_keys_of_quick_open_are_those_of_the_input_method_first(full_window: MainWindow) -> None:
    full_window.actions_.quick_open.trigger()
    box = full_window.commands.quick_open.box
    compose_on("wei")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Down)
    compose_on("hu")
    press(Qt.Key.Key_Return)
    assert box.isVisible()
    assert box.line.text() == "hu"


def test_every_line_and_text_of_the_program_that_takes_words_keeps_them(
    full_window: MainWindow,
) -> None:
    lines = [one for one in full_window.findChildren(QLineEdit) if not one.isReadOnly()]
    texts = [one for one in full_window.findChildren(QPlainTextEdit) if not one.isReadOnly()]
    assert lines
    assert texts
    assert [one for one in [*lines, *texts] if not isinstance(one, ComposingInput)] == []


def test_a_dialog_is_not_ended_by_enter_while_something_is_composed(parent: QWidget, qtbot: QtBot) -> None:
    dialog = NameVersionDialog("命名版本", ["定稿"], parent=parent)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(dialog.name.hasFocus)
    compose_on("song")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.named) as named:
        press(Qt.Key.Key_Return)
    assert named.args is not None
    assert named.args[0].name == "song"
