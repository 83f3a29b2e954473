"""Texts on their way from a cell to the session: previewed, saved as one change, refused."""

from decimal import Decimal

import pytest

from perfeval_desktop.session import EditingSession, Notification
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.form_page.cell_writer import CellWriter
from ui.page_driver import (
    GOAL,
    SAMPLE,
    YEAR,
    final,
    level1,
    level3,
    saved,
    score,
    target,
    weight,
    written,
)


@pytest.fixture
def opened(session: EditingSession) -> EditingSession:
    session.open(next(one.form_id for one in session.summaries() if one.project == SAMPLE))
    return session


@pytest.fixture
def writer(opened: EditingSession) -> CellWriter:
    return CellWriter(opened)


def test_a_preview_is_scored_and_not_saved(writer: CellWriter, opened: EditingSession, store: Store) -> None:
    before = store.latest_revision()
    assert writer.preview(score(0), "8") is None
    assert opened.shown is not None
    assert opened.shown.sheet.total == Decimal("97.97")
    assert saved(opened, score(0)) == "10.00"
    assert store.latest_revision() == before


def test_a_refused_preview_says_why_and_shows_what_is_saved(
    writer: CellWriter, opened: EditingSession
) -> None:
    writer.preview(YEAR, "2024")
    reason = writer.preview(YEAR, "202x")
    assert reason is not None
    assert "202x" in reason
    assert opened.shown is not None
    assert opened.shown.form == opened.present


def test_what_is_given_up_is_shown_no_more(writer: CellWriter, opened: EditingSession) -> None:
    writer.preview(score(0), "1")
    writer.cancel()
    assert opened.shown is not None
    assert opened.shown.form == opened.present


def test_a_commit_is_saved_once_and_can_be_undone(
    writer: CellWriter, opened: EditingSession, store: Store
) -> None:
    before = store.latest_revision()
    writer.preview(target(0), "2 项")
    assert writer.commit(target(0), "2 项") is None
    assert store.latest_revision() == before + 1
    assert saved(opened, target(0)) == "2 项"
    assert opened.undo_label == "修改第 1 行“完成系统运行维护”的年度指标值"
    opened.undo()
    assert saved(opened, target(0)) == "1 项, 全年"


def test_a_refused_commit_saves_nothing(writer: CellWriter, opened: EditingSession, store: Store) -> None:
    before = store.latest_revision()
    reason = writer.commit(YEAR, "20x3")
    assert reason is not None
    assert "20x3" in reason
    assert store.latest_revision() == before
    assert saved(opened, YEAR) == "2023"


def test_what_leaves_the_form_equal_saves_nothing_and_ends_the_preview(
    writer: CellWriter, opened: EditingSession, store: Store
) -> None:
    before = store.latest_revision()
    writer.preview(weight(0), "5")
    assert writer.commit(weight(0), "10.00") is None
    assert store.latest_revision() == before
    assert opened.shown is not None
    assert opened.shown.form == opened.present


def test_an_unusual_spelling_stays_until_it_is_touched(writer: CellWriter, opened: EditingSession) -> None:
    # A name as an older program may have stored it: enter() would make it one line.
    opened.commit(opened.base.with_text(level1(0), "产出\n指标"), "转入")
    writer.commit(level1(0), "产出\n指标")
    assert written(opened.base, level1(0)) == "产出\n指标"
    writer.commit_all([(level1(0), "产出\n指标"), (level3(0), "另一项")], "填入")
    assert written(opened.base, level1(0)) == "产出\n指标"


def test_several_cells_are_one_change(writer: CellWriter, opened: EditingSession, store: Store) -> None:
    before = store.latest_revision()
    assert writer.commit_all([(target(0), "甲"), (target(1), "乙")], "粘贴到") is None
    assert store.latest_revision() == before + 1
    assert opened.undo_label == "粘贴到 2 个单元格"
    assert [saved(opened, target(row)) for row in (0, 1)] == ["甲", "乙"]


def test_one_of_several_cells_is_named(writer: CellWriter, opened: EditingSession) -> None:
    writer.commit_all([(GOAL, "")], "清除")
    assert opened.undo_label == "清除预期目标"


def test_a_year_that_is_none_among_several_cells_changes_nothing(
    writer: CellWriter, opened: EditingSession, store: Store
) -> None:
    before = store.latest_revision()
    reason = writer.commit_all([(target(0), "甲"), (YEAR, "abc")], "粘贴到")
    assert reason is not None
    assert "abc" in reason
    assert store.latest_revision() == before
    assert saved(opened, target(0)) == "1 项, 全年"


def test_a_block_adds_the_rows_it_needs(writer: CellWriter, opened: EditingSession) -> None:
    assert writer.commit_block(weight(9), (("4", "4"), ("1", "1"))) is None
    rows = opened.base.rows("indicators")
    assert len(rows) == 11
    assert rows[10].text("score") == "1"
    assert opened.undo_label == "粘贴到 4 个单元格"


def test_what_of_a_block_finds_no_place_is_told(writer: CellWriter, opened: EditingSession) -> None:
    told = writer.commit_block(weight(9), (("4", "4", "好", "多", "少"),))
    assert told is not None
    assert "2 个单元格没有地方放" in told
    assert saved(opened, weight(9)) == "4"


def test_without_a_form_nothing_can_be_changed(session: EditingSession) -> None:
    assert not CellWriter(session).takes_changes


def test_a_final_form_takes_no_changes(writer: CellWriter, opened: EditingSession) -> None:
    assert writer.takes_changes
    opened.commit(final(opened.base), "定稿")
    assert not writer.takes_changes


def test_a_store_that_is_only_read_takes_no_changes(store: Store, form_ids: tuple[FormId, ...]) -> None:
    with Store.open(store.path, read_only=True) as read_only:
        looking = EditingSession(read_only, TemplateCatalogue())
        looking.open(form_ids[0])
        assert not CellWriter(looking).takes_changes


def test_typing_back_what_was_there_tells_the_preview_is_over(
    writer: CellWriter, opened: EditingSession
) -> None:
    told: list[Notification] = []
    writer.preview(target(0), "别的")
    opened.subscribe(told.append)
    writer.preview(target(0), writer.typed(target(0)))
    assert [one.after and one.after.form for one in told] == [opened.present]
