"""What a step with a fault in it has led to: what was told, held against what is there."""

import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from faults.contents import Contents, State, contents
from faults.figures import Failure, Figures, in_words
from faults.judging import is_whole_copy, is_whole_package, is_whole_pdf
from faults.steps import NEW_STORE, Desk, Step, renamed
from faults.works import STORE, working
from perfeval_desktop.errors import PerfEvalError, StorageError
from perfeval_desktop.paths import PACKAGE_SUFFIX
from perfeval_desktop.storage.store import Store

# Nobody waits longer for an answer.
_PATIENCE_SECONDS = 15


class Left(NamedTuple):
    """What a step leaves: the contents, whatever their ids, and how many files of each kind."""

    states: Counter[State]
    files: Counter[str]


@dataclass(frozen=True, slots=True)
class Trial:
    """One step in a copy of the folder ``base``; ``undisturbed`` is what it leaves without any fault."""

    figures: Figures
    step: Step
    base: Path
    folder: Path
    undisturbed: Left

    @classmethod
    def of(cls, figures: Figures, step: Step, base: Path, folder: Path) -> "Trial":
        """Return the trial of a step, which is done once without any fault."""
        _copy(base, folder)
        with _desk(folder) as desk:
            step.do(desk)
            return cls(figures, step, base, folder, _left(folder, contents(desk.store)))

    def run(self, fault: "Fault", *, where: str) -> bool:
        """Do the step with a fault in it and look at everything; return whether the fault was met."""
        _copy(self.base, self.folder)
        with _desk(self.folder) as desk:
            before = contents(desk.store)
            begun = time.monotonic()
            fault.begin(self.folder)
            try:
                told = self._done(desk, where)
            finally:
                is_met = fault.end()
            if not is_met:
                return False
            self.figures.tries += 1
            self.figures.meet("told" if told else "done all the same")
            if (took := time.monotonic() - begun) > _PATIENCE_SECONDS:
                self.figures.fail(Failure.ENDLESS, f"{where}: answered after {took:.0f} s")
            last = self._judge_words(desk, told, before, where)
        self._judge_disk(last, where, parts_may_stay=fault.keeps_files)
        return True

    def _done(self, desk: Desk, where: str) -> PerfEvalError | None:
        try:
            self.step.do(desk)
        except PerfEvalError as told:
            return told
        except Exception as bug:  # noqa: BLE001  # whatever it is
            self.figures.fail(Failure.TRACEBACK, f"{where}: {in_words(bug)}")
        return None

    def _judge_words(
        self, desk: Desk, told: PerfEvalError | None, before: Contents, where: str
    ) -> Contents | None:
        """Hold what was told against what is there, and go on; return the contents at the end."""
        try:
            after = contents(desk.store)
            if told is None:
                if _left(desk.folder, after) != self.undisturbed:
                    self.figures.fail(Failure.FALSE_SAVED, where)
            elif after != before and not self.step.in_parts:
                self.figures.fail(Failure.FALSE_REFUSED, f"{where}: {told}")
            self._go_on(desk, where)
            return contents(desk.store)
        except Exception as bug:  # noqa: BLE001  # whatever it is
            self.figures.fail(Failure.UNUSABLE, f"{where}: {in_words(bug)}")
            return None

    def _go_on(self, desk: Desk, where: str) -> None:
        """Save what is pending, and then another change."""
        session = desk.session
        if session.shown is None:
            session.open(session.summaries()[0].form_id)
        if not (session.retry() and session.commit(renamed(session.base, "之后"), "之后")):
            assert session.shown is not None
            self.figures.fail(Failure.UNUSABLE, f"{where}: {session.shown.save_error}")

    def _judge_disk(self, last: Contents | None, where: str, *, parts_may_stay: bool) -> None:
        """Open the store again, and look at all other files."""
        try:
            with Store.open(self.folder / STORE) as store:
                if problems := store.verify():
                    self.figures.fail(Failure.DAMAGED, f"{where}: {problems[0]}")
                elif last is not None and contents(store) != last:
                    self.figures.fail(Failure.LOST, where)
        except StorageError as error:
            self.figures.fail(Failure.DAMAGED, f"{where}: the store does not open: {error}")
        for file in self.folder.rglob("*"):
            if file.suffix != ".tmp" or not parts_may_stay:
                self._judge_file(file, f"{where}: {file.name}")

    def _judge_file(self, file: Path, where: str) -> None:
        if file.suffix == ".tmp":
            self.figures.fail(Failure.PARTIAL, f"{where} stays behind")
        elif (file.suffix == ".pdf" and not is_whole_pdf(file)) or (
            file.suffix == PACKAGE_SUFFIX and not is_whole_package(file)
        ):
            self.figures.fail(Failure.PARTIAL, where)
        elif file.name == NEW_STORE and not file.stat().st_size:
            self.figures.meet("new stores that stayed empty")
        elif file.suffix == ".perfeval" and file.name not in {STORE, NEW_STORE}:
            self.figures.meet("copies looked at")
            if not is_whole_copy(file):
                self.figures.fail(Failure.DAMAGED, where)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that goes wrong below a folder from ``begin`` to ``end``, which tells whether it was met.

    While it lasts, files may not be removable: ``keeps_files``.
    """

    begin: Callable[[Path], None]
    end: Callable[[], bool]
    keeps_files: bool = False


def _copy(base: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(base, folder)


@contextmanager
def _desk(folder: Path) -> Iterator[Desk]:
    with working(folder) as (store, session):
        session.open(session.summaries()[0].form_id)
        yield Desk(folder, store, session)


def _left(folder: Path, now: Contents) -> Left:
    files = (
        file.suffix for file in folder.rglob("*") if file.suffix in {".perfeval", ".pdf", PACKAGE_SUFFIX}
    )
    return Left(Counter(now.values()), Counter(files))
