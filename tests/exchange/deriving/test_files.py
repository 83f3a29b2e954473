from pathlib import Path

import pytest

from derived_templates import NATIONAL
from drawn_sheets import drawn
from perfeval_desktop.domain.transcripts.words import KNOWN
from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.deriving.files import first_form, form_in
from perfeval_desktop.exchange.sheet import Cell, Sheet


def test_the_first_form_in_a_file_is_found_with_its_sheet(tmp_path: Path) -> None:
    file = tmp_path / "表.txt"
    table = "自评表\n一级指标\t三级指标\t指标值\n产出指标\t培训场次\t10场\n"
    file.write_text(table, encoding="utf-8")
    sheet, found = first_form(file)
    assert found.transcript.title == "自评表"
    assert sheet.width == 3


def test_what_was_written_down_has_no_sheet(tmp_path: Path) -> None:
    file = tmp_path / "表.json"
    file.write_text('{"title": "自评表"}', encoding="utf-8")
    with pytest.raises(ImportFileError, match=r"“表\.json”里没有可以照着做的表"):
        first_form(file)


def test_a_sheet_without_a_form_is_passed_over() -> None:
    sheet = drawn(NATIONAL)
    cover = Sheet("封面", (Cell("目录", 0, 0),))
    assert form_in(Path("表.xlsx"), [cover, sheet], KNOWN).sheet is sheet


def test_a_file_without_a_form_is_told(tmp_path: Path) -> None:
    file = tmp_path / "通知.txt"
    file.write_text(NATIONAL[:9], encoding="utf-8")
    with pytest.raises(ImportFileError, match=r"“通知\.txt”里没有找到绩效自评表"):
        first_form(file)
