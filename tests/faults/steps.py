"""The things that a user does in one go, each of which the system may refuse in the middle."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from faults.package_works import PACKAGE, intake_of, write_all
from faults.random_work import TEMPLATES, fill, sample_forms
from faults.unsaved_works import keeping, leave, typed
from faults.works import JOBS, MERGED, STORE, fill_all, with_blank, with_old_store, with_samples, working
from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.places import place_of
from perfeval_desktop.errors import OutputError
from perfeval_desktop.paths import backup_folder
from perfeval_desktop.printing.batch import export_files, export_merged, reasons
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.backups.backup import back_up, restore_backup
from perfeval_desktop.storage.store import Store

NEW_STORE = "新.perfeval"


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder with its store open, and a form of it."""

    folder: Path
    store: Store
    session: EditingSession


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. With ``in_parts`` a refusal may come between two changes that are each whole."""

    name: str
    do: Callable[[Desk], None]
    in_parts: bool = False


def ready(folder: Path) -> None:
    """Put a store into ``folder`` in which everything can be done: edited forms, deleted ones, a backup."""
    with_blank(folder)
    with working(folder) as (store, session):
        first, *_, last = session.summaries()
        session.open(first.form_id)
        for _ in range(5):
            session.commit(renamed(session.base, "改"), "改")
        session.delete([last.form_id], "删除")
        back_up(store, backup_folder(store.path))
        # The next backup has a name of its own, be it made in the same second.
        session.commit(renamed(session.base, "改"), "改")
        leave(store, session)
    other = folder / "对方"
    other.mkdir()
    with_samples(other)
    with working(other) as (store, _):
        write_all(store, folder / f"来的{PACKAGE}")
    old = folder / "旧"
    old.mkdir()
    with_old_store(old)


def renamed(form: Form, mark: str) -> Form:
    """Return ``form`` with ``mark`` behind the name of its project."""
    template = TEMPLATES[form.template.id]
    place = place_of(template, Role.PROJECT)
    assert place is not None
    return enter(template, form, place, form.text(*place) + mark)


def _commit(desk: Desk) -> None:
    if not desk.session.commit(renamed(desk.session.base, "又"), "改"):
        shown = desk.session.shown
        assert shown is not None
        assert shown.save_error is not None
        raise shown.save_error


def _undo(desk: Desk) -> None:
    desk.session.undo()


def _create(desk: Desk) -> None:
    desk.session.create(sample_forms()[:3], "新建")


def _take_in(desk: Desk) -> None:
    before = {one.form_id: desk.session.load(one.form_id) for one in desk.session.summaries()[:4]}
    changed = {form_id: _next_year(form) for form_id, form in before.items()}
    desk.session.take_in(sample_forms()[:3], changed, "导入")


def _delete(desk: Desk) -> None:
    desk.session.delete([one.form_id for one in desk.session.summaries()[1:3]], "删除")


def _undelete(desk: Desk) -> None:
    desk.session.restore([one.form_id for one in desk.session.bin()], "还原")


def _purge(desk: Desk) -> None:
    desk.session.purge([one.form_id for one in desk.session.bin()])


def _many(desk: Desk) -> None:
    desk.session.edit_many([one.form_id for one in desk.session.summaries()], _next_year, "多")


def _next_year(form: Form) -> Form:
    return form.with_year(form.year + 1)


def _back_up(desk: Desk) -> None:
    back_up(desk.store, backup_folder(desk.store.path))


def _restore(desk: Desk) -> None:
    first = min(backup_folder(desk.store.path).glob("*.perfeval"))
    restore_backup(desk.store, first, backup_folder(desk.store.path))
    desk.session.reload()


def _verify(desk: Desk) -> None:
    desk.store.verify()


def _new_store(desk: Desk) -> None:
    with Store.open(desk.folder / NEW_STORE) as store:
        fill(EditingSession(store, TEMPLATES))


def _migrate(desk: Desk) -> None:
    with Store.open(desk.folder / "旧" / STORE) as store:
        store.summaries()


def _export(desk: Desk) -> None:
    for reason in reasons(export_files(JOBS, desk.folder, progress=lambda *_: True)):
        raise OutputError(reason)


def _merge(desk: Desk) -> None:
    export_merged(JOBS, desk.folder / MERGED, progress=lambda *_: True)


def _write_package(desk: Desk) -> None:
    write_all(desk.store, desk.folder / PACKAGE)


def _take_package_in(desk: Desk) -> None:
    intake = intake_of(desk.store, desk.folder / f"来的{PACKAGE}")
    desk.session.take_in(intake.added, intake.changed, "导入交换包", intake.templates)


def _fill(desk: Desk) -> None:
    fill_all(desk.folder, 2023)


def _keep(desk: Desk) -> None:
    """Type, keep it, type on, and keep that."""
    with keeping(desk.store, desk.session) as keeper:
        for text in ("第1 句", "第2 句"):
            typed(desk.session, text)
            keeper.keep()
        # What is kept stays, as after a crash.
        del keeper
    desk.session.preview(None)


def _put_back(desk: Desk) -> None:
    """Put back what a crash has left."""
    with keeping(desk.store, desk.session) as keeper:
        offers = keeper.offers()
        if not offers:
            raise OutputError("什么也没有找到。")
        if not keeper.put_back(offers[0].left):
            shown = desk.session.shown
            assert shown is not None
            assert shown.save_error is not None
            raise shown.save_error


STEPS = (
    Step("commit", _commit),
    Step("undo", _undo),
    Step("create", _create),
    Step("import", _take_in),
    Step("delete", _delete),
    Step("undelete", _undelete),
    Step("purge", _purge),
    Step("many", _many, in_parts=True),
    Step("backup", _back_up),
    Step("restore", _restore),
    Step("verify", _verify),
    Step("new", _new_store, in_parts=True),
    Step("migrate", _migrate),
    Step("export", _export, in_parts=True),
    Step("merge", _merge),
    Step("package-write", _write_package),
    Step("package-import", _take_package_in),
    Step("fill", _fill, in_parts=True),
    Step("unsaved", _keep),
    Step("put-back", _put_back),
)
