from dataclasses import replace

import pytest

from clean_forms import (
    EFFECT,
    ON_TIME,
    PASS_RATE,
    TEMPLATE,
    TRAININGS,
    clean_form,
    found,
    places,
    with_funding,
    with_row,
)
from perfeval_desktop.domain_v1.findings import Code
from perfeval_desktop.domain_v1.form import SelfAssessment
from perfeval_desktop.domain_v1.template import TextLimits


@pytest.mark.parametrize(
    ("form", "place", "left"),
    [
        (replace(clean_form(), project="XX区教师培训（2023）"), "project", "XX"),
        (replace(clean_form(), department="××局"), "department", "××"),
        (replace(clean_form(), implementing_unit="某某学校"), "implementing_unit", "某某"),
        (replace(clean_form(), expected_goal="目标1：\n目标2：\n……"), "expected_goal", "目标1："),
        (replace(clean_form(), actual_outcome="（100字以内）"), "actual_outcome", "100字以内"),
        (with_funding(note="请填写"), "funding_note", "请填写"),
        (with_row(TRAININGS, level3="指标1：培训场次"), "indicators[1].level3", "指标1："),
        (with_row(TRAININGS, level3="……"), "indicators[1].level3", "……"),
        (with_row(TRAININGS, target="≥**"), "indicators[1].target", "**"),
        (with_row(TRAININGS, actual="___"), "indicators[1].actual", "___"),
        (with_row(TRAININGS, reason="原因待补充"), "indicators[1].reason", "待补充"),
    ],
)
def test_what_was_left_from_an_empty_form_is_found(form: SelfAssessment, place: str, left: str) -> None:
    ((where, message),) = found(form, Code.PLACEHOLDER)
    assert where == place
    assert message.endswith(f"里有没填完的“{left}”，请改成实际内容，或删去。")


@pytest.mark.parametrize(
    "text",
    [
        "5*3 米",
        "规格 2×4",
        "教育经费_代编",
        "包括一、二……等",
        "exxon.com",
        "XL 号",
        "目标1：培训10场",
        "达到3000字",
    ],
)
def test_ordinary_text_is_no_placeholder(text: str) -> None:
    assert places(with_row(TRAININGS, reason=text), Code.PLACEHOLDER) == []


@pytest.mark.parametrize(
    "project", ["教师培训（2022）", "2021 年教师培训", "教师培训 2024", "2020年续建项目（2021批）"]
)
def test_a_project_of_another_year_is_found(project: str) -> None:
    assert places(replace(clean_form(), project=project), Code.STALE_YEAR) == ["project"]


@pytest.mark.parametrize("project", ["教师培训", "教师培训（2023）", "2021-2023年行动计划", "2025年规划编制"])
def test_a_project_of_this_year_or_of_none_is_fine(project: str) -> None:
    assert places(replace(clean_form(), project=project), Code.STALE_YEAR) == []


@pytest.mark.parametrize(
    "text",
    [
        "2022年举办教师培训12场。",
        "培训顺利。截至2022年底，共举办12场。",
        "完成2022年度教师培训任务。",
        "一、2022 年度工作顺利完成。",
        "在2021年，共举办12场。",
    ],
)
def test_an_outcome_that_reports_on_an_earlier_year_is_found(text: str) -> None:
    ((place, message),) = found(replace(clean_form(), actual_outcome=text), Code.STALE_YEAR)
    assert place == "actual_outcome"
    assert message.endswith("年，而本表是 2023 年度，请核对是否沿用了往年的文字。")


@pytest.mark.parametrize(
    "text",
    [
        "举办教师培训12场。",
        "2023年举办培训12场，2022年举办10场。",
        "场次较2022年度增加2场。",
        "2019年以来持续开展。",
        "2020年至今累计培训100人。",
        "2018年立项，按期推进。",
        "依据财预〔2020〕10号文件实施，属“十四五”规划。",
        "设备于2019年购置。",
        "2024年将继续开展。",
        "编号 2022 的设备已更换。",
        "到2025年实现全覆盖。",
    ],
)
def test_an_outcome_that_tells_history_or_plans_is_fine(text: str) -> None:
    assert places(replace(clean_form(), actual_outcome=text), Code.STALE_YEAR) == []


def test_a_goal_for_the_next_year_is_found_but_not_one_for_later_years() -> None:
    stale = replace(clean_form(), expected_goal="2024年举办教师培训10场。")
    assert places(stale, Code.STALE_YEAR) == ["expected_goal"]
    plan = replace(clean_form(), expected_goal="2030年全面建成。")
    assert places(plan, Code.STALE_YEAR) == []


def test_years_are_looked_for_in_the_note_and_in_every_text_of_an_indicator() -> None:
    form = with_funding(note="2022年度追加经费。")
    form = with_row(TRAININGS, form, level3="2022年度培训场次")
    form = with_row(PASS_RATE, form, target="2024年度合格")
    form = with_row(ON_TIME, form, actual="2022年完成")
    form = with_row(EFFECT, form, reason="2022年疫情影响。2021年同样如此。")
    assert places(form, Code.STALE_YEAR) == [
        "funding_note",
        "indicators[1].level3",
        "indicators[2].target",
        "indicators[3].actual",
        "indicators[4].reason",
    ]


def test_the_next_year_in_an_actual_or_a_reason_is_a_plan() -> None:
    form = with_row(TRAININGS, actual="2024年度", reason="2024年改进")
    assert places(form, Code.STALE_YEAR) == []


def test_an_outcome_that_repeats_the_goal_is_found() -> None:
    form = replace(clean_form(), expected_goal="举办 培训\n10场", actual_outcome="举办培训10场 ")
    assert found(form, Code.REPETITION) == [
        ("actual_outcome", "实际完成情况与预期目标一字不差，请写实际做了什么、达到什么效果。")
    ]


def test_two_empty_goals_are_no_repetition() -> None:
    assert places(replace(clean_form(), expected_goal=" ", actual_outcome=""), Code.REPETITION) == []


def test_an_indicator_that_stands_twice_is_found_at_the_second_place() -> None:
    form = clean_form()
    twice = form.inserting(5, (replace(form.indicators[1], level3=" 培训合格率\n", target="≥90%"),))
    assert found(twice, Code.REPETITION) == [
        ("indicators[6].level3", "第 6 行“培训合格率”的三级指标与第 2 行重复，请删去一行，或改成不同的指标。")
    ]


def test_equal_names_under_different_headings_are_fine() -> None:
    assert places(with_row(TRAININGS, level3="培训合格率"), Code.REPETITION) == []


def test_indicators_without_a_name_are_no_repetition() -> None:
    form = with_row(TRAININGS, with_row(PASS_RATE, level2="数量指标", level3=""), level3=" ")
    assert places(form, Code.REPETITION) == []


def test_texts_beyond_the_templates_limits_are_found() -> None:
    form = replace(clean_form(), expected_goal="培" * 2001, actual_outcome=f" {'训' * 2000}\n")
    form = with_row(EFFECT, form, reason="𠮷" * 503)
    assert found(form, Code.TOO_LONG) == [
        ("expected_goal", "预期目标有 2001 个字，最多 2000 个字，请删去 1 个字。"),
        (
            "indicators[4].reason",
            "第 4 行“教师能力”的偏差原因分析及改进措施有 503 个字，最多 500 个字，请删去 3 个字。",
        ),
    ]


def test_a_template_without_limits_takes_any_length() -> None:
    template = replace(TEMPLATE, limits=TextLimits(goal=None, reason=None))
    form = with_row(EFFECT, replace(clean_form(), expected_goal="培" * 40_000), reason="训" * 40_000)
    assert places(form, Code.TOO_LONG, template) == []
