"""What can be done when, and by which keys."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.theme import Scheme
from perfeval_ui.window.actions import Actions, add_tool_bar
from perfeval_ui.window.main_window import MainWindow
from perfeval_ui.window.menus import fill_menu_bar
from ui.keyboard import press
from ui.office import OpenWindow

SHIFT = Qt.KeyboardModifier.ShiftModifier
# What needs neither a project nor leave to write.
ALWAYS = {
    "templates", "derive_template", "progress", "check_out", "check_code",
    "open_store", "new_store", "save", "bin", "unsaved", "open_folder", "quit",
    "cut", "copy", "paste", "find", "find_everywhere", "quick_open", "palette", "settings", "manual",
    "check_guide", "tour", "diagnose", "about", "group_by_unit", "stop_everywhere", "offer_texts",
    "next_pane", "previous_pane",
    "show_form", "show_preview", "show_history", *(f"scheme {scheme.name}" for scheme in Scheme),
}  # fmt: skip
TO_BEGIN = {
    *("import_files", "import_copied", "import_package", "fill_from_ledger", "new", "samples"),
    *("rename_offices", "lock_line"),
    *("all_samples", "backups", "restore_backup"),
}
TO_READ = {"export", "export_package", "fill", "print", "print_preview", "check_chosen"}
# What needs an open form.
SHOWN = {
    "check", "next_finding", "previous_finding", "copy_form", "add_to_library", "edit_large",
    "fold_funding", "fold_goals", "forget_widths", "find_next", "find_previous", "replace",
}  # fmt: skip
ROWS = {
    "insert_above", "insert_below", "remove_rows", "move_up", "move_down", "clear", "fill_down", "fill_right",
    "insert_library", "share_equally", "share_by_template", "give_missing",
}  # fmt: skip
STATES = {f"state {state}" for state in FormState}
TO_WRITE = {"copy_next_year", "duplicate", "delete", *STATES}


def named(actions: Actions) -> dict[str, QAction]:
    own = {name: one for name, one in vars(actions).items() if isinstance(one, QAction)}
    own |= {f"scheme {scheme.name}": one for scheme, one in actions.schemes.items()}
    return own | {f"state {state}": one for state, one in actions.states.items()}


def enabled(window: MainWindow) -> set[str]:
    return {name for name, one in named(window.actions_).items() if one.isEnabled()}


def test_on_an_empty_store_one_can_only_begin(window: MainWindow) -> None:
    assert enabled(window) == ALWAYS | TO_BEGIN


def test_an_open_form_takes_everything_but_what_has_not_been_done(full_window: MainWindow) -> None:
    assert enabled(full_window) == ALWAYS | TO_BEGIN | TO_READ | TO_WRITE | ROWS | {
        "rename",
        *SHOWN,
        "change_template",
    }


def test_what_has_been_done_can_be_undone_and_is_named(full_window: MainWindow) -> None:
    actions = full_window.actions_
    actions.states[FormState.IN_REVIEW].trigger()
    assert actions.undo.isEnabled()
    assert actions.undo.text() == "撤销“状态改为待审核”(&U)"
    assert not actions.redo.isEnabled()
    actions.undo.trigger()
    assert not actions.undo.isEnabled()
    assert actions.undo.text() == "撤销(&U)"
    assert actions.redo.text() == "重做“状态改为待审核”(&R)"
    # The tool bar keeps its short words.
    assert actions.redo.iconText() == "重做"


def test_what_was_typed_underlines_nothing_in_the_menu(
    full_window: MainWindow, form_ids: tuple[FormId, ...]
) -> None:
    full_window.commands.projects.rename(form_ids[0], "R&D")
    assert full_window.actions_.undo.text() == "撤销“重命名为“R&&D””(&U)"
    full_window.actions_.undo.trigger()
    assert full_window.actions_.redo.text() == "重做“重命名为“R&&D””(&R)"


def test_a_final_form_is_only_put_on_paper_copied_deleted_or_taken_up_again(full_window: MainWindow) -> None:
    full_window.actions_.states[FormState.FINAL].trigger()
    expected = ALWAYS | TO_BEGIN | TO_READ | TO_WRITE | SHOWN | {"undo"}
    assert enabled(full_window) == expected
    full_window.actions_.states[FormState.RETURNED].trigger()
    assert enabled(full_window) == expected | ROWS | {"rename", "change_template"}


def test_several_projects_share_all_but_the_name(full_window: MainWindow) -> None:
    full_window.tree.setFocus()
    press(Qt.Key.Key_Down, SHIFT)
    assert len(full_window.tree.selected_forms()) == 2
    # Target forms may be among them.
    assert enabled(full_window) == ALWAYS | TO_BEGIN | TO_READ | TO_WRITE | ROWS | {
        *SHOWN,
        *("change_template", "make_assessment", "make_monitoring"),
    }


def test_a_group_stands_for_its_projects(full_window: MainWindow) -> None:
    full_window.tree.setFocus()
    press(Qt.Key.Key_Up)
    assert len(full_window.tree.selected_forms()) == 4
    assert "rename" not in enabled(full_window)
    assert enabled(full_window) >= TO_WRITE


def test_without_an_open_form_nothing_is_done_to_one(
    full_window: MainWindow, form_ids: tuple[FormId, ...]
) -> None:
    full_window.commands.projects.delete(form_ids[:1])
    full_window.tree.view.clearSelection()
    assert enabled(full_window) == ALWAYS | TO_BEGIN | {"undo"}


def test_a_read_only_store_is_looked_at_and_put_on_paper(read_only_window: MainWindow) -> None:
    assert enabled(read_only_window) == ALWAYS | TO_READ | SHOWN
    assert read_only_window.status_bar.saved.text() == "只读打开，改动不会保存"


def test_an_empty_read_only_store_offers_no_way_to_begin(
    store: Store, settings: QSettings, qtbot: QtBot
) -> None:
    store.close()
    with Store.open(store.path, read_only=True) as read_only:
        signals = SessionSignals(EditingSession(read_only, TemplateCatalogue()))
        window = MainWindow(signals, read_only, settings)
        qtbot.addWidget(window)
        window.start()
        assert [button.isEnabled() for button in window.welcome.buttons] == [False] * 4


def test_no_two_actions_share_a_key(window: MainWindow) -> None:
    # The keys of the cells are those of a grid alone, as others are the tree's.
    of_cells = window.actions_.cell_actions
    others = [one for one in named(window.actions_).values() if one not in of_cells]
    keys = [key.toString() for one in others for key in one.shortcuts()]
    assert len(keys) == len(set(keys))
    assert {one.shortcutContext() for one in of_cells} == {Qt.ShortcutContext.WidgetShortcut}


def test_the_usual_keys_do_the_usual_things(window: MainWindow) -> None:
    actions = window.actions_
    for action, key in (
        (actions.new, "Ctrl+N"),
        (actions.print, "Ctrl+P"),
        (actions.undo, "Ctrl+Z"),
        (actions.redo, "Ctrl+Y"),
        (actions.redo, "Ctrl+Shift+Z"),
        (actions.cut, "Ctrl+X"),
        (actions.copy, "Ctrl+C"),
        (actions.copy_form, "Ctrl+Shift+C"),
        (actions.paste, "Ctrl+V"),
        (actions.find, "Ctrl+F"),
        (actions.quick_open, "Ctrl+K"),
        (actions.palette, "Ctrl+Shift+P"),
        (actions.save, "Ctrl+S"),
        (actions.check, "F7"),
        (actions.manual, "F1"),
        (actions.check_guide, "Shift+F1"),
        (actions.rename, "F2"),
        (actions.delete, "Del"),
    ):
        assert QKeySequence(key) in action.shortcuts(), key


def test_a_tip_names_the_key(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(window)
    assert actions.find.toolTip() == "查找（Ctrl+F）"
    assert actions.delete.toolTip() == "删除（Del）"
    assert actions.samples.toolTip() == "打开示例"


def test_every_action_can_be_found_in_a_menu(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(window)
    menus = fill_menu_bar(window, actions)
    bar = add_tool_bar(window, actions)
    found: set[QAction] = set()
    waiting = list(window.menuBar().actions())
    while waiting:
        action = waiting.pop()
        menu = action.menu()
        if menu is not None:
            waiting.extend(menu.actions())  # type: ignore[attr-defined]  # it is a QMenu
        found.add(action)
    missing = {name for name, one in named(actions).items() if one not in found}
    # It is a shorter way to the same dialog, for the welcome page.
    assert missing == {"restore_backup"}
    assert menus.panels.isEmpty()
    assert actions.check in bar.actions()


def letters(menu: QWidget) -> Iterator[tuple[str, list[str]]]:
    """Yield the menus below a menu by their titles, each with the letters that choose in it."""
    for action in menu.actions():
        below = QMenu.menuInAction(action)
        if isinstance(below, QMenu):
            texts = [one.text().replace("&&", "") for one in below.actions()]
            yield below.title(), [text.partition("&")[2][:1] for text in texts if "&" in text]
            yield from letters(below)


def test_each_letter_chooses_one_command_of_a_menu(full_window: MainWindow) -> None:
    found = list(letters(full_window.menuBar()))
    assert len(found) > 7
    assert [(title, one) for title, one in found if len(one) != len(set(one))] == []


def test_the_menu_of_a_project_has_no_two_separators_in_a_row(open_window: OpenWindow) -> None:
    shown = open_window().actions_.project_actions
    assert None not in (shown[0], shown[-1])
    assert all(one or other for one, other in pairwise(shown))
