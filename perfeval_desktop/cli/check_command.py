"""The command that checks forms: the findings form by form, and how often each kind was found."""

import json
from collections.abc import Iterator

from perfeval_desktop.atomic_write import write_atomically
from perfeval_desktop.check_reports import check_report, finding_values, report_values, reported
from perfeval_desktop.cli.arguments import Arguments, UsageError
from perfeval_desktop.cli.form_lookup import open_form_source
from perfeval_desktop.cli.output import json_line, print_no_forms, table, visible
from perfeval_desktop.domain.check_report import CheckReport, ReportedForm
from perfeval_desktop.domain.figures import year_text
from perfeval_desktop.domain.findings import Severity
from perfeval_desktop.storage.clock import now
from perfeval_desktop.terminal import print_line

_MESSAGE_WIDTH = 90


def check_forms(arguments: Arguments) -> int:
    """Print the findings of each form, or write the report; return 1 if there is an error among them."""
    suffix = "" if arguments.out is None else arguments.out.suffix.lower()
    if arguments.out is not None and suffix not in {".pdf", ".json"}:
        raise UsageError(f"“{arguments.out}”应以 .pdf 或 .json 结尾。")
    with open_form_source(arguments) as source:
        report = check_report(map(reported, source.evaluated(arguments)))
    if arguments.out is not None:
        if not report.forms:
            raise UsageError("没有符合条件的自评表，没有写入文件。")
        write_atomically(arguments.out, _pdf(report) if suffix == ".pdf" else _json(report))
        print_line(str(arguments.out))
    elif arguments.json:
        for line in _finding_json(report):
            print_line(line)
    elif report.forms:
        for line in _lines(report):
            print_line(line)
    if not (report.forms or arguments.json):
        print_no_forms()
    return 1 if report.severities[Severity.ERROR] else 0


def _pdf(report: CheckReport) -> bytes:
    from perfeval_desktop.printing.check_report_pdf import check_report_pdf  # noqa: PLC0415  # brings reportlab

    return check_report_pdf(report, now().date())


def _json(report: CheckReport) -> bytes:
    return json.dumps(report_values(report), ensure_ascii=False, indent=1).encode()


def _finding_json(report: CheckReport) -> Iterator[str]:
    for form in report.forms:
        for finding in (*form.findings, *form.accepted):
            yield json_line({"project": form.project, **finding_values(finding)})


def _lines(report: CheckReport) -> Iterator[str]:
    for form in report.forms:
        yield from _form_lines(form)
        yield ""
    yield report.summary
    rows = [
        (f"  {one.title}", f"{one.findings} 处", f"{one.forms} 张", one.code.value) for one in report.kinds
    ]
    if len(report.forms) > 1 and rows:
        yield from table(rows)


def _form_lines(form: ReportedForm) -> Iterator[str]:
    yield visible("  ".join(filter(None, (form.project, year_text(form.year), form.unit))))
    rows = [(f"  {finding.severity.label}", finding.message) for finding in form.findings]
    rows += [("  已说明", f"{one.message}（{one.accepted_for}）") for one in form.accepted]
    yield from table(rows or [("  全部检查通过",)], limit=_MESSAGE_WIDTH)
