"""The report as a PDF: kinds, findings form by form, what passed; the same bytes each time."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from perfeval_desktop.domain.check_report import CheckReport, ReportedForm, ReportedKind
from perfeval_desktop.domain.findings import Code, Finding, Severity
from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.printing.check_report_pdf import check_report_pdf, printed_report

DAY = date(2024, 3, 5)
PLACE = Place("indicators", RowId("r1"), "score")
ERROR = Finding(Code.SCORE, Severity.ERROR, PLACE, "第 1 行的得分是 30，超过分值 20。")
ASIDE = Finding(Code.TOO_LONG, Severity.HINT, PLACE, "有 501 个字。", accepted_for="批复如此")
FORMS = (
    ReportedForm("1", "甲项目", "一中", 2023, "95 分 优", (ERROR,), (ASIDE,)),
    ReportedForm("2", "", "", 2023, "", (), ()),
    ReportedForm("3", "丙项目", "二中", 2023, "", (), ()),
)
KINDS = (ReportedKind(Code.SCORE, "得分超出", 1, 1),)


def test_kinds_come_first_then_the_findings_form_by_form_then_what_passed() -> None:
    printed = printed_report(CheckReport(FORMS, KINDS), DAY)
    assert printed.title == "绩效自评表检查结果"
    assert printed.year_line == "2024 年 3 月 5 日　共检查 3 张表：错误 1，提醒 0，建议 0，已说明 1"
    assert printed.texts() == (
        ("按类别统计",),
        ("问题", "处数", "涉及表数"),
        ("得分超出", "1", "1"),
        ("1. 甲项目（一中，2023 年度，95 分 优）",),
        ("错误", ERROR.message),
        ("已说明", "有 501 个字。\n理由：批复如此"),
        ("全部检查通过的",),
        ("（未填项目）（2023 年度）；丙项目（二中，2023 年度）",),
    )


def test_where_nothing_was_found_only_what_passed_is_named() -> None:
    texts = printed_report(CheckReport(FORMS[1:], ()), DAY).texts()
    assert [row[0] for row in texts] == [
        "全部检查通过的",
        "（未填项目）（2023 年度）；丙项目（二中，2023 年度）",
    ]
    assert printed_report(CheckReport((FORMS[0],), KINDS), DAY).texts()[-1][0] == "已说明"


@pytest.mark.unwatched
def test_many_findings_take_many_pages_under_the_same_heading() -> None:
    kinds = tuple(ReportedKind(code, code.value, 1, 1) for code in Code)
    many = CheckReport(FORMS[:1] * 60, kinds)
    document = check_report_pdf(many, DAY)
    assert document == check_report_pdf(many, DAY)
    pages = [page.extract_text() for page in PdfReader(BytesIO(document)).pages]
    assert len(pages) > 2
    assert all("问题" in page for page in pages[:2])
    assert "60. 甲项目" in pages[-1]
