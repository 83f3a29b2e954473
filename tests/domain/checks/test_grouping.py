"""The same sentence about several rows is one finding."""

import pytest

from perfeval_desktop.domain.blank_form import blank_form
from perfeval_desktop.domain.checks.check import Check, needs
from perfeval_desktop.domain.checks.grouping import findings_of, in_words
from perfeval_desktop.domain.checks.judged import Remark
from perfeval_desktop.domain.findings import Code, Finding, Severity
from perfeval_desktop.domain.form import Accepted, Place, RowId
from perfeval_desktop.templates import TemplateCatalogue
from remedying import judged_of
from sound_form import NATIONAL, sound_form


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([3], "3"), ([2, 3], "2、3"), ([2, 3, 4], "2—4"), ([1, 3, 4, 5, 9, 10], "1、3—5、9、10")],
)
def test_rows_are_named_in_words(numbers: list[int], words: str) -> None:
    assert in_words(numbers) == words


def remark(row: int, predicate: str, column: str = "actual") -> Remark:
    return Remark(Place("indicators", RowId(f"r{row + 1}"), column), predicate, row)


def found(remarks: list[Remark], *accepted: Accepted) -> list[Finding]:
    """Return the findings of a check that says ``remarks`` of the sound form."""
    check = Check(Code.TOO_LONG, Severity.HINT, needs(), lambda _: iter(remarks))
    by_place = {(one.code, one.place): one for one in accepted}
    return list(findings_of(check, judged_of(sound_form(), NATIONAL), by_place))


def test_rows_that_deserve_the_same_are_named_together_in_the_order_of_the_form() -> None:
    remarks = [remark(0, "太长。"), remark(1, "太短。"), remark(2, "太长。"), remark(3, "太长。", "target")]
    first, second, third = found(remarks)
    assert [one.message for one in (first, second, third)] == [
        "第 1、3 行的实际完成值太长。",
        "第 2 行“培训合格率”的实际完成值太短。",
        "第 4 行“教师能力”的年度指标值太长。",
    ]
    assert first.places == (remarks[0].place, remarks[2].place)
    assert second.others == ()


def test_columns_that_share_their_label_are_told_apart_by_the_heading_above() -> None:
    template = TemplateCatalogue()["target-mid-term"]
    judged = judged_of(blank_form(template, 2023), template)
    assert [judged.column_words(key) for key in ("mid_term_level3", "level3", "level1")] == [
        "中期指标的三级指标",
        "年度指标的三级指标",
        "一级指标",
    ]


def test_what_is_not_of_the_indicators_stands_for_itself() -> None:
    remarks = [Remark(Place("head", RowId("only"), key), "还没有填写。") for key in ("project", "department")]
    assert len(found(remarks)) == 2


def test_what_was_set_aside_is_a_finding_of_its_own_for_each_reason() -> None:
    remarks = [remark(row, "太长。") for row in range(4)]
    reasons = {1: "沿用批复", 2: "沿用批复", 3: "另有规定"}
    accepted = [Accepted("too-long", remarks[row].place, reason, "太长。") for row, reason in reasons.items()]
    assert [(one.message, one.remark, one.accepted_for) for one in found(remarks, *accepted)] == [
        ("第 1 行“教师培训场次”的实际完成值太长。", "太长。", ""),
        ("第 2、3 行的实际完成值太长。", "太长。", "沿用批复"),
        ("第 4 行“教师能力”的实际完成值太长。", "太长。", "另有规定"),
    ]


@pytest.mark.parametrize(("remembered", "reason"), [("太长。", "可以"), ("", "可以"), ("太短。", "")])
def test_it_stays_aside_as_long_as_the_same_is_said(remembered: str, reason: str) -> None:
    place = Place("head", RowId("only"), "project")
    (one,) = found([Remark(place, "太长。")], Accepted("too-long", place, "可以", remembered))
    assert one.accepted_for == reason
