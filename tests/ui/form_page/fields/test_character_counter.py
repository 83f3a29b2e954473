"""Beside a text with a limit stands how much of it is taken."""

from PySide6.QtWidgets import QLabel, QPlainTextEdit

from perfeval_desktop.domain.blocks import TextsBlock
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.places import ONLY
from perfeval_desktop.session import EditingSession
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
