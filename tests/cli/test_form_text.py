from dataclasses import replace
from pathlib import Path

import pytest

from command_line import CATALOGUE, SAMPLES, Run, fill, new, seen
from perfeval_desktop.cli.form_text import form_lines
from perfeval_desktop.cli.output import width
from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.form import Form, Place, RowId
from perfeval_desktop.evaluated_form import evaluate
from perfeval_desktop.samples import samples
from perfeval_desktop.store import FormId
from short_forms import filled, short_template

POLICY = SAMPLES["minhang_science_2023_1"]
EVERY = {sample.name: sample.form(CATALOGUE) for sample in samples()}


def lines(form: Form) -> list[str]:
    return list(form_lines(seen(form)))


@pytest.mark.parametrize("name", EVERY)
def test_the_whole_form_is_there(name: str) -> None:
    form = EVERY[name]
    everything = set("".join(lines(form)))
    template = CATALOGUE[form.template.id]
    for block in template.blocks:
        for row in form.rows(block.key):
            for key, text in row.cells.items():
                if not block.by_key[key].kind.is_number:
                    assert set("".join(text.split())) <= everything | {"、"}


@pytest.mark.parametrize("name", SAMPLES)
def test_long_texts_are_there_to_the_letter(name: str) -> None:
    form = SAMPLES[name]
    printed = "".join("".join(lines(form)).split())
    facts = seen(form).facts
    for text in (facts.project, facts.goals[0].expected[:10], facts.goals[0].outcome[:10]):
        assert "".join(text.split()) in printed


def test_the_form_reads_as_on_paper() -> None:
    printed = lines(POLICY)
    assert printed[:5] == [
        "财政项目支出绩效自评表",
        "(2023 年度)",
        "状态：填报中",
        "",
        "项目名称  闵行区企业政策管理系统(2023 运维)",
    ]
    assert any(line.startswith("项目资金(万元)") and "年初预算数  全年预算数" in line for line in printed)
    assert "年度资金总额:       6.80        6.80        6.70        10.00  98.52      9.85" in "".join(
        printed
    )
    assert any(line.startswith("满意度指标  服务对象满意度指标  受众满意度  ") for line in printed)
    assert printed[-2].split() == ["总分", "100.00", "99.85"]
    assert printed[-1] == "评分等级  优"


def test_a_number_stands_above_the_title() -> None:
    assert lines(EVERY["yunnan-14"])[:2] == ["公开14表", "2023年度项目支出绩效自评表"]


def test_a_heading_that_rows_share_is_read_once() -> None:
    assert "".join(lines(POLICY)).count("产出指标") == 1


def test_a_label_broken_on_paper_is_one_word() -> None:
    printed = "\n".join(lines(EVERY["hubei-20-80"]))
    assert "\n偏差大或目标未完成原因分析  十月" in printed


def test_a_line_end_of_a_text_is_kept_where_there_is_room() -> None:
    template = short_template('[[blocks]]\ntype = "goals"\ncolumns = "expected_goal actual_outcome"')
    form = filled(template, goals={"expected_goal": "一、培训\n二、宣传"})
    printed = list(form_lines(evaluate(template, FormId(""), form)))
    assert [line.strip() for line in printed[-2:]] == ["一、培训", "二、宣传"]


def test_a_template_without_a_grade_row_shows_none() -> None:
    printed = lines(SAMPLES["shanghai_education_2021_2"])
    assert printed[-1].split()[-1] == "98.96"


def test_a_score_still_missing_leaves_no_grade() -> None:
    missing = POLICY.with_text(Place("figures", RowId("only"), "grade"), "")
    for column in ("score", "actual"):
        missing = missing.with_text(Place("indicators", RowId("r1"), column), "")
    printed = lines(missing)
    assert printed[-2].split() == ["总分", "100.00", "89.85"]
    assert printed[-1] == "评分等级"


@pytest.mark.parametrize("template", CATALOGUE)
def test_an_empty_form_of_any_template_can_be_shown(template: str) -> None:
    printed = lines(blank_form(CATALOGUE[template], 2024))
    assert "状态：填报中" in printed[:4]
    assert len(printed) > 10


def test_a_form_of_which_nothing_is_printed_has_its_title() -> None:
    template = short_template('title = "自评表"\n[[blocks]]\ntype = "closing"')
    assert list(form_lines(evaluate(template, FormId(""), filled(template)))) == ["自评表", "状态：填报中"]


def test_no_line_of_a_published_form_is_wider_than_a_large_window() -> None:
    assert max(width(line) for form in SAMPLES.values() for line in lines(form)) <= 120


def test_a_grid_of_very_many_columns_goes_beyond_it() -> None:
    columns = ", ".join(f'{{ key = "c{number}", label = "第{number}栏" }}' for number in range(18))
    template = short_template(f'[[blocks]]\ntype = "indicators"\ncolumns = ["level3", {columns}]')
    form = filled(template, indicators=[{f"c{number}": "长" * 20 for number in range(18)}])
    printed = list(form_lines(evaluate(template, FormId(""), form)))
    assert max(map(width, printed)) == 18 * (8 + 2) + len("三级指标") * 2


def test_control_characters_of_a_form_do_not_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.perfeval"
    form = new("\x1b[31m红", year=2024)
    for column, text in (("level3", "\x1b[2J"), ("reason", "\x1b]0;x\x07")):
        form = form.with_text(Place("indicators", form.rows("indicators")[0].id, column), text)
    fill(path, form, replace(form, year=2023))
    for words in (["show", "红", "--year", "2024"], ["score"], ["check"], ["list"]):
        outcome = run(*words, "--store", path)
        assert "\x1b" not in outcome.out
        assert "红" in outcome.out
