"""The command palette on the window, with real keys."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.store import FormId
from perfeval_ui.command_palette.box import CommandBox
from perfeval_ui.hit_box import box as box_module
from perfeval_ui.stores.recent import RecentStores
from perfeval_ui.window.main_window import MainWindow
from ui.keyboard import compose, focus, press, type_text
from ui.office import OpenWindow
from ui.page_driver import level3
from ui.window_driver import row_texts, shown

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def open_box(window: MainWindow) -> CommandBox:
    """Press Ctrl+Shift+P."""
    press(Qt.Key.Key_P, CTRL, SHIFT)
    box = window.commands.palette.box
    assert box.isVisible()
    assert focus() is box.line
    return box


def names(box: CommandBox) -> list[str]:
    return [hit.name for hit in box.model.hits]


def own_actions(window: MainWindow) -> list[QAction]:
    """Return every action that ``Actions`` has, under whatever name."""
    actions = window.actions_
    own = [one for one in vars(actions).values() if isinstance(one, QAction)]
    return [*own, *actions.states.values(), *actions.directions.values(), *actions.schemes.values()]


@pytest.mark.parametrize("is_full", [False, True])
def test_every_action_there_is_can_be_found(
    open_window: OpenWindow, form_ids: tuple[FormId, ...], *, is_full: bool
) -> None:
    window = open_window()
    if not is_full:
        window.commands.projects.delete(form_ids)
    found = {hit.command.action for hit in open_box(window).model.hits}
    missing = [one.text() for one in own_actions(window) if one not in found]
    assert missing == []
    panels = window.menus.panels.actions()
    assert len(panels) == 3
    assert found.issuperset(panels)


def test_none_stands_there_twice(full_window: MainWindow) -> None:
    hits = open_box(full_window).model.hits
    assert len(hits) == len({hit.command.action for hit in hits})
    assert all(hit.name for hit in hits)


def test_a_few_letters_and_enter_run_a_command(full_window: MainWindow) -> None:
    box = open_box(full_window)
    type_text("daishenhe")
    assert names(box)[0] == "待审核"
    assert box.model.hits[0].detail == "项目 › 状态"
    press(Qt.Key.Key_Return)
    assert box.isHidden()
    assert shown(full_window).state is FormState.IN_REVIEW


def test_an_input_method_writes_into_it(full_window: MainWindow) -> None:
    box = open_box(full_window)
    compose("yulan", "预览")
    assert names(box)[:2] == ["预览", "打印预览"]
    assert [hit.at_right for hit in box.model.hits][:1] == ["Ctrl+2"]


def test_what_is_being_typed_in_a_cell_is_saved_first(full_window: MainWindow) -> None:
    full_window.editor.go_to(level3(0))
    type_text("正在输入")
    open_box(full_window)
    assert row_texts(full_window, "level3")[0] == "正在输入"


def test_commands_on_cells_work_where_the_keyboard_was(full_window: MainWindow) -> None:
    full_window.editor.go_to(level3(0))
    open_box(full_window)
    type_text("清除内容")
    press(Qt.Key.Key_Return)
    assert row_texts(full_window, "level3")[0] == ""


def test_what_cannot_be_done_is_grey_says_why_and_stands_behind(full_window: MainWindow) -> None:
    box = open_box(full_window)
    type_text("cx")
    (hit,) = [one for one in box.model.hits if one.command.action is full_window.actions_.undo]
    assert not hit.is_enabled
    assert hit.detail == "编辑 · 没有可以撤销的操作"
    kinds = [one.is_enabled for one in box.model.hits]
    assert kinds == sorted(kinds, reverse=True)


def test_enter_on_what_cannot_be_done_does_nothing(full_window: MainWindow) -> None:
    box = open_box(full_window)
    type_text("没有可以撤销")
    assert names(box) == []
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    box = open_box(full_window)
    compose("chongzuo", "重做")
    assert not box.model.hits[0].is_enabled
    press(Qt.Key.Key_Return)
    assert box.isVisible()


def test_what_was_run_last_comes_first_also_at_the_next_start(
    full_window: MainWindow, open_window: OpenWindow
) -> None:
    for typed in ("关于", "新建数据文件"):
        full_window.commands.palette.recent.add(
            next(
                hit.command.key for hit in full_window.commands.palette._hits() if hit.name.startswith(typed)
            )
        )
    assert names(open_box(full_window))[:2] == ["新建数据文件", "关于绩效自评"]
    full_window.close()
    assert names(open_box(open_window()))[:2] == ["新建数据文件", "关于绩效自评"]


def test_a_command_is_remembered_although_its_text_has_changed(full_window: MainWindow) -> None:
    full_window.actions_.states[FormState.IN_REVIEW].trigger()
    box = open_box(full_window)
    compose("chexiao", "撤销")
    assert names(box)[0] == "撤销“状态改为待审核”"
    press(Qt.Key.Key_Return)
    assert shown(full_window).state is FormState.DRAFT
    full_window.actions_.states[FormState.RETURNED].trigger()
    assert names(open_box(full_window))[0] == "撤销“状态改为被退回”"


def test_stores_opened_last_are_commands_as_well(full_window: MainWindow, settings: QSettings) -> None:
    other = full_window._store.path.with_name("去年的.perfeval")
    other.touch()
    RecentStores(settings).add(other)
    box = open_box(full_window)
    type_text("qnd")
    assert "去年的.perfeval" in names(box)[0]
    assert box.model.hits[0].detail == "文件 › 最近的数据文件"


@pytest.mark.parametrize("has_others", [False, True])
def test_a_menu_that_is_opened_over_it_takes_no_command_away(
    full_window: MainWindow, settings: QSettings, *, has_others: bool
) -> None:
    if has_others:
        RecentStores(settings).add(full_window._store.path.with_name("去年的.perfeval"))
    box = open_box(full_window)
    before = names(box)
    # As when the mouse passes over it.
    full_window.menus.recent.aboutToShow.emit()
    assert names(box) == before
    assert not box.grab().isNull()


def test_escape_gives_the_keyboard_back(full_window: MainWindow) -> None:
    full_window.editor.go_to(level3(0))
    worked_in = focus()
    box = open_box(full_window)
    press(Qt.Key.Key_Escape)
    assert box.isHidden()
    assert focus() is worked_in


def test_escape_in_the_other_box_gives_the_keyboard_back_as_well(full_window: MainWindow) -> None:
    full_window.editor.go_to(level3(0))
    worked_in = focus()
    box = open_box(full_window)
    press(Qt.Key.Key_K, CTRL)
    assert box.isHidden()
    press(Qt.Key.Key_Escape)
    assert focus() is worked_in


def test_pressed_again_it_takes_what_is_typed_anew(full_window: MainWindow) -> None:
    box = open_box(full_window)
    type_text("dc")
    press(Qt.Key.Key_P, CTRL, SHIFT)
    assert box.line.selectedText() == "dc"


def test_what_enter_would_run_is_said_to_those_who_hear_the_screen(
    full_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(box_module, "announce", lambda _widget, text: heard.append(text))
    box = open_box(full_window)
    type_text("dc")
    first = box.model.hits[0].sentence
    assert heard[-1] == first
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    assert heard[-2:] == [box.model.hits[1].sentence, first]
    type_text("没有")
    assert heard[-1] == "没有叫“dc没有”的命令。可以少输几个字再试。"
    assert all(one != after for one, after in pairwise(heard))


def test_everything_has_a_name_for_a_screen_reader(full_window: MainWindow) -> None:
    box = open_box(full_window)
    assert box.line.accessibleName() == "命令面板"
    assert box.list.accessibleName() == "找到的命令"
