"""The table of the deleted forms: project, unit, year and score."""

from perfeval_desktop.store import FormSummary
from perfeval_desktop.summary_texts import project_text, total_text, unit_text
from perfeval_ui.widgets.record_table import Column, RecordTable


def bin_table() -> RecordTable[FormSummary]:
    """Return an empty table for deleted forms."""
    columns: tuple[Column[FormSummary], ...] = (
        Column("项目", project_text),
        Column("实施单位", lambda form: unit_text(form.implementing_unit)),
        Column("年度", lambda form: str(form.year), is_figure=True),
        Column("得分", lambda form: total_text(form.standing), is_figure=True),
    )
    return RecordTable(columns)
