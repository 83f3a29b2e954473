"""The table of the templates: name, kind of form, origin, and whether it can be used."""

from perfeval_desktop.templates import CatalogueEntry
from perfeval_ui.widgets.record_table import Column, RecordTable


def template_table() -> RecordTable[CatalogueEntry]:
    """Return an empty table for templates; the tooltip of a row says what is wrong with it."""
    columns: tuple[Column[CatalogueEntry], ...] = (
        Column("模板", lambda entry: entry.template.name if entry.template else entry.id),
        Column("种类", lambda entry: entry.template.kind.label if entry.template else ""),
        Column("来源", lambda entry: entry.origin.label),
        Column("情况", lambda entry: f"不能用：{entry.error}" if entry.error else "可用"),
    )
    return RecordTable(columns, lambda entry: str(entry.error or ""))
