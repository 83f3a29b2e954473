"""Stand-in for the checks."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from perfeval_desktop.domain.columns import Kind
from perfeval_desktop.domain.facts import Facts
from perfeval_desktop.domain.findings import Code, Finding, Severity
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.numerals import read_number
from perfeval_desktop.domain.places import ONLY
from perfeval_desktop.domain.scoring import ScoreSheet
from perfeval_desktop.domain.template import FORM_BLOCK, Template

_SOMEWHERE = Place(FORM_BLOCK, ONLY, "title")


def check(
    template: Template, form: Form, facts: Facts, sheet: ScoreSheet, *, besides: Iterable[Finding] = ()
) -> tuple[Finding, ...]:
    """Return what is found."""
    found = [*_unreadable(template, form), *besides]
    if not facts.project.strip():
        found.append(Finding(Code.REQUIRED, Severity.ERROR, _SOMEWHERE, "项目名称没有填，请补填。"))
    if template.has_points and sheet.total_weight != 100:
        found.append(Finding(Code.WEIGHTS_SUM, Severity.ERROR, _SOMEWHERE, "分值合计不是 100 分，请核对。"))
    if sheet.rate is not None and sheet.rate.share < Decimal("0.9"):
        found.append(Finding(Code.LOW_EXECUTION, Severity.WARNING, _SOMEWHERE, "执行率低于 90%，请说明。"))
    return tuple(found)


def _unreadable(template: Template, form: Form) -> Iterator[Finding]:
    for block in template.blocks:
        for row in form.rows(block.key):
            for key, text in row.cells.items():
                column = block.by_key.get(key)
                if column is not None and column.kind is Kind.POINTS and read_number(text).is_unreadable:
                    place = Place(block.key, row.id, key)
                    yield Finding(Code.ENTRY, Severity.ERROR, place, f"“{text}”不是数字，请改正。")
