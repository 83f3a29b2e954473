"""What a model of the project tree shows, as a value to compare."""

from PySide6.QtCore import QModelIndex

from perfeval_ui.project_tree.model import ProjectTreeModel
from perfeval_ui.project_tree.row_data import Role

Tree = list[tuple[str, "Tree"]]


def tree(model: ProjectTreeModel, parent: QModelIndex | None = None) -> Tree:
    """Return what the model shows: names and counts of groups, names of projects."""
    around = parent or QModelIndex()
    rows: Tree = []
    for row in range(model.rowCount(around)):
        index = model.index(row, 0, around)
        group = index.data(Role.GROUP)
        name = index.data()
        rows.append((f"{name} {group.final}/{group.count}" if group else name, tree(model, index)))
    return rows
