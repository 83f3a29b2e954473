"""What tests see and do on the page of a form: cells by their place on the form, cells as painted."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from perfeval_desktop.domain import places
from perfeval_desktop.domain.blocks import FiguresBlock
from perfeval_desktop.domain.form import Form, FormState, Place, RowId
from perfeval_desktop.domain.template import Template
from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.banners import FormBanners
from perfeval_ui.form_page.cell_grid.view import CellGrid
from perfeval_ui.form_page.entry_error_bubble import EntryErrorBubble
from perfeval_ui.form_page.fields.line_field import LineField
from perfeval_ui.form_page.fields.paragraph_field import ParagraphField
from perfeval_ui.form_page.funding_grid import FundingGrid, FundingModel
from perfeval_ui.form_page.header import FormHeader
from perfeval_ui.form_page.indicator_grid.model import IndicatorModel
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from perfeval_ui.form_page.page import FormPage
from perfeval_ui.form_page.suggestion_list import SuggestionList
from ui.keyboard import focus

SAMPLE = "闵行区信息化项目申报及管理系统(2023 运维)"
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

# The keys of the templates that the seven published samples are made with.
ONLY = RowId("only")
PROJECT = Place("head", ONLY, "project")
DEPARTMENT = Place("head", ONLY, "department")
UNIT = Place("head", ONLY, "implementing_unit")
GOAL = Place("goals", ONLY, "expected_goal")
OUTCOME = Place("goals", ONLY, "actual_outcome")
NOTE = places.EXECUTION_NOTE
YEAR = places.YEAR
TOTAL = Place("figures", ONLY, "total")
TOTAL_WEIGHT = Place("figures", ONLY, "total_weight")
GRADE = Place("figures", ONLY, "grade")
EXECUTION_SCORE = Place("funding", RowId("total"), "score")
AMOUNTS = ("initial_budget", "adjusted_budget", "executed")
SOURCES = ("total", "current_appropriation", "carryover", "other_funds")
COLUMNS = ("level1", "level2", "level3", "target", "actual", "weight", "score", "reason")
FIELDS = (PROJECT, DEPARTMENT, UNIT, YEAR, NOTE, GOAL, OUTCOME)


class Page(FormPage):
    """The page with a published sample on it, which has all the parts that tests look at."""

    @property
    def head(self) -> FormHeader:
        heads = self.findChildren(FormHeader)
        return heads[-1]

    @property
    def banners(self) -> FormBanners:
        return self.findChildren(FormBanners)[-1]

    @property
    def funding(self) -> FundingGrid:
        found = super().funding
        assert found is not None
        return found

    @property
    def indicators(self) -> IndicatorGrid:
        found = super().indicators
        assert found is not None
        return found

    @property
    def goal(self) -> ParagraphField:
        return self.paragraph(GOAL)

    @property
    def outcome(self) -> ParagraphField:
        return self.paragraph(OUTCOME)

    @property
    def note(self) -> ParagraphField:
        return self.paragraph(NOTE)

    def paragraph(self, place: Place) -> ParagraphField:
        found = self.field(place)
        assert isinstance(found, ParagraphField)
        return found

    def line(self, place: Place) -> LineField:
        found = self.field(place)
        assert isinstance(found, LineField)
        return found


def grid_of(editor: FormPage) -> IndicatorGrid:
    """Return the indicators of the open form."""
    found = editor.indicators
    assert found is not None
    return found


def line_of(editor: FormPage, place: Place) -> LineField:
    """Return the field of one line at ``place``."""
    found = editor.field(place)
    assert isinstance(found, LineField)
    return found


def indicator_model(template: Template) -> IndicatorModel:
    """Return a model of the indicators of forms of ``template``."""
    assert template.grid is not None
    figures = [block for block in template.blocks if isinstance(block, FiguresBlock)]
    return IndicatorModel(template.grid, figures)


def funding_model(template: Template) -> FundingModel:
    """Return a model of the funding of forms of ``template``."""
    assert template.funding is not None
    return FundingModel(template.funding)


def with_rows(form: Form, *cells: dict[str, str]) -> Form:
    """Return ``form`` with other indicators in the place of its own."""
    return inserting(without_rows(form), 0, *cells)


def inserting(form: Form, at: int, *cells: dict[str, str]) -> Form:
    """Return ``form`` with more indicators, the first of them at row ``at``, from 0."""
    form, made = form.new_rows(len(cells))
    rows = tuple(replace(row, cells=texts) for row, texts in zip(made, cells, strict=True))
    return form.inserting("indicators", at, rows)


def cells_of(form: Form, row: int) -> dict[str, str]:
    """Return what is written into the indicator that stands at ``row``, from 0."""
    return dict(form.rows("indicators")[row].cells)


def final(form: Form) -> Form:
    return replace(form, state=FormState.FINAL)


def indicator(row: int, column: str) -> Place:
    """Return the place of a cell in the row that a sample begins with at ``row``, from 0."""
    return Place("indicators", RowId(f"r{row + 1}"), column)


def level1(row: int) -> Place:
    return indicator(row, "level1")


def level2(row: int) -> Place:
    return indicator(row, "level2")


def level3(row: int) -> Place:
    return indicator(row, "level3")


def target(row: int) -> Place:
    return indicator(row, "target")


def actual(row: int) -> Place:
    return indicator(row, "actual")


def weight(row: int) -> Place:
    return indicator(row, "weight")


def score(row: int) -> Place:
    return indicator(row, "score")


def reason(row: int) -> Place:
    return indicator(row, "reason")


def amount(source: str, column: str) -> Place:
    return Place("funding", RowId(source), column)


def budget(source: str = "total") -> Place:
    return amount(source, "adjusted_budget")


def executed(source: str = "total") -> Place:
    return amount(source, "executed")


def written(form: Form, place: Place) -> str:
    """Return what stands at ``place`` of ``form``."""
    return str(form.year) if place == YEAR else form.text(*place)


def project_of(form: Form) -> str:
    return written(form, PROJECT)


def named(form: Form, **names: str) -> Form:
    """Return ``form`` with other names in its head."""
    for column, text in names.items():
        form = form.with_text(Place("head", ONLY, column), text)
    return form


def without_findings(form: Form) -> Form:
    """Return ``form``, a published one, with targets that can be measured and actuals that answer them."""
    for row in form.rows("indicators"):
        values = dict.fromkeys(("target", "actual"), "100%")
        if "成本" in row.text("level1") + row.text("level2"):
            values = {"target": "≤8.99万元", "actual": "8.98万元"}
        # What the goal says of satisfaction has to stand there as well.
        for column, text in ({} if "满意" in row.text("level1") else values).items():
            form = form.with_text(Place("indicators", row.id, column), text)
    return form


def without_rows(form: Form) -> Form:
    """Return ``form`` without indicators."""
    return form.with_rows("indicators", ())


def row_at(grid: CellGrid, number: int, column: str) -> Place:
    """Return the place of a cell in the row that stands at ``number`` now, from 0."""
    place = grid.cells.place_at(number, 0)
    assert place is not None
    return place._replace(column=column)


def saved(session: EditingSession, place: Place) -> str:
    """Return what the store has at ``place``, read from its file."""
    assert session.shown is not None
    return written(session.load(session.shown.form_id), place)


def shown(grid: CellGrid, place: Place) -> str:
    """Return the text that ``grid`` shows at ``place``."""
    found = grid.cells.index_of(place)
    assert found is not None
    return str(grid.cells.index(*found).data())


def current(grid: CellGrid) -> Place | None:
    """Return the place with the cursor."""
    return grid.cells.place_at(grid.currentIndex().row(), grid.currentIndex().column())


def select(grid: CellGrid, *places: Place) -> None:
    """Put the cursor on the first of ``places`` and select them all."""
    grid.go_to(places[0])
    for place in places[1:]:
        found = grid.cells.index_of(place)
        assert found is not None
        index = grid.cells.index(*found)
        grid.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)


def text_in_editor() -> str:
    """Return the text in the editor that has the keyboard."""
    editor = focus()
    assert isinstance(editor, (QLineEdit, QPlainTextEdit))
    return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()


def click(grid: CellGrid, place: Place) -> None:
    """Click a cell with the mouse."""
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(grid, place))
    QApplication.processEvents()


def double_click(grid: CellGrid, place: Place) -> None:
    """Click a cell and click it again, as the system reports a double click."""
    click(grid, place)
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(grid, place))
    QApplication.processEvents()


def middle_of(grid: CellGrid, place: Place) -> QPoint:
    """Return the middle of a cell in the viewport."""
    found = grid.cells.index_of(place)
    assert found is not None
    return grid.visualRect(grid.cells.index(*found)).center()


def refusal(page: QWidget) -> str | None:
    """Return what the bubble on the page says, ``None`` where there is none."""
    said = [bubble.text() for bubble in page.findChildren(EntryErrorBubble) if bubble.isVisible()]
    assert len(said) < 2
    return said[0] if said else None


def suggested(page: QWidget) -> list[str]:
    """Return the texts suggested below the editor."""
    models = [one.model() for one in page.findChildren(SuggestionList) if one.isVisible()]
    return [str(model.index(row, 0).data()) for model in models for row in range(model.rowCount())]


def sweep() -> None:
    """Delete the editors that were closed, and what stood beside them; a test has no event loop for that."""
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def clipboard() -> str:
    """Return the text on the clipboard."""
    return QGuiApplication.clipboard().text()


def put_on_clipboard(text: str) -> None:
    """Put a text on the clipboard, as another program does."""
    QGuiApplication.clipboard().setText(text)


def painted(grid: CellGrid, place: Place) -> QImage:
    """Return a cell as it is painted now."""
    found = grid.cells.index_of(place)
    assert found is not None
    return grid.viewport().grab(grid.visualRect(grid.cells.index(*found))).toImage()


def colours(image: QImage) -> dict[str, int]:
    """Return how often each colour occurs."""
    found: dict[str, int] = {}
    for y in range(image.height()):
        for x in range(image.width()):
            name = image.pixelColor(x, y).name()
            found[name] = found.get(name, 0) + 1
    return found


def runs(image: QImage, y: int, colour: QColor) -> list[int]:
    """Return the lengths of the stretches of ``colour`` in a row of pixels."""
    lengths, length = [], 0
    for x in range(image.width() + 1):
        if x < image.width() and image.pixelColor(x, y) == colour:
            length += 1
        elif length:
            lengths.append(length)
            length = 0
    return lengths


def strokes(image: QImage, colour: QColor) -> list[int]:
    """Return the strokes of a colour along the lower edge of a picture, the longest row of them."""
    return max((runs(image, y, colour) for y in range(image.height() - 10, image.height())), key=sum)
