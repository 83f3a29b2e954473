"""The forms in files of any kind, as the import sees them."""

import json
from pathlib import Path

import pytest

from office_files import docx, p, tbl, tc, tr
from perfeval_desktop.errors import ImportFileError, TranscriptError
from perfeval_desktop.exchange.form_files import forms_in
from perfeval_desktop.printing.form_pdf import form_pdf
from read_forms import entered_again, sample, texts

HEADS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
ROW = ("产出指标", "数量指标", "场次", "≥10场", "12场", "90", "90")


def table(*rows: tuple[str, ...]) -> str:
    return tbl(*(tr(*map(tc, row)) for row in rows))


def test_the_forms_of_a_document_come_in_its_order(tmp_path: Path) -> None:
    one, other = (p(f"{year}年度项目支出绩效自评表") + table(HEADS, ROW) for year in (2022, 2023))
    sheets, forms = forms_in(docx(tmp_path / "两张.docx", one + other))
    assert [(sheet, form.transcript.fiscal_year) for sheet, form in forms] == [(0, "2022"), (0, "2023")]
    assert len(sheets) == 1


def test_forms_written_down_are_neither_doubtful_nor_unread(tmp_path: Path) -> None:
    file = tmp_path / "表.JSON"
    file.write_text(json.dumps({"fields": {"项目名称": "讲座"}}), encoding="utf-8")
    sheets, ((sheet, form),) = forms_in(file)
    assert (sheets, sheet) == ((), None)
    assert (form.transcript.fields, form.doubts, form.unread) == ({"项目名称": "讲座"}, (), ())


def test_a_file_without_any_form_is_told(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match=r"“通知\.docx”里没有找到绩效自评表"):
        forms_in(docx(tmp_path / "通知.docx", p("关于开展绩效自评的通知")))
    empty = tmp_path / "空.json"
    empty.write_text("[]", encoding="utf-8")
    with pytest.raises(TranscriptError, match=r"“空\.json”里没有自评表"):
        forms_in(empty)


@pytest.mark.parametrize(
    "name", ["national-2020", "minhang_science_2023_4", "hubei-20-80", "target-mid-term", "transfer-central"]
)
def test_a_form_that_was_exported_as_pdf_comes_back(tmp_path: Path, name: str) -> None:
    template, form = sample(name)
    file = tmp_path / "表.pdf"
    file.write_bytes(form_pdf(template, form))
    _, ((_, found),) = forms_in(file)
    again = entered_again(template, found.transcript, form.year)
    # Where a line ends is no blank, and neither is the gap beside a figure.
    assert _without_blanks(texts(template, again)) == _without_blanks(texts(template, form))
    assert found.doubts == ()


def _without_blanks(found: dict[tuple[str, int, str], str]) -> dict[tuple[str, int, str], str]:
    return {place: "".join(text.split()) for place, text in found.items()}
