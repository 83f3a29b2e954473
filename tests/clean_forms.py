"""A form that no check finds fault with, and ways to spoil it."""

from dataclasses import replace
from decimal import Decimal

from perfeval_desktop.domain_v1.checks import check
from perfeval_desktop.domain_v1.findings import Code, Finding
from perfeval_desktop.domain_v1.form import Amounts, Funding, Indicator, SelfAssessment
from perfeval_desktop.domain_v1.scoring import ScoreSheet, score
from perfeval_desktop.domain_v1.template import Template
from perfeval_desktop.templates import TemplateCatalogue

CATALOGUE = TemplateCatalogue()
TEMPLATE = CATALOGUE["national-2020"]

# The rows of the clean form.
TRAININGS, PASS_RATE, ON_TIME, EFFECT, SATISFACTION = range(5)


def clean_form() -> SelfAssessment:
    """Return a complete form of 2023 under ``national-2020`` that earns 99.90 points."""
    amounts = Amounts(Decimal(100_000), Decimal(100_000), Decimal(99_000))
    return SelfAssessment(
        template=TEMPLATE.id,
        fiscal_year=2023,
        project="教师培训（2023 年）",
        department="区教育局",
        implementing_unit="教师进修学院",
        funding=Funding(total=amounts, current_appropriation=amounts),
        expected_goal="举办教师培训10场，教师满意度达到90%。",
        actual_outcome="2023年共举办教师培训12场，教师满意度达到95%。",
        indicators=(
            Indicator("产出指标", "数量指标", "教师培训场次", "≥10场", "12场", Decimal(20)),
            Indicator("产出指标", "质量指标", "培训合格率", "≥95%", "98%", Decimal(20)),
            Indicator("产出指标", "时效指标", "培训及时性", "按计划完成", "已完成", Decimal(10)),
            Indicator("效益指标", "社会效益指标", "教师能力", "有所提高", "达成指标", Decimal(30)),
            Indicator("满意度指标", "服务对象满意度指标", "教师满意度", "≥90%", "95%", Decimal(10)),
        ),
    )


def with_row(row: int, form: SelfAssessment | None = None, **changes: str | Decimal | None) -> SelfAssessment:
    """Return ``form`` (the clean one) with some fields of an indicator changed."""
    form = clean_form() if form is None else form
    changed = replace(form.indicators[row], **changes)  # type: ignore[arg-type]  # texts, weight, score
    return form.with_indicator(row, changed)


def with_funding(form: SelfAssessment | None = None, **changes: Amounts | str | Decimal) -> SelfAssessment:
    """Return ``form`` (the clean one) with some fields of its funding changed."""
    form = clean_form() if form is None else form
    return replace(form, funding=replace(form.funding, **changes))  # type: ignore[arg-type]


def amounts(initial: int | None, adjusted: int | None, executed: int | None) -> Amounts:
    """Return a row of the funding grid from whole 元."""
    return Amounts(*(None if one is None else Decimal(one) for one in (initial, adjusted, executed)))


def sheet_of(form: SelfAssessment, template: Template = TEMPLATE) -> ScoreSheet:
    """Return the score sheet."""
    return score(template, form)


def findings(form: SelfAssessment, template: Template = TEMPLATE) -> tuple[Finding, ...]:
    """Return everything found."""
    return check(template, form, score(template, form))


def found(form: SelfAssessment, code: Code, template: Template = TEMPLATE) -> list[tuple[str, str]]:
    """Return the places and sentences of one check."""
    return [(one.cell.path, one.message) for one in findings(form, template) if one.code is code]


def places(form: SelfAssessment, code: Code, template: Template = TEMPLATE) -> list[str]:
    """Return the places of one check's findings."""
    return [place for place, _ in found(form, code, template)]
