import pytest

from perfeval_desktop.domain.checks import check
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.findings import Code
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.scoring import score
from short_forms import filled, short_template, typed
from sound_form import (
    EFFECT,
    NATIONAL,
    ON_TIME,
    PASS_RATE,
    TRAININGS,
    codes,
    found,
    places,
    sound_form,
    with_new_row,
    with_row,
)


@pytest.mark.parametrize(
    ("form", "place", "left"),
    [
        (sound_form(head__only__project="XX区教师培训（2023）"), "head.only.project", "XX"),
        (sound_form(head__only__department="××局"), "head.only.department", "××"),
        (sound_form(head__only__implementing_unit="某某学校"), "head.only.implementing_unit", "某某"),
        (
            sound_form(goals__only__expected_goal="目标1：\n目标2：\n……"),
            "goals.only.expected_goal",
            "目标1：",
        ),
        (sound_form(goals__only__actual_outcome="（100字以内）"), "goals.only.actual_outcome", "100字以内"),
        (sound_form(form__only__execution_note="请填写"), "form.only.execution_note", "请填写"),
        (with_row(TRAININGS, level3="指标1：培训场次"), "indicators.r1.level3", "指标1："),
        (with_row(TRAININGS, level3="……"), "indicators.r1.level3", "……"),
        (with_row(TRAININGS, target="≥**"), "indicators.r1.target", "**"),
        (with_row(TRAININGS, actual="___"), "indicators.r1.actual", "___"),
        (with_row(TRAININGS, reason="原因待补充"), "indicators.r1.reason", "待补充"),
    ],
)
def test_what_was_left_from_an_empty_form_is_found(form: Form, place: str, left: str) -> None:
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


NUMBERED = short_template(
    '[checks]\nnumbered_names = true\n[[blocks]]\ntype = "indicators"\ncolumns = "level3 target"\n'
)


GOAL = "举办教师培训10场，教师满意度达到90%"


@pytest.mark.parametrize(
    "outcome",
    ["举办教师培训10场，教师满意度达到90%。", "教师培训10场，教师满意度达到90%", f"{GOAL}，促进教师发展"],
)
def test_an_outcome_that_says_no_more_than_its_goal_is_found(outcome: str) -> None:
    form = sound_form(goals__only__expected_goal=GOAL, goals__only__actual_outcome=outcome)
    assert places(form, Code.REPETITION) == ["goals.only.actual_outcome"]


@pytest.mark.parametrize("outcome", ["教师培训", f"{GOAL}，已颁发证书 120 份", "举办教师培训12场，满意度95%"])
def test_an_outcome_that_adds_what_was_done_is_fine(outcome: str) -> None:
    form = sound_form(goals__only__expected_goal=GOAL, goals__only__actual_outcome=outcome)
    assert places(form, Code.REPETITION) == []


def test_where_names_are_numbered_the_number_alone_was_left_standing() -> None:
    names = ("指标1：培训场次", "指标２:", "指标三： ……", "培训场次")
    rows = [{"level3": name, "target": "指标1：≥5场"} for name in names]
    assert sorted(places(filled(NUMBERED, indicators=rows), Code.PLACEHOLDER, NUMBERED)) == [
        "indicators.r1.target",
        "indicators.r2.level3",
        "indicators.r2.target",
        "indicators.r3.level3",
        "indicators.r3.target",
        "indicators.r4.target",
    ]


@pytest.mark.parametrize(
    "project", ["教师培训（2022）", "2021 年教师培训", "教师培训 2024", "2020年续建项目（2021批）"]
)
def test_a_project_of_another_year_is_found(project: str) -> None:
    assert places(sound_form(head__only__project=project), Code.STALE_YEAR) == ["head.only.project"]


@pytest.mark.parametrize("project", ["教师培训", "教师培训（2023）", "2021-2023年行动计划", "2025年规划编制"])
def test_a_project_of_this_year_or_of_none_is_fine(project: str) -> None:
    assert places(sound_form(head__only__project=project), Code.STALE_YEAR) == []


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
    ((place, message),) = found(sound_form(goals__only__actual_outcome=text), Code.STALE_YEAR)
    assert place == "goals.only.actual_outcome"
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
    assert places(sound_form(goals__only__actual_outcome=text), Code.STALE_YEAR) == []


def test_a_goal_for_the_next_year_is_found_but_not_one_for_later_years() -> None:
    stale = sound_form(goals__only__expected_goal="2024年举办教师培训10场。")
    assert places(stale, Code.STALE_YEAR) == ["goals.only.expected_goal"]
    plan = sound_form(goals__only__expected_goal="2030年全面建成。")
    assert places(plan, Code.STALE_YEAR) == []


def test_years_are_looked_for_in_the_note_and_in_every_text_of_an_indicator() -> None:
    form = sound_form(form__only__execution_note="2022年度追加经费。")
    form = with_row(TRAININGS, form, level3="2022年度培训场次")
    form = with_row(PASS_RATE, form, target="2024年度合格")
    form = with_row(ON_TIME, form, actual="2022年完成")
    form = with_row(EFFECT, form, reason="2022年疫情影响。2021年同样如此。")
    assert places(form, Code.STALE_YEAR) == [
        "form.only.execution_note",
        "indicators.r1.level3",
        "indicators.r2.target",
        "indicators.r3.actual",
        "indicators.r4.reason",
    ]


def test_the_next_year_in_an_actual_or_a_reason_is_a_plan() -> None:
    form = with_row(TRAININGS, actual="2024年度", reason="2024年改进")
    assert places(form, Code.STALE_YEAR) == []


def test_an_outcome_that_repeats_the_goal_is_found() -> None:
    form = sound_form(
        goals__only__expected_goal="举办 培训\n10场", goals__only__actual_outcome="举办培训10场 "
    )
    assert found(form, Code.REPETITION) == [
        ("goals.only.actual_outcome", "实际完成情况与预期目标一字不差，请写实际做了什么、达到什么效果。")
    ]


def test_two_empty_goals_are_no_repetition() -> None:
    form = sound_form(goals__only__expected_goal=" ", goals__only__actual_outcome="")
    assert places(form, Code.REPETITION) == []


MID_TERM = short_template(
    """[[blocks]]
type = "goals"
numbered = "目标{n}"
columns = [
    { key = "mid_term", label = "中期目标", stage = "plan" },
    { key = "office", label = "牵头处室", stage = "plan" },
    { role = "expected_goal", label = "年度目标" },
]
"""
)
GREENWAYS = "建成绿道 36 公里，连通 5 座公园"


def test_a_goal_that_is_the_one_of_the_years_to_come_is_found() -> None:
    form = filled(MID_TERM, goals=[{"id": "g1", "mid_term": f"{GREENWAYS}。", "expected_goal": GREENWAYS}])
    assert found(form, Code.REPETITION, MID_TERM) == [
        (
            "goals.g1.expected_goal",
            "目标1的年度目标与中期目标一字不差，请写明今年做到哪一步，只做一年的项目不用改。",
        )
    ]


def test_a_goal_that_stands_twice_is_found_at_the_second_place() -> None:
    goals = [{"id": f"g{number}", "expected_goal": GREENWAYS} for number in (1, 2)]
    assert found(filled(MID_TERM, goals=goals), Code.REPETITION, MID_TERM) == [
        ("goals.g2.expected_goal", "目标2的年度目标与第 1 项一字不差，请删去一项，或写成不同的目标。")
    ]


@pytest.mark.parametrize(
    "goal",
    [
        {"mid_term": GREENWAYS, "expected_goal": "建成绿道 12 公里，连通 2 座公园"},
        {"mid_term": "保障运转", "expected_goal": "保障运转"},
        {"mid_term": "", "expected_goal": ""},
        # No goal, whatever stands there.
        {"office": GREENWAYS, "expected_goal": GREENWAYS},
    ],
)
def test_goals_of_their_own_are_no_repetition(goal: dict[str, str]) -> None:
    form = filled(MID_TERM, goals=[{"id": "g1"} | goal])
    assert places(form, Code.REPETITION, MID_TERM) == []


def test_an_indicator_that_stands_twice_is_found_at_the_second_place() -> None:
    cells = dict(sound_form().rows("indicators")[1].cells)
    twice = with_new_row(5, **cells | {"level3": " 培训合格率\n", "target": "≥90%"})
    assert found(twice, Code.REPETITION) == [
        ("indicators.r6.level3", "第 6 行“培训合格率”的三级指标与第 2 行重复，请删去一行，或改成不同的指标。")
    ]


def test_equal_names_under_different_headings_are_fine() -> None:
    assert places(with_row(TRAININGS, level3="培训合格率"), Code.REPETITION) == []


def test_indicators_without_a_name_are_no_repetition() -> None:
    form = with_row(TRAININGS, with_row(PASS_RATE, level2="数量指标", level3=""), level3=" ")
    assert places(form, Code.REPETITION) == []


UNDER_GOALS = short_template(
    '[[blocks]]\ntype = "goals"\nnumbered = "年度目标{n}"\ncolumns = "expected_goal actual_outcome"\n'
    '[[blocks]]\ntype = "indicators"\ngoals = "goals"\ncolumns = "level2"\n'
)


def test_equal_names_under_different_goals_are_fine() -> None:
    form = filled(
        UNDER_GOALS,
        goals=[{"id": "g1"}, {"id": "g2", "expected_goal": "甲", "actual_outcome": "甲"}],
        indicators=[{"level2": "甲", "parent": "g1"}, {"level2": "甲", "parent": "g2"}],
    )
    assert places(form, Code.REPETITION, UNDER_GOALS) == ["goals.g2.actual_outcome"]
    again = filled(UNDER_GOALS, indicators=[{"level2": "甲"}, {"level2": "甲"}])
    assert places(again, Code.REPETITION, UNDER_GOALS) == ["indicators.r2.level2"]


def test_texts_beyond_the_templates_limits_are_found() -> None:
    form = sound_form(goals__only__expected_goal="培" * 2001, goals__only__actual_outcome=f" {'训' * 2000}\n")
    assert found(with_row(EFFECT, form, reason="𠮷" * 503), Code.TOO_LONG) == [
        ("goals.only.expected_goal", "预期目标有 2001 个字，最多 2000 个字，请删去 1 个字。"),
        (
            "indicators.r4.reason",
            "第 4 行“教师能力”的偏差原因分析及改进措施有 503 个字，最多 500 个字，请删去 3 个字。",
        ),
    ]


def test_columns_without_limits_take_any_length() -> None:
    assert places(with_row(EFFECT, level3="培" * 40_000), Code.TOO_LONG) == []


EVERYWHERE = short_template(
    """
[[blocks]]
type = "fields"
key = "head"
columns = [{ key = "why", label = "依据", stage = "plan" }, { key = "sum", label = "数", kind = "points" }]

[[blocks]]
type = "funding"
columns = ["executed", { role = "reason", limit = 5 }]

[[blocks]]
type = "goals"
numbered = "目标{n}"
columns = "expected_goal actual_outcome"

[[blocks]]
type = "indicators"
columns = ["level1", "level3", { key = "last", label = "上年值" }]

[[blocks]]
type = "texts"
columns = [{ key = "conclusion", label = "评价结论", limit = 200 }]

[[blocks]]
type = "checklist"
columns = [{ key = "how", label = "情况说明" }]
rows = [{ key = "a", label = "分配科学性" }]
"""
)
CELLS = (
    "head.only.why",
    "funding.total.reason",
    "goals.g1.expected_goal",
    "goals.g1.actual_outcome",
    "indicators.r1.level1",
    "indicators.r1.level3",
    "indicators.r1.last",
    "texts.only.conclusion",
    "checklist.a.how",
)


def everywhere(text: str) -> Form:
    form = filled(EVERYWHERE, goals=[{"id": "g1"}], indicators=[{}])
    return typed(form, **{path.replace(".", "__"): text for path in (*CELLS, "head.only.sum")})


def test_texts_of_all_blocks_are_read_for_what_was_left_standing() -> None:
    assert places(everywhere("……"), Code.PLACEHOLDER, EVERYWHERE) == list(CELLS)


def test_texts_of_all_blocks_are_read_for_other_years() -> None:
    assert places(everywhere("2022年完成"), Code.STALE_YEAR, EVERYWHERE) == list(CELLS)


def test_the_next_year_is_another_one_in_what_is_planned() -> None:
    assert places(everywhere("2024年完成"), Code.STALE_YEAR, EVERYWHERE) == [
        "head.only.why",
        "goals.g1.expected_goal",
        "indicators.r1.level1",
        "indicators.r1.level3",
    ]


def test_texts_of_all_blocks_are_held_against_their_limit() -> None:
    assert places(everywhere("因" * 201), Code.TOO_LONG, EVERYWHERE) == [
        "funding.total.reason",
        "texts.only.conclusion",
    ]


def test_a_title_of_another_year_is_found() -> None:
    form = sound_form(form__only__title="2022年度自评表")
    assert places(form, Code.STALE_YEAR) == ["form.only.title"]


def test_what_is_computed_is_not_read_for_placeholders_and_years() -> None:
    assert places(sound_form(figures__only__grade="2022年度XX"), Code.PLACEHOLDER) == []
    assert places(sound_form(figures__only__grade="2022年度XX"), Code.STALE_YEAR) == []


def test_of_a_row_not_begun_only_that_is_said() -> None:
    form = with_new_row(0, level1="……", level2="2022年度")
    assert codes(form) == {Code.REQUIRED}


def missing(text: str) -> str:
    return "".join(sorted(set(text) & set("㊙㊗")))


def unprintable(form: Form) -> list[tuple[str, str]]:
    read = facts(NATIONAL, form)
    findings = check(NATIONAL, form, read, score(NATIONAL, read), unprintable=missing)
    return [(one.place.path, one.message) for one in findings if one.code is Code.UNPRINTABLE]


def test_characters_that_no_face_has_are_found_in_every_cell() -> None:
    form = sound_form(head__only__project="㊗教师培训㊙㊗", figures__only__grade="㊙优")
    form = with_new_row(5, with_row(EFFECT, form, level3="能力㊗"), level1="㊙")
    assert unprintable(form) == [
        (
            "head.only.project",
            "项目名称中的“㊗㊙”不在印刷字库里，会印成〓。请换成常用的写法，或打印后手工补写。",
        ),
        (
            "indicators.r4.level3",
            (
                "第 4 行“能力㊗”的三级指标中的“㊗”不在印刷字库里，会印成〓。"
                "请换成常用的写法，或打印后手工补写。"
            ),
        ),
        (
            "indicators.r6.level1",
            ("第 6 行的一级指标中的“㊙”不在印刷字库里，会印成〓。请换成常用的写法，或打印后手工补写。"),
        ),
        (
            "figures.only.grade",
            "评分等级中的“㊙”不在印刷字库里，会印成〓。请换成常用的写法，或打印后手工补写。",
        ),
    ]


def test_of_what_stands_beside_the_blocks_only_the_title_is_printed() -> None:
    form = sound_form(form__only__title="㊗", form__only__execution_note="㊗")
    assert [path for path, _ in unprintable(form)] == ["form.only.title"]


def test_who_does_not_know_the_fonts_finds_everything_printable() -> None:
    assert places(sound_form(head__only__project="㊗"), Code.UNPRINTABLE) == []
