from datetime import UTC

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
BLOCK_ROW = ("head", "only", None, None, '{"project":"项目"}', 0)
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
    [
        *((STATE, "lost"), (STATE, None), (3, "self"), (6, None), (6, b"\xff"), (0, None), (0, 7)),
        *((1, -1), (1, 2**62), (1, "1"), (2, 0), (2, 10_000), (2, -2023), (2, "2023"), (2, 2023.0)),
        *(
            (ADJUSTED, text)
            for text in ("1O", "", "NaN", "sNaN", "Infinity", "1E+400", "1E-400", "1_0", "１")
        ),
        *((TOTAL, value) for value in ("many", 9.5j, 9.5, 95, "9" * 400, b"1", "1.2.3", "1-2", " 1")),
        *((16, 2**40), (17, -1), (17, "0"), (18, 2**31), (19, None)),
    ],
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
        (REST, (*BLOCK_ROW[:4], "{", 0)),
        (REST, (*BLOCK_ROW[:4], "[]", 0)),
        (REST, (*BLOCK_ROW[:4], '{"project":1}', 0)),
        (REST, (*BLOCK_ROW[:4], '{"project":NaN}', 0)),
        (REST, (*BLOCK_ROW[:4], '{"project":"\\ud800"}', 0)),
        (REST, (*BLOCK_ROW[:4], "[" * 100_000, 0)),
        (REST, (*BLOCK_ROW[:4], b"{}", 0)),
        (REST, (*BLOCK_ROW[:5], 1)),
        (REST, (*BLOCK_ROW[:5], "0")),
        (REST, (b"head", *BLOCK_ROW[1:])),
        (REST, (BLOCK_ROW[0], None, *BLOCK_ROW[2:])),
        (REST, (*BLOCK_ROW[:2], 5, *BLOCK_ROW[3:])),
        ('{"made":true}', BLOCK_ROW),
        ('{"made":-1}', BLOCK_ROW),
        ('{"made":1.0}', BLOCK_ROW),
        ('{"made":1e400}', BLOCK_ROW),
        (f'{{"made":{"9" * 5000}}}', BLOCK_ROW),
        (f'{{"later":{"[" * 100}{"]" * 100}}}', BLOCK_ROW),
        ("[" * 100_000, BLOCK_ROW),
        (None, BLOCK_ROW),
        (b"{}", BLOCK_ROW),
        (REST, (*BLOCK_ROW[:4], None, 0)),
        (REST, (*BLOCK_ROW[:3], "score", "{}", 0)),
        (REST, (*BLOCK_ROW[:3], "{}", "{}", 0)),
        (REST, (*BLOCK_ROW[:3], "[1]", "{}", 0)),
    ],
    ids=lambda value: ascii(value)[:60],
)
def test_a_damaged_form_is_damage(rest: object, block_row: tuple[object, ...]) -> None:
    with pytest.raises(DamagedError):
        rows.stored_form((*LINE, rest), [block_row])


@pytest.mark.parametrize(
    "place_and_value",
    [
        *((0, "1"), (0, None), (1, 5), (2, "lost"), (2, None), (3, None), (3, b"x"), (6, None)),
        *((4, "{"), (4, None), (4, "[" * 100_000), (4, '{"head":{"year":[0,10000]}}')),
        *((4, '{"head":{"made":[true,1]}}'), (4, '{"rows":{"a":1}}')),
        *((5, "yesterday"), (5, 7), (5, "2024-01-15"), (5, "9999-99-99T00:00:00")),
    ],
    ids=lambda value: ascii(value)[:60],
)
def test_a_damaged_line_of_the_log_is_damage(place_and_value: tuple[int, object]) -> None:
    place, value = place_and_value
    with pytest.raises(DamagedError):
        rows.revision((*LOG_LINE[:place], value, *LOG_LINE[place + 1 :]))


@pytest.mark.parametrize(
    ("at", "year"), [("9999-12-30T00:00:00+00:00", 9998), ("0001-01-01T00:00:00+23:59", 2)]
)
def test_a_clock_that_was_far_off_hides_no_form(at: str, year: int) -> None:
    revision = rows.revision((*LOG_LINE[:5], at, *LOG_LINE[6:]))
    assert revision.at.year == year
    # It is told in the user's own time.
    assert revision.at.astimezone(UTC).tzinfo is UTC


def test_only_changed_columns_are_named() -> None:
    after = named("改名")
    assert rows.changed(rows.form_values(FORM), rows.form_values(after)) == {}
    assert rows.changed(rows.outline_values(outline(FORM)), rows.outline_values(outline(after))) == {
        "project": "改名"
    }
