"""A user types a form with many mistakes: each is found, jumped to, and mended by a click where it can be.

The mistakes are of as many kinds as a form has room for, each in a cell of its own.
"""

from typing import NamedTuple

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from perfeval_desktop.domain.findings import Code, Finding
from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.domain.places import EXECUTION_NOTE, ONLY
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.samples import samples
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.panels.finding_delegate import FindingDelegate
from perfeval_ui.window.main_window import MainWindow
from ui.keyboard import press, type_text
from ui.office import OpenWindow

CTRL = Qt.KeyboardModifier.ControlModifier
COLUMNS = ("level1", "level2", "level3", "target", "actual", "weight", "score", "reason")
# Rows are added below the seven of the sample; a blank form began with more, whose ids are not used again.
FIRST_NEW, UNUSED = 8, 2
OUTPUT, QUANTITY, QUALITY = "产出指标", "数量指标", "质量指标"
NEW_ROWS = (
    ("数量指标", "", "培训人数", "≥100人", "120人", "5", "", ""),
    (OUTPUT, QUANTITY, "巡检次数", "12次", "10次", "3", "3", ""),
    (OUTPUT, QUALITY, "投诉率", "≥5%", "3%", "2", "", ""),
    (OUTPUT, QUANTITY, "印发手册", "≥200册", "400册", "2", "", ""),
    (OUTPUT, QUANTITY, "新建步道", "≥2公里（2500米）", "2公里", "2", "", ""),
    (OUTPUT, QUANTITY, "编写教材", "按计划编写", "按计划编写", "2", "", ""),
    ("效益指标", "社会效益指标", "覆盖人数", "≥500人", "很多", "2", "2", ""),
    ("满意度指标", "服务对象满意度指标", "规章制度", "健全", "健全", "2", "", ""),
    (OUTPUT, "时效指标", "验收及时率", "≥95%", "100%", "3", "2", "有一台晚了"),
    (OUTPUT, QUANTITY, "演练场次", "≥10场", "9场", "4", "", ""),
    (OUTPUT, QUANTITY, "义诊场次", "≥10场", "达成指标", "2", "2", ""),
    (OUTPUT, QUANTITY, "义诊场次", "≥12场", "12场", "2", "", ""),
    ("", QUALITY, "档案合格率", "≥95%", "96%", "2", "", ""),
    (OUTPUT, "时效指标", "预算执行率", "≥95%", "98%", "2", "", ""),
    (OUTPUT, QUALITY, "群众参与率", "≥80%", "120%", "2", "2", ""),
)


def cell(row: int, column: str) -> Place:
    """Return a cell of the indicator that stands at ``row``, from 1."""
    number = row if row < FIRST_NEW else row + UNUSED
    return Place("indicators", RowId(f"r{number}"), column)


def fund(row: str, column: str) -> Place:
    return Place("funding", RowId(row), column)


OUTCOME = Place("goals", ONLY, "actual_outcome")
# What is typed into the sample, which has no mistake.
TYPED = (
    (fund("total", "executed"), "480"),
    (fund("carryover", "executed"), "400000元"),
    (fund("total", "score"), "9"),
    (EXECUTION_NOTE, ""),
    (OUTCOME, "2022年更新设备 50 台，验收合格，诊疗量增长 9%。"),
    (cell(1, "score"), "30"),
    (cell(2, "actual"), "≥98%"),
    (cell(3, "score"), "9"),
    (cell(4, "target"), "≥2%请填写"),
    (cell(5, "weight"), "约20分"),
    (cell(6, "actual"), "达成指标"),
    (cell(7, "target"), "≥120%"),
)


class Mistake(NamedTuple):
    """What is to be found of a cell, and the remedy that is clicked, ``""`` where there is none."""

    code: Code
    place: Place
    remedy: str = ""


MISTAKES = (
    Mistake(Code.FUND_SOURCES, fund("total", "executed"), "合计改为各项之和 490.00 万元"),
    Mistake(Code.ENTRY, fund("carryover", "executed"), "改成 40 万元"),
    Mistake(Code.EXECUTION, fund("total", "score"), "改用程序算的数"),
    Mistake(Code.BUDGET_REASON, EXECUTION_NOTE),
    Mistake(Code.CONTRADICTION, OUTCOME),
    Mistake(Code.STALE_YEAR, OUTCOME, "把 2022 改成 2023"),
    Mistake(Code.SCORE, cell(1, "score"), "改用规则算的 25 分"),
    Mistake(Code.COPIED_ACTUAL, cell(2, "actual"), "去掉符号，改成“98%”"),
    Mistake(Code.PARTIAL_SCORE, cell(3, "score"), "改用规则算的 9.5 分"),
    Mistake(Code.PLACEHOLDER, cell(4, "target"), "删去“请填写”"),
    Mistake(Code.ENTRY, cell(5, "weight"), "改成 20"),
    Mistake(Code.ONLY_WORDS, cell(6, "actual")),
    Mistake(Code.TARGET_DIRECTION, cell(7, "target")),
    Mistake(Code.LEVEL_NAME, cell(8, "level1"), "改成“产出指标”下的“数量指标”"),
    Mistake(Code.FULL_THOUGH_MISSED, cell(9, "score"), "选定越少越好"),
    Mistake(Code.TARGET_DIRECTION, cell(10, "target"), "改成“≤”"),
    Mistake(Code.OVER_ACHIEVEMENT, cell(11, "reason")),
    Mistake(Code.TWO_UNITS, cell(12, "target")),
    Mistake(Code.NOT_MEASURABLE, cell(13, "target")),
    Mistake(Code.OTHER_KIND, cell(14, "actual")),
    Mistake(Code.NOBODY_ASKED, cell(15, "level3")),
    Mistake(Code.DEDUCTED_THOUGH_REACHED, cell(16, "score"), "改用规则算的 3 分"),
    Mistake(Code.DEDUCTION_REASON, cell(17, "reason")),
    Mistake(Code.FORMULA_WORD, cell(18, "actual")),
    Mistake(Code.REPETITION, cell(19, "level3")),
    Mistake(Code.REQUIRED, cell(20, "level1"), "与上面一行相同：“产出指标”"),
    Mistake(Code.COUNTED_TWICE, cell(21, "level3")),
    Mistake(Code.OVER_WHOLE, cell(22, "actual")),
)


@pytest.fixture
def window(store: Store, open_window: OpenWindow) -> MainWindow:
    """Return the window with a sample of the national form, which has no mistake."""
    catalogue = TemplateCatalogue()
    sample = next(one for one in samples() if one.name == "national-2020")
    EditingSession(store, catalogue).create([sample.form(catalogue)], "打开示例")
    return open_window()


def type_in(window: MainWindow, place: Place, text: str) -> None:
    """Type over a cell or a field, and leave it."""
    window.editor.go_to(place)
    if window.editor.field(place) is not None:
        press(Qt.Key.Key_A, CTRL)
        press(Qt.Key.Key_Delete)
        type_text(text)
        press(Qt.Key.Key_Tab)
    elif text:
        type_text(text)
        press(Qt.Key.Key_Return)


def type_mistakes(window: MainWindow) -> None:
    for place, text in TYPED:
        type_in(window, place, text)
    for number, row in enumerate(NEW_ROWS, FIRST_NEW):
        window.editor.go_to(cell(number - 1, "level3"))
        press(Qt.Key.Key_I, CTRL)
        for column, text in zip(COLUMNS, row, strict=True):
            window.editor.go_to(cell(number, column))
            press(Qt.Key.Key_Delete)
            type_in(window, cell(number, column), text)


def found(window: MainWindow, mistake: Mistake) -> Finding:
    """Return the finding about a mistake."""
    all_found = window.checks.model.findings
    fitting = [one for one in all_found if one.code is mistake.code and mistake.place in one.places]
    assert fitting, (mistake, [(one.code.value, one.place.path) for one in all_found])
    return fitting[0]


def shown(session: EditingSession) -> EvaluatedForm:
    assert session.shown is not None
    return session.shown


def cursor(window: MainWindow) -> Place | None:
    """Return the cell or the field that the keyboard is in."""
    focus = QApplication.focusWidget()
    for grid in window.editor.grids:
        if grid is focus:
            return grid.cells.place_at(grid.currentIndex().row(), grid.currentIndex().column())
    return next((place for place, field in window.editor._fields.items() if field is focus), None)


def in_list(window: MainWindow, finding: Finding) -> QPoint:
    """Return the top of a finding in the list, scrolled into sight."""
    index = window.checks.model.index(window.checks.model.findings.index(finding), 0)
    window.checks.list.scrollTo(index)
    QApplication.processEvents()
    return window.checks.list.visualRect(index).topLeft() + QPoint(60, 12)


def click(window: MainWindow, position: QPoint) -> None:
    QTest.mouseClick(window.checks.list.viewport(), Qt.MouseButton.LeftButton, pos=position)
    QApplication.processEvents()


def click_link(window: MainWindow, finding: Finding, words: str) -> None:
    """Click the link ``words`` below a finding."""
    start = in_list(window, finding)
    index, delegate = window.checks.list.indexAt(start), FindingDelegate()
    rect = window.checks.list.visualRect(index)
    for y in range(rect.top(), rect.bottom(), 3):
        if delegate.link_at(window.checks.list, index, QPoint(start.x(), y)) == words:
            click(window, QPoint(start.x(), y))
            return
    raise AssertionError((finding.message, words))


@pytest.mark.unwatched
def test_all_mistakes_are_found_and_jumped_to_and_those_with_a_remedy_mended_by_a_click(
    window: MainWindow,
) -> None:
    session = window._session
    window.resize(1366, 768)
    assert shown(session).findings == ()
    type_mistakes(window)
    assert len({mistake.place for mistake in MISTAKES}) > 25

    for mistake in MISTAKES:
        finding = found(window, mistake)
        click(window, in_list(window, finding))
        assert cursor(window) == finding.place, finding.message

    for mistake in MISTAKES:
        if mistake.remedy:
            before = session.base
            click_link(window, found(window, mistake), mistake.remedy)
            left = [one.code for one in shown(session).findings if mistake.place in one.places]
            assert mistake.code not in left, mistake
            after = session.base
            session.undo()
            assert session.base == before, mistake
            session.redo()
            assert session.base == after

    # What takes knowledge of its own is typed, or set aside with a reason.
    codes = {one.code for one in shown(session).findings}
    assert {one.code for one in MISTAKES if not one.remedy} <= codes
    assert Code.ENTRY not in codes
