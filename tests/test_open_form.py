from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from clean_forms import CATALOGUE, TEMPLATE, TRAININGS, clean_form, findings, sheet_of, with_row
from perfeval_desktop.domain_v1.cells import TextCell, TextField
from perfeval_desktop.domain_v1.findings import Code, Severity
from perfeval_desktop.domain_v1.form import FormState
from perfeval_desktop.errors import TemplateError
from perfeval_desktop.open_form import summary, view
from perfeval_desktop.storage.records import FormId, FormSummary, Standing, StoredForm
from perfeval_desktop.storage.store import Store

FORM_ID = FormId("018f3e6a-0000-7000-8000-000000000001")


def test_a_view_is_the_form_scored_and_checked_under_its_template() -> None:
    form = with_row(TRAININGS, target="", actual="")
    shown = view(CATALOGUE, FORM_ID, form)
    assert (shown.form_id, shown.template, shown.form) == (FORM_ID, TEMPLATE, form)
    assert shown.sheet == sheet_of(form)
    assert shown.findings == findings(form)
    assert shown.trouble is None


def test_what_will_not_print_as_typed_is_a_finding_that_names_its_cell() -> None:
    shown = view(
        CATALOGUE,
        FORM_ID,
        replace(clean_form(), actual_outcome="2023年共举办培训12场，由\U00020bb7老师主讲。"),
    )
    (finding,) = shown.findings
    assert (finding.code, finding.cell) == (Code.UNPRINTABLE, TextCell(TextField.ACTUAL_OUTCOME))
    assert finding.message.startswith("实际完成情况中的“\U00020bb7”不在印刷字库里，会印成〓。")


def test_a_form_without_its_template_cannot_be_viewed() -> None:
    with pytest.raises(TemplateError, match="没有名为“beijing-2030”的模板"):
        view(CATALOGUE, FORM_ID, replace(clean_form(), template="beijing-2030"))


def test_the_standing_of_a_form_without_fault() -> None:
    assert view(CATALOGUE, FORM_ID, clean_form()).standing == Standing(
        total=Decimal("99.90"), grade="优", is_complete=True, errors=0, warnings=0
    )


def test_the_standing_counts_errors_and_warnings_but_no_hints() -> None:
    form = with_row(TRAININGS, form=with_row(TRAININGS, weight=Decimal(21)), actual="")
    shown = view(CATALOGUE, FORM_ID, replace(form, project="教师培训（2021 年）"))
    severities = [one.severity for one in shown.findings]
    assert shown.standing == Standing(
        total=shown.sheet.total,
        grade=None,
        is_complete=False,
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
    )
    assert shown.standing.errors > 0
    assert shown.standing.errors + shown.standing.warnings < len(severities)


def test_a_summary_is_the_line_of_the_project_tree() -> None:
    form = replace(clean_form(), state=FormState.IN_REVIEW)
    shown = view(CATALOGUE, FORM_ID, form)
    assert summary(StoredForm(FORM_ID, 3, form), shown) == FormSummary(
        form_id=FORM_ID,
        rev=3,
        fiscal_year=2023,
        department="区教育局",
        implementing_unit="教师进修学院",
        project="教师培训（2023 年）",
        template="national-2020",
        state=FormState.IN_REVIEW,
        standing=shown.standing,
    )


def test_a_summary_is_what_the_store_would_list(tmp_path: Path) -> None:
    form = clean_form()
    with Store.open(tmp_path / "绩效自评.perfeval") as store:
        (stored,) = store.create([(form, view(CATALOGUE, FORM_ID, form).standing)], label="新建")
        assert [summary(stored, view(CATALOGUE, stored.form_id, form))] == store.summaries()
