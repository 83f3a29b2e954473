from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from command_line import CATALOGUE, SAMPLES, Run, fill
from perfeval_desktop.cli.output import width
from perfeval_desktop.cli.show import form_lines
from perfeval_desktop.domain_v1.form import SelfAssessment
from perfeval_desktop.open_form import view
from perfeval_desktop.storage.records import FormId


def lines(form: SelfAssessment) -> list[str]:
    return list(form_lines(view(CATALOGUE, FormId(""), form)))


def squeezed(form: SelfAssessment) -> str:
    """Return the whole text without its blanks and line ends."""
    return "".join("".join(lines(form)).split())


@pytest.mark.parametrize("name", SAMPLES)
def test_the_whole_form_is_there(name: str) -> None:
    form = SAMPLES[name]
    printed = squeezed(form)
    texts = [form.project, form.department, form.implementing_unit, form.expected_goal, form.actual_outcome]
    for text in texts:
        assert "".join(text.split()) in printed
    everything = set(printed)
    for row in form.indicators:
        for text in (row.level1, row.level2, row.level3, row.target, row.actual, row.reason):
            assert set(text) - {" "} <= everything


def test_the_form_reads_as_on_paper() -> None:
    printed = lines(SAMPLES["minhang_science_2023_1"])
    assert printed[:2] == ["财政项目支出绩效自评表", "(2023 年度)"]
    assert printed[3] == "项目名称  闵行区企业政策管理系统(2023 运维)"
    headings = [line for line in printed if line.startswith("【")]
    assert headings == [
        "【项目资金(万元)】",
        "【预期目标】",
        "【实际完成情况】",
        "【绩效指标】",
        "【总分】",
    ]
    assert "年度资金总额:               6.80        6.80        6.70  10.00      98.52  9.85" in printed
    assert any(line.startswith("7  满意度指标  服务对象满意度指标  受众满意度  ") for line in printed)
    assert printed[-2:] == ["分值合计 100.00  总分 99.85", "评分等级 优"]


def test_reasons_follow_the_grid_by_the_number_of_their_row() -> None:
    printed = "\n".join(lines(SAMPLES["minhang_education_2021_1"]))
    assert "【偏差原因分析及改进措施】\n第 1 行“现场驻场人数”：" in printed


def test_a_template_without_a_grade_row_shows_none() -> None:
    assert lines(SAMPLES["shanghai_education_2021_2"])[-1] == "分值合计 100  总分 98.96"


def test_a_score_still_missing_is_said_and_leaves_no_grade() -> None:
    form = SAMPLES["minhang_science_2023_1"]
    missing = replace(form.indicators[0], score=None, actual="", weight=Decimal(10))
    printed = lines(form.with_indicator(0, missing))
    assert printed[-2:] == ["分值合计 100.00  总分 89.85（尚有得分未填）", "评分等级 —"]


def test_an_empty_form_can_be_shown() -> None:
    printed = lines(SelfAssessment("national-2020", 2024))
    assert "【绩效指标】" in printed
    assert printed[-1] == "评分等级 —"


def test_no_line_of_a_published_form_is_wider_than_a_large_window() -> None:
    assert max(width(line) for form in SAMPLES.values() for line in lines(form)) <= 120


def test_control_characters_of_a_form_do_not_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.perfeval"
    row = replace(SAMPLES["minhang_science_2023_1"].indicators[0], level3="\x1b[2J", reason="\x1b]0;x\x07")
    fill(path, SelfAssessment("national-2020", 2024, project="\x1b[31m红", indicators=(row,)))
    for words in (["show", "红"], ["score"], ["check"], ["list"]):
        outcome = run(*words, "--store", path)
        assert "\x1b" not in outcome.out
        assert "红" in outcome.out
