"""Forms behind a lock line: whether they may be changed, and the one step after which they may."""

from dataclasses import replace

from perfeval_desktop.domain.form import Form
from perfeval_desktop.errors import LockedFormError
from perfeval_desktop.lock_lines import LockLine, line_for
from perfeval_desktop.step_log import StoreWithSteps
from perfeval_desktop.storage.clock import now
from perfeval_desktop.store import StoredForm


class Locks:
    """The lock lines of a store, held against its forms and today's date."""

    def __init__(self, store: StoreWithSteps) -> None:
        self._store = store

    def line_of(self, stored: StoredForm) -> LockLine | None:
        """Return the line that a form is behind; ``None`` for none, and where it is changed all the same."""
        line = line_for(self._store.lock_lines(), stored.form.year)
        if line is None or not line.is_passed(now().date()):
            return None
        return None if line.is_noted(self._store.revisions(stored.form_id)) else line

    def check(self, stored: StoredForm, after: Form) -> None:
        """Raise :class:`LockedFormError` where more than the state of a locked form would be changed."""
        if replace(stored.form, state=after.state) == after:
            return
        line = self.line_of(stored)
        if line is not None:
            project = f"“{stored.outline.project}”" if stored.outline.project else "有一张表"
            raise LockedFormError(
                f"{project}的截止日 {line.words} 已过，没有改动。要修改，请打开这张表点“仍要修改”，"
                "或者在“工具 → 锁定线”里改日期。"
            )
