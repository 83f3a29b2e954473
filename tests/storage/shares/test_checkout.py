import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from perfeval_desktop import remote_places
from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage import lease, share_checks
from perfeval_desktop.storage.backups.backup import back_up
from perfeval_desktop.storage.lease import Lease, read_lease, take_lease
from perfeval_desktop.storage.lease_names import is_leased, lease_file
from perfeval_desktop.storage.shares import checkout, checkout_record
from perfeval_desktop.storage.shares.checkout import settle
from perfeval_desktop.storage.shares.checkout_record import Checkout, checkout_from, checkout_of
from perfeval_desktop.storage.store import Store
from storage.backups.backup_examples import files
from storage.crashes import beside, crash
from storage.examples import MOMENT, kind_of
from storage.shares.shared_stores import User, projects_in


def test_a_checked_out_store_is_copied_and_named_as_taken(zhang: User) -> None:
    made = zhang.check_out()
    assert made.working_copy.name == zhang.share.name
    assert made.working_copy.is_relative_to(zhang.data)
    assert zhang.projects() == ["原有"]
    held = read_lease(zhang.share)
    assert held == made.lease
    assert (held.user, held.host, held.revision) == ("张三", "张三的电脑", 1)
    assert held.holder_text(MOMENT).startswith(" 张三（电脑 张三的电脑）于 ")


def test_the_working_copy_is_a_store_as_any_other(zhang: User) -> None:
    zhang.check_out()
    zhang.edit("新填的")
    assert zhang.projects() == ["原有", "新填的"]
    assert projects_in(zhang.share) == ["原有"]


def test_nobody_else_gets_it_and_is_told_who_has_it(zhang: User, li: User) -> None:
    zhang.check_out()
    with pytest.raises(Exception, match=r"已由 张三（电脑 张三的电脑）于 .*签出") as caught:
        li.check_out()
    assert getattr(caught.value, "kind", None) is StorageErrorKind.BUSY
    assert not list(li.data.rglob("*.perfeval"))
    assert kind_of(lambda: li.edit_in_place("就地")) is StorageErrorKind.BUSY
    assert projects_in(li.share) == ["原有"]


def test_who_has_it_does_not_write_it_in_place_either(zhang: User) -> None:
    zhang.check_out()
    assert kind_of(lambda: zhang.edit_in_place("就地")) is StorageErrorKind.BUSY


def test_checking_out_again_goes_on_with_what_there_is(zhang: User) -> None:
    made = zhang.check_out()
    zhang.edit("新填的")
    assert zhang.check_out() == made
    assert zhang.projects() == ["原有", "新填的"]


def test_a_store_that_is_open_for_writing_is_not_checked_out(zhang: User, li: User) -> None:
    with zhang.at_work(), Store.open(zhang.share):
        assert kind_of(li.check_out) is StorageErrorKind.BUSY
    assert not is_leased(zhang.share)


def test_a_store_that_is_not_there_is_missing_and_nothing_is_made(zhang: User) -> None:
    shutil.rmtree(zhang.share.parent)
    assert kind_of(zhang.check_out) is StorageErrorKind.MISSING
    assert not zhang.share.parent.exists()
    assert not zhang.data.exists()


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"", StorageErrorKind.FOREIGN), (b"no store" * 999, StorageErrorKind.FOREIGN)],
)
def test_what_is_no_store_is_not_taken(zhang: User, content: bytes, kind: StorageErrorKind) -> None:
    zhang.share.write_bytes(content)
    assert kind_of(zhang.check_out) is kind
    assert not is_leased(zhang.share)


def test_a_damaged_store_is_not_taken(zhang: User) -> None:
    whole = zhang.share.read_bytes()
    zhang.share.write_bytes(whole[:-8192] + b"\xff" * 8192)
    assert kind_of(zhang.check_out) is StorageErrorKind.CORRUPT
    assert not is_leased(zhang.share)


def test_a_backup_is_not_checked_out(zhang: User, tmp_path: Path) -> None:
    with zhang.at_work(), Store.open(zhang.share) as store:
        backup = back_up(store, tmp_path / "备份")
    zhang.share = backup.path
    assert kind_of(zhang.check_out) is StorageErrorKind.READ_ONLY


def test_a_store_changed_while_it_is_copied_is_not_taken(
    zhang: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(share: Path, lease: Lease, at: datetime) -> None:
        take_lease(share, lease, at)
        with zhang.share.open("ab") as file:
            file.write(b"!")

    monkeypatch.setattr(checkout, "take_lease", change)
    assert kind_of(zhang.check_out) is StorageErrorKind.CONFLICT
    assert not is_leased(zhang.share)
    assert zhang.checkout is None


def test_what_a_crash_left_half_changed_is_recovered_in_the_copy(zhang: User) -> None:
    crash(zhang.share)
    journal = beside(zhang.share)
    assert journal.stat().st_size
    zhang.check_out()
    assert zhang.projects() == ["原有"]
    assert journal.stat().st_size


def test_a_place_without_locks_is_no_hindrance(zhang: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: object) -> None:
        raise StorageError(StorageErrorKind.INPUT_OUTPUT, f"“{path}”不支持文件锁。")

    monkeypatch.setattr(checkout, "WriterLock", refuse)
    assert zhang.check_out().is_complete


_STEPS: list[tuple[object, str]] = [
    (checkout, "copy_bytes"),
    (checkout, "is_whole"),
    (checkout, "make_distinct"),
    (Checkout, "write"),
    (checkout, "take_lease"),
    (checkout, "_check_still"),
    (checkout, "sync_folder"),
    (checkout_record, "sync_folder"),
    (os, "fsync"),
    (Path, "replace"),
]


@pytest.mark.parametrize(("where", "step"), _STEPS, ids=lambda one: one if isinstance(one, str) else "")
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("is_killed", [False, True], ids=["fails", "killed"])
def test_checking_out_that_fails_anywhere_can_be_begun_again(
    zhang: User, li: User, where: object, step: str, *, after: bool, is_killed: bool
) -> None:
    class KilledError(BaseException):
        pass

    done: Callable[..., object] = getattr(where, step)
    with pytest.MonkeyPatch.context() as patch:

        def fail(*arguments: object, **named: object) -> None:
            if after:
                done(*arguments, **named)
            if is_killed:
                # Nothing is cleared up by one who is dead.
                patch.setattr(checkout, "settle", lambda *_: None)
                raise KilledError
            raise OSError(5, os.strerror(5))

        patch.setattr(where, step, fail)
        if is_killed:
            with pytest.raises(KilledError):
                zhang.check_out()
        else:
            assert kind_of(zhang.check_out) is StorageErrorKind.INPUT_OUTPUT
    assert projects_in(zhang.share) == ["原有"]
    if not is_killed and zhang.checkout is None:
        assert not is_leased(zhang.share)
        li.check_out()
        li.give_up()
    zhang.check_out()
    assert zhang.projects() == ["原有"]
    held = read_lease(zhang.share)
    assert held is not None
    assert zhang.checkout is not None
    assert held.id == zhang.checkout.lease.id


def test_what_was_interrupted_is_settled_without_touching_the_lease_of_another(zhang: User, li: User) -> None:
    interrupted = zhang.check_out()
    interrupted.working_copy.unlink()
    zhang.break_lease()
    li.check_out()
    with zhang.at_work():
        settle(interrupted, MOMENT)
        assert checkout_from(zhang.share) is None
    held = read_lease(zhang.share)
    assert held is not None
    assert held.user == "李四"


def test_a_broken_lease_lets_another_take_the_store(zhang: User, li: User) -> None:
    zhang.check_out()
    li.break_lease()
    assert not is_leased(zhang.share)
    assert li.check_out().lease.user == "李四"


def test_of_two_who_break_a_lease_the_second_does_not_break_that_of_the_first(zhang: User, li: User) -> None:
    theirs = zhang.check_out().lease
    li.break_lease()
    li.check_out()
    with zhang.at_work():
        assert kind_of(lambda: checkout.break_lease(zhang.share, theirs)) is StorageErrorKind.CONFLICT
    assert is_leased(zhang.share)


def test_a_working_copy_is_known_by_its_place(zhang: User, tmp_path: Path) -> None:
    made = zhang.check_out()
    with zhang.at_work():
        assert checkout_of(made.working_copy) == made
        assert checkout_of(zhang.share) is None
        assert checkout_of(made.folder / "另一份.perfeval") is None
    assert checkout_of(tmp_path / "a.perfeval") is None


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"\xff", b'{"share": "x", "known": [], "lease": {}}', b"[" * 99999],
)
def test_a_record_that_cannot_be_read_is_none(zhang: User, content: bytes) -> None:
    made = zhang.check_out()
    (made.folder / "签出.json").write_bytes(content)
    with zhang.at_work():
        assert checkout_from(zhang.share) is None
        assert checkout_of(made.working_copy) is None


def test_a_store_on_the_network_is_not_written_where_it_lies(
    zhang: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_places, "_is_on_network", lambda path: "共享" in path)
    before = files(zhang.share.parent)
    assert kind_of(lambda: zhang.edit_in_place("就地")) is StorageErrorKind.READ_ONLY
    assert files(zhang.share.parent) == before
    zhang.check_out()
    zhang.edit("新填的")
    assert zhang.projects() == ["原有", "新填的"]


def test_a_store_on_the_network_can_be_replaced_while_it_is_read(
    zhang: User, li: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_places, "_is_on_network", lambda path: "共享" in path)
    with Store.open(li.share, read_only=True) as read:
        zhang.share.unlink()
        assert [one.project for one in read.summaries()] == ["原有"]
        assert kind_of(lambda: read.purge([])) is StorageErrorKind.READ_ONLY
        assert read.verify() == ()


def test_one_left_half_changed_there_is_read_once_it_was_checked_out_and_in(
    zhang: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_places, "_is_on_network", lambda path: "共享" in path)
    crash(zhang.share)
    assert kind_of(lambda: projects_in(zhang.share)) is StorageErrorKind.READ_ONLY
    zhang.check_out()
    zhang.edit("新填的")
    zhang.check_in()
    assert projects_in(zhang.share) == ["原有", "新填的"]


def test_a_lease_that_goes_while_it_is_looked_at_hinders_nobody(
    zhang: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease_file(zhang.share).touch()
    monkeypatch.setattr(lease, "read_lease", lambda _store: None)
    share_checks.check_not_leased(zhang.share, MOMENT)
