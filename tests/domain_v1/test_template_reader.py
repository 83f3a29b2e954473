import re
from dataclasses import asdict

import pytest

from perfeval_desktop.domain_v1.template import Closing
from perfeval_desktop.domain_v1.template_reader import read_template
from perfeval_desktop.errors import TemplateError
from perfeval_desktop.templates import TemplateCatalogue
from template_text import (
    Path,
    Value,
    key_paths,
    shown_path,
    template_data,
    toml,
    with_value,
    without,
)

# A form with a dimension of no expected weight, closed with all that a form can close with.
DATA = template_data("minhang-2023") | {"closing": template_data("national-2020")["closing"]}
OPTIONAL = re.compile(r"dimensions\[\d\]\.weight|limits\.(goal|reason)|labels\.grade|closing\.stamp")
REQUIRED_PATHS = [path for path in key_paths(DATA) if not OPTIONAL.fullmatch(shown_path(path))]


def refusal(text: str) -> str:
    with pytest.raises(TemplateError) as caught:
        read_template(text, source="本单位.toml")
    return str(caught.value)


def refusal_with(path: Path, value: Value) -> str:
    return refusal(toml(with_value(DATA, path, value)))


def wrong(key: str, reason: str) -> str:
    return f"模板文件“本单位.toml”的“{key}”有误：{reason}。"


@pytest.mark.parametrize("template_id", TemplateCatalogue())
def test_a_template_written_anew_reads_as_the_built_in_one(template_id: str) -> None:
    anew = read_template(toml(template_data(template_id)), source="本单位.toml")
    assert asdict(anew) == asdict(TemplateCatalogue()[template_id])


@pytest.mark.parametrize("path", REQUIRED_PATHS, ids=shown_path)
def test_a_missing_key_is_named_with_file_and_reason(path: Path) -> None:
    message = refusal(toml(without(DATA, path)))
    assert message.startswith(f"模板文件“本单位.toml”的“{shown_path(path)}”有误：缺少这一项，应为")


@pytest.mark.parametrize("path", key_paths(DATA), ids=shown_path)
def test_a_key_of_the_wrong_type_is_named_with_file_and_reason(path: Path) -> None:
    message = refusal_with(path, 2.5)  # type: ignore[arg-type]  # nothing is a float
    assert message.startswith(f"模板文件“本单位.toml”的“{shown_path(path)}”有误：应为")


@pytest.mark.parametrize(
    "path", [path for path in key_paths(DATA) if isinstance(path[-1], str)], ids=shown_path
)
def test_an_unknown_key_beside_it_is_named(path: Path) -> None:
    message = refusal_with((*path[:-1], "wieght"), "10")
    assert message == wrong(shown_path((*path[:-1], "wieght")), "没有这一项，请检查拼写")


def test_limits_and_expected_weights_may_be_left_out() -> None:
    data = without(without(DATA, ("limits", "goal")), ("limits", "reason"))
    template = read_template(toml(without(data, ("dimensions", 0, "weight"))), source="本单位.toml")
    assert (template.limits.goal, template.limits.reason) == (None, None)
    assert template.dimensions[0].weight is None


def test_a_form_closes_as_its_template_says() -> None:
    closing: Value = {"signatures": ["经办人", "日期"], "stamp": "（公章）", "footnotes": ["一式两份。"]}
    template = read_template(toml(with_value(DATA, ("closing",), closing)), source="本单位.toml")
    assert template.closing == Closing(
        signatures=("经办人", "日期"), stamp="（公章）", footnotes=("一式两份。",)
    )


def test_a_form_may_close_with_nothing() -> None:
    data = with_value(DATA, ("closing",), {"signatures": [], "footnotes": []})
    template = read_template(toml(data), source="本单位.toml")
    assert template.closing == Closing(signatures=(), stamp=None, footnotes=())


def test_what_is_no_toml_is_refused() -> None:
    message = refusal("title = “财政”")
    assert message.startswith("模板文件“本单位.toml”不是有效的 TOML：")
    assert message.endswith("请改正后再打开。")


def test_a_newer_format_asks_for_a_newer_program() -> None:
    assert refusal_with(("format",), 2) == wrong("format", "应为 1；此模板可能由更新的程序写成，请升级程序")


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (("id",), " ", "不能为空"),
        (("format",), 0, "应在 1 到 999 之间，现为 0"),
        (("format",), True, "应为整数"),
        (("year_line",), "2023 年度", "应含一个 {year}，没有别的花括号"),
        (("year_line",), "{year}{month}", "应含一个 {year}，没有别的花括号"),
        (("over_achievement",), "三成", "“三成”不是数字"),
        (("over_achievement",), "NaN", "应在 0 到 100 之间，现为 NaN"),
        (("over_achievement",), "1e999", "应在 0 到 100 之间，现为 1e999"),
        (("over_achievement",), "-1", "应在 0 到 100 之间，现为 -1"),
        (("reached_words",), ["完成", 1], "应为文字列表"),
        (("closing", "signatures"), "填报人", "应为文字列表"),
        (("closing", "signatures"), ["填报人", 1], "应为文字列表"),
        (("closing", "stamp"), "　", "不能为空"),
        (("closing", "footnotes"), [True], "应为文字列表"),
        (("grades",), ["优"], "应为表的列表"),
        (("funding", "unit"), "千元", "应为 元、万元 之一，现为 千元"),
        (("funding", "decimals"), 7, "应在 0 到 6 之间，现为 7"),
        (("funding", "rows", 0, "indent"), 4, "应在 0 到 3 之间，现为 4"),
        (("execution", "weight"), "101", "应在 0 到 100 之间，现为 101"),
        (("execution", "rate_rounding", "decimals"), 4, "应在 0 到 3 之间，现为 4"),
        (("score_rounding", "mode"), "up", "应为 half-up、truncate 之一，现为 up"),
        (("tiers", 0, "most"), "1.1", "应在 0 到 1 之间，现为 1.1"),
        (("columns", 0, "field"), "level4", None),
        (("columns", 0, "width"), "4", "应在 5 到 180 之间，现为 4"),
        (("layout", "identity"), ["90", "90"], "应有 4 个宽度，现有 2 个"),
        (("layout", "goals"), ["10", "85", "84"], "宽度之和应为 180 毫米，现为 179"),
        (("layout", "goals"), ["10", "85", "宽"], "“宽”不是数字"),
    ],
)
def test_a_value_out_of_range_is_named_with_the_reason(path: Path, value: Value, reason: str | None) -> None:
    message = refusal_with(path, value)
    if reason is None:
        assert message.startswith(f"模板文件“本单位.toml”的“{shown_path(path)}”有误：应为 level1、")
    else:
        assert message == wrong(shown_path(path), reason)


@pytest.mark.parametrize(
    "path",
    [("closing", "signatures"), ("closing", "footnotes"), ("reached_words",), ("dimensions", 0, "level2")],
)
def test_a_blank_entry_of_a_list_is_named_by_its_number(path: Path) -> None:
    message = refusal_with(path, ["经办人", " ", ""])
    assert message == wrong(f"{shown_path(path)}[2]", "不能为空，不需要就删去")


def test_grades_and_their_label_come_together() -> None:
    assert refusal_with(("grades",), []) == wrong("grades", "应与 labels.grade 同时给出或同时省去")
    assert refusal(toml(without(DATA, ("labels", "grade")))) == wrong(
        "grades", "应与 labels.grade 同时给出或同时省去"
    )


def test_grades_go_down_to_zero() -> None:
    assert refusal_with(("grades", 0, "least"), "70") == wrong("grades", "应由高到低排列")
    assert refusal_with(("grades", 3, "least"), "1") == wrong("grades", "最低一档应从 0 分起")


def test_a_tier_does_not_end_below_its_beginning() -> None:
    assert refusal_with(("tiers", 0, "most"), "0.5") == wrong("tiers", "least 不应大于 most")


def test_dimensions_have_different_names() -> None:
    assert refusal_with(("dimensions", 1, "name"), "产出指标") == wrong(
        "dimensions", "一级指标的名称不能重复"
    )


def test_funding_has_its_rows_and_columns_in_order() -> None:
    assert refusal_with(("funding", "rows", 1, "source"), "total") == wrong(
        "funding.rows", "应依次为 total、current_appropriation、carryover、other_funds"
    )
    assert refusal_with(("funding", "columns", 0, "field"), "executed") == wrong(
        "funding.columns", "应依次为 initial_budget、adjusted_budget、executed"
    )


def test_columns_are_different_hold_the_names_and_fill_the_table() -> None:
    assert refusal_with(("columns", 1, "field"), "level1") == wrong("columns", "同一列不能出现两次")
    columns = DATA["columns"]
    assert isinstance(columns, list)
    assert refusal_with(("columns",), columns[1:]) == wrong("columns", "至少要有 level1 和 level3 两列")
    assert refusal_with(("columns", 7, "width"), "35") == wrong(
        "columns", "各列宽度与 layout.indicator_block 之和应为 180 毫米，现为 179"
    )
