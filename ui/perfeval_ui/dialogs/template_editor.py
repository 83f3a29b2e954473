"""The text of a template in an editor, beside it the page that it prints."""

import re

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QFontDatabase, QTextCursor, QTextFormat
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QPushButton, QSplitter, QTextEdit, QWidget

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.domain.toml_lines import line_of
from perfeval_desktop.errors import PerfEvalError, TemplateError
from perfeval_desktop.printing.form_pdf import form_pdf
from perfeval_desktop.templates import TemplateCatalogue
from perfeval_ui.paper.page_browser import PageBrowser
from perfeval_ui.paper.page_images import PdfPages
from perfeval_ui.theme import Tint, tint
from perfeval_ui.widgets.composing_input import ComposingText
from perfeval_ui.widgets.growing_dialog import GrowingDialog
from perfeval_ui.widgets.inline_message import InlineMessage

# After a pause in typing of this many milliseconds the page is made again.
PAUSE = 400
_SAMPLE_YEAR = 2024
_AT_LINE = re.compile(r"at line (\d+)")


class TemplateEditor(GrowingDialog):
    """Edits the text of an own template, marking what is wrong in it; ``saved`` carries its id.

    A text that is no template cannot be saved.
    """

    saved = Signal(str)

    def __init__(self, catalogue: TemplateCatalogue, text: str, parent: QWidget | None = None) -> None:
        super().__init__("编辑模板", parent)
        self._catalogue = catalogue
        self.text = ComposingText(text, self)
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
        self.take_room(150, 84)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.review)
        self.text.textChanged.connect(self._timer.start)
        self.review()

    def review(self) -> None:
        """Read the text; show the page that it prints, or what is wrong in which line."""
        self._timer.stop()
        try:
            template = read_template(self.text.toPlainText(), source="模板")
            pages = PdfPages(form_pdf(template, blank_form(template, _SAMPLE_YEAR)))
        except TemplateError as error:
            self._show_error(error)
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
            self._show_error(error)
            return
        super().accept()
        self.saved.emit(template.id)

    def _show_error(self, error: TemplateError) -> None:
        line = line_of_error(self.text.toPlainText(), error)
        where = f"第 {line} 行：" if line else ""
        self.message.show_error(f"{where}{error}")
        self.save_button.setEnabled(False)
        self._mark(line)

    def _mark(self, line: int | None) -> None:
        if line is None:
            self.text.setExtraSelections([])
            return
        mark = QTextEdit.ExtraSelection()
        background = QColor(tint(self.palette(), Tint.ERROR))
        background.setAlphaF(0.2)
        mark.format.setBackground(background)
        mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)  # noqa: FBT003  # Qt has no name for it
        block = self.text.document().findBlockByNumber(line - 1)
        mark.cursor = QTextCursor(block)
        self.text.setExtraSelections([mark])


def line_of_error(text: str, error: TemplateError) -> int | None:
    """Return in which line (from 1) of a template the error is; ``None`` where it is in no single line."""
    if error.key:
        return line_of(text, error.key)
    found = _AT_LINE.search(str(error))
    return int(found[1]) if found else None
