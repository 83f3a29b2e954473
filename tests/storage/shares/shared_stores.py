"""Two users and a share: who checks out what, and what is where afterwards."""

import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from perfeval_desktop import paths
from perfeval_desktop.storage.lease import read_lease
from perfeval_desktop.storage.shares.checkin import CheckIn, check_in, give_up
from perfeval_desktop.storage.shares.checkout import break_lease, check_out
from perfeval_desktop.storage.shares.checkout_record import Checkout, checkout_from
from perfeval_desktop.storage.store import Store
from storage.backups.backup_examples import add, projects


def projects_in(path: Path) -> list[str]:
    """Return the projects of the store at ``path``, which is sound."""
    with Store.open(path, read_only=True) as store:
        assert store.verify() == ()
        return sorted(projects(store))


@dataclass
class User:
    """A user with a computer of the same name, at work on the store ``share``."""

    name: str
    share: Path
    data: Path
    clock: Callable[[], datetime]

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Let the program run on the user's computer."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(paths, "data_folder", lambda: self.data)
            patch.setattr(paths, "own_folders", lambda: (self.data,))
            patch.setattr(platform, "node", lambda: f"{self.name}的电脑")
            yield

    @property
    def checkout(self) -> Checkout | None:
        """What the user has checked out, with a working copy."""
        with self.at_work():
            found = checkout_from(self.share)
            return found if found and found.is_complete else None

    def check_out(self) -> Checkout:
        with self.at_work():
            return check_out(self.share, user=self.name, clock=self.clock)

    def edit(self, project: str) -> None:
        """Add a form about ``project`` to the working copy."""
        assert self.checkout is not None
        with self.at_work(), Store.open(self.checkout.working_copy) as store:
            add(store, project)

    def edit_in_place(self, project: str) -> None:
        with self.at_work(), Store.open(self.share) as store:
            add(store, project)

    def check_in(self) -> CheckIn:
        assert self.checkout is not None
        with self.at_work():
            return check_in(self.checkout, clock=self.clock)

    def give_up(self) -> Path | None:
        assert self.checkout is not None
        with self.at_work():
            return give_up(self.checkout, clock=self.clock)

    def break_lease(self) -> None:
        found = read_lease(self.share)
        assert found is not None
        with self.at_work():
            break_lease(self.share, found, clock=self.clock)

    def projects(self) -> list[str]:
        """Return the projects in the working copy."""
        assert self.checkout is not None
        with self.at_work():
            return projects_in(self.checkout.working_copy)


def stores_below(folder: Path) -> list[Path]:
    """Return every file below ``folder`` that is called as a store."""
    return sorted(folder.rglob("*.perfeval"))
