import pytest

from perfeval_desktop.domain.findings import Code
from remedying import mended, offered, texts
from short_forms import short_template
from sound_form import FUNDING, GRID, HEAD, SCORING, TRAININGS, sound_form, with_row


@pytest.mark.parametrize(
    ("actual", "plain"),
    [
        ("≥12场", "12场"),
        ("＞＝12场", "12场"),
        (" ≥ 12场", "12场"),
        ("不少于12场", "12场"),
        ("12场以上", "12场"),
        ("12场（含）以上", "12场"),
        ("≥12场及以上", "12场"),
    ],
)
def test_the_sign_of_an_actual_is_taken_off(actual: str, plain: str) -> None:
    form = with_row(TRAININGS, actual=actual)
    after = mended(form, Code.COPIED_ACTUAL, f"去掉符号，改成“{plain}”")
    assert after.text("indicators", TRAININGS, "actual") == plain


def test_nothing_is_offered_for_a_sign_amid_the_actual() -> None:
    assert offered(with_row(TRAININGS, actual="10场到≥12场"), Code.COPIED_ACTUAL) == {}


def test_a_target_gets_the_other_sign() -> None:
    form = with_row(TRAININGS, target="≤10场", score="20")
    after = mended(form, Code.TARGET_DIRECTION, "改成“≥”")
    assert after.text("indicators", TRAININGS, "target") == "≥10场"


def test_or_the_user_says_that_this_way_is_meant() -> None:
    form = with_row(TRAININGS, target="≤10场", actual="8场", score="20")
    after = mended(form, Code.TARGET_DIRECTION, "选定越少越好")
    assert after.text("indicators", TRAININGS, "direction") == "越少越好"


def test_a_lower_bound_of_something_unwanted_becomes_an_upper_one() -> None:
    form = with_row(TRAININGS, level3="投诉率", target="不低于5%", actual="6%", score="20")
    assert list(offered(form, Code.TARGET_DIRECTION)) == ["改成“≤”", "选定越多越好"]
    after = mended(form, Code.TARGET_DIRECTION, "改成“≤”")
    assert after.text("indicators", TRAININGS, "target") == "≤5%"


def test_a_sign_behind_the_number_is_left_to_the_user() -> None:
    form = with_row(TRAININGS, target="10场以内", actual="8场", score="20")
    assert list(offered(form, Code.TARGET_DIRECTION)) == ["选定越少越好"]


def test_nothing_is_offered_for_more_than_all() -> None:
    form = with_row(TRAININGS, level3="培训覆盖率", target="≥120%", actual="98%", score="20")
    assert offered(form, Code.TARGET_DIRECTION) == {}


SPLIT = short_template(
    SCORING + HEAD + FUNDING + GRID.replace('"target",', '"comparator", "target_number", "measure",')
)


def test_a_sign_in_a_cell_of_its_own_is_changed_there() -> None:
    parts = {"comparator": "≤", "target_number": "10", "measure": "场", "actual": "8", "score": "20"}
    form = with_row(TRAININGS, sound_form(SPLIT), **parts)
    assert texts(offered(form, Code.TARGET_DIRECTION, SPLIT)["改成“≥”"]) == {
        f"indicators.{TRAININGS}.comparator": "≥"
    }
