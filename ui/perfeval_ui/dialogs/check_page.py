"""The page with all there is to say of one check, in the colours of the window."""

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QTextBrowser, QWidget

from perfeval_desktop.check_guide import CheckExplanation, Paragraph
from perfeval_desktop.domain.findings import Code
from perfeval_ui.theme import RHYTHM, Tint, severity_colour, tint


class CheckPage(QTextBrowser):
    """Shows one check of ``guide``, or none. ``wanted`` carries the code of another one that is clicked."""

    wanted = Signal(object)

    def __init__(self, guide: Mapping[Code, CheckExplanation], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guide = guide
        self._shown: CheckExplanation | None = None
        self.setOpenLinks(False)
        self.setAccessibleName("检查说明")
        self.document().setDocumentMargin(2 * RHYTHM)
        self.anchorClicked.connect(self._follow)

    def show_check(self, code: Code | None) -> None:
        """Show what there is to say of a check, from its beginning."""
        self._shown = None if code is None else self._guide[code]
        self._update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system when it turns light or dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._update()

    def _update(self) -> None:
        self.setHtml("" if self._shown is None else _html(self._shown, self._guide, self.palette()))

    def _follow(self, address: QUrl) -> None:
        self.wanted.emit(Code(address.toString()))


def _html(told: CheckExplanation, guide: Mapping[Code, CheckExplanation], palette: QPalette) -> str:
    quiet = tint(palette, Tint.QUIET).name()
    labels = "、".join(
        f"<span style='color:{severity_colour(palette, severity).name()}'>{severity.label}</span>"
        for severity in told.severities
    )
    others = {one.title: one.code for one in guide.values() if one is not told}
    tints = {told.wrong: Tint.ERROR, told.right: Tint.GOOD}
    rows = "".join(
        _row(one, others, tint(palette, tints.get(one.text, Tint.QUIET)).name()) for one in told.paragraphs
    )
    return (
        f"<h2 style='margin:0 0 4px 0'>{escape(told.title)}</h2>"
        f"<p style='color:{quiet}; margin:0 0 10px 0'>{escape(told.theme)} · {labels}</p>"
        f"<table cellspacing='0' width='100%' style='margin-top:8px'>{rows}</table>"
    )


def _row(paragraph: Paragraph, others: Mapping[str, Code], colour: str) -> str:
    """Return a paragraph with its heading beside it; the titles of other checks in it lead to them."""
    heading, text = escape(paragraph.heading), escape(paragraph.text)
    for title, code in others.items():
        text = text.replace(f"“{escape(title)}”", f"“<a href='{code}'>{escape(title)}</a>”")
    return (
        f"<tr><td style='padding:4px 14px 4px 0; white-space:nowrap'>"
        f"<p style='line-height:120%; color:{colour}'>{heading}</p></td>"
        f"<td style='padding:4px 0' width='100%'><p style='line-height:120%'>{text}</p></td></tr>"
    )
