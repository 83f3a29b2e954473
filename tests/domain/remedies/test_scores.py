from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Form
from remedying import mended, offered, texts
from short_forms import filled, short_template
from sound_form import FUNDING, GRID, HEAD, SCORING, TRAININGS, sound_form, with_row

SCORE = ("indicators", TRAININGS, "score")


def test_a_score_above_its_weight_becomes_the_most_or_the_rules() -> None:
    form = with_row(TRAININGS, actual="9场", reason="少办一场", score="21")
    assert list(offered(form, Code.SCORE)) == ["改用规则算的 18 分", "改为满分 20 分"]
    assert mended(form, Code.SCORE, "改用规则算的 18 分").text(*SCORE) == ""
    assert mended(form, Code.SCORE, "改为满分 20 分").text(*SCORE) == "20"


def test_a_negative_score_becomes_nothing() -> None:
    form = with_row(TRAININGS, actual="很多", score="-1", reason="没有统计")
    assert mended(form, Code.SCORE, "改为 0 分").text(*SCORE) == "0"


def test_a_score_of_the_rate_above_its_weight_becomes_the_rules() -> None:
    form = sound_form(funding__total__score="11")
    after = mended(form, Code.SCORE, "改用规则算的 9.9 分")
    assert after.text("funding", "total", "score") == ""


GOALS_EARN = short_template(
    '[scoring]\n[[blocks]]\ntype = "goals"\ncolumns = "expected_goal actual_outcome weight score"\n'
)


def test_a_score_of_a_goal_becomes_the_most() -> None:
    goal = {"expected_goal": "办班", "actual_outcome": "办了两个班", "weight": "100", "score": "101"}
    form = filled(GOALS_EARN, goals=goal)
    after = mended(form, Code.SCORE, "改为满分 100 分", GOALS_EARN)
    assert after.text("goals", "only", "score") == "100"


def test_a_missing_score_is_settled_by_which_way_is_better() -> None:
    form = with_row(TRAININGS, target="2小时", actual="1小时")
    assert list(offered(form, Code.SCORE)) == ["选定越多越好", "选定越少越好"]
    after = mended(form, Code.SCORE, "选定越少越好")
    assert after.text("indicators", TRAININGS, "direction") == "越少越好"


def test_nothing_is_offered_for_a_missing_score_that_a_person_has_to_give() -> None:
    assert offered(with_row(TRAININGS, actual="很多"), Code.SCORE) == {}


LEVEL_POINTS = short_template(
    '[scoring]\n[[blocks]]\ntype = "indicators"\ncolumns = "level1 level3 target actual score"\n'
)


def test_nothing_is_offered_for_rows_that_earn_more_than_is_printed_above_them() -> None:
    rows = [
        {"level1": "产出指标（20分）", "level3": name, "target": "1", "actual": "1", "score": "15"}
        for name in ("甲", "乙")
    ]
    assert offered(filled(LEVEL_POINTS, indicators=rows), Code.SCORE, LEVEL_POINTS) == {}


def test_a_deduction_though_reached_gives_way_to_the_rule() -> None:
    form = with_row(TRAININGS, score="18", reason="宣传不够")
    assert mended(form, Code.DEDUCTED_THOUGH_REACHED, "改用规则算的 20 分").text(*SCORE) == ""


WITH_COEFFICIENT = short_template(
    SCORING + HEAD + FUNDING + GRID.replace('"weight",', '"weight", "coefficient",')
)
WITH_ITEM_SCORE = short_template(
    SCORING.replace("10", "0") + HEAD + FUNDING + GRID.replace('"weight",', '"share", "item_score",')
)


def test_a_coefficient_though_reached_becomes_the_whole() -> None:
    form = sound_form(WITH_COEFFICIENT)
    for text, label, whole in (("0.9", "改为 1", "1"), ("90%", "改为 100", "100")):
        deducted = with_row(TRAININGS, form, coefficient=text, reason="宣传不够")
        after = mended(deducted, Code.DEDUCTED_THOUGH_REACHED, label, WITH_COEFFICIENT)
        assert after.text("indicators", TRAININGS, "coefficient") == whole


def test_a_full_score_though_missed_gives_way_to_the_rule() -> None:
    form = with_row(TRAININGS, actual="9场", score="20")
    assert mended(form, Code.FULL_THOUGH_MISSED, "改用规则算的 18 分").text(*SCORE) == ""


def without_sign(name: str, target: str, actual: str) -> Form:
    return with_row(TRAININGS, level3=name, target=target, actual=actual, score="20")


def test_of_a_target_without_a_sign_it_can_be_said_which_way_is_better() -> None:
    form = without_sign("库存周转", "20天", "15天")
    assert list(offered(form, Code.FULL_THOUGH_MISSED)) == ["选定越少越好", "选定越多越好"]
    after = mended(form, Code.FULL_THOUGH_MISSED, "选定越少越好")
    assert after.text("indicators", TRAININGS, "direction") == "越少越好"


def test_where_the_name_tells_which_way_only_the_other_one_is_offered_beside_the_rule() -> None:
    form = without_sign("培训场次", "20场", "15场")
    assert list(offered(form, Code.FULL_THOUGH_MISSED)) == ["选定越少越好", "改用规则算的 15 分"]


def test_a_full_coefficient_though_missed_is_left_to_the_user() -> None:
    form = with_row(TRAININGS, sound_form(WITH_COEFFICIENT), actual="9场", coefficient="1")
    assert offered(form, Code.FULL_THOUGH_MISSED, WITH_COEFFICIENT) == {}


def test_a_partial_score_gives_way_to_the_rule() -> None:
    form = with_row(TRAININGS, actual="9场", score="19", reason="少办一场")
    assert mended(form, Code.PARTIAL_SCORE, "改用规则算的 18 分").text(*SCORE) == ""


def test_a_partial_score_beside_a_signed_actual_follows_once_the_sign_is_off() -> None:
    form = with_row(TRAININGS, actual="≥9场", score="19", reason="少办一场")
    label = "去掉符号，改成“9场”，由规则算分"
    assert texts(offered(form, Code.PARTIAL_SCORE)[label]) == {
        f"indicators.{TRAININGS}.actual": "9场",
        f"indicators.{TRAININGS}.score": "",
    }
    mended(form, Code.PARTIAL_SCORE, label)
