"""The model of a grid of form cells: shows the open form, changes nothing itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from perfeval_desktop.domain.findings import Finding, Severity
from perfeval_desktop.domain.form import Place
from perfeval_desktop.domain.printed.labels import label_parts
from perfeval_desktop.domain.scoring import Origin, Score
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.session import Notification
from perfeval_ui.form_page.cell_writer import CellWriter
from perfeval_ui.session_signals import FormSignals

AnyIndex = QModelIndex | QPersistentModelIndex

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


class CellKind(Enum):
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
class CellAppearance:
    """How a cell looks: its text, its nature, its alignment."""

    text: str
    nature: CellKind
    alignment: Qt.AlignmentFlag = LEFT


FACE_ROLE = Qt.ItemDataRole.UserRole
SEVERITY_ROLE = Qt.ItemDataRole.UserRole + 1


class CellTableModel(QAbstractTableModel):
    """A table over the open form. Subclasses say what stands where.

    ``laid_out`` is emitted when rows hold other texts after a commit, so that the view can measure them anew;
    a keystroke only repaints. Where rows come or go, the model is reset.
    """

    laid_out = Signal()

    def __init__(self, signals: FormSignals, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.writer = CellWriter(signals.session)
        self.session = signals.session
        self.shown: EvaluatedForm | None = None
        self._titles: tuple[str, ...] = ()
        self._findings: dict[Place, list[Finding]] = {}
        signals.changed.connect(self._follow)

    # -- for subclasses ----------------------------------------------------------------------------------

    def titles(self, shown: EvaluatedForm) -> tuple[str, ...]:
        """Return the words above the columns."""
        raise NotImplementedError

    def entry_place(self, row: int, column: int) -> Place | None:
        """Return the place of the form that can be entered there, ``None`` for labels and results."""
        raise NotImplementedError

    def place_at(self, row: int, column: int) -> Place | None:
        """Return the place of the form whose findings are shown there."""
        return self.entry_place(row, column)

    def face(self, shown: EvaluatedForm, row: int, column: int) -> CellAppearance:
        """Return how a place looks."""
        raise NotImplementedError

    def editor(self, column: int) -> Editor:
        """Return which editor the cells of ``column`` open."""
        raise NotImplementedError

    def longest_number(self, column: int) -> str:  # noqa: ARG002
        """Return the longest number in ``column``: it must not be broken into lines; ``""`` for texts."""
        return ""

    def offers(self, row: int, column: int) -> tuple[str, ...]:  # noqa: ARG002
        """Return the texts offered while a cell is edited."""
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

    def explanation(self, shown: EvaluatedForm, row: int, column: int) -> str:  # noqa: ARG002
        """Return what the tooltip says of a place beside the findings: where its figure comes from."""
        return ""

    def same_layout(self, before: EvaluatedForm, after: EvaluatedForm) -> bool:
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
        break_points = self.shown.template.break_points if self.shown else {}
        return label_parts(break_points, name) or (name,)

    def index_of(self, place: Place) -> tuple[int, int] | None:
        """Return row and column of ``place``, ``None`` where it is not in this grid."""
        row = self.row_of(place)
        if row is None or row >= self.rowCount():
            return None
        columns = range(self.columnCount())
        return next(((row, column) for column in columns if self.place_at(row, column) == place), None)

    def _follow(self, notification: Notification) -> None:
        before, after = self.shown, notification.after
        if before is after:
            return
        if before is not None and after is not None and self.same_layout(before, after):
            rows = self.changed_rows(before, after) | self._rows_found_otherwise(after)
            titles = self._titles
            self._take(after)
            if self._titles != titles:
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            for row in rows:
                self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
            if after.form is self.session.base:
                self.laid_out.emit()
        else:
            self.beginResetModel()
            self._take(after)
            self.endResetModel()

    def _rows_found_otherwise(self, after: EvaluatedForm) -> set[int]:
        """Return the rows with other findings than before."""
        old, new = self._findings, _by_place(after.findings)
        places = {place for place in old.keys() | new.keys() if old.get(place) != new.get(place)}
        rows = {self.row_of(place) for place in places}
        return {row for row in rows if row is not None and row < self.rowCount()}

    def _take(self, shown: EvaluatedForm | None) -> None:
        self.shown = shown
        self._titles = self.titles(shown) if shown else ()
        self._findings = _by_place(shown.findings if shown else ())

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
        if self.is_editable and self.entry_place(index.row(), index.column()) is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self.shown is None or not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.face(self.shown, row, column).text
        if role == Qt.ItemDataRole.EditRole:
            place = self.entry_place(row, column)
            return self.face(self.shown, row, column).text if place is None else self.writer.typed(place)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(row, column)
        if role == FACE_ROLE:
            return self.face(self.shown, row, column)
        return self._severity(row, column) if role == SEVERITY_ROLE else None

    def _cell_findings(self, row: int, column: int) -> list[Finding]:
        place = self.place_at(row, column)
        return self._findings.get(place, []) if place is not None else []

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


def score_nature(score: Score) -> CellKind:
    """Return what the cell of a score is: typed, the rule's, or typed against the rule."""
    if score.overrides:
        return CellKind.OVERRIDDEN
    return CellKind.SUGGESTED if score.origin is Origin.RULE else CellKind.TYPED


def tooltip(lines: Iterable[str]) -> str | None:
    """Return lines as a tooltip, ``None`` where there are none. What people type may look like markup."""
    text = "\n".join(filter(None, lines)).replace("&", "&amp;").replace("<", "&lt;")
    return f"<p style='white-space:pre-wrap'>{text}</p>" if text else None


def _by_place(findings: Iterable[Finding]) -> dict[Place, list[Finding]]:
    found: dict[Place, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.place, []).append(finding)
    return found
