import pytest
from PySide6.QtCore import Qt

from perfeval_ui.widgets.waiting import waiting
from ui.cursor_watch import shown_cursor

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_cursor_of_waiting_is_shown_while_something_is_done() -> None:
    with waiting():
        assert shown_cursor() is Qt.CursorShape.WaitCursor
    assert shown_cursor() is None


def test_it_goes_where_something_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"), waiting():
        raise ValueError("nothing")
    assert shown_cursor() is None
