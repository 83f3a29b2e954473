"""Exported files come back: exactly where nobody touched them, with the changes where somebody did."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from office_files import zipped
from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.domain.transcripts.transcribing import transcribed
from perfeval_desktop.exchange import exact_reading
from perfeval_desktop.exchange.exact_read import Change
from perfeval_desktop.exchange.export_formats import ExportFormat
from perfeval_desktop.exchange.exporting import file_of, merged
from perfeval_desktop.exchange.form_files import forms_in
from perfeval_desktop.exchange.recogniser import Recognised
from perfeval_desktop.printing.print_job import PrintJob
from read_forms import SAMPLES, entered_again, sample, texts

TEMPLATE, FORM = sample("national-2020")
ACTUAL = Place("indicators", RowId("r3"), "actual")
WITH_FORMS = (ExportFormat.PDF, ExportFormat.XLSX, ExportFormat.DOCX)


def seen_in(path: Path) -> list[Recognised]:
    return [one.form for one in forms_in(path).forms]


def exported(what: ExportFormat, jobs: list[PrintJob], folder: Path) -> Path:
    path = folder / f"表{what.suffix}"
    whole = (
        merged(what, jobs, progress=lambda _done, _count: True) if len(jobs) > 1 else file_of(what, *jobs[0])
    )
    path.write_bytes(whole or b"")
    return path


def changed_workbook(path: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    """Save a workbook as somebody does who changed it in another program."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def replace_in_first_sheet(book: openpyxl.Workbook, old: str, new: str) -> None:
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if cell.value == old:
                cell.value = new


@pytest.mark.unwatched
@pytest.mark.parametrize("what", WITH_FORMS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_comes_back_exactly_and_nearly_so_for_whoever_reads_its_cells(
    name: str, what: ExportFormat, tmp_path: Path
) -> None:
    template, form = sample(name)
    (found,) = seen_in(exported(what, [(template, form)], tmp_path))
    assert found.exact is not None
    assert (found.exact.form, found.exact.changes, found.doubts) == (form, (), ())
    wanted = texts(template, form)
    read = texts(template, entered_again(template, found.transcript, form.year))
    # One text goes on over a page of the PDF.
    assert sum(_same(read.get(place, ""), text) for place, text in wanted.items()) >= len(wanted) - 1


def _same(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())


@pytest.mark.parametrize("what", WITH_FORMS)
def test_a_file_of_another_version_of_the_program_comes_back_exactly(
    what: ExportFormat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = exported(what, [(TEMPLATE, FORM)], tmp_path)
    own = exact_reading._file_of
    calls: list[int] = []

    def other_bytes_at_first(kind: ExportFormat, jobs: list[PrintJob]) -> bytes:
        calls.append(len(jobs))
        return own(kind, jobs) if len(calls) > 1 else b""

    monkeypatch.setattr(exact_reading, "_file_of", other_bytes_at_first)
    (found,) = seen_in(path)
    assert found.exact is not None
    assert (found.exact.form, found.exact.changes) == (FORM, ())
    assert calls == [1, 1]


def test_a_cell_that_was_changed_in_excel_is_told(tmp_path: Path) -> None:
    path = exported(ExportFormat.XLSX, [(TEMPLATE, FORM)], tmp_path)
    changed_workbook(path, lambda book: replace_in_first_sheet(book, "95%", "98%"))
    (found,) = seen_in(path)
    assert found.exact is not None
    assert found.exact.changes == (Change(ACTUAL, "95%", "98%"),)
    assert found.exact.form == FORM.with_text(ACTUAL, "98%")


def test_a_row_that_was_deleted_in_word_is_told(tmp_path: Path) -> None:
    path = exported(ExportFormat.DOCX, [(TEMPLATE, FORM)], tmp_path)
    document = docx.Document(BytesIO(path.read_bytes()))
    for table in document.tables:
        for row in list(table.rows):
            if "设备按期投用率" in [cell.text for cell in row.cells]:
                table._tbl.remove(row._tr)
    document.save(str(path))
    (found,) = seen_in(path)
    assert found.exact is not None
    assert found.exact.changes == (Change(ACTUAL._replace(column="level3"), "设备按期投用率", ""),)


@pytest.mark.parametrize("what", WITH_FORMS)
def test_many_forms_of_one_file_come_back(what: ExportFormat, tmp_path: Path) -> None:
    jobs = [sample(name) for name in ("national-2020", "hubei-20-80", "national-2020", "hebei")]
    found = seen_in(exported(what, jobs, tmp_path))
    assert [one.exact.form for one in found if one.exact] == [form for _, form in jobs]


def test_sheets_may_change_places_and_go(tmp_path: Path) -> None:
    jobs = [sample(name) for name in ("national-2020", "hubei-20-80", "hebei")]
    path = exported(ExportFormat.XLSX, jobs, tmp_path)

    def reorder(book: openpyxl.Workbook) -> None:
        book.move_sheet(book.worksheets[2], -2)
        del book[book.sheetnames[1]]

    found = seen_in(changed_workbook(path, reorder))
    assert [one.exact.form for one in found if one.exact] == [jobs[2][1], jobs[1][1]]


def test_a_sheet_that_somebody_added_is_read_as_a_strangers(tmp_path: Path) -> None:
    path = exported(ExportFormat.XLSX, [(TEMPLATE, FORM)], tmp_path)

    def add(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("另一张", 1)
        for row in (
            ["项目支出绩效自评表"],
            ["一级指标", "三级指标", "年度指标值", "实际完成值"],
            ["产出", "场次", "10", "9"],
        ):
            sheet.append(row)

    one, other = seen_in(changed_workbook(path, add))
    assert one.exact is not None
    assert other.exact is None
    assert other.transcript.indicators[0]["三级指标"] == "场次"


def test_damaged_data_leaves_what_is_seen_and_says_so(tmp_path: Path) -> None:
    path = exported(ExportFormat.DOCX, [(TEMPLATE, FORM)], tmp_path)
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name).replace(b"sha256", b"sha1") for name in file.namelist()}
    (found,) = seen_in(zipped(path, parts))
    assert found.exact is None
    assert "已损坏或被改动" in found.doubts[0].reason
    assert found.transcript.fields["项目名称"] == "基层医疗卫生机构设备更新"


def test_rows_that_cannot_be_told_apart_any_more_leave_what_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = exported(ExportFormat.XLSX, [(TEMPLATE, FORM)], tmp_path)
    changed_workbook(path, lambda book: replace_in_first_sheet(book, "95%", "98%"))
    monkeypatch.setattr(exact_reading, "reconciled", lambda *_forms: None)
    (found,) = seen_in(path)
    assert found.exact is None
    assert "对不上" in found.doubts[0].reason


WITHOUT_INDICATORS = """
format = 2
id = "own"
name = "自有"
kind = "target"
source = "自拟"
title = "绩效目标表"
year_line = ""
page = "portrait"
[amounts]
unit = "万元"
decimals = 2
[rate]
decimals = 2
form = "percent"
[[blocks]]
type = "fields"
key = "head"
lines = [["project"], ["department", "implementing_unit"]]
widths = ["30", "60", "30", "60"]
columns = [
    { role = "project", label = "项目名称" },
    { role = "department", label = "主管部门" },
    { role = "implementing_unit", label = "实施单位" },
]
"""


def test_a_form_that_nothing_is_recognised_of_comes_as_it_was_written(tmp_path: Path) -> None:
    template = read_template(WITHOUT_INDICATORS, source="自有.toml")
    form = entered_again(template, transcribed(TEMPLATE, FORM), 2023)
    (found,) = seen_in(exported(ExportFormat.XLSX, [(template, form)], tmp_path))
    assert found.exact is not None
    assert (found.exact.form, found.exact.template.text) == (form, template.text)
    assert found.transcript == transcribed(template, form)
