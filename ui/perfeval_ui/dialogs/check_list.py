"""The list of all checks, below their themes, in which the user looks for one."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from perfeval_desktop.check_guide import CheckExplanation
from perfeval_desktop.domain.findings import Code
from perfeval_ui.theme import RHYTHM, SEVERITY_ICONS, SEVERITY_TINTS, icon


class CheckList(QTreeWidget):
    """Lists checks by their titles; only those can be selected. ``chosen`` carries the code of one."""

    chosen = Signal(object)

    def __init__(self, guide: Iterable[CheckExplanation], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes: dict[str, QTreeWidgetItem] = {}
        self._items: dict[Code, tuple[QTreeWidgetItem, CheckExplanation]] = {}
        self.setHeaderHidden(True)
        self.setIndentation(RHYTHM)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("检查")
        self._fill(guide)
        self.expandAll()
        self.currentItemChanged.connect(self._emit_chosen)

    @property
    def code(self) -> Code | None:
        """The check that is selected."""
        current = self.currentItem()
        # Qt keeps it as a mere text.
        return None if current is None else Code(current.data(0, Qt.ItemDataRole.UserRole))

    @property
    def listed(self) -> list[Code]:
        """The checks that are to be seen, from the top."""
        return [code for code, (item, _) in self._items.items() if not item.isHidden()]

    def choose(self, code: Code) -> None:
        """Select a check and bring it into sight with its theme."""
        item, told = self._items[code]
        self.setCurrentItem(item)
        self.scrollToItem(self._themes[told.theme])
        self.scrollToItem(item)

    def sift(self, words: str) -> None:
        """Show the checks that mention all ``words``, and select the one that is called so.

        Where none is, what is selected stays so; where that is hidden, the first one is.
        """
        for item, told in self._items.values():
            item.setHidden(not told.mentions(words))
        listed = self.listed
        themes = {self._items[code][1].theme for code in listed}
        for name, theme in self._themes.items():
            theme.setHidden(name not in themes)
        called = [code for code in listed if words.strip() and self._items[code][1].is_called(words)]
        here = [code for code in listed if code is self.code]
        best = next(iter([*called, *here, *listed]), None)
        if best is None:
            self.setCurrentIndex(QModelIndex())
        else:
            self.choose(best)

    def moveCursor(self, action: QTreeWidget.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Skip the rows with the themes."""
        index = super().moveCursor(action, modifiers)
        if not self.model().hasChildren(index):
            return index
        goes_up = action in (QTreeWidget.CursorAction.MoveUp, QTreeWidget.CursorAction.MovePageUp)
        beside = self.indexAbove(index) if goes_up else self.indexBelow(index)
        return beside if beside.isValid() else self.currentIndex()

    def _fill(self, guide: Iterable[CheckExplanation]) -> None:
        for told in guide:
            item = QTreeWidgetItem(self._theme(told.theme), [told.title])
            item.setData(0, Qt.ItemDataRole.UserRole, told.code)
            gravest = next(iter(told.severities))
            item.setIcon(0, icon(SEVERITY_ICONS[gravest], SEVERITY_TINTS[gravest]))
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{told.title}，{gravest.label}")
            self._items[told.code] = item, told

    def _theme(self, name: str) -> QTreeWidgetItem:
        """Return the row of a theme, made for the first of its checks."""
        if name not in self._themes:
            item = self._themes[name] = QTreeWidgetItem(self, [name])
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = self.font()
            font.setBold(True)
            item.setFont(0, font)
        return self._themes[name]

    def _emit_chosen(self) -> None:
        self.chosen.emit(self.code)
