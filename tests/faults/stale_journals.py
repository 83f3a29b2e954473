"""A crash leaves a journal that SQLite plays back; before that, somebody moves or replaces the store by hand.

SQLite takes the journal for that of whatever file bears the name.
"""

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from faults.campaign import Campaign, Portion, tries
from faults.contents import Contents, contents
from faults.figures import Failure, Figures, in_words
from faults.kill import has_hot_journal
from faults.processes import Tell, killed, preload
from faults.random_work import fill, step
from faults.works import STORE, working
from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.paths import backup_folder
from perfeval_desktop.storage.backups.backup import back_up
from perfeval_desktop.storage.store import Store


def _crash(tell: Tell, folder: Path, seed: int) -> None:
    """Stand in the middle of a change of many pages, some of them in the file already."""
    random = Random(seed)
    with working(folder) as (store, _), store.database.writing():
        connection = store.database.connection
        connection.execute("PRAGMA cache_size=1")
        ids = [form_id for (form_id,) in connection.execute("SELECT id FROM form")]
        for form_id in random.sample(ids, random.randint(2, len(ids))):
            connection.execute("UPDATE form SET project = project || ? WHERE id = ?", ("改" * 900, form_id))
        tell("in the middle")
        # It is killed long before.
        time.sleep(60)


class _Crashed:
    """A folder after a crash: its store with a hot journal, a backup, a copy older than that."""

    def __init__(self, folder: Path, random: Random) -> None:
        folder.mkdir()
        self.store = folder / STORE
        self.older = folder / "旧.perfeval"
        with working(folder) as (store, session):
            fill(session, 2)
            shutil.copyfile(self.store, self.older)
            self.at_first = contents(store)
            for _ in range(6):
                step(session, random)
            fill(session)
            self.backup = back_up(store, backup_folder(self.store)).path
            self.backed_up = contents(store)
            for _ in range(random.randint(0, 3)):
                step(session, random)
            fill(session)
            self.before = contents(store)
        killed(_crash, folder, random.getrandbits(32), after=0)


# -- what is done by hand ------------------------------------------------------------------------------------

# Returns the file that is opened next, and what is in it if it is whole.
ByHand = Callable[[_Crashed], tuple[Path, Contents]]


def _nothing(crashed: _Crashed) -> tuple[Path, Contents]:
    return crashed.store, crashed.before


def _backup_over_it(crashed: _Crashed) -> tuple[Path, Contents]:
    shutil.copyfile(crashed.backup, crashed.store)
    return crashed.store, crashed.backed_up


def _backup_in_its_place(crashed: _Crashed) -> tuple[Path, Contents]:
    crashed.store.unlink()
    shutil.copy2(crashed.backup, crashed.store)
    return crashed.store, crashed.backed_up


def _older_copy_over_it(crashed: _Crashed) -> tuple[Path, Contents]:
    shutil.copyfile(crashed.older, crashed.store)
    return crashed.store, crashed.at_first


def _copied_with_journal(crashed: _Crashed) -> tuple[Path, Contents]:
    folder = crashed.store.parent / "别处"
    folder.mkdir()
    for file in (crashed.store, crashed.store.with_name(f"{STORE}-journal")):
        shutil.copy2(file, folder)
    return folder / STORE, crashed.before


def _copied_without_journal(crashed: _Crashed) -> tuple[Path, Contents]:
    copy = crashed.store.with_name("别名.perfeval")
    shutil.copy2(crashed.store, copy)
    return copy, crashed.before


_BY_HAND: dict[str, ByHand] = {
    "nothing": _nothing,
    "a backup copied over it": _backup_over_it,
    "a backup put in its place": _backup_in_its_place,
    "an older copy copied over it": _older_copy_over_it,
    "copied with its journal": _copied_with_journal,
    "copied without its journal": _copied_without_journal,
}
# What is missing nobody can bring back: this one is half changed, and only has to be told to be.
_TORN = _copied_without_journal


def _run(portion: Portion) -> None:
    preload(__name__)
    random = portion.random
    for number in range(portion.tries):
        name, by_hand = list(_BY_HAND.items())[number % len(_BY_HAND)]
        folder = portion.folder / "work"
        shutil.rmtree(folder, ignore_errors=True)
        crashed = _Crashed(folder, random)
        portion.figures.tries += 1
        portion.figures.meet("hot journals", has_hot_journal(crashed.store))
        path, right = by_hand(crashed)
        _judge(portion.figures, path, right, is_torn=by_hand is _TORN, where=f"try {number}, {name}")


def _judge(figures: Figures, path: Path, right: Contents, *, is_torn: bool, where: str) -> None:
    try:
        with Store.open(path) as store:
            problems = store.verify()
            if not problems and contents(store) != right:
                figures.fail(Failure.WRONG, f"{where}: other contents, and told to be whole")
            elif problems and not is_torn:
                figures.fail(Failure.DAMAGED, f"{where}: {problems[0]}")
            else:
                figures.meet("told to be damaged" if problems else "as it was")
    except PerfEvalError as told:
        # A refusal keeps what is there; but there is nothing to be refused in a file that is whole.
        figures.fail(Failure.UNUSABLE, f"{where}: {told}") if not is_torn else figures.meet("told: damaged")
    except Exception as bug:  # noqa: BLE001  # whatever it is
        figures.fail(Failure.TRACEBACK, f"{where}: {in_words(bug)}")


CAMPAIGNS = (Campaign(name="stale-journals", run=_run, sizes=tries(60, full=600, each=60)),)
