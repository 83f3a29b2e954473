"""The bar above the pages: buttons, keys and numbers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from perfeval_desktop.printing.form_pdf import form_pdf
from perfeval_desktop.samples import published_samples
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.paper.page_browser import PageBrowser
from perfeval_ui.paper.page_images import PdfPages


@pytest.fixture
def browser(qtbot: QtBot) -> PageBrowser:
    """Return the browser without any page."""
    made = PageBrowser()
    qtbot.addWidget(made)
    made.resize(640, 720)
    with qtbot.waitActive(made):
        made.show()
    return made


@pytest.fixture
def pages(templates: TemplateCatalogue) -> PdfPages:
    sample = next(iter(published_samples()))
    return PdfPages(form_pdf(templates[sample.template], sample.form(templates)))


def test_the_buttons_zoom_and_fit(browser: PageBrowser, pages: PdfPages) -> None:
    assert not any(action.isEnabled() for action in browser.actions())
    browser.show_pages(pages)
    assert browser._fit_width.isChecked()
    browser._zoom_in.trigger()
    assert not browser._fit_width.isChecked()
    assert browser._zoom_label.text() == f"{browser.view.zoom * 100:.0f} %"
    while browser._zoom_in.isEnabled():
        browser._zoom_in.trigger()
    assert browser._zoom_out.isEnabled()
    while browser._zoom_out.isEnabled():
        browser._zoom_out.trigger()
    browser._fit_width.trigger()
    assert browser._fit_width.isChecked()
    browser._fit_width.trigger()
    assert browser._fit_width.isChecked()


def test_keys_zoom_while_the_browser_has_the_focus(browser: PageBrowser, pages: PdfPages) -> None:
    browser.show_pages(pages)
    browser.setFocus()
    before = browser.view.zoom
    QTest.keyClick(browser.view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert browser.view.zoom > before
    QTest.keyClick(browser.view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert browser.view.fits_width


def test_the_number_of_the_page_is_shown_while_there_are_pages(browser: PageBrowser, pages: PdfPages) -> None:
    assert browser.page_text == ""
    browser.show_pages(pages)
    assert browser.page_text == f"第 1 页 / 共 {len(pages)} 页"
    browser.show_pages(None)
    assert browser.page_text == ""
