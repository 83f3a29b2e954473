"""The commands that only look: list, show, score, check and templates."""

from collections import Counter
from collections.abc import Iterator

from perfeval_desktop.cli.arguments import Arguments
from perfeval_desktop.cli.output import complain, json_line, say, table, visible
from perfeval_desktop.cli.shelf import Shelf, catalogue, open_shelf
from perfeval_desktop.cli.show import form_lines
from perfeval_desktop.domain_v1.figures import (
    execution_score_text,
    execution_weight_text,
    rate_text,
    score_text,
    total_text,
    weight_text,
)
from perfeval_desktop.domain_v1.findings import Severity
from perfeval_desktop.errors import TemplateError
from perfeval_desktop.open_form import OpenForm
from perfeval_desktop.storage.records import FormSummary

_MESSAGE_WIDTH = 90


def list_forms(arguments: Arguments) -> int:
    """Print a line for each form: year, project, unit, total, grade, state, findings, id."""
    with open_shelf(arguments) as shelf:
        chosen = shelf.chosen(arguments)
        if arguments.json:
            for one in chosen:
                say(json_line(_summary_values(shelf, one)))
        elif chosen:
            rows = [_summary_row(shelf, one) for one in chosen]
            for line in table([_LIST_HEAD, *rows], right={3, 6, 7}):
                say(line)
        else:
            _nothing()
    return 0


def show_form(arguments: Arguments) -> int:
    """Print one form as text."""
    with open_shelf(arguments) as shelf:
        for shown in shelf.views(arguments):
            for line in form_lines(shown):
                say(line)
    return 0


def score_forms(arguments: Arguments) -> int:
    """Print total, grade and scores of each form."""
    with open_shelf(arguments) as shelf:
        views = list(shelf.views(arguments))
    for shown in views:
        for line in _score_json(shown) if arguments.json else _score_lines(shown):
            say(line)
    if not (views or arguments.json):
        _nothing()
    return 0


def check_forms(arguments: Arguments) -> int:
    """Print the findings of each form; return 1 if there is an error among them."""
    with open_shelf(arguments) as shelf:
        views = list(shelf.views(arguments))
    for shown in views:
        for line in _finding_json(shown) if arguments.json else _finding_lines(shown):
            say(line)
    counts = Counter(finding.severity for shown in views for finding in shown.findings)
    if not (views or arguments.json):
        _nothing()
    elif not arguments.json:
        found = "，".join(f"{severity.label} {counts[severity]}" for severity in Severity)
        say(f"共检查 {len(views)} 张自评表：{found}")
    return 1 if counts[Severity.ERROR] else 0


def list_templates(arguments: Arguments) -> int:
    """Print id and name of each template; one that cannot be used is told on the error stream."""
    templates, code, rows = catalogue(), 0, []
    for template_id in templates:
        try:
            rows.append((template_id, templates[template_id].name))
        except TemplateError as error:
            complain(str(error))
            code = 3
    if arguments.json:
        for template_id, name in rows:
            say(json_line({"id": template_id, "name": name}))
    else:
        for line in table(rows):
            say(line)
    return code


def _nothing() -> None:
    complain("没有符合条件的自评表。可用 perfeval new 新建，或放宽筛选条件。")


_LIST_HEAD = ("年度", "项目", "实施单位", "总分", "等级", "状态", "错误", "提醒", "编号")


def _summary_row(shelf: Shelf, one: FormSummary) -> tuple[str, ...]:
    standing = one.standing
    return (
        str(one.fiscal_year),
        one.project,
        one.implementing_unit,
        _total(shelf, one),
        standing.grade or "",
        one.state.label,
        str(standing.errors),
        str(standing.warnings),
        one.form_id,
    )


def _summary_values(shelf: Shelf, one: FormSummary) -> dict[str, object]:
    return {
        "id": one.form_id,
        "project": one.project,
        "fiscal_year": one.fiscal_year,
        "department": one.department,
        "implementing_unit": one.implementing_unit,
        "template": one.template,
        "state": one.state,
        "total": _total(shelf, one),
        "grade": one.standing.grade,
        "complete": one.standing.is_complete,
        "errors": one.standing.errors,
        "warnings": one.standing.warnings,
    }


def _total(shelf: Shelf, one: FormSummary) -> str:
    """Return the total as printed; a form whose template is missing is listed all the same."""
    try:
        return total_text(one.standing.total, shelf.templates[one.template])
    except TemplateError:
        return f"{one.standing.total:f}"


def _title(shown: OpenForm) -> str:
    form = shown.form
    return visible(f"{form.project}  {form.fiscal_year} 年度  {form.implementing_unit}").rstrip()


def _score_lines(shown: OpenForm) -> Iterator[str]:
    template, sheet = shown.template, shown.sheet
    total, weight = total_text(sheet.total, template), total_text(sheet.total_weight, template)
    rows = [
        (template.labels.total, total, weight, sheet.grade or ("" if sheet.is_complete else "尚有得分未填"))
    ]
    execution = execution_score_text(sheet, template) or "—"
    rate = rate_text(sheet.execution_rate, template)
    label = template.labels.execution_rate.removesuffix("(%)")
    rows.append((label, execution, execution_weight_text(template), rate))
    for one in sheet.dimensions:
        points, of = total_text(one.score, template), total_text(one.weight, template)
        rows.append((one.name or "（未填一级指标）", points, of, ""))
    yield _title(shown)
    yield from table(
        [(f"  {name}", points, f"/ {of}", more) for name, points, of, more in rows], right={1, 2}
    )
    yield ""


def _score_json(shown: OpenForm) -> Iterator[str]:
    template, form, sheet = shown.template, shown.form, shown.sheet
    yield json_line(
        {
            "project": form.project,
            "fiscal_year": form.fiscal_year,
            "template": form.template,
            "execution_rate": rate_text(sheet.execution_rate, template) or None,
            "execution_score": execution_score_text(sheet, template) or None,
            "total_weight": total_text(sheet.total_weight, template),
            "total": total_text(sheet.total, template),
            "grade": sheet.grade,
            "indicators": [
                {
                    "name": indicator.level3,
                    "weight": weight_text(indicator.weight, template) or None,
                    "score": score_text(score.value, template) or None,
                }
                for indicator, score in zip(form.indicators, sheet.indicators, strict=True)
            ],
        }
    )


def _finding_lines(shown: OpenForm) -> Iterator[str]:
    yield _title(shown)
    rows = [(f"  {finding.severity.label}", finding.message) for finding in shown.findings]
    yield from table(rows or [("  全部检查通过",)], limit=_MESSAGE_WIDTH)
    yield ""


def _finding_json(shown: OpenForm) -> Iterator[str]:
    for finding in shown.findings:
        yield json_line(
            {
                "project": shown.form.project,
                "code": finding.code,
                "severity": finding.severity,
                "where": finding.cell.path,
                "message": finding.message,
            }
        )
