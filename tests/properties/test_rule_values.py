"""What holds of every rule value, whatever the name, the target and the actual."""

from decimal import Decimal
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval_desktop.domain.checks import check
from perfeval_desktop.domain.earning import full_score
from perfeval_desktop.domain.facts import IndicatorFacts, facts
from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.quantities.comparison import number_beside
from perfeval_desktop.domain.quantities.outcome import Doubt
from perfeval_desktop.domain.quantities.reading import whole_quantity
from perfeval_desktop.domain.quantities.target_direction import more_is_better
from perfeval_desktop.domain.score_explanations import explain_indicator
from perfeval_desktop.domain.scoring import Score, score
from perfeval_desktop.domain.template import Template
from short_forms import filled, short_template
from strategies import texts

MORE, LESS = ("≥", ">", "不低于", ">="), ("≤", "<", "不超过", "<=")
SIGNS = ("", "=", "＝", *MORE, *LESS)
LETTERS = "%‰起场台人次万小时天元/℃级日"
UNITS = ("", "%", "‰", "起", "场", "台", "人次", "万人次", "小时", "天", "万元", "元/人", "℃", "级", "日")
NAMES = (
    *(
        "培训场次",
        "设备数量",
        "满意度",
        "故障解决率",
        "投诉率",
        "安全事故起数",
        "有责投诉",
        "响应时间",
        "总成本",
    ),
    *("产值增长率", "能耗下降率", "成本控制率", "平台使用率", "", "保护等级", "无投诉率", "查处违规件数"),
)
UNWANTED = ("投诉率", "安全事故起数", "贷款逾期率", "上访人次", "响应时间", "总成本")


def _template(mode: str, decimals: int) -> Template:
    return short_template(
        f'[scoring.score]\nmode = "{mode}"\ndecimals = {decimals}\n'
        '[[blocks]]\ntype = "indicators"\n'
        'columns = "level1 level2 level3 target actual weight score reason"\n'
    )


TEMPLATES = [_template(mode, decimals) for mode in ("half-up", "truncate", "up") for decimals in (0, 1, 2, 3)]


class Row(NamedTuple):
    """An indicator as typed."""

    level1: str
    level2: str
    level3: str
    target: str
    actual: str
    weight: str
    score: str = ""


class Judged(NamedTuple):
    """A form of one indicator with what follows from it."""

    template: Template
    form: Form
    facts: IndicatorFacts
    score: Score

    @property
    def is_reached(self) -> bool | None:
        return self.facts.judgement.is_reached


def judged(template: Template, row: Row) -> Judged:
    form = filled(template, indicators=[row._asdict()])
    read = facts(template, form)
    return Judged(template, form, read.indicators[0], score(template, read).indicators[0])


templates = st.sampled_from(TEMPLATES)
names = st.sampled_from(NAMES) | texts()
levels = st.sampled_from((("产出指标", "数量指标"), ("成本指标", "经济成本指标"), ("效益指标", "")))
units = st.sampled_from(UNITS)
weights = st.integers(1, 4000).map(lambda one: f"{Decimal(one).scaleb(-2):f}")
numbers = st.one_of(
    st.integers(0, 120).map(str),
    st.integers(-5, 100_001).map(str),
    st.decimals(0, 101, places=2).map(str),
)
values = st.builds("{}{}{}".format, st.sampled_from(SIGNS), numbers, units)


@st.composite
def rows(draw: st.DrawFn) -> Row:
    """Return indicators with quantities, often in one unit."""
    level1, level2 = draw(levels)
    unit = draw(units)
    target = f"{draw(st.sampled_from(SIGNS))}{draw(numbers)}{unit}"
    actual = draw(numbers.map(lambda number: f"{number}{unit}") | values)
    return Row(level1, level2, draw(names), target, actual, draw(weights))


@settings(max_examples=300)
@given(templates, rows(), st.sampled_from(SIGNS))
def test_a_zero_target_never_gives_points_to_a_positive_actual(
    template: Template, row: Row, sign: str
) -> None:
    actual = whole_quantity(row.actual)
    # Of a share ``≥0%`` is reached by any.
    if actual is not None and actual.number > 0 and sign not in MORE:
        assert judged(template, row._replace(target=f"{sign}0{actual.unit.name}")).score.rule is None


@settings(max_examples=500)
@given(templates, rows())
def test_an_actual_that_misses_its_target_never_gets_the_full_weight(template: Template, row: Row) -> None:
    one = judged(template, row)
    assert template.scoring is not None
    full = full_score(template.scoring, Decimal(row.weight))
    if one.is_reached:
        assert one.score.rule == full
    elif one.score.rule is not None:
        assert one.is_reached is False
        assert one.score.rule < full or full == one.score.rule == 0


@settings(max_examples=500)
@given(templates, rows())
def test_only_the_same_or_a_better_number_reaches_a_target(template: Template, row: Row) -> None:
    one = judged(template, row)
    target, actual = one.facts.target_quantity, one.facts.actual_quantity
    number = None if target is None or actual is None else number_beside(target, actual)
    if target is None or number is None or not one.is_reached:
        return
    if more_is_better(one.facts.subject, target) is False:
        assert number <= target.number
    elif more_is_better(one.facts.subject, target):
        assert number >= target.number
    else:
        assert number == target.number


@settings(max_examples=300)
@given(templates, rows(), numbers)
def test_more_is_never_worse_under_a_lower_bound_nor_better_under_an_upper_one(
    template: Template, row: Row, other: str
) -> None:
    one = judged(template, row)
    target, actual = one.facts.target_quantity, one.facts.actual_quantity
    if target is None or actual is None or not actual.is_exact:
        return
    unit = row.actual[len(row.actual.rstrip(LETTERS)) :]
    less, more = sorted((actual.number, Decimal(other)))
    fewer, greater = (
        judged(template, row._replace(actual=f"{number:f}{unit}")).score.rule for number in (less, more)
    )
    if fewer is not None and greater is not None:
        is_less_better = more_is_better(one.facts.subject, target) is False
        assert greater <= fewer if is_less_better else greater >= fewer


@settings(max_examples=300)
@given(rows(), st.sampled_from(UNWANTED))
def test_more_of_something_unwanted_never_earns_full_points(row: Row, name: str) -> None:
    one = judged(TEMPLATES[0], row._replace(level3=name))
    target, actual = one.facts.target_quantity, one.facts.actual_quantity
    number = None if target is None or actual is None else number_beside(target, actual)
    if target is not None and number is not None and number > target.number:
        assert one.is_reached is not True


@settings(max_examples=300)
@given(templates, rows())
def test_full_width_signs_and_spaces_change_nothing(template: Template, row: Row) -> None:
    wide = str.maketrans("0123456789%=<>.", "０１２３４５６７８９％＝＜＞．")
    typed = row._replace(target=f" {row.target.translate(wide)}", actual=f"{row.actual.translate(wide)} ")
    assert judged(template, typed).score.rule == judged(template, row).score.rule


@settings(max_examples=500)
@given(templates, rows(), st.sampled_from(["", "full", "half"]))
def test_the_findings_and_the_tooltip_say_what_the_rule_says(
    template: Template, row: Row, typed: str
) -> None:
    assert template.scoring is not None
    weight = Decimal(row.weight)
    points = {"": "", "full": f"{full_score(template.scoring, weight):f}", "half": f"{weight / 2:f}"}[typed]
    one = judged(template, row._replace(score=points))
    read = facts(template, one.form)
    sheet = score(template, read)
    codes = {finding.code for finding in check(template, one.form, read, sheet)}
    if one.is_reached is not True:
        assert Code.DEDUCTED_THOUGH_REACHED not in codes
    if one.is_reached is True:
        assert not codes & {Code.FULL_THOUGH_MISSED, Code.PARTIAL_SCORE}
    if one.is_reached is False:
        assert Code.OVER_ACHIEVEMENT not in codes
    if one.score.rule is None and one.facts.judgement.doubt is not Doubt.SIGNED_ACTUAL:
        assert Code.PARTIAL_SCORE not in codes
    if typed == "":
        assert (Code.SCORE in codes) == (one.score.rule is None)
    told = explain_indicator(template, read, sheet, 0)
    assert ("手工填" in told or "自动计算" in told or "没有规则可算" in told) or one.score.rule is not None
