"""Money and goals fold on the page, on low windows by themselves, and unfold where the keyboard goes."""

import pytest
from PySide6.QtCore import Qt

from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.goals_grid import GoalsGrid
from perfeval_ui.form_page.page_body import PageBody
from perfeval_ui.form_page.section import FoldingSection, SectionKind
from ui.form_page.sample_page import SAMPLES, open_sample
from ui.keyboard import focus, press
from ui.page_driver import GOAL, NOTE, PROJECT, Page, budget, current, executed, saved, select


def section(page: Page, kind: SectionKind) -> FoldingSection:
    body = page.widget()
    assert isinstance(body, PageBody)
    return next(one for own, one in body.sections if own is kind)


def test_the_money_is_summed_up_by_its_total(page: Page) -> None:
    assert section(page, SectionKind.FUNDING).summary.text() == (
        "项目资金    年初预算数 9.00 · 全年预算数 9.00 · 全年执行数 8.98"
        " · 分数 10.00 · 执行率(%) 99.77 · 得分 9.97"
    )


def test_the_goals_are_summed_up_by_what_was_promised(page: Page, session: EditingSession) -> None:
    session.commit(session.base.with_text(GOAL, "一、\n二、"), "修改")
    assert section(page, SectionKind.GOALS).summary.text() == "目标与完成情况    一、 二、"


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_template_sums_up_its_money_and_its_goals(
    bare_page: Page, session: EditingSession, name: str
) -> None:
    template = open_sample(bare_page, session, SAMPLES[name])
    body = bare_page.widget()
    assert isinstance(body, PageBody)
    kinds = [kind for kind, _ in body.sections]
    assert (SectionKind.FUNDING in kinds) == bool(template.fundings)
    assert (SectionKind.GOALS in kinds) == (template.goals is not None)
    for _, one in body.sections:
        assert one.summary.text().startswith(one.name)


def test_several_goals_are_counted(bare_page: Page, session: EditingSession) -> None:
    open_sample(bare_page, session, SAMPLES["hubei-20-80"])
    grid = next(one for one in bare_page.grids if isinstance(one, GoalsGrid))
    first = section(bare_page, SectionKind.GOALS).summary.text()
    assert "共" not in first
    grid.setFocus()
    grid.put_cursor(0, 1)
    bare_page.insert_below()
    assert section(bare_page, SectionKind.GOALS).summary.text() == f"{first}（共 2 个）"


def test_what_is_folded_stays_folded_on_the_page_of_another_template(
    page: Page, session: EditingSession
) -> None:
    told: list[tuple[SectionKind, bool]] = []
    page.folding.folded.connect(lambda kind, is_folded: told.append((kind, is_folded)))
    page.folding.turn(SectionKind.FUNDING)
    assert not page.funding.isVisible()
    open_sample(page, session, SAMPLES["hubei-20-80"])
    assert section(page, SectionKind.FUNDING).is_folded
    assert not section(page, SectionKind.GOALS).is_folded
    page.folding.turn(SectionKind.FUNDING)
    assert told == [(SectionKind.FUNDING, True), (SectionKind.FUNDING, False)]


def test_on_a_low_window_both_begin_folded_unless_the_user_has_said_otherwise(page: Page) -> None:
    page.folding.fold(SectionKind.GOALS, is_folded=False)
    page.outcome.clearFocus()
    page.folding.fold_where_low(is_low=True)
    assert section(page, SectionKind.FUNDING).is_folded
    assert not section(page, SectionKind.GOALS).is_folded
    page.folding.fold_where_low(is_low=False)
    assert not section(page, SectionKind.FUNDING).is_folded


def test_what_has_the_keyboard_is_not_folded_by_the_program(page: Page) -> None:
    select(page.funding, budget())
    page.folding.fold_where_low(is_low=True)
    assert page.funding.isVisible()


def test_a_cell_that_is_gone_to_is_unfolded_for_it(page: Page, session: EditingSession) -> None:
    for kind in SectionKind:
        page.folding.fold(kind, is_folded=True)
    page.go_to(executed())
    assert current(page.funding) == executed()
    assert focus() is page.funding
    page.go_to(GOAL)
    assert focus() is page.goal
    press(Qt.Key.Key_A)
    page.commit_open_editor()
    assert saved(session, GOAL).startswith("a")


def test_what_was_unfolded_for_the_keyboard_is_folded_again_in_another_form(
    page: Page, session: EditingSession
) -> None:
    page.folding.fold(SectionKind.GOALS, is_folded=True)
    page.go_to(GOAL)
    assert page.goal.isVisible()
    page.indicators.setFocus()
    shown = session.shown
    assert shown is not None
    session.open(next(one.form_id for one in session.summaries() if one.form_id != shown.form_id))
    assert section(page, SectionKind.GOALS).is_folded


def test_filling_in_begins_with_the_money_even_where_it_was_folded(page: Page) -> None:
    page.folding.fold(SectionKind.FUNDING, is_folded=True)
    page.start()
    assert focus() is page.funding


def test_tab_passes_over_what_is_folded(page: Page) -> None:
    for kind in SectionKind:
        page.folding.fold(kind, is_folded=True)
    page.go_to(PROJECT)
    for _ in range(3):
        press(Qt.Key.Key_Tab)
    assert focus() is page.indicators
    assert page.field(NOTE) is page.note


def test_without_a_form_there_is_nothing_to_fold(bare_page: Page) -> None:
    bare_page.folding.turn(SectionKind.GOALS)
    bare_page.folding.fold(SectionKind.GOALS, is_folded=True)
    bare_page.folding.fold_where_low(is_low=True)
    assert bare_page.widget() is None
