"""Forms as a list of a store has them, without a store."""

from command_line import seen
from perfeval_desktop.domain.form import Form
from perfeval_desktop.store import FormId, FormSummary, StoredForm


def listed(number: int, form: Form) -> FormSummary:
    """Return the line of ``form``, whose id is ``number``."""
    return StoredForm(FormId(str(number)), 1, form, seen(form).entry.outline).summary
