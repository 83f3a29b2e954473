"""A form that was found, by its names or by a text in it."""

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QIcon

from perfeval_desktop.domain.figures import year_text
from perfeval_desktop.domain.form import FormState
from perfeval_desktop.search.text_search import TextHit
from perfeval_desktop.store import FormSummary
from perfeval_desktop.summary_texts import department_text, project_text, unit_text
from perfeval_ui.theme import STATE_ICONS, Tint, icon


@dataclass(frozen=True, slots=True)
class FormHit:
    """A form, and the cell in it where a text was found; ``None`` for one found by its names."""

    form: FormSummary
    text: TextHit | None = None

    @property
    def name(self) -> str:
        """The name of the project, on one line."""
        return project_text(self.form)

    @property
    def at_right(self) -> str:
        """The year, in words."""
        return year_text(self.form.year)

    @property
    def detail(self) -> str:
        """Where it belongs: unit and department, or the cell and the text around what was found."""
        if self.text is not None:
            return f"{self.text.label}：{self.text.excerpt}"
        return f"{unit_text(self.form.implementing_unit)} · {department_text(self.form.department)}"

    @property
    def sentence(self) -> str:
        """All of it, for a screen reader."""
        return f"{self.name}，{self.form.state.label}，{self.at_right}，{self.detail}"

    @property
    def icon(self) -> QIcon:
        """The icon of its state."""
        return _state_icon(self.form.state)

    @property
    def is_enabled(self) -> bool:
        """Whether it can be opened: each form can."""
        return True


@cache
def _state_icon(state: FormState) -> QIcon:
    return icon(STATE_ICONS[state], Tint.QUIET)
