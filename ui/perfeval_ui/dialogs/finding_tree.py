"""The findings on several forms as a tree: by kind, or by form."""

from collections.abc import Iterable, Iterator
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from perfeval_desktop.domain.check_report import CheckReport, ReportedForm
from perfeval_desktop.domain.findings import Finding
from perfeval_desktop.summary_texts import UNNAMED
from perfeval_ui.theme import SEVERITY_ICONS, SEVERITY_TINTS, Tint, icon

_TARGET = Qt.ItemDataRole.UserRole
_MOST_EXPANDED = 200


class Order(Enum):
    """What the findings stand below."""

    KIND = "按问题"
    FORM = "按项目"


class FindingTree(QTreeWidget):
    """Shows a report; ``finding_chosen`` carries the form and the place of a finding that was activated."""

    finding_chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setAccessibleName("检查结果")
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.itemActivated.connect(self._choose)

    def show_report(self, report: CheckReport, order: Order) -> None:
        """Show ``report`` in an ``order``."""
        self.clear()
        branches = _by_kind(report) if order is Order.KIND else _by_form(report)
        self.addTopLevelItems(list(branches))
        if sum(form_count(form) for form in report.forms) <= _MOST_EXPANDED:
            self.expandAll()
        self.setCurrentIndex(self.model().index(0, 0))

    def _choose(self, item: QTreeWidgetItem) -> None:
        target = item.data(0, _TARGET)
        if target is not None:
            self.finding_chosen.emit(*target)


def form_count(form: ReportedForm) -> int:
    """Return how many lines a form has in the tree."""
    return len(form.findings) + len(form.accepted)


def _by_kind(report: CheckReport) -> Iterator[QTreeWidgetItem]:
    for kind in report.kinds:
        lines = [
            (form, finding) for form in report.forms for finding in form.findings if finding.code is kind.code
        ]
        items = (_line(form, finding, beside=_name(form)) for form, finding in lines)
        counted = f"{kind.findings} 处，{kind.forms} 张表"
        yield _branch(kind.title, counted, items, lines[0][1])
    aside = [(form, finding) for form in report.forms for finding in form.accepted]
    if aside:
        items = (_line(form, finding, beside=_name(form)) for form, finding in aside)
        yield _branch("已说明不用改", f"{len(aside)} 处", items)


def _by_form(report: CheckReport) -> Iterator[QTreeWidgetItem]:
    for form in report.forms:
        if form_count(form):
            items = (_line(form, finding) for finding in (*form.findings, *form.accepted))
            yield _branch(_name(form), f"{len(form.findings)} 处", items)


def _branch(
    words: str, counted: str, items: Iterable[QTreeWidgetItem], first: Finding | None = None
) -> QTreeWidgetItem:
    branch = QTreeWidgetItem([words, counted])
    font = branch.font(0)
    font.setBold(True)
    branch.setFont(0, font)
    if first is not None:
        branch.setIcon(0, icon(SEVERITY_ICONS[first.severity], SEVERITY_TINTS[first.severity]))
    branch.addChildren(list(items))
    return branch


def _line(form: ReportedForm, finding: Finding, beside: str = "") -> QTreeWidgetItem:
    told = f"{finding.message}（已说明：{finding.accepted_for}）" if finding.accepted_for else finding.message
    item = QTreeWidgetItem([told, beside])
    item.setToolTip(0, told)
    item.setData(0, _TARGET, (form.id, finding.place))
    name, tint = SEVERITY_ICONS[finding.severity], SEVERITY_TINTS[finding.severity]
    item.setIcon(0, icon("ok", Tint.QUIET) if finding.accepted_for else icon(name, tint))
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{finding.severity.label}：{told}")
    return item


def _name(form: ReportedForm) -> str:
    return form.project or UNNAMED
