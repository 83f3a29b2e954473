"""The forms that a renaming would change, before and after; final ones are listed without a box."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from perfeval_desktop.renaming.renaming import NewName
from perfeval_desktop.renaming.spellings import NamedForm
from perfeval_desktop.summary_texts import project_text
from perfeval_ui.widgets.record_table import Column
from perfeval_ui.widgets.ticked_table import TickedTable


class FormTable(TickedTable[NamedForm]):
    """Shows forms; ``change`` returns what the dialog asks for now."""

    def __init__(self, change: Callable[[], NewName], parent: QObject | None = None) -> None:
        columns: tuple[Column[NamedForm], ...] = (
            Column("年度", lambda one: str(one.summary.year), is_figure=True),
            Column("项目", lambda one: project_text(one.summary)),
            Column("现在", lambda one: "、".join(name for name in one.names if name in change().old)),
            Column("改成", lambda one: "保持原样" if one.is_final else change().new),
            Column("状态", lambda one: one.summary.state.label),
        )
        super().__init__(columns, can_tick=lambda one: not one.is_final, parent=parent)
