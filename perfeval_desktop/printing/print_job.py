"""A form to be printed, together with its template; and what to say of those that print as drafts."""

from collections.abc import Iterable

from perfeval_desktop.domain.form import Form, FormState
from perfeval_desktop.domain.template import Template

PrintJob = tuple[Template, Form]


def is_draft(form: Form) -> bool:
    """Whether ``form`` prints with the word 草稿 behind it: as long as it is not final."""
    return form.state is not FormState.FINAL


def draft_sentence(jobs: Iterable[PrintJob]) -> str:
    """Return what to say of those of ``jobs`` that print as drafts; ``""`` where there are none."""
    drafts = [is_draft(form) for _, form in jobs]
    if not any(drafts):
        return ""
    which = f"其中 {sum(drafts)} 份" if len(drafts) > 1 else ""
    return f"{which}尚未定稿，印有“草稿”字样。"
