"""Scores and checks forms of a store, each under the very template it was made with."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import replace

from perfeval_desktop.domain.form import Form, TemplateRef
from perfeval_desktop.domain.template import Template
from perfeval_desktop.evaluated_form import EvaluatedForm, evaluate, with_kept_standing
from perfeval_desktop.store import FormId, Store, StoredForm
from perfeval_desktop.used_templates import UsedTemplates

_MOST_KEPT = 4


class FormEvaluator:
    """Scores and checks forms of ``store``; those looked at last are known already.

    Raises :class:`TemplateError` for a form whose template is missing, and :class:`StorageError` as the store
    does.
    """

    def __init__(self, catalogue: Mapping[str, Template], store: Store) -> None:
        self._templates = UsedTemplates(catalogue, store)
        # A text is looked at while it is typed and then saved; what is undone was there a moment ago.
        self._recent: deque[EvaluatedForm] = deque(maxlen=_MOST_KEPT)

    def template_of(self, form: Form) -> Template:
        """Return the template that ``form`` is read under."""
        return self._templates.find(form.template)

    def know(self, templates: Iterable[Template]) -> None:
        """Let forms be read under ``templates``, too, before the store keeps their texts."""
        self._templates.know(templates)

    def evaluate(self, form_id: FormId, form: Form) -> EvaluatedForm:
        """Return ``form`` scored and checked."""
        template, newer = self.template_of(form), self._templates.newer_than(form.template)
        known = (one for one in self._recent if one.form_id == form_id and one.template is template)
        found = next((one for one in known if one.form == form), None)
        if found is not None:
            return replace(found, form=form, newer_template=newer)
        shown = evaluate(template, form_id, form, newer=newer)
        self._recent.append(shown)
        return shown

    def evaluate_stored(self, stored: StoredForm, form: Form) -> EvaluatedForm:
        """Return ``form``, which may take the place of ``stored``, scored and checked."""
        return with_kept_standing(self.evaluate(stored.form_id, form), stored)

    def with_template_digest(self, form: Form) -> Form:
        """Return ``form`` with the digest of its template's text; a form of an older version has none."""
        if form.template.digest:
            return form
        return replace(form, template=TemplateRef(form.template.id, self.template_of(form).digest))
