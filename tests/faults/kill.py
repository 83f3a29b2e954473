"""Kill -9 in the middle of work, at any moment; then everything is looked at, and work goes on."""

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from faults.broken import in_place, with_pragmas
from faults.campaign import Campaign, Portion, always, tries
from faults.figures import Failure
from faults.judging import judge
from faults.package_works import TAKE_IN, WRITE
from faults.processes import Raised, Tell, killed, preload
from faults.unsaved_works import TYPE
from faults.works import EDIT, EXPORT, MANY, OPERATIONS, STORE, Acknowledged, Operation

# The longest time, in seconds, that an operation is left to work before the kill.
_LONGEST = {
    "edit": 0.25,
    "many": 0.25,
    "import": 0.25,
    "backup": 0.12,
    "restore": 0.25,
    "migrate": 0.1,
    "export": 0.5,
    "package-write": 0.5,
    "package-import": 0.5,
    "fill": 0.5,
    "unsaved": 0.5,
}
_JOURNAL_HEADER = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"


def _work(tell: Tell, operation: str, folder: Path, seed: int) -> None:
    """Work in the process that is killed, over and over."""
    chosen = _BY_NAME[operation]
    random = Random(seed)
    while True:
        chosen.work(folder, random, tell)
        if not chosen.repeats:
            return


def _kill(operation: Operation) -> Callable[[Portion], None]:
    def run(portion: Portion) -> None:
        preload(__name__)
        random, figures = portion.random, portion.figures
        folder = portion.folder / "work"
        for number in range(portion.tries):
            if not number or not operation.repeats:
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                operation.prepare(folder)
            # Most of the time is spent waiting for the disk: the first moments hold as much as the rest.
            after = random.random() ** 2 * _LONGEST[operation.name.partition(" ")[0]]
            told = killed(_work, operation.name, folder, random.getrandbits(32), after=after)
            figures.tries += 1
            known = None
            for word in told:
                match word:
                    case Raised(words):
                        figures.fail(Failure.TRACEBACK, f"try {number}, while working: {words}")
                    case Acknowledged():
                        known = word
            figures.meet("steps acknowledged", len(told))
            figures.meet("hot journals", has_hot_journal(folder / STORE))
            if known is not None:
                judge(figures, folder, known, random, where=f"try {number}")

    return run


def has_hot_journal(store: Path) -> bool:
    """Whether a journal stands beside ``store`` that SQLite will play back."""
    journal = store.with_name(f"{store.name}-journal")
    return journal.exists() and journal.read_bytes()[:8] == _JOURNAL_HEADER


# Without room in the cache, pages go to the disk while the change is still being made; without syncs, kills
# find little else.
WITHOUT_JOURNAL = Operation(
    "many without a journal",
    MANY.prepare,
    with_pragmas(MANY.work, "journal_mode=OFF", "cache_size=1", "synchronous=OFF"),
)
IN_PLACE = Operation("export in place", EXPORT.prepare, in_place(EXPORT.work))
_OPERATIONS = (*OPERATIONS, WRITE, TAKE_IN, TYPE)
_BY_NAME = {one.name: one for one in (*_OPERATIONS, WITHOUT_JOURNAL, IN_PLACE)}

CAMPAIGNS = (
    *(
        Campaign(
            name=f"kill-{operation.name}",
            run=_kill(operation),
            sizes=tries(
                600 if operation is EDIT else 120, full=5000 if operation is EDIT else 1000, each=100
            ),
        )
        for operation in _OPERATIONS
    ),
    Campaign(
        name="kill-control-journal",
        run=_kill(WITHOUT_JOURNAL),
        sizes=always(100),
        must_fail=frozenset({Failure.DAMAGED, Failure.LOST}),
    ),
    Campaign(
        name="kill-control-in-place",
        run=_kill(IN_PLACE),
        sizes=always(40),
        must_fail=frozenset({Failure.PARTIAL}),
    ),
)
