import re

import pytest

from perfeval_desktop.report.faces import Face
from perfeval_desktop.report.layout import Page, PlacedText, Rule
from perfeval_desktop.report.pdf_writer import PdfWriter
from report.pdf_text import object_bounds, outline, page_sizes, page_texts

PAGE = Page(
    texts=(
        PlacedText(100, 100, "正文", Face.BODY, 9),
        PlacedText(100, 120, "标签", Face.LABEL, 16),
    ),
    rules=(Rule(50, 50, 250, 50), Rule(50, 50, 50, 150)),
)


def written(*pages: Page) -> bytes:
    writer = PdfWriter(title="题", author="人", subject="事")
    writer.add(pages)
    return writer.finish()


def test_each_page_is_a_page_of_a_4() -> None:
    pdf = written(PAGE, PAGE)
    assert [tuple(round(one / 72 * 25.4, 3) for one in size) for size in page_sizes(pdf)] == [(210, 297)] * 2
    assert page_texts(pdf) == ["正文标签"] * 2


def test_text_and_rules_stand_where_they_were_placed() -> None:
    pdf = written(PAGE)
    ((_, height),) = page_sizes(pdf)
    lines, *texts = object_bounds(pdf)
    # Half the width of a rule stands out on each side.
    assert lines == pytest.approx((50, height - 150, 250, height - 50), abs=0.51)
    for (left, bottom, _, top), placed in zip(texts, PAGE.texts, strict=True):
        assert placed.x <= left < placed.x + 2
        assert bottom < height - placed.y < top


def test_all_fonts_are_ours_and_embedded() -> None:
    pdf = written(PAGE)
    fonts = re.findall(rb"/BaseFont /(\S+)", pdf)
    assert {name.partition(b"+")[2].decode() for name in fonts} == {face.value for face in Face}
    assert pdf.count(b"/FontFile2") == len(fonts)


def test_the_language_is_chinese_and_the_pages_are_compressed() -> None:
    pdf = written(PAGE)
    assert b"/Lang (zh-CN)" in pdf
    assert b"/FlateDecode" in pdf
    assert b" Tj" not in pdf


def test_there_is_no_clock_in_the_file() -> None:
    assert re.findall(rb"/CreationDate \(D:(\d{4})", written(PAGE)) == [b"2000"]
    assert written(PAGE) == written(PAGE)


def test_characters_beyond_the_basic_plane_can_be_copied_in_both_faces() -> None:
    rare = "\U0002c27c\U00020cd0\U00025ed7"
    texts = tuple(PlacedText(50, 50 * place, f"甲{rare}乙", face, 9) for place, face in enumerate(Face, 1))
    assert page_texts(written(Page(texts, ()))) == [f"甲{rare}乙" * 2]


def test_a_page_of_many_different_characters_can_be_copied() -> None:
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 600)))
    lines = [text[start : start + 50] for start in range(0, len(text), 50)]
    texts = tuple(PlacedText(50, 50 + 12 * at, line, Face.BODY, 9) for at, line in enumerate(lines))
    assert page_texts(written(Page(texts, ()))) == [text]


def test_the_outline_points_at_the_pages() -> None:
    writer = PdfWriter(title="题", author="人", subject="事")
    writer.add([PAGE, PAGE], bookmarks=["unit", "one"])
    writer.add([PAGE], bookmarks=["two"])
    writer.add_outline_entry("甲单位", "unit", level=0)
    writer.add_outline_entry("一项目", "one", level=1)
    writer.add_outline_entry("二项目", "two", level=1)
    assert outline(writer.finish()) == [(0, "甲单位", 0), (1, "一项目", 0), (1, "二项目", 2)]
