"""The button with what counts as the same, and which cells are looked through."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from perfeval_desktop.find_replace.query import ColumnGroup, Query

WILDCARDS = "* 代表任意多个字，? 代表一个字；要找 * 或 ? 本身，前面加 ~。空格也能找到换行"


class OptionsButton(QPushButton):
    """Opens a menu of options; ``changed`` is emitted when one of them is another."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Enter in the line beside it looks for what is typed there.
        self.setAutoDefault(False)
        menu = QMenu(self)
        self.matches_case = _checkable(menu, "区分大小写(&C)")
        self.whole_cell = _checkable(menu, "整格相同(&W)")
        self.matches_width = _checkable(menu, "区分全角和半角(&D)")
        menu.addSeparator()
        self.groups = {group: _checkable(menu, f"只找{group.label}") for group in ColumnGroup}
        self.groups[ColumnGroup.ALL].setText("找所有格")
        self.groups[ColumnGroup.ALL].setChecked(True)
        one_of_them = QActionGroup(self)
        for action in self.groups.values():
            one_of_them.addAction(action)
        menu.addSeparator()
        self.figures = _checkable(menu, "也替换金额、分值(&F)")
        self.figures.setToolTip("否则金额、分值和百分比里找到的不替换")
        menu.setToolTipsVisible(True)
        self.setMenu(menu)
        self.setToolTip("选项：怎样算相同，找哪些格")
        menu.triggered.connect(self._follow)
        self._say()

    def query(self, text: str) -> Query:
        """Return what is looked for with these options."""
        return Query(
            text=text,
            matches_case=self.matches_case.isChecked(),
            is_whole_cell=self.whole_cell.isChecked(),
            matches_width=self.matches_width.isChecked(),
            columns=next(group for group, action in self.groups.items() if action.isChecked()),
        )

    @property
    def with_figures(self) -> bool:
        """Whether amounts and points are replaced, too."""
        return self.figures.isChecked()

    def take_from(self, other: "OptionsButton") -> None:
        """Choose what ``other`` has chosen."""
        for own, its in zip(self.menu().actions(), other.menu().actions(), strict=True):
            own.setChecked(its.isChecked())
        self._say()

    def _follow(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        """Say how many options are other than usual: they hide what one expects to find."""
        ticked = [self.matches_case, self.whole_cell, self.matches_width, self.figures]
        number = sum(one.isChecked() for one in ticked) + (not self.groups[ColumnGroup.ALL].isChecked())
        self.setText(f"选项（{number}）" if number else "选项")


def _checkable(menu: QMenu, text: str) -> QAction:
    action = menu.addAction(text)
    action.setCheckable(True)
    return action
