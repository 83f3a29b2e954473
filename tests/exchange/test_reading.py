from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from office_files import DATA, docx, ods, p, rows_of, xlsx
from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.reading import read_sheets


def pdf(path: Path) -> Path:
    canvas = Canvas(str(path))
    canvas.drawString(100, 700, "A")
    canvas.save()
    return path


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


CELL = "<sheetData><row><c><v>1</v></c></row></sheetData>"
TABLE = "<table:table-row><table:table-cell><text:p>A</text:p></table:table-cell></table:table-row>"


def test_any_file_is_read_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "自评表.wps"
    assert rows_of(read_sheets(docx(path, p("A")))[0]) == [["A"]]
    assert rows_of(read_sheets(xlsx(path, CELL))[0]) == [["1"]]
    assert rows_of(read_sheets(ods(path, f"<table:table>{TABLE}</table:table>"))[0]) == [["A"]]
    assert rows_of(read_sheets(pdf(path))[0]) == [["A"]]
    assert rows_of(read_sheets(written(path, "<html><p>A"))[0]) == [["A"]]
    assert rows_of(read_sheets(written(path, "A"))[0]) == [["A"]]
    assert read_sheets(DATA / "form.doc")[0].tables == (range(2, 5),)
    assert [sheet.name for sheet in read_sheets(DATA / "figures.xls")] == ["自评表"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "“表.txt”是空文件。请检查文件是否完整。"),
        (" \n", "“表.txt”里没有可以看到的文字。请检查是否选对了文件。"),
    ],
)
def test_a_file_without_text_is_told(tmp_path: Path, content: str, sentence: str) -> None:
    with pytest.raises(ImportFileError, match=sentence):
        read_sheets(written(tmp_path / "表.txt", content))


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(
        ImportFileError, match=f"无法读取“{tmp_path}”：这是一个文件夹，不是文件。请检查文件是否存在"
    ):
        read_sheets(tmp_path)
    with pytest.raises(ImportFileError, match=r"无法读取“.*没有.docx”：.*。请检查文件是否存在"):
        read_sheets(tmp_path / "没有.docx")


def test_a_file_larger_than_any_form_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("perfeval_desktop.exchange.reading.MAX_BYTES", 2**20)
    with pytest.raises(ImportFileError, match=r"“表.txt”超过 1 MB，不像是自评表。请另存需要的表格后再导入。"):
        read_sheets(written(tmp_path / "表.txt", "0" * (2**20 + 1)))
