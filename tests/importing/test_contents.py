import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from command_line import CATALOGUE
from imported_files import READING, ROW, word_file
from office_files import docx, p
from perfeval_desktop.domain.form import FormState, Place, RowId
from perfeval_desktop.domain.places import ONLY
from perfeval_desktop.domain.template import Template
from perfeval_desktop.domain.transcripts.matching import Match, best_match
from perfeval_desktop.domain.transcripts.value import Transcript
from perfeval_desktop.domain.transcripts.words import ToldWord, WordPart, Words
from perfeval_desktop.errors import ImportFileError, TemplateError
from perfeval_desktop.exchange.export_formats import ExportFormat
from perfeval_desktop.exchange.exporting import file_of
from perfeval_desktop.importing.contents import Reading, are_alike, contents_of, found_again, placed_in
from read_forms import sample


def test_a_form_comes_with_its_sheet_its_template_and_all_that_was_read(tmp_path: Path) -> None:
    contents = contents_of(word_file(tmp_path, "门牌号：12号"), READING)
    (found,) = contents.forms
    assert (found.sheet, found.template in CATALOGUE, found.form.year) == (0, True, 2026)
    # Of so small a form no template has all columns.
    assert (found.placed, [cell.words for cell in found.unplaced]) == (len(ROW) + 1, ["indicators.1.分值"])
    assert [cell.text for cell in found.found.unread] == ["门牌号：12号"]
    assert not found.is_whole
    assert contents.sheets[0].cells[0].text == "项目支出绩效自评表"


def test_the_template_asked_for_is_taken(tmp_path: Path) -> None:
    (found,) = contents_of(word_file(tmp_path), Reading(CATALOGUE, 2026, "yunnan-14")).forms
    assert found.template == "yunnan-14"
    file = tmp_path / "表.json"
    file.write_text(json.dumps({"template": "nowhere", "fields": {"项目名称": "讲座"}}), encoding="utf-8")
    with pytest.raises(TemplateError):
        contents_of(file, READING)


def test_what_has_no_place_is_listed(tmp_path: Path) -> None:
    file = tmp_path / "表.json"
    file.write_text(json.dumps({"fields": {"项目名称": "讲座", "门牌号": "12号"}}), encoding="utf-8")
    (found,) = contents_of(file, READING).forms
    assert (found.sheet, found.placed) == (None, 1)
    assert found.unplaced == ((("fields", "门牌号"), "fields.门牌号", "12号", False),)


def test_a_file_without_a_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError):
        contents_of(docx(tmp_path / "通知.docx", p("关于开展绩效自评的通知")), READING)


def test_of_a_ledger_nothing_but_its_sheets_is_read(tmp_path: Path) -> None:
    file = tmp_path / "台账.csv"
    file.write_text("项目名称,支出\n培训,12\n", encoding="utf-8")
    contents = contents_of(file, Reading(CATALOGUE, 2026, forms=False))
    assert [cell.text for cell in contents.sheets[0].cells] == ["项目名称", "支出", "培训", "12"]
    assert contents.forms == ()


# -- files that this program exported --------------------------------------------------------------------


def exported(folder: Path, *, change: tuple[str, str] = ("", ""), final: bool = False) -> Path:
    """Export a sample as a workbook, in which somebody may have changed a cell."""
    template, form = sample("national-2020")
    state = FormState.FINAL if final else FormState.DRAFT
    path = folder / "表.xlsx"
    path.write_bytes(file_of(ExportFormat.XLSX, template, replace(form, state=state)))
    old, new = change
    if old:
        book = openpyxl.load_workbook(path)
        for row in book.worksheets[0].iter_rows():
            for cell in row:
                if cell.value == old:
                    cell.value = new
        book.save(path)
    return path


def test_an_exported_form_is_the_very_form(tmp_path: Path) -> None:
    (found,) = contents_of(exported(tmp_path), READING).forms
    assert found.form == sample("national-2020")[1]
    assert (found.template, found.is_whole, found.found.doubts) == ("national-2020", True, ())
    # What is seen of a cell in the file is known by its place.
    assert found.places["fields", "项目名称"] == Place("head", ONLY, "project")
    assert found.placed == 82


def test_a_form_that_was_final_is_one_to_be_filled_in(tmp_path: Path) -> None:
    (found,) = contents_of(exported(tmp_path, final=True), READING).forms
    assert found.form.state is FormState.DRAFT


@pytest.mark.parametrize(
    ("new", "reason"),
    [("98%", "导出以后在文件里改过，原来是“95%”。"), ("", "导出以后在文件里删去了，原来是“95%”。")],
)
def test_what_was_changed_in_the_file_is_to_be_looked_at(tmp_path: Path, new: str, reason: str) -> None:
    (found,) = contents_of(exported(tmp_path, change=("95%", new)), READING).forms
    (doubt,) = found.found.doubts
    assert (doubt.place, doubt.text, doubt.reason) == ("第 3 行“设备按期投用率”的实际完成值", new, reason)
    assert found.form.text("indicators", "r3", "actual") == new
    if new:
        assert found.places[doubt.path] == Place("indicators", RowId("r3"), "actual")


def test_a_text_put_into_a_blank_cell_is_told_as_such(tmp_path: Path) -> None:
    template, form = sample("national-2020")
    path = tmp_path / "表.xlsx"
    path.write_bytes(file_of(ExportFormat.XLSX, template, form))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    row = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == "设备验收合格率")
    sheet.cell(row, 18).value = "设备完好"
    book.save(path)
    (found,) = contents_of(path, READING).forms
    assert [one.reason for one in found.found.doubts] == ["导出以后在文件里改过，原来是空的。"]


def test_where_another_template_is_asked_for_the_cells_are_read(tmp_path: Path) -> None:
    (found,) = contents_of(exported(tmp_path), Reading(CATALOGUE, 2026, "yunnan-14")).forms
    assert found.template == "yunnan-14"


# -- many forms, other words -------------------------------------------------------------------------------


def test_forms_that_print_the_same_are_put_into_one_template_found_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[str] = []

    def searching(templates: Iterable[Template], transcript: Transcript, words: Words) -> Match:
        searched.append(transcript.title)
        return best_match(templates, transcript, words)

    monkeypatch.setattr("perfeval_desktop.importing.contents.best_match", searching)
    one = {"title": "自评表", "fields": {"项目名称": "讲座"}}
    forms = [one, {**one, "fields": {"项目名称": "培训"}}, {**one, "title": "另一种表"}]
    file = tmp_path / "表.json"
    file.write_text(json.dumps(forms), encoding="utf-8")
    found = contents_of(file, READING).forms
    assert searched == ["自评表", "另一种表"]
    assert [one.found.transcript.fields["项目名称"] for one in found] == ["讲座", "培训", "讲座"]
    assert are_alike(found[0], found[1])
    assert not are_alike(found[0], found[2])


def test_a_form_is_found_again_by_words_that_were_told(tmp_path: Path) -> None:
    read = contents_of(word_file(tmp_path, "门牌号：12号"), READING)
    assert [cell.text for cell in read.forms[0].found.unread] == ["门牌号：12号"]
    told = (ToldWord(WordPart.FIELDS, "门牌号", None),)
    again = found_again(read, 0, replace(READING, template="national-2020", told=told))
    assert (again.template, again.told, again.found.unread) == ("national-2020", told, ())
    assert again.found.transcript.fields["门牌号"] == "12号"
    assert placed_in(CATALOGUE["yunnan-14"], again).told == told
    file = tmp_path / "表.json"
    file.write_text(json.dumps({"fields": {"项目名称": "讲座"}}), encoding="utf-8")
    written = contents_of(file, READING)
    assert found_again(written, 0, READING) == written.forms[0]
