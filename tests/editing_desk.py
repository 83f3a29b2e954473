"""A session over a store in a file, as it is worked at, and everything it has told."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from perfeval_desktop.domain.form import Form, FormState, TemplateRef
from perfeval_desktop.domain.patch import difference
from perfeval_desktop.domain.template import Template
from perfeval_desktop.errors import (
    StorageError,
    StorageErrorKind,
)
from perfeval_desktop.evaluated_form import EvaluatedForm, evaluate
from perfeval_desktop.session import EditingSession, Notification
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import (
    Entry,
    FormId,
    FormSummary,
    Revision,
    RevisionKind,
    Saved,
    StoredForm,
)
from small_forms import (
    CATALOGUE,
    clean_form,
    named,
)

FULL = StorageError(StorageErrorKind.FULL, "磁盘已满，这次没有写入任何内容。请清理磁盘空间后再试。")

FIRST, SECOND, THIRD = (named(clean_form(), name) for name in ("甲项目", "乙项目", "丙项目"))
GRID = "indicators"


class TryingStore(Store):
    """A store whose disk has ``room`` for so many more saved forms, ``None`` for any number.

    Once something is saved it cannot be read any more where ``fails_after_saving``.
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
        self._read()
        return super().load(form_id)

    def summaries(self) -> list[FormSummary]:
        self._read()
        return super().summaries()

    def latest_revision(self) -> int:
        self._read()
        return super().latest_revision()

    def revisions(self, form_id: FormId) -> tuple[Revision, ...]:
        self._read()
        return super().revisions(form_id)

    def _read(self) -> None:
        if self.is_broken:
            raise StorageError(StorageErrorKind.INPUT_OUTPUT, "读取时出错。请检查磁盘，再试一次。")


class Desk:
    """A session over a store in a file, and everything it has told."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.start()

    def start(self, *, read_only: bool = False, catalogue: Mapping[str, Template] = CATALOGUE) -> None:
        store = TryingStore.open(self.path, read_only=read_only)
        assert isinstance(store, TryingStore)
        self.store = store
        self.session = EditingSession(self.store, catalogue, by="张三")
        self.told: list[Notification] = []
        self.session.subscribe(self.told.append)

    def restart(
        self,
        form_id: FormId | None = None,
        *,
        read_only: bool = False,
        catalogue: Mapping[str, Template] = CATALOGUE,
    ) -> None:
        """Close everything and begin anew, as after a night."""
        self.store.close()
        self.start(read_only=read_only, catalogue=catalogue)
        self.session.open(form_id)
        self.told.clear()

    def create(self, *forms: Form) -> tuple[FormId, ...]:
        """Add forms to the store past the session, so that there is no step to undo."""
        made = [seen(FormId(""), form).entry for form in forms]
        return tuple(one.stored.form_id for one in self.store.create(made, label="新建", by=""))

    def strange(self, form: Form) -> tuple[FormId]:
        """Add a form whose template nobody has any more."""
        entry = seen(FormId(""), form).entry._replace(form=without_template(form))
        (made,) = self.store.create([entry], label="导入", by="")
        return (made.stored.form_id,)

    def open_new(self, form: Form = FIRST) -> FormId:
        """Return the id of a new form, which is open."""
        (form_id,) = self.create(form)
        self.session.open(form_id)
        self.told.clear()
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


def seen(form_id: FormId, form: Form) -> EvaluatedForm:
    return evaluate(CATALOGUE[form.template.id], form_id, form)


def told(
    before: EvaluatedForm | None,
    after: EvaluatedForm | None,
    listed: tuple[FormSummary, ...] = (),
    unlisted: tuple[FormId, ...] = (),
) -> Notification:
    """Return what is to be told when the open form became ``after``."""
    is_same = before is not None and after is not None and before.form_id == after.form_id
    patch = difference(before.form, after.form) if is_same and before and after else None
    return Notification(before, after, listed, unlisted, patch)


def reviewed(form: Form) -> Form:
    return replace(form, state=FormState.IN_REVIEW)


def name_of(form: Form) -> str:
    return form.text("head", "only", "project")


def without_template(form: Form) -> Form:
    return replace(form, template=TemplateRef("beijing-2030", "?"))
