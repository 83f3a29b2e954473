"""Where export and printing get a form from, and what they say about drafts."""

from collections.abc import Sequence

from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.template import Template
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId


def form_as_seen(session: EditingSession, form_id: FormId) -> tuple[Template, Form]:
    """Return a form with its template: the open one as it stands on the screen, any other as saved.

    So even changes that could not be saved can be put on paper. Raises :class:`StorageError` and
    :class:`TemplateError`.
    """
    shown = session.shown
    if shown is not None and shown.form_id == form_id:
        return shown.template, shown.form
    form = session.load(form_id)
    return session.template_of(form), form


def draft_sentence(forms: Sequence[Form]) -> str:
    """Return a sentence about those of ``forms`` that are printed as drafts; empty where there are none."""
    drafts = sum(form.state is not FormState.FINAL for form in forms)
    if not drafts:
        return ""
    which = f"其中 {drafts} 份" if len(forms) > 1 else ""
    return f"{which}尚未定稿，印有“草稿”字样。"
