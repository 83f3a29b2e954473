"""The commands that change nothing: list, show and score."""

from collections.abc import Iterator
from decimal import Decimal

from perfeval_desktop.cli.arguments import Arguments
from perfeval_desktop.cli.form_lookup import FormSource, open_form_source
from perfeval_desktop.cli.form_text import form_lines
from perfeval_desktop.cli.output import json_line, print_no_forms, table, visible
from perfeval_desktop.domain.columns import Column, Role
from perfeval_desktop.domain.figures import points_text, rate_text, year_text
from perfeval_desktop.domain.places import column_of, execution_place, place_of
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import TemplateError
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.printing.form_names import form_names
from perfeval_desktop.store import FormSummary
from perfeval_desktop.terminal import print_error, print_line

_MESSAGE_WIDTH = 90
_UNREADABLE = "数据文件里这张表有损坏，其他的表不受影响。请用 verify 检查，再用 restore 从备份恢复。"


def list_forms(arguments: Arguments) -> int:
    """Print a line for each form: year, project, unit, total, grade, state, findings, id.

    Return 1 if one of them cannot be read.
    """
    with open_form_source(arguments) as source:
        chosen = source.chosen(arguments)
        if arguments.json:
            for one in chosen:
                print_line(json_line(_summary_values(source, one)))
        elif chosen:
            rows = [_summary_row(source, one) for one in chosen]
            for line in table([_LIST_HEAD, *rows], right={3, 6, 7}):
                print_line(line)
        else:
            print_no_forms()
    unreadable = [one for one in chosen if one.is_unreadable]
    for one in unreadable:
        print_error(visible(f"{one.project}：{_UNREADABLE}"))
    return 1 if unreadable else 0


def show_form(arguments: Arguments) -> int:
    """Print one form as text."""
    with open_form_source(arguments) as source:
        for shown in source.evaluated(arguments):
            for line in form_lines(shown):
                print_line(line)
    return 0


def score_forms(arguments: Arguments) -> int:
    """Print total, grade and scores of each form."""
    with open_form_source(arguments) as source:
        forms = list(source.evaluated(arguments))
    for shown in forms:
        for line in _score_json(shown) if arguments.json else _score_lines(shown):
            print_line(line)
    if not (forms or arguments.json):
        print_no_forms()
    return 0


_LIST_HEAD = ("年度", "项目", "实施单位", "总分", "等级", "状态", "错误", "提醒", "编号")


def _summary_row(source: FormSource, one: FormSummary) -> tuple[str, ...]:
    standing = one.standing
    return (
        str(one.year),
        one.project,
        one.implementing_unit,
        _total(source, one) or "",
        standing.grade or "",
        one.state.label,
        str(standing.errors),
        str(standing.warnings),
        one.form_id,
    )


def _summary_values(source: FormSource, one: FormSummary) -> dict[str, object]:
    return {
        "id": one.form_id,
        "project": one.project,
        "fiscal_year": one.year,
        "department": one.department,
        "implementing_unit": one.implementing_unit,
        "template": one.template,
        "state": one.state,
        "total": _total(source, one),
        "grade": one.standing.grade,
        "complete": one.standing.is_complete,
        "errors": one.standing.errors,
        "warnings": one.standing.warnings,
    }


def _total(source: FormSource, one: FormSummary) -> str | None:
    """Return the total as printed, ``None`` for a form that gives no points.

    A form whose template is missing is listed all the same.
    """
    if one.standing.total is None:
        return None
    try:
        decimals = _decimals(source.templates[one.template], Role.TOTAL)
    except TemplateError:
        decimals = 0
    return points_text(one.standing.total, decimals)


def _decimals(template: Template, role: Role) -> int:
    """Return how many decimals the template prints a closing figure with."""
    at = place_of(template, role)
    column = None if at is None else column_of(template, at)
    return 0 if column is None else column.decimals


def _execution_text(template: Template, role: Role, points: Decimal | None) -> str:
    """Return the score or the weight of the execution rate as its cell prints it, or else as the total."""
    at = execution_place(template, role)
    column = None if at is None else column_of(template, at)
    return points_text(points, _decimals(template, Role.TOTAL) if column is None else column.decimals)


def _title(shown: EvaluatedForm) -> str:
    names = form_names(shown.template, shown.form)
    return visible("  ".join(filter(None, (names.project, year_text(shown.form.year), names.unit))))


def _score_lines(shown: EvaluatedForm) -> Iterator[str]:
    template, sheet = shown.template, shown.sheet
    yield _title(shown)
    if template.scoring is None:
        yield "  本表不计分"
        yield ""
        return
    decimals = _decimals(template, Role.TOTAL)
    grade = sheet.grade or ("" if sheet.is_complete else "尚有得分未填")
    rows = [("总分", points_text(sheet.total, decimals), points_text(sheet.total_weight, decimals), grade)]
    if template.scoring.execution is not None:
        execution = _execution_text(template, Role.SCORE, sheet.execution.value) or "—"
        weight = _execution_text(template, Role.WEIGHT, sheet.execution.weight)
        rate = "" if sheet.rate is None else rate_text(sheet.rate.figure, template.rate)
        rows.append(("执行率", execution, weight, rate))
    goals = [] if sheet.of_goals is None else [sheet.of_goals]
    for one in (*goals, *(sheet.dimensions if _column(template, Role.LEVEL1) else ())):
        points, of = points_text(one.score, decimals), points_text(one.weight, decimals)
        rows.append((one.name or "（未填一级指标）", points, of, ""))
    yield from table(
        [(f"  {name}", points, f"/ {of}", more) for name, points, of, more in rows], right={1, 2}
    )
    yield ""


def _score_json(shown: EvaluatedForm) -> Iterator[str]:
    template, facts, sheet = shown.template, shown.facts, shown.sheet
    weight, score = _column(template, Role.WEIGHT), _column(template, Role.SCORE)
    decimals = _decimals(template, Role.TOTAL)
    yield json_line(
        {
            "project": facts.project,
            "fiscal_year": shown.form.year,
            "template": template.id,
            "execution_rate": None if sheet.rate is None else rate_text(sheet.rate.figure, template.rate),
            "execution_score": _execution_text(template, Role.SCORE, sheet.execution.value) or None,
            "total_weight": points_text(sheet.total_weight, decimals),
            "total": points_text(sheet.total, decimals),
            "grade": sheet.grade,
            "indicators": [
                {
                    "name": row.name,
                    "weight": points_text(one.weight, weight.decimals if weight else 0) or None,
                    "score": points_text(one.value, score.decimals if score else 0) or None,
                }
                for row, one in zip(facts.indicators, sheet.indicators, strict=True)
            ],
        }
    )


def _column(template: Template, role: Role) -> Column | None:
    return None if template.grid is None else template.grid.by_role.get(role)
