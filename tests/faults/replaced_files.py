"""Files that are moved, removed or replaced by hand, or by a program that synchronises, while in use."""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from faults.campaign import Campaign, Portion, tries
from faults.contents import contents
from faults.figures import Failure, Figures, attempt
from faults.random_work import TEMPLATES, fill, step
from faults.steps import renamed
from faults.works import STORE
from perfeval_desktop.backup import Backup
from perfeval_desktop.errors import StorageError
from perfeval_desktop.paths import backup_folder
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.backups.backup import back_up, needs_backup
from perfeval_desktop.storage.backups.listing import backups
from perfeval_desktop.storage.store import Store

_AWAY = "别处"
_COPY = "副本.perfeval"


def _remove(path: Path) -> None:
    path.unlink()


def _replace(path: Path) -> None:
    other = path.with_name("x")
    other.write_bytes(b"something else" * 100)
    other.replace(path)


def _replace_by_copy(path: Path) -> None:
    path.with_name(_COPY).replace(path)


def _overwrite_by_copy(path: Path) -> None:
    path.write_bytes(path.with_name(_COPY).read_bytes())


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _rename_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name(_AWAY))


def _remove_journal(path: Path) -> None:
    path.with_name(f"{path.name}-journal").unlink()


_BY_HAND: dict[str, Callable[[Path], None]] = {
    "removed": _remove,
    "replaced by something else": _replace,
    "replaced by a copy": _replace_by_copy,
    "overwritten by a copy": _overwrite_by_copy,
    "emptied": _empty,
    "its folder renamed": _rename_folder,
    "its journal removed": _remove_journal,
}


def _run(portion: Portion) -> None:
    random = portion.random
    for number in range(portion.tries):
        name, by_hand = list(_BY_HAND.items())[number % len(_BY_HAND)]
        for folder in (portion.folder / "work", portion.folder / _AWAY):
            shutil.rmtree(folder, ignore_errors=True)
        portion.figures.tries += 1
        _try(portion.figures, portion.folder / "work" / STORE, by_hand, random, where=f"try {number}, {name}")


def _try(
    figures: Figures, path: Path, by_hand: Callable[[Path], None], random: Random, *, where: str
) -> None:
    with Store.open(path) as store:
        session = EditingSession(store, TEMPLATES)
        fill(session)
        session.open(random.choice(session.summaries()).form_id)
        shutil.copyfile(path, path.with_name(_COPY))
        session.commit(renamed(session.base, "一"), "一")
        try:
            by_hand(path)
        except PermissionError:
            figures.meet("not allowed by the system")
            return
        there = path.read_bytes() if path.exists() else None
        answer = attempt(
            figures, f"{where}: commit", lambda: session.commit(renamed(session.base, "二"), "二")
        )
        if answer is True:
            _judge_saved(figures, path, session, where=where)
        elif there is not None and path.read_bytes() != there:
            figures.fail(Failure.FALSE_REFUSED, f"{where}: the file was written nevertheless")
        figures.meet("saved" if answer is True else "told")
        attempt(figures, f"{where}: backup", lambda: back_up(store, backup_folder(path)))
        attempt(figures, f"{where}: undo", session.undo)
        attempt(figures, f"{where}: list", session.summaries)
        if by_hand is _rename_folder:
            _move_back(figures, path, session, where=where)


def _judge_saved(figures: Figures, path: Path, session: EditingSession, *, where: str) -> None:
    """Hold a change told as saved against the file that now bears the name."""
    assert session.shown is not None
    try:
        with Store.open(path, read_only=True) as store:
            if store.load(session.shown.form_id).form != session.present:
                figures.fail(Failure.FALSE_SAVED, f"{where}: the change is not in the file")
            if problems := store.verify():
                figures.fail(Failure.DAMAGED, f"{where}: {problems[0]}")
    except StorageError as told:
        figures.fail(Failure.FALSE_SAVED, f"{where}: {told}")


def _move_back(figures: Figures, path: Path, session: EditingSession, *, where: str) -> None:
    if path.parent.exists():
        made = sorted(str(file.relative_to(path.parent)) for file in path.parent.rglob("*"))
        figures.fail(Failure.WRONG, f"{where}: the folder is made anew, with {made}")
        shutil.rmtree(path.parent)
    path.parent.with_name(_AWAY).rename(path.parent)
    if not attempt(figures, f"{where}: retry", session.retry):
        figures.fail(Failure.UNUSABLE, f"{where}: refused after the folder was moved back")


# -- an older copy of the store put in its place, while nobody uses it -------------------------------------


def _run_older_copy(portion: Portion) -> None:
    random = portion.random
    for number in range(portion.tries):
        folder = portion.folder / "work"
        shutil.rmtree(folder, ignore_errors=True)
        portion.figures.tries += 1
        _work_on_older_copy(portion.figures, folder / STORE, random, where=f"try {number}")


def _work_on_older_copy(figures: Figures, path: Path, random: Random, *, where: str) -> None:
    times = [datetime(2026, 11, 2, 9).astimezone()]
    _work(path, random, times, steps=3)
    older = path.read_bytes()
    for _ in range(random.randint(1, 15)):
        _work(path, random, times, steps=random.randint(1, 5))
        _backed_up(figures, path, times, where=where)
    path.write_bytes(older)
    for _ in range(4):
        _work(path, random, times, steps=random.randint(1, 3))
        _backed_up(figures, path, times, where=where)


def _work(path: Path, random: Random, times: list[datetime], *, steps: int) -> None:
    with Store.open(path, clock=lambda: times[-1]) as store:
        session = EditingSession(store, TEMPLATES)
        for _ in range(steps):
            step(session, random)


def _backed_up(figures: Figures, path: Path, times: list[datetime], *, where: str) -> None:
    """Back up, some minutes later, and look what the program then says of backups."""
    times.append(times[-1] + timedelta(minutes=7))
    place = backup_folder(path)
    with Store.open(path) as store:
        if not needs_backup(store, place):
            return
        made = attempt(figures, where, lambda: back_up(store, place, clock=lambda: times[-1]))
        if not isinstance(made, Backup):
            figures.fail(Failure.UNUSABLE, f"{where}: {made}")
        elif not made.path.exists():
            figures.fail(Failure.LOST, f"{where}: {made.path.name}, removed as soon as it was made")
        elif needs_backup(store, place):
            figures.fail(Failure.WRONG, f"{where}: a backup is due directly after one")
        else:
            figures.meet("backups")
            _judge_backup(figures, store, made, where=where)


def _judge_backup(figures: Figures, store: Store, made: Backup, *, where: str) -> None:
    with Store.open(made.path, read_only=True) as copy:
        if contents(copy) != contents(store):
            figures.fail(Failure.DAMAGED, f"{where}: {made.path.name} holds something else")
    newest = backups(made.path.parent)[0]
    if newest.path != made.path:
        figures.meet("a backup of the lost state is listed first")


CAMPAIGNS = (
    Campaign(name="replaced-while-open", run=_run, sizes=tries(70, full=700, each=70)),
    Campaign(name="replaced-by-older", run=_run_older_copy, sizes=tries(20, full=200, each=10)),
)
