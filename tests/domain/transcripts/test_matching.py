import pytest

from domain.transcripts.matched import PROJECT, TEMPLATE, funding, spots, unread
from perfeval_desktop.domain.money import MoneyUnit
from perfeval_desktop.domain.transcripts.matching import best_match
from perfeval_desktop.domain.transcripts.shape import read_transcript
from perfeval_desktop.domain.transcripts.value import is_year, unit_named
from short_forms import short_template

# -- head and fields -----------------------------------------------------------------------------------------


def test_title_year_unit_and_grade_have_their_places() -> None:
    assert spots(TEMPLATE, title="自评表", fiscal_year=2023, unit="万元", grade="优") == {
        "title": "form.only.title",
        "fiscal_year": "form.only.year",
        "unit": "form.only.unit",
        "grade": "figures.only.grade",
    }


def test_a_year_that_is_none_and_a_unit_nobody_knows_are_unread() -> None:
    assert unread(TEMPLATE, fiscal_year="二〇二三", unit="亿元") == ["fiscal_year", "unit"]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("万元", MoneyUnit.TEN_THOUSAND_YUAN),
        ("（金额单位：元）", MoneyUnit.YUAN),
        ("单位:万元", "万元"),
        ("件", None),
    ],
)
def test_a_unit_is_read_as_forms_print_it(text: str, unit: MoneyUnit | None) -> None:
    assert unit_named(text) == unit


def test_a_year_is_one_that_a_form_may_be_of() -> None:
    assert is_year("２０２３年度")
    assert not is_year("1023")


def test_fields_are_found_by_label_role_and_meaning() -> None:
    fields = {"项目名称": "甲", "主管部门及代码": "乙", "联系方式": "1", "项目期": "1年"}
    assert spots(TEMPLATE, fields=fields) == {
        "fields.项目名称": "head.only.project",
        "fields.主管部门及代码": "head.only.department",
        "fields.联系方式": "head.only.telephone",
    }
    assert unread(TEMPLATE, fields=fields) == ["fields.项目期"]


def test_a_note_on_the_execution_has_a_place_on_every_form() -> None:
    assert spots(TEMPLATE, fields={"预算执行情况说明": "追加"}) == {
        "fields.预算执行情况说明": "form.only.execution_note"
    }
    own = short_template(
        PROJECT + '[[blocks]]\ntype = "texts"\nlabel_width = "30"\ncolumns = "execution_note"\n'
    )
    assert spots(own, fields={"预算执行情况说明": "追加"}) == {
        "fields.预算执行情况说明": "texts.only.execution_note"
    }


# -- closing figures -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "figure"),
    [
        ("分值", "total_weight"),
        ("权重", "total_weight"),
        ("得分", "total"),
        ("总分", "total"),
        ("自评总分", "total"),
        ("自评等级", "grade"),
    ],
)
def test_a_closing_figure_is_found_by_any_of_its_words(label: str, figure: str) -> None:
    assert spots(TEMPLATE, total={label: "100"}) == {f"total.{label}": f"figures.only.{figure}"}


def test_a_figure_of_nothing_known_is_unread() -> None:
    assert unread(TEMPLATE, total={"偏差原因": "x"}) == ["total.偏差原因"]


def test_two_cells_have_one_place_only_where_they_say_the_same() -> None:
    head = short_template("""
[scoring]

[[blocks]]
type = "fields"
key = "head"
columns = [{ role = "total", label = "自评总分" }]
""")
    assert unread(head, fields={"自评总分": "98"}, total={"得分": "98"}) == []
    assert unread(head, fields={"自评总分": "98"}, total={"得分": "97"}) == ["total.得分"]


# -- the best of several -------------------------------------------------------------------------------------


def best(*templates: str, **parts: object) -> str:
    named = [short_template(f'id = "{"abc"[at]}"\n{text}') for at, text in enumerate(templates)]
    return best_match(named, read_transcript(parts)).template.id


def test_the_best_template_has_a_place_for_most() -> None:
    with_code = PROJECT.replace('"department"', '"department", "project_code"')
    assert best(PROJECT, with_code, fields={"项目名称": "甲", "项目编码": "1"}) == "b"


def test_a_form_without_points_is_none_of_a_template_that_asks_for_them() -> None:
    without = PROJECT.replace(" weight score reason", " reason").replace('key = "telephone"', 'key = "t"')
    without = without.replace("联系电话：", "说明")
    rows = [{"三级指标": name, "年度指标值": "1", "实际完成值": "1"} for name in "甲乙丙"]
    assert best(PROJECT, without, fields={"联系电话": "1"}, indicators=rows) == "b"


def test_between_equals_the_title_decides() -> None:
    other = PROJECT.replace("项目支出绩效自评表", "{year}年度{project}自评表")
    assert best(other, PROJECT, title="2023年度项目支出绩效自评表") == "b"
    assert best(PROJECT, other, title="2023年度校舍修缮自评表") == "b"


def test_between_equals_the_unit_decides() -> None:
    assert best(PROJECT, PROJECT.replace('"万元"', '"元"'), unit="元") == "b"


def test_between_equals_the_names_of_level_1_decide() -> None:
    other = PROJECT.replace("效益指标", "成本指标")
    rows = [{"一级指标": "产出指标(50分)"}, {"一级指标": "成本指标"}]
    assert best(PROJECT, other, indicators=rows) == "b"
    none_known = PROJECT.replace('dimensions = [{ name = "产出指标" }, { name = "效益指标" }]', "")
    assert best(none_known, PROJECT, indicators=rows) == "b"


def test_between_equals_the_spelling_of_the_rate_decides() -> None:
    number = '[rate]\nform = "number"\n' + PROJECT
    number = number.replace('title = "项目支出绩效自评表"\n', "")
    plain = PROJECT.replace('title = "项目支出绩效自评表"\n', "")
    rows = funding(("年度资金总额", {"执行率": "98.50"}), ("其他资金", {"执行率": "—"}))
    assert best(plain, number, funding=rows) == "b"


def test_between_equals_the_better_likeness_then_the_fewer_columns_decide() -> None:
    words = PROJECT.replace(
        '"level1 level2 level3 target actual weight score reason"',
        """[
        "level1", "level2", "level3", "target", "actual", "score",
        { role = "weight", label = "分数" }, "reason",
    ]""",
    )
    assert best(PROJECT, words, indicators=[{"分数": "5"}]) == "b"
    shorter = PROJECT.replace('{ key = "telephone", label = "联系电话：" }', "")
    assert best(PROJECT, shorter, fields={"项目名称": "甲"}) == "b"


WITH_UNIT = short_template(
    '[[blocks]]\ntype = "fields"\n'
    'columns = [{ key = "budget", label = "年初预算（{unit}）", kind = "amount" }]\n'
)


@pytest.mark.parametrize(
    "label", ["年初预算（元）", "年初预算(万元)", "年初预算", "年初\n预算", "年初预算（{unit}）"]
)
def test_a_label_with_the_unit_is_found_as_it_is_printed(label: str) -> None:
    assert spots(WITH_UNIT, fields={label: "35"}) == {f"fields.{label}": "fields.only.budget"}
