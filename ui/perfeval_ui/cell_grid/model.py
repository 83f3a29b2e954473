"""The model of a grid of form cells: shows the open form, changes nothing itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from perfeval_desktop.domain_v1.cells import Cell, EntryCell
from perfeval_desktop.domain_v1.findings import Finding, Severity
from perfeval_desktop.domain_v1.scoring import Origin, Score
from perfeval_desktop.open_form import OpenForm
from perfeval_desktop.session import Notification
from perfeval_ui.bridge import SessionBridge
from perfeval_ui.cell_writer import CellWriter

AnyIndex = QModelIndex | QPersistentModelIndex

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


class Nature(Enum):
    """What a cell is to the clerk; each looks different."""

    LABEL = auto()
    TYPED = auto()
    COMPUTED = auto()
    SUGGESTED = auto()
    OVERRIDDEN = auto()


class Editor(Enum):
    """The editor a cell opens."""

    LINE = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Face:
    """How a cell looks: its text, its nature, its alignment."""

    text: str
    nature: Nature
    alignment: Qt.AlignmentFlag = LEFT


FACE_ROLE = Qt.ItemDataRole.UserRole
SEVERITY_ROLE = Qt.ItemDataRole.UserRole + 1


class CellTableModel(QAbstractTableModel):
    """A table over the open form. Subclasses say what stands where.

    ``laid_out`` is emitted when rows hold other texts after a commit, so that the view can measure them anew;
    a keystroke only repaints. Where rows come or go, the model is reset.
    """

    laid_out = Signal()

    def __init__(self, bridge: SessionBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.writer = CellWriter(bridge.session)
        self.session = bridge.session
        self.shown: OpenForm | None = None
        self._titles: tuple[str, ...] = ()
        self._findings: dict[Cell, list[Finding]] = {}
        bridge.changed.connect(self._follow)

    # -- for subclasses ----------------------------------------------------------------------------------

    def titles(self, shown: OpenForm) -> tuple[str, ...]:
        """Return the words above the columns."""
        raise NotImplementedError

    def entry_cell(self, row: int, column: int) -> EntryCell | None:
        """Return the cell of the form that can be entered at a place, ``None`` for labels and results."""
        raise NotImplementedError

    def cell_at(self, row: int, column: int) -> Cell | None:
        """Return the cell of the form whose findings a place shows."""
        return self.entry_cell(row, column)

    def face(self, shown: OpenForm, row: int, column: int) -> Face:
        """Return how a place looks."""
        raise NotImplementedError

    def editor(self, column: int) -> Editor:
        """Return which editor the cells of ``column`` open."""
        raise NotImplementedError

    def offers(self, row: int, column: int) -> tuple[str, ...]:  # noqa: ARG002
        """Return the texts offered while a cell is edited."""
        return ()

    def rows_of(self, shown: OpenForm) -> int:
        """Return how many rows the grid has for a form."""
        raise NotImplementedError

    def row_of(self, cell: Cell) -> int | None:
        """Return the row that shows the findings on ``cell``, ``None`` where it is not in this grid."""
        raise NotImplementedError

    def changed_rows(self, before: OpenForm, after: OpenForm) -> set[int]:
        """Return the rows that look different, findings aside, of two forms with the same layout."""
        raise NotImplementedError

    def explanation(self, shown: OpenForm, row: int, column: int) -> str:  # noqa: ARG002
        """Return what the tooltip says of a place beside the findings: where its figure comes from."""
        return ""

    def same_layout(self, before: OpenForm, after: OpenForm) -> bool:
        """Whether two forms can be shown one after the other without new rows or columns."""
        return (
            before.form_id == after.form_id
            and before.template is after.template
            and self.rows_of(before) == self.rows_of(after)
        )

    # -- what is shown -----------------------------------------------------------------------------------

    @property
    def is_editable(self) -> bool:
        """Whether the open form takes changes now."""
        return self.writer.takes_changes

    def parts_of(self, name: str) -> tuple[str, ...]:
        """Return a label in the parts the printed form breaks it into; whole if it names none."""
        break_points = self.shown.template.layout.break_points if self.shown else {}
        return break_points.get(name, (name,))

    def place_of(self, cell: Cell) -> tuple[int, int] | None:
        """Return row and column of ``cell``, ``None`` where it is not in this grid."""
        row = self.row_of(cell)
        if row is None or row >= self.rowCount():
            return None
        columns = range(self.columnCount())
        return next(((row, column) for column in columns if self.cell_at(row, column) == cell), None)

    def _follow(self, notification: Notification) -> None:
        before, after = self.shown, notification.after
        if before is after:
            return
        if before is not None and after is not None and self.same_layout(before, after):
            rows = self.changed_rows(before, after) | self._rows_found_otherwise(after)
            self._take(after)
            for row in rows:
                self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
            if after.form is self.session.base:
                self.laid_out.emit()
        else:
            self.beginResetModel()
            self._take(after)
            self.endResetModel()

    def _rows_found_otherwise(self, after: OpenForm) -> set[int]:
        """Return the rows with other findings than before."""
        old, new = self._findings, _by_cell(after.findings)
        cells = {cell for cell in old.keys() | new.keys() if old.get(cell) != new.get(cell)}
        rows = {self.row_of(cell) for cell in cells}
        return {row for row in rows if row is not None and row < self.rowCount()}

    def _take(self, shown: OpenForm | None) -> None:
        self.shown = shown
        self._titles = self.titles(shown) if shown else ()
        self._findings = _by_cell(shown.findings if shown else ())

    # -- Qt ----------------------------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.shown is None else self.rows_of(self.shown)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return self._titles[section]

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.is_editable and self.entry_cell(index.row(), index.column()) is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self.shown is None or not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.face(self.shown, row, column).text
        if role == Qt.ItemDataRole.EditRole:
            cell = self.entry_cell(row, column)
            return self.face(self.shown, row, column).text if cell is None else self.writer.typed(cell)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(row, column)
        if role == FACE_ROLE:
            return self.face(self.shown, row, column)
        return self._severity(row, column) if role == SEVERITY_ROLE else None

    def _cell_findings(self, row: int, column: int) -> list[Finding]:
        cell = self.cell_at(row, column)
        return self._findings.get(cell, []) if cell is not None else []

    def _severity(self, row: int, column: int) -> Severity | None:
        return gravest(self._cell_findings(row, column))

    def _tooltip(self, row: int, column: int) -> str | None:
        lines = [finding.message for finding in self._cell_findings(row, column)]
        if self.shown is not None:
            lines.append(self.explanation(self.shown, row, column))
        return tooltip(lines)


def gravest(findings: Iterable[Finding]) -> Severity | None:
    """Return the gravest severity among findings, ``None`` where there are none."""
    severities = {finding.severity for finding in findings}
    return next((severity for severity in Severity if severity in severities), None)


def score_nature(score: Score) -> Nature:
    """Return what the cell of a score is: typed, the rule's, or typed against the rule."""
    if score.overrides:
        return Nature.OVERRIDDEN
    return Nature.SUGGESTED if score.origin is Origin.RULE else Nature.TYPED


def tooltip(lines: Iterable[str]) -> str | None:
    """Return lines as a tooltip, ``None`` where there are none. What people type may look like markup."""
    text = "\n".join(filter(None, lines)).replace("&", "&amp;").replace("<", "&lt;")
    return f"<p style='white-space:pre-wrap'>{text}</p>" if text else None


def _by_cell(findings: Iterable[Finding]) -> dict[Cell, list[Finding]]:
    found: dict[Cell, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.cell, []).append(finding)
    return found
