"""The table of the changes of a form: when, what was changed, who did it."""

from perfeval_desktop.store import Revision, RevisionKind
from perfeval_ui.widgets.record_table import Column, RecordTable

_PREFIXES = {RevisionKind.UNDO: "撤销：", RevisionKind.REDO: "重做："}


def history_table() -> RecordTable[Revision]:
    """Return an empty table for revisions; the tooltip of a row has what was changed in full."""
    columns: tuple[Column[Revision], ...] = (
        Column("时间", _time_text),
        Column("改动", _change_text),
        Column("经手人", lambda revision: revision.by),
    )
    return RecordTable(columns, _change_text)


def _time_text(revision: Revision) -> str:
    return revision.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")


def _change_text(revision: Revision) -> str:
    return f"{_PREFIXES.get(revision.kind, '')}{revision.label}"
