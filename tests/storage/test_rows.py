from dataclasses import replace

import pytest

from perfeval_desktop.storage import rows
from perfeval_desktop.storage.troubles import DamagedError
from storage.examples import FORM, STANDING

LINE = ("id", 1, 2023, "部门", "单位", "项目", "t", "draft", "95.25", "优", 1, 0, 2)
HEAD = ("id", 1, "t", 2023, "项目", "部门", "单位", "draft")
CONTENT = ("9.99", "", "", "", None, None, *["1"] * 12)
GRID_ROW = ("", "", "", "", "", "10", None, "")
LOG_LINE = (1, "id", "edit", "修改", "{}", "2024-01-15T10:32:00+08:00")


def test_sound_rows_are_read() -> None:
    assert rows.summaries([LINE])[0].standing == STANDING
    assert len(rows.stored_form((*HEAD, *CONTENT), [GRID_ROW]).form.indicators) == 1
    assert rows.revision(LOG_LINE).number == 1


@pytest.mark.parametrize("place_and_value", [(7, "lost"), (7, None), (8, "many"), (8, 9.5j)])
def test_a_damaged_line_of_the_list_is_damage(place_and_value: tuple[int, object]) -> None:
    place, value = place_and_value
    with pytest.raises(DamagedError):
        rows.summaries([(*LINE[:place], value, *LINE[place + 1 :])])


@pytest.mark.parametrize(
    ("form", "grid"),
    [
        ((*HEAD[:-1], "lost", *CONTENT), GRID_ROW),
        ((*HEAD, *CONTENT[:-1], "1.2.3"), GRID_ROW),
        ((*HEAD, *CONTENT), (*GRID_ROW[:5], "ten", None, "")),
        ((*HEAD, *CONTENT), (*GRID_ROW[:5], b"10", None, "")),
    ],
)
def test_a_damaged_form_is_damage(form: tuple[object, ...], grid: tuple[object, ...]) -> None:
    with pytest.raises(DamagedError):
        rows.stored_form(form, [grid])


@pytest.mark.parametrize("place_and_value", [(2, "lost"), (4, "{"), (4, None), (5, "yesterday"), (5, 7)])
def test_a_damaged_line_of_the_log_is_damage(place_and_value: tuple[int, object]) -> None:
    place, value = place_and_value
    with pytest.raises(DamagedError):
        rows.revision((*LOG_LINE[:place], value, *LOG_LINE[place + 1 :]))


def test_only_changed_columns_are_named() -> None:
    after = replace(FORM, project="改名")
    assert rows.changed(rows.form_values(FORM), rows.form_values(after)) == {"project": "改名"}
    assert rows.changed(rows.content_values(FORM), rows.content_values(after)) == {}
