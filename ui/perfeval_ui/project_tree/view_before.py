"""How the project tree looked before forms were deleted: undoing that brings back the look as well."""

from collections.abc import Iterable
from typing import NamedTuple

from perfeval_desktop.store import FormId
from perfeval_ui.project_tree.grouping import GroupPath
from perfeval_ui.project_tree.model import ProjectTreeModel
from perfeval_ui.project_tree.view import ProjectTreeView

# So many deletions are remembered; those before them come back as anything new does.
_MOST = 20


class ViewBefore(NamedTuple):
    """What was selected and unfolded and how far it was scrolled when the forms ``gone`` were there.

    ``left_open`` is the form that was open once they were gone.
    """

    gone: frozenset[FormId]
    left_open: FormId | None
    selected: tuple[FormId, ...]
    current: FormId | None
    unfolded: tuple[GroupPath, ...]
    scrolled: int


class ViewsBefore:
    """The last deletions, the latest last."""

    def __init__(self, view: ProjectTreeView, model: ProjectTreeModel) -> None:
        self._view, self._model = view, model
        self._kept: list[ViewBefore] = []

    def remember(self, gone: Iterable[FormId], left_open: FormId | None) -> None:
        """Remember how the tree looks: these forms are about to leave it."""
        rows = map(self._model.summary, self._view.selectionModel().selectedIndexes())
        current = self._model.summary(self._view.currentIndex())
        before = ViewBefore(
            frozenset(gone),
            left_open,
            tuple(one.form_id for one in rows if one),
            current.form_id if current else None,
            self._view.unfolded(),
            self._view.verticalScrollBar().value(),
        )
        self._kept = [*self._kept, before][-_MOST:]

    def take(self, back: Iterable[FormId]) -> ViewBefore | None:
        """Return, and forget, how the tree looked before just these forms were deleted."""
        forms = frozenset(back)
        found = next((one for one in reversed(self._kept) if one.gone == forms), None)
        if found:
            self._kept.remove(found)
        return found

    def bring_back(self, before: ViewBefore, open_form: FormId | None) -> None:
        """Let the tree look so again; what is selected stays where another form has been opened since."""
        self._view.unfold_paths(before.unfolded)
        if open_form == before.left_open:
            indexes = [index for index in map(self._model.index_of, before.selected) if index.isValid()]
            current = self._model.index_of(before.current) if before.current else self._view.currentIndex()
            self._view.select_rows(indexes, current)
        self._view.verticalScrollBar().setValue(before.scrolled)
