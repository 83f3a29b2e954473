"""What an input method composes in any line or text to write into is kept, and its keys mean nothing else."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import perfeval_ui
from perfeval_desktop.storage.store import Store
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


def test_what_the_program_makes_besides_is_only_read() -> None:
    folder = Path(perfeval_ui.__file__).parent
    plain = re.compile(r"\b(QLineEdit|QPlainTextEdit)\(|setEditable\(True\)")
    texts = {path.name: path.read_text("utf-8") for path in folder.rglob("*.py")}
    made = {name for name, text in texts.items() if plain.search(text)}
    assert {name for name in made if "setReadOnly(True)" not in texts[name]} == {"composing_input.py"}


def test_a_new_name_in_the_tree_is_kept_with_what_is_composed(
    full_window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    full_window.tree.view.setFocus()
    full_window.actions_.rename.trigger()
    compose_on("xin")
    press(Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: any("xin" in one.project for one in store.summaries()))
