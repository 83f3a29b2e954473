"""Where export and printer get a form from."""

from perfeval_desktop.printing.print_job import PrintJob
from perfeval_desktop.session import EditingSession
from perfeval_desktop.store import FormId


def form_as_seen(session: EditingSession, form_id: FormId) -> PrintJob:
    """Return a form with its template: the open one as it stands on the screen, any other as saved.

    So even changes that could not be saved can be put on paper. Raises :class:`StorageError` and
    :class:`TemplateError`.
    """
    shown = session.shown
    if shown is not None and shown.form_id == form_id:
        return shown.template, shown.form
    form = session.load(form_id)
    return session.template_of(form), form
