"""The same sentence about several rows is one finding."""

import pytest

from perfeval_desktop.domain.checks.grouping import findings_of, in_words
from perfeval_desktop.domain.checks.judged import Cell, Remark
from perfeval_desktop.domain.findings import Code, Severity
from perfeval_desktop.domain.form import Accepted, Place, RowId


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([3], "3"), ([2, 3], "2、3"), ([2, 3, 4], "2—4"), ([1, 3, 4, 5, 9, 10], "1、3—5、9、10")],
)
def test_rows_are_named_in_words(numbers: list[int], words: str) -> None:
    assert in_words(numbers) == words


def remark(row: int, predicate: str, column: str = "实际完成值") -> Remark:
    place = Place("indicators", RowId(f"r{row + 1}"), column)
    return Remark(place, predicate, Cell(row, "培训", column))


def test_rows_that_deserve_the_same_are_named_together_in_the_order_of_the_form() -> None:
    remarks = [remark(0, "太长。"), remark(1, "太短。"), remark(2, "太长。"), remark(3, "太长。", "指标值")]
    found = list(findings_of(Code.TOO_LONG, Severity.HINT, remarks, {}))
    assert [one.message for one in found] == [
        "第 1、3 行的实际完成值太长。",
        "第 2 行“培训”的实际完成值太短。",
        "第 4 行“培训”的指标值太长。",
    ]
    assert found[0].places == (remarks[0].place, remarks[2].place)
    assert found[1].others == ()


def test_what_is_not_of_the_indicators_stands_for_itself() -> None:
    remarks = [Remark(Place("head", RowId("only"), key), "还没有填写。") for key in ("project", "department")]
    assert len(list(findings_of(Code.REQUIRED, Severity.ERROR, remarks, {}))) == 2


def test_what_was_set_aside_is_a_finding_of_its_own_for_each_reason() -> None:
    remarks = [remark(row, "太长。") for row in range(4)]
    reasons = {1: "沿用批复", 2: "沿用批复", 3: "另有规定"}
    accepted = {
        (Code.TOO_LONG.value, remarks[row].place): Accepted("too-long", remarks[row].place, why, "太长。")
        for row, why in reasons.items()
    }
    found = findings_of(Code.TOO_LONG, Severity.HINT, remarks, accepted)
    assert [(one.message, one.remark, one.accepted_for) for one in found] == [
        ("第 1 行“培训”的实际完成值太长。", "太长。", ""),
        ("第 2、3 行的实际完成值太长。", "太长。", "沿用批复"),
        ("第 4 行“培训”的实际完成值太长。", "太长。", "另有规定"),
    ]


@pytest.mark.parametrize(("remembered", "reason"), [("太长。", "可以"), ("", "可以"), ("太短。", "")])
def test_it_stays_aside_as_long_as_the_same_is_said(remembered: str, reason: str) -> None:
    place = Place("head", RowId("only"), "project")
    accepted = {("too-long", place): Accepted("too-long", place, "可以", remembered)}
    (one,) = findings_of(Code.TOO_LONG, Severity.HINT, [Remark(place, "太长。")], accepted)
    assert one.accepted_for == reason
