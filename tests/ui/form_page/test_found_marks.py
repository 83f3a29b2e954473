"""What is marked on the page because it was looked for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette

from perfeval_ui.form_page.found_marks import FoundMarks
from perfeval_ui.theme import palette_for
from ui.page_driver import GOAL, PROJECT, UNIT


@pytest.fixture
def marks() -> FoundMarks:
    made = FoundMarks()
    made.set([PROJECT, GOAL], lambda text: [(0, len(text))], GOAL)
    return made


def test_only_places_where_something_was_found_are_marked(marks: FoundMarks) -> None:
    palette = QPalette()
    assert marks.at(UNIT, "茶", palette) is None
    assert marks.at(None, "茶", palette) is None
    mark = marks.at(PROJECT, "茶叶", palette)
    assert mark is not None
    assert (mark.spans, mark.is_current) == (((0, 2),), False)


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
def test_the_place_gone_to_has_another_colour(marks: FoundMarks, scheme: Qt.ColorScheme) -> None:
    palette = palette_for(scheme)
    current, other = marks.at(GOAL, "", palette), marks.at(PROJECT, "", palette)
    assert current is not None
    assert other is not None
    assert current.is_current
    assert current.colour != other.colour
    # The text is still to be read.
    assert max(current.colour.alpha(), other.colour.alpha()) < 128


def test_at_first_nothing_is_marked() -> None:
    assert FoundMarks().at(PROJECT, "茶", QPalette()) is None
    assert [*FoundMarks().spans_of("茶")] == []
