"""The table of work that was not saved: when, where, what, and whether it can be put back."""

from perfeval_desktop.backup_texts import time_text
from perfeval_desktop.summary_texts import project_name
from perfeval_desktop.unsaved_texts import place_text, short_text, way_text
from perfeval_desktop.unsaved_work import OfferedWork
from perfeval_ui.widgets.record_table import Column, RecordTable


def unsaved_table() -> RecordTable[OfferedWork]:
    """Return an empty table for offers."""
    columns: tuple[Column[OfferedWork], ...] = (
        Column("时间", lambda one: time_text(one.left.work.at)),
        Column("项目", lambda one: project_name(one.left.work.project)),
        Column("位置", lambda one: place_text(one.left.work)),
        Column("没保存的内容", lambda one: short_text(one.left.work)),
    )
    return RecordTable(columns, lambda one: way_text(one.prospect.way))
