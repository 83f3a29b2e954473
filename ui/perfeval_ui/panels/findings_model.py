"""The findings of the checks as a list model for a view."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from perfeval_desktop.domain.findings import Finding
from perfeval_ui.panels.finding_tooltip import finding_tooltip

FINDING_ROLE = Qt.ItemDataRole.UserRole


class FindingsModel(QAbstractListModel):
    """One row for each finding, in the order given; a row's :data:`FINDING_ROLE` is the finding itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.findings: tuple[Finding, ...] = ()

    def set_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show these findings. The same ones again change nothing, not even what is selected."""
        if findings != self.findings:
            self.beginResetModel()
            self.findings = findings
            self.endResetModel()

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
            return f"{finding.severity.label}：{finding.message}"
        return finding if role == FINDING_ROLE else None
