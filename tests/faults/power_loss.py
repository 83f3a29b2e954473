"""Power loss: the disk after a cut at any moment of real work, made from what was written and synced."""

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random

from faults import shim
from faults.broken import unsynced, with_pragmas
from faults.campaign import Campaign, Portion, always, tries
from faults.disk import Disk, Entry, entries
from faults.figures import Failure
from faults.judging import Judged, judge
from faults.package_works import TAKE_IN, WRITE
from faults.shim import Shim
from faults.unsaved_works import TYPE
from faults.works import BACK_UP, EDIT, EXPORT, FILL, IMPORT, MANY, MIGRATE, RESTORE, Acknowledged, Operation

# Whether a lock stands says nothing after a restart of the computer.
_LOCKS = (".lock", ".holder")
# With few cuts, few steps are recorded: these and one for each cut.
_FEWEST = 10


class _EnoughError(Exception):
    """Enough is recorded."""


def _cut(operation: Operation) -> Callable[[Portion], None]:
    def run(portion: Portion) -> None:
        random, folder = portion.random, portion.folder / "work"
        folder.mkdir()
        operation.prepare(folder)
        disk = Disk(folder)
        record = portion.folder / "record"
        acknowledged = _record(operation, folder, record, random, most=_FEWEST + portion.tries)
        _cut_at(portion, disk, list(entries(record)), acknowledged, folder=folder, random=random)

    return run


def _record(
    operation: Operation, folder: Path, record: Path, random: Random, *, most: int
) -> list[Acknowledged]:
    """Work in ``folder``, so many steps at most.

    Return what was acknowledged, by the numbers noted in the record, from 1.
    """
    acknowledged: list[Acknowledged] = []
    library = Shim()

    def acknowledge(one: Acknowledged) -> None:
        acknowledged.append(one)
        library.note(len(acknowledged))
        if len(acknowledged) == most:
            raise _EnoughError

    library.record(folder, record)
    try:
        with suppress(_EnoughError):
            operation.work(folder, random, acknowledge)
    finally:
        library.disarm()
    return acknowledged


def _cut_at(
    portion: Portion,
    disk: Disk,
    happened: Sequence[Entry],
    acknowledged: Sequence[Acknowledged],
    *,
    folder: Path,
    random: Random,
) -> None:
    """Cut the power at moments by chance and look at what is left each time."""
    place = portion.folder / "after"
    portion.figures.meet("writes and syncs", len(happened))
    done, known, judged = 0, None, Judged()
    for moment in sorted(random.choices(range(1, len(happened) + 1), k=portion.tries)):
        for entry in happened[done:moment]:
            if entry.kind == "N":
                known = acknowledged[entry.number - 1]
            elif not entry.path.endswith(_LOCKS):
                disk.take(entry)
        done = moment
        shutil.rmtree(place, ignore_errors=True)
        for path, content in disk.after_cut(random).items():
            file = place / Path(path).relative_to(folder)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        portion.figures.tries += 1
        where = f"after {moment} of {len(happened)} writes and syncs"
        judge(portion.figures, place, known, random, where=where, judged=judged)


def _campaign(operation: Operation, *, full: int = 20_000) -> Campaign:
    name = f"power-{operation.name}"
    sizes = tries(1000, full=full, each=2000)
    return Campaign(name=name, run=_cut(operation), sizes=sizes, shim=True, missing=shim.missing)


def _edit_with(*pragmas: str) -> Operation:
    return replace(EDIT, work=with_pragmas(EDIT.work, *pragmas))


def _control(name: str, broken: Operation, must_fail: frozenset[Failure]) -> Campaign:
    return Campaign(
        name=f"power-control-{name}",
        run=_cut(broken),
        sizes=always(300),
        must_fail=must_fail,
        shim=True,
        missing=shim.missing,
    )


_ANY_HARM = frozenset({Failure.LOST, Failure.DAMAGED, Failure.TRACEBACK})

CAMPAIGNS = (
    *map(_campaign, (EDIT, MANY, IMPORT, BACK_UP, RESTORE, MIGRATE, WRITE, TAKE_IN, TYPE)),
    # What is exported, or filled in, can be made again.
    _campaign(EXPORT, full=2000),
    _campaign(FILL, full=2000),
    _control("off", _edit_with("synchronous=OFF"), _ANY_HARM),
    _control("normal", _edit_with("synchronous=NORMAL"), _ANY_HARM),
    # The journal that was removed may be back after the cut, and takes the last change back.
    _control("delete", _edit_with("journal_mode=DELETE"), frozenset({Failure.LOST})),
    _control("unsaved", replace(TYPE, work=unsynced(TYPE.work)), frozenset({Failure.LOST, Failure.PARTIAL})),
)
