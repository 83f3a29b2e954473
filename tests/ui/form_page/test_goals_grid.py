"""Several goals, each with its indicators."""

from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.goals_grid import GoalsGrid
from ui.form_page.sample_page import SAMPLES, open_sample
from ui.page_driver import Page


def test_goals_are_added_removed_and_moved(bare_page: Page, session: EditingSession) -> None:
    template = open_sample(bare_page, session, SAMPLES["hubei-20-80"])
    assert template.goals is not None
    grid = next(one for one in bare_page.grids if isinstance(one, GoalsGrid))
    grid.setFocus()
    grid.put_cursor(0, 1)
    bare_page.insert_below()
    assert grid.cells.rowCount() == 2
    assert grid.cells.index(1, 0).data() == "年度绩效目标2"
    assert session.undo_label == "插入第 2 行"
    rows = session.base.rows("indicators")
    assert rows[-1].parent == session.base.rows(template.goals.key)[1].id
    indicators = bare_page.indicators
    assert indicators.cells.index(len(rows) - 1, 0).data() == "目标 2"
    grid.put_cursor(1, 1)
    bare_page.move_up()
    assert grid.currentIndex().row() == 0
    bare_page.insert_above()
    bare_page.move_down()
    bare_page.remove_rows()
    assert grid.cells.rowCount() == 2
    # An indicator that moves to another goal stands under that one.
    indicators.setFocus()
    last = len(session.base.rows("indicators")) - 1
    indicators.put_cursor(last, 3)
    bare_page.move_up()
    moved = session.base.rows("indicators")[last - 1]
    assert moved.parent == session.base.rows("indicators")[last].parent or moved.parent is not None
