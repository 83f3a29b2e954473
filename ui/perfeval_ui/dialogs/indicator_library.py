"""从指标库插入: indicators of the library are searched, ticked, and put into the open form."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QWidget,
)

from perfeval_desktop.domain.blocks import IndicatorsBlock
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.level_names import level1_offers
from perfeval_desktop.domain.library_indicator import LibraryIndicator
from perfeval_desktop.domain.library_levels import Levels, levels_in
from perfeval_desktop.domain.library_rows import InsertionChoices, names_in, without_place
from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.indicator_library import library, remove_own
from perfeval_ui.dialogs.library_table import LibraryTable
from perfeval_ui.dialogs.table_dialog import TableDialog
from perfeval_ui.text_size import grown
from perfeval_ui.theme import RHYTHM
from perfeval_ui.widgets.filter_box import FilterBox

_ALL = "全部"
_NAME, _PROOF = 0, 6
# How many of the ticked are told with their places; of more it is told how many.
_MOST_TOLD = 3


class IndicatorLibraryDialog(TableDialog[LibraryIndicator]):
    """Lets the user tick indicators for the ``block`` of ``form``; ``own_folder`` has the unit's own ones.

    ``wanted`` carries the ticked indicators, and the choices of how they are put in but for their goal.
    """

    wanted = Signal(list, object)

    def __init__(
        self, block: IndicatorsBlock, form: Form, own_folder: Path, parent: QWidget | None = None
    ) -> None:
        there = names_in(block, form)
        self._ticks = LibraryTable(there)
        super().__init__("从指标库插入", self._ticks, placeholder="没有这样的指标。", parent=parent)
        self._block, self._folder, self._there = block, own_folder, there
        self.search = FilterBox("查找指标", "按指标名称、一二级指标、领域查找", self)
        self.fields = QListWidget(self)
        self.fields.setAccessibleName("领域")
        self.with_weights = QCheckBox("带上常用分值(&W)", self)
        self.elsewhere_label = QLabel("模板没有这一级的指标，放在(&P)", self)
        self.elsewhere = QComboBox(self)
        self.elsewhere.addItems(level1_offers(block))
        self.elsewhere_label.setBuddy(self.elsewhere)
        self.places = QLabel(self)
        self.places.setWordWrap(True)
        self.places.setTextFormat(Qt.TextFormat.PlainText)
        self.insert_button = self._button("", self._insert)
        self.insert_button.setDefault(True)
        self.remove_button = self._button("从指标库删除(&D)", self._remove)
        self._prepare_view()
        self._arrange()
        self._read()
        self.search.textChanged.connect(self._sift)
        self.search.left.connect(self._go_to_list)
        self.fields.currentRowChanged.connect(self._sift)
        self._ticks.ticks_changed.connect(self._update_buttons)
        self.elsewhere.currentTextChanged.connect(self._update_buttons)
        self.search.setFocus()

    # -- made --------------------------------------------------------------------------------------------

    def _prepare_view(self) -> None:
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setAccessibleName("指标")
        self.view.setToolTip("空格勾选，Ctrl、Shift 选几行一起勾")
        self.view.setTabKeyNavigation(False)
        self.view.installEventFilter(self)
        self.view.doubleClicked.connect(lambda index: self._ticks.toggle([index.row()]))
        self._stretch_columns(_PROOF)
        self.view.header().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.ResizeToContents)

    def _arrange(self) -> None:
        self.fields.setFixedWidth(grown(18 * RHYTHM))
        lists = QHBoxLayout()
        lists.setSpacing(RHYTHM)
        lists.addWidget(self.fields)
        lists.addLayout(self._pages, 1)
        choices = QHBoxLayout()
        choices.setSpacing(RHYTHM)
        choices.addWidget(self.with_weights)
        choices.addSpacing(RHYTHM)
        choices.addWidget(self.elsewhere_label)
        choices.addWidget(self.elsewhere)
        choices.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(RHYTHM)
        row.addWidget(self.remove_button)
        row.addStretch(1)
        row.addWidget(self.insert_button)
        row.addWidget(self.close_button_box())
        self.column.addWidget(self.search)
        self.column.addLayout(lists, 1)
        self.column.addWidget(self.places)
        self.column.addLayout(choices)
        self.column.addWidget(self.message)
        self.column.addLayout(row)
        self.with_weights.setChecked(True)
        self.take_room(130, 76)

    def _read(self) -> None:
        """Read the library, and show the field that was shown before."""
        self._library = library(self._folder)
        field = self._field
        self.fields.clear()
        self.fields.addItems([_ALL, *self._library.fields])
        self.fields.setCurrentRow(
            max(0, self._library.fields.index(field) + 1 if field in self._library.fields else 0)
        )
        if self._library.troubles:
            self.message.show_warning("\n".join(self._library.troubles))
        self._sift()

    # -- chosen ------------------------------------------------------------------------------------------

    @property
    def _field(self) -> str:
        """The field chosen at the left, ``""`` for all of them."""
        return self.fields.currentItem().text() if self.fields.currentRow() > 0 else ""

    def _sift(self) -> None:
        self._show_records(self._library.found(self.search.text(), field=self._field))

    def _go_to_list(self) -> None:
        if self.table.rows:
            self.view.setFocus()
            # Qt makes the first row current with the focus, and selects nothing.
            if not self.selected:
                self.view.setCurrentIndex(self.table.index(0, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tick the selected rows with Space; Qt itself would tick the current one alone."""
        if watched is self.view and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Space:
                if not self.selected:
                    # Tab leads to a row without selecting it.
                    self.view.setCurrentIndex(self.view.currentIndex())
                self._ticks.toggle(index.row() for index in self.view.selectionModel().selectedRows())
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._ticks.ticked:
                self._insert()
                return True
        return super().eventFilter(watched, event)

    def _update_buttons(self) -> None:
        ticked = self._ticks.ticked
        self.insert_button.setText(f"插入 {len(ticked)} 项(&I)" if ticked else "插入(&I)")
        self.insert_button.setEnabled(bool(ticked))
        own = [one for one in self.selected if one in self._library.own]
        self.remove_button.setEnabled(bool(own))
        homeless = bool(without_place(self._block, ticked))
        self.elsewhere_label.setVisible(homeless)
        self.elsewhere.setVisible(homeless)
        self.places.setText(self._told_places(ticked))

    def _told_places(self, ticked: list[LibraryIndicator]) -> str:
        """Return what will stand where."""
        if not ticked:
            return "勾选要插入的指标（空格）；插入后按一、二级指标归到各组，指标值请改成本项目的。"
        told = "；".join(f"“{one.name}”→ {self._place(one)}" for one in ticked[:_MOST_TOLD])
        more = f"；等 {len(ticked)} 项" if len(ticked) > _MOST_TOLD else ""
        twice = [one.name for one in ticked if one.name in self._there]
        there = f"\n表中已有同名指标，会再插入一行：{'、'.join(twice)}" if twice else ""
        return f"{told}{more}{there}"

    def _place(self, one: LibraryIndicator) -> str:
        found = levels_in(self._block, Levels(one.level1, one.level2))
        levels = found or Levels(self.elsewhere.currentText(), one.level2)
        return " / ".join(name for name in levels if name)

    # -- done --------------------------------------------------------------------------------------------

    def _insert(self) -> None:
        choices = InsertionChoices(
            with_weights=self.with_weights.isChecked(), elsewhere=self.elsewhere.currentText()
        )
        self.wanted.emit(self._ticks.ticked, choices)
        self.accept()

    def _remove(self) -> None:
        gone = [one for one in self.selected if one in self._library.own]
        try:
            remove_own(self._folder, gone)
        except PerfEvalError as error:
            self.message.show_error(f"没有删除：{error}")
            return
        self._ticks.tick(gone, on=False)
        self._read()
        self.message.show_success(f"已从指标库删除 {len(gone)} 项。")
