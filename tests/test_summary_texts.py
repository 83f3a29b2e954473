import pytest

from form_summaries import listed, standing_of
from perfeval_desktop.summary_texts import (
    department_text,
    folded,
    project_name,
    project_text,
    searchable,
    total_text,
    unit_text,
)


def test_names_stand_on_one_line() -> None:
    assert project_text(listed(1, project="信息化项目\n（二期）  运维")) == "信息化项目 （二期） 运维"
    assert project_name("信息化项目\n（二期）  运维") == "信息化项目 （二期） 运维"
    assert department_text(" 区科委\n（汇总）") == "区科委 （汇总）"
    assert unit_text("信息\t中心") == "信息 中心"


@pytest.mark.parametrize("blank", ["", " ", "\n"])
def test_what_has_no_name_says_so(blank: str) -> None:
    assert project_text(listed(1, project=blank)) == "（未命名项目）"
    assert project_name(blank) == "未命名项目"
    assert department_text(blank) == "（未填主管部门）"
    assert unit_text(blank) == "（未填实施单位）"


@pytest.mark.parametrize(
    ("total", "text"),
    [
        ("99.97", "99.97"),
        ("100", "100.00"),
        ("0", "0.00"),
        ("1E+2", "100.00"),
        ("98.5", "98.50"),
        ("98.125", "98.125"),
    ],
)
def test_totals_line_up_and_lose_no_decimal(total: str, text: str) -> None:
    assert total_text(standing_of(total)) == text


def test_a_form_that_gives_no_points_has_no_total() -> None:
    assert total_text(standing_of(None)) == ""


def test_case_and_width_do_not_matter_to_what_is_looked_for() -> None:
    assert searchable("申报系统ABC（２０２２　运维）") == "申报系统abc(2022 运维)"
    assert searchable("ＡＢＣ") == searchable("abc")


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\u00ad", "\ufeff", "\u2060", "\u200e", "\u202e", "\ufe0f", "\u3164", "\U000e0100"]
)
def test_what_cannot_be_seen_does_not_matter(hidden: str) -> None:
    assert searchable(f"{hidden}信息{hidden}Ａ{hidden}{hidden}") == "信息a"


def test_the_blank_that_breaks_no_line_is_one() -> None:
    assert searchable("信息\u00a0中心").split() == ["信息", "中心"]


def test_blanks_do_not_matter_where_a_text_is_folded() -> None:
    assert folded(" 信息\u3000中心\u00a0（\tＡ \n）\x00\u200b ") == "信息中心(a)"
