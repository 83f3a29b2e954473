"""What goes to paper: where export and printer get a form from, and what to say before it is printed."""

from collections.abc import Sequence

from perfeval_desktop.domain.cells import cell_label
from perfeval_desktop.domain.form import FormState, SelfAssessment
from perfeval_desktop.domain.template import Template
from perfeval_desktop.report.missing import missing_characters
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.records import FormId


def form_as_seen(session: EditingSession, form_id: FormId) -> tuple[Template, SelfAssessment]:
    """Return a form with its template: the open one as it stands on the screen, any other as saved.

    What the store refuses to save can so still be put on paper. Raises :class:`StorageError` and
    :class:`TemplateError`.
    """
    shown = session.shown
    if shown is not None and shown.form_id == form_id:
        return shown.template, shown.form
    form = session.load(form_id)
    return session.templates[form.template], form


def draft_sentence(forms: Sequence[SelfAssessment]) -> str:
    """Return what to say of those of ``forms`` that print as drafts; empty where there are none."""
    drafts = sum(form.state is not FormState.FINAL for form in forms)
    if not drafts:
        return ""
    which = f"其中 {drafts} 份" if len(forms) > 1 else ""
    return f"{which}尚未定稿，印有“草稿”字样。"


def missing_sentence(template: Template, form: SelfAssessment) -> str:
    """Return what to say of characters of ``form`` that print as 〓; empty where there are none."""
    missing = missing_characters(form)
    if not missing:
        return ""
    cell, characters = missing[0]
    elsewhere = f"等 {len(missing)} 处" if len(missing) > 1 else ""
    return (
        f"{cell_label(template, form, cell)}中的“{characters}”{elsewhere}不在印刷字库里，"
        "会印成〓。请换成常用的写法，或打印后手工补写。"
    )
