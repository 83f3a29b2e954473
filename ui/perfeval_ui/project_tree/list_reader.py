"""Reads the list of forms into the tree: what is to be seen at once, the rest while nobody waits."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from perfeval_desktop.errors import StorageError
from perfeval_desktop.store import FormId, FormList, FormSummary, UnitYear
from perfeval_ui.project_tree.model import ProjectTreeModel

# As many forms are read between two events of the user's: less than a hundredth of a second.
AT_ONCE = 300
# Until the first frame is there.
_PATIENCE_MS = 50


class ListReader(QObject):
    """Fills a :class:`ProjectTreeModel` from the list of a store.

    A long list comes in two steps: groups and counts first, then the forms, all those of a unit and year
    together, either because somebody wants to see them or in their turn. ``failed`` carries why some could
    not be read; they are read when somebody wants to see them.
    """

    failed = Signal(str)

    def __init__(
        self,
        form_list: FormList,
        model: ProjectTreeModel,
        receive: Callable[[UnitYear, Sequence[FormSummary]], None],
        parent: QObject,
    ) -> None:
        """``receive`` is given what was read, for the model."""
        super().__init__(parent)
        self._list, self._model, self._receive = form_list, model, receive
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.go_on)

    def begin(self) -> None:
        """Show what the list holds now. Raises :class:`StorageError` where it cannot be read."""
        self.stop()
        counts = self._list.counts() if self._list.is_indexed else {}
        if sum(count.forms for count in counts.values()) > AT_ONCE:
            self._model.reset((), counts)
            self._timer.start(_PATIENCE_MS)
        else:
            self._model.reset(self._list.summaries())

    def stop(self) -> None:
        """Read no more of its own accord: the store is about to be closed."""
        self._timer.stop()

    def go_on(self) -> None:
        """Read some of what is awaited, and go on later while some is left."""
        wanted, number = [], 0
        for unit_year, count in self._model.awaited.items():
            wanted.append(unit_year)
            number += count.forms
            if number >= AT_ONCE:
                break
        if self.provide(wanted) and self._model.awaited:
            self._timer.start(0)

    def provide(self, unit_years: Iterable[UnitYear], *, without: frozenset[FormId] = frozenset()) -> bool:
        """Read now what is awaited of these, except some forms; return whether that was possible."""
        try:
            for unit_year in unit_years:
                if unit_year in self._model.awaited:
                    summaries = self._list.summaries_of(unit_year)
                    self._receive(unit_year, [one for one in summaries if one.form_id not in without])
        except StorageError as error:
            self.failed.emit(str(error))
            return False
        return True

    def provide_form(self, form_id: FormId) -> None:
        """Read now the form, with those it is listed with, if it is awaited."""
        if not self._model.awaited or form_id in self._model:
            return
        try:
            unit_year = self._list.unit_year_of(form_id)
        except StorageError as error:
            self.failed.emit(str(error))
            return
        if unit_year:
            self.provide([unit_year])

    def recount(self) -> None:
        """Follow a change of forms that may be awaited."""
        if self._model.awaited:
            try:
                self._model.count(self._list.counts())
            except StorageError as error:
                self.failed.emit(str(error))
