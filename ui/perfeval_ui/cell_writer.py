"""From the text in an editor to the session: the one way every cell and field of the form is written."""

from perfeval_desktop.domain.cells import EntryCell, cell_label
from perfeval_desktop.domain.entry import enter, typed_text
from perfeval_desktop.domain.form import SelfAssessment
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import EntryError
from perfeval_desktop.session import EditingSession


class CellWriter:
    """Previews and commits texts typed into cells of the open form."""

    def __init__(self, session: EditingSession) -> None:
        self._session = session

    def preview(self, cell: EntryCell, text: str) -> str | None:
        """Show the form with ``text`` in ``cell``; return why it cannot stand there, if so."""
        try:
            self._session.preview(self._entered(cell, text))
        except EntryError as refusal:
            self._session.preview(None)
            return str(refusal)
        return None

    def commit(self, cell: EntryCell, text: str) -> str | None:
        """Save ``text`` in ``cell``; return the refusal as :meth:`preview` does. Equal text saves nothing."""
        try:
            changed = self._entered(cell, text)
        except EntryError as refusal:
            return str(refusal)
        base, template = self._base(), self._template()
        if changed == base:
            self._session.preview(None)
        else:
            self._session.commit(changed, f"修改{cell_label(template, base, cell)}")
        return None

    def cancel(self) -> None:
        """Show the form as it was before the editor opened."""
        self._session.preview(None)

    def typed(self, cell: EntryCell) -> str:
        """Return what ``cell`` holds, as it would be typed."""
        return typed_text(self._template(), self._base(), cell)

    def _entered(self, cell: EntryCell, text: str) -> SelfAssessment:
        base = self._base()
        # What was not touched stays to the letter, whatever its spelling.
        if text == self.typed(cell):
            return base
        return enter(self._template(), base, cell, text)

    def _base(self) -> SelfAssessment:
        return self._session.base

    def _template(self) -> Template:
        return self._session.templates[self._session.base.template]
