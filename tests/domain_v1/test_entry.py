from dataclasses import replace
from decimal import Decimal

import pytest

from perfeval_desktop.domain_v1.cells import (
    AmountCell,
    EntryCell,
    ExecutionScoreCell,
    IndicatorCell,
    TextCell,
    TextField,
)
from perfeval_desktop.domain_v1.entry import enter, enter_block, parse_year, typed_text
from perfeval_desktop.domain_v1.form import (
    AmountField,
    FundSource,
    Indicator,
    IndicatorField,
    SelfAssessment,
)
from perfeval_desktop.errors import EntryError
from perfeval_desktop.templates import TemplateCatalogue

CATALOGUE = TemplateCatalogue()
TEMPLATE, SHANGHAI = CATALOGUE["minhang-2023"], CATALOGUE["shanghai-2021"]
FORM = SelfAssessment("minhang-2023", 2023, indicators=(Indicator(level3="满意度"), Indicator()))

EXECUTED = AmountCell(FundSource.TOTAL, AmountField.EXECUTED)
EXECUTION_SCORE = ExecutionScoreCell()


def cell(field: IndicatorField, row: int = 0) -> IndicatorCell:
    return IndicatorCell(row, field)


TARGET, ACTUAL, WEIGHT, SCORE = (
    cell(field)
    for field in (IndicatorField.TARGET, IndicatorField.ACTUAL, IndicatorField.WEIGHT, IndicatorField.SCORE)
)
TEXT_CELLS = (
    TextCell(TextField.EXPECTED_GOAL),
    TextCell(TextField.ACTUAL_OUTCOME),
    TextCell(TextField.FUNDING_NOTE),
    *(cell(field) for field in (IndicatorField.LEVEL3, IndicatorField.TARGET, IndicatorField.ACTUAL)),
    cell(IndicatorField.REASON),
)
ALL_CELLS: tuple[EntryCell, ...] = (
    *(TextCell(field) for field in TextField),
    *(AmountCell(source, field) for source in FundSource for field in AmountField),
    EXECUTION_SCORE,
    *(cell(field) for field in IndicatorField),
)


def entered(at: EntryCell, text: str) -> str:
    return typed_text(TEMPLATE, enter(TEMPLATE, FORM, at, text), at)


def refusal(at: EntryCell, text: str, form: SelfAssessment = FORM) -> str:
    with pytest.raises(EntryError) as caught:
        enter(TEMPLATE, form, at, text)
    return str(caught.value)


@pytest.mark.parametrize("at", TEXT_CELLS, ids=lambda at: at.path)
@pytest.mark.parametrize(
    "text",
    [
        "a<b & c>d",
        "一\n二",
        "一\t二",
        "\x07",
        "𠮷",
        "👨‍👩‍👧",
        "  两边空格  ",
        "≥90.00(%)",
        "长" * 40_000,
        "\x00",
    ],
)
def test_texts_are_kept_to_the_letter(at: EntryCell, text: str) -> None:
    assert entered(at, text) == text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\u2028", "\u2029"])
def test_line_ends_become_plain(end: str) -> None:
    assert entered(TextCell(TextField.EXPECTED_GOAL), f"一{end}二") == "一\n二"


@pytest.mark.parametrize("field", [TextField.PROJECT, TextField.DEPARTMENT, TextField.IMPLEMENTING_UNIT])
def test_names_are_one_line(field: TextField) -> None:
    assert entered(TextCell(field), " 教育\r\n局\n") == "教育 局"


@pytest.mark.parametrize("field", [IndicatorField.LEVEL1, IndicatorField.LEVEL2])
def test_headings_broken_into_lines_are_joined(field: IndicatorField) -> None:
    assert entered(cell(field), " 服务对象 \n满意度\n指标") == "服务对象满意度指标"


@pytest.mark.parametrize("at", ALL_CELLS, ids=lambda at: at.path)
def test_half_a_character_is_refused_everywhere(at: EntryCell) -> None:
    assert refusal(at, "好\ud842").endswith("：含有残缺的字符（半个生僻字），请删去后重新输入该字。")


@pytest.mark.parametrize("at", ALL_CELLS, ids=lambda at: at.path)
def test_what_a_cell_shows_can_be_typed_again(at: EntryCell) -> None:
    text = "2023" if at == TextCell(TextField.FISCAL_YEAR) else "7"
    once = enter(TEMPLATE, FORM, at, text)
    assert enter(TEMPLATE, once, at, typed_text(TEMPLATE, once, at)) == once


@pytest.mark.parametrize(
    ("typed", "year"), [("2023", 2023), (" ２０２４年 ", 2024), ("2099年度", 2099), ("2000", 2000)]
)
def test_years_are_read_as_clerks_type_them(typed: str, year: int) -> None:
    assert parse_year(typed) == year
    assert enter(TEMPLATE, FORM, TextCell(TextField.FISCAL_YEAR), typed).fiscal_year == year


@pytest.mark.parametrize(
    "typed", ["", "1999", "2100", "23", "二〇二三", "2023.0", "20231", "²⁰²³", "2023年年"]
)
def test_other_years_are_refused(typed: str) -> None:
    assert refusal(TextCell(TextField.FISCAL_YEAR), typed) == (
        f"年度：“{typed}”不是年度，请填 2000 到 2099 之间的四位数字，如 2023。"
    )


def test_amounts_are_typed_in_the_templates_unit() -> None:
    assert enter(TEMPLATE, FORM, EXECUTED, "6.70").funding.total.executed == Decimal(67_000)
    assert enter(SHANGHAI, FORM, EXECUTED, "56,961,217").funding.total.executed == Decimal(56_961_217)
    assert enter(TEMPLATE, FORM, EXECUTED, "—").funding.total.executed is None


@pytest.mark.parametrize("text", ["六万", "1e999", "NaN", "-1", "1,2,3", "<6>", "6\t7", "9" * 40_000])
def test_what_is_no_amount_names_the_cell_and_leaves_the_form(text: str) -> None:
    assert refusal(EXECUTED, text).startswith("年度资金总额的全年执行数：金额")


def test_weights_go_up_to_100() -> None:
    assert enter(TEMPLATE, FORM, WEIGHT, "100").indicators[0].weight == Decimal(100)
    assert (
        refusal(WEIGHT, "200") == "第 1 行“满意度”的分值：分值 200 超过 100 分，各项分值合计才 100，请核对。"
    )
    assert refusal(WEIGHT, "5.555") == "第 1 行“满意度”的分值：分值“5.555”最多 2 位小数，请核对。"


def test_a_score_does_not_exceed_its_weight() -> None:
    form = enter(TEMPLATE, FORM, WEIGHT, "10")
    assert enter(TEMPLATE, form, SCORE, "10").indicators[0].score == Decimal(10)
    assert refusal(SCORE, "10.5", form) == (
        "第 1 行“满意度”的得分：得分 10.5 超过分值 10，请改小得分，或先改分值。"
    )


def test_a_score_without_a_weight_goes_up_to_100() -> None:
    assert enter(TEMPLATE, FORM, SCORE, "100").indicators[0].score == Decimal(100)
    assert refusal(SCORE, "101") == "第 1 行“满意度”的得分：得分 101 超过 100 分，请改小得分，或先改分值。"


def test_a_blank_score_is_left_to_the_rule() -> None:
    form = enter(TEMPLATE, FORM, SCORE, "5")
    assert enter(TEMPLATE, form, SCORE, " ").indicators[0].score is None
    assert typed_text(TEMPLATE, FORM, SCORE) == ""


def test_an_execution_score_does_not_exceed_its_weight() -> None:
    assert enter(TEMPLATE, FORM, EXECUTION_SCORE, "9.97").funding.execution_score == Decimal("9.97")
    assert refusal(EXECUTION_SCORE, "11").startswith("执行率的得分：得分 11 超过分值 10，")


def test_cells_show_what_was_typed_in_the_templates_spelling() -> None:
    form = enter(TEMPLATE, FORM, WEIGHT, "10")
    form = enter(TEMPLATE, form, EXECUTED, "6.7")
    form = enter(TEMPLATE, form, EXECUTION_SCORE, "9")
    shown = [typed_text(TEMPLATE, form, at) for at in (WEIGHT, EXECUTED, EXECUTION_SCORE)]
    assert shown == ["10.00", "6.70", "9.00"]
    assert typed_text(TEMPLATE, form, TextCell(TextField.FISCAL_YEAR)) == "2023"


def test_a_block_is_entered_to_the_right_and_down() -> None:
    form = enter_block(TEMPLATE, FORM, ACTUAL, (("95%", "10", "9.5"), ("达成指标", "20", "20", "无")))
    assert form.indicators == (
        Indicator(level3="满意度", actual="95%", weight=Decimal(10), score=Decimal("9.5")),
        Indicator(actual="达成指标", weight=Decimal(20), score=Decimal(20), reason="无"),
    )


def test_a_block_adds_the_rows_it_needs() -> None:
    form = enter_block(TEMPLATE, FORM, cell(IndicatorField.LEVEL1, 1), (("产出指标",), ("效益指标",), ()))
    assert [row.level1 for row in form.indicators] == ["", "产出指标", "效益指标", ""]


def test_an_empty_block_changes_nothing() -> None:
    assert enter_block(TEMPLATE, FORM, ACTUAL, ()) == FORM


def test_the_columns_of_a_block_are_the_templates() -> None:
    order = (IndicatorField.SCORE, IndicatorField.WEIGHT)
    columns = tuple(next(column for column in TEMPLATE.columns if column.field is field) for field in order)
    form = enter_block(replace(TEMPLATE, columns=columns), FORM, SCORE, (("9", "10"),))
    assert (form.indicators[0].score, form.indicators[0].weight) == (Decimal(9), Decimal(10))


def test_a_block_that_does_not_fit_is_refused_as_a_whole() -> None:
    with pytest.raises(EntryError) as caught:
        enter_block(TEMPLATE, FORM, SCORE, (("9", "原因", "多一列"),))
    assert str(caught.value) == (
        "粘贴的内容有 3 列，从“得分”起只有 2 列。请从更靠左的单元格开始粘贴，或少复制几列。"
    )
    with pytest.raises(EntryError, match=r"^第 2 行的分值：分值“很多”不是数字"):
        enter_block(TEMPLATE, FORM, WEIGHT, (("10",), ("很多",)))


def test_a_block_cannot_begin_in_a_column_the_template_does_not_have() -> None:
    reduced = replace(TEMPLATE, columns=TEMPLATE.columns[:3])
    with pytest.raises(EntryError) as caught:
        enter_block(reduced, FORM, ACTUAL, (("95%",),))
    assert str(caught.value) == "模板“闵行区 2023”没有“实际完成值”这一列，无法粘贴。"
