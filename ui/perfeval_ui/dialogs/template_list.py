"""The list in which the user selects a template."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from perfeval_desktop.domain.template import FormKind, Template
from perfeval_ui.theme import RHYTHM

_FEWEST, _MOST = 4, 9


class TemplateList(QTreeWidget):
    """Lists templates, grouped by kind of form if there are several kinds.

    ``chosen`` carries the template that has been selected.
    """

    chosen = Signal(object)

    def __init__(self, templates: Sequence[Template], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: dict[str, tuple[QTreeWidgetItem, Template]] = {}
        self.setHeaderHidden(True)
        self.setIndentation(2 * RHYTHM)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setAccessibleName("模板")
        self._fill(templates)
        self.expandAll()
        rows = max(_FEWEST, min(_MOST, len(templates) + self.topLevelItemCount()))
        height = max(self.sizeHintForRow(0), self.fontMetrics().height())
        self.setMinimumHeight(rows * height + RHYTHM)
        self.currentItemChanged.connect(self._emit_chosen)

    @property
    def template(self) -> Template | None:
        """The template that is chosen, ``None`` where there is none."""
        current = self.currentItem()
        return None if current is None else current.data(0, Qt.ItemDataRole.UserRole)

    def choose(self, *template_ids: str) -> None:
        """Choose the first template of these ids that there is, else the first one of all."""
        wanted = (self._items.get(one) for one in template_ids)
        found = next((one for one in (*wanted, *self._items.values()) if one), None)
        if found is not None:
            self.setCurrentItem(found[0])

    def names(self) -> list[str]:
        """Return the names on offer, from the top."""
        return [template.name for _, template in self._items.values()]

    def moveCursor(self, action: QTreeWidget.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Skip the rows with the kinds."""
        index = super().moveCursor(action, modifiers)
        if not self.model().hasChildren(index):
            return index
        goes_up = action in (QTreeWidget.CursorAction.MoveUp, QTreeWidget.CursorAction.MovePageUp)
        above = self.indexAbove(index)
        return above if goes_up and above.isValid() else self.model().index(0, 0, index)

    def _fill(self, templates: Sequence[Template]) -> None:
        kinds = [kind for kind in FormKind if any(one.kind is kind for one in templates)]
        for kind in kinds:
            under: QTreeWidget | QTreeWidgetItem = self
            if len(kinds) > 1:
                under = QTreeWidgetItem(self, [kind.label])
                under.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for template in (one for one in templates if one.kind is kind):
                item = QTreeWidgetItem(under, [template.name])
                item.setData(0, Qt.ItemDataRole.UserRole, template)
                self._items[template.id] = item, template

    def _emit_chosen(self) -> None:
        if self.template is not None:
            self.chosen.emit(self.template)
