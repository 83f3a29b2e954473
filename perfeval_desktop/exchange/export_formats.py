"""What forms are exported as."""

from enum import StrEnum


class ExportFormat(StrEnum):
    """A format of exported forms, in the words of the command line."""

    PDF = "pdf"
    XLSX = "xlsx"
    DOCX = "docx"
    JSON = "json"

    @property
    def suffix(self) -> str:
        """How the names of its files end."""
        return f".{self.value}"
