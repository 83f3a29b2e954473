"""The fields of the page: typed into, left, given up, refused."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.findings import Severity
from perfeval_desktop.domain.form import Place
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.form_page.fields.line_field import LineField
from perfeval_ui.form_page.fields.paragraph_field import ParagraphField
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.theme import palette_for, severity_colour
from ui.keyboard import compose, focus, press, type_text
from ui.office import Disk
from ui.page_driver import (
    CTRL,
    FIELDS,
    GOAL,
    PROJECT,
    SAMPLE,
    SHIFT,
    YEAR,
    Page,
    click,
    final,
    level3,
    named,
    refusal,
    saved,
    select,
    strokes,
    text_in_editor,
)


def field_of(page: Page, name: Place) -> LineField | ParagraphField:
    found = page.field(name)
    assert isinstance(found, (LineField, ParagraphField))
    return found


def text_of(field: LineField | ParagraphField) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def replace_text(page: Page, name: Place, text: str) -> LineField | ParagraphField:
    """Go to a field, select what is in it and type."""
    page.go_to(name)
    press(Qt.Key.Key_A, CTRL)
    type_text(text)
    return field_of(page, name)


@pytest.fixture
def revision(store: Store, page: Page) -> int:
    """Return the number of the last change before the test's own."""
    assert page.isVisible()
    return store.latest_revision()


# -- typing and leaving ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FIELDS)
def test_each_keystroke_is_shown_and_only_leaving_is_saved(
    page: Page, session: EditingSession, store: Store, revision: int, name: Place
) -> None:
    text = "2024" if name is YEAR else "新的内容"
    before = saved(session, name)
    replace_text(page, name, text)
    assert session.shown is not None
    assert session.shown.form != session.present
    assert saved(session, name) == before
    assert store.latest_revision() == revision
    press(Qt.Key.Key_Tab)
    assert saved(session, name) == text
    assert store.latest_revision() == revision + 1
    assert session.undo_label is not None
    assert session.undo_label.startswith("修改")


@pytest.mark.parametrize("name", FIELDS)
def test_escape_gives_the_old_text_back(
    page: Page, session: EditingSession, store: Store, revision: int, name: Place
) -> None:
    field = field_of(page, name)
    before = text_of(field)
    replace_text(page, name, "2024")
    press(Qt.Key.Key_Escape)
    assert text_of(field) == before
    assert session.shown is not None
    assert session.shown.form == session.present
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Tab)
    assert store.latest_revision() == revision


def test_enter_commits_a_line_and_stays(page: Page, session: EditingSession) -> None:
    field = replace_text(page, PROJECT, "新的名称")
    press(Qt.Key.Key_Return)
    assert saved(session, PROJECT) == "新的名称"
    assert focus() is field


def test_enter_begins_a_new_line_in_a_paragraph(page: Page, session: EditingSession) -> None:
    page.go_to(GOAL)
    press(Qt.Key.Key_A, CTRL)
    type_text("A")
    press(Qt.Key.Key_Return)
    type_text("B")
    press(Qt.Key.Key_Return, SHIFT)
    type_text("C")
    press(Qt.Key.Key_Tab)
    assert saved(session, GOAL) == "A\nB\nC"


def test_a_click_elsewhere_commits(page: Page, session: EditingSession) -> None:
    replace_text(page, PROJECT, "新的名称")
    click(page.indicators, level3(0))
    assert saved(session, PROJECT) == "新的名称"
    replace_text(page, GOAL, "新的目标")
    click(page.indicators, level3(1))
    assert saved(session, GOAL) == "新的目标"


def test_another_program_in_front_loses_nothing(page: Page, session: EditingSession, qtbot: QtBot) -> None:
    replace_text(page, PROJECT, "新的名称")
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    assert saved(session, PROJECT) == "新的名称"


@pytest.mark.parametrize("name", [PROJECT, GOAL])
def test_a_menu_that_opens_commits_nothing(page: Page, store: Store, revision: int, name: Place) -> None:
    field = replace_text(page, name, "新")
    event = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason)
    QApplication.sendEvent(field, event)
    assert store.latest_revision() == revision


def test_passing_through_the_fields_saves_nothing(page: Page, store: Store, revision: int) -> None:
    page.go_to(PROJECT)
    for _ in range(6):
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    assert store.latest_revision() == revision


def test_tab_in_a_paragraph_goes_to_the_next_field(page: Page) -> None:
    page.go_to(GOAL)
    press(Qt.Key.Key_Tab)
    assert focus() is page.outcome
    press(Qt.Key.Key_Backtab, SHIFT)
    assert focus() is page.goal


def test_a_field_shows_what_is_stored_and_not_what_was_typed(page: Page) -> None:
    field = replace_text(page, YEAR, "２０２４年")
    press(Qt.Key.Key_Return)
    assert text_of(field) == "2024"
    field = replace_text(page, PROJECT, "  新的名称  ")
    press(Qt.Key.Key_Tab)
    assert text_of(field) == "新的名称"


def test_a_repaint_resets_neither_the_text_nor_the_cursor(page: Page, session: EditingSession) -> None:
    for name in (PROJECT, GOAL):
        field = replace_text(page, name, "ac")
        press(Qt.Key.Key_Left)
        type_text("b")
        session.preview(named(session.base, department="别处的改动"))
        assert text_of(field) == "abc"
        at = field.cursorPosition() if isinstance(field, QLineEdit) else field.textCursor().position()
        assert at == 2
        press(Qt.Key.Key_Escape)


@pytest.mark.parametrize("name", [PROJECT, GOAL])
def test_the_first_letter_of_an_input_method_is_kept(
    page: Page, session: EditingSession, name: Place
) -> None:
    page.go_to(name)
    press(Qt.Key.Key_A, CTRL)
    compose("xiangmu", "项目")
    compose("ming", "名")
    press(Qt.Key.Key_Tab)
    assert saved(session, name) == "项目名"


def test_strange_texts_are_kept_to_the_letter(page: Page, session: EditingSession) -> None:
    strange = "<b>&amp;粗</b>\n\t制表\x07铃𠮷🧑‍🌾\u00a090%\u3000完"
    page.go_to(GOAL)
    page.goal.selectAll()
    page.goal.insertPlainText(strange)
    press(Qt.Key.Key_Tab)
    assert saved(session, GOAL) == strange
    label = session.undo_label
    page.goal.moveCursor(page.goal.textCursor().MoveOperation.Start)
    page.go_to(GOAL)
    type_text("a")
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Tab)
    assert saved(session, GOAL) == strange
    assert session.undo_label == label


def test_what_cannot_be_saved_stays_in_its_field(page: Page, session: EditingSession, disk: Disk) -> None:
    field = replace_text(page, PROJECT, "新的名称")
    disk.fill()
    press(Qt.Key.Key_Return)
    assert text_of(field) == "新的名称"
    assert saved(session, PROJECT) == SAMPLE
    select(page.indicators, level3(0))
    assert text_of(field) == "新的名称"
    disk.free()
    assert session.retry()
    assert saved(session, PROJECT) == "新的名称"


def test_a_context_menu_does_not_end_typing(page: Page, store: Store, revision: int) -> None:
    field = replace_text(page, PROJECT, "新")
    assert isinstance(field, QLineEdit)
    menu = field.createStandardContextMenu()
    menu.popup(field.mapToGlobal(QPoint(5, 5)))
    QApplication.processEvents()
    assert store.latest_revision() == revision
    menu.close()


# -- refused texts ---------------------------------------------------------------------------------------


def test_a_year_that_is_none_is_refused_and_the_cursor_returns(
    page: Page, session: EditingSession, store: Store, revision: int
) -> None:
    field = replace_text(page, YEAR, "20x3")
    said = refusal(page)
    assert said is not None
    assert "20x3" in said
    ways: tuple[Callable[[], None], ...] = (
        partial(press, Qt.Key.Key_Return),
        partial(press, Qt.Key.Key_Tab),
        partial(press, Qt.Key.Key_Tab),
        partial(click, page.indicators, level3(0)),
        partial(QTest.mouseClick, page.goal.viewport(), Qt.MouseButton.LeftButton),
    )
    for leave in ways:
        leave()
        QApplication.processEvents()
        assert focus() is field
        assert text_in_editor() == "20x3"
        assert refusal(page) is not None
    assert store.latest_revision() == revision
    press(Qt.Key.Key_Escape)
    assert text_of(field) == "2023"
    assert refusal(page) is None
    press(Qt.Key.Key_Tab)
    assert focus() is not field
    assert session.present is not None


def test_mending_a_year_takes_the_bubble_away(page: Page, session: EditingSession) -> None:
    replace_text(page, YEAR, "20244")
    assert refusal(page) is not None
    press(Qt.Key.Key_Backspace)
    assert refusal(page) is None
    press(Qt.Key.Key_Tab)
    assert saved(session, YEAR) == "2024"


def test_a_refused_field_comes_back_into_sight(page: Page) -> None:
    page.resize(1100, 300)
    field = replace_text(page, YEAR, "20x3")
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    click(page.indicators, level3(9))
    QApplication.processEvents()
    assert focus() is field
    top = field.mapTo(page.viewport(), QPoint(0, 0)).y()
    assert 0 <= top <= page.viewport().height() - field.height()


def test_a_refused_field_stops_what_uses_the_whole_form(page: Page, session: EditingSession) -> None:
    field = replace_text(page, YEAR, "20x3")
    assert not page.commit_open_editor()
    QApplication.processEvents()
    assert focus() is field
    page.drop_open_editor()
    assert page.commit_open_editor()
    assert text_of(field) == "2023"
    assert refusal(page) is None
    assert saved(session, YEAR) == "2023"


def test_an_inactive_window_commits_and_drops_too(page: Page, session: EditingSession, qtbot: QtBot) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    page.goal.setPlainText("新的目标")
    assert page.commit_open_editor()
    assert saved(session, GOAL) == "新的目标"
    page.goal.setPlainText("另一个")
    page.drop_open_editor()
    assert page.goal.toPlainText() == "新的目标"


# -- other forms, no form, no changes --------------------------------------------------------------------


def test_a_text_typed_into_one_form_does_not_follow_into_another(page: Page, session: EditingSession) -> None:
    other = next(one for one in session.summaries() if one.project != SAMPLE and one.year == 2023)
    for name, text in ((YEAR, "20x3"), (GOAL, "没有保存")):
        field = replace_text(page, name, text)
        session.open(other.form_id)
        assert refusal(page) is None
        assert text_of(field) == saved(session, name)
        assert page.commit_open_editor()
        assert text not in saved(session, name)
        session.open(next(one.form_id for one in session.summaries() if one.project == SAMPLE))


def test_without_a_form_the_fields_are_blank_and_disabled(page: Page, session: EditingSession) -> None:
    session.open(None)
    for name in FIELDS:
        field = field_of(page, name)
        assert text_of(field) == ""
        assert not field.isEnabled()
    page.drop_open_editor()
    assert page.commit_open_editor()


def test_the_fields_of_a_final_form_can_be_read_only(
    page: Page, session: EditingSession, store: Store
) -> None:
    session.commit(final(session.base), "定稿")
    revision = store.latest_revision()
    for name in FIELDS:
        field = replace_text(page, name, "2024")
        assert field.isReadOnly()
        assert text_of(field) == saved(session, name)
        press(Qt.Key.Key_Tab)
    assert store.latest_revision() == revision
    session.undo()
    assert not any(field_of(page, name).isReadOnly() for name in FIELDS)


def test_the_fields_of_a_store_that_is_only_read_can_be_read_only(
    store: Store, session: EditingSession, qtbot: QtBot
) -> None:
    form_id = session.summaries()[0].form_id
    with Store.open(store.path, read_only=True) as read_only:
        looking = EditingSession(read_only, TemplateCatalogue())
        signals = SessionSignals(looking)
        page = Page(signals, [])
        qtbot.addWidget(page)
        looking.open(form_id)
        assert all(field_of(page, name).isReadOnly() for name in FIELDS)
        assert not page.head.state.isEnabled()
        signals.close()


# -- findings --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
@pytest.mark.parametrize("name", [PROJECT, GOAL])
def test_a_field_found_fault_with_is_underlined_and_says_why(
    page: Page, session: EditingSession, name: Place, scheme: Qt.ColorScheme
) -> None:
    palette = palette_for(scheme)
    field = field_of(page, name)
    field.setPalette(palette)
    error = severity_colour(palette, Severity.ERROR)
    assert strokes(field.grab().toImage(), error) == []
    replace_text(page, name, " ")
    page.indicators.setFocus()
    assert len(strokes(field.grab().toImage(), error)) == 1
    assert "还没有填写" in field.toolTip()
    session.undo()
    assert strokes(field.grab().toImage(), error) == []
    assert field.toolTip() == ""


def test_what_was_typed_is_no_markup_in_a_tooltip(page: Page, session: EditingSession) -> None:
    contradicted = next(one for one in session.summaries() if "企业政策" in one.project)
    session.open(contradicted.form_id)
    last = len(session.base.rows("indicators")) - 1
    session.commit(session.base.with_text(level3(last), "<b>满意度</b>"), "改名")
    tip = page.goal.toolTip()
    assert "&lt;b&gt;满意度" in tip
    assert "<b>" not in tip
