"""Two users at one store, on a share or in a synchronised folder, in any order and with any interruption."""

import os
import shutil
import tempfile
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage import byte_copies, lease
from perfeval_desktop.storage.lease import read_lease
from perfeval_desktop.storage.shares import checkin, checkout
from perfeval_desktop.storage.shares.checkin import Outcome
from perfeval_desktop.storage.shares.checkout_record import Checkout
from perfeval_desktop.storage.store import Store
from storage.backups.backup_examples import add
from storage.examples import kind_of, ticking
from storage.shares.shared_stores import User, projects_in, stores_below

who = st.sampled_from([0, 1])
steps = st.sampled_from(
    [
        (byte_copies, "sync_file"),
        (checkin, "put_in_place"),
        (checkin, "read_lease"),
        (checkin, "put_as_new"),
        (checkin, "settle"),
        (checkout, "take_lease"),
        (checkout, "end_lease"),
        (lease, "put_as_new"),
        (Checkout, "write"),
        (Checkout, "forget"),
        (Path, "replace"),
        (Path, "unlink"),
    ]
)


class KilledError(BaseException):
    """The program has come to its end here."""


class SharesMachine(RuleBasedStateMachine):
    """Users that reach the same folder. What was said to be saved is somewhere, and every file is whole."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.numbers = count()
        self.saved: dict[str, int] = {}
        self.given_up: set[str] = set()
        self.in_share: set[str] = set()
        clock = ticking().__next__
        folders = self.folders()
        self.users = [
            User(name, folder / "单位.perfeval", self.root / name, clock)
            for name, folder in zip(("张三", "李四"), folders, strict=True)
        ]
        folders[0].mkdir()
        with Store.open(self.users[0].share) as store:
            add(store, "原有")
        if folders[1] != folders[0]:
            folders[1].mkdir()
            shutil.copy(self.users[0].share, self.users[1].share)

    def folders(self) -> list[Path]:
        return [self.root / "共享"] * 2

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    @rule(number=who)
    def check_out(self, number: int) -> None:
        user = self.users[number]
        before, holder = user.checkout, read_lease(user.share)
        if before is not None:
            assert user.check_out() == before
        elif holder is not None and holder.user != user.name:
            assert kind_of(user.check_out) is StorageErrorKind.BUSY
        else:
            # Without a record of it, nobody knows a lease of that name for one's own.
            with suppress(StorageError):
                user.check_out()

    @rule(number=who)
    def edit(self, number: int) -> None:
        user = self.users[number]
        if user.checkout is not None:
            project = f"第 {next(self.numbers)} 张"
            user.edit(project)
            self.saved[project] = number

    @rule(number=who)
    def check_in(self, number: int) -> None:
        user = self.users[number]
        if user.checkout is not None:
            filled = set(user.projects())
            made = user.check_in()
            assert user.checkout is None
            assert set(projects_in(made.path)) == filled
            if made.outcome is Outcome.REPLACED:
                assert made.path == user.share

    @rule(number=who)
    def give_up(self, number: int) -> None:
        user = self.users[number]
        if user.checkout is not None:
            self.given_up |= {project for project in user.projects() if self.saved.get(project) == number}
            user.give_up()

    @rule(number=who)
    def break_lease(self, number: int) -> None:
        user = self.users[number]
        if read_lease(user.share) is not None:
            user.break_lease()

    @rule(number=who, is_back=st.booleans())
    def take_over(self, number: int, *, is_back: bool) -> None:
        """Break the lease of the other, and have it all done before the other is back, at once or later."""
        for do in (self.break_lease, self.check_out, self.edit, self.check_in):
            do(number)
        self.what_was_checked_in_is_never_overwritten()
        if is_back:
            self.check_in(1 - number)

    @rule(number=who)
    def fill_in(self, number: int) -> None:
        """Check out and fill in, as users mostly do."""
        self.check_out(number)
        self.edit(number)

    @rule(number=who, step=steps, time=st.integers(1, 3), is_after=st.booleans(), is_killed=st.booleans())
    def interrupted(
        self, number: int, step: tuple[object, str], time: int, *, is_after: bool, is_killed: bool
    ) -> None:
        """Check in or out, and be interrupted."""
        user, (where, name) = self.users[number], step
        done, times = getattr(where, name), count(1)
        with pytest.MonkeyPatch.context() as patch:

            def fail(*arguments: object, **named: object) -> object:
                if next(times) != time:
                    return done(*arguments, **named)
                if is_after:
                    done(*arguments, **named)
                raise KilledError if is_killed else OSError(5, os.strerror(5))

            patch.setattr(where, name, fail)
            with suppress(StorageError, KilledError):
                if user.checkout is not None:
                    user.check_in()
                else:
                    user.check_out()

    @invariant()
    def nothing_is_lost(self) -> None:
        working = [user.checkout.working_copy for user in self.users if user.checkout]
        shared = [path for folder in set(self.folders()) for path in stores_below(folder)]
        found = {one for path in [*map(Path, working), *shared] for one in projects_in(path)}
        assert self.saved.keys() - self.given_up <= found
        kept = {one for path in stores_below(self.root) for one in projects_in(path)}
        assert self.saved.keys() <= kept

    @invariant()
    def what_was_checked_in_is_never_overwritten(self) -> None:
        present = set(projects_in(self.users[0].share))
        assert self.in_share <= present
        self.in_share = present


class SyncMachine(SharesMachine):
    """Users with a folder each, which a program synchronises file by file, whenever it likes."""

    def __init__(self) -> None:
        self.known: dict[Path, bytes | None] = {}
        super().__init__()

    def folders(self) -> list[Path]:
        return [self.root / "坚果云 1", self.root / "坚果云 2"]

    @rule(data=st.data())
    def synchronise(self, data: st.DataObject) -> None:
        """Carry one file over; of two that have both changed, keep both."""
        one, other = self.folders()
        names = sorted(
            {
                path.relative_to(folder)
                for folder in (one, other)
                for path in folder.rglob("*")
                if path.is_file() and path.name.endswith((".perfeval", "-lease"))
            }
        )
        if not names:
            return
        name = data.draw(st.sampled_from(names))
        first, second, known = content(one / name), content(other / name), self.known.get(name)
        if first != second:
            if second not in {known, None} and first not in {known, None}:
                aside = name.with_name(f"{name.stem} (冲突 {next(self.numbers)}){name.suffix}")
                put(one / aside, second)
                put(other / aside, second)
                second = known
            carried = first if second in {known, None} and first is not None else second
            if first is None and second == known:
                carried = None
            if second is None and first == known:
                carried = None
            put(one / name, carried)
            put(other / name, carried)
        self.known[name] = content(one / name)

    @invariant()
    def what_was_checked_in_is_never_overwritten(self) -> None:
        """Say nothing: which of two copies stays under the name is up to whoever synchronises."""


def content(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None


def put(file: Path, whole: bytes | None) -> None:
    if whole is None:
        file.unlink(missing_ok=True)
    else:
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(whole)


TestShares = SharesMachine.TestCase
TestShares.settings = settings(stateful_step_count=10, max_examples=15, deadline=None)
TestSync = SyncMachine.TestCase
TestSync.settings = settings(stateful_step_count=10, max_examples=15, deadline=None)
