import os
from dataclasses import replace
from pathlib import Path

import pytest

from perfeval_desktop.errors import StorageErrorKind
from perfeval_desktop.storage import lease as lease_module
from perfeval_desktop.storage.lease import (
    UNREADABLE,
    Lease,
    end_lease,
    lease_of,
    read_lease,
    take_lease,
    written,
)
from perfeval_desktop.storage.lease_names import is_leased, lease_file
from storage.backups.backup_examples import files
from storage.examples import MOMENT, kind_of

LEASE = Lease("a1", "张三", "DESK-A", "2024-01-15T09:12:00+08:00", "0.1.0", 5, "a lineage")


def test_a_lease_is_read_as_it_was_taken(share: Path) -> None:
    assert read_lease(share) is None
    take_lease(share, LEASE, MOMENT)
    assert read_lease(share) == LEASE
    assert is_leased(share)
    assert files(share.parent).count("单位.perfeval-lease") == 1
    assert not [name for name in files(share.parent) if name.endswith(".tmp")]


def test_it_tells_who_has_the_store_since_when() -> None:
    assert LEASE.holder_text(MOMENT.replace(year=2024, month=1, day=15)) == " 张三（电脑 DESK-A）于 09:12 "
    assert LEASE.holder_text(MOMENT.replace(year=2025)) == " 张三（电脑 DESK-A）于 1 月 15 日 09:12 "
    assert replace(LEASE, since="neulich").holder_text(MOMENT) == " 张三（电脑 DESK-A）"
    assert UNREADABLE.holder_text(MOMENT).startswith("不知是谁")


def test_there_is_only_one(share: Path) -> None:
    take_lease(share, LEASE, MOMENT)
    other = replace(LEASE, id="b2", user="李四")
    assert kind_of(lambda: take_lease(share, other, MOMENT)) is StorageErrorKind.BUSY
    assert read_lease(share) == LEASE


def test_one_that_is_ones_own_after_all_was_taken(share: Path) -> None:
    take_lease(share, LEASE, MOMENT)
    take_lease(share, LEASE, MOMENT)
    assert read_lease(share) == LEASE


def test_one_that_goes_while_another_is_taken_was_there_all_the_same(
    share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_lease(share, LEASE, MOMENT)
    monkeypatch.setattr(lease_module, "read_lease", lambda _store: None)
    other = replace(LEASE, id="b2")
    assert kind_of(lambda: take_lease(share, other, MOMENT)) is StorageErrorKind.BUSY


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{", b"[]", b"{}", b"[" * 99_999, b"\xff"),
        written(LEASE)[:-9],
        written(LEASE).replace(b'"a1"', b"1"),
        written(LEASE).replace(b"5", b'"5"'),
    ],
)
def test_one_that_cannot_be_read_is_nobodys_and_there_all_the_same(share: Path, content: bytes) -> None:
    lease_file(share).write_bytes(content)
    assert read_lease(share) == UNREADABLE
    assert kind_of(lambda: take_lease(share, LEASE, MOMENT)) is StorageErrorKind.BUSY
    end_lease(share, UNREADABLE.id, MOMENT)
    assert not is_leased(share)


def test_what_is_no_file_is_nobodys_either(share: Path, tmp_path: Path) -> None:
    lease_file(share).mkdir()
    assert read_lease(share) == UNREADABLE
    lease_file(share).rmdir()
    lease_file(share).symlink_to(tmp_path / "nowhere")
    assert read_lease(share) == UNREADABLE


def test_one_that_goes_while_it_is_read_is_none(share: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_file", lambda _path: True)
    assert read_lease(share) is None


def test_only_the_one_that_is_meant_is_taken_away(share: Path) -> None:
    end_lease(share, "a1", MOMENT)
    take_lease(share, LEASE, MOMENT)
    assert kind_of(lambda: end_lease(share, "b2", MOMENT)) is StorageErrorKind.CONFLICT
    assert read_lease(share) == LEASE
    end_lease(share, "a1", MOMENT)
    assert read_lease(share) is None


def test_a_name_with_half_a_character_can_be_written() -> None:
    assert lease_of(written(replace(LEASE, user="半\udcff"))).user


def test_where_there_are_no_hard_links_there_is_still_only_one(
    share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    test_there_is_only_one(share)


def test_one_half_written_there_is_removed(share: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced, times = os.fsync, iter([False, True])

    def fill(handle: int) -> None:
        if next(times):
            raise OSError(28, os.strerror(28))
        synced(handle)

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(os, "fsync", fill)
    with pytest.raises(OSError, match="space"):
        take_lease(share, LEASE, MOMENT)
    assert not is_leased(share)
