"""The report on several forms as a PDF: the kinds of findings, then the findings form by form.

As with forms, what lays out and writes is loaded when the first one is printed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from perfeval_desktop.domain.blocks import Frame
from perfeval_desktop.domain.check_report import CheckReport, ReportedForm, ReportedKind
from perfeval_desktop.domain.figures import year_text
from perfeval_desktop.domain.findings import Finding
from perfeval_desktop.domain.printed.cells import Look, PrintedCell, PrintedForm, PrintedRow
from perfeval_desktop.domain.template import Orientation, Page
from perfeval_desktop.printing.form_pdf import without_collector

TITLE = "绩效自评表检查结果"
_KIND_WIDTHS = (Decimal(120), Decimal(30), Decimal(30))
_FINDING_WIDTHS = (Decimal(20), Decimal(160))
_WHOLE = (Decimal(180),)


@dataclass(frozen=True, slots=True, eq=False)
class _Setup:
    """The page of the report."""

    page: Page
    break_points: Mapping[str, tuple[str, ...]]


_SETUP = _Setup(Page(Orientation.PORTRAIT), {})


def check_report_pdf(report: CheckReport, on: date) -> bytes:
    """Return ``report``, made ``on`` a day, as a PDF: the same bytes for the same report on every machine."""
    from perfeval_desktop.printing.pdf.metadata import Properties  # noqa: PLC0415  # see the module
    from perfeval_desktop.printing.pdf.section import Section  # noqa: PLC0415  # likewise
    from perfeval_desktop.printing.pdf.writer import DocumentWriter  # noqa: PLC0415  # likewise
    from perfeval_desktop.printing.typesetting.layout import lay_out  # noqa: PLC0415  # likewise

    with without_collector():
        writer = DocumentWriter()
        writer.add(Section(lay_out(_SETUP, printed_report(report, on), is_draft=False)))
        return writer.finish(Properties(TITLE, "", report.summary))


def printed_report(report: CheckReport, on: date) -> PrintedForm:
    """Return what is seen of ``report``."""
    day = f"{on.year} 年 {on.month} 月 {on.day} 日"
    return PrintedForm("", TITLE, f"{day}　{report.summary}", tuple(_rows(report)))


def _rows(report: CheckReport) -> Iterator[PrintedRow]:
    if report.kinds:
        yield _line("按类别统计", keeps_with_next=True)
        yield from _kinds(report.kinds)
    with_findings = [form for form in report.forms if form.findings or form.accepted]
    for number, form in enumerate(with_findings, 1):
        yield _line(f"{number}. {_name(form)}", keeps_with_next=True)
        yield from _findings(form)
    sound = [form for form in report.forms if not (form.findings or form.accepted)]
    if sound:
        yield _line("全部检查通过的", keeps_with_next=True)
        yield PrintedRow(_WHOLE, (PrintedCell(0, 1, "；".join(map(_name, sound)), Look.TEXT),))


def _line(text: str, *, keeps_with_next: bool) -> PrintedRow:
    return PrintedRow(
        _WHOLE,
        (PrintedCell(0, 1, text, Look.ROW_NAME),),
        keeps_with_next=keeps_with_next,
        frame=Frame.OPEN,
    )


def _name(form: ReportedForm) -> str:
    whose = "，".join(filter(None, (form.unit, year_text(form.year), form.standing)))
    return f"{form.project or '（未填项目）'}（{whose}）"


def _kinds(kinds: Sequence[ReportedKind]) -> Iterator[PrintedRow]:
    words = ("问题", "处数", "涉及表数")
    head = PrintedRow(
        _KIND_WIDTHS,
        tuple(PrintedCell(at, at + 1, text, Look.HEADING) for at, text in enumerate(words)),
        keeps_with_next=True,
    )
    yield head
    for one in kinds:
        texts = ((one.title, Look.TEXT), (str(one.findings), Look.VALUE), (str(one.forms), Look.VALUE))
        cells = (PrintedCell(at, at + 1, text, look) for at, (text, look) in enumerate(texts))
        yield PrintedRow(_KIND_WIDTHS, tuple(cells), heading=(head,))


def _findings(form: ReportedForm) -> Iterator[PrintedRow]:
    for finding in form.findings:
        yield _finding(finding, finding.severity.label, finding.message)
    for finding in form.accepted:
        yield _finding(finding, "已说明", f"{finding.message}\n理由：{finding.accepted_for}")


def _finding(finding: Finding, label: str, text: str) -> PrintedRow:
    cells = (PrintedCell(0, 1, label, Look.VALUE), PrintedCell(1, 2, text, Look.TEXT, finding.place))
    return PrintedRow(_FINDING_WIDTHS, cells)
