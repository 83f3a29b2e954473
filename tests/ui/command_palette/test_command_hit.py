"""How commands are told."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from perfeval_ui.command_palette.command_hit import Command, CommandHit, commands_in, plain_words


def test_a_command_is_told_without_its_mnemonic(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    action = QAction("新建(&N)…", window)
    action.setShortcut("Ctrl+N")
    hit = CommandHit(Command(action, ("文件",)))
    assert (hit.name, hit.at_right, hit.detail) == ("新建", "Ctrl+N", "文件")
    assert hit.sentence == "新建，Ctrl+N，文件"
    assert hit.is_enabled
    assert hit.icon.isNull()


def test_what_is_switched_on_and_what_cannot_be_run_says_so(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    action = QAction("深色", window)
    action.setCheckable(True)
    action.setChecked(True)
    action.setEnabled(False)
    hit = CommandHit(Command(action, ("视图", "外观")), "现在不能用")
    assert hit.detail == "视图 › 外观 · 已选 · 现在不能用"
    assert not hit.is_enabled


def test_words_keep_everything_but_what_a_menu_needs() -> None:
    assert plain_words("撤销“A&&B”(&U)") == "撤销“A&B”"
    assert plain_words("&File") == "File"
    assert plain_words("备份与恢复(&B)…") == "备份与恢复"


def test_menus_in_menus_are_looked_through_and_filled_first(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    menu = window.menuBar().addMenu("文件(&F)")
    menu.addAction("新建")
    menu.addSeparator()
    recent = menu.addMenu("最近(&L)")
    recent.aboutToShow.connect(lambda: recent.addAction("A.perfeval"))
    found = [(one.action.text(), one.path) for one in commands_in(window.menuBar())]
    assert found == [("新建", ("文件",)), ("A.perfeval", ("文件", "最近"))]


def test_a_command_is_remembered_by_where_it_stands(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    action = QAction("撤销“甲”(&U)", window)
    action.setIconText("撤销")
    assert Command(action, ("编辑",)).key == "编辑 › 撤销"
