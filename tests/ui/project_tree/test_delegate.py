import pytest
from form_summaries import form_id, listed, standing_of
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.form import FormState
from perfeval_ui.project_tree.model import ProjectTreeModel
from perfeval_ui.project_tree.row_look import ROW_HEIGHT, row_height
from perfeval_ui.project_tree.view import ProjectTreeView
from perfeval_ui.theme import Tint, palette_for, tint

DRAFT, FINAL, RETURNED, UNFINISHED, UNNAMED = map(form_id, range(5))
HIGHLIGHT, BASE = QPalette.ColorRole.Highlight, QPalette.ColorRole.Base


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
    return shown


def row_of(view: ProjectTreeView, number: str) -> QRect:
    model = view.model()
    assert isinstance(model, ProjectTreeModel)
    rect = view.visualRect(model.index_of(form_id(int(number[-1]))))
    rect.setLeft(0)
    return rect


def colours(view: ProjectTreeView, rect: QRect) -> set[str]:
    """Return every colour that occurs in a part of the view."""
    image: QImage = view.viewport().grab(rect).toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def colour_at(view: ProjectTreeView, point: QPoint) -> QColor:
    return view.viewport().grab(QRect(point, point)).toImage().pixelColor(0, 0)


def name_of(view: ProjectTreeView, which: Tint) -> str:
    return tint(view.palette(), which).name()


def select(view: ProjectTreeView, number: int) -> QRect:
    model = view.model()
    assert isinstance(model, ProjectTreeModel)
    index = model.index_of(form_id(number))
    view.select_rows([index], index)
    return row_of(view, str(number))


def test_a_state_shows_in_its_own_colour(view: ProjectTreeView) -> None:
    assert name_of(view, Tint.GOOD) in colours(view, row_of(view, FINAL))
    assert name_of(view, Tint.GOOD) not in colours(view, row_of(view, DRAFT))
    assert name_of(view, Tint.ERROR) in colours(view, row_of(view, RETURNED))
