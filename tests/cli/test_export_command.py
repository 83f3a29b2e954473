from dataclasses import replace
from pathlib import Path

import pytest

from command_line import CATALOGUE, SAMPLES, Run, fill, new
from perfeval_desktop.domain.form import Form, FormState, Place, RowId
from perfeval_desktop.exchange.export_formats import ExportFormat
from perfeval_desktop.exchange.exporting import file_of
from perfeval_desktop.printing.batch import export_merged
from perfeval_desktop.printing.file_names import file_name
from perfeval_desktop.printing.form_pdf import form_pdf


def name_of(form: Form) -> str:
    return file_name(CATALOGUE[form.template.id], form)


def test_the_samples_become_a_file_each_named_by_year_unit_and_project(run: Run, tmp_path: Path) -> None:
    outcome = run("export", "--samples", "--out", tmp_path)
    assert (outcome.code, outcome.err) == (0, "其中 7 份尚未定稿，印有“草稿”字样。\n")
    assert outcome.lines == [str(tmp_path / name_of(form)) for form in SAMPLES.values()]
    assert (tmp_path / "2021_上海市教育委员会信息中心_内涵建设经费.pdf").exists()
    for form in SAMPLES.values():
        assert (tmp_path / name_of(form)).read_bytes() == form_pdf(CATALOGUE[form.template.id], form)
    assert len(list(tmp_path.iterdir())) == 7


def test_all_can_be_merged_into_one_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "全部.pdf"
    outcome = run("export", "--all", "--samples", "--merged", file)
    assert (outcome.code, outcome.out) == (0, f"{file}\n")
    jobs = [(CATALOGUE[form.template.id], form) for form in SAMPLES.values()]
    expected = tmp_path / "expected.pdf"
    assert export_merged(jobs, expected, progress=lambda _done, _total: True)
    assert file.read_bytes() == expected.read_bytes()


@pytest.mark.parametrize(
    ("words", "count"),
    [([], 3), (["--all"], 3), (["--year", "2022"], 1), (["内涵", "--unit", "信息中心"], 1)],
)
def test_only_the_chosen_forms_are_exported(
    run: Run, store: Path, tmp_path: Path, words: list[str], count: int
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    assert run("export", *words, "--store", store, "--out", folder).code == 0
    assert len(list(folder.iterdir())) == count


def test_a_choice_of_nothing_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    outcome = run("export", "--samples", "--year", "2010", "--merged", tmp_path / "a.pdf")
    assert (outcome.code, outcome.err) == (2, "没有符合条件的自评表，没有导出任何文件。\n")
    assert list(tmp_path.iterdir()) == []


def test_a_vanished_folder_is_told_once_with_a_remedy(run: Run, tmp_path: Path) -> None:
    gone = tmp_path / "移动盘" / "自评表"
    outcome = run("export", "--samples", "--out", gone)
    assert (outcome.code, outcome.out) == (3, "")
    remedy = "请检查路径，或另选一个文件夹。"
    assert outcome.err == f"文件夹“{gone}”不存在也无法建立，没有导出任何文件。{remedy}\n"


def test_a_folder_that_is_new_is_made(run: Run, tmp_path: Path) -> None:
    outcome = run("export", "--samples", "--out", tmp_path / "自评表")
    assert outcome.code == 0
    assert len(list((tmp_path / "自评表").glob("*.pdf"))) == 7


def test_a_merged_file_in_a_vanished_folder_is_an_error_with_a_remedy(run: Run, tmp_path: Path) -> None:
    outcome = run("export", "--samples", "--merged", tmp_path / "移动盘" / "a.pdf")
    assert (outcome.code, outcome.out) == (3, "")
    assert "移动盘" in outcome.err


def test_one_that_cannot_be_written_does_not_keep_the_others_from_it(run: Run, tmp_path: Path) -> None:
    in_the_way = tmp_path / name_of(SAMPLES["shanghai_education_2021_2"])
    in_the_way.mkdir()
    outcome = run("export", "--samples", "--out", tmp_path)
    assert outcome.code == 1
    assert len(outcome.lines) == 6
    assert in_the_way.name in outcome.err
    assert outcome.err.splitlines()[-2] == "7 张自评表中有 1 张没有导出。"


def test_characters_that_will_print_as_a_mark_are_told_with_their_cell(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.perfeval"
    form = replace(new("甲"), state=FormState.FINAL)
    fill(path, form.with_text(Place("goals", RowId("only"), "expected_goal"), "服务\U0003134f"))
    outcome = run("export", "--store", path, "--merged", tmp_path / "a.pdf")
    assert outcome.code == 0
    assert outcome.err == (
        "甲：预期目标中的“\U0003134f”不在印刷字库里，会印成〓。请换成常用的写法，或打印后手工补写。\n"
    )


def test_final_forms_are_exported_without_a_word(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.perfeval"
    fill(path, replace(new("甲"), state=FormState.FINAL))
    assert run("export", "--store", path, "--merged", tmp_path / "a.pdf").err == ""


@pytest.mark.parametrize("word", ["xlsx", "docx", "json", "XLSX"])
def test_forms_become_files_of_the_format_asked_for(run: Run, tmp_path: Path, word: str) -> None:
    what = ExportFormat(word.lower())
    outcome = run("export", "内涵", "--samples", "--format", word, "--out", tmp_path)
    assert outcome.code == 0
    (written,) = tmp_path.iterdir()
    assert written.suffix == what.suffix
    jobs = [(CATALOGUE[form.template.id], form) for form in SAMPLES.values()]
    assert written.read_bytes() in [file_of(what, *job) for job in jobs if "内涵" in file_name(*job)]


@pytest.mark.parametrize(
    ("name", "words", "what"),
    [
        ("全部.XLSX", [], "xlsx"),
        ("全部.docx", [], "docx"),
        ("全部.json", [], "json"),
        ("全部", [], "pdf"),
        ("全部.docx", ["--format", "xlsx"], "xlsx"),
    ],
)
def test_one_file_is_of_the_format_asked_for_or_else_of_the_one_in_its_name(
    run: Run, tmp_path: Path, name: str, words: list[str], what: str
) -> None:
    file = tmp_path / name
    assert run("export", "内涵", "--samples", "--merged", file, *words).code == 0
    begins = {"pdf": b"%PDF", "json": b"[", "xlsx": b"PK", "docx": b"PK"}
    assert file.read_bytes().startswith(begins[what])


def test_what_is_written_down_is_no_draft(run: Run, tmp_path: Path) -> None:
    assert run("export", "内涵", "--samples", "--format", "json", "--out", tmp_path).err == ""


def test_an_unknown_format_is_told_with_those_that_are_known(run: Run, tmp_path: Path) -> None:
    outcome = run("export", "--samples", "--format", "xls", "--out", tmp_path)
    assert (outcome.code, outcome.out) == (2, "")
    assert "“xls”应为 pdf、xlsx、docx、json、package 之一" in outcome.err


def test_what_was_exported_as_json_is_imported_as_it_was(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "全部.json"
    assert run("export", "--samples", "--merged", file).code == 0
    outcome = run("import", file, "--dry-run")
    assert outcome.code == 0
    assert len(outcome.lines) == 7
