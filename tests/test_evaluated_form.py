from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from perfeval_desktop.domain.accepting import accepting
from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.facts import facts
from perfeval_desktop.domain.findings import Code, Finding, Severity
from perfeval_desktop.domain.form import FormState, Place, RowId
from perfeval_desktop.domain.remedies import remedies_of
from perfeval_desktop.domain.scoring import score
from perfeval_desktop.domain.template import FormKind
from perfeval_desktop.domain.template_reader import read_template
from perfeval_desktop.evaluated_form import RULES_VERSION, evaluate, with_kept_standing
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import Entry, FormId, FormSummary, Outline, Standing, StoredForm
from small_forms import CORRECTED, EFFECT, OTHER, SELF, TOTAL, clean_form, with_cell

FORM_ID = FormId("018f3e6a-0000-7000-8000-000000000001")
EXECUTED = Place("funding", TOTAL, "executed")


def finding(severity: Severity) -> Finding:
    return Finding(Code.REQUIRED, severity, EXECUTED, "一句话。")


def test_a_view_is_the_form_scored_and_checked_under_its_template() -> None:
    form = with_cell(EFFECT, "score", "满分")
    shown = evaluate(SELF, FORM_ID, form)
    assert (shown.form_id, shown.template, shown.form) == (FORM_ID, SELF, form)
    assert shown.facts == facts(SELF, form)
    assert shown.sheet == score(SELF, shown.facts)
    assert [one.code for one in shown.findings if one.severity is Severity.ERROR] == ["entry"]
    assert (shown.save_error, shown.newer_template, shown.kept_standing) == (None, None, None)
    assert evaluate(SELF, FORM_ID, form, newer=CORRECTED).newer_template is CORRECTED


def test_the_standing_of_a_form_without_fault() -> None:
    assert evaluate(SELF, FORM_ID, clean_form()).standing == Standing(
        total=Decimal("99.90"),
        grade="优",
        is_complete=True,
        errors=0,
        warnings=0,
        rules_version=RULES_VERSION,
    )


def test_the_standing_counts_errors_and_warnings_but_no_hints() -> None:
    shown = replace(evaluate(SELF, FORM_ID, clean_form()), findings=tuple(map(finding, Severity)) * 2)
    assert (shown.errors, shown.standing.errors, shown.standing.warnings) == (2, 2, 2)


def test_a_form_that_gives_no_points_has_no_total() -> None:
    text = "".join(line for line in _WITHOUT_POINTS)
    shown = evaluate(read_template(text, source="t.toml"), FORM_ID, clean_form())
    assert (shown.standing.total, shown.standing.grade) == (None, None)


_WITHOUT_POINTS = """
format = 2
id = "target"
name = "目标"
kind = "target"
title = "绩效目标表"
[[blocks]]
type = "fields"
key = "head"
widths = ["30", "150"]
columns = [{ role = "project", label = "项目名称" }]
[[blocks]]
type = "funding"
key = "funding"
name_width = "90"
columns = [{ role = "initial_budget", label = "预算", width = "90" }]
rows = [{ key = "current_appropriation", role = "source", label = "财政拨款" }]
"""


def test_the_outline_is_read_by_role_with_amounts_in_yuan() -> None:
    shown = evaluate(SELF, FORM_ID, clean_form())
    assert shown.outline == Outline(
        kind=FormKind.SELF_ASSESSMENT,
        project="教师培训（2023 年）",
        project_code="",
        department="区教育局",
        implementing_unit="教师进修学院",
        adjusted=Decimal(100_000),
        executed=Decimal(99_000),
        standing=shown.standing,
    )
    assert shown.entry == Entry(shown.form, SELF, shown.outline)


def test_for_a_budget_that_was_not_adjusted_the_initial_one_is_listed() -> None:
    form = clean_form().with_text(Place("funding", TOTAL, "adjusted_budget"), "")
    form = form.with_text(Place("funding", RowId("current_appropriation"), "adjusted_budget"), "")
    outline = evaluate(SELF, FORM_ID, form.with_text(EXECUTED, "")).outline
    assert (outline.adjusted, outline.executed) == (Decimal(100_000), Decimal(99_000))


def test_without_a_total_the_first_row_of_the_first_grid_is_listed() -> None:
    template = read_template(_WITHOUT_POINTS, source="t.toml")
    outline = evaluate(template, FORM_ID, clean_form()).outline
    assert (outline.kind, outline.adjusted, outline.executed) == (FormKind.TARGET, Decimal(100_000), None)


def test_a_form_without_funds_lists_none() -> None:
    text = _WITHOUT_POINTS.partition('[[blocks]]\ntype = "funding"')[0]
    outline = evaluate(read_template(text, source="t.toml"), FORM_ID, clean_form()).outline
    assert (outline.project, outline.adjusted, outline.executed) == ("教师培训（2023 年）", None, None)


def test_the_project_code_is_listed() -> None:
    form = blank_form(OTHER, 2023).with_text(Place("top", RowId("only"), "code"), "0013zp")
    assert evaluate(OTHER, FORM_ID, form).outline.project_code == "0013zp"


def test_a_stored_form_has_the_line_that_the_store_lists(tmp_path: Path) -> None:
    form = replace(clean_form(), state=FormState.IN_REVIEW)
    shown = evaluate(SELF, FORM_ID, form)
    assert StoredForm(FORM_ID, 3, form, shown.outline, "张三").summary == FormSummary(
        form_id=FORM_ID,
        rev=3,
        year=2023,
        kind=FormKind.SELF_ASSESSMENT,
        template="self",
        digest=SELF.digest,
        project="教师培训（2023 年）",
        project_code="",
        department="区教育局",
        implementing_unit="教师进修学院",
        state=FormState.IN_REVIEW,
        adjusted=Decimal(100_000),
        executed=Decimal(99_000),
        changed_by="张三",
        standing=shown.standing,
    )
    with Store.open(tmp_path / "绩效自评.perfeval") as store:
        (made,) = store.create([shown.entry], label="新建", by="张三")
        assert store.summaries() == [made.stored.summary]


def test_only_what_a_final_form_kept_is_held_against_the_rules_of_now() -> None:
    final = replace(clean_form(), state=FormState.FINAL)
    shown = evaluate(SELF, FORM_ID, final)
    old = shown.standing._replace(total=Decimal(90), rules_version=1)
    stored = StoredForm(FORM_ID, 1, final, shown.outline._replace(standing=old))
    assert with_kept_standing(shown, stored).kept_standing == old
    draft = evaluate(SELF, FORM_ID, clean_form())
    assert with_kept_standing(draft, stored) is draft
    assert with_kept_standing(shown, replace(stored, form=clean_form())) is shown


def test_what_was_set_aside_is_neither_to_be_seen_to_nor_counted() -> None:
    form = with_cell(EFFECT, "score", "满分")
    (error,) = (one for one in evaluate(SELF, FORM_ID, form).findings if one.severity is Severity.ERROR)
    shown = evaluate(SELF, FORM_ID, accepting(form, error, "按往年写法"))
    assert [one.accepted_for for one in shown.accepted] == ["按往年写法"]
    assert error.message == shown.accepted[0].message
    assert shown.errors == 0
    assert evaluate(SELF, FORM_ID, form).accepted == ()


def test_what_can_be_done_about_a_finding_is_told_with_it() -> None:
    shown = evaluate(SELF, FORM_ID, with_cell(EFFECT, "score", "约30分"))
    (error,) = (one for one in shown.findings if one.code is Code.ENTRY)
    assert [one.label for one in remedies_of(shown.judged, error)] == ["改成 30"]
