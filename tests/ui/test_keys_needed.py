"""How many keys a form of twelve indicators takes: no more than in a spreadsheet, next year's a third.

The spreadsheet's count is that of a blank with all its rows and levels there already, filled in from cell to
cell with Tab and Enter: every text that is printed has to be typed, scores, sums and rates as well. Each
character counts as one key in both, however it is composed.
"""

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import Form, Place
from perfeval_ui.window.main_window import MainWindow
from ui.keyboard import focus, press, type_text
from ui.page_driver import CTRL, DEPARTMENT, GOAL, OUTCOME, PROJECT, SHIFT, UNIT, current, grid_of

HEAD = {PROJECT: "社区服务中心改造", DEPARTMENT: "区民政局", UNIT: "区社区服务中心"}
AMOUNTS = ("120", "118.5", "117.9")
PROMISED = "完成12个社区服务站的无障碍改造，配齐设备，居民满意度达到90%。"
ACHIEVED = "12个服务站全部完成改造并投入使用，设备验收合格，居民满意度93%。"


@dataclass(frozen=True)
class Row:
    """An indicator to be typed; ``is_new`` where the blank has no row for it."""

    name: str
    target: str
    actual: str
    weight: str
    is_new: bool = False


ROWS = (
    Row("改造服务站数量", "≥12个", "12个", "6"),
    Row("配备轮椅坡道", "≥24处", "25处", "6", is_new=True),
    Row("培训服务人员", "≥60人次", "64人次", "6", is_new=True),
    Row("工程验收合格率", "100%", "100%", "6"),
    Row("设备完好率", "≥98%", "99%", "6", is_new=True),
    Row("按期完工率", "100%", "100%", "20"),
    Row("单位改造成本降低率", "≥3%", "3.2%", "8"),
    Row("服务覆盖居民", "≥3万人", "3.1万人", "8"),
    Row("建筑垃圾规范处置率", "100%", "100%", "6"),
    Row("设施管护制度建立数", "≥3项", "3项", "8"),
    Row("居民满意度", "≥90%", "93%", "5"),
    Row("服务人员满意度", "≥90%", "95%", "5", is_new=True),
)
# What a spreadsheet's user works out and types: the scores of the rows are their weights here.
RATE, EXECUTION_SCORE, TOTAL_WEIGHT, TOTAL, GRADE = "99.49", "9.94", "100", "99.94", "优"


@dataclass
class Keys:
    """Presses keys and counts them."""

    count: int = 0
    typed: dict[Place, str] = field(default_factory=dict)

    def press(self, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
        self.count += 1
        press(key, *held)

    def type(self, text: str) -> None:
        self.count += len(text)
        type_text(text)

    def fill(self, *texts: str) -> None:
        """Type texts, each with Tab behind it."""
        for text in texts:
            self.type(text)
            self.press(Qt.Key.Key_Tab)


def spreadsheet_keys(*, of_next_year: bool) -> int:
    """Return how many keys the same form takes in a spreadsheet, one of them to save it.

    In next year's, a copy of last year's, what is still right stays and is walked over by the arrows.
    """
    cells = [*HEAD.values(), *AMOUNTS, *AMOUNTS, RATE, EXECUTION_SCORE, PROMISED, ACHIEVED]
    for row in ROWS:
        cells += [row.name, row.target, row.actual, row.weight, row.weight]
    cells += [TOTAL_WEIGHT, TOTAL, GRADE]
    if of_next_year:
        kept = len(HEAD) + 1 + 3 * len(ROWS)
        cells = [*AMOUNTS, *AMOUNTS, RATE, EXECUTION_SCORE, ACHIEVED, TOTAL, GRADE]
        cells += [text for row in ROWS for text in (row.actual, row.weight)]
        return 1 + sum(len(text) + 1 for text in cells) + kept
    return 1 + sum(len(text) + 1 for text in cells)


@pytest.fixture
def form(window: MainWindow, qtbot: QtBot) -> Keys:
    """Return the keys after the form has been filled in from nothing."""
    keys = Keys()
    keys.press(Qt.Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
    # The template of last time stands there already.
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    choose_template()
    keys.type(HEAD[PROJECT])
    for place in (DEPARTMENT, UNIT):
        keys.press(Qt.Key.Key_Tab)
        keys.type(HEAD[place])
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    fill_in_amounts(keys, window)
    keys.fill(PROMISED, ACHIEVED)
    for number, row in enumerate(ROWS):
        if row.is_new:
            keys.press(Qt.Key.Key_I, CTRL)
            keys.press(Qt.Key.Key_Home)
            keys.press(Qt.Key.Key_Tab)
        keys.fill(row.name, row.target, row.actual)
        keys.type(row.weight)
        if number + 1 == len(ROWS):
            keys.press(Qt.Key.Key_Return)
        elif not ROWS[number + 1].is_new:
            # Over the score, which the rule knows, and the reason, for which there is none.
            keys.press(Qt.Key.Key_Tab)
            keys.press(Qt.Key.Key_Tab)
        else:
            keys.press(Qt.Key.Key_Tab)
    return keys


def choose_template() -> None:
    """Choose the template of the sample; not counted, as it is proposed from the second form on."""
    press(Qt.Key.Key_Backtab, SHIFT)
    press(Qt.Key.Key_Backtab, SHIFT)
    press(Qt.Key.Key_Home)
    while "闵行区 2023" not in str(focus().currentIndex().data()):  # type: ignore[attr-defined]
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)


def fill_in_amounts(keys: Keys, window: MainWindow) -> None:
    """Fill in the total and the appropriation, and go on to the goals."""
    for _ in range(2):
        keys.fill(*AMOUNTS)
    while focus() is not window.editor.field(GOAL):
        keys.press(Qt.Key.Key_Tab)


def as_printed(form: Form) -> list[tuple[str, ...]]:
    columns = ("level3", "target", "actual", "weight")
    return [tuple(row.text(column) for column in columns) for row in form.rows("indicators")]


def test_a_form_of_twelve_indicators_takes_no_more_keys_than_in_a_spreadsheet(
    window: MainWindow, form: Keys
) -> None:
    session = window._session
    assert session.shown is not None
    rows = [(one.name, one.target, one.actual, one.weight) for one in ROWS]
    assert as_printed(session.base) == rows
    assert window.scores.total.text() == TOTAL
    assert window.scores.grade.text() == GRADE
    assert form.count <= spreadsheet_keys(of_next_year=False)


def test_next_years_form_takes_a_third(window: MainWindow, form: Keys, qtbot: QtBot) -> None:
    del form
    year = window._session.base.year
    window.tree.view.setFocus()
    keys = Keys()
    keys.press(Qt.Key.Key_Y, CTRL, SHIFT)
    qtbot.waitUntil(lambda: window._session.base.year == year + 1)
    fill_in_amounts(keys, window)
    while focus() is not window.editor.field(OUTCOME):
        keys.press(Qt.Key.Key_Tab)
    keys.fill(ACHIEVED)
    grid = grid_of(window.editor)
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_Right)
    place = current(grid)
    assert place is not None
    assert place.column == "actual"
    for row in ROWS:
        keys.type(row.actual)
        keys.press(Qt.Key.Key_Return)
    assert [row.text("actual") for row in window._session.base.rows("indicators")] == [
        row.actual for row in ROWS
    ]
    assert window.scores.total.text() == TOTAL
    assert keys.count <= spreadsheet_keys(of_next_year=False) / 3, (
        keys.count,
        spreadsheet_keys(of_next_year=True),
    )
