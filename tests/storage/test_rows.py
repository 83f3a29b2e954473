import pytest

from perfeval_desktop.storage import rows
from perfeval_desktop.storage.errors import DamagedError
from perfeval_desktop.store import FormSummary
from storage.examples import FORM, STANDING, named, outline

LINE = (
    *("id", 1, 2023, "target", "self", "d", "项目", "P-1", "部门", "单位", "draft", "1.50", None, "张三"),
    *("95.25", "优", 1, 0, 2, 2),
)
STATE, ADJUSTED, TOTAL = 10, 11, 14
REST = '{"made":1}'
BLOCK_ROW = ("head", "only", None, None, '{"project":"项目"}')
LOG_LINE = (1, "id", "edit", "修改", "{}", "2024-01-15T10:32:00+08:00", "张三")


def test_sound_rows_are_read() -> None:
    (line,) = rows.summaries([LINE])
    assert isinstance(line, FormSummary)
    assert line.standing == STANDING
    stored = rows.stored_form((*LINE, REST), [BLOCK_ROW])
    assert stored.summary == line
    assert stored.form.text("head", "only", "project") == "项目"
    assert stored.form.made == 1
    assert rows.revision(LOG_LINE).by == "张三"


@pytest.mark.parametrize(
    "place_and_value",
    [(STATE, "lost"), (STATE, None), (3, "self"), (ADJUSTED, "1O"), (TOTAL, "many"), (TOTAL, 9.5j)],
)
def test_a_damaged_line_of_the_list_is_damage(place_and_value: tuple[int, object]) -> None:
    place, value = place_and_value
    with pytest.raises(DamagedError):
        rows.summaries([(*LINE[:place], value, *LINE[place + 1 :])])


@pytest.mark.parametrize(
    ("rest", "block_row"),
    [
        ("{", BLOCK_ROW),
        ("[]", BLOCK_ROW),
        ('{"made":"1"}', BLOCK_ROW),
        ('{"accepted":{}}', BLOCK_ROW),
        ('{"accepted":[{"code":"x","place":["a","b"],"reason":""}]}', BLOCK_ROW),
        (REST, (*BLOCK_ROW[:4], "{")),
        (REST, (*BLOCK_ROW[:4], "[]")),
        (REST, (*BLOCK_ROW[:4], '{"project":1}')),
        (REST, (*BLOCK_ROW[:4], None)),
        (REST, (*BLOCK_ROW[:3], "score", "{}")),
        (REST, (*BLOCK_ROW[:3], "{}", "{}")),
        (REST, (*BLOCK_ROW[:3], "[1]", "{}")),
    ],
)
def test_a_damaged_form_is_damage(rest: str, block_row: tuple[object, ...]) -> None:
    with pytest.raises(DamagedError):
        rows.stored_form((*LINE, rest), [block_row])


@pytest.mark.parametrize("place_and_value", [(2, "lost"), (4, "{"), (4, None), (5, "yesterday"), (5, 7)])
def test_a_damaged_line_of_the_log_is_damage(place_and_value: tuple[int, object]) -> None:
    place, value = place_and_value
    with pytest.raises(DamagedError):
        rows.revision((*LOG_LINE[:place], value, *LOG_LINE[place + 1 :]))


def test_only_changed_columns_are_named() -> None:
    after = named("改名")
    assert rows.changed(rows.form_values(FORM), rows.form_values(after)) == {}
    assert rows.changed(rows.outline_values(outline(FORM)), rows.outline_values(outline(after))) == {
        "project": "改名"
    }
