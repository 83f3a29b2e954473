"""A package that a unit hands in a second time, after both sides have changed the form in it."""

from pathlib import Path

from perfeval_desktop.domain.form import Form, Place, RowId
from perfeval_desktop.exchange_package.plan import PackagePlan, apply, plan
from perfeval_desktop.exchange_package.reading import read_package
from perfeval_desktop.exchange_package.writing import packed, write_package
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from session_driver import FIRST, SECOND
from small_forms import CATALOGUE

BUDGET = Place("funding", RowId("total"), "initial_budget")
REASON = Place("indicators", FIRST.rows("indicators")[0].id, "reason")


def _write(session: EditingSession, form_id: FormId, place: Place, text: str) -> None:
    session.edit_many([form_id], lambda form: form.with_text(place, text), "修改")


def handed_in_again(folder: Path, store: Store) -> Path:
    """Hand a form in to ``store``, change it on both sides, and return the second package.

    It holds a new form besides.
    """
    ours = EditingSession(store, CATALOGUE)
    with Store.open(folder / "单位.perfeval") as other:
        theirs = EditingSession(other, CATALOGUE)
        (form_id,) = theirs.create([FIRST], "新建")
        _write_package(folder / "第一次.perfevalx", other)
        intake = apply(plan(read_package(folder / "第一次.perfevalx"), store, CATALOGUE), {}, {})
        ours.take_in(intake.added, intake.changed, "导入", intake.templates)
        _write(theirs, form_id, BUDGET, "120")
        _write(theirs, form_id, REASON, "设备到货晚")
        _write(ours, form_id, BUDGET, "130")
        theirs.create([SECOND], "新建")
        file = folder / "第二次.perfevalx"
        _write_package(file, other)
    return file


def _write_package(file: Path, store: Store) -> None:
    write_package(file, packed(store, CATALOGUE, [one.form_id for one in store.summaries()]))


def planned_conflict(folder: Path) -> PackagePlan:
    """Return what such a package would do, without the new form."""
    with Store.open(folder / "部门.perfeval") as store:
        file = handed_in_again(folder, store)
        found = plan(read_package(file), store, CATALOGUE)
    return PackagePlan(tuple(one for one in found.forms if one.differences), found.templates)


def form_named(store: Store, project: str) -> Form:
    """Return the only form of a project."""
    (form_id,) = [one.form_id for one in store.summaries() if one.project == project]
    return store.load(form_id).form
