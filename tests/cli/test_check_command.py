"""Forms are checked: findings form by form, for people, for scripts, and as a report in a file."""

import json
from dataclasses import replace
from pathlib import Path

from pypdf import PdfReader

from command_line import SAMPLES, Run, fill, new, project, seen
from perfeval_desktop.domain.form import Accepted, Form, Place, RowId


def blank() -> Form:
    """Return a form with two indicators, of which only one names its level 1."""
    form = new("空白", year=2024)
    first, second = form.rows("indicators")[:2]
    rows = (first.without(frozenset({"level2"})), second.without(frozenset({"level1", "level2"})))
    return form.with_rows("indicators", rows)


def test_check_prints_one_finding_a_line_with_exactly_these_keys(run: Run) -> None:
    outcome = run("check", "--samples", "--json")
    found = [json.loads(line) for line in outcome.lines]
    expected = [(project(form), finding) for form in SAMPLES.values() for finding in seen(form).findings]
    assert found
    assert found == [
        {
            "project": project,
            "code": finding.code.value,
            "severity": finding.severity.value,
            "where": finding.place.path,
            "also": [place.path for place in finding.others],
            "message": finding.message,
        }
        for project, finding in expected
    ]
    assert outcome.code == 0, "the published samples hold warnings and no error"


def test_check_returns_1_where_it_finds_an_error(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.perfeval"
    fill(path, blank())
    outcome = run("check", "--store", path, "--json")
    assert outcome.code == 1
    found = [json.loads(line) for line in outcome.lines]
    errors = [(one["code"], one["where"]) for one in found if one["severity"] == "error"]
    assert ("required", "indicators.r1.level3") in errors
    assert run("check", "--store", path).code == 1


def test_check_groups_its_sentences_by_form_and_sums_up(run: Run) -> None:
    outcome = run("check", "--samples", "企业政策", "申报及管理")
    assert outcome.lines[0] == "闵行区企业政策管理系统(2023 运维)  2023 年度  上海市闵行区信息服务中心"
    assert outcome.lines[1].startswith("  提醒  ")
    summary = outcome.lines.index("共检查 2 张表：错误 0，提醒 3，建议 6")
    assert outcome.lines[summary - 1] == ""
    kinds = [line.split() for line in outcome.lines[summary + 1 :]]
    assert sum(int(count) for _, count, *_ in kinds) == 9
    assert ["完成值只有一句套话", "2", "处", "2", "张", "formula-word"] in kinds


def test_check_says_of_a_form_without_findings_that_it_passed(run: Run) -> None:
    outcome = run("check", "--samples=all", "基层医疗卫生机构设备更新")
    assert outcome.code == 0
    assert outcome.lines[1:] == ["  全部检查通过", "", "共检查 1 张表：错误 0，提醒 0，建议 0"]


def test_check_tells_scripts_all_cells_of_a_finding(run: Run) -> None:
    found = [json.loads(line) for line in run("check", "--samples", "企业政策", "--json").lines]
    (one,) = [one for one in found if one["code"] == "formula-word"]
    assert [one["where"], *one["also"]] == [f"indicators.r{row}.actual" for row in (1, 2, 3)]


def accepted_store(path: Path) -> Path:
    """Return a store with a form of which one finding was set aside."""
    place = Place("indicators", RowId("r1"), "level3")
    fill(path, replace(blank(), accepted=(Accepted("required", place, "表样如此"),)))
    return path


def test_what_was_set_aside_is_told_with_its_reason_and_not_counted(run: Run, tmp_path: Path) -> None:
    path = accepted_store(tmp_path / "a.perfeval")
    lines = run("check", "--store", path).lines
    (aside,) = [line for line in lines if line.startswith("  已说明")]
    assert aside.endswith("还没有填写，请填写，不需要的行请删去。（表样如此）")
    assert lines[-1].endswith("，已说明 1")
    found = [json.loads(line) for line in run("check", "--store", path, "--json").lines]
    assert [one["where"] for one in found if "accepted_for" in one] == ["indicators.r1.level3"]


def test_the_report_is_written_as_json_with_counts_by_kind(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "检查结果.json"
    outcome = run("check", "--store", accepted_store(tmp_path / "a.perfeval"), "--out", file)
    assert (outcome.code, outcome.out) == (1, f"{file}\n")
    report = json.loads(file.read_text("utf-8"))
    (form,) = report["list"]
    found = [one for one in form["findings"] if "accepted_for" not in one]
    assert report["forms"] == 1
    assert report["accepted"] == len(form["findings"]) - len(found) == 1
    assert sum(report["severities"].values()) == sum(one["findings"] for one in report["kinds"]) == len(found)
    assert {"code": "required", "title": "必填的没有填"}.items() <= report["kinds"][0].items()


def test_the_report_is_written_as_pdf(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "检查结果.PDF"
    assert run("check", "--samples", "企业政策", "--out", file).code == 0
    text = PdfReader(file).pages[0].extract_text()
    assert "绩效自评表检查结果" in text
    assert "共检查 1 张表：错误 0" in text


def test_a_report_of_another_kind_or_on_nothing_is_not_written(run: Run, tmp_path: Path) -> None:
    outcome = run("check", "--samples", "--out", tmp_path / "检查结果.xlsx")
    assert outcome.code == 2
    assert "应以 .pdf 或 .json 结尾" in outcome.err
    outcome = run("check", "--samples", "--year", "2010", "--out", tmp_path / "a.pdf")
    assert outcome.code == 2
    assert outcome.err.startswith("没有符合条件的自评表，没有写入文件。")
    assert list(tmp_path.iterdir()) == []
