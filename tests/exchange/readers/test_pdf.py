from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from office_files import rows_of
from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.readers.pdf import read

SIZE = (400, 300)
SENTENCE = "This is a sentence of a cell that is full and goes on right"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "form.pdf"


def draw_form(canvas: Canvas) -> None:
    """Draw a title, a table of two rows whose first cell covers both, a line below it and a page number."""
    canvas.drawString(150, 270, "Form")
    canvas.rect(50, 150, 300, 100, stroke=1, fill=0)
    canvas.line(150, 150, 150, 250)
    canvas.rect(150, 199.5, 200, 1, stroke=0, fill=1)
    canvas.setFillGray(0.9)
    canvas.rect(151, 151, 198, 40, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.drawString(60, 200, "Index")
    canvas.drawString(160, 220, "95%")
    canvas.setFontSize(7)
    canvas.drawString(152, 180, SENTENCE)
    canvas.drawString(152, 165, "below")
    canvas.setFontSize(12)
    canvas.drawString(50, 130, "Name:   N.N.")
    canvas.drawString(200, 20, "- 1 -")


ROWS = [["Form"], ["Index 2×1", "95%"], [f"{SENTENCE} below"], ["Name:   N.N."]]


def test_tables_and_lines_stand_in_the_order_of_the_page(path: Path) -> None:
    canvas = Canvas(str(path), SIZE)
    draw_form(canvas)
    canvas.showPage()
    draw_form(canvas)
    canvas.save()
    (sheet,) = read(path)
    texts = [[text.replace("  ", " ").replace("  ", " ") for text in row] for row in rows_of(sheet)]
    expected = [[text.replace("   ", " ") for text in row] for row in ROWS]
    assert texts == expected * 2
    assert [cell.place for cell in sheet.cells][:2] == ["第 1 页", "第 1 页第 1 个表格第 1 行"]
    assert sheet.cells[-1].place == "第 2 页"
    assert sheet.tables == (range(1, 3), range(5, 7))


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_looked_at(path: Path, turned: int) -> None:
    drawn = BytesIO()
    canvas = Canvas(drawn, SIZE if turned == 180 else SIZE[::-1])
    match turned:
        case 90:
            canvas.translate(SIZE[1], 0)
        case 180:
            canvas.translate(*SIZE)
        case _:
            canvas.translate(0, SIZE[0])
    canvas.rotate({90: 90, 180: 180, 270: -90}[turned])
    draw_form(canvas)
    canvas.save()
    writer = pypdf.PdfWriter(drawn)
    writer.pages[0].rotate(turned)
    writer.write(path)
    (sheet,) = read(path)
    assert [row[0] for row in rows_of(sheet)][:2] == ["Form", "Index 2×1"]
    assert sheet.tables == (range(1, 3),)


def test_a_frame_without_text_is_no_table(path: Path) -> None:
    canvas = Canvas(str(path), SIZE)
    canvas.rect(50, 150, 300, 100)
    canvas.drawString(50, 50, "Form")
    canvas.save()
    assert rows_of(read(path)[0]) == [["Form"]]


def test_a_scanned_page_has_no_text(path: Path) -> None:
    canvas = Canvas(str(path), SIZE)
    canvas.rect(50, 150, 300, 100)
    canvas.save()
    with pytest.raises(ImportFileError, match=r"“form.pdf”是扫描件或图片，里面没有文字。请导入原来的"):
        read(path)


def test_a_file_with_a_password_is_not_read(path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(*SIZE)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)
    with pytest.raises(ImportFileError, match=r"“form.pdf”设有密码，无法读取。请取消密码后另存，再导入。"):
        read(path)


def test_a_damaged_file_is_not_read(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7 and nothing else")
    with pytest.raises(ImportFileError, match=r"“form.pdf”已损坏，无法读取。请重新导出 PDF"):
        read(path)


def test_a_page_that_is_damaged_is_told(path: Path) -> None:
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"trailer<</Root 1 0 R/Size 5>>"
    )
    with pytest.raises(ImportFileError, match=r"“form.pdf”已损坏"):
        read(path)


def test_a_book_is_not_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("perfeval_desktop.exchange.readers.pdf.MAX_PAGES", 1)
    canvas = Canvas(str(path), SIZE)
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    with pytest.raises(ImportFileError, match=r"“form.pdf”超过 1 页。请只导出自评表所在的页后再导入。"):
        read(path)


def test_a_line_at_the_head_or_foot_of_every_page_is_running(path: Path) -> None:
    canvas = Canvas(str(path), SIZE)
    for text in ("one", "two"):
        canvas.drawString(50, 280, "Head")
        canvas.drawString(50, 150, "Body")
        canvas.drawString(50, 100, text)
        canvas.showPage()
    canvas.save()
    (sheet,) = read(path)
    assert [cell.text for cell in sheet.cells if cell.is_running] == ["Head", "Head"]
    assert [cell.text for cell in sheet.cells if not cell.is_running] == ["Body", "one", "Body", "two"]


def draw_row(canvas: Canvas, bottom: int, texts: dict[int, list[tuple[int, str]]]) -> None:
    """Draw a row of three cells 50 high, with lines of text so far above its bottom."""
    for number in range(3):
        canvas.rect(50 + 100 * number, bottom, 100, 50, stroke=1, fill=0)
        for up, text in texts.get(number, []):
            canvas.drawString(55 + 100 * number, bottom + up, text)


@pytest.mark.parametrize(
    ("second", "is_joined"),
    [
        ({1: [(37, "rest of it")]}, True),
        ({1: [(37, "rest of it")], 2: [(20, "12")]}, False),
        ({1: [(10, "rest of it")]}, False),
        ({0: [(37, "other")], 1: [(37, "rest")], 2: [(37, "of")]}, False),
    ],
)
def test_a_row_that_the_end_of_a_page_cuts_is_one_where_that_is_certain(
    path: Path, second: dict[int, list[tuple[int, str]]], *, is_joined: bool
) -> None:
    canvas = Canvas(str(path), SIZE)
    for drawn in (
        {0: [(20, "name")], 1: [(37, "a text"), (23, "that"), (5, "is cut, the")], 2: [(20, "95")]},
        second,
    ):
        canvas.drawString(50, 280, "Head")
        draw_row(canvas, 150, drawn)
        canvas.showPage()
    canvas.drawString(50, 280, "Head")
    canvas.save()
    read_texts = [cell.text for cell in read(path)[0].cells]
    assert any("the" in text and "rest" in text for text in read_texts) is is_joined


def test_no_line_of_a_single_page_is_running(path: Path) -> None:
    canvas = Canvas(str(path), SIZE)
    canvas.drawString(50, 280, "Head")
    canvas.save()
    assert [cell.is_running for cell in read(path)[0].cells] == [False]
