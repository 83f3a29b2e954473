from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.scoring import score
from perfeval_desktop.samples import samples
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.panels.score_panel import ScorePanel
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.theme import Tint, palette_for, tint
from ui.page_driver import indicator


@pytest.fixture
def panel(signals: SessionSignals, form_ids: tuple[FormId, ...], qtbot: QtBot) -> ScorePanel:
    made = ScorePanel(signals)
    qtbot.addWidget(made)
    made.resize(264, 320)
    signals.session.open(form_ids[0])
    with qtbot.waitExposed(made):
        made.show()
    return made


def with_row(form: Form, row: int, **texts: str) -> Form:
    for column, text in texts.items():
        form = form.with_text(indicator(row, column), text)
    return form


def test_total_grade_and_dimensions_are_shown(panel: ScorePanel) -> None:
    assert panel.total.text() == "99.85"
    assert panel.grade.text() == "优"
    assert [(bar.name, bar.text) for bar in panel.bars.bars] == [
        ("预算执行", "9.85 / 10"),
        ("产出", "40.00 / 40"),
        ("效益", "40.00 / 40"),
        ("满意度", "10.00 / 10"),
    ]
    assert "99.85" in panel.total.toolTip()


def test_what_the_bars_show_is_said_to_those_who_cannot_see_them(panel: ScorePanel) -> None:
    assert panel.total.accessibleName() == "总分 99.85"
    assert panel.grade.accessibleName() == "评分等级 优"
    assert panel.bars.accessibleDescription() == (
        "预算执行 9.85 / 10；产出 40.00 / 40；效益 40.00 / 40；满意度 10.00 / 10"
    )


def test_the_panel_follows_every_keystroke_and_back(panel: ScorePanel, session: EditingSession) -> None:
    session.preview(with_row(session.base, 0, score="4"))
    assert panel.total.text() == "93.85"
    assert panel.bars.bars[1].text == "34.00 / 40"
    session.preview(None)
    assert panel.total.text() == "99.85"


def test_missing_scores_are_counted(panel: ScorePanel, session: EditingSession) -> None:
    blank, count = session.base, len(session.base.rows("indicators"))
    for row in range(count):
        blank = with_row(blank, row, actual="", score="")
    session.preview(blank)
    assert panel.grade.text() == f"还有 {count} 项没有得分"


def test_scores_are_complete_even_where_the_form_has_no_grade(
    panel: ScorePanel, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    grades = set()
    for form_id in form_ids:
        session.open(form_id)
        grades.add(panel.grade.text())
    assert grades == {"优", "得分已齐"}


def test_goals_that_earn_no_points_of_their_own_are_not_missed(
    panel: ScorePanel, session: EditingSession, templates: TemplateCatalogue
) -> None:
    (sample,) = (one for one in samples() if one.template == "hubei-20-80")
    (form_id,) = session.create((sample.form(templates),), "载入示例")
    session.open(form_id)
    assert panel.grade.text() == "得分已齐"


def test_weights_of_a_hundred_are_ticked(panel: ScorePanel) -> None:
    assert panel.weights.text() == "分值合计 100 / 100 ✓"
    assert words_of(panel) == tint(panel.palette(), Tint.QUIET)


def test_other_weights_are_marked_with_a_sign_and_a_colour(
    panel: ScorePanel, session: EditingSession
) -> None:
    session.preview(with_row(session.base, 0, weight="12"))
    assert panel.weights.text() == "分值合计 102 / 100 ✗ 应为 100"
    assert words_of(panel) == tint(panel.palette(), Tint.ERROR)


def test_rows_without_a_dimension_have_a_bar_of_their_own(panel: ScorePanel, session: EditingSession) -> None:
    session.preview(with_row(session.base, 0, level1=""))
    assert "未分类" in [bar.name for bar in panel.bars.bars]


def test_a_template_that_does_not_score_the_execution_has_no_bar_for_it(
    panel: ScorePanel, session: EditingSession
) -> None:
    shown = session.shown
    assert shown is not None
    scoring = shown.template.scoring
    assert scoring is not None
    template = replace(shown.template, scoring=replace(scoring, execution=None))
    sheet = score(template, shown.facts)
    session._open_form.shown = replace(shown, template=template, sheet=sheet)
    session._notifier.notify(shown, session.shown)
    assert [bar.name for bar in panel.bars.bars] == ["产出", "效益", "满意度"]


def test_a_form_without_points_shows_what_it_is_and_no_total(
    panel: ScorePanel, session: EditingSession
) -> None:
    template = session.templates["hunan-county"]
    (form_id,) = session.create([blank_form(template, 2023)], "新建")
    session.open(form_id)
    assert panel.total.text() == "自评表"
    assert panel.grade.text() == ""
    assert panel.bars.bars == ()
    assert panel.weights.text() == ""


def test_bars_are_as_long_as_the_scores(panel: ScorePanel, session: EditingSession) -> None:
    session.preview(with_row(session.base, 0, score="0"))
    QApplication.processEvents()
    good = tint(panel.palette(), Tint.GOOD).name()
    accent = panel.palette().color(QPalette.ColorRole.Highlight).name()
    rule = tint(panel.palette(), Tint.RULE).name()
    near_end = panel.bars.width() - 12
    assert [colour_at(panel, bar, near_end) for bar in range(4)] == [accent, rule, good, good]
    assert colour_at(panel, 1, 12) == accent


def test_a_dimension_without_points_has_an_empty_bar(panel: ScorePanel, session: EditingSession) -> None:
    for row, texts in enumerate(session.base.rows("indicators")):
        if texts.text("level1") == "满意度指标":
            session.commit(with_row(session.base, row, weight="0", score=""), "改分值")
    QApplication.processEvents()
    assert panel.bars.bars[3].text == "0.00 / 0"
    assert colour_at(panel, 3, 2) == tint(panel.palette(), Tint.RULE).name()


def test_there_is_no_panel_without_a_form(panel: ScorePanel, session: EditingSession) -> None:
    session.open(None)
    assert not panel.isVisible()


def test_colours_follow_when_the_program_turns_dark(
    panel: ScorePanel, restored_app: QApplication, qtbot: QtBot
) -> None:
    palette = palette_for(Qt.ColorScheme.Dark)
    restored_app.setPalette(palette)
    qtbot.waitUntil(lambda: words_of(panel) == tint(palette, Tint.QUIET))


def words_of(panel: ScorePanel) -> QColor:
    return panel.weights.palette().color(QPalette.ColorRole.WindowText)


def colour_at(panel: ScorePanel, bar: int, x: int) -> str:
    """Return the colour in the middle of a bar, ``x`` pixels from its beginning."""
    step = panel.bars.sizeHint().height() // len(panel.bars.bars)
    y = bar * step + panel.bars.fontMetrics().height() + 7
    return panel.bars.grab().toImage().pixelColor(x, y).name()
