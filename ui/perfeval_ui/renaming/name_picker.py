"""The old names to pick: every spelling with its forms, those that only look alike right below."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from perfeval_desktop.renaming.spellings import Spelling
from perfeval_desktop.summary_texts import searchable
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.filter_box import FilterBox
from perfeval_ui.widgets.record_table import Column
from perfeval_ui.widgets.ticked_table import TickedTable, TickedView


class NamePicker(QWidget):
    """Lets the user tick spellings; ``picked`` tells that others are ticked.

    With the commonest spelling of a name those that look alike are ticked, too; each can be unticked.
    """

    picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Spelling] = ()
        self._before: set[Spelling] = set()
        self.filter = FilterBox("查找旧名称", "按名称查找", self)
        self.table = TickedTable[Spelling](_COLUMNS, _tooltip, parent=self)
        self.view = TickedView(self.table, "旧名称", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(RHYTHM)
        column.addWidget(self.filter)
        column.addWidget(self.view, 1)
        header = self.view.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.filter.textChanged.connect(self._sift)
        self.filter.left.connect(self._go_to_list)
        self.table.ticks_changed.connect(self._follow)

    @property
    def names(self) -> frozenset[str]:
        """The spellings that are ticked."""
        return frozenset(one.text for one in self.table.ticked)

    def show_spellings(self, spellings: Sequence[Spelling]) -> None:
        """Show other spellings, none of them ticked."""
        self._all = spellings
        self._before.clear()
        self._sift()
        self.table.tick(self.table.ticked, on=False)

    def _sift(self) -> None:
        words = searchable(self.filter.text()).split()
        self.table.set_rows([one for one in self._all if all(word in searchable(one.text) for word in words)])

    def _go_to_list(self) -> None:
        self.view.setFocus()
        if self.table.rows and not self.view.selectionModel().hasSelection():
            self.view.setCurrentIndex(self.table.index(0, 0))

    def _follow(self) -> None:
        """Tick what looks like the names that have just been ticked, or untick it with them."""
        now, before = set(self.table.ticked), self._before
        looks = {one.look for one in now ^ before if not one.difference}
        alike = {one for one in self._all if one.look in looks and one.difference}
        is_on = len(now) > len(before)
        wrong = alike - now if is_on else alike & now
        self._before = now | wrong if is_on else now - wrong
        if wrong:
            self.table.tick([one for one in self._all if one in wrong], on=is_on)
            return
        self.picked.emit()


def _shown(one: Spelling) -> str:
    # Below the name that it looks like, and a little to the right of it.
    return f"　{one.text}" if one.difference else one.text


def _counted(one: Spelling) -> str:
    return f"{one.forms} 张（{one.final} 张已定稿）" if one.final else f"{one.forms} 张"


def _tooltip(one: Spelling) -> str:
    return f"{one.text}\n和上面的名称只差：{one.difference}" if one.difference else one.text


_COLUMNS: tuple[Column[Spelling], ...] = (
    Column("旧名称", _shown),
    Column("只差", lambda one: one.difference),
    Column("表", _counted, is_figure=True),
)
