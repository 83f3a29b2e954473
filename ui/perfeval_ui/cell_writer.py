"""From the text in an editor to the session: the one way every cell and field of the form is written."""

from collections.abc import Sequence

from perfeval_desktop.domain_v1.cells import EntryCell, IndicatorCell, cell_label
from perfeval_desktop.domain_v1.entry import enter, enter_block, typed_text
from perfeval_desktop.domain_v1.form import FormState, SelfAssessment
from perfeval_desktop.domain_v1.template import Template
from perfeval_desktop.errors import EntryError
from perfeval_desktop.session import EditingSession

Block = tuple[tuple[str, ...], ...]


class CellWriter:
    """Previews and commits texts typed into cells of the open form.

    What commits returns ``None``, or why a text cannot stand in its cell: nothing is saved then. What leaves
    the form equal saves nothing either.
    """

    def __init__(self, session: EditingSession) -> None:
        self._session = session

    @property
    def takes_changes(self) -> bool:
        """Whether the open form can be changed now: a final form and a read-only store cannot."""
        shown = self._session.shown
        return (
            shown is not None and not self._session.is_read_only and shown.form.state is not FormState.FINAL
        )

    def preview(self, cell: EntryCell, text: str) -> str | None:
        """Show the form with ``text`` in ``cell``; return why it cannot stand there, if so."""
        try:
            self._session.preview(self._entered(self._session.base, cell, text))
        except EntryError as refusal:
            self._session.preview(None)
            return str(refusal)
        return None

    def commit(self, cell: EntryCell, text: str) -> str | None:
        """Save ``text`` in ``cell``."""
        return self.commit_all([(cell, text)], "修改")

    def commit_all(self, entries: Sequence[tuple[EntryCell, str]], verb: str) -> str | None:
        """Save texts in several cells as one change, all or none; ``verb`` begins its words in 撤销."""
        base = self._session.base
        changed = base
        try:
            for cell, text in entries:
                changed = self._entered(changed, cell, text)
        except EntryError as refusal:
            return str(refusal)
        if len(entries) == 1:
            place = cell_label(self._template(), base, entries[0][0])
        else:
            place = f" {len(entries)} 个单元格"
        self.save(changed, f"{verb}{place}")
        return None

    def commit_block(self, at: IndicatorCell, block: Block) -> str | None:
        """Save a block of texts from an indicator cell on to the right and down; adds the rows it needs."""
        try:
            changed = enter_block(self._template(), self._session.base, at, block)
        except EntryError as refusal:
            return str(refusal)
        self.save(changed, f"粘贴 {sum(map(len, block))} 个单元格")
        return None

    def save(self, changed: SelfAssessment, label: str) -> None:
        """Save a changed form."""
        if changed == self._session.base:
            self.cancel()
        else:
            self._session.commit(changed, label)

    def cancel(self) -> None:
        """Show the form as it was before the editor opened."""
        self._session.preview(None)

    def typed(self, cell: EntryCell) -> str:
        """Return what ``cell`` holds, as it would be typed."""
        return typed_text(self._template(), self._session.base, cell)

    def _entered(self, form: SelfAssessment, cell: EntryCell, text: str) -> SelfAssessment:
        # What was not touched stays to the letter, whatever its spelling.
        if text == typed_text(self._template(), form, cell):
            return form
        return enter(self._template(), form, cell, text)

    def _template(self) -> Template:
        return self._session.templates[self._session.base.template]
