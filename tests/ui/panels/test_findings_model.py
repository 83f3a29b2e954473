from dataclasses import replace

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from perfeval_desktop.domain.findings import Finding, Severity
from perfeval_ui.panels.finding_tooltip import finding_tooltip
from perfeval_ui.panels.findings_model import FINDING_ROLE, REMEDIES_ROLE, FindingsModel
from ui.some_findings import finding

FINDINGS = (finding(Severity.ERROR, "没有填主管部门。"), finding(Severity.HINT, "说得再具体一些。"))


OFFERS = {"没有填主管部门。": ("填上",)}


def offers(finding: Finding) -> tuple[str, ...]:
    return OFFERS.get(finding.message, ())


@pytest.fixture
def model() -> FindingsModel:
    made = FindingsModel(offers)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.set_findings(FINDINGS)
    return made


def test_each_finding_is_a_row_with_its_sentence(model: FindingsModel) -> None:
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [
        "没有填主管部门。",
        "说得再具体一些。",
    ]
    assert [model.index(row, 0).data(FINDING_ROLE) for row in range(2)] == list(FINDINGS)


def test_a_finding_is_read_out_with_its_severity(model: FindingsModel) -> None:
    index = model.index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "错误：没有填主管部门。"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == finding_tooltip(FINDINGS[0])
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    assert model.rowCount(index) == 0


def test_the_same_findings_again_leave_every_row_where_it_is(model: FindingsModel) -> None:
    row = QPersistentModelIndex(model.index(1, 0))
    model.set_findings((*FINDINGS,))
    assert row.isValid()
    model.set_findings(FINDINGS[:1])
    assert not row.isValid()


def test_what_can_be_done_is_asked_for_anew_each_time_findings_are_set(
    model: FindingsModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = model.index(0, 0)
    assert index.data(REMEDIES_ROLE) == ("填上",)
    monkeypatch.setitem(OFFERS, "没有填主管部门。", ("填上", "照抄"))
    assert index.data(REMEDIES_ROLE) == ("填上",)
    model.set_findings(FINDINGS)
    assert index.data(REMEDIES_ROLE) == ("填上", "照抄")
    assert model.index(1, 0).data(REMEDIES_ROLE) == ()


def test_what_was_set_aside_is_read_out_with_its_reason(model: FindingsModel) -> None:
    model.set_findings((replace(FINDINGS[0], accepted_for="没有主管部门"),))
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "已说明：没有填主管部门。（没有主管部门）"
    )
