from dataclasses import replace

import pytest

from perfeval_desktop.domain.checks.entries import entry_findings
from perfeval_desktop.domain.findings import Code, Severity
from perfeval_desktop.domain.form import Form, Place, RowId
from short_forms import filled, short_template, typed
from sound_form import (
    FUNDING,
    GRID,
    HEAD,
    NATIONAL,
    SCORING,
    TRAININGS,
    codes,
    findings,
    found,
    places,
    sound_form,
    with_row,
)


def entered(path: str, text: str) -> list[tuple[str, str]]:
    return found(sound_form(**{path.replace(".", "__"): text}), Code.ENTRY)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("funding.total.executed", "年度资金总额的全年执行数"),
        ("funding.carryover.score", "上年结转资金的得分"),
        ("funding.total.weight", "年度资金总额的分值"),
        ("indicators.r1.weight", "第 1 行“教师培训场次”的分值"),
        ("indicators.r1.score", "第 1 行“教师培训场次”的得分"),
        ("figures.only.total", "总分"),
    ],
)
@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("很多", "“很多”不是数字，请只填数字，没有的留空。"),
        ("1,2,3", "“1,2,3”里逗号的位置不对，请改正，或去掉逗号。"),
        ("1" * 16, f"“{'1' * 16}”位数太多，请核对。"),
    ],
)
def test_what_cannot_be_read_as_a_number_is_found(path: str, words: str, text: str, trouble: str) -> None:
    assert entered(path, text) == [(path, words + trouble)]


@pytest.mark.parametrize(
    ("path", "text", "trouble"),
    [
        (
            "funding.total.executed",
            "9\u200b.9",
            "“9.9”的第 1 个字后面有一个看不见的字符（零宽空格 U+200B），请去掉。",
        ),
        (
            "funding.total.executed",
            "\u202e9.9万元",
            "“9.9万元”的最前面有一个看不见的字符（从右向左强制符 U+202E），请去掉。",
        ),
        (
            "indicators.r1.weight",
            "2\u00ad0分",
            "“20分”的第 1 个字后面有一个看不见的字符（软连字符 U+00AD），请去掉。",
        ),
        ("funding.total.executed", "1 234", "“1 234”的数字中间有空格，请去掉空格。"),
        ("funding.total.executed", "12\u00a034 万元", "“12 34 万元”的数字中间有空格，请去掉空格。"),
        ("indicators.r1.weight", "2 0", "“2 0”的数字中间有空格，请去掉空格。"),
    ],
)
def test_what_cannot_be_seen_in_a_number_is_named_with_its_place(path: str, text: str, trouble: str) -> None:
    ((where, message),) = entered(path, text)
    assert where == path
    assert message.endswith(trouble)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "—",
        "/",
        "３４８",
        "1,000.50",
        "10.000",
        "\ufeff10\u200b",
        "1\u00a0000.50",
        "1\u202f000 万元",
        "\u200b",
    ],
)
def test_numbers_as_users_type_them_and_dashes_are_fine(text: str) -> None:
    assert entered("funding.total.initial_budget", text) == []


def test_a_negative_amount_or_weight_is_found() -> None:
    assert entered("funding.carryover.executed", "-5") == [
        ("funding.carryover.executed", "上年结转资金的全年执行数是负数（-50000），请改成不小于 0 的数。")
    ]
    assert entered("indicators.r1.weight", "-1") == [
        ("indicators.r1.weight", "第 1 行“教师培训场次”的分值是负数（-1），请改成不小于 0 的数。")
    ]


def test_points_with_their_word_are_points() -> None:
    assert codes(sound_form(indicators__r1__weight="20分", indicators__r1__score="20 分")) == set()
    assert places(sound_form(indicators__r1__weight="21分"), Code.WEIGHTS_SUM) != []
    assert entered("indicators.r1.weight", "百分之二十") != []
    assert entered("funding.total.executed", "10分") != []


def test_points_claimed_with_their_word_are_held_against_the_rule() -> None:
    assert codes(sound_form(figures__only__total="99.9分", funding__total__score="9.9 分")) == set()
    assert places(sound_form(figures__only__total="99分"), Code.PRINTED_TOTAL) == ["figures.only.total"]
    assert places(sound_form(funding__total__weight="9分"), Code.EXECUTION) == ["funding.total.weight"]


def test_an_amount_finer_than_a_fen_is_found() -> None:
    assert entered("funding.total.executed", "1.2345678") == [
        (
            "funding.total.executed",
            "年度资金总额的全年执行数精确到了 1 分钱以下（12345.678 元），请改成最多精确到分的数。",
        )
    ]
    assert entered("funding.total.executed", "1.234567") == []


@pytest.mark.parametrize("column", ["weight", "score"])
def test_points_with_three_decimals_are_found(column: str) -> None:
    ((_, message),) = entered(f"indicators.r1.{column}", "12.345")
    assert message.endswith("“12.345”有 3 位小数，最多 2 位，请改正。")
    assert entered(f"indicators.r1.{column}", "12.340") == []


DECIMALS = short_template(
    '[[blocks]]\ntype = "funding"\ncolumns = [{ role = "executed", most_decimals = 0 }]\n'
    '[[blocks]]\ntype = "indicators"\n'
    'columns = ["level3", { role = "weight", most_decimals = 1 }]\n'
)


def test_how_many_decimals_a_column_takes_says_the_template() -> None:
    form = filled(
        DECIMALS,
        funding={"total": {"executed": "12.5"}, "carryover": {"executed": "12"}},
        indicators=[{"level3": "甲", "weight": "12.55"}, {"level3": "乙", "weight": "12.5"}],
    )
    assert found(form, Code.ENTRY, DECIMALS) == [
        ("funding.total.executed", "年度资金总额的全年执行数“12.5”有 1 位小数，应是整数，请改正。"),
        ("indicators.r1.weight", "第 1 行“甲”的分值“12.55”有 2 位小数，最多 1 位，请改正。"),
    ]


def test_a_weight_is_at_most_what_the_execution_rate_leaves() -> None:
    assert entered("indicators.r1.weight", "90") == []
    assert entered("indicators.r1.weight", "90.5") == [
        ("indicators.r1.weight", "第 1 行“教师培训场次”的分值是 90.5 分，最多 90 分，请改小。")
    ]


SHARES = short_template(
    '[scoring]\n[[blocks]]\ntype = "indicators"\n'
    'columns = ["level3", "weight", "coefficient", "item_score", "share", "score", "review_score",'
    ' "completion_rate", { key = "growth", label = "增减", kind = "percent" },'
    ' { key = "balance", label = "结余", kind = "amount" },'
    ' { key = "last", label = "上年得分", kind = "points" }]\n'
)


@pytest.mark.parametrize(
    ("column", "text", "trouble"),
    [
        ("coefficient", "101%", "得分系数是 101%，最多 100%，请改小。"),
        ("share", "150", "权重占比是 150%，最多 100%，请改小。"),
        ("item_score", "101", "单项得分是 101 分，最多 100 分，请改小。"),
        ("review_score", "21", "复核分是 21 分，最多 20 分，请改小。"),
        ("coefficient", "-1", "得分系数是负数（-1），请改成不小于 0 的数。"),
        ("last", "-1", "上年得分是负数（-1），请改成不小于 0 的数。"),
        ("coefficient", "90%", ""),
        ("coefficient", "0", ""),
        ("coefficient", "0.9875", ""),
        ("coefficient", "0.98755", "得分系数“0.98755”有 5 位小数，最多 4 位，请改正。"),
        ("coefficient", "98.755", "得分系数“98.755”有 3 位小数，最多 2 位，请改正。"),
        ("coefficient", "-0.5", "得分系数是负数（-0.5），请改成不小于 0 的数。"),
        ("coefficient", "1.05", "得分系数“1.05”大于 1，已读作 1.05%，请改成 0 到 1 之间的数，或写明“%”。"),
        ("coefficient", "9", "得分系数“9”大于 1，已读作 9%，请改成 0 到 1 之间的数，或写明“%”。"),
        ("coefficient", "1.05%", ""),
        ("coefficient", "10", ""),
        ("review_score", "20", ""),
        ("completion_rate", "150%", ""),
        ("growth", "-150%", ""),
        ("balance", "-5", ""),
        ("last", "150", ""),
    ],
)
def test_a_share_of_a_whole_is_at_most_all_of_it(column: str, text: str, trouble: str) -> None:
    form = filled(SHARES, indicators=[{"level3": "甲", "weight": "20", column: text}])
    expected = [(f"indicators.r1.{column}", f"第 1 行“甲”的{trouble}")] if trouble else []
    assert found(form, Code.ENTRY, SHARES) == expected


def test_a_score_beyond_its_weight_is_said_once_for_a_cell() -> None:
    form = with_row(TRAININGS, score="20.555")
    assert places(form, Code.SCORE) == ["indicators.r1.score"]
    assert places(form, Code.ENTRY) == []
    within = with_row(TRAININGS, score="19.555", reason="略少")
    assert places(within, Code.SCORE) == []
    assert places(within, Code.ENTRY) == ["indicators.r1.score"]


def test_what_cannot_be_read_counts_as_missing_and_is_said_once() -> None:
    form = with_row(TRAININGS, actual="很多", score="十分")
    assert [one.place.path for one in findings(form) if one.severity is Severity.ERROR] == [
        "indicators.r1.score"
    ]


def test_an_amount_in_another_unit_is_doubtful() -> None:
    (finding,) = [
        one
        for one in findings(sound_form(funding__total__executed="99000元"))
        if one.place.path == "funding.total.executed"
    ]
    assert (finding.code, finding.severity) == (Code.ENTRY, Severity.WARNING)
    assert finding.message == (
        "年度资金总额的全年执行数“99000元”的单位与本表的“万元”不同，已按所写的单位计算，"
        "请核对，或改成以“万元”为单位的数。"
    )
    assert entered("funding.total.executed", "9.9万元") == []


def test_a_currency_sign_without_a_unit_is_doubtful_where_it_may_mean_yuan() -> None:
    form = sound_form(funding__total__executed="￥9.9")
    assert entered("funding.total.executed", "￥9.9")[0][1] == (
        "年度资金总额的全年执行数“￥9.9”写了货币符号，没有写单位，已按本表的“万元”计算；"
        "如果是元，请改成以“万元”为单位的数。"
    )
    assert places(typed(form, form__only__unit="元"), Code.ENTRY) == []


def test_the_unit_of_the_form_decides_which_unit_is_another() -> None:
    form = sound_form(funding__total__executed="9.9万", funding__current_appropriation__executed="9.9万")
    assert places(form, Code.ENTRY) == []
    changed = typed(form, form__only__unit="元")
    assert places(changed, Code.ENTRY) == [
        "funding.total.executed",
        "funding.current_appropriation.executed",
    ]
    assert places(typed(changed, form__only__unit=""), Code.ENTRY) == []


def test_a_unit_that_is_none_is_doubtful() -> None:
    assert entered("form.only.unit", "千元") == [
        ("form.only.unit", "金额单位“千元”不在可选的“元、万元”里，请改选其中的一项。")
    ]


CHOICES = short_template(
    """
[[blocks]]
type = "fields"
key = "head"
columns = [
    { key = "kind", label = "项目属性", kind = "choice", choices = ["新增", "延续"], choice_style = "list" },
    { key = "date", label = "填报日期", kind = "date" },
]

[[blocks]]
type = "indicators"
columns = [
    "level3",
    { key = "why", label = "原因", kind = "choice", choices = ["经费", "制度"], choice_style = "ticks" },
]
"""
)


@pytest.mark.parametrize("text", ["新增", " 延续 ", "", "—", "☑新增  □延续", "√新增、□延续"])
def test_a_choice_or_the_list_ticked_on_paper_is_fine(text: str) -> None:
    assert codes(filled(CHOICES, head={"kind": text}, indicators=[{"level3": "甲"}]), CHOICES) == set()


def test_choices_with_numbers_before_them_may_be_ticked_as_on_paper() -> None:
    numbered = short_template(
        """
[[blocks]]
type = "fields"
key = "head"
columns = [{ key = "kind", label = "项目属性", kind = "choice", choices = ["1、新增", "2、延续"] }]
"""
    )
    form = filled(numbered, head={"kind": "1、新增□  2、延续☑"})
    assert Code.ENTRY not in codes(form, numbered)


@pytest.mark.parametrize("text", ["其他", "新增延续", "☑新增 □其他"])
def test_what_is_none_of_the_choices_is_doubtful(text: str) -> None:
    form = filled(CHOICES, head={"kind": text}, indicators=[{"level3": "甲"}])
    assert found(form, Code.ENTRY, CHOICES) == [
        ("head.only.kind", f"项目属性“{text}”不在可选的“新增、延续”里，请改选其中的一项。")
    ]


@pytest.mark.parametrize(("text", "is_fine"), [("经费、制度", True), ("经费", True), ("人员", False)])
def test_of_ticked_columns_several_may_be_chosen(text: str, *, is_fine: bool) -> None:
    form = filled(CHOICES, indicators=[{"level3": "甲", "why": text}])
    assert places(form, Code.ENTRY, CHOICES) == ([] if is_fine else ["indicators.r1.why"])


@pytest.mark.parametrize(
    ("text", "is_fine"), [("2024年3月15日", True), ("—", True), ("年底", False), ("2023年2月30日", False)]
)
def test_a_date_that_is_none_is_doubtful(text: str, *, is_fine: bool) -> None:
    form = filled(CHOICES, head={"date": text}, indicators=[{"level3": "甲"}])
    sentence = f"填报日期“{text}”不是日期，请改成像“2024年3月15日”这样的写法。"
    assert found(form, Code.ENTRY, CHOICES) == ([] if is_fine else [("head.only.date", sentence)])


@pytest.mark.parametrize(
    ("cell", "text", "trouble"),
    [
        (
            "kind",
            "新\u200b增",
            "项目属性“新增”的第 1 个字后面有一个看不见的字符（零宽空格 U+200B），请去掉。",
        ),
        (
            "kind",
            "新增\ufeff",
            "项目属性“新增”的第 2 个字后面有一个看不见的字符（零宽不换行空格 U+FEFF），请去掉。",
        ),
        ("kind", "其\u200b他", "项目属性“其\u200b他”不在可选的“新增、延续”里，请改选其中的一项。"),
        (
            "date",
            "2024\u200b年",
            "填报日期“2024年”的第 4 个字后面有一个看不见的字符（零宽空格 U+200B），请去掉。",
        ),
        ("date", "\u200b2024年\u200b", ""),
        ("date", "\u200b", ""),
    ],
)
def test_what_cannot_be_seen_in_a_choice_or_a_date_is_named(cell: str, text: str, trouble: str) -> None:
    form = filled(CHOICES, head={cell: text}, indicators=[{"level3": "甲"}])
    assert found(form, Code.ENTRY, CHOICES) == ([(f"head.only.{cell}", trouble)] if trouble else [])


FIXED = short_template(
    SCORING
    + HEAD
    + FUNDING
    + """
rows = [
    { key = "total", role = "total" },
    { key = "current_appropriation", role = "source", fixed = { weight = "×", score = "×" } },
]
"""
)


def test_what_the_template_prints_in_a_cell_may_be_entered_in_it() -> None:
    form = sound_form(FIXED, funding__current_appropriation__weight="×")
    assert places(form, Code.ENTRY, FIXED) == []
    assert places(typed(form, funding__total__weight="×"), Code.ENTRY, FIXED) == ["funding.total.weight"]


def test_text_under_a_shared_cell_is_not_read() -> None:
    template = short_template(SCORING + GRID)
    rows = [dict(row.cells) for row in sound_form().rows("indicators")]
    rows[1] |= {"score": "不计", "joined": ("score",)}  # type: ignore[dict-item]
    assert places(filled(template, indicators=rows), Code.ENTRY, template) == []


def test_a_cell_the_template_has_no_place_for_is_not_judged() -> None:
    assert codes(sound_form(indicators__r1__gone="**", head__only__gone="XX")) == set()


def place_at(path: str) -> Place:
    block, row, column = path.split(".")
    return Place(block, RowId(row), column)


def told(form: Form, *paths: str) -> list[tuple[str, str]]:
    at = [place_at(path) for path in paths]
    return [(place.path, one.code) for place, one in entry_findings(NATIONAL, form, findings(form), at)]


def test_of_some_cells_those_are_told_that_hold_what_their_columns_are_not_for() -> None:
    form = sound_form(
        funding__total__executed="很多",
        indicators__r2__weight="x",
        indicators__r1__score="y",
        head__only__project="",
    )
    asked = ["indicators.r2.weight", "indicators.r1.score", "indicators.r1.weight", "head.only.project"]
    assert told(form, *asked) == [("indicators.r1.score", "entry"), ("indicators.r2.weight", "entry")]
    assert told(form, "funding.total.executed", "funding.total.executed") == [
        ("funding.total.executed", "entry")
    ]
    assert told(form) == []


def test_cells_that_share_a_finding_are_told_one_by_one_in_the_order_of_the_form() -> None:
    form = sound_form(indicators__r3__weight="x", indicators__r1__weight="x", indicators__r2__weight="x")
    asked = ["indicators.r3.weight", "indicators.r1.weight"]
    assert [path for path, _ in told(form, *asked)] == ["indicators.r1.weight", "indicators.r3.weight"]


def test_the_gravest_finding_on_a_cell_is_told_and_none_that_was_set_aside() -> None:
    form = sound_form(funding__total__executed="￥9.9")
    (finding,) = [one for one in findings(form) if one.code is Code.ENTRY]
    assert entry_findings(NATIONAL, form, [finding], [finding.place]) == ((finding.place, finding),)
    aside = replace(finding, accepted_for="就是万元")
    assert entry_findings(NATIONAL, form, [aside], [finding.place]) == ()
