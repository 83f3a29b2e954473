"""Stores to measure with: 10,000 forms, and a list of ten times as many."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count, cycle, islice
from pathlib import Path
from shutil import copyfile

from forms import TEMPLATES

from perfeval_desktop.domain.columns import Role
from perfeval_desktop.domain.entry import enter
from perfeval_desktop.domain.facts import text_of
from perfeval_desktop.domain.form import Form
from perfeval_desktop.domain.places import place_of
from perfeval_desktop.samples import published_samples
from perfeval_desktop.session import EditingSession
from perfeval_desktop.storage.store import Store


def varied_forms(number: int) -> Iterator[Form]:
    """Yield ``number`` forms of six years, 23 departments and their 211 units."""
    made = [(TEMPLATES[sample.template], sample.form(TEMPLATES)) for sample in published_samples()]
    for serial, (template, form) in zip(range(number), cycle(made), strict=False):
        named = {
            Role.DEPARTMENT: f"第{serial % 211 % 23 + 1}局",
            Role.IMPLEMENTING_UNIT: f"第{serial % 211 + 1}中心",
            Role.PROJECT: f"{text_of(template, form, Role.PROJECT)}之{serial + 1}",
        }
        varied = form.with_year(2019 + serial % 6)
        for role, text in named.items():
            place = place_of(template, role)
            if place is not None:
                varied = enter(template, varied, place, text)
        yield varied


def store_of(number: int, folder: Path) -> Path:
    """Make a store of ``number`` forms and return its path."""
    path = folder / f"{number}.perfeval"
    with Store.open(path) as store:
        session = EditingSession(store, TEMPLATES)
        forms = varied_forms(number)
        for _ in count():
            batch = list(islice(forms, 1000))
            if not batch:
                return path
            session.create(batch, "测量")
    raise AssertionError("unreachable")


def long_store(store: Path, times: int) -> Path:
    """Make a store of so many times the forms of ``store`` and return its path.

    What is added comes below the forms it is a copy of, and has lines in the list only: to enter a hundred
    thousand forms would take minutes.
    """
    path = store.with_name(f"{store.stem} × {times}.perfeval")
    copyfile(store, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        names = [name for _, name, *_ in connection.execute('PRAGMA table_info("form")')]
        for number in range(1, times):
            values = [f"'f' || {number} || substr(id, 3)" if name == "id" else name for name in names]
            connection.execute(
                f"INSERT INTO form SELECT {', '.join(values)} FROM form WHERE id < 'f'"  # noqa: S608  # its own columns
            )
        connection.execute("INSERT INTO rest SELECT id, '{}' FROM form WHERE id >= 'f'")
    return path
