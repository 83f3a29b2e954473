"""What users do while a fault comes: steps on a store, each acknowledged once the program says it is done."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from shutil import copyfile

from blank_files import PLAIN, word_blank
from faults.contents import Contents, State, contents, digest
from faults.random_work import TEMPLATES, changed, fill, opened, sample_forms
from perfeval_desktop.domain.form import Form
from perfeval_desktop.exchange.filling.writing import fill_into
from perfeval_desktop.paths import backup_folder
from perfeval_desktop.printing.batch import export_files, export_merged
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.backups.backup import back_up, restore_backup
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from storage.version_1.old_store import old_file, put

STORE = "数据.perfeval"
# Before the number of forms that came in together, in the log.
TAKEN_IN = "导入"
MERGED = "合并.pdf"
BLANK = "空表.docx"
JOBS = [(TEMPLATES[form.template.id], form) for form in sample_forms()]


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A text that was told to be kept before it is saved: of which form, and its number, ever higher ones."""

    form_id: FormId
    number: int


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What the program has told to be done: the store's last revision and contents.

    ``instead`` is what the next step may put in the place of all contents; ``is_whole`` where it must be
    there whole or not at all. ``backups`` are the names of backups that were told to be there just now.
    ``unsaved`` is the last text that was told to be kept or saved, unless it was given up.
    """

    revision: int
    contents: Contents
    instead: Contents | None = None
    backups: tuple[str, ...] = ()
    is_whole: bool = False
    unsaved: Unsaved | None = None


Acknowledge = Callable[[Acknowledged], None]


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that users do: ``work`` in a folder that ``prepare`` has made ready.

    ``repeats``: it goes on where it was stopped before; else each work needs a folder made ready anew.
    """

    name: str
    prepare: Callable[[Path], None]
    work: Callable[[Path, Random, Acknowledge], None]
    repeats: bool = True


@contextmanager
def working(folder: Path) -> Iterator[tuple[Store, EditingSession]]:
    """Give a session on the store in ``folder``."""
    with Store.open(folder / STORE) as store:
        yield store, EditingSession(store, TEMPLATES)


def with_samples(folder: Path) -> None:
    """Put a store of the seven samples into ``folder``."""
    with working(folder) as (_, session):
        fill(session)


def with_many(folder: Path) -> None:
    """Put a store of 21 forms into ``folder``."""
    with working(folder) as (_, session):
        fill(session, 3)


def with_old_store(folder: Path) -> None:
    """Put a store of version 1 into ``folder``: 12 forms, each with a log."""
    rows = [
        {"level1": "产出指标", "level3": f"教师培训场次之{at}", "target": "≥10场", "weight": "5"}
        for at in range(12)
    ]
    log: list[tuple[str, dict[str, object] | str]] = [("create", {})]
    for at in range(5):
        before = {**rows[at], "target": f"≥{at}场"}
        log.append(("edit", {"splice": {"start": at, "before": [before], "after": [rows[at]]}}))
    with old_file() as old, closing(sqlite3.connect(folder / STORE)) as file:
        for number in range(12):
            put(old, form={"project": f"教师培训之{number}"}, rows=rows, log=log)
        old.backup(file)


def _edit(folder: Path, random: Random, acknowledge: Acknowledge) -> None:
    """Edit, undo and redo in one form after the other."""
    with working(folder) as (store, session):
        known = contents(store)
        acknowledge(Acknowledged(store.latest_revision(), known))
        for _ in range(120):
            opened(session, random)
            for kind in ("commit", "undo", "redo")[: random.choice((1, 1, 2, 3))]:
                if kind == "commit":
                    session.commit(changed(session.base, random), "改")
                else:
                    session.undo() if kind == "undo" else session.redo()
                known = known | _open_form(session)
                acknowledge(Acknowledged(store.latest_revision(), known))


def _open_form(session: EditingSession) -> Contents:
    if session.shown is None or session.present is None:
        return {}
    return {session.shown.form_id: State(in_bin=False, digest=digest(session.present))}


def _many(folder: Path, random: Random, acknowledge: Acknowledge) -> None:
    """Change several forms at once: create, delete, restore, purge, edit."""
    with working(folder) as (store, session):
        acknowledge(Acknowledged(store.latest_revision(), contents(store)))
        for _ in range(30):
            listed = [one.form_id for one in store.summaries()]
            binned = [one.form_id for one in store.bin()]
            if len(listed) < 7:
                fill(session)
            elif random.random() < 0.4:
                session.delete(random.sample(listed, 3), "删除")
            elif random.random() < 0.5:
                year = random.randint(2000, 2099)
                session.edit_many(random.sample(listed, 5), partial(Form.with_year, year=year), "多")
            elif len(binned) > 6:
                session.purge(random.sample(binned, 3))
            else:
                session.restore(binned[:2], "还原")
            acknowledge(Acknowledged(store.latest_revision(), contents(store)))


def _import(folder: Path, random: Random, acknowledge: Acknowledge) -> None:
    """Take in forms, some of them new, others in the place of stored ones; now and then delete some."""
    with working(folder) as (store, session):
        acknowledge(Acknowledged(store.latest_revision(), contents(store)))
        for _ in range(20):
            listed = [one.form_id for one in store.summaries()]
            chosen = random.sample(listed, min(len(listed), random.randint(1, 5)))
            loaded = {form_id: session.load(form_id) for form_id in chosen}
            update = {form_id: form.with_year(form.year % 99 + 2001) for form_id, form in loaded.items()}
            new = sample_forms()[: random.randint(0, 3)]
            session.take_in(new, update, f"{TAKEN_IN}{len(new) + len(update)}")
            acknowledge(Acknowledged(store.latest_revision(), contents(store)))
            if random.random() < 0.3:
                session.delete(listed[:2], "删除")
                acknowledge(Acknowledged(store.latest_revision(), contents(store)))


def _back_up(folder: Path, random: Random, acknowledge: Acknowledge) -> None:
    """Edit, back up, and so on."""
    with working(folder) as (store, session):
        for _ in range(14):
            opened(session, random)
            session.commit(changed(session.base, random), "改")
            before = Acknowledged(store.latest_revision(), contents(store))
            acknowledge(before)
            made = back_up(store, backup_folder(store.path))
            acknowledge(Acknowledged(before.revision, before.contents, backups=(made.path.name,)))


def _restore(folder: Path, random: Random, acknowledge: Acknowledge) -> None:
    """Edit some forms, restore a backup, and so on."""
    with working(folder) as (store, session):
        source = back_up(store, folder / "源").path
        first = contents(store)
        for _ in range(12):
            for _ in range(4):
                opened(session, random)
                session.commit(changed(session.base, random), "改")
                acknowledge(Acknowledged(store.latest_revision(), contents(store)))
            acknowledge(Acknowledged(store.latest_revision(), contents(store), instead=first))
            restore_backup(store, source, backup_folder(store.path))
            session.reload()
            acknowledge(Acknowledged(store.latest_revision(), contents(store)))


def _migrate(folder: Path, _random: Random, acknowledge: Acknowledge) -> None:
    """Open a store of an older version, which becomes one of the present version."""
    beside = folder.with_name(f"{folder.name} 旁")
    beside.mkdir(exist_ok=True)
    copyfile(folder / STORE, beside / STORE)
    with working(beside) as (store, _):
        acknowledge(Acknowledged(store.latest_revision(), contents(store)))
    with working(folder) as (store, _):
        acknowledge(Acknowledged(store.latest_revision(), contents(store)))


def _export(folder: Path, random: Random, acknowledge: Acknowledge) -> None:
    """Export forms, some of them changed, over the files that are there."""
    with working(folder) as (store, _):
        acknowledge(Acknowledged(store.latest_revision(), contents(store)))
    for _ in range(10):
        jobs = [(template, form.with_year(random.randint(2020, 2023))) for template, form in JOBS]
        export_files(jobs, folder, progress=lambda *_: True)
        export_merged(jobs, folder / MERGED, progress=lambda *_: True)


def with_blank(folder: Path) -> None:
    """Put a store of the seven samples into ``folder``, and a blank of another office beside it."""
    with_samples(folder)
    word_blank(folder / BLANK, PLAIN)


def fill_all(folder: Path, year: int) -> None:
    """Fill the samples, of a year, into copies of the blank in ``folder``, over those that are there."""
    for number, (template, form) in enumerate(JOBS, 1):
        fill_into(folder / BLANK, folder / f"填好 {number}.docx", template, form.with_year(year))


def _fill(folder: Path, random: Random, acknowledge: Acknowledge) -> None:
    with working(folder) as (store, _):
        acknowledge(Acknowledged(store.latest_revision(), contents(store)))
    for _ in range(10):
        fill_all(folder, random.randint(2020, 2023))


EDIT = Operation("edit", with_samples, _edit)
MANY = Operation("many", with_samples, _many)
IMPORT = Operation("import", with_samples, _import)
BACK_UP = Operation("backup", with_many, _back_up)
RESTORE = Operation("restore", with_samples, _restore)
MIGRATE = Operation("migrate", with_old_store, _migrate, repeats=False)
EXPORT = Operation("export", with_samples, _export)
FILL = Operation("fill", with_blank, _fill)
OPERATIONS = (EDIT, MANY, IMPORT, BACK_UP, RESTORE, MIGRATE, EXPORT, FILL)
