"""Drives an editing session over a store in a file, and collects its notifications."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from perfeval_desktop.domain.form import Form, FormState, TemplateRef
from perfeval_desktop.domain.patch import difference
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.evaluated_form import EvaluatedForm, evaluate
from perfeval_desktop.session import EditingSession, Notification
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import (
    Entry,
    FormId,
    FormSummary,
    Revision,
    RevisionKind,
    RowTexts,
    Saved,
    StoredForm,
)
from small_forms import CATALOGUE, clean_form, named

FULL = StorageError(StorageErrorKind.FULL, "磁盘已满，这次没有写入任何内容。请清理磁盘空间后再试。")

FIRST, SECOND, THIRD = (named(clean_form(), name) for name in ("甲项目", "乙项目", "丙项目"))
GRID = "indicators"


class FailingStore(Store):
    """A store whose disk has ``room`` for so many more saved forms, ``None`` for any number.

    It cannot be read while ``is_broken``; where ``fails_after_saving``, it is broken by the next save.
    """

    room: int | None = None
    fails_after_saving = False
    is_broken = False

    def save(self, stored: StoredForm, entry: Entry, *, kind: RevisionKind, label: str, by: str) -> Saved:
        if self.room is not None and entry.form != stored.form:
            if self.room == 0:
                raise FULL
            self.room -= 1
        saved = super().save(stored, entry, kind=kind, label=label, by=by)
        self.is_broken = self.fails_after_saving
        return saved

    def load(self, form_id: FormId) -> StoredForm:
        self._fail_if_broken()
        return super().load(form_id)

    def summaries(self) -> list[FormSummary]:
        self._fail_if_broken()
        return super().summaries()

    def rows_with(self, column: str) -> list[Mapping[str, str]]:
        self._fail_if_broken()
        return super().rows_with(column)

    def texts_of(self, form_ids: Sequence[FormId]) -> list[RowTexts]:
        self._fail_if_broken()
        return super().texts_of(form_ids)

    def revisions(self, form_id: FormId) -> tuple[Revision, ...]:
        self._fail_if_broken()
        return super().revisions(form_id)

    def _fail_if_broken(self) -> None:
        if self.is_broken:
            raise StorageError(StorageErrorKind.INPUT_OUTPUT, "读取时出错。请检查磁盘，再试一次。")


class SessionDriver:
    """An editing session over a store in a file, and every notification of it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.start()

    def start(self, *, read_only: bool = False, catalogue: Mapping[str, Template] = CATALOGUE) -> None:
        store = FailingStore.open(self.path, read_only=read_only)
        assert isinstance(store, FailingStore)
        self.store = store
        self.session = EditingSession(self.store, catalogue, by="张三")
        self.notifications: list[Notification] = []
        self.session.subscribe(self.notifications.append)

    def restart(
        self,
        form_id: FormId | None = None,
        *,
        read_only: bool = False,
        catalogue: Mapping[str, Template] = CATALOGUE,
    ) -> None:
        """Close the program and start it again."""
        self.store.close()
        self.start(read_only=read_only, catalogue=catalogue)
        self.session.open(form_id)
        self.notifications.clear()

    def create(self, *forms: Form) -> tuple[FormId, ...]:
        """Add forms to the store past the session, so that there is nothing to undo."""
        made = [evaluated(FormId(""), form).entry for form in forms]
        return tuple(one.stored.form_id for one in self.store.create(made, label="新建", by=""))

    def create_without_template(self, form: Form) -> tuple[FormId]:
        """Add a form whose template can no longer be found."""
        entry = evaluated(FormId(""), form).entry._replace(form=without_template(form))
        (made,) = self.store.create([entry], label="导入", by="")
        return (made.stored.form_id,)

    def open_new(self, form: Form = FIRST) -> FormId:
        """Create a form, open it and return its id."""
        (form_id,) = self.create(form)
        self.session.open(form_id)
        self.notifications.clear()
        return form_id

    def saved(self, form_id: FormId) -> Form:
        return self.store.load(form_id).form

    @property
    def present(self) -> Form:
        assert self.session.present is not None
        return self.session.present

    @property
    def shown(self) -> EvaluatedForm:
        assert self.session.shown is not None
        return self.session.shown

    @property
    def listed(self) -> list[FormId]:
        return [one.form_id for one in self.store.summaries()]

    def labels(self) -> tuple[str | None, str | None]:
        return self.session.undo_label, self.session.redo_label


def evaluated(form_id: FormId, form: Form) -> EvaluatedForm:
    return evaluate(CATALOGUE[form.template.id], form_id, form)


def notified(
    before: EvaluatedForm | None,
    after: EvaluatedForm | None,
    listed: tuple[FormSummary, ...] = (),
    unlisted: tuple[FormId, ...] = (),
) -> Notification:
    """Return the notification that the open form became ``after``."""
    is_same = before is not None and after is not None and before.form_id == after.form_id
    patch = difference(before.form, after.form) if is_same and before and after else None
    return Notification(before, after, listed, unlisted, patch)


def in_review(form: Form) -> Form:
    return replace(form, state=FormState.IN_REVIEW)


def project_of(form: Form) -> str:
    return form.text("head", "only", "project")


def without_template(form: Form) -> Form:
    return replace(form, template=TemplateRef("beijing-2030", "?"))
