"""The clipboard of the grids: what Excel gets from them and what they take from Excel."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage

from perfeval_desktop.domain.form import Place
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_ui.form_page.cell_writer import FINAL
from perfeval_ui.form_page.clipboard_text import exact
from perfeval_ui.form_page.funding_grid import FundingGrid
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from ui.keyboard import press
from ui.page_driver import (
    CTRL,
    EXECUTION_SCORE,
    SHIFT,
    TOTAL,
    Page,
    actual,
    budget,
    clipboard,
    executed,
    final,
    level1,
    level3,
    put_on_clipboard,
    reason,
    row_at,
    saved,
    score,
    select,
    target,
    weight,
)


@pytest.fixture
def refusals(page: Page) -> list[str]:
    """Return the sentences told of pastes that cannot be done."""
    told: list[str] = []
    page.refused.connect(told.append)
    return told


def pastes_of(page: Page) -> list[tuple[tuple[Place, ...], str]]:
    """Return the places of each paste from now on, with what is said of texts that found none."""
    told: list[tuple[tuple[Place, ...], str]] = []
    page.pasted.connect(lambda places, left_over: told.append((places, left_over)))
    return told


@pytest.fixture
def revision(store: Store, page: Page) -> int:
    """Return the number of the last change before the test's own."""
    assert page.isVisible()
    return store.latest_revision()


def test_a_cell_is_copied_as_it_is_shown(grid: IndicatorGrid) -> None:
    select(grid, target(0))
    grid.copy()
    assert clipboard() == "1 项, 全年"


def test_a_block_is_copied_as_a_table(grid: IndicatorGrid) -> None:
    select(grid, target(0), actual(0), target(1), actual(1))
    grid.copy()
    assert clipboard() == "1 项, 全年\t达成指标\n使用期间保障数据安全、网络安全\t达成指标"


def test_a_block_is_copied_as_html_too_in_which_everything_is_text(grid: IndicatorGrid) -> None:
    select(grid, weight(0), score(1))
    grid.copy()
    html = QGuiApplication.clipboard().mimeData().html()
    assert 'mso-number-format:"\\@"' in html
    assert html.count("<tr>") == 2
    assert html.count("<td ") == 4
    assert html.count(">10.00</td>") == 2


def test_cells_that_the_grid_shows_as_one_are_merged(grid: IndicatorGrid) -> None:
    select(grid, TOTAL)
    row = grid.currentIndex().row()
    selection = grid.selectionModel()
    for column in range(grid.model().columnCount()):
        selection.select(grid.model().index(row, column), QItemSelectionModel.SelectionFlag.Select)
    grid.copy()
    html = QGuiApplication.clipboard().mimeData().html()
    assert f'colspan="{grid.columnSpan(row, 0)}"' in html


def test_a_single_cell_is_no_table(grid: IndicatorGrid) -> None:
    select(grid, target(0))
    grid.copy()
    assert not QGuiApplication.clipboard().mimeData().hasHtml()


def test_cells_between_selected_ones_are_copied_blank(grid: IndicatorGrid) -> None:
    select(grid, weight(0), score(1))
    grid.copy()
    assert clipboard() == "10.00\t\n\t10.00"


def test_lines_and_tabs_in_a_cell_are_quoted(grid: IndicatorGrid) -> None:
    grid.writer.commit(reason(0), '第一行\n"第二"行')
    grid.writer.commit(reason(1), "一\t二")
    select(grid, reason(0), reason(1))
    grid.copy()
    assert clipboard() == '"第一行\n""第二""行"\n"一\t二"'


def test_figures_of_computed_cells_can_be_copied(grid: IndicatorGrid, funding: FundingGrid) -> None:
    select(grid, TOTAL)
    grid.copy()
    assert clipboard() == "99.97"
    select(funding, EXECUTION_SCORE)
    funding.copy()
    assert clipboard() == "9.97"


def test_without_a_selection_nothing_is_copied(grid: IndicatorGrid) -> None:
    put_on_clipboard("还在")
    grid.clearSelection()
    grid.copy()
    assert clipboard() == "还在"


def test_cutting_copies_and_clears_in_one_commit(
    grid: IndicatorGrid, session: EditingSession, store: Store, revision: int
) -> None:
    select(grid, target(0), actual(0))
    grid.cut()
    assert clipboard() == "1 项, 全年\t达成指标"
    assert (saved(session, target(0)), saved(session, actual(0))) == ("", "")
    assert store.latest_revision() == revision + 1
    select(grid, target(3))
    grid.paste()
    assert (saved(session, target(3)), saved(session, actual(3))) == ("1 项, 全年", "达成指标")


def test_one_text_is_pasted_into_the_current_cell(grid: IndicatorGrid, session: EditingSession) -> None:
    put_on_clipboard("新的目标\r\n")
    select(grid, target(2))
    grid.paste()
    assert saved(session, target(2)) == "新的目标"
    assert session.undo_label == "粘贴到第 3 行“系统稳定性”的年度指标值"


def test_one_text_is_pasted_into_all_selected_cells_in_one_commit(
    grid: IndicatorGrid, session: EditingSession, store: Store, revision: int
) -> None:
    put_on_clipboard("5")
    select(grid, weight(0), weight(1), score(0), score(1))
    grid.paste()
    assert [saved(session, cell) for cell in (weight(0), score(0), weight(1), score(1))] == ["5"] * 4
    assert store.latest_revision() == revision + 1
    assert session.undo_label == "粘贴到 4 个单元格"


def test_a_block_is_pasted_from_the_first_selected_cell_on_in_one_commit(
    grid: IndicatorGrid, session: EditingSession, store: Store, revision: int
) -> None:
    put_on_clipboard("甲\t乙\r\n丙\t丁\r\n")
    select(grid, target(1), actual(2))
    grid.paste()
    pasted = [saved(session, cell) for cell in (target(1), actual(1), target(2), actual(2))]
    assert pasted == ["甲", "乙", "丙", "丁"]
    assert store.latest_revision() == revision + 1


def test_a_block_that_reaches_below_the_last_row_adds_rows(
    grid: IndicatorGrid, session: EditingSession, store: Store, revision: int
) -> None:
    put_on_clipboard("效益指标\t社会效益指标\t甲\r\n效益指标\t社会效益指标\t乙\r\n\t\t丙\r\n")
    select(grid, level1(9))
    grid.paste()
    assert [saved(session, row_at(grid, row, "level3")) for row in (9, 10, 11)] == ["甲", "乙", "丙"]
    assert grid.cells.rowCount() == 14
    assert store.latest_revision() == revision + 1
    session.undo()
    assert grid.cells.rowCount() == 12
    assert saved(session, level3(9)) == "相关部门满意度"


def test_a_cell_of_several_lines_is_pasted_into_one_cell(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    put_on_clipboard('"第一行\r\n第""二""行"\r\n')
    select(grid, reason(0))
    grid.paste()
    assert saved(session, reason(0)) == '第一行\n第"二"行'


@pytest.mark.parametrize("text", ["甲\tabc", "甲\t200", "甲\t4\t5"])
def test_what_cannot_be_right_is_pasted_as_it_is(
    grid: IndicatorGrid, session: EditingSession, refusals: list[str], text: str
) -> None:
    put_on_clipboard(text)
    select(grid, actual(0))
    grid.paste()
    assert refusals == []
    cells = (actual(0), weight(0), score(0))[: text.count("\t") + 1]
    assert [saved(session, cell) for cell in cells] == text.split("\t")
    assert session.shown is not None
    assert {one.place for one in session.shown.findings} & set(cells)


def test_one_text_is_pasted_into_cells_of_every_kind(
    grid: IndicatorGrid, session: EditingSession, refusals: list[str]
) -> None:
    put_on_clipboard("好")
    select(grid, actual(0), weight(0))
    grid.paste()
    assert refusals == []
    assert (saved(session, actual(0)), saved(session, weight(0))) == ("好", "好")


@pytest.mark.parametrize("text", ["1\t2\t3\t4\t5\t6", "1\r\n2\r\n3\r\n4\r\n5"])
def test_what_of_a_block_finds_no_cell_is_told_and_the_rest_is_there(
    page: Page, funding: FundingGrid, session: EditingSession, text: str
) -> None:
    pastes = pastes_of(page)
    put_on_clipboard(text)
    select(funding, budget())
    funding.paste()
    ((_, told),) = pastes
    assert "有 1 个单元格没有地方放" in told
    assert saved(session, budget()) == "1"


def test_a_block_of_amounts_is_pasted_into_the_funding(funding: FundingGrid, session: EditingSession) -> None:
    put_on_clipboard("1,000.00\t900.00\r\n400.00\t300.00\r\n")
    select(funding, budget())
    funding.paste()
    cells = (budget(), executed(), *(of("current_appropriation") for of in (budget, executed)))
    assert [saved(session, cell) for cell in cells] == ["1,000.00", "900.00", "400.00", "300.00"]
    assert session.undo_label == "粘贴到 4 个单元格"


def test_one_amount_is_pasted_under_its_name(funding: FundingGrid, session: EditingSession) -> None:
    put_on_clipboard("12")
    select(funding, budget())
    funding.paste()
    assert session.undo_label == "粘贴到年度资金总额的全年预算数"


def test_pasting_on_a_computed_cell_changes_nothing(grid: IndicatorGrid, store: Store, revision: int) -> None:
    put_on_clipboard("1")
    select(grid, TOTAL)
    grid.paste()
    assert store.latest_revision() == revision


def test_without_a_text_on_the_clipboard_nothing_is_cleared(
    grid: IndicatorGrid, store: Store, revision: int
) -> None:
    picture = QMimeData()
    picture.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    QGuiApplication.clipboard().setMimeData(picture)
    select(grid, target(0), target(1))
    grid.paste()
    assert store.latest_revision() == revision


def test_pasting_what_is_there_already_saves_nothing(
    grid: IndicatorGrid, store: Store, revision: int
) -> None:
    select(grid, weight(0), weight(1))
    grid.copy()
    grid.paste()
    assert store.latest_revision() == revision


def test_the_older_keys_of_the_clipboard_mean_all_that_is_selected(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    texts = [saved(session, cell) for cell in (actual(0), actual(1))]
    select(grid, actual(0), actual(1))
    press(Qt.Key.Key_Insert, CTRL)
    assert clipboard().split("\n") == texts
    put_on_clipboard("")
    press(Qt.Key.Key_Delete, SHIFT)
    assert clipboard().split("\n") == texts
    assert [saved(session, cell) for cell in (actual(0), actual(1))] == ["", ""]
    select(grid, target(4))
    press(Qt.Key.Key_Insert, SHIFT)
    assert [saved(session, cell) for cell in (target(4), target(5))] == texts


@pytest.mark.parametrize(
    "text", ["\ufeff甲", "\ufffe甲", "甲\0乙", "\0", "\ufeff", "一\xa0二", '一\n"二\t', "\ufeff\n"]
)
def test_what_is_copied_and_pasted_is_equal_to_the_letter(
    grid: IndicatorGrid, session: EditingSession, text: str
) -> None:
    grid.writer.commit(reason(0), text)
    grid.writer.commit(reason(1), text)
    for cells, to in (([reason(0)], [reason(2)]), ([reason(0), reason(1)], [reason(3), reason(4)])):
        select(grid, *cells)
        grid.copy()
        select(grid, to[0])
        grid.paste()
        assert [saved(session, cell) for cell in to] == [text] * len(to)


def test_an_empty_cell_is_copied_like_any_other(grid: IndicatorGrid, session: EditingSession) -> None:
    grid.writer.commit(reason(0), "")
    select(grid, reason(0))
    grid.copy()
    select(grid, target(0))
    grid.paste()
    assert saved(session, target(0)) == ""


@pytest.mark.parametrize("text", ["\ufeff甲\t乙\r\n", '\ufeff"甲"\t乙\r\n\0', "甲\t乙\0"])
def test_marks_and_ends_around_the_text_of_another_program_are_not_of_it(
    grid: IndicatorGrid, session: EditingSession, text: str
) -> None:
    put_on_clipboard(exact(text))
    rows = grid.cells.rowCount()
    select(grid, target(0))
    grid.paste()
    assert [saved(session, cell) for cell in (target(0), actual(0))] == ["甲", "乙"]
    assert grid.cells.rowCount() == rows


def test_what_was_pasted_stays_selected(grid: IndicatorGrid) -> None:
    put_on_clipboard("1\t2\n3\t4")
    select(grid, weight(8))
    grid.paste()
    rows = {(index.row(), index.column()) for index in grid.selectedIndexes()}
    assert rows == {(8, 5), (8, 6), (9, 5), (9, 6)}
    assert grid.current_cell() == (8, 5)


def test_of_a_block_that_found_no_cells_the_rest_is_selected(funding: FundingGrid) -> None:
    put_on_clipboard("\n".join("1\t2\t3\t4\t5\t6\t7" for _ in range(9)))
    select(funding, budget())
    funding.paste()
    chosen = {(index.row(), index.column()) for index in funding.selectedIndexes()}
    assert max(chosen) == (funding.cells.rowCount() - 1, funding.cells.columnCount() - 1)


def test_a_table_of_another_program_is_pasted_with_its_merged_names(
    grid: IndicatorGrid, session: EditingSession
) -> None:
    copied = QMimeData()
    copied.setHtml("<table><tr><td rowspan=2>甲</td><td>一</td></tr><tr><td>二</td></tr></table>")
    copied.setText("甲\t一\n\t二\n")
    QGuiApplication.clipboard().setMimeData(copied)
    select(grid, level3(0))
    grid.paste()
    assert [saved(session, cell) for cell in (level3(0), level3(1))] == ["甲", "甲"]
    assert [saved(session, cell) for cell in (target(0), target(1))] == ["一", "二"]


@pytest.mark.parametrize("text", ["=33台", "0012", "2023-12", "1/2", "-3", "@a", "2023.5"])
def test_a_single_text_that_a_spreadsheet_would_change_is_told_as_a_text(
    grid: IndicatorGrid, session: EditingSession, text: str
) -> None:
    session.commit(session.base.with_text(reason(0), text), "修改")
    select(grid, reason(0))
    grid.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert 'mso-number-format:"\\@"' in data.html()
    assert data.text() == text


@pytest.mark.parametrize("text", ["无", "12份", "100%", "12"])
def test_any_other_single_text_stays_one_within_a_line(
    grid: IndicatorGrid, session: EditingSession, text: str
) -> None:
    session.commit(session.base.with_text(reason(0), text), "修改")
    select(grid, reason(0))
    grid.copy()
    assert not QGuiApplication.clipboard().mimeData().hasHtml()


def test_a_paste_tells_where_it_went(page: Page) -> None:
    pastes = pastes_of(page)
    put_on_clipboard("a\tb\r\nc\td")
    select(page.indicators, target(0))
    page.indicators.paste()
    assert pastes == [((target(0), actual(0), target(1), actual(1)), "")]


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_Delete, ()),
        (Qt.Key.Key_Backspace, ()),
        (Qt.Key.Key_D, (CTRL,)),
        (Qt.Key.Key_R, (CTRL,)),
        (Qt.Key.Key_V, (CTRL,)),
        (Qt.Key.Key_X, (CTRL,)),
        (Qt.Key.Key_A, ()),
    ],
)
def test_a_final_form_says_so_where_one_tries_to_change_it(
    grid: IndicatorGrid,
    session: EditingSession,
    refusals: list[str],
    key: Qt.Key,
    modifiers: tuple[Qt.KeyboardModifier, ...],
) -> None:
    session.commit(final(session.base), "定稿")
    put_on_clipboard("1")
    before = session.base
    select(grid, reason(1))
    press(key, *modifiers)
    assert refusals == [FINAL]
    assert session.base is before
