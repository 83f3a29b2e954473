"""Commands on the indicators of the open form: from and into the library, points shared out."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from perfeval_desktop.domain.blocks import IndicatorsBlock
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.form import Place, RowId
from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.paths import indicators_folder
from perfeval_ui.form_page.indicator_grid.view import IndicatorGrid
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.window.window_frame import WindowFrame

if TYPE_CHECKING:
    from perfeval_desktop.domain.checks.judged import Judged
    from perfeval_desktop.domain.library_indicator import LibraryIndicator
    from perfeval_desktop.domain.library_rows import InsertionChoices
    from perfeval_desktop.domain.remedies import Remedy

# Every grid has a name for its rows at least.
_GONE_TO = (Role.TARGET, Role.TARGET_NUMBER, Role.LEVEL3, Role.LEVEL2, Role.LEVEL1)


class IndicatorCommands(QObject):
    """Carries out the commands, on what is saved once the open editor is committed; each is one undo step."""

    def __init__(self, signals: SessionSignals, frame: WindowFrame) -> None:
        super().__init__(frame)
        self._session, self._frame = signals.session, frame

    # -- the library -------------------------------------------------------------------------------------

    def ask_library(self) -> None:
        """Ask which indicators of the library are to be put into the form."""
        from perfeval_ui.dialogs.indicator_library import IndicatorLibraryDialog  # noqa: PLC0415  # rarely opened

        block = self._block()
        if block is not None:
            dialog = IndicatorLibraryDialog(block, self._session.base, indicators_folder(), self._frame)
            dialog.wanted.connect(self.insert)
            dialog.open()

    def insert(self, indicators: "Sequence[LibraryIndicator]", choices: "InsertionChoices") -> None:
        """Put indicators of the library into the form, under the goal of the row with the cursor."""
        from perfeval_desktop.domain.library_rows import with_library_rows  # noqa: PLC0415  # rarely used

        block, grid = self._block(), self._frame.editor.indicators
        if block is None or grid is None:
            return
        beside = grid.currentIndex().row()
        form, rows = with_library_rows(block, self._session.base, indicators, choices._replace(beside=beside))
        label = f"从指标库插入 {len(rows)} 行指标"
        if self._frame.attempt(self._session.commit, form, label):
            self._show_row(grid, rows[0])
            self._frame.offer_undo_in_form(f"已{label}。指标值是例子，请改成本项目的。")

    def add_to_library(self) -> None:
        """Put the chosen rows of the form into the library."""
        from perfeval_desktop.domain.library_rows import library_indicators  # noqa: PLC0415  # rarely used
        from perfeval_desktop.indicator_library import OWN_FIELD, add_own  # noqa: PLC0415

        shown = self._session.shown
        if shown is None:
            return
        found = library_indicators(shown.facts, self._chosen(), OWN_FIELD)
        if not found:
            self._frame.show_error_about_form("请先选中填写了名称的指标行，再加入指标库。")
            return
        try:
            add_own(indicators_folder(), found)
        except PerfEvalError as error:
            self._frame.show_error(f"没有加入指标库：{error}")
            return
        what = f"“{found[0].name}”" if len(found) == 1 else f"{len(found)} 项指标"
        self._frame.message_bar.show_message(f"已把{what}加入指标库的“{OWN_FIELD}”。")

    # -- points ------------------------------------------------------------------------------------------

    def share_equally(self) -> None:
        """Share the points of the chosen rows out equally."""
        from perfeval_desktop.domain.remedies.shared_weights import shared_equally  # noqa: PLC0415  # rarely used

        chosen = self._chosen()
        self._share(lambda judged: shared_equally(judged, chosen))

    def share_by_template(self) -> None:
        """Give the indicators the points that the template has for their levels."""
        from perfeval_desktop.domain.remedies.shared_weights import shared_by_template  # noqa: PLC0415

        self._share(shared_by_template)

    def give_missing(self) -> None:
        """Give the points that are missing to the row with the cursor."""
        from perfeval_desktop.domain.remedies.shared_weights import missing_to_row  # noqa: PLC0415

        row = next(iter(self._chosen()), RowId(""))
        self._share(lambda judged: missing_to_row(judged, row))

    def _share(self, work_out: "Callable[[Judged], Remedy | str]") -> None:
        shown = self._session.shown
        if shown is None:
            return
        found = work_out(shown.judged)
        if isinstance(found, str):
            self._frame.show_error_about_form(found)
        elif self._frame.attempt(self._session.apply, found):
            self._frame.offer_undo_in_form(f"分值已改：{found.label}。")

    # -- inside ------------------------------------------------------------------------------------------

    def _block(self) -> IndicatorsBlock | None:
        shown = self._session.shown
        return None if shown is None else shown.template.grid

    def _chosen(self) -> Collection[RowId]:
        grid = self._frame.editor.indicators
        return () if grid is None else grid.chosen_rows()

    @staticmethod
    def _show_row(grid: IndicatorGrid, row: RowId) -> None:
        """Put the cursor on the target of a row: it is the first to be changed."""
        roles = grid.block.by_role
        column = next(roles[role] for role in _GONE_TO if role in roles)
        grid.go_to(Place(grid.block.key, row, column.key))
