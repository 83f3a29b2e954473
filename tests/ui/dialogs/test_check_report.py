"""Many forms are checked while the window stays usable; the list leads to the cell, and goes into a file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from perfeval_desktop.errors import TemplateError
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId
from perfeval_ui.dialogs import check_report
from perfeval_ui.dialogs.check_report import CheckReportDialog
from perfeval_ui.dialogs.finding_tree import FindingTree, Order
from ui.keyboard import press

Open = Callable[..., CheckReportDialog]


@pytest.fixture
def open_dialog(session: EditingSession, form_ids: tuple[FormId, ...], qtbot: QtBot) -> Open:
    def made(evaluate: Callable[[FormId], EvaluatedForm] = session.evaluated) -> CheckReportDialog:
        dialog = CheckReportDialog(form_ids, evaluate)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.show()
            dialog.activateWindow()
        qtbot.waitUntil(lambda: dialog.report is not None)
        return dialog

    return made


def branches(tree: FindingTree) -> list[QTreeWidgetItem]:
    found = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    return [one for one in found if one is not None]


def lines(branch: QTreeWidgetItem) -> list[str]:
    children = [branch.child(row) for row in range(branch.childCount())]
    return [child.text(0) for child in children if child is not None]


def test_what_is_found_stands_below_its_kind_the_most_frequent_first(open_dialog: Open) -> None:
    dialog = open_dialog()
    assert dialog.report is not None
    assert dialog.summary.text() == dialog.report.summary
    assert [one.text(0) for one in branches(dialog.tree)] == [kind.title for kind in dialog.report.kinds]
    first, kind = branches(dialog.tree)[0], dialog.report.kinds[0]
    assert first.text(1) == f"{kind.findings} 处，{kind.forms} 张表"
    assert len(lines(first)) == kind.findings
    assert first.isExpanded()


def test_or_below_its_project(open_dialog: Open) -> None:
    dialog = open_dialog()
    dialog.order.setCurrentIndex(dialog.order.findData(Order.FORM))
    assert dialog.report is not None
    form = next(one for one in dialog.report.forms if one.findings)
    first = branches(dialog.tree)[0]
    assert (first.text(0), first.text(1)) == (form.project, f"{len(form.findings)} 处")
    assert lines(first) == [finding.message for finding in form.findings]


def test_enter_leads_to_the_cell_and_a_heading_nowhere(open_dialog: Open, qtbot: QtBot) -> None:
    dialog = open_dialog()
    dialog.order.setCurrentIndex(dialog.order.findData(Order.FORM))
    dialog.tree.setFocus()
    with qtbot.assertNotEmitted(dialog.finding_chosen):
        press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    with qtbot.waitSignal(dialog.finding_chosen) as chosen:
        press(Qt.Key.Key_Return)
    assert dialog.report is not None
    form = next(one for one in dialog.report.forms if one.findings)
    assert chosen.args == [form.id, form.findings[0].place]
    assert dialog.isVisible()


def test_what_was_set_aside_stands_apart_with_its_reason(
    open_dialog: Open, session: EditingSession, form_ids: tuple[FormId, ...]
) -> None:
    session.open(form_ids[0])
    assert session.shown is not None
    finding = session.shown.findings[0]
    session.accept(finding, "批复如此")
    dialog = open_dialog()
    last = branches(dialog.tree)[-1]
    assert (last.text(0), last.text(1)) == ("已说明不用改", "1 处")
    assert lines(last) == [f"{finding.message}（已说明：批复如此）"]


def test_a_form_that_cannot_be_checked_hides_no_other(open_dialog: Open, session: EditingSession) -> None:
    troubles = iter(["模板不见了。"])

    def evaluate(form_id: FormId) -> EvaluatedForm:
        for trouble in troubles:
            raise TemplateError(trouble)
        return session.evaluated(form_id)

    dialog = open_dialog(evaluate)
    assert dialog.summary.text().endswith("有 1 张没能检查：模板不见了。")
    assert dialog.report is not None
    assert len(dialog.report.forms) == 6
    dialog.again.click()
    assert not dialog.save.isEnabled()
    QApplication.processEvents()


def test_long_work_is_done_in_pieces(
    open_dialog: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(check_report, "_SECONDS_AT_A_TIME", -1)
    dialog = open_dialog()
    told: list[str] = []
    dialog.again.click()

    def is_done() -> bool:
        told.append(dialog.summary.text())
        return dialog.report is not None

    qtbot.waitUntil(is_done)
    assert any(words.startswith("正在检查 ") for words in told)


def test_where_all_is_well_that_is_said(open_dialog: Open, session: EditingSession) -> None:
    dialog = open_dialog(lambda form_id: replace(session.evaluated(form_id), findings=()))
    assert dialog.summary.text() == "共检查 7 张表：错误 0，提醒 0，建议 0。全部检查通过"
    assert branches(dialog.tree) == []


def choose_file(dialog: CheckReportDialog, file: Path) -> None:
    dialog.save.click()
    (asked,) = dialog.findChildren(QFileDialog)
    assert asked.defaultSuffix() == "pdf"
    asked.fileSelected.emit(str(file))
    asked.reject()
    QApplication.processEvents()


def test_the_list_is_written_as_pdf(open_dialog: Open, tmp_path: Path) -> None:
    dialog = open_dialog()
    choose_file(dialog, tmp_path / "检查结果.pdf")
    assert (tmp_path / "检查结果.pdf").read_bytes().startswith(b"%PDF")
    assert dialog.summary.text() == f"已写好：{tmp_path / '检查结果.pdf'}"


def test_where_it_cannot_be_written_that_is_told(open_dialog: Open, tmp_path: Path) -> None:
    dialog = open_dialog()
    choose_file(dialog, tmp_path / "没有" / "检查结果.pdf")
    assert "不存在或已断开" in dialog.summary.text()
