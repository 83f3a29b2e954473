"""How findings are shown where the user types: an underline, and sentences in a tooltip."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPalette, QPen

from perfeval_desktop.domain.findings import Finding, Severity
from perfeval_ui.theme import severity_colour
from perfeval_ui.widgets.tooltip_text import wrapped_tooltip

# How far an underline stays away from the sides of what it underlines.
_MARGIN = 6
_LINES = {
    Severity.ERROR: Qt.PenStyle.SolidLine,
    Severity.WARNING: Qt.PenStyle.DashLine,
    Severity.HINT: Qt.PenStyle.DotLine,
}


def gravest(findings: Iterable[Finding]) -> Severity | None:
    """Return the gravest severity among findings, ``None`` where there are none."""
    severities = {finding.severity for finding in findings}
    return next((severity for severity in Severity if severity in severities), None)


def tooltip(lines: Iterable[str]) -> str | None:
    """Return lines as a tooltip, ``None`` where there are none."""
    text = "\n".join(filter(None, lines))
    return wrapped_tooltip(text) if text else None


def spoken(findings: Iterable[Finding]) -> str:
    """Return findings as those hear them who do not see the underline and its colour."""
    return "；".join(f"{one.severity.label}：{one.message}" for one in findings)


def underline(painter: QPainter, rect: QRect, palette: QPalette, severity: Severity | None) -> None:
    """Underline a cell or field with findings; the line's style tells the severity as well as its colour."""
    if severity is None:
        return
    painter.setPen(QPen(severity_colour(palette, severity), 2, _LINES[severity]))
    y = rect.bottom() - 2
    painter.drawLine(rect.left() + _MARGIN, y, rect.right() - _MARGIN, y)
