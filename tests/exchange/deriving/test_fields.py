"""Single cells of a derived template: lines of fields, open lines, boxes of text, lists of boxes to tick."""

import pytest

from derived_templates import NATIONAL, block, column, guessed, of, values
from perfeval_desktop.domain.blocks import FieldsBlock, Frame, TextsBlock
from perfeval_desktop.domain.columns import ChoiceStyle, Kind, Role, Stage
from perfeval_desktop.domain.transcripts.words import ToldWord, WordPart, with_told

HEAD = "| 项目名称 | < | 教师培训 | < | < | < | < | < |"


def beside(row: str) -> str:
    return NATIONAL.replace(HEAD, f"{HEAD}\n{row}")


def test_fields_stand_in_the_lines_of_the_form() -> None:
    made = of(NATIONAL)
    head, tail = (one for one in made.template.blocks if isinstance(one, FieldsBlock))
    assert head.lines == (("project",), ("department", "implementing_unit"))
    assert sum(head.widths) == 180
    assert (tail.frame, values(tail, "label", "kind")) == (
        Frame.OPEN,
        [("填表人：", Kind.LINE), ("联系电话：", Kind.LINE)],
    )


def test_each_role_is_given_once_in_the_form_and_known_words_come_first() -> None:
    made = of(NATIONAL.replace("（2023年度）", "（2023年度）\n单位名称：进修学院"))
    assert column(made, "单位名称")[1].role is None
    assert column(made, "实施单位")[1].role is Role.IMPLEMENTING_UNIT
    alone = of(
        NATIONAL.replace("（2023年度）", "（2023年度）\n单位名称：进修学院").replace("实施单位", "联系人")
    )
    assert column(alone, "单位名称")[1].role is Role.IMPLEMENTING_UNIT


def test_a_line_that_names_the_unit_shows_it() -> None:
    made = of(NATIONAL.replace("/（万元）", "").replace("（2023年度）", "（2023年度）\n金额单位：元"))
    assert column(made, "金额单位")[1].role is Role.SHOWN_UNIT
    assert made.template.amounts.unit == "元"


@pytest.mark.parametrize(
    ("row", "kind", "stage"),
    [
        ("| 填报日期 | < | 2024年3月 | < | < | < | < | < |", Kind.DATE, Stage.RESULT),
        ("| 项目属性 | < | 延续 | < | < | < | < | < |", Kind.LINE, Stage.PLAN),
        ("| 联系人 | < | 张某 | < | < | < | < | < |", Kind.LINE, Stage.RESULT),
    ],
)
def test_what_a_field_is_for_is_told_by_its_label(row: str, kind: Kind, stage: Stage) -> None:
    one = column(of(beside(row)), row.split("|")[1].strip())[1]
    assert (one.kind, one.stage, one.role) == (kind, stage, None)


def test_a_label_with_a_long_text_or_one_for_texts_is_a_box() -> None:
    made = of(
        beside(
            f"| 评价结论 | < | 好 | < | < | < | < | < |\n| 项目概况 | < | {'长' * 60} | < | < | < | < | < |"
        )
    )
    assert values(block(made, TextsBlock), "label", "kind") == [
        ("评价结论", Kind.TEXT),
        ("项目概况", Kind.TEXT),
    ]


@pytest.mark.parametrize(
    ("text", "style"),
    [("□新增 ☑延续", ChoiceStyle.LIST), ("新增□ 延续☑", ChoiceStyle.LIST_BEHIND)],
)
def test_a_list_of_boxes_is_a_choice(text: str, style: ChoiceStyle) -> None:
    one = column(of(beside(f"| 项目属性 | < | {text} | < | < | < | < | < |")), "项目属性")[1]
    assert (one.kind, one.choices, one.choice_style) == (Kind.CHOICE, ("新增", "延续"), style)


def test_a_list_of_boxes_that_is_not_understood_is_told() -> None:
    made = of(beside("| 项目属性 | < | □新增 ☑新增 | < | < | < | < | < |"))
    assert column(made, "项目属性")[1].choices == ()
    assert "“项目属性”的选项没有读懂，按普通的一栏，请核对。" in guessed(made)


def test_lines_to_sign_are_no_fields() -> None:
    made = of(NATIONAL.replace("填表人：张某　　联系电话：010-0000", "单位负责人签字：　　　　填表人："))
    assert "单位负责人签字" not in made.template.text
    assert column(made, "填表人")[1].kind is Kind.LINE


def test_a_word_that_was_told_has_its_role() -> None:
    words = with_told([ToldWord(WordPart.FIELDS, "经费支持对象", Role.PROJECT_CODE)])
    made = of(beside("| 经费支持对象 | < | 教师 | < | < | < | < | < |"), words)
    assert column(made, "经费支持对象")[1].role is Role.PROJECT_CODE


def test_a_label_known_by_its_wording_alone_is_told() -> None:
    made = of(NATIONAL.replace("实施单位", "牵头实施的单位"))
    assert "“牵头实施的单位”按写法读作“实施单位”，请核对。" in guessed(made)
