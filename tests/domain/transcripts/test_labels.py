import pytest

from perfeval_desktop.domain.columns import Column, Role
from perfeval_desktop.domain.transcripts.labels import (
    Vocabulary,
    bare_label,
    meaning,
    plain_label,
    row_label,
)


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("年度\n指标值", "年度指标值"),
        (" 得　分 ", "得分"),
        ("项目资金（万元）", "项目资金"),
        ("年度资金总额：", "年度资金总额"),
        ("预算数（金额单位：元）", "预算数"),
        ("执行率（%）", "执行率(%)"),
        ("①人员经费", "人员经费"),
        ("其它资金", "其他资金"),
    ],
)
def test_a_label_is_compared_without_white_space_colons_and_units(printed: str, plain: str) -> None:
    assert plain_label(printed) == plain


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        ("执行率(B/A)", "执行率"),
        ("预算执行率（B/A×100%）", "预算执行率"),
        ("得分（20分*执行率）", "得分"),
        ("分值（10分）", "分值"),
        ("实施单位（盖章）", "实施单位"),
        ("单位负责人（签字）", "单位负责人"),
        ("2.项目实施内容", "项目实施内容"),
        ("（一）存在问题", "存在问题"),
        ("三、改进措施", "改进措施"),
        ("*项目名称", "项目名称"),
        ("2023年度预算数", "预算数"),
        ("中期目标（2023年—2025年）", "中期目标"),
        ("分值（权重）", "分值(权重)"),
        ("(%)", "(%)"),
    ],
)
def test_a_bare_label_has_no_marks_numbers_and_years(printed: str, bare: str) -> None:
    assert bare_label(printed) == bare


@pytest.mark.parametrize(
    "printed", ["1-7月执行数", "1—6月执行数", "截至8月底执行数", "上半年执行数", "1-3季度执行数", "6月执行数"]
)
def test_any_months_are_the_forms_own(printed: str) -> None:
    assert bare_label(printed) == "月执行数"


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        ("其中：当年财政拨款", "当年财政拨款"),
        ("其中:1.中央资金", "中央资金"),
        ("其中", "其中"),
    ],
)
def test_the_label_of_a_row_is_what_follows_of_which(printed: str, bare: str) -> None:
    assert row_label(printed) == bare


WORDS = Vocabulary(
    meaning("计分标准 评分标准", pattern="评分.*标准"),
    meaning("得分 自评得分", role=Role.SCORE, pattern="得分|评分"),
    meaning("年度指标值 指标值", role=Role.TARGET),
    meaning("说明 原因", role=Role.REASON),
    meaning("说明 备注"),
)
METHOD, SCORE, TARGET, REASON, REMARK = (
    *WORDS.by_word("计分标准"),
    *WORDS.by_word("得分"),
    *WORDS.by_word("指标值"),
    *WORDS.by_word("原因"),
    *WORDS.by_word("备注"),
)


def test_a_word_has_all_its_meanings_the_likeliest_first() -> None:
    assert WORDS.by_word("说明") == (REASON, REMARK)
    assert WORDS.by_word("项目名称") == ()


def test_a_wording_has_the_first_meaning_it_fits() -> None:
    assert WORDS.by_pattern("评分标准和依据") == (METHOD,)
    assert WORDS.by_pattern("项目名称") == ()


def test_in_a_wide_vocabulary_a_wording_has_every_meaning_it_fits() -> None:
    rows = Vocabulary(meaning("县级资金", pattern="县"), meaning("财政拨款", pattern="财政"), wide=True)
    assert [sorted(one.words) for one in rows.by_pattern("县财政安排")] == [["县级资金"], ["财政拨款"]]


def test_a_known_word_is_not_judged_by_its_wording() -> None:
    assert WORDS.of("得分") == (SCORE,)
    assert WORDS.of("评分标准") == (METHOD,)
    assert WORDS.of("专家评分") == (SCORE,)


def test_a_column_means_its_role_or_what_its_label_means_without_one() -> None:
    assert WORDS.of_column(Column(key="a", label="任意", role=Role.SCORE)) == (SCORE,)
    assert WORDS.of_column(Column(key="a", label="指标值", role=Role.TARGET_NUMBER)) == (TARGET,)
    assert WORDS.of_column(Column(key="a", label="说明")) == (REMARK,)
    assert WORDS.of_column(Column(key="a", label="评分的标准")) == (METHOD,)
    assert WORDS.of_column(Column(key="a", label="得分")) == ()
