"""A template made of a form, on the command line."""

from pathlib import Path

import pytest

from command_line import Run
from perfeval_desktop import paths
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.domain.transcripts.words import ToldWord, WordPart
from perfeval_desktop.told_words import remember

FORM = "绩效自评表\n金额单位：万元\n项目归口\t教师培训\n一级指标\t三级指标\t指标值\n产出指标\t培训\t10场\n"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    file = tmp_path / "空白表.txt"
    file.write_text(FORM, encoding="utf-8")
    return file


def test_the_template_is_printed_and_what_has_no_place_in_it_is_told(run: Run, form: Path) -> None:
    outcome = run("templates", "derive", form)
    assert outcome.code == 1
    assert read_template(outcome.out, source="导出").title == "绩效自评表"
    assert outcome.err.splitlines() == [
        "第 3 行第 1 格：“项目归口”没有读作任何一栏，模板里没有它。",
        "第 3 行第 2 格：“教师培训”没有读作任何一栏，模板里没有它。",
    ]


def test_it_is_written_under_the_name_of_its_file(run: Run, form: Path, tmp_path: Path) -> None:
    form.write_text(FORM.replace("项目归口", "项目名称"), encoding="utf-8")
    outcome = run("templates", "derive", form, "--out", tmp_path / "本县.toml")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.lines == ["已写入“本县.toml”：模板“绩效自评表”。"]
    assert run("templates", "check", tmp_path / "本县.toml").err == ""


def test_what_was_guessed_of_the_form_as_a_whole_has_no_place(run: Run, form: Path) -> None:
    form.write_text(FORM.replace("项目归口", "项目名称").replace("金额单位：万元\n", ""), encoding="utf-8")
    assert run("templates", "derive", form).err == "表上没有印金额单位，按“万元”，请核对。\n"


def test_words_that_were_told_count(run: Run, form: Path) -> None:
    remember(paths.told_words_file(), [ToldWord(WordPart.FIELDS, "项目归口", Role.PROJECT)])
    outcome = run("templates", "derive", form)
    assert (outcome.code, outcome.err) == (0, "")
    assert '{ role = "project", label = "项目归口" }' in outcome.out


def test_words_that_cannot_be_read_are_told_and_left_aside(run: Run, form: Path, own_folder: Path) -> None:
    own_folder.mkdir()
    paths.told_words_file().write_text("{", encoding="utf-8")
    assert run("templates", "derive", form).err.startswith("记住的栏名没有采用")


def test_one_file_is_asked_for(run: Run) -> None:
    assert "templates derive 后面应写一个文件" in run("templates", "derive").err
    assert "templates derive 后面应写一个文件" in run("templates", "derive", "a", "b").err
