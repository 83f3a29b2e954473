import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from command_line import CATALOGUE, SAMPLES, Run, fill, new, project, seen
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.form import Form, TemplateRef
from perfeval_desktop.evaluated_form import evaluate
from perfeval_desktop.samples import samples
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import Entry, FormId
from short_forms import filled, short_template
from test_seven_forms import PRINTED

EVERY_SAMPLE = pytest.mark.parametrize("name", SAMPLES)


def blank() -> Form:
    """Return a form with two indicators, of which only one names its level 1."""
    form = new("空白", year=2024)
    first, second = form.rows("indicators")[:2]
    rows = (first.without(frozenset({"level2"})), second.without(frozenset({"level1", "level2"})))
    return form.with_rows("indicators", rows)


@EVERY_SAMPLE
def test_the_figures_are_those_of_the_paper_form_to_the_digit(run: Run, name: str) -> None:
    (line,) = run("score", "--samples", name, "--json").lines
    scored = json.loads(line)
    keys = ("execution_rate", "execution_score", "total_weight", "total", "grade")
    assert tuple(scored[key] for key in keys) == PRINTED[name]


@EVERY_SAMPLE
def test_every_indicator_is_printed_as_typed(run: Run, name: str) -> None:
    (line,) = run("score", "--samples", name, "--json").lines
    form = SAMPLES[name]
    keys = {"name": Role.LEVEL3, "weight": Role.WEIGHT, "score": Role.SCORE}
    grid = CATALOGUE[form.template.id].grid
    assert grid is not None
    assert json.loads(line)["indicators"] == [
        {key: row.text(grid.by_role[role].key) for key, role in keys.items()} for row in form.rows(grid.key)
    ]


def test_score_prints_one_object_a_line_with_exactly_these_keys(run: Run) -> None:
    outcome = run("score", "--samples", "--json")
    assert (outcome.code, outcome.err) == (0, "")
    scored = [json.loads(line) for line in outcome.lines]
    assert len(scored) == 7
    assert sorted(one["project"] for one in scored) == sorted(map(project, SAMPLES.values()))
    for one in scored:
        assert list(one) == [
            "project",
            "fiscal_year",
            "template",
            "execution_rate",
            "execution_score",
            "total_weight",
            "total",
            "grade",
            "indicators",
        ]
        assert isinstance(one["fiscal_year"], int)
        assert one["template"] in CATALOGUE
        assert all(list(indicator) == ["name", "weight", "score"] for indicator in one["indicators"])


def test_what_is_missing_is_null(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.perfeval"
    fill(path, blank())
    (line,) = run("score", "--store", path, "--json").lines
    assert json.loads(line) == {
        "project": "空白",
        "fiscal_year": 2024,
        "template": "national-2020",
        "execution_rate": None,
        "execution_score": None,
        "total_weight": "10",
        "total": "0",
        "grade": None,
        "indicators": [{"name": "", "weight": None, "score": None}] * 2,
    }


def test_score_shows_total_and_grade_above_the_parts(run: Run) -> None:
    outcome = run("score", "--samples", "企业政策")
    assert outcome.lines == [
        "闵行区企业政策管理系统(2023 运维)  2023 年度  上海市闵行区信息服务中心",
        "  总分        99.85  / 100.00  优",
        "  执行率       9.85   / 10.00  98.52",
        "  产出指标    40.00   / 40.00",
        "  效益指标    40.00   / 40.00",
        "  满意度指标  10.00   / 10.00",
        "",
    ]


def test_a_score_still_missing_is_said(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.perfeval"
    fill(path, blank())
    assert run("score", "--store", path).lines == [
        "空白  2024 年度",
        "  总分              0  / 10  尚有得分未填",
        "  执行率            —  / 10",
        "  产出指标          0   / 0",
        "  （未填一级指标）  0   / 0",
        "",
    ]


def test_list_prints_a_line_for_each_form(run: Run, store: Path) -> None:
    outcome = run("list", "--store", store)
    assert outcome.code == 0
    head, *rows = outcome.lines
    assert head.split() == ["年度", "项目", "实施单位", "总分", "等级", "状态", "错误", "提醒", "编号"]
    assert [row.split()[0] for row in rows] == ["2023", "2022", "2021"]
    assert "99.85  优    填报中" in rows[0]


def test_list_gives_scripts_all_that_is_known_without_opening_the_form(run: Run, store: Path) -> None:
    listed = [json.loads(line) for line in run("list", "--store", store, "--json").lines]
    with Store.open(store, read_only=True) as opened:
        ids = [one.form_id for one in opened.summaries()]
    assert [one["id"] for one in listed] == ids
    assert listed[0] | {"id": ""} == {
        "id": "",
        "project": "闵行区企业政策管理系统(2023 运维)",
        "fiscal_year": 2023,
        "department": "上海市闵行区科学技术委员会(汇总)",
        "implementing_unit": "上海市闵行区信息服务中心",
        "template": "minhang-2023",
        "state": "draft",
        "total": "99.85",
        "grade": "优",
        "complete": True,
        "errors": 0,
        "warnings": 2,
    }


def test_list_knows_the_recycle_bin(run: Run, store: Path) -> None:
    with Store.open(store) as opened:
        opened.delete([opened.summaries()[-1].form_id], label="删除", by="")
    assert len(run("list", "--store", store).lines) == 1 + 2
    assert "内涵建设经费" in run("list", "--store", store, "--bin").lines[1]


def test_a_form_whose_template_is_missing_is_listed_but_not_scored(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.perfeval"
    entry = seen(SAMPLES["shanghai_education_2021_2"]).entry
    lost = replace(entry.form, template=TemplateRef("district-2019", ""))
    with Store.open(path) as store:
        store.create([Entry(lost, entry.template, entry.outline)], label="新建", by="")
    assert json.loads(run("list", "--store", path, "--json").out)["total"] == "98.96"
    outcome = run("score", "--store", path)
    assert outcome.code == 3
    assert "没有名为“district-2019”的模板" in outcome.err
    assert run("list", "--store", path).code == 0


def test_a_form_made_with_a_template_that_is_gone_is_read_under_the_text_it_was_made_with(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "a.perfeval"
    entry = seen(SAMPLES["shanghai_education_2021_2"]).entry
    used = replace(entry.form, template=TemplateRef("district-2019", entry.template.digest))
    with Store.open(path) as store:
        store.create([Entry(used, entry.template, entry.outline)], label="新建", by="")
    assert json.loads(run("score", "--store", path, "--json").out)["total"] == "98.96"


def test_a_form_that_gives_no_points_has_no_total(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.perfeval"
    fill(path, new("教师培训", template="target-2023"))
    assert json.loads(run("list", "--store", path, "--json").out)["total"] is None
    assert run("list", "--store", path).lines[1].split()[:3] == ["2023", "教师培训", "填报中"]
    assert run("score", "--store", path).lines == ["教师培训  2023 年度", "  本表不计分", ""]


def test_a_form_that_names_nothing_is_called_by_its_year(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.perfeval"
    fill(path, new(""))
    assert run("score", "--store", path).lines[0] == "2023 年度"


def scored_lines(run: Run, folder: Path, *, columns: str, row: dict[str, str]) -> list[str]:
    """Return what is said of the scores of a form of an own template with one indicator."""
    (folder / "templates").mkdir(parents=True)
    text = f'id = "own"\n[scoring]\n[[blocks]]\ntype = "indicators"\ncolumns = "{columns}"'
    own = short_template(text)
    (folder / "templates" / "own.toml").write_text(own.text, encoding="utf-8")
    with Store.open(folder / "a.perfeval") as store:
        entry = evaluate(own, FormId(""), filled(own, indicators=[row])).entry
        store.create([entry], label="新建", by="")
    return run("score", "--store", folder / "a.perfeval").lines


def test_a_form_without_points_for_the_execution_shows_none(run: Run, own_folder: Path) -> None:
    row = {"level1": "产出", "level3": "场次", "weight": "100", "score": "90"}
    assert scored_lines(run, own_folder, columns="level1 level3 weight score", row=row) == [
        "自评表  2023 年度",
        "  总分  90  / 100",
        "  产出  90  / 100",
        "",
    ]


def test_a_grid_without_level_1_is_not_divided_by_it(run: Run, own_folder: Path) -> None:
    row = {"level3": "场次", "weight": "100", "score": "90"}
    assert scored_lines(run, own_folder, columns="level3 weight score", row=row) == [
        "自评表  2023 年度",
        "  总分  90  / 100",
        "",
    ]


def test_the_samples_of_all_templates_can_be_looked_at(run: Run) -> None:
    every = [json.loads(line)["id"] for line in run("list", "--samples=all", "--json").lines]
    assert sorted(every) == sorted(sample.name for sample in samples())
    assert set(SAMPLES) < set(every)


@pytest.mark.parametrize("command", ["list", "score", "check"])
def test_where_there_is_nothing_it_is_said_with_what_to_do(run: Run, command: str) -> None:
    outcome = run(command, "--samples", "--year", "2010")
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == "没有符合条件的自评表。可用 perfeval new 新建，或放宽筛选条件。\n"


@pytest.mark.parametrize("command", ["list", "score", "check"])
def test_for_a_script_nothing_is_nothing(run: Run, command: str) -> None:
    outcome = run(command, "--samples", "--year", "2010", "--json")
    assert outcome.out == ""


@pytest.mark.parametrize("command", ["score", "check"])
def test_for_a_script_nothing_is_no_trouble_either(run: Run, command: str) -> None:
    outcome = run(command, "--samples", "--year", "2010", "--json")
    assert (outcome.code, outcome.err) == (0, "")


def test_a_form_that_cannot_be_read_is_listed_by_its_name_beside_the_others(run: Run, store: Path) -> None:
    sound = [json.loads(line) for line in run("list", "--store", store, "--json").out.splitlines()]
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("UPDATE form SET total = 'NaN' WHERE id = ?", (sound[0]["id"],))
    listed = run("list", "--store", store, "--json")
    found = [json.loads(line) for line in listed.out.splitlines()]
    assert [one["id"] for one in found] == [one["id"] for one in sound]
    assert found[1:] == sound[1:]
    assert found[0]["project"] == f"〔无法读取〕{sound[0]['project']}"
    assert listed.code == 1
    assert sound[0]["project"] in listed.err
    assert "restore" in listed.err
    shown = run("show", sound[0]["id"], "--store", store)
    assert shown.code == 3
    assert f"“{sound[0]['project']}”有内容无法读取" in shown.err
