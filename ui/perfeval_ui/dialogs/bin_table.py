"""The deleted forms as a table: what they are called, whose they are, how they stood."""

from PySide6.QtCore import QObject

from perfeval_desktop.store import FormSummary
from perfeval_desktop.summary_texts import project_text, total_text, unit_text
from perfeval_ui.widgets.record_table import Column, RecordTable


def bin_table(parent: QObject | None = None) -> RecordTable[FormSummary]:
    """Return an empty table for deleted forms."""
    columns: tuple[Column[FormSummary], ...] = (
        Column("项目", project_text),
        Column("实施单位", lambda one: unit_text(one.implementing_unit)),
        Column("年度", lambda one: str(one.year), is_figure=True),
        Column("得分", lambda one: total_text(one.standing), is_figure=True),
    )
    return RecordTable(columns, parent=parent)
