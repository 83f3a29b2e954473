"""The table model under every grid of the page: it shows an evaluated form and changes nothing."""

from collections.abc import Iterable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from perfeval_desktop.domain.findings import Finding, Severity
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.domain.printed.labels import label_parts
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_ui.form_page.cell_grid.cell_range import stretches
from perfeval_ui.form_page.cell_grid.cells import (
    APPEARANCE_ROLE,
    SEVERITY_ROLE,
    AnyIndex,
    CellAppearance,
    CellKind,
    EditorKind,
)
from perfeval_ui.form_page.finding_marks import gravest, spoken, tooltip

# What those hear who do not see how a cell looks.
_SPOKEN_KINDS = {
    CellKind.COMPUTED: "算出来的，不用填",
    CellKind.SUGGESTED: "按规则算出，可以改",
    CellKind.OVERRIDDEN: "手工填写，与规则算出的不同",
}

# Qt asks for them of thousands of cells at once, and putting flags together is slow.
_SELECTABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITABLE = _SELECTABLE | Qt.ItemFlag.ItemIsEditable


class CellTableModel(QAbstractTableModel):
    """A table of cells of the form that is given to :meth:`show`. Subclasses say what stands where.

    ``laid_out`` is emitted once a change is saved and carries the rows that hold other texts since the last
    time, so that the view can measure them anew; a keystroke only repaints. Where rows come or go, the model
    is reset.
    """

    laid_out = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown: EvaluatedForm | None = None
        self.saved: Form | None = None
        self.is_editable = False
        self._titles: tuple[str, ...] = ()
        # Qt asks for it many times with every key.
        self._row_count = 0
        self._findings: dict[Place, list[Finding]] = {}
        # By row and column.
        self._appearances: dict[int, dict[int, CellAppearance]] = {}
        # The rows with other texts than when the view measured them.
        self._unmeasured: set[int] = set()

    def show(self, shown: EvaluatedForm | None, saved: Form | None, *, is_editable: bool) -> None:
        """Show a form with what is being typed into it, or none.

        ``saved`` is the form without what is being typed; ``is_editable`` whether it takes changes now.
        """
        before = self.shown
        self.saved, self.is_editable = saved, is_editable
        if before is shown:
            return
        if before is not None and shown is not None and self.same_layout(before, shown):
            self._show_changes(before, shown)
        else:
            self.beginResetModel()
            self._forget(range(self._row_count))
            self._take(shown)
            self._unmeasured.clear()
            self.endResetModel()

    # -- for subclasses ----------------------------------------------------------------------------------

    def titles(self, shown: EvaluatedForm) -> tuple[str, ...]:
        """Return the words above the columns."""
        raise NotImplementedError

    def entry_place(self, row: int, column: int) -> Place | None:
        """Return the place of the form that is filled in there, ``None`` for labels and results."""
        raise NotImplementedError

    def place_at(self, row: int, column: int) -> Place | None:
        """Return the place of the form whose findings are shown there."""
        return self.entry_place(row, column)

    def appearance(self, shown: EvaluatedForm, row: int, column: int) -> CellAppearance:
        """Return how a cell looks."""
        raise NotImplementedError

    def row_number(self, row: int) -> str:
        """Return the number of a row as findings name it, ``""`` for one that has none."""
        return str(row + 1)

    def is_seldom_typed(self, row: int, column: int) -> bool:  # noqa: ARG002
        """Whether a cell that can be filled in is mostly left as it is."""
        return False

    def editor_kind(self, column: int) -> EditorKind:
        """Return which editor the cells of ``column`` open."""
        raise NotImplementedError

    def longest_number(self, column: int) -> str:  # noqa: ARG002
        """Return the longest number in ``column``: it must not be broken into lines; ``""`` for texts."""
        return ""

    def suggestions(self, row: int, column: int) -> tuple[str, ...]:  # noqa: ARG002
        """Return the texts suggested while a cell is edited."""
        return ()

    def rows_of(self, shown: EvaluatedForm) -> int:
        """Return how many rows the grid has for a form."""
        raise NotImplementedError

    def row_of(self, place: Place) -> int | None:
        """Return the row that shows the findings on ``place``, ``None`` where it is not in this grid."""
        raise NotImplementedError

    def changed_rows(self, before: EvaluatedForm, after: EvaluatedForm) -> set[int]:
        """Return the rows that look different, findings aside, of two forms with the same layout."""
        raise NotImplementedError

    def merged_rows(self, row: int, column: int) -> tuple[int, int]:  # noqa: ARG002
        """Return the first and the last row of the merged cells that a cell belongs to, maybe alone."""
        return row, row

    def explanation(self, shown: EvaluatedForm, row: int, column: int) -> str:  # noqa: ARG002
        """Return what the tooltip of a cell says beside its findings: where its figure comes from."""
        return ""

    def same_layout(self, before: EvaluatedForm, after: EvaluatedForm) -> bool:
        """Whether two forms can be shown one after the other without new rows or columns."""
        return (
            before.form_id == after.form_id
            and before.template is after.template
            and self.rows_of(before) == self.rows_of(after)
        )

    # -- what is shown -----------------------------------------------------------------------------------

    def parts_of(self, name: str) -> tuple[str, ...]:
        """Return a label in the parts the printed form breaks it into; whole if it names none."""
        break_points = self.shown.template.break_points if self.shown else {}
        return label_parts(break_points, name) or (name,)

    def appearance_at(self, row: int, column: int) -> CellAppearance:
        """Return how a cell looks now."""
        if self.shown is None:
            raise RuntimeError("no form is open")
        # It is asked for many times: to be measured, added up, painted, with each key and each frame.
        of_row = self._appearances.setdefault(row, {})
        found = of_row.get(column)
        if found is None:
            found = of_row[column] = self.appearance(self.shown, row, column)
        return found

    def index_of(self, place: Place) -> tuple[int, int] | None:
        """Return row and column of ``place``, ``None`` where it is not in this grid."""
        row = self.row_of(place)
        if row is None or row >= self.rowCount():
            return None
        columns = range(self.columnCount())
        return next(((row, column) for column in columns if self.place_at(row, column) == place), None)

    def _show_changes(self, before: EvaluatedForm, after: EvaluatedForm) -> None:
        """Show another state of a form and repaint the rows that differ."""
        changed = self.changed_rows(before, after)
        titles = self._titles
        self._take(after)
        rows = changed | self._rows_with_other_findings(before, after)
        self._forget(changed)
        if self._titles != titles:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
        for some in stretches(sorted(rows)):
            last = self.index(some[-1], self.columnCount() - 1)
            self.dataChanged.emit(self.index(some[0], 0), last)
        self._unmeasured |= changed
        if after.form is self.saved:
            measured, self._unmeasured = frozenset(self._unmeasured), set()
            self.laid_out.emit(measured)

    def _rows_with_other_findings(self, before: EvaluatedForm, after: EvaluatedForm) -> set[int]:
        # As sets: one finding may stand at each of hundreds of rows.
        others = set(before.findings) ^ set(after.findings)
        rows = {self.row_of(place) for finding in others for place in finding.places}
        return {row for row in rows if row is not None and row < self._row_count}

    def _forget(self, rows: Iterable[int]) -> None:
        """Forget what was worked out of rows that look different now."""
        for row in rows:
            self._appearances.pop(row, None)

    def _take(self, shown: EvaluatedForm | None) -> None:
        self.shown = shown
        self._titles = self.titles(shown) if shown else ()
        self._row_count = self.rows_of(shown) if shown else 0
        self._findings = _by_place(shown.findings if shown else ())

    # -- Qt ----------------------------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._row_count

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        is_title = orientation is Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section] if is_title else self.row_number(section)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._titles[section].replace("\n", "") if is_title else self._spoken_number(section)
        return None

    def _spoken_number(self, row: int) -> str:
        number = self.row_number(row)
        return f"第 {number} 行" if number else ""

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        is_editable = self.is_editable and self.entry_place(index.row(), index.column()) is not None
        return _EDITABLE if is_editable else _SELECTABLE

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self.shown is None or not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.appearance_at(row, column).text
        if role == Qt.ItemDataRole.EditRole:
            return self._typed(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(self.shown, row, column)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._spoken(row, column)
        if role == APPEARANCE_ROLE:
            return self.appearance_at(row, column)
        return self._severity(row, column) if role == SEVERITY_ROLE else None

    def _spoken(self, row: int, column: int) -> str:
        """Return what is read out beside the text of a cell: where it stands and what its looks mean."""
        first, last = self.merged_rows(row, column)
        numbers = f"{self.row_number(first)}—{self.row_number(last)}" if first != last else ""
        is_locked = not self.is_editable and self.entry_place(row, column) is not None
        parts = (
            f"第 {numbers} 行合并" if numbers else self._spoken_number(row),
            self._titles[column].replace("\n", ""),
            _SPOKEN_KINDS.get(self.appearance_at(row, column).kind, ""),
            "现在不能改" if is_locked else "",
            spoken(self._cell_findings(row, column)),
        )
        return "；".join(filter(None, parts))

    def _typed(self, row: int, column: int) -> str:
        """Return the text of a cell as the user typed it, which may be spelt otherwise than it is shown."""
        place = self.entry_place(row, column)
        if place is None or self.saved is None:
            return self.appearance_at(row, column).text
        return self.saved.text(*place)

    def _cell_findings(self, row: int, column: int) -> list[Finding]:
        place = self.place_at(row, column)
        return self._findings.get(place, []) if place is not None else []

    def _severity(self, row: int, column: int) -> Severity | None:
        return gravest(self._cell_findings(row, column))

    def _tooltip(self, shown: EvaluatedForm, row: int, column: int) -> str | None:
        findings = [finding.message for finding in self._cell_findings(row, column)]
        return tooltip([*findings, self.explanation(shown, row, column)])


def _by_place(findings: Iterable[Finding]) -> dict[Place, list[Finding]]:
    found: dict[Place, list[Finding]] = {}
    for finding in findings:
        for place in finding.places:
            found.setdefault(place, []).append(finding)
    return found
