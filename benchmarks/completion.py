"""Texts of earlier forms offered while one types, 10,000 forms, beside asking SQLite with each key."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from forms import TEMPLATES
from measuring import tell, times_of
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from stores import varied_forms

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store
from perfeval_desktop.store import FormId
from perfeval_ui.session_signals import SessionSignals
from perfeval_ui.startup.qt_application import set_up_application
from perfeval_ui.window.main_window import MainWindow

_FORMS, _KEYS = 10_000, 200


def main() -> None:
    """Measure and print."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)  # noqa: S101
    set_up_application(app)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "a.perfeval"
        form_id = _fill(path)
        with Store.open(path) as store:
            session = EditingSession(store, TEMPLATES)
            session.open(form_id)
            place = _reason(session)
            peer = _asking_sqlite(path)
            ticks = _gather(session)
            print(f"gathering: {len(ticks)} times, longest {max(ticks):.1f} ms, together {sum(ticks):.0f} ms")
            typed = cycle(("因", "因第", "设备", "9"))
            taken = times_of(lambda: session.earlier_texts.offers(place, next(typed)), runs=_KEYS)
            tell("texts for a key", taken, "all rows looked through by SQLite", peer, "p95 15 ms")
            window = _window(session, store, Path(name))
            shown = _keys(app, window, place)
            session.earlier_texts.is_on = False
            tell("key to list", shown, "the same without offers", _keys(app, window, place), "p95 15 ms more")
            window.close()


def _fill(path: Path) -> FormId:
    """Fill a store with forms whose names and reasons are many; return one of them."""
    with Store.open(path) as store:
        session = EditingSession(store, TEMPLATES)
        forms = _with_many_texts()
        made: list[FormId] = []
        while batch := list(islice(forms, 500)):
            made += session.create(batch, "测量")
        return made[len(made) // 2]


def _with_many_texts() -> Iterator[Form]:
    for serial, form in enumerate(varied_forms(_FORMS)):
        rows = []
        for number, row in enumerate(form.rows("indicators")):
            reason = f"因第{serial % 977}批设备到货推迟{number}天，已完成安装，今后提前下单并按月通报进度。"
            named = row.with_text("level3", f"{row.text('level3')}（{(serial * 7 + number) % 211}类）")
            rows.append(named.with_text("reason", reason) if number % 3 == 0 else row)
        yield form.with_rows("indicators", tuple(rows))


def _reason(session: EditingSession) -> Place:
    assert session.shown is not None  # noqa: S101
    grid = session.shown.template.grid
    assert grid is not None  # noqa: S101
    return Place(grid.key, session.base.rows(grid.key)[0].id, grid.by_role[Role.REASON].key)


def _gather(session: EditingSession) -> list[float]:
    left = [1]

    def gather() -> None:
        left[0] = session.earlier_texts.gather()

    taken: list[float] = []
    while left[0]:
        taken += times_of(gather, runs=1, warm_up=0)
    return taken


def _asking_sqlite(path: Path) -> list[float]:
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT cells FROM row WHERE cells LIKE '%设备%' LIMIT 8 OFFSET 30000"
        return times_of(lambda: connection.execute(query).fetchall(), runs=10)


def _window(session: EditingSession, store: Store, folder: Path) -> MainWindow:
    settings = QSettings(str(folder / "a.ini"), QSettings.Format.IniFormat)
    assert session.shown is not None  # noqa: S101
    form_id = session.shown.form_id
    window = MainWindow(SessionSignals(session), store, settings)
    window.showNormal()
    window.start()
    window.open_form(form_id)
    window.activateWindow()
    return window


def _keys(app: QApplication, window: MainWindow, place: Place) -> list[float]:
    """Return how long keys took, one typed into an empty cell and one that empties it, in turns."""
    window.go_to(place)
    app.processEvents()
    assert window.editor.indicators is not None  # noqa: S101
    QTest.keyClicks(window.editor.indicators, "9")
    editor = QApplication.focusWidget()
    assert editor is not None  # noqa: S101
    keys = cycle((Qt.Key.Key_Backspace, Qt.Key.Key_9))

    def press() -> None:
        QTest.keyClick(editor, next(keys))
        app.processEvents()

    taken = times_of(press, runs=_KEYS)
    for _ in range(2):
        QTest.keyClick(editor, Qt.Key.Key_Escape)
    app.processEvents()
    return taken
