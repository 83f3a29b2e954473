from pathlib import Path

import pytest

from office_files import rows_of
from perfeval_desktop.errors import ImportFileError
from perfeval_desktop.exchange.readers.html import read, read_html

# As the two put it on the clipboard, with what Windows writes before it.
EXCEL = """Version:1.0
StartHTML:0000000105
<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<style>td {mso-number-format:General}</style></head>
<body><table border=0><!--StartFragment--><col width=72 span=2>
 <tr height=19><td colspan=3 class=xl65>绩效自评表</td></tr>
 <tr><td rowspan=2>指标</td><td>产出<br style='mso-data-placement:same-cell'>
  数量</td><td align=right x:num="0.995">99.50%</td></tr>
 <tr style='display:none'><td>隐</td><td>隐</td></tr>
 <tr><td>&nbsp;</td><td style='display:none'>隐</td><td>=100%</td></tr>
<!--EndFragment--></table></body></html>"""
WORD = """<html><body lang=ZH-CN><p class=MsoNormal align=center><b><span>绩效自评表</span></b><o:p></o:p></p>
<table class=MsoTableGrid><tbody>
<tr><td width=120><p class=MsoNormal>总体<span lang=EN-US>\r\n </span>目标</p></td>
<td><p>第一段</p><p>第二段<del>删</del><span style='mso-hide:all'>隐</span></p></td></tr></tbody></table>
<p>填表人：某人　<br>电话：000</p></body></html>"""


def texts(html: str) -> list[list[str]]:
    (sheet,) = read_html(html, "剪贴板")
    return rows_of(sheet)


def test_what_excel_puts_on_the_clipboard() -> None:
    (sheet,) = read_html(EXCEL, "剪贴板")
    assert rows_of(sheet) == [["绩效自评表 1×3"], ["指标 2×1", "产出\n数量", "99.50%"], ["", "=100%"]]
    assert sheet.tables == (range(3),)
    assert sheet.cells[-1].place == "第 1 个表格第 3 行第 2 格"


def test_what_word_puts_on_the_clipboard() -> None:
    assert texts(WORD) == [["绩效自评表"], ["总体 目标", "第一段\n第二段"], ["填表人：某人\n电话：000"]]


def test_cells_say_how_far_they_go() -> None:
    page = (
        "<table><tr><td rowspan=0>甲<td colspan=2>乙</tr><tr><td rowspan=9>丙<td colspan=x>丁</tr></table>"
        "<table><tr><th colspan=0>戊</th></tr><caption>题</caption></table>"
    )
    assert texts(page) == [["甲 2×1", "乙 1×2"], ["丙", "丁"], ["戊"]]


def test_tables_for_the_look_of_a_page_are_none() -> None:
    page = "<table><tr><td>上<table><tr><td>甲</td></tr></table>下</td></tr></table>"
    assert texts(page) == [["上"], ["甲"], ["下"]]


def test_boxes_that_are_ticked_are_answers() -> None:
    box = "<input type=checkbox checked>优 <input type=radio>良 <input value=90><input type=hidden value=1>"
    assert texts(f"<p>{box}</p><table><tr><td>{box}</td></tr></table>") == [["☑优 □良 90"], ["☑优 □良 90"]]


def test_what_stands_beside_the_text_is_left_out() -> None:
    page = "<p>甲<comment>批注</comment></p><div style='mso-element:comment-list'><p>批注</p></div>"
    assert texts(f"{page}<table style='visibility: hidden'><tr><td>隐</table>") == [["甲"]]


def test_nothing_is_no_sheet() -> None:
    assert read_html("", "剪贴板") == ()
    assert read_html("<p> </p>", "剪贴板")[0].cells == ()


@pytest.mark.parametrize("encoding", ["gb2312", "utf-8", "utf-16"])
def test_pages_are_of_any_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "自评表.htm"
    page = f'<?xml version="1.0" encoding="{encoding}"?><html><meta charset="{encoding}"><p>绩效'
    path.write_bytes(page.encode(encoding))
    (sheet,) = read(path)
    assert (sheet.name, rows_of(sheet)) == ("自评表", [["绩效"]])


def test_a_page_of_an_encoding_nobody_knows_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "表.htm"
    path.write_bytes(b"<html>\xff\xff\xff")
    with pytest.raises(ImportFileError, match=r"无法辨认“表.htm”的文字编码。请用浏览器或 Excel 打开并另存"):
        read(path)


def test_more_rows_than_any_form_has_are_told() -> None:
    with pytest.raises(ImportFileError, match="第 1 个表格超出了可导入的范围"):
        read_html(f"<table>{'<tr><td>1</td></tr>' * 10_001}</table>", "表")
    with pytest.raises(ImportFileError, match="第 1 个表格超出"):
        read_html("<table><tr><td colspan=99999999>1</td></tr></table>", "表")
