"""Quick open on the window, with real keys."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSettings, Qt
from PySide6.QtGui import QAction, QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import FormState
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_ui.project_tree import list_reader
from perfeval_ui.quick_open import box as box_module
from perfeval_ui.quick_open import text_searcher
from perfeval_ui.quick_open.box import QuickOpenBox
from perfeval_ui.stores.recent_forms import RecentForms
from perfeval_ui.window import quick_open_commands
from perfeval_ui.window.main_window import MainWindow
from ui.keyboard import compose, focus, press, type_text
from ui.office import OpenWindow
from ui.page_driver import level3, project_of
from ui.window_driver import bar, opened, row_texts, shown

CTRL = Qt.KeyboardModifier.ControlModifier
POLICY = "闵行区企业政策管理系统(2023 运维)"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_searcher, "_PATIENCE_MS", 0)


def open_box(window: MainWindow, qtbot: QtBot) -> QuickOpenBox:
    """Press Ctrl+K and wait until all forms are ready."""
    press(Qt.Key.Key_K, CTRL)
    box = window.commands.quick_open.box
    assert box.isVisible()
    qtbot.waitUntil(lambda: not box.is_preparing)
    assert focus() is box.line
    return box


def names(box: QuickOpenBox) -> list[str]:
    return [hit.name for hit in box.model.hits if hit.text is None]


def found_texts(box: QuickOpenBox, qtbot: QtBot) -> list[str]:
    """Return where texts were found, once all forms were looked through."""
    qtbot.waitUntil(lambda: not box.texts.is_searching)
    return [hit.detail for hit in box.model.hits if hit.text is not None]


@pytest.fixture
def other_form(full_window: MainWindow, form_ids: tuple[FormId, ...]) -> FormId:
    """Return the form that is open, which is not the one of the enterprises."""
    full_window.go_to_form(form_ids[-1])
    assert project_of(shown(full_window)) != POLICY
    return form_ids[-1]


def test_a_form_that_was_deleted_meanwhile_is_not_opened(
    full_window: MainWindow, other_form: FormId, qtbot: QtBot
) -> None:
    box = open_box(full_window, qtbot)
    type_text("qyzc")
    press(Qt.Key.Key_Escape)
    policy = box.model.hits[0].form.form_id
    full_window._session.delete([policy], "删除")
    # Faster than the list is made ready anew.
    press(Qt.Key.Key_K, CTRL)
    QTest.keyClicks(box.line, "qyzc")
    QTest.keyClick(box.line, Qt.Key.Key_Return)
    assert opened(full_window) == other_form
    assert bar(full_window) == "这个项目已经不在列表里，可能已被删除；删除的项目可以在回收站里找到。"


@pytest.mark.usefixtures("other_form")
def test_first_letters_and_enter_open_a_form(full_window: MainWindow, qtbot: QtBot) -> None:
    box = open_box(full_window, qtbot)
    type_text("qyzc")
    assert names(box) == [POLICY]
    press(Qt.Key.Key_Return)
    assert box.isHidden()
    assert project_of(shown(full_window)) == POLICY
    assert full_window.tree.current_form() == opened(full_window)
    assert focus() is full_window.tree.view


def test_what_is_being_typed_in_a_cell_is_saved_first(full_window: MainWindow, qtbot: QtBot) -> None:
    editor = full_window.editor
    editor.go_to(level3(0))
    type_text("正在输入")
    open_box(full_window, qtbot)
    assert row_texts(full_window, "level3")[0] == "正在输入"


def test_the_key_deletes_nothing_in_a_text_that_is_edited(full_window: MainWindow, qtbot: QtBot) -> None:
    filter_box = full_window.tree.filter_box
    filter_box.setFocus()
    type_text("2023")
    press(Qt.Key.Key_Home)
    open_box(full_window, qtbot)
    assert filter_box.text() == "2023"


class _LineOfLinux(QLineEdit):
    """Keeps Ctrl and any letter to itself, as a line does on Linux with some."""

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


@pytest.mark.parametrize(("key", "name"), [(Qt.Key.Key_E, "export"), (Qt.Key.Key_K, "quick_open")])
def test_a_text_that_is_edited_does_not_keep_the_keys_of_the_window(
    full_window: MainWindow, key: Qt.Key, name: str
) -> None:
    heard: list[str] = []
    action: QAction = getattr(full_window.actions_, name)
    action.triggered.disconnect()
    action.triggered.connect(lambda: heard.append(name))
    line = _LineOfLinux(full_window)
    line.show()
    line.setFocus()
    press(key, CTRL)
    assert heard == [name]


def test_escape_gives_the_keyboard_back(full_window: MainWindow, qtbot: QtBot) -> None:
    editor, before = full_window.editor, opened(full_window)
    editor.go_to(level3(0))
    worked_in = focus()
    box = open_box(full_window, qtbot)
    type_text("qyzc")
    press(Qt.Key.Key_Escape)
    assert box.isHidden()
    assert focus() is worked_in
    assert opened(full_window) == before


def test_where_the_keyboard_was_may_be_gone(full_window: MainWindow, qtbot: QtBot) -> None:
    box = open_box(full_window, qtbot)
    gone = QLineEdit(full_window)
    box.before = gone
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete.value)
    press(Qt.Key.Key_Escape)
    assert box.isHidden()


def test_escape_without_anything_to_go_back_to_closes_it(full_window: MainWindow, qtbot: QtBot) -> None:
    box = open_box(full_window, qtbot)
    box.before = None
    press(Qt.Key.Key_Escape)
    assert box.isHidden()


def test_a_window_may_be_closed_twice(full_window: MainWindow) -> None:
    assert full_window.close()
    assert full_window.close()


def test_it_is_empty_each_time(full_window: MainWindow, qtbot: QtBot) -> None:
    box = open_box(full_window, qtbot)
    type_text("qyzc")
    press(Qt.Key.Key_K, CTRL)
    assert box.line.selectedText() == "qyzc"
    press(Qt.Key.Key_Escape)
    assert open_box(full_window, qtbot).line.text() == ""


def test_arrows_and_pages_walk_through_the_hits(full_window: MainWindow, qtbot: QtBot) -> None:
    box = open_box(full_window, qtbot)
    type_text("x")
    last = box.model.rowCount() - 1
    assert last > 2
    rows = []
    keys = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down)
    for key in (*keys, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Tab):
        press(key)
        rows.append(box.list.currentIndex().row())
    assert rows == [1, 0, last, 0, min(8, last), 0, 0]
    assert focus() is box.line


def test_keys_do_nothing_where_nothing_is_found(full_window: MainWindow, qtbot: QtBot) -> None:
    box, before = open_box(full_window, qtbot), opened(full_window)
    type_text("没有这样的项目")
    assert found_texts(box, qtbot) == []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Return):
        press(key)
    assert box.isVisible()
    assert box.list.isHidden()
    assert "没有找到“没有这样的项目”。可以输项目名称" in box.told.text()
    assert opened(full_window) == before


@pytest.mark.usefixtures("other_form")
def test_a_click_opens_a_form(full_window: MainWindow, qtbot: QtBot) -> None:
    box = open_box(full_window, qtbot)
    type_text("qyzc")
    place = box.list.visualRect(box.model.index(0)).center()
    QTest.mouseClick(box.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert project_of(shown(full_window)) == POLICY
    assert box.isHidden()


def test_a_click_beside_closes_it(full_window: MainWindow, qtbot: QtBot) -> None:
    box = open_box(full_window, qtbot)
    full_window.tree.view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert box.isHidden()
    assert focus() is full_window.tree.view


def test_another_window_only_borrows_the_keyboard(full_window: MainWindow, qtbot: QtBot) -> None:
    box = open_box(full_window, qtbot)
    for reason in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
        box.line.event(QFocusEvent(QFocusEvent.Type.FocusOut, reason))
        assert box.isVisible()


def test_without_a_word_the_forms_opened_last_are_offered_but_not_the_open_one(
    full_window: MainWindow, form_ids: tuple[FormId, ...], qtbot: QtBot
) -> None:
    for form_id in (form_ids[3], form_ids[5], form_ids[1]):
        full_window.go_to_form(form_id)
    box = open_box(full_window, qtbot)
    assert [hit.form.form_id for hit in box.model.hits] == [form_ids[5], form_ids[3], form_ids[0]]
    press(Qt.Key.Key_Return)
    assert opened(full_window) == form_ids[5]


def test_what_was_opened_last_is_known_at_the_next_start(
    full_window: MainWindow, store: Store, settings: QSettings, form_ids: tuple[FormId, ...]
) -> None:
    full_window.go_to_form(form_ids[2])
    full_window.close()
    assert RecentForms(settings, store.path).newest_first[:2] == (form_ids[2], form_ids[0])


def test_a_text_leads_to_its_cell(full_window: MainWindow, qtbot: QtBot) -> None:
    box = open_box(full_window, qtbot)
    type_text("系统安全性")
    assert names(box) == []
    assert found_texts(box, qtbot)[0].endswith("：系统安全性")
    press(Qt.Key.Key_Return)
    grid = full_window.editor.indicators
    assert grid is not None
    assert grid.currentIndex().data() == "系统安全性"
    assert full_window.tabs.currentWidget() is full_window.editor
    assert focus() is grid


def test_names_come_before_texts_and_no_form_twice(full_window: MainWindow, qtbot: QtBot) -> None:
    box = open_box(full_window, qtbot)
    type_text("系统")
    assert found_texts(box, qtbot)
    kinds = [hit.text is not None for hit in box.model.hits]
    assert kinds == sorted(kinds)
    forms = [hit.form.form_id for hit in box.model.hits]
    assert len(forms) == len(set(forms))


def test_an_input_method_writes_into_it(full_window: MainWindow, qtbot: QtBot) -> None:
    box = open_box(full_window, qtbot)
    compose("qiye", "企业")
    assert box.line.text() == "企业"
    assert names(box) == [POLICY]


def test_a_form_that_was_renamed_is_found_by_its_new_name_alone(
    full_window: MainWindow, qtbot: QtBot
) -> None:
    form_id = opened(full_window)
    assert form_id is not None
    open_box(full_window, qtbot)
    press(Qt.Key.Key_Escape)
    full_window.commands.projects.rename(form_id, "改过的名称")
    box = open_box(full_window, qtbot)
    type_text("ggdmc")
    assert names(box) == ["改过的名称"]


def test_a_deleted_form_is_not_found(
    full_window: MainWindow, form_ids: tuple[FormId, ...], qtbot: QtBot
) -> None:
    full_window.go_to_form(form_ids[2])
    full_window.commands.projects.delete([form_ids[2]])
    box = open_box(full_window, qtbot)
    assert form_ids[2] not in [hit.form.form_id for hit in box.model.hits]
    type_text("x")
    assert form_ids[2] not in [hit.form.form_id for hit in box.model.hits]


def test_a_form_that_cannot_be_read_says_so_and_the_open_one_stays(
    full_window: MainWindow, other_form: FormId, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_form_id: FormId) -> None:
        raise StorageError(StorageErrorKind.CORRUPT, "“企业政策”有内容无法读取，没有打开它。")

    open_box(full_window, qtbot)
    type_text("qyzc")
    monkeypatch.setattr(full_window._session, "open", fail)
    press(Qt.Key.Key_Return)
    assert "无法读取" in bar(full_window)
    assert opened(full_window) == other_form
    assert focus().isVisible()


def test_states_and_years_are_words_as_well(
    full_window: MainWindow, form_ids: tuple[FormId, ...], qtbot: QtBot
) -> None:
    full_window._session.set_state(form_ids[1:2], FormState.IN_REVIEW)
    box = open_box(full_window, qtbot)
    type_text("待审核")
    assert [hit.form.form_id for hit in box.model.hits if hit.text is None] == [form_ids[1]]


def test_an_empty_store_says_what_can_be_typed(window: MainWindow, qtbot: QtBot) -> None:
    box = open_box(window, qtbot)
    assert box.told.isVisible()
    assert box.told.text().startswith("可以输项目名称")


def test_too_many_hits_are_counted(
    full_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(box_module, "MOST_NAMES", 2)
    box = open_box(full_window, qtbot)
    type_text("x")
    assert box.foot.text().startswith("符合的有 7 项，列出前 2 项。")
    assert len(names(box)) == 2


def test_the_box_stays_in_a_window_that_becomes_small(full_window: MainWindow, qtbot: QtBot) -> None:
    box = open_box(full_window, qtbot)
    type_text("x")
    full_window.resize(full_window.minimumSizeHint().width(), full_window.minimumSizeHint().height())
    QApplication.processEvents()
    assert full_window.rect().contains(box.geometry().topLeft())
    assert full_window.rect().contains(QPoint(box.geometry().right(), box.geometry().top()))


def test_a_list_that_is_still_being_read_is_completed(
    form_ids: tuple[FormId, ...], open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert form_ids
    monkeypatch.setattr(list_reader, "AT_ONCE", 1)
    monkeypatch.setattr(list_reader, "_PATIENCE_MS", 400)
    window = open_window()
    awaited = window.tree.model.awaited
    assert len(awaited) > 0
    box = open_box(window, qtbot)
    type_text("x")
    qtbot.waitUntil(lambda: len(names(box)) == 7)


def test_a_list_that_is_still_being_read_is_no_work_for_a_box_that_is_closed(
    form_ids: tuple[FormId, ...], open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert form_ids
    monkeypatch.setattr(list_reader, "AT_ONCE", 1)
    monkeypatch.setattr(list_reader, "_PATIENCE_MS", 3_600_000)
    monkeypatch.setattr(quick_open_commands, "_LIST_MS", 1)
    window = open_window()
    box = open_box(window, qtbot)
    press(Qt.Key.Key_Escape)
    renewed: list[object] = []
    monkeypatch.setattr(box, "renew", lambda *_: renewed.append(_))
    qtbot.waitUntil(lambda: not window.commands.quick_open._rest.isActive())
    assert renewed == []


def test_everything_has_a_name_for_a_screen_reader(full_window: MainWindow, qtbot: QtBot) -> None:
    box = open_box(full_window, qtbot)
    assert box.line.accessibleName() == "快速打开"
    assert box.list.accessibleName() == "找到的项目"
