import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from perfeval_desktop.printing.form_pdf import form_pdf
from perfeval_desktop.samples import published_samples
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.paper.page_images import PdfPages
from perfeval_ui.paper.page_view import ZOOM_STEPS, PageView

TEMPLATES = TemplateCatalogue()
PAGES = PdfPages(
    *(form_pdf(TEMPLATES[sample.template], sample.form(TEMPLATES)) for sample in published_samples())
)


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    shown = PageView()
    qtbot.addWidget(shown)
    shown.resize(640, 720)
    shown.set_pages(PAGES)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def turn_wheel(view: PageView, notches: float, modifiers: Qt.KeyboardModifier) -> None:
    place = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        place,
        view.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003  # Qt takes it by place
    )
    QApplication.sendEvent(view.viewport(), event)


def grabbed(view: PageView) -> QImage:
    return view.viewport().grab().toImage()


def test_pages_are_as_wide_as_the_view_at_first(view: PageView) -> None:
    assert view.fits_width
    assert not view.horizontalScrollBar().isVisible()
    before = view.zoom
    view.resize(900, 720)
    assert view.zoom > before
    assert not view.horizontalScrollBar().isVisible()


def test_only_pages_that_are_seen_are_drawn(view: PageView) -> None:
    grabbed(view)
    assert set(view._images) == {0}
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    grabbed(view)
    assert len(PAGES) - 1 in view._images
    assert 0 not in view._images


def test_the_page_in_the_middle_is_told_as_one_scrolls(view: PageView, qtbot: QtBot) -> None:
    assert view.current_page == 1
    with qtbot.waitSignal(view.page_changed) as signal:
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert signal.args == [len(PAGES), len(PAGES)]


def test_zoom_goes_through_steps_and_stops_at_its_ends(view: PageView) -> None:
    view.zoom_in()
    assert not view.fits_width
    assert view.zoom in ZOOM_STEPS
    for _ in ZOOM_STEPS:
        view.zoom_in()
    assert view.zoom == ZOOM_STEPS[-1]
    assert view.horizontalScrollBar().maximum() > 0
    for _ in ZOOM_STEPS:
        view.zoom_out()
    assert view.zoom == ZOOM_STEPS[0]
    view.fit_width()
    assert view.fits_width
    assert view.zoom > ZOOM_STEPS[0]


def test_zooming_keeps_the_middle_of_the_view_in_place(view: PageView) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(2000)
    middle = view.viewport().height() / 2
    before = (bar.value() + middle) / view.zoom
    view.zoom_in()
    assert (bar.value() + middle) / view.zoom == pytest.approx(before, abs=3)


def test_a_wider_view_shows_the_same_lines_at_its_top(view: PageView) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(1500)
    before = bar.value() / view.zoom
    view.resize(900, 720)
    assert bar.value() / view.zoom == pytest.approx(before, abs=3)


def test_ctrl_and_wheel_zoom_the_wheel_alone_scrolls(view: PageView) -> None:
    turn_wheel(view, 1, Qt.KeyboardModifier.ControlModifier)
    zoomed = view.zoom
    assert not view.fits_width
    turn_wheel(view, -1, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom < zoomed
    before = view.zoom
    turn_wheel(view, -3, Qt.KeyboardModifier.NoModifier)
    assert view.verticalScrollBar().value() > 0
    assert view.zoom == before


def test_a_touchpad_zooms_by_whole_notches_only(view: PageView) -> None:
    before = view.zoom
    turn_wheel(view, 0.5, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == before
    turn_wheel(view, 0.5, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom > before


def test_new_pages_stand_where_the_old_ones_stood(view: PageView) -> None:
    view.zoom_in()
    view.verticalScrollBar().setValue(777)
    zoom = view.zoom
    view.set_pages(PdfPages(*PAGES._pdfs))
    assert (view.verticalScrollBar().value(), view.zoom) == (777, zoom)
    view.scroll_to_start()
    assert view.verticalScrollBar().value() == 0


def test_without_pages_there_is_nothing_to_see_or_scroll(view: PageView) -> None:
    view.set_pages(None)
    assert (view.page_count, view.current_page) == (0, 0)
    assert view.verticalScrollBar().maximum() == 0
    assert len({grabbed(view).pixelColor(x, 300).name() for x in range(0, 600, 7)}) == 1


def test_the_page_drawn_is_the_page_of_the_file_pixel_by_pixel(view: PageView) -> None:
    frame = view._frames[0]
    seen = grabbed(view).copy(frame.intersected(view.viewport().rect()))
    drawn = PAGES.image(0, frame.size()).copy(0, 0, seen.width(), seen.height())
    assert seen.convertToFormat(drawn.format()) == drawn
