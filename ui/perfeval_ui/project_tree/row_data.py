"""What a row of the project tree answers to Qt: its name, its tooltip, the value behind it."""

from enum import IntEnum

from PySide6.QtCore import Qt

from perfeval_desktop.store import FormSummary
from perfeval_desktop.summary_texts import project_text
from perfeval_ui.project_tree.grouping import Group
from perfeval_ui.project_tree.row_text import form_text, form_tooltip, group_text, group_tooltip


class Role(IntEnum):
    """What the model tells beside Qt's own roles."""

    # The FormSummary of a project row, None for a group.
    SUMMARY = Qt.ItemDataRole.UserRole
    # The Group of a group row, None for a project.
    GROUP = Qt.ItemDataRole.UserRole + 1
    # Whether the row is the open form's.
    IS_OPEN = Qt.ItemDataRole.UserRole + 2


def form_data(summary: FormSummary, role: int, *, is_open: bool) -> object:
    """Return what a project row answers for ``role``."""
    match role:
        case Role.SUMMARY:
            return summary
        case Role.IS_OPEN:
            return is_open
        case Qt.ItemDataRole.DisplayRole:
            return project_text(summary)
        case Qt.ItemDataRole.EditRole:
            return summary.project
        case Qt.ItemDataRole.ToolTipRole:
            return form_tooltip(summary)
        case Qt.ItemDataRole.AccessibleTextRole:
            return form_text(summary)
    return None


def group_data(group: Group, role: int) -> object:
    """Return what a group row answers for ``role``."""
    match role:
        case Role.GROUP:
            return group
        case Qt.ItemDataRole.DisplayRole:
            return group.label
        case Qt.ItemDataRole.ToolTipRole:
            return group_tooltip(group)
        case Qt.ItemDataRole.AccessibleTextRole:
            return group_text(group)
    return None
