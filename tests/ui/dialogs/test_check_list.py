import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from perfeval_desktop.check_guide import check_guide
from perfeval_desktop.domain.findings import Code
from perfeval_ui.dialogs.check_list import CheckList

GUIDE = check_guide()
CODES = list(GUIDE)
UP, DOWN, HOME, END = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End


@pytest.fixture
def checks(qtbot: QtBot) -> CheckList:
    made = CheckList(GUIDE.values())
    qtbot.addWidget(made)
    made.resize(240, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


def themes(checks: CheckList) -> list[str]:
    """Return the themes that are to be seen."""
    rows = (checks.topLevelItem(row) for row in range(checks.topLevelItemCount()))
    return [row.text(0) for row in rows if row is not None and not row.isHidden()]


def test_every_check_is_listed_below_its_theme(checks: CheckList) -> None:
    assert checks.listed == CODES
    assert themes(checks) == list(dict.fromkeys(told.theme for told in GUIDE.values()))


def test_a_check_is_read_out_with_its_severity(checks: CheckList) -> None:
    checks.choose(Code.WEIGHTS_SUM)
    assert checks.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) == "分值合计不是 100，错误"


def test_the_one_chosen_is_told_and_in_sight(checks: CheckList) -> None:
    told: list[Code] = []
    checks.chosen.connect(told.append)
    checks.choose(CODES[-1])
    assert told == [CODES[-1]]
    assert checks.viewport().rect().contains(checks.visualRect(checks.currentIndex()))


def test_the_keys_skip_the_themes(checks: CheckList) -> None:
    checks.choose(CODES[0])
    seen = [checks.code]
    for _ in CODES[1:]:
        QTest.keyClick(checks, DOWN)
        seen.append(checks.code)
    assert seen == CODES
    for _ in CODES[1:]:
        QTest.keyClick(checks, UP)
    assert checks.code is CODES[0]
    QTest.keyClick(checks, UP)
    assert checks.code is CODES[0]
    QTest.keyClick(checks, END)
    assert checks.code is CODES[-1]
    QTest.keyClick(checks, HOME)
    assert checks.code is CODES[0]


def test_words_leave_what_mentions_them_with_its_themes(checks: CheckList) -> None:
    checks.sift("满意度")
    assert checks.listed == [code for code in CODES if GUIDE[code].mentions("满意度")]
    assert themes(checks) == list(dict.fromkeys(GUIDE[code].theme for code in checks.listed))


def test_what_is_called_so_is_selected(checks: CheckList) -> None:
    checks.choose(Code.CONTRADICTION)
    checks.sift("满意度")
    assert checks.code is Code.NOBODY_ASKED


def test_where_nothing_is_called_so_what_is_selected_stays_so(checks: CheckList) -> None:
    checks.choose(Code.DEDUCTION_REASON)
    checks.sift("见附件")
    assert checks.code is Code.DEDUCTION_REASON
    checks.choose(Code.ENTRY)
    checks.sift("运行监控表")
    assert checks.code is checks.listed[0]


def test_without_a_hit_nothing_is_selected_and_without_words_all_is_back(checks: CheckList) -> None:
    checks.choose(Code.ENTRY)
    told: list[Code | None] = []
    checks.chosen.connect(told.append)
    checks.sift("没有这样的词")
    assert (checks.listed, checks.code, told) == ([], None, [None])
    assert themes(checks) == []
    checks.sift(" ")
    assert checks.listed == CODES
    assert checks.code is CODES[0]
