"""A form that is open, without a store or a session."""

from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Form, FormState, Place
from perfeval_desktop.domain.template import Template
from perfeval_desktop.evaluated_form import EvaluatedForm, evaluate
from perfeval_desktop.store import FormId
from perfeval_ui.form_page.cell_grid.model import CellTableModel


class OpenForm:
    """Shows a form in table models as the page does: while the user types, and after each change."""

    def __init__(self, template: Template, form: Form, *models: CellTableModel) -> None:
        self.template = template
        self.base = form
        self.shown = evaluate(template, FormId("form"), form)
        self._models = models
        self._show(self.shown)

    def preview(self, form: Form) -> None:
        """Show ``form`` as while it is being typed into."""
        self._show(evaluate(self.template, self.shown.form_id, form))

    def commit(self, form: Form) -> None:
        """Show ``form`` as after it was saved."""
        self.base = form
        self.preview(form)

    def type(self, place: Place, text: str) -> None:
        """Type ``text`` into a cell."""
        self.preview(enter(self.template, self.base, place, text))

    def write(self, place: Place, text: str) -> None:
        """Type ``text`` into a cell and leave it."""
        self.commit(enter(self.template, self.base, place, text))

    def _show(self, shown: EvaluatedForm) -> None:
        self.shown = shown
        for model in self._models:
            model.show(shown, self.base, is_editable=shown.form.state is not FormState.FINAL)
