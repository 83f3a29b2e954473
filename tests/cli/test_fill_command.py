"""Forms are filled into copies of a blank: one as a file, several into a folder."""

from pathlib import Path

import pytest

from blank_files import FREE_LINE, GROUPS, PLAIN, excel_blank, job, read_back, word_blank
from command_line import SAMPLES, Run
from perfeval_desktop.printing.file_names import file_name


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    return word_blank(tmp_path / "空表.docx", PLAIN)


def test_one_form_becomes_the_file_that_is_named(run: Run, blank: Path, tmp_path: Path) -> None:
    target = tmp_path / "填好.docx"
    outcome = run("export", "--samples", "--into", blank, "--out", target, "咨询评估")
    assert (outcome.code, outcome.out) == (1, f"{target}\n")
    assert outcome.err.splitlines() == [
        "2023 年度闵行区信息化项目咨询评估：填入 114 格，1 处没有填进去。",
        "  没有填入（空表里没有位置）：评分等级：优",
    ]
    assert len(read_back(target).transcript.indicators) == 12


def test_several_forms_become_files_in_a_folder(run: Run, blank: Path, tmp_path: Path) -> None:
    folder = tmp_path / "上报"
    outcome = run("export", "--samples", "--year", "2021", "--into", blank, "--out", folder)
    names = [Path(line).name for line in outcome.lines]
    expected = [form for form in SAMPLES.values() if form.year == 2021]
    assert sorted(names) == sorted(
        file_name(job(name)[0], form).replace(".pdf", ".docx")
        for name, form in SAMPLES.items()
        if form in expected
    )
    assert sorted(one.name for one in folder.iterdir()) == sorted(names)


def test_a_form_without_anything_left_is_a_success(run: Run, tmp_path: Path) -> None:
    drawing = GROUPS.replace("填表人：", "| 评分等级 | < | < | < | < | < |  | < | < |\n填表人：")
    blank = word_blank(tmp_path / "空表.docx", drawing)
    outcome = run("export", "--samples", "--into", blank, "--out", tmp_path / "填好.docx", "咨询评估")
    assert outcome.code == 0


def test_several_forms_into_one_file_is_wrong_usage(run: Run, blank: Path, tmp_path: Path) -> None:
    outcome = run("export", "--samples", "--into", blank, "--out", tmp_path / "填好.docx")
    assert (outcome.code, outcome.err) == (2, "要填 7 张自评表，--out 后面应写文件夹，每张表一个文件。\n")


def test_a_merged_file_is_none_of_blanks(run: Run, blank: Path, tmp_path: Path) -> None:
    outcome = run("export", "--samples", "--into", blank, "--merged", tmp_path / "全部.pdf")
    assert outcome.code == 2
    assert "--into 和 --merged 不能同时使用" in outcome.err


def test_a_folder_that_cannot_be_made_is_told(run: Run, blank: Path, tmp_path: Path) -> None:
    outcome = run("export", "--samples", "--into", blank, "--out", tmp_path / "没有" / "上报")
    assert outcome.code == 3
    assert "没有填任何表" in outcome.err


def test_one_that_cannot_be_filled_does_not_keep_the_others_from_it(run: Run, tmp_path: Path) -> None:
    protected = '<sheetProtection sheet="1"/></worksheet>'
    drawing = PLAIN.replace(FREE_LINE, 3 * FREE_LINE)
    blank = excel_blank(
        tmp_path / "空表.xlsx",
        drawing,
        change=lambda sheet: sheet.replace("</worksheet>", protected).replace(' s="1"', ' s="2"'),
    )
    folder = tmp_path / "上报"
    outcome = run("export", "--samples", "--into", blank, "--out", folder, "企业政策", "咨询评估")
    assert outcome.code == 1
    assert len(outcome.lines) == 1
    assert "咨询评估：“空表.xlsx”的工作表“自评表”里，指标的空行少 3 行" in outcome.err
    alone = run("export", "--samples", "--into", blank, "--out", tmp_path / "一张.xlsx", "咨询评估")
    assert (alone.code, alone.out) == (3, "")
