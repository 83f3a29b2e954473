"""The table of the indicator library: indicators with boxes, ticked until the dialog is closed."""

from PySide6.QtCore import QObject

from perfeval_desktop.domain.figures import points_text
from perfeval_desktop.domain.library_indicator import LibraryIndicator
from perfeval_ui.widgets.record_table import Column
from perfeval_ui.widgets.ticked_table import TickedTable

_THERE = "已有"


class LibraryTable(TickedTable[LibraryIndicator]):
    """Shows indicators to be ticked. ``there`` are the names that the form has already."""

    def __init__(self, there: frozenset[str], parent: QObject | None = None) -> None:
        super().__init__(_columns(there), _tooltip, parent=parent)


def _columns(there: frozenset[str]) -> tuple[Column[LibraryIndicator], ...]:
    return (
        Column("三级指标", lambda one: one.name),
        Column("表中", lambda one: _THERE if one.name in there else ""),
        Column("一级指标", lambda one: one.level1),
        Column("二级指标", lambda one: one.level2),
        Column("指标值举例", lambda one: one.target),
        Column("常用分值", lambda one: points_text(one.weight), is_figure=True),
        Column("怎样证明", lambda one: one.proof),
    )


def _tooltip(one: LibraryIndicator) -> str:
    parts = (one.field, one.direction, f"怎样证明：{one.proof}" if one.proof else "")
    return "\n".join(part for part in parts if part)
