"""What came of the files: a line for each form that was found, and for each file that could not be read."""

from bisect import bisect
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.facts import text_of
from perfeval_desktop.importing.contents import FileContents
from perfeval_desktop.importing.plan import Action, Planned
from perfeval_desktop.importing.review import lines
from perfeval_desktop.summary_texts import project_name
from perfeval_ui.theme import Tint, icon

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_TITLES = ("项目", "怎么处理", "请看")

Found = Planned | FileContents


class FoundList(QAbstractTableModel):
    """The forms and the files without any, in the order of the files."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found: list[Found] = []
        self._ranks: list[int] = []
        self._looks: list[int] = []

    @property
    def planned(self) -> list[Planned]:
        """The forms."""
        return [one for one in self.found if isinstance(one, Planned)]

    @property
    def refused(self) -> list[FileContents]:
        """The files that could not be read."""
        return [one for one in self.found if isinstance(one, FileContents)]

    def add(self, found: Sequence[Found], rank: int) -> None:
        """Add what came of the file with this place among those that were chosen."""
        at = bisect(self._ranks, rank)
        self.beginInsertRows(_ROOT, at, at + len(found) - 1)
        self.found[at:at] = found
        self._ranks[at:at] = [rank] * len(found)
        self._looks[at:at] = map(_looks, found)
        self.endInsertRows()

    def put(self, row: int, planned: Planned) -> None:
        """Put what a form has become in its place."""
        self.found[row] = planned
        self._looks[row] = _looks(planned)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(_TITLES) - 1))

    def needs_a_look(self, row: int) -> bool:
        """Whether a person should look at a form before it is taken in."""
        return self._looks[row] > 0

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.found)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        is_title = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _TITLES[section] if is_title else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            looks = self._looks[index.row()]
            return (name_of(one), what_of(one), f"{looks} 处" if looks else "")[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return _icon(one, is_open=self.needs_a_look(index.row()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(
                filter(None, (one.file.name, one.refusal if isinstance(one, FileContents) else ""))
            )
        return None


def name_of(found: Found) -> str:
    """Return what a form or a file is called."""
    if isinstance(found, FileContents):
        return found.file.name
    return project_name(text_of(found.template, found.form, Role.PROJECT))


def what_of(found: Found) -> str:
    """Return in a few words what is done with a form."""
    if isinstance(found, FileContents):
        return "不能导入"
    match found.action:
        case Action.CREATE if found.namesake is not None:
            return "新建（重名）"
        case Action.CREATE:
            return "新建"
        case Action.UPDATE:
            return f"更新 {len(found.taken)} 处"
        case _ if found.is_repeated:
            return "重复，跳过"
        case _ if found.is_blank:
            return "空表，跳过"
        case _ if found.counterpart is not None and not found.changes:
            return "已有，相同"
        case _ if found.is_final:
            return "已定稿，跳过"
        case _ if found.namesake is not None:
            return "重名，跳过"
        case _:
            return "跳过"


def _looks(found: Found) -> int:
    """Return how many lines of a form a person should look at."""
    if isinstance(found, FileContents) or found.action is Action.SKIP:
        return 0
    return sum(line.needs_a_look for line in lines(found)) + (found.namesake is not None)


def _icon(found: Found, *, is_open: bool) -> object:
    if isinstance(found, FileContents):
        return icon("error", Tint.ERROR)
    if is_open:
        return icon("warning", Tint.WARNING)
    return icon("ok", Tint.QUIET if found.action is Action.SKIP else Tint.GOOD)
