"""Two or three processes that do the same at the same moment: back up one store, or open it for writing."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from faults.campaign import Campaign, Portion, always, tries
from faults.figures import Failure, Figures
from faults.judging import is_whole_copy
from faults.processes import Raised, Tell, preload, together
from faults.random_work import TEMPLATES, sample_forms
from faults.works import STORE, with_many, working
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.long_paths import LongPath, long_path
from perfeval_desktop.paths import backup_folder
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.backups.backup import back_up
from perfeval_desktop.storage.connections import connected
from perfeval_desktop.storage.store import Store

_SECONDS = 60
_MOMENT = datetime(2026, 1, 1, 9).astimezone()


# -- backups -------------------------------------------------------------------------------------------------


def _back_up(tell: Tell, wait: Callable[[], object], path: Path, at: datetime, late: float) -> None:
    with Store.open(path, read_only=True) as store:
        wait()
        time.sleep(late)
        try:
            tell(back_up(store, backup_folder(path), clock=lambda: at).path.name)
        except StorageError as error:
            tell(error.kind)


def _back_up_badly(tell: Tell, wait: Callable[[], object], path: Path, at: datetime, late: float) -> None:
    """Back up by way of one name for all files in the making."""
    with patch("perfeval_desktop.storage.copying.temporary_file", _one_for_all):
        _back_up(tell, wait, path, at, late)


@contextmanager
def _one_for_all(folder: Path) -> Iterator[LongPath]:
    part = long_path(folder / "part")
    part.open("wb").close()
    yield part


def _backups(work: Callable[..., None]) -> Callable[[Portion], None]:
    def run(portion: Portion) -> None:
        preload(__name__)
        random, path = portion.random, portion.folder / STORE
        with_many(portion.folder)
        with working(portion.folder) as (store, _):
            forms = store.count()
        for number in range(portion.tries):
            # A second apart, each has a name of its own; in the same second, all have the same.
            apart = random.choice((0, 1))
            ats = [
                _MOMENT + timedelta(seconds=4 * number + apart * one)
                for one in range(random.choice((2, 2, 3)))
            ]
            told = together([(work, (path, at, random.random() * 0.02)) for at in ats], seconds=_SECONDS)
            portion.figures.tries += 1
            _judge_backups(portion.figures, backup_folder(path), told, forms, where=f"race {number}")

    return run


def _judge_backups(
    figures: Figures, folder: Path, told: list[list[object]], forms: int, *, where: str
) -> None:
    for (word,) in told:
        match word:
            case Raised(words):
                figures.fail(Failure.TRACEBACK, f"{where}: {words}")
            case StorageErrorKind():
                # The others are no reason to refuse.
                figures.fail(Failure.UNUSABLE, f"{where}: refused as {word}")
            case str(name) if not (folder / name).exists():
                figures.fail(Failure.LOST, f"{where}: {name}")
    for file in folder.iterdir():
        figures.meet("copies looked at")
        if file.suffix == ".tmp":
            figures.fail(Failure.PARTIAL, f"{where}: {file.name} stays behind")
        elif file.suffix == ".perfeval" and not (is_whole_copy(file) and _forms(file) == forms):
            figures.fail(Failure.PARTIAL, f"{where}: {file.name}, {file.stat().st_size} bytes")
            file.unlink()


def _forms(file: Path) -> int:
    with connected(file, "ro") as connection:
        (found,) = connection.execute("SELECT count(*) FROM form").fetchone()
        return int(found)


# -- writers -------------------------------------------------------------------------------------------------


def _write(tell: Tell, wait: Callable[[], object], path: Path, late: float) -> None:
    wait()
    time.sleep(late)
    try:
        with Store.open(path) as store:
            EditingSession(store, TEMPLATES).create(sample_forms()[:1], "新建")
            # Held until everybody has had an answer.
            wait()
            tell("written")
    except StorageError as error:
        wait()
        tell(error.kind)


def _write_unlocked(tell: Tell, wait: Callable[[], object], path: Path, late: float) -> None:
    """Write as if there were no lock."""
    with patch("perfeval_desktop.storage.store.WriterLock"):
        _write(tell, wait, path, late)


def _writers(work: Callable[..., None]) -> Callable[[Portion], None]:
    def run(portion: Portion) -> None:
        preload(__name__)
        random = portion.random
        for number in range(portion.tries):
            path = portion.folder / f"{number // 2}.perfeval"
            count = random.choice((2, 2, 3))
            told = together([(work, (path, random.random() * 0.004)) for _ in range(count)], seconds=_SECONDS)
            portion.figures.tries += 1
            where = f"race {number}"
            words = [word for words in told for word in words]
            for word in words:
                if isinstance(word, Raised):
                    portion.figures.fail(Failure.TRACEBACK, f"{where}: {word.words}")
            if sorted(map(str, words)) != [*[StorageErrorKind.BUSY] * (count - 1), "written"]:
                portion.figures.fail(Failure.WRONG, f"{where}: {words}")
            _judge_store(portion.figures, path, number % 2 + 1, where=where)

    return run


def _judge_store(figures: Figures, path: Path, forms: int, *, where: str) -> None:
    with Store.open(path) as store:
        if problems := store.verify():
            figures.fail(Failure.DAMAGED, f"{where}: {problems[0]}")
        if store.count() != forms:
            figures.fail(Failure.LOST, f"{where}: {store.count()} forms, not {forms}")


CAMPAIGNS = (
    Campaign(name="race-backup", run=_backups(_back_up), sizes=tries(200, full=2000, each=100)),
    Campaign(name="race-write", run=_writers(_write), sizes=tries(200, full=1000, each=100)),
    Campaign(
        name="race-control-backup",
        run=_backups(_back_up_badly),
        sizes=always(40),
        must_fail=frozenset({Failure.PARTIAL, Failure.UNUSABLE}),
    ),
    Campaign(
        name="race-control-write",
        run=_writers(_write_unlocked),
        sizes=always(10),
        must_fail=frozenset({Failure.WRONG}),
    ),
)
