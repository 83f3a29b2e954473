"""A workbook of Excel 97-2003 becomes one of today, which is filled in like any other."""

import zipfile
from pathlib import Path

from blank_files import job, read_back
from office_files import DATA, rows_of
from perfeval_desktop.exchange.filling.filled import filled
from perfeval_desktop.exchange.filling.old_workbooks import as_xlsx
from perfeval_desktop.exchange.readers import xls, xlsx


def test_all_that_is_seen_is_the_same(tmp_path: Path) -> None:
    made = tmp_path / "表.xlsx"
    made.write_bytes(as_xlsx(DATA / "figures.xls"))
    before, after = xls.read(DATA / "figures.xls"), xlsx.read(made)
    assert [rows_of(sheet) for sheet in after] == [rows_of(sheet) for sheet in before]
    assert [cell.place for cell in after[0].cells] == [cell.place for cell in before[0].cells]
    file = zipfile.ZipFile(made)
    assert file.testzip() is None
    assert file.read("xl/worksheets/sheet1.xml").count(b'hidden="1"') == 2


def test_sizes_and_rules_are_taken_along(tmp_path: Path) -> None:
    made = tmp_path / "空表.xlsx"
    made.write_bytes(as_xlsx(DATA / "blank.xls"))
    styles = zipfile.ZipFile(made).read("xl/styles.xml").decode()
    assert '<b val="1"/><sz val="18"/>' in styles
    assert '<b val="0"/><sz val="11"/><name val="宋体"/>' in styles
    assert 'borderId="1"' in styles
    assert 'horizontal="center"' in styles
    sheet = zipfile.ZipFile(made).read("xl/worksheets/sheet1.xml").decode()
    assert '<row r="1" ht="30" customHeight="1" hidden="0">' in sheet
    assert '<mergeCell ref="B3:F3"/>' in sheet


def test_an_old_blank_is_filled_and_said_to_be_converted(tmp_path: Path) -> None:
    for name, suffix in (("blank.xls", ".xlsx"), ("blank.doc", ".docx")):
        blank = tmp_path / name
        blank.write_bytes((DATA / name).read_bytes())
        result = filled(blank, *job())
        assert (
            result.notices[0]
            == f"“{name}”是旧格式，已转成 {suffix} 再填，版式可能与原件略有不同，请打开核对。"
        )
        target = tmp_path / f"填好{suffix}"
        target.write_bytes(result.data)
        found = read_back(target).transcript
        assert found.fields["项目名称"] == "基层医疗卫生机构设备更新"
        assert found.rows[0].values["全年执行数"] == "490.00"
        assert [row["三级指标"] for row in found.indicators][:2] == ["更新设备", "设备验收合格率"]
        assert len(found.indicators) == 7
