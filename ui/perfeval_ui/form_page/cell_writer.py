"""From a text that was typed to the session: the one way every cell and field of the form is written."""

from collections.abc import Sequence

from perfeval_desktop.domain.entry import enter_all, enter_block
from perfeval_desktop.domain.form import Form, FormState, Place
from perfeval_desktop.domain.places import YEAR, place_label
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import EntryError
from perfeval_desktop.lock_lines import LockLine
from perfeval_desktop.session import EditingSession
from perfeval_desktop.unsaved_work import TypedText

Block = tuple[tuple[str, ...], ...]

_READ_ONLY = "数据文件是只读打开的，不能修改。"
FINAL = f"这张表已定稿，要修改请先把状态改回“{FormState.DRAFT.label}”。"


def locked(line: LockLine) -> str:
    """Return what is said of a form behind a lock line."""
    return f"截止日 {line.words} 已过，这张表已锁定；要修改，请点“仍要修改”。"


class CellWriter:
    """Previews and saves texts typed into cells and fields of the open form.

    Only a year that is none is refused: the methods that take a text return why it cannot stand, in a
    sentence, or ``None``. A text that leaves the form as it was is not saved.
    """

    def __init__(self, session: EditingSession) -> None:
        self._session = session

    @property
    def objection(self) -> str:
        """Why the open form cannot be changed now, in a sentence; ``""`` where it can, or none is open."""
        shown = self._session.shown
        if shown is None or self.takes_changes:
            return ""
        if self._session.is_read_only:
            return _READ_ONLY
        return FINAL if self._session.locking.line is None else locked(self._session.locking.line)

    @property
    def takes_changes(self) -> bool:
        """Whether the open form can be changed now: a final or locked form and a read-only store cannot."""
        return self._session.takes_changes

    def preview(self, place: Place, text: str) -> str | None:
        """Show the form with ``text`` at ``place``; return why it cannot stand there, if so."""
        typed = TypedText(place, text)
        try:
            entered = enter_all(self._template(), self._session.base, [(place, text)])
            self._session.preview(entered, typed)
        except EntryError as refusal:
            self._session.preview(None, typed)
            return str(refusal)
        return None

    def commit(self, place: Place, text: str) -> str | None:
        """Save ``text`` at ``place``."""
        return self.commit_all([(place, text)], "修改")

    def commit_all(self, entries: Sequence[tuple[Place, str]], verb: str) -> str | None:
        """Save texts in several cells as one change; ``verb`` begins the words of its undo step."""
        base = self._session.base
        try:
            changed = enter_all(self._template(), base, entries)
        except EntryError as refusal:
            return str(refusal)
        if len(entries) == 1:
            where = place_label(self._template(), base, entries[0][0])
        else:
            where = f" {len(entries)} 个单元格"
        self.save(changed, f"{verb}{where}")
        return None

    def commit_block(self, at: Place, block: Block) -> str | None:
        """Save a block of texts from ``at`` on to the right and down; adds the rows it needs.

        Returns what to say of texts that found no cell.
        """
        changed, left_over = enter_block(self._template(), self._session.base, at, block)
        cells = sum(map(len, block))
        where = f" {cells} 个单元格" if cells > 1 else place_label(self._template(), self._session.base, at)
        self.save(changed, f"粘贴到{where}")
        if not left_over:
            return None
        return (
            f"粘贴的内容超出了表格，有 {len(left_over)} 个单元格没有地方放，其余已粘贴。"
            "请从更靠左上的单元格开始粘贴。"
        )

    def save(self, changed: Form, label: str) -> None:
        """Save a changed form; ``label`` names its undo step."""
        if changed == self._session.base:
            self.cancel()
        else:
            self._session.commit(changed, label)

    def cancel(self) -> None:
        """Show the form without what was typed and not saved."""
        self._session.preview(None)

    def typed(self, place: Place) -> str:
        """Return what stands at ``place``, as it was typed."""
        return _text_at(self._session.base, place)

    def gather_earlier_texts(self) -> int:
        """Read some of the forms near the open one, for their texts; return how many are left."""
        return self._session.earlier_texts.gather()

    def earlier_texts(self, place: Place, typed: str) -> Sequence[str]:
        """Return texts of earlier forms for ``place`` that contain what is ``typed``, the likeliest first."""
        return self._session.earlier_texts.offers(place, typed)

    def _template(self) -> Template:
        shown = self._session.shown
        if shown is None:
            raise RuntimeError("no form is open")
        return shown.template


def _text_at(form: Form, place: Place) -> str:
    return str(form.year) if place == YEAR else form.text(*place)
