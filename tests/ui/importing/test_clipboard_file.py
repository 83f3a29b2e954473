from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

from perfeval_desktop.exchange.reading import read_sheets
from perfeval_ui.importing.clipboard_file import copied_files

# As Excel writes it: the page says that it is in another encoding.
PAGE = (
    "<html><head><meta charset=gb2312></head><body><TABLE><tr><td colspan=2>项目名称</td></tr>"
    "<tr><td>一</td><td>二</td></tr></TABLE></body></html>"
)


def data(*, html: str = "", text: str = "", files: tuple[str, ...] = ()) -> QMimeData:
    copied = QMimeData()
    if html:
        copied.setHtml(html)
    if text:
        copied.setText(text)
    if files:
        copied.setUrls([QUrl(file) for file in files])
    return copied


def texts(file: Path) -> list[tuple[str, int]]:
    (sheet,) = read_sheets(file)
    return [(cell.text, cell.columns) for cell in sheet.cells]


def test_a_table_is_taken_with_its_merged_cells_whatever_encoding_the_page_names(tmp_path: Path) -> None:
    (file,) = copied_files(data(html=PAGE, text="项目名称\t\n一\t二"), tmp_path)
    assert texts(file) == [("项目名称", 2), ("一", 1), ("二", 1)]


def test_a_page_without_a_table_is_taken_as_text(tmp_path: Path) -> None:
    (file,) = copied_files(data(html="<p>项目名称</p>", text="项目名称\t教师𠮷培训"), tmp_path)
    assert texts(file) == [("项目名称", 1), ("教师𠮷培训", 1)]


def test_files_come_before_what_they_are_called_and_links_are_no_files(tmp_path: Path) -> None:
    there = tmp_path / "表.docx"
    copied = data(
        text=str(there), files=(QUrl.fromLocalFile(str(there)).toString(), "https://example.org/表")
    )
    assert copied_files(copied, tmp_path) == [there]
    (file,) = copied_files(data(text="表", files=("https://example.org/表",)), tmp_path)
    assert file.suffix == ".txt"


def test_nothing_is_made_of_nothing(tmp_path: Path) -> None:
    assert copied_files(data(text=" \n"), tmp_path) == []
    assert copied_files(None, tmp_path) == []
    assert list(tmp_path.iterdir()) == []
