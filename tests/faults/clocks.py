"""Clocks that go back, stand still, jump or are far off: backups and history go on in order."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from random import Random

from faults.campaign import Campaign, Portion, depth
from faults.figures import Failure, Figures, attempt
from faults.random_work import TEMPLATES, changed, fill, opened
from perfeval_desktop.backup import Backup
from perfeval_desktop.paths import backup_folder
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.backups.backup import back_up, needs_backup
from perfeval_desktop.storage.backups.listing import backups
from perfeval_desktop.storage.store import Store

_NOON = datetime(2026, 11, 29, 12).astimezone()
# The time of the n-th change.
Clock = Callable[[int, Random], datetime]


def _by_chance(_number: int, random: Random) -> datetime:
    year, month, day = 2000 + random.randrange(80), random.randint(1, 12), random.randint(1, 28)
    return datetime(year, month, day).astimezone()


_CLOCKS: dict[str, Clock] = {
    "a day back each time": lambda number, _: _NOON - timedelta(days=number),
    "in 1970": lambda number, _: datetime(1970, 1, 2).astimezone() + timedelta(seconds=number),
    "in 2999": lambda number, _: datetime(2999, 12, 30).astimezone() - timedelta(seconds=number),
    "standing still": lambda *_: _NOON,
    "an hour to and fro": lambda number, _: _NOON + timedelta(hours=number % 2),
    "by chance": _by_chance,
}


def _run(portion: Portion) -> None:
    name, clock = list(_CLOCKS.items())[portion.number]
    random, figures, path = portion.random, portion.figures, portion.folder / "数据.perfeval"
    times = [_NOON]
    with Store.open(path, clock=lambda: times[-1]) as store:
        session = EditingSession(store, TEMPLATES)
        fill(session)
        opened(session, random)
        for number in range(portion.tries):
            times.append(clock(number, random))
            figures.tries += 1
            before = store.latest_revision()
            while store.latest_revision() == before:
                session.commit(changed(session.base, random), "改")
            where = f"clock {name}, backup {number}"
            work = partial(back_up, store, backup_folder(path), clock=lambda: times[-1])
            made = attempt(figures, where, work)
            if isinstance(made, Backup):
                _judge(figures, store, made, where=where)
            elif made is not None:
                figures.fail(Failure.UNUSABLE, f"{where}: {made}")
        numbers = [one.number for one in session.revisions()]
        if numbers != sorted(numbers):
            figures.fail(Failure.WRONG, f"clock {name}: the history is out of order")
        if problems := store.verify():
            figures.fail(Failure.DAMAGED, f"clock {name}: {problems[0]}")


def _judge(figures: Figures, store: Store, made: Backup, *, where: str) -> None:
    """Hold the backup just made against what the program then says of backups."""
    if not made.path.exists():
        figures.fail(Failure.LOST, f"{where}: removed as soon as it was made")
        return
    if needs_backup(store, made.path.parent):
        figures.fail(Failure.WRONG, f"{where}: yet one is said to be due")
    newest = backups(made.path.parent)[0]
    # Two of one revision are equal.
    if f"-r{store.latest_revision()}-" not in newest.path.name:
        figures.fail(Failure.WRONG, f"{where}: {newest.path.name} is listed before {made.path.name}")


CAMPAIGNS = (Campaign(name="clocks", run=_run, sizes=depth(60, full=300, portions=len(_CLOCKS))),)
