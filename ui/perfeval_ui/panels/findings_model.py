"""The findings of the checks as a list model for a view."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from perfeval_desktop.domain.findings import Finding
from perfeval_ui.panels.finding_tooltip import finding_tooltip

FINDING_ROLE = Qt.ItemDataRole.UserRole
REMEDIES_ROLE = Qt.ItemDataRole.UserRole + 1

Offers = tuple[str, ...]


class FindingsModel(QAbstractListModel):
    """One row for each finding, in the order given; a row's :data:`FINDING_ROLE` is the finding itself.

    :data:`REMEDIES_ROLE` are the labels of what can be done about it at a click, as ``offers`` says.
    """

    def __init__(self, offers: Callable[[Finding], Offers], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.findings: tuple[Finding, ...] = ()
        self._offers = offers
        self._offered: dict[Finding, Offers] = {}

    def set_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show these findings. The same ones again change nothing, not even what is selected.

        What can be done about them may be another thing each time: of other links, a row has another height.
        """
        before, self._offered = self._offered, {}
        if findings != self.findings:
            self.beginResetModel()
            self.findings = findings
            self.endResetModel()
        elif any(self._offers_for(one) != offers for one, offers in before.items()):
            self.dataChanged.emit(self.index(0), self.index(len(findings) - 1))

    def rowCount(
        self,
        parent: QModelIndex | QPersistentModelIndex = QModelIndex(),  # noqa: B008
    ) -> int:
        return 0 if parent.isValid() else len(self.findings)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        finding = self.findings[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return finding.message
        if role == Qt.ItemDataRole.ToolTipRole:
            return finding_tooltip(finding)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(finding)
        if role == REMEDIES_ROLE:
            return self._offers_for(finding)
        return finding if role == FINDING_ROLE else None

    def _spoken(self, finding: Finding) -> str:
        if finding.accepted_for:
            return f"已说明：{finding.message}（{finding.accepted_for}）"
        return f"{finding.severity.label}：{finding.message}"

    def _offers_for(self, finding: Finding) -> Offers:
        if finding not in self._offered:
            self._offered[finding] = self._offers(finding)
        return self._offered[finding]
