"""How findings are marked: each severity by a line of its own, sentences in a tooltip."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication

from perfeval_desktop.domain.findings import Severity
from perfeval_ui.form_page.finding_marks import tooltip, underline
from perfeval_ui.theme import palette_for, severity_colour
from ui.page_driver import colours, strokes


@pytest.fixture(params=[Qt.ColorScheme.Light, Qt.ColorScheme.Dark], ids=lambda scheme: scheme.name)
def palette(request: pytest.FixtureRequest, qapp: QApplication) -> QPalette:
    assert qapp is not None
    return palette_for(request.param)


def line_for(severity: Severity | None, palette: QPalette) -> QImage:
    """Return a patch of ground as it is underlined for a severity."""
    image = QImage(120, 30, QImage.Format.Format_RGB32)
    image.fill(palette.color(QPalette.ColorRole.Base))
    painter = QPainter(image)
    underline(painter, image.rect(), palette, severity)
    painter.end()
    return image


def test_each_severity_has_a_line_of_its_own(palette: QPalette) -> None:
    error, warning, hint = (
        strokes(line_for(severity, palette), severity_colour(palette, severity)) for severity in Severity
    )
    assert len(error) == 1
    assert 1 < len(warning) < len(hint)


def test_where_nothing_is_found_there_is_no_line(palette: QPalette) -> None:
    assert list(colours(line_for(None, palette))) == [palette.color(QPalette.ColorRole.Base).name()]


def test_a_tooltip_without_lines_is_none() -> None:
    assert tooltip([]) is None
    assert tooltip(["", ""]) is None
    assert tooltip(["一", "", "二"]) == "<p style='white-space:pre-wrap'>一\n二</p>"
