"""Whether a form is one of an existing template, or needs one of its own: with the reason."""

import pytest

from derived_templates import NATIONAL
from drawn_sheets import drawn
from perfeval_desktop.domain.printed import printed
from perfeval_desktop.domain.printed.context import Seen
from perfeval_desktop.domain.transcripts.value import Transcript
from perfeval_desktop.exchange.deriving.proposing import Proposal, proposed
from perfeval_desktop.exchange.recogniser import Recognised, recognised
from perfeval_desktop.exchange.sheet import Sheet
from printed_sheets import sheet_of
from read_forms import CATALOGUE, sample

TEMPLATES = list(CATALOGUE.usable())


def proposal(sheet: Sheet) -> Proposal:
    return proposed(TEMPLATES, sheet, recognised(sheet)[0])


@pytest.mark.parametrize(
    "name", ["yunnan-14", "hubei-20-80", "target-2023", "monitoring-2023", "transfer-central"]
)
def test_a_form_of_a_template_needs_no_other(name: str) -> None:
    template, form = sample(name)
    made = proposal(sheet_of(printed(Seen.of(template, form))))
    assert made.match.template is template
    assert (made.derived, made.why) == (None, f"与模板“{template.name}”相符。")


def test_a_label_that_no_template_has_a_place_for_asks_for_a_new_one() -> None:
    text = NATIONAL.replace("填表人：张某　　联系电话：010-0000", "")
    made = proposal(drawn(text.replace("| 三级指标 | 年度指标值 |", "| 三级指标 | 星座 |")))
    assert made.derived is not None
    assert made.why.endswith("里没有“星座”的位置。")


def test_a_column_that_the_form_does_not_print_asks_for_a_new_one() -> None:
    text = NATIONAL.replace("填表人：张某　　联系电话：010-0000", "").replace(
        "| 年初预算数 | 全年预算数 |", "| 全年预算数 | < |", 1
    )
    made = proposal(
        drawn(text.replace("10.00 | 9.00 |", "9.00 | < |").replace("0.00 | 0.00 |", "0.00 | < |"))
    )
    assert made.derived is not None
    assert made.why.startswith("最接近的模板“")
    assert made.why.endswith("”，这张表没有。")


def test_other_words_for_the_same_ask_for_a_new_one() -> None:
    template, form = sample("national-2020")
    sheet = sheet_of(printed(Seen.of(template, form)))
    other = {
        "项目名称": "专项名称", "主管部门": "预算部门", "实施单位": "责任单位", "年初预算数": "年初批复数",
        "全年预算数": "调整后数", "全年执行数": "决算数", "年度\n指标值": "目标值", "实际\n完成值": "实际值",
        "分值": "满分", "得分": "自评分",
    }  # fmt: skip
    cells = tuple(
        cell if (text := other.get(cell.text.removesuffix("（A）").removesuffix("（B）"))) is None
        else type(cell)(text, cell.row, cell.column, cell.rows, cell.columns)
        for cell in sheet.cells
    )  # fmt: skip
    made = proposal(Sheet(sheet.name, cells))
    assert made.derived is not None
    assert "等栏的叫法与最接近的模板“" in made.why


def test_what_was_written_down_has_nothing_to_derive_a_template_from() -> None:
    form = Transcript(fields={"星座": "白羊"}, rows=(), goals=(), indicators=(), total={})
    made = proposed(TEMPLATES, Sheet("", ()), Recognised(form, (), ()))
    assert made.derived is None
    assert "里没有“星座”的位置。" in made.why
