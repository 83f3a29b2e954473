"""What Excel, WPS, Word and LibreOffice put on the clipboard, as they write it."""

import pytest
from PySide6.QtCore import QMimeData

from perfeval_ui.form_page.cell_grid import copied_table as module
from perfeval_ui.form_page.cell_grid.copied_table import copied_table

EXCEL = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type
content="text/html; charset=utf-8"><style>td{mso-number-format:General}</style></head><body><table>
<!--StartFragment-->
 <col width=72><tr height=19><td rowspan=2>产出指标</td><td>培训<br>场次</td><td align=right>1,234</td></tr>
 <tr height=19><td>培训人数</td><td align=right>=33</td></tr>
 <tr height=19><td colspan=2>合计</td><td></td></tr>
<!--EndFragment--></table></body></html>"""
WORD = """<html><body><!--StartFragment--><table class=MsoTableGrid><tr>
<td><p class=MsoNormal>第一段</p> <p class=MsoNormal>第二段</p></td>
<td><p class=MsoNormal>95%<o:p></o:p></p></td></tr></table><!--EndFragment--></body></html>"""
CALC = """<!DOCTYPE html><html><head><title></title></head><body>
<table cellspacing="0"><colgroup width="85"></colgroup><tr><td height="17">甲</td>
<td sdval="10" sdnum="1033;">10</td></tr></table></body></html>"""


def data(html: str = "", text: str = "") -> QMimeData:
    copied = QMimeData()
    if html:
        copied.setHtml(html)
    if text:
        copied.setText(text)
    return copied


@pytest.mark.parametrize(
    ("html", "block"),
    [
        (
            EXCEL,
            (("产出指标", "培训\n场次", "1,234"), ("产出指标", "培训人数", "=33"), ("合计", "", "")),
        ),
        (WORD, (("第一段\n第二段", "95%"),)),
        (CALC, (("甲", "10"),)),
    ],
    ids=["excel", "word", "calc"],
)
def test_a_table_is_taken_cell_by_cell(html: str, block: tuple[tuple[str, ...], ...]) -> None:
    assert copied_table(data(html, "别的\t文字")) == block


@pytest.mark.parametrize(
    "html",
    [
        "<p>甲</p>",
        f"<p>前言</p>{CALC}",
        "<table><tr><td>一</td></tr></table><table><tr><td>二</td></tr></table>",
        "<table></table>",
        f"<table><tr>{'<td>x</td>' * 200}</tr></table>",
    ],
)
def test_what_is_not_one_table_alone_is_taken_by_its_lines(html: str) -> None:
    assert copied_table(data(html, "甲\t乙")) == (("甲", "乙"),)


def test_a_page_that_is_very_long_is_taken_by_its_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONGEST", 10)
    assert copied_table(data(CALC, "甲\t乙")) == (("甲", "乙"),)


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("甲\t乙\n丙\t丁\n\n", (("甲", "乙"), ("丙", "丁"))),
        ("甲\r\n乙\r\n\r\n\r\n", (("甲",), ("乙",))),
        ("甲\t乙\n\t\n", (("甲", "乙"), ("", ""))),
        ("甲\n\n乙", (("甲",), ("",), ("乙",))),
        ("\n\n", (("",),)),
    ],
)
def test_lines_without_text_at_the_end_are_no_rows(text: str, block: tuple[tuple[str, ...], ...]) -> None:
    assert copied_table(data(text=text)) == block


def test_nothing_is_nothing() -> None:
    assert copied_table(data()) is None
