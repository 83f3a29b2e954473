"""Which chapter of the manual is about what has the keyboard."""

from PySide6.QtWidgets import QWidget

# By the classes of widgets, of which the innermost counts: nothing is imported to know what it is about.
TOPICS = {
    "AboutDialog": "questions",
    "BackupsDialog": "backup",
    "CellEditor": "keys",
    "CellGrid": "filling",
    "CellHistoryDialog": "undo",
    "CheckCodeDialog": "exchange",
    "CheckGuideDialog": "checking",
    "CheckReportDialog": "checking",
    "ChecksPanel": "checking",
    "ChooseTemplateDialog": "files",
    "DeriveTemplateDialog": "files",
    "ExportDialog": "files",
    "FindDialog": "finding",
    "FormPage": "filling",
    "FormPickerDialog": "undo",
    "HistoryPanel": "undo",
    "ImportDialog": "files",
    "IndicatorLibraryDialog": "library",
    "InternalErrorDialog": "questions",
    "LargeEditor": "filling",
    "LedgerDialog": "files",
    "LockLineDialog": "exchange",
    "NameVersionDialog": "undo",
    "NewProjectDialog": "start",
    "PackageImportDialog": "exchange",
    "PreviewPanel": "files",
    "PrintPreviewDialog": "files",
    "ProjectTreePanel": "finding",
    "QuickOpenBox": "finding",
    "RecycleBinDialog": "finding",
    "RenamingDialog": "finding",
    "RescueDialog": "displaced",
    "RescueResultDialog": "displaced",
    "RestoreDialog": "undo",
    "RestoreQuestion": "backup",
    "ResultDialog": "files",
    "ScorePanel": "checking",
    "SentencesDialog": "files",
    "SetAsideDialog": "checking",
    "SettingsDialog": "filling",
    "TemplateEditor": "files",
    "TemplateManager": "files",
    "UnitProgressDialog": "exchange",
    "UnlockQuestion": "exchange",
    "UnsavedWorkDialog": "undo",
    "WelcomePage": "start",
}


def chapter_about(widget: QWidget | None) -> str | None:
    """Return the id of the chapter about ``widget`` or what it stands in, ``None`` where none is."""
    while widget is not None:
        for kind in type(widget).__mro__:
            if kind.__name__ in TOPICS:
                return TOPICS[kind.__name__]
        widget = widget.parentWidget()
    return None
