"""A report on several forms counts what was found, and leaves out what was set aside."""

from dataclasses import replace

from perfeval_desktop.check_reports import check_report, finding_values, report_values, reported
from perfeval_desktop.domain.accepting import accepting
from perfeval_desktop.domain.findings import Code, Severity
from perfeval_desktop.evaluated_form import EvaluatedForm, evaluate
from perfeval_desktop.store import FormId
from short_forms import filled
from small_forms import EFFECT, OTHER, SELF, TRAININGS, clean_form, named, with_cell

FIRST, SECOND = FormId("1"), FormId("2")


def shown(score: str = "", *, reason: str = "") -> EvaluatedForm:
    """Return a form with two scores, of which the first is ``score``, and the finding about it set aside."""
    form = with_cell(TRAININGS, "score", score, with_cell(EFFECT, "score", "41"))
    made = evaluate(SELF, FIRST, form)
    if not reason:
        return made
    return evaluate(SELF, FIRST, accepting(form, made.findings[0], reason))


def test_kinds_are_counted_by_findings_and_by_forms_the_most_frequent_first() -> None:
    report = check_report(map(reported, (shown("30"), shown(), evaluate(SELF, SECOND, clean_form()))))
    assert [(one.code, one.title, one.findings, one.forms) for one in report.kinds] == [
        (Code.SCORE, "得分缺少或超出分值", 3, 2),
        (Code.ONLY_WORDS, "文字目标只答了一句套话", 3, 3),
    ]
    assert report.severities == {Severity.ERROR: 3, Severity.WARNING: 0, Severity.HINT: 3}
    assert report.summary == "共检查 3 张表：错误 3，提醒 0，建议 3"


def test_what_was_set_aside_is_counted_apart() -> None:
    report = check_report([reported(shown("30", reason="加分项"))])
    assert report.summary == "共检查 1 张表：错误 1，提醒 0，建议 1，已说明 1"
    values = report_values(report)
    assert (values["forms"], values["accepted"]) == (1, 1)


def test_a_form_is_named_as_lists_name_it() -> None:
    form = reported(evaluate(SELF, FIRST, named(clean_form(), "甲项目")))
    assert (form.id, form.project, form.unit, form.year) == (FIRST, "甲项目", "教师进修学院", 2023)
    assert form.standing == "99.9 分 优"
    assert reported(evaluate(OTHER, FIRST, filled(OTHER))).standing.endswith(" 分")
    unscored = replace(evaluate(SELF, FIRST, clean_form()), template=replace(SELF, scoring=None))
    assert reported(unscored).standing == "优"


def test_a_finding_tells_its_cells_and_the_reason_why_it_was_set_aside() -> None:
    first = shown("30").findings[0]
    assert finding_values(first) == {
        "code": "score",
        "severity": "error",
        "where": "indicators.r1.score",
        "also": [],
        "message": first.message,
    }
    aside = shown("30", reason="加分项").accepted[0]
    assert finding_values(aside)["accepted_for"] == "加分项"
