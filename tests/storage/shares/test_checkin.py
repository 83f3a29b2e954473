import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from perfeval_desktop.errors import StorageError, StorageErrorKind
from perfeval_desktop.storage import byte_copies
from perfeval_desktop.storage.backups.retention import MOST_RECENT
from perfeval_desktop.storage.lease import read_lease
from perfeval_desktop.storage.lease_names import is_leased, lease_file
from perfeval_desktop.storage.shares import checkin, checkout
from perfeval_desktop.storage.shares.checkin import Outcome
from perfeval_desktop.storage.shares.checkout_record import Checkout
from perfeval_desktop.storage.store import Store
from storage.backups.backup_examples import files
from storage.crashes import beside, crash
from storage.examples import kind_of
from storage.shares.shared_stores import User, projects_in


@pytest.fixture
def filled(zhang: User) -> User:
    """Return a user who has checked the store out and filled something in."""
    zhang.check_out()
    zhang.edit("张三填的")
    return zhang


def test_what_was_filled_in_takes_the_place_of_the_store_which_is_kept(filled: User) -> None:
    made = filled.check_in()
    assert (made.outcome, made.path, made.holder) == (Outcome.REPLACED, filled.share, None)
    assert projects_in(filled.share) == ["原有", "张三填的"]
    assert not is_leased(filled.share)
    assert filled.checkout is None
    assert made.kept is not None
    assert made.kept.parent == filled.share.with_name("单位 备份")
    assert projects_in(made.kept) == ["原有"]
    left = {"单位.perfeval-journal", "单位.perfeval.lock"}
    assert set(files(filled.share.parent)) - left == {"单位 备份", "单位.perfeval"}


def test_one_after_the_other_they_see_what_the_other_has_done(filled: User, li: User) -> None:
    filled.check_in()
    li.check_out()
    assert li.projects() == ["原有", "张三填的"]
    li.edit("李四填的")
    li.check_in()
    filled.check_out()
    assert filled.projects() == ["原有", "张三填的", "李四填的"]


def test_the_former_stores_are_thinned_out_as_backups_are(zhang: User) -> None:
    for number in range(13):
        zhang.check_out()
        zhang.edit(f"第 {number} 张")
        zhang.check_in()
    assert len(files(zhang.share.with_name("单位 备份"))) == MOST_RECENT


def test_the_store_keeps_its_mode(filled: User) -> None:
    filled.share.chmod(0o664)
    made = filled.check_in()
    assert made.kept is not None
    assert (filled.share.stat().st_mode & 0o777, made.kept.stat().st_mode & 0o777) == (0o664, 0o664)


def test_where_nothing_was_changed_nothing_is_replaced(zhang: User) -> None:
    zhang.check_out()
    before = zhang.share.read_bytes()
    made = zhang.check_in()
    assert (made.outcome, made.kept) == (Outcome.UNCHANGED, None)
    assert zhang.share.read_bytes() == before
    assert not is_leased(zhang.share)
    assert zhang.checkout is None


def test_a_lease_that_somebody_has_removed_is_taken_anew(filled: User) -> None:
    lease_file(filled.share).unlink()
    assert filled.check_in().outcome is Outcome.REPLACED
    assert projects_in(filled.share) == ["原有", "张三填的"]


def test_a_store_that_somebody_has_removed_is_put_there_again(filled: User) -> None:
    filled.share.unlink()
    made = filled.check_in()
    assert (made.outcome, made.kept) == (Outcome.REPLACED, None)
    assert projects_in(filled.share) == ["原有", "张三填的"]


def test_where_the_store_has_changed_both_are_there(filled: User) -> None:
    lease_file(filled.share).unlink()
    filled.edit_in_place("别处填的")
    made = filled.check_in()
    assert made.outcome is Outcome.BESIDE
    assert made.path.parent == filled.share.parent
    assert made.path.name.startswith("单位-张三的修改-")
    assert projects_in(filled.share) == ["别处填的", "原有"]
    assert projects_in(made.path) == ["原有", "张三填的"]
    assert filled.checkout is None
    assert not is_leased(filled.share)


def test_after_the_lease_was_broken_the_holder_s_work_stands_beside_that_of_the_other(
    filled: User, li: User
) -> None:
    li.break_lease()
    li.check_out()
    li.edit("李四填的")
    made = filled.check_in()
    assert made.outcome is Outcome.BESIDE
    assert made.holder is not None
    assert made.holder.user == "李四"
    assert projects_in(made.path) == ["原有", "张三填的"]
    assert li.check_in().outcome is Outcome.REPLACED
    assert projects_in(li.share) == ["原有", "李四填的"]


def test_backups_of_what_did_not_come_to_the_share_are_set_aside(filled: User, li: User) -> None:
    li.break_lease()
    li.check_out()
    made = filled.check_in()
    assert made.kept is not None
    assert " 未签入 " in made.kept.name
    assert [projects_in(one) for one in made.kept.iterdir()] == [["原有", "张三填的"]]
    li.give_up()
    assert filled.check_out().folder == made.kept.parent
    assert not filled.check_out().working_copy.with_name("单位 备份").exists()


def test_backups_that_cannot_be_set_aside_stay_where_they_are(
    filled: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if "未签入" in str(target):
            raise PermissionError
        return replaced(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    assert (
        filled.give_up() == filled.data / "签出" / Path(next((filled.data / "签出").iterdir())) / "单位 备份"
    )


@pytest.mark.parametrize("name", ['张/三:*"<>|\\?', ".."])
def test_a_name_that_no_file_can_have_is_no_hindrance(filled: User, name: str) -> None:
    checkout_ = filled.checkout
    assert checkout_ is not None
    replace(checkout_, lease=replace(checkout_.lease, user=name)).write()
    lease_file(filled.share).unlink()
    filled.edit_in_place("别处填的")
    assert filled.check_in().path.parent == filled.share.parent


def test_giving_up_leaves_the_share_alone_and_loses_nothing(filled: User) -> None:
    before = filled.share.read_bytes()
    kept = filled.give_up()
    assert kept is not None
    assert [projects_in(one) for one in kept.iterdir()] == [["原有", "张三填的"]]
    assert filled.share.read_bytes() == before
    assert not is_leased(filled.share)
    assert filled.checkout is None


def test_giving_up_what_was_not_changed_keeps_nothing(zhang: User) -> None:
    zhang.check_out()
    assert zhang.give_up() is None
    assert not is_leased(zhang.share)


def test_giving_up_leaves_the_lease_of_another_alone(filled: User, li: User) -> None:
    li.break_lease()
    theirs = li.check_out().lease
    filled.give_up()
    assert read_lease(filled.share) == theirs


@pytest.mark.parametrize("end", [User.check_in, User.give_up])
@pytest.mark.parametrize("is_empty_folder_there", [False, True])
def test_a_share_that_is_not_there_is_told_and_nothing_is_lost(
    filled: User, end: Callable[[User], object], tmp_path: Path, *, is_empty_folder_there: bool
) -> None:
    away = filled.share.parent.rename(tmp_path / "断开")
    if is_empty_folder_there:
        filled.share.parent.mkdir()
    assert kind_of(lambda: end(filled)) is StorageErrorKind.MISSING
    assert filled.projects() == ["原有", "张三填的"]
    if is_empty_folder_there:
        assert list(filled.share.parent.iterdir()) == []
        filled.share.parent.rmdir()
    away.rename(filled.share.parent)
    end(filled)
    assert filled.checkout is None


def test_a_store_that_another_has_open_for_writing_is_not_replaced(filled: User) -> None:
    lease = lease_file(filled.share).rename(filled.share.with_name("away"))
    with Store.open(filled.share):
        lease.rename(lease_file(filled.share))
        assert kind_of(filled.check_in) is StorageErrorKind.BUSY
    assert filled.projects() == ["原有", "张三填的"]
    assert filled.check_in().outcome is Outcome.REPLACED


def test_a_change_at_the_last_moment_is_not_overwritten(
    filled: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = checkin._keep_former

    def keep_and_change(*arguments: object) -> Path:
        made = kept(*arguments)  # type: ignore[arg-type]  # as it is called
        shutil.copy(filled.share, filled.share.with_name("x"))
        with filled.share.open("ab") as file:
            file.write(b"!")
        return made

    monkeypatch.setattr(checkin, "_keep_former", keep_and_change)
    assert kind_of(filled.check_in) is StorageErrorKind.CONFLICT
    assert filled.share.read_bytes().endswith(b"!")
    assert filled.projects() == ["原有", "张三填的"]


def test_what_does_not_read_back_is_no_success(filled: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkin, "put_in_place", lambda *_, **__: None)
    assert kind_of(filled.check_in) is StorageErrorKind.INPUT_OUTPUT
    assert filled.projects() == ["原有", "张三填的"]
    monkeypatch.undo()
    assert filled.check_in().outcome is Outcome.REPLACED


def test_a_lease_that_cannot_be_removed_is_told_and_given_back_later(
    filled: User, li: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(5, os.strerror(5))

    monkeypatch.setattr(checkout, "end_lease", refuse)
    made = filled.check_in()
    assert made.outcome is Outcome.REPLACED
    assert made.holder is not None
    assert made.holder.user == "张三"
    assert projects_in(filled.share) == ["原有", "张三填的"]
    assert kind_of(li.check_out) is StorageErrorKind.BUSY
    monkeypatch.undo()
    assert filled.check_out().lease.id != made.holder.id
    assert filled.projects() == ["原有", "张三填的"]


def test_a_store_that_a_crash_left_half_changed_is_kept_with_its_journal(zhang: User) -> None:
    crash(zhang.share)
    zhang.check_out()
    zhang.edit("张三填的")
    made = zhang.check_in()
    assert projects_in(zhang.share) == ["原有", "张三填的"]
    assert not beside(zhang.share).exists() or not beside(zhang.share).stat().st_size
    assert made.kept is not None
    assert beside(made.kept).stat().st_size
    with Store.open(made.kept) as recovered:
        assert [one.project for one in recovered.summaries()] == ["原有"]


class KilledError(BaseException):
    """The program has come to its end here."""


_STEPS: list[tuple[object, str]] = [
    (checkin, "back_up"),
    (checkin, "read_lease"),
    (checkin, "digest_with_journal"),
    (Checkout, "write"),
    (checkin, "share_locked"),
    (checkin, "_keep_former"),
    (checkin, "remove_outdated"),
    (checkin, "make_folder"),
    (byte_copies, "copy_bytes"),
    (byte_copies, "sync_file"),
    (checkin, "_look_again"),
    (checkin, "put_in_place"),
    (checkin, "sync_folder"),
    (checkin, "digest"),
    (Path, "unlink"),
    (checkin, "settle"),
    (Checkout, "forget"),
]


@pytest.mark.parametrize(("where", "step"), _STEPS, ids=lambda one: one if isinstance(one, str) else "")
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("is_killed", "time"), [(False, 1), (True, 1), (True, 2)])
def test_checking_in_that_fails_anywhere_leaves_a_whole_store_and_can_be_begun_again(
    filled: User, li: User, where: object, step: str, *, time: int, after: bool, is_killed: bool
) -> None:
    done: Callable[..., object] = getattr(where, step)
    times = 0
    with pytest.MonkeyPatch.context() as patch:

        def fail(*arguments: object, **named: object) -> object:
            nonlocal times
            times += 1
            if times != time:
                return done(*arguments, **named)
            if after:
                done(*arguments, **named)
            raise KilledError if is_killed else OSError(5, os.strerror(5))

        patch.setattr(where, step, fail)
        with suppress(KilledError, StorageError, OSError):
            filled.check_in()
    assert projects_in(filled.share) in (["原有"], ["原有", "张三填的"])
    if filled.checkout is None:
        assert projects_in(filled.share) == ["原有", "张三填的"]
        filled.check_out()
    else:
        lease = read_lease(filled.share)
        assert lease is not None
        assert lease.id == filled.checkout.lease.id
        assert kind_of(li.check_out) is StorageErrorKind.BUSY
    filled.edit("后来填的")
    assert filled.check_in().outcome is Outcome.REPLACED
    assert projects_in(filled.share) == sorted(["原有", "张三填的", "后来填的"])
    assert not is_leased(filled.share)
