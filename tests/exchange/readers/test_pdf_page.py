from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
import pytest
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]  # no type information
from reportlab.pdfgen.canvas import Canvas

from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Place
from perfeval_desktop.exchange.export_formats import ExportFormat
from perfeval_desktop.exchange.exporting import file_of
from perfeval_desktop.exchange.readers.pdf import read
from perfeval_desktop.exchange.readers.pdf_page import drawn_texts
from read_forms import CATALOGUE, SAMPLES, sample

SIZE = (400, 300)
LONG = "This is far longer than its cell"
CUT = "文字超出格子，没有全部印出来"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "form.pdf"


def drawn(path: Path) -> list[str]:
    with PdfDocument(path) as document:
        return ["".join(one.text for one in text.characters) for text in drawn_texts(document[0])]


@contextmanager
def clipped(canvas: Canvas, left: float, bottom: float, width: float, height: float) -> Iterator[None]:
    """Draw within a rectangle; what is beyond is not seen."""
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(left, bottom, width, height)
    canvas.clipPath(path, stroke=0, fill=0)
    yield
    canvas.restoreState()


def draw_grid(canvas: Canvas) -> None:
    """Draw six cells, 100 wide and 50 high; the lower left corner is at 50, 150."""
    canvas.grid([50, 150, 250, 350], [150, 200, 250])


def cells(path: Path) -> dict[tuple[int, int], tuple[str, str]]:
    (sheet,) = read(path)
    return {(cell.row, cell.column): (cell.text, cell.doubt) for cell in sheet.cells if cell.text}


def test_what_is_drawn_at_once_is_one_text_up_to_a_gap(path: Path) -> None:
    canvas = Canvas(str(path), SIZE)
    canvas.drawString(50, 200, "one     two")
    canvas.drawString(250, 200, "three")
    canvas.save()
    assert drawn(path) == ["one", "two", "three"]


def test_white_space_alone_is_no_text(path: Path) -> None:
    canvas = Canvas(str(path), SIZE)
    canvas.drawString(50, 200, "   ")
    canvas.drawString(50, 100, "one")
    canvas.save()
    assert drawn(path) == ["one"]


def test_a_text_that_goes_on_over_empty_cells_is_of_the_first(path: Path) -> None:
    canvas = Canvas(str(path), SIZE)
    draw_grid(canvas)
    canvas.drawString(60, 220, LONG)
    canvas.drawString(260, 220, "95%")
    canvas.save()
    assert cells(path) == {(0, 0): (LONG, ""), (0, 2): ("95%", "")}


def test_lines_below_the_edge_of_their_cell_are_of_it_and_doubtful(path: Path) -> None:
    canvas = Canvas(str(path), SIZE)
    draw_grid(canvas)
    with clipped(canvas, 50, 200, 100, 50):
        for number, line in enumerate(("seen", "cut", "hidden", "far")):
            canvas.drawString(60, 205 - 14 * number, line)
    canvas.drawString(60, 170, "below")
    canvas.save()
    assert cells(path) == {(0, 0): ("seen\ncut\nhidden\nfar", CUT), (1, 0): ("below", "")}


def test_a_text_cut_at_the_next_cell_is_doubtful(path: Path) -> None:
    canvas = Canvas(str(path), SIZE)
    draw_grid(canvas)
    with clipped(canvas, 50, 200, 100, 50):
        canvas.drawString(60, 220, LONG)
    canvas.drawString(160, 220, "95%")
    canvas.save()
    assert cells(path) == {(0, 0): (LONG, CUT), (0, 1): ("95%", "")}


def test_what_is_cut_left_of_its_cell_is_of_the_cell(path: Path) -> None:
    canvas = Canvas(str(path), SIZE)
    draw_grid(canvas)
    with clipped(canvas, 150, 200, 100, 50):
        canvas.drawCentredString(200, 220, LONG)
    canvas.save()
    assert cells(path) == {(0, 1): (LONG, CUT)}


def test_only_what_is_within_every_clip_is_seen(path: Path) -> None:
    canvas = Canvas(str(path), SIZE)
    with clipped(canvas, 0, 0, 100, 300), clipped(canvas, 0, 0, 400, 100):
        canvas.drawString(50, 50, "seen")
        canvas.drawString(50, 150, "above")
        canvas.drawString(150, 50, "beside")
    canvas.save()
    with PdfDocument(path) as document:
        assert [text.is_cut for text in drawn_texts(document[0])] == [False, True, True]


@pytest.mark.parametrize("rare", ["𬭚", "𠮷", "吉𬭚𠮷𬬻"])
def test_rare_characters_are_read_whether_their_font_has_them_or_not(path: Path, rare: str) -> None:
    name = next(iter(SAMPLES))
    template, form = sample(name)
    row = form.rows("indicators")[0]
    form = enter(template, form, Place("indicators", row.id, "level3"), f"新建{rare}设施。")
    path.write_bytes(file_of(ExportFormat.PDF, CATALOGUE[template.id], form))
    assert any(cell.text == f"新建{rare}设施。" for cell in read(path)[0].cells)


@pytest.mark.parametrize(("said", "is_read"), [("<feff4e00>", "一"), ("(\\101)", "A"), ("<feff0020>", "")])
def test_what_a_text_says_otherwise_than_it_is_drawn_is_read(path: Path, said: str, is_read: str) -> None:
    """What the font cannot write, pdfium leaves out."""
    canvas = Canvas(str(path), SIZE)
    canvas.drawString(50, 200, "#")
    canvas.save()
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        page = document.pages[0]
        page.contents_add(f"/Span<</ActualText {said}>>BDC".encode(), prepend=True)
        page.contents_add(b"EMC")
        document.save()
    assert drawn(path) == ([is_read] if is_read else [])


@pytest.mark.parametrize("half", ["dc00", "d800"])
def test_half_a_rare_character_is_left_out(path: Path, half: str) -> None:
    canvas = Canvas(str(path), SIZE)
    canvas.drawString(50, 200, "AB")
    canvas.save()
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        fonts = document.pages[0].Resources.Font
        codes = "1 begincodespacerange <00> <ff> endcodespacerange"
        cmap = f"begincmap {codes} 1 beginbfchar <41> <{half}> endbfchar endcmap"
        for font in fonts.values():
            font.ToUnicode = document.make_stream(cmap.encode())
        document.save()
    assert drawn(path) == ["B"]
