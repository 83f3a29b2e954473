import gc

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from perfeval_desktop.domain.findings import Severity
from perfeval_ui.theme import (
    Scheme,
    Tint,
    app_icon,
    apply_theme,
    choose_scheme,
    has_high_contrast,
    icon,
    is_dark,
    palette_for,
    severity_colour,
    tint,
)

LIGHT, DARK = Qt.ColorScheme.Light, Qt.ColorScheme.Dark
HIGH_CONTRAST = palette_for(DARK, high_contrast=True)
EACH = pytest.mark.parametrize(
    "palette",
    [palette_for(LIGHT), palette_for(DARK), HIGH_CONTRAST],
    ids=["light", "dark", "high contrast"],
)
WORDS = (Tint.QUIET, Tint.ERROR, Tint.WARNING, Tint.HINT, Tint.GOOD)
GROUNDS = (Tint.COMPUTED, Tint.MENU_LINE)
# Of the guidelines, for everybody and for those who need more.
LEGIBLE, WELL_LEGIBLE = 4.5, 7
# For edges.
SEEN = 3


def least(palette: QPalette) -> float:
    """Return the contrast that words need at least in a palette."""
    return WELL_LEGIBLE if has_high_contrast(palette) else LEGIBLE


@pytest.fixture
def themed(restored_app: QApplication) -> QApplication:
    """Return the application in our look."""
    apply_theme(restored_app)
    return restored_app


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of the Web Content Accessibility Guidelines 2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def drawn(picture: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
    """Return the colours of the opaque points of an icon."""
    return opaque(picture.pixmap(QSize(32, 32), mode).toImage())


def opaque(image: QImage) -> set[str]:
    points = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {point.name() for point in points if point.alpha() == 255}


def test_the_measure_of_contrast_is_that_of_the_guidelines() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#767676"), QColor("white")) == pytest.approx(4.54, abs=0.01)


def test_light_and_dark_differ_in_every_colour_that_carries_text() -> None:
    light, dark = palette_for(LIGHT), palette_for(DARK)
    assert not is_dark(light)
    assert is_dark(dark)
    assert is_dark(HIGH_CONTRAST)
    assert not has_high_contrast(dark)
    for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window, QPalette.ColorRole.Text):
        assert light.color(role) != dark.color(role)
    for which in Tint:
        assert tint(light, which) != tint(dark, which)


def test_an_unknown_scheme_counts_as_light() -> None:
    assert palette_for(Qt.ColorScheme.Unknown) == palette_for(LIGHT)


@EACH
@pytest.mark.parametrize(
    ("words", "ground"),
    [
        (QPalette.ColorRole.Text, QPalette.ColorRole.Base),
        (QPalette.ColorRole.Text, QPalette.ColorRole.AlternateBase),
        (QPalette.ColorRole.PlaceholderText, QPalette.ColorRole.Base),
        (QPalette.ColorRole.WindowText, QPalette.ColorRole.Window),
        (QPalette.ColorRole.WindowText, QPalette.ColorRole.ToolTipBase),
        (QPalette.ColorRole.ButtonText, QPalette.ColorRole.Button),
        (QPalette.ColorRole.ToolTipText, QPalette.ColorRole.ToolTipBase),
        (QPalette.ColorRole.HighlightedText, QPalette.ColorRole.Highlight),
        (QPalette.ColorRole.Link, QPalette.ColorRole.Base),
    ],
)
def test_text_can_be_read_on_its_ground(
    palette: QPalette, words: QPalette.ColorRole, ground: QPalette.ColorRole
) -> None:
    assert contrast(palette.color(words), palette.color(ground)) >= least(palette)


@EACH
@pytest.mark.parametrize("which", WORDS)
@pytest.mark.parametrize("ground", [QPalette.ColorRole.Base, QPalette.ColorRole.Window])
def test_words_in_a_tint_can_be_read(palette: QPalette, which: Tint, ground: QPalette.ColorRole) -> None:
    assert contrast(tint(palette, which), palette.color(ground)) >= least(palette)


@EACH
def test_words_can_be_read_on_computed_cells(palette: QPalette) -> None:
    ground = tint(palette, Tint.COMPUTED)
    assert contrast(palette.color(QPalette.ColorRole.Text), ground) >= least(palette)
    assert ground != palette.color(QPalette.ColorRole.Base)


@EACH
def test_words_can_be_read_on_the_line_of_a_menu(palette: QPalette) -> None:
    words = palette.color(QPalette.ColorRole.ButtonText)
    assert contrast(words, tint(palette, Tint.MENU_LINE)) >= least(palette)


@EACH
def test_disabled_words_stand_back(palette: QPalette) -> None:
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    ground = palette.color(QPalette.ColorRole.Button)
    assert contrast(disabled, ground) < contrast(palette.color(QPalette.ColorRole.ButtonText), ground)


@EACH
def test_each_severity_has_a_colour_of_its_own(palette: QPalette) -> None:
    assert len({severity_colour(palette, severity).name() for severity in Severity}) == len(Severity)


def test_the_program_is_dressed_in_fusion_and_our_palette(themed: QApplication) -> None:
    assert themed.style().objectName() == "fusion"
    assert themed.palette() == palette_for(LIGHT)


def test_the_palette_follows_the_system_when_it_turns_dark(themed: QApplication) -> None:
    themed.styleHints().colorSchemeChanged.emit(DARK)
    assert themed.palette() == palette_for(DARK)
    themed.styleHints().colorSchemeChanged.emit(LIGHT)
    assert themed.palette() == palette_for(LIGHT)


def test_a_chosen_scheme_is_applied_even_where_the_system_has_none(themed: QApplication) -> None:
    choose_scheme(Scheme.DARK)
    assert themed.palette() == palette_for(DARK)
    choose_scheme(Scheme.SYSTEM)
    assert themed.palette() == palette_for(themed.styleHints().colorScheme())


def test_high_contrast_is_kept_when_the_system_turns_light(themed: QApplication) -> None:
    choose_scheme(Scheme.HIGH_CONTRAST)
    assert themed.palette() == HIGH_CONTRAST
    themed.styleHints().colorSchemeChanged.emit(LIGHT)
    assert themed.palette() == HIGH_CONTRAST
    choose_scheme(Scheme.LIGHT)
    assert themed.palette() == palette_for(LIGHT)


@pytest.mark.parametrize("scheme", [Scheme.DARK, Scheme.HIGH_CONTRAST])
@pytest.mark.parametrize("made", [QLineEdit, QPushButton, QCheckBox, QRadioButton, QComboBox, QSpinBox])
def test_edges_are_seen_on_dark_ground_and_are_as_before_without_it(
    themed: QApplication, qtbot: QtBot, made: type[QWidget], scheme: Scheme
) -> None:
    widget = made()
    qtbot.addWidget(widget)
    choose_scheme(scheme)
    QApplication.processEvents()
    widget.resize(80, 30)
    image = QImage(widget.size(), QImage.Format.Format_ARGB32)
    image.fill(themed.palette().color(QPalette.ColorRole.Window))
    widget.render(image, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
    ground = themed.palette().color(QPalette.ColorRole.Window)
    left_edge = image.copy(0, 0, 4, 30)
    assert max(contrast(QColor(colour), ground) for colour in opaque(left_edge)) >= SEEN
    choose_scheme(Scheme.LIGHT)
    QApplication.processEvents()
    window = QPalette.ColorRole.Window
    assert widget.palette().color(window) == palette_for(LIGHT).color(window)


@pytest.mark.parametrize("scheme", [Scheme.DARK, Scheme.HIGH_CONTRAST])
def test_the_box_of_a_line_of_a_table_is_seen_on_dark_ground_and_its_head_stays_dark(
    themed: QApplication, qtbot: QtBot, scheme: Scheme
) -> None:
    choose_scheme(scheme)
    table = QTableWidget(1, 1)
    qtbot.addWidget(table)
    item = QTableWidgetItem()
    item.setCheckState(Qt.CheckState.Unchecked)
    table.setItem(0, 0, item)
    table.setShowGrid(False)
    table.resize(300, 100)
    cell = table.visualItemRect(item).adjusted(1, 1, -1, -1)
    box = opaque(table.viewport().grab(cell).toImage())
    base = themed.palette().color(QPalette.ColorRole.Base)
    assert max(contrast(QColor(colour), base) for colour in box) >= SEEN
    head = table.horizontalHeader().viewport().grab().toImage()
    assert head.pixelColor(head.width() - 2, 4) == themed.palette().color(QPalette.ColorRole.Window)


@pytest.mark.usefixtures("themed")
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST])
def test_an_icon_is_seen_on_the_line_of_a_menu_that_would_be_carried_out(
    qtbot: QtBot, scheme: Scheme
) -> None:
    choose_scheme(scheme)
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.setActiveAction(menu.addAction(icon("new"), ""))
    line = menu.grab(menu.actionGeometry(menu.actions()[0]).adjusted(3, 3, -3, -3)).toImage()
    ground = line.pixelColor(line.width() - 1, line.height() // 2)
    assert ground == menu.palette().color(QPalette.ColorRole.Highlight)
    assert max(contrast(QColor(colour), ground) for colour in opaque(line)) >= LEGIBLE


def test_high_contrast_follows_the_system_unless_other_colours_are_chosen(
    themed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not hasattr(themed.styleHints(), "accessibility"):
        pytest.skip("the oldest Qt that will do knows no contrast of the system")
    hints = themed.styleHints().accessibility()
    wanted = Qt.ContrastPreference.HighContrast
    monkeypatch.setattr(type(hints), "contrastPreference", lambda _hints: wanted)
    hints.contrastPreferenceChanged.emit(wanted)
    assert themed.palette() == HIGH_CONTRAST
    choose_scheme(Scheme.DARK)
    assert themed.palette() == palette_for(DARK)
    choose_scheme(Scheme.SYSTEM)
    assert themed.palette() == HIGH_CONTRAST


def test_the_oldest_qt_knows_no_contrast_of_the_system(
    restored_app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply_theme(restored_app)
    monkeypatch.setattr("perfeval_ui.theme.hasattr", lambda *_: False, raising=False)
    choose_scheme(Scheme.SYSTEM)
    assert restored_app.palette() == palette_for(LIGHT)


def test_in_high_contrast_every_tint_and_what_is_disabled_can_be_read_well() -> None:
    palette = HIGH_CONTRAST
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    assert contrast(disabled, palette.color(QPalette.ColorRole.Button)) >= WELL_LEGIBLE
    for which in Tint:
        if which not in GROUNDS:
            assert contrast(tint(palette, which), tint(palette, Tint.COMPUTED)) >= LEGIBLE
            assert contrast(tint(palette, which), palette.color(QPalette.ColorRole.Base)) >= WELL_LEGIBLE


@pytest.mark.usefixtures("themed")
def test_an_icon_is_drawn_in_the_colour_of_text_light_and_dark() -> None:
    picture = icon("new")
    for scheme, palette in (
        (Scheme.LIGHT, palette_for(LIGHT)),
        (Scheme.DARK, palette_for(DARK)),
        (Scheme.HIGH_CONTRAST, HIGH_CONTRAST),
    ):
        choose_scheme(scheme)
        assert drawn(picture) == {palette.color(QPalette.ColorRole.ButtonText).name()}


@pytest.mark.usefixtures("themed")
def test_an_icon_in_a_tint_is_drawn_in_it() -> None:
    assert drawn(icon("error", Tint.ERROR)) == {tint(palette_for(LIGHT), Tint.ERROR).name()}


@pytest.mark.usefixtures("themed")
@pytest.mark.parametrize("which", [None, Tint.ERROR])
def test_a_disabled_icon_looks_disabled_and_a_selected_one_stands_out(which: Tint | None) -> None:
    palette = palette_for(LIGHT)
    picture = icon("error", which)
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    assert drawn(picture, QIcon.Mode.Disabled) == {disabled.name()}
    assert drawn(picture, QIcon.Mode.Selected) == {palette.color(QPalette.ColorRole.HighlightedText).name()}


@pytest.mark.usefixtures("themed")
def test_an_icon_is_painted_where_it_is_asked_for() -> None:
    image = QImage(64, 64, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    icon("new").paint(painter, 32, 32, 32, 32)
    painter.end()
    assert opaque(image.copy(32, 32, 32, 32))
    assert not opaque(image.copy(0, 0, 32, 64))


@pytest.mark.usefixtures("themed")
def test_a_copy_of_an_icon_outlives_it() -> None:
    picture = icon("new")
    copy = QIcon(picture)
    # With this Qt makes two of what was one.
    copy.setIsMask(True)
    del picture
    gc.collect()
    assert drawn(copy) == {palette_for(LIGHT).color(QPalette.ColorRole.ButtonText).name()}


def test_the_program_has_an_icon_in_colours_of_its_own(qapp: QApplication) -> None:
    assert qapp is QGuiApplication.instance()
    assert len(drawn(app_icon())) > 2
