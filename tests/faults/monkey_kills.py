"""The monkey in processes that are killed between two actions; the next one goes on in the same store.

What was saved must be there; what was typed and not saved is offered, and put back or discarded. The last one
undoes everything, back to the start of the first.
"""

import os
import signal
from dataclasses import dataclass
from multiprocessing import current_process
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from unittest.mock import patch

from faults.campaign import Portion
from faults.contents import Contents
from faults.figures import Failure, Figures
from faults.processes import Raised, Tell, killed

if TYPE_CHECKING:
    from faults.monkey_round import Round

_LIVES = 8
_LONGEST_SECONDS = 600
_PAUSE_MS = 60


@dataclass(frozen=True, slots=True)
class Left:
    """What a process leaves: its figures, what it found at its start, what is saved, what is typed only."""

    figures: dict[str, object]
    start: Contents
    saved: Contents
    typed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Life:
    """What a process has to do: so many actions after what the one before has ``left``."""

    seed: int
    count: int
    left: Left | None
    is_last: bool


def run(portion: Portion) -> None:
    """Let monkeys live eight lives on a store each, as many actions together as the portion has tries."""
    random = portion.random
    actions, number = portion.tries, 0
    while actions > 0:
        folder = portion.folder / str(number)
        folder.mkdir()
        left: Left | None = None
        for turn in range(_LIVES):
            count = min(random.randint(10, 50), actions)
            life = Life(random.getrandbits(32), count, left, turn == _LIVES - 1 or count == actions)
            told = killed(_live, folder, life, after=_LONGEST_SECONDS)
            actions -= count
            left = _heard(portion.figures, told, where=f"store {number}, life {turn}")
            if left is None or life.is_last:
                break
        number += 1


def _heard(figures: Figures, told: list[object], *, where: str) -> Left | None:
    """Count what a process has told; ``None`` where it ended otherwise than by its kill."""
    for word in told:
        if isinstance(word, Raised):
            figures.fail(Failure.TRACEBACK, f"{where}: {word.words}")
        if isinstance(word, Left):
            found = Figures.of_json(word.figures)
            figures.tries += found.tries
            figures.met += found.met
            figures.failures += found.failures
            figures.cases += [one._replace(words=f"{where}: {one.words}") for one in found.cases][:5]
            figures.meet("kills")
            figures.meet("texts typed and not saved", len(word.typed))
            return word
    figures.fail(Failure.TRACEBACK, f"{where}: ended by itself, after {told[-3:]}")
    return None


def _live(tell: Tell, folder: Path, life: Life) -> None:
    left = life.left
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # The program reads files in processes of its own, which nobody's child that ends with it may have.
    current_process()._config["daemon"] = False  # type: ignore[attr-defined]
    from faults.monkey_desk import made_store  # noqa: PLC0415  # has Qt loaded, which only this process needs
    from faults.monkey_round import Monkeys, Round  # noqa: PLC0415  # the same
    from perfeval_ui.window import unsaved_timer  # noqa: PLC0415  # the same

    portion = Portion("monkey-kill", life.seed, 0, life.count, folder)
    path = folder / "数据.perfeval"
    if left is None:
        made_store(path)
    with Monkeys(portion) as monkeys, patch.object(unsaved_timer, "_PAUSE_MS", _PAUSE_MS):
        start = None if left is None else left.start
        one = Round(monkeys.app, monkeys.recent, path, portion, portion.random, start=start)
        tell("begun")
        with one.attended():
            if left is not None:
                _take_up(one, left, portion.figures, portion.random)
            for _ in range(life.count):
                one.act()
        if life.is_last:
            one.end()
        _leave(tell, one, portion.figures)


def _take_up(one: "Round", left: Left, figures: Figures, random: Random) -> None:
    """Look whether all is there that the process before has left, and what was only typed is offered."""
    from faults.contents import contents  # noqa: PLC0415  # the same

    if contents(one.desk.store) != left.saved:
        figures.fail(Failure.LOST, "other contents than before the kill")
    keeper = one.desk.window.commands.unsaved_timer.keeper
    offers = keeper.offers()
    texts = [text.text for offer in offers for text in offer.left.work.texts]
    if lost := [text for text in left.typed if text not in texts]:
        figures.fail(Failure.LOST, f"typed and not kept: {lost}, of {texts}")
    for offer in offers:
        if offer.prospect.way.is_open and random.random() < 0.6:
            one.desk.window.commands.unsaved._put_back(offer.left)
            figures.meet("put back")
        else:
            keeper.discard(offer.left)
            figures.meet("discarded")


def _leave(tell: Tell, one: "Round", figures: Figures) -> None:
    """Wait until what is typed must have been kept, tell of everything, and be killed."""
    from PySide6.QtTest import QTest  # noqa: PLC0415  # the same

    from faults.contents import contents  # noqa: PLC0415  # the same
    from perfeval_desktop.storage.clock import now  # noqa: PLC0415  # the same

    typed: tuple[str, ...] = ()
    if one.is_open:
        QTest.qWait(3 * _PAUSE_MS)
        work = one.desk.session.unsaved_work(now())
        typed = () if work is None else tuple(text.text for text in work.texts)
        saved = contents(one.desk.store)
    else:
        saved = {}
    tell(Left(figures.as_json(), one.start, saved, typed))
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
