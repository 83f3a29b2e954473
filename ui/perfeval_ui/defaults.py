"""What the user has set: what new projects begin with, and where exports and imports begin."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from PySide6.QtCore import QSettings


@dataclass(frozen=True, slots=True)
class NewProjectDefaults:
    """What a new project begins with; ``""`` for what the program proposes by itself."""

    template: str = ""
    department: str = ""
    implementing_unit: str = ""

    @classmethod
    def kept_in(cls, settings: QSettings) -> Self:
        """Return what was set."""
        return cls(
            template=str(settings.value(_TEMPLATE, "")),
            department=str(settings.value(_DEPARTMENT, "")),
            implementing_unit=str(settings.value(_UNIT, "")),
        )

    def keep(self, settings: QSettings) -> None:
        """Keep it."""
        settings.setValue(_TEMPLATE, self.template)
        settings.setValue(_DEPARTMENT, self.department)
        settings.setValue(_UNIT, self.implementing_unit)


_TEMPLATE, _DEPARTMENT, _UNIT = (
    f"new_project/{name}" for name in ("template", "department", "implementing_unit")
)


class FolderUse(StrEnum):
    """What a folder is for."""

    EXPORT = "export"
    IMPORT = "import"


def set_folder(settings: QSettings, use: FolderUse) -> str:
    """Return the folder that was set for a use; ``""``: begin where it was done last."""
    return str(settings.value(f"folders/{use}", ""))


def keep_folder(settings: QSettings, use: FolderUse, folder: str) -> None:
    """Keep a folder for a use; ``""`` for none."""
    settings.setValue(f"folders/{use}", folder)
