"""A template as text, with the page it prints beside it, and what is wrong at its line."""

import re

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QFontDatabase, QTextCursor, QTextFormat
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QPushButton, QSplitter, QTextEdit, QWidget

from perfeval_desktop.domain.blank import blank_form
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.domain.toml_lines import line_of
from perfeval_desktop.errors import PerfEvalError, TemplateError
from perfeval_desktop.report.form_pdf import form_pdf
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.paper.page_browser import PageBrowser
from perfeval_ui.paper.page_images import PdfPages
from perfeval_ui.theme import RHYTHM, Tint, tint
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.widgets.inline_message import InlineMessage

# How long a person who types must pause before the page is made anew, in milliseconds.
PAUSE = 400
_SAMPLE_YEAR = 2024
_AT_LINE = re.compile(r"at line (\d+)")


class TemplateEditor(GrowingDialog):
    """Edits the text of an own template; ``saved`` carries its id. Nothing broken can be saved."""

    saved = Signal(str)

    def __init__(self, catalogue: TemplateCatalogue, text: str, parent: QWidget | None = None) -> None:
        super().__init__("编辑模板", parent)
        self._catalogue = catalogue
        self.text = QPlainTextEdit(text, self)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName("模板的内容")
        self.browser = PageBrowser(self)
        self.message = InlineMessage(self)
        split = QSplitter(self)
        split.addWidget(self.text)
        split.addWidget(self.browser)
        buttons = QDialogButtonBox(self)
        self.save_button: QPushButton = buttons.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(split, 1)
        self.column.addWidget(self.message)
        self.column.addWidget(buttons)
        self.resize(150 * RHYTHM, 84 * RHYTHM)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.review)
        self.text.textChanged.connect(self._timer.start)
        self.review()

    def review(self) -> None:
        """Read the text: show the page it prints, or what is wrong and where."""
        self._timer.stop()
        try:
            template = read_template(self.text.toPlainText(), source="模板")
            pages = PdfPages(form_pdf(template, blank_form(template, _SAMPLE_YEAR)))
        except TemplateError as error:
            self._show_trouble(error)
        except PerfEvalError as error:
            self.message.show_error(str(error))
        else:
            self.browser.show_pages(pages)
            self.message.clear()
            self.text.setExtraSelections([])
            self.save_button.setEnabled(True)

    def accept(self) -> None:
        """Save the template."""
        try:
            template = self._catalogue.save_own(self.text.toPlainText())
        except TemplateError as error:
            self._show_trouble(error)
            return
        super().accept()
        self.saved.emit(template.id)

    def _show_trouble(self, error: TemplateError) -> None:
        line = trouble_line(self.text.toPlainText(), error)
        where = f"第 {line} 行：" if line else ""
        self.message.show_error(f"{where}{error}")
        self.save_button.setEnabled(False)
        self._mark(line)

    def _mark(self, line: int | None) -> None:
        if line is None:
            self.text.setExtraSelections([])
            return
        mark = QTextEdit.ExtraSelection()
        ground = QColor(tint(self.palette(), Tint.ERROR))
        ground.setAlphaF(0.2)
        mark.format.setBackground(ground)
        mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)  # noqa: FBT003  # Qt has no name for it
        block = self.text.document().findBlockByNumber(line - 1)
        mark.cursor = QTextCursor(block)
        self.text.setExtraSelections([mark])


def trouble_line(text: str, error: TemplateError) -> int | None:
    """Return the line, from 1, that a template's trouble is at, ``None`` where it is at none."""
    if error.key:
        return line_of(text, error.key)
    found = _AT_LINE.search(str(error))
    return int(found[1]) if found else None
