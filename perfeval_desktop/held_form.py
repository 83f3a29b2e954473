"""The open form as the program has it, to be saved elsewhere where its store is not in its place."""

from typing import NamedTuple

from perfeval_desktop.store import Entry, StoredForm


class HeldForm(NamedTuple):
    """The open form as ``stored``, and as it is to be stored under ``label``; ``""`` where it is saved."""

    stored: StoredForm
    entry: Entry
    label: str
    by: str
