import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_desktop.domain.template import Orientation
from perfeval_desktop.domain.template import Page as PageOfTemplate
from perfeval_desktop.printing.fonts.faces import Face, advances
from perfeval_desktop.printing.typesetting.measures import (
    BODY,
    BOTTOM_MARGIN,
    END_PADDING,
    LABEL,
    LANDSCAPE,
    LEAST_ROW_HEIGHT,
    LEFT_MARGIN,
    LINE_HEIGHT,
    MM,
    PAPERS,
    PORTRAIT,
    RULE_WIDTH,
    SIDE_PADDING,
    STYLES,
    TITLE,
    TOP_MARGIN,
    YEAR,
    Style,
    lines_height,
)

# The first example reads the fonts.
UNHURRIED = settings(deadline=None)
EACH_STYLE = pytest.mark.parametrize("style", STYLES)


def test_page_and_margins_are_those_of_the_design() -> None:
    assert (PORTRAIT.width, PORTRAIT.height) == (210_00, 297_00)
    assert (LANDSCAPE.width, LANDSCAPE.height) == (297_00, 210_00)
    assert (LEFT_MARGIN, TOP_MARGIN, BOTTOM_MARGIN) == (15_00, 15_00, 17_00)


@pytest.mark.parametrize("orientation", Orientation)
def test_the_table_takes_the_page_between_the_margins(orientation: Orientation) -> None:
    paper = PAPERS[orientation]
    assert LEFT_MARGIN + paper.table_width == paper.width - LEFT_MARGIN
    assert paper.table_width == PageOfTemplate(orientation).table_width * MM
    assert TOP_MARGIN + paper.room == paper.height - BOTTOM_MARGIN
    assert 2 * paper.middle == paper.width
    assert paper.footer == paper.height - 9_00


def test_lines_paddings_and_rules_are_those_of_the_design() -> None:
    assert (LINE_HEIGHT, SIDE_PADDING, END_PADDING, LEAST_ROW_HEIGHT) == (4_20, 90, 1_00, 7_00)
    # Half a point is 0.176 mm.
    assert RULE_WIDTH == 18


def test_a_cell_is_as_high_as_its_lines_and_paddings_and_at_least_7_mm() -> None:
    assert [lines_height(count) for count in (0, 1, 2, 10)] == [7_00, 7_00, 2 * 4_20 + 2_00, 44_00]


def test_the_em_of_the_body_is_9_points() -> None:
    assert BODY.em == LABEL.em == 317.5
    assert pytest.approx(16 * 25.4 / 72 * 100) == TITLE.em
    assert pytest.approx(10.5 * 25.4 / 72 * 100) == YEAR.em


def test_labels_and_the_title_are_bold() -> None:
    assert [style.face for style in (BODY, LABEL, TITLE, YEAR)] == [
        Face.BODY,
        Face.LABEL,
        Face.LABEL,
        Face.BODY,
    ]


def test_the_styles_are_told_apart_though_they_are_set_alike() -> None:
    assert Style(Face.BODY, 9) != BODY
    assert len(set(STYLES)) == 4


@EACH_STYLE
def test_text_is_as_wide_as_its_face_has_it(style: Style) -> None:
    assert style.advances is advances(style.face)
    assert style.width("") == 0
    assert style.width("表1") == advances(style.face)["表"] + advances(style.face)["1"]


def test_what_fits_exactly_fits() -> None:
    assert BODY.ems_in(635) == 2000
    assert BODY.ems_in(634) == 1996
    assert BODY.ems_in(0) == 0
    # 24 characters of 10.5 points.
    assert YEAR.ems_in(88_90) == 24_000


@UNHURRIED
@given(st.sampled_from(STYLES), st.integers(0, PORTRAIT.table_width))
def test_no_more_fits_than_there_is_room_for_and_hardly_less(style: Style, room: int) -> None:
    ems = style.ems_in(room)
    assert ems * style.em <= room * 1000 + 1e-6
    assert (ems + 1) * style.em > room * 1000 - 1e-6


@EACH_STYLE
@pytest.mark.parametrize("line_height", [4_20, 7_76, 6_35])
def test_the_square_of_a_character_stands_in_the_middle_of_its_line(style: Style, line_height: int) -> None:
    # It reaches 0.88 em above the baseline and 0.12 em below.
    middle = style.baseline(line_height) - (0.88 - 0.12) / 2 * style.em
    assert middle == pytest.approx(line_height / 2, abs=0.5)
