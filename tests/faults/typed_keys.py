"""Kill -9 of the real window while somebody types: all but the last two seconds is on the disk.

Without any pause in typing, all but the last five seconds. The keys come by chance: bursts, and pauses.
"""

import os
import shutil
import time
from collections.abc import Sequence
from functools import partial
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import NamedTuple
from unittest.mock import patch

from faults.campaign import Campaign, Portion, always, tries
from faults.figures import Failure, Figures
from faults.processes import Raised, Tell, Work, killed
from faults.random_work import TEMPLATES
from faults.unsaved_works import FOLDER
from faults.works import STORE, with_samples, working
from perfeval_desktop.domain.places import NOTE
from perfeval_desktop.errors import PerfEvalError
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.storage.unsaved.folder import UnsavedFolder
from perfeval_desktop.work_keeper import WorkKeeper

_PAUSE_SECONDS = 2.0
_LONGEST_SECONDS = 5.5
_MOST_SECONDS = 9.0
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Key(NamedTuple):
    """How many letters were typed, at a time of the clock that only goes forward."""

    letters: int
    at: float


def _type(tell: Tell, folder: Path, letter: str, seed: int) -> None:
    """Type a letter over and over into the note of the first form, in a window of its own."""
    _type_into_window(tell, folder, letter, seed)


def _type_unkept(tell: Tell, folder: Path, letter: str, seed: int) -> None:
    """Do the same in a window that keeps nothing until it is saved."""
    with patch("perfeval_ui.window.unsaved_timer.UnsavedTimer.keep"):
        _type_into_window(tell, folder, letter, seed)


def _type_into_window(tell: Tell, folder: Path, letter: str, seed: int) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QSettings, Qt  # noqa: PLC0415  # not in the process that kills
    from PySide6.QtTest import QTest  # noqa: PLC0415  # the same
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  # the same

    from perfeval_desktop import paths  # noqa: PLC0415  # the same
    from perfeval_ui.form_page.fields.paragraph_field import ParagraphField  # noqa: PLC0415  # the same
    from perfeval_ui.session_signals import SessionSignals  # noqa: PLC0415  # the same
    from perfeval_ui.startup.qt_application import set_up_application  # noqa: PLC0415  # the same
    from perfeval_ui.window.main_window import MainWindow  # noqa: PLC0415  # the same

    random = Random(seed)
    app = QApplication(["perfeval"])
    set_up_application(app)
    with working(folder) as (store, session), patch.object(paths, "unsaved_folder", lambda: folder / FOLDER):
        settings = QSettings(str(folder / "窗口.ini"), QSettings.Format.IniFormat)
        window = MainWindow(SessionSignals(session), store, settings)
        window.show()
        window.start()
        window.activateWindow()
        app.processEvents()
        note = window.editor.field(NOTE)
        assert isinstance(note, ParagraphField)
        note.setFocus(Qt.FocusReason.OtherFocusReason)
        note.selectAll()
        for count in range(1, 10_000):
            QTest.keyClicks(note, letter)
            tell(Key(count, time.monotonic()))
            chance = random.random()
            if chance < 0.02:
                # The keyboard goes elsewhere and comes back: what was typed is saved.
                window.tree.setFocus(Qt.FocusReason.OtherFocusReason)
                note.setFocus(Qt.FocusReason.OtherFocusReason)
            QTest.qWait(random.randint(900, 3000) if chance > 0.95 else random.randint(10, 150))


def _kill(portion: Portion, work: Work) -> None:
    random, folder = portion.random, portion.folder / "work"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with_samples(folder)
    for number in range(portion.tries):
        after = random.random() * _MOST_SECONDS
        letter, seed = _LETTERS[number % len(_LETTERS)], random.getrandbits(32)
        told = killed(work, folder, letter, seed, after=after)
        portion.figures.tries += 1
        for word in told:
            if isinstance(word, Raised):
                portion.figures.fail(Failure.TRACEBACK, f"try {number}, while typing: {word.words}")
        keys = [word for word in told if isinstance(word, Key)]
        portion.figures.meet("keys", len(keys))
        _judge(portion.figures, folder, letter, _promised(keys, after), where=f"try {number}")


def _promised(keys: Sequence[Key], after: float) -> int:
    """Return how many of the letters must be on the disk ``after`` so many seconds from the first."""
    if not keys:
        return 0
    end = max(keys[-1].at, keys[0].at + after)
    times = [*keys, Key(0, end)]
    return max(
        (
            key.letters
            for key, following in pairwise(times)
            if following.at - key.at >= _PAUSE_SECONDS or end - key.at >= _LONGEST_SECONDS
        ),
        default=0,
    )


def _judge(figures: Figures, folder: Path, letter: str, promised: int, *, where: str) -> None:
    try:
        with Store.open(folder / STORE) as store:
            session = EditingSession(store, TEMPLATES)
            keeper = WorkKeeper(session, UnsavedFolder(store, folder / FOLDER))
            offers = keeper.offers()
            figures.meet("works left by crashes", len(offers))
            kept = [text.text.count(letter) for one in offers for text in one.left.work.texts]
            saved = [session.load(one.form_id).text(*NOTE).count(letter) for one in session.summaries()]
            if max([*kept, *saved]) < promised:
                words = f"{promised} letters promised, {kept} kept, {max(saved)} saved"
                figures.fail(Failure.LOST, f"{where}: {words}")
            figures.meet("letters promised", promised)
            if not all(keeper.put_back(one.left) for one in offers) or store.verify():
                figures.fail(Failure.UNUSABLE, f"{where}: {[one.prospect for one in offers]}")
    except PerfEvalError as told:
        figures.fail(Failure.DAMAGED, f"{where}: {told}")


def _missing() -> str:
    return "" if find_spec("PySide6") else "PySide6 is not installed"


CAMPAIGNS = (
    Campaign(
        name="kill-typing",
        run=partial(_kill, work=_type),
        sizes=tries(40, full=200, each=20),
        missing=_missing,
    ),
    Campaign(
        name="kill-control-typing",
        run=partial(_kill, work=_type_unkept),
        sizes=always(20),
        must_fail=frozenset({Failure.LOST}),
        missing=_missing,
    ),
)
