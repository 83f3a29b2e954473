"""How a hit is painted."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from form_summaries import listed
from perfeval_ui.hit_box.hit_delegate import HitDelegate
from perfeval_ui.hit_box.hits import HitModel
from perfeval_ui.quick_open.form_hit import FormHit

pytestmark = pytest.mark.usefixtures("qapp")

WIDTH = 400


def picture(model: HitModel[FormHit], *, is_chosen: bool = False, font: QFont | None = None) -> QImage:
    option = QStyleOptionViewItem()
    option.font = font or QApplication.font()
    option.palette = QPalette(QColor("white"))
    if is_chosen:
        option.state |= QStyle.StateFlag.State_Selected
    delegate = HitDelegate()
    height = delegate.sizeHint(option, model.index(0)).height()
    option.rect = QRect(0, 0, WIDTH, height)
    image = QImage(WIDTH, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    delegate.paint(painter, option, model.index(0))
    painter.end()
    return image


def found(project: str, *words: str) -> HitModel[FormHit]:
    model: HitModel[FormHit] = HitModel()
    model.show([FormHit(listed(1, project=project))], words)
    return model


def leftmost_difference(one: QImage, other: QImage) -> int:
    """Return the first column of pixels in which two pictures differ."""
    return next(x for x in range(WIDTH) for y in range(one.height()) if one.pixel(x, y) != other.pixel(x, y))


@pytest.mark.parametrize("typed", ["企业", "qyzc"])
def test_what_was_typed_stands_out(typed: str) -> None:
    assert picture(found("企业政策", typed)) != picture(found("企业政策"))
    assert picture(found("企业政策", "无")) == picture(found("企业政策"))


def test_a_rare_character_before_it_moves_no_mark() -> None:
    begins = leftmost_difference(picture(found("𬘓𬘓企业")), picture(found("𬘓𬘓企")))
    marked = leftmost_difference(picture(found("𬘓𬘓企业", "业")), picture(found("𬘓𬘓企业")))
    half = QFontMetrics(QApplication.font()).horizontalAdvance("业") // 2
    assert begins - half < marked < begins + half


def test_the_chosen_row_is_lit() -> None:
    lit = picture(found("企业政策"), is_chosen=True)
    assert lit.pixelColor(1, 1) == QPalette(QColor("white")).color(QPalette.ColorRole.Highlight)


def test_a_row_is_as_high_as_its_font_asks_for(qapp: QApplication) -> None:
    large = QFont(qapp.font())
    large.setPointSize(30)
    pixels = QFont(qapp.font())
    pixels.setPixelSize(12)
    assert picture(found("企业"), font=large).height() > picture(found("企业")).height()
    assert picture(found("企业"), font=pixels).height() > 0


def test_there_is_nothing_to_paint_of_no_row() -> None:
    image = picture(HitModel())
    assert image.pixelColor(WIDTH // 2, 5) == QColor("white")
