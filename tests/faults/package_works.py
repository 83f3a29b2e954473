"""Work with exchange packages while a fault comes: one written over and over, others taken in."""

from functools import partial
from pathlib import Path
from random import Random

from faults.contents import Contents, State, contents, digest
from faults.random_work import TEMPLATES, changed, fill, opened
from faults.works import Acknowledge, Acknowledged, Operation, with_many, working
from perfeval_desktop.exchange_package.plan import Choice, Intake, apply, plan
from perfeval_desktop.exchange_package.reading import read_package
from perfeval_desktop.exchange_package.writing import packed, write_package
from perfeval_desktop.store import Arrival, Store

PACKAGE = "上报.perfevalx"
_PACKAGES = 4


def with_packages(folder: Path) -> None:
    """Put an empty store into ``folder``, and packages of another one, each some changes later."""
    random = Random(7)
    other = folder / "对方"
    other.mkdir()
    with working(other) as (store, session):
        fill(session)
        for number in range(_PACKAGES):
            for _ in range(6):
                opened(session, random)
                session.commit(changed(session.base, random), "改")
            write_all(store, folder / f"{number}{PACKAGE}")
    with working(folder) as (_, session):
        fill(session)


def write_all(store: Store, file: Path) -> None:
    """Write all forms of a store into a package."""
    write_package(file, packed(store, TEMPLATES, [one.form_id for one in store.summaries()]))


def intake_of(store: Store, file: Path) -> Intake:
    """Return what takes all of a package, whatever the store has."""
    planned = plan(read_package(file), store, TEMPLATES)
    takes = {one.form_id: Choice.TAKE for one in planned.forms if Choice.TAKE in one.choices}
    return apply(planned, takes, {})


def after(before: Contents, intake: Intake) -> Contents:
    """Return the contents of a store once all of ``intake`` is in it."""
    added = {one.form_id: one.form for one in intake.added if isinstance(one, Arrival)}
    taken = {**added, **intake.changed}
    return before | {form_id: State(in_bin=False, digest=digest(form)) for form_id, form in taken.items()}


def _write(folder: Path, random: Random, acknowledge: Acknowledge) -> None:
    """Edit forms, and write all of them into one package, over and over."""
    with working(folder) as (store, session):
        for _ in range(20):
            opened(session, random)
            session.commit(changed(session.base, random), "改")
            acknowledge(Acknowledged(store.latest_revision(), contents(store)))
            write_all(store, folder / PACKAGE)


def _take_in(folder: Path, random: Random, acknowledge: Acknowledge) -> None:
    """Take one package after the other in, and remove some of the forms again."""
    with working(folder) as (store, session):
        for _ in range(20):
            intake = intake_of(store, folder / f"{random.randrange(_PACKAGES)}{PACKAGE}")
            known = contents(store)
            promise = partial(Acknowledged, store.latest_revision(), known, is_whole=True)
            acknowledge(promise(instead=after(known, intake)))
            session.take_in(intake.added, intake.changed, "收下交换包", intake.templates)
            acknowledge(Acknowledged(store.latest_revision(), contents(store)))
            listed = [one.form_id for one in store.summaries()]
            gone = random.sample(listed, min(3, len(listed) - 1))
            session.delete(gone, "删除")
            # Only what is known to be in the recycle bin may be gone for good.
            acknowledge(Acknowledged(store.latest_revision(), contents(store)))
            session.purge(gone)
            acknowledge(Acknowledged(store.latest_revision(), contents(store)))


WRITE = Operation("package-write", with_many, _write)
TAKE_IN = Operation("package-import", with_packages, _take_in)
