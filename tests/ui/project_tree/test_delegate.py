import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPalette, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from form_summaries import form_id, listed, standing_of
from perfeval_desktop.domain.form import FormState
from perfeval_ui.project_tree.model import ProjectTreeModel
from perfeval_ui.project_tree.row_style import ROW_HEIGHT, row_height
from perfeval_ui.project_tree.view import ProjectTreeView
from perfeval_ui.theme import Tint, palette_for, tint

DRAFT, FINAL, RETURNED, UNFINISHED, UNNAMED = range(5)


@pytest.fixture(params=[Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
def view(request: pytest.FixtureRequest, qtbot: QtBot) -> ProjectTreeView:
    model = ProjectTreeModel()
    model.reset(
        [
            listed(0),
            listed(1, state=FormState.FINAL),
            listed(2, state=FormState.RETURNED, standing=standing_of("80", errors=3)),
            listed(3, standing=standing_of("12.5", None, is_complete=False)),
            listed(4, project="", unit=""),
        ]
    )
    shown = ProjectTreeView(model)
    model.setParent(shown)
    qtbot.addWidget(shown)
    shown.setPalette(palette_for(request.param))
    shown.resize(300, 300)
    shown.unfold(model.root)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    shown.setFocus()
    # Wherever the mouse was left, no row is under it.
    QTest.mouseMove(shown.viewport(), QPoint(150, 295))
    return shown


def tree_of(view: ProjectTreeView) -> ProjectTreeModel:
    model = view.model()
    assert isinstance(model, ProjectTreeModel)
    return model


def form_row(view: ProjectTreeView, number: int) -> QRect:
    return row(view, tree_of(view).index_of(form_id(number)))


def row(view: ProjectTreeView, index: QModelIndex) -> QRect:
    """Return the whole row, branch included."""
    rect = view.visualRect(index)
    rect.setLeft(0)
    return rect


def select(view: ProjectTreeView, number: int) -> QRect:
    index = tree_of(view).index_of(form_id(number))
    view.select_rows([index], index)
    return row(view, index)


def image_of(view: ProjectTreeView, rect: QRect) -> QImage:
    return view.viewport().grab(rect).toImage()


def colours(view: ProjectTreeView, rect: QRect) -> set[str]:
    """Return every colour that occurs in a part of the view."""
    image = image_of(view, rect)
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def grounds(view: ProjectTreeView, rect: QRect) -> set[str]:
    """Return the colours at the very left and right of a row."""
    image = image_of(view, rect)
    return {image.pixelColor(x, 1).name() for x in (8, image.width() - 1)}


def tint_name(view: ProjectTreeView, which: Tint) -> str:
    return tint(view.palette(), which).name()


def role_name(view: ProjectTreeView, which: QPalette.ColorRole) -> str:
    return view.palette().color(which).name()


def test_a_state_shows_in_its_own_colour(view: ProjectTreeView) -> None:
    assert tint_name(view, Tint.GOOD) in colours(view, form_row(view, FINAL))
    assert tint_name(view, Tint.GOOD) not in colours(view, form_row(view, DRAFT))
    assert tint_name(view, Tint.ERROR) in colours(view, form_row(view, RETURNED))


def test_a_selected_row_is_lit_from_edge_to_edge_and_readable(view: ProjectTreeView) -> None:
    rect = select(view, RETURNED)
    assert grounds(view, rect) == {role_name(view, QPalette.ColorRole.Highlight)}
    shown = colours(view, rect)
    assert role_name(view, QPalette.ColorRole.HighlightedText) in shown
    assert tint_name(view, Tint.ERROR) not in shown


def test_a_selected_row_steps_back_when_the_keyboard_is_elsewhere(
    view: ProjectTreeView, qtbot: QtBot
) -> None:
    rect = select(view, FINAL)
    view.clearFocus()
    qtbot.waitUntil(lambda: not view.hasFocus())
    ground = grounds(view, rect)
    assert len(ground) == 1
    assert ground.isdisjoint(
        {role_name(view, QPalette.ColorRole.Highlight), role_name(view, QPalette.ColorRole.Base)}
    )
    assert tint_name(view, Tint.GOOD) in colours(view, rect)


def test_a_row_steps_back_while_its_name_is_edited(view: ProjectTreeView) -> None:
    rect = select(view, FINAL)
    view.edit(view.currentIndex())
    branch = QRect(rect.topLeft(), QSize(16, rect.height()))
    assert role_name(view, QPalette.ColorRole.Highlight) not in colours(view, branch)


def test_the_row_under_the_mouse_is_tinged(view: ProjectTreeView, qtbot: QtBot) -> None:
    rect = form_row(view, DRAFT)
    before = grounds(view, rect)
    assert before == {role_name(view, QPalette.ColorRole.Base)}
    QTest.mouseMove(view.viewport(), rect.center() + QPoint(1, 0))
    QTest.mouseMove(view.viewport(), rect.center())
    qtbot.waitUntil(lambda: grounds(view, rect) != before)
    assert len(grounds(view, rect)) == 1


def test_the_current_row_that_is_not_selected_has_a_frame(view: ProjectTreeView) -> None:
    rect = select(view, DRAFT)
    view.clearSelection()
    image = image_of(view, rect)
    assert image.pixelColor(0, 5).name() == role_name(view, QPalette.ColorRole.Accent)
    assert image.pixelColor(8, 5).name() == role_name(view, QPalette.ColorRole.Base)


def test_the_open_form_has_a_bar_at_the_edge(view: ProjectTreeView) -> None:
    rect = form_row(view, DRAFT)
    accent = role_name(view, QPalette.ColorRole.Accent)
    assert image_of(view, rect).pixelColor(1, 14).name() != accent
    tree_of(view).set_open(form_id(DRAFT))
    assert image_of(view, rect).pixelColor(1, 14).name() == accent


def test_a_total_that_is_not_final_is_dimmed(view: ProjectTreeView) -> None:
    def figures(number: int) -> set[str]:
        rect = form_row(view, number)
        rect.setLeft(rect.right() - 70)
        return colours(view, rect)

    text = role_name(view, QPalette.ColorRole.Text)
    assert text in figures(DRAFT)
    assert text not in figures(UNFINISHED)
    assert tint_name(view, Tint.QUIET) in figures(UNFINISHED)


def test_a_name_that_is_missing_is_dimmed(view: ProjectTreeView) -> None:
    def name(rect: QRect) -> set[str]:
        rect.setRight(rect.right() - 90)
        return colours(view, rect)

    text = role_name(view, QPalette.ColorRole.Text)
    project = tree_of(view).index_of(form_id(UNNAMED))
    assert text not in name(row(view, project))
    assert text not in name(row(view, project.parent()))
    assert text in name(row(view, project.parent().parent()))


def test_a_folded_group_looks_other_than_an_unfolded_one(view: ProjectTreeView) -> None:
    index = tree_of(view).index(0, 0)
    unfolded = image_of(view, row(view, index))
    view.collapse(index)
    assert image_of(view, row(view, index)) != unfolded


def test_every_row_is_as_high_as_its_text_needs(view: ProjectTreeView) -> None:
    assert form_row(view, DRAFT).height() == ROW_HEIGHT
    large = QFont()
    large.setPixelSize(40)
    assert row_height(large) > ROW_HEIGHT


def test_icons_are_crisp_at_every_scale(view: ProjectTreeView) -> None:
    option = QStyleOptionViewItem()
    option.rect = QRect(32, 0, 268, 28)
    option.palette = view.palette()
    index = tree_of(view).index_of(form_id(FINAL))
    pixmap = QPixmap(600, 56)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(view.palette().color(QPalette.ColorRole.Base))
    painter = QPainter(pixmap)
    view.names.paint(painter, option, index)
    painter.end()
    good, image = tint(view.palette(), Tint.GOOD), pixmap.toImage()
    solid = sum(image.pixelColor(x, y) == good for x in range(120) for y in range(56))
    # A disc of 13 pixels across, doubled, less its check mark.
    assert solid > 300
