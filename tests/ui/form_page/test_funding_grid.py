"""The grid of the funds: amounts are typed; sums, rate and score follow each key."""

import pytest
from PySide6.QtCore import Qt

from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_ui.form_page.cell_grid.cells import APPEARANCE_ROLE, CellKind
from perfeval_ui.form_page.funding_grid import FundingGrid
from ui.keyboard import press, type_text
from ui.page_driver import (
    AMOUNTS,
    EXECUTION_SCORE,
    SOURCES,
    Page,
    amount,
    budget,
    current,
    executed,
    saved,
    select,
    shown,
)

TIP = Qt.ItemDataRole.ToolTipRole
RATE, SCORE = 5, 6


def kind(grid: FundingGrid, row: int, column: int) -> CellKind:
    found: CellKind = grid.cells.index(row, column).data(APPEARANCE_ROLE).kind
    return found


def texts(grid: FundingGrid, row: int) -> list[str]:
    return [str(grid.cells.index(row, column).data()) for column in range(7)]


def test_the_grid_reads_as_the_printed_form(funding: FundingGrid) -> None:
    titles = [funding.cells.headerData(column, Qt.Orientation.Horizontal) for column in range(7)]
    assert titles == ["项目资金(万元)", "年初预算数", "全年预算数", "全年执行数", "分数", "执行率(%)", "得分"]
    assert texts(funding, 0) == ["年度资金总额:", "9.00", "9.00", "8.98", "10.00", "99.77", "9.97"]
    assert texts(funding, 1) == ["\u3000其中: 当年财政拨款", "9.00", "9.00", "8.98", "-", "99.77", "-"]
    assert texts(funding, 2) == ["\u3000\u3000上年结转资金", "0.00", "0.00", "0.00", "-", "0.00", "-"]


def test_the_titles_are_as_high_as_the_lines_they_are_broken_into(page: Page) -> None:
    header = page.funding.horizontalHeader()
    line = header.fontMetrics().lineSpacing()
    page.resize(1400, 700)
    one_line = header.height()
    page.resize(640, 700)
    assert header.height() >= one_line + line


def test_rate_and_score_follow_each_keystroke(funding: FundingGrid, session: EditingSession) -> None:
    select(funding, executed())
    type_text("4.5")
    assert texts(funding, 0)[RATE:] == ["50.00", "5.00"]
    assert saved(session, executed()) == "8.98"
    press(Qt.Key.Key_Escape)
    assert texts(funding, 0)[RATE:] == ["99.77", "9.97"]


def test_a_blank_total_shows_the_sum_as_a_suggestion(funding: FundingGrid, session: EditingSession) -> None:
    select(funding, executed())
    press(Qt.Key.Key_Delete)
    assert shown(funding, executed()) == "8.98"
    assert kind(funding, 0, 3) is CellKind.SUGGESTED
    assert "按下面各项资金来源合计" in funding.cells.index(0, 3).data(TIP)
    assert saved(session, executed()) == ""
    type_text("5")
    assert kind(funding, 0, 3) is CellKind.TYPED
    press(Qt.Key.Key_Return)
    assert saved(session, executed()) == "5"
    assert "按下面各项资金来源合计" not in funding.cells.index(0, 3).data(TIP)


def test_the_sum_follows_its_sources(funding: FundingGrid) -> None:
    select(funding, executed())
    press(Qt.Key.Key_Delete)
    select(funding, executed("carryover"))
    type_text("1")
    assert shown(funding, executed()) == "9.98"


def test_nothing_entered_is_blank_and_no_suggestion(funding: FundingGrid) -> None:
    select(funding, *map(executed, SOURCES))
    press(Qt.Key.Key_Delete)
    assert texts(funding, 0)[3] == ""
    assert kind(funding, 0, 3) is CellKind.TYPED
    assert texts(funding, 0)[RATE:] == ["", ""]
    assert kind(funding, 0, SCORE) is CellKind.TYPED
    assert "填写全年预算数和全年执行数后自动计算" in funding.cells.index(0, SCORE).data(TIP)


def test_a_typed_score_overrides_the_rule(funding: FundingGrid, session: EditingSession) -> None:
    assert kind(funding, 0, SCORE) is CellKind.SUGGESTED
    select(funding, EXECUTION_SCORE)
    type_text("9")
    assert kind(funding, 0, SCORE) is CellKind.OVERRIDDEN
    press(Qt.Key.Key_Return)
    assert shown(funding, EXECUTION_SCORE) == "9.00"
    assert "手工填 9，规则算得 9.97" in funding.cells.index(0, SCORE).data(TIP)
    press(Qt.Key.Key_Delete)
    assert shown(funding, EXECUTION_SCORE) == "9.97"
    assert kind(funding, 0, SCORE) is CellKind.SUGGESTED
    assert saved(session, EXECUTION_SCORE) == ""


def test_a_score_typed_as_the_rule_has_it_overrides_nothing(funding: FundingGrid) -> None:
    select(funding, EXECUTION_SCORE)
    type_text("9.97")
    press(Qt.Key.Key_Return)
    assert kind(funding, 0, SCORE) is CellKind.TYPED
    assert current(funding) == EXECUTION_SCORE


def test_a_budget_of_zero_leaves_the_score_to_the_user(funding: FundingGrid) -> None:
    select(funding, budget())
    type_text("0")
    press(Qt.Key.Key_Return)
    assert texts(funding, 0)[RATE:] == ["", ""]
    assert "全年预算数为 0" in funding.cells.index(0, SCORE).data(TIP)
    select(funding, EXECUTION_SCORE)
    type_text("10")
    press(Qt.Key.Key_Return)
    assert shown(funding, EXECUTION_SCORE) == "10.00"
    assert "没有规则可算" in funding.cells.index(0, SCORE).data(TIP)


@pytest.mark.parametrize("source", [source for source in SOURCES if source != "total"])
def test_below_the_total_only_amounts_can_be_entered(funding: FundingGrid, source: str) -> None:
    row = SOURCES.index(source)
    cells = [funding.cells.entry_place(row, column) for column in range(7)]
    assert cells == [None, *(amount(source, field) for field in AMOUNTS), None, None, None]
    assert kind(funding, row, SCORE) is CellKind.COMPUTED
    assert funding.cells.index(row, SCORE).data(TIP) is None


def test_below_the_last_row_nothing_can_be_entered(funding: FundingGrid) -> None:
    assert funding.cells.entry_place(4, 1) is None


def test_amounts_show_in_the_unit_and_spelling_of_the_template(
    page: Page, session: EditingSession, store: Store
) -> None:
    form = next(one for one in session.summaries() if one.template == "minhang-2021")
    session.open(form.form_id)
    revision = store.latest_revision()
    assert texts(page.funding, 0)[1:4] == ["360,000.00", "348,800.00", "348,800.00"]
    select(page.funding, budget())
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_Return)
    assert store.latest_revision() == revision


def test_the_grid_says_what_it_is_to_those_who_hear_it(funding: FundingGrid) -> None:
    assert funding.accessibleName() == "项目资金"
