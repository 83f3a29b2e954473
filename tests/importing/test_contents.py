import json
from pathlib import Path

import pytest

from command_line import CATALOGUE
from imported_files import READING, ROW, word_file
from office_files import docx, p
from perfeval_desktop.errors import ImportFileError, TemplateError
from perfeval_desktop.importing.contents import Reading, contents_of


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
