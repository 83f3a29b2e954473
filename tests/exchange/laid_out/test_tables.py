"""Own forms of many families, laid out with blanks by another program: read, in doubt, or left."""

from pathlib import Path

import pytest

from office_files import rows_of
from perfeval_desktop.exchange.form_files import forms_in
from perfeval_desktop.exchange.laid_out.tables import laid_out_grid
from read_forms import entered_again, sample, texts

DATA = Path(__file__).parents[2] / "data" / "laid_out"
# How many of its texts at least come back, of each sample.
BACK = {
    "department": 67,
    "grants-by-level": 75,
    "hebei": 96,
    "liaoning": 60,
    "national-2021-cost": 60,
    "sichuan-dept-2023": 80,
    "target-2023": 43,
    "transfer-central": 62,
}


@pytest.mark.parametrize("name", BACK)
def test_a_form_laid_out_with_blanks_comes_back_and_nothing_in_it_is_wrong(name: str) -> None:
    template, form = sample(name)
    _, ((_, found),) = forms_in(DATA / f"{name}.txt")
    again = flat(texts(template, entered_again(template, found.transcript, form.year)))
    true = flat(texts(template, form))
    assert sum(again.get(place) == text for place, text in true.items()) >= BACK[name]
    doubted = {"".join(doubt.text.split()) for doubt in found.doubts}
    assert {text for place, text in again.items() if text != true.get(place)} <= doubted


def flat(found: dict[tuple[str, int, str], str]) -> dict[tuple[str, int, str], str]:
    return {place: "".join(text.split()) for place, text in found.items()}


def laid_out(text: str) -> list[list[str]]:
    grid = laid_out_grid(text)
    return [] if grid is None else rows_of(grid.sheet("表"))


def test_ordinary_text_and_tables_without_indicators_are_no_layout() -> None:
    assert laid_out("项目绩效自评\n\n一、基本情况  略\n" * 3) == []
    assert laid_out("收入    支出\n1    2\n" * 9) == []
    assert laid_out(INDICATORS * 400) == []
    assert laid_out((DATA / "target-2023.txt").read_text("utf-8").replace("  ", "\t")) == []


INDICATORS = "一级指标   二级指标     三级指标     年度指标值    实际完成值    分值    得分\n" + (
    "产出指标   数量指标     讲座场次     ≥10场         12场          50      50\n" * 8
)


@pytest.mark.parametrize(
    "behind", ["注：略", "填报人：张某", "说明       无", "项目负责人签字：", "其他需要 说明事项   无"]
)
def test_a_note_or_a_field_ends_a_table(behind: str) -> None:
    *_, row, last = laid_out(f"{INDICATORS}{behind}")
    assert row[-2:] == ["50", "50"]
    assert "".join(last) == "".join(behind.split())


def test_what_is_of_no_part_is_left_as_lines() -> None:
    checklist = "          情况说明          存在问题和改进措施\n      略略略      无\n\n"
    assert {"情况说明", "略略略"} <= {text for row in laid_out(checklist + INDICATORS) for text in row}
    funding = "                  年初预算数      全年预算数\n  年度资金总额     9.00     8.00    另有说明\n\n"
    assert ["另有说明"] in laid_out(funding + INDICATORS)
