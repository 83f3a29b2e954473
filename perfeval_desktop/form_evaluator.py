"""Scores and checks forms of a store, each under the very template it was made with."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from perfeval_desktop.domain.form import Form, TemplateRef
from perfeval_desktop.domain.template import Template
from perfeval_desktop.evaluated_form import EvaluatedForm, evaluate, with_kept_standing
from perfeval_desktop.store import FormId, Store, StoredForm
from perfeval_desktop.used_templates import UsedTemplates


class FormEvaluator:
    """Scores and checks forms of ``store``.

    Raises :class:`TemplateError` for a form whose template is missing, and :class:`StorageError` as the store
    does.
    """

    def __init__(self, catalogue: Mapping[str, Template], store: Store) -> None:
        self._templates = UsedTemplates(catalogue, store)

    def template_of(self, form: Form) -> Template:
        """Return the template that ``form`` is read under."""
        return self._templates.find(form.template)

    def know(self, templates: Iterable[Template]) -> None:
        """Let forms be read under ``templates``, too, before the store keeps their texts."""
        self._templates.know(templates)

    def evaluate(self, form_id: FormId, form: Form) -> EvaluatedForm:
        """Return ``form`` scored and checked."""
        newer = self._templates.newer_than(form.template)
        return evaluate(self.template_of(form), form_id, form, newer=newer)

    def evaluate_stored(self, stored: StoredForm, form: Form) -> EvaluatedForm:
        """Return ``form``, which may take the place of ``stored``, scored and checked."""
        return with_kept_standing(self.evaluate(stored.form_id, form), stored)

    def with_template_digest(self, form: Form) -> Form:
        """Return ``form`` with the digest of its template's text; a form of an older version has none."""
        if form.template.digest:
            return form
        return replace(form, template=TemplateRef(form.template.id, self.template_of(form).digest))
