"""What the manual quotes of the menus and their keys is what the program has."""

import re

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from perfeval_desktop.key_table import key_name, key_table
from perfeval_desktop.manual import Chapter, manual
from perfeval_ui.window.main_window import MainWindow

WAY = re.compile(r"“([^“”]+ → [^“”]+)”(?:（`([^`]+)`）)?")
CODE = re.compile(r"`([^`]+)`")
# What is typed into quick open, and no key.
TYPED = {"qyzc"}


def plain(words: str) -> str:
    """Return the words of a menu or a command as one reads them."""
    return re.sub(r"\(&.\)", "", words).rstrip("…")


def ways(window: MainWindow) -> dict[str, QAction]:
    """Return every command of the menu bar by the way to it: 文件 → 导出."""
    found: dict[str, QAction] = {}

    def walk(menu: QMenu, before: str) -> None:
        for action in menu.actions():
            if action.isSeparator():
                continue
            way = f"{before} → {plain(action.text())}" if before else plain(action.text())
            found[way] = action
            inner = action.menu()
            if isinstance(inner, QMenu):
                walk(inner, way)

    for action in window.menuBar().actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        walk(menu, plain(action.text()))
    return found


def names(action: QAction) -> set[str]:
    return {key_name(one.toString(QKeySequence.SequenceFormat.PortableText)) for one in action.shortcuts()}


@pytest.mark.parametrize("chapter", manual().values(), ids=list(manual()))
def test_every_command_that_is_quoted_is_in_the_menus_with_that_key(
    chapter: Chapter, window: MainWindow
) -> None:
    commands = ways(window)
    quoted = WAY.findall(chapter.markdown)
    assert [way for way, _ in quoted if way not in commands] == []
    assert [(way, key) for way, key in quoted if key and key not in names(commands[way])] == []


def test_every_command_that_opens_a_dialog_is_quoted(window: MainWindow) -> None:
    """F1 in the dialog leads to the manual: there is something to read there."""
    quoted = {way for chapter in manual().values() for way, _ in WAY.findall(chapter.markdown)}
    dialogs = {way for way, action in ways(window).items() if action.text().endswith("…")}
    assert dialogs - quoted == set()


@pytest.mark.parametrize("chapter", manual().values(), ids=list(manual()))
def test_every_key_that_is_quoted_is_in_the_table_of_keys(chapter: Chapter) -> None:
    known = {key_name(key) for line in key_table() for key in line.keys}
    assert set(CODE.findall(chapter.markdown)) - known - TYPED == set()


def test_every_key_of_a_command_is_in_the_table_of_keys(window: MainWindow) -> None:
    # Qt has none to quit with on some systems.
    known = {key_name(key) for line in key_table() for key in line.keys} | {"", "Ctrl+Q"}
    assert {way: untold for way, action in ways(window).items() if (untold := names(action) - known)} == {}
