"""Beside a text with a limit stands how much of it is taken."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.blocks import TextsBlock
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.places import ONLY
from perfeval_desktop.session import EditingSession
from perfeval_ui.form_page.fields.character_counter import CharacterCounter
from perfeval_ui.theme import Tint, palette_for, tint
from ui.form_page.sample_page import SAMPLES, open_sample
from ui.page_driver import Page


def test_a_text_with_a_limit_counts_what_is_left(bare_page: Page, session: EditingSession) -> None:
    template = open_sample(bare_page, session, SAMPLES["sichuan-dept-2023"])
    place = next(
        Place(block.key, ONLY, column.key)
        for block in template.blocks
        for column in block.columns
        if column.limit is not None and isinstance(block, TextsBlock)
    )
    box = bare_page.field(place)
    assert isinstance(box, QPlainTextEdit)
    before = {label.text() for label in bare_page.findChildren(QLabel)}
    box.setPlainText("字" * 300)
    assert {label.text() for label in bare_page.findChildren(QLabel)} != before


def test_it_can_be_read_after_the_window_has_turned_dark(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    text = QPlainTextEdit(window)
    counter = CharacterCounter(text, 3, window)
    dark = palette_for(Qt.ColorScheme.Dark)
    window.setPalette(dark)
    QApplication.sendPostedEvents(None, QEvent.Type.PaletteChange)
    assert counter.palette().color(QPalette.ColorRole.WindowText) == tint(dark, Tint.QUIET)
    text.setPlainText("一二三四")
    assert counter.palette().color(QPalette.ColorRole.WindowText) == tint(dark, Tint.ERROR)
